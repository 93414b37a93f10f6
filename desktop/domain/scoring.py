"""From answers to points: one pass over the answered items, checked and added up in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from math import lcm

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain import scheme
from desktop.domain.assessment import Answer, Assessment
from desktop.domain.exact import Ratio, units, units_text
from desktop.domain.rule_items import NATURAL, RuleItem, Way
from desktop.domain.rules import Rules

# More statements at one item, or more digits, than any audit has.
MOST_DEDUCTIONS = 1000
CARRYING = frozenset(scheme.CARRYING)


@dataclass(slots=True)
class Sum:
    """Points of one bucket: whole units, shares by their number of samples, and what they are out of."""

    whole: int = 0
    of: int = 0
    left_out: int = 0
    shares: dict[int, int] = field(default_factory=dict)  # samples -> units times samples that passed
    count: int = 0
    borrowed: bool = False  # points or kinds of another source are in it

    def points(self) -> Ratio:
        """The points got, in units of 10^-30, exactly."""
        if not self.shares:
            return self.whole, 1
        bottom = lcm(*self.shares)
        return self.whole * bottom + sum(top * (bottom // samples) for samples, top in self.shares.items()), bottom


@dataclass(slots=True)
class Tally:
    """What the answered items come to; everything the grade needs to know of them."""

    sums: list[Sum]
    covered: set[str] = field(default_factory=set)  # scored leaves that need no further answer
    excluded: dict[str, str] = field(default_factory=dict)
    carried: dict[str, str] = field(default_factory=dict)
    groups: list[str] = field(default_factory=list)
    departures: dict[Way, list[str]] = field(default_factory=dict)


def tally(document: Assessment, rules: Rules) -> Tally:
    """Check every answer and add up its points. BadInput names the item and the bound."""
    result = Tally([Sum() for _chapter in rules.chapters])
    items, covered = rules.items, result.covered
    groups: list[str] = []
    carrying = document.audit.kind in rules.scheme.carrying
    for key, answer in document.items.items():
        rule = items.get(key)
        if rule is None:
            raise BadInput(_("评分 {item}：方案中没有这一条款，请核对编号。").format(item=key))
        way = _way(rule, answer)
        if answer.carried is not None:
            _check_carried(rule, answer, rules, carrying=carrying)
            if way is not None:
                result.carried[key] = answer.carried
        if way is None:
            if answer.excluded is not None:
                result.excluded[key] = answer.excluded
                covered.update(rule.leaves)
                _leave_out(rule, rules, result)
                groups += (key,) * (not rule.is_leaf)
            continue
        item = rule.item
        whole, samples = value_of(rule, answer, way)
        if rule.bucket >= 0:
            sums = result.sums[rule.bucket]
            sums.of += rule.full
            sums.count += 1
            if samples == 1:
                sums.whole += whole
            else:
                sums.shares[samples] = sums.shares.get(samples, 0) + whole
            if item.points_status == "borrowed" or (item.kind_status == "borrowed" and way != "score"):
                sums.borrowed = True
        if rule.is_leaf:
            covered.add(key)
            if way != NATURAL[item.kind] and not _amounts_to(way, rule, whole):
                result.departures.setdefault(way, []).append(key)
        else:
            covered.update(rule.leaves)
            groups.append(key)
            result.groups.append(key)
    if groups:
        _refuse_doubled(groups, document, rules)
    return result


def _amounts_to(way: Way, rule: RuleItem, whole: int) -> bool:
    """Whether another way than the item's own comes to the same: all the points or none."""
    if rule.item.kind != "all-or-nothing":
        return False
    return whole in (0, rule.full) if way == "score" else way == "sampled" and rule.item.samples == "all-or-nothing"


def has_value(answer: Answer) -> bool:
    """Whether the answer gives points (an exclusion or a note alone does not)."""
    return answer.score is not None or answer.met is not None or answer.sampled is not None or answer.deductions is not None


def way_of(answer: Answer) -> Way | None:
    """How a checked answer gives its points."""
    if answer.score is not None:
        return "score"
    if answer.met is not None:
        return "met"
    if answer.sampled is not None:
        return "sampled"
    return "deductions" if answer.deductions is not None else None


def value_of(rule: RuleItem, answer: Answer, way: Way) -> tuple[int, int]:
    """The points as units and a number of samples to divide them by. BadInput when out of bounds."""
    full = rule.full
    if way == "met":
        return (full if answer.met else 0), 1
    if way == "score":
        return _score(rule, answer.score), 1
    if way == "deductions":
        return _deducted(rule, answer), 1
    return _sampled(rule, answer)


