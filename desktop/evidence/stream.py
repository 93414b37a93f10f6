"""A stream to read from, made of a function that can only write: it writes in a thread of its own, one piece ahead."""

from __future__ import annotations

import io
import queue
import threading
from collections.abc import Callable
from typing import Any

_PIECE = 1024 * 1024
_AHEAD = 2  # pieces that may wait


class _Closed(Exception):
    """The reader went away; the writing thread ends."""


class Reading(io.RawIOBase):
    """What `write` writes, to read; an error of `write` is raised by the read that would have reached the end."""

    def __init__(self, write: Callable[[Reading], object]) -> None:
        super().__init__()
        self._pieces: queue.Queue[bytes | BaseException | None] = queue.Queue(_AHEAD)
        self._collected = bytearray()
        self._rest = memoryview(b"")
        self._ended: BaseException | bool = False
        self._gone = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(write,), name="evidence-reading", daemon=True)
        self._thread.start()

    def write(self, data: Any, /) -> int:
        """Called by the writing thread."""
        self._collected += data
        if len(self._collected) >= _PIECE:
            self._hand_over()
        return len(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer).cast("B")
        while not self._rest and not self._ended:
            piece = self._pieces.get()
            if isinstance(piece, bytes):
                self._rest = memoryview(piece)
            else:
                self._ended = piece or True
        if not self._rest and isinstance(self._ended, BaseException):
            raise self._ended
        count = min(len(view), len(self._rest))
        view[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def close(self) -> None:
        if not self.closed:
            self._gone.set()
            while self._thread.is_alive():
                # A full queue may hold the thread: make room until it sees that nobody reads.
                try:
                    self._pieces.get(timeout=0.01)
                except queue.Empty:
                    self._thread.join(0.01)
        super().close()

    def _run(self, write: Callable[[Reading], object]) -> None:
        ended: BaseException | None = None
        try:
            try:
                write(self)
                self._hand_over()
            except Exception as error:  # noqa: BLE001 - raised again in the thread that reads
                ended = error
            self._put(ended)
        except _Closed:
            return

    def _hand_over(self) -> None:
        if self._collected:
            self._put(bytes(self._collected))
            self._collected.clear()

    def _put(self, piece: bytes | BaseException | None) -> None:
        if self._gone.is_set():
            raise _Closed
        self._pieces.put(piece)
