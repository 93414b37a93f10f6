"""The client's programme out of all audits of the store, the follow-up audit made from the last one, topics answered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desktop.actions import audits, catalogue, follow_up, programme, scoring, topics
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput, NotFound
from desktop.domain.report_contents import missing_contents
from tests.actions.scenario import Scenario

CODE = "91330400MA2B7QX41T"


def finished(ws: Workspace, scheme: str = "ctc", kind: str = "initial", ended: str = "2026-01-20", **client: Any) -> Scenario:
    """An audit with all points, ended on a day."""
    one = Scenario(ws, scheme, kind=kind, client=client.pop("name", "岚川电器股份有限公司"))
    audits.set_fields(ws, one.id, "client", {"credit_code": CODE} | client)
    audits.set_fields(ws, one.id, "audit", {"starts_on": ended, "ends_on": ended, "evaluated_on": ended, "number": f"{kind}-{ended}"})
    for item in ("5.1", "5.2", "5.3"):
        scoring.answer(ws, one.id, item, score=one.view.rules.items[item].points)
    return one


def follow(last: Scenario, kind: Any = "surveillance", **more: Any) -> Scenario:
    made = follow_up.follow_up(last.ws, last.id, kind=kind, **more)
    one = object.__new__(Scenario)
    one.ws, one.id = last.ws, made.audit
    return one


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ({}, {}, True),
        ({}, {"name": "换了名字的公司"}, True),
        ({}, {"credit_code": CODE.lower()}, True),
        ({}, {"credit_code": None}, True),
        ({}, {"credit_code": None, "name": "岚川 电器股份有限公司"}, True),
        ({}, {"credit_code": None, "name": "别的公司"}, False),
        ({}, {"credit_code": "91330400MA2B7QX42T"}, False),
        ({"credit_code": None}, {"credit_code": None}, True),
    ],
)
def test_the_audits_of_one_client_are_found(ws: Workspace, ours: dict[str, Any], theirs: dict[str, Any], same: bool) -> None:
    one, other = finished(ws, **ours), finished(ws, kind="surveillance", ended="2026-12-20", **theirs)
    finished(ws, "zgc")
    for here, there in ((one, other), (other, one)):
        assert [entry.audit for entry in programme.others(ws, here.id)] == ([there.id] if same else [])


def test_the_programme_gathers_what_each_audit_covered(ws: Workspace) -> None:
    one = finished(ws)
    other = finished(ws, kind="surveillance", ended="2026-12-20")
    audits.set_fields(ws, other.id, "programme", {"decided_on": "2026-02-01"})
    stands = programme.programme(ws, other.id, date(2027, 1, 10))
    assert [(entry.kind, entry.audit) for entry in stands.audits] == [("initial", one.id), ("surveillance", "own")]
    assert len(stands.audits[0].items) == 48
    assert stands.audits[0].level == 5
    assert {window.what: window.state for window in stands.windows} == {
        "surveillance-1": "done",
        "surveillance-2": "open",
        "recertification": "future",
    }
    assert stands.looked["5.1.1.1"].audit == "own"
    assert {one.id for one in stands.requirements} == {"visits", "survey", "topics"}


def test_refreshing_carries_the_others_in_the_document(ws: Workspace) -> None:
    one = finished(ws)
    other = finished(ws, kind="surveillance", ended="2026-12-20")
    programme.refresh(ws, other.id)
    carried = other.view.document.programme
    assert carried is not None
    assert [(entry.audit, entry.number) for entry in carried.audits] == [(one.id, "initial-2026-01-20")]
    # On a machine that has not seen the first audit, the document still knows of it.
    data = other.document()
    assert b"initial-2026-01-20" in data


def test_changes_and_plans_of_the_programme(ws: Workspace) -> None:
    one = finished(ws)
    programme.plan_next(
        ws, one.id, kind="surveillance", planned_on=date(2026, 12, 1), due="surveillance-1", items=("5.1",), sites=("南浦店",)
    )
    programme.record_change(ws, one.id, what="监督提前到 12 月", reason="新增一处网点")
    stands = programme.programme(ws, one.id, date(2026, 6, 1))
    assert [entry.planned_on for entry in stands.audits if entry.kind == "surveillance"] == [date(2026, 12, 1)]
    assert (stands.changes[0].reason, stands.changes[0].after, stands.changes[0].by) == (
        "新增一处网点",
        "initial-2026-01-20",
        ws.author.name,
    )
    for what, reason in (("一", " "), ("", "一")):
        with pytest.raises(BadInput, match="为什么"):
            programme.record_change(ws, one.id, what=what, reason=reason)
    with pytest.raises(BadInput, match="没有条款"):
        programme.plan_next(ws, one.id, kind="surveillance", items=("9.9",))
    with pytest.raises(BadInput, match="surveillance-1"):
        programme.plan_next(ws, one.id, kind="surveillance", due="nonsense")
    planned = one.view.document.programme
    assert planned is not None
    programme.drop_planned(ws, one.id, str(planned.audits[0].id))
    with pytest.raises(NotFound):
        programme.drop_planned(ws, one.id, str(planned.audits[0].id))


def test_the_reason_of_a_special_audit_is_one_of_the_scheme(ws: Workspace) -> None:
    one = Scenario(ws, "ctc", kind="special")
    programme.name_trigger(ws, one.id, "a", note="2026 年 3 月  媒体报道")
    said = one.view.document.audit.trigger
    assert said is not None
    assert said.startswith("严重事故")
    assert said.endswith("（2026 年 3 月 媒体报道）")
    with pytest.raises(BadInput, match="不是规则列出的起因"):
        programme.name_trigger(ws, one.id, "没有听说过")
    with pytest.raises(BadInput, match="500"):
        programme.name_trigger(ws, one.id, "a", note="一" * 600)


def test_a_follow_up_takes_along_what_belongs_to_the_client(ws: Workspace) -> None:
    last = finished(ws)
    shop = {"name": "南浦店", "address": "南浦路 3 号", "audited_on": "2026-01-20", "service_hours": "08:30-17:30"}
    site = audits.put_element(ws, last.id, "sites", None, shop).view.document.sites[0]
    audits.put_element(
        ws, last.id, "team", None, {"name": "沈望舒", "role": "leader", "registration": "1", "days": "2", "independent": True}
    )
    audits.set_fields(ws, last.id, "audit", {"scope": "安装与维修", "purpose": "初始审查"})
    audits.set_fields(ws, last.id, "conclusion", {"kind": "recommend"})
    before = last.document()
    new = follow(last, number="监-1", decided_on=date(2026, 2, 1), starts_on=date(2026, 12, 1))
    document = new.view.document
    assert (document.client.credit_code, document.audit.kind, document.audit.number) == (CODE, "surveillance", "监-1")
    assert (document.audit.scope, document.audit.purpose) == ("安装与维修", None)
    assert (document.audit.last_audit_on, document.audit.decided_on) == (date(2026, 1, 20), date(2026, 2, 1))
    assert (document.sites[0].id, document.sites[0].audited_on) == (site.id, None)
    member = document.team[0]
    assert (member.days, member.independent, member.ties) == (None, None, "参加过 initial-2026-01-20 的审查")
    assert document.previous is not None
    assert document.previous.held == 5
    carried = document.programme
    assert carried is not None
    assert [(entry.audit, entry.level) for entry in carried.audits] == [(last.id, 5)]
    assert document.items == {}
    assert last.document() == before, "nothing is written into the last audit"
    assert programme.programme(ws, new.id, date(2026, 11, 1)).windows[0].until == date(2027, 2, 1)


def test_the_next_cycle_asks_for_its_own_decision(ws: Workspace) -> None:
    last = finished(ws, kind="recertification", ended="2029-01-10")
    audits.set_fields(ws, last.id, "programme", {"decided_on": "2026-02-01", "expires_on": "2029-02-01"})
    assert follow(last).view.document.audit.decided_on is None
    audits.set_fields(ws, last.id, "programme", {"decided_on": "2029-01-30", "expires_on": "2032-01-30"})
    carried = follow(last).view.document.programme
    assert carried is not None
    assert (carried.decided_on, carried.expires_on) == (date(2029, 1, 30), date(2032, 1, 30))


def test_what_was_planned_as_the_next_audit_is_that_audit(ws: Workspace) -> None:
    last = finished(ws)
    programme.plan_next(ws, last.id, kind="surveillance", planned_on=date(2026, 12, 1))
    programme.plan_next(ws, last.id, kind="recertification", planned_on=date(2028, 12, 1))
    carried = follow(last).view.document.programme
    assert carried is not None
    assert [entry.kind for entry in carried.audits] == ["initial", "recertification"]


def test_open_findings_come_along_to_be_verified(ws: Workspace) -> None:
    last = finished(ws)
    audits.put_element(
        ws,
        last.id,
        "findings",
        None,
        {
            "number": "N-1",
            "kind": "nonconformity",
            "severity": "minor",
            "items": ["5.1.1.2"],
            "statement": "三份反馈超时",
            "due_on": "2026-02-20",
        },
    )
    new = follow(last)
    finding = new.view.document.findings[0]
    assert (finding.number, finding.carried_from, finding.statement) == ("N-1", "initial-2026-01-20", "三份反馈超时")
    due = {one.item: one.state for one in follow_up.options(ws, new.id)}
    # The last audit was scored by chapters: that of the finding is due, another may keep its points as a whole.
    assert (due["5.1"], due["5.2"], due["5.2.1.1"]) == ("due", "may", "no-value")
    done = follow_up.carry(ws, new.id, ("5.2",), reason="今年不在代表性区域内")
    assert done.view.document.items["5.2"].score == 35


@pytest.mark.parametrize("scheme", ["bz", "cqm", "ctc", "zgc", "zhdh"])
@pytest.mark.parametrize("kind", ["surveillance", "recertification", "special", "extension", "suspension-review"])
def test_every_kind_follows_in_every_scheme(ws: Workspace, scheme: str, kind: Any) -> None:
    last = Scenario(ws, scheme)
    held = 3
    document = follow(last, kind=kind, held=held).view.document
    assert document.audit.kind == kind
    assert document.previous is not None
    assert document.previous.held == held
    with pytest.raises(BadInput):
        follow(last, kind=kind, held=77)


def test_only_the_level_held_changes_what_may_be_concluded(ws: Workspace) -> None:
    """The same scores under four levels held: keep, upgrade or downgrade in the scheme's own words."""
    last = finished(ws, "zgc")
    offered: dict[int, list[str]] = {}
    for held in (6, 8, 10):
        new = follow(last, held=held)
        for item in ("5.1", "5.2", "5.3"):
            scoring.answer(ws, new.id, item, score=new.view.rules.items[item].points)
        scoring.evaluation(ws, new.id, "q-zg-001", percent=Decimal(82))
        grade = new.grade
        assert grade.complete, grade.missing
        assert grade.grade is not None
        assert grade.grade.stars == 8
        offered[held] = [option.kind for option in grade.outcomes]
    assert offered == {6: ["keep", "upgrade"], 8: ["keep"], 10: ["downgrade"]}


