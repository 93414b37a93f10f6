"""The conclusion, the client's wish and the issue of reports through the actions."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from desktop.actions import audits, concluding, findings, reports
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput, NotFound
from desktop.base.strict_json import write_json
from desktop.domain.assessment import Conclusion
from desktop.domain.notices import blocking
from tests.actions.scenario import Scenario, make_photo
from tests.domain.builders import by_chapter, shipped
from tests.domain.papers import whole_audit


@pytest.fixture
def audit(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> Scenario:
    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-11-20T16:30:00+08:00")
    one = Scenario(ws, "ctc", "surveillance")
    audits.set_fields(ws, one.id, "previous", {"stars": 5})
    for item, answer in by_chapter("92").items():
        one.answer(item, score=str(answer["score"]))
    return one


def conclusion(audit: Scenario) -> Conclusion:
    return audit.view.document.conclusion or Conclusion()


def test_the_outcome_is_written_with_who_and_when(audit: Scenario) -> None:
    assert {one.id for one in concluding.outcomes(audit.ws, audit.id) if one.allowed and not one.ground} == {"suspend-below", "downgrade"}
    concluding.conclude(audit.ws, audit.id, "downgrade", reason="整改后仍为四星级")
    made = conclusion(audit)
    assert (made.kind, made.text, made.decided_on) == ("downgrade", "降低等级后保持认证资格", date(2026, 11, 20))
    assert made.decided_by == audit.ws.author.name
    concluding.conclude(audit.ws, audit.id, "suspend/suspend-c", text="宣传册上误用标志")
    made = conclusion(audit)
    assert (made.kind, made.ground, made.reason) == ("suspend", "suspend-c", "整改后仍为四星级")
    assert made.text == "暂停：证书和标志使用不当。宣传册上误用标志"
    assert not [one for one in concluding.check(audit.ws, audit.id) if one.id.startswith("conclusion-not-allowed")]
    # What the grade speaks against is written too, and told.
    concluding.conclude(audit.ws, audit.id, "keep")
    assert conclusion(audit).ground is None
    assert [one.id for one in concluding.check(audit.ws, audit.id) if one.id.startswith("conclusion-not-allowed")]
    with pytest.raises(BadInput, match="没有结论 recommend，可用：keep"):
        concluding.conclude(audit.ws, audit.id, "recommend")
    concluding.conclude(audit.ws, audit.id, "")
    assert conclusion(audit).kind is None
    audits.put_element(audit.ws, audit.id, "team", None, {"name": "别的组长", "role": "leader"})
    with pytest.raises(BadInput, match="只有组长能作出审查结论"):
        concluding.conclude(audit.ws, audit.id, "downgrade")


def test_the_report_that_is_given_is_made_and_registered_at_once(audit: Scenario, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="怎样提交"):
        concluding.give(audit.ws, audit.id, "audit", " ", "刘畅", tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()
    concluding.give(audit.ws, audit.id, "audit", "邮寄", "刘畅", tmp_path / "a.pdf")
    (given,) = audit.view.document.delivery
    assert given.sha256 == hashlib.sha256((tmp_path / "a.pdf").read_bytes()).hexdigest()
    concluding.receive(audit.ws, audit.id, given.id or "", on=date(2026, 11, 22), name="刘畅")
    (given,) = audit.view.document.delivery
    assert given.signature is not None
    assert given.signature.at == "2026-11-22", "signed on the day it names"


def test_the_clients_wish_has_its_day(audit: Scenario) -> None:
    concluding.client_request(audit.ws, audit.id, "请按四星级评定")
    assert (conclusion(audit).client_request, conclusion(audit).requested_on) == ("请按四星级评定", date(2026, 11, 20))
    concluding.client_request(audit.ws, audit.id, " ")
    assert (conclusion(audit).client_request, conclusion(audit).requested_on) == (None, None)


def test_a_report_given_out_is_known_by_its_bytes(audit: Scenario, tmp_path: Path) -> None:
    version = reports.version(audit.view)
    expected = hashlib.sha256(reports.render(audit.ws, audit.id, "checklist", client_copy=True)).hexdigest()
    concluding.deliver(audit.ws, audit.id, "checklist", "邮件", "许经理")
    given = audit.view.document.delivery[0]
    assert (given.kind, given.sha256, given.version, given.how, given.to, given.at) == (
        "checklist", expected, version, "邮件", "许经理", "2026-11-20 16:30",
    )  # fmt: skip
    paper = tmp_path / "报告.pdf"
    paper.write_bytes(b"%PDF-1.7 signed")
    concluding.deliver(audit.ws, audit.id, "audit", "当面", "许经理", file=str(paper))
    second = audit.view.document.delivery[1]
    assert second.sha256 == hashlib.sha256(b"%PDF-1.7 signed").hexdigest()
    photo = audit.add_photo(make_photo(tmp_path / "签收.jpg"))
    with pytest.raises(BadInput, match="早于提交日期"):
        concluding.receive(audit.ws, audit.id, second.id or "", on=date(2026, 11, 1))
    concluding.receive(audit.ws, audit.id, second.id or "", name="许经理", role="总监", strokes="1,1 5,5", evidence=(photo,))
    received = audit.view.document.delivery[1]
    assert (received.received_on, received.receipt, received.signature is not None) == (date(2026, 11, 20), (photo,), True)
    for attempt in ({"kind": "no-such"}, {"how": " "}, {"to": ""}, {"file": str(tmp_path / "gone.pdf")}, {"at": "明天"}):
        with pytest.raises(BadInput):
            concluding.deliver(audit.ws, audit.id, **{"kind": "audit", "how": "邮件", "to": "许经理", **attempt})
    with pytest.raises(NotFound):
        concluding.receive(audit.ws, audit.id, "gone")


def test_a_whole_audit_goes_in_and_comes_out_and_may_be_approved(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-11-30T16:30:00+08:00")
    raw = {"format": "fieldaudit.assessment/1", "scheme": "ctc", **whole_audit(shipped("ctc"))}
    audit = audits.import_document(ws, write_json(raw), "整份.json").audit
    assert blocking(concluding.check(ws, audit)) == []
    exported = audits.export_document(ws, audit)
    again = audits.import_document(ws, exported, "再来.json").audit
    assert audits.equal_documents(exported, audits.export_document(ws, again))
    findings.change(ws, audit, "SH-2026-118-F01", statement="建议公示")
    assert [one.id for one in concluding.check(ws, audit) if one.severity == "warning"] == ["finding-wording/f1"]
