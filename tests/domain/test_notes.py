"""What is told beside the grade: departures, readings, other ways of reckoning, and numbers that are not verified."""

from __future__ import annotations

from typing import Any

from tests.domain.builders import by_chapter, document, graded, perfect, scores, shipped, small, stars


def test_departures_from_the_kind_are_named_once_each() -> None:
    items = {"1.1": {"met": True}, "1.2": {"score": 7}, "2.1": {"sampled": 2, "failed": 0}, "2.2": {"score": 3}}
    notes = graded(small(), audit={"kind": "initial"}, items=items).notes
    assert [note.split("：")[0] for note in notes] == ["1.1", "1.2、2.2", "2.1"]
    usual = {"1.1": {"score": 3}, "1.2": {"sampled": 2, "failed": 0}, "2.1": {"score": 4}, "2.2": {"deductions": []}}
    assert graded(small(), audit={"kind": "initial"}, items=usual).notes == []


def test_whole_groups_and_exclusions_are_named() -> None:
    items = {"1": {"score": 12}, "2.1": {"met": True}, "2.2": {"excluded": "顾客处不安装"}}
    notes = graded(small(), audit={"kind": "initial"}, items=items).notes
    assert any(note.startswith("1：整体评分") for note in notes)
    assert any("2.2 乙二" in note and "顾客处不安装" in note for note in notes)


def test_readings_are_noted_and_a_switched_one_says_so() -> None:
    rules = shipped("cqm")
    notes = graded(rules, **perfect(rules)).notes
    assert {note.split("：")[0] for note in notes if note.startswith("A")} >= {"A24", "A26", "A33", "A43", "A44"}
    changed = shipped("cqm", ("A24", "alternative"))
    notes = graded(changed, **perfect(changed), settings={"A24": "alternative"}).notes
    assert [note for note in notes if note.startswith("A24")] == ["A24：改用另一读法：" + rules.gaps["A24"].choices["alternative"].text]


def test_readings_that_change_only_the_planning_are_left_out() -> None:
    notes = graded(shipped("zhdh"), items=by_chapter("90"), characteristics={"passed": True}).notes
    assert not [note for note in notes if note.startswith(("A19：", "A20："))]


def test_special_deductions_before_and_after_are_both_told_when_the_grade_differs() -> None:
    rules = shipped("gbt27922")
    # 57.6 of 65 are 88.6 %; one off is 87.6 after and 87.1 before normalising: the same level.
    items: dict[str, Any] = {"5.1": {"score": "32.6"}, "5.2": {"excluded": "没有实物商品"}, "5.3": {"score": 25}}
    same = graded(rules, items=items, special_deductions=["x"])
    assert not any("A37）" in note for note in same.notes)
    # 52.9 of 65 are 81.38 %; one off is 80.38 (三星) after and 79.84 (达标) before.
    items["5.1"] = {"score": "27.9"}
    differs = graded(rules, items=items, special_deductions=["x"])
    assert stars(differs) == 3
    note = next(note for note in differs.notes if "A37）" in note)
    assert "80.38" in note
    assert "79.84" in note
    assert "达标级" in note
    other = shipped("gbt27922", ("A37", "alternative"))
    assert stars(graded(other, items=items, special_deductions=["x"])) == 0


def test_borrowed_numbers_are_listed_once_and_the_label_says_so() -> None:
    rules = shipped("ctc")
    result = graded(rules, items=by_chapter("90"))
    borrowed = [gap.id for gap in rules.scheme.gaps if gap.kind == "borrowed"]
    assert [one.id for one in result.unverified if one.kind == "borrowed"] == borrowed
    assert result.grade is not None
    assert result.grade.label.startswith("暂定")
    assert all(one.clause and one.text for one in result.unverified)


def test_numbers_that_do_not_count_are_not_listed() -> None:
    # Nothing of 5.2 and 5.3 counts, 5.1 is scored by judgement: no borrowed number is left.
    rules = shipped("gbt27922")
    leaves = {key: answer for key, answer in scores(rules, "0.75").items() if key.startswith("5.1")}
    result = graded(rules, items=leaves | {"5.2": {"excluded": "x"}, "5.3": {"excluded": "x"}})
    assert result.unverified == []
    assert result.grade is not None
    assert result.grade.label == "达标级"
    sampled = graded(rules, items=leaves | {"5.1.2.1": {"sampled": 4, "failed": 1}, "5.2": {"excluded": "x"}, "5.3": {"excluded": "x"}})
    assert sampled.grade is not None
    assert sampled.grade.label == "暂定达标级"


def test_values_set_by_the_auditor_are_listed() -> None:
    result = graded(shipped("zgc"), items=by_chapter("96"), evaluations={"q-zg-001": {"percent": 96}})
    assert [one.id for one in result.unverified if one.kind == "set-by-auditor"] == ["evaluations.q-zg-001"]
    rules = shipped("zhdh")
    line = next(gap.id for gap in rules.scheme.gaps if gap.kind == "open" and gap.sets == "characteristics/pass_line")
    settled = shipped("zhdh", (line, "95"))
    parts: dict[str, Any] = {"items": by_chapter("96"), "settings": {line: "95"}}
    passed = graded(settled, **parts, characteristics={"sampled": 100, "failed": 5})
    assert stars(passed) == 5
    assert [one.id for one in passed.unverified if one.kind == "set-by-auditor"] == [line]
    assert stars(graded(settled, **parts, characteristics={"sampled": 100, "failed": 6})) is None


def test_a_document_is_not_changed() -> None:
    rules = small()
    written = document(rules, items=scores(rules))
    before = repr(written)
    graded(rules, items=scores(rules))
    assert repr(written) == before


def test_borrowed_numbers_still_to_be_scored_are_listed_too() -> None:
    result = graded(shipped("gbt27922"), items={"5.1.1.1": {"score": 1}})
    assert [one.kind for one in result.unverified] == ["borrowed"] * len(result.unverified)
    assert result.unverified


def test_another_way_with_an_open_gap_is_a_reading_and_no_value() -> None:
    levels = {"2": {"met": False, "reason": "x"}}
    result = graded(shipped("bz", ("A45", "alternative")), levels=levels, settings={"A45": "alternative"})
    assert any(note.startswith("A45：改用另一读法") for note in result.notes)
    assert [one.id for one in result.unverified] == ["levels"]
    kept = graded(shipped("bz"), levels=levels, settings={"A45": "reading"})
    assert [one.id for one in kept.unverified] == ["levels"]
