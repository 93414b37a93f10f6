"""1,000 survey rows imported: read, mapped, checked, durable and graded, against openpyxl's bare reading of the same file."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook

from desktop.actions import audits, survey, survey_import
from tests.benchmarks.measure import RUNS, Row, paired
from tests.benchmarks.samples import full_document, workspace
from tests.tables import exports

ROWS = 1000
SCHEME = "cqm"


def run() -> list[Row]:
    rows = []
    with workspace() as (ws, _folder), tempfile.TemporaryDirectory() as other:
        document = json.dumps(full_document(SCHEME)).encode("utf-8")
        form = survey.forms(ws.audit(audits.import_document(ws, document, SCHEME).audit)).current
        for times in (1, 10):
            path = Path(other) / f"{times}.xlsx"
            path.write_bytes(exports.as_xlsx(exports.wjx(form, ROWS * times)))
            # A new audit each time: a second import into the same one adds nothing.
            fresh = iter([audits.import_document(ws, document, f"{SCHEME}-{turn}").audit for turn in range(RUNS + 1)])

            def ours(path: Path = path, fresh: Iterator[str] = fresh) -> None:
                assert not survey_import.import_file(ws, next(fresh), path).refused

            def reference(path: Path = path) -> None:
                book = load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True)
                for _row in book.worksheets[0].iter_rows(values_only=True):
                    pass
                book.close()

            mine, bare = paired(ours, reference)
            rows.append(Row("F3", f"{ROWS * times} survey rows from XLSX: read, checked, durable, graded", mine, bare, 2))
    return rows
