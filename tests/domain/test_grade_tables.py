"""The seeds' own tables and examples, boundary by boundary."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from tests.domain.builders import CQM_FACTS, by_chapter, condition, graded, perfect, scores, shipped, stars

BORDERS = [
    ("69.999999999999", None, "不合格"),
    ("70", 0, "达标级"),
    ("79.995", 0, "达标级"),
    ("79.999999999999", 0, "达标级"),
    ("80", 3, "三星级"),
    ("89.999999999999", 3, "三星级"),
    ("90", 4, "四星级"),
    ("94.999999999999", 4, "四星级"),
    ("95", 5, "五星级"),
    ("100", 5, "五星级"),
]


@pytest.mark.parametrize(("percent", "expected", "label"), BORDERS)
def test_bounds_of_the_standard(percent: str, expected: int | None, label: str) -> None:
    result = graded(shipped("gbt27922"), items=by_chapter(percent))
    assert result.score is not None
    assert result.score.final == percent
    assert stars(result) == expected
    assert result.grade is not None
    assert result.grade.label == f"暂定{label}"


@pytest.mark.parametrize(("number", "expected"), [(0, 5), (4, 5), (5, None), (6, None)])
def test_five_special_deductions_fail_whatever_the_score(number: int, expected: int | None) -> None:
    result = graded(shipped("gbt27922"), items=by_chapter("100"), special_deductions=["违反"] * number)
    assert stars(result) == expected
    assert condition(result, "special_deductions", 5).met is (expected == 5)
    assert result.score is not None
    assert result.score.final == str(100 - number)
    allowed = graded(shipped("gbt27922", ("A40", "alternative")), items=by_chapter("100"), special_deductions=["违反"] * 6)
    assert stars(allowed) == 4


def test_bonus_lifts_over_a_bound_and_over_a_hundred() -> None:
    assert stars(graded(shipped("gbt27922"), items=by_chapter("94"), bonus="领先")) == 5
    result = graded(shipped("gbt27922"), items=by_chapter("100"), bonus="领先")
    assert result.score is not None
    assert result.score.final == "101"
    assert any("100（+1）" in note for note in result.notes)


PARTS_1 = {"69.99": None, "70": 0, "80": 3, "90": 4, "95": 5}
PARTS_2 = {"59.99": None, "60": 1, "70": 2, "80": 3, "90": 4, "95": 5}


@pytest.mark.parametrize("first", PARTS_1)
@pytest.mark.parametrize("second", PARTS_2)
def test_sum_of_two_evaluations(first: str, second: str) -> None:
    """The whole table of DOMAIN section 3, 附录A's 五+五=十 included."""
    one, two = PARTS_1[first], PARTS_2[second]
    result = graded(shipped("zgc"), items=by_chapter(first), evaluations={"q-zg-001": {"percent": second}})
    expected = None if one is None or two is None else one + two
    assert stars(result) == expected
    assert result.parts is not None
    assert [part.grade.stars if part.grade else -1 for part in result.parts] == [one, two]
    assert result.grade is not None
    if expected is None:
        assert "无综合等级" in result.grade.label
        assert ("评价1" in result.grade.label, "评价2" in result.grade.label) == (one is None, two is None)
    if expected == 10:
        assert (result.decided_by, result.next) == ([], None)
    else:
        assert set(result.decided_by) <= {"score.final", "evaluation.percent"}
        assert result.decided_by
        assert result.next is not None
        assert result.next.needs
        assert result.next.stars > (expected or 0)


def test_next_sum_is_the_lowest_within_reach_of_one_part() -> None:
    result = graded(shipped("zgc"), items=by_chapter("70"), evaluations={"q-zg-001": {"percent": 95}})
    assert result.next is not None
    # 0 + 5: no part alone makes 6 or 7; 三星 makes 3 + 5.
    assert result.next.stars == 8
    assert len(result.next.needs) == 1
    assert "还差 10 分" in result.next.needs[0]


def test_a_level_that_adds_nothing_leaves_no_sum() -> None:
    rules = shipped("zgc", ("A2", "alternative"))
    result = graded(rules, items=by_chapter("75"), evaluations={"q-zg-001": {"percent": 95}}, settings={"A2": "alternative"})
    assert stars(result) is None
    assert result.grade is not None
    assert "达标级" in result.grade.label
    assert result.next is not None
    assert result.next.stars == 8
    assert any(note.startswith("A2：改用") for note in result.notes)


