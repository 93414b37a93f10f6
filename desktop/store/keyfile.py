"""`store.json` beside the database: which format, and how the database's key is kept (passphrase or system keyring)."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from pathlib import Path
from typing import Any

from desktop.base.errors import NoKeyring, NotFound, StoreBroken, StoreTooNew, WrongKey
from desktop.base.ids import new_id
from desktop.base.late import put_off
from desktop.base.words import _

FORMAT = 1
NAME = "store.json"
SERVICE = "fieldaudit"
# About 0.1 s and 32 MB a try: dear for a guesser, bearable at every start.
_SCRYPT = {"n": 1 << 15, "r": 8, "p": 1}


def create_key(folder: Path, passphrase: str | None) -> bytes:
    """Make the key of a new store and write store.json. Without a passphrase the key goes to the system keyring."""
    key = os.urandom(32)
    content: dict[str, Any] = {"format": FORMAT, "id": new_id(), "check": _check(key)}
    if passphrase:
        salt = os.urandom(16)
        content |= {
            "protection": "passphrase",
            "salt": _text(salt),
            "scrypt": _SCRYPT,
            "wrapped": _text(_wrap(key, passphrase, salt, _SCRYPT)),
        }
    else:
        content["protection"] = "keyring"
        _to_keyring(content["id"], key)
    path = folder / NAME
    temporary = path.with_suffix(".tmp")
    temporary.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    temporary.replace(path)
    return key


def read_key(folder: Path, passphrase: str | None) -> bytes:
    """The key of an existing store. Raises NotFound, StoreBroken, StoreTooNew or WrongKey."""
    path = folder / NAME
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        written = int(content["format"])
    except FileNotFoundError:
        raise NotFound(_("{folder} 里没有存储。请检查路径，或新建一个存储。").format(folder=folder)) from None
    except (OSError, ValueError, KeyError, TypeError):
        raise _broken(path) from None
    if written > FORMAT:
        raise newer(folder)
    try:
        key = _unwrap(content, passphrase) if content["protection"] == "passphrase" else _from_keyring(content["id"])
        good = bytes.fromhex(content["check"]) == bytes.fromhex(_check(key))
    except (KeyError, TypeError, ValueError):
        raise _broken(path) from None
    if not good:
        raise WrongKey(_("密钥与存储不符。请核对口令，或改用建立该存储的系统账户。"))
    return key


def newer(folder: Path) -> StoreTooNew:
    return StoreTooNew(_("存储 {folder} 由更新的版本写成，本版本不能打开。请先升级程序。").format(folder=folder))


def _broken(path: Path) -> StoreBroken:
    return StoreBroken(_("存储的密钥文件 {path} 已损坏。请从备份恢复。").format(path=path))


def _check(key: bytes) -> str:
    return hashlib.sha256(b"fieldaudit store check " + key).hexdigest()[:32]


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _derive(passphrase: str, salt: bytes, cost: dict[str, int]) -> bytes:
    n, r, p = cost["n"], cost["r"], cost["p"]
    if n > 1 << 20 or r > 32 or p > 16:
        raise ValueError("absurd cost")
    return hashlib.scrypt(passphrase.encode("utf-8"), salt=salt, n=n, r=r, p=p, maxmem=256 * n * r, dklen=32)


def _wrap(key: bytes, passphrase: str, salt: bytes, cost: dict[str, int]) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(12)
    return nonce + AESGCM(_derive(passphrase, salt, cost)).encrypt(nonce, key, b"fieldaudit store key")


def _unwrap(content: dict[str, Any], passphrase: str | None) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if not passphrase:
        raise WrongKey(_("存储有口令保护。请输入口令，或用环境变量 FIELDAUDIT_PASSPHRASE 给出。"))
    wrapped = base64.b64decode(content["wrapped"])
    derived = _derive(passphrase, base64.b64decode(content["salt"]), content["scrypt"])
    try:
        return AESGCM(derived).decrypt(wrapped[:12], wrapped[12:], b"fieldaudit store key")
    except InvalidTag:
        raise WrongKey(_("口令不对，存储没有打开。请核对大小写和输入法后重试。")) from None


def _keyring() -> tuple[Any, type[Exception]]:
    """The keyring library and its error. Which keyring of the system it takes is its own affair.

    Most of its import is HTTP, e-mail and plug-in lists, named by its helper libraries and not needed to read a secret.
    """
    put_off("urllib.request", "subprocess", "more_itertools", "importlib_metadata")
    import keyring
    from keyring.errors import KeyringError

    return keyring, KeyringError


def _to_keyring(store: str, key: bytes) -> None:
    keyring, failed = _keyring()
    try:
        keyring.set_password(SERVICE, store, key.hex())
    except (failed, RuntimeError):
        raise NoKeyring(_("系统钥匙串不可用，密钥无处保存。请设置环境变量 FIELDAUDIT_PASSPHRASE 作为口令后重试。")) from None


def _from_keyring(store: str) -> bytes:
    keyring, failed = _keyring()
    try:
        text = keyring.get_password(SERVICE, store)
    except (failed, RuntimeError):
        raise WrongKey(_("系统钥匙串打不开。请解锁钥匙串后重试。")) from None
    if text is None:
        raise WrongKey(_("系统钥匙串里没有这个存储的密钥。请用建立它的系统账户登录，或从备份恢复。"))
    return bytes.fromhex(text)
