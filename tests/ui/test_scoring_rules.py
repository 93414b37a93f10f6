"""What the score page works out from data alone: matters, rows, methods, the sheet of the grade; also for schemes of others."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.actions.workspace import AuditView
from desktop.base import paths
from desktop.base.errors import BadInput
from desktop.base.typed import convert
from desktop.domain.assessment import Assessment
from desktop.domain.grading import completeness, grade
from desktop.domain.records import to_records
from desktop.domain.rules import Rules, compile_rules
from desktop.schemes.library import Library
from desktop.ui.scoring.advice import leads_of_missing
from desktop.ui.scoring.matters import matters_of, row_of_missing
from desktop.ui.scoring.methods import decimal, formula, method_of, methods_of, whole
from desktop.ui.scoring.outline import Outline
from desktop.ui.scoring.row_states import row_states
from desktop.ui.scoring.sheet import sheet

TESTS = Path(__file__).resolve().parents[1]
SHIPPED = ("zgc", "ctc", "zhdh", "bz", "cqm", "gbt27922")
OTHERS = ("mix", "shop")


def rules_of(name: str) -> Rules:
    loaded = Library([paths.schemes(), TESTS / "schemes" / "data"]).load(name)
    return compile_rules(loaded.scheme, version=loaded.version, sha256=loaded.sha256)


def view_of(name: str, **sections: Any) -> AuditView:
    """A view of a document, as the workspace would make it."""
    rules = rules_of(name)
    raw = {"format": "fieldaudit.assessment/1", "scheme": name, "audit": {"kind": "initial"}, **sections}
    document = convert(raw, Assessment, name)
    return AuditView(
        id="a",
        records=to_records(raw),
        document=document,
        rules=rules,
        grade=grade(document, rules),
        completeness=completeness(rules, document),
        saved_at="",
    )


@pytest.mark.parametrize("name", [*SHIPPED, *OTHERS])
def test_everything_missing_has_a_row(name: str) -> None:
    view = view_of(name)
    outline = Outline(view.rules)
    assert view.grade.missing
    for missing in view.grade.missing:
        assert row_of_missing(view.rules, missing.id) in outline.entries, missing
    states = row_states(view, outline.matters)
    shown = {row_of_missing(view.rules, one.id) for one in view.grade.missing}
    assert {key for key, state in states.items() if state.open} == shown
    assert set(states) == set(outline.entries) - {"@"}
    # J goes through all of them and comes round again.
    key, seen = "", []
    for _one in shown:
        key = outline.next_open(states, key)
        seen.append(key)
    assert set(seen) == shown
    assert outline.next_open(states, key) == seen[0]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("zgc", ["typed", "special", "levels"]),
        ("ctc", ["special", "levels"]),
        ("zhdh", ["characteristics", "special", "levels"]),
        ("bz", ["levels"]),
        ("cqm", ["management", "survey", "facts", "complaints", "levels"]),
    ],
)
def test_matters_follow_from_what_the_scheme_asks(name: str, kinds: list[str]) -> None:
    assert [one.kind for one in matters_of(rules_of(name))] == kinds


def test_a_scheme_of_others_asks_what_its_own_criteria_ask() -> None:
    rules = rules_of("mix")
    asked = {one.criterion.measure for unit in rules.units for one in unit.criteria}
    kinds = {one.kind for one in matters_of(rules)}
    assert ("survey" in kinds) == any(one.startswith("survey.") for one in asked)
    assert ("management" in kinds) == ("management_audit" in asked)
    made = sheet(view_of("mix"))
    assert made.parts
    assert made.decides.variant == "open"


@pytest.mark.parametrize("name", [*SHIPPED, *OTHERS])
def test_the_sheet_of_an_empty_audit_guesses_nothing(name: str) -> None:
    made = sheet(view_of(name))
    assert (made.label, made.known, made.stars) == ("未评定", False, None)
    assert made.decides.target
    assert made.missing == leads_of_missing(view_of(name))
    assert all(one.met is not True or one.value != "–" for one in made.conditions)


def test_the_lowest_counts_is_a_ladder() -> None:
    made = sheet(_capped())
    assert made.ladder is not None
    assert made.ladder.heads == ("一", "二", "三", "四", "五")
    assert made.ladder.label == "封顶三星级"
    lowest = [one for one in made.ladder.rungs if one.level == 3]
    assert [(one.name, one.value) for one in lowest] == [("当面调查", "75 %")]
    assert not made.chapters
    assert made.decides.variant == "wrong"
    assert made.decides.text.startswith("当面调查 75 %，四星级要求 ≥ 80")


def test_never_and_unknown_are_two_words() -> None:
    made = sheet(_capped())
    assert made.ladder is not None
    values = {one.name: one.value for one in made.ladder.rungs}
    assert (values["责任事故"], values["负面信息"]) == ("从未发生", "–")


def _capped() -> AuditView:
    items = {key: {"score": str(rule.points)} for key, rule in rules_of("cqm").items.items() if rule.is_leaf}
    conformity = {key: "conforming" for key, rule in rules_of("cqm").items.items() if rule.item.kind == "conformity"}
    facts: dict[str, Any] = {
        "operating_months": 31,
        "months_since_accident": None,
        "months_since_negative_publicity": None,
        "major_complaints": [],
    }
    survey = {"face_to_face": {"percent": 75, "responses": 32}, "electronic": {"percent": 96, "responses": 400}}
    whole_view = view_of("cqm", items=items, conformity=conformity, facts=facts, survey=survey)
    del facts["months_since_negative_publicity"]
    partial = view_of("cqm", items=items, conformity=conformity, facts=facts, survey=survey)
    # The grade of the complete audit beside the condition that is not known in the other.
    unknown = [one for one in partial.grade.conditions if one.id == "facts.months_since_negative_publicity"]
    known = [one for one in whole_view.grade.conditions if one.id != "facts.months_since_negative_publicity"]
    from msgspec.structs import replace

    return replace(whole_view, grade=replace(whole_view.grade, conditions=known + unknown))


def test_a_bound_that_is_the_same_at_every_level_stands_once() -> None:
    lines = sheet(view_of("ctc")).conditions
    assert [one.name for one in lines].count("特别扣分项") == 1
    assert sum(one.name.endswith("综合得分") for one in lines) == 4


def test_the_fewest_clauses_then_the_fewest_points() -> None:
    rules = rules_of("ctc")
    items: dict[str, Any] = {key: {"score": str(rule.points)} for key, rule in rules.items.items() if rule.is_leaf}
    # 94 of 100: the fourth star, one point under the fifth.
    items |= {"5.1.1.2": {"score": "1.5"}, "5.1.2.2": {"score": "2"}, "5.1.4.1": {"score": "2.5"}}
    made = sheet(view_of("ctc", items=items))
    assert made.decides.text.startswith("综合得分 94，五星级要求 ≥ 95")
    assert [(one.number, one.right) for one in made.next if one.number] == [
        ("5.1.1.2", "+1.50"),
        ("5.1.4.1", "+1.50"),
        ("5.1.2.2", "+3.00"),
    ]
    # Where no clause alone is enough, as few as will do.
    items |= {key: {"score": str(rules.items[key].points)} for key in ("5.1.1.2", "5.1.2.2", "5.1.4.1")}
    for key in list(items)[:20]:
        items[key] = {"score": str((rules.items[key].points or Decimal(0)) - Decimal("0.3"))}
    made = sheet(view_of("ctc", items=items))
    place = next(at for at, one in enumerate(made.next) if one.title == "最少补 4 项：")
    assert [one.right for one in made.next[place + 1 :]] == ["+0.30"] * 4


def test_ways_of_answering_follow_the_kind() -> None:
    rules = rules_of("mix")
    kinds = {rule.item.kind: methods_of(rule) for rule in rules.items.values() if rule.item.kind_status == "stated"}
    assert kinds["all-or-nothing"] == ("full", "zero", "excluded")
    assert kinds["proportional"] == ("full", "sampled", "zero", "excluded")
    assert kinds["deduct"] == ("full", "deductions", "excluded")
    assert kinds["guidance"] == ()
    rule = next(rule for rule in rules.items.values() if rule.item.kind == "points")
    document = view_of("mix", items={rule.item.id: {"score": "0"}}).document
    assert method_of(rule, document.items[rule.item.id]) == "zero"


def test_the_formula_of_what_is_typed() -> None:
    assert formula(Decimal(5), "40", "4") == ("5 × (1 − 4 ÷ 40)", "4.50")
    assert formula(Decimal(5), "40", "") == ("5 × (1 − … ÷ 40)", "")
    assert formula(Decimal(5), "3", "4")[1] == ""
    assert formula(Decimal(5), "0", "0")[1] == ""


@pytest.mark.parametrize("text", ["", "五", "1e308", "NaN", "-1", "100.0001", "1" * 40])
def test_numbers_out_of_bounds_are_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        decimal(text, "得分率", Decimal(0), Decimal(100))
    assert "0 到 100" in refused.value.sentence


@pytest.mark.parametrize(("text", "number"), [("40", 40), ("", None), ("4.5", None), ("-4", None), ("４", None), ("9" * 8, None)])
def test_whole_numbers(text: str, number: int | None) -> None:
    assert whole(text) == number