def test_a_part_not_typed_leaves_the_sum_open() -> None:
    result = graded(shipped("zgc"), items=by_chapter("95"))
    assert not result.complete
    assert (result.grade, result.next, result.decided_by, result.outcomes) == (None, None, [], [])
    assert [one.id for one in result.missing] == ["evaluations.q-zg-001"]
    assert result.parts is not None
    assert [part.complete for part in result.parts] == [True, False]
    assert all(one.met is None for one in result.conditions if one.id in ("sum_of_parts", "evaluation.percent"))
    assert condition(result, "score.final", 5).met is True


def test_parts_have_the_shape_of_the_whole_and_the_whole_has_their_conditions() -> None:
    result = graded(shipped("zgc"), items=by_chapter("85"), evaluations={"q-zg-001": {"percent": "72.5"}}, special_deductions=["x"])
    assert result.parts is not None
    whole = msgspec.to_builtins(result)
    first, second = whole["parts"]
    for part in (first, second):
        assert part.keys() == whole.keys() | {"id", "title"}
        assert [part[key] for key in ("scheme", "scheme_version", "scheme_sha256")] == [
            whole[key] for key in ("scheme", "scheme_version", "scheme_sha256")
        ]
        assert (part["complete"], part["missing"], part["outcomes"], part["parts"]) == (True, [], [], None)
    assert (first["id"], first["grade"]["stars"], first["score"]["final"]) == ("gbt27922", 3, "84")
    assert (second["id"], second["grade"]["stars"], second["score"]["final"]) == ("q-zg-001", 2, "72.5")
    assert {one["id"] for one in first["unverified"]} == {"B1", "B2", "B3", "B4"}
    assert [one["id"] for one in second["unverified"]] == ["evaluations.q-zg-001"]
    assert [one.id for one in result.conditions if one.id == "sum_of_parts"] == ["sum_of_parts"] * 10
    assert set(result.decided_by) == {"score.final", "evaluation.percent"}
    assert {one.id for one in result.conditions} == {"sum_of_parts", "score.final", "special_deductions", "evaluation.percent"}
    assert (condition(result, "score.final", 4).met, condition(result, "score.final", 4).value) == (False, "84")


def measured(**changes: Any) -> Any:
    rules = shipped("cqm")
    return graded(rules, **perfect(rules) | changes)


def facts(**changes: Any) -> dict[str, Any]:
    return {"facts": CQM_FACTS | changes}


def survey(face: float | None, other: float = 95) -> dict[str, Any]:
    first = {"not_used": "没有现场顾客"} if face is None else {"percent": face, "responses": 10}
    return {"survey": {"face_to_face": first, "electronic": {"percent": other, "responses": 1000}}}


def indicator(points: str) -> dict[str, Any]:
    return {"items": scores(shipped("cqm"), changed={"4.1.4": {"score": points}})}


COMPLAINT = {"months_ago": 5, "rectified": True}
GRADES: list[tuple[str, dict[str, Any], int | None, list[str]]] = [
    ("everything", {}, 5, []),
    # 6.3 注1 例1 to 例3.
    ("example 1", survey(75), 3, ["survey.face_to_face"]),
    ("example 2", facts(major_complaints=[COMPLAINT]), 4, ["facts.major_complaints"]),
    ("example 3", indicator("17.5"), 3, ["score.lowest_indicator"]),
    ("indicator under 70 %", indicator("17.49"), 2, ["score.lowest_indicator"]),
    ("indicator at 80 %", indicator("20"), 4, ["score.lowest_indicator"]),
    ("indicator at 90 %", indicator("22.5"), 5, []),
    ("no face-to-face", survey(None), 2, ["survey.face_to_face"]),
    ("face-to-face under 70", survey(69.99), 2, ["survey.face_to_face"]),
    ("S under 60", survey(95, 50), 1, ["survey.combined"]),
    ("operating 12", facts(operating_months=12), 5, []),
    ("operating 11.9", facts(operating_months="11.9"), 3, ["facts.operating_months"]),
    ("operating 6", facts(operating_months=6), 3, ["facts.operating_months"]),
    ("operating 5.9", facts(operating_months="5.9"), 1, ["facts.operating_months"]),
    ("accident 24 months ago", facts(months_since_accident=24), 4, ["facts.months_since_accident"]),
    ("accident after 24 months", facts(months_since_accident="24.1"), 5, []),
    ("accident 12 months ago", facts(months_since_accident=12), 1, ["facts.months_since_accident"]),
    ("news 13 months ago", facts(months_since_negative_publicity=13), 4, ["facts.months_since_negative_publicity"]),
    ("two complaints", facts(major_complaints=[COMPLAINT] * 2), 3, ["facts.major_complaints"]),
    ("three complaints", facts(major_complaints=[COMPLAINT] * 3), 2, ["facts.major_complaints"]),
    ("four complaints", facts(major_complaints=[COMPLAINT] * 4), 1, ["facts.major_complaints"]),
    ("complaint 24 months ago", facts(major_complaints=[{"months_ago": 24, "rectified": True}]), 4, ["facts.major_complaints"]),
    ("complaint 25 months ago", facts(major_complaints=[{"months_ago": 25, "rectified": True}]), 5, []),
    ("unrectified", facts(major_complaints=[{"months_ago": 1, "rectified": False}]), 1, ["facts.unrectified_complaints"]),
    ("not passed", {"management_audit": {"passed": False, "reason": "x"}}, None, ["management_audit"]),
]


