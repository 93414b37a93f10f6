"""What the document's keywords, numbers and bounds are called in a report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from desktop.base.numbers import plain, shown
from desktop.base.words import _
from desktop.domain.assessment import Answer, Assessment, ConformityAnswer
from desktop.domain.scheme import Criterion, Scheme

_BOUND = re.compile(r"^(>=|<=|>|<|=) (.+)$")
_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": ""}
EMPTY = "—"


def audit_kind(scheme: Scheme, kind: str | None) -> str:
    """The kind of audit in the scheme's words, without the scheme file's remark in brackets."""
    if kind is None:
        return ""
    for known, title in scheme.audit_kinds.items():
        if known == kind:
            return title.split("（")[0]
    return {
        "initial": _("初次审查"),
        "surveillance": _("监督审查"),
        "recertification": _("再认证审查"),
        "special": _("特殊审查"),
        "extension": _("扩大范围审查"),
        "suspension-review": _("暂停后审查"),
    }.get(kind, kind)


def role(name: str | None) -> str:
    return {"leader": _("组长"), "auditor": _("审查员"), "expert": _("技术专家")}.get(name or "", EMPTY)


def channel(name: str) -> str:
    return {"face_to_face": _("当面"), "electronic": _("电子"), "combined": _("综合")}.get(name, name)


def outcome_kind(kind: str) -> str:
    return {
        "recommend": _("推荐认证"),
        "conditional": _("有条件推荐"),
        "lower-level": _("推荐较低等级"),
        "not": _("不推荐"),
        "keep": _("保持"),
        "upgrade": _("升级"),
        "downgrade": _("降级"),
        "suspend": _("暂停"),
        "restore": _("恢复"),
        "withdraw": _("撤销"),
    }.get(kind, kind)


def conformity(answer: str | ConformityAnswer) -> str:
    """The verdict on a conformity item."""
    result: str | None = answer.result if isinstance(answer, ConformityAnswer) else answer
    told = {"conforming": _("符合"), "minor": _("轻微不符合"), "severe": _("严重不符合")}.get(result or "", EMPTY)
    if not isinstance(answer, ConformityAnswer):
        return told
    if answer.excluded is not None:
        return _("不适用")
    return "，".join(part for part in (told, _("汇总") if answer.rolled else "", _("改判") if answer.override else "") if part)


def method(answer: Answer) -> str:
    """How an item was scored."""
    if answer.excluded is not None:
        return _("删减")
    if answer.deductions is not None:
        how = _("扣分 {count} 条").format(count=len(answer.deductions)) if answer.deductions else _("无扣分")
    elif answer.sampled is not None:
        how = _("不合格 {failed}/{sampled}").format(sampled=answer.sampled, failed=answer.failed or 0)
    elif answer.met is not None:
        how = _("满足") if answer.met else _("未满足，全失")
    elif answer.score is not None:
        how = _("评分")
    else:
        how = ""
    beside = (_("沿用") if answer.carried is not None else "", _("汇总") if answer.rolled else "", _("改判") if answer.override else "")
    return "，".join(part for part in (how, *beside) if part) or EMPTY


def number(text: str | None, unit: str = "") -> str:
    """A decimal string for a person: truncated to two places, without trailing zeros; what is no number stands as it is."""
    if text is None:
        return EMPTY
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    told = plain(Decimal(shown(value)))
    return f"{told} {unit}".rstrip()


def points(text: str) -> str:
    """Points with two places, truncated."""
    return shown(Decimal(text))


def measured(criterion: Criterion | None, value: str | None, *, met: bool | None = None) -> str:
    """The value of a criterion in words. Months since something that never happened have no value and hold every bound."""
    if value is None:
        return _("从未发生") if met else EMPTY
    yes, no = _answers(criterion)
    if value in ("true", "false"):
        return yes if value == "true" else no
    return number(value, criterion.unit if criterion else "")


def bound(criterion: Criterion | None, required: str) -> str:
    """A bound in words: `>= 90` is ≥ 90, `= true` is what the criterion calls it."""
    found = _BOUND.match(required)
    if found is None:
        return required
    if found[2] in ("true", "false"):
        return measured(criterion, found[2])
    return f"{_SIGNS[found[1]]} {number(found[2])}".strip()


def _answers(criterion: Criterion | None) -> tuple[str, str]:
    if criterion is not None and criterion.measure in ("judged_level", "characteristics"):
        return _("达到"), _("未达到")
    return _("通过"), _("未通过")


def dates(document: Assessment) -> str:
    """The days of the audit."""
    audit = document.audit
    if audit.starts_on and audit.ends_on and audit.starts_on != audit.ends_on:
        return _("{first} 至 {last}").format(first=day(audit.starts_on), last=day(audit.ends_on))
    only = audit.starts_on or audit.ends_on
    return day(only) if only else ""


def day(value: date) -> str:
    return value.isoformat()


def listed(names: Iterable[str], *, most: int = 12) -> str:
    """Names in a row, the first so many when there are more."""
    every = list(names)
    told = "、".join(every[:most])
    return _("{names} 等 {count} 项").format(names=told, count=len(every)) if len(every) > most else told
