"""Helper processes that take files in: a decoder that breaks or never ends costs one file, not the program."""

from __future__ import annotations

import logging
import multiprocessing
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.process import BaseProcess
from typing import Any, Protocol

from desktop.base.errors import BadInput, Cancelled, Refused
from desktop.base.words import _
from desktop.evidence import pdf
from desktop.evidence.taking import Job, Setup, Taken, take

SILENCE = 45.0  # seconds without a word after which a helper is given up
_PAGE_SILENCE = 15.0
_TICK = 0.2  # seconds between two looks at whether a person wants to stop
_SAY_EVERY = 4 * 1024 * 1024  # bytes between two words while a large file is read
_MEMORY = 4 * 1024**3  # bytes a helper may have, where the system can hold it to that
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # malloc.h
_REUSED = 16 * 1024**2  # bytes: the largest piece that is kept for the next photo
# The library looks at all its processes when it starts one.
_STARTING = threading.Lock()


class _Line(Protocol):
    """An end of a pipe between processes, whatever the system calls it."""

    def send(self, thing: Any, /) -> None: ...
    def recv(self) -> Any: ...
    def poll(self, timeout: float = ..., /) -> bool: ...
    def close(self) -> None: ...


@dataclass(frozen=True)
class Page:
    """A PDF whose first page is wanted."""

    data: bytes
    edge: int


# What a helper says: how far it has read, or how it ended.
@dataclass(frozen=True)
class Read:
    bytes: int


@dataclass(frozen=True)
class Ended:
    """The end of one job: what was taken, the small picture of a page, or a refusal (`fault`: an error nobody expected)."""

    result: Taken | bytes | None = None
    refusal: Refused | None = None
    fault: str = ""


def count() -> int:
    """How many helpers to have: as many as the machine has room for."""
    return max(2, min(4, (os.cpu_count() or 2) - 1))


class Hand:
    """One helper process. It is started by the first job and ended by `close`."""

    def __init__(self, setup: Setup | None) -> None:
        self._setup = setup
        self._process: BaseProcess | None = None
        self._connection: _Line | None = None

    def do(self, job: Job | Page, read: Callable[[int], None], stopped: Callable[[], bool], silence: float = SILENCE) -> Ended | None:
        """The end of the job; None when the helper broke, fell silent, or `stopped` came true: then it is gone."""
        connection = self._connection or self._start()
        try:
            connection.send(job)
            waited = 0.0
            while waited < silence and not stopped():
                if not connection.poll(_TICK):
                    waited += _TICK
                    continue
                said = connection.recv()
                if isinstance(said, Ended):
                    return said
                waited = 0.0
                read(said.bytes)
        except (EOFError, OSError):
            pass
        self._end(kill=True)
        return None

    def close(self) -> None:
        """End the process."""
        if self._connection is not None:
            with suppress(OSError):
                self._connection.send(None)
        self._end(kill=False)

    def _start(self) -> _Line:
        # Not fork: that would copy a window with its threads.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, self._setup), daemon=True, name="evidence-hand")
        with _STARTING:
            self._process.start()
        theirs.close()
        self._connection = ours
        return ours

    def _end(self, *, kill: bool) -> None:
        process, self._process = self._process, None
        connection, self._connection = self._connection, None
        if process is not None:
            if kill:
                process.kill()
            process.join(10)
            if process.is_alive():
                process.kill()
                process.join()
            with _STARTING:
                process.close()
        if connection is not None:
            connection.close()


def take_all(jobs: Iterator[Job], setup: Setup, hands: int, cancelled: Callable[[], bool]) -> Generator[tuple[Job, int | Taken | Refused]]:
    """Each job with how many bytes of it have been read, then with what came of it, in the order things happen.

    `cancelled` is asked on the caller's thread, some times a second; then, and when the caller goes away, the jobs under way are given up
    and their parts removed. Raises Cancelled.
    """
    happened: queue.SimpleQueue[tuple[Job, int | Taken | Refused] | None] = queue.SimpleQueue()
    turn = threading.Lock()
    gone = threading.Event()

    def next_job() -> Job | None:
        with turn:
            return None if gone.is_set() else next(jobs, None)

    def serve() -> None:
        hand = Hand(setup)
        try:
            while (job := next_job()) is not None:
                result = _take_one(hand, job, happened.put, gone.is_set)
                if result is not None:
                    happened.put((job, result))
        finally:
            hand.close()
            happened.put(None)

    threads = [threading.Thread(target=serve, name=f"evidence-{place}", daemon=True) for place in range(hands)]
    for thread in threads:
        thread.start()
    try:
        working = len(threads)
        while working:
            if cancelled():
                raise Cancelled(_("已取消，没有加入任何文件。"))
            try:
                event = happened.get(timeout=_TICK)
            except queue.Empty:
                continue
            if event is None:
                working -= 1
            else:
                yield event
    finally:
        gone.set()
        for thread in threads:
            thread.join()


def _take_one(hand: Hand, job: Job, tell: Callable[[tuple[Job, int]], None], stopped: Callable[[], bool]) -> Taken | Refused | None:
    for attempt in (job, replace(job, previews=False)):
        said = hand.do(attempt, lambda size: tell((job, size)), stopped)
        if said is not None:
            if said.fault:
                logging.getLogger(__name__).error("evidence %s: %s", job.name, said.fault)
            return said.refusal or (said.result if isinstance(said.result, Taken) else _failed(job))
        with suppress(OSError):
            job.part.unlink(missing_ok=True)
        if stopped():
            return None
    return _failed(job)


def _failed(job: Job) -> Refused:
    return BadInput(_("{name}：文件无法处理，可能已损坏。请重新复制，或换一种格式导出。").format(name=job.name))


def first_page(data: bytes, edge: int = 320) -> bytes | None:
    """The first page of a PDF as a small JPEG, drawn by a helper of its own; None when it cannot be drawn, or not in time."""
    if len(data) > pdf.PREVIEW_LIMIT:
        return None
    hand = Hand(None)
    try:
        said = hand.do(Page(data, edge), lambda _size: None, lambda: False, _PAGE_SILENCE)
    finally:
        hand.close()
    return said.result if said is not None and isinstance(said.result, bytes) else None


# In the helper


def _work(connection: _Line, setup: Setup | None) -> None:
    # Ctrl-C goes to all; who started the helper decides for it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _hold_memory()
    _keep_pages()
    with suppress(EOFError, OSError):
        while (job := connection.recv()) is not None:
            connection.send(_end_of(job, setup, connection))


def _end_of(job: Job | Page, setup: Setup | None, connection: _Line) -> Ended:
    said = 0

    def told(size: int) -> None:
        nonlocal said
        if size >= said + _SAY_EVERY:
            said = size
            connection.send(Read(size))

    try:
        if isinstance(job, Page):
            return Ended(pdf.first_page(job.data, job.edge))
        assert setup is not None
        return Ended(take(job, setup, told))
    except Refused as error:
        return Ended(refusal=Refused(error.sentence, code=error.code))
    except Exception:  # noqa: BLE001 # told to who started the helper
        return Ended(fault=traceback.format_exc())


def _hold_memory() -> None:
    if sys.platform != "win32":
        import resource

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _keep_pages() -> None:
    """Reuse memory from photo to photo: giving each photo's back to the system and asking again takes a tenth of the time."""
    if sys.platform == "linux":
        import ctypes

        # Where the C library is another, it goes without.
        with suppress(OSError, AttributeError):
            tune = ctypes.CDLL(None).mallopt
            tune(_TRIM_THRESHOLD, 2 * _REUSED)
            tune(_MMAP_THRESHOLD, _REUSED)
