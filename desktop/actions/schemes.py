"""Schemes for people: list them, read one, check a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from desktop.actions.grading import library
from desktop.schemes.check import check
from desktop.schemes.parse import Fault


def listing() -> list[dict[str, Any]]:
    """The schemes that can be graded, each with id, title, body, version and hash."""
    found = library()
    entries = []
    for name in found.ids():
        loaded = found.load(name)
        entries.append(
            {
                "id": name,
                "title": loaded.scheme.title,
                "body": loaded.scheme.body.short,
                "version": loaded.version,
                "sha256": loaded.sha256,
                "kinds": {str(kind): title for kind, title in loaded.scheme.audit_kinds.items()},
            }
        )
    return entries


def as_data(name: str) -> dict[str, Any]:
    """A scheme, blocks joined, as plain data."""
    loaded = library().load(name)
    return {"sha256": loaded.sha256, "scheme": msgspec.to_builtins(loaded.scheme)}


def readable(name: str) -> str:
    """A scheme as a text an auditor can read."""
    from desktop.schemes.twin import twin

    return twin(library().load(name).scheme)


def faults(files: Sequence[Path]) -> list[Fault]:
    """What is wrong in scheme files, each with file, line and reason."""
    return check(files)
