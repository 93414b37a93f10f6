"""The plan and the programme from a shell: suggest, list, check, confirm, calendar file, follow-up, carry, topics."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Ran

Cli = Callable[..., Ran]

DOCUMENT: dict[str, Any] = {
    "format": "fieldaudit.assessment/1",
    "scheme": "zhdh",
    "client": {"name": "岚川电器股份有限公司", "address": "某市某路 8 号", "service_hours": "08:00-18:00"},
    "audit": {"kind": "initial", "number": "初-1", "starts_on": "2026-11-02", "ends_on": "2026-11-03"},
    "sites": [{"id": "s1", "name": "南浦店", "travel_minutes": 30}, {"id": "s2", "name": "北辰店"}],
    "team": [
        {"id": "a", "name": "沈望舒", "role": "leader", "registration": "1"},
        {"id": "b", "name": "陆既明", "role": "auditor", "registration": "2"},
    ],
    "items": {"5.1": {"score": "40"}, "5.2": {"score": "35"}, "5.3": {"score": "25"}},
}


@pytest.fixture
def store(tmp_path: Path, run_cli: Cli) -> tuple[str, str]:
    """A store with one audit, and its id."""
    path = tmp_path / "audit.json"
    path.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    folder = str(tmp_path / "store")
    return folder, run_cli("audit", "import", path, "--store", folder, "--json").json()["audit"]


def test_a_plan_from_nothing_to_the_calendar(store: tuple[str, str], run_cli: Cli, tmp_path: Path) -> None:
    folder, audit = store

    def plan(*words: str | Path) -> Ran:
        return run_cli("plan", words[0], audit, *words[1:], "--store", folder)

    assert plan("check").code == 1
    assert "还没有审查计划" in plan("check").out
    made = plan("suggest", "--json")
    assert made.code == 0
    assert made.json()["planned"] == made.json()["of"] > 0
    again = plan("suggest")
    assert (again.code, "替换" in again.err) == (2, True)
    assert plan("suggest", "--replace").code == 0
    assert "首次会议" in plan("list").out
    listed = plan("list", "--json").json()
    assert listed["coverage"]["nowhere"] == []
    assert {slot["part"] for slot in listed["slots"]} == {"management", "characteristics"}
    checked = plan("check", "--json")
    assert checked.code == 0
    assert [one["id"] for one in checked.json()["notices"]] == ["plan-unconfirmed"]
    assert "服务部长丙" in plan("confirm", "--by", "服务部长丙", "--on", "2026-10-30").out
    assert "没有发现问题" in plan("check").out
    out = tmp_path / "plan.ics"
    assert plan("ics", "--person", "陆既明", "-o", out, "--json").json()["events"] > 0
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert plan("ics", "--person", "谁", "-o", out).code == 2


def test_the_programme_from_one_audit_to_the_next(store: tuple[str, str], run_cli: Cli) -> None:
    folder, audit = store

    def programme(command: str, key: str, *words: str) -> Ran:
        return run_cli("programme", command, key, *words, "--store", folder)

    assert programme("change", audit, "--what", "提前", "--reason", "网点增加").code == 0
    made = programme(
        "follow-up", audit, "surveillance", "--number", "监-1", "--held", "4", "--decided", "2026-12-01", "--starts", "2027-11-01", "--json"
    )
    assert made.json()["held"] == 4
    new = made.json()["audit"]
    shown = programme("show", new, "--today", "2027-12-02", "--json")
    assert "programme-window-unfinished/surveillance-1" in [one["id"] for one in shown.json()["notices"]]
    states = {one["what"]: one["state"] for one in shown.json()["windows"]}
    assert states["surveillance-1"] == "overdue"
    told = programme("show", new, "--today", "2027-12-02").out
    assert "第一次监督审查：2027-09-01 至 2027-12-01，已逾期" in told
    assert "2026-11-03  初次认证审查  初-1" in told
    assert ("surveillance" in told, "initial" in told) == (False, False)
    assert programme("refresh", new, "--json").json()["audits"] == 1
    assert "5.1 " in programme("carry", new).out
    assert programme("carry", new, "5.1", "--reason", "今年不审").code == 0
    refused = programme("carry", new, "5.1.1.1", "--reason", "今年不审")
    assert (refused.code, "整体沿用" in refused.err) == (2, True)
    topics = programme("topics", new, "--json")
    assert (topics.code, len(topics.json()["topics"])) == (1, 6)
    assert "9.2 (1)" in programme("topics", new).out
    special = programme("follow-up", audit, "special").out.strip()
    assert programme("trigger", special, "1", "--note", "媒体报道").code == 0
    assert programme("trigger", special, "没有").code == 2
