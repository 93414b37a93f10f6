"""Labels that take their colour from the tokens when painted; one line elides with a tooltip, running text wraps at 21 px a line."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from desktop.ui import fonts, theme

LINE = 21 / 13  # running text: 21 px a line at 13


def line_height(size: int) -> int:
    """The height of a line of running text, in pixels."""
    return round(size * LINE)


@lru_cache(maxsize=512)
def wrapped(text: str, size: int, weight: fonts.Weight, width: int) -> tuple[tuple[int, int], ...]:
    """Where the lines of a text begin and how long they are, broken by word boundary at a width."""
    lines: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        layout = QTextLayout(paragraph, fonts.font(size, weight))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, size))
            lines.append((start + line.textStart(), line.textLength()))
        layout.endLayout()
        start += len(paragraph) + 1
    return tuple(lines)


def text_height(text: str, size: int, weight: fonts.Weight, width: int) -> int:
    """How tall a running text gets at a width."""
    return max(1, len(wrapped(text, size, weight, width))) * line_height(size)


def paint_wrapped(painter: QPainter, rect: QRect, text: str, size: int, weight: fonts.Weight = 400) -> None:
    """Draw running text from the top of a rectangle with the painter's pen."""
    painter.setFont(fonts.font(size, weight))
    height = line_height(size)
    rise = (height + fonts.metrics(size, weight).capHeight()) / 2
    y = float(rect.top())
    for start, length in wrapped(text, size, weight, rect.width()):
        painter.drawText(QPointF(rect.left(), math.floor(y + rise)), text[start : start + length].rstrip())
        y += height


class Label(QLabel):
    """A text. `wrap`: running text over as many lines as it needs; else one line that elides (`elide`) or keeps its whole width."""

    def __init__(
        self,
        text: str = "",
        *,
        size: int = 13,
        weight: fonts.Weight = 400,
        role: theme.Role = "text",
        wrap: bool = False,
        elide: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size, self._weight, self._role = size, weight, role
        self._wraps, self._elides, self._align = wrap, elide, align
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        policy = QSizePolicy(
            QSizePolicy.Policy.Expanding if elide or wrap else QSizePolicy.Policy.Preferred,
            QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed,
        )
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)

    def set_role(self, role: theme.Role) -> None:
        """Another colour."""
        self._role = role
        self.update()

    def set_weight(self, weight: fonts.Weight) -> None:
        """Another weight."""
        self._weight = weight
        self.updateGeometry()
        self.update()

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def font_used(self) -> QFont:
        """The font the text is painted in."""
        return fonts.font(self._size, self._weight)

    def sizeHint(self) -> QSize:
        lines = self.text().split("\n")
        width = max(fonts.width(line, self._size, self._weight) for line in lines)
        if self._wraps:
            return QSize(min(width, 480), self.heightForWidth(min(width, 480)))
        return QSize(width, max(self._line(), line_height(self._size) * len(lines) if len(lines) > 1 else 0))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        if self._wraps:
            return QSize(self._size * 6, line_height(self._size))
        if self._elides:
            return QSize(min(hint.width(), self._size * 3), hint.height())
        return hint

    def hasHeightForWidth(self) -> bool:
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        return text_height(self.text(), self._size, self._weight, width) if self._wraps else -1

    def _line(self) -> int:
        return round(self._size * 1.45)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().color(self._role if self.isEnabled() else "text3")
        painter.setPen(colour)
        text = self.text()
        if self._wraps or "\n" in text:
            paint_wrapped(painter, self.rect(), text, self._size, self._weight)
            return
        painter.setFont(self.font_used())
        if self._elides:
            text = fonts.metrics(self._size, self._weight).elidedText(text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(self._align | Qt.AlignmentFlag.AlignVCenter), text)

    def is_cut(self) -> bool:
        """Whether not all of the text can be seen."""
        if self._wraps:
            return self.height() < self.heightForWidth(self.width())
        return self.width() < fonts.width(self.text(), self._size, self._weight)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and not self.toolTip() and self._elides and self.is_cut():
            QToolTip.showText(event.globalPos(), self.text(), self)
            return True
        return bool(super().event(event))


class ErrorLine(Label):
    """The sentence of a refusal, in red under what it concerns; hidden while all is well."""

    def __init__(self) -> None:
        super().__init__("", size=12, role="wrong", wrap=True)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence; an empty one hides the line."""
        if sentence != self.text():
            self.setText(sentence)
        self.setVisible(bool(sentence))
