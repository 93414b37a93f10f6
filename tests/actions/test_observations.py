"""Observations at the screen's door: the clause's value follows, the leader may say otherwise, and undo leaves nothing behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from desktop.actions import audits, drafts, history, observations, scoring
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput, NotFound
from desktop.domain.assessment import ConformityAnswer, Deduction, Observation
from desktop.domain.history import reverse
from tests.actions.scenario import Scenario

PROPORTIONAL, WHOLE, PLAIN = "5.1.1.2", "5.1.1.1", "5.2"


@pytest.fixture
def audit(ws: Workspace) -> Scenario:
    one = Scenario(ws, "ctc")
    for name in ("城东服务站", "城西服务站"):
        audits.put_element(ws, one.id, "sites", None, {"name": name})
    return one


def observe(audit: Scenario, item: str, **fields: Any) -> Observation:
    """Record an observation; the one that came of it."""
    changes = observations.observe(audit.ws, audit.id, item, **fields)
    assert changes.action is not None
    key = changes.action.changes[0].record.partition("/")[2]
    return next(one for one in changes.view.document.observations if one.id == key)


def team(audit: Scenario, *, acting: str) -> None:
    for name, role in (("沈望舒", "leader"), ("陆既明", "auditor"), ("顾岩", "expert")):
        audits.put_element(audit.ws, audit.id, "team", None, {"name": name, "role": role})
    audit.ws.set_author(acting)


def stands(audit: Scenario, item: str) -> dict[str, Any]:
    return audit.view.records.get(f"items/{item}", {})


def test_samples_of_all_sites_make_the_clauses_value(audit: Scenario) -> None:
    first = observe(audit, PROPORTIONAL, sampled=10, failed=1, method="document", seen="抽看派工单")
    assert (first.auditor, first.site, first.method) == (audit.ws.author.name, None, "document")
    assert first.at
    second = observe(audit, PROPORTIONAL, sampled=50, failed=2, site="城东服务站", method="interview")
    assert second.site == audit.view.document.sites[0].id
    assert stands(audit, PROPORTIONAL) == {"sampled": 60, "failed": 3, "rolled": True}
    points = audit.view.rules.items[PROPORTIONAL].points or 0
    assert Decimal(audit.grade.score.points if audit.grade.score else 0) == points * Decimal(57) / 60


def test_the_same_place_again_changes_the_record(audit: Scenario) -> None:
    first = observe(audit, PROPORTIONAL, sampled=10, failed=1, seen="派工单", method="document")
    again = observe(audit, PROPORTIONAL, sampled=10, failed=0, method="document")
    assert (again.id, again.seen, again.at) == (first.id, "派工单", first.at)
    other = observe(audit, PROPORTIONAL, sampled=5, failed=5, method="interview")
    assert other.id != first.id
    moved = observe(audit, PROPORTIONAL, observation=other.id, method="observation", site="城西服务站", seen="")
    assert (moved.id, moved.method, moved.sampled) == (other.id, "observation", 5)
    assert stands(audit, PROPORTIONAL)["sampled"] == 15


def test_several_ways_of_knowing_stand_in_one_record(audit: Scenario) -> None:
    one = observe(audit, PROPORTIONAL, method=("document", "interview"), interviewed="派单员", sampled=10, failed=1)
    assert (one.method, one.interviewed) == (("interview", "document"), "派单员")
    again = observe(audit, PROPORTIONAL, method=("interview", "document"), seen="两单超时")
    assert again.id == one.id
    fewer = observe(audit, PROPORTIONAL, observation=one.id, method=("document",), interviewed="")
    assert (fewer.method, fewer.interviewed, fewer.sampled) == ("document", None, 10)
    assert observe(audit, PROPORTIONAL, observation=one.id, method=()).method is None


def test_lost_anywhere_is_lost(audit: Scenario) -> None:
    observe(audit, WHOLE, met=True)
    assert stands(audit, WHOLE)["met"] is True
    bad = observe(audit, WHOLE, met=False, site="城东服务站")
    assert stands(audit, WHOLE)["met"] is False
    observations.remove(audit.ws, audit.id, bad.id or "")
    assert stands(audit, WHOLE) == {"met": True, "rolled": True}


def test_deductions_of_all_sites_stand_together_with_their_evidence(audit: Scenario) -> None:
    lost = (Deduction(points=Decimal("0.5"), statement="价目未上墙", evidence=("e-1",)),)
    observe(audit, "5.1.2.1", deductions=lost)
    observe(audit, "5.1.2.1", deductions=(Deduction(points=Decimal("0.2"), statement="无证"),), site="城西服务站")
    answer = audit.view.document.items["5.1.2.1"]
    assert answer.rolled
    assert {one.statement: one.evidence for one in answer.deductions or ()} == {"价目未上墙": ("e-1",), "无证": ()}


def test_of_conformity_the_worst_counts_and_the_note_stays(ws: Workspace) -> None:
    audit = Scenario(ws, "cqm")
    leaf = audit.view.rules.conformity[0]
    scoring.conformity(ws, audit.id, leaf, result="conforming")
    scoring.conformity(ws, audit.id, leaf, note="看了手册")
    observe(audit, leaf, result="minor")
    assert audit.view.document.conformity[leaf] == ConformityAnswer(result="minor", note="看了手册", rolled=True)
    scoring.conformity(ws, audit.id, leaf, note="")
    assert audit.view.document.conformity[leaf] == ConformityAnswer(result="minor", rolled=True)
    with pytest.raises(BadInput, match="改判"):
        scoring.conformity(ws, audit.id, leaf, result="conforming")
    scoring.conformity(ws, audit.id, leaf, result="conforming", override="当日已补")
    assert audit.view.document.conformity[leaf] == ConformityAnswer(result="conforming", override="当日已补")
    scoring.conformity(ws, audit.id, leaf)
    assert audit.view.document.conformity[leaf] == ConformityAnswer(result="minor", rolled=True)
    with pytest.raises(BadInput, match="由现场记录汇总"):
        scoring.conformity(ws, audit.id, leaf)


def test_plain_words_leave_the_score_to_the_leader(audit: Scenario) -> None:
    observe(audit, PROPORTIONAL, seen="制度齐全", method="interview")
    assert PROPORTIONAL not in audit.view.document.items
    audit.answer(PROPORTIONAL, score="2.5")
    observe(audit, PROPORTIONAL, seen="执行到位", site="城东服务站")
    assert stands(audit, PROPORTIONAL) == {"score": "2.5"}


def test_a_direct_value_beside_observations_needs_a_reason(audit: Scenario) -> None:
    observe(audit, PROPORTIONAL, sampled=10, failed=1)
    for value in ({"score": "1"}, {"sampled": 3, "failed": 0}, {"excluded": "没有网点"}):
        with pytest.raises(BadInput, match=r"已有 1 条带结果的现场记录"):
            audit.answer(PROPORTIONAL, **value)
    audit.answer(PROPORTIONAL, note="注意第 3 单")
    assert stands(audit, PROPORTIONAL) == {"sampled": 10, "failed": 1, "rolled": True, "note": "注意第 3 单"}
    audit.answer(PROPORTIONAL, score="1", override="样本不具代表性")
    audit.answer(PROPORTIONAL, score="2")
    expected = {"score": "2", "override": "样本不具代表性", "note": "注意第 3 单"}
    assert stands(audit, PROPORTIONAL) == expected
    observe(audit, PROPORTIONAL, sampled=90, failed=9, site="城东服务站")
    assert stands(audit, PROPORTIONAL) == expected
    audit.answer(PROPORTIONAL, override="样本只来自一天")
    assert stands(audit, PROPORTIONAL)["override"] == "样本只来自一天"
    scoring.clear_answer(audit.ws, audit.id, PROPORTIONAL)
    assert stands(audit, PROPORTIONAL) == {"sampled": 100, "failed": 10, "rolled": True, "note": "注意第 3 单"}
    with pytest.raises(BadInput, match="由现场记录汇总"):
        scoring.clear_answer(audit.ws, audit.id, PROPORTIONAL)


def test_going_back_to_the_observations_is_an_action(audit: Scenario) -> None:
    observe(audit, PROPORTIONAL, sampled=10, failed=1)
    audit.answer(PROPORTIONAL, score="1", override="样本不具代表性")
    observations.use_observations(audit.ws, audit.id, PROPORTIONAL)
    assert stands(audit, PROPORTIONAL) == {"sampled": 10, "failed": 1, "rolled": True}
    audit.undo()
    assert stands(audit, PROPORTIONAL) == {"score": "1", "override": "样本不具代表性"}
    with pytest.raises(BadInput, match="没有可以汇总的"):
        observations.use_observations(audit.ws, audit.id, WHOLE)


def test_a_reason_without_observations_or_value_is_refused(audit: Scenario) -> None:
    with pytest.raises(BadInput, match="没有现场记录"):
        audit.answer(PROPORTIONAL, score="1", override="理由")
    with pytest.raises(BadInput, match="一起填写"):
        audit.answer(PROPORTIONAL, override="理由")


def test_a_group_over_observations_needs_a_reason_and_gives_them_back(audit: Scenario) -> None:
    observe(audit, "5.2.1.1", met=True)
    with pytest.raises(BadInput, match="改判"):
        audit.answer(PLAIN, score="33")
    audit.answer(PLAIN, score="33", override="整体评定")
    assert stands(audit, "5.2.1.1") == {}
    with pytest.raises(BadInput, match="已整体评定"):
        observe(audit, "5.2.1.1", met=False, site="城东服务站")
    observe(audit, "5.2.1.1", seen="补看一处", site="城东服务站")
    assert stands(audit, "5.2.1.1") == {}
    observations.use_observations(audit.ws, audit.id, PLAIN)
    assert stands(audit, PLAIN) == {}
    assert stands(audit, "5.2.1.1") == {"met": True, "rolled": True}


def test_an_excluded_clause_takes_no_result(audit: Scenario) -> None:
    audit.answer(WHOLE, excluded="没有网点")
    with pytest.raises(BadInput, match="不适用"):
        observe(audit, WHOLE, met=True)
    observe(audit, WHOLE, seen="确认没有网点")
    assert stands(audit, WHOLE) == {"excluded": "没有网点"}


def test_an_observation_takes_the_place_of_a_carried_value(ws: Workspace) -> None:
    audit = Scenario(ws, "ctc", "surveillance")
    audit.answer(PROPORTIONAL, score="3", carried="不在本年范围")
    observe(audit, PROPORTIONAL, sampled=4, failed=1)
    assert stands(audit, PROPORTIONAL) == {"sampled": 4, "failed": 1, "rolled": True}


def test_undo_and_redo_leave_value_and_observations_together(audit: Scenario) -> None:
    audit.answer(PROPORTIONAL, score="2")
    states = [audit.document()]
    for step in (
        lambda: observe(audit, PROPORTIONAL, sampled=10, failed=1),
        lambda: observe(audit, PROPORTIONAL, sampled=10, failed=3, site="城东服务站"),
        lambda: observations.remove(audit.ws, audit.id, audit.view.document.observations[0].id or ""),
    ):
        step()
        states.append(audit.document())
    for state in reversed(states[:-1]):
        audit.undo()
        assert audit.document() == state
    for state in states[1:]:
        audit.redo()
        assert audit.document() == state


def test_undo_counts_again_what_came_in_between(audit: Scenario) -> None:
    mine = observe(audit, PROPORTIONAL, sampled=10, failed=1)
    assert mine.id
    # As a merge writes it: another action over the same clause that local undo does not take back.
    fields = {"item": PROPORTIONAL, "auditor": "陆既明", "sampled": 20, "failed": 2}
    values = {("observations/other", name): value for name, value in fields.items()}
    audit.ws.edit(audit.id, "add-observations", values)
    assert stands(audit, PROPORTIONAL)["sampled"] == 30
    target = next(action.id for action in history.history(audit.ws, audit.id) if action.name == "observe")
    changes = reverse(audit.ws.store.action(target), audit.view.records)
    audit.ws.commit(audit.id, "undo", changes, audit.view, undoes=target)
    assert stands(audit, PROPORTIONAL) == {"sampled": 20, "failed": 2, "rolled": True}


def test_every_door_keeps_value_and_observations_together(audit: Scenario) -> None:
    one = observe(audit, PROPORTIONAL, sampled=10, failed=1)
    drafts.keep_draft(audit.ws, audit.id, f"observations/{one.id}", "failed", "4")
    drafts.commit_draft(audit.ws, audit.id, f"observations/{one.id}", "failed")
    assert stands(audit, PROPORTIONAL)["failed"] == 4
    audits.put_element(audit.ws, audit.id, "observations", one.id, {"sampled": 40})
    assert stands(audit, PROPORTIONAL) == {"sampled": 40, "failed": 4, "rolled": True}
    audits.put_element(audit.ws, audit.id, "observations", one.id, {"item": "5.1.2.1"})
    assert stands(audit, PROPORTIONAL) == {}
    assert stands(audit, "5.1.2.1")["sampled"] == 40
    for bad in ({"failed": 41}, {"sampled": "许多"}, {"item": ["5.1.1.1"]}, {"site": "没有"}):
        with pytest.raises(BadInput):
            audits.put_element(audit.ws, audit.id, "observations", one.id, bad)
    audits.remove_element(audit.ws, audit.id, "observations", one.id or "")
    assert stands(audit, "5.1.2.1") == {}


def test_results_of_two_ways_are_refused(audit: Scenario) -> None:
    observe(audit, PROPORTIONAL, sampled=10, failed=1)
    with pytest.raises(BadInput, match="加不到一起"):
        observe(audit, PROPORTIONAL, met=True, site="城东服务站")
    changed = observe(audit, PROPORTIONAL, met=True)
    assert (changed.met, changed.sampled) == (True, None)
    assert stands(audit, PROPORTIONAL) == {"met": True, "rolled": True}


def test_only_his_own_unless_he_leads(audit: Scenario) -> None:
    team(audit, acting="陆既明")
    mine = observe(audit, WHOLE, met=True)
    assert mine.auditor == "陆既明"
    with pytest.raises(BadInput, match="只能填写自己的"):
        observe(audit, WHOLE, met=False, auditor="沈望舒")
    with pytest.raises(BadInput, match="只有组长能改判"):
        audit.answer(WHOLE, met=False, override="现场看到")
    with pytest.raises(BadInput, match="技术专家"):
        observe(audit, WHOLE, met=False, auditor="顾岩")
    audit.ws.set_author("沈望舒")
    theirs = observe(audit, WHOLE, met=False)
    observe(audit, WHOLE, observation=mine.id, seen="组长补记")
    audit.answer(WHOLE, met=True, override="已当场纠正")
    audit.ws.set_author("陆既明")
    attempts: tuple[Callable[[], object], ...] = (
        lambda: observations.remove(audit.ws, audit.id, theirs.id or ""),
        lambda: audits.put_element(audit.ws, audit.id, "observations", theirs.id, {"seen": "改写"}),
        lambda: observations.use_observations(audit.ws, audit.id, WHOLE),
        lambda: scoring.clear_answer(audit.ws, audit.id, WHOLE),
    )
    for forbidden in attempts:
        with pytest.raises(BadInput, match="组长"):
            forbidden()
    assert next(one for one in audit.view.document.observations if one.id == theirs.id) == theirs
    observations.remove(audit.ws, audit.id, mine.id or "")


def test_unknown_records_and_sites_are_named(audit: Scenario) -> None:
    with pytest.raises(NotFound, match="x-1"):
        observations.remove(audit.ws, audit.id, "x-1")
    with pytest.raises(BadInput, match="没有场所“城北”"):
        observe(audit, WHOLE, met=True, site="城北")
    with pytest.raises(BadInput, match=r"没有条款 9\.9"):
        observe(audit, "9.9", met=True)


def test_a_document_with_observations_is_taken_in_as_it_is(audit: Scenario) -> None:
    observe(audit, PROPORTIONAL, sampled=10, failed=1)
    audit.answer(PROPORTIONAL, score="1", override="样本不具代表性")
    again = audits.import_document(audit.ws, audit.document(), "评定.json").audit
    assert audits.equal_documents(audits.export_document(audit.ws, again), audit.document())


def test_a_document_whose_observations_stand_in_an_order_of_their_own_goes_on(audit: Scenario) -> None:
    told = {
        "format": "fieldaudit.assessment/1",
        "scheme": "ctc",
        "observations": [
            {"id": name, "item": WHOLE, "auditor": audit.ws.author.name, "met": True, "method": how}
            for name, how in (("z", "document"), ("a", "interview"))
        ],
    }
    audit.id = audits.import_document(audit.ws, json.dumps(told).encode(), "评定.json").audit
    observe(audit, WHOLE, met=False, method="interview")
    assert [one.id for one in audit.view.document.observations] == ["z", "a"]
    assert stands(audit, WHOLE) == {"met": False, "rolled": True}