@pytest.mark.parametrize(("_name", "changes", "expected", "decided"), GRADES, ids=[one[0] for one in GRADES])
def test_the_lowest_criterion_counts(_name: str, changes: dict[str, Any], expected: int | None, decided: list[str]) -> None:
    result = measured(**changes)
    assert stars(result) == expected
    assert result.decided_by == decided
    assert not result.unverified
    assert result.grade is not None
    assert "暂定" not in result.grade.label
    if expected == 5:
        assert result.next is None
    else:
        assert result.next is not None
        assert result.next.stars == (expected or 0) + 1
        assert len(result.next.needs) == len(decided)


@pytest.mark.parametrize(
    ("share", "expected"),
    [("1", 5), ("0.9", 5), ("0.899", 4), ("0.8", 4), ("0.7", 3), ("0.699", 2), ("0.6", 2), ("0.5", 1), ("0.499", None)],
)
def test_totals(share: str, expected: int | None) -> None:
    assert stars(measured(items=scores(shipped("cqm"), share))) == expected


def test_severe_nonconformity_caps_under_a_passed_audit() -> None:
    rules = shipped("cqm")
    conformity = dict.fromkeys(rules.conformity, "conforming") | {rules.conformity[3]: "severe"}
    undecided = measured(conformity=conformity)
    assert [one.id for one in undecided.missing] == ["management_audit"]
    passed = measured(conformity=conformity, management_audit={"passed": True, "reason": "已整改"})
    assert (stars(passed), passed.decided_by) == (4, ["conformity.severe"])
    minor = measured(conformity=conformity | {rules.conformity[3]: "minor"}, management_audit={"passed": True, "reason": "已整改"})
    assert stars(minor) == 5


def test_the_alternative_of_example_4_caps_at_three_stars() -> None:
    rules = shipped("cqm", ("A24", "alternative"))
    assert stars(graded(rules, **perfect(rules))) == 3


def test_conditions_carry_value_bound_clause_and_text() -> None:
    result = measured(**survey(75))
    found = condition(result, "survey.face_to_face", 5)
    assert (found.met, found.value, found.required, found.clause, found.status) == (False, "75", ">= 90", "6.2", "stated")
    assert "五星级" in found.text
    assert "90%" in found.text
    assert condition(result, "facts.months_since_accident", 5).met is True
    assert result.next is not None
    assert "现为 75%" in result.next.needs[0]
    assert "还差 5%" in result.next.needs[0]


def test_levels_by_judgement_are_cumulative() -> None:
    rules = shipped("bz")
    judged = {"2": {"met": True, "reason": "x"}, "3": {"met": False, "reason": "x"}, "4": {"met": True, "reason": "x"}}
    result = graded(rules, levels=judged)
    assert result.complete
    assert result.grade is not None
    assert result.grade.level == 2
    assert any("已管理级" in note and "不予计入" in note for note in result.notes)
    assert result.next is not None
    assert result.next.stars == 3
    floor = graded(rules, levels={"2": {"met": False, "reason": "x"}})
    assert floor.grade is not None
    assert floor.grade.level == 1
    assert [one.id for one in graded(rules).missing] == ["levels.2"]
    assert [one.id for one in graded(rules, levels={"2": {"met": True, "reason": "x"}}).missing] == ["levels.3"]
    assert [one.kind for one in result.unverified] == ["set-by-auditor"]
    top = graded(rules, levels={str(level): {"met": True, "reason": "x"} for level in range(2, 6)})
    assert top.grade is not None
    assert (top.grade.level, top.next) == (5, None)


