"""Mystery visits: how many an audit still needs and why, their aliases, and the times of their timeline. No visit ever changes a score."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from desktop.base.errors import BadInput
from desktop.base.numbers import is_small
from desktop.base.words import _
from desktop.domain.assessment import Assessment, Moment, Visit
from desktop.domain.scheme import Scheme

MOST_MOMENTS = 500
MOST_MINUTES = 24 * 60
MOST_QUOTES = 200

NeedState = Literal["not-asked", "undecided", "not-needed", "due", "met", "excused"]

_TIME = re.compile(
    r"(?:(\d{4})-(\d{2})-(\d{2})[T ])?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:(Z?)([+-])(\d{2}):(\d{2})|Z)?", re.ASCII
)
_ALIAS = re.compile(r"V-(\d{1,6})", re.ASCII)


class SiteVisits(Struct, frozen=True):
    """The visits of one site; `site`: its id, or the text that stands for it."""

    site: str
    name: str
    planned: int
    made: int


class VisitNeed(Struct, frozen=True, kw_only=True):
    """What the scheme asks of mystery visits in this kind of audit. `least`: None where its text says nothing."""

    state: NeedState
    least: int | None
    clause: str
    made: int
    planned: int
    due: int  # still to be made
    why: str  # in a sentence
    sites: tuple[SiteVisits, ...]

    @property
    def blocks(self) -> bool:
        """Whether the audit cannot be concluded like this (A11): a visit or a reason is still owed."""
        return self.state in ("undecided", "due")


class Span(Struct, frozen=True, kw_only=True):
    """One moment with its reckoned time. `minutes`: as noted, else until the next moment that ends it; None: not known."""

    place: int  # in the timeline as it was written down
    moment: Moment
    start: datetime | None
    minutes: Fraction | None
    given: bool


def channels() -> tuple[str, ...]:
    """The usual ways to reach a service; any other may be written."""
    return _("门店"), _("电话"), _("网站"), _("在线客服"), _("上门服务")


def is_made(visit: Visit) -> bool:
    """Whether a visit took place, at least in part."""
    return bool((visit.started_at or "").strip() or (visit.ended_at or "").strip() or visit.timeline)


def visit_need(document: Assessment, scheme: Scheme) -> VisitNeed:
    """How many visits are still due, and why (DOMAIN 9.5; A11)."""
    asked = scheme.visits
    kind = document.audit.kind or "initial"
    least = asked.least.get(kind) if asked else None
    made = sum(1 for one in document.visits if is_made(one))
    planned = len(document.visits) - made
    due = max((least or 0) - made, 0)
    decision = document.visit_plan
    reason = (decision.reason or "").strip() if decision else ""
    decided = decision.needed if decision and reason else None
    state: NeedState
    if least is None:
        state, why = "not-asked", _("规则没有规定这类审查的暗访次数。")
    elif least > 0:
        why = _("这类审查至少 {least} 次暗访，已实施 {made} 次").format(least=least, made=made)
        if due == 0:
            state, why = "met", why + "。"
        elif decided is False:
            state, why = "excused", _("{why}，未实施的理由：{reason}").format(why=why, reason=reason)
        else:
            state, why = "due", _("{why}，还差 {due} 次；不能实施的须写明理由。").format(why=why, due=due)
    elif decided is None:
        state, why = "undecided", _("是否暗访由审查组按组织的特点决定，还没有写明决定和理由。")
    elif not decided:
        state, why = "not-needed", _("审查组决定不暗访，理由：{reason}").format(reason=reason)
    else:
        state = "met" if made else "due"
        due = 0 if made else 1
        why = _("审查组决定暗访，已实施 {made} 次，理由：{reason}").format(made=made, reason=reason)
    clause = asked.clause if asked else ""
    return VisitNeed(state=state, least=least, clause=clause, made=made, planned=planned, due=due, why=why, sites=_sites(document))


def _sites(document: Assessment) -> tuple[SiteVisits, ...]:
    names = {site.id: site.name or site.id for site in document.sites if site.id}
    ids = {name: key for key, name in names.items()}
    counts: dict[str, list[int]] = {key: [0, 0] for key in names}
    for one in document.visits:
        if one.site:
            counts.setdefault(ids.get(one.site, one.site), [0, 0])[is_made(one)] += 1
    return tuple(SiteVisits(key, names.get(key, key), planned, made) for key, (planned, made) in counts.items())


def next_alias(visits: Iterable[Visit]) -> str:
    """The name a new visit has in everything that may leave the body: V-01, V-02 … and never one twice."""
    taken = [int(found[1]) for one in visits if (found := _ALIAS.fullmatch((one.visitor_alias or "").strip()))]
    return f"V-{max(taken, default=0) + 1:02d}"


def check_alias(alias: str | None, visitor: str | None) -> None:
    """An alias that holds the name hides nothing. BadInput then."""
    name = (visitor or "").strip()
    if name and alias and name in alias:
        raise BadInput(_("代号“{alias}”里有访客的姓名，请换一个看不出是谁的代号。").format(alias=alias))


def read_time(text: str | None, day: datetime | None = None) -> datetime | None:
    """A written time as the clock on the wall showed it: `10:27`, `2026-11-20 10:27:14`, or a stamp. None when it is none.

    `day`: the day meant where only the time is written.
    """
    found = _TIME.fullmatch((text or "").strip())
    if found is None or (found[1] is None and (day is None or found[8])):
        return None
    try:
        moment = datetime(*_day(day, found), int(found[4]), int(found[5]), int(found[6] or 0))  # noqa: DTZ001
        if found[7]:
            # A stamp: the time of the world, then how far the wall was from it.
            off = timedelta(hours=int(found[9]), minutes=int(found[10]))
            moment = moment + off if found[8] == "+" else moment - off
    except (ValueError, OverflowError):
        return None
    return moment


def _day(day: datetime | None, found: re.Match[str]) -> tuple[int, int, int]:
    if found[1] is None and day is not None:
        return day.year, day.month, day.day
    return int(found[1]), int(found[2]), int(found[3])


def began(visit: Visit) -> datetime | None:
    """When the visit began; a time without a day is meant on the planned day."""
    day = datetime(visit.planned_on.year, visit.planned_on.month, visit.planned_on.day) if visit.planned_on else None  # noqa: DTZ001
    return read_time(visit.started_at, day)


def ended(visit: Visit) -> datetime | None:
    """When the visit ended."""
    return read_time(visit.ended_at, began(visit))


def spans(visit: Visit) -> tuple[Span, ...]:
    """The timeline in the order of time, with how long each moment took; moments without a readable time come last, as written.

    A wait or contact without noted minutes lasts until the next moment that is not a piece of evidence, else until the visit's end.
    """
    start, end = began(visit), ended(visit)
    found = [(place, moment, _moment_time(moment, start, end)) for place, moment in enumerate(visit.timeline)]
    timed = sorted(((at, place, moment) for place, moment, at in found if at is not None), key=lambda one: one[:2])
    result = [
        Span(place=place, moment=moment, start=None, minutes=_noted(moment), given=_noted(moment) is not None)
        for place, moment, at in reversed(found)
        if at is None
    ]
    following = end
    for at, place, moment in reversed(timed):
        minutes = _noted(moment)
        given = minutes is not None
        # What went on during the visit ended with it, though somebody called back later.
        until = min(following, end) if following is not None and end is not None and at <= end else following
        if not given and until is not None and until >= at and moment.kind in ("wait", "contact"):
            minutes = _minutes(until - at)
        result.append(Span(place=place, moment=moment, start=at, minutes=minutes, given=given))
        if moment.kind != "evidence":
            following = at
    return tuple(reversed(result))


def waiting(visit: Visit) -> tuple[Fraction, Fraction]:
    """All waiting together and the longest wait, in minutes; waits whose length is not known count nothing."""
    waits = [span.minutes for span in spans(visit) if span.moment.kind == "wait" and span.minutes is not None]
    return sum(waits, Fraction(0)), max(waits, default=Fraction(0))


def duration(visit: Visit) -> Fraction | None:
    """How long the visit took, in minutes; None while begin or end is not known or they are the wrong way round."""
    start, end = began(visit), ended(visit)
    return None if start is None or end is None or end < start else _minutes(end - start)


def length_words(minutes: Fraction) -> str:
    """A length of time for a person, to the second."""
    whole, rest = divmod(round(minutes * 60), 60)
    if not whole:
        return _("{seconds} 秒").format(seconds=rest)
    return _("{minutes} 分 {seconds} 秒").format(minutes=whole, seconds=rest) if rest else _("{minutes} 分").format(minutes=whole)


def check_timeline(timeline: Sequence[Moment]) -> None:
    """BadInput for more moments, or longer ones, than any visit has."""
    if len(timeline) > MOST_MOMENTS:
        raise BadInput(_("暗访的时刻超过 {most} 个，请合并。").format(most=MOST_MOMENTS))
    for place, moment in enumerate(timeline, 1):
        if not moment.at.strip():
            raise BadInput(_("第 {place} 个时刻没有写时间，请补上。").format(place=place))
        minutes = moment.minutes
        if minutes is not None and not (is_small(minutes) and 0 <= minutes <= MOST_MINUTES):
            raise BadInput(_("第 {place} 个时刻的时长应在 0 到 {most} 分钟之间，请改正。").format(place=place, most=MOST_MINUTES))


def minutes_between(start: datetime, end: datetime) -> Decimal:
    """The minutes from one time to another with four places, enough to tell seconds apart."""
    return (Decimal(int((end - start).total_seconds())) / 60).quantize(Decimal("0.0001"))


def _moment_time(moment: Moment, start: datetime | None, end: datetime | None) -> datetime | None:
    found = read_time(moment.at, start)
    if found is not None and start is not None and end is not None and found < start and end.date() > start.date() and "-" not in moment.at:
        # Only the time is written, and the visit went on past midnight.
        return read_time(moment.at, end)
    return found


def _noted(moment: Moment) -> Fraction | None:
    minutes = moment.minutes
    return Fraction(minutes) if minutes is not None and is_small(minutes) and minutes >= 0 else None


def _minutes(length: timedelta) -> Fraction:
    return Fraction(int(length.total_seconds()), 60)
