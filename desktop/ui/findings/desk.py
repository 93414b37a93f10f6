"""A card about one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.ui.record_cards import Desk, RecordCard

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.corrections import Standing
    from desktop.domain.fieldnotes import Finding


class FindingCard(RecordCard):
    """A card about one finding, another one when `show_finding` says so."""

    def __init__(self, desk: Desk, title: str, *, note: str = "") -> None:
        super().__init__(desk, "findings", title, note=note)

    def show_finding(self, view: AuditView, standing: Standing) -> None:
        """Show a finding as the audit holds it."""
        self.show_key(standing.finding.id or "", self.values(view, standing.finding))

    def values(self, _view: AuditView, _finding: Finding) -> dict[str, str]:
        """What the fields show, by their names."""
        return {}
