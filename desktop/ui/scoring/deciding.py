"""The one condition that decides the grade: how high each criterion lets it go, and the card that says so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from desktop.base.words import _
from desktop.domain.grade import Condition, Grade, PartGrade
from desktop.domain.rules import RuleUnit
from desktop.domain.scheme import Criterion
from desktop.ui.scoring import words
from desktop.ui.scoring.advice import leads_of_missing
from desktop.ui.widgets.bars import Tick

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView

_SCORES = frozenset({"score.final", "evaluation.percent", "sum_of_parts", "judged_level"})


@dataclass(frozen=True)
class Scaled:
    """A value on a scale of thresholds."""

    value: Fraction | None
    ticks: tuple[Tick, ...]
    low: Fraction
    high: Fraction


@dataclass(frozen=True)
class Decides:
    """The card under the grade: what decides it, or what is missing."""

    variant: Literal["tint", "open", "wrong"]
    title: str
    text: str = ""
    clause: str = ""
    scale: Scaled | None = None
    target: str = ""


@dataclass(frozen=True)
class UnitGrade:
    """An evaluation with its part of the result."""

    unit: RuleUnit
    grade: Grade | PartGrade


def criteria_of(unit: RuleUnit) -> dict[str, Criterion]:
    return {one.criterion.id: one.criterion for one in unit.criteria}


def caps(one: UnitGrade) -> dict[str, int | None]:
    """How high each criterion lets the grade go, as a place in the unit's levels; None while it is not known."""
    ranks = {level.stars: rank for rank, level in enumerate(one.unit.ranks)}
    found: dict[str, int | None] = {}
    for condition in one.grade.conditions:
        found.setdefault(condition.id, len(ranks) - 1)
    for condition in one.grade.conditions:
        here = found[condition.id]
        rank = ranks.get(condition.stars)
        if rank is None or here is None:
            continue
        if condition.met is None:
            found[condition.id] = None
        elif not condition.met:
            found[condition.id] = min(here, rank - 1)
    return found


def decides_of(view: AuditView, units: tuple[UnitGrade, ...]) -> Decides:
    grade = view.grade
    if not grade.complete:
        first = leads_of_missing(view)[0]
        return Decides(
            "open",
            _("还缺 {n} 项，尚不能定级").format(n=len(grade.missing)),
            target=first.target,
        )
    found = _deciding(grade, units)
    if found is None:
        top = next((one for one in units if one.grade.score is not None), units[0])
        scored = next((one.criterion for one in top.unit.criteria if one.criterion.measure in _SCORES), None)
        scale = _scale(top, scored) if scored else None
        return Decides("tint", _("已达到最高等级"), _("全部条件都已满足。"), view.rules.result.clause, scale)
    one, criterion = found
    return _deciding_card(view, one, criterion)


def _deciding(grade: Grade, units: tuple[UnitGrade, ...]) -> tuple[UnitGrade, Criterion] | None:
    for key in grade.decided_by:
        for one in units:
            # Where two evaluations have a criterion of one id, the evaluation's id stands before it.
            id = key.removeprefix(f"{one.unit.id}.")
            criterion = criteria_of(one.unit).get(id)
            if criterion is not None and any(condition.id == id and not condition.met for condition in one.grade.conditions):
                return one, criterion
    return None


def _deciding_card(view: AuditView, one: UnitGrade, criterion: Criterion) -> Decides:
    conditions = [condition for condition in one.grade.conditions if condition.id == criterion.id]
    labels = {level.stars: level.label for level in one.unit.ranks}
    cap = caps(one).get(criterion.id)
    unmet = next((condition for condition in conditions if not condition.met), None)
    name = words.measure_name(criterion.measure)
    value = words.value(criterion.measure, unmet.value if unmet else None, unmet.met if unmet else None)
    others = len(view.grade.decided_by) - 1
    more = _("；另有 {n} 项条件也未满足").format(n=others) if others > 0 else ""
    text = ""
    if unmet is not None:
        text = _("{name} {value}，{level}要求 {bound}").format(
            name=name, value=value, level=labels.get(unmet.stars, ""), bound=words.bound(unmet.required)
        )
    scale = _scale(one, criterion)
    below = cap is not None and cap < 0
    if below:
        return Decides("wrong", _("{name}没有达到最低等级").format(name=name), text + more, criterion.clause, scale)
    if criterion.measure in _SCORES:
        return Decides("tint", _("决定等级的条件"), text + more, criterion.clause, scale)
    reached = one.unit.ranks[cap].label if cap is not None else ""
    return Decides("wrong", _("{name}把等级封顶在{level}").format(name=name, level=reached), text + more, criterion.clause, scale)


def _scale(one: UnitGrade, criterion: Criterion) -> Scaled | None:
    """A scale for percentages with lower bounds; nothing for months, numbers and verdicts."""
    if not (criterion.measure.startswith(("score.", "survey.")) or criterion.measure == "evaluation.percent"):
        return None
    ticks = tuple(
        Tick(Decimal(criterion.bounds[level.stars].split()[1]), words.level_head(level))
        for level in one.unit.ranks
        if criterion.bounds.get(level.stars, "").startswith(">")
    )
    condition = _first(one.grade.conditions, criterion.id)
    if not ticks or condition is None or condition.value is None:
        return None
    value = Fraction(condition.value)
    low = max(Fraction(0), min(value, *(Fraction(tick.at) for tick in ticks)) - 5)
    return Scaled(value, ticks, low, max(Fraction(100), value))


def _first(conditions: list[Condition], key: str) -> Condition | None:
    return next((condition for condition in conditions if condition.id == key), None)
