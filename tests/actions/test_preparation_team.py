"""The team's papers, the document review and the training through the actions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop.actions import audits, catalogue, preparation, preparation_documents, preparation_team
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput, NotFound
from desktop.domain.document_gate import gate
from desktop.domain.preparation import Appointment, DocumentReview, Training
from tests.actions.scenario import Scenario


@pytest.fixture
def audit(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> Scenario:
    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-11-20T10:02:00+08:00")
    ws.set_author("沈望舒", "2024-N1SC-1")
    one = Scenario(ws, "ctc")
    for name, role in (("沈望舒", "leader"), ("陆既明", "auditor")):
        audits.put_element(ws, one.id, "team", None, {"name": name, "role": role, "registration": f"N-{name}"})
    return one


def appointment(audit: Scenario) -> Appointment:
    return audit.view.document.appointment or Appointment()


def review(audit: Scenario) -> DocumentReview:
    return audit.view.document.document_review or DocumentReview()


def training(audit: Scenario) -> Training:
    return audit.view.document.training or Training()


def said(audit: Scenario) -> dict[str, str]:
    return {notice.id: notice.severity for notice in preparation.notices(audit.view)}


def complete(audit: Scenario) -> None:
    fields = {"purpose": "评定等级", "criteria": "GB/T 27922-2011", "scope": "空调售后", "starts_on": "2026-11-24", "ends_on": "2026-11-26"}
    audits.set_fields(audit.ws, audit.id, "audit", fields)


def roles(audit: Scenario) -> dict[str | None, str | None]:
    return {member.name: member.role for member in audit.view.document.team}


def test_the_lead_passes_on_in_one_action(audit: Scenario) -> None:
    preparation_team.lead(audit.ws, audit.id, "陆既明")
    assert roles(audit) == {"沈望舒": "auditor", "陆既明": "leader"}
    audit.undo()
    assert roles(audit) == {"沈望舒": "leader", "陆既明": "auditor"}
    with pytest.raises(NotFound, match="没有周以宁"):
        preparation_team.lead(audit.ws, audit.id, "周以宁")
    audits.put_element(audit.ws, audit.id, "team", None, {"name": "陆既明"})
    with pytest.raises(BadInput, match="几个陆既明"):
        preparation_team.lead(audit.ws, audit.id, "陆既明")


def test_who_was_here_before_is_found_in_the_store(audit: Scenario, ws: Workspace) -> None:
    before = Scenario(ws, "zgc")
    audits.set_fields(ws, before.id, "audit", {"number": "ZGC-2025-003", "starts_on": "2025-10-13"})
    audits.put_element(ws, before.id, "team", None, {"name": "陆 既明", "role": "leader"})
    elsewhere = Scenario(ws, "zgc", client="岚川电器股份有限公司北京分公司")
    audits.put_element(ws, elsewhere.id, "team", None, {"name": "沈望舒"})
    found = preparation_team.earlier_audits(ws, audit.id)
    assert [one.audit.number for one in found] == ["ZGC-2025-003"]
    preparation_team.note_ties(ws, audit.id)
    preparation_team.note_ties(ws, audit.id)
    ties = {member.name: member.ties for member in audit.view.document.team}
    assert ties["沈望舒"] is None
    assert ties["陆既明"] is not None
    assert ties["陆既明"].count("ZGC-2025-003") == 1
    member = next(one.id for one in audit.view.document.team if one.name == "陆既明")
    assert said(audit)[f"team-independence/{member}"] == "critical"
    audits.put_element(ws, audit.id, "team", member, {"independent": True})
    assert f"team-independence/{member}" not in said(audit)


def test_the_appointment_and_the_clients_answer(audit: Scenario) -> None:
    with pytest.raises(BadInput, match="还缺审查目的、审查准则、审查范围、审查开始日期、审查结束日期"):
        preparation_team.appoint(audit.ws, audit.id)
    complete(audit)
    with pytest.raises(BadInput, match="还没有发给受审查方"):
        preparation_team.confirm_notice(audit.ws, audit.id, by="梁主任")
    preparation_team.appoint(audit.ws, audit.id, number="WR-041", by="顾明远")
    preparation_team.notify_client(audit.ws, audit.id)
    preparation_team.object_to_notice(audit.ws, audit.id, objection="陆既明曾在我方任职")
    assert said(audit)["notice-objection"] == "critical"
    preparation_team.confirm_notice(audit.ws, audit.id, by="梁主任")
    own = appointment(audit)
    assert (own.number, own.issued_by, own.confirmed_by, own.confirmed_on) == ("WR-041", "顾明远", "梁主任", date(2026, 11, 20))
    assert own.objection == "陆既明曾在我方任职"
    assert "notice-objection" not in said(audit)


@pytest.mark.parametrize(
    "change",
    [
        {"action": "set-fields", "record": "audit", "fields": {"starts_on": "2026-11-25"}},
        {"action": "put-element", "section": "team", "fields": {"name": "周以宁"}},
        {"action": "lead", "member": "陆既明"},
        {"action": "notify-client"},
    ],
)
def test_a_confirmed_notice_that_changes_is_no_longer_confirmed(audit: Scenario, change: dict[str, Any]) -> None:
    complete(audit)
    preparation_team.appoint(audit.ws, audit.id)
    preparation_team.notify_client(audit.ws, audit.id)
    preparation_team.confirm_notice(audit.ws, audit.id, by="梁主任")
    audits.set_fields(audit.ws, audit.id, "audit", {"period": "2025-11 至 2026-10"})
    assert appointment(audit).confirmed_by
    catalogue.run(audit.ws, audit.id, [change], "改动.json")
    assert (appointment(audit).confirmed_by, appointment(audit).confirmed_on) == (None, None)
    audit.undo()
    assert appointment(audit).confirmed_by == "梁主任"


def test_what_a_confirmed_notice_left_open_may_be_filled_in(ws: Workspace) -> None:
    one = Scenario(ws, "zhdh")
    preparation_team.notify_client(ws, one.id)
    preparation_team.confirm_notice(ws, one.id, by="梁主任")
    complete(one)
    assert appointment(one).confirmed_by == "梁主任"
    audits.set_fields(ws, one.id, "audit", {"scope": "空调与冰箱售后"})
    assert appointment(one).confirmed_by is None


def test_documents_with_question_answer_and_outcome(audit: Scenario) -> None:
    ws, key = audit.ws, audit.id
    with pytest.raises(BadInput, match="还没有登记评审过的文件"):
        preparation_documents.finish_documents(ws, key, passed=True)
    with pytest.raises(BadInput, match="文件的名称"):
        preparation_documents.review_document(ws, key, version="A/0")
    preparation_documents.review_document(ws, key, title="服务手册", version="B/2", requirement="5.1.4", result="suitable")
    with pytest.raises(BadInput, match="写明问题"):
        preparation_documents.review_document(ws, key, title="投诉程序", result="question")
    asked = preparation_documents.review_document(ws, key, title="投诉程序", question="没有处理时限，请补充").view.document.documents[-1]
    assert (asked.id, asked.result) == (asked.id, "question")
    document = asked.id or ""
    with pytest.raises(BadInput, match=r"1 个问题没有关闭（投诉程序）"):
        preparation_documents.finish_documents(ws, key, passed=True)
    with pytest.raises(BadInput, match="怎样解决"):
        preparation_documents.close_question(ws, key, document, answer=" ")
    preparation_documents.close_question(ws, key, document, answer="已补 24 小时受理")
    preparation_documents.finish_documents(ws, key, passed=True, summary="适宜、充分")
    assert (review(audit).passed, review(audit).reviewed_by, review(audit).finished_on) == (True, "沈望舒", date(2026, 11, 20))
    assert gate(audit.view.document, audit.view.scheme).state == "passed"
    # A new question opens it again, and the way on site is shut.
    preparation_documents.review_document(ws, key, document=document, question="时限与承诺不一致")
    assert audit.view.document.documents[-1].closed_on is None
    assert gate(audit.view.document, audit.view.scheme).blocks
    assert said(audit)["documents-open"] == "critical"
    preparation_documents.close_question(ws, key, document, answer="已改一致")
    preparation_documents.reopen_question(ws, key, document)
    preparation_documents.finish_documents(ws, key, passed=None)
    assert review(audit).passed is None
    with pytest.raises(NotFound):
        preparation_documents.close_question(ws, key, "nowhere", answer="x")


def test_recertification_reads_the_least_and_may_leave_out(ws: Workspace) -> None:
    ctc = Scenario(ws, "ctc", "recertification")
    preparation_documents.review_document(ws, ctc.id, title="手册", result="suitable", about=("scope", "policy"))
    with pytest.raises(BadInput, match=r"至少评审“组织机构与职责”（8\.1）"):
        preparation_documents.finish_documents(ws, ctc.id, passed=True)
    with pytest.raises(BadInput, match="没有列出"):
        preparation_documents.review_document(ws, ctc.id, title="手册", about=("nonsense",))
    with pytest.raises(BadInput, match="没有允许"):
        preparation_documents.leave_out_documents(ws, ctc.id, reason="没有变更")
    zhdh = Scenario(ws, "zhdh", "recertification")
    with pytest.raises(BadInput, match="写明理由"):
        preparation_documents.leave_out_documents(ws, zhdh.id, reason=" ")
    preparation_documents.leave_out_documents(ws, zhdh.id, reason="体系和内外部环境没有变更")
    assert gate(zhdh.view.document, zhdh.view.scheme).state == "left-out"
    preparation_documents.leave_out_documents(ws, zhdh.id, reason=None)
    assert gate(zhdh.view.document, zhdh.view.scheme).blocks


def test_a_start_anyway_is_in_the_report_at_once(audit: Scenario) -> None:
    ws, key = audit.ws, audit.id
    audits.set_fields(ws, key, "report", {"deviations": "末次会议推迟一小时。"})
    with pytest.raises(BadInput, match="写明理由"):
        preparation_documents.start_anyway(ws, key, reason=" ")
    preparation_documents.start_anyway(ws, key, reason="合同约定\n11 月完成")
    told = audit.view.document.report["deviations"].split("\n")
    assert told == ["末次会议推迟一小时。", "文件评审通过之前开始现场审查：合同约定 11 月完成（沈望舒，2026-11-20）。"]
    assert not {"documents-gate", "documents-deviation-report"} & set(said(audit))
    assert said(audit)["documents-deviation"] == "warning"
    preparation_documents.start_anyway(ws, key, reason="客户停产在即")
    assert audit.view.document.report["deviations"].count("文件评审通过之前") == 1
    preparation_documents.start_anyway(ws, key, reason=None)
    assert audit.view.document.report["deviations"] == "末次会议推迟一小时。"
    assert review(audit).started_anyway is None
    with pytest.raises(BadInput, match="在现场审查之内进行，不需要登记偏离"):
        preparation_documents.start_anyway(ws, Scenario(ws, "zgc").id, reason="x")


def test_training_is_signed_and_a_change_ends_the_signatures(audit: Scenario) -> None:
    ws, key = audit.ws, audit.id
    with pytest.raises(BadInput, match="还没有写日期和培训人"):
        preparation_documents.sign_training(ws, key, name="沈望舒")
    fields: dict[str, Any] = {
        "held_on": "2026-11-20",
        "trainer": "沈望舒",
        "trainees": ["陆既明"],
        "content": "维修安全",
        "leader_part": "要求",
    }
    audits.set_fields(ws, key, "training", fields | {"trainer_role": "auditor"})
    preparation_documents.sign_training(ws, key, name="沈望舒", role="组长", strokes="0,0 10,10;20,20 30,30")
    preparation_documents.sign_training(ws, key, name="陆 既明")
    preparation_documents.sign_training(ws, key, name="陆既明", strokes="1,1")
    assert [(one.name, one.strokes) for one in training(audit).signatures] == [("沈望舒", "0,0 10,10;20,20 30,30"), ("陆既明", "1,1")]
    # What was open may be filled in; what stood there is what was signed.
    audits.set_fields(ws, key, "training", {"laws_suitable": True, "laws": "清单适用"})
    assert len(training(audit).signatures) == 2
    assert not [one for one in said(audit) if one.startswith("training")]
    audits.set_fields(ws, key, "training", {"content": "维修安全与用电"})
    assert training(audit).signatures == ()
    with pytest.raises(BadInput):
        preparation_documents.sign_training(ws, key, name="沈望舒", strokes="<svg>")
