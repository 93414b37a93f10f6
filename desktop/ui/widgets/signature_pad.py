"""A field to sign in with pen, finger or mouse; Qt makes mouse events of pen and finger, so one way serves all three."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.words import _
from desktop.domain.signature import MOST_STROKES, Points, read_strokes, write_strokes
from desktop.ui import theme
from desktop.ui.widgets import paint

# The field is three times as wide as it is high wherever it is shown or printed, so that no signature is stretched.
ASPECT = 3
# Points nearer than this (thousandths) say nothing about the line.
_NEAR = 4


def paint_strokes(painter: QPainter, rect: QRect, strokes: list[Points], colour: QColor, width: float = 2) -> None:
    """A signature in a rectangle; a lone point is a dot."""
    for points in strokes:
        places = [(rect.x() + x * rect.width() / 1000, rect.y() + y * rect.height() / 1000) for x, y in points]
        if len(places) == 1:
            # A line without length is not drawn.
            places.append((places[0][0] + 0.1, places[0][1]))
        paint.stroke(painter, colour, width, *places)


class SignaturePad(QWidget):
    """Each finished stroke is told by `signed(strokes)`, so that it is kept at once; Delete or `clear()` begins anew."""

    signed = Signal(str)

    def __init__(self, *, name: str = "", width: int = 360, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[Points] = []
        self._drawing: Points | None = None
        self._side = width
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(name or _("签名处"))
        self.setToolTip(_("用笔、手指或鼠标签名；Del 清除"))

    def strokes(self) -> str:
        """What is signed, as the document keeps it; "" when nothing is."""
        return write_strokes(self._strokes)

    def set_strokes(self, strokes: str) -> None:
        """Show a signature; one being drawn is left alone."""
        if self._drawing is None:
            self._strokes = read_strokes(strokes)
            self.update()

    def clear(self) -> None:
        """Take the signature away."""
        self._drawing = None
        if self._strokes:
            self._strokes = []
            self.update()
            self.signed.emit("")

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side // ASPECT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._drawing = [self._point(event.position())]
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drawing is None:
            return
        x, y = self._point(event.position())
        last_x, last_y = self._drawing[-1]
        if abs(x - last_x) + abs(y - last_y) >= _NEAR:
            self._drawing.append((x, y))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._drawing is None:
            return
        done = [*self._strokes, self._drawing]
        self._drawing = None
        # What no longer fits is scribbling, not a signature; what was signed stays.
        if len(write_strokes(done)) <= MOST_STROKES:
            self._strokes = done
            self.signed.emit(self.strokes())
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def _point(self, at: QPointF) -> tuple[int, int]:
        x, y = round(at.x() * 1000 / max(self.width(), 1)), round(at.y() * 1000 / max(self.height(), 1))
        return min(max(x, 0), 1000), min(max(y, 0), 1000)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        paint.box(painter, self.rect(), fill=t.surface, border=t.edge)
        paint.hairline(painter, 16, self.height() * 3 // 4, self.width() - 32, t.line2)
        drawn = self._strokes if self._drawing is None else [*self._strokes, self._drawing]
        paint_strokes(painter, self.rect(), drawn, t.text)
        if not drawn:
            paint.line_of_text(painter, self.rect().adjusted(16, 0, -16, 0), _("在此签名"), t.text3, align=Qt.AlignmentFlag.AlignHCenter)
        if self.hasFocus():
            paint.focus_ring(painter, self.rect())
