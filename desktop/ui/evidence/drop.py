"""What is dropped or pasted: files of this machine, or a picture; the mark that it may be let go here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.base.words import _
from desktop.ui import icons, theme
from desktop.ui.widgets import paint


def local_files(data: QMimeData) -> list[Path]:
    """Files and folders of this machine among what is dropped or pasted."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []


def picture_of(data: QMimeData) -> QImage | None:
    """The picture that is dropped or pasted."""
    image = data.imageData() if data.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


class DropHint(QWidget):
    """Over the whole page while something is held above it."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def appear(self) -> None:
        """Show it."""
        self.setGeometry(self._page.rect())
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        veil = QColor(t.window)
        veil.setAlpha(210)
        painter.fillRect(self.rect(), veil)
        paint.box(painter, self.rect().adjusted(16, 16, -16, -16), border=t.accent, width=2, radius=8)
        middle = self.rect().center()
        icons.paint(painter, "download", QRect(middle.x() - 16, middle.y() - 40, 32, 32), t.accent)
        words = QRect(0, middle.y(), self.width(), 28)
        paint.line_of_text(painter, words, _("松开即导入"), t.text, size=16, weight=500, align=Qt.AlignmentFlag.AlignHCenter)
