"""Originals of evidence: each kept once, under the SHA-256 of its bytes, encrypted with age."""

from __future__ import annotations

import hashlib
import io
import os
import re
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop.base import ids
from desktop.base.errors import BadInput, Cancelled, NotFound, NotVerified, Refused, WrongKey, reason
from desktop.base.words import _
from desktop.evidence.refusals import unreadable
from desktop.evidence.sealing import CHUNK, LIMIT, Sealer, Sink, Told

_STALE = 24 * 3600.0  # seconds after which nobody is still writing a temporary file, nor waiting to put it in its place
SYNCING = 8  # threads that wait for the disk
_HASH = re.compile(r"[0-9a-f]{64}")


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
        self.folder = folder
        self.sealer = Sealer(folder, str(self._identity.to_public()), limit)
        self._remove_stale()

    def add(self, path: Path, *, cancelled: Callable[[], bool] | None = None) -> Kept:
        """Keep the file's bytes; read once, in pieces. BadInput if it cannot be read or is over the limit, Cancelled on request."""
        try:
            if not path.is_file():
                raise BadInput(_("{path}：不是文件，请选择单个文件。").format(path=path))
            source = path.open("rb", CHUNK)
        except OSError as error:
            raise unreadable(path.name, error) from None
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

    def discard(self, sha256: str) -> None:
        """Take an original away again that was kept for something that then failed."""
        self._place(sha256).unlink(missing_ok=True)

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

    # Taking in by halves: helpers seal parts beside the originals, the owner puts them in their places or throws them away.

    def new_part(self) -> Path:
        """The name of a file that does not exist yet, for `sealer.seal`."""
        return self.folder / f".{ids.new_id()}.part"

    def holds(self, sha256: str, size: int) -> bool:
        """Whether an original of this size is here and has not been cut off; `add` heals what is damaged otherwise."""
        try:
            stored = self._place(sha256).stat().st_size
        except OSError:
            return False
        sealed = size + 16 * max(1, -(-size // 65_536)) + 16
        return sealed < stored < sealed + 16_384

    def put(self, part: Path, sha256: str, *, sync: bool = True) -> bool:
        """Give a sealed part its name; whether the name was free. Without `sync` call `sync_folders` afterwards."""
        place = self._place(sha256)
        new = not place.exists()
        try:
            # Also where the original is here already: the fresh copy heals a damaged one.
            part.replace(place)
        except FileNotFoundError:
            place.parent.mkdir(exist_ok=True)
            part.replace(place)
        except PermissionError:
            if new:
                raise
            # On Windows somebody is reading the one that is here.
            part.unlink()
        if sync:
            _sync_folder(place.parent)
        return new

    def take_back(self, sha256: str, part: Path) -> None:
        """Make an original that was put a moment ago a part again: the action that was to name it failed."""
        with suppress(OSError):
            self._place(sha256).replace(part)

    def sync_folders(self, hashes: Iterable[str]) -> None:
        """Make the names of these originals durable."""
        folders = {self._place(sha256).parent for sha256 in hashes}
        # Together: the disk writes its journal once for all that wait.
        with ThreadPoolExecutor(SYNCING, "evidence-sync") as disk:
            list(disk.map(_sync_folder, folders))

    def _keep(self, source: BinaryIO, name: str, cancelled: Callable[[], bool] | None) -> Kept:
        part = self.new_part()
        sha256, size = self.sealer.seal(source, name, part, _asking(name, cancelled) if cancelled else None)
        try:
            self.sealer.sync(part)
            return Kept(sha256, size, self.put(part, sha256))
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise Refused(
                _("无法写入证据库 {folder}：{reason}。请检查磁盘空间和权限。").format(folder=self.folder, reason=reason(error))
            ) from None

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


def _asking(name: str, cancelled: Callable[[], bool]) -> Told:
    def told(_size: int) -> None:
        if cancelled():
            raise Cancelled(_("已取消，没有添加 {name}。").format(name=name))

    return told


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
