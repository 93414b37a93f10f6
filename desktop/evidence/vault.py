"""Originals of evidence: each kept once, under the SHA-256 of its bytes, encrypted with age."""

from __future__ import annotations

import hashlib
import io
import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from desktop.base.errors import BadInput, Cancelled, NotFound, NotVerified, Refused, WrongKey, reason
from desktop.base.words import _

LIMIT = 2 * 1024**3  # bytes of one original
CHUNK = 1024 * 1024
_STALE = 3600.0  # seconds after which nobody is still writing a temporary file
_HASH = re.compile(r"[0-9a-f]{64}")


class Sink(Protocol):
    """What bytes can be written into."""

    def write(self, data: bytes, /) -> int | None: ...


@dataclass(frozen=True)
class Kept:
    """An original in the vault; `new` is false when the same bytes were there before."""

    sha256: str
    size: int
    new: bool


def new_secret() -> str:
    """The text of a new age identity (X25519), to be kept in the store."""
    import pyrage

    return str(pyrage.x25519.Identity.generate())


class Vault:
    """A folder of originals, `ab/<sha256>.age`, that only the holder of `secret` can read.

    Every method may be called from any thread; nothing but the two keys is held in memory.
    """

    def __init__(self, folder: Path, secret: str, *, limit: int = LIMIT) -> None:
        import pyrage

        try:
            self._identity = pyrage.x25519.Identity.from_str(secret)
        except pyrage.IdentityError:
            raise WrongKey(_("证据库的密钥不可用，请确认打开的是本人的资料库。")) from None
        self._recipient = self._identity.to_public()
        self.folder = folder
        self.limit = limit
        self._remove_stale()

    def add(self, path: Path, *, cancelled: Callable[[], bool] | None = None) -> Kept:
        """Keep the file's bytes; read once, in pieces. BadInput if it cannot be read or is over the limit, Cancelled on request."""
        try:
            if not path.is_file():
                raise BadInput(_("{path}：不是文件，请选择单个文件。").format(path=path))
            source = path.open("rb", CHUNK)
        except OSError as error:
            raise _unreadable(path.name, error) from None
        with source:
            return self._keep(source, path.name, cancelled)

    def add_bytes(self, data: bytes, name: str = "") -> Kept:
        """Keep bytes at hand, such as a pasted picture; `name` is only for the sentence of a refusal."""
        return self._keep(io.BytesIO(data), name or _("剪贴板"), None)

    def add_stream(self, source: BinaryIO, name: str) -> Kept:
        """Keep what a stream gives, such as a file of a package."""
        return self._keep(source, name, None)

    def has(self, sha256: str) -> bool:
        """Whether the original is here (its content is checked when it is read)."""
        return self._place(sha256).is_file()

    def write_to(self, sha256: str, sink: Sink) -> int:
        """Write the original's bytes into `sink`, in pieces; returns how many.

        NotFound if it is missing, NotVerified if it is damaged: then what the sink got is not to be used. The sink's own errors pass.
        """
        import pyrage

        checking = _Checking(sink)
        try:
            with self._place(sha256).open("rb") as stored:
                pyrage.decrypt_io(stored, checking, [self._identity])
        except FileNotFoundError:
            raise NotFound(_("证据原件 {sha} 不在证据库中，请从备份恢复。").format(sha=sha256[:12])) from None
        except (pyrage.DecryptError, OSError) as error:
            if checking.failed is not None:
                raise checking.failed from None
            reason = error.strerror if isinstance(error, OSError) else None
            raise _damaged(sha256, reason) from None
        if checking.hash.hexdigest() != sha256:
            raise _damaged(sha256)
        return checking.size

    def read(self, sha256: str, limit: int = 256 * CHUNK) -> bytes:
        """The original's bytes, checked; BadInput if there are more than `limit`. Errors as write_to."""
        held = _Bounded(limit)
        self.write_to(sha256, held)
        return held.getvalue()

    def open(self, sha256: str) -> BinaryIO:
        """The original as a stream to read forwards; the last read raises as write_to if it is damaged. Close it."""
        from desktop.evidence.stream import Reading

        if not self.has(sha256):
            self.write_to(sha256, io.BytesIO())  # raises NotFound
        return io.BufferedReader(Reading(lambda sink: self.write_to(sha256, sink)), CHUNK)

    def copy_to(self, sha256: str, path: Path) -> int:
        """Write the original to a file of its own, whole or not at all; returns its size. Errors as write_to."""
        temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            with temporary.open("wb") as out:
                size = self.write_to(sha256, out)
            temporary.replace(path)
        except OSError as error:
            raise BadInput(_("无法写入 {path}：{reason}。请检查磁盘空间和权限。").format(path=path, reason=reason(error))) from None
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        return size

    def _keep(self, source: BinaryIO, name: str, cancelled: Callable[[], bool] | None) -> Kept:
        hashing = _Hashing(source, name, self.limit, cancelled)
        temporary = self.folder / f".{os.getpid()}-{time.monotonic_ns()}-{id(hashing)}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with temporary.open("xb") as out:
                self._encrypt(hashing, out)
                out.flush()
                os.fsync(out.fileno())
            return Kept(hashing.hash.hexdigest(), hashing.size, self._put(temporary, hashing.hash.hexdigest()))
        except OSError as error:
            raise Refused(
                _("无法写入证据库 {folder}：{reason}。请检查磁盘空间和权限。").format(folder=self.folder, reason=reason(error))
            ) from None
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _encrypt(self, hashing: _Hashing, out: BinaryIO) -> None:
        import pyrage

        try:
            pyrage.encrypt_io(hashing, out, [self._recipient])
        except (pyrage.EncryptError, OSError) as error:
            # The library turns an error of the reader into one of its own.
            raise hashing.failed or (error if isinstance(error, OSError) else OSError(str(error))) from None

    def _put(self, temporary: Path, sha256: str) -> bool:
        """Give a finished file its name; whether the name was free."""
        place = self._place(sha256)
        new = not place.exists()
        place.parent.mkdir(exist_ok=True)
        try:
            # Also where the original is here already: the fresh copy heals a damaged one.
            temporary.replace(place)
        except PermissionError:
            if new:
                raise
            # On Windows somebody is reading the one that is here.
        _sync_folder(place.parent)
        return new

    def _place(self, sha256: str) -> Path:
        if not _HASH.fullmatch(sha256):
            raise BadInput(_("“{sha}” 不是证据的 SHA-256 值。").format(sha=sha256[:80]))
        return self.folder / sha256[:2] / f"{sha256}.age"

    def _remove_stale(self) -> None:
        """Remove what a crash left behind; a file that another process may be writing now is younger and stays."""
        for path in self.folder.glob(".*.part"):
            with suppress(OSError):
                if path.stat().st_mtime < time.time() - _STALE:
                    path.unlink()


