"""`fieldaudit grade`: the document and the result of the contract, and one line for what is no document."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.samples import full_document, scheme_ids

Run = Callable[..., Any]


def write(path: Path, document: Any) -> Path:
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize("scheme", scheme_ids())
def test_a_full_document_of_every_scheme(run_cli: Run, tmp_path: Path, scheme: str) -> None:
    ran = run_cli("grade", write(tmp_path / "a.json", full_document(scheme)), "--json")
    result = ran.json()
    assert (ran.code, ran.err, result["complete"], result["missing"]) == (0, "", True, [])
    keys = {
        "scheme",
        "scheme_version",
        "scheme_sha256",
        "complete",
        "missing",
        "grade",
        "score",
        "decided_by",
        "conditions",
        "next",
        "outcomes",
    }
    assert keys | {"unverified", "notes"} <= result.keys()
    assert result["scheme"] == scheme
    assert set(result["grade"]) >= {"label"}
    for condition in result["conditions"]:
        assert condition["clause"]
        assert condition["text"]
    assert run_cli("grade", tmp_path / "a.json").out.splitlines()[1].startswith("等级：")


@pytest.mark.parametrize("scheme", scheme_ids())
def test_an_empty_document_is_no_grade(run_cli: Run, tmp_path: Path, scheme: str) -> None:
    path = write(tmp_path / "a.json", {"format": "fieldaudit.assessment/1", "scheme": scheme, "audit": {"kind": "initial"}})
    ran = run_cli("grade", path, "--json")
    result = ran.json()
    assert (ran.code, result["complete"], result["grade"], result["next"]) == (1, False, None, None)
    assert result["missing"]
    assert all(entry["id"] and entry["clause"] and entry["text"] for entry in result["missing"])


def test_the_lowest_counts_and_says_why(run_cli: Run, tmp_path: Path) -> None:
    document = full_document("cqm")
    document["survey"]["face_to_face"]["percent"] = 75
    result = run_cli("grade", write(tmp_path / "a.json", document), "--json").json()
    assert result["grade"] == {"label": "三星级", "stars": 3}
    assert result["decided_by"] == ["survey.face_to_face"]
    assert result["next"]["stars"] == 4
    (unmet,) = [entry for entry in result["conditions"] if entry["stars"] == 4 and not entry["met"]]
    assert (unmet["id"], unmet["value"], unmet["required"], unmet["clause"]) == ("survey.face_to_face", "75", ">= 80", "6.2")


def test_only_the_level_held_changes_the_conclusions(run_cli: Run, tmp_path: Path) -> None:
    document = full_document("cqm") | {"audit": {"kind": "surveillance"}}
    document["survey"]["face_to_face"]["percent"] = 75
    kinds = []
    for stars in (3, 5):
        result = run_cli("grade", write(tmp_path / "a.json", document | {"previous": {"stars": stars}}), "--json").json()
        assert result["grade"]["stars"] == 3
        kinds.append([outcome["kind"] for outcome in result["outcomes"]])
    assert kinds == [["keep"], ["downgrade"]]


BAD: list[tuple[str, Any]] = [
    ("JSON", b"{"),
    ("UTF-8", "{'中'}".encode("gb18030")),
    ("嵌套", b"[" * 10_000_000),
    ("两次", b'{"format": "fieldaudit.assessment/1", "scheme": "cqm", "items": {"4.1.1": {"score": 1}, "4.1.1": {"score": 2}}}'),
    ("NaN", b'{"format": "fieldaudit.assessment/1", "scheme": "cqm", "applied_for": NaN}'),
    ("format", {"format": "fieldaudit.assessment/2", "scheme": "cqm"}),
    ("scheme", {"format": "fieldaudit.assessment/1"}),
    ("none", {"format": "fieldaudit.assessment/1", "scheme": "none"}),
    ("4.1.1", {"format": "fieldaudit.assessment/1", "scheme": "cqm", "items": {"4.1.1": {"score": 11}}}),
    ("4.1.1", {"format": "fieldaudit.assessment/1", "scheme": "cqm", "items": {"4.1.1": {"score": "1e308"}}}),
    ("4.1.9", {"format": "fieldaudit.assessment/1", "scheme": "cqm", "items": {"4.1.9": {"score": 1}}}),
    ("对象", []),
    ("对象", "text"),
]


@pytest.mark.parametrize(("says", "content"), BAD)
def test_bad_documents_end_in_one_line(run_cli: Run, tmp_path: Path, says: str, content: Any) -> None:
    path = tmp_path / "坏.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    ran = run_cli("grade", path, "--json")
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err


def test_a_file_that_is_not_there(run_cli: Run, tmp_path: Path) -> None:
    ran = run_cli("grade", tmp_path / "没有.json")
    assert (ran.code, ran.out) == (2, "")
    assert "不存在" in ran.err
    assert run_cli("grade", tmp_path).code == 2
    assert run_cli("grade", os.devnull).code == 2


def test_whole_numbers_as_text_give_the_same_grade_and_are_kept_as_numbers(run_cli: Run, tmp_path: Path) -> None:
    document = full_document("cqm") | {"applied_for": 5, "client": {"name": "甲", "headcount": 120}}
    spelled = json.loads(json.dumps(document), parse_int=str)
    assert spelled["survey"]["face_to_face"]["responses"] == str(document["survey"]["face_to_face"]["responses"])
    plain, texts = write(tmp_path / "a.json", document), write(tmp_path / "b.json", spelled)
    assert run_cli("grade", texts, "--json").json() == run_cli("grade", plain, "--json").json()
    audit = run_cli("audit", "import", texts, "--store", tmp_path / "s").out.strip()
    assert run_cli("audit", "export", audit, tmp_path / "c.json", "--store", tmp_path / "s").code == 0
    kept = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
    assert (kept["applied_for"], kept["client"]["headcount"]) == (5, 120)
    assert kept["survey"]["face_to_face"]["responses"] == document["survey"]["face_to_face"]["responses"]
