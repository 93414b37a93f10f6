"""The store: opened with the right key only, every write whole, nothing readable on the disk."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import UNSET

from desktop.base.errors import NotFound, Refused, StoreBroken, StoreTooNew, WrongKey
from desktop.domain.history import Action, Change
from desktop.store.listing import AuditRow
from desktop.store.store import Draft, Store, create_store, open_store

SECRET_TEXT = "岚川电器股份有限公司的机密"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = create_store(tmp_path / "store", "口令 one")
    yield made
    made.close()


def row(audit: str = "a1", client: str = SECRET_TEXT) -> AuditRow:
    return AuditRow(
        id=audit, client=client, scheme="x", title="某机构", kind="initial", number=None, starts_on=None, ends_on=None, grade_label=None,
        stars=None, of=5, complete=False, done=0, total=3, changed_at="2026-11-20T01:00:00.000Z+08:00", by="审查员",
    )  # fmt: skip


def action(*changes: Change, number: int = 1, audit: str = "a1", name: str = "answer") -> Action:
    at = f"2026-11-20T01:00:{number:02d}.000Z+08:00"
    return Action(id=f"id{number}", audit=audit, name=name, by="审查员", device="d", at=at, clock=f"{number:014d}", changes=changes)


def test_what_is_written_is_there_after_opening_again(tmp_path: Path) -> None:
    first = create_store(tmp_path / "s", "口令")
    first.write(action(Change("client", "name", UNSET, SECRET_TEXT), Change("facts", "months_since_accident", UNSET, None)), row())
    first.close()
    again = open_store(tmp_path / "s", "口令")
    assert again.records("a1") == {"client": {"name": SECRET_TEXT}, "facts": {"months_since_accident": None}}
    assert [found.client for found in again.audits("岚川")] == [SECRET_TEXT]
    assert again.audits("没有这家") == []
    assert again.history("a1")[0].changes[1] == Change("facts", "months_since_accident", UNSET, None)
    again.close()


def test_history_of_one_field(store: Store) -> None:
    store.write(action(Change("items/5.1", "score", UNSET, "2"), number=1), row())
    store.write(action(Change("items/5.2", "score", UNSET, "1"), number=2), row())
    store.write(action(Change("items/5.1", "score", "2", UNSET), number=3), row())
    assert [found.id for found in store.history("a1", "items/5.1", "score")] == ["id1", "id3"]
    assert store.action("id3").changes == (Change("items/5.1", "score", "2", UNSET),)
    assert store.records("a1") == {"items/5.2": {"score": "1"}}
    with pytest.raises(NotFound):
        store.action("id9")


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    store.write(action(Change("client", "name", UNSET, "甲")), row())
    before = store.content_hash()
    with pytest.raises(RuntimeError):
        _write_and_fail(store)
    assert store.content_hash() == before
    # The same id twice is the database's own refusal.
    with pytest.raises(Refused, match="没有保存"):
        store.write(action(Change("client", "name", "甲", "丙"), number=1), row())
    assert store.content_hash() == before


def test_a_draft_ends_with_the_action_that_takes_it_in(store: Store) -> None:
    store.write(action(Change("client", "name", UNSET, "甲")), row())
    store.keep_draft(Draft("a1", "items/5.1", "note", "写到一半"), "t")
    store.keep_draft(Draft("a1", "items/5.1", "note", "写到一半多"), "t")
    assert [draft.text for draft in store.drafts()] == ["写到一半多"]
    store.write(action(Change("items/5.1", "note", UNSET, "写完"), number=2), row(), drafts=(("items/5.1", "note"),))
    assert store.drafts() == []


def test_three_refusals_are_three_sentences(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    create_store(folder, "对的口令").close()
    with pytest.raises(WrongKey, match="口令不对"):
        open_store(folder, "错的口令")

    content = json.loads((folder / "store.json").read_text(encoding="utf-8"))
    (folder / "store.json").write_text(json.dumps(content | {"format": 99}), encoding="utf-8")
    with pytest.raises(StoreTooNew, match="更新的版本"):
        open_store(folder, "对的口令")
    (folder / "store.json").write_text(json.dumps(content), encoding="utf-8")

    opened = open_store(folder, "对的口令")
    opened._connection.execute("pragma user_version = 99")
    opened.close()
    with pytest.raises(StoreTooNew, match="更新的版本"):
        open_store(folder, "对的口令")

    (folder / "store.db").write_bytes(b"\x00garbage" * 4096)
    (folder / "store.db-wal").unlink(missing_ok=True)
    with pytest.raises(StoreBroken, match="已损坏"):
        open_store(folder, "对的口令")
    (folder / "store.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreBroken, match="密钥文件"):
        open_store(folder, "对的口令")
    with pytest.raises(NotFound):
        open_store(tmp_path / "none", "x")


def test_a_folder_with_something_in_it_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(Refused, match="不是空的"):
        create_store(tmp_path, "口令")


def test_nothing_readable_lies_on_the_disk(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    store = create_store(folder, "口令")
    store.write(action(Change("client", "name", UNSET, SECRET_TEXT)), row())
    store.keep_draft(Draft("a1", "client", "name", SECRET_TEXT), "t")
    # Looked at while open: the write-ahead log is part of what a thief finds.
    found = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    store.close()
    assert SECRET_TEXT.encode("utf-8") not in found
    assert b"SQLite format" not in found
    bare = sqlite3.connect(folder / "store.db")
    with pytest.raises(sqlite3.DatabaseError):
        bare.execute("select * from audit")
    bare.close()


def test_the_key_lives_in_the_keyring(tmp_path: Path, memory_keyring: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FIELDAUDIT_PASSPHRASE")
    create_store(tmp_path / "s").close()
    open_store(tmp_path / "s").close()
    memory_keyring.held.clear()
    with pytest.raises(WrongKey, match="钥匙串里没有"):
        open_store(tmp_path / "s")


def test_without_a_keyring_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FIELDAUDIT_PASSPHRASE")
    with pytest.raises(Refused, match="FIELDAUDIT_PASSPHRASE"):
        create_store(tmp_path / "s")
    assert not list((tmp_path / "s").iterdir())


def _write_and_fail(store: Store) -> None:
    with store.transaction():
        store.write(action(Change("client", "name", "甲", "乙"), number=2), row())
        raise RuntimeError


def _read_all(folder: Path) -> None:
    again = open_store(folder, "口令")
    try:
        again.records("a1")
        again.audits()
    finally:
        again.close()


def test_a_damaged_page_is_one_sentence(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "s"
    store = create_store(folder, "口令")
    store.write(action(*[Change("report", f"f{number}", UNSET, "长" * 2000) for number in range(60)]), row())
    store.close()
    data = bytearray((folder / "store.db").read_bytes())
    for page in range(3, len(data) // 4096):
        data[page * 4096 + 100 : page * 4096 + 200] = bytes(100)
    (folder / "store.db").write_bytes(data)
    with pytest.raises(StoreBroken, match="已损坏"):
        _read_all(folder)
    assert capfd.readouterr().err == ""


def test_a_store_without_its_database_is_not_made_anew(tmp_path: Path) -> None:
    create_store(tmp_path / "s", "口令").close()
    for path in (tmp_path / "s").glob("store.db*"):
        path.unlink()
    with pytest.raises(StoreBroken, match="不见了"):
        open_store(tmp_path / "s", "口令")
    assert not (tmp_path / "s" / "store.db").exists()


def test_a_full_disk_is_told_in_words(store: Store) -> None:
    # The database may not grow by a page more.
    connection = store._connection
    pages = connection.execute("pragma page_count").fetchone()[0]
    connection.execute(f"pragma max_page_count = {pages}")
    with pytest.raises(Refused) as told, store.transaction():
        connection.execute("create table heap as select zeroblob(1000000) as data")
    assert told.value.sentence.startswith("没有保存：磁盘已满。")
    assert told.value.code == "not-saved"