@pytest.mark.parametrize("reason", ["", "  ", "\n\t"])
def test_a_judged_level_without_a_reason_is_missing(reason: str) -> None:
    rules = shipped("bz")
    for met, missing in ((True, ["levels.2", "levels.3"]), (False, ["levels.2"])):
        result = graded(rules, levels={"2": {"met": met, "reason": reason}})
        assert (result.complete, [one.id for one in result.missing]) == (False, missing)
        assert "没有写明判断理由" in result.missing[0].text


def test_a_level_given_by_hand_stands_for_those_below_it_where_every_level_is_judged() -> None:
    rules = shipped("bz")
    given = {"stars": 3, "reason": "六个方面的证据都在"}
    result = graded(rules, level_by_hand=given)
    assert result.complete
    assert result.grade is not None
    assert (result.grade.level, result.grade.label) == (3, "已定义级（3级）")
    assert result.decided_by == ["judged_level"]
    assert [one.id for one in result.unverified] == ["levels"]
    assert any("六个方面的证据都在" in note for note in result.notes)
    judged = graded(rules, level_by_hand=given, levels={"2": {"met": False, "reason": "x"}})
    assert judged.grade is not None
    assert judged.grade.level == 1
    assert any("没有采用" in note for note in judged.notes)


def test_the_next_level_says_stars_and_level_alike_where_the_scheme_has_levels() -> None:
    result = graded(shipped("bz"), levels={"2": {"met": False, "reason": "x"}})
    assert result.next is not None
    assert msgspec.to_builtins(result.next) == {"stars": 2, "level": 2, "needs": result.next.needs}
    starred = graded(shipped("ctc"), items=by_chapter("85"))
    assert starred.next is not None
    assert msgspec.to_builtins(starred.next) == {"stars": 4, "needs": starred.next.needs}


def test_characteristics_that_failed_name_the_result() -> None:
    rules = shipped("zhdh")
    failed = graded(rules, items=by_chapter("96"), characteristics={"passed": False}, level_by_hand={"stars": 2, "reason": "x"})
    assert stars(failed) is None
    assert failed.grade is not None
    assert failed.grade.label == "服务特性测评未达要求"
    assert failed.decided_by == ["characteristics"]
    assert [one.kind for one in failed.unverified if one.kind == "borrowed"], "what the rest of the grade stands on is still told"
    under = graded(rules, items=by_chapter("60"), characteristics={"passed": True})
    assert under.grade is not None
    assert under.grade.label == "暂定不合格"
    passed = graded(rules, items=by_chapter("96"), characteristics={"passed": True})
    assert stars(passed) == 5
    assert any("直接填写" in note for note in passed.notes)
    assert [one.id for one in graded(rules, items=by_chapter("96")).missing] == ["characteristics"]


@pytest.mark.parametrize(
    ("percent", "given", "expected"), [("65", 2, 2), ("75", 1, 1), ("75", None, 0), ("65", None, None), ("85", 2, 3), ("96", 1, 5)]
)
def test_levels_given_by_hand_stand_under_the_lowest_threshold(percent: str, given: int | None, expected: int | None) -> None:
    by_hand = {"level_by_hand": {"stars": given, "reason": "规模小"}} if given else {}
    result = graded(shipped("ctc"), items=by_chapter(percent), **by_hand)
    assert stars(result) == expected
    assert result.grade is not None
    assert result.grade.label.startswith("暂定")
    if given:
        note = next(note for note in result.notes if "审查员评定" in note)
        assert ("没有采用" in note) is (expected != given)
    if expected in (1, 2):
        assert result.next is not None
        assert result.next.stars == 3
        assert result.decided_by == ["score.final"]


def test_a_veto_is_not_overcome_by_hand() -> None:
    result = graded(shipped("ctc"), items=by_chapter("75"), special_deductions=["x"] * 5, level_by_hand={"stars": 2, "reason": "x"})
    assert stars(result) is None
    assert any("special_deductions 未满足" in note for note in result.notes)


def test_survey_channels_as_used() -> None:
    result = measured(survey={"face_to_face": {"percent": 95, "responses": 20}, "electronic": {"percent": 88, "responses": 80}})
    # Pooled 89.4 is 四星, the mean of the channels 91.5 would be 五星 (DOMAIN 9.6).
    assert condition(result, "survey.combined", 5).value == "89.4"
    assert stars(result) == 4
    note = next(note for note in result.notes if "91.5" in note)
    assert "89.4" in note
    assert "五星级" in note
    mean = shipped("cqm", ("A33", "alternative"))
    changed = perfect(mean) | {"survey": {"face_to_face": {"percent": 95, "responses": 20}, "electronic": {"percent": 88, "responses": 80}}}
    assert stars(graded(mean, **changed)) == 5