def test_clauses_keep_the_value_of_the_audit_before_with_a_reason(ws: Workspace) -> None:
    last = Scenario(ws, "ctc", client="岚川电器股份有限公司")
    audits.set_fields(ws, last.id, "audit", {"ends_on": "2026-01-20", "number": "初-1"})
    last.answer("5.1.1.1", met=True)
    last.answer("5.1.1.2", sampled=20, failed=3, note="三份超时")
    new = follow(last, starts_on=date(2026, 12, 1))
    done = follow_up.carry(ws, new.id, ("5.1.1.1", "5.1.1.2"), reason="不在今年的代表性区域内")
    answers = done.view.document.items
    assert (answers["5.1.1.1"].met, answers["5.1.1.1"].carried) == (True, "不在今年的代表性区域内")
    assert (answers["5.1.1.2"].sampled, answers["5.1.1.2"].failed, answers["5.1.1.2"].note) == (20, 3, None)
    assert {one.item: one.state for one in follow_up.options(ws, new.id)}["5.1.1.2"] == "due"
    for items, reason, says in (
        (("5.1.1.1",), " ", "理由"),
        (("5.1.2.1",), "一", "没有这一条的结果"),
        (("9.9",), "一", "9.9"),
    ):
        with pytest.raises(BadInput, match=says):
            follow_up.carry(ws, new.id, items, reason=reason)
    again = follow(last, kind="recertification", starts_on=date(2028, 12, 1))
    with pytest.raises(BadInput, match="不沿用"):
        follow_up.carry(ws, again.id, ("5.1.1.1",), reason="一")


