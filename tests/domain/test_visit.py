"""Mystery visits: what is still due and why, times as written and as reckoned, and what is hard to believe."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import BadInput
from desktop.domain.assessment import Moment, Visit
from desktop.domain.grading import grade
from desktop.domain.visit import (
    check_alias,
    check_timeline,
    duration,
    minutes_between,
    next_alias,
    read_time,
    spans,
    visit_need,
    waiting,
)
from desktop.domain.visit_flags import visit_flags
from tests.domain.builders import document, shipped, small

MADE = {"id": "v", "started_at": "2026-11-20 10:02", "ended_at": "2026-11-20 10:37", "qualification": "注册审查员"}


def visit(**fields: Any) -> Visit:
    return msgspec.convert({"id": "v", **fields}, Visit, strict=False)


def moments(*told: tuple[str, str] | tuple[str, str, str]) -> list[dict[str, str]]:
    names = ("at", "kind", "minutes")
    return [dict(zip(names, one, strict=False)) for one in told]


def need(kind: str, visits: list[dict[str, Any]] | None = None, plan: dict[str, Any] | None = None, scheme: str = "ctc") -> Any:
    rules = shipped(scheme)
    parts = {"audit": {"kind": kind}, "visits": visits or [], **({"visit_plan": plan} if plan else {})}
    return visit_need(document(rules, **parts), rules.scheme)


def test_surveillance_needs_one_and_an_excuse_needs_a_reason() -> None:
    due = need("surveillance", [{"id": "p", "planned_on": "2026-11-20"}])
    assert (due.state, due.due, due.made, due.planned, due.blocks, due.clause) == ("due", 1, 0, 1, True, "8.10.1 2)")
    assert "至少 1 次" in due.why
    assert "还差 1 次" in due.why
    assert need("surveillance", plan={"needed": False}).blocks
    excused = need("surveillance", plan={"needed": False, "reason": "门店停业整修"})
    assert (excused.state, excused.due, excused.blocks) == ("excused", 1, False)
    assert "门店停业整修" in excused.why
    met = need("surveillance", [MADE])
    assert (met.state, met.due, met.blocks) == ("met", 0, False)


def test_where_the_text_leaves_it_open_decision_and_reason_are_owed() -> None:
    assert need("initial").state == "undecided"
    assert need("initial").blocks
    assert need("initial", [MADE]).state == "undecided"
    assert need("initial", plan={"needed": True, "reason": " "}).state == "undecided"
    declined = need("initial", plan={"needed": False, "reason": "只有一处，全程观察"})
    assert (declined.state, declined.blocks) == ("not-needed", False)
    wanted = need("initial", plan={"needed": True, "reason": "连锁门店多"})
    assert (wanted.state, wanted.due) == ("due", 1)
    assert need("initial", [MADE], plan={"needed": True, "reason": "连锁门店多"}).state == "met"


def test_a_scheme_that_asks_nothing_owes_nothing() -> None:
    for scheme in ("cqm", "bz", "zhdh", "zgc"):
        assert need("surveillance", scheme=scheme).state == "not-asked"
    assert not need("surveillance", scheme="cqm").blocks
    rules = small()
    assert visit_need(document(rules), rules.scheme).clause == ""


def test_a_reading_changes_how_many() -> None:
    gap = next(
        gap for gap in shipped("ctc").scheme.gaps for choice in gap.choices.values() if any("visits" in one.path for one in choice.patch)
    )
    choice = next(name for name, one in gap.choices.items() if any("visits" in patch.path for patch in one.patch))
    rules = shipped("ctc", (gap.id, choice))
    assert visit_need(document(rules, audit={"kind": "initial"}), rules.scheme).due == 1


def test_visits_are_counted_by_site_under_id_and_name() -> None:
    rules = shipped("ctc")
    parts = {
        "sites": [{"id": "s-1", "name": "城东"}, {"id": "s-2", "name": "城西"}],
        "visits": [
            {**MADE, "site": "s-1"},
            {"id": "w", "site": "城东"},
            {"id": "x", "site": "网店", "timeline": [{"at": "9:00", "kind": "wait"}]},
        ],
    }
    counted = [(one.name, one.planned, one.made) for one in visit_need(document(rules, **parts), rules.scheme).sites]
    assert counted == [("城东", 1, 1), ("城西", 0, 0), ("网店", 0, 1)]


def test_visits_never_change_the_grade() -> None:
    rules = shipped("ctc")
    leaf = next(key for key, rule in rules.items.items() if rule.is_leaf)
    with_visit = document(rules, visits=[{**MADE, "items": [leaf], "answers": {leaf: {"result": "not-met"}}}], visit_plan={"needed": True})
    assert grade(with_visit, rules) == grade(document(rules), rules)


def test_aliases_go_on_from_the_highest() -> None:
    assert next_alias([]) == "V-01"
    assert next_alias([visit(visitor_alias="V-01"), visit(visitor_alias="V-07"), visit(visitor_alias="访客甲")]) == "V-08"
    assert next_alias([visit(visitor_alias="V-99")]) == "V-100"
    with pytest.raises(BadInput, match="姓名"):
        check_alias("小韩知远", "韩知远")
    check_alias("V-01", None)


DAY = datetime(2026, 11, 20)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("10:05", datetime(2026, 11, 20, 10, 5)),  # noqa: DTZ001
        ("9:05:30", datetime(2026, 11, 20, 9, 5, 30)),  # noqa: DTZ001
        ("2026-11-21 10:05", datetime(2026, 11, 21, 10, 5)),  # noqa: DTZ001
        ("2026-11-21T10:05:07.250", datetime(2026, 11, 21, 10, 5, 7)),  # noqa: DTZ001
        ("2026-11-21T10:05:07+08:00", datetime(2026, 11, 21, 10, 5, 7)),  # noqa: DTZ001
        ("2026-11-20T23:05:00.120Z+08:00", datetime(2026, 11, 21, 7, 5)),  # noqa: DTZ001
        ("2026-11-20T02:05:00.000Z-03:30", datetime(2026, 11, 19, 22, 35)),  # noqa: DTZ001
        ("2026-11-21T10:05:07Z", datetime(2026, 11, 21, 10, 5, 7)),  # noqa: DTZ001
        ("9999-12-31T23:59:59Z+14:00", None),
        ("0000-01-01 10:00", None),
        ("2026-02-30 10:00", None),
        ("25:00", None),
        ("２０:０５", None),
        ("上午", None),
        ("2026-11-20", None),
        ("", None),
        (None, None),
    ],
)
def test_times_are_read_as_the_wall_showed_them(text: str | None, read: datetime | None) -> None:
    assert read_time(text, DAY) == read


def test_a_bare_time_without_a_day_is_none() -> None:
    assert read_time("10:05") is None


def test_waits_end_with_the_next_moment_that_is_not_evidence() -> None:
    one = visit(
        **MADE,
        timeline=moments(
            ("10:02", "contact"),
            ("10:04", "wait"),
            ("10:06", "evidence"),
            ("10:09", "contact"),
            ("10:29", "wait", "4.5"),
            ("10:33", "wait"),
        ),
    )
    told = [(span.moment.at, span.minutes, span.given) for span in spans(one)]
    assert told == [
        ("10:02", 2, False),
        ("10:04", 5, False),
        ("10:06", None, False),
        ("10:09", 20, False),
        ("10:29", Fraction(9, 2), True),
        ("10:33", 4, False),
    ]
    assert waiting(one) == (Fraction(27, 2), Fraction(5))
    assert duration(one) == 35
    assert waiting(visit(timeline=moments(("10:02", "wait")))) == (Fraction(0), Fraction(0))


def test_what_goes_on_during_a_visit_ends_with_it() -> None:
    one = visit(**MADE, timeline=moments(("10:30", "contact"), ("14:01", "contact"), ("14:05", "event")))
    assert [span.minutes for span in spans(one)] == [7, 4, None]


def test_the_timeline_is_ordered_and_unreadable_times_come_last() -> None:
    one = visit(**MADE, timeline=moments(("10:30", "event"), ("约十点", "wait", "2"), ("10:10", "wait"), ("11:00", "wait")))
    assert [(span.place, span.minutes) for span in spans(one)] == [(2, 20), (0, None), (3, None), (1, 2)]


def test_past_midnight_a_bare_time_is_the_next_day() -> None:
    one = visit(started_at="2026-11-20 23:50", ended_at="2026-11-21 00:20", timeline=moments(("23:55", "wait"), ("00:05", "contact")))
    assert [span.minutes for span in spans(one)] == [10, 15]
    assert "before-arrival" not in {flag.kind for flag in visit_flags(document(small(), visits=[msgspec.to_builtins(one)])).get("v", ())}


@given(st.lists(st.tuples(st.integers(0, 59), st.sampled_from(["wait", "contact", "event", "evidence"])), max_size=12))
def test_reckoned_lengths_never_overlap(told: list[tuple[int, str]]) -> None:
    one = visit(
        **{**MADE, "started_at": "2026-11-20 10:00", "ended_at": "2026-11-20 11:00"},
        timeline=moments(*[(f"10:{at:02d}", kind) for at, kind in told]),
    )
    lengths = [span.minutes for span in spans(one) if span.minutes is not None]
    assert all(length >= 0 for length in lengths)
    assert sum(lengths) <= 60
    assert sorted(span.place for span in spans(one)) == list(range(len(told)))


def test_minutes_tell_seconds_apart() -> None:
    start = datetime(2026, 11, 20, 14, 1)  # noqa: DTZ001
    assert minutes_between(start, start.replace(second=38)) == Decimal("0.6333")


@pytest.mark.parametrize("minutes", ["-1", "1441", "1E+400", "NaN", "1e-31"])
def test_no_wait_is_longer_than_a_day(minutes: str) -> None:
    with pytest.raises(BadInput, match="第 2 个时刻"):
        check_timeline([Moment(at="10:00", kind="wait", minutes=Decimal(1440)), Moment(at="10:01", kind="wait", minutes=Decimal(minutes))])


def test_moments_have_a_time_and_an_end() -> None:
    with pytest.raises(BadInput, match="没有写时间"):
        check_timeline([Moment(at=" ", kind="wait")])
    with pytest.raises(BadInput, match="超过 500 个"):
        check_timeline([Moment(at="10:00", kind="event")] * 501)


def flags(*visits: dict[str, Any], **parts: Any) -> dict[str, list[str]]:
    found = visit_flags(document(small(), visits=list(visits), **parts))
    return {key: [flag.kind for flag in kinds] for key, kinds in found.items()}


def test_a_plausible_visit_has_no_flag() -> None:
    assert (
        flags({**MADE, "timeline": moments(("10:04", "wait", "5"), ("10:09", "contact")), "findings": "接待人员逐项说明了价格和有效期。"})
        == {}
    )
    assert flags({"id": "v", "planned_on": "2026-11-20"}) == {}


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ({"ended_at": "2026-11-20 10:01"}, ["ended-before-start"]),
        ({"ended_at": "2026-11-20 10:04"}, ["too-short"]),
        ({"ended_at": "2026-11-20 10:05"}, []),
        ({"ended_at": "2026-11-20 10:04", "channel": "电话"}, []),
        ({"ended_at": "2026-11-20 10:02:40", "channel": "在线客服"}, ["too-short"]),
        ({"planned_on": "2026-11-21"}, ["before-planned"]),
        ({"started_at": "上午十点"}, ["unreadable-time"]),
        ({"qualification": " "}, ["unqualified"]),
        ({"timeline": moments(("09:58", "event"))}, ["before-arrival"]),
        ({"timeline": moments(("10:20", "event"), ("10:10", "event"), ("10:15", "event"))}, ["out-of-order", "out-of-order"]),
        ({"timeline": moments(("十点", "event"))}, ["unreadable-time"]),
        ({"timeline": moments(("10:05", "wait", "30"), ("10:09", "contact", "6"))}, ["longer-than-visit"]),
        ({"timeline": moments(("10:05", "wait", "30"), ("14:01", "contact", "6"))}, []),
    ],
)
def test_what_is_hard_to_believe_is_flagged(fields: dict[str, Any], kinds: list[str]) -> None:
    assert flags({**MADE, **fields}).get("v", []) == kinds


def test_a_photo_from_before_arrival_is_flagged() -> None:
    photos = [
        {"id": "a", "taken_at": "2026-11-20T09:40:00", "links": ["visits/v"]},
        {"id": "b", "taken_at": "2026-11-20T09:40:00", "links": ["items/1.1"]},
        {"id": "c", "taken_at": "2026-11-20T10:40:00", "links": ["visits/v"]},
    ]
    found = visit_flags(document(small(), visits=[MADE], evidence=photos))["v"]
    assert [(flag.kind, "证据 1" in flag.text) for flag in found] == [("before-arrival", True)]


def test_the_same_words_as_another_visit_are_flagged_once() -> None:
    said = "接待人员逐项说明了价格和有效期，没有出示收费标准"
    first = {**MADE, "id": "a", "visitor_alias": "V-01", "findings": f"{said}。等候较久。"}
    second = {**MADE, "id": "b", "visitor_alias": "V-02", "answers": {"收费": {"note": said.replace("，", ", ")}}, "quotes": [said]}
    other = {**MADE, "id": "c", "visitor_alias": "V-03", "findings": "等候较久。"}
    found = visit_flags(document(small(), visits=[first, second, other]))
    assert set(found) == {"b"}
    assert [flag.kind for flag in found["b"]] == ["same-wording"]
    assert "V-01" in found["b"][0].text


def test_one_alias_for_two_people_is_flagged() -> None:
    assert flags(
        {**MADE, "id": "a", "visitor_alias": "V-01", "visitor": "韩知远"}, {**MADE, "id": "b", "visitor_alias": "V-01", "visitor": "周以宁"}
    ) == {"b": ["same-alias"]}


def test_thousands_of_moments_are_reckoned_at_once() -> None:
    one = visit(**MADE, timeline=moments(*[(f"10:{at % 60:02d}:{at // 60 % 60:02d}", "wait") for at in range(20_000)]))
    assert len(spans(one)) == 20_000
    assert waiting(one)[0] <= 60 * 20_000
