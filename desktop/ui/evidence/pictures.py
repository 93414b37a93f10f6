"""A picture drawn as large as there is room, or what is said in its place."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.words import _
from desktop.ui import theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.text import paint_wrapped


class Picture(QWidget):
    """A picture, or in its place what is said of it."""

    def __init__(self, *, framed: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap: QPixmap | None = None
        self._said = ""
        self._framed = framed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_picture(self, pixmap: QPixmap | None, said: str = "") -> None:
        """Show a picture; without one, `said`."""
        self._pixmap, self._said = pixmap, said
        self.setAccessibleName(said or _("图片"))
        self.update()

    def said(self) -> str:
        """What stands in place of a picture."""
        return "" if self._pixmap is not None else self._said

    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return self._pixmap is not None

    def sizeHint(self) -> QSize:
        return QSize(352, 264)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 120)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        if self._framed:
            paint.box(painter, self.rect(), fill=t.sunken, border=t.line, radius=4)
        if self._pixmap is None:
            painter.setPen(t.text2)
            paint_wrapped(painter, self.rect().adjusted(16, max(16, self.height() // 2 - 22), -16, 0), self._said, 13)
            return
        inside = self.rect().adjusted(1, 1, -1, -1) if self._framed else self.rect()
        size = self._pixmap.size().scaled(inside.size(), Qt.AspectRatioMode.KeepAspectRatio)
        where = QRect(QPoint(), size)
        where.moveCenter(inside.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(where, self._pixmap)
