"""Criteria against their bounds: what each level asks, whether it holds, and how high each criterion lets the grade go."""

from __future__ import annotations

from typing import NamedTuple

from desktop.base.words import _
from desktop.domain.exact import ONE, for_person, gap_for_person
from desktop.domain.grade import Condition
from desktop.domain.measures import Value
from desktop.domain.rule_units import RuleBound, RuleCriterion, RuleUnit, relation_words, with_unit
from desktop.domain.scheme import Criterion


class Judged(NamedTuple):
    """One criterion judged: the highest rank it allows, -1 for none."""

    rule: RuleCriterion
    value: Value
    cap: int


def holds(bound: RuleBound, value: Value) -> bool | None:
    """Whether a value holds a bound; None while the value is not known."""
    state = value.state
    if state == "number":
        return bound.compare(value.top * ONE, bound.units * value.bottom)
    if state == "flag":
        return value.flag is bound.flag
    if state == "levels":
        judged = value.levels.get(str(bound.stars)) if value.levels else None
        return None if judged is None else judged is bound.flag
    if state == "unknown":
        return None
    return state != "fails"


def cap(rule: RuleCriterion, value: Value, top: int) -> int:
    """The highest rank whose bound and all below it hold; levels without a bound set no condition."""
    for bound in rule.bounds:
        if not holds(bound, value):
            return bound.rank - 1
    return top


def judge(rule: RuleCriterion, value: Value, top: int, conditions: list[Condition]) -> Judged:
    """Judge one criterion and write down each of its bounds."""
    if value.state == "silent":
        return Judged(rule, value, top)
    highest = top
    criterion = rule.criterion
    text = value.text
    for bound in rule.bounds:
        met = holds(bound, value)
        if not met and bound.rank <= highest:
            highest = bound.rank - 1
        if value.state == "levels":
            text = None if met is None else "true" if met is bound.flag else "false"
        conditions.append(
            Condition(
                id=criterion.id,
                stars=bound.stars,
                met=met,
                value=text,
                required=bound.required,
                clause=criterion.clause,
                text=bound.text,
                status=criterion.status,
            )
        )
    return Judged(rule, value, highest)


def short_of(judged: list[Judged], rank: int) -> list[Judged]:
    """The criteria that do not let the grade reach a rank; each gives one sentence of `unmet`."""
    return [one for one in judged if one.cap < rank and one.value.state != "silent"]


def unmet(judged: list[Judged], rank: int) -> list[str]:
    """What stands between the values and a level: one sentence a condition, with its gap."""
    found = []
    for one in short_of(judged, rank):
        for bound in one.rule.bounds:
            if bound.rank <= rank and not holds(bound, one.value):
                # The bound of the level itself includes those below it; a lower one speaks only where the level has none.
                highest = max((other for other in one.rule.bounds if other.rank <= rank), key=lambda other: other.rank)
                found.append(need_sentence(one.rule, highest if not holds(highest, one.value) else bound, one.value))
                break
    return found


def need_sentence(rule: RuleCriterion, bound: RuleBound, value: Value) -> str:
    """One unmet condition as a sentence with value, bound and gap."""
    criterion = rule.criterion
    if bound.flag is not None:
        return _("{text}：目前没有满足").format(text=criterion.text)
    asked = f"{relation_words(bound.relation)} {with_unit(bound.required.split()[1], criterion.unit)}"
    if value.state != "number":
        return _("{text}：没有结果，要求{asked}").format(text=criterion.text, asked=asked)
    now = with_unit(for_person((value.top, value.bottom)), criterion.unit)
    gap = with_unit(gap_for_person((bound.units * value.bottom - value.top * ONE, ONE * value.bottom)), criterion.unit)
    if bound.relation == ">":
        rest = _("还须多出 {gap} 以上").format(gap=gap)
    elif bound.relation == ">=":
        rest = _("还差 {gap}").format(gap=gap)
    else:
        rest = _("多出 {gap}").format(gap=gap)
    return _("{text}：现为 {now}，要求{asked}，{rest}").format(text=criterion.text, now=now, asked=asked, rest=rest)


def failing(judged: list[Judged], rank: int) -> list[str]:
    """The ids of the criteria that do not let the grade reach a rank."""
    return [one.rule.criterion.id for one in judged if one.cap < rank]


def below_label(unit: RuleUnit, judged: list[Judged]) -> str:
    """What the result is called under the lowest level: after the criterion that fails there."""
    cause = below_cause(judged)
    return cause.below if cause is not None and cause.below else unit.below


def below_cause(judged: list[Judged]) -> Criterion | None:
    """The criterion that fails even the lowest level and has a name of its own for that."""
    return next((one.rule.criterion for one in judged if one.cap < 0 and one.rule.criterion.below), None)
