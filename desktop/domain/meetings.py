"""Meetings by the scheme's agenda, who attended, what was spoken of day by day, and the early end of an audit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from msgspec import Struct

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.assessment import Assessment
from desktop.domain.fieldnotes import Attendee, Communication, MeetingKind, MeetingRecord
from desktop.domain.scheme import Limit, Meeting, Point, Scheme
from desktop.domain.scheme_field import Ground
from desktop.domain.visit import read_time

MOST_DAYS = 366  # of one audit; whatever is longer is a slip


class AgendaLine(Struct, frozen=True, kw_only=True):
    """One point of a meeting's agenda and whether it was spoken of."""

    point: Point
    done: bool
    note: str


class DayTalk(Struct, frozen=True, kw_only=True):
    """One day of the audit: the talks with the client and the sign-ins of that day."""

    day: date
    talks: int
    sign_ins: int


def meeting_titles() -> dict[MeetingKind, str]:
    """What the meetings are called where the scheme says nothing else."""
    return {"opening": _("首次会议"), "team": _("审查组会议"), "closing": _("末次会议")}


def talk_titles() -> dict[str, str]:
    """What the kinds of communication are called."""
    return {"daily": _("每日沟通"), "pre-closing": _("末次会议前沟通"), "to-body": _("向机构报告")}


def meeting_of(scheme: Scheme, kind: MeetingKind) -> Meeting | None:
    """The scheme's agenda for a meeting; None where its text has no such meeting."""
    return next((one for one in scheme.meetings if one.kind == kind), None)


def agenda(scheme: Scheme, document: Assessment, kind: MeetingKind) -> tuple[AgendaLine, ...]:
    """The points of a meeting for this kind of audit, each with what was noted."""
    meeting, audit = meeting_of(scheme, kind), document.audit.kind
    held = document.meetings.get(kind) or MeetingRecord()
    lines = []
    for point in meeting.points if meeting else ():
        if not point.audits or audit is None or audit in point.audits:
            noted = held.points.get(point.id)
            lines.append(AgendaLine(point=point, done=bool(noted and noted.done), note=(noted.note or "") if noted else ""))
    return tuple(lines)


def attendees(document: Assessment, kind: MeetingKind) -> tuple[Attendee, ...]:
    """The sign-in sheet of a meeting."""
    return tuple(one for one in document.attendance if one.meeting == kind)


def grounds(scheme: Scheme, use: Ground) -> tuple[Limit, ...]:
    """The scheme's grounds for reporting, ending, suspending or withdrawing."""
    return tuple(one for one in scheme.limits if use in one.grounds)


def ground_of(scheme: Scheme, key: str | None) -> Limit | None:
    """A ground by its id."""
    return next((one for one in scheme.limits if one.id == key), None)


def day_of(text: str | None) -> date | None:
    """The day a written time names, on the clock of whoever wrote it; None when it names none."""
    moment = read_time(text)
    if moment is not None:
        return moment.date()
    try:
        return date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        return None


def audit_days(document: Assessment) -> tuple[date, ...]:
    """The days on site: those of the plan, else every day from beginning to end."""
    planned = sorted({slot.on for slot in document.slots if slot.on is not None})
    if planned:
        return tuple(planned[:MOST_DAYS])
    start, end = document.audit.starts_on, document.audit.ends_on or document.audit.starts_on
    if start is None or end is None or not 0 <= (end - start).days < MOST_DAYS:
        return ()
    return tuple(start + timedelta(days=day) for day in range((end - start).days + 1))


def daily_log(document: Assessment) -> tuple[DayTalk, ...]:
    """Every day on site with its talks and sign-ins. The talk before closing counts for its day; one that says nothing yet does not."""
    talks: dict[date | None, int] = {}
    for one in document.communications:
        if one.kind in ("daily", "pre-closing") and (one.content or "").strip():
            talks[day_of(one.at)] = talks.get(day_of(one.at), 0) + 1
    signed: dict[date | None, int] = {}
    for entry in document.sign_ins:
        signed[entry.on] = signed.get(entry.on, 0) + 1
    return tuple(DayTalk(day=day, talks=talks.get(day, 0), sign_ins=signed.get(day, 0)) for day in audit_days(document))


def days_without_talk(document: Assessment, today: date) -> tuple[date, ...]:
    """The days on site that are over and have no talk with the client on file."""
    return tuple(one.day for one in daily_log(document) if not one.talks and one.day <= today)


def unanswered_reports(document: Assessment) -> tuple[Communication, ...]:
    """Reports to the body that it has not answered."""
    return tuple(one for one in document.communications if one.kind == "to-body" and not (one.answer or "").strip())


def check_times(what: str, started_at: str | None, ended_at: str | None) -> None:
    """BadInput for times that cannot be read, or that end before they begin. `what`: the meeting, in the sentence."""
    start = _time(what, started_at, None)
    end = _time(what, ended_at, start)
    if start is not None and end is not None and end < start:
        raise BadInput(_("{what}：结束时间 {end} 早于开始时间 {start}，请改正。").format(what=what, end=ended_at, start=started_at))


def _time(what: str, text: str | None, day: datetime | None) -> datetime | None:
    if not (text or "").strip():
        return None
    found = read_time(text, day)
    if found is None:
        raise BadInput(_("{what}：时间“{text}”看不懂，应写作 2026-11-20 09:05。").format(what=what, text=(text or "")[:40]))
    return found


def check_ground(scheme: Scheme, use: Ground, key: str | None) -> Limit | None:
    """The ground named, if the scheme has it for this; None where the scheme prints none at all. BadInput else."""
    allowed = grounds(scheme, use)
    if not allowed:
        if key is not None:
            raise BadInput(_("规则没有列出这类理由，请不要填写理由编号，写在说明里。"))
        return None
    found = next((one for one in allowed if one.id == key), None)
    if found is None:
        raise BadInput(_("请从规则列出的理由中选一条：{all}。").format(all=_listed(allowed)))
    return found


def _listed(points: Iterable[Point]) -> str:
    return "；".join(f"{one.id} {one.text}" for one in points)
