"""The survey by command line: taken in, given out, shown, planned."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop.base import paths
from desktop.domain.scheme import Survey
from desktop.schemes.library import Library
from tests.benchmarks.samples import full_document
from tests.tables import exports

Run = Callable[..., Any]


@pytest.fixture
def store(tmp_path: Path) -> list[str | Path]:
    return ["--store", tmp_path / "store"]


@pytest.fixture
def audit(run_cli: Run, store: list[str | Path], tmp_path: Path) -> str:
    document = full_document("cqm")
    document.pop("survey", None)
    path = tmp_path / "评定.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(run_cli("audit", "import", path, *store).out.strip())


@pytest.fixture(scope="module")
def form() -> Survey:
    survey = Library([paths.schemes()]).load("cqm").scheme.survey
    assert survey is not None
    return survey


def test_from_table_to_grade(run_cli: Run, store: list[str | Path], audit: str, tmp_path: Path, form: Survey) -> None:
    path = tmp_path / "答卷.xlsx"
    path.write_bytes(exports.as_xlsx(exports.wjx(form, 20)))
    ran = run_cli("survey", "import", audit, path, "--json", *store)
    assert (ran.code, ran.json()["added"], ran.json()["same"], ran.json()["refused"]) == (0, 20, 0, [])
    assert run_cli("survey", "import", audit, path, "--json", *store).json()["same"] == 20
    face = [{"action": "add-response", "answers": {f"q{n}": 4 for n in range(1, 16)}, "consent": "已口头同意"}] * 5
    (tmp_path / "当面.json").write_text(json.dumps(face), encoding="utf-8")
    assert run_cli("audit", "apply", audit, tmp_path / "当面.json", *store).code == 0
    shown = run_cli("survey", "show", audit, "--json", *store).json()
    assert (shown["n"], shown["S_face_to_face"]["percent"]) == (25, "80")
    assert shown["graded"]["S_face_to_face"] == "80"
    assert shown["graded"]["S"] == shown["S"]["percent"] == shown["pooled"]
    assert shown["channels"]["electronic"] == {"standing": "counted", "differs": False}
    low, high = (float(shown["S"]["interval"][name]) for name in ("low", "high"))
    assert low < float(shown["S"]["percent"]) < high
    assert len(shown["dimensions"]) == 6
    assert len(shown["questions"]) == 15
    assert {flag["kind"] for flags in shown["flags"].values() for flag in flags} == {"all-the-same"}
    told = run_cli("survey", "show", audit, *store).out
    assert "S 当面：80.00 %（n = 5，±0.0）" in told
    assert "功能性" in told
    grade = run_cli("audit", "show", audit, "--json", *store).json()["grade"]
    conditions = {one["id"]: one["value"] for one in grade["conditions"]}
    assert conditions["survey.face_to_face"] == "80"


def test_bad_rows_are_named_and_the_exit_code_says_so(
    run_cli: Run, store: list[str | Path], audit: str, tmp_path: Path, form: Survey
) -> None:
    rows = exports.wjx(form, 3)
    rows[2][10] = "很棒"
    path = tmp_path / "答卷.csv"
    path.write_bytes(exports.as_csv(rows))
    ran = run_cli("survey", "import", audit, path, *store)
    assert ran.code == 1
    assert ran.err.startswith("第 3 行 K 列（5、维修或保养之后")
    assert ran.err.count("\n") == 1
    assert "导入 2 份" in ran.out


def test_a_mapping_is_guessed_edited_and_given(run_cli: Run, store: list[str | Path], audit: str, tmp_path: Path, form: Survey) -> None:
    rows = exports.wjx(form, 3)
    rows[0][7] = "2、办理途径"
    path = tmp_path / "答卷.csv"
    path.write_bytes(exports.as_csv(rows))
    ran = run_cli("survey", "import", audit, path, *store)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    ran = run_cli("survey", "import", audit, path, "--guess", *store)
    assert ran.code == 1
    assert "没有对应的列：q1" in ran.err
    mapping = ran.json()
    mapping["columns"]["2、办理途径"] = "q1"
    (tmp_path / "映射.json").write_text(json.dumps(mapping), encoding="utf-8")
    assert run_cli("survey", "import", audit, path, "--mapping", tmp_path / "映射.json", "--json", *store).json()["added"] == 3
    (tmp_path / "映射.json").write_text('{"format": "?"}', encoding="utf-8")
    ran = run_cli("survey", "import", audit, path, "--mapping", tmp_path / "映射.json", *store)
    assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_the_questionnaire_is_given_out(run_cli: Run, store: list[str | Path], audit: str, tmp_path: Path, form: Survey) -> None:
    out = tmp_path / "问卷.xlsx"
    assert run_cli("survey", "xlsform", audit, out, *store).code == 0
    book = load_workbook(out)
    assert book.sheetnames == ["survey", "choices", "settings"]
    names = [row[1] for row in book["survey"].iter_rows(values_only=True)]
    assert {question.id for question in form.questions} <= set(names)


def test_the_questions_with_their_versions(run_cli: Run, store: list[str | Path], audit: str, tmp_path: Path) -> None:
    changes = tmp_path / "changes.json"
    added = {"action": "add-response", "answers": {"q1": 4}}
    changes.write_text(json.dumps([added, {"action": "remove-question", "question": "q2"}]), encoding="utf-8")
    assert run_cli("audit", "apply", audit, changes, *store).code == 0
    found = run_cli("survey", "questions", audit, "--json", *store).json()
    assert found["version"] == 1
    assert sum(found["coverage"].values()) == len(found["questions"]) == 14
    before = found["versions"][1]
    assert (before["version"], before["responses"]) == (0, 1)
    assert [(one["kind"], one["question"]) for one in before["differences"]] == [("removed", "q2")]
    ran = run_cli("survey", "questions", audit, *store)
    assert ran.out.startswith("1. [功能性]")
    assert "第 1 版：14 题，0 份答卷" in ran.out


def test_the_sample_size(run_cli: Run, store: list[str | Path], audit: str) -> None:
    assert run_cli("survey", "plan", "--half-width", "3", "--json").json()["needed"] == 686
    assert run_cli("survey", "plan", audit, "--half-width", "3", "--population", "300", "--json", *store).json()["needed"] == 210
    ran = run_cli("survey", "plan", "--half-width", "5", "--spread", "12")
    assert ran.out.startswith("95 % 区间半宽 ±5：需要 25 份有效问卷。")
    assert "算式：t(n−1) × s ÷ √n ≤ E，即 2.064 × 12.00 ÷ √25 = 4.95 ≤ 5" in ran.out
    assert run_cli("survey", "plan", "--half-width", "3", "--spread", "12", "--confidence", "99", "--json").json()["needed"] == 110
    assert run_cli("survey", "plan", "--half-width", "3", "--confidence", "80").code == 2
    assert run_cli("survey", "plan", "--half-width", "0").code == 2


@pytest.mark.parametrize(
    "words",
    [
        ["import", "AUDIT"],
        ["import", "AUDIT", "no-such.csv"],
        ["import", "no-such-audit", "FILE"],
        ["import", "AUDIT", "FILE", "--mapping", "no-such.json"],
        ["xlsform", "AUDIT", "no-such-folder/x.xlsx"],
        ["show", "no-such-audit"],
        ["plan"],
        ["plan", "--half-width", "many"],
        ["nonsense"],
    ],
)
def test_wrong_words_are_one_line(
    run_cli: Run, store: list[str | Path], audit: str, tmp_path: Path, words: list[str], form: Survey
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(exports.as_csv(exports.wjx(form, 1)))
    ran = run_cli("survey", *[{"AUDIT": audit, "FILE": str(path)}.get(word, word) for word in words], *store)
    assert (ran.code, ran.err.count("\n")) == (2, 1), ran
    assert "Traceback" not in ran.err
