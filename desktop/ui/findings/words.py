"""What the page says of findings: days, states, how much time is left."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from desktop.base import clock
from desktop.base.words import _
from desktop.domain.findings import title
from desktop.ui import theme

if TYPE_CHECKING:
    from desktop.domain.assessment import Assessment
    from desktop.domain.corrections import Standing
    from desktop.domain.fieldnotes import Finding
    from desktop.domain.rules import Rules

Mark = Literal["warning", "deducted", "empty", "unverified", "done"]


def short(day: date | None, today: date) -> str:
    """11-24, or 2025-11-24 in another year."""
    if day is None:
        return ""
    return f"{day:%m-%d}" if day.year == today.year else day.isoformat()


def moment(stamp: str | None) -> str:
    """2026-11-24 14:32 as the clock stood there; what is no stamp stays as it was written."""
    try:
        return f"{clock.from_stamp(stamp or ''):%Y-%m-%d %H:%M}"
    except ValueError:
        return stamp or ""


def seen(said: str, clause: str | None) -> str:
    """A rule with the clause that says so."""
    return _("{said}，见 {clause}").format(said=said, clause=clause) if clause else said


def kind_line(finding: Finding) -> str:
    """F03·轻微不符合·上次."""
    parts = (finding.number, title(finding), _("特别扣分") if finding.special else "", _("上次") if finding.carried_from else "")
    return "·".join(part for part in parts if part)


def heading(finding: Finding, rules: Rules) -> str:
    """The clause's number and title; more of them as a count; without one what kind of finding it is."""
    if not finding.items:
        return title(finding)
    first = rules.items.get(finding.items[0])
    said = f"{first.item.clause or finding.items[0]} {first.item.title}" if first is not None else finding.items[0]
    return said if len(finding.items) == 1 else _("{first} 等 {n} 条").format(first=said, n=len(finding.items))


def row_title(finding: Finding, rules: Rules) -> str:
    """The clause's number and what was found; the clause's title while nothing is written."""
    said = " ".join((finding.statement or "").split())[:120]
    if not said:
        return heading(finding, rules)
    key = finding.items[0] if finding.items else ""
    rule = rules.items.get(key)
    return " ".join(part for part in (rule.item.clause or key if rule else key, said) if part)


def mark_of(standing: Standing) -> Mark:
    """The glyph of a row."""
    if standing.state == "accepted":
        return "done"
    kinds: dict[str | None, Mark] = {"nonconformity": "warning", "deduction": "deducted", "improvement": "empty"}
    return kinds.get(standing.finding.kind, "unverified")


def state_of(standing: Standing, today: date, lacks: int) -> tuple[str, theme.Role]:
    """Where a finding stands, in a word, and its colour; `lacks`: what the checks still miss."""
    number, late = len(standing.rounds), standing.overdue(today)
    if late:
        return _("逾期 {n} 天").format(n=late), "wrong"
    if standing.state == "asked":
        return _("第 {n} 轮待整改").format(n=number), "text2"
    if standing.state == "received":
        return _("第 {n} 轮待验证").format(n=number), "open"
    if standing.state == "accepted":
        return _("已关闭 {day}").format(day=short(standing.rounds[-1].verified_on, today)), "text2"
    if standing.state == "to-ask" and not lacks:
        return _("待提出整改"), "open"
    if lacks:
        return _("{n} 处待补").format(n=lacks), "open"
    if standing.finding.kind == "disagreement":
        return _("双方意见已录"), "open"
    return (_("已讨论"), "text2") if standing.finding.discussed_on else (_("已记录"), "text2")


def due_line(standing: Standing, today: date) -> tuple[str, theme.Role]:
    """How much time the client has left; empty where nothing is due."""
    if standing.due_on is None or not standing.open:
        return "", "text2"
    day, left = short(standing.due_on, today), (standing.due_on - today).days
    late = standing.overdue(today)
    if late:
        return _("逾期 {n} 天，期限 {day}").format(n=late, day=day), "wrong"
    if left < 0:
        return _("期限 {day} 已过，已提交").format(day=day), "open"
    return (_("今天到期"), "open") if left == 0 else (_("到期 {day}，还有 {n} 天").format(day=day, n=left), "open")


def site_name(document: Assessment, site: str | None) -> str:
    """A site by its id."""
    return next((one.name or one.id or "" for one in document.sites if site and one.id == site), site or "")
