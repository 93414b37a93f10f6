"""The mark that what is held above the page may be let go there."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.base.words import _
from desktop.ui import icons, theme
from desktop.ui.widgets import paint


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
