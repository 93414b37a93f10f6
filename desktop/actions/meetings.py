"""Meetings with agenda, minutes and signatures; talks with the client and the body; sign-ins of the day; the early end of an audit."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from msgspec import UNSET

from desktop.actions.workspace import AuditView, Changes, Field, Workspace, builtins
from desktop.base import clock, ids
from desktop.base.errors import BadInput, NotFound
from desktop.base.words import _
from desktop.domain import meetings as rules
from desktop.domain.document_gate import check_may_start
from desktop.domain.fieldnotes import Attendee, Communication, MeetingKind, MeetingRecord
from desktop.domain.observation import check_leads, leader
from desktop.domain.signature import Signature

Side = Literal["client", "team", "observer"]
Talk = Literal["daily", "pre-closing", "to-body"]

MOST_ATTENDEES = 2000
_FORMAT = "%Y-%m-%d %H:%M"


def hold(
    ws: Workspace,
    audit: str,
    meeting: MeetingKind,
    *,
    started_at: str | None = None,
    ended_at: str | None = None,
    place: str | None = None,
    chair: str | None = None,
    minutes: str | None = None,
) -> Changes:
    """When and where a meeting is held, who chairs it, what was said. What is not given stays, an empty text clears.

    A meeting that has no beginning yet begins now, under the leader; one written down afterwards may get its end first. With the opening
    meeting the audit on site begins: BadInput while the scheme wants the document review passed before.
    """
    view = ws.audit(audit)
    held = view.document.meetings.get(meeting) or MeetingRecord()
    record = f"meetings/{meeting}"
    if started_at is None and held.started_at is None and ended_at is None:
        started_at = _now()
    if meeting == "opening" and started_at and held.started_at is None:
        check_may_start(view.document, view.scheme)
    if chair is None and held.chair is None:
        chair = leader(view.document) or ws.author.name
    given = {"started_at": started_at, "ended_at": ended_at, "place": place, "chair": chair, "minutes": minutes}
    start, end = (held.started_at if started_at is None else started_at), (held.ended_at if ended_at is None else ended_at)
    rules.check_times(rules.meeting_titles()[meeting], start, end)
    return ws.edit(audit, "hold-meeting", {(record, name): text or UNSET for name, text in given.items() if text is not None})


def agenda_point(
    ws: Workspace, audit: str, meeting: MeetingKind, point: str, *, done: bool | None = None, note: str | None = None
) -> Changes:
    """Tick a point of the scheme's agenda, or note something at it."""
    view = ws.audit(audit)
    agenda = rules.meeting_of(view.scheme, meeting)
    if agenda is None or all(one.id != point for one in agenda.points):
        raise BadInput(_("规则的{title}议程没有第 {point} 点。").format(title=rules.meeting_titles()[meeting], point=point[:40]))
    held = view.document.meetings.get(meeting) or MeetingRecord()
    points = builtins(held.points)
    entry = dict(points.get(point, {}))
    if done is not None:
        entry["done"] = done
    if note is not None:
        entry["note"] = note
    entry = {name: value for name, value in entry.items() if value}
    points = {key: value for key, value in {**points, point: entry}.items() if value}
    return ws.edit(audit, "agenda-point", {(f"meetings/{meeting}", "points"): points or UNSET})


def attend(
    ws: Workspace,
    audit: str,
    meeting: MeetingKind,
    name: str,
    *,
    department: str | None = None,
    post: str | None = None,
    side: Side | None = None,
) -> Changes:
    """One more person on a meeting's sign-in sheet. Whoever is in the team is taken as of the team."""
    view = ws.audit(audit)
    if not name.strip():
        raise BadInput(_("请填写参会人的姓名。"))
    if len(view.document.attendance) >= MOST_ATTENDEES:
        raise BadInput(_("签到表超过 {most} 人，请核对。").format(most=MOST_ATTENDEES))
    known: Side = "team" if any(one.name == name.strip() for one in view.document.team) else "client"
    fields = {"meeting": meeting, "name": name.strip(), "department": department, "post": post, "side": side or known}
    record = f"attendance/{ids.new_id()}"
    return ws.edit(audit, "attend", {(record, field): value for field, value in fields.items() if value})


