"""The list of audits as rows. Alone in its module, so that the window can show it before anything else of the store is loaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from desktop.base.errors import Refused
from desktop.base.words import _
from desktop.store.connection import NAME, DatabaseError, OperationalError, broken


class AuditRow(NamedTuple):
    """What the list of audits shows, kept beside the values so that the list needs no grading."""

    id: str
    client: str
    scheme: str
    title: str  # the scheme body's short name
    kind: str | None
    number: str | None
    starts_on: str | None
    ends_on: str | None
    grade_label: str | None
    stars: int | None
    of: int  # the most stars its scheme gives; 0: it speaks of levels
    complete: bool
    done: int
    total: int
    changed_at: str
    by: str


COLUMNS = AuditRow._fields
NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
_AT_ONCE = 1000
_COMPLETE = COLUMNS.index("complete")


def read(connection: Any, folder: Path, sql: str, values: Sequence[Any] = ()) -> list[Any]:
    """What a query finds in the database of the store in `folder`. Raises Refused or StoreBroken."""
    return list(each(connection, folder, sql, values))


def each(connection: Any, folder: Path, sql: str, values: Sequence[Any] = ()) -> Iterator[Any]:
    """The same row by row: of tens of thousands only some are in memory at a time."""
    try:
        found = connection.execute(sql, values)
        while rows := found.fetchmany(_AT_ONCE):
            yield from rows
    except OperationalError as error:
        raise Refused(_("存储读不了：{reason}。请检查磁盘和是否被其他程序占用。").format(reason=error)) from None
    except DatabaseError:
        raise broken(folder / NAME) from None


def audits(connection: Any, folder: Path, query: str = "", limit: int = 1000) -> list[AuditRow]:
    """The audits, last changed first; `query` looks in client, number, scheme and id."""
    where, values = "", []
    if query:
        like = "%" + query.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        where = "where client like ? escape '\\' or number like ? escape '\\' or title like ? escape '\\' or id like ? escape '\\'"
        values = [like] * 4
    rows = read(connection, folder, f"select {NAMES} from audit {where} order by changed_at desc, id desc limit ?", [*values, limit])
    return [row_of(row) for row in rows]


def row_of(values: Sequence[Any]) -> AuditRow:
    """A row of the table as it is known here: SQLite has no truth values."""
    return AuditRow._make((*values[:_COMPLETE], bool(values[_COMPLETE]), *values[_COMPLETE + 1 :]))
