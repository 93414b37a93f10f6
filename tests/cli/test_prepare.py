"""The papers before the plan from a shell: what stands against them, the account of days, a list of sites and its draw."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def audit(run_cli: Run, tmp_path: Path) -> tuple[str, ...]:
    """Words that name a store, and the audit in it."""
    document = {
        "format": "fieldaudit.assessment/1",
        "scheme": "zhdh",
        "client": {"name": "岚川电器股份有限公司", "headcount": 300},
        "audit": {"kind": "surveillance", "number": "ZHDH-2026-041"},
        "person_days": {"planned_days": 3, "reason": "按机构文件核定", "changes": [{"share": "-0.2", "reason": "流程单一"}]},
    }
    path = tmp_path / "审查.json"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    store = ("--store", str(tmp_path / "store"))
    ran = run_cli("audit", "import", path, *store, "--json")
    return (ran.json()["audit"], *store)


def test_what_stands_against_the_papers(run_cli: Run, audit: tuple[str, ...]) -> None:
    ran = run_cli("prepare", "check", *audit, "--json")
    assert ran.code == 1
    notices = {one["id"]: one for one in ran.json()["notices"]}
    assert notices["team-empty"]["severity"] == "critical"
    assert notices["documents-gate"]["clause"] == "7.3"
    order = [one["severity"] for one in ran.json()["notices"]]
    assert order == sorted(order, key=["critical", "warning", "note"].index)
    assert "× 审查组没有审查员。" in run_cli("prepare", "check", *audit).out


def test_the_account_of_days(run_cli: Run, audit: tuple[str, ...], tmp_path: Path) -> None:
    told = run_cli("prepare", "days", *audit, "--json").json()
    assert (told["base_days"], told["planned_days"], told["changes"][0]["share"]) == (None, 3, -0.2)
    assert "open" in told
    path = tmp_path / "改动.json"
    path.write_text('[{"action": "set-fields", "record": "audit", "fields": {"kind": "initial"}}]', encoding="utf-8")
    assert run_cli("audit", "apply", *audit[:1], path, *audit[1:]).code == 0
    told = run_cli("prepare", "days", *audit, "--json").json()
    assert (told["base_days"], told["days"], told["suggested_days"], told["least_days"]) == (4, 3.2, 3.5, 2.8)
    assert told["document_review"] == [0.5, 1]
    assert told["alternatives"] == {"B": 3.2, "C": 3.2}
    assert "核算 3.2 人日，建议 3.5，最少 2.8，计划 3" in run_cli("prepare", "days", *audit).out


def test_sites_come_in_and_are_drawn(run_cli: Run, audit: tuple[str, ...], tmp_path: Path) -> None:
    table = tmp_path / "门店.csv"
    table.write_text("名称,地址\n" + "".join(f"第{n}店,某路 {n} 号\n" for n in range(1, 18)), encoding="utf-8")
    assert run_cli("prepare", "sites", audit[0], table, *audit[1:], "--json").json()["added"] == 17
    drawn = run_cli("prepare", "draw", *audit, "--seed", "岚川", "--json").json()
    told = run_cli("sample", "zhdh", "--sites", "17", "--kind", "surveillance", "--seed", "岚川", "--json").json()
    assert [one["number"] for one in drawn["sites"]] == told["sites"]
    assert drawn["sites"][0]["name"] == f"第{told['sites'][0]}店"
    assert "种子“岚川”，N=17，n=5" in run_cli("prepare", "draw", *audit, "--seed", "岚川").out


@pytest.mark.parametrize(
    "words", [("sites", "AUDIT", "nowhere.csv"), ("draw", "AUDIT"), ("draw", "AUDIT", "--count", "x"), ("check", "nowhere")]
)
def test_bad_use_is_one_line(run_cli: Run, audit: tuple[str, ...], words: tuple[str, ...]) -> None:
    ran = run_cli("prepare", *(audit[0] if word == "AUDIT" else word for word in words), *audit[1:])
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