def test_without_the_audit_before_nothing_can_be_carried(ws: Workspace) -> None:
    with pytest.raises(NotFound, match="上一次"):
        follow_up.options(ws, Scenario(ws, "ctc", kind="surveillance").id)


def test_topics_are_answered_one_way(ws: Workspace) -> None:
    one = Scenario(ws, "zgc", kind="surveillance")

    def missing() -> list[str]:
        return [entry.id for entry in missing_contents(one.view.document, one.view.scheme, one.grade, "audit") if "/" in entry.id]

    assert missing() == [f"topics/{key}" for key in "abcde"]
    topics.answer(ws, one.id, "a", found="机构未变，负责人更换")
    topics.answer(ws, one.id, "b", not_applicable="本年度不在内审周期内")
    assert missing() == ["topics/c", "topics/d", "topics/e"]
    topics.answer(ws, one.id, "a", not_applicable="没有变更")
    assert (one.view.document.topics["a"].found, one.view.document.topics["a"].not_applicable) == (None, "没有变更")
    topics.answer(ws, one.id, "a", found="有变更")
    assert (one.view.document.topics["a"].found, one.view.document.topics["a"].not_applicable) == ("有变更", None)
    topics.clear(ws, one.id, "a")
    assert "a" not in one.view.document.topics
    for key, values, says in (
        ("z", {"found": "一"}, "没有编号为 z"),
        ("a", {"found": "一", "not_applicable": "二"}, "只保留一种"),
        ("a", {"evidence": ("none",)}, "没有编号为 none 的证据"),
        ("a", {"finding": "none"}, "没有编号为 none 的审查发现"),
        ("a", {"found": "一" * 50_001}, "a"),
    ):
        with pytest.raises(BadInput, match=says):
            topics.answer(ws, one.id, key, **values)
    topics.answer(ws, one.id, "a", found="一" * 50_000)
    topics.answer(ws, one.id, "c", found="𠮷野家门店 😀 正常")
    assert one.view.document.topics["c"].found == "𠮷野家门店 😀 正常"


def test_the_programme_runs_from_a_file(ws: Workspace) -> None:
    one = finished(ws)
    catalogue.run(
        ws,
        one.id,
        [
            {"action": "plan-next-audit", "kind": "surveillance", "planned_on": "2026-12-01", "due": "surveillance-1"},
            {"action": "change-programme", "what": "一", "reason": "二"},
            {"action": "refresh-programme"},
            {"action": "answer-topic", "topic": "initial-a", "found": "齐全"},
            {"action": "clear-topic", "topic": "initial-a"},
        ],
        "改动.json",
    )
    stands = one.view.document.programme
    assert stands is not None
    assert (len(stands.audits), len(stands.changes)) == (1, 1)
