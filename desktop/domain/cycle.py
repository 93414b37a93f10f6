"""When the audits of a certification cycle are due."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.scheme import Anchor, Scheme, Window

DEFAULT_CYCLE = 36


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the month's last day where it has no such day. BadInput past the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise BadInput(_("日期 {day} 太远，无法推算，请核对年份。").format(day=day.isoformat()))
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def calendar(scheme: Scheme, decided: date, last_audit: date | None = None, expires: date | None = None) -> dict[str, Any]:
    """The windows of the cycle (CONTRACT.md, `calendar`); limits are inclusive, dates are ISO text.

    `last_audit` is that audit's end date. `breaches` says what lies outside; `open` names the windows left out because they cannot be
    reckoned yet.
    """
    rule = scheme.calendar
    expiry = expires or add_months(decided, rule.cycle_months if rule else DEFAULT_CYCLE)
    anchors = {"decided": decided, "last-audit": last_audit, "expires": expiry}
    stated = rule.windows if rule else ()
    windows = [_window(one, anchors) for one in stated if _is_known(one, anchors)]
    unknown = [_("{title}：没有上次审查的结束日期，期限算不出。").format(title=one.title) for one in stated if not _is_known(one, anchors)]
    if not stated:
        unknown.append(_("规则没有给出审查的间隔，请按认证机构的规定安排。"))
    return {
        "scheme": scheme.id,
        "decided": decided.isoformat(),
        "expires": expiry.isoformat(),
        "last_audit": last_audit.isoformat() if last_audit else None,
        "windows": windows,
        "breaches": _breaches(stated, anchors, decided, last_audit, expiry),
        "open": unknown,
    }


def _is_known(window: Window, anchors: dict[str, date | None]) -> bool:
    return all(anchor is None or anchors[anchor.after] is not None for anchor in (window.start, window.until, window.latest))


def _window(window: Window, anchors: dict[str, date | None]) -> dict[str, Any]:
    """A window that can be reckoned. Where the scheme names no first day it opens with what it follows: the decision or the last audit."""
    until = _day(window.until, anchors) or _day(window.latest, anchors) or anchors["expires"]
    limit = window.until or window.latest
    follows = anchors["last-audit"] if limit is None or limit.after != "decided" else None
    start = _day(window.start, anchors) or follows or anchors["decided"]
    return {
        "what": window.what,
        "title": window.title,
        "from": _iso(min(start, until) if start and until else start),
        "from_stated": window.start is not None,
        "until": _iso(until),
        "latest": _iso(_day(window.latest, anchors)),
        "clause": window.clause,
        "note": window.note,
    }


def _day(anchor: Anchor | None, anchors: dict[str, date | None]) -> date | None:
    day = anchors[anchor.after] if anchor else None
    return add_months(day, anchor.months) if anchor and day else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _breaches(
    windows: tuple[Window, ...], anchors: dict[str, date | None], decided: date, last_audit: date | None, expiry: date
) -> list[str]:
    """What the dates given break; a date is never refused."""
    found = []
    if expiry <= decided:
        found.append(_("到期日 {expiry} 不晚于认证决定日 {decided}。").format(expiry=expiry, decided=decided))
    if last_audit is None:
        return found
    if last_audit > expiry:
        found.append(_("上次审查 {day} 晚于到期日 {expiry}。").format(day=last_audit, expiry=expiry))
    for window in windows:
        # Only the first audit after the decision can be told by this date; which audit it was the dates do not say.
        if window.until is None or window.until.after != "decided" or last_audit <= decided:
            continue
        start, limit = _day(window.start, anchors), _day(window.latest or window.until, anchors)
        if start and last_audit < start:
            found.append(_("上次审查 {day} 如为{title}，早于 {start}。").format(day=last_audit, title=window.title, start=start))
        elif limit and limit < last_audit < add_months(limit, 12):
            found.append(_("上次审查 {day} 如为{title}，晚于期限 {limit}。").format(day=last_audit, title=window.title, limit=limit))
    return found


def interval_words(window: Window) -> str:
    """A window in months, while no day is known to reckon it from."""
    start, until, latest = (_anchor(one) for one in (window.start, window.until, window.latest))
    if start and until:
        return _("{start}至{until}").format(start=start, until=until)
    said = _("不晚于{until}").format(until=until) if until else _("{start}起").format(start=start) if start else ""
    return said + (_("，特殊情况不晚于{latest}").format(latest=latest) if latest else "")


def _anchor(anchor: Anchor | None) -> str:
    if anchor is None:
        return ""
    after = {"decided": _("认证决定"), "last-audit": _("上次审查结束"), "expires": _("证书到期")}[anchor.after]
    if anchor.months == 0:
        return _("{after}之日").format(after=after)
    words = _("{after}后 {n} 个月") if anchor.months > 0 else _("{after}前 {n} 个月")
    return words.format(after=after, n=abs(anchor.months))
