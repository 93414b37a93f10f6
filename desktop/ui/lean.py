"""What keeps the start short on the side of PySide6, and the window steady beside threads that work."""

from __future__ import annotations

import builtins
import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.ui.runner import Runner

# Seconds a thread may go on while the window waits for its turn; of Python's own 5 ms each row it paints could cost as much.
_TURN = 0.001


def read_no_sources() -> None:
    """Take PySide6's hook out of `import`: it reads and keeps the source text of every module that is imported after PySide6.

    The hook looks for `from __feature__ import snake_case`, which nothing here uses; modules imported before PySide6 do without it too.
    Where the hook is not found, nothing is done.
    """
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain


def steady(runner: Runner) -> None:
    """Short turns for threads, and no look of the collector at what the start has made: each pass holds every thread.

    For the program as it is used; it changes the whole process.
    """
    sys.setswitchinterval(_TURN)
    runner.opened.connect(gc.freeze)
