"""What a scheme file is before it has types: plain data, and the line of every place in it."""

from __future__ import annotations

from typing import NamedTuple

from desktop.base.errors import BadInput
from desktop.base.words import _

MOST_BYTES = 2 * 1024 * 1024

# A place in the data: keys and positions from the root.
Path = tuple[str | int, ...]
Plain = str | None | list["Plain"] | dict[str, "Plain"]


class Source(NamedTuple):
    """A file's data (every scalar is text, a plain null is None) and the line, from 1, where each place begins."""

    name: str
    data: dict[str, Plain]
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """The line of a place, or of the nearest place around it that the file has."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


class Unreadable(BadInput):
    """The file cannot be read as data: `line` says where, `reason` why."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        super().__init__(_("{name} 第 {line} 行：{reason}。").format(name=name, line=line, reason=reason.rstrip("。")))
        self.line = line
        self.reason = reason
