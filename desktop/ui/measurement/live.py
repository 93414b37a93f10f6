"""What the page shows of the measurement as a whole; gone through once for each change, beside the window."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from desktop.base.errors import BadInput
from desktop.domain.measurement import Flag, Measured, asked_of, draw_samples, flags, result, ruling

if TYPE_CHECKING:
    from desktop.actions.measurement import Ended
    from desktop.actions.workspace import Workspace


class Live(NamedTuple):
    """The result so far, how it comes about, what is doubtful, and the signature that a change ended."""

    measured: Measured
    ruling: str
    flags: tuple[Flag, ...]
    ended: Ended | None
    drawn: frozenset[int]  # the numbers of the draw that the plan describes
    asked: dict[str, int]  # by characteristic, the samples that are measured by it


def live(ws: Workspace, audit: str) -> Live:
    """Go through the samples: milliseconds for hundreds; the first draw from a large population takes longer."""
    from desktop.actions import measurement

    view = ws.audit(audit)
    plan = view.document.measurement
    try:
        drawn = frozenset(draw_samples(plan.population_size, plan.sample_size, plan.seed or "")) if plan is not None else frozenset()
    except BadInput:
        # Not all said yet.
        drawn = frozenset()
    return Live(
        result(view.document, view.rules),
        ruling(view.document, view.rules),
        tuple(flags(view.document)),
        measurement.ended(ws, audit),
        drawn,
        Counter(name for one in view.document.samples for name in asked_of(plan, one)),
    )
