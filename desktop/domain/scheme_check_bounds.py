"""The bounds of one criterion over the levels: right kind of number, right direction, never weaker for a higher level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.base.numbers import is_small
from desktop.base.words import _
from desktop.domain.scheme import Criterion, Level
from desktop.domain.scheme_check_base import Path, Problem

BOOLEAN = frozenset({"management_audit", "characteristics", "judged_level"})
PERCENT = frozenset({"score.final", "score.lowest_indicator", "evaluation.percent", "survey.combined", "survey.face_to_face"})
# The fewer the better; of every other number the more the better.
FEWER = frozenset({"special_deductions", "conformity.severe", "facts.major_complaints", "facts.unrectified_complaints"})


def bound_problems(path: Path, criterion: Criterion, levels: Sequence[Level]) -> Iterator[Problem]:
    """Faults of the bounds, with the line of the bound."""
    by_hand = {level.stars for level in levels if level.by_hand}
    stars = {level.stars for level in levels}
    if not criterion.bounds:
        yield Problem((*path, "bounds"), _("{id} 没有写任何等级的界限，请补上 bounds").format(id=criterion.id))
    faulty = False
    for star, bound in criterion.bounds.items():
        here = (*path, "bounds", str(star))
        reason = _unfit(criterion, bound)
        if star not in stars:
            reason = _("没有 stars 为 {star} 的等级，请改正").format(star=star)
        elif star in by_hand:
            reason = _("{star} 级由审查员评定（by_hand），不能有界限，请删除").format(star=star)
        if reason:
            faulty = True
            yield Problem(here, reason)
    if not faulty:
        yield from _ascend(path, criterion, [level for level in levels if not level.by_hand])


def _unfit(criterion: Criterion, bound: str) -> str:
    """Why a bound does not suit what is measured; empty when it does."""
    relation, _space, text = bound.partition(" ")
    if criterion.measure in BOOLEAN:
        return (
            ""
            if relation == "=" and text in ("true", "false")
            else _("{measure} 只有是与否，界限应写 = true 或 = false").format(measure=criterion.measure)
        )
    if text in ("true", "false"):
        return _("{measure} 是数值，界限应写成“>= 90”一类").format(measure=criterion.measure)
    number = Decimal(text)
    if not is_small(number) or number < 0:
        return _("界限应是不小于 0 的普通数字")
    if criterion.measure in PERCENT and number > 100:
        return _("{measure} 是百分数，界限不能超过 100").format(measure=criterion.measure)
    if criterion.measure in FEWER and relation in (">", ">="):
        return _("{measure} 越少越好，界限应写成“<= 4”一类").format(measure=criterion.measure)
    if criterion.measure not in FEWER and relation in ("<", "<="):
        return _("{measure} 越高越好，界限应写成“>= 90”一类").format(measure=criterion.measure)
    return ""


def _ascend(path: Path, criterion: Criterion, levels: Sequence[Level]) -> Iterator[Problem]:
    """Once a level has a bound every higher one has one too, and it lets nothing pass that the lower one refuses."""
    lower: tuple[Level, str] | None = None
    for level in levels:
        bound = criterion.bounds.get(level.stars)
        if bound is None:
            if lower:
                reason = _("{id} 对 {low} 有界限而对更高的 {high} 没有，中间有缺口；请给 {high} 写明界限")
                yield Problem((*path, "bounds"), reason.format(id=criterion.id, low=lower[0].label, high=level.label))
            continue
        if lower and not _within(bound, lower[1]):
            reason = _("{high} 的界限 {bound} 比更低的 {low}（{other}）还宽，请改正")
            place = (*path, "bounds", str(level.stars))
            yield Problem(place, reason.format(high=level.label, bound=bound, low=lower[0].label, other=lower[1]))
        lower = (level, bound)


def _within(inner: str, outer: str) -> bool:
    """Whether every value that holds the first bound holds the second."""
    if inner.endswith("e") or outer.endswith("e"):
        return inner == outer
    low, high = _interval(inner)
    least, most = _interval(outer)
    return least <= low and high <= most


_Edge = tuple[Decimal, int]


def _interval(bound: str) -> tuple[_Edge, _Edge]:
    """A bound as its two edges; the second number of an edge moves it just past the value where that is not included."""
    relation, _space, text = bound.partition(" ")
    number = Decimal(text)
    bottom, top = (Decimal("-Infinity"), 0), (Decimal("Infinity"), 0)
    if relation == "=":
        return (number, 0), (number, 0)
    if relation in (">", ">="):
        return (number, 1 if relation == ">" else 0), top
    return bottom, (number, -1 if relation == "<" else 0)
