"""Answers become points; what is out of bounds is refused with the item and the bound."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from desktop.base.errors import BadInput
from desktop.domain.grading import check_document, item_points, item_state
from tests.domain.builders import by_chapter, document, graded, perfect, scores, shipped, small, stars


@pytest.mark.parametrize(
    ("item", "answer", "points"),
    [
        ("1.1", {"score": "4.25"}, "4.25"),
        ("1.1", {"score": 0}, "0"),
        ("1.1", {"met": True}, "6"),
        ("1.2", {"sampled": 20, "failed": 3}, "5.95"),
        ("1.2", {"sampled": 3, "failed": 1}, "4.666666666666"),
        ("1.2", {"sampled": 7, "failed": 7}, "0"),
        ("2.1", {"met": False}, "0"),
        ("2.2", {"deductions": [{"points": "1.5", "statement": "x"}, {"points": "0.5", "statement": "y"}]}, "1.5"),
        ("2.2", {"deductions": []}, "3.5"),
        ("2.2", {"deductions": [{"points": "3"}, {"points": "3"}]}, "0"),
        ("1", {"score": "12.5"}, "12.5"),
        ("2", {"sampled": 2, "failed": 1}, "3.75"),
    ],
)
def test_points_of_an_answer(item: str, answer: dict[str, Any], points: str) -> None:
    result = graded(small(), items={item: answer})
    assert result.score is not None
    assert result.score.points == points
    assert not result.complete
    assert result.grade is None


def test_thirds_add_up_to_a_whole() -> None:
    changed = [{"sampled": 3, "failed": 1}, {"sampled": 7, "failed": 3}, {"sampled": 21, "failed": 2}]
    items = {f"3.{n}": answer for n, answer in enumerate(changed)}
    evaluation = {"items": list(items)}
    rules = small(evaluation, items=[{"id": key, "title": "丙", "kind": "proportional", "points": 1} for key in items])
    result = graded(rules, items=items)
    # 2/3 + 4/7 + 19/21 = 45/21
    assert result.score is not None
    assert (result.score.points, result.score.percent) == ("2.142857142857", "71.428571428571")
    assert stars(result) == 0


BAD_ANSWERS: list[tuple[str, dict[str, Any], str]] = [
    ("9.9", {"score": 1}, "9.9"),
    ("1.1", {"score": "6.000000000001"}, "超过满分 6"),
    ("1.1", {"score": -1}, "0 到 6"),
    ("1.1", {"score": "NaN"}, "0 到 6"),
    ("1.1", {"score": "Infinity"}, "0 到 6"),
    ("1.1", {"score": "1e308"}, "0 到 6"),
    ("1.1", {"score": "1e-308"}, "0 到 6"),
    ("1.1", {"score": "1e-31"}, "0 到 6"),
    ("1.2", {"sampled": 0, "failed": 0}, "小于 1"),
    ("1.2", {"sampled": 3, "failed": 4}, "超过抽样数 3"),
    ("1.2", {"sampled": 3}, "没有填不合格数"),
    ("1.2", {"failed": 1}, "没有填抽样数"),
    ("1.1", {"score": 1, "met": True}, "两种结果"),
    ("1.2", {"score": 1, "sampled": 2, "failed": 0}, "两种结果"),
    ("1.1", {"score": 1, "excluded": "无"}, "两种结果"),
    ("2.2", {"deductions": [{"points": 0}]}, "大于 0"),
    ("2.2", {"deductions": [{"points": "-1"}]}, "大于 0"),
    ("2.2", {"deductions": [{"points": "3.6"}]}, "3.5"),
    ("2.2", {"deductions": [{"points": "0.001"}] * 1001}, "1000"),
    ("1.3", {"score": 0}, "没有分值"),
    ("1.3", {"excluded": "无"}, "没有分值"),
    ("2.2.1", {"met": True}, "没有分值"),
    ("1.1", {"score": 1, "carried": "今年未看"}, "只有监督可以沿用"),
    ("2.2.1", {"carried": "今年未看"}, "没有分值"),
]


@pytest.mark.parametrize(("item", "answer", "said"), BAD_ANSWERS)
def test_answers_out_of_bounds_are_refused(item: str, answer: dict[str, Any], said: str) -> None:
    rules = small()
    with pytest.raises(BadInput) as refused:
        check_document(document(rules, items={item: answer}), rules)
    assert said in refused.value.sentence
    assert item in refused.value.sentence
    assert refused.value.sentence.endswith("。")


def test_notes_are_welcome_anywhere_and_answer_nothing() -> None:
    result = graded(
        small(), items={key: {"note": "看过"} for key in ("1", "1.1", "1.3", "2.2.1")} | {"2.2.1": {"excluded": "无", "note": "x"}}
    )
    assert result.score is None
    assert [one.id for one in result.missing] == ["1.1", "1.2", "2.1", "2.2"]


@pytest.mark.parametrize("group", [{"score": 3}, {"excluded": "没有此项业务"}])
@pytest.mark.parametrize("leaf", [{"score": 1}, {"excluded": "没有"}])
def test_a_group_and_its_leaf_exclude_each_other(group: dict[str, Any], leaf: dict[str, Any]) -> None:
    rules = small()
    for items in ({"1": group, "1.1": leaf}, {"1.1": leaf, "1": group}):
        with pytest.raises(BadInput, match=r"1 甲 与 1\.1 甲一"):
            check_document(document(rules, items=items), rules)
    check_document(document(rules, items={"1": group, "1.1": {"note": "只作说明"}}), rules)


def test_excluded_items_shrink_the_base_or_leave_it() -> None:
    items = {"1.1": {"score": 6}, "1.2": {"score": 7}, "2.1": {"excluded": "没有"}, "2.2": {"score": "1.5"}}
    shrunk = graded(small(), items=items).score
    assert shrunk is not None
    assert (shrunk.points, shrunk.of, shrunk.percent) == ("14.5", "16.5", "87.878787878787")
    assert {key: (one.points, one.of) for key, one in shrunk.chapters.items()} == {"1": ("13", "13"), "2": ("1.5", "3.5")}
    kept = graded(small({"scoring": {"clause": "6", "exclusions": "keep-base"}}), items=items).score
    assert kept is not None
    assert (kept.points, kept.of) == ("14.5", "20.5")
    assert kept.chapters["2"].of == "7.5"


def test_an_excluded_chapter_is_gone_from_the_lowest_indicator_only_where_the_base_shrinks() -> None:
    items = {"1": {"score": 13}, "2": {"excluded": "没有"}}
    assert stars(graded(small(), items=items)) == 5
    kept = graded(small({"scoring": {"clause": "6", "exclusions": "keep-base"}}), items=items)
    assert kept.score is not None
    assert kept.score.chapters["2"].points == "0"
    assert kept.decided_by == ["score.final"]


def test_nothing_applicable_is_an_error() -> None:
    rules = small()
    for items in ({"1": {"excluded": "无"}, "2": {"excluded": "无"}}, {key: {"excluded": "无"} for key in ("1.1", "1.2", "2.1", "2.2")}):
        with pytest.raises(BadInput, match="全部条款"):
            check_document(document(rules, items=items), rules)


def test_order_of_special_deductions_and_bonus() -> None:
    rules = small()
    result = graded(rules, items=scores(rules), special_deductions=["一", "二"], bonus="领先")
    assert result.score is not None
    assert (result.score.percent, result.score.final) == ("100", "99")
    before = small({"scoring": {"clause": "6", "special_deductions": "before", "bonus": True}})
    result = graded(before, items=scores(before), special_deductions=["一", "二"], bonus="领先")
    assert result.score is not None
    # One of 20.5 points less.
    assert result.score.final == "95.121951219512"


def test_a_scheme_without_special_deductions_takes_none() -> None:
    rules = shipped("cqm")
    for part in ({"special_deductions": ["x"]}, {"bonus": "x"}):
        with pytest.raises(BadInput, match="特别"):
            check_document(document(rules, **perfect(rules) | part), rules)


@pytest.mark.parametrize(("points", "of"), [("66.6", "74"), ("71.1", "79"), ("37.8", "42"), ("5.6", "7")])
def test_float_traps_stand_exactly_on_their_bound(points: str, of: str) -> None:
    """100*66.6/74 is 89.99999999999999 in floats, and 5.6/7 is below 0.8."""
    item = [{"id": "3", "title": "丙", "kind": "points", "points": of}]
    levels = [{"stars": 1, "label": "一"}]
    bound = "80" if of == "7" else "90"
    criteria = [{"id": "s", "measure": "score.final", "text": "分", "clause": "1", "bounds": {"1": f">= {bound}"}}]
    rules = small({"items": ["3"], "levels": levels, "criteria": criteria}, items=item)
    result = graded(rules, items={"3": {"score": points}})
    assert result.score is not None
    assert result.score.percent == bound
    assert stars(result) == 1
    less = graded(rules, items={"3": {"score": str(Decimal(points) - Decimal("0.000000000001"))}})
    assert stars(less) is None


def test_a_group_above_the_chapters_leaves_the_lowest_indicator_unknown() -> None:
    items = shipped("cqm").items
    top = items["4.1.1"].parent
    assert top is not None
    rules = shipped("cqm")
    result = graded(rules, **perfect(rules) | {"items": {top: {"score": 95}}})
    assert not result.complete
    assert [one.id for one in result.missing] == ["score.lowest_indicator"]


def test_what_a_float_prints_is_taken_to_its_last_place() -> None:
    """8.333333333333334 + 0.3333333333333333: sixteen places in, sixteen places out, and compared as such."""
    items = [
        {"id": "3", "title": "丙", "kind": "points", "points": "20"},
        {"id": "4", "title": "丁", "kind": "deduct", "points": "80"},
    ]
    levels = [{"stars": 1, "label": "一"}]
    criteria = [{"id": "s", "measure": "score.final", "text": "分", "clause": "1", "bounds": {"1": ">= 80"}}]
    rules = small({"items": ["3", "4"], "levels": levels, "criteria": criteria}, items=items)
    result = graded(rules, items={"3": {"score": "8.333333333333334"}, "4": {"deductions": [{"points": "8.3333333333333339"}]}})
    assert result.score is not None
    assert (result.score.final, stars(result)) == ("80.0000000000000001", 1)
    result = graded(rules, items={"3": {"score": "0.0000000000000000000"}, "4": {"score": "79.99999999999999"}})
    assert result.score is not None
    assert (result.score.final, stars(result)) == ("79.99999999999999", None)


def test_the_other_reading_of_the_bonus_caps_at_full_marks() -> None:
    for items, usual, capped in ((by_chapter("100"), "101", "100"), (by_chapter("99.5"), "100.5", "100"), (by_chapter("80"), "81", "81")):
        for settings, expected in (((), usual), ((("A38", "alternative"),), capped)):
            result = graded(shipped("gbt27922", *settings), items=items, bonus="行业领先")
            assert result.score is not None
            assert result.score.final == expected
            assert any("超过满分" in note for note in result.notes) == (expected == usual != capped)
    less = graded(shipped("gbt27922", ("A38", "alternative")), items=by_chapter("100"), bonus="x", special_deductions=["违规"] * 2)
    assert less.score is not None
    assert less.score.final == "99"


@pytest.mark.parametrize("scheme", ["gbt27922", "zgc", "ctc", "zhdh"])
def test_the_other_reading_of_the_tenth_loses_all_points_for_one_failed_sample(scheme: str) -> None:
    answer = {"items": {"5.1.2.2": {"sampled": 20, "failed": 1}, "5.1.2.1": {"sampled": 20, "failed": 1}}}
    shared, strict = shipped(scheme), shipped(scheme, ("A39", "alternative"))
    found = {key: item_points(rules, document(rules, **answer), "5.1.2.2")[0] for key, rules in (("shared", shared), ("strict", strict))}
    assert found == {"shared": Fraction(19, 4), "strict": 0}
    assert item_points(strict, document(strict, **answer), "5.1.2.1")[0] == Fraction(19, 20), "only the clause it is about"
    assert item_state(strict, document(strict, **answer), "5.1.2.2") == "lost"
    none_failed = document(strict, items={"5.1.2.2": {"sampled": 20, "failed": 0}})
    assert item_points(strict, none_failed, "5.1.2.2")[0] == 5
    whole = {"items": scores(strict, changed={"5.1.2.2": {"sampled": 20, "failed": 1}})}
    before, after = (graded(rules, **whole) for rules in (shared, strict))
    one = before.parts[0].score if before.parts else before.score
    other = after.parts[0].score if after.parts else after.score
    assert one is not None
    assert other is not None
    assert (one.final, other.final) == ("99.75", "95")
    assert not any("抽样比例" in note for note in after.notes)


def test_where_nothing_is_carried_over_carrying_is_refused() -> None:
    carried = {"audit": {"kind": "surveillance"}, "items": {"5.1.1.1": {"score": 1, "carried": "今年未看"}}}
    check_document(document(shipped("ctc"), **carried), shipped("ctc"))
    rules = shipped("ctc", ("A44", "alternative"))
    with pytest.raises(BadInput, match=r"5\.1\.1\.1 .*不沿用上次得分"):
        check_document(document(rules, **carried), rules)
    own = small(carrying=["initial"])
    check_document(document(own, audit={"kind": "initial"}, items={"1.1": {"score": 1, "carried": "同一年"}}), own)
