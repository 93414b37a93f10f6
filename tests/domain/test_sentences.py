"""Each notice is one Chinese sentence without ids and English, and leads to a place that there is."""

from __future__ import annotations

import re
import typing
from datetime import date
from typing import Any

import msgspec
import pytest

from desktop.domain.approval import approval
from desktop.domain.assessment import Assessment
from desktop.domain.grading import grade
from desktop.domain.records import KEYED, LISTED, SINGLE, TOP
from tests.domain.builders import document, shipped

# Names that are the same in Chinese.
NAMES = re.compile(r"GB/T|Q/ZG|SB/T|ECPSC|ZHDH|CTC|CQM|SC03|CTS|BZ|CNCA|TS1008")
ODD: dict[str, Any] = {
    "sites": [{"id": "s1", "name": "甲店"}, {"id": "s2", "name": "乙店"}],
    "team": [{"id": "m1", "name": "陆既明", "role": "auditor"}, {"id": "m2", "name": "专家癸", "role": "expert"}],
    "appointment": {"file_reviewer": "陆既明", "noticed_on": "2026-11-01", "objection": "换人。\n换日期"},
    "items": {"5.1.1.1": {"score": "1"}},
    "person_days": {"planned_days": "1", "changes": [{"share": "-0.9", "reason": "少"}]},
    "programme": {"decided_on": "2025-01-31", "late_reason": "搬迁\n之后。", "changes": [{"id": "p1", "what": "提前"}]},
    "findings": [
        {"id": "f1", "number": "F01", "kind": "nonconformity", "special": True, "client_agrees": False},
        {"id": "f2", "number": "F02", "statement": "由于培训不到位"},
        {"id": "f3", "number": "F03", "kind": "improvement", "statement": "可更好"},
    ],
    "corrections": [{"id": "c1", "finding": "f3"}, {"id": "c2", "finding": "gone"}, {"id": "c3", "finding": "f1", "verdict": "accepted"}],
    "communications": [{"id": "k1", "kind": "to-body", "content": "范围要改"}],
    "visit_plan": {"needed": False, "reason": "都在网上。"},
    "plan_changes": [{"id": "l1", "what": "改期"}],
    "conclusion": {"kind": "lower-level"},
    "termination": {},
}


def fields_of(section: str) -> frozenset[str]:
    """The fields a record of a section has; none where any are possible."""

    def struct(kind: Any) -> type[msgspec.Struct] | None:
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            return kind
        return next((found for part in typing.get_args(kind) if (found := struct(part))), None)

    found = struct(next(one.type for one in msgspec.structs.fields(Assessment) if one.name == section))
    return frozenset(found.__struct_fields__) if found else frozenset()


@pytest.mark.parametrize("extra", [{}, ODD, {"termination": {"reason": "客户不配合"}}], ids=["empty", "odd", "ended"])
@pytest.mark.parametrize("scheme", ["zgc", "ctc", "zhdh", "bz", "cqm"])
def test_notices_are_sentences_that_lead_somewhere(scheme: str, extra: dict[str, Any]) -> None:
    rules = shipped(scheme)
    extra = extra | {"items": {}} if scheme not in ("zgc", "ctc", "zhdh") and "items" in extra else extra
    for kind in rules.scheme.audit_kinds:
        one = document(rules, **extra, audit={"kind": kind, "starts_on": "2026-11-20", "ends_on": "2026-11-19"})
        for notice in approval(one, rules, grade(one, rules), date(2026, 11, 30)):
            said = notice.sentence
            assert said.endswith("。"), said
            assert said.count("。") == 1 or "“" in said or "换人" in said, said
            assert not re.search(r"[A-Za-z]{2,}", NAMES.sub("", said)), said
            assert not re.search(r"[{}\n]|None|  ", said), said
            section, _slash, key = notice.record.partition("/")
            assert section in (*SINGLE, *KEYED, *LISTED, TOP, "settings"), notice
            if section in LISTED and key:
                assert key in {element.id for element in getattr(one, section)}, notice
            known = fields_of(section) if section in (*SINGLE, *LISTED) else frozenset()
            assert not notice.field or not known or notice.field.partition(".")[0] in known, notice
