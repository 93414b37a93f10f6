"""The whole way by command line: import, apply, evidence, report, package; and the wrong words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.actions.scenario import make_photo
from tests.benchmarks.samples import full_document

Run = Callable[..., Any]


@pytest.fixture
def store(tmp_path: Path) -> list[str | Path]:
    return ["--store", tmp_path / "store"]


@pytest.fixture
def audit(run_cli: Run, store: list[str | Path], tmp_path: Path) -> str:
    path = tmp_path / "评定.json"
    path.write_text(json.dumps(full_document("ctc")), encoding="utf-8")
    return str(run_cli("audit", "import", path, *store).out.strip())


def test_from_document_to_package(run_cli: Run, store: list[str | Path], audit: str, tmp_path: Path) -> None:
    changes = tmp_path / "改动.json"
    changes.write_text(json.dumps([{"action": "answer", "item": "5.1.1.2", "sampled": 20, "failed": 3}]), encoding="utf-8")
    assert run_cli("audit", "apply", audit, changes, "--json", *store).json()["written"] == 1
    added = run_cli("evidence", "add", audit, make_photo(tmp_path / "照片.jpg"), "--item", "5.1.1.2", "--json", *store)
    assert (added.code, len(added.json()["added"])) == (0, 1)
    (listed,) = run_cli("evidence", "list", audit, "--json", *store).json()
    assert listed["links"] == ["items/5.1.1.2"]
    shown = run_cli("audit", "show", audit, "--json", *store).json()
    assert shown["grade"]["score"]["points"] == "99.55"
    assert run_cli("audit", "list", "--json", *store).json()[0]["grade_label"] == shown["grade"]["grade"]["label"]
    history = run_cli("audit", "history", audit, "--record", "items/5.1.1.2", "--json", *store).json()
    assert [action["name"] for action in history] == ["import-document", "answer"]
    assert run_cli("report", audit, "-o", tmp_path / "报告.pdf", *store).code == 0
    assert (tmp_path / "报告.pdf").read_bytes().startswith(b"%PDF-")
    assert run_cli("package", "write", audit, "-o", tmp_path / "包.zip", "--json", *store).json()["files"] >= 6
    assert run_cli("package", "verify", tmp_path / "包.zip").code == 0
    other = ["--store", tmp_path / "other"]
    (taken,) = run_cli("package", "import", tmp_path / "包.zip", "--json", *other).json()
    assert (taken["audit"], taken["evidence"], taken["same_grade"]) == (audit, 1, True)
    for where, name in ((store, "one.json"), (other, "two.json")):
        assert run_cli("audit", "export", audit, tmp_path / name, *where).code == 0
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_everything_printed_into_a_folder(run_cli: Run, store: list[str | Path], audit: str, tmp_path: Path) -> None:
    ran = run_cli("report", audit, "--kind", "all", "-o", tmp_path / "全部", "--json", *store)
    files = [Path(one["file"]) for one in ran.json()["files"]]
    assert "audit" in [one["kind"] for one in ran.json()["files"]]
    assert sorted((tmp_path / "全部").iterdir()) == sorted(files)
    assert all(path.read_bytes().startswith(b"%PDF-") for path in files)
    # What is there stays: the next goes beside it.
    assert "全部 2" in run_cli("report", audit, "--kind", "all", "-o", tmp_path / "全部", *store).out
    ran = run_cli("report", audit, "--kind", "all", "-o", tmp_path / "no such" / "全部", *store)
    assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_a_changed_package_does_not_verify(run_cli: Run, store: list[str | Path], audit: str, tmp_path: Path) -> None:
    run_cli("package", "write", audit, "-o", tmp_path / "包.zip", *store)
    data = bytearray((tmp_path / "包.zip").read_bytes())
    data[len(data) // 2] ^= 4
    (tmp_path / "坏.zip").write_bytes(data)
    for words in (["verify", tmp_path / "坏.zip"], ["import", tmp_path / "坏.zip", "--store", tmp_path / "new"]):
        ran = run_cli("package", *words)
        assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    (tmp_path / "文字.zip").write_text("不是数据包", encoding="utf-8")
    assert run_cli("package", "verify", tmp_path / "文字.zip").code == 2


@pytest.mark.parametrize("kind", ["notice", "nonconformities", "document-review", "plan", "meetings", "person-days", "delivery"])
def test_forms_by_the_names_that_stay(run_cli: Run, store: list[str | Path], audit: str, tmp_path: Path, kind: str) -> None:
    ran = run_cli("report", audit, "--kind", kind, "-o", tmp_path / "x.pdf", *store)
    assert (ran.code in (0, 1), ran.err) == (True, "")
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")


def test_a_final_report_is_refused_with_the_list(run_cli: Run, store: list[str | Path], audit: str, tmp_path: Path) -> None:
    ran = run_cli("report", audit, "--final", "-o", tmp_path / "x.pdf", *store)
    assert (ran.code, ran.out) == (1, "")
    assert "缺" in ran.err
    assert "未核对" in ran.err
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["audit"],
        ["audit", "import"],
        ["audit", "show", "no-such-audit"],
        ["audit", "import", "no-such-file.json"],
        ["grade"],
        ["report", "AUDIT", "--kind", "nonsense", "-o", "x.pdf"],
        ["report", "AUDIT", "-o", "x.docx"],
        ["evidence", "add", "AUDIT", "no-such.jpg"],
        ["evidence", "add", "AUDIT", "no-such.jpg", "--item", "9.9"],
        ["package", "write", "AUDIT", "-o", "no-such-folder/x.zip"],
        ["person-days", "zhdh", "--headcount", "many"],
        ["schemes", "show", "none"],
        ["open", "a", "b"],
    ],
)
def test_wrong_words_are_one_line(run_cli: Run, store: list[str | Path], audit: str, words: list[str]) -> None:
    ran = run_cli(*[audit if word == "AUDIT" else word for word in words], *store)
    assert (ran.code, ran.err.count("\n")) == (2, 1), ran
    assert "Traceback" not in ran.err


def test_a_wrong_passphrase_is_said(run_cli: Run, store: list[str | Path], audit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDAUDIT_PASSPHRASE", "错")
    ran = run_cli("audit", "list", *store)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "口令不对" in ran.err


def test_schemes_are_listed_shown_and_checked(run_cli: Run, tmp_path: Path) -> None:
    listed = run_cli("schemes", "list", "--json").json()
    assert {"zgc", "ctc", "zhdh", "bz", "cqm"} <= {entry["id"] for entry in listed}
    assert "5.1.1.2" in run_cli("schemes", "show", "ctc").out
    assert run_cli("schemes", "show", "ctc", "--json").json()["scheme"]["id"] == "ctc"
    bad = tmp_path / "坏.yaml"
    bad.write_text("format: fieldaudit.scheme/1\nid: x\nsurprise: 1\n", encoding="utf-8")
    ran = run_cli("schemes", "check", bad, "--json")
    assert (ran.code, ran.json()[0]["line"]) == (1, 3)
    for name in ("zgc", "ctc", "zhdh", "bz", "cqm", "gbt27922"):
        assert run_cli("schemes", "check", f"schemes/{name}.yaml").code == 0


def test_the_actions_are_listed_with_their_schemas(run_cli: Run) -> None:
    listed = run_cli("actions", "--json").json()
    assert {"answer", "undo", "set-fields"} <= {entry["name"] for entry in listed}
    assert all(entry["schema"] and entry["summary"] for entry in listed)


@pytest.mark.parametrize(
    "words",
    [
        ("audit", "list"),
        ("audit", "show", "x"),
        ("audit", "export", "x", "出.json"),
        ("audit", "history", "x"),
        ("evidence", "list", "x"),
        ("survey", "show", "x"),
        ("visits", "list", "x"),
        ("measurement", "show", "x"),
        ("report", "x", "-o", "出.pdf"),
        ("package", "write", "x", "-o", "出.zip"),
    ],
)
def test_a_mistyped_store_is_refused_and_not_made(run_cli: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    wrong = tmp_path / "sotre"
    for folder in (wrong, tmp_path / "empty"):
        ran = run_cli(*words, "--store", folder)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert f"{folder} 里没有审查库" in ran.err
        (tmp_path / "empty").mkdir(exist_ok=True)
    assert not wrong.exists()
    assert not list((tmp_path / "empty").iterdir())
