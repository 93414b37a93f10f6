"""Words and tones for what stands in the programme."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.domain.programme import CycleWindow
from desktop.ui import stage
from desktop.ui.widgets.chips import Tone

if TYPE_CHECKING:
    from desktop.domain.preparation import ProgrammeAudit
    from desktop.domain.programme_needs import RequirementState
    from desktop.domain.scheme import AuditKind, Scheme

# So many days before its limit a window is due.
DUE = 92


def state_word(window: CycleWindow, today: date) -> str:
    """What became of a window."""
    if is_due(window, today):
        return _("即将到期")
    return {
        "unknown": _("算不出"),
        "future": _("未到期"),
        "open": _("可以进行"),
        "late": _("已过正常期限"),
        "overdue": _("逾期"),
        "planned": _("已安排"),
        "done": _("已完成"),
        "done-early": _("早于期限完成"),
        "done-late": _("晚于期限完成"),
        "done-beyond": _("超过最长期限完成"),
    }[window.state]


def is_due(window: CycleWindow, today: date) -> bool:
    """Whether it has to be taken up now."""
    limit = window.until or window.latest
    return window.state == "open" and limit is not None and (limit - today).days <= DUE


def state_tone(window: CycleWindow, today: date) -> Tone:
    """Red when over, amber when due."""
    if is_due(window, today):
        return "open"
    tones: dict[str, Tone] = {"overdue": "wrong", "done-beyond": "wrong", "planned": "accent", "done": "accent"}
    tones |= dict.fromkeys(("late", "done-early", "done-late"), "open")
    return tones.get(window.state, "neutral")


def requirement_word(state: RequirementState) -> str:
    """Where a thing that the audit must contain stands."""
    return {"met": _("已有"), "due": _("必须"), "advised": _("宜做"), "open": _("自定"), "excused": _("不需要")}[state]


def requirement_tone(state: RequirementState) -> Tone:
    """Red when owed, amber when better now."""
    tones: dict[str, Tone] = {"due": "wrong", "advised": "open", "met": "accent"}
    return tones.get(state, "neutral")


def kind_word(kind: AuditKind | None, scheme: Scheme) -> str:
    """The scheme's name of a kind of audit."""
    return scheme.audit_kinds.get(kind, "") or stage.kind_title(kind) if kind else stage.kind_title(kind)


def audit_days(one: ProgrammeAudit) -> str:
    """The days of an audit of the programme."""
    if one.ended_on is not None:
        return stage.dates(one.planned_on, one.ended_on) if one.planned_on and one.planned_on <= one.ended_on else one.ended_on.isoformat()
    return _("计划 {day}").format(day=one.planned_on) if one.planned_on else _("日期未定")


def window_days(window: CycleWindow) -> str:
    """When a window lies."""
    if window.until is None and window.latest is None:
        return _("期限算不出")
    limit = window.until or window.latest
    told = _("{opens} 至 {until}").format(opens=window.opens, until=limit) if window.opens else _("不晚于 {until}").format(until=limit)
    if window.until and window.latest and window.latest != window.until:
        told += _("，特殊情况至 {latest}").format(latest=window.latest)
    return told


def months_title(months: int) -> str:
    """The cycle by its length."""
    return _("三年周期") if months == 36 else _("{n} 个月周期").format(n=months)
