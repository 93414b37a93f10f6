"""A workspace on a store of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.actions.opening import open_workspace
from desktop.actions.workspace import Workspace


@pytest.fixture
def open_ws(tmp_path: Path) -> Iterator[Callable[[str], Workspace]]:
    """Opens stores by name below the test's folder; all are closed at the end."""
    opened: list[Workspace] = []

    def open_one(name: str) -> Workspace:
        opened.append(open_workspace(tmp_path / name, "口令"))
        return opened[-1]

    yield open_one
    for ws in opened:
        ws.close()


@pytest.fixture
def ws(open_ws: Callable[[str], Workspace]) -> Workspace:
    return open_ws("store")