def attend_team(ws: Workspace, audit: str, meeting: MeetingKind) -> Changes:
    """Put everybody of the team on a meeting's sign-in sheet who is not on it yet."""
    view = ws.audit(audit)
    there = {one.name for one in rules.attendees(view.document, meeting)}
    values: dict[Field, Any] = {}
    roles = {"leader": _("审查组长"), "auditor": _("审查员"), "expert": _("技术专家")}
    for one in view.document.team:
        if one.name and one.name not in there:
            record = f"attendance/{ids.new_id()}"
            fields = {"meeting": meeting, "name": one.name, "post": roles.get(one.role or ""), "side": "team"}
            values |= {(record, field): value for field, value in fields.items() if value}
    return ws.edit(audit, "attend-team", values)


def attend_again(ws: Workspace, audit: str, meeting: MeetingKind, like: MeetingKind) -> Changes:
    """Put everybody who was at another meeting on this one's sign-in sheet, unsigned, who is not on it yet."""
    view = ws.audit(audit)
    people = rules.attendees(view.document, like)
    there = {(one.name, one.department) for one in rules.attendees(view.document, meeting)}
    missing = [one for one in people if one.name and (one.name, one.department) not in there]
    if not people:
        raise BadInput(_("{title}的签到表上还没有人。").format(title=rules.meeting_titles()[like]))
    if len(view.document.attendance) + len(missing) > MOST_ATTENDEES:
        raise BadInput(_("签到表超过 {most} 人，请核对。").format(most=MOST_ATTENDEES))
    values: dict[Field, Any] = {}
    for one in missing:
        record = f"attendance/{ids.new_id()}"
        fields = {"meeting": meeting, "name": one.name, "department": one.department, "post": one.post, "side": one.side}
        values |= {(record, field): value for field, value in fields.items() if value}
    return ws.edit(audit, "attend-again", values)


def sign(ws: Workspace, audit: str, attendee: str, *, strokes: str | None = None) -> Changes:
    """A person on the sign-in sheet signs by hand, now; without strokes the signature is taken back."""
    view = ws.audit(audit)
    one = _attendee(view, attendee)
    record = f"attendance/{one.id}"
    if not strokes:
        return ws.edit(audit, "sign-attendance", {(record, "signature"): UNSET})
    if not (one.name or "").strip():
        raise BadInput(_("请先写参会人的姓名，再请本人签名。"))
    signature = Signature(name=one.name or "", role=one.post or "", at=clock.stamp(clock.now()), strokes=strokes)
    return ws.edit(audit, "sign-attendance", {(record, "signature"): builtins(signature)})


def communicate(
    ws: Workspace,
    audit: str,
    kind: Talk,
    content: str,
    *,
    with_whom: str | None = None,
    at: str | None = None,
    ground: str | None = None,
) -> Changes:
    """A talk for the file, now unless said otherwise; a report to the body names its ground among those the scheme prints."""
    view = ws.audit(audit)
    if not content.strip():
        raise BadInput(_("请写下沟通的内容。"))
    if at is not None and rules.day_of(at) is None:
        raise BadInput(_("时间“{at}”看不懂，应写作 2026-11-20 17:30。").format(at=at[:40]))
    if kind == "to-body":
        rules.check_ground(view.scheme, "report", ground)
    elif ground is not None:
        raise BadInput(_("只有向机构报告才写理由。"))
    fields = {"kind": kind, "at": at or _now(), "by": ws.author.name, "with_whom": with_whom, "ground": ground, "content": content}
    record = f"communications/{ids.new_id()}"
    return ws.edit(audit, "communicate", {(record, field): value for field, value in fields.items() if value})


def begin_talk(ws: Workspace, audit: str, kind: Talk, *, on: date | None = None) -> Changes:
    """A talk that is written down from now on: its kind, who writes, now, or the day it was held on."""
    at = _now() if on is None or on == _today() else on.isoformat()
    record = f"communications/{ids.new_id()}"
    return ws.edit(audit, "begin-talk", {(record, "kind"): kind, (record, "at"): at, (record, "by"): ws.author.name})


