"""The results that can be observed of a clause: which there are, which one a record took, and what choosing one records."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.domain import observation as observed
from desktop.domain.assessment import Observation
from desktop.ui.scoring.methods import methods_of, word
from desktop.ui.widgets.rows import Segment

if TYPE_CHECKING:
    from desktop.domain.observation import ObservedWay, RollUp
    from desktop.domain.rule_items import RuleItem

Result = Literal["full", "sampled", "deductions", "zero", "conforming", "minor", "severe", ""]
KEYS: dict[str, Result] = {"F": "full", "S": "sampled", "D": "deductions", "0": "zero"}
CONFORMITY_KEYS: dict[str, Result] = {"1": "conforming", "2": "minor", "3": "severe"}
# What a record must count as to stand beside others that count so.
_FITS: dict[ObservedWay, tuple[Result, ...]] = {
    "sampled": ("full", "sampled", "zero"),
    "met": ("full", "zero"),
    "deductions": ("full", "deductions"),
    "result": ("conforming", "minor", "severe"),
}


def result_words() -> dict[str, str]:
    """The results of a conformity clause."""
    return {"conforming": _("符合"), "minor": _("轻微不符合"), "severe": _("严重不符合")}


def way_words(way: ObservedWay) -> str:
    """How a record counts, in a word."""
    return {"sampled": _("抽样"), "met": _("是否满足"), "deductions": _("扣分"), "result": _("判定")}[way]


def results_of(rule: RuleItem) -> tuple[Result, ...]:
    """The results a clause can have at one place."""
    if rule.item.kind == "conformity":
        return ("conforming", "minor", "severe")
    offered = methods_of(rule)
    # Points are not given site by site: what is lost is said as a deduction.
    zero: tuple[Result, ...] = ("zero",) if rule.item.kind != "points" and "zero" in offered else ()
    return tuple(one for one in ("full", "sampled", "deductions") if one in offered) + zero


def segments(rule: RuleItem, others: ObservedWay | None) -> list[Segment]:
    """The results as choices; what cannot be added to the other records is there but cannot be chosen."""
    if rule.item.kind == "conformity":
        return [Segment(one, result_words()[one], key) for key, one in CONFORMITY_KEYS.items()]
    keys = {one: key for key, one in KEYS.items()}
    offered = results_of(rule)
    words = {one: word(one, rule) for one in ("full", "sampled", "deductions", "zero")}
    return [Segment(one, words[one], keys[one], others is None or one in _FITS[others]) for one in offered]


def way_of_others(records: list[Observation], id_: str) -> ObservedWay | None:
    """How the other records of a clause count; None while none has a result."""
    return next((way for one in records if one.id != id_ and (way := observed.way_of(one)) is not None), None)


def result_of(one: Observation | None) -> Result:
    """The result a record took; empty while it has none."""
    if one is None:
        return ""
    if one.result is not None:
        return one.result
    if one.sampled is not None:
        return "sampled"
    if one.met is not None:
        return "full" if one.met else "zero"
    if one.deductions is not None:
        return "deductions" if one.deductions else "full"
    return ""


def fields_of(rule: RuleItem, result: Result, one: Observation | None, others: ObservedWay | None) -> dict[str, Any] | None:
    """What choosing a result records; None where a number is still to be typed."""
    if rule.item.kind == "conformity":
        return {"result": result}
    if result in ("full", "zero"):
        if others == "sampled" or (one is not None and one.sampled is not None):
            if one is None or one.sampled is None:
                return None
            return {"sampled": one.sampled, "failed": 0 if result == "full" else one.sampled}
        if result == "full" and (others == "deductions" or (others is None and rule.item.kind in ("deduct", "points"))):
            return {"deductions": ()}
        return {"met": result == "full"}
    return None


def value_words(one: Observation | RollUp) -> str:
    """A result in a few characters."""
    if one.sampled is not None:
        return _("抽 {n}，不符 {m}").format(n=one.sampled, m=one.failed or 0)
    if one.met is not None:
        return _("满足") if one.met else _("不满足")
    if one.deductions is not None:
        lost = sum((each.points for each in one.deductions), Decimal(0))
        return _("扣 {n}").format(n=plain(lost)) if one.deductions else _("无扣分")
    return result_words().get(one.result or "", "")


def rule_words(way: ObservedWay) -> str:
    """How records are brought together."""
    return {
        "sampled": _("各处样本相加，不符合合计除以抽查合计"),
        "met": _("一处不满足即不得分"),
        "deductions": _("各处扣分相加，扣完为止"),
        "result": _("取各处中最重的一项"),
    }[way]


def methods_words(one: Observation) -> str:
    """How a record was got."""
    named = {"interview": _("面谈"), "observation": _("观察"), "document": _("文件")}
    words = [named[way] for way in observed.methods_of(one.method)]
    if one.interviewed:
        words = [_("面谈{who}").format(who=one.interviewed), *(word for word in words if word != named["interview"])]
    return "、".join(words)
