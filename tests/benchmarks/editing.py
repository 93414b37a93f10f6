"""P2: one score changed, durable and graded again, against a raw SQLCipher commit of the same rows."""

from __future__ import annotations

import json
import tempfile
from decimal import Decimal
from itertools import count
from pathlib import Path

import sqlcipher3

from desktop.actions import audits, scoring
from tests.benchmarks.measure import Row, paired
from tests.benchmarks.samples import full_document, scheme_ids, workspace

TIMES = 40


def run() -> list[Row]:
    rows = []
    for name in scheme_ids():
        with workspace() as (ws, _folder), tempfile.TemporaryDirectory() as other:
            document = full_document(name)
            audit = audits.import_document(ws, json.dumps(document).encode("utf-8"), name).audit
            item = next(iter(document["items"]), None)
            raw = RawStore(Path(other))
            number = count()

            def ours(audit: str = audit, item: str | None = item) -> None:
                for _time in range(TIMES):
                    turn = next(number)  # noqa: B023
                    if item is None:
                        scoring.judge_level(ws, audit, "5", met=bool(turn % 2), reason=f"理由 {turn}")
                    else:
                        scoring.answer(ws, audit, item, score=Decimal(turn % 2))

            def reference() -> None:
                for _time in range(TIMES):
                    raw.commit(next(number))  # noqa: B023

            mine, other_time = paired(ours, reference)
            raw.close()
            rows.append(Row("P2", f"one score of {name}: checked, graded, durable", mine / TIMES, other_time / TIMES, 3))
    return rows


class RawStore:
    """A SQLCipher database without us: the rows that one edit writes, in one durable transaction."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlcipher3.connect(str(folder / "raw.db"), isolation_level=None)
        run = self._connection.execute
        run(f"pragma key = \"x'{'ab' * 32}'\"")
        run("pragma journal_mode = wal")
        run("pragma synchronous = full")
        run("create table audit (id text primary key, n integer, client text, label text)")
        run("create table action (id integer primary key, audit text, name text, who text, clock text)")
        run("create table change (action integer, place integer, record text, field text, before text, after text)")
        run("create table value (audit text, record text, field text, json text, primary key (audit, record, field))")

    def commit(self, turn: int) -> None:
        """One edit."""
        run = self._connection.execute
        run("begin immediate")
        run("insert or replace into audit values ('a', ?, ?, ?)", [turn, "岚川电器股份有限公司", "四星级"])
        run("insert into action values (?, 'a', 'answer', '审查员', ?)", [turn, f"{turn:030d}"])
        run("insert into change values (?, 0, 'items/5.1', 'score', '1', '0')", [turn])
        run("insert or replace into value values ('a', 'items/5.1', 'score', ?)", [str(turn % 2)])
        run("commit")

    def close(self) -> None:
        self._connection.close()
