"""A clause's evidence on the page: opened in large, stepped through, no longer linked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.base.words import _
from desktop.domain.assessment import Evidence
from desktop.ui.scoring.row_states import evidence_of, own_links

if TYPE_CHECKING:
    from desktop.ui.scoring.clause_pane import ClausePane
    from desktop.ui.scoring.desk import Desk
    from desktop.ui.scoring.large_view import LargeView


class ShownEvidence(QObject):
    """Joins the strip of the clause and the large view. Signal: `away` when the keys should go back to the tree."""

    away = Signal()

    def __init__(self, desk: Desk, clause: ClausePane, large: LargeView) -> None:
        super().__init__(clause)
        self._desk, self._clause, self._large = desk, clause, large
        clause.opened.connect(self.open)
        clause.unlinked.connect(self.unlink)
        large.unlinked.connect(self.unlink)
        large.step.connect(self.step)
        large.closed.connect(self.away)

    def _entry(self, id_: str) -> Evidence | None:
        return next((one for one in self._desk.view.document.evidence if one.id == id_), None)

    def refresh(self) -> None:
        """The audit changed; the piece that is open may be gone."""
        entry = self._large.entry()
        if entry is not None:
            self._large.refresh(self._entry(entry.id or ""))

    def open(self, id_: str) -> None:
        """Show a piece in large."""
        entry = self._entry(id_)
        if entry is not None:
            self._large.show_entry(entry)

    def step(self, by: int) -> None:
        """To the piece before or after, going round."""
        entry = self._large.entry()
        if entry is None or self._clause.rule is None:
            return
        entries = evidence_of(self._desk.view, self._clause.rule)
        place = next((at for at, one in enumerate(entries) if one.id == entry.id), None)
        if place is not None:
            self._large.show_entry(entries[(place + by) % len(entries)])

    def unlink(self, id_: str) -> None:
        """The piece no longer belongs to the clause, nor to what was observed of it."""
        from desktop.actions import evidence

        rule, entry = self._clause.rule, self._entry(id_)
        if rule is None or entry is None:
            return
        links = own_links(self._desk.view, rule, entry)
        self._large.hide()
        self._desk.act(
            self,
            lambda ws, audit: evidence.unlink(ws, audit, id_, links),
            done=lambda _changes: self._desk.context.shell.toast(_("已取消关联，照片仍在证据中"), undo=True),
        )
        self.away.emit()
