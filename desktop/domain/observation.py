"""Observations: what may be observed and by whom, and how all of one item's become the clause's value (DOMAIN A43)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal, get_args

from msgspec import Struct

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.assessment import Answer, Assessment, ConformityResult, Deduction, Method, Methods, Observation
from desktop.domain.exact import ONE, units, units_text
from desktop.domain.rules import RuleItem, Rules
from desktop.domain.scoring import MOST_DEDUCTIONS, value_of

ObservedWay = Literal["sampled", "met", "deductions", "result"]

_WORST: tuple[ConformityResult, ...] = ("severe", "minor", "conforming")


class RollUp(Struct, frozen=True, kw_only=True):
    """The value that observations come to together; exactly one of its ways is set."""

    way: ObservedWay
    sampled: int | None = None
    failed: int | None = None
    met: bool | None = None
    deductions: tuple[Deduction, ...] | None = None
    result: ConformityResult | None = None


def way_of(observation: Observation) -> ObservedWay | None:
    """How an observation counts; None for one that only says what was seen."""
    if observation.sampled is not None or observation.failed is not None:
        return "sampled"
    if observation.met is not None:
        return "met"
    if observation.deductions is not None:
        return "deductions"
    return "result" if observation.result is not None else None


def roll_up(observations: Iterable[Observation]) -> RollUp | None:
    """All observations of one item as one value, whatever their order.

    Samples and failures are added over all sites; what must be met is lost if it is lost anywhere; deductions add up; of conformity
    results the worst counts. None when none gives a value, or when they do so in different ways: then the leader says what counts.
    """
    valued = sorted((one for one in observations if way_of(one) is not None), key=lambda one: one.id or "")
    ways = {way_of(one) for one in valued}
    if len(ways) != 1:
        return None
    if "sampled" in ways:
        return RollUp(way="sampled", sampled=sum(one.sampled or 0 for one in valued), failed=sum(one.failed or 0 for one in valued))
    if "met" in ways:
        return RollUp(way="met", met=all(one.met for one in valued))
    if "deductions" in ways:
        return RollUp(way="deductions", deductions=tuple(lost for one in valued for lost in one.deductions or ()))
    found = {one.result for one in valued}
    return RollUp(way="result", result=next(result for result in _WORST if result in found))


def rolled_points(rule: RuleItem, total: RollUp) -> Fraction | None:
    """The points that observations come to together; None where the item has no points."""
    if rule.points is None or total.way == "result":
        return None
    answer = Answer(met=total.met, sampled=total.sampled, failed=total.failed, deductions=total.deductions)
    top, samples = value_of(rule, answer, total.way)
    return Fraction(top, samples * ONE)


def methods_of(method: Methods | tuple[Method, ...] | None) -> tuple[Method, ...]:
    """The ways in which an observation was got, each once, in their fixed order."""
    given = (method,) if isinstance(method, str) else method or ()
    return tuple(one for one in get_args(Method) if one in given)


def verdict(observation: Observation) -> str | None:
    """What an observation says of its item, in a word: fine, not, or the result of a conformity item; None without a result."""
    way = way_of(observation)
    if way is None or way == "result":
        return observation.result
    fine = {"sampled": not observation.failed, "met": bool(observation.met), "deductions": not observation.deductions}[way]
    return "fine" if fine else "not"


def differences(observations: Iterable[Observation]) -> list[tuple[Observation, ...]]:
    """Where auditors disagree: observations of one item at one site by different auditors whose verdicts differ.

    Different findings at different sites are no disagreement.
    """
    places: dict[tuple[str | None, str | None], list[Observation]] = {}
    for one in observations:
        if verdict(one) is not None:
            places.setdefault((one.item, one.site), []).append(one)
    return [
        tuple(found) for found in places.values() if len({verdict(one) for one in found}) > 1 and len({one.auditor for one in found}) > 1
    ]


def by_item(observations: Iterable[Observation]) -> dict[str, list[Observation]]:
    """The observations of each item."""
    found: dict[str, list[Observation]] = {}
    for one in observations:
        if one.item is not None:
            found.setdefault(one.item, []).append(one)
    return found


def leader(document: Assessment) -> str | None:
    """The leader's name as the team has it."""
    return next((one.name for one in document.team if one.role == "leader" and one.name), None)


def leads(document: Assessment, name: str) -> bool:
    """Whether a person leads this audit; while no leader is named, whoever works on it does."""
    named = leader(document)
    return named is None or _same(named, name)


def _same(one: str | None, other: str | None) -> bool:
    return "".join((one or "").split()) == "".join((other or "").split())


