"""A sixth scheme from a folder of its own: graded, planned, reported, packaged and put on the calendar by data alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.base import paths
from desktop.domain.rules import compile_rules
from desktop.schemes.library import Library
from tests.report.samples import sample_for

Run = Callable[..., Any]
FOLDER = Path(__file__).parents[1] / "schemes" / "data"


@pytest.fixture
def document(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setenv("FIELDAUDIT_SCHEMES", str(FOLDER))
    loaded = Library(paths.scheme_folders()).load("mix")
    return {
        key: value
        for key, value in sample_for(compile_rules(loaded.scheme, version="1", sha256=loaded.sha256)).items()
        if key != "evidence"
    }


def test_everything_runs_by_data_alone(run_cli: Run, document: dict[str, Any], tmp_path: Path) -> None:
    for answer in document["items"].values():
        for deduction in answer.get("deductions", ()):
            deduction.pop("evidence", None)
    path = tmp_path / "mix.json"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    assert "mix" in {entry["id"] for entry in run_cli("schemes", "list", "--json").json()}
    graded = run_cli("grade", path, "--json")
    assert (graded.code, graded.json()["complete"]) == (0, True), graded
    assert graded.json()["grade"]["level"] >= 1
    assert len(graded.json()["parts"]) == 2
    assert run_cli("person-days", "mix", "--headcount", "451", "--json").json()["base_days"] is not None
    assert run_cli("sample", "mix", "--sites", "9", "--kind", "surveillance", "--json").json()["sample"] is not None
    calendar = run_cli("calendar", "mix", "--decided", "2025-12-31", "--last-audit", "2026-10-01", "--json").json()
    assert calendar["windows"]
    store = ["--store", tmp_path / "s"]
    audit = run_cli("audit", "import", path, *store).out.strip()
    assert run_cli("report", audit, "-o", tmp_path / "r.pdf", "--json", *store).json()["missing"] == []
    assert run_cli("package", "write", audit, "-o", tmp_path / "p.zip", "--json", *store).json()["files"] > 4


def test_a_package_brings_its_scheme_along(run_cli: Run, document: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mix.json"
    path.write_text(json.dumps({key: document[key] for key in ("format", "scheme", "client", "audit")}), encoding="utf-8")
    store, other = ["--store", tmp_path / "s"], ["--store", tmp_path / "o"]
    audit = run_cli("audit", "import", path, *store).out.strip()
    assert run_cli("package", "write", audit, "-o", tmp_path / "p.zip", *store).code == 0
    monkeypatch.delenv("FIELDAUDIT_SCHEMES")
    assert run_cli("grade", path).code == 2
    assert run_cli("package", "import", tmp_path / "p.zip", *other).code == 0
    shown = run_cli("audit", "show", audit, "--json", *other).json()
    assert (shown["grade"]["scheme"], shown["grade"]["complete"]) == ("mix", False)
