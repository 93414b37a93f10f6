"""The store of one person's audits. It belongs to the thread that opened it; every write is one transaction."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import UNSET, Struct

from desktop.base.errors import NotFound, Refused
from desktop.base.words import _
from desktop.domain.history import Action, Change, Records
from desktop.store import listing, opening
from desktop.store.connection import DatabaseError, reason
from desktop.store.listing import COLUMNS, NAMES, AuditRow, row_of


class Draft(Struct, frozen=True):
    """What was typed into a field that has not been left yet."""

    audit: str
    record: str
    field: str
    text: str


_UPSERT = f"insert into audit ({NAMES}) values ({', '.join('?' * len(COLUMNS))}) on conflict (id) do update set " + ", ".join(
    f'"{name}" = excluded."{name}"' for name in COLUMNS[1:]
)


def create_store(folder: Path, passphrase: str | None = None) -> Store:
    """Make a store in an empty or absent folder and open it."""
    return Store(folder, opening.create(folder, passphrase))


def open_store(folder: Path, passphrase: str | None = None) -> Store:
    """Open a store. Raises NotFound, WrongKey, StoreBroken or StoreTooNew, each with its own sentence."""
    return Store(folder, opening.reopen(folder, passphrase))


class Store:
    """See create_store and open_store."""

    def __init__(self, folder: Path, connection: Any) -> None:
        self.folder = folder
        self._connection = connection
        self._depth = 0

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; an inner one joins the outer. A failure of the disk is a Refused, nothing is written."""
        if self._depth:
            yield
            return
        self._depth = 1
        try:
            self._connection.execute("begin immediate")
            yield
            self._connection.execute("commit")
        except DatabaseError as error:
            self._roll_back()
            said = _("没有保存：{reason}。请检查磁盘空间和权限，输入仍在屏幕上。").format(reason=reason(error))
            raise Refused(said, code="not-saved") from error
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._depth = 0

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("rollback")

    def data_version(self) -> int:
        """A number that changes when another program writes to this store."""
        return int(self._rows("pragma data_version")[0][0])

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        return listing.read(self._connection, self.folder, sql, values)

    # Audits

    def audits(self, query: str = "", limit: int = 1000) -> list[AuditRow]:
        """The audits, last changed first; `query` looks in client, number and scheme."""
        return listing.audits(self._connection, self.folder, query, limit)

    def audit(self, audit: str) -> AuditRow:
        """One audit's row by its id. Raises NotFound."""
        row = _first(self._rows(f"select {NAMES} from audit where id = ?", [audit]))
        if row is None:
            raise NotFound(_("没有编号为 {id} 的审查。用 `fieldaudit audit list` 查看已有的。").format(id=audit))
        return row_of(row)

    def count(self) -> int:
        """How many audits there are."""
        return int(self._rows("select count(*) from audit")[0][0])

    def records(self, audit: str) -> Records:
        """All fields of all records of an audit."""
        records: Records = {}
        # The same few names and texts stand in thousands of records: each is kept once.
        same: dict[str, Any] = {}
        rows = listing.each(self._connection, self.folder, "select record, field, json from value where audit = ?", [audit])
        for record, field, text in rows:
            value = same.get(text)
            if value is None:
                value = json.loads(text)
                if isinstance(value, str):
                    same[text] = value
            records.setdefault(record, {})[sys.intern(field)] = value
        return records

    def said(self, scheme: str, record: str, field: str) -> dict[str, Any]:
        """What the audits of a scheme say in one field, by audit; those that say nothing are left out."""
        rows = self._rows(
            "select audit.id, value.json from audit join value on value.audit = audit.id and value.record = ? and value.field = ?"
            " where audit.scheme = ?",
            [record, field, scheme],
        )
        return {row[0]: json.loads(row[1]) for row in rows}

    # Writing

    def write(self, action: Action, row: AuditRow, *, local: bool = True, drafts: tuple[tuple[str, str], ...] = ()) -> None:
        """One action: its values, its history and the list's row, in one transaction. `drafts` (record, field) end with it."""
        with self.transaction():
            run = self._connection.execute
            run(_UPSERT, row)
            after = [_text(change.after) for change in action.changes]
            self._add_action(action, local, after)
            gone = [(action.audit, change.record, change.field) for change in action.changes if change.after is UNSET]
            if gone:
                self._connection.executemany("delete from value where audit = ? and record = ? and field = ?", gone)
            self._connection.executemany(
                "insert or replace into value (audit, record, field, json) values (?, ?, ?, ?)",
                [
                    (action.audit, change.record, change.field, text)
                    for change, text in zip(action.changes, after, strict=True)
                    if text is not None
                ],
            )
            for record, field in drafts:
                run("delete from draft where audit = ? and record = ? and field = ?", [action.audit, record, field])

    def _add_action(self, action: Action, local: bool, after: list[str | None]) -> None:
        self._connection.execute(
            "insert into action values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [action.id, action.audit, action.name, action.by, action.device, action.at, action.clock, action.undoes, int(local)],
        )
        if action.changes:
            self._connection.executemany(
                "insert into change values (?, ?, ?, ?, ?, ?, ?)",
                [
                    (action.id, place, action.audit, change.record, change.field, _text(change.before), after[place])
                    for place, change in enumerate(action.changes)
                ],
            )

    def insert_actions(self, actions: list[Action], row: AuditRow, records: Records) -> None:
        """Take in actions made elsewhere, word for word, and set the audit's values to `records`."""
        with self.transaction():
            run = self._connection.execute
            run(_UPSERT, row)
            for action in actions:
                self._add_action(action, False, [_text(change.after) for change in action.changes])
            run("delete from value where audit = ?", [row.id])
            self._connection.executemany(
                "insert into value (audit, record, field, json) values (?, ?, ?, ?)",
                [(row.id, record, field, _text(value)) for record, fields in records.items() for field, value in fields.items()],
            )

    # History

    def history(self, audit: str, record: str | None = None, field: str | None = None) -> list[Action]:
        """The actions on an audit in order of their clocks, each with its changes; only those that touched `record`, `field`."""
        condition, values = "change.audit = ?", [audit]
        if record is not None:
            condition += " and change.record = ?"
            values.append(record)
        if field is not None:
            condition += " and change.field = ?"
            values.append(field)
        changes = self._changes(condition, values)
        actions = self._actions("audit = ?", [audit], changes)
        return actions if record is None else [action for action in actions if action.changes]

    def action(self, action: str) -> Action:
        """One action with its changes, by its id. Raises NotFound."""
        found = self._actions("id = ?", [action], self._changes("change.action = ?", [action]))
        if not found:
            raise NotFound(_("历史里没有操作 {id}。").format(id=action))
        return found[0]

    def _changes(self, condition: str, values: list[str]) -> dict[str, list[Change]]:
        changes: dict[str, list[Change]] = {}
        for action, record, field, before, after in self._rows(
            f"select action, record, field, before, after from change where {condition} order by action, position", values
        ):
            changes.setdefault(action, []).append(Change(record, field, _value(before), _value(after)))
        return changes

    def _actions(self, condition: str, values: list[str], changes: dict[str, list[Change]]) -> list[Action]:
        rows = self._rows(
            f'select id, audit, name, "by", device, at, clock, undoes from action where {condition} order by clock, id', values
        )
        keys = ("id", "audit", "name", "by", "device", "at", "clock", "undoes")
        return [Action(**dict(zip(keys, row, strict=True)), changes=tuple(changes.get(row[0], ()))) for row in rows]

    def local_actions(self, audit: str) -> list[tuple[str, str]]:
        """(id, name) of the actions made here, oldest first: what undo walks over."""
        rows = self._rows("select id, name from action where audit = ? and local = 1 order by clock, id", [audit])
        return [(row[0], row[1]) for row in rows]

    def last_clock(self) -> str:
        """The highest clock in the store, or an empty text."""
        return self._rows("select max(clock) from action")[0][0] or ""

    # Drafts: what was typed into a field not yet left

    def keep_draft(self, draft: Draft, at: str) -> None:
        with self.transaction():
            self._connection.execute(
                "insert or replace into draft values (?, ?, ?, ?, ?)", [draft.audit, draft.record, draft.field, draft.text, at]
            )

    def drop_draft(self, audit: str, record: str, field: str) -> None:
        with self.transaction():
            self._connection.execute("delete from draft where audit = ? and record = ? and field = ?", [audit, record, field])

    def drafts(self) -> list[Draft]:
        return [Draft(*row) for row in self._rows("select audit, record, field, text from draft order by at")]

    # Small things by name

    def thumbnail(self, sha256: str) -> bytes | None:
        row = _first(self._rows("select jpeg from thumbnail where sha256 = ?", [sha256]))
        return None if row is None else bytes(row[0])

    def keep_thumbnail(self, sha256: str, jpeg: bytes) -> None:
        with self.transaction():
            self._connection.execute("insert or replace into thumbnail values (?, ?)", [sha256, jpeg])

    def scheme_sources(self, sha256: str) -> dict[str, bytes]:
        """The pinned files of a scheme's version: name to bytes; empty when not here."""
        rows = self._rows("select name, content from scheme_source where sha256 = ?", [sha256])
        return {row[0]: bytes(row[1]) for row in rows}

    def keep_scheme_sources(self, sha256: str, sources: dict[str, bytes]) -> None:
        with self.transaction():
            self._connection.executemany(
                "insert or replace into scheme_source values (?, ?, ?)", [(sha256, name, data) for name, data in sources.items()]
            )

    def setting(self, name: str) -> str | None:
        return self._named("setting", name)

    def set_setting(self, name: str, value: str) -> None:
        with self.transaction():
            self._connection.execute("insert or replace into setting values (?, ?)", [name, value])

    def secret(self, name: str) -> str | None:
        """A key kept inside the encrypted database."""
        return self._named("secret", name)

    def set_secret(self, name: str, value: str) -> None:
        with self.transaction():
            self._connection.execute("insert or replace into secret values (?, ?)", [name, value])

    def _named(self, table: str, name: str) -> str | None:
        row = _first(self._rows(f"select value from {table} where name = ?", [name]))
        return None if row is None else str(row[0])

    def content_hash(self) -> str:
        """A hash over everything in the database: the same before and after whatever must change nothing."""
        import hashlib

        total = hashlib.sha256()
        for table in ("audit", "value", "action", "change", "draft", "thumbnail", "scheme_source", "setting", "secret"):
            for row in self._rows(f"select * from {table} order by 1, 2"):
                total.update(repr((table, *row)).encode("utf-8"))
        return total.hexdigest()


def _first(rows: list[Any]) -> Any:
    return rows[0] if rows else None


# One for all values: an import writes thousands.
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def _text(value: Any) -> str | None:
    return None if value is UNSET else _ENCODE(value)


def _value(text: str | None) -> Any:
    return UNSET if text is None else json.loads(text)
