"""Filters over clauses: what is open, what costs points, what a deduction lacks, and how far each chapter is."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.filters import FILTERS, HEAD_OFFICE, Filter, chapters, filtered, next_unanswered, standings
from desktop.domain.grading import completeness, grade
from desktop.domain.rules import Rules
from tests.domain.builders import document, perfect, scores, shipped, small


def found(which: Filter, rules: Rules | None = None, author: str = "", **parts: Any) -> list[str]:
    rules = rules or small()
    return filtered(document(rules, **parts), rules, which, author=author)


def test_what_is_open_comes_in_the_order_of_the_tree() -> None:
    assert found("unanswered") == ["1.1", "1.2", "2.1", "2.2"]
    assert found("unanswered", items={"2.1": {"met": True}, "1.1": {"note": "看过"}}) == ["1.1", "1.2", "2.2"]
    assert found("unanswered", items={"1": {"score": "9"}, "2.2": {"excluded": "没有"}}) == ["2.1"]


def test_the_next_open_clause_goes_round() -> None:
    rules = small()
    audit = document(rules, items={"1.2": {"sampled": 3, "failed": 0}})
    walk = [next_unanswered(audit, rules, after) for after in (None, "1", "1.1", "2.1", "2.2", "2.2.1", "9.9")]
    assert walk == ["1.1", "1.1", "2.1", "2.2", "1.1", "1.1", "1.1"]
    assert next_unanswered(document(rules, items=scores(rules)), rules, "1.1") is None


@pytest.mark.parametrize("scheme", ["cqm", "ctc", "zhdh", "bz", "zgc"])
def test_open_clauses_are_those_the_grade_misses(scheme: str) -> None:
    rules = shipped(scheme)
    for parts in ({}, {"items": scores(rules)}, {"levels": {"2": {"met": True}}} if scheme == "bz" else {}):
        audit = document(rules, **parts)
        told = {one.id for one in grade(audit, rules).missing if one.id in rules.items}
        levels = {one.id for one in grade(audit, rules).missing if one.id.startswith("levels.")}
        mine = filtered(audit, rules, "unanswered")
        assert {key for key in mine if rules.items[key].item.kind != "level"} == told
        assert {f"levels.{rules.items[key].item.level}" for key in mine if rules.items[key].item.kind == "level"} == levels


def test_deductions_and_what_they_lack() -> None:
    items = {
        "1.1": {"score": "5.9"},
        "1.2": {"sampled": 10, "failed": 1, "note": "第 3 单无签字"},
        "2.1": {"met": False},
        "2.2": {"deductions": [{"points": "1", "statement": "无证", "evidence": ["e"]}, {"points": "1", "statement": "超时"}]},
    }
    evidence = [{"id": "e", "links": ["items/2.1"]}]
    parts: dict[str, Any] = {"items": items, "evidence": evidence}
    assert found("deducted", **parts) == ["1.1", "1.2", "2.1", "2.2"]
    assert found("deduction-without-statement", **parts) == ["1.1", "2.1"]
    assert found("deduction-without-evidence", **parts) == ["1.1", "1.2", "2.2"]
    assert found("without-evidence", **parts) == ["1.1", "1.2"]
    assert found("noted", **parts) == ["1.2"]
    full = {"1.1": {"score": "6"}, "1.2": {"excluded": "没有"}, "2.1": {"met": True}, "2.2": {"deductions": []}}
    assert found("deducted", items=full) == []
    assert found("answered", items=full) == ["1.1", "1.2", "2.1", "2.2"]
    assert found("without-evidence", items=full) == ["1.1", "1.2", "2.1", "2.2"]


def test_conformity_counts_like_points() -> None:
    rules = shipped("cqm")
    one, two, three, *_rest = rules.conformity
    parts: dict[str, Any] = {"conformity": {one: "minor", two: {"result": "severe", "note": "没有制度"}, three: "conforming"}}
    assert found("deducted", rules, **parts) == [one, two]
    assert found("deduction-without-statement", rules, **parts) == [one]
    parts["evidence"] = [{"id": "e", "links": [f"conformity/{one}"]}]
    assert found("deduction-without-evidence", rules, **parts) == [two]


def test_levels_not_met_count_as_deducted() -> None:
    rules = shipped("bz")
    keys = {str(rule.item.level): key for key, rule in rules.items.items() if rule.item.kind == "level"}
    parts: dict[str, Any] = {"levels": {"2": {"met": True, "reason": "成文"}, "3": {"met": False}}}
    assert found("deducted", rules, **parts) == [keys["3"]]
    assert found("deduction-without-statement", rules, **parts) == [keys["3"]]


def test_mine_are_those_i_observed_and_their_words_are_a_statement() -> None:
    observations = [
        {"id": "a", "item": "1.2", "auditor": "陆既明", "sampled": 4, "failed": 1, "seen": "第 3 单无签字"},
        {"id": "b", "item": "2.1", "auditor": "沈望舒", "met": False},
    ]
    parts: dict[str, Any] = {
        "observations": observations,
        "items": {"1.2": {"sampled": 4, "failed": 1, "rolled": True}, "2.1": {"met": False, "rolled": True}},
        "evidence": [{"id": "e", "links": ["observations/b"]}],
    }
    assert found("mine", author="陆既明", **parts) == ["1.2"]
    assert found("mine", author="顾岩", **parts) == []
    assert found("deduction-without-statement", **parts) == ["2.1"]
    assert found("deduction-without-evidence", **parts) == ["1.2"]
    parts["items"]["1.2"] = {"score": "1", "override": "样本太少"}
    assert found("deduction-without-statement", **parts) == ["1.2", "2.1"]


def test_at_one_site_only_what_was_seen_there_counts() -> None:
    rules = small()
    parts: dict[str, Any] = {
        "sites": [{"id": "east", "name": "城东"}],
        "items": {"1.1": {"met": False, "rolled": True}, "2.2": {"excluded": "没有"}},
        "observations": [
            {"id": "a", "item": "1.1", "auditor": "陆既明", "met": True, "seen": "齐全"},
            {"id": "b", "item": "1.1", "auditor": "沈望舒", "site": "east", "met": False},
            {"id": "c", "item": "1.2", "auditor": "沈望舒", "site": "east", "seen": "只看了一眼"},
        ],
        "evidence": [{"id": "e", "links": ["observations/a"]}],
    }
    audit = document(rules, **parts)

    def at(site: str, which: Filter, author: str = "") -> list[str]:
        return filtered(audit, rules, which, author=author, site=site)

    assert at("east", "unanswered") == ["1.2", "2.1"]
    assert at(HEAD_OFFICE, "unanswered") == ["1.2", "2.1"]
    assert (at("east", "deducted"), at(HEAD_OFFICE, "deducted")) == (["1.1"], [])
    assert at("east", "deduction-without-statement") == at("east", "deduction-without-evidence") == ["1.1"]
    assert (at("east", "noted"), at(HEAD_OFFICE, "noted")) == (["1.2"], ["1.1"])
    assert (at("east", "without-evidence"), at(HEAD_OFFICE, "without-evidence")) == (["1.1"], [])
    assert (at("east", "mine", "沈望舒"), at(HEAD_OFFICE, "mine", "沈望舒")) == (["1.1", "1.2"], [])
    assert at("east", "excluded") == ["2.2"]
    assert next_unanswered(audit, rules, "1.1", site="east") == "1.2"
    assert next_unanswered(audit, rules, "1.2", site="east") == "2.1"


def test_what_is_left_out_overridden_or_seen_differently() -> None:
    parts: dict[str, Any] = {
        "items": {"1.1": {"excluded": "没有"}, "1.2": {"score": "1", "override": "样本太少"}, "2.1": {"met": False, "rolled": True}},
        "observations": [
            {"id": "a", "item": "2.1", "auditor": "陆既明", "met": True},
            {"id": "b", "item": "2.1", "auditor": "沈望舒", "met": False},
            {"id": "c", "item": "1.2", "auditor": "陆既明", "sampled": 9, "failed": 0},
            {"id": "d", "item": "1.2", "auditor": "沈望舒", "site": "east", "sampled": 9, "failed": 1},
        ],
        "sites": [{"id": "east"}],
    }
    assert found("excluded", **parts) == ["1.1"]
    assert found("overridden", **parts) == ["1.2"]
    assert found("differing", **parts) == ["2.1"], "two sites may differ"


def test_chapters_add_up_to_what_the_grade_needs() -> None:
    rules = small()
    audit = document(rules, items={"1.1": {"score": "1"}, "2": {"score": "3"}})
    assert [(one.id, one.done, one.total) for one in chapters(audit, rules)] == [("1", 1, 2), ("2", 2, 2)]
    cqm = shipped("cqm")
    done = chapters(document(cqm, **perfect(cqm)), cqm)
    assert all(one.done == one.total for one in done)
    empty = chapters(document(cqm), cqm)
    assert sum(one.total for one in empty) == len(cqm.conformity) + sum(len(unit.leaves) for unit in cqm.units)
    assert sum(one.done for one in empty) == 0
    assert completeness(rules, audit) == (3, 4)


def test_an_empty_document_has_no_standing_but_what_is_asked() -> None:
    rules = small()
    assert all(one.open and not one.answered for one in standings(document(rules), rules).values())
    for which in FILTERS:
        assert found(which, author="某人") == (["1.1", "1.2", "2.1", "2.2"] if which == "unanswered" else [])
