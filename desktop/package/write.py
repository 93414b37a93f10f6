"""Writes a package in one pass: what goes into the zip is hashed on its way; nothing is ever held whole."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from desktop.base.errors import BadInput, Cancelled, reason
from desktop.base.words import _
from desktop.package import bag, keys
from desktop.package.container import Item, Writer
from desktop.package.directory import shown
from desktop.package.info import NAME, Info, Part, encode_info
from desktop.package.names import clash, is_safe

CHUNK = 1024 * 1024
_SPLIT = 128 * 1024  # bytes from which hashing in a second thread pays
_FLUSH = 64 * CHUNK  # bytes after which the disk is set to work, so that the last flush has little left

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Entry:
    """A file of the payload: its name below `data/`, where its bytes come from, and how many there are if that is known.

    The source is the bytes, a file on disk, or a function that writes them into what it is given (it runs when its turn comes).
    """

    name: str
    source: bytes | Path | Callable[[BinaryIO], object]
    size: int | None = None

    def expected(self) -> int:
        """Bytes as far as they are known before reading, for progress."""
        if isinstance(self.source, bytes):
            return len(self.source)
        if self.size is None and isinstance(self.source, Path):
            with suppress(OSError):
                return self.source.stat().st_size
        return self.size or 0


@dataclass(frozen=True)
class Written:
    """`size` is that of the package, `files` and `bytes` those of the payload.

    `sender` is the fingerprint of the key that signed; `digest`, the SHA-256 of the tag manifest, names the content.
    """

    path: Path
    size: int
    files: int
    bytes: int
    sender: str
    digest: str


def write_package(
    out: Path,
    contents: Iterable[Entry],
    key_pem: str,
    info: Info,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Written:
    """Write the package to `out`, whole or not at all; a file of that name is replaced at the end.

    The same contents, key and info give the same bytes. `progress(done, total)` counts bytes of the payload as they pass; total
    covers the entries whose size is known. BadInput when a name is not safe, a source cannot be read or the place not be written;
    Cancelled on request.
    """
    chosen = list(contents)
    entries = {f"data/{entry.name}": entry for entry in chosen}
    _check_names([f"data/{entry.name}" for entry in chosen], info.audit)
    work = _Work(progress, cancelled, sum(entry.expected() for entry in chosen))
    temporary = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as file, ThreadPoolExecutor(2, "package-write") as pool:
            work.flush = _Flush(file, pool)
            written = _write(_Bag(Writer(file), info.audit, pool, work), entries, key_pem, info, out)
            file.flush()
            work.flush.finish()
            os.fsync(file.fileno())
        temporary.replace(out)
    except OSError as error:
        raise BadInput(_("无法写入 {path}：{reason}。请检查磁盘空间和权限。").format(path=out, reason=reason(error))) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return written


def _write(into: _Bag, entries: dict[str, Entry], key_pem: str, info: Info, out: Path) -> Written:
    sender = keys.public_pem(key_pem)
    info = msgspec.structs.replace(info, sender=keys.fingerprint(sender), parts={})
    into.add(bag.BAGIT, bag.DECLARATION)
    parts: dict[str, Part] = {}
    for name in bag.order(list(entries)):
        if name in entries:
            size = into.add(name, entries[name].source)
            folder = name.split("/")[1] if name.count("/") > 1 else ""
            before = parts.get(folder, Part(0, 0))
            parts[folder] = Part(before.files + 1, before.bytes + size)
    into.add(NAME, encode_info(msgspec.structs.replace(info, parts=parts)))
    payload = {name: digest for name, digest in into.hashes.items() if name.startswith("data/")}
    size = sum(item.size for item in into.zip.items) - len(bag.DECLARATION)
    into.add(bag.SENDER, sender)
    into.add(bag.MANIFEST, bag.write_manifest(payload))
    into.add(bag.BAG_INFO, bag.bag_info(info, len(payload), size))
    tags = bag.write_manifest({name: into.hashes[name] for name in bag.TAGGED})
    into.add(bag.TAGS, tags)
    into.add(bag.SIGNATURE, keys.sign(key_pem, tags))
    whole = into.zip.close()
    return Written(out, whole, len(payload), size, info.sender, hashlib.sha256(tags).hexdigest())


def _check_names(names: list[str], top: str) -> None:
    for name in names:
        if not is_safe(f"{top}/{name}"):
            raise BadInput(_("文件名“{name}”不能放进数据包，请改短或去掉特殊字符。").format(name=shown(name)))
    twice = clash([*names, NAME])
    if twice is not None:
        raise BadInput(_("文件名“{name}”在数据包中重复，请改名。").format(name=shown(twice)))


class _Work:
    """Counts what passes and asks whether to go on."""

    def __init__(self, progress: Progress | None, cancelled: Callable[[], bool] | None, total: int) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self._total = total
        self._done = 0
        self.flush: _Flush | None = None

    def passed(self, count: int) -> None:
        self._done += count
        if self.flush:
            self.flush.passed(count)
        if self._cancelled and self._cancelled():
            raise Cancelled(_("已取消，没有写出数据包。"))
        if self._progress:
            self._progress(self._done, max(self._total, self._done))


class _Flush:
    """Sets the disk to work every now and then, beside the hashing."""

    def __init__(self, file: BinaryIO, pool: ThreadPoolExecutor) -> None:
        self._number = file.fileno()
        self._pool = pool
        self._since = 0
        self._running: Future[None] | None = None

    def passed(self, count: int) -> None:
        self._since += count
        if self._since >= _FLUSH and (self._running is None or self._running.done()):
            self.finish()
            self._since = 0
            self._running = self._pool.submit(os.fsync, self._number)

    def finish(self) -> None:
        """Wait for the disk; a write that failed is told to the one flush that meets it, so each is asked."""
        if self._running:
            self._running.result()


class _Bag:
    """Puts files into the zip under the bag's folder and remembers their hashes."""

    def __init__(self, container: Writer, top: str, pool: ThreadPoolExecutor, work: _Work) -> None:
        self.zip = container
        self.hashes: dict[str, str] = {}
        self._top = top
        self._pool = pool
        self._work = work

    def add(self, name: str, source: bytes | Path | Callable[[BinaryIO], object]) -> int:
        """Add one file; returns its size."""
        self.zip.start(f"{self._top}/{name}")
        sink = _Sink(self.zip, self._pool, self._work)
        if isinstance(source, bytes):
            sink.write(source)
        elif isinstance(source, Path):
            _copy(source, sink)
        else:
            with io.BufferedWriter(sink, CHUNK) as collected:
                source(collected)
        item: Item = self.zip.finish()
        self.hashes[name] = sink.hash.hexdigest()
        return item.size


class _Sink(io.RawIOBase):
    def __init__(self, container: Writer, pool: ThreadPoolExecutor, work: _Work) -> None:
        super().__init__()
        self.hash = hashlib.sha256()
        self._zip = container
        self._pool = pool
        self._work = work

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        with memoryview(data) as view:
            self._work.passed(view.nbytes)
            if view.nbytes < _SPLIT:
                self.hash.update(view)
                self._zip.write(view)
            else:
                hashing = self._pool.submit(self.hash.update, view)
                try:
                    self._zip.write(view)
                finally:
                    hashing.result()
            return view.nbytes


def _copy(source: Path, sink: _Sink) -> None:
    try:
        file = source.open("rb", buffering=0)
    except OSError as error:
        raise BadInput(_("读不到文件 {path}：{reason}。请检查路径和权限。").format(path=source, reason=reason(error))) from None
    buffer = memoryview(bytearray(CHUNK))
    with file:
        while count := file.readinto(buffer):
            sink.write(buffer[:count])
