"""Points and states of the tree's rows agree with what is graded."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from desktop.domain.grading import grade, item_points, item_state
from tests.domain.builders import document, shipped, small
from tests.domain.test_properties import all_answers, rules_small

ANSWERS: dict[str, Any] = {
    "1.1": {"score": 6},
    "1.2": {"sampled": 7, "failed": 2},
    "2.1": {"met": False},
    "2.2": {"excluded": "无"},
}


@pytest.mark.parametrize(
    ("item", "points", "of", "state"),
    [
        ("1.1", Fraction(6), "6", "done"),
        ("1.2", Fraction(5), "7", "deducted"),
        ("1.3", None, "0", "evidence"),
        ("1", Fraction(11), "13", "deducted"),
        ("2.1", Fraction(0), "4", "lost"),
        ("2.2", None, "3.5", "excluded"),
        ("2", Fraction(0), "4", "deducted"),
    ],
)
def test_rows_of_a_tree(item: str, points: Fraction | None, of: str, state: str) -> None:
    rules = small()
    written = document(rules, items=ANSWERS)
    assert item_points(rules, written, item) == (points, Decimal(of))
    assert item_state(rules, written, item) == state


def test_rows_under_a_whole_group_and_while_under_way() -> None:
    rules = small()
    written = document(rules, audit={"kind": "special"}, items={"1": {"score": 10}, "2.1": {"met": True}, "2.2": {"carried": "x"}})
    states = {key: item_state(rules, written, key) for key in rules.items}
    assert states == {
        "1": "deducted",
        "1.1": "evidence",
        "1.2": "evidence",
        "1.3": "evidence",
        "2": "partial",
        "2.1": "done",
        "2.2": "unverified",
        "2.2.1": "evidence",
    }
    assert item_points(rules, written, "1.1") == (None, Decimal(6))
    assert item_points(rules, written, "2") == (Fraction(4), Decimal("7.5"))
    empty = document(rules)
    assert item_points(rules, empty, "1") == (None, Decimal(13))
    assert {item_state(rules, empty, key) for key in ("1", "1.1", "2")} == {"empty"}
    gone = document(rules, items={"1": {"excluded": "无"}})
    assert [item_state(rules, gone, key) for key in ("1", "1.1")] == ["excluded", "excluded"]


def test_rows_of_conformity_items() -> None:
    rules = shipped("cqm")
    first, second, third, *_rest = rules.items["4.2"].conformity
    written = document(rules, conformity={first: "conforming", second: "minor", third: {"excluded": "无"}})
    assert [item_state(rules, written, key) for key in (first, second, third)] == ["done", "deducted", "excluded"]
    assert item_state(rules, written, "4.2") == "partial"
    whole = document(rules, conformity={"4.2": "severe"})
    assert item_state(rules, whole, first) == item_state(rules, whole, "4.2") == "lost"


@given(all_answers(rules_small()))
def test_chapters_of_the_tree_are_those_of_the_grade(items: dict[str, Any]) -> None:
    rules = rules_small()
    written = document(rules, items=items)
    score = grade(written, rules).score
    assert score is not None
    for key, chapter in score.chapters.items():
        points, of = item_points(rules, written, key)
        assert points is not None
        assert abs(points - Fraction(chapter.points)) < Fraction(1, 10**12)
        assert of == Decimal(chapter.of)
