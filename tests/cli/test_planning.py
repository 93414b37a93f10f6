"""Person-days, site samples and calendars as the contract prints them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("headcount", "days", "least"), [(65, 2, 1.4), (66, 3, 2.1), (1000, 5, 3.5), (1001, 6, 4.2), (1501, 7, 4.9), (2001, 8, 5.6)]
)
def test_person_days(run_cli: Run, headcount: int, days: int, least: float) -> None:
    ran = run_cli("person-days", "zhdh", "--headcount", str(headcount), "--json")
    result = ran.json()
    assert ran.code == 0
    assert (result["base_days"], result["days"], result["least_days"]) == (days, days, least)
    assert result["document_review"] == [0.5, 1]


def test_person_days_reduced(run_cli: Run) -> None:
    result = run_cli("person-days", "zhdh", "--headcount", "300", "--reduce", "0.2", "--reason", "流程单一", "--json").json()
    assert (result["days"], result["suggested_days"]) == (3.2, 3.5)
    for words in (["--reduce", "0.31", "--reason", "x"], ["--reduce", "0.2"], ["--add", "0.5"], ["--reduce", "0.1", "--add", "0.1"]):
        ran = run_cli("person-days", "zhdh", "--headcount", "300", *words)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_person_days_without_a_table_are_open(run_cli: Run) -> None:
    ran = run_cli("person-days", "ctc", "--headcount", "100", "--json")
    assert (ran.code, ran.json()["base_days"], ran.json()["days"]) == (0, None, None)
    assert "open" in run_cli("person-days", "ctc", "--headcount", "100").out
    recertified = run_cli("person-days", "zgc", "--headcount", "100", "--kind", "recertification", "--initial-days", "4", "--json").json()
    assert (round(recertified["days"], 4), recertified["suggested_days"]) == (2.6667, 3)


def test_a_sample_is_the_smallest_by_hash(run_cli: Run) -> None:
    result = run_cli("sample", "zhdh", "--sites", "17", "--kind", "surveillance", "--seed", "岚川", "--json").json()
    digests = {number: hashlib.sha256(f"岚川:{number}".encode()).hexdigest() for number in range(1, 18)}
    assert result["sample"] == 5
    assert result["sites"] == sorted(sorted(digests, key=digests.__getitem__)[:5])
    assert run_cli("sample", "zhdh", "--sites", "3", "--kind", "initial", "--json").json()["sites"] == [1, 2, 3]
    assert run_cli("sample", "ctc", "--sites", "3", "--kind", "initial", "--json").json()["sample"] is None
    for sites in ("-1", "100000000000", "drei"):
        assert run_cli("sample", "zhdh", "--sites", sites, "--kind", "surveillance").code == 2


def test_a_calendar_and_its_file(run_cli: Run, tmp_path: Path) -> None:
    out = tmp_path / "周期.ics"
    ran = run_cli("calendar", "ctc", "--decided", "2025-12-08", "--last-audit", "2026-11-25", "--ics", out, "--json")
    windows = {window["what"]: window for window in ran.json()["windows"]}
    assert (windows["surveillance-2"]["until"], windows["surveillance-2"]["latest"]) == ("2027-11-25", "2028-02-25")
    assert (windows["recertification"]["from"], windows["recertification"]["until"]) == ("2028-09-08", "2028-12-08")
    lines = out.read_bytes().split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines.count(b"BEGIN:VEVENT") == lines.count(b"END:VEVENT") >= 3
    assert all(len(line) <= 75 for line in lines)
    assert run_cli("calendar", "ctc", "--decided", "2025-02-30").code == 2
    assert run_cli("calendar", "bz", "--decided", "2025-02-28", "--json").json()["windows"] == []


@pytest.mark.parametrize("number", ["1_00", "１００", "+100", " 100", "1e2", "100.0", ""])
def test_whole_numbers_of_the_command_line_are_plain_digits(run_cli: Run, number: str) -> None:
    ran = run_cli("person-days", "zhdh", "--headcount", number)
    assert (ran.code, ran.out) == (2, "")
    assert "不是整数" in ran.err


@pytest.mark.parametrize("share", ["0.1_0", "０.１", "NaN", "1e-999999999", "一"])
def test_decimals_of_the_command_line_are_plain_digits(run_cli: Run, share: str) -> None:
    ran = run_cli("person-days", "zhdh", "--headcount", "100", "--reduce", share, "--reason", "x")
    assert (ran.code, ran.out) == (2, "")
    assert "不是数" in ran.err


@pytest.mark.parametrize("day", ["20261120", "2026-W47-5", "２０２６-11-20", "2026-11-20T00:00", "2026-02-30", "26-11-20"])
def test_dates_of_the_command_line_are_year_month_day(run_cli: Run, day: str) -> None:
    ran = run_cli("calendar", "ctc", "--decided", day)
    assert (ran.code, ran.out) == (2, "")
    assert "不是日期" in ran.err
