"""Observations beside a clause's score: who saw what where and how, and what they came to where the leader decided otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.domain.assessment import Answer, ConformityAnswer, Observation
from desktop.domain.observation import RollUp, methods_of, roll_up
from desktop.report import terms
from desktop.report.data import ReportData
from desktop.report.fieldwork import site_name


def observation_lines(data: ReportData, observations: Sequence[Observation], answer: Answer | ConformityAnswer | None) -> Iterator[str]:
    """A line each; before them what they come to together where another value stands."""
    if answer is not None and answer.override is not None:
        total = roll_up(observations)
        if total is not None:
            yield _("现场记录汇总为：{value}").format(value=_value(total))
    for one in observations:
        site = site_name(data, one.site) if one.site else _("总部")
        who = " ".join(part for part in (site, one.auditor) if part)
        how = _("（{method}）").format(method=method(one)) if one.method or one.interviewed else ""
        told = "；".join(part for part in (_value(one), (one.seen or "").strip()) if part)
        yield _("{who}{how}：{told}").format(who=who, how=how, told=told or terms.EMPTY)


def method(one: Observation) -> str:
    """How a record was got, and by whom where somebody was asked."""
    named = {"interview": _("面谈"), "observation": _("观察"), "document": _("文件")}
    ways = [named[way] for way in methods_of(one.method)]
    if one.interviewed:
        asked = _("面谈{who}").format(who=one.interviewed)
        ways = [asked, *(way for way in ways if way != named["interview"])]
    return "、".join(ways)


def _value(one: Observation | RollUp) -> str:
    """The value of an observation, or of all of them together."""
    if one.sampled is not None:
        return _("抽 {sampled}，不合格 {failed}").format(sampled=one.sampled, failed=one.failed or 0)
    if one.met is not None:
        return _("满足") if one.met else _("未满足")
    if one.deductions is not None:
        said = (
            _("扣 {points} 分：{text}").format(points=plain(lost.points), text=lost.statement.strip() or _("未写陈述"))
            for lost in one.deductions
        )
        return "；".join(said) or _("无扣分")
    return terms.conformity(one.result) if one.result is not None else ""
