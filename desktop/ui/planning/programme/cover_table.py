"""Clauses against the audits of the programme: how many of a chapter's clauses each audit looked at, and when last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.words import _
from desktop.ui import fonts, theme
from desktop.ui.widgets import paint

if TYPE_CHECKING:
    from desktop.domain.rules import Rules

ROW = 26
HEAD = 42
COLUMN = 84
NAMES = 150
# More rows than these are chapters only; more audits than these: the latest.
MOST_ROWS, MOST_AUDITS = 20, 6
MIDDLE = Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True)
class CoverColumn:
    """An audit: what it is called, its day, the leaves it looked at. `own`: the audit at hand."""

    title: str
    day: str
    items: frozenset[str]
    own: bool = False


def chapters(rules: Rules) -> list[tuple[str, tuple[str, ...]]]:
    """The rows: names and leaves of the first-level indicators, with the groups below where they are few."""
    tops = [key for key, rule in rules.items.items() if rule.chapter == key]
    tops = tops or [key for key, rule in rules.items.items() if rule.depth == 0]
    below = [key for key, rule in rules.items.items() if rule.parent in tops]
    wanted = set(tops)
    if len(tops) + len(below) <= MOST_ROWS:
        wanted |= set(below)
    found = []
    for key in rules.items:
        if key in wanted:
            rule = rules.items[key]
            found.append((rule.name, rule.leaves + rule.conformity or (key,)))
    return found


class CoverTable(QWidget):
    """Painted; the last column says by which audit a row was looked at last."""

    def __init__(self, rules: Rules, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = chapters(rules)
        self._columns: tuple[CoverColumn, ...] = ()
        self.setAccessibleName(_("各次审查覆盖的条款"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_columns(self, columns: Sequence[CoverColumn]) -> None:
        """Other audits, the oldest first."""
        self._columns = tuple(columns)[-MOST_AUDITS:]
        told = [
            _("{title} {n} 条").format(title=column.title, n=sum(leaf in column.items for _name, leaves in self._rows for leaf in leaves))
            for column in self._columns
        ]
        self.setAccessibleDescription("；".join(told))
        self.updateGeometry()
        self.update()

    def counts(self, row: int) -> list[tuple[int, int]]:
        """For a row: by audit how many of its clauses were looked at, of how many."""
        leaves = self._rows[row][1]
        return [(sum(leaf in column.items for leaf in leaves), len(leaves)) for column in self._columns]

    def sizeHint(self) -> QSize:
        return QSize(NAMES + COLUMN * len(self._columns), HEAD + ROW * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(NAMES + 56 * len(self._columns), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        width = min(COLUMN, (self.width() - NAMES) // max(1, len(self._columns)))
        names = self.width() - width * len(self._columns)
        for place, column in enumerate(self._columns):
            x = names + place * width
            if column.own:
                paint.box(painter, QRect(x, 0, width, self.height()), fill=t.tint, radius=4)
            title = QRect(x + 2, 2, width - 4, 20)
            paint.line_of_text(painter, title, column.title, t.text, size=12, weight=500, align=MIDDLE)
            paint.line_of_text(painter, title.translated(0, 18), column.day, t.text3, size=12, align=MIDDLE)
        for line, (name, _leaves) in enumerate(self._rows):
            top = HEAD + line * ROW
            if top + ROW < event.rect().top() or top > event.rect().bottom():
                continue
            paint.hairline(painter, 0, top, self.width())
            paint.line_of_text(painter, QRect(0, top, names - 8, ROW), name, t.text)
            for place, (got, of) in enumerate(self.counts(line)):
                self._paint_cell(painter, QRect(names + place * width, top, width, ROW), got, of)

    @staticmethod
    def _paint_cell(painter: QPainter, rect: QRect, got: int, of: int) -> None:
        t = theme.current()
        painter.save()
        paint.smooth(painter)
        text = f"{got}/{of}"
        wide = fonts.width(text, 12) + 16
        left = rect.center().x() - wide / 2
        at = QPointF(left + 4, rect.center().y() + 0.5)
        painter.setPen(QPen(t.accent if got else t.edge, 1.2))
        painter.setBrush(t.accent if got == of else t.surface)
        painter.drawEllipse(at, 3.8, 3.8)
        if 0 < got < of:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.accent)
            painter.drawPie(QRectF(at.x() - 3.8, at.y() - 3.8, 7.6, 7.6), 90 * 16, 180 * 16)
        painter.restore()
        line = QRect(int(left) + 14, rect.top(), wide, ROW)
        paint.line_of_text(painter, line, text, t.text if got else t.text3, size=12)
