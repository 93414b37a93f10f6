"""Person-days, site samples and due windows, row by row of the tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.base.errors import BadInput
from desktop.domain.cycle import add_months, calendar
from desktop.domain.persondays import person_days
from desktop.domain.sampling import site_sample
from tests.domain.builders import shipped

HEADS = (65, 66, 150, 151, 500, 501, 1000, 1001, 1500, 1501, 2000, 2001)
A = (2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8)
B = (2, 3, 3, 4, 4, 5, 5, 5, 6, 6, 7, 7)
C = (2, 3, 3, 4, 4, 5, 5, 5, 5, 6, 6, 7)
LEAST = ("1.4", "2.1", "2.1", "2.8", "2.8", "3.5", "3.5", "4.2", "4.2", "4.9", "4.9", "5.6")


def days(name: str, headcount: int = 120, **more: Any) -> dict[str, Any]:
    return person_days(shipped(name).scheme, headcount, **more)


@pytest.mark.parametrize(("heads", "a", "b", "c", "least"), list(zip(HEADS, A, B, C, LEAST, strict=True)))
def test_table_of_person_days(heads: int, a: int, b: int, c: int, least: str) -> None:
    found = days("zhdh", heads)
    assert (found["base_days"], found["days"], found["suggested_days"]) == (a, a, a)
    assert found["alternatives"] == {"B": b, "C": c}
    assert found["least_days"] == Decimal(least)
    assert found["document_review"] == [Decimal("0.5"), 1]
    assert found["clause"]
    assert str(a) in found["formula"]
    assert "open" not in found


def test_changes_of_person_days() -> None:
    less = days("zhdh", 600, reduce=Decimal("0.3"), reason="场所集中")
    assert (less["base_days"], less["days"], less["suggested_days"]) == (5, Decimal("3.5"), Decimal("3.5"))
    less = days("zhdh", 600, reduce=Decimal("0.25"), reason="场所集中")
    assert (less["days"], less["suggested_days"]) == (Decimal("3.75"), 4)
    more = days("zhdh", 120, add=Decimal("0.5"), reason="班次多")
    assert (more["days"], more["reason"]) == (Decimal("4.5"), "班次多")


@pytest.mark.parametrize(
    "more",
    [
        {"reduce": Decimal("0.300001"), "reason": "x"},
        {"reduce": Decimal("-0.1"), "reason": "x"},
        {"reduce": Decimal("0.1")},
        {"reduce": Decimal("0.1"), "reason": "  "},
        {"add": Decimal("0.1")},
        {"add": Decimal(11), "reason": "x"},
        {"add": Decimal("NaN"), "reason": "x"},
        {"reduce": Decimal("0.1"), "add": Decimal("0.1"), "reason": "x"},
        {"headcount": 0},
        {"headcount": 10_000_001},
        {"initial_days": Decimal(3)},
        {"kind": "recertification", "initial_days": Decimal(0)},
    ],
)
def test_person_days_out_of_bounds(more: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        days("zhdh", **more)


@pytest.mark.parametrize(
    ("initial", "expected", "suggested"), [(3, "2", "2"), (4, "2.666666666666", "3"), (5, "3.333333333333", "3.5"), (6, "4", "4")]
)
def test_recertification_by_share(initial: int, expected: str, suggested: str) -> None:
    found = days("zgc", kind="recertification", initial_days=Decimal(initial))
    assert (found["days"], found["suggested_days"]) == (Decimal(expected), Decimal(suggested))
    assert (found["base_days"], found["clause"]) == (None, "5.9.2")
    assert "没有给出人日表" in found["open"]


def test_schemes_without_a_table_say_open() -> None:
    for name in ("zgc", "ctc", "cqm", "bz"):
        found = days(name)
        assert (found["base_days"], found["days"], found["suggested_days"], found["least_days"]) == (None, None, None, None)
        assert found["open"]
    assert days("zhdh", kind="surveillance")["open"]
    assert days("zhdh", kind="recertification")["open"]


def test_person_days_of_another_table() -> None:
    found = days("mix", 451)
    assert (found["base_days"], found["alternatives"]) == (Decimal("4.5"), {"B": 5})
    again = days("mix", 451, kind="recertification")
    # 3/4 of 4.5, up to the next quarter.
    assert (again["days"], again["suggested_days"]) == (Decimal("3.375"), Decimal("3.5"))
    with pytest.raises(BadInput):
        days("mix", 451, reduce=Decimal("0.26"), reason="x")


@pytest.mark.parametrize(
    ("sites", "sample"), [(0, 0), (1, 1), (2, 2), (4, 2), (5, 3), (9, 3), (10, 4), (16, 4), (17, 5), (25, 5), (100, 10)]
)
def test_square_root_of_sites(sites: int, sample: int) -> None:
    found = site_sample(shipped("zhdh").scheme, sites, "surveillance", "s")
    assert (found["sample"], len(found["sites"])) == (sample, sample)
    assert found["sites"] == sorted(set(found["sites"]))
    assert all(1 <= number <= sites for number in found["sites"])
    for kind in ("initial", "recertification"):
        whole = site_sample(shipped("zhdh").scheme, sites, kind, "s")
        assert whole["sites"] == list(range(1, sites + 1))


@given(st.integers(1, 60), st.text(max_size=20).filter(lambda text: text.isprintable()))
def test_the_draw_can_be_repeated_by_anybody(sites: int, seed: str) -> None:
    found = site_sample(shipped("zhdh").scheme, sites, "surveillance", seed)
    order = sorted(range(1, sites + 1), key=lambda number: sha256(f"{seed}:{number}".encode()).hexdigest())
    assert found["sites"] == sorted(order[: found["sample"]])
    assert found["clause"] == "9.3"


@pytest.mark.parametrize(
    ("kind", "sample"),
    [("initial", 9), ("recertification", 9), ("special", 9), ("extension", 9), ("surveillance", 3), ("suspension-review", 3)],
)
def test_every_kind_of_audit_has_its_rule_for_sites(kind: Any, sample: int) -> None:
    assert site_sample(shipped("zhdh").scheme, 9, kind, "s")["sample"] == sample
    rooted = 3 if kind in ("initial", "recertification") else sample
    assert site_sample(shipped("zhdh", ("A20", "alternative")).scheme, 9, kind, "s")["sample"] == rooted


def test_sites_without_a_rule_and_out_of_bounds() -> None:
    for name in ("zgc", "ctc", "cqm", "bz"):
        found = site_sample(shipped(name).scheme, 9, "surveillance", "")
        assert (found["sample"], found["sites"]) == (None, [])
        assert found["open"]
    for sites, seed in ((-1, ""), (100_001, ""), (5, "x" * 501)):
        with pytest.raises(BadInput):
            site_sample(shipped("zhdh").scheme, sites, "surveillance", seed)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-05-20", 36, "2029-05-20"),
    ],
)
def test_months_are_clamped_to_the_months_end(day: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(day), months).isoformat() == expected


def windows(name: str, **more: Any) -> dict[str, tuple[str | None, str | None, str | None]]:
    found = calendar(shipped(name).scheme, date(2026, 3, 31), **more)
    assert all(one["clause"] and one["title"] for one in found["windows"])
    return {one["what"]: (one["from"], one["until"], one["latest"]) for one in found["windows"]}


def test_windows_of_each_scheme() -> None:
    last = {"last_audit": date(2027, 2, 10)}
    ctc = windows("ctc", **last)
    assert ctc["surveillance-1"][1] == "2027-03-31"
    assert ctc["surveillance-1"] == ("2026-03-31", "2027-03-31", None)
    assert ctc["surveillance-2"] == ("2027-02-10", "2028-02-10", "2028-05-10")
    assert ctc["recertification"] == ("2028-12-31", "2029-03-31", None)
    zhdh = windows("zhdh", **last)
    assert zhdh["surveillance-1"][:2] == ("2026-12-31", "2027-03-31")
    assert zhdh["surveillance-2"][1:] == ("2028-02-10", "2028-05-10")
    zgc = windows("zgc", **last)
    assert zgc["surveillance-1"][1] == "2027-03-31"
    assert zgc["surveillance-2"][1] == "2028-02-10"
    assert zgc["recertification-application"][1] == "2028-12-31"
    assert windows("cqm", **last)["evaluation"][1] == "2027-03-31"
    assert windows("mix")["mid-term"] == ("2026-12-31", "2027-06-30", "2027-09-30")


def test_a_window_without_its_anchor_is_open() -> None:
    found = calendar(shipped("ctc").scheme, date(2026, 3, 31))
    assert [one["what"] for one in found["windows"]] == ["surveillance-1", "recertification"]
    assert found["open"] == ["第二次监督审查：没有上次审查的结束日期，期限算不出。"]
    bz = calendar(shipped("bz").scheme, date(2026, 3, 31))
    assert (bz["windows"], len(bz["open"])) == ([], 1)


@pytest.mark.parametrize("name", ["zgc", "ctc", "zhdh", "cqm", "gbt27922", "mix"])
@pytest.mark.parametrize("last", [None, date(2026, 9, 1), date(2028, 12, 1), date(2030, 1, 1)])
def test_only_the_special_limit_may_be_missing(name: str, last: date | None) -> None:
    scheme = shipped(name).scheme
    found = calendar(scheme, date(2026, 3, 31), last_audit=last)
    for one in found["windows"]:
        assert one["from"] is not None
        assert one["until"] is not None
        assert one["from"] <= one["until"], one
    rule = scheme.calendar
    assert len(found["windows"]) + sum("没有上次审查" in said for said in found["open"]) == (len(rule.windows) if rule else 0)


def test_a_window_with_a_first_day_alone_ends_with_the_certificate() -> None:
    scheme = shipped("zhdh").scheme
    rule = scheme.calendar
    assert rule is not None
    from_nine = replace(rule, windows=(replace(rule.windows[0], until=None),))
    (window,) = calendar(replace(scheme, calendar=from_nine), date(2026, 3, 31))["windows"]
    assert (window["from"], window["until"]) == ("2026-12-31", "2029-03-31")


def test_expiry_as_given_and_breaches_shown() -> None:
    scheme = shipped("ctc").scheme
    found = calendar(scheme, date(2024, 2, 29))
    assert (found["expires"], found["breaches"]) == ("2027-02-28", [])
    given_expiry = calendar(scheme, date(2026, 3, 31), expires=date(2029, 1, 5))
    assert given_expiry["expires"] == "2029-01-05"
    late = calendar(scheme, date(2026, 3, 31), last_audit=date(2027, 4, 1))
    assert len(late["breaches"]) == 1
    assert "2027-03-31" in late["breaches"][0]
    assert calendar(scheme, date(2026, 3, 31), last_audit=date(2027, 3, 31))["breaches"] == []
    assert calendar(scheme, date(2026, 3, 31), expires=date(2025, 1, 1))["breaches"]
    early = calendar(shipped("zhdh").scheme, date(2026, 3, 31), last_audit=date(2026, 12, 30))
    assert any("早于 2026-12-31" in said for said in early["breaches"])
    with pytest.raises(BadInput):
        calendar(scheme, date(9998, 3, 31))
