"""What the page says of visits: kinds, results, where and when, and what to do about a doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.domain.visit import began, ended, is_made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.assessment import Assessment, Moment, Visit


def kinds() -> dict[str, str]:
    """The kinds of moments, in the order of their keys."""
    return {"contact": _("接触"), "wait": _("等候"), "evidence": _("证据"), "event": _("事件")}


def results() -> dict[str, str]:
    """How a service characteristic was met, in the order of the digits."""
    return {"met": _("满足"), "not-met": _("未满足"), "not-applicable": _("不适用")}


def channels() -> Sequence[str]:
    """Usual channels, offered while typing."""
    return (_("到店"), _("电话热线"), _("官网"), _("在线客服"), _("小程序"), _("上门服务"))


def alias(visit: Visit, number: int) -> str:
    """What a visit is called; `number` counts from 1."""
    return (visit.visitor_alias or "").strip() or _("第 {n} 次").format(n=number)


def site_name(document: Assessment, site: str | None) -> str:
    """A site by its id, or the text that stands for it."""
    return next((one.name or one.id or "" for one in document.sites if site and one.id == site), site or "")


def site_id(document: Assessment, text: str) -> str:
    """The id of the site that is called so; what is no site of the audit stays as it was written."""
    return next((one.id for one in document.sites if one.id and text and text in (one.id, one.name)), text)


def when(visit: Visit) -> str:
    """`2026-11-20 10:02 至 10:37`, or the day it is planned for."""
    start, end = began(visit), ended(visit)
    if start is None:
        told = " ".join(part for part in ((visit.started_at or "").strip(), (visit.ended_at or "").strip()) if part)
        if told:
            return told
        return _("计划 {day}").format(day=visit.planned_on.isoformat()) if visit.planned_on else _("未定日期")
    if end is None:
        return f"{start:%Y-%m-%d %H:%M}"
    until = f"{end:%H:%M}" if end.date() == start.date() else f"{end:%m-%d %H:%M}"
    return _("{start} 至 {end}").format(start=f"{start:%Y-%m-%d %H:%M}", end=until)


def time_word(visit: Visit, moment: Moment) -> str:
    """The time of a moment as it is written, without the day where that is the visit's own."""
    start = began(visit)
    return moment.at.removeprefix(f"{start:%Y-%m-%d} ") if start is not None else moment.at


def state(visit: Visit) -> str:
    """Planned, under way, made or shown to the client."""
    if visit.released:
        return _("已开放")
    if (visit.started_at or "").strip() and not (visit.ended_at or "").strip():
        return _("进行中")
    return _("已实施") if is_made(visit) else _("计划中")


def advice(kind: str) -> str:
    """What to do about a doubt."""
    return {
        "unreadable-time": _("请改写时间。"),
        "ended-before-start": _("请核对开始和结束时间。"),
        "too-short": _("请核对时间，或在所见中说明。"),
        "before-arrival": _("请核对这个时间，或改正开始时间。"),
        "before-planned": _("请核对日期，或改正计划日期。"),
        "out-of-order": _("可以按时间重新排序。"),
        "longer-than-visit": _("请核对各段时长。"),
        "same-wording": _("请各次暗访分别写自己的所见。"),
        "same-alias": _("请给其中一人换一个代号。"),
        "unqualified": _("请在计划与访客中补上。"),
    }[kind]
