"""Chips and pills: a word with an icon on a quiet ground; filters that are on or off; key caps."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import fonts, icons, theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.buttons import _Hovering

Tone = Literal["neutral", "accent", "open", "wrong"]


class Chip(QWidget):
    """A fact in a word: amber for open, red for wrong."""

    def __init__(self, text: str, *, icon: str = "", tone: Tone = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._tone: Tone = tone
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Another word."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.width(self._text, 12, 500) + 16 + (18 if self._icon else 0), 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        ground, border, ink = {
            "neutral": (t.sunken, t.line2, t.text2),
            "accent": (t.tint, t.tint2, t.accent),
            "open": (t.open_t, t.open_m, t.open),
            "wrong": (t.wrong_t, t.wrong, t.wrong),
        }[self._tone]
        painter = QPainter(self)
        paint.box(painter, self.rect(), fill=ground, border=border, radius=4)
        x = 8
        if self._icon:
            icons.paint(painter, self._icon, QRect(x, 4, 14, 14), ink)
            x += 18
        paint.line_of_text(painter, QRect(x, 0, self.width() - x, 22), self._text, ink, size=12, weight=500)


class FilterPill(_Hovering):
    """A filter with its count, or a fact with its key, on or off. Signals: `clicked`, `toggled(bool)`; `isChecked()`."""

    def __init__(
        self, text: str, count: int | None = None, *, tone: Tone = "neutral", key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tone: Tone = tone
        self._key = key
        self._name = text
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(count)

    def set_name(self, text: str) -> None:
        """Another word; the count comes with `set_count`."""
        self._name = text

    def set_count(self, count: int | None) -> None:
        """How many the filter would show; None: no number."""
        self.setText(self._name if count is None else f"{self._name} {count}")
        self.setAccessibleName(self.text())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        # 28 are drawn, 32 can be hit.
        return QSize(fonts.width(self.text(), 12, 500) + 24 + (paint.cap_width(self._key) + 4 if self._key else 0), 32)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        rect = self.rect().adjusted(0, 2, 0, -2)
        on = self.isChecked()
        ink = {"neutral": t.text2, "accent": t.accent, "open": t.open, "wrong": t.wrong}[self._tone]
        ground = t.tint if on else t.hover if self._hovered else t.surface
        paint.box(
            painter, rect, fill=ground, border=t.accent if on or self.hasFocus() else t.line2, radius=14, width=2 if self.hasFocus() else 1
        )
        painter.setFont(fonts.font(12, 500 if on else 400))
        painter.setPen(t.accent if on else ink)
        if self._key:
            cap = paint.cap_width(self._key)
            paint.key_cap(painter, rect.right() - cap - 6, rect.top() + (rect.height() - paint.CAP) // 2, self._key)
            painter.setFont(fonts.font(12, 500 if on else 400))
            painter.setPen(t.accent if on else ink)
            rect = rect.adjusted(12, 0, -cap - 10, 0)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self.text())


class KeyCap(QWidget):
    """A key as it looks."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(paint.cap_width(self._key), paint.CAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint.key_cap(QPainter(self), 0, 0, self._key)
