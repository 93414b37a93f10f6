"""Encrypting originals: read once in pieces, hashed, counted, encrypted with age, whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from desktop.base.errors import BadInput, Refused, reason
from desktop.base.words import _
from desktop.evidence.refusals import unreadable

LIMIT = 2 * 1024**3  # bytes of one original
CHUNK = 1024 * 1024
FULL = "disk-full"  # the code of the refusal when the vault's disk has no room


class Sink(Protocol):
    """What bytes can be written into."""

    def write(self, data: bytes, /) -> int | None: ...


# Told how many bytes have been read; what it raises ends the work.
Told = Callable[[int], None]


@dataclass(frozen=True)
class Sealer:
    """Encrypts for a vault. It holds no secret and cannot read back, so a helping process may have it."""

    folder: Path
    recipient: str
    limit: int = LIMIT

    def seal(self, source: BinaryIO, name: str, part: Path, told: Told | None = None) -> tuple[str, int]:
        """Write what `source` gives into the new file `part`, encrypted; its SHA-256 and size. Make it durable with `sync`.

        BadInput when it cannot be read or is over the limit, Refused (`disk-full`) when the disk is; then `part` is not there.
        """
        hashing = Hashing(source, name, self.limit, told)
        with self._writing(part) as writing:
            self._encrypt(hashing, writing)
        return hashing.hash.hexdigest(), hashing.size

    def seal_bytes(self, data: bytes, part: Path) -> None:
        """`seal` for bytes at hand whose hash is known: half the time."""
        import pyrage

        sealed = pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(self.recipient)])
        with self._writing(part) as writing:
            writing.write(sealed)

    def sync(self, part: Path) -> None:
        """Wait until a sealed part is on the disk. Errors as seal."""
        try:
            with part.open("r+b") as file:
                os.fsync(file.fileno())
        except OSError as error:
            raise self._refused(error) from None

    @contextmanager
    def _writing(self, part: Path) -> Iterator[_Writing]:
        """A new file, whole at the end or not there."""
        writing: _Writing | None = None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with part.open("xb") as out:
                writing = _Writing(out)
                yield writing
        except BaseException as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise self._refused(writing.failed if writing and writing.failed else error) from None
            raise

    def _encrypt(self, hashing: Hashing, writing: _Writing) -> None:
        import pyrage

        try:
            pyrage.encrypt_io(hashing, writing, [pyrage.x25519.Recipient.from_str(self.recipient)])
        except (pyrage.EncryptError, OSError) as error:
            # The library turns an error of the reader or writer into one of its own.
            raise hashing.failed or writing.failed or (error if isinstance(error, OSError) else OSError(str(error))) from None

    def _refused(self, error: OSError) -> Refused:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return Refused(_("证据库所在的磁盘已满：{folder}。请腾出空间后再添加。").format(folder=self.folder), code=FULL)
        return Refused(_("无法写入证据库 {folder}：{reason}。请检查磁盘空间和权限。").format(folder=self.folder, reason=reason(error)))


class Hashing:
    """Hands on what it reads, hashed and counted."""

    def __init__(self, source: BinaryIO, name: str, limit: int, told: Told | None) -> None:
        self.hash = hashlib.sha256()
        self.size = 0
        self.failed: Refused | None = None
        self._source = source
        self._name = name
        self._limit = limit
        self._told = told

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._source.read(size)
            self.size += len(data)
            if self.size > self._limit:
                raise BadInput(_("{name}：超过单个证据文件的上限 {mb} MB。").format(name=self._name, mb=self._limit // CHUNK))
            if self._told:
                self._told(self.size)
        except OSError as error:
            self.failed = unreadable(self._name, error)
            raise
        except Refused as error:
            # A stream that checks itself, as those of a package do; or a person who stopped the work.
            self.failed = error
            raise
        self.hash.update(data)
        return data


class _Writing:
    """Hands on to the file, and remembers why the file took no more."""

    def __init__(self, out: BinaryIO) -> None:
        self.failed: OSError | None = None
        self._out = out

    def write(self, data: Any, /) -> int:
        try:
            return self._out.write(data)
        except OSError as error:
            self.failed = error
            raise

    def flush(self) -> None:
        """The file is flushed once, at its end."""
