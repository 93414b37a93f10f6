"""Evaluations and the combination compiled: levels by rank, bounds as numbers, what each asks of the document."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from desktop.base.words import _
from desktop.domain.exact import units
from desktop.domain.grade import Missing
from desktop.domain.rule_items import ItemIndex, RuleItem
from desktop.domain.scheme import Combination, Criterion, Evaluation, Level, Measure, Scoring

_COMPARE: dict[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}

NeedKind = Literal["fact", "channel", "typed", "management", "characteristics", "level"]


@dataclass(frozen=True, slots=True)
class RuleBound:
    """What one criterion asks at one level. A number is compared in units of 10^-30, a truth value as `flag`."""

    rank: int
    stars: int
    relation: str
    compare: Callable[[int, int], bool]
    units: int
    flag: bool | None
    required: str
    text: str


@dataclass(frozen=True, slots=True)
class RuleCriterion:
    criterion: Criterion
    bounds: tuple[RuleBound, ...]  # lowest level first


@dataclass(frozen=True, slots=True)
class Need:
    """Something that must be known, and what is said while it is not."""

    kind: NeedKind
    key: str
    missing: Missing


@dataclass(frozen=True, slots=True)
class RuleUnit:
    """What gives a grade: an evaluation, or the combination of evaluations."""

    id: str
    title: str
    clause: str
    result: Literal["stars", "level"]
    below: str
    levels: tuple[Level, ...]  # all, lowest first
    ranks: tuple[Level, ...]  # those that are computed, lowest first; a rank is a place in here, -1 is below the lowest
    criteria: tuple[RuleCriterion, ...]
    needs: tuple[Need, ...]
    scoring: Scoring | None
    leaves: tuple[str, ...]
    buckets: tuple[int, ...]
    chapters: tuple[tuple[str, int], ...]  # id and bucket, in tree order
    asks_indicators: bool
    typed: bool  # its percentage is typed: no source prints its items
    holds_conformity: bool
    parts: tuple[str, ...] = ()
    judged: tuple[str, ...] = ()  # the levels that the auditor judges one by one

    @property
    def borrowed(self) -> bool:
        """Whether a bound in use comes from another source."""
        return any(one.criterion.status == "borrowed" and one.bounds for one in self.criteria)


def evaluation_unit(evaluation: Evaluation, index: ItemIndex, *, holds_conformity: bool) -> RuleUnit:
    """Compile an evaluation over the items it adds up."""
    mine = [rule for rule in index.items.values() if rule.evaluation == evaluation.id]
    criteria = _criteria(evaluation.criteria, evaluation.levels)
    measures = {one.criterion.measure for one in criteria if one.bounds}
    return RuleUnit(
        id=evaluation.id,
        title=evaluation.title,
        clause=evaluation.clause,
        result=evaluation.result,
        below=evaluation.below,
        levels=evaluation.levels,
        ranks=_computed(evaluation.levels),
        criteria=criteria,
        needs=tuple(_needs(criteria, evaluation.id, evaluation.title, evaluation.clause)),
        scoring=evaluation.scoring,
        leaves=tuple(rule.item.id for rule in mine if rule.is_leaf),
        buckets=tuple(place for place, (owner, _chapter) in enumerate(index.buckets) if owner == evaluation.id),
        chapters=tuple(_chapters(mine)),
        asks_indicators="score.lowest_indicator" in measures,
        typed="evaluation.percent" in measures,
        holds_conformity=holds_conformity,
        judged=tuple(str(bound.stars) for one in criteria if one.criterion.measure == "judged_level" for bound in one.bounds),
    )


def combination_unit(combination: Combination) -> RuleUnit:
    """Compile the grade that is made of several evaluations."""
    criteria = _criteria(combination.criteria, combination.levels)
    return RuleUnit(
        id="combination",
        title=combination.title,
        clause=combination.clause,
        result=combination.result,
        below=combination.below,
        levels=combination.levels,
        ranks=_computed(combination.levels),
        criteria=criteria,
        needs=tuple(_needs(criteria, "combination", combination.title, combination.clause)),
        scoring=None,
        leaves=(),
        buckets=(),
        chapters=(),
        asks_indicators=False,
        typed=False,
        holds_conformity=False,
        parts=combination.parts,
    )


def _computed(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    return tuple(level for level in levels if not level.by_hand)


def _chapters(rules: Iterable[RuleItem]) -> Iterator[tuple[str, int]]:
    return ((rule.item.id, rule.bucket) for rule in rules if rule.item.chapter)


def _criteria(criteria: tuple[Criterion, ...], levels: tuple[Level, ...]) -> tuple[RuleCriterion, ...]:
    computed = _computed(levels)
    return tuple(
        RuleCriterion(
            one,
            tuple(_bound(one, rank, level, one.bounds[level.stars]) for rank, level in enumerate(computed) if level.stars in one.bounds),
        )
        for one in criteria
    )


def _bound(criterion: Criterion, rank: int, level: Level, required: str) -> RuleBound:
    relation, _space, value = required.partition(" ")
    flag = {"true": True, "false": False}.get(value)
    gap = " " if criterion.text[-1].isascii() else ""
    asked = criterion.text if flag is not None else f"{criterion.text}{gap}{relation_words(relation)} {with_unit(value, criterion.unit)}"
    return RuleBound(
        rank=rank,
        stars=level.stars,
        relation=relation,
        compare=_COMPARE[relation],
        units=0 if flag is not None else units(Decimal(value)) or 0,
        flag=flag,
        required=required,
        text=f"{level.label}：{asked}" + (_("（否）") if flag is False else ""),
    )


def with_unit(number: str, unit: str) -> str:
    """A number with its unit as printed: 90%, 80 分."""
    return f"{number} {unit}" if unit and not unit.startswith("%") else f"{number}{unit}"


def relation_words(relation: str) -> str:
    """A bound's relation as it reads in a sentence."""
    words = {">=": _("不低于"), "<=": _("不超过"), ">": _("超过"), "<": _("低于"), "=": _("等于")}
    return words[relation]