def answer_communication(
    ws: Workspace, audit: str, communication: str, answer: str, *, by: str | None = None, on: date | None = None
) -> Changes:
    """What the body, or whoever was spoken with, answered; today unless said otherwise. An empty answer takes it back."""
    one = _communication(ws.audit(audit), communication)
    record = f"communications/{one.id}"
    if not answer.strip():
        return ws.edit(audit, "answer-communication", {(record, name): UNSET for name in ("answer", "answered_by", "answered_on")})
    day, asked = on or _today(), rules.day_of(one.at)
    if asked is not None and day < asked:
        raise BadInput(_("答复日期 {day} 早于报告日期 {asked}，请改正。").format(day=day.isoformat(), asked=asked.isoformat()))
    values: dict[Field, Any] = {(record, "answer"): answer, (record, "answered_on"): day.isoformat()}
    if by is not None:
        values[record, "answered_by"] = by or UNSET
    return ws.edit(audit, "answer-communication", values)


def sign_in(ws: Workspace, audit: str, on: date, *, note: str | None = None, evidence: tuple[str, ...] = ()) -> Changes:
    """What the regulator's phone sign-in gave on one day: a note, and evidence by its ids; one record a day."""
    view = ws.audit(audit)
    known = {one.id for one in view.document.evidence}
    unknown = [one for one in evidence if one not in known]
    if unknown:
        raise BadInput(_("这次审查里没有编号为 {id} 的证据。").format(id=unknown[0][:80]))
    there = next((one for one in view.document.sign_ins if one.on == on), None)
    record = f"sign_ins/{there.id if there else ids.new_id()}"
    values: dict[Field, Any] = {(record, "on"): on.isoformat()}
    if note is not None:
        values[record, "note"] = note or UNSET
    if evidence:
        values[record, "evidence"] = list(dict.fromkeys((*(there.evidence if there else ()), *evidence)))
    return ws.edit(audit, "sign-in", values)


def terminate(
    ws: Workspace, audit: str, reason: str, *, ground: str | None = None, done_so_far: str | None = None, at: str | None = None
) -> Changes:
    """End the audit early, with the scheme's ground and what happened; an empty reason takes it back. The leader does this.

    Where the scheme asks for the body's consent, the end stands only with it (`consent-termination`).
    """
    view = ws.audit(audit)
    check_leads(view.document, ws.author.name, _("提前终止审查"))
    if not reason.strip():
        return ws.edit(audit, "terminate", {("termination", name): UNSET for name in view.records.get("termination", {})})
    rules.check_ground(view.scheme, "terminate", ground)
    if at is not None and rules.day_of(at) is None:
        raise BadInput(_("时间“{at}”看不懂，应写作 2026-11-20 17:30。").format(at=at[:40]))
    there = view.document.termination
    fields = {"ground": ground, "reason": reason, "done_so_far": done_so_far, "at": at or (there.at if there else None) or _now()}
    return ws.edit(audit, "terminate", {("termination", field): value for field, value in fields.items() if value})


def consent_termination(ws: Workspace, audit: str, by: str, *, on: date | None = None) -> Changes:
    """The body agrees to the early end; an empty name takes the consent back."""
    if ws.audit(audit).document.termination is None:
        raise BadInput(_("审查没有提前终止，不用机构同意。"))
    day = (on or _today()).isoformat() if by.strip() else UNSET
    return ws.edit(audit, "consent-termination", {("termination", "consent_by"): by.strip() or UNSET, ("termination", "consent_on"): day})


def _attendee(view: AuditView, attendee: str) -> Attendee:
    for one in view.document.attendance:
        if one.id == attendee:
            return one
    raise NotFound(_("签到表上没有编号为 {id} 的人。").format(id=attendee[:80]))


def _communication(view: AuditView, communication: str) -> Communication:
    for one in view.document.communications:
        if one.id == communication:
            return one
    raise NotFound(_("没有编号为 {id} 的沟通记录。").format(id=communication[:80]))


def _now() -> str:
    return clock.now().strftime(_FORMAT)


def _today() -> date:
    return clock.now().date()
