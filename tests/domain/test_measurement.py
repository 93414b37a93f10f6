"""The service-characteristic measurement: the draw, verdicts, the result against the pass line, and what is doubtful."""

from __future__ import annotations

from fractions import Fraction
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import BadInput
from desktop.domain.grading import grade
from desktop.domain.measurement import asked_of, draw_samples, flags, is_required, result, ruling, verdict
from desktop.domain.rules import Rules
from tests.domain.builders import document, shipped

PLAN: dict[str, Any] = {
    "characteristics": ["准时", "着装"],
    "population": "三月至八月的上门服务单",
    "population_size": 200,
    "sample_size": 3,
    "reason": "三类服务各一单",
    "seed": "甲-1",
    "signed_by": "沈望舒",
    "signed_on": "2026-11-20",
}


def with_line(percent: str) -> Rules:
    gap = next(gap for gap in shipped("zhdh").scheme.gaps if gap.sets == "characteristics/pass_line")
    return shipped("zhdh", (gap.id, percent))


def sample(number: int, passed: bool | None = True, **fields: Any) -> dict[str, Any]:
    return {"id": f"s{number}", "number": number, **({} if passed is None else {"passed": passed}), **fields}


def told(rules: Rules, *samples: dict[str, Any], plan: dict[str, Any] | None = None, **parts: Any) -> Any:
    return document(rules, samples=list(samples), **({"measurement": plan} if plan else {}), **parts)


@given(st.integers(1, 300), st.integers(1, 300), st.text(min_size=1, max_size=20).filter(str.strip))
def test_the_draw_is_the_smallest_by_hash_and_a_larger_one_holds_it(population: int, size: int, seed: str) -> None:
    size = min(size, population)
    numbers = draw_samples(population, size, seed)
    hashes = {n: sha256(seed.encode("utf-8", "surrogatepass") + f":{n}".encode()).hexdigest() for n in range(1, population + 1)}
    assert numbers == sorted(sorted(hashes, key=lambda n: hashes[n])[:size])
    assert set(numbers) <= set(draw_samples(population, min(size + 5, population), seed))


