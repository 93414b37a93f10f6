"""The account of person-days: reckoned, changed, planned, held against the team's own."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import day_check
from desktop.domain.day_account import Account, account
from desktop.domain.persondays import person_days
from tests.domain.builders import document, shipped
from tests.domain.noticing import critical, found

APPROVED: dict[str, Any] = {"approved_by": "顾明远", "approved_on": "2026-11-10"}


def sheet(scheme: str = "zhdh", heads: int | None = 300, kind: str = "initial", **own: Any) -> Account:
    rules = shipped(scheme)
    return account(document(rules, client={"headcount": heads}, audit={"kind": kind}, person_days=own), rules.scheme)


def said(
    scheme: str = "zhdh", heads: int | None = 300, kind: str = "initial", team: Any = None, sites: Any = (), **own: Any
) -> dict[str, Any]:
    team = [{"id": "m", "name": "沈望舒", "role": "leader", "days": own.get("planned_days", 4)}] if team is None else team
    parts = {"client": {"headcount": heads}, "audit": {"kind": kind}, "team": team, "sites": sites, "person_days": own}
    return found(day_check.notices, scheme, **parts)


def change(share: str, reason: str = "流程单一") -> dict[str, str]:
    return {"share": share, "reason": reason}


def test_a_sheet_in_order() -> None:
    notices = said(planned_days=4, document_review_days=1, **APPROVED)
    assert notices == {}
    mine = sheet(planned_days=4, document_review_days=1)
    assert [mine.base, mine.days, mine.suggested, mine.least, mine.total] == [4, 4, 4, Fraction("2.8"), 5]
    assert (mine.clause, mine.limit_clause) == ("附件一 一", "附件一 三、2")
    assert "300" in mine.base_words


def test_reductions_and_additions_each_with_its_days() -> None:
    mine = sheet(changes=[change("-0.2"), change("0.05", "班次多")])
    assert [line.days for line in mine.changes] == [Fraction("-0.8"), Fraction("0.2")]
    assert (mine.days, mine.suggested, mine.reduced, mine.added) == (Fraction("3.4"), Fraction("3.5"), Fraction("0.2"), Fraction("0.05"))


@given(st.integers(1, 5000), st.decimals(Decimal("-0.3"), Decimal(2), places=3))
def test_one_change_comes_to_what_the_command_says(heads: int, share: Decimal) -> None:
    how: dict[str, Any] = {"reduce": -share} if share < 0 else {"add": share}
    told = person_days(shipped("zhdh").scheme, heads, reason="x", **how)
    mine = sheet(heads=heads, changes=[change(str(share))])
    assert (mine.base, mine.days, mine.suggested, mine.least) == tuple(
        Fraction(told[name]) for name in ("base_days", "days", "suggested_days", "least_days")
    )
    assert {one.name: one.base for one in mine.readings} == told["alternatives"]


@pytest.mark.parametrize(
    ("shares", "faults"),
    [
        (["-0.3"], {}),
        (["-0.301"], {"days-reduction": "critical"}),
        (["-0.2", "-0.1"], {}),
        (["-0.2", "-0.2"], {"days-reduction": "critical"}),
        (["-0.4", "0.2"], {"days-reduction-gross": "warning"}),
        (["-0.4", "0.4"], {"days-reduction-gross": "warning"}),
    ],
)
def test_the_limit_of_reductions(shares: list[str], faults: dict[str, str]) -> None:
    notices = said(changes=[change(one) for one in shares], planned_days=4, reason="x", document_review_days=1, **APPROVED)
    assert {key: one.severity for key, one in notices.items() if key.startswith("days-reduction")} == faults
    # Without a limit of the scheme's own it is a reminder.
    loose = said("ctc", changes=[change(one) for one in shares], planned_days=4, reason="x", **APPROVED)
    assert not critical(loose)


@pytest.mark.parametrize(
    ("planned", "reason", "faults"),
    [
        ("4", "", {}),
        ("3.5", "", {"days-fewer": "critical"}),
        ("3.5", "场所集中", {"days-fewer": "warning"}),
        ("2.8", "场所集中", {"days-fewer": "warning"}),
        ("2.7", "场所集中", {"days-least": "critical"}),
        ("5", "", {"days-more": "warning"}),
        ("5", "首次采用", {}),
        ("0", "", {"days-planned": "critical"}),
    ],
)
def test_what_is_planned_against_what_was_reckoned(planned: str, reason: str, faults: dict[str, str]) -> None:
    notices = said(planned_days=planned, reason=reason, document_review_days=1, **APPROVED)
    assert {key: one.severity for key, one in notices.items()} == faults


def test_the_teams_days_without_its_experts() -> None:
    team: list[dict[str, Any]] = [
        {"id": "a", "name": "沈望舒", "role": "leader", "days": 2},
        {"id": "b", "name": "陆既明", "role": "auditor"},
        {"id": "c", "name": "谭工", "role": "expert", "days": 2},
    ]
    notices = said(team=team, planned_days=4, document_review_days=1, **APPROVED)
    assert critical(notices) == {"days-team"}
    assert "2 人日，少于计划的 4" in notices["days-team"].sentence
    assert "陆既明" in notices["days-members"].sentence
    team[1]["days"] = 2
    assert said(team=team, planned_days=4, document_review_days=1, **APPROVED) == {}


def test_recertification_by_share() -> None:
    mine = sheet("zgc", kind="recertification", initial_days=5)
    assert (mine.base, mine.suggested, mine.clause) == (Fraction(10, 3), Fraction(7, 2), "5.9.2")
    assert "没有初次现场人日" in said("zgc", kind="recertification", planned_days=3)["days-open"].sentence
    assert critical(said("zgc", kind="recertification", initial_days=5, planned_days=3, **APPROVED)) == {"days-fewer"}
    assert said("zgc", kind="recertification", initial_days=5, planned_days="3.5", **APPROVED) == {}


def test_schemes_without_a_table_ask_for_the_grounds() -> None:
    assert said("ctc", planned_days=4, **APPROVED)["days-open"].severity == "warning"
    assert said("ctc", planned_days=4, reason="按内部文件核定", **APPROVED)["days-open"].severity == "note"
    assert "没有有效人数" in said("zhdh", heads=None, planned_days=4)["days-open"].sentence


def test_a_table_by_headcount_knows_no_further_sites() -> None:
    sites = [{"id": f"s{n}", "name": f"第{n}店"} for n in range(12)]
    found = said(planned_days=4, document_review_days=1, sites=sites, **APPROVED)["days-sites"]
    assert (found.severity, found.field) == ("warning", "reason")
    assert "12 个分场所" in found.sentence
    assert said(planned_days=4, document_review_days=1, sites=sites, reason="每店 0.25 人日", **APPROVED)["days-sites"].severity == "note"
    for scheme, kind in (("zgc", "recertification"), ("zhdh", "surveillance"), ("ctc", "initial")):
        assert "days-sites" not in said(scheme, kind=kind, initial_days=4, planned_days=4, sites=sites, **APPROVED)


def test_other_readings_and_the_days_for_documents() -> None:
    notices = said(heads=1001, planned_days=6, document_review_days=2, **APPROVED)
    assert "读法 B 为 5 人日；读法 C 为 5 人日" in notices["days-readings"].sentence
    assert "0.5 至 1 人日" in notices["days-review"].sentence
    assert said(planned_days=4, **APPROVED)["days-review"].severity == "warning"
    assert critical(said(planned_days=4, document_review_days=1)) == {"days-approval"}


def test_a_reading_that_is_chosen_leaves_the_others_to_see() -> None:
    rules = shipped("zhdh", ("A19", "C"))
    mine = account(document(rules, client={"headcount": 1500}, audit={"kind": "initial"}), rules.scheme)
    assert mine.base == 5
    assert [(one.name, one.base == 6) for one in mine.readings] == [("B", True), ("A", True)]


@pytest.mark.parametrize("number", ["1e9999", "-1", "1001", "0.0000000000000000000000000000000000000001"])
def test_numbers_nobody_can_have_meant(number: str) -> None:
    team = [{"id": "m", "name": "甲", "role": "leader", "days": number}]
    notices = said(team=team, planned_days=number, document_review_days=number, initial_days=number, changes=[change("1e9999")], **APPROVED)
    assert {f"days-number/person_days/{field}" for field in ("planned_days", "document_review_days", "initial_days")} <= critical(notices)
    assert {"days-number/team/m/days", "days-change/1", "days-planned"} <= critical(notices)


@pytest.mark.parametrize("heads", [0, 1, 1_000_000, 10_000_000])
def test_zero_and_millions_of_people(heads: int) -> None:
    mine = sheet(heads=heads)
    assert (mine.base is None) is (heads == 0)
    said(heads=heads, planned_days=4)
