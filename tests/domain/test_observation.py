"""Observations: how they become a clause's value in any order, what may stand, and who may write it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import BadInput
from desktop.domain.assessment import Answer, Deduction, Observation
from desktop.domain.grading import item_points
from desktop.domain.observation import (
    RollUp,
    check_author,
    check_leads,
    check_observation,
    check_one_way,
    differences,
    leads,
    methods_of,
    roll_up,
    rolled_points,
    way_of,
)
from tests.domain.builders import document, shipped, small

Seen = list[Observation]


def seen(**fields: Any) -> Observation:
    return msgspec.convert({"id": "o", "item": "1.2", **fields}, Observation)


samples = st.tuples(st.integers(1, 500), st.integers(0, 500)).filter(lambda pair: pair[1] <= pair[0])
points = st.decimals("0.01", "3.5", places=2)
kinds: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "1.2": samples.map(lambda pair: {"sampled": pair[0], "failed": pair[1]}),
    "2.1": st.booleans().map(lambda met: {"met": met}),
    "2.2": st.lists(points, max_size=4).map(lambda lost: {"deductions": [{"points": str(one), "statement": "甲"} for one in lost]}),
}
passing: dict[str, dict[str, Any]] = {"1.2": {"sampled": 7, "failed": 0}, "2.1": {"met": True}, "2.2": {"deductions": []}}


@st.composite
def observed(draw: st.DrawFn) -> Seen:
    """Some observations of one item of the small scheme, all in its own way, some of them words alone."""
    item = draw(st.sampled_from(sorted(kinds)))
    found = draw(st.lists(st.one_of(kinds[item], st.just({"seen": "看过"})), min_size=1, max_size=6))
    return [msgspec.convert({"id": f"o{place}", "item": item, **one}, Observation) for place, one in enumerate(found)]


def points_of(rolled: RollUp | None, item: str) -> Fraction | None:
    """What a rolled-up value earns."""
    rules = small()
    if rolled is None:
        return None
    answer = {name: value for name, value in msgspec.to_builtins(rolled).items() if name != "way" and value is not None}
    return item_points(rules, document(rules, items={item: answer}), item)[0]


@given(observed(), st.randoms(use_true_random=False))
def test_order_never_matters(found: Seen, chance: Any) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert roll_up(shuffled) == roll_up(found)


@given(observed())
def test_one_more_without_fault_never_lowers(found: Seen) -> None:
    item = found[0].item or ""
    before = points_of(roll_up(found), item)
    after = points_of(roll_up([*found, seen(id="z", item=item, **passing[item])]), item)
    assert after is not None
    assert before is None or after >= before


@given(observed())
def test_what_is_rolled_up_is_a_value_that_grading_takes(found: Seen) -> None:
    got = points_of(roll_up(found), found[0].item or "")
    assert got is None or 0 <= got <= 7
    assert (got is None) == all(way_of(one) is None for one in found)


def test_samples_are_added_over_all_sites() -> None:
    rolled = roll_up([seen(id="a", sampled=10, failed=1), seen(id="b", sampled=50, failed=3), seen(id="c", seen="没有抽样")])
    assert rolled == RollUp(way="sampled", sampled=60, failed=4)


def test_what_must_be_met_is_lost_if_it_is_lost_anywhere() -> None:
    assert roll_up([seen(id="a", met=True), seen(id="b", met=False), seen(id="c", met=True)]) == RollUp(way="met", met=False)
    assert roll_up([seen(id="a", met=True), seen(id="b", met=True)]) == RollUp(way="met", met=True)


def test_deductions_add_up_and_end_at_nothing() -> None:
    lost = [{"points": "2", "statement": "甲"}]
    rolled = roll_up(
        [seen(id="b", item="2.2", deductions=lost), seen(id="a", item="2.2", deductions=[{"points": "2.5", "statement": "乙"}])]
    )
    assert rolled is not None
    assert rolled.deductions == (Deduction(points=Decimal("2.5"), statement="乙"), Deduction(points=Decimal(2), statement="甲"))
    assert points_of(rolled, "2.2") == 0
    assert points_of(roll_up([seen(id="a", item="2.2", deductions=[])]), "2.2") == Fraction(7, 2)


@pytest.mark.parametrize(
    ("found", "worst"),
    [(["conforming", "minor"], "minor"), (["minor", "severe", "conforming"], "severe"), (["conforming", "conforming"], "conforming")],
)
def test_of_conformity_the_worst_counts(found: list[str], worst: str) -> None:
    rolled = roll_up([seen(id=str(place), result=one) for place, one in enumerate(found)])
    assert rolled == RollUp(way="result", result=worst)  # type: ignore[arg-type]


def test_results_of_two_ways_are_not_rolled_up() -> None:
    mixed = [seen(id="a", sampled=3, failed=1), seen(id="b", met=True)]
    assert roll_up(mixed) is None
    assert roll_up([seen(seen="看过")]) is None
    with pytest.raises(BadInput, match=r"抽样.*是否满足"):
        check_one_way(small(), "1.2", mixed)
    check_one_way(small(), "1.2", mixed[:1])


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"item": "9.9", "met": True}, "没有条款 9.9"),
        ({"item": None, "met": True}, "没有条款"),
        ({"sampled": 3, "failed": 4}, "不合格数 4 超过抽样数 3"),
        ({"sampled": 0, "failed": 0}, "小于 1"),
        ({"sampled": 3}, "一起填"),
        ({"failed": 1}, "一起填"),
        ({"sampled": 3, "failed": 1, "met": True}, "两种结果"),
        ({"result": "minor"}, "不作符合性判定"),
        ({"item": "1", "met": True}, "其下的条款"),
        ({"item": "1.3", "met": True}, "不直接评分"),
        ({"item": "2.2", "deductions": [{"points": "4"}]}, "第 1 条扣分.*3.5"),
        ({"item": "2.2", "deductions": [{"points": "1"}, {"points": "0"}]}, "第 2 条扣分"),
        ({"item": "2.2", "deductions": [{"points": "1E+900"}]}, "第 1 条扣分"),
        ({"met": True, "site": "s-9"}, "没有编号为 s-9 的场所"),
        ({"met": True, "auditor": "顾岩"}, "技术专家"),
    ],
)
def test_what_cannot_stand_is_named(fields: dict[str, Any], says: str) -> None:
    rules = small()
    audit = document(rules, sites=[{"id": "s-1"}], team=[{"name": "顾岩", "role": "expert"}])
    with pytest.raises(BadInput, match=says):
        check_observation(audit, rules, seen(**fields))


def test_conformity_takes_only_a_result() -> None:
    rules = shipped("cqm")
    leaf = rules.conformity[0]
    check_observation(document(rules), rules, seen(item=leaf, result="minor"))
    with pytest.raises(BadInput, match="符合性条款"):
        check_observation(document(rules), rules, seen(item=leaf, met=True))


def test_words_alone_may_stand_anywhere() -> None:
    rules = small()
    for item in rules.items:
        check_observation(document(rules), rules, seen(item=item, seen="查看了台账"))


TEAM = [{"name": "沈望舒", "role": "leader"}, {"name": "陆既明", "role": "auditor"}]


def test_an_auditor_writes_his_own_and_the_leader_everybodys() -> None:
    audit = document(small(), team=TEAM)
    check_author(audit, "陆既明", "陆 既明")
    check_author(audit, "陆既明", "沈望舒")
    check_leads(audit, "沈望舒", "改判")
    with pytest.raises(BadInput, match=r"沈望舒的.*陆既明.*只能填写自己的"):
        check_author(audit, "沈望舒", "陆既明")
    with pytest.raises(BadInput, match="只有组长能改判"):
        check_leads(audit, "陆既明", "改判")


def test_without_a_named_leader_whoever_works_leads() -> None:
    assert leads(document(small()), "任何人")
    assert leads(document(small(), team=[{"role": "leader"}, TEAM[1]]), "任何人")


def test_a_rolled_answer_is_an_answer_like_any_other() -> None:
    rules = small()
    one = document(rules, items={"1.2": {"sampled": 20, "failed": 5, "rolled": True}})
    other = document(rules, items={"1.2": {"sampled": 20, "failed": 5}})
    assert item_points(rules, one, "1.2") == item_points(rules, other, "1.2") == (Fraction(21, 4), Decimal(7))
    assert one.items["1.2"] == Answer(sampled=20, failed=5, rolled=True)


def test_rolled_points_are_those_that_grading_finds() -> None:
    rule = small().items["1.2"]
    total = roll_up([seen(id="a", sampled=40, failed=3), seen(id="b", sampled=10, failed=2)])
    assert total is not None
    assert rolled_points(rule, total) == Fraction(45, 50) * Fraction(rule.points or 0)
    conformity = shipped("cqm")
    worst = roll_up([seen(result="minor")])
    assert worst is not None
    assert rolled_points(conformity.items[conformity.conformity[0]], worst) is None


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ({"met": True}, {"met": False}, True),
        ({"met": False}, {"met": False}, False),
        ({"sampled": 9, "failed": 0}, {"sampled": 9, "failed": 2}, True),
        ({"sampled": 9, "failed": 1}, {"sampled": 40, "failed": 2}, False),
        ({"deductions": []}, {"deductions": [{"points": "0.5"}]}, True),
        ({"result": "minor"}, {"result": "severe"}, True),
        ({"met": True}, {"seen": "只看了一眼"}, False),
        ({"met": True}, {"met": False, "site": "east"}, False),
        ({"met": True}, {"met": False, "auditor": "陆既明"}, False),
    ],
)
def test_two_auditors_at_one_site_may_disagree(one: dict[str, Any], other: dict[str, Any], differ: bool) -> None:
    pair = [seen(id="a", **{"auditor": "陆既明", **one}), seen(id="b", **{"auditor": "沈望舒", **other})]
    assert [tuple(found.id for found in places) for places in differences(pair)] == [("a", "b")] * differ


def test_ways_of_knowing_are_one_or_several_in_their_order() -> None:
    assert methods_of(None) == ()
    assert methods_of("document") == ("document",)
    assert methods_of(seen(method=["document", "interview"]).method) == ("interview", "document")
