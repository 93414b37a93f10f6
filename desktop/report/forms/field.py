"""The forms filled on site: meetings with their sign-in sheets, talks, topics, the early end; and the delivery of reports."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.base.words import _
from desktop.domain.fieldnotes import MeetingKind, MeetingRecord
from desktop.domain.meetings import agenda, attendees, ground_of, meeting_of, meeting_titles, talk_titles
from desktop.domain.papers import paper_titles
from desktop.report import terms
from desktop.report.data import ReportData
from desktop.report.forms.parts import about, leader, lines, said, signed, to_sign
from desktop.report.model import Block, Cell, Column, Heading, PageBreak, Paragraph, Row, Signed, SignedName, SignInSheet, Table
from desktop.report.trail import evidence_of, topic_table


def meetings(data: ReportData) -> Iterator[Block]:
    """Each meeting on pages of its own: particulars, agenda, minutes, who attended."""
    first = True
    for kind, title in meeting_titles().items():
        meeting, held = meeting_of(data.scheme, kind), data.document.meetings.get(kind)
        present = attendees(data.document, kind)
        if meeting is None and held is None and not present:
            continue
        if not first:
            yield PageBreak()
        first = False
        yield Heading(meeting.title if meeting else title, 1, mark=meeting.clause if meeting else "")
        yield about(data)
        yield from _meeting(data, kind, held or MeetingRecord())
    if first:
        yield Paragraph(_("没有会议记录。"), "open-small")


def _meeting(data: ReportData, kind: MeetingKind, held: MeetingRecord) -> Iterator[Block]:
    times = " 至 ".join(part.replace("T", " ") for part in (held.started_at, held.ended_at) if part)
    yield lines((_("时间"), times), (_("地点"), held.place), (_("主持人"), held.chair))
    points = agenda(data.scheme, data.document, kind)
    if points:
        yield Table(
            (Column(_("议程"), 5.2), Column(_("条款"), 1.5), Column(_("已讲"), 0.9, "center"), Column(_("记录"), 3.4)),
            tuple(Row((one.point.text, one.point.clause, "✓" if one.done else Cell(_("未讲"), "open"), one.note)) for one in points),
        )
    yield Heading(_("会议记录"), 2)
    yield Paragraph(held.minutes) if held.minutes and held.minutes.strip() else Paragraph(_("没有记录。"), "open-small")
    yield Heading(_("签到表"), 2)
    side = {"client": _("受审查方"), "team": _("审查组"), "observer": _("观察员"), None: ""}
    rows = tuple(
        SignedName(one.name or "", one.department or side[one.side], one.post or "", one.signature.strokes if one.signature else "")
        for one in attendees(data.document, kind)
    )
    if not rows and kind == "team":
        rows = tuple(SignedName(one.name or "", side["team"], terms.role(one.role)) for one in data.document.team)
    # Lines to write on where nobody is listed yet.
    yield SignInSheet(rows or (SignedName("", "", ""),) * 8)


def communications(data: ReportData) -> Iterator[Block]:
    """The talks that have to be on file: daily, before closing, to the body."""
    yield about(data)
    talks = sorted(data.document.communications, key=lambda one: one.at or "")
    for kind, title in talk_titles().items():
        listed = [one for one in talks if one.kind == kind]
        yield Heading(title, 1)
        if not listed:
            yield Paragraph(_("没有记录。"), "small")
        for one in listed:
            ground = ground_of(data.scheme, one.ground)
            yield lines(
                (_("时间"), (one.at or "").replace("T", " ")[:16]),
                (_("双方"), "，".join(part for part in (one.by or "", one.with_whom or "") if part)),
                (_("内容"), one.content),
            )
            yield from said(
                (_("事由"), f"{ground.text}（{ground.clause}）" if ground else None),
                (_("答复"), one.answer),
                (_("答复人"), "，".join(part for part in (one.answered_by or "", str(one.answered_on or "")) if part)),
            )
    yield to_sign(Signed(_("组长"), leader(data)))


def topics(data: ReportData) -> Iterator[Block]:
    """The topics that the scheme demands for this kind of audit, each with what was found."""
    yield about(data)
    yield topic_table(data)
    yield to_sign(Signed(_("组长"), leader(data)))


def termination(data: ReportData) -> Iterator[Block]:
    """The early end of an audit, with the body's consent."""
    own = data.document.termination
    yield about(data)
    if own is None:
        yield Paragraph(_("审查没有提前终止。"))
        return
    ground = ground_of(data.scheme, own.ground)
    yield lines(
        (_("终止时间"), (own.at or "").replace("T", " ")[:16]),
        (_("事由"), f"{ground.text}（{ground.clause}）" if ground else None),
        (_("具体情况"), own.reason),
        (_("已完成的工作"), own.done_so_far),
    )
    yield to_sign(Signed(_("组长"), leader(data)), Signed(_("认证机构同意"), own.consent_by or "", str(own.consent_on or "")))


def delivery(data: ReportData) -> Iterator[Block]:
    """Which report went to the client, when and how, and who received it."""
    yield about(data)
    titles = {form.kind: form.title for form in data.scheme.reports} | paper_titles(data.scheme)
    if not data.document.delivery:
        yield Paragraph(_("还没有交付报告。"), "open-small")
    for one in data.document.delivery:
        yield Heading(titles.get(one.kind or "", one.kind or _("报告")), 1)
        yield lines(
            (_("版本"), one.version),
            (_("文件 SHA-256"), one.sha256),
            (_("交付时间"), (one.at or "").replace("T", " ")[:16]),
            (_("方式"), one.how),
            (_("收件人"), one.to),
            (_("签收日期"), one.received_on),
        )
        yield from said((_("签收凭证"), evidence_of(data, f"delivery/{one.id}", one.receipt)))
        yield to_sign(signed(_("签收人"), one.signature, name=one.to, on=one.received_on))
