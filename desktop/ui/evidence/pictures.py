"""Pictures larger than a thumbnail: read and decoded away from the window's thread, drawn as large as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.words import _
from desktop.domain.evidence import PICTURES
from desktop.ui import theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.text import paint_wrapped

if TYPE_CHECKING:
    from desktop.actions.workspace import Workspace
    from desktop.domain.assessment import Evidence


def read_large(ws: Workspace, audit: str, entry: Evidence, edge: int) -> QImage | None:
    """The original upright, its longer side at most `edge`; None where it is no picture. Raises Refused when it is not here."""
    from desktop.actions import evidence

    image = _decoded(QByteArray(evidence.original(ws, entry.sha256 or "")), edge)
    if image.isNull() and entry.media_type in PICTURES:
        # A kind of picture that the window cannot decode, but the evidence can.
        image = QImage.fromData(evidence.derived(ws, audit, entry.id or "", redact=False, edge=edge))
    return None if image.isNull() else image


def _decoded(data: QByteArray, edge: int) -> QImage:
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > edge:
        # The decoder makes it small at once, which costs a fraction.
        reader.setScaledSize(size.scaled(edge, edge, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read() if reader.canRead() else QImage()


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
