"""From a folder and perhaps a passphrase to an open connection; loads only what that takes, as the window's start waits for it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from desktop.base.errors import Refused, reason
from desktop.base.words import _
from desktop.store.connection import connect
from desktop.store.keyfile import NAME, create_key, read_key


def create(folder: Path, passphrase: str | None = None) -> Any:
    """Make a store in an empty or absent folder and connect to it."""
    passphrase = passphrase or os.environ.get("FIELDAUDIT_PASSPHRASE")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise Refused(_("文件夹 {folder} 不是空的，不能在里面新建存储。请另选一个。").format(folder=folder))
        key = create_key(folder, passphrase)
    except OSError as error:
        raise Refused(_("不能在 {folder} 新建存储：{reason}。").format(folder=folder, reason=reason(error))) from None
    return connect(folder, key, new=True)


def reopen(folder: Path, passphrase: str | None = None) -> Any:
    """Connect to a store that is there. Raises NotFound, WrongKey, StoreBroken or StoreTooNew, each with its own sentence."""
    key = read_key(folder, passphrase or os.environ.get("FIELDAUDIT_PASSPHRASE"))
    return connect(folder, key)


def open_or_create(folder: Path, passphrase: str | None = None) -> Any:
    """Connect to the store in `folder`, which is made when it is not there."""
    return reopen(folder, passphrase) if (folder / NAME).exists() else create(folder, passphrase)
