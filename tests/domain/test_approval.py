"""The approval list: nothing critical of a whole audit; one thing taken away is one notice, with its clause and its place."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from desktop.domain.approval import approval
from desktop.domain.grading import grade
from desktop.domain.notices import Notice
from tests.domain.builders import by_chapter, document, perfect, shipped
from tests.domain.noticing import by_id, critical
from tests.domain.papers import whole_audit

TODAY = date(2026, 11, 30)


def check(scheme: str = "ctc", raw: dict[str, Any] | None = None, today: date = TODAY) -> dict[str, Notice]:
    rules = shipped(scheme)
    one = document(rules, **(whole_audit(rules) if raw is None else raw))
    return by_id(approval(one, rules, grade(one, rules), today))


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Notice]:
    raw = copy.deepcopy(whole_audit(shipped("ctc")))
    change(raw)
    return check(raw=raw)


def test_a_whole_audit_may_be_approved() -> None:
    found = check()
    assert critical(found) == set()
    assert {key for key, one in found.items() if one.severity == "warning"} == set()
    assert {"record/delivery", "second-scoring", "unverified"} <= set(found)


def test_an_empty_audit_lists_everything_at_its_place() -> None:
    raw = {"audit": {"kind": "initial"}}
    found = check(raw=raw)
    assert {"unanswered/5.1.1.1", "conclusion", "plan-missing", "training-missing", "visits", "record/closing-attendance"} <= critical(
        found
    )
    assert (found["unanswered/5.1.1.1"].record, found["unanswered/5.1.1.1"].clause) == ("items/5.1.1.1", "5.1.1.1")
    severities = [one.severity for one in found.values()]
    assert severities == sorted(severities, key=["critical", "warning", "note"].index)


@pytest.mark.parametrize("scheme", ["zgc", "ctc", "zhdh", "bz", "cqm"])
def test_every_scheme_and_kind_has_its_list(scheme: str) -> None:
    for kind in shipped(scheme).scheme.audit_kinds:
        found = check(scheme, {"audit": {"kind": kind}})
        assert "conclusion" in critical(found)
        assert any(key.startswith(("unanswered/", "report/")) for key in critical(found))


Change = Callable[[dict[str, Any]], object]
BROKEN: list[tuple[str, Change, str, str]] = [
    ("unanswered/5.1.2.1", lambda raw: raw["items"].pop("5.1.2.1"), "items/5.1.2.1", "critical"),
    ("no-reason/items/5.3.1.1/excluded", lambda raw: raw["items"].update({"5.3.1.1": {"excluded": " "}}), "items/5.3.1.1", "critical"),
    ("deduction-statement/5.1.1.2/1", lambda raw: _deduct(raw, statement="", finding="gone"), "items/5.1.1.2", "critical"),
    ("deduction-evidence/5.1.1.2/1", lambda raw: _deduct(raw, evidence=[], finding="gone", shown=False), "items/5.1.1.2", "critical"),
    ("lost-statement/5.1.2.1", lambda raw: raw["items"].update({"5.1.2.1": {"sampled": 20, "failed": 3}}), "items/5.1.2.1", "critical"),
    (
        "lost-evidence/5.1.2.1",
        lambda raw: raw["items"].update({"5.1.2.1": {"sampled": 20, "failed": 3, "note": "三人"}}),
        "items/5.1.2.1",
        "critical",
    ),
    ("finding-kind/f1", lambda raw: raw["findings"][0].pop("kind"), "findings/f1", "critical"),
    ("finding-statement/f1", lambda raw: raw["findings"][0].update(statement=" "), "findings/f1", "critical"),
    ("finding-evidence/f1", lambda raw: raw["findings"][0].update(evidence=[]), "findings/f1", "critical"),
    ("finding-wording/f1", lambda raw: raw["findings"][0].update(statement="由于疏忽没有公示"), "findings/f1", "warning"),
    ("finding-discussed/f1", lambda raw: raw["findings"][0].pop("discussed_on"), "findings/f1", "warning"),
    ("finding-view/f1", lambda raw: raw["findings"][0].update(client_agrees=False), "findings/f1", "critical"),
    ("finding-disagreement/f1", lambda raw: raw["findings"][0].update(client_agrees=False, client_view="不同意"), "findings/f1", "note"),
    ("finding-severity/f1", lambda raw: raw["findings"][0].update(kind="nonconformity"), "findings/f1", "critical"),
    ("finding-confirmed/f1", lambda raw: raw["findings"][0].update(kind="nonconformity", severity="minor"), "findings/f1", "critical"),
    ("improvement-deduction/g", lambda raw: _improve(raw, "指引可更醒目", items=["5.1.1.2"]), "findings/g", "critical"),
    ("improvement-deduction/g", lambda raw: _improve(raw, "没有公示，投诉电话", other_matter="韩知远"), "findings/g", "critical"),
    ("special-finding/1", lambda raw: raw.update(special_deductions=["宣传不实"]), "assessment", "critical"),
    ("correction-open/f1", lambda raw: raw["corrections"][0].pop("verdict"), "findings/f1", "critical"),
    ("conclusion-open-findings", lambda raw: raw["corrections"][0].pop("verdict"), "conclusion", "critical"),
    ("correction-proof/c1", lambda raw: raw["evidence"].clear(), "corrections/c1", "warning"),
    ("record/daily", lambda raw: raw["communications"].pop(0), "communications", "critical"),
    ("record/team-meeting", lambda raw: raw["meetings"].pop("team"), "meetings/team", "critical"),
    ("record/closing-attendance", lambda raw: _absent(raw, "closing"), "attendance", "critical"),
    ("agenda/opening", lambda raw: raw["meetings"]["opening"]["points"].pop("6"), "meetings/opening", "warning"),
    ("unsigned/opening", lambda raw: raw["attendance"][0].pop("signature"), "attendance", "warning"),
    ("meeting-time/closing", lambda raw: raw["meetings"]["closing"].update(ended_at="08:00"), "meetings/closing", "warning"),
    ("daily-talk", lambda raw: raw["slots"][0].update(on="2026-11-19"), "communications", "warning"),
    ("sign-in-days", lambda raw: raw.update(sign_ins=[{"id": "x", "on": "2026-11-01"}]), "sign_ins", "note"),
    ("visits", lambda raw: raw.pop("visit_plan"), "visit_plan", "critical"),
    ("topic-empty/initial-c", lambda raw: raw["topics"].pop("initial-c"), "topics/initial-c", "critical"),
    ("report/audit/5", lambda raw: raw["report"].pop("deviations"), "report", "critical"),
    ("training-missing", lambda raw: raw.pop("training"), "training", "critical"),
    ("plan-missing", lambda raw: raw.pop("slots"), "plan", "critical"),
    ("conclusion", lambda raw: raw.pop("conclusion"), "conclusion", "critical"),
    ("conclusion-kind", lambda raw: raw["conclusion"].update(kind="praise"), "conclusion", "critical"),
    ("conclusion-not-allowed/1", lambda raw: raw["conclusion"].update(kind="not", text=""), "conclusion", "critical"),
    ("conclusion-reason", lambda raw: raw["conclusion"].update(kind="not", text=""), "conclusion", "critical"),
    ("conclusion-by", lambda raw: raw["conclusion"].pop("decided_by"), "conclusion", "warning"),
]


def _deduct(raw: dict[str, Any], *, shown: bool = True, **fields: Any) -> None:
    raw["items"]["5.1.1.2"]["deductions"][0].update(fields)
    raw["evidence"] = raw["evidence"] if shown else []


def _improve(raw: dict[str, Any], statement: str, **fields: Any) -> None:
    raw["findings"].append({"id": "g", "number": "F02", "kind": "improvement", "statement": statement, **fields})


def _absent(raw: dict[str, Any], meeting: str) -> None:
    raw["attendance"] = [one for one in raw["attendance"] if one["meeting"] != meeting]


@pytest.mark.parametrize(("key", "change", "record", "severity"), BROKEN, ids=[f"{one[0]}-{place}" for place, one in enumerate(BROKEN)])
def test_one_thing_missing_is_told(key: str, change: Change, record: str, severity: str) -> None:
    assert key not in check()
    found = changed(change)
    assert (found[key].record, found[key].severity) == (record, severity)


def test_clauses_are_those_of_the_scheme() -> None:
    found = changed(lambda raw: (raw["findings"][0].update(statement="建议公示", evidence=[]), raw["meetings"].pop("team")))
    assert found["finding-wording/f1"].clause == "8.5.4 3)"
    assert found["finding-evidence/f1"].clause == "8.5.4 3)"
    assert found["record/team-meeting"].clause == "8.5.5"
    # A scheme that says nothing of findings asks less sharply.
    raw = {"audit": {"kind": "initial"}, "items": {"5.1.1.2": {"deductions": [{"points": "0.5"}]}}}
    assert check("zgc", raw)["deduction-statement/5.1.1.2/1"].severity == "warning"
    assert check("ctc", raw)["deduction-statement/5.1.1.2/1"].severity == "critical"


def test_overdue_by_the_day_of_whoever_asks() -> None:
    raw = whole_audit(shipped("ctc"))
    raw["corrections"] = [{"id": "c1", "finding": "f1", "due_on": "2026-12-20"}]
    assert "correction-overdue/f1" not in check(raw=raw, today=date(2026, 12, 20))
    assert check(raw=raw, today=date(2026, 12, 23))["correction-overdue/f1"].sentence.endswith("逾期 3 天。")


def test_an_audit_that_ended_early_owes_its_ground_and_consent() -> None:
    raw: dict[str, Any] = {"audit": {"kind": "initial"}, "termination": {"reason": "客户不配合"}}
    found = check(raw=raw)
    assert {"termination-ground", "termination-consent"} <= critical(found)
    assert found["unanswered/5.1.1.1"].severity == "note"
    assert found["conclusion"].severity == "note"
    raw["termination"] |= {"ground": "terminate-1", "consent_by": "审核部", "consent_on": "2026-11-21"}
    raw["communications"] = [{"id": "t", "kind": "to-body", "ground": "report-aim", "content": "审查无法进行", "at": "2026-11-20 11:00"}]
    found = check(raw=raw)
    assert not {key for key in critical(found) if key.startswith("termination")}
    assert found["report-unanswered/t"].clause == "8.5.3 3) a)"
    # Without such a clause a reason is enough.
    assert not {key for key in check("zgc", {"audit": {"kind": "initial"}, "termination": {"reason": "停业"}}) if "terminat" in key}


def test_an_audit_that_ended_early_owes_no_visit_and_no_survey() -> None:
    raw: dict[str, Any] = {"audit": {"kind": "surveillance"}, "programme": {"decided_on": "2023-01-31"}}
    asked = check(raw=raw)
    assert {asked[key].severity for key in ("visits", "survey-due")} == {"critical"}
    ended = check(raw=raw | {"termination": {"ground": "terminate-1", "reason": "客户不配合"}})
    assert {ended[key].severity for key in ("visits", "survey-due")} == {"note"}


def test_conformity_without_its_finding() -> None:
    rules = shipped("cqm")
    raw = perfect(rules)
    raw["conformity"] = {**raw["conformity"], "4.2.5": {"result": "minor", "note": "两份合同"}}
    raw["management_audit"] = {"passed": True, "reason": "可接受"}
    found = check("cqm", raw)
    assert found["conformity-finding/4.2.5"].record == "conformity/4.2.5"
    written = {"id": "f", "number": "F01", "kind": "nonconformity", "severity": "severe", "items": ["4.2.5"]}
    assert "conformity-severity/4.2.5" in check("cqm", {**raw, "findings": [written]})


def test_an_improvement_that_a_deduction_names_stands_out() -> None:
    def detour(raw: dict[str, Any]) -> None:
        raw["findings"][0].update(kind="improvement", statement="换了说法", other_matter="甲")
        raw["findings"][0].pop("due_on", None)
        raw["corrections"] = []

    found = changed(detour)
    assert found["improvement-deduction/f1"].severity == "critical"


def _conditional(raw: dict[str, Any], **more: Any) -> None:
    raw["findings"] = [{"id": "f9", "number": "F09", "kind": "nonconformity", "severity": "minor", "items": ["5.1.1.1"], "statement": "缺"}]
    raw["corrections"] = [{"id": "c9", "finding": "f9", **more}] if more else []
    raw["items"]["5.1.1.2"] = {"score": "3"}
    raw["conclusion"] = {"kind": "conditional", "reason": "能在期限内整改", "decided_by": "韩知远", "decided_on": "2026-11-20"}


@pytest.mark.parametrize(
    ("more", "severity"),
    [
        ({}, "critical"),
        ({"cause": "未交"}, "critical"),
        ({"due_on": "2026-12-20"}, "warning"),
        ({"due_on": "2026-11-29"}, "critical"),
        ({"due_on": "2026-11-29", "received_on": "2026-11-28"}, "warning"),
    ],
)
def test_a_condition_is_asked_for_with_a_day_and_in_time(more: dict[str, Any], severity: str) -> None:
    raw = copy.deepcopy(whole_audit(shipped("zhdh"))) | {"characteristics": {"sampled": 9, "failed": 0, "passed": True}}
    _conditional(raw, **more)
    assert check("zhdh", raw)["correction-open/f9"].severity == severity
    raw["conclusion"]["kind"] = "recommend"
    assert check("zhdh", raw)["correction-open/f9"].severity == "critical"
    raw["conclusion"] |= {"kind": "not", "text": "不予推荐认证注册"}
    assert check("zhdh", raw)["correction-open/f9"].severity == "warning"


def test_by_hand_is_no_condition() -> None:
    raw = copy.deepcopy(whole_audit(shipped("ctc")))
    _conditional(raw, due_on="2026-12-20")
    assert check("ctc", raw)["correction-open/f9"].severity == "critical"


def test_a_conclusion_of_another_kind_of_audit_is_called_by_its_name() -> None:
    found = changed(lambda raw: raw["conclusion"].update(kind="suspend", text=None))
    assert found["conclusion-kind"].sentence == "结论“暂停”不是规则为这类审查列出的结论。"


def test_a_carried_clause_that_a_finding_came_along_for() -> None:
    raw = copy.deepcopy(whole_audit(shipped("ctc")))
    raw["audit"]["kind"] = "surveillance"
    raw["items"]["5.1.1.2"] = {"score": "3", "carried": "今年不审"}
    assert "carried-finding/5.1.1.2" not in check(raw=raw)
    raw["findings"][0]["carried_from"] = "初-1"
    found = check(raw=raw)["carried-finding/5.1.1.2"]
    assert (found.severity, found.record, found.field) == ("warning", "items/5.1.1.2", "carried")


def test_special_deductions_and_their_nonconformity_keep_step() -> None:
    finding = {"id": "f", "number": "F01", "kind": "nonconformity", "severity": "minor", "special": True, "statement": "宣传不实"}
    base: dict[str, Any] = {"audit": {"kind": "initial"}, "items": by_chapter("92"), "findings": [finding]}
    assert "special-missing/f" in critical(check(raw=base))
    found = check(raw={**base, "special_deductions": ["F01：宣传不实"]})
    assert not {key for key in found if key.startswith("special-")}


def test_a_large_audit_is_checked_within_a_frame() -> None:
    """200 findings, 600 rounds, 500 photos: the list is made while a page is drawn; generous, for slow machines share their cores."""
    raw = whole_audit(shipped("ctc"))
    raw["findings"] = [
        {"id": f"f{n}", "number": f"F{n}", "kind": "nonconformity", "severity": "minor", "items": ["5.1.1.2"], "statement": f"第 {n} 件"}
        for n in range(200)
    ]
    raw["corrections"] = [
        {"id": f"c{n:04}", "finding": f"f{n // 3}", **({"verdict": "sent-back", "reason": "再做"} if n % 3 < 2 else {})} for n in range(600)
    ]
    raw["evidence"] = [{"id": f"e{n}", "name": "a.jpg", "links": [f"findings/f{n % 200}"]} for n in range(500)]
    rules = shipped("ctc")
    one = document(rules, **raw)
    result = grade(one, rules)
    best, found = 1.0, approval(one, rules, result, TODAY)
    for _time in range(5):
        begun = time.perf_counter()
        approval(one, rules, result, TODAY)
        best = min(best, time.perf_counter() - begun)
    assert len(found) > 400
    assert best < 0.1
