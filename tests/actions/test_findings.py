"""Findings through the actions: numbered, made from the scores, never an improvement when they cost points, tied to special deductions."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.actions import audits, catalogue, evidence, findings, observations, scoring
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput, NotFound
from desktop.domain.assessment import Assessment, Deduction
from desktop.domain.fieldnotes import Finding
from desktop.domain.findings import disagreements, has_evidence, shown
from desktop.domain.offered_findings import offers
from desktop.domain.wording import hints
from tests.actions.scenario import Scenario, make_photo


@pytest.fixture
def audit(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> Scenario:
    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-11-20T10:02:00+08:00")
    return Scenario(ws, "ctc")


def add(audit: Scenario, kind: Any, **fields: Any) -> Finding:
    before = {one.id for one in audit.view.document.findings}
    changes = findings.add(audit.ws, audit.id, kind, **fields)
    return next(one for one in changes.view.document.findings if one.id not in before)


def deduct(audit: Scenario, item: str, *statements: str) -> None:
    audit.answer(item, deductions=tuple(Deduction(points=Decimal("0.5"), statement=text) for text in statements))


def document(audit: Scenario) -> Assessment:
    return audit.view.document


def test_numbers_are_stable(audit: Scenario) -> None:
    assert add(audit, "nonconformity", severity="minor", statement="三份工单没有回访记录").number == "F01"
    audits.set_fields(audit.ws, audit.id, "audit", {"number": "SH-2026-118"})
    second = add(audit, "improvement", statement="服务大厅的指引可更醒目")
    assert second.number == "SH-2026-118-F02"
    findings.change(audit.ws, audit.id, "F01", severity="severe")
    assert [one.number for one in document(audit).findings] == ["F01", "SH-2026-118-F02"]
    assert document(audit).findings[0].found_on is not None
    with pytest.raises(BadInput, match="F01 已经用过"):
        audits.put_element(audit.ws, audit.id, "findings", second.id, {"number": "F01"})
    with pytest.raises(NotFound):
        findings.change(audit.ws, audit.id, "F09", statement="没有这一条")


def test_a_deduction_has_one_finding_whatever_becomes_of_its_words(audit: Scenario, tmp_path: Path) -> None:
    deduct(audit, "5.1.1.2", "一家门店没有公示投诉电话", "两名客服没有上岗培训记录")
    photo = audit.add_photo(make_photo(tmp_path / "a.jpg"))
    evidence.link(audit.ws, audit.id, photo, "items/5.1.1.2")
    made = findings.from_deduction(audit.ws, audit.id, "5.1.1.2", place=1).view.document
    one = made.findings[0]
    assert (one.kind, one.items, one.statement) == ("deduction", ("5.1.1.2",), "两名客服没有上岗培训记录")
    with pytest.raises(BadInput, match="已有发现 F01"):
        findings.from_deduction(audit.ws, audit.id, "5.1.1.2", place=1)
    # The statement is put otherwise, then one before it is taken out: the link stays with its deduction.
    deduct(audit, "5.1.1.2", "一家门店没有公示投诉电话", "两名客服拿不出上岗培训记录")
    deduct(audit, "5.1.1.2", "两名客服拿不出上岗培训记录")
    kept = document(audit).items["5.1.1.2"].deductions
    assert kept is not None
    assert [entry.finding for entry in kept] == [one.id]
    with pytest.raises(BadInput, match="已有发现 F01"):
        findings.from_deduction(audit.ws, audit.id, "5.1.1.2")
    findings.remove(audit.ws, audit.id, "F01")
    assert findings.from_deduction(audit.ws, audit.id, "5.1.1.2").view.document.findings[0].number == "F01"
    audit.undo()
    assert not document(audit).findings
    with pytest.raises(BadInput, match="没有第 3 条扣分"):
        findings.from_deduction(audit.ws, audit.id, "5.1.1.2", place=2)


def test_a_rolled_up_deduction_keeps_its_finding(audit: Scenario) -> None:
    observations.observe(audit.ws, audit.id, "5.1.1.2", deductions=(Deduction(points=Decimal("0.5"), statement="北门店没有公示"),))
    findings.from_deduction(audit.ws, audit.id, "5.1.1.2")
    site = audits.put_element(audit.ws, audit.id, "sites", None, {"name": "南门店"}).view.document.sites[0].id
    lost = Deduction(points=Decimal("0.5"), statement="南门店没有公示")
    observations.observe(audit.ws, audit.id, "5.1.1.2", site=site, deductions=(lost,))
    listed = document(audit).items["5.1.1.2"].deductions
    assert listed is not None
    assert [entry.finding is not None for entry in listed] == [True, False]
    audit.undo()
    with pytest.raises(BadInput, match="已有发现"):
        findings.from_deduction(audit.ws, audit.id, "5.1.1.2")


def test_a_deduction_is_no_improvement(audit: Scenario) -> None:
    deduct(audit, "5.1.1.2", "一家门店没有公示投诉电话")
    one = findings.from_deduction(audit.ws, audit.id, "5.1.1.2").view.document.findings[0]
    before = audit.document()
    attempts: list[Callable[[], object]] = [
        lambda: findings.change(audit.ws, audit.id, "F01", kind="improvement"),
        lambda: findings.change(audit.ws, audit.id, "F01", kind="improvement", other_matter=True),
        lambda: audits.put_element(audit.ws, audit.id, "findings", one.id, {"kind": "improvement", "other_matter": "甲"}),
    ]
    for attempt in attempts:
        with pytest.raises(BadInput, match="扣分项不能改记为改进机会"):
            attempt()
    with pytest.raises(BadInput, match="不能再作为改进机会"):
        add(audit, "improvement", items=("5.1.1.2",), statement="一家门店，没有公示投诉电话。", other_matter=True)
    with pytest.raises(BadInput, match=r"5\.1\.1\.2 已有扣分（F01）.*先确认"):
        add(audit, "improvement", items=("5.1.1.2",), statement="电话接通后的问候可更亲切")
    with pytest.raises(BadInput, match="先确认"):
        add(audit, "improvement", items=("5.1.1",), statement="组织图可标注分店")
    assert audit.document() == before
    other = add(audit, "improvement", items=("5.1.1.2",), statement="电话接通后的问候可更亲切", other_matter=True)
    assert other.other_matter == audit.ws.author.name
    with pytest.raises(BadInput, match="先确认"):
        findings.change(audit.ws, audit.id, other.number or "", other_matter=False)
    # What was an improvement is not taken off as a deduction too.
    with pytest.raises(BadInput, match="不能同时是改进机会"):
        add(audit, "deduction", items=("5.1.1.2",), statement="电话接通后的问候可更亲切")
    # Of another clause it needs no word.
    assert add(audit, "improvement", items=("5.1.2.1",), statement="培训教材可配图").other_matter is None


def test_a_finding_that_a_deduction_names_is_no_improvement_by_a_detour(audit: Scenario) -> None:
    deduct(audit, "5.1.1.2", "一家门店没有公示投诉电话")
    one = findings.from_deduction(audit.ws, audit.id, "5.1.1.2").view.document.findings[0]
    for kind in ("nonconformity", "disagreement"):
        findings.change(audit.ws, audit.id, "F01", kind=kind)
        with pytest.raises(BadInput, match=r"F01 是条款 5\.1\.1\.2 的扣分项，不能改记为改进机会"):
            findings.change(audit.ws, audit.id, "F01", kind="improvement", statement="换了说法的另一件事", other_matter=True)
    # Taken out of the deduction it is a finding like any other.
    deduct(audit, "5.1.1.2")
    audit.answer("5.1.1.2", met=True)
    findings.change(audit.ws, audit.id, one.number or "", kind="improvement")
    assert document(audit).findings[0].kind == "improvement"


def test_points_lost_without_a_finding_count_as_well(audit: Scenario) -> None:
    audit.answer("5.1.1.2", sampled=20, failed=3)
    with pytest.raises(BadInput, match=r"（5\.1\.1\.2）"):
        add(audit, "improvement", items=("5.1.1.2",), statement="另一件事")


def test_a_nonconformity_from_a_clause(ws: Workspace) -> None:
    audit = Scenario(ws, "cqm")
    scoring.conformity(ws, audit.id, "4.2.5", result="severe", note="两份合同没有评审记录")
    one = findings.from_conformity(ws, audit.id, "4.2.5").view.document.findings[0]
    assert (one.kind, one.severity, one.items, one.statement) == ("nonconformity", "severe", ("4.2.5",), "两份合同没有评审记录")
    with pytest.raises(BadInput, match="已有不符合 F01"):
        findings.from_conformity(ws, audit.id, "4.2.5")
    with pytest.raises(BadInput, match="没有判为不符合"):
        findings.from_conformity(ws, audit.id, "4.2.2")


def test_special_deductions_follow_their_nonconformity(audit: Scenario) -> None:
    add(audit, "nonconformity", severity="severe", statement="宣传页承诺与实际不符")
    scoring.special_deduction(audit.ws, audit.id, add="手写的一项")
    findings.set_special(audit.ws, audit.id, "F01")
    assert document(audit).special_deductions == ("手写的一项", "F01：宣传页承诺与实际不符")
    findings.change(audit.ws, audit.id, "F01", statement="宣传页承诺的时限与实际不符")
    assert document(audit).special_deductions == ("手写的一项", "F01：宣传页承诺的时限与实际不符")
    audit.undo()
    assert document(audit).special_deductions == ("手写的一项", "F01：宣传页承诺与实际不符")
    audit.redo()
    scoring.special_deduction(audit.ws, audit.id, remove=1)
    assert not document(audit).findings[0].special
    audit.undo()
    assert document(audit).findings[0].special
    findings.change(audit.ws, audit.id, "F01", kind="deduction")
    assert document(audit).special_deductions == ("手写的一项",)
    assert document(audit).findings[0].severity is None
    with pytest.raises(BadInput, match="特别扣分须有对应的不符合"):
        findings.set_special(audit.ws, audit.id, "F01")
    audit.undo()
    findings.remove(audit.ws, audit.id, "F01")
    assert document(audit).special_deductions == ("手写的一项",)


def test_discussed_confirmed_and_left_open(audit: Scenario) -> None:
    one = add(audit, "nonconformity", severity="minor", items=("5.1.1.2",), statement="三份工单没有回访记录")
    with pytest.raises(BadInput, match="请写明其意见"):
        findings.discuss(audit.ws, audit.id, "F01", agrees=False)
    findings.discuss(audit.ws, audit.id, "F01", agrees=False, view="回访记录在另一系统")
    assert [entry.id for entry in disagreements(document(audit))] == [one.id]
    findings.confirm(audit.ws, audit.id, "F01", name="许经理", role="服务总监", strokes="10,10 20,30;40,50")
    assert document(audit).findings[0].confirmation is not None
    findings.change(audit.ws, audit.id, "F01", found_on=document(audit).findings[0].found_on)
    assert document(audit).findings[0].confirmation is not None
    findings.change(audit.ws, audit.id, "F01", statement="四份工单没有回访记录")
    assert document(audit).findings[0].confirmation is None
    audit.undo()
    assert document(audit).findings[0].confirmation is not None
    findings.discuss(audit.ws, audit.id, "F01", agrees=None)
    assert not disagreements(document(audit))


def test_evidence_in_words_by_name_or_by_link(audit: Scenario, tmp_path: Path) -> None:
    add(audit, "nonconformity", severity="minor", statement="没有记录")
    photo = audit.add_photo(make_photo(tmp_path / "a.jpg"))

    def proven() -> bool:
        return has_evidence(document(audit).findings[0], shown(document(audit)))

    assert not proven()
    evidence.link(audit.ws, audit.id, photo, f"findings/{document(audit).findings[0].id}")
    assert proven()
    audit.undo()
    findings.cite(audit.ws, audit.id, "F01", add=(photo,))
    assert proven()
    findings.cite(audit.ws, audit.id, "F01", remove=(photo,))
    findings.change(audit.ws, audit.id, "F01", objective_evidence="工单 2026-0311、0312")
    assert proven()
    with pytest.raises(BadInput, match="没有编号为"):
        findings.cite(audit.ws, audit.id, "F01", add=("no-such",))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"kind": "nonconformity", "items": ["9.9.9"]}, "没有条款 9.9.9"),
        ({"kind": "nonconformity", "site": "nowhere"}, "没有编号为 nowhere 的场所"),
        ({"kind": "improvement", "severity": "minor"}, "只有不符合才分"),
        ({"kind": "deduction", "special": True}, "特别扣分须有对应的不符合"),
        ({"kind": "nonconformity", "found_on": "2026-02-30"}, "found_on"),
        ({"kind": "praise"}, "kind"),
    ],
)
def test_what_no_finding_may_be(audit: Scenario, fields: dict[str, Any], says: str) -> None:
    before = audit.document()
    with pytest.raises(BadInput, match=says):
        audits.put_element(audit.ws, audit.id, "findings", None, fields)
    assert audit.document() == before


def test_rare_signs_and_long_texts(audit: Scenario) -> None:
    text = "𠮷林店👩‍🔧" * 5000
    assert add(audit, "nonconformity", severity="minor", statement=text[:50_000]).statement == text[:50_000]
    findings.set_special(audit.ws, audit.id, "F01")
    assert len(document(audit).special_deductions[0]) == 5000
    with pytest.raises(BadInput, match="statement"):
        add(audit, "improvement", statement="长" * 50_001)


def test_wording_is_doubted_not_refused(audit: Scenario) -> None:
    said = "由于人手不足，工单没有回访，建议增加两名客服"
    assert [(hint.kind, hint.text) for hint in hints(said)] == [("cause", "由于"), ("solution", "建议")]
    assert said[hints(said)[1].start :].startswith("建议")
    assert not hints("规定应在 2 小时内上门，抽查 10 单有 3 单超过 2 小时")
    assert not hints(None)
    assert len(hints("建议" * 1000)) == 20
    assert add(audit, "deduction", statement=said).statement == said


def test_findings_run_by_name(audit: Scenario) -> None:
    deduct(audit, "5.1.1.2", "没有公示投诉电话")
    done = catalogue.run(
        audit.ws,
        audit.id,
        [
            {"action": "finding-from-deduction", "item": "5.1.1.2"},
            {"action": "change-finding", "finding": "F01", "requirement": "应公示投诉电话"},
            {"action": "discuss-finding", "finding": "F01", "agrees": True},
            {"action": "add-finding", "kind": "nonconformity", "severity": "minor", "items": ["5.1.1.2"], "statement": "没有公示"},
            {"action": "special-finding", "finding": "F02"},
            {"action": "confirm-finding", "finding": "F02", "name": "许经理"},
            {"action": "remove-finding", "finding": "F01"},
        ],
        "改动.json",
    )
    assert [changes.action is not None for changes in done] == [True] * 7
    assert document(audit).special_deductions == ("F02：没有公示",)


def test_all_that_was_scored_becomes_findings_in_one_step(audit: Scenario) -> None:
    deduct(audit, "5.1.1.2", "一家门店没有公示投诉电话", "两名客服没有上岗培训记录")
    deduct(audit, "5.1.2.1", "制度没有批准页")
    offered = offers(document(audit), audit.view.rules)
    assert [(one.item, one.place, one.statement[:4]) for one in offered] == [
        ("5.1.1.2", 0, "一家门店"),
        ("5.1.1.2", 1, "两名客服"),
        ("5.1.2.1", 0, "制度没有"),
    ]
    findings.from_scores(audit.ws, audit.id, tuple((one.item, one.place) for one in offered))
    made = document(audit).findings
    assert [one.number for one in made] == ["F01", "F02", "F03"]
    assert [one.statement for one in made] == [one.statement for one in offered]
    linked = [entry.finding for item in ("5.1.1.2", "5.1.2.1") for entry in document(audit).items[item].deductions or ()]
    assert linked == [one.id for one in made]
    assert offers(document(audit), audit.view.rules) == ()
    audit.undo()
    assert document(audit).findings == ()
    assert offers(document(audit), audit.view.rules) == offered
    with pytest.raises(BadInput, match="没有第 3 条"):
        findings.from_scores(audit.ws, audit.id, (("5.1.2.1", 0), ("5.1.1.2", 2)))
    assert document(audit).findings == ()
