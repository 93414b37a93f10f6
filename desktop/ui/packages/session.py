"""Packages written since the program was started, by audit; they outlive the page, not the program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from desktop.ui.runner import Runner


@dataclass(frozen=True)
class WrittenHere:
    """A package on the disk; `checked`: it was read back and is whole."""

    path: Path
    size: int
    files: int
    digest: str
    at: datetime
    checked: bool


_written: WeakKeyDictionary[Runner, dict[str, list[WrittenHere]]] = WeakKeyDictionary()


def written(runner: Runner, audit: str) -> list[WrittenHere]:
    """The packages of an audit, the newest first."""
    return list(_written.get(runner, {}).get(audit, []))


def note(runner: Runner, audit: str, package: WrittenHere) -> None:
    """Another package; one of the same path takes its place."""
    kept = _written.setdefault(runner, {}).setdefault(audit, [])
    kept[:] = [package, *(one for one in kept if one.path != package.path)]
