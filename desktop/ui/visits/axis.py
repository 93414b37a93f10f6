"""The axis of a timeline: stretches of time side by side, cut where nothing happened for long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

CUT = 28  # px a cut takes
MOST_CUTS = 5
LEAST_TICK = 64  # px between two ticks at least
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 240, 720, 1440, 10080, 43200, 525600)  # minutes
_IDLE = timedelta(minutes=20)


class Stretch(NamedTuple):
    """Times from `start` to `end` drawn from `left` to `right`."""

    start: datetime
    end: datetime
    left: float
    right: float


class Axis:
    """Where times lie between `left` and `right` px."""

    def __init__(self, periods: Iterable[tuple[datetime, datetime]], left: float, right: float) -> None:
        self.stretches: list[Stretch] = []
        self.ticks: list[tuple[float, str]] = []
        runs = _runs(sorted(periods))
        if not runs:
            return
        padded, minutes = runs, 1.0
        room = max(right - left - CUT * (len(runs) - 1), 40.0 * len(runs))
        self.step = _STEPS[-1]
        for step in _STEPS:
            padded = [(_floor(start, step), _ceil(end, step)) for start, end in runs]
            minutes = sum((end - start).total_seconds() / 60 for start, end in padded)
            if room / minutes * step >= LEAST_TICK:
                self.step = step
                break
        per_minute = room / minutes
        x = left
        for start, end in padded:
            width = (end - start).total_seconds() / 60 * per_minute
            self.stretches.append(Stretch(start, end, x, x + width))
            at = start
            while at <= end:
                self.ticks.append((x + (at - start).total_seconds() / 60 * per_minute, _told(at, self.step)))
                at += timedelta(minutes=self.step)
            x += width + CUT

    def x(self, at: datetime) -> float:
        """Where a time lies; what lies in a cut or outside is drawn at the nearest end."""
        for one in self.stretches:
            if at <= one.end:
                share = (at - one.start) / (one.end - one.start)
                return one.left + max(0.0, share) * (one.right - one.left)
        return self.stretches[-1].right if self.stretches else 0.0

    def cuts(self) -> list[float]:
        """The middles of the cuts."""
        return [one.right + CUT / 2 for one in self.stretches[:-1]]


def _runs(periods: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Periods joined where little lies between them; more of them the more there would be."""
    idle = _IDLE
    while True:
        runs: list[tuple[datetime, datetime]] = []
        for start, end in periods:
            if runs and start - runs[-1][1] <= idle:
                runs[-1] = (runs[-1][0], max(runs[-1][1], end))
            else:
                runs.append((start, max(start, end)))
        if len(runs) <= MOST_CUTS + 1:
            return runs
        idle *= 2


def _floor(at: datetime, step: int) -> datetime:
    return at - _past(at, step)


def _ceil(at: datetime, step: int) -> datetime:
    past = _past(at, step)
    # A stretch is never empty.
    return at - past + timedelta(minutes=step)


def _past(at: datetime, step: int) -> timedelta:
    """How far a time lies behind the last tick."""
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    inside = at - midnight
    return inside % timedelta(minutes=step) if step <= 1440 else inside


def _told(at: datetime, step: int) -> str:
    return f"{at:%H:%M}" if step < 720 else f"{at:%m-%d}"
