"""Frames of a page: cards in five kinds, heads of sections, hairlines."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.text import Label

Variant = Literal["plain", "sunken", "tint", "open", "wrong"]


class Card(QWidget):
    """A bordered surface with a vertical layout in `body`. At most one wrong card for each region of a page."""

    def __init__(
        self,
        variant: Variant = "plain",
        *,
        margins: tuple[int, int, int, int] = (16, 12, 16, 12),
        spacing: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._variant: Variant = variant
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(*margins)
        self.body.setSpacing(spacing)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        # The height is the most that the layout gives: with text that wraps it must be that of the width there is.
        hint = super().sizeHint()
        if self.hasHeightForWidth():
            hint.setHeight(self.heightForWidth(self.width()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width() and self.hasHeightForWidth():
            self.updateGeometry()

    def set_variant(self, variant: Variant) -> None:
        """Another ground and border."""
        self._variant = variant
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        ground, border = {
            "plain": (t.surface, t.line),
            "sunken": (t.sunken, t.line),
            "tint": (t.tint, t.tint2),
            "open": (t.open_t, t.open_m),
            "wrong": (t.wrong_t, t.wrong),
        }[self._variant]
        paint.box(QPainter(self), self.rect(), fill=ground, border=border)


class Pane(QWidget):
    """A plain ground in one of the roles, for the columns of a page; `edge` draws a hairline at a side."""

    def __init__(
        self, role: theme.Role = "surface", *, edge: Literal["", "left", "right", "top", "bottom"] = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._role: theme.Role = role
        self._edge = edge

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), t.color(self._role))
        width, height = self.width(), self.height()
        if self._edge == "left":
            painter.fillRect(0, 0, 1, height, t.line)
        elif self._edge == "right":
            painter.fillRect(width - 1, 0, 1, height, t.line)
        elif self._edge == "top":
            painter.fillRect(0, 0, width, 1, t.line)
        elif self._edge == "bottom":
            painter.fillRect(0, height - 1, width, 1, t.line)


class Hairline(QWidget):
    """A line of one pixel across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(16, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.current().line)


class SectionHead(QWidget):
    """The head of a section: its name, maybe a note at the right; add buttons to `row`."""

    def __init__(self, title: str, *, note: str = "", size: int = 13, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(title, size=size, weight=500)
        self.note = Label(note, size=12, role="text3")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self.row.addWidget(self.title)
        self.row.addStretch(1)
        self.row.addWidget(self.note)
        self.setMinimumHeight(24)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
