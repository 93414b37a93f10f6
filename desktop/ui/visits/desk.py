"""A card about one visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.ui.record_cards import Desk, RecordCard

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.assessment import Visit


class VisitCard(RecordCard):
    """A card about one visit, another one when `show_visit` says so."""

    def __init__(self, desk: Desk, title: str, *, note: str = "") -> None:
        super().__init__(desk, "visits", title, note=note)

    @property
    def visit(self) -> str:
        """The id of the visit at hand."""
        return self.key

    def show_visit(self, view: AuditView, visit: Visit) -> None:
        """Show a visit as the audit holds it."""
        self.show_key(visit.id or "", self.values(view, visit))

    def values(self, _view: AuditView, _visit: Visit) -> dict[str, str]:
        """What the fields show, by their names."""
        return {}
