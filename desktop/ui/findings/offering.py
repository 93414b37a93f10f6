"""What the scores offer on its panel: read from the view, taken over in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.actions import findings
from desktop.base.words import _
from desktop.domain.offered_findings import Offer, offers
from desktop.ui.findings.offers_panel import OffersPanel

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes
    from desktop.ui.record_cards import Desk


class Offering(QObject):
    """Fills the panel and makes findings of what is taken."""

    def __init__(self, desk: Desk, panel: OffersPanel) -> None:
        super().__init__(panel)
        self._desk, self._panel = desk, panel
        panel.taken.connect(self._make)

    def take(self, view: AuditView) -> int:
        """The audit as it stands; gives how many are offered."""
        offered = offers(view.document, view.rules)
        self._panel.show_offers(offered, view.rules)
        return len(offered)

    def _make(self, taken: tuple[Offer, ...]) -> None:
        chosen = tuple((one.item, one.place) for one in taken)

        def made(changes: Changes) -> None:
            number = changes.view.document.findings[-1].number or ""
            told = _("已建立 {number}").format(number=number) if len(chosen) == 1 else _("已建立 {n} 条发现").format(n=len(chosen))
            self._desk.context.shell.toast(told, undo=True)
            self._panel.error.say("")

        self._desk.act(lambda ws, audit: findings.from_scores(ws, audit, chosen), self._panel.error.say, made)