@pytest.mark.parametrize(
    ("population", "size", "seed", "says"),
    [
        (None, 3, "甲", "总体数量 0"),
        (1_000_001, 3, "甲", "1000000"),
        (10, 11, "甲", "1 到 10"),
        (100_000, 5_001, "甲", "1 到 5000"),
        (10, None, "甲", "样本数 0"),
        (10, 3, "  ", "种子"),
        (10, 3, "甲" * 501, "种子"),
    ],
)
def test_a_draw_out_of_bounds_is_refused(population: int | None, size: int | None, seed: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        draw_samples(population, size, seed)


@pytest.mark.parametrize(
    ("results", "asked", "passed"),
    [
        ({"甲": True, "乙": True}, ["甲", "乙"], True),
        ({"甲": True}, ["甲", "乙"], None),
        ({"甲": False}, ["甲", "乙"], False),
        ({"甲": True, "乙": True, "丙": False}, ["甲", "乙"], False),
        ({}, ["甲"], None),
        ({}, [], None),
        ({"甲": True}, [], True),
    ],
)
def test_a_sample_passes_when_every_characteristic_does(results: dict[str, bool], asked: list[str], passed: bool | None) -> None:
    assert verdict(results, asked) is passed


def test_the_result_is_what_grading_reads() -> None:
    samples = [sample(n, passed=n != 7) for n in range(1, 11)]
    for line, passed in (("90", True), ("90.1", False), ("100", False), ("0", True)):
        rules = with_line(line)
        audit = told(rules, *samples)
        found = result(audit, rules)
        assert (found.judged, found.failed, found.percent, found.passed) == (10, 1, Fraction(90), passed)
        values = {one.value for one in grade(audit, rules).conditions if one.id == "characteristics"}
        assert values == {"true" if passed else "false"}


def test_a_measurement_under_way_gives_no_result() -> None:
    rules = with_line("90")
    plan = {"sample_size": 3}
    for samples in ([sample(1)], [sample(1), sample(2), sample(3, passed=None)]):
        audit = told(rules, *samples, plan=plan)
        assert result(audit, rules).passed is None
        assert "没有全部测完" in ruling(audit, rules)
        assert any("没有全部测完" in note for note in grade(audit, rules).notes)
    assert result(told(rules, sample(1), sample(2), sample(3), plan=plan), rules).passed is True


def test_without_a_pass_line_it_stays_open() -> None:
    rules = shipped("zhdh")
    audit = told(rules, sample(1), sample(2, passed=False))
    assert result(audit, rules).passed is None
    assert "characteristics" in {one.id for one in grade(audit, rules).missing}


def test_results_are_counted_by_characteristic() -> None:
    rules = with_line("80")
    samples = [
        sample(1, results={"准时": True, "着装": True}),
        sample(2, passed=False, results={"准时": False, "礼貌": True}),
        sample(3, passed=None),
    ]
    found = result(told(rules, *samples, plan=PLAN), rules)
    assert found.by_characteristic == {"准时": (2, 1), "着装": (1, 0), "礼貌": (1, 0)}
    assert (found.planned, found.drawn, found.judged) == (3, 3, 2)


def kinds(audit: Any) -> list[str]:
    return [flag.kind for flag in flags(audit)]


def test_a_measurement_as_planned_has_no_flag() -> None:
    rules = shipped("zhdh")
    numbers = draw_samples(200, 3, "甲-1")
    shown = [{"id": f"e{n}", "links": [f"samples/s{n}"]} for n in numbers]
    assert kinds(told(rules, *(sample(n) for n in numbers), plan=PLAN, evidence=shown)) == []
    assert kinds(told(rules)) == []


def test_what_departs_from_the_plan_is_flagged() -> None:
    rules = shipped("zhdh")
    one, two, three = draw_samples(200, 3, "甲-1")
    other = next(n for n in range(1, 201) if n not in (one, two, three))
    unsigned = {key: value for key, value in PLAN.items() if key != "signed_on"}
    shown = [{"id": "e", "links": [f"samples/s{n}"]} for n in (one, two, three, other)]
    assert kinds(told(rules, sample(one), plan=unsigned, evidence=shown)) == ["unsigned", "too-few"]
    assert kinds(told(rules, sample(one), sample(two), sample(other), plan=PLAN, evidence=shown)) == ["not-drawn"]
    assert kinds(told(rules, sample(one), sample(two), sample(other, note="原样本无人在家"), plan=PLAN, evidence=shown)) == []
    assert kinds(told(rules, sample(one), sample(two), sample(three, passed=None), plan=PLAN, evidence=shown)) == ["unjudged"]
    assert kinds(told(rules, sample(one), sample(two), sample(three), plan=PLAN, evidence=shown[:2])) == ["no-evidence"]
    twice = {**sample(three), "id": "again"}
    audit = told(
        rules, sample(one), sample(two), sample(three), twice, plan=PLAN, evidence=[*shown, {"id": "f", "links": ["samples/again"]}]
    )
    assert [(flag.kind, flag.samples) for flag in flags(audit)] == [("doubled", (f"s{three}", "again"))]
    assert kinds(told(rules, sample(one), evidence=shown)) == ["unsigned"]
    typed = told(rules, *(sample(n) for n in (one, two, three)), plan=PLAN, evidence=shown, characteristics={"passed": True})
    assert kinds(typed) == ["typed"]


def test_a_sample_taken_for_one_characteristic_counts_for_that_one() -> None:
    rules = with_line("50")
    one = told(rules, sample(1, characteristic="准时"), sample(2, False, characteristic="准时"), sample(3, None, characteristic="着装"))
    assert result(one, rules).by_characteristic == {"准时": (2, 1)}
    assert [asked_of(one.measurement, sample) for sample in one.samples] == [("准时",), ("准时",), ("着装",)]
    planned = told(rules, sample(1, results={"礼貌": True}, characteristic="旧名"), sample(2, characteristic="旧名"), plan=PLAN)
    assert [asked_of(planned.measurement, one) for one in planned.samples] == [("准时", "着装", "礼貌"), ("旧名",)]


def test_the_ruling_says_how_the_result_comes_about() -> None:
    rules = with_line("75")
    samples = [sample(place, place != 1) for place in (1, 2, 3)]
    assert "还没有测完" in ruling(told(rules), rules)
    assert ruling(told(shipped("zhdh"), *samples), shipped("zhdh")).endswith("还没有设定，不能得出结果。")
    gap = next(gap.id for gap in rules.scheme.gaps if gap.sets == "characteristics/pass_line")
    assert ruling(told(rules, *samples, settings={gap: "75"}), rules) == (
        "合格 2 个 ÷ 已测 3 个 = 66.66 %，低于合格线 75 %（本次审查设定）。"
    )
    assert "3 个 = 100.00 %，达到合格线 75 %（规则规定）" in ruling(told(rules, *samples[1:], sample(4)), rules)


def test_which_audits_must_measure() -> None:
    assert is_required(shipped("zhdh").scheme, "surveillance")
    assert is_required(shipped("zhdh").scheme, None)
    for kind in ("initial", None):
        assert not is_required(shipped("zgc").scheme, kind)
        assert not is_required(shipped("ctc").scheme, kind)