def _way(rule: RuleItem, answer: Answer) -> Way | None:
    """The one way in which the answer gives a value; None when it gives none."""
    way = way_of(answer)
    if way is None and answer.excluded is None and answer.failed is None:
        return None
    given = (
        (answer.score is not None)
        + (answer.met is not None)
        + (answer.sampled is not None or answer.failed is not None)
        + (answer.deductions is not None)
        + (answer.excluded is not None)
    )
    name = rule.name
    if given > 1:
        raise BadInput(_("评分 {item}：同一条款给了两种结果，请只保留得分、是否满足、抽样、扣分、不适用中的一种。").format(item=name))
    if rule.points is None:
        if answer.excluded is not None and rule.item.kind != "guidance" and not rule.conformity:
            return None
        raise BadInput(_refuse_unscored(rule))
    if way == "sampled" and answer.failed is None:
        raise BadInput(_("评分 {item}：填了抽样数 {n}，没有填不合格数，请补上（没有不合格时填 0）。").format(item=name, n=answer.sampled))
    if way is None and answer.failed is not None:
        raise BadInput(_("评分 {item}：填了不合格数 {n}，没有填抽样数，请补上。").format(item=name, n=answer.failed))
    return way


def _refuse_unscored(rule: RuleItem) -> str:
    if rule.conformity and not rule.leaves:
        return _("评分 {item}：这是符合性条款，请填在 conformity 中，不能评分。").format(item=rule.name)
    if rule.leaves:
        return _("评分 {item}：其下的条款分属不同的评价，请分别评分。").format(item=rule.name)
    return _("评分 {item}：这一条款没有分值，只能写备注，不能评分。").format(item=rule.name)


def _check_carried(rule: RuleItem, answer: Answer, rules: Rules, *, carrying: bool) -> None:
    if rule.points is None:
        raise BadInput(_refuse_unscored(rule))
    if not rules.scheme.carrying:
        raise BadInput(_("评分 {item}：按所选的读法不沿用上次得分，请重新评分并删去 carried。").format(item=rule.name))
    if not carrying:
        kinds = "、".join(rules.scheme.audit_kinds[kind] for kind in rules.scheme.carrying if kind in rules.scheme.audit_kinds)
        raise BadInput(_("评分 {item}：只有{kinds}可以沿用上次得分，请重新评分。").format(item=rule.name, kinds=kinds))
    if answer.excluded is not None:
        raise BadInput(_("评分 {item}：不适用的条款没有得分可以沿用，请只保留一种。").format(item=rule.name))


def _leave_out(rule: RuleItem, rules: Rules, result: Tally) -> None:
    """An excluded item leaves the sums of its leaves' buckets, whichever of them that are."""
    for leaf in rule.leaves:
        part = rules.items[leaf]
        if part.bucket >= 0:
            result.sums[part.bucket].left_out += part.full


def _score(rule: RuleItem, score: Decimal | None) -> int:
    value = units(score) if score is not None else None
    if value is None or not 0 <= value <= rule.full:
        full = units_text(rule.full)
        if value is None:
            raise BadInput(_("评分 {item}：得分不是可用的小数，请改为 0 到 {full} 之间的数。").format(item=rule.name, full=full))
        reason = _("超过满分") if value > 0 else _("低于 0 分，满分为")
        raise BadInput(
            _("评分 {item}：得分 {score} {reason} {full}，请改为 0 到 {full} 之间的数。").format(
                item=rule.name, score=units_text(value), reason=reason, full=full
            )
        )
    return value


def _sampled(rule: RuleItem, answer: Answer) -> tuple[int, int]:
    samples, failed = answer.sampled or 0, answer.failed or 0
    if samples < 1:
        raise BadInput(_("评分 {item}：抽样数 {n} 小于 1，请填实际抽查的数量。").format(item=rule.name, n=samples))
    if not 0 <= failed <= samples:
        raise BadInput(
            _("评分 {item}：不合格数 {failed} 超过抽样数 {n}，请改为 0 到 {n} 之间的整数。").format(
                item=rule.name, failed=failed, n=samples
            )
        )
    if failed and rule.item.samples == "all-or-nothing":
        return 0, 1
    top = rule.full * (samples - failed)
    whole, rest = divmod(top, samples)
    return (top, samples) if rest else (whole, 1)


def _deducted(rule: RuleItem, answer: Answer) -> int:
    deductions = answer.deductions or ()
    if len(deductions) > MOST_DEDUCTIONS:
        raise BadInput(_("评分 {item}：扣分项超过 {most} 条，请合并。").format(item=rule.name, most=MOST_DEDUCTIONS))
    left = rule.full
    for place, one in enumerate(deductions, 1):
        points = units(one.points)
        if points is None or not 0 < points <= rule.full:
            raise BadInput(
                _("评分 {item}：第 {place} 条扣分应大于 0、不超过该条款的 {full} 分，请改正。").format(
                    item=rule.name, place=place, full=units_text(rule.full)
                )
            )
        left -= points
    return max(left, 0)


def _refuse_doubled(groups: list[str], document: Assessment, rules: Rules) -> None:
    """A group stands in place of everything under it: no answer may stand beside it."""
    for key, answer in document.items.items():
        if not has_value(answer) and answer.excluded is None:
            continue
        path = rules.items[key].path
        for group in groups:
            if group != key and group in path:
                raise BadInput(
                    _("评分 {group} 与 {item}：上级条款已整体评分或标为不适用，不能再单独填写其下的条款，请只保留一处。").format(
                        group=rules.items[group].name, item=rules.items[key].name
                    )
                )
