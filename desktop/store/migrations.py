"""The database's format, step by step. A step is never changed once released; a newer database is refused in connection.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def _first(db: Database) -> None:
    text, number = str, int
    db["audit"].create(  # type: ignore[union-attr]
        {
            "id": text, "client": text, "scheme": text, "title": text, "kind": text, "number": text, "starts_on": text, "ends_on": text,
            "grade_label": text, "stars": number, "of": number, "complete": number, "done": number, "total": number, "changed_at": text,
            "by": text,
        },
        pk="id",
        not_null={"client", "scheme", "complete", "done", "total", "changed_at"},
    )  # fmt: skip
    db["audit"].create_index(["changed_at"])  # type: ignore[union-attr]
    # One row a field: a change touches exactly the row it names. WITHOUT ROWID keeps an audit's rows side by side.
    db.execute(
        "create table value (audit text not null references audit(id) on delete cascade, record text not null, field text not null,"
        " json text not null, primary key (audit, record, field)) without rowid"
    )
    db.execute(
        "create table action (id text primary key, audit text not null references audit(id) on delete cascade, name text not null,"
        ' "by" text not null, device text not null, at text not null,'
        " clock text not null, undoes text, local integer not null) without rowid"
    )
    db.execute("create index action_by_audit on action (audit, clock, id)")
    db.execute(
        "create table change (action text not null references action(id) on delete cascade, position integer not null, audit text not null,"
        " record text not null, field text not null, before text, after text, primary key (action, position)) without rowid"
    )
    db.execute("create index change_by_field on change (audit, record, field)")
    db.execute(
        "create table draft (audit text not null references audit(id) on delete cascade, record text not null, field text not null,"
        " text text not null, at text not null, primary key (audit, record, field)) without rowid"
    )
    db["thumbnail"].create({"sha256": text, "jpeg": bytes}, pk="sha256")  # type: ignore[union-attr]
    db["scheme_source"].create({"sha256": text, "name": text, "content": bytes}, pk=("sha256", "name"))  # type: ignore[union-attr]
    db["setting"].create({"name": text, "value": text}, pk="name")  # type: ignore[union-attr]
    db["secret"].create({"name": text, "value": text}, pk="name")  # type: ignore[union-attr]


STEPS: tuple[Callable[[Database], None], ...] = (_first,)


def migrate(db: Database, version: int) -> None:
    """Bring a database from `version` (0: empty) to the newest, in one transaction."""
    with db.atomic():
        for step in STEPS[version:]:
            step(db)
        db.execute(f"pragma user_version = {len(STEPS)}")
