"""How many respondents a survey needs: for a wanted width of the interval, from what is known of the customers."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from desktop.actions.survey import state
from desktop.actions.workspace import AuditView
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.survey import ChannelName
from desktop.domain.survey_interval import CONFIDENCES, LEAST, finite, half_width, respondents_for, t_quantile, worst_spread

Basis = Literal["responses", "worst-case", "given"]


class SamplePlan(Struct, frozen=True):
    """How many respondents an interval of ± `half_width` percent points needs; None: more than can be asked."""

    needed: int | None
    half_width: float
    spread: float  # standard deviation of respondents' own percentages that was reckoned with
    basis: Basis
    population: int | None
    confidence: int  # percent
    formula: str
    reckoned: str  # the formula with its numbers; empty when none is enough
    have: int = 0  # valid responses so far
    half_width_now: float | None = None  # what they give, from five on


def plan_sample(
    width: float,
    *,
    view: AuditView | None = None,
    channel: ChannelName | None = None,
    population: int | None = None,
    spread: float | None = None,
    scale: int = 5,
    confidence: int = 95,
) -> SamplePlan:
    """The sample size for a wanted half width, from the spread given, else of the responses so far, else the worst case of the scale."""
    if not 0 < width <= 50:
        raise BadInput(_("区间半宽应大于 0、不超过 50 个百分点，请改正。"))
    if population is not None and not 1 <= population <= 1_000_000_000:
        raise BadInput(_("顾客总数应是 1 到 10 亿之间的整数，请改正。"))
    if confidence not in CONFIDENCES:
        raise BadInput(_("置信水平可选 {all}，请改正。").format(all="、".join(f"{one} %" for one in CONFIDENCES)))
    have, seen = 0, None
    if view is not None:
        now = state(view)
        scale = now.forms.current.scale
        figure = now.figures.s if channel is None else getattr(now.figures, channel)
        have, seen = figure.responses, figure.spread
    basis: Basis
    if spread is not None:
        if not 0 < spread <= 50:
            raise BadInput(_("标准差应大于 0、不超过 50 个百分点，请改正。"))
        deviation, basis = spread, "given"
    elif seen is not None and have >= LEAST:
        deviation, basis = float(seen), "responses"
    else:
        deviation, basis = worst_spread(scale), "worst-case"
    needed = respondents_for(width, deviation, population, confidence)
    return SamplePlan(
        needed=needed,
        half_width=width,
        spread=deviation,
        basis=basis,
        population=population,
        confidence=confidence,
        formula=_formula(population),
        reckoned="" if needed is None else _reckoned(needed, width, deviation, population, confidence),
        have=have,
        half_width_now=half_width(have, deviation, population, confidence) if have >= LEAST else None,
    )


def _formula(population: int | None) -> str:
    return "t(n−1) × s ÷ √n ≤ E" if population is None else "t(n−1) × s × √((N−n) ÷ (N−1)) ÷ √n ≤ E"


def _reckoned(needed: int, width: float, spread: float, population: int | None, confidence: int) -> str:
    """The formula with the numbers of the least n for which it holds."""
    if needed < LEAST or needed == population:
        return _("n = N = {n}，全部调查").format(n=needed)
    left = "" if population is None else f" × {finite(needed, population) ** 0.5:.3f}"
    reached = half_width(needed, spread, population, confidence)
    return f"{t_quantile(needed - 1, confidence):.3f} × {spread:.2f}{left} ÷ √{needed} = {reached:.2f} ≤ {width:g}"
