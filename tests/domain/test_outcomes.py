"""What the scheme allows depends on the kind of audit, the grade, the levels applied for and held, and the facts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.builders import CQM_FACTS, by_chapter, graded, perfect, shipped


def kinds(name: str, **parts: Any) -> list[str]:
    result = graded(shipped(name), **parts)
    assert all(one.clause and one.text for one in result.outcomes)
    return [one.kind for one in result.outcomes]


def measured(**changes: Any) -> list[str]:
    rules = shipped("cqm")
    return kinds("cqm", **perfect(rules) | changes)


SURVEILLANCE = {"audit": {"kind": "surveillance"}}
UNRECTIFIED = {"facts": CQM_FACTS | {"major_complaints": [{"months_ago": 2, "rectified": False}]}}
ACCIDENT = {"facts": CQM_FACTS | {"months_since_accident": 6}}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["recommend"]),
        ({"applied_for": 5}, ["recommend"]),
        ({"applied_for": 5, "facts": CQM_FACTS | {"operating_months": 8}}, ["lower-level"]),
        (UNRECTIFIED, ["not"]),
        (SURVEILLANCE, []),
        (SURVEILLANCE | {"previous": {"stars": 5}}, ["keep"]),
        (SURVEILLANCE | {"previous": {"stars": 3}}, ["keep"]),
        (SURVEILLANCE | {"previous": {"stars": 5}, "facts": CQM_FACTS | {"operating_months": 8}}, ["downgrade"]),
        (SURVEILLANCE | {"management_audit": {"passed": False, "reason": "x"}, "previous": {"stars": 3}}, ["withdraw"]),
        (SURVEILLANCE | UNRECTIFIED, ["suspend", "withdraw"]),
        (SURVEILLANCE | ACCIDENT | {"previous": {"stars": 1}}, ["keep", "suspend", "withdraw"]),
    ],
)
def test_of_the_measured_scheme(changes: dict[str, Any], expected: list[str]) -> None:
    assert measured(**changes) == expected


def test_only_previous_changes_only_the_outcomes() -> None:
    rules = shipped("cqm")
    parts = perfect(rules) | SURVEILLANCE | {"facts": CQM_FACTS | {"operating_months": 8}}
    three, five = (graded(rules, **parts, previous={"stars": stars}) for stars in (3, 5))
    assert three.outcomes != five.outcomes
    assert (three.grade, three.conditions, three.next, three.notes) == (five.grade, five.conditions, five.next, five.notes)


def test_downgrade_only_to_the_next_level() -> None:
    assert kinds("ctc", items=by_chapter("92"), applied_for=5) == ["lower-level"]
    assert kinds("ctc", items=by_chapter("85"), applied_for=5) == ["conditional"]
    assert kinds("ctc", items=by_chapter("60"), applied_for=5) == ["not"]
    assert kinds("ctc", items=by_chapter("92"), applied_for=4) == ["recommend"]
    any_lower = graded(shipped("ctc", ("A12", "alternative")), items=by_chapter("85"), applied_for=5)
    assert [one.kind for one in any_lower.outcomes] == ["lower-level"]


def texts(name: str, **parts: Any) -> list[str]:
    return [one.text for one in graded(shipped(name), **parts).outcomes]


def test_further_below_than_a_level_somebody_decides() -> None:
    found = graded(shipped("ctc"), items=by_chapter("85"), applied_for=5).outcomes
    assert [(one.kind, one.clause) for one in found] == [("conditional", "8.5.5 2)")]
    assert "逐案决定" in found[0].text
    assert "推荐" not in found[0].text


@pytest.mark.parametrize("applied", [None, 0, 1, 3, 5])
@pytest.mark.parametrize("name", ["ctc", "zhdh"])
def test_a_level_the_scheme_does_not_have_is_never_recommended(name: str, applied: int | None) -> None:
    parts: dict[str, Any] = {"items": by_chapter("75"), "applied_for": applied}
    if name == "zhdh":
        parts["characteristics"] = {"passed": True}
    for kind in ("initial", "recertification"):
        found = graded(shipped(name), **parts, audit={"kind": kind})
        assert found.grade is not None
        assert found.grade.stars == 0
        assert [one.kind for one in found.outcomes] == ["conditional"]
        assert "没有对应的星级" in found.outcomes[0].text
    # The auditor gives a level the scheme does have: then it is a matter of what was applied for.
    given = graded(shipped(name), **parts, level_by_hand={"stars": 2, "reason": "规模小"})
    expected = {None: "recommend", 0: "recommend", 1: "recommend", 3: "lower-level", 5: "conditional" if name == "ctc" else "lower-level"}
    assert [one.kind for one in given.outcomes] == [expected[applied]]


def test_under_surveillance_a_level_the_scheme_does_not_have_is_no_reduced_level() -> None:
    held = {"previous": {"stars": 4}, "items": by_chapter("75")}
    assert texts("ctc", **SURVEILLANCE, **held) == ["暂停认证"]
    assert texts("ctc", audit={"kind": "suspension-review"}, **held) == ["暂停期内继续整改"]
    assert kinds("ctc", **SURVEILLANCE, previous={"stars": 4}, items=by_chapter("85")) == ["suspend", "downgrade"]
    assert kinds("zhdh", **SURVEILLANCE, **held, characteristics={"passed": True}) == ["downgrade"]


def test_conditions_when_findings_are_open() -> None:
    assert kinds("zhdh", items=by_chapter("96"), characteristics={"passed": True}) == ["recommend"]
    open_findings = kinds("zhdh", items=by_chapter("99"), characteristics={"passed": True}, special_deductions=["违规"])
    assert open_findings == ["recommend", "conditional"]
    assert kinds("zhdh", items=by_chapter("96"), characteristics={"passed": False}) == ["not"]


def test_sums_are_compared_as_a_whole() -> None:
    parts: dict[str, Any] = {"items": by_chapter("85"), "evaluations": {"q-zg-001": {"percent": 85}}}
    assert kinds("zgc", **parts, applied_for=6) == ["recommend"]
    assert kinds("zgc", **parts, applied_for=7) == ["lower-level"]
    assert kinds("zgc", **SURVEILLANCE, **parts, previous={"stars": 5}) == ["keep", "upgrade"]
    assert kinds("zgc", **SURVEILLANCE, **parts, previous={"stars": 9}) == ["downgrade"]
    assert kinds("zgc", audit={"kind": "suspension-review"}, **parts, previous={"stars": 9}) == ["restore", "downgrade"]


def test_the_level_held_may_be_called_stars_or_level() -> None:
    rules = shipped("bz")
    levels = {"2": {"met": True, "reason": "x"}, "3": {"met": False, "reason": "x"}}
    for held, expected in ((2, ["keep"]), (3, [])):
        for previous in ({"stars": held}, {"level": held}, {"stars": held, "level": held}):
            result = graded(rules, **SURVEILLANCE, levels=levels, previous=previous)
            assert [one.kind for one in result.outcomes] == expected
    assert kinds("bz", levels=levels, applied_for=3) == ["lower-level"]
    assert kinds("bz", levels=levels, applied_for=2) == ["recommend"]


def test_without_a_kind_the_outcomes_are_those_of_an_initial_audit() -> None:
    result = graded(shipped("ctc"), items=by_chapter("96"))
    assert [one.kind for one in result.outcomes] == ["recommend"]
    assert any("审查类型" in note for note in result.notes)
