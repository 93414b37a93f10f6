"""What keeps the start short on the side of PySide6."""

from __future__ import annotations

import builtins


def read_no_sources() -> None:
    """Take PySide6's hook out of `import`: it reads and keeps the source text of every module that is imported after PySide6.

    The hook looks for `from __feature__ import snake_case`, which nothing here uses; modules imported before PySide6 do without it too.
    Where the hook is not found, nothing is done.
    """
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain
