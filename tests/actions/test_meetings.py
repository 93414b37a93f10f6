"""Meetings through the actions: agenda ticked, attendance signed, talks day by day, the early end with the body's consent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop.actions import audits, catalogue, drafts, meetings, preparation_documents
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput, NotFound
from desktop.domain.assessment import Assessment
from desktop.domain.meetings import agenda, attendees, daily_log, day_of, days_without_talk, grounds, unanswered_reports
from desktop.domain.signature import read_strokes
from tests.actions.scenario import Scenario


@pytest.fixture
def audit(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> Scenario:
    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-11-20T09:05:00+08:00")
    made = Scenario(ws, "ctc")
    audits.set_fields(ws, made.id, "document_review", {"passed": True, "finished_on": "2026-11-12"})
    return made


def document(audit: Scenario) -> Assessment:
    return audit.view.document


def test_an_opening_meeting_by_the_agenda(audit: Scenario) -> None:
    meetings.hold(audit.ws, audit.id, "opening", place="三楼会议室")
    held = document(audit).meetings["opening"]
    assert (held.started_at, held.place, held.chair) == ("2026-11-20 09:05", "三楼会议室", audit.ws.author.name)
    assert len(agenda(audit.view.scheme, document(audit), "opening")) == 16
    meetings.agenda_point(audit.ws, audit.id, "opening", "1", done=True)
    meetings.agenda_point(audit.ws, audit.id, "opening", "12", done=True, note="首次审查，没有以往发现")
    meetings.agenda_point(audit.ws, audit.id, "opening", "1", done=False)
    lines_ = agenda(audit.view.scheme, document(audit), "opening")
    assert [(line.point.id, line.note) for line in lines_ if line.done] == [("12", "首次审查，没有以往发现")]
    with pytest.raises(BadInput, match="没有第 17 点"):
        meetings.agenda_point(audit.ws, audit.id, "opening", "17", done=True)
    meetings.hold(audit.ws, audit.id, "opening", ended_at="09:40")
    with pytest.raises(BadInput, match="早于开始时间"):
        meetings.hold(audit.ws, audit.id, "opening", ended_at="08:00")
    with pytest.raises(BadInput, match="看不懂"):
        meetings.hold(audit.ws, audit.id, "closing", started_at="2026-02-30 10:00")


def test_the_opening_meeting_waits_for_the_document_review(audit: Scenario, ws: Workspace) -> None:
    shut = Scenario(ws, "zhdh")
    for given in ({}, {"started_at": "2026-11-20 09:00"}, {"place": "三楼会议室"}):
        with pytest.raises(BadInput, match=r"文件评审通过之后才能到现场.*7\.3"):
            meetings.hold(ws, shut.id, "opening", **given)
    assert not shut.view.document.meetings
    # No meeting but the first begins an audit on site.
    meetings.hold(ws, shut.id, "closing")
    preparation_documents.start_anyway(ws, shut.id, reason="合同期限临近")
    meetings.hold(ws, shut.id, "opening")
    preparation_documents.start_anyway(ws, shut.id, reason=None)
    # Once begun it can be written down.
    meetings.hold(ws, shut.id, "opening", started_at="2026-11-20 09:00", ended_at="2026-11-20 09:40")
    assert shut.view.document.meetings["opening"].ended_at == "2026-11-20 09:40"
    meetings.hold(ws, shut.id, "opening", started_at="")
    with pytest.raises(BadInput, match="文件评审"):
        meetings.hold(ws, shut.id, "opening", started_at="2026-11-20 09:00")


def test_a_meeting_written_down_afterwards_may_get_its_end_first(audit: Scenario) -> None:
    meetings.hold(audit.ws, audit.id, "closing", ended_at="2026-11-19 17:00")
    held = document(audit).meetings["closing"]
    assert (held.started_at, held.ended_at) == (None, "2026-11-19 17:00")
    meetings.hold(audit.ws, audit.id, "closing", started_at="2026-11-19 16:30")
    with pytest.raises(BadInput, match="早于开始时间"):
        meetings.hold(audit.ws, audit.id, "closing", started_at="2026-11-19 17:30")


def test_minutes_of_fifty_thousand_signs(audit: Scenario) -> None:
    text = ("会议纪要：𠮷林店👩‍🔧的回访。\n" * 4000)[:50_000]
    meetings.hold(audit.ws, audit.id, "closing", minutes=text)
    assert document(audit).meetings["closing"].minutes == text
    with pytest.raises(BadInput):
        meetings.hold(audit.ws, audit.id, "closing", minutes=text + "长")
    with pytest.raises(BadInput, match="超过 50000 字"):
        drafts.keep_draft(audit.ws, audit.id, "meetings/closing", "minutes", text + "长")
    drafts.keep_draft(audit.ws, audit.id, "meetings/team", "minutes", "对照审查目的审查发现。")
    drafts.commit_draft(audit.ws, audit.id, "meetings/team", "minutes")
    assert document(audit).meetings["team"].minutes == "对照审查目的审查发现。"


def test_attendance_is_signed_and_a_changed_name_is_not(audit: Scenario) -> None:
    audits.put_element(audit.ws, audit.id, "team", None, {"name": "韩知远", "role": "leader"})
    audits.put_element(audit.ws, audit.id, "team", None, {"name": "周以宁", "role": "expert"})
    meetings.attend_team(audit.ws, audit.id, "opening")
    meetings.attend_team(audit.ws, audit.id, "opening")
    meetings.attend(audit.ws, audit.id, "opening", "许𠮷澄", department="售后服务部", post="经理")
    people = attendees(document(audit), "opening")
    assert [(one.name, one.post, one.side) for one in people] == [
        ("韩知远", "审查组长", "team"),
        ("周以宁", "技术专家", "team"),
        ("许𠮷澄", "经理", "client"),
    ]
    key = people[2].id or ""
    meetings.sign(audit.ws, audit.id, key, strokes="10,20 30,40;500,1200")
    signature = attendees(document(audit), "opening")[2].signature
    assert signature is not None
    assert (signature.name, signature.role, read_strokes(signature.strokes)[1]) == ("许𠮷澄", "经理", [(500, 1000)])
    audits.put_element(audit.ws, audit.id, "attendance", key, {"post": "总监"})
    assert attendees(document(audit), "opening")[2].signature is not None
    audits.put_element(audit.ws, audit.id, "attendance", key, {"name": "许澄"})
    assert attendees(document(audit), "opening")[2].signature is None
    audit.undo()
    assert attendees(document(audit), "opening")[2].signature == signature
    for strokes in ("1,2 x,3", "1,2 " * 20_000):
        with pytest.raises(BadInput):
            meetings.sign(audit.ws, audit.id, key, strokes=strokes)
    with pytest.raises(NotFound):
        meetings.sign(audit.ws, audit.id, "gone", strokes="1,1")
    with pytest.raises(BadInput, match="姓名"):
        meetings.attend(audit.ws, audit.id, "opening", " ")
    audits.put_element(audit.ws, audit.id, "attendance", key, {"name": None})
    with pytest.raises(BadInput, match="先写参会人的姓名"):
        meetings.sign(audit.ws, audit.id, key, strokes="1,1")


def test_who_was_at_the_opening_is_at_the_closing_unsigned(audit: Scenario) -> None:
    with pytest.raises(BadInput, match="首次会议的签到表上还没有人"):
        meetings.attend_again(audit.ws, audit.id, "closing", "opening")
    for name, department in (("许澄", "售后服务部"), ("许澄", "质量部"), ("林舟", None)):
        meetings.attend(audit.ws, audit.id, "opening", name, department=department)
    meetings.sign(audit.ws, audit.id, attendees(document(audit), "opening")[0].id or "", strokes="1,1")
    meetings.attend(audit.ws, audit.id, "closing", "林舟")
    meetings.attend_again(audit.ws, audit.id, "closing", "opening")
    assert meetings.attend_again(audit.ws, audit.id, "closing", "opening").action is None
    people = attendees(document(audit), "closing")
    assert [(one.name, one.department, one.signature) for one in people] == [
        ("林舟", None, None),
        ("许澄", "售后服务部", None),
        ("许澄", "质量部", None),
    ]
    assert len(attendees(document(audit), "opening")) == 3


def test_the_daily_log_shows_days_without_a_talk(audit: Scenario) -> None:
    audits.set_fields(audit.ws, audit.id, "audit", {"starts_on": "2026-11-18", "ends_on": "2026-11-21"})
    meetings.communicate(audit.ws, audit.id, "daily", "告知进程", with_whom="许经理", at="2026-11-18 17:30")
    meetings.communicate(audit.ws, audit.id, "pre-closing", "通报审查发现")
    assert [(one.day.day, one.talks) for one in daily_log(document(audit))] == [(18, 1), (19, 0), (20, 1), (21, 0)]
    assert days_without_talk(document(audit), date(2026, 11, 20)) == (date(2026, 11, 19),)
    meetings.sign_in(audit.ws, audit.id, date(2026, 11, 20), note="09:01 签到")
    meetings.sign_in(audit.ws, audit.id, date(2026, 11, 20), note="09:01 签到，17:40 签退")
    assert [(one.on, one.note) for one in document(audit).sign_ins] == [(date(2026, 11, 20), "09:01 签到，17:40 签退")]
    assert [one.sign_ins for one in daily_log(document(audit))] == [0, 0, 1, 0]
    audits.set_fields(audit.ws, audit.id, "audit", {"ends_on": "9999-12-31"})
    assert daily_log(document(audit)) == ()
    assert day_of("2026-11-23T17:30:00.000Z+08:00") == date(2026, 11, 24)
    assert day_of("去年") is None


def test_a_talk_begun_counts_when_it_says_something(audit: Scenario) -> None:
    audits.set_fields(audit.ws, audit.id, "audit", {"starts_on": "2026-11-19", "ends_on": "2026-11-20"})
    meetings.begin_talk(audit.ws, audit.id, "daily")
    meetings.begin_talk(audit.ws, audit.id, "daily", on=date(2026, 11, 19))
    assert [(one.at, one.by) for one in document(audit).communications] == [
        ("2026-11-20 09:05", audit.ws.author.name),
        ("2026-11-19", audit.ws.author.name),
    ]
    assert [one.talks for one in daily_log(document(audit))] == [0, 0]
    key = document(audit).communications[1].id
    audits.put_element(audit.ws, audit.id, "communications", key, {"content": "告知进程"})
    assert [one.talks for one in daily_log(document(audit))] == [1, 0]


def test_a_report_to_the_body_names_its_ground(audit: Scenario) -> None:
    assert [one.id for one in grounds(audit.view.scheme, "report")] == ["report-aim", "report-risk", "report-scope"]
    with pytest.raises(BadInput, match="report-aim"):
        meetings.communicate(audit.ws, audit.id, "to-body", "需要增加一个场所")
    with pytest.raises(BadInput, match="只有向机构报告"):
        meetings.communicate(audit.ws, audit.id, "daily", "进程", ground="report-aim")
    meetings.communicate(audit.ws, audit.id, "to-body", "需要增加一个场所", ground="report-scope")
    key = document(audit).communications[0].id or ""
    assert len(unanswered_reports(document(audit))) == 1
    with pytest.raises(BadInput, match="早于报告日期"):
        meetings.answer_communication(audit.ws, audit.id, key, "同意", on=date(2026, 11, 1))
    meetings.answer_communication(audit.ws, audit.id, key, "同意增加", by="审核部")
    assert not unanswered_reports(document(audit))
    with pytest.raises(BadInput, match="内容"):
        meetings.communicate(audit.ws, audit.id, "daily", "  ")


def test_the_early_end_needs_ground_and_consent(audit: Scenario, ws: Workspace) -> None:
    with pytest.raises(BadInput, match="没有提前终止"):
        meetings.consent_termination(ws, audit.id, "审核部")
    with pytest.raises(BadInput, match="terminate-1"):
        meetings.terminate(ws, audit.id, "拒绝提供工单", ground="report-aim")
    meetings.terminate(ws, audit.id, "拒绝提供工单", ground="terminate-1", done_so_far="首次会议")
    meetings.consent_termination(ws, audit.id, "审核部 林")
    ended = document(audit).termination
    assert ended is not None
    assert (ended.ground, ended.consent_by, ended.consent_on, ended.at) == (
        "terminate-1",
        "审核部 林",
        date(2026, 11, 20),
        "2026-11-20 09:05",
    )
    meetings.terminate(ws, audit.id, "")
    assert document(audit).termination is None
    other = Scenario(ws, "zgc")
    with pytest.raises(BadInput, match="没有列出这类理由"):
        meetings.terminate(ws, other.id, "客户停业", ground="terminate-1")
    assert meetings.terminate(ws, other.id, "客户停业").view.document.termination is not None
    audits.put_element(ws, audit.id, "team", None, {"name": "别的组长", "role": "leader"})
    with pytest.raises(BadInput, match="只有组长能提前终止审查"):
        meetings.terminate(ws, audit.id, "拒绝提供工单", ground="terminate-1")


def test_meetings_run_by_name(audit: Scenario) -> None:
    steps: list[dict[str, Any]] = [
        {"action": "hold-meeting", "meeting": "opening", "place": "会议室"},
        {"action": "agenda-point", "meeting": "opening", "point": "1", "done": True},
        {"action": "attend", "meeting": "opening", "name": "许经理"},
        {"action": "attend-team", "meeting": "opening"},
        {"action": "communicate", "kind": "daily", "content": "进程"},
        {"action": "sign-in", "on": "2026-11-20"},
        {"action": "terminate", "reason": "不配合", "ground": "terminate-1"},
        {"action": "consent-termination", "by": "审核部"},
    ]
    assert len(catalogue.run(audit.ws, audit.id, steps, "改动.json")) == len(steps)
    key = document(audit).attendance[0].id
    catalogue.run(audit.ws, audit.id, [{"action": "sign-attendance", "attendee": key, "strokes": "1,1 2,2"}], "改动.json")
    assert document(audit).attendance[0].signature is not None
