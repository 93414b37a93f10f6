"""A list of points to go through, each with its state; one may be open for editing below its line. For tens of points, not thousands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets.glyphs import State, paint_glyph
from desktop.ui.widgets.lines import TextLine
from desktop.ui.widgets.scroll import see


@dataclass(frozen=True)
class CheckRow:
    """A point: its state (`word` names it), its text, what is said of it, the clause."""

    id: str
    state: State
    text: str
    said: str = ""
    clause: str = ""
    word: str = ""
    role: theme.Role = "text2"


class CheckLine(TextLine):
    """The line of one point."""

    def __init__(self, row: CheckRow) -> None:
        super().__init__(self._mark)
        self.row = row
        self.take(row)

    def take(self, row: CheckRow) -> None:
        """Another state of it."""
        self.row = row
        self.set_words(row.text, row.said, row.clause, role=row.role, state=row.word)

    def _mark(self, painter: QPainter, rect: object) -> None:
        paint_glyph(painter, rect, self.row.state)  # type: ignore[arg-type]


class CheckList(QWidget):
    """Signals with the id of a point: `opened` (Enter, click), `marked` (Space, click on its mark), `removed` (Delete)."""

    opened = Signal(str)
    marked = Signal(str)
    removed = Signal(str)

    def __init__(self, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[str, CheckLine] = {}
        self._editing = ""
        self._editor: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def set_rows(self, rows: Sequence[CheckRow]) -> None:
        """Other points, or the same in another state; the editor stays while its point does."""
        if [row.id for row in rows] != list(self._lines):
            if self._editing not in {row.id for row in rows}:
                self.close_editor()
            for line in self._lines.values():
                self._column.removeWidget(line)
                line.hide()
                line.deleteLater()
            self._lines = {row.id: self._line(row) for row in rows}
            for place, line in enumerate(self._lines.values()):
                self._column.insertWidget(place, line)
            self._place_editor()
        for row in rows:
            self._lines[row.id].take(row)

    def rows(self) -> tuple[CheckRow, ...]:
        """The points as they are shown."""
        return tuple(line.row for line in self._lines.values())

    def line(self, id_: str) -> CheckLine | None:
        """The line of a point."""
        return self._lines.get(id_)

    def _line(self, row: CheckRow) -> CheckLine:
        line = CheckLine(row)
        line.opened.connect(partial(self.opened.emit, row.id))
        line.marked.connect(partial(self.marked.emit, row.id))
        line.removed.connect(partial(self.removed.emit, row.id))
        line.stepped.connect(partial(self._step, row.id))
        return line

    def _step(self, id_: str, by: int) -> None:
        ids = list(self._lines)
        place = ids.index(id_) + by
        if 0 <= place < len(ids):
            self.focus(ids[place])

    def focus(self, id_: str = "") -> None:
        """Give the focus to a point, or to the first."""
        line = self._lines.get(id_) or next(iter(self._lines.values()), None)
        if line is not None:
            line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            see(line)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus(self._editing)

    def open_editor(self, id_: str, editor: QWidget) -> None:
        """Show an editor below a point; the one before goes away."""
        self.close_editor()
        if id_ in self._lines:
            self._editing, self._editor = id_, editor
            self._place_editor()
            editor.show()
            see(editor)

    def _place_editor(self) -> None:
        if self._editor is not None:
            self._column.removeWidget(self._editor)
            self._column.insertWidget(list(self._lines).index(self._editing) + 1, self._editor)

    def close_editor(self) -> None:
        """Only the lines again; the editor itself is its owner's."""
        if self._editor is not None:
            self._column.removeWidget(self._editor)
            self._editor.hide()
        self._editor, self._editing = None, ""

    def editing(self) -> str:
        """The id of the point that is open, or an empty text."""
        return self._editing
