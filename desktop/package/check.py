"""Reads a whole package: `verify` checks every byte, `extract` also writes the files; hashing keeps several cores busy."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.base.errors import BadInput, Cancelled, reason
from desktop.base.words import _
from desktop.package.info import Info
from desktop.package.read import CHUNK, Package, read_package

Progress = Callable[[int, int], None]
_SMALL = 4 * CHUNK  # bytes below which a second thread costs more than it saves


@dataclass(frozen=True)
class Verified:
    """`sender` is the fingerprint of the key that signed, `digest` names the content, `files` and `bytes` count the payload."""

    info: Info
    sender: str
    digest: str
    files: int
    bytes: int


def verify(path: Path, *, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> Verified:
    """Check form, signature and every byte. BadInput and NotVerified as read_package; Cancelled on request."""
    with read_package(path) as package:
        return verify_open(package, progress=progress, cancelled=cancelled)


def verify_open(package: Package, *, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> Verified:
    """As `verify`, for a package that is open already."""
    return _read_all(package, None, progress, cancelled)


def extract(path: Path, folder: Path, *, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> Verified:
    """Write the bag into a folder that is new or empty. What is written is checked on its way, and appears only when all of it is right.

    BadInput also when the folder holds something or cannot be written.
    """
    with read_package(path) as package:
        temporary = folder.with_name(f".{folder.name}.{os.getpid()}.part")
        try:
            if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
                raise BadInput(_("文件夹 {folder} 不是空的，请另选一个新的文件夹。").format(folder=folder))
            temporary.mkdir(parents=True)
            for tag, data in package.tags.items():
                (temporary / tag).write_bytes(data)
            verified = _read_all(package, temporary, progress, cancelled)
            with suppress(FileNotFoundError):
                folder.rmdir()
            temporary.replace(folder)
        except OSError as error:
            raise BadInput(_("无法写入 {path}：{reason}。请检查磁盘空间和权限。").format(path=folder, reason=reason(error))) from None
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    return verified


def _read_all(package: Package, into: Path | None, progress: Progress | None, cancelled: Callable[[], bool] | None) -> Verified:
    total = sum(held.size for held in package.entries.values())
    work = _Work(package, into)
    workers = 1 if total < _SMALL else min(4, os.cpu_count() or 1)
    try:
        if workers == 1 and progress is None and cancelled is None:
            work.run()
        else:
            with ThreadPoolExecutor(workers, "package-check") as pool:
                try:
                    _watch([pool.submit(work.run) for _worker in range(workers)], work, total, progress, cancelled)
                finally:
                    work.stop.set()
    finally:
        work.stop.set()
    return Verified(package.info, package.sender, package.digest, len(package.entries), total)


def _watch(running: list[Future[None]], work: _Work, total: int, progress: Progress | None, cancelled: Callable[[], bool] | None) -> None:
    """Report from the caller's own thread until all is read; the first fault of a worker is raised here."""
    while True:
        if cancelled and cancelled():
            raise Cancelled(_("已取消。"))
        done, pending = wait(running, timeout=0.05, return_when=FIRST_EXCEPTION)
        for future in done:
            future.result()
        if progress:
            progress(work.done, total)
        if not pending:
            return


class _Work:
    """The files still to be read; several threads take from it."""

    def __init__(self, package: Package, into: Path | None) -> None:
        self.stop = threading.Event()
        self.done = 0
        self._package = package
        self._into = into
        self._lock = threading.Lock()
        self._names: Iterator[str] = iter(package.entries)

    def run(self) -> None:
        buffer = memoryview(bytearray(CHUNK))
        while not self.stop.is_set():
            with self._lock:
                name = next(self._names, None)
            if name is None:
                return
            if self._into is None:
                self._read(name, buffer, None)
            else:
                target = self._into / "data" / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("xb") as out:
                    self._read(name, buffer, out.write)

    def _read(self, name: str, buffer: memoryview, write: Callable[[memoryview], object] | None) -> None:
        with self._package.stream(name) as stream:
            while (count := stream.readinto(buffer)) and not self.stop.is_set():
                if write:
                    write(buffer[:count])
                with self._lock:
                    self.done += count
