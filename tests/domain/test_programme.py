"""The programme over a cycle: windows and who settles them, what an audit must contain, topics, what the next audit takes along."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.cycle import add_months
from desktop.domain.follow_up import carry_options, held_level, kept_value, open_findings
from desktop.domain.grading import grade
from desktop.domain.notices import Notice
from desktop.domain.preparation import ProgrammeAudit
from desktop.domain.programme import OWN, Cycle, CycleWindow, covered_items, cycle_of, in_cycle, last_looked_at, merged, own_entry, windows
from desktop.domain.programme_check import programme_notices, trigger_of, triggers_of
from desktop.domain.programme_needs import requirements
from desktop.domain.scheme import Scheme
from desktop.domain.topics import topic_notices, topics_of
from tests.domain.builders import by_chapter, document, scores, shipped, small
from tests.domain.noticing import by_id

DECIDED = date(2026, 1, 31)
SCHEMES = ["bz", "cqm", "ctc", "zgc", "zhdh"]


def audit(kind: Any, ended: str | None, **more: Any) -> ProgrammeAudit:
    return ProgrammeAudit(kind=kind, ended_on=date.fromisoformat(ended) if ended else None, **more)


def cycle(scheme: Scheme, decided: date = DECIDED) -> Cycle:
    return cycle_of(document(shipped(scheme.id), programme={"decided_on": decided.isoformat()}), scheme)


def windows_of(name: str, today: str, *audits: ProgrammeAudit) -> dict[str, CycleWindow]:
    scheme = shipped(name).scheme
    return {one.what: one for one in windows(scheme, cycle(scheme), audits, date.fromisoformat(today))}


def said(name: str, today: str = "2027-01-15", **parts: Any) -> dict[str, Notice]:
    rules = shipped(name)
    return by_id(programme_notices(document(rules, **parts), rules, date.fromisoformat(today)))


@pytest.mark.parametrize(
    ("today", "state"),
    [("2026-10-30", "future"), ("2026-10-31", "open"), ("2027-01-31", "open"), ("2027-02-01", "overdue")],
)
def test_the_first_surveillance_comes_due(today: str, state: str) -> None:
    found = windows_of("zhdh", today)
    assert found["surveillance-1"].state == state
    assert (found["surveillance-1"].opens, found["surveillance-1"].until) == (date(2026, 10, 31), date(2027, 1, 31))
    assert found["surveillance-2"].state == "unknown"


@pytest.mark.parametrize(
    ("ended", "state"),
    [
        ("2026-10-30", "done-early"),
        ("2026-10-31", "done"),
        ("2027-01-31", "done"),
        ("2027-02-01", "done-beyond"),
    ],
)
def test_how_the_first_surveillance_met_its_window(ended: str, state: str) -> None:
    assert windows_of("zhdh", "2027-06-01", audit("surveillance", ended))["surveillance-1"].state == state


@pytest.mark.parametrize(
    ("ended", "state"),
    [("2027-10-15", "done"), ("2027-10-16", "done-late"), ("2028-01-15", "done-late"), ("2028-01-16", "done-beyond")],
)
def test_the_second_is_reckoned_from_the_end_of_the_first(ended: str, state: str) -> None:
    first = audit("surveillance", "2026-10-15")
    assert windows_of("ctc", "2028-06-01", first, audit("surveillance", ended))["surveillance-2"].state == state


@pytest.mark.parametrize(("today", "state"), [("2027-10-15", "open"), ("2027-10-16", "late"), ("2028-01-16", "overdue")])
def test_late_and_overdue_are_two_things(today: str, state: str) -> None:
    assert windows_of("ctc", today, audit("surveillance", "2026-10-15"))["surveillance-2"].state == state


def test_what_belongs_to_another_cycle_settles_nothing() -> None:
    before = (audit("initial", "2025-12-01"), audit("surveillance", "2025-06-01"), audit("recertification", "2026-01-10"))
    found = windows_of("zgc", "2026-06-01", *before)
    assert {one.state for one in found.values()} == {"open", "unknown"}
    assert all(one.audit is None for one in found.values())


def test_an_application_settles_its_own_window() -> None:
    applied = audit("recertification", None, applied_on=date(2028, 10, 1), planned_on=date(2028, 12, 1))
    found = windows_of("zhdh", "2028-11-01", applied)
    assert found["recertification-application"].state == "done"
    assert found["recertification"].state == "planned"
    late = windows_of("zhdh", "2028-12-01", audit("recertification", None, applied_on=date(2028, 11, 1)))
    assert late["recertification-application"].state == "done-beyond"


def test_a_window_that_repeats_goes_on_until_expiry() -> None:
    scheme = shipped("cqm").scheme
    made = [audit("surveillance", day) for day in ("2026-12-01", "2027-11-20")]
    found = windows(scheme, cycle(scheme), made, date(2028, 1, 1))
    assert [(one.what, one.state) for one in found] == [("evaluation", "done"), ("evaluation-next", "done"), ("evaluation-next", "open")]
    assert found[-1].until == date(2028, 11, 20)
    last = windows(scheme, cycle(scheme), [*made, audit("surveillance", "2028-11-01")], date(2028, 12, 1))
    assert [one.state for one in last] == ["done", "done", "done"], "the next one would lie after the expiry"


def test_a_special_audit_settles_no_regular_window() -> None:
    assert windows_of("ctc", "2026-08-01", audit("special", "2026-07-01"))["surveillance-1"].state == "open"


DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(
    st.sampled_from(SCHEMES),
    DAYS,
    st.lists(st.tuples(st.sampled_from(["surveillance", "recertification", "special"]), DAYS), max_size=8),
    DAYS,
)
def test_windows_of_any_days(name: str, decided: date, made: list[tuple[Any, date]], today: date) -> None:
    scheme = shipped(name).scheme
    audits = merged((), (ProgrammeAudit(id=f"k{place}", kind=kind, ended_on=day) for place, (kind, day) in enumerate(made)))
    here = Cycle(decided=decided, expires=add_months(decided, 36))
    found = windows(scheme, here, audits, today)
    settled = [one.audit for one in found if one.audit is not None and not one.application]
    assert len({one.id for one in settled}) == len(settled), "no audit settles two windows"
    assert all(one.ended_on is not None and one.ended_on > decided for one in settled)
    for one in found:
        on, limit = one.on, one.latest or one.until
        if one.state.startswith("done"):
            assert on is not None
            assert on <= today
            assert (one.state == "done-beyond") == (limit is not None and on > limit and not (one.opens is not None and on < one.opens))
        elif one.state == "overdue":
            assert limit is not None
            assert today > limit
        elif one.state == "open":
            assert limit is not None
            assert today <= limit
    assert set(in_cycle(audits, here)) >= set(settled)


def test_the_end_of_the_calendar_is_not_reckoned() -> None:
    rules = shipped("ctc")
    read = document(rules, programme={"decided_on": "9999-12-31"}, audit={"kind": "surveillance"}, previous={"stars": 3})
    assert cycle_of(read, rules.scheme).expires is None
    assert programme_notices(read, rules, date(2026, 1, 1)) is not None


def test_a_special_audit_says_which_named_reason() -> None:
    parts: dict[str, Any] = {"previous": {"stars": 3}, "programme": {"decided_on": "2026-06-01"}, "facts": {}}
    assert said("ctc", audit={"kind": "special"}, **parts)["programme-trigger"].severity == "critical"
    assert said("ctc", audit={"kind": "special", "trigger": "老板来电"}, **parts)["programme-trigger"].severity == "warning"
    scheme = shipped("ctc").scheme
    point = triggers_of(scheme)[0]
    for text in (point.id, point.text, point.text + "（2026 年 3 月）"):
        assert "programme-trigger" not in said("ctc", audit={"kind": "special", "trigger": text}, **parts)
        assert trigger_of(document(shipped("ctc"), audit={"trigger": text}), scheme) == point
    assert "programme-trigger" not in said("ctc", audit={"kind": "surveillance"}, **parts)


def surveillance(ends: str, **programme: Any) -> dict[str, Any]:
    first = {"id": "k1", "kind": "surveillance", "ended_on": "2026-10-15", "number": "监-1", "responses": 30}
    return {
        "audit": {"kind": "surveillance", "starts_on": ends, "ends_on": ends},
        "previous": {"stars": 3},
        "programme": {"decided_on": "2026-01-31", "audits": [first]} | programme,
    }


def test_lateness_asks_for_a_reason_and_past_the_last_limit_the_body_decides() -> None:
    own = "programme-window-own/surveillance-2"
    assert own not in said("ctc", "2027-12-01", **surveillance("2027-10-15"))
    assert said("ctc", "2027-12-01", **surveillance("2027-11-15"))[own].severity == "critical"
    excused = said("ctc", "2027-12-01", **surveillance("2027-11-15", late_reason="客户搬迁"))[own]
    assert excused.severity == "warning"
    assert "客户搬迁" in excused.sentence
    beyond = said("ctc", "2028-12-01", **surveillance("2028-02-01", late_reason="客户搬迁"))
    assert beyond["programme-window-beyond/surveillance-2"].severity == "critical"


@pytest.mark.parametrize("name", ["zgc", "zhdh"])
def test_an_application_for_recertification_that_came_late(name: str) -> None:
    parts: dict[str, Any] = {
        "audit": {"kind": "recertification", "starts_on": "2028-12-10", "ends_on": "2028-12-12"},
        "programme": {"decided_on": "2026-01-31"},
    }
    key = "programme-application-late/recertification-application"
    assert key not in said(name, "2029-01-15", **parts, application={"received_on": "2028-10-31"})
    late = said(name, "2029-01-15", **parts, application={"received_on": "2028-11-01"})[key]
    assert (late.severity, late.record, late.field) == ("warning", "application", "received_on")
    assert late.sentence == "提出再认证申请在 2028-11-01，晚于 2028-10-31。"
    unknown = said(name, "2029-01-15", **parts)["programme-application-unknown/recertification-application"]
    assert unknown.sentence == "没有写收到再认证申请的日期，无从核对是否不晚于 2028-10-31。"


def test_others_that_are_overdue_warn() -> None:
    found = said(
        "zhdh", "2027-03-01", audit={"kind": "special", "trigger": "1"}, previous={"stars": 3}, programme={"decided_on": "2026-01-31"}
    )
    assert found["programme-window-overdue/surveillance-1"].severity == "warning"


def test_what_an_audit_of_a_cycle_must_know() -> None:
    found = said("ctc", audit={"kind": "surveillance"})
    assert found["programme-held"].severity == "critical"
    assert "programme-decided" in found
    assert not {"programme-held", "programme-decided"} & said("ctc", audit={"kind": "initial"}).keys()
    backwards = said("ctc", audit={"kind": "initial"}, programme={"decided_on": "2026-01-01", "expires_on": "2025-01-01"})
    assert backwards["programme-dates"].severity == "critical"


@pytest.mark.parametrize(
    ("since", "here", "state"),
    [
        ("2026-10-15", "2027-10-10", "open"),
        ("2026-10-15", "2027-10-16", "advised"),
        ("2025-10-15", "2027-10-14", "advised"),
        ("2025-10-15", "2027-10-15", "due"),
        (None, "2028-02-01", "due"),
        (None, "2026-12-01", "open"),
    ],
)
def test_a_survey_at_least_every_two_years(since: str | None, here: str, state: str) -> None:
    rules = shipped("ctc")
    parts = surveillance(here, audits=[{"id": "k", "kind": "surveillance", "ended_on": since, "responses": 9}] if since else [])
    read = document(rules, **parts)
    told = {one.id: one for one in requirements(read, rules, date(2028, 3, 1))}
    assert told["survey"].state == state, told["survey"].why
    assert ("survey-due" in by_id(programme_notices(read, rules, date(2028, 3, 1)))) == (state == "due")
    answered = document(rules, **parts, survey={"face_to_face": {"percent": 90, "responses": 12}})
    assert {one.id: one for one in requirements(answered, rules, date(2028, 3, 1))}["survey"].state == "met"


def test_what_each_kind_of_audit_must_contain() -> None:
    rules = shipped("ctc")
    told = {one.id: one.state for one in requirements(document(rules, **surveillance("2027-10-10")), rules, date(2027, 10, 10))}
    assert told == {"visits": "due", "survey": "open", "topics": "due"}
    zhdh = shipped("zhdh")
    assert {one.id: one.state for one in requirements(document(zhdh, audit={"kind": "surveillance"}), zhdh, DECIDED)}[
        "measurement"
    ] == "due"
    bz = shipped("bz")
    assert requirements(document(bz, audit={"kind": "surveillance"}), bz, DECIDED) == ()


def test_coverage_over_the_cycle_counts_what_was_looked_at() -> None:
    rules = small()
    answers = {"1.1": {"score": "6"}, "1.2": {"sampled": 5, "failed": 1}, "2": {"excluded": "不涉及"}}
    read = document(rules, audit={"kind": "surveillance"}, items=answers | {"1.1": {"score": "6", "carried": "今年不审"}})
    assert covered_items(read, rules) == ("1.2",)
    assert covered_items(document(rules, items={"1": {"score": "10"}}), rules) == ("1.1", "1.2")
    bz = shipped("bz")
    assert covered_items(document(bz, levels={"2": {"met": True, "reason": "一"}}), bz) == ("5.2",)
    one, other = audit("surveillance", "2026-10-15", items=("1.1", "1.2")), audit("surveillance", "2027-10-15", items=("1.2",))
    looked = last_looked_at((other, one), date(2028, 1, 1))
    assert (looked["1.1"], looked["1.2"]) == (one, other)
    assert last_looked_at((other, one), date(2027, 1, 1))["1.2"] == one


def test_the_programme_names_what_nobody_has_seen() -> None:
    rules = shipped("ctc")
    sites = [{"id": "s1", "name": "南浦店"}, {"id": "s2", "name": "北辰店"}]
    parts = surveillance("2026-10-10", audits=[])
    read = document(
        rules, **parts, items={"5.1": {"score": "40"}}, sites=sites, site_sample={"seed": "1", "frame": ["s1", "s2"], "drawn": ["s1"]}
    )
    found = by_id(programme_notices(read, rules, date(2026, 12, 1)))
    assert "5.2.1.1" in found["programme-unseen"].sentence
    assert "5.1.1.1" not in found["programme-unseen"].sentence
    assert "北辰店" in found["programme-sites-unseen"].sentence


def test_what_is_at_hand_stands_for_what_was_written_down() -> None:
    carried = audit("surveillance", "2026-10-01", audit="a1", number="旧", due="surveillance-1", level=3)
    fresh = audit("surveillance", "2026-10-15", audit="a1", number="监-1")
    (one,) = merged((carried,), (fresh,))
    assert (one.number, one.due, one.level, one.ended_on) == ("监-1", "surveillance-1", 3, date(2026, 10, 15))


def test_an_audit_that_was_planned_is_not_counted_twice() -> None:
    rules = shipped("ctc")
    planned = {"id": "k", "kind": "surveillance", "planned_on": "2026-10-10"}
    parts = surveillance("2026-10-10", audits=[planned])
    found = by_id(programme_notices(document(rules, **parts), rules, date(2026, 12, 1)))
    assert not [key for key in found if "surveillance-2" in key]
    assert own_entry(document(rules, **parts), rules).audit == OWN


# Topics


@pytest.mark.parametrize("scheme", SCHEMES)
def test_topics_belong_to_kinds_of_audit(scheme: str) -> None:
    rules = shipped(scheme)
    for kind in rules.scheme.audit_kinds:
        asked = topics_of(document(rules, audit={"kind": kind}), rules.scheme)
        assert all(not topic.point.audits or kind in topic.point.audits for topic in asked)
        assert {topic.state for topic in asked} <= {"empty"}


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ({"found": "有台账"}, "answered"),
        ({"found": "  \n"}, "empty"),
        ({"evidence": ["e"]}, "answered"),
        ({"finding": "f"}, "answered"),
        ({"not_applicable": "没有变更"}, "not-applicable"),
        ({"not_applicable": " "}, "empty"),
        ({}, "empty"),
    ],
)
def test_how_a_topic_is_answered(answer: dict[str, Any], state: str) -> None:
    rules = shipped("zgc")
    read = document(rules, audit={"kind": "surveillance"}, topics={"a": answer}, evidence=[{"id": "e"}], findings=[{"id": "f"}])
    assert topics_of(read, rules.scheme)[0].state == state
    assert ("topic-empty/a" in by_id(topic_notices(read, rules))) == (state == "empty")


def test_links_that_lead_nowhere_and_answers_nobody_asked() -> None:
    rules = shipped("zgc")
    answers = {"a": {"found": "一", "not_applicable": "二", "evidence": ["e"], "finding": "f"}, "b": {"found": "一"}, "z": {"found": "一"}}
    found = by_id(topic_notices(document(rules, audit={"kind": "surveillance"}, topics=answers), rules))
    assert {"topic-doubled/a", "topic-evidence/a", "topic-finding/a", "topic-beside/z"} <= found.keys()
    assert "topic-empty/b" not in found


# What the next audit takes along


@pytest.mark.parametrize(
    ("kind", "conclusion", "percent", "before", "held"),
    [
        ("initial", "recommend", "96", None, 5),
        ("initial", "lower-level", "91", None, 4),
        ("initial", "not", "60", None, None),
        ("initial", None, "91", None, 4),
        ("surveillance", "keep", "96", 4, 4),
        ("surveillance", "upgrade", "96", 4, 5),
        ("surveillance", "downgrade", "85", 4, 3),
        ("surveillance", "suspend", "60", 4, 4),
        ("surveillance", None, "96", 4, 4),
        ("suspension-review", "withdraw", "60", 4, None),
        ("suspension-review", "restore", "91", 4, 4),
        ("extension", "not", "60", 4, 4),
        ("extension", "recommend", "96", 4, 4),
        ("recertification", "not", "60", 4, None),
    ],
)
def test_the_level_held_after_an_audit(kind: str, conclusion: str | None, percent: str, before: int | None, held: int | None) -> None:
    rules = shipped("gbt27922")
    parts: dict[str, Any] = {"audit": {"kind": kind}, "items": by_chapter(percent)}
    parts |= {"previous": {"stars": before}} if before is not None else {}
    parts |= {"conclusion": {"kind": conclusion}} if conclusion else {}
    read = document(rules, **parts)
    assert held_level(read, grade(read, rules)) == held


def test_open_findings_come_along_without_what_belongs_to_the_audit_before() -> None:
    rules = shipped("ctc")
    findings = [
        {"id": "f1", "number": "N-1", "kind": "nonconformity", "items": ["5.1.1.1"], "statement": "一", "evidence": ["e"],
         "confirmation": {"name": "丙"}},
        {"id": "f2", "number": "N-2", "kind": "nonconformity", "statement": "二"},
        {"id": "f3", "kind": "improvement", "statement": "三"},
        {"id": "f4", "kind": "nonconformity", "statement": "四", "carried_from": "更早"},
    ]  # fmt: skip
    rounds = [
        {"id": "c1", "finding": "f1", "cause": "没有培训", "evidence": ["e"], "verdict": "sent-back", "reason": "证据不足"},
        {"id": "c2", "finding": "f2", "cause": "一", "verdict": "accepted"},
    ]
    read = document(rules, audit={"number": "监-1"}, findings=findings, corrections=rounds)
    kept, turns = open_findings(read, "监-1")
    assert [(one.id, one.carried_from, one.evidence, one.confirmation) for one in kept] == [
        ("f1", "监-1", (), None),
        ("f4", "更早", (), None),
    ]
    assert [(one.id, one.reason, one.evidence) for one in turns] == [("c1", "证据不足", ())]


def test_what_may_be_carried_and_what_is_due() -> None:
    rules = shipped("ctc")
    before = document(
        rules,
        audit={"kind": "surveillance"},
        items=scores(
            rules, "1", {"5.1.1.2": {"sampled": 10, "failed": 1}, "5.1.2.1": {"score": "4", "carried": "一"}, "5.1.2.2": {"excluded": "二"}}
        ),
    )
    here = document(rules, audit={"kind": "surveillance"}, findings=[{"id": "f", "kind": "nonconformity", "items": ["5.3"]}])
    found = {one.item: one for one in carry_options(before, here, rules)}
    assert found["5.1.1.1"].state == "may"
    assert found["5.1.1.2"].state == "due"
    assert found["5.1.2.1"].state == "due"
    assert found["5.1.2.2"].state == "no-value"
    assert found["5.3.1.1"].state == "due"
    assert all(one.why.endswith("。") for one in found.values())
    again = carry_options(before, document(rules, audit={"kind": "recertification"}), rules)
    assert {one.state for one in again} == {"not-allowed", "no-value"}


def test_a_kept_value_leaves_its_links_behind() -> None:
    read = document(small(), items={"2.2": {"deductions": [{"points": "0.5", "statement": "一", "evidence": ["e"]}], "note": "二"}})
    assert kept_value(read.items["2.2"]) == {"deductions": [{"points": "0.5", "statement": "一"}]}
    assert kept_value(document(small(), items={"1.2": {"sampled": 5, "failed": 0, "note": "一"}}).items["1.2"]) == {
        "sampled": 5,
        "failed": 0,
    }
