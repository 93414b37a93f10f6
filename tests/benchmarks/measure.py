"""Median of several runs after a warm-up, and the row of the table."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

RUNS = 5


@dataclass(frozen=True)
class Row:
    """One figure: seconds (or what `unit` says) of ours and of the reference, and the ratio that is the goal."""

    number: str
    what: str
    ours: float
    reference: float
    goal: float | None  # None: printed only
    unit: str = "s"

    @property
    def ratio(self) -> float:
        return self.ours / self.reference if self.reference else float("inf")

    @property
    def held(self) -> str:
        if self.goal is None:
            return "-"
        return "yes" if self.ratio <= self.goal else "NO"


def median(run: Callable[[], object], runs: int = RUNS) -> float:
    """Seconds of one call: the median of several after one that is not counted."""
    run()
    times = []
    for _run in range(runs):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def paired(ours: Callable[[], object], reference: Callable[[], object], runs: int = RUNS) -> tuple[float, float]:
    """Medians of two jobs run in turn, so that a machine that slows down slows both."""
    ours()
    reference()
    first: list[float] = []
    second: list[float] = []
    for _run in range(runs):
        for job, times in ((ours, first), (reference, second)):
            start = time.perf_counter()
            job()
            times.append(time.perf_counter() - start)
    return statistics.median(first), statistics.median(second)


def table(rows: list[Row]) -> str:
    """The rows as text."""
    lines = [f"{'#':4} {'what':62} {'ours':>10} {'reference':>10} {'ratio':>7} {'goal':>6} held"]
    for row in rows:
        scale, unit = (1000, "ms") if row.unit == "s" else (1, row.unit)
        goal = f"{row.goal:g}" if row.goal is not None else ""
        lines.append(
            f"{row.number:4} {row.what:62} {row.ours * scale:8.2f}{unit:>3} {row.reference * scale:8.2f}{unit:>3}"
            f" {row.ratio:7.2f} {goal:>6} {row.held}"
        )
    return "\n".join(lines)


def peak_memory() -> tuple[float, float]:
    """Megabytes at most so far, of this process and of its ended children; nought where the system does not tell."""
    own = children = 0.0
    if sys.platform != "win32":
        import resource

        own, children = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own, children


def settle_disk() -> None:
    """Have everything written out that was left for later, where the system can."""
    if sys.platform != "win32":
        os.sync()
