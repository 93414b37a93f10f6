"""A link as a chip: its name leads to what it belongs to, its cross takes the link away."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.words import _
from desktop.ui import fonts, icons, theme
from desktop.ui.widgets import paint

HEIGHT = 32
CROSS = 30
WIDEST = 340


class LinkChip(QWidget):
    """Signals: `opened(str)` and `removed(str)` with the record. Enter opens, Delete removes."""

    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, record: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record = record
        self._text = text
        self._on_cross = self._hovered = False
        self.setAccessibleName(_("关联 {what}").format(what=text))
        self.setToolTip(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """What is linked."""
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(min(fonts.width(self._text, 12, 500) + 12 + CROSS, WIDEST), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 80), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        rect = self.rect().adjusted(0, 3, 0, -3)
        paint.box(painter, rect, fill=t.tint, border=t.accent if self.hasFocus() else t.tint2, radius=4, width=2 if self.hasFocus() else 1)
        paint.line_of_text(painter, QRect(9, 0, self.width() - 9 - CROSS, HEIGHT), self._text, t.accent, size=12, weight=500)
        ink = t.wrong if self._hovered and self._on_cross else t.text3
        icons.paint(painter, "close", QRect(self.width() - CROSS + 8, 9, 14, 14), ink)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = True
        self._on_cross = event.position().x() >= self.width() - CROSS
        self.setToolTip(_("取消关联　Del") if self._on_cross else self._text)
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._hovered = False
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            (self.removed if event.position().x() >= self.width() - CROSS else self.opened).emit(self.record)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.record)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.record)
        else:
            super().keyPressEvent(event)
