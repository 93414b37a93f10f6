"""Unknown is never taken as good: each thing taken away is named, and no grade is given."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from desktop.domain.grading import completeness
from desktop.domain.rules import compile_rules
from tests.domain.builders import by_chapter, document, graded, perfect, scores, shipped, small, stars


def without(parts: dict[str, Any], path: str) -> dict[str, Any]:
    head, _, rest = path.partition("/")
    changed = dict(parts)
    if rest:
        changed[head] = without(changed[head], rest)
    else:
        del changed[head]
    return changed


PATHS = {
    "items/4.1.3": "4.1.3",
    "conformity/4.2.2.3": "4.2.2.3",
    "facts/operating_months": "facts.operating_months",
    "facts/months_since_accident": "facts.months_since_accident",
    "facts/months_since_negative_publicity": "facts.months_since_negative_publicity",
    "facts/major_complaints": "facts.major_complaints",
    "survey/face_to_face": "survey.face_to_face",
    "survey/electronic": "survey.electronic",
}


@pytest.mark.parametrize(("path", "missing"), PATHS.items())
def test_each_thing_asked_is_missed(path: str, missing: str) -> None:
    rules = shipped("cqm")
    parts = perfect(rules)
    if path.startswith("conformity"):
        missing = rules.conformity[5]
        path = f"conformity/{missing}"
    assert stars(graded(rules, **parts)) == 5
    result = graded(rules, **without(parts, path))
    assert [one.id for one in result.missing] == [missing]
    assert all(one.clause and one.text for one in result.missing)
    assert (result.complete, result.grade, result.next, result.outcomes) == (False, None, None, [])
    done, total = completeness(rules, document(rules, **without(parts, path)))
    assert total - done == 1
    assert completeness(rules, document(rules, **parts)) == (total, total)


def test_an_empty_document_misses_everything_and_says_so_in_order() -> None:
    for name in ("zgc", "ctc", "zhdh", "cqm", "bz", "mix"):
        rules = shipped(name)
        result = graded(rules)
        assert not result.complete
        assert result.missing
        done, total = completeness(rules, document(rules))
        assert (done, total) == (0, total)
        assert total >= len(result.missing) > 0


@pytest.mark.parametrize("channel", [{}, {"responses": 3}])
def test_a_channel_half_entered_is_missing(channel: dict[str, Any]) -> None:
    rules = shipped("cqm")
    parts = perfect(rules)
    result = graded(rules, **parts | {"survey": parts["survey"] | {"electronic": channel}})
    assert [one.id for one in result.missing] == ["survey.electronic"]


def test_a_typed_total_makes_the_electronic_channel_optional() -> None:
    rules = shipped("cqm")
    parts = perfect(rules)
    face = parts["survey"]["face_to_face"]
    assert stars(graded(rules, **parts | {"survey": {"face_to_face": face, "combined": {"percent": 85}}})) == 4
    alone = graded(rules, **parts | {"survey": {"combined": {"percent": 95}}})
    assert [one.id for one in alone.missing] == ["survey.face_to_face"]
    both = graded(rules, **parts | {"survey": parts["survey"] | {"combined": {"percent": 85}}})
    assert any("85" in note and "95" in note for note in both.notes)


def test_null_means_never_only_for_months_since() -> None:
    rules = shipped("cqm")
    parts = perfect(rules)
    for name in ("operating_months", "major_complaints"):
        result = graded(rules, **parts | {"facts": parts["facts"] | {name: None}})
        assert [one.id for one in result.missing] == [f"facts.{name}"]


def test_carried_items_keep_a_value_or_are_missing() -> None:
    rules = small()
    carried = {"1.1": {"score": 5, "carried": "今年不在抽查范围"}}
    result = graded(rules, audit={"kind": "surveillance"}, items=scores(rules, changed=carried))
    assert result.complete
    assert any("沿用上次得分：1.1 甲一" in note for note in result.notes)
    valueless = graded(rules, audit={"kind": "special"}, items=scores(rules, changed={"1.1": {"carried": "未看"}}))
    assert [one.id for one in valueless.missing] == ["1.1"]


def test_numbers_so_far_are_shown_without_a_verdict() -> None:
    rules = small()
    result = graded(rules, items={"1.1": {"score": 3}})
    assert result.score is not None
    assert (result.score.points, result.score.of, result.score.percent) == ("3", "6", "50")
    found = [one for one in result.conditions if one.id == "score.final"]
    assert [(one.value, one.met) for one in found] == [("50", None)] * 3


def test_characteristics_follow_the_samples_and_the_pass_line() -> None:
    rules = shipped("mix")
    assert rules.pass_line is not None
    items = scores(rules)
    base: dict[str, Any] = {
        "audit": {"kind": "initial"},
        "items": items,
        "conformity": dict.fromkeys(rules.conformity, "conforming"),
        "survey": {"face_to_face": {"percent": 90, "responses": 5}, "electronic": {"percent": 90, "responses": 5}},
        "facts": {"operating_months": 40, "major_complaints": []},
    }
    on_line = graded(rules, **base, characteristics={"sampled": 40, "failed": 3})
    assert on_line.complete
    assert on_line.grade is not None
    assert on_line.grade.level == 5
    under = graded(rules, **base, characteristics={"sampled": 40, "failed": 4, "passed": True})
    assert under.grade is not None
    assert under.grade.label == "特性测评未过"
    assert any("以计算为准" in note for note in under.notes)
    samples = [{"id": str(n), "passed": n > 2} for n in range(40)]
    counted = graded(rules, **base, samples=samples)
    assert counted.grade == on_line.grade
    # Not asked of this kind of audit, so nothing is missing; given, it counts.
    zhdh = shipped("zhdh")
    special = {"audit": {"kind": "special"}, "items": by_chapter("96")}
    assert [one.id for one in graded(zhdh, **special).missing] == ["characteristics"]
    asked = zhdh.scheme.characteristics
    assert asked is not None
    fewer = replace(zhdh.scheme, characteristics=replace(asked, required=("initial", "surveillance")))
    assert stars(graded(compile_rules(fewer, version="1", sha256="0" * 64), **special)) == 5
    failed = graded(zhdh, audit={"kind": "special"}, items=by_chapter("96"), characteristics={"passed": False})
    assert stars(failed) is None
    unset = graded(zhdh, items=by_chapter("96"), characteristics={"sampled": 60, "failed": 0})
    assert [one.id for one in unset.missing] == ["characteristics"]
