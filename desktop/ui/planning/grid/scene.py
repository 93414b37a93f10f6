"""What the grid shows and where: rows, axis, cursor and choice, in pixels from the corner of the first row and the first minute."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF

from desktop.domain.plan import Placed, placed
from desktop.ui.planning.grid.axis import STEP, Axis
from desktop.ui.planning.grid.rows import LANE, ROW, Bar, Layout, Mode, Row

if TYPE_CHECKING:
    from desktop.domain.assessment import Assessment
    from desktop.domain.preparation import Slot
    from desktop.domain.rules import Rules
    from desktop.ui.planning.grid.checked import Checked
    from desktop.ui.planning.grid.words import Names

EDGE = 6  # px at the ends of a bar that change its length
FEW_SITES = 8  # with more, coverage is a strip of small cells
MOST_CELLS = 40  # so many sites have a cell
COUNT = 60  # px of the count before the cells


class Hit(NamedTuple):
    """What lies somewhere. `edge`: -1 the beginning, 1 the end of the bar."""

    row: Row | None
    one: Placed | None
    edge: int = 0


@dataclass
class Scene:
    """`current`: the slot at the cursor; `chosen`: all that an action is about. `styles`: by site the number of its fill."""

    document: Assessment
    rules: Rules
    names: Names
    checked: Checked
    axis: Axis
    layout: Layout
    mode: Mode
    styles: dict[str, int]
    row: str = ""
    day: date | None = None
    minute: int = 0
    current: str = ""
    chosen: set[str] = field(default_factory=set)
    slots: dict[str, Slot] = field(default_factory=dict)

    # Where

    def rect(self, row: Row, bar: Bar) -> QRectF:
        """A bar."""
        return self.span(row, bar.one.day, bar.one.start, bar.one.end, bar.lane)

    def span(self, row: Row, day: date, start: int, end: int, lane: int = 0) -> QRectF:
        """A span of time in a lane of a row."""
        left, right = self.axis.x(day, start), self.axis.x(day, end)
        top = row.top + 2 + lane * LANE
        return QRectF(left + 1.5, top, max(right - left - 3, 4), min(LANE - 2, ROW - 4))

    def column(self, one: Placed) -> QRectF:
        """A meeting over all rows below the first."""
        first = self.layout.rows[0]
        left, right = self.axis.x(one.day, one.start), self.axis.x(one.day, one.end)
        top = first.top + first.height
        return QRectF(left + 2, top + 3, max(right - left - 4, 6), max(self.layout.height - top - 6, ROW))

    def hit(self, x: float, y: float) -> Hit:
        """What lies there; a bar before a meeting below it."""
        row = self.layout.at(int(y))
        if row is not None:
            for bar in row.bars:
                rect = self.rect(row, bar)
                if rect.adjusted(-2, -1, 2, 1).contains(x, y):
                    narrow = rect.width() < 3 * EDGE
                    edge = 0 if narrow else -1 if x < rect.left() + EDGE else 1 if x > rect.right() - EDGE else 0
                    return Hit(row, bar.one, edge)
        column = next((one for one in self.layout.columns if self.column(one).contains(x, y)), None)
        if column is not None:
            rect = self.column(column)
            edge = -1 if x < rect.left() + EDGE else 1 if x > rect.right() - EDGE else 0
            return Hit(row, column, edge if rect.width() >= 3 * EDGE else 0)
        return Hit(row, None)

    # The cursor

    def row_at(self) -> Row | None:
        """The row of the cursor."""
        return self.layout.row(self.row)

    def here(self) -> list[Placed]:
        """The slots under the cursor, by lane; a meeting last."""
        row = self.row_at()
        bars = row.bars if row is not None else ()
        found = [bar for bar in bars if bar.one.day == self.day and bar.one.start <= self.minute < bar.one.end]
        columns = [one for one in self.layout.columns if one.day == self.day and one.start <= self.minute < one.end]
        if row is not None and row.kind == "other":
            columns = []
        return [bar.one for bar in sorted(found, key=lambda bar: bar.lane)] + columns

    def settle(self) -> None:
        """Put the cursor on something that is there: a row, a day, the slot that was current when it still lies under it."""
        if self.layout.row(self.row) is None:
            known = {key for row in self.layout.rows for key in (row.key,)}
            rule = self.rules.items.get(self.row)
            over = [key for key in rule.path if key in known] if rule is not None else []
            usual = next((row.key for row in self.layout.rows if row.kind != "other"), self.layout.rows[0].key if self.layout.rows else "")
            self.row = over[-1] if over else usual
        if self.day not in self.axis.days and self.axis.days:
            self.day, self.minute = self.axis.days[0], self.axis.first
        self.minute = min(max(self.minute, self.axis.first), self.axis.last - STEP)
        self.chosen &= self.slots.keys()
        self.pick()

    def pick(self) -> None:
        """Take the slot under the cursor for the current one."""
        under = [one.slot.id or "" for one in self.here()]
        if self.current not in under:
            self.current = under[0] if under else ""

    def go_to(self, slot: str) -> bool:
        """Put the cursor on a slot; False when it is not drawn."""
        one = placed(self.slots[slot]) if slot in self.slots else None
        if one is None:
            return False
        row = next((row for row in self.layout.rows if any(bar.one.slot.id == slot for bar in row.bars)), None)
        if row is not None:
            self.row = row.key
        elif all(column.slot.id != slot for column in self.layout.columns):
            return False
        self.day, self.minute, self.current = one.day, max(one.start, self.axis.first), slot
        return True

    def acted_on(self) -> tuple[str, ...]:
        """The slots an action is about: those chosen, else the current one."""
        if self.chosen:
            return tuple(key for key in self.slots if key in self.chosen)
        return (self.current,) if self.current else ()

    def step(self, days: int = 0, steps: int = 0) -> None:
        """Move the cursor in time: past the end of the slot it is on, over the night into the next day."""
        if self.day is None or not self.axis.days:
            return
        place = max(0, self.axis.place(self.day))
        if days:
            self.day = self.axis.days[min(max(place + days, 0), len(self.axis.days) - 1)]
        elif steps:
            one = placed(self.slots[self.current]) if self.current in self.slots else None
            minute = self.minute
            if steps > 0:
                minute = max(one.end, minute + 1) if one is not None else (minute // STEP + 1) * STEP
            else:
                minute = (one.start if one is not None else minute) - 1
                minute = self._before(minute)
            if minute >= self.axis.last and place + 1 < len(self.axis.days):
                self.day, minute = self.axis.days[place + 1], self.axis.first
            elif minute < self.axis.first and place > 0:
                self.day, minute = self.axis.days[place - 1], self.axis.last - STEP
            self.minute = min(max(minute, self.axis.first), self.axis.last - STEP)
        self.current = ""
        self.pick()

    def _before(self, minute: int) -> int:
        """A step back: to the beginning of the slot that ends there, else to the step before."""
        row = self.row_at()
        slots = [bar.one for bar in row.bars] if row is not None else []
        ends = [one.start for one in (*slots, *self.layout.columns) if one.day == self.day and one.start <= minute < one.end]
        return max(ends) if ends else minute // STEP * STEP

    def up_down(self, by: int) -> None:
        """The next lane under the cursor, then the next row."""
        under = [one.slot.id or "" for one in self.here()]
        if self.current in under and 0 <= under.index(self.current) + by < len(under):
            self.current = under[under.index(self.current) + by]
            return
        keys = [row.key for row in self.layout.rows]
        place = keys.index(self.row) if self.row in keys else 0
        self.row = keys[min(max(place + by, 0), len(keys) - 1)] if keys else ""
        under = [one.slot.id or "" for one in self.here()]
        self.current = (under[0] if by > 0 else under[-1]) if under else ""

    def free_until(self, start: int, wanted: int) -> int:
        """The end of a new slot that begins there: as long as wanted, up to the next one of the row."""
        row = self.row_at()
        following = [bar.one.start for bar in row.bars if bar.one.day == self.day and bar.one.start > start] if row is not None else []
        return max(min([start + wanted, self.axis.last, *following]), min(start + 15, 1440))

    def covered(self, row: Row, site: str) -> str:
        """How much of a row's leaves is planned at a site: full, part, none."""
        missing = self.checked.missing.get(site)
        if missing is None or not row.leaves:
            return "none"
        lacks = sum(leaf in missing for leaf in row.leaves)
        return "none" if lacks == len(row.leaves) else "part" if lacks else "full"

    def full_sites(self, row: Row) -> int:
        """At how many sites all of a row's leaves are planned."""
        return sum(count for missing, count in self.checked.alike if missing.isdisjoint(row.leaves))

    def cover_width(self) -> int:
        """The width of the coverage at the right; nothing where no leaves are counted."""
        if self.mode != "items":
            return 0
        sites = len(self.checked.coverage.sites)
        return max(76, sites * 30 + 16) if sites <= FEW_SITES else COUNT + min(sites, MOST_CELLS) * 6 + 16
