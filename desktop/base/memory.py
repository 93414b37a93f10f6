"""Work that makes many lasting things, undisturbed by the interpreter's searches for cycles."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LOCK = threading.Lock()
_under_way = 0


@contextmanager
def undisturbed() -> Iterator[None]:
    """No search for cycles while this lasts, in any thread.

    A search through everything there is holds all threads, the window's with them, for a tenth of a second, and comes the sooner the more
    is made that lasts. For work whose memory is bounded: what has cycles and is dropped in it is given back only afterwards.
    """
    # The interpreter has one switch for all threads.
    global _under_way
    with _LOCK:
        _under_way += 1
        if _under_way == 1:
            gc.disable()
            # What is there by now mostly stays: the first search afterwards has only the new to go through.
            gc.freeze()
    try:
        yield
    finally:
        with _LOCK:
            _under_way -= 1
            if not _under_way:
                gc.enable()


def release() -> None:
    """Let later searches find what was set aside by `undisturbed` and has gone out of use since; when much is dropped at once."""
    gc.unfreeze()
