"""Lines of running text with a mark before and a clause behind, that can be opened; what check lists and lists of notices are made of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import fonts, theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.focus import FocusPainted
from desktop.ui.widgets.text import line_height, paint_wrapped, text_height

LEFT = 30  # of the text
_GAP = 12
_UP = 6

PaintMark = Callable[[QPainter, QRect], None]


class TextLine(FocusPainted):
    """`text` over as many lines as it needs, `said` below it in small, `note` at the right. Signals: `opened`, `marked` (a click on the
    mark, or Space), `removed` (Delete), `stepped(int)` (arrows)."""

    opened = Signal()
    marked = Signal()
    removed = Signal()
    stepped = Signal(int)

    def __init__(self, paint_mark: PaintMark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paint_mark = paint_mark
        self._words = ("", "", "")
        self._role: theme.Role = "text2"
        self._hovered = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_words(self, text: str, said: str = "", note: str = "", *, role: theme.Role = "text2", state: str = "") -> None:
        """Other words; `role` colours what is said below, `state` is the mark in a word for who does not see it."""
        changed = (text, said, note) != self._words
        self._words, self._role = (text, said, note), role
        self.setAccessibleName("，".join(word for word in (state, text, said, note) if word))
        if changed:
            self.updateGeometry()
        self.update()

    def words(self) -> tuple[str, str, str]:
        """What stands there: text, what is said below, note."""
        return self._words

    def _room(self, width: int) -> int:
        note = self._words[2]
        return max(60, width - LEFT - _GAP - (fonts.width(note, 12) + _GAP if note else 0))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        text, said, _note = self._words
        room = self._room(width)
        below = text_height(said, 12, 400, room) if said else 0
        return max(34, text_height(text, 13, 400, room) + below + 2 * _UP)

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(self.width() or 320))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 34)

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type] # the stub names the narrower class
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        if self.hasFocus() or self._hovered:
            paint.box(painter, self.rect(), fill=t.tint if self.hasFocus() else t.hover, radius=4)
        self._paint_mark(painter, QRect(8, _UP + 4, 14, 14))
        text, said, note = self._words
        room = self._room(self.width())
        painter.setPen(t.text)
        paint_wrapped(painter, QRect(LEFT, _UP, room, self.height()), text, 13)
        if said:
            painter.setPen(t.color(self._role))
            paint_wrapped(painter, QRect(LEFT, _UP + text_height(text, 13, 400, room), room, self.height()), said, 12)
        if note:
            place = QRect(LEFT, _UP, self.width() - LEFT - _GAP, line_height(13))
            paint.line_of_text(painter, place, note, t.text3, size=12, align=Qt.AlignmentFlag.AlignRight)
        if self.hasFocus():
            paint.focus_ring(painter, self.rect(), radius=4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            (self.marked if event.position().x() < LEFT else self.opened).emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit()
        elif key == Qt.Key.Key_Space:
            self.marked.emit()
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()
        super().leaveEvent(event)
