"""What is still missing on file: demanded records, meetings, attendance, talks, an early end without consent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain import meetings
from desktop.domain.assessment import Assessment
from desktop.domain.grade import Grade
from desktop.domain.notices import Notice
from desktop.domain.report_contents import is_there
from desktop.domain.rules import Rules
from desktop.domain.scheme import Demand

# So many days without a talk are named one by one; the rest is a number.
MOST_NAMED = 10


def record_notices(document: Assessment, rules: Rules, grade: Grade, today: date) -> Iterator[Notice]:
    """All that is missing on file."""
    yield from _demanded(document, rules, grade)
    yield from _meetings(document, rules)
    yield from _talks(document, rules, today)
    yield from termination_notices(document, rules)


def demands(document: Assessment, rules: Rules) -> tuple[Demand, ...]:
    """The records the scheme demands of this kind of audit."""
    kind = document.audit.kind
    return tuple(one for one in rules.scheme.records if not one.audits or kind is None or kind in one.audits)


def on_file(document: Assessment, grade: Grade, path: str) -> bool:
    """Whether a path of a demanded record holds something."""
    section, _dot, which = path.partition(".")
    if section == "attendance" and which:
        return any(one.meeting == which and (one.name or "").strip() for one in document.attendance)
    if section == "communications" and which:
        return any(one.kind == which and (one.content or "").strip() for one in document.communications)
    return is_there(document, grade, path)


def _demanded(document: Assessment, rules: Rules, grade: Grade) -> Iterator[Notice]:
    for one in demands(document, rules):
        missing = [path for path in one.needs if not on_file(document, grade, path)]
        if missing:
            record, field = _place(missing[0])
            yield Notice(
                id=f"record/{one.id}",
                severity="critical" if one.blocks else "note",
                sentence=_("缺{title}。").format(title=one.title),
                clause=one.clause,
                record=record,
                field=field,
            )


def _place(path: str) -> tuple[str, str]:
    section, _dot, which = path.partition(".")
    if section == "meetings":
        return f"meetings/{which}", ""
    return (section, "") if section in ("attendance", "communications") else (section, which)


def _meetings(document: Assessment, rules: Rules) -> Iterator[Notice]:
    asked = {path for one in demands(document, rules) for path in one.needs}
    for meeting in rules.scheme.meetings:
        kind, record = meeting.kind, f"meetings/{meeting.kind}"
        held = document.meetings.get(kind)
        people = meetings.attendees(document, kind)
        if held is None and not people and not asked & {f"meetings.{kind}", f"attendance.{kind}"}:
            sentence = _("没有{title}的记录。").format(title=meeting.title)
            yield Notice(id=f"meeting/{kind}", severity="warning", sentence=sentence, clause=meeting.clause, record=record)
        if held is None:
            continue
        unsaid = [line.point.text for line in meetings.agenda(rules.scheme, document, kind) if not line.done and not line.note.strip()]
        if unsaid:
            sentence = _("{title}的议程还有 {n} 点没有勾选：{points}。").format(
                title=meeting.title, n=len(unsaid), points="；".join(unsaid[:3]) + ("……" if len(unsaid) > 3 else "")
            )
            yield Notice(id=f"agenda/{kind}", severity="warning", sentence=sentence, clause=meeting.clause, record=record, field="points")
        try:
            meetings.check_times(meeting.title, held.started_at, held.ended_at)
        except BadInput as error:
            yield Notice(id=f"meeting-time/{kind}", severity="warning", sentence=error.sentence, record=record, field="started_at")
        unsigned = sum(1 for one in people if one.signature is None)
        if unsigned:
            sentence = _("{title}的签到表有 {n} 人没有签名。").format(title=meeting.title, n=unsigned)
            yield Notice(id=f"unsigned/{kind}", severity="warning", sentence=sentence, clause=meeting.clause, record="attendance")


def _talks(document: Assessment, rules: Rules, today: date) -> Iterator[Notice]:
    daily = next((one for one in demands(document, rules) if "communications.daily" in one.needs), None)
    days = meetings.days_without_talk(document, today) if daily else ()
    if daily and days:
        named = "、".join(day.isoformat() for day in days[:MOST_NAMED])
        sentence = _("有 {n} 个审查日没有与受审查方的沟通记录：{days}。").format(n=len(days), days=named)
        yield Notice(id="daily-talk", severity="warning", sentence=sentence, clause=daily.clause, record="communications")
    signed = meetings.daily_log(document) if document.sign_ins else ()
    unsigned = [one.day.isoformat() for one in signed if not one.sign_ins and one.day <= today]
    if unsigned:
        sentence = _("有 {n} 个审查日没有手机签到的记录：{days}。").format(n=len(unsigned), days="、".join(unsigned[:MOST_NAMED]))
        yield Notice(id="sign-in-days", severity="note", sentence=sentence, record="sign_ins")
    for one in meetings.unanswered_reports(document):
        ground = meetings.ground_of(rules.scheme, one.ground)
        sentence = _("向机构的报告还没有答复：{what}。").format(what=ground.text if ground else (one.content or "").strip()[:40])
        yield Notice(
            id=f"report-unanswered/{one.id}",
            severity="warning",
            sentence=sentence,
            clause=ground.clause if ground else "",
            record=f"communications/{one.id}",
            field="answer",
        )


def termination_notices(document: Assessment, rules: Rules) -> Iterator[Notice]:
    """What an early end still needs: its ground, the body's consent where the scheme asks for it, the report to the body."""
    ended = document.termination
    if ended is None:
        return
    allowed = meetings.grounds(rules.scheme, "terminate")
    ground = next((one for one in allowed if one.id == ended.ground), None)
    clause = (ground or (allowed[0] if allowed else None)).clause if allowed else ""  # type: ignore[union-attr]
    if allowed and ground is None:
        yield Notice(
            id="termination-ground",
            severity="critical",
            sentence=_("提前终止审查没有写明规则列出的理由。"),
            clause=clause,
            record="termination",
            field="ground",
        )
    if not (ended.reason or "").strip():
        yield Notice(
            id="termination-reason",
            severity="critical",
            sentence=_("提前终止审查没有写明经过。"),
            clause=clause,
            record="termination",
            field="reason",
        )
    asks = any(one.consent for one in ((ground,) if ground else allowed))
    if asks and not ((ended.consent_by or "").strip() and ended.consent_on):
        sentence = _("提前终止审查须经机构同意，还没有同意的人和日期。")
        yield Notice(
            id="termination-consent", severity="critical", sentence=sentence, clause=clause, record="termination", field="consent_by"
        )
    if asks and all(one.kind != "to-body" for one in document.communications):
        sentence = _("提前终止审查没有向机构报告的沟通记录。")
        yield Notice(id="termination-report", severity="warning", sentence=sentence, clause=clause, record="communications")
