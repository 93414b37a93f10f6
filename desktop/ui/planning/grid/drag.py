"""A slot, the end of one, or an empty span under the pointer while a button is down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRectF

from desktop.base.words import _
from desktop.domain.plan import clock_text
from desktop.domain.service_hours import DAY
from desktop.ui.planning.grid.axis import SNAP
from desktop.ui.planning.grid.rows import ROW

if TYPE_CHECKING:
    from desktop.domain.plan import Placed
    from desktop.ui.planning.grid.scene import Scene

How = Literal["move", "start", "end", "span"]
NEAR = 5  # px that do not count as a movement


@dataclass
class Drag:
    """`one`: what is dragged, None for a span that is drawn; `at` where it began, in scene pixels."""

    how: How
    at: QPointF
    row: str
    one: Placed | None
    to: QPointF
    moved: bool = False

    def follow(self, to: QPointF) -> None:
        """The pointer moved."""
        self.to = to
        self.moved = self.moved or (to - self.at).manhattanLength() > NEAR

    def target_row(self, scene: Scene) -> str:
        """The row under the pointer; the own one where it leaves the grid, or for anything but a move."""
        if self.how != "move":
            return self.row
        found = scene.layout.at(int(min(max(self.to.y(), 0), max(scene.layout.height - 1, 0))))
        return found.key if found is not None else self.row

    def span(self, scene: Scene) -> tuple[date, int, int]:
        """The day and minutes it comes to, inside the day."""
        axis = scene.axis
        if self.one is None:
            day, first = axis.at(self.at.x())
            other, last = axis.at(self.to.x())
            last = last if other == day else (axis.last - SNAP if other > day else axis.first)
            low, high = min(first, last), max(first, last) + SNAP
            return day, low, high
        minutes = axis.minutes(self.to.x() - self.at.x())
        start, end, day = self.one.start, self.one.end, self.one.day
        if self.how == "start":
            return day, min(max(start + minutes, 0), end - SNAP), end
        if self.how == "end":
            return day, start, max(min(end + minutes, DAY), start + SNAP)
        # A move goes from day to day as the pointer does, and stays inside one.
        grip = self.at.x() - axis.x(self.one.day, self.one.start)
        day, _minute = axis.at(self.to.x())
        left = self.to.x() - grip - axis.x(day, axis.first)
        begins = axis.first + axis.minutes(left) if day != self.one.day else start + minutes
        begins = min(max(begins, 0), DAY - (end - start))
        return day, begins, begins + end - start

    def ghost(self, scene: Scene) -> tuple[QRectF, str]:
        """The block to show, and its times."""
        day, start, end = self.span(scene)
        row = scene.layout.row(self.target_row(scene))
        rect = scene.span(row, day, start, end) if row is not None else QRectF(0, 0, 0, ROW)
        return rect, _("{start}–{end}").format(start=clock_text(start), end=clock_text(end))
