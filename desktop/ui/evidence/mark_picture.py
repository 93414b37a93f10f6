"""A picture to look at closely: seen whole or zoomed by wheel and keys, moved by dragging."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.words import _
from desktop.ui import theme
from desktop.ui.evidence.mark_sight import STEP, Sight
from desktop.ui.widgets import paint
from desktop.ui.widgets.text import paint_wrapped


class ZoomPicture(QWidget):
    """A picture, or what is said in its place. Signal: `zoomed` when it is seen nearer, farther or elsewhere."""

    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sight = Sight()
        self._pixmap: QPixmap | None = None
        self._fitted: tuple[tuple[int, int, int], QPixmap] | None = None
        self._said = ""
        self._panned: QPointF | None = None
        self._tabbed = False  # the keyboard came here by Tab, and has to be seen to be here
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_picture(self, pixmap: QPixmap | None, said: str = "", size: tuple[int, int] | None = None) -> None:
        """A picture, or `said` in its place. `size` in its own pixels: a picture of another kind than before is seen whole."""
        self._pixmap, self._said = pixmap, said
        if size is not None and (pixmap is None or self.sight.size != size):
            self.sight.set_picture(*size)
            self.zoomed.emit()
        self.setAccessibleName(said if pixmap is None else _("图片"))
        self.update()

    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return self._pixmap is not None

    def pixels(self) -> int:
        """The longer edge of what is shown, as far as it has been read."""
        return max(self._pixmap.width(), self._pixmap.height()) if self._pixmap is not None else 0

    def said(self) -> str:
        """What stands in place of a picture."""
        return "" if self._pixmap is not None else self._said

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Nearer or farther."""
        self.sight.zoom(factor, at)
        self._looked()

    def fit(self) -> None:
        """The whole picture."""
        self.sight.fit()
        self._looked()

    def zoom_to(self, scale: float) -> None:
        """So many screen pixels for one of the picture."""
        self.sight.zoom_to(scale)
        self._looked()

    def pan(self, right: float, down: float) -> None:
        """Move the picture by screen pixels."""
        self.sight.pan(right, down)
        self._looked()

    def _looked(self) -> None:
        self.zoomed.emit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.sight.set_area(self.width(), self.height())
        self.zoomed.emit()
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._tabbed = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._pixmap is not None and event.angleDelta().y():
            self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP, event.position())
        event.accept()

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 120)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        if self._pixmap is None:
            painter.setPen(t.text2)
            paint_wrapped(painter, self.rect().adjusted(16, max(16, self.height() // 2 - 22), -16, 0), self._said, 13)
            return
        self._paint_picture(painter, self._pixmap)
        self.paint_over(painter)
        if self._tabbed and self.hasFocus():
            paint.focus_ring(painter, self.rect())

    def paint_over(self, painter: QPainter) -> None:
        """Draw what lies over the picture. Override."""

    def _paint_picture(self, painter: QPainter, pixmap: QPixmap) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        where = self.sight.rect()
        if self.sight.is_fitted:
            # The same small picture for every stroke of the pointer.
            ratio = self.devicePixelRatioF()
            key = (pixmap.cacheKey(), round(where.width() * ratio), round(where.height() * ratio))
            if self._fitted is None or self._fitted[0] != key:
                size = QSize(max(1, key[1]), max(1, key[2]))
                small = pixmap.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
                self._fitted = (key, small)
            painter.drawPixmap(where, self._fitted[1], QRectF(self._fitted[1].rect()))
            return
        seen = where.intersected(QRectF(self.rect()))
        scale = (pixmap.width() / where.width(), pixmap.height() / where.height())
        part = QRectF(
            (seen.left() - where.left()) * scale[0],
            (seen.top() - where.top()) * scale[1],
            seen.width() * scale[0],
            seen.height() * scale[1],
        )
        painter.drawPixmap(seen, pixmap, part)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._pixmap is not None and event.button() in (Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton):
            self.grab_picture(event.position())

    def grab_picture(self, at: QPointF) -> None:
        """From here on the pointer takes the picture along."""
        self._panned = at
        self.point_with(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._panned is not None:
            at = event.position()
            self.pan(at.x() - self._panned.x(), at.y() - self._panned.y())
            self._panned = at

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._panned = None
        self.point_with(None)

    def point_with(self, shape: Qt.CursorShape | None) -> None:
        """The pointer's look; None: what fits the moment."""
        if shape is None:
            shape = Qt.CursorShape.ArrowCursor if self.sight.is_fitted else Qt.CursorShape.OpenHandCursor
        self.setCursor(QCursor(shape))
