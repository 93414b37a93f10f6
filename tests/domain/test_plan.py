"""The audit plan: coverage, overlaps, ways, hours, people, and the first plan laid out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import to_builtins

from desktop.base.errors import BadInput
from desktop.domain.assessment import Assessment
from desktop.domain.notices import Notice
from desktop.domain.plan import members_by_id, placed, sites_by_id, slot_title
from desktop.domain.plan_check import plan_notices
from desktop.domain.plan_coverage import coverage, leaves_to_plan
from desktop.domain.plan_people import auditor_days, by_person, clashes, short_ways, ways
from desktop.domain.plan_suggest import suggest
from desktop.domain.plan_words import slots_changed
from desktop.domain.preparation import Slot
from desktop.domain.service_hours import lies_within, open_spans
from tests.domain.builders import document, shipped, small
from tests.domain.noticing import by_id

DAY = date(2026, 11, 2)
TEAM = [
    {"id": "a", "name": "沈望舒", "role": "leader", "registration": "1"},
    {"id": "b", "name": "陆既明", "role": "auditor", "registration": "2"},
    {"id": "x", "name": "专家癸", "role": "expert"},
]
SITES = [{"id": "s1", "name": "南浦店", "service_hours": "08:30-17:30"}, {"id": "s2", "name": "北辰店", "travel_minutes": 40}]


def slot(key: str, start: str = "09:00", end: str = "10:00", day: int = 0, **more: Any) -> dict[str, Any]:
    on = (DAY + timedelta(days=day)).isoformat()
    return {"id": key, "on": on, "start": start, "end": end, "people": ["a"], "items": ["1"]} | more


def planned(*slots: dict[str, Any], **parts: Any) -> Assessment:
    audit = {"kind": "initial", "starts_on": "2026-11-02", "ends_on": "2026-11-04"}
    return document(small(), **{"audit": audit, "team": TEAM, "sites": SITES, "slots": list(slots)} | parts)


def told(*slots: dict[str, Any], **parts: Any) -> dict[str, Notice]:
    return by_id(plan_notices(planned(*slots, **parts), small()))


EVERYWHERE = [slot(f"{site}{start}", f"{9 + start * 2:02d}:00", f"{10 + start * 2:02d}:30", day, site=site, items=["1", "2"])
              for day, (site, start) in enumerate((("", 0), ("s1", 0), ("s2", 0)))]  # fmt: skip


def test_a_whole_plan_only_waits_for_the_client() -> None:
    slots = [{key: value for key, value in one.items() if value != ""} for one in EVERYWHERE]
    assert list(told(*slots)) == ["plan-unconfirmed"]
    confirmed = {"confirmed_by": "客户丙", "confirmed_on": "2026-10-30"}
    assert told(*slots, plan=confirmed) == {}
    late = told(*slots, plan=confirmed | {"confirmed_on": "2026-11-03"})
    assert list(late) == ["plan-confirmed-late"]


def test_without_lines_there_is_one_notice() -> None:
    assert list(told()) == ["plan-missing"]
    found = by_id(plan_notices(document(shipped("ctc")), shipped("ctc")))
    assert found["plan-missing"].severity == "critical"


@pytest.mark.parametrize(
    ("change", "check", "severity"),
    [
        ({"end": "08:00"}, "time-reversed", "critical"),
        ({"start": "22:00", "end": "02:00"}, "time-reversed", "critical"),
        ({"end": "09:00"}, "time-reversed", "critical"),
        ({"start": None}, "time-missing", "warning"),
        ({"on": None}, "time-missing", "warning"),
        ({"on": "2026-11-05"}, "outside-days", "critical"),
        ({"on": "0001-01-01"}, "outside-days", "critical"),
        ({"on": "9999-12-31"}, "outside-days", "critical"),
        ({"site": "none"}, "site-unknown", "critical"),
        ({"site": "s1", "start": "08:00"}, "outside-hours", "warning"),
        ({"site": "s1", "start": "17:00", "end": "18:00"}, "outside-hours", "warning"),
        ({"people": ["x"]}, "expert-alone", "critical"),
        ({"people": ["who"]}, "person-unknown", "critical"),
        ({"people": []}, "nobody", "warning"),
        ({"items": ["9.9"]}, "item-unknown", "critical"),
        ({"items": []}, "nothing", "warning"),
    ],
)
def test_what_is_wrong_with_a_line(change: dict[str, Any], check: str, severity: str) -> None:
    one = {key: value for key, value in (slot("k") | change).items() if value is not None}
    notice = told(one)[f"plan-{check}/k"]
    assert (notice.severity, notice.record) == (severity, "slots/k")


def test_meetings_and_ways_are_not_audit_work() -> None:
    late = slot("m", "18:00", "19:00", site="s1", items=[], kind="meeting", activity="审查组内部会议")
    way = slot("w", "12:00", "13:00", items=[], people=[], kind="travel")
    assert {"plan-outside-hours/m", "plan-nothing/m", "plan-nobody/w", "plan-nothing/w"}.isdisjoint(told(late, way))


def test_an_expert_beside_an_auditor_is_fine() -> None:
    assert "plan-expert-alone/k" not in told(slot("k", people=["x", "b"]))


def test_the_sample_says_where_the_audit_goes() -> None:
    sample = {"seed": "1", "frame": ["s1", "s2"], "drawn": ["s1"]}
    found = told(slot("k", site="s2"), site_sample=sample)
    assert "plan-site-not-drawn/k" in found
    assert [site.site for site in coverage(planned(site_sample=sample), small()).sites] == ["", "s1"]
    swapped = sample | {"swaps": [{"out": "s1", "into": "s2", "reason": "停业"}]}
    assert "plan-site-not-drawn/k" not in told(slot("k", site="s2"), site_sample=swapped)


def test_a_listed_head_office_is_not_counted_twice() -> None:
    sites = [{"id": "h", "name": "总部及客服中心", "address": "某市某路 8 号"}, *SITES]
    client = {"address": "某市某路8号"}
    counted = coverage(planned(slot("k"), slot("j", site="h", items=["2"]), sites=sites, client=client), small())
    assert [site.site for site in counted.sites] == ["h", "s1", "s2"]
    assert counted.sites[0].planned == counted.sites[0].of


def test_excluded_and_carried_leaves_need_no_plan() -> None:
    assert leaves_to_plan(planned(), small()) == ("1.1", "1.2", "2.1", "2.2")
    assert leaves_to_plan(planned(items={"2": {"excluded": "不涉及"}}), small()) == ("1.1", "1.2")
    carried = {"1.1": {"score": "6", "carried": "今年不审"}}
    audit = {"kind": "surveillance"}
    assert leaves_to_plan(planned(items=carried, audit=audit), small()) == ("1.2", "2.1", "2.2")
    assert leaves_to_plan(document(shipped("bz")), shipped("bz")) == ("5.1", "5.2", "5.3", "5.4", "5.5")


def test_two_plans_where_the_scheme_asks_for_two() -> None:
    rules = shipped("zhdh")
    parts: dict[str, Any] = {"team": TEAM, "audit": {"starts_on": "2026-11-02", "ends_on": "2026-11-02"}}
    one = slot("k", items=["5.1", "5.2", "5.3"])
    without = by_id(plan_notices(document(rules, slots=[one], **parts), rules))
    assert {"plan-part/k", "plan-content/management", "plan-content/characteristics"} <= without.keys()
    both = [one | {"part": "management"}, slot("j", "10:00", "11:00", items=[], activity="测评", part="characteristics")]
    assert [key for key in by_id(plan_notices(document(rules, slots=both, **parts), rules)) if "content" in key or "part" in key] == []
    measured = coverage(document(rules, slots=[one | {"part": "characteristics"}], **parts), rules)
    assert measured.planned == 0
    # The contents of one plan in another scheme are no plans of their own.
    ctc = shipped("ctc")
    found = by_id(plan_notices(document(ctc, slots=[one], **parts), ctc))
    assert not [key for key in found if "part" in key or "content" in key]


def test_overlaps_name_both_lines_and_two_places_are_graver() -> None:
    found = told(slot("k"), slot("j", "09:30", "10:30"), slot("l", "10:00", "11:00", site="s1"))
    assert found["plan-overlap/j/a"].severity == "warning"
    assert found["plan-overlap/l/a"].severity == "critical"
    assert "同时在两处" in found["plan-overlap/l/a"].sentence
    assert not [key for key in told(slot("k"), slot("j", "10:00", "11:00")) if "overlap" in key]
    assert not [key for key in told(slot("k"), slot("j", day=1)) if "overlap" in key]


@pytest.mark.parametrize(
    ("second", "usual", "needed"),
    [
        ({"site": "s2", "start": "10:30"}, None, 40),
        ({"site": "s2", "start": "10:40"}, None, None),
        ({"site": "s1", "start": "10:00"}, None, -1),
        ({"site": "s1", "start": "10:01"}, None, None),
        ({"site": "s1", "start": "10:20"}, 30, 30),
        ({"start": "10:00"}, 30, None),
    ],
)
def test_the_way_between_two_sites(second: dict[str, Any], usual: int | None, needed: int | None) -> None:
    parts = {"plan": {"travel_minutes": usual}} if usual else {}
    found = planned(slot("k"), slot("j", end="12:00") | second, **parts)
    lines = by_person(found)["a"]
    assert [-1 if way.needed is None else way.needed for way in short_ways("a", lines, ways(found))] == ([] if needed is None else [needed])


def test_back_to_the_head_office_takes_as_long_as_there() -> None:
    found = planned(slot("k", site="s2"), slot("j", "10:10", "11:00"))
    assert [way.needed for way in short_ways("a", by_person(found)["a"], ways(found))] == [40]


def test_a_long_day_and_person_days() -> None:
    slots = [slot("k", "08:00", "12:00"), slot("j", "13:00", "17:30"), slot("l", "08:00", "12:00", 1, people=["b", "x"])]
    found = told(*slots, person_days={"planned_days": "2"})
    assert "plan-long-day/a/2026-11-02" in found
    assert "plan-person-days" in found
    assert str(auditor_days(planned(*slots))) == "1.5"
    breaks = told(slot("k", "08:00", "12:00"), slot("j", "12:00", "13:00", kind="break"), slot("l", "13:00", "17:00"))
    assert not [key for key in breaks if "long-day" in key]


def test_changes_without_a_reason_block() -> None:
    changes = [{"id": "c1", "what": "取消：一行"}, {"id": "c2", "what": "增加：一行", "reason": "停电"}]
    found = told(*EVERYWHERE[1:], plan_changes=changes)
    assert [key for key in found if "reason" in key] == ["plan-change-reason/c1"]
    assert "再次确认" in found["plan-unconfirmed"].sentence


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (None, None),
        ("", None),
        ("面议", None),
        ("08:30-17:30", ((510, 1050),)),
        ("周一至周五 8:30—12:00，13:00～17:30", ((510, 720), (780, 1050))),
        ("22:00至次日06:00", ((0, 360), (1320, 1440))),
        ("热线 24 小时", ((0, 1440),)),
        ("08:30-12:00 12:00-18:00", ((510, 1080),)),
        ("25:00-26:00", None),
        ("08:70-09:00", None),
        ("9" * 400 + ":00-10:00", None),
    ],
)
def test_service_hours(text: str | None, spans: tuple[tuple[int, int], ...] | None) -> None:
    assert open_spans(text) == spans


TIMES = st.integers(0, 48).map(lambda half: f"{half // 2:02d}:{half % 2 * 30:02d}")
SLOTS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "on": st.integers(0, 3).map(lambda day: (DAY + timedelta(days=day)).isoformat()),
            "start": TIMES,
            "end": TIMES,
            "site": st.sampled_from(["s1", "s2", "s3", "none"]),
            "people": st.lists(st.sampled_from(["a", "b", "x", "who"]), max_size=3),
            "items": st.lists(st.sampled_from(["1", "1.1", "1.2", "2", "2.1", "2.2", "2.2.1", "9"]), max_size=3),
            "kind": st.sampled_from(["meeting", "travel", "break"]),
        },
    ),
    max_size=14,
)


def numbered(slots: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one | {"id": f"k{place:02d}"} for place, one in enumerate(slots)]


@given(SLOTS, st.sets(st.sampled_from(["1", "1.1", "1.2", "2.1", "2.2"]), max_size=2))
def test_coverage_is_what_counting_by_hand_gives(slots: list[dict[str, Any]], excluded: set[str]) -> None:
    if "1" in excluded:
        excluded -= {"1.1", "1.2"}
    items = {key: {"excluded": "不涉及"} for key in excluded}
    audited = planned(*numbered(slots), items=items)
    rules = small()
    found = coverage(audited, rules)
    leaves = [leaf for leaf in ("1.1", "1.2", "2.1", "2.2") if not excluded & {leaf, leaf[0]}]
    for place in found.sites:
        by_hand = [
            leaf
            for leaf in leaves
            if any(
                "kind" not in one
                and one.get("site", "") == place.site
                and {"a", "b"} & set(one.get("people", ()))
                and {leaf, leaf[0]} & set(one.get("items", ()))
                for one in slots
            )
        ]
        assert place.planned == len(by_hand)
        assert list(place.missing) == [leaf for leaf in leaves if leaf not in by_hand]
    assert [place.site for place in found.sites] == ["", "s1", "s2"]
    assert (found.planned, found.of) == (sum(place.planned for place in found.sites), 3 * len(leaves))
    assert set(found.nowhere) == set.intersection(*(set(place.missing) for place in found.sites)) if leaves else not found.nowhere
    assert found.complete == (found.planned == found.of)


@given(SLOTS)
def test_clashes_are_those_of_every_pair(slots: list[dict[str, Any]]) -> None:
    audited = planned(*numbered(slots))
    for person, lines in by_person(audited).items():
        told_of = {line.slot.id for clash in clashes(person, lines) for line in (clash.earlier, clash.later)}
        by_hand = {
            one.slot.id
            for one in lines
            for other in lines
            if one is not other and one.day == other.day and one.start < other.end and other.start < one.end
        }
        assert told_of == by_hand
        assert len(clashes(person, lines)) <= len(lines)


@given(SLOTS)
def test_any_plan_is_told_about_in_sentences_that_name_a_place(slots: list[dict[str, Any]]) -> None:
    audited = planned(*numbered(slots))
    found = by_id(plan_notices(audited, small()))
    assert slots == [] or "plan-unconfirmed" in found
    for one in audited.slots:
        assert (placed(one) is None) == (one.on is None or not one.start or not one.end or one.end <= one.start)


@pytest.mark.parametrize("scheme", ["bz", "cqm", "ctc", "zgc", "zhdh"])
@pytest.mark.parametrize(("sites", "days"), [(0, 1), (3, 2), (12, 4)])
def test_the_first_plan_covers_everything_and_holds_its_own_checks(scheme: str, sites: int, days: int) -> None:
    rules = shipped(scheme)
    team = [*TEAM, *({"id": f"p{one}", "name": f"审查员{one}", "role": "auditor"} for one in range(3 if sites > 3 else 0))]
    parts: dict[str, Any] = {
        "audit": {"starts_on": "2026-11-02", "purpose": "一", "scope": "二", "criteria": "三"},
        "team": team,
        "sites": [{"id": f"s{one:02d}", "name": f"第{one}店", "travel_minutes": 25} for one in range(sites)],
        "client": {"service_hours": "09:00-18:00"},
    }
    parts["audit"]["ends_on"] = (DAY + timedelta(days=days - 1)).isoformat()
    slots = [to_builtins(one) | {"id": f"k{place:04d}"} for place, one in enumerate(suggest(document(rules, **parts), rules))]
    audited = document(rules, slots=slots, **parts)
    assert coverage(audited, rules).complete
    assert {key for key in by_id(plan_notices(audited, rules)) if not key.startswith("plan-content")} == {"plan-unconfirmed"}
    assert not any("x" in one.people for one in audited.slots if one.kind is None)


def test_what_does_not_fit_is_left_over_and_shows() -> None:
    rules = shipped("ctc")
    parts: dict[str, Any] = {
        "audit": {"starts_on": "2026-11-02", "ends_on": "2026-11-02"},
        "team": TEAM[:1],
        "sites": [{"id": f"s{one:02d}", "name": f"第{one}店"} for one in range(30)],
    }
    slots = [to_builtins(one) | {"id": f"k{place:04d}"} for place, one in enumerate(suggest(document(rules, **parts), rules))]
    found = coverage(document(rules, slots=slots, **parts), rules)
    assert 0 < found.planned < found.of
    assert not found.nowhere


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"audit": {}, "team": TEAM}, "日期"),
        ({"audit": {"starts_on": "2026-11-02"}, "team": TEAM[2:]}, "审查员"),
        ({"audit": {"starts_on": "2026-11-02", "ends_on": "2026-11-01"}, "team": TEAM}, "早于"),
        ({"audit": {"starts_on": "0001-01-01", "ends_on": "9999-12-31"}, "team": TEAM}, "超过一年"),
        ({"audit": {"starts_on": "2026-11-02"}, "team": TEAM, "sites": [{"id": f"s{one}"} for one in range(10_000)]}, "请先抽取"),
    ],
)
def test_a_first_plan_needs_days_people_and_sites_that_can_be_visited(parts: dict[str, Any], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        suggest(document(shipped("ctc"), **parts), shipped("ctc"))


def test_ten_thousand_sites_are_told_in_a_few_notices() -> None:
    audited = planned(slot("k"), sites=[{"id": f"s{one}", "name": f"第{one}店"} for one in range(10_000)])
    found = by_id(plan_notices(audited, small()))
    assert len(found) < 40
    assert "9980" in found["plan-sites-uncovered"].sentence


def test_changes_in_words_say_before_and_after() -> None:
    audited = planned(slot("k", with_whom="服务部长"), slot("j"))
    before = {one.id or "": one for one in audited.slots}
    after = {"k": planned(slot("k", "10:00", "11:00", site="s1", people=["b"])).slots[0], "l": Slot(id="l", activity="看库房")}
    lines = slots_changed(before, after, sites_by_id(audited), members_by_id(audited), small())
    assert len(lines) == 3
    assert lines[0].startswith("取消：2026-11-02 09:00-10:00 总部 沈望舒 1")
    assert "时间 09:00-10:00 → 10:00-11:00" in lines[1]
    assert "场所 总部 → 南浦店" in lines[1]
    assert "人员 沈望舒 → 陆既明" in lines[1]
    assert "服务部长 → —" in lines[1]
    assert lines[2].startswith("增加：日期未定 时间未定 总部")
    assert slot_title(Slot(start="09:00"), {}) == "日期未定 09:00-… 总部"


@given(st.integers(0, 1440), st.integers(0, 1440))
def test_lying_within_hours_is_minute_by_minute(start: int, end: int) -> None:
    spans = ((510, 720), (780, 1050))
    minutes = set(range(510, 720)) | set(range(780, 1050))
    if start < end:
        assert lies_within(start, end, spans) == (set(range(start, end)) <= minutes)