def check_leads(document: Assessment, name: str, what: str) -> None:
    """BadInput when somebody else leads. `what`: what the leader alone does, as the end of a sentence."""
    if not leads(document, name):
        raise BadInput(
            _("审查组长是{leader}，现在操作的是{name}：只有组长能{what}。").format(leader=leader(document), name=name, what=what)
        )


def check_author(document: Assessment, observed_by: str | None, name: str) -> None:
    """An auditor writes and changes only his own observations, the leader everybody's. BadInput else."""
    if not _same(observed_by, name) and not leads(document, name):
        raise BadInput(
            _("这条现场记录是{other}的，现在操作的是{name}：审查员只能填写自己的记录，组长可以改所有人的。").format(
                other=observed_by or _("未写明的人"), name=name
            )
        )


def check_observation(document: Assessment, rules: Rules, observation: Observation) -> None:
    """Whether an observation can stand in this audit. BadInput names the clause and the bound."""
    rule = rules.items.get(observation.item or "")
    if rule is None:
        raise BadInput(_("现场记录：方案中没有条款 {item}，请核对编号。").format(item=observation.item or _("（未填）")))
    if observation.site is not None and all(site.id != observation.site for site in document.sites):
        raise BadInput(_("现场记录 {item}：没有编号为 {site} 的场所，请先在场所清单里加上。").format(item=rule.name, site=observation.site))
    if any(one.role == "expert" and _same(one.name, observation.auditor) for one in document.team if one.name):
        raise BadInput(
            _("现场记录 {item}：{name}是技术专家，不作审查，请记在审查员名下。").format(item=rule.name, name=observation.auditor)
        )
    _check_value(rule, observation)


def _check_value(rule: RuleItem, one: Observation) -> None:
    sampled = one.sampled is not None or one.failed is not None
    given = sampled + (one.met is not None) + (one.deductions is not None) + (one.result is not None)
    if given == 0:
        return
    name = rule.name
    if given > 1:
        raise BadInput(_("现场记录 {item}：给了两种结果，请只保留抽样、是否满足、扣分、判定中的一种。").format(item=name))
    if rule.item.kind == "conformity":
        if one.result is None:
            raise BadInput(_("现场记录 {item}：这是符合性条款，请给出符合、轻微不符合或严重不符合。").format(item=name))
        return
    if not rule.is_leaf or rule.points is None:
        raise BadInput(_("现场记录 {item}：这一条款不直接评分，只能写所见；结果请记在其下的条款。").format(item=name))
    if one.result is not None:
        raise BadInput(_("现场记录 {item}：这一条款按分值评定，不作符合性判定。").format(item=name))
    if sampled:
        _check_sample(name, one)
    for place, lost in enumerate(one.deductions or (), 1):
        points = units(lost.points)
        if place > MOST_DEDUCTIONS or points is None or not 0 < points <= rule.full:
            raise BadInput(
                _("现场记录 {item}：第 {place} 条扣分应大于 0、不超过该条款的 {full} 分，且不多于 {most} 条，请改正。").format(
                    item=name, place=place, full=units_text(rule.full), most=MOST_DEDUCTIONS
                )
            )


def _check_sample(name: str, one: Observation) -> None:
    if one.sampled is None or one.failed is None:
        raise BadInput(_("现场记录 {item}：抽样数和不合格数要一起填，没有不合格时填 0。").format(item=name))
    if one.sampled < 1:
        raise BadInput(_("现场记录 {item}：抽样数 {n} 小于 1，请填实际抽查的数量。").format(item=name, n=one.sampled))
    if not 0 <= one.failed <= one.sampled:
        raise BadInput(
            _("现场记录 {item}：不合格数 {failed} 超过抽样数 {n}，请改为 0 到 {n} 之间的整数。").format(
                item=name, failed=one.failed, n=one.sampled
            )
        )


def check_one_way(rules: Rules, item: str, observations: Iterable[Observation]) -> None:
    """All observations of an item count in one way, else they cannot be added up. BadInput names both."""
    titles: dict[str, str] = {"sampled": _("抽样"), "met": _("是否满足"), "deductions": _("扣分"), "result": _("判定")}
    ways = sorted({way for way in map(way_of, observations) if way is not None}, key=list(titles).index)
    if len(ways) > 1:
        raise BadInput(
            _("现场记录 {item}：这一条款已有按“{one}”填的记录，不能再按“{other}”填，两种结果加不到一起。").format(
                item=rules.items[item].name, one=titles[ways[0]], other=titles[ways[1]]
            )
        )
