"""Whether the clauses stand beside the grid: as there is room, as the person wants, and always while something is dragged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from desktop.ui.evidence.clause_list import ClauseList
    from desktop.ui.evidence.grid import EvidenceGrid
    from desktop.ui.evidence.head import Head

# A page less wide than this begins without them.
ROOM = 1080


class Side(QObject):
    """Shows and hides the list of clauses, and in its place the button that brings it back."""

    def __init__(self, page: QWidget, head: Head, clauses: ClauseList, grid: EvidenceGrid) -> None:
        super().__init__(page)
        self._page, self._head, self._clauses, self._grid = page, head, clauses, grid
        self._asked: bool | None = None  # whether the person wants them
        self._any = False
        page.installEventFilter(self)
        head.clauses_wanted.connect(self.toggle)
        clauses.closed.connect(self.toggle)
        grid.dragging.connect(self._carry)

    def place(self, count: int) -> None:
        """With so many pieces: without any there is nothing to link."""
        self._any = count > 0
        self._place()

    def _place(self) -> None:
        wanted = self._page.width() >= ROOM if self._asked is None else self._asked
        self._clauses.setVisible(wanted and self._any)
        self._head.clauses.setVisible(self._any and not wanted)

    def toggle(self) -> None:
        """Away or back. Without them nothing is narrowed to one."""
        if not self._any:
            return
        self._asked = self._clauses.isHidden()
        self._place()
        if self._asked:
            self._clauses.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            if self._head.clause:
                self._head.narrow_to()
            self._grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _carry(self, begins: bool) -> None:
        # What is dragged needs somewhere to be let go.
        if begins:
            self._clauses.show()
        else:
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return bool(super().eventFilter(watched, event))
