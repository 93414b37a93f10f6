"""Rounds of correction: one open at a time, sent back with their text, days in order, and the second scoring when all is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.actions import audits, catalogue, corrections, findings, history, scoring
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput, NotFound
from desktop.base.strict_json import write_json
from desktop.domain.assessment import Assessment, Deduction
from desktop.domain.corrections import Standing, faults, rounds_by_finding, standings
from desktop.domain.fieldnotes import Correction
from desktop.domain.second_scoring import differences, grade_as_found
from tests.actions.scenario import Scenario


@pytest.fixture
def audit(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> Scenario:
    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-11-20T10:02:00+08:00")
    return Scenario(ws, "ctc")


def nonconformity(audit: Scenario, **fields: Any) -> str:
    findings.add(audit.ws, audit.id, "nonconformity", severity="minor", items=("5.1.1.2",), statement="三份工单没有回访记录", **fields)
    return audit.view.document.findings[-1].number or ""


def rounds(audit: Scenario) -> tuple[Correction, ...]:
    return audit.view.document.corrections


def state(audit: Scenario) -> Standing:
    return standings(audit.view.document)[0]


def test_sent_back_keeps_its_text_and_opens_the_next(audit: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    number = nonconformity(audit)
    assert state(audit).state == "to-ask"
    corrections.ask(audit.ws, audit.id, number, due_on=date(2026, 12, 20))
    assert (state(audit).state, state(audit).due_on, state(audit).overdue(date(2026, 12, 25))) == ("asked", date(2026, 12, 20), 5)
    with pytest.raises(BadInput, match="同时只能有一轮"):
        corrections.ask(audit.ws, audit.id, number)
    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-12-01T10:02:00+08:00")
    corrections.answer(audit.ws, audit.id, number, correction="补做三份回访")
    assert state(audit).state == "received"
    with pytest.raises(BadInput, match="缺原因分析"):
        corrections.accept(audit.ws, audit.id, number, verification="written")
    with pytest.raises(BadInput, match="须写明理由"):
        corrections.send_back(audit.ws, audit.id, number, " ")
    corrections.send_back(audit.ws, audit.id, number, "没有原因分析", due_on=date(2026, 12, 30))
    first, second = rounds(audit)
    assert (first.verdict, first.reason, first.correction) == ("sent-back", "没有原因分析", "补做三份回访")
    assert (first.received_on, first.verified_on) == (date(2026, 12, 1), date(2026, 12, 1))
    assert (second.verdict, second.due_on, second.correction) == (None, date(2026, 12, 30), None)
    corrections.answer(audit.ws, audit.id, number, cause="交接表没有回访一栏", corrective_action="交接表增加回访一栏并培训")
    corrections.accept(audit.ws, audit.id, number, verification="on-site", reason="抽查 10 单，均有回访")
    assert state(audit).state == "accepted"
    attempts: list[Callable[[], object]] = [
        lambda: corrections.answer(audit.ws, audit.id, number, cause="另一个原因"),
        lambda: corrections.ask(audit.ws, audit.id, number),
        lambda: audits.put_element(audit.ws, audit.id, "corrections", first.id, {"correction": "改过的文字"}),
        lambda: audits.put_element(audit.ws, audit.id, "corrections", first.id, {"verdict": "accepted"}),
        lambda: audits.remove_element(audit.ws, audit.id, "corrections", second.id or ""),
        lambda: findings.remove(audit.ws, audit.id, number),
        lambda: audits.remove_element(audit.ws, audit.id, "findings", state(audit).finding.id or ""),
    ]
    for attempt in attempts:
        with pytest.raises(BadInput):
            attempt()
    corrections.reopen(audit.ws, audit.id, number, "两周后又有工单没有回访")
    assert [one.verdict for one in rounds(audit)] == ["sent-back", "sent-back", None]
    audit.undo()
    assert [one.verdict for one in rounds(audit)] == ["sent-back", "accepted"]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"received_on": "2026-10-01"}, "提交日期 2026-10-01 早于发现日期 2026-11-20"),
        ({"due_on": "2026-10-01"}, "整改期限 2026-10-01 早于发现日期"),
        ({"received_on": "2026-12-10", "verified_on": "2026-12-01"}, "验证日期 2026-12-01 早于提交日期 2026-12-10"),
        ({"received_on": "2026-13-40"}, "received_on"),
        ({"verdict": "accepted", "cause": "原因", "action": "措施"}, "书面验证还是现场验证"),
        ({"verdict": "accepted"}, "缺原因分析"),
        ({"verdict": "sent-back"}, "退回没有写明理由"),
        ({"finding": "another"}, "不能改到另一条发现名下"),
    ],
)
def test_what_no_round_may_be(audit: Scenario, fields: dict[str, Any], says: str) -> None:
    corrections.ask(audit.ws, audit.id, nonconformity(audit))
    before = audit.document()
    with pytest.raises(BadInput, match=says):
        audits.put_element(audit.ws, audit.id, "corrections", rounds(audit)[0].id, fields)
    assert audit.document() == before


def test_days_to_come_and_rounds_of_nothing(audit: Scenario) -> None:
    number = nonconformity(audit)
    with pytest.raises(BadInput, match="没有正在进行的整改"):
        corrections.answer(audit.ws, audit.id, number, cause="原因")
    corrections.ask(audit.ws, audit.id, number)
    with pytest.raises(BadInput, match="还没有到"):
        corrections.answer(audit.ws, audit.id, number, received_on=date(2026, 11, 21))
    corrections.answer(audit.ws, audit.id, number, cause="原因", corrective_action="措施")
    with pytest.raises(BadInput, match="还没有到"):
        corrections.accept(audit.ws, audit.id, number, verification="written", verified_on=date(2027, 1, 1))
    with pytest.raises(BadInput, match="没有对应的审查发现"):
        audits.put_element(audit.ws, audit.id, "corrections", None, {"finding": "no-such"})
    with pytest.raises(BadInput, match="不能再开一轮"):
        audits.put_element(audit.ws, audit.id, "corrections", None, {"finding": state(audit).finding.id})
    findings.add(audit.ws, audit.id, "improvement", statement="可增加指引牌")
    with pytest.raises(BadInput, match="不要求整改"):
        corrections.ask(audit.ws, audit.id, "F02")


def test_rounds_that_an_import_brings_in_disorder_are_told(ws: Workspace) -> None:
    raw = {
        "format": "fieldaudit.assessment/1",
        "scheme": "ctc",
        "findings": [{"id": "f", "number": "F01", "kind": "nonconformity", "found_on": "2026-05-01"}],
        "corrections": [
            {"id": "c1", "finding": "f", "verdict": "accepted", "cause": "甲", "action": "乙", "verification": "written"},
            {"id": "c2", "finding": "f", "received_on": "2026-04-01"},
            {"id": "c3", "finding": "f"},
            {"id": "c4", "finding": "c3"},
        ],
    }
    document = audits.import_document(ws, write_json(raw), "圈.json").view.document
    said = {(one.id, sentence.split("：")[-1]) for one, sentence in faults(document)}
    assert said == {
        ("c2", "上一轮已经接受，不能再开一轮。"),
        ("c2", "提交日期 2026-04-01 早于发现日期 2026-05-01，请改正。"),
        ("c3", "上一轮还没有结论，不能再开一轮。"),
        ("c4", "整改记录没有对应的审查发现，请删去或改正。"),
    }
    assert standings(document)[0].state == "asked"


def answered_in_full(audit: Scenario) -> str:
    """All at full marks but one clause, whose deduction is a nonconformity with a special deduction."""
    audit.answer_all()
    audit.answer("5.1.1.2", deductions=(Deduction(points=Decimal("0.5"), statement="没有公示"),))
    number = nonconformity(audit)
    findings.set_special(audit.ws, audit.id, number)
    return number


def test_the_second_scoring_keeps_the_first(audit: Scenario) -> None:
    number = answered_in_full(audit)
    first = audit.grade
    with pytest.raises(BadInput, match="没有接受"):
        corrections.begin_second_scoring(audit.ws, audit.id)
    corrections.ask(audit.ws, audit.id, number)
    corrections.answer(audit.ws, audit.id, number, cause="原因", corrective_action="措施")
    corrections.accept(audit.ws, audit.id, number, verification="written")
    assert grade_as_found(audit.view.document, audit.view.rules) is None
    corrections.begin_second_scoring(audit.ws, audit.id)
    with pytest.raises(BadInput, match="已经开始"):
        corrections.begin_second_scoring(audit.ws, audit.id)
    assert differences(audit.view.document, audit.view.rules) == []
    audit.answer("5.1.1.2", met=True)
    scoring.special_deduction(audit.ws, audit.id, remove=0)
    document, rules = audit.view.document, audit.view.rules
    found = grade_as_found(document, rules)
    assert found is not None
    assert found.score == first.score
    assert found.grade == first.grade
    assert audit.grade.score is not None
    assert first.score is not None
    assert Decimal(audit.grade.score.final) == Decimal(first.score.final) + Decimal("1.5")
    told = [(one.item, one.before, one.after) for one in differences(document, rules)]
    points = f"{rules.items['5.1.1.2'].points}"
    assert told == [("5.1.1.2", f"{Decimal(points) - Decimal('0.5'):f} 分", f"{points} 分"), ("", "1 项", "0 项")]
    assert document.rounds is not None
    assert document.rounds.after_correction is not None
    assert document.rounds.after_correction.findings == (document.findings[0].id,)
    with pytest.raises(BadInput, match="不能重开"):
        corrections.reopen(audit.ws, audit.id, number, "理由")
    with pytest.raises(BadInput, match="rounds 不是可以设置的记录"):
        audits.set_fields(audit.ws, audit.id, "rounds", {"as_found": None})
    kept = audit.document()
    corrections.drop_second_scoring(audit.ws, audit.id)
    assert audit.view.document.rounds is None
    assert audit.grade.score == first.score
    audit.undo()
    assert audit.document() == kept
    for _step in range(3):
        audit.undo()
    assert audit.view.document.rounds is None
    assert audit.grade.score == first.score


def test_an_incomplete_scoring_has_no_second(audit: Scenario) -> None:
    number = nonconformity(audit)
    with pytest.raises(BadInput, match="没有接受"):
        corrections.begin_second_scoring(audit.ws, audit.id)
    done = catalogue.run(
        audit.ws,
        audit.id,
        [
            {"action": "ask-correction", "finding": number, "due_on": "2026-12-01"},
            {"action": "due-correction", "finding": number, "due_on": "2026-12-05"},
            {"action": "answer-correction", "finding": number, "cause": "原因", "corrective_action": "措施"},
            {"action": "accept-correction", "finding": number, "verification": "written"},
        ],
        "改动.json",
    )
    assert len(done) == 4
    assert state(audit).state == "accepted"
    with pytest.raises(BadInput, match="第一次评分还缺"):
        corrections.begin_second_scoring(audit.ws, audit.id)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One store for all examples: each makes an audit of its own."""
    ws = open_workspace(tmp_path_factory.mktemp("rounds") / "store", "口令")
    yield ws
    ws.close()