class _Hashing:
    """Hands on what it reads, hashed and counted."""

    def __init__(self, source: BinaryIO, name: str, limit: int, cancelled: Callable[[], bool] | None) -> None:
        self.hash = hashlib.sha256()
        self.size = 0
        self.failed: Refused | None = None
        self._source = source
        self._name = name
        self._limit = limit
        self._cancelled = cancelled

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._source.read(size)
        except OSError as error:
            self.failed = _unreadable(self._name, error)
            raise
        except Refused as error:
            # A stream that checks itself, as those of a package do.
            self.failed = error
            raise
        self.hash.update(data)
        self.size += len(data)
        if self.size > self._limit:
            self.failed = BadInput(_("{name}：超过单个证据文件的上限 {mb} MB。").format(name=self._name, mb=self._limit // CHUNK))
        elif self._cancelled and self._cancelled():
            self.failed = Cancelled(_("已取消，没有添加 {name}。").format(name=self._name))
        if self.failed:
            raise self.failed
        return data


class _Checking:
    """Hashes and counts what it hands on, and remembers what went wrong further down."""

    def __init__(self, sink: Sink) -> None:
        self.hash = hashlib.sha256()
        self.size = 0
        self.failed: Exception | None = None
        self._sink = sink

    def write(self, data: bytes) -> int:
        self.hash.update(data)
        self.size += len(data)
        try:
            self._sink.write(data)
        except Exception as error:
            self.failed = error
            raise
        return len(data)

    def flush(self) -> None:
        """The reader of the bytes decides when they go to disk."""


class _Bounded(io.BytesIO):
    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        if self.tell() + len(data) > self._limit:
            raise BadInput(_("该证据超过 {mb} MB，不能在此打开，请另存后查看。").format(mb=self._limit // CHUNK))
        return super().write(data)


def _damaged(sha256: str, reason: str | None = None) -> NotVerified:
    if reason:
        return NotVerified(_("证据原件 {sha} 读不出来：{reason}。请从备份恢复。").format(sha=sha256[:12], reason=reason))
    return NotVerified(_("证据原件 {sha} 已损坏或被改动，请从备份恢复。").format(sha=sha256[:12]))


def _unreadable(name: str, error: OSError) -> BadInput:
    return BadInput(_("读不到文件 {path}：{reason}。请检查路径和权限。").format(path=name, reason=reason(error)))


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; Windows does that by itself and cannot open folders."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
