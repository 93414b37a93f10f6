"""The document: export then import gives an equal audit, whatever it holds; what is not one is refused and changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from desktop.actions import audits
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput, NotFound
from tests.actions.scenario import Scenario
from tests.benchmarks.samples import full_document, scheme_ids

EVERYTHING: dict[str, Any] = {
    "format": "fieldaudit.assessment/1",
    "scheme": "cqm",
    "client": {"name": "澄屿家居𠮷😀", "address": "某市", "headcount": 120, "shifts": "两班"},
    "audit": {"kind": "surveillance", "evaluated_on": "2026-11-20", "starts_on": "2026-11-18", "number": "CQM-1"},
    "applied_for": 5,
    "items": {
        "4.1.1": {"score": 9.5, "note": "口头核对"},
        "4.1.2": {"deductions": [{"points": 1.5, "statement": "未公示"}, {"points": "0.5", "statement": ""}]},
        "4.1.4": {"carried": "今年不在抽查范围", "score": "23.5"},
        "4.1.4.1": {"note": "只记所见"},
    },
    "conformity": {"4.2.2": "conforming", "4.2.5": "minor", "4.2.1.3": {"excluded": "无"}, "4.2.6a": {"result": "severe", "note": "缺"}},
    "management_audit": {"passed": True, "reason": "轻微不符合不影响"},
    "survey": {"face_to_face": {"not_used": "顾客分散"}, "electronic": {"percent": 95.0, "responses": 200}},
    "facts": {"operating_months": 18, "months_since_accident": None, "major_complaints": [{"months_ago": 5, "rectified": True}]},
    "previous": {"stars": 4},
    "settings": {"A34": "alternative"},
    "sites": [{"id": "b", "name": "二店"}, {"id": "a", "name": "一店", "temporary": True}, {"id": "empty"}],
    "team": [{"name": "审查员甲", "role": "leader", "registration": "2025-1-ISC-1", "days": 2.5}],
    "responses": [{"channel": "face_to_face", "answers": {"q1": 5}, "remark": ""}],
    "report": {"basics": "第一行\n第二行"},
    "conclusion": {"kind": "keep"},
}  # fmt: skip


def test_export_then_import_gives_an_equal_audit(open_ws: Callable[[str], Workspace]) -> None:
    first, second = open_ws("one"), open_ws("two")
    audit = audits.import_document(first, json.dumps(EVERYTHING).encode(), "全.json").audit
    exported = audits.export_document(first, audit)
    again = audits.import_document(second, exported, "再.json")
    assert audits.export_document(second, again.audit) == exported
    assert again.view.document == first.audit(audit).document
    assert again.view.grade == first.audit(audit).grade
    held = json.loads(exported)
    assert held["items"]["4.1.1"]["score"] == "9.5"
    assert [site["id"] for site in held["sites"]] == ["b", "a", "empty"]
    assert held["facts"]["months_since_accident"] is None


@pytest.mark.parametrize("scheme", scheme_ids())
def test_a_full_audit_of_every_scheme_is_complete(ws: Workspace, scheme: str) -> None:
    changes = audits.import_document(ws, json.dumps(full_document(scheme)).encode(), "x.json")
    assert changes.view.grade.complete, changes.view.grade.missing
    assert changes.view.completeness[0] == changes.view.completeness[1]
    row = audits.listing(ws)[0]
    assert changes.view.grade.grade is not None
    assert (row.grade_label, row.complete) == (changes.view.grade.grade.label, True)


BAD: list[tuple[str, Callable[[dict[str, Any]], object] | bytes]] = [
    ("不认识的键", lambda document: document.update(surprise=1)),
    ("name", lambda document: document["client"].update(name=5)),
    ("4.1.1", lambda document: document["items"]["4.1.1"].update(score="10.01")),
    ("4.1.1", lambda document: document["items"]["4.1.1"].update(score=-1)),
    ("4.1.1", lambda document: document["items"]["4.1.1"].update(score="Infinity")),
    ("4.1.1", lambda document: document["items"]["4.1.1"].update(score="1e999999999")),
    ("4.1.1", lambda document: document["items"]["4.1.1"].update(score=1e308)),
    (r"9\.9", lambda document: document["items"].update({"9.9": {"score": 1}})),
    (r"4\.2\.2", lambda document: document["items"].update({"4.2.2": {"score": 1}})),
    (r"4\.1", lambda document: document["items"].update({"4.1": {"score": 90}})),
    ("A99", lambda document: document.update(settings={"A99": "alternative"})),
    ("percent|百分|100", lambda document: document["survey"]["electronic"].update(percent=100.5)),
    ("evaluated_on", lambda document: document["audit"].update(evaluated_on="2026-13-45")),
    ("两次", lambda document: document.update(sites=[{"id": "a"}, {"id": "a"}])),
    ("pin", lambda document: document.update(pin={"version": "0", "sha256": "0" * 64})),
    ("JSON", b'{"format": '),
    ("两次", b'{"format": "fieldaudit.assessment/1", "scheme": "cqm", "scheme": "bz"}'),
    ("NaN", b'{"format": "fieldaudit.assessment/1", "scheme": "cqm", "applied_for": NaN}'),
    ("嵌套", b"[" * 10_000_000),
    ("不完整的字符", b'{"format": "fieldaudit.assessment/1", "scheme": "cqm", "client": {"name": "\\ud800"}}'),
    ("UTF-8", "{'中文'}".encode("gb18030")),
]


@pytest.mark.parametrize(("says", "break_it"), BAD)
def test_what_is_no_document_is_refused_and_changes_nothing(
    ws: Workspace, says: str, break_it: Callable[[dict[str, Any]], object] | bytes
) -> None:
    Scenario(ws, "ctc")
    before = ws.store.content_hash()
    if isinstance(break_it, bytes):
        data = break_it
    else:
        document = json.loads(json.dumps(EVERYTHING))
        break_it(document)
        data = json.dumps(document).encode()
    with pytest.raises(BadInput, match=says) as refused:
        audits.import_document(ws, data, "坏.json")
    assert refused.value.sentence.startswith("坏.json")
    assert "\n" not in refused.value.sentence
    assert ws.store.content_hash() == before


def test_an_unknown_scheme_lists_the_known_ones(ws: Workspace) -> None:
    with pytest.raises(NotFound, match="cqm"):
        audits.create(ws, scheme="none", client="某公司")
    with pytest.raises(BadInput, match="客户"):
        audits.create(ws, scheme="cqm", client="  ")
    assert audits.listing(ws) == []


def test_the_schema_that_ships_is_the_one_in_force_and_accepts_a_full_document() -> None:
    import jsonschema

    from desktop.actions.schema import assessment_schema
    from desktop.base import paths

    shipped = (paths.resources() / "assessment.schema.json").read_bytes()
    assert shipped == assessment_schema(), "run .venv/bin/python tools/remake_twins.py"
    schema = json.loads(shipped)
    jsonschema.validate(EVERYTHING, schema)
    for scheme in scheme_ids():
        jsonschema.validate(full_document(scheme), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(EVERYTHING | {"surprise": 1}, schema)
