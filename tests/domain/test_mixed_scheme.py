"""A scheme that joins what no other joins: graded by the same code."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from desktop.domain.grade import Grade
from desktop.domain.rules import Rules, compile_rules
from tests.domain.builders import condition, graded, scores, shipped


def mixed(rules: Rules | None = None, **changes: Any) -> Grade:
    rules = rules or shipped("mix")
    parts: dict[str, Any] = {
        "audit": {"kind": "initial"},
        "items": scores(rules),
        "conformity": dict.fromkeys(rules.conformity, "conforming"),
        "survey": {"face_to_face": {"percent": 90, "responses": 5}, "electronic": {"percent": 90, "responses": 5}},
        "facts": {"operating_months": 40, "major_complaints": []},
        "characteristics": {"sampled": 10, "failed": 0},
    }
    return graded(rules, **parts | changes)


def level(result: Grade) -> int | None:
    assert result.complete, result.missing
    assert result.grade is not None
    assert result.grade.stars is not None or result.grade.level is None or result.grade.level > 0
    return result.grade.level


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, 5),
        ({"level_by_hand": {"stars": 4, "reason": "同行之首"}}, 6),
        ({"facts": {"operating_months": 20, "major_complaints": []}}, 4),
        ({"facts": {"operating_months": 17, "major_complaints": []}}, 2),
        ({"facts": {"operating_months": 40, "major_complaints": [{"months_ago": 6, "rectified": True}]}}, 4),
        ({"facts": {"operating_months": 40, "major_complaints": [{"months_ago": 7, "rectified": True}]}}, 5),
        ({"special_deductions": ["x"]}, 4),
        ({"special_deductions": ["x"] * 3}, None),
        ({"characteristics": {"sampled": 40, "failed": 4}}, None),
    ],
)
def test_levels_add_up_under_conditions_of_their_own(changes: dict[str, Any], expected: int | None) -> None:
    result = mixed(**changes)
    assert level(result) == expected
    assert result.unverified == [one for one in result.unverified if one.kind == "set-by-auditor"]


def test_a_level_by_hand_needs_the_level_below_it() -> None:
    rules = shipped("mix")
    items = scores(rules, changed={"8.1.1": {"sampled": 10, "failed": 8}, "8.2": {"score": 6}})
    result = mixed(items=items, level_by_hand={"stars": 4, "reason": "同行之首"})
    assert result.parts is not None
    assert result.parts[1].grade is not None
    assert result.parts[1].grade.stars == 1
    assert any("没有采用" in note for note in result.notes)


def test_what_keeps_a_sum_is_named_and_the_way_up_too() -> None:
    result = mixed(facts={"operating_months": 20, "major_complaints": []})
    assert "facts.operating_months" in result.decided_by
    assert result.next is not None
    assert result.next.stars == 5
    assert result.next.needs == ["门店经营时间：现为 20 个月，要求不低于 36 个月，还差 16 个月"]
    assert condition(result, "facts.operating_months", 5).met is False
    assert condition(result, "sum_of_parts", 5).met is True
    top = mixed(level_by_hand={"stars": 4, "reason": "同行之首"})
    assert (top.next, top.decided_by) == (None, [])


def test_special_deductions_come_off_the_raw_points() -> None:
    result = mixed(special_deductions=["x"])
    assert result.parts is not None
    score = result.parts[0].score
    assert score is not None
    assert (score.points, score.of, score.percent, score.final) == ("60", "60", "100", "98.333333333333")


def test_points_of_an_item_left_out_stay_in_the_base_where_the_scheme_keeps_them() -> None:
    rules = shipped("mix")
    result = mixed(items=scores(rules, changed={"8.2": {"excluded": "没有会员"}, "6.2.3": {"excluded": "不安装"}}))
    assert result.parts is not None
    service, care = (part.score for part in result.parts)
    assert service is not None
    assert care is not None
    assert (service.of, service.percent) == ("52.5", "100")
    assert (care.of, care.percent) == ("20", "60")


def test_a_part_without_a_level_leaves_no_grade_even_where_the_lowest_sum_has_no_bound() -> None:
    scheme = shipped("mix").scheme
    assert scheme.combination is not None
    first, *rest = scheme.combination.criteria
    unbound = replace(first, bounds={stars: bound for stars, bound in first.bounds.items() if stars > 1})
    rules = compile_rules(replace(scheme, combination=replace(scheme.combination, criteria=(unbound, *rest))), version="1", sha256="0" * 64)
    result = mixed(rules, items=scores(rules, "0.3"))
    assert level(result) is None
    assert result.grade is not None
    assert "门店服务评价" in result.grade.label


def test_conditions_of_the_parts_are_told_apart_by_their_evaluation() -> None:
    result = mixed(items=scores(shipped("mix"), "0.9"))
    ids = {one.id for one in result.conditions}
    assert {"service.score.final", "care.score.final", "sum_of_parts"} <= ids
    assert "score.final" not in ids
    assert result.decided_by
    assert set(result.decided_by) <= ids
    assert result.parts is not None
    assert "score.final" in {one.id for one in result.parts[0].conditions}
