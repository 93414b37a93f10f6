"""P8: the grade of every scheme against json decode of the same document."""

from __future__ import annotations

import json

from desktop.base.typed import convert
from desktop.domain.assessment import Assessment
from desktop.domain.grading import grade
from desktop.domain.rules import compile_rules
from tests.benchmarks.measure import Row, paired
from tests.benchmarks.samples import full_document, load, scheme_ids

TIMES = 200


def run() -> list[Row]:
    rows = []
    for name in scheme_ids():
        raw = full_document(name)
        text = json.dumps(raw, ensure_ascii=False)
        document = convert(raw, Assessment, name)
        loaded = load(name)
        rules = compile_rules(loaded.scheme, version=loaded.version, sha256=loaded.sha256)
        assert grade(document, rules).complete, name

        def ours(document: Assessment = document, rules: object = rules) -> None:
            for _time in range(TIMES):
                grade(document, rules)  # type: ignore[arg-type]

        def reference(text: str = text) -> None:
            for _time in range(TIMES):
                json.loads(text)

        mine, other = paired(ours, reference)
        rows.append(Row("P8", f"grade of {name} ({len(text)} characters)", mine / TIMES, other / TIMES, 30))
    return rows
