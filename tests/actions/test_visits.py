"""Mystery visits through the actions: planned under an alias, timed, worded, cited, released, and never a score."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desktop.actions import audits, catalogue, evidence, visits
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput, NotFound
from desktop.domain.assessment import Visit
from desktop.domain.visit import visit_need, waiting
from desktop.domain.visit_flags import visit_flags
from tests.actions.scenario import Scenario, make_photo


@pytest.fixture
def audit(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> Scenario:
    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-11-20T10:02:00+08:00")
    one = Scenario(ws, "ctc", "surveillance")
    audits.put_element(ws, one.id, "sites", None, {"name": "北岭体验店"})
    return one


def plan(audit: Scenario, **fields: Any) -> Visit:
    return visits.plan(audit.ws, audit.id, **fields).view.document.visits[-1]


def visit(audit: Scenario, alias: str = "V-01") -> Visit:
    return visits.find(audit.ws, audit.id, alias)[1]


def test_a_visit_is_planned_under_an_alias(audit: Scenario) -> None:
    audits.put_element(audit.ws, audit.id, "team", None, {"name": "韩知远", "role": "auditor", "registration": "2024-N1SC-1"})
    one = plan(
        audit, site="北岭体验店", channel="门店", scenario="买净水器", cover_story="新居装修", visitor=" 韩知远 ",
        planned_on=date(2026, 11, 20), items=("5.1.1.2", "5.1.1.2"),
    )  # fmt: skip
    assert (one.visitor_alias, one.visitor, one.qualification) == ("V-01", "韩知远", "2024-N1SC-1")
    assert one.site == audit.view.document.sites[0].id
    assert one.items == ("5.1.1.2",)
    assert not one.released
    assert plan(audit, channel="电话", visitor="周以宁", qualification="神秘顾客培训 2026-03").visitor_alias == "V-02"
    assert plan(audit, site="全国热线").site == "全国热线"
    assert visit_need(audit.view.document, audit.view.scheme).state == "due"
    with pytest.raises(BadInput, match=r"没有条款 9\.9"):
        plan(audit, items=("9.9",))


def test_a_visit_minute_by_minute(audit: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    plan(audit, site="北岭体验店", qualification="注册审查员")

    def at(time: str) -> None:
        monkeypatch.setenv("FIELDAUDIT_NOW", f"2026-11-20T{time}+08:00")

    visits.start(audit.ws, audit.id, "V-01")
    at("10:04:10")
    visits.add_moment(audit.ws, audit.id, "V-01", kind="wait", text="无人接待")
    at("10:09:48")
    visits.end_wait(audit.ws, audit.id, "V-01")
    visits.add_moment(audit.ws, audit.id, "V-01", kind="contact", text="询问保修")
    visits.add_moment(audit.ws, audit.id, "V-01", kind="evidence", at="10:27", text="价目表")
    visits.add_moment(audit.ws, audit.id, "V-01", kind="wait", at="10:29", minutes=Decimal(4))
    at("10:37:00")
    visits.finish(audit.ws, audit.id, "V-01")
    one = visit(audit)
    assert (one.started_at, one.ended_at) == ("2026-11-20 10:02:00", "2026-11-20 10:37:00")
    assert one.timeline[0].minutes == Decimal("5.6333")
    assert waiting(one)[0] == one.timeline[0].minutes + 4
    assert visit_flags(audit.view.document) == {}
    assert visit_need(audit.view.document, audit.view.scheme).state == "met"
    with pytest.raises(BadInput, match="没有正在进行的等候"):
        visits.end_wait(audit.ws, audit.id, "V-01")


def test_moments_are_changed_ordered_and_taken_out(audit: Scenario) -> None:
    plan(audit)
    for at in ("10:30", "10:10", "十点"):
        visits.add_moment(audit.ws, audit.id, "V-01", kind="event", at=at)
    visits.order_moments(audit.ws, audit.id, "V-01")
    assert [one.at for one in visit(audit).timeline] == ["10:30", "10:10", "十点"]
    visits.start(audit.ws, audit.id, "V-01", at="2026-11-20 10:00")
    visits.order_moments(audit.ws, audit.id, "V-01")
    assert [one.at for one in visit(audit).timeline] == ["10:10", "10:30", "十点"]
    visits.change_moment(audit.ws, audit.id, "V-01", 2, at="10:40", kind="wait", text="等候", minutes=Decimal(3))
    visits.change_moment(audit.ws, audit.id, "V-01", 2, minutes=Decimal(-1))
    changed = visit(audit).timeline[2]
    assert (changed.at, changed.kind, changed.text, changed.minutes) == ("10:40", "wait", "等候", None)
    with pytest.raises(BadInput, match="算不出时长"):
        visits.end_wait(audit.ws, audit.id, "V-01", at="10:39")
    visits.end_wait(audit.ws, audit.id, "V-01", at="10:45")
    assert visit(audit).timeline[2].minutes == 5
    visits.remove_moment(audit.ws, audit.id, "V-01", 0)
    assert [one.at for one in visit(audit).timeline] == ["10:30", "10:40"]
    for place in (-1, 2):
        with pytest.raises(BadInput, match="个时刻"):
            visits.remove_moment(audit.ws, audit.id, "V-01", place)
    with pytest.raises(BadInput, match="看不懂"):
        visits.finish(audit.ws, audit.id, "V-01", at="下午")
    with pytest.raises(BadInput, match="1440 分钟"):
        visits.add_moment(audit.ws, audit.id, "V-01", kind="wait", minutes=Decimal(2000))


def test_answers_quotes_and_clauses(audit: Scenario) -> None:
    plan(audit)
    before = audit.grade
    visits.experience(audit.ws, audit.id, "V-01", "5.2.1.1", result="not-met", note="口头报价")
    visits.experience(audit.ws, audit.id, "V-01", "礼貌", result="met")
    visits.experience(audit.ws, audit.id, "V-01", "礼貌")
    assert {name: one.result for name, one in visit(audit).answers.items()} == {"5.2.1.1": "not-met"}
    visits.quote(audit.ws, audit.id, "V-01", add="滤芯多少钱要看师傅")
    visits.quote(audit.ws, audit.id, "V-01", add="上门再说")
    visits.quote(audit.ws, audit.id, "V-01", remove=0)
    assert visit(audit).quotes == ("上门再说",)
    visits.cite(audit.ws, audit.id, "V-01", add="5.2.1.1")
    visits.cite(audit.ws, audit.id, "V-01", add="5.1.1.2")
    visits.cite(audit.ws, audit.id, "V-01", remove="5.2.1.1")
    assert visit(audit).items == ("5.1.1.2",)
    with pytest.raises(BadInput, match="没有第 5 条原话"):
        visits.quote(audit.ws, audit.id, "V-01", remove=4)
    with pytest.raises(BadInput, match="没有条款"):
        visits.cite(audit.ws, audit.id, "V-01", add="礼貌")
    assert audit.grade == before


def test_evidence_belongs_to_a_visit(audit: Scenario, tmp_path: Any) -> None:
    one = plan(audit)
    added = evidence.add_files(audit.ws, audit.id, [make_photo(tmp_path / "价目.jpg")], [f"visits/{one.id}"])
    assert added.changes.view.document.evidence[0].links == (f"visits/{one.id}",)


def test_the_leader_releases_what_was_made(audit: Scenario) -> None:
    plan(audit)
    plan(audit)
    visits.start(audit.ws, audit.id, "V-01")
    with pytest.raises(BadInput, match="V-02 还没有实施"):
        visits.release(audit.ws, audit.id, visit="V-02")
    visits.release(audit.ws, audit.id)
    assert [one.released for one in audit.view.document.visits] == [True, False]
    visits.release(audit.ws, audit.id, visit="V-01", released=False)
    assert not visit(audit).released
    audit.undo()
    assert visit(audit).released
    audits.put_element(audit.ws, audit.id, "team", None, {"name": "沈望舒", "role": "leader"})
    with pytest.raises(BadInput, match="只有组长能把暗访开放"):
        visits.release(audit.ws, audit.id, visit="V-01", released=False)


def test_a_decision_needs_a_reason(audit: Scenario) -> None:
    for reason in (None, " "):
        with pytest.raises(BadInput, match="理由"):
            visits.decide(audit.ws, audit.id, needed=False, reason=reason)
    visits.decide(audit.ws, audit.id, needed=False, reason="门店停业整修")
    decision = audit.view.document.visit_plan
    assert decision is not None
    assert (decision.needed, decision.decided_by, decision.decided_on) == (False, audit.ws.author.name, date(2026, 11, 20))
    assert visit_need(audit.view.document, audit.view.scheme).state == "excused"
    visits.decide(audit.ws, audit.id, needed=None)
    assert visit_need(audit.view.document, audit.view.scheme).state == "due"


def test_an_unknown_or_doubled_alias_is_not_guessed(audit: Scenario) -> None:
    one = plan(audit)
    audits.put_element(audit.ws, audit.id, "visits", None, {"visitor_alias": "V-01"})
    for name in ("V-01", "V-77"):
        with pytest.raises(NotFound, match=name):
            visits.start(audit.ws, audit.id, name)
    visits.start(audit.ws, audit.id, one.id or "")


def test_a_visit_from_a_file_of_actions(audit: Scenario) -> None:
    steps = [
        {"action": "plan-visit", "site": "北岭体验店", "channel": "门店", "planned_on": "2026-11-20", "items": ["5.1.1.2"]},
        {"action": "start-visit", "visit": "V-01", "at": "2026-11-20 10:02"},
        {"action": "add-moment", "visit": "V-01", "kind": "wait", "at": "10:04", "minutes": 5},
        {"action": "add-moment", "visit": "V-01", "kind": "contact", "at": "10:09", "minutes": "12.5"},
        {"action": "visit-experience", "visit": "V-01", "characteristic": "礼貌", "result": "met"},
        {"action": "finish-visit", "visit": "V-01", "at": "2026-11-20 10:37"},
        {"action": "decide-visits", "needed": True, "reason": "连锁门店多"},
        {"action": "release-visits"},
    ]
    catalogue.run(audit.ws, audit.id, steps, "暗访.json")
    one = visit(audit)
    assert one.released
    assert [moment.minutes for moment in one.timeline] == [Decimal(5), Decimal("12.5")]
