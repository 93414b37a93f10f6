"""Opening the encrypted database: SQLCipher by raw key, the three refusals, the pragmas that keep what was written."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import sqlcipher3

from desktop.base.errors import Refused, StoreBroken
from desktop.base.words import _
from desktop.store.keyfile import newer
from desktop.store.migrations import STEPS, migrate

# sqlite-utils takes the first of these it finds; its RETURNING and its exceptions then are SQLCipher's.
sys.modules.setdefault("pysqlite3", sqlcipher3)

NAME = "store.db"
DatabaseError = sqlcipher3.DatabaseError
OperationalError = sqlcipher3.OperationalError


# What SQLite says, in words; anything else is shown as it says it.
_REASONS = {
    "database or disk is full": "磁盘已满",
    "disk I/O error": "磁盘读写出错",
    "attempt to write a readonly database": "存储是只读的",
    "database is locked": "存储正被其他程序占用",
    "unable to open database file": "存储文件打不开",
}


def reason(error: Exception) -> str:
    """Why the database refused, for the middle of a sentence."""
    return _REASONS.get(str(error), str(error))


def broken(path: Path) -> StoreBroken:
    """The sentence for a database that cannot be read."""
    return StoreBroken(_("存储文件 {path} 已损坏，不能打开。请从备份恢复。").format(path=path))


def connect(folder: Path, key: bytes, *, new: bool = False) -> Any:
    """An open connection of the newest format. Raises StoreBroken or StoreTooNew; an older store is brought up first."""
    path = folder / NAME
    if not new and not path.exists():
        raise StoreBroken(_("存储的数据文件 {path} 不见了。请从备份恢复。").format(path=path))
    connection = sqlcipher3.connect(str(path), isolation_level=None, check_same_thread=True, cached_statements=256)
    try:
        # What is wrong is said in our own words, not printed by the library.
        connection.execute("pragma cipher_log_level = none")
        connection.execute(f"pragma key = \"x'{key.hex()}'\"")
        connection.execute("pragma cipher_memory_security = off")
        version = connection.execute("pragma user_version").fetchone()[0]
        connection.execute("pragma busy_timeout = 5000")
        connection.execute("pragma journal_mode = wal")
        # full: a commit is on the disk before it is called saved.
        connection.execute("pragma synchronous = full")
        connection.execute("pragma temp_store = memory")
        if version > len(STEPS):
            raise newer(folder)
        if version < len(STEPS):
            from sqlite_utils import Database

            migrate(Database(connection), version)
        connection.execute("pragma foreign_keys = on")
    except sqlcipher3.OperationalError as error:
        connection.close()
        raise Refused(
            _("存储 {path} 打不开：{reason}。请检查磁盘空间、权限和是否被其他程序占用。").format(path=path, reason=reason(error))
        ) from None
    except sqlcipher3.DatabaseError:
        connection.close()
        raise broken(path) from None
    except Refused:
        connection.close()
        raise
    return connection
