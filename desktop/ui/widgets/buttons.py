"""Buttons: one primary on a page, others outlined, ghost for links; icon buttons for tools. Painted, at least 32 px to hit."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.ui import fonts, icons, theme
from desktop.ui.widgets import paint

Kind = Literal["primary", "outlined", "ghost"]


class _Hovering(QPushButton):
    """A push button that knows whether the pointer is on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hovered = False
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()
        super().leaveEvent(event)


class Button(_Hovering):
    """A button with a word, maybe an icon before it and the key that does the same after it. Signal: `clicked`."""

    def __init__(
        self,
        text: str,
        *,
        kind: Kind = "outlined",
        icon: str = "",
        key: str = "",
        small: bool = False,
        danger: bool = False,
        chevron: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind, self._icon, self._key = kind, icon, key
        self._height = 28 if small else 32
        self._danger, self._chevron = danger, chevron
        self.setText(text)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Another word."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_kind(self, kind: Kind) -> None:
        """Another rank: what was the next act may be done."""
        self._kind = kind
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str) -> None:
        """Another icon before the word."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._content() + (16 if self._kind == "ghost" else 24), self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _content(self) -> int:
        width = fonts.width(self.text(), 13, self._weight())
        if self._icon:
            width += 16 + 6
        if self._key:
            width += 6 + paint.cap_width(self._key)
        if self._chevron:
            width += 4 + 12
        return width

    def _weight(self) -> fonts.Weight:
        return 500 if self._kind == "primary" else 400

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        rect = self.rect()
        on, down = self.isEnabled(), self.isDown()
        ink = t.wrong if self._danger else t.accent if self._kind == "ghost" else t.text
        if self._kind == "primary":
            ink = t.onacc if on else t.text3
            ground = (t.accent_hover if self._hovered or down else t.accent) if on else t.track
            paint.box(painter, rect, fill=ground)
        elif self._kind == "outlined":
            ground = t.hover if (self._hovered or down) and on else t.surface
            paint.box(painter, rect, fill=ground, border=t.edge if down else t.line2)
        elif (self._hovered or down) and on:
            paint.box(painter, rect, fill=t.tint if down else t.hover)
        if not on and self._kind != "primary":
            ink = t.text3
        x = (self.width() - self._content()) // 2
        if self._icon:
            paint_icon = QRect(x, (self.height() - 16) // 2, 16, 16)
            icons.paint(painter, self._icon, paint_icon, ink)
            x += 22
        painter.setFont(fonts.font(13, self._weight()))
        painter.setPen(ink)
        width = fonts.width(self.text(), 13, self._weight())
        painter.drawText(QRect(x, 0, width + 2, self.height()), int(Qt.AlignmentFlag.AlignVCenter), self.text())
        x += width
        if self._key:
            paint.key_cap(painter, x + 6, (self.height() - paint.CAP) // 2, self._key, on_accent=self._kind == "primary" and on)
        if self._chevron:
            icons.paint(painter, "chevron-right", QRect(x + 4, (self.height() - 12) // 2, 12, 12), ink)
        if self.hasFocus():
            paint.focus_ring(painter, rect)


class IconButton(_Hovering):
    """A tool without a word: has a tooltip and an accessible name. Signal: `clicked`."""

    def __init__(self, icon: str, name: str, *, key: str = "", size: int = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._side = size
        self.setAccessibleName(name)
        self.setToolTip(f"{name}　{key}" if key else name)
        self.setFixedSize(size, size)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def set_icon(self, icon: str, name: str) -> None:
        """Another tool in the same place."""
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        if self.isChecked():
            paint.box(painter, self.rect(), fill=t.tint)
        elif (self._hovered or self.isDown()) and self.isEnabled():
            paint.box(painter, self.rect(), fill=t.hover if not self.isDown() else t.tint)
        ink = t.line2 if not self.isEnabled() else t.accent if self.isChecked() else t.text2
        square = QRect(0, 0, 18, 18)
        square.moveCenter(self.rect().center())
        icons.paint(painter, self._icon, square, ink)
        if self.hasFocus():
            paint.focus_ring(painter, self.rect())
