"""The days of a plan side by side on one line of pixels: where a moment lies, and which moment lies somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.plan import Placed
from desktop.domain.service_hours import DAY

SNAP = 15  # minutes that times are rounded to by the pointer
STEP = 30  # minutes of one step of the cursor
NARROWEST, WIDEST = 28, 240  # px an hour
READABLE = 40  # px an hour at least when nobody chose
# px of a bar that can be read, and px an hour at most to get there.
LEGIBLE, MOST_READABLE = 50, 84
MOST_DAYS = 366
# What a day shows when nothing lies outside it.
USUAL = (9 * 60, 17 * 60)


@dataclass(frozen=True)
class Axis:
    """`days` with minutes `first` to `last` each, at `hour` px an hour; x counts from the first minute of the first day."""

    days: tuple[date, ...]
    first: int
    last: int
    hour: float

    @property
    def day_width(self) -> float:
        return (self.last - self.first) / 60 * self.hour

    @property
    def width(self) -> float:
        return self.day_width * len(self.days)

    def x(self, day: date, minute: int) -> float:
        """Where a moment lies; a day that is not shown lies at the beginning."""
        place = self.place(day)
        return max(0, place) * self.day_width + (minute - self.first) / 60 * self.hour

    def place(self, day: date) -> int:
        """The number of a day, -1 when it is not shown."""
        try:
            return self.days.index(day)
        except ValueError:
            return -1

    def at(self, x: float, snap: int = SNAP) -> tuple[date, int]:
        """The moment at a place, rounded down to a step, always inside the axis."""
        place = min(max(int(x // self.day_width) if self.day_width else 0, 0), len(self.days) - 1)
        inside = (x - place * self.day_width) / self.hour * 60 if self.hour else 0
        minute = self.first + int(inside // snap) * snap
        return self.days[place], min(max(minute, self.first), self.last - snap)

    def minutes(self, pixels: float) -> int:
        """How many minutes a distance is, to the nearest step."""
        return round(pixels / self.hour * 60 / SNAP) * SNAP


def days_of(starts: date | None, ends: date | None, timed: Iterable[Placed]) -> tuple[date, ...]:
    """The audit's days, and those beside them on which something is planned."""
    found = {one.day for one in timed}
    if starts is not None:
        last = ends if ends is not None and ends >= starts else starts
        found |= {starts + timedelta(days=number) for number in range(min((last - starts).days + 1, MOST_DAYS))}
    return tuple(sorted(found)[: 2 * MOST_DAYS])


def span_of(timed: Sequence[Placed]) -> tuple[int, int]:
    """The minutes of a day that are shown: usual hours, more where something lies outside."""
    first = min((one.start for one in timed), default=USUAL[0])
    last = max((one.end for one in timed), default=USUAL[1])
    return min(USUAL[0], first // 60 * 60), max(USUAL[1], min(DAY, -(-last // 60) * 60))


def readable(timed: Sequence[Placed]) -> float:
    """px an hour at which bars of usual length can be read."""
    lengths = sorted(one.end - one.start for one in timed if one.slot.kind is None)
    usual = lengths[len(lengths) // 2] if lengths else 60
    return min(max(READABLE, LEGIBLE * 60 / usual), MOST_READABLE)


def make_axis(days: tuple[date, ...], span: tuple[int, int], room: float, hour: float) -> Axis:
    """An axis that fills the room at least, else has `hour` px an hour."""
    hours = (span[1] - span[0]) / 60 * max(1, len(days))
    return Axis(days, span[0], span[1], max(room / hours, min(max(hour, NARROWEST), WIDEST)))
