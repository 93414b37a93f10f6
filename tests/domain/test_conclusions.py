"""Which outcome a conclusion names, and whether the grade allows it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from desktop.base import paths
from desktop.base.typed import convert
from desktop.domain.assessment import Assessment
from desktop.domain.conclusions import outcome_chosen
from desktop.domain.grading import grade
from desktop.domain.rules import Rules, compile_rules
from desktop.schemes.library import Library


@pytest.fixture(scope="module")
def rules() -> Rules:
    loaded = Library([paths.schemes()]).load("ctc")
    return compile_rules(loaded.scheme, version=loaded.version, sha256=loaded.sha256)


def document(points: int, **conclusion: Any) -> Assessment:
    raw = {
        "format": "fieldaudit.assessment/1",
        "scheme": "ctc",
        "audit": {"kind": "surveillance"},
        "previous": {"stars": 4},
        "items": {"5.1": {"score": str(Decimal(points))}, "5.2": {"score": "30"}, "5.3": {"score": "20"}},
        "conclusion": conclusion,
    }
    return convert(raw, Assessment, "test")


def chosen(rules: Rules, found: Assessment) -> tuple[str, bool]:
    assert found.conclusion is not None
    result = grade(found, rules)
    outcome = outcome_chosen(found.conclusion, result, rules.scheme, found.audit.kind)
    offered = {(one.kind, one.text) for one in result.outcomes}
    # A ground of its own speaks for itself, whatever the grade.
    allowed = outcome is not None and (found.conclusion.ground is not None or (outcome.kind, outcome.text) in offered)
    return (outcome.clause if outcome else ""), allowed


def test_kind_alone_names_what_the_grade_allows(rules: Rules) -> None:
    assert chosen(rules, document(34, kind="downgrade")) == ("8.10.3 2) b)", True)


def test_outcome_of_the_scheme_that_the_grade_does_not_allow(rules: Rules) -> None:
    clause, allowed = chosen(rules, document(34, kind="keep"))
    assert (clause, allowed) == ("8.10.3 1)", False)


def test_text_tells_outcomes_of_one_kind_apart(rules: Rules) -> None:
    # Below every level the scheme suspends by another clause than from a lower level.
    assert chosen(rules, document(0, kind="suspend", text="暂停认证。\n说明"))[0] == "9.5.1 b)"
    assert chosen(rules, document(34, kind="suspend", text="暂停认证"))[0] == "8.10.3 2) b)"


def test_kind_that_no_scheme_has(rules: Rules) -> None:
    assert chosen(rules, document(34, kind="praise")) == ("", False)


def test_a_ground_names_its_own_clause_whatever_the_grade(rules: Rules) -> None:
    assert chosen(rules, document(40, kind="suspend", ground="suspend-c")) == ("9.5.1 c)", True)
    assert chosen(rules, document(40, kind="withdraw", ground="suspend-c")) == ("", False)
    assert chosen(rules, document(40, kind="suspend", ground="no-such")) == ("", False)