def _needs(criteria: tuple[RuleCriterion, ...], unit: str, title: str, clause: str) -> Iterator[Need]:
    seen: set[str] = set()
    for one in criteria:
        for need in _needs_of(one, unit, title, clause):
            if need.missing.id not in seen:
                seen.add(need.missing.id)
                yield need


def _needs_of(one: RuleCriterion, unit: str, title: str, clause: str) -> Iterator[Need]:
    criterion, measure = one.criterion, one.criterion.measure
    if not one.bounds:
        return
    if measure.startswith("facts."):
        yield _fact(criterion, measure)
    elif measure.startswith("survey."):
        yield _channel("face_to_face", criterion.clause, _("当面顾客感知调查：未录入结果，也未写明没有采用"))
        if measure == "survey.combined":
            yield _channel("electronic", criterion.clause, _("电子顾客感知调查：未录入结果，也未写明没有采用"))
    elif measure == "evaluation.percent":
        yield Need("typed", unit, Missing(id=f"evaluations.{unit}", clause=clause, text=_("{title}：未录入得分率").format(title=title)))
    elif measure == "management_audit":
        said = Missing(id=measure, clause=criterion.clause, text=_("管理审核：有不符合或不适用的条款，须由审查员判定是否通过"))
        yield Need("management", "", said)
    elif measure == "characteristics":
        said = Missing(id=measure, clause=criterion.clause, text=_("服务特性测评：没有可以得出是否通过的结果"))
        yield Need("characteristics", "", said)
    elif measure == "judged_level":
        for bound in one.bounds:
            said = Missing(id=f"levels.{bound.stars}", clause=criterion.clause, text=_("未判定：{text}").format(text=bound.text))
            yield Need("level", str(bound.stars), said)


def _fact(criterion: Criterion, measure: Measure) -> Need:
    if measure in ("facts.major_complaints", "facts.unrectified_complaints"):
        said = Missing(id="facts.major_complaints", clause=criterion.clause, text=_("未填写：重大投诉（没有时也要写明没有）"))
        return Need("fact", "major_complaints", said)
    return Need("fact", measure[6:], Missing(id=measure, clause=criterion.clause, text=_("未填写：{text}").format(text=criterion.text)))


def _channel(channel: str, clause: str, text: str) -> Need:
    return Need("channel", channel, Missing(id=f"survey.{channel}", clause=clause, text=text))
