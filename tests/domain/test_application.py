"""The review of an application: documents, conditions, the decision and the term of a refusal."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import application
from desktop.domain.noticed_dates import days_later, working_days_later
from tests.domain.builders import document, shipped
from tests.domain.noticing import critical, found

FRIDAY = "2026-11-20"


def said(scheme: str, today: date | None = date(2026, 11, 20), **parts: Any) -> dict[str, Any]:
    return found(application.notices, scheme, today, **parts)


def full(scheme: str, kind: Any = "initial", **own: Any) -> dict[str, Any]:
    """An application with everything in and every condition met."""
    rules = shipped(scheme)
    base = document(rules, audit={"kind": kind})
    return {
        "audit": {"kind": kind},
        "dossier": {line.point.id: {"received_on": "2026-11-02"} for line in application.dossier(base, rules.scheme)},
        "admission": {
            line.condition.id: {"result": "met", "grounds": "已查", "on": "2026-11-03"}
            for line in application.admission(base, rules.scheme)
        },
        "application": {
            "received_on": "2026-11-01", "accepted": True, "reviewed_by": "沈望舒", "decided_on": "2026-11-04", "told_on": "2026-11-05",
        }
        | own,
    }  # fmt: skip


@pytest.mark.parametrize("scheme", ["zgc", "ctc", "zhdh", "bz", "cqm"])
@pytest.mark.parametrize("kind", ["initial", "recertification"])
def test_a_whole_application_has_nothing_against_it(scheme: str, kind: str) -> None:
    assert said(scheme, **full(scheme, kind)) == {}


def test_what_is_missing_is_a_reminder_before_and_a_fault_after_the_decision() -> None:
    before = said("zhdh", audit={"kind": "initial"}, dossier={"form": {"received_on": "2026-11-02"}})
    assert "dossier-missing/form" not in before
    assert before["dossier-missing/legal"].severity == "warning"
    assert before["dossier-missing/legal"].clause == "6.2 (2)"
    assert (before["dossier-missing/legal"].record, before["dossier-missing/legal"].field) == ("dossier/legal", "received_on")
    assert before["admission-unknown/running"].severity == "warning"
    assert critical(before) == {"application-undecided"}
    after = said("zhdh", audit={"kind": "initial"}, application={"accepted": True, "reviewed_by": "甲", "decided_on": FRIDAY})
    assert {"dossier-missing/legal", "admission-unknown/running"} <= critical(after)


def test_a_document_that_does_not_apply_needs_its_reason() -> None:
    parts = full("zgc")
    parts["dossier"]["trademark"] = {"not_applicable": "不使用商标"}
    assert said("zgc", **parts) == {}
    parts["dossier"]["trademark"] = {"not_applicable": " "}
    assert critical(said("zgc", **parts)) == {"dossier-missing/trademark"}


def test_admitting_against_a_condition() -> None:
    parts = full("zhdh")
    parts["admission"]["running"] = {"result": "not-met", "grounds": "10 月才发布文件"}
    against = said("zhdh", **parts)
    assert critical(against) == {"admission-not-met/running"}
    assert "已受理" in against["admission-not-met/running"].sentence
    parts["application"]["accepted"] = False
    parts["application"]["reason"] = "体系运行不满三个月"
    assert critical(said("zhdh", **parts)) == set()
    parts["admission"]["running"] = {"result": "met"}
    assert said("zhdh", **parts)["admission-grounds/running"].field == "grounds"


def test_a_condition_looks_back_on_both_times() -> None:
    rules = shipped("zhdh")
    doc = document(rules, application={"received_on": "2026-02-28"})
    line = next(line for line in application.admission(doc, rules.scheme) if line.condition.id == "no-accident")
    assert line.since == (date(2025, 2, 28), date(2026, 1, 1))
    assert "2025-02-28、2026-01-01" in said("zhdh", application={"received_on": "2026-02-28"})["admission-unknown/no-accident"].sentence
    year = shipped("zhdh", ("A22", "alternative"))
    line = next(line for line in application.admission(doc, year.scheme) if line.condition.id == "no-accident")
    assert line.since == (date(2026, 1, 1),)


def refused(scheme: str = "zgc", today: str = FRIDAY, told: str | None = None, settings: Any = (), **own: Any) -> dict[str, Any]:
    parts = full(scheme, accepted=False, reason="列入严重违法名单", decided_on=FRIDAY, told_on=told, **own)
    return found(application.notices, scheme, date.fromisoformat(today), settings, **parts)


@pytest.mark.parametrize(
    ("today", "key", "severity"),
    [
        ("2026-11-20", "refusal-due", "note"),
        ("2026-11-25", "refusal-due", "note"),
        ("2026-11-26", "refusal-late", "warning"),
        ("2026-11-27", "refusal-late", "warning"),
        ("2026-11-28", "refusal-late", "critical"),
    ],
)
def test_a_refusal_is_told_within_five_days_by_either_way_to_count(today: str, key: str, severity: str) -> None:
    notice = refused(today=today)[key]
    assert notice.severity == severity
    assert notice.clause == "5.2.1"
    assert "2026-11-25" in notice.sentence
    assert "2026-11-27" in notice.sentence
    assert "工作日" in notice.sentence


def test_a_refusal_that_was_told() -> None:
    assert refused(told="2026-11-25", today="2026-12-30") == {}
    assert refused(told="2026-11-26", today="2026-12-30")["refusal-late"].severity == "warning"
    working = (("A8", "alternative"),)
    assert refused(told="2026-11-27", today="2026-12-30", settings=working) == {}
    assert refused(told="2026-11-28", today="2026-12-30", settings=working)["refusal-late"].severity == "warning"
    # A scheme without a term still wants the client told.
    assert refused("ctc")["refusal-untold"].field == "told_on"


def test_a_refusal_without_reason_and_review_without_name() -> None:
    parts = full("ctc", accepted=False, reviewed_by=None, decided_on=None)
    assert {"refusal-reason", "application-reviewed_by", "application-decided_on"} <= set(said("ctc", **parts))
    assert critical(said("ctc", **parts)) == {"refusal-reason"}


def test_what_follows_from_a_certificate_needs_no_application() -> None:
    for kind in ("surveillance", "special", "suspension-review"):
        assert said("zgc", audit={"kind": kind}) == {}


def test_keys_that_the_scheme_does_not_have_are_named() -> None:
    parts = full("ctc")
    parts["dossier"]["nonsense"] = {}
    parts["admission"]["nonsense"] = {}
    assert set(said("ctc", **parts)) == {"dossier-unknown/nonsense", "admission-unknown/nonsense"}


def test_impossible_dates_are_named_and_break_nothing() -> None:
    parts = full("zgc", received_on="0001-01-01", decided_on="9999-12-31", accepted=False, reason="x", told_on="2026-11-22")
    notices = said("zgc", **parts)
    assert {"date/application/received_on", "date/application/decided_on"} <= critical(notices)
    assert notices["date/application/told_on"].severity == "warning"
    assert "order/application/told_on/decided_on" in notices
    parts = full("zhdh", received_on="0001-01-01")
    assert critical(said("zhdh", **parts)) == {"date/application/received_on"}


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(1, 60))
def test_working_days_are_counted_day_by_day(start: date, days: int) -> None:
    end = working_days_later(start, days)
    assert end.weekday() < 5
    between = [start + timedelta(step) for step in range(1, (end - start).days + 1)]
    assert sum(day.weekday() < 5 for day in between) == days


def test_days_at_the_end_of_the_calendar() -> None:
    assert days_later(date.max, 5) == date.max
    assert working_days_later(date(9999, 12, 30), 60) == date.max
    assert working_days_later(date.min, 5) > date.min
