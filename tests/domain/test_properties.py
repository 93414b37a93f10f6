"""What must hold of every grade: better answers never lower it, order never matters, and it equals plain reckoning in fractions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.base.numbers import plain
from desktop.domain.grade import Grade
from desktop.domain.grading import grade
from desktop.domain.rules import Rules
from tests.domain.builders import CQM_FACTS, SMALL, document, graded, shipped, small

Answer = dict[str, Any]


def rank(result: Grade) -> int:
    """The grade as a number; below the lowest -1."""
    assert result.complete, result.missing
    assert result.grade is not None
    return -1 if result.grade.stars is None else result.grade.stars


def share(answer: Answer, points: Decimal) -> Fraction | None:
    """The points of an answer, reckoned in the plainest way; None when excluded."""
    if "excluded" in answer:
        return None
    if "score" in answer:
        return Fraction(answer["score"])
    if "met" in answer:
        return Fraction(points) if answer["met"] else Fraction(0)
    if "sampled" in answer:
        return Fraction(points) * Fraction(answer["sampled"] - answer["failed"], answer["sampled"])
    return max(Fraction(points) - sum(Fraction(one["points"]) for one in answer["deductions"]), Fraction(0))


def answers(points: Decimal, *, exclusions: bool = True) -> st.SearchStrategy[Answer]:
    """Any answer to an item of so many points."""
    cents = int(points * 100)
    score = st.integers(0, cents).map(lambda n: {"score": str(Decimal(n) / 100)})
    met = st.booleans().map(lambda yes: {"met": yes})
    sampled = st.integers(1, 60).flatmap(lambda n: st.integers(0, n).map(lambda bad: {"sampled": n, "failed": bad}))
    one = st.integers(1, cents).map(lambda n: {"points": str(Decimal(n) / 100), "statement": "x"})
    deductions = st.lists(one, max_size=4).map(lambda listed: {"deductions": listed})
    kinds: list[st.SearchStrategy[Answer]] = [score, met, sampled, deductions]
    return st.one_of(*kinds, *([st.just({"excluded": "不适用"})] if exclusions else []))


@cache
def rules_small(*, keep: bool = False, before: bool = False) -> Rules:
    scoring = {
        "clause": "6",
        "exclusions": "keep-base" if keep else "shrink-base",
        "special_deductions": "before" if before else "after",
        "bonus": True,
    }
    return small({"scoring": scoring})


def all_answers(rules: Rules, *, exclusions: bool = True) -> st.SearchStrategy[dict[str, Answer]]:
    leaves = {key: rule.points for key, rule in rules.items.items() if rule.is_leaf and rule.points is not None}
    filled = st.fixed_dictionaries({key: answers(points, exclusions=exclusions) for key, points in leaves.items()})
    return filled.filter(lambda found: any("excluded" not in answer for answer in found.values()))


@given(st.data(), st.booleans(), st.booleans(), st.integers(0, 6), st.booleans())
@settings(max_examples=200)
def test_grade_equals_plain_reckoning(data: st.DataObject, keep: bool, before: bool, special: int, bonus: bool) -> None:
    rules = rules_small(keep=keep, before=before)
    items = data.draw(all_answers(rules))
    extra = {"bonus": "x"} if bonus else {}
    result = graded(rules, items=items, special_deductions=["x"] * special, **extra)
    got, of = Fraction(0), Fraction(0)
    chapters: dict[str, list[Fraction]] = {}
    for key, answer in items.items():
        points = rules.items[key].points
        assert points is not None
        value = share(answer, points)
        if value is None and not keep:
            continue
        got += value or 0
        of += Fraction(points)
        chapter = chapters.setdefault(key[0], [Fraction(0), Fraction(0)])
        chapter[0] += value or 0
        chapter[1] += Fraction(points)
    percent = got / of * 100
    final = (got - special + bonus) / of * 100 if before else percent - special + bonus
    lowest = min(part / whole for part, whole in chapters.values())
    expected = -1
    if special <= 4 and final >= 70:
        expected = 5 if final >= 95 and lowest >= Fraction(9, 10) else 3 if final >= 80 else 0
    assert rank(result) == expected
    assert result.score is not None
    assert (result.score.points, result.score.of) == (plain(got), plain(of))
    assert (result.score.percent, result.score.final) == (plain(percent), plain(final))


@given(st.data(), st.booleans())
@settings(max_examples=200)
def test_one_better_answer_never_lowers_the_grade(data: st.DataObject, keep: bool) -> None:
    rules = rules_small(keep=keep)
    items = data.draw(all_answers(rules))
    key = data.draw(st.sampled_from([key for key, answer in items.items() if "excluded" not in answer]))
    points = rules.items[key].points
    assert points is not None
    other = data.draw(answers(points, exclusions=False))
    worse, better = sorted((items[key], other), key=lambda answer: share(answer, points) or Fraction(0))
    low, high = (graded(rules, items=items | {key: answer}) for answer in (worse, better))
    assert rank(low) <= rank(high)
    assert low.score is not None
    assert high.score is not None
    assert Fraction(low.score.final) <= Fraction(high.score.final)


@given(st.data())
@settings(max_examples=40)
def test_the_order_of_items_never_matters(data: st.DataObject) -> None:
    rules = shipped("gbt27922")
    items = data.draw(all_answers(rules))
    shuffled = dict(data.draw(st.permutations(list(items.items()))))
    one, two = graded(rules, items=items), graded(rules, items=shuffled)
    assert (one.grade, one.score, one.conditions, one.next) == (two.grade, two.score, two.conditions, two.next)


@given(st.data(), st.booleans())
@settings(max_examples=40)
def test_an_added_item_at_full_marks_never_lowers(data: st.DataObject, before: bool) -> None:
    rules = rules_small(before=before)
    items = data.draw(all_answers(rules))
    added = [*SMALL["items"], {"id": "3", "title": "丙", "kind": "points", "points": data.draw(st.integers(1, 30)), "chapter": True}]
    scoring = {"clause": "6", "special_deductions": "before" if before else "after", "bonus": True}
    more = small({"scoring": scoring, "items": ["1", "2", "3"]}, items=added)
    special = {"special_deductions": ["x"] * data.draw(st.integers(0, 2))}
    full = more.items["3"].points
    assert rank(graded(more, items=items | {"3": {"score": str(full)}}, **special)) >= rank(graded(rules, items=items, **special))


@given(st.data(), st.integers(0, 8), st.booleans())
@settings(max_examples=40)
def test_the_score_stays_within_its_bounds(data: st.DataObject, special: int, bonus: bool) -> None:
    rules = shipped("gbt27922")
    extra = {"bonus": "x"} if bonus else {}
    result = graded(rules, items=data.draw(all_answers(rules)), special_deductions=["x"] * special, **extra)
    assert result.score is not None
    assert 0 <= Fraction(result.score.percent) <= 100
    assert -special <= Fraction(result.score.final) <= 101
    assert result.grade is not None
    assert result.grade.stars in (None, 0, 3, 4, 5)
    if special > 4:
        assert result.grade.stars is None


MONTHS = st.none() | st.integers(0, 480).map(lambda n: str(Decimal(n) / 10))
STEPS = [
    "operating_months",
    "months_since_accident",
    "months_since_negative_publicity",
    "complaints",
    "face",
    "electronic",
    "items",
    "severe",
]


@st.composite
def audits(draw: st.DrawFn) -> dict[str, Any]:
    """Everything the measured scheme asks, as numbers of which more is better (None of months: never, best of all)."""
    return {
        "operating_months": draw(st.integers(0, 40)),
        "months_since_accident": draw(MONTHS),
        "months_since_negative_publicity": draw(MONTHS),
        "complaints": -draw(st.integers(0, 6)),
        "face": draw(st.integers(0, 100)),
        "electronic": draw(st.integers(0, 100)),
        "items": draw(st.integers(0, 100)),
        "severe": -draw(st.integers(0, 2)),
    }


def audit(values: dict[str, Any]) -> Grade:
    rules = shipped("cqm")
    conformity = dict.fromkeys(rules.conformity, "conforming")
    for place in range(-values["severe"]):
        conformity[rules.conformity[place]] = "severe"
    leaves = {key: rule.points for key, rule in rules.items.items() if rule.is_leaf and rule.points is not None}
    return graded(
        rules,
        items={key: {"score": str(points * values["items"] / 100)} for key, points in leaves.items()},
        conformity=conformity,
        management_audit={"passed": True, "reason": "x"},
        survey={
            "face_to_face": {"percent": values["face"], "responses": 30},
            "electronic": {"percent": values["electronic"], "responses": 70},
        },
        facts=CQM_FACTS
        | {name: values[name] for name in STEPS[:3]}
        | {"major_complaints": [{"months_ago": 3, "rectified": True}] * -values["complaints"]},
    )


@given(audits(), audits(), st.sampled_from(STEPS))
@settings(max_examples=200)
def test_one_better_value_never_lowers_the_grade(values: dict[str, Any], others: dict[str, Any], name: str) -> None:
    worse, better = sorted((values[name], others[name]), key=lambda value: Decimal("Infinity") if value is None else Decimal(value))
    low, high = audit(values | {name: worse}), audit(values | {name: better})
    assert rank(low) <= rank(high)


@given(audits())
@settings(max_examples=200)
def test_the_grade_is_the_lowest_cap_and_what_decides_it_fails_above(values: dict[str, Any]) -> None:
    result = audit(values)
    reached = rank(result)
    failing = {one.id for one in result.conditions if not one.met and one.stars == max(reached, 0) + 1}
    assert set(result.decided_by) == failing
    assert all(one.met for one in result.conditions if one.stars <= reached)
    if result.next is not None:
        assert len(result.next.needs) == len(failing)


@given(st.data())
@settings(max_examples=20)
def test_grading_is_pure(data: st.DataObject) -> None:
    rules = shipped("gbt27922")
    written = document(rules, items=data.draw(all_answers(rules)))
    assert grade(written, rules) == grade(written, rules)