STEPS = st.lists(st.sampled_from(["ask", "answer", "accept", "send-back", "reopen", "undo", "redo", "remove", "put"]), max_size=14)


def do(ws: Workspace, audit: str, step: str) -> None:
    one = ws.audit(audit).document.findings
    number = one[0].number or "" if one else "F01"
    if step == "undo":
        history.undo(ws, audit)
    elif step == "redo":
        history.redo(ws, audit)
    elif step == "ask":
        corrections.ask(ws, audit, number)
    elif step == "answer":
        corrections.answer(ws, audit, number, cause="原因", corrective_action="措施")
    elif step == "accept":
        corrections.accept(ws, audit, number, verification="written")
    elif step == "send-back":
        corrections.send_back(ws, audit, number, "证据不足")
    elif step == "reopen":
        corrections.reopen(ws, audit, number, "没有效果")
    elif step == "put":
        audits.put_element(ws, audit, "corrections", None, {"finding": one[0].id if one else "gone"})
    else:
        listed = ws.audit(audit).document.corrections
        audits.remove_element(ws, audit, "corrections", listed[-1].id or "") if listed else findings.remove(ws, audit, number)


def invariants(document: Assessment) -> None:
    assert not list(faults(document))
    for listed in rounds_by_finding(document).values():
        verdicts = [one.verdict for one in listed]
        assert verdicts.count(None) <= 1
        assert all(verdict == "sent-back" for verdict in verdicts[:-1])
        assert all(one.reason for one in listed if one.verdict == "sent-back")
        assert all(one.cause and one.action for one in listed if one.verdict == "accepted")


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_whatever_is_done_the_rounds_stay_rounds(shared: Workspace, steps: list[str]) -> None:
    ws = shared
    audit = Scenario(ws, "ctc")
    findings.add(ws, audit.id, "nonconformity", severity="minor", statement="没有回访记录")
    texts: dict[str, tuple[Any, ...]] = {}
    for step in steps:
        before = audit.document()
        try:
            do(ws, audit.id, step)
        except (BadInput, NotFound):
            # Whatever refuses changes nothing.
            assert audit.document() == before
        document = audit.view.document
        invariants(document)
        if step in ("undo", "redo"):
            texts.clear()
        for one in document.corrections:
            said = (one.cause, one.correction, one.action)
            if one.id in texts:
                assert texts[one.id] == said, "a round with its verdict keeps its text"
            if one.verdict is not None and one.id:
                texts[one.id] = said
