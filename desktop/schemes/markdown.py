"""Pieces of Markdown: tables and lists whose cells may hold any text of a scheme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_MARKS = re.compile(r"([\\`*|\[\]<>])")


def text(value: object) -> str:
    """A value as one line of running text; what Markdown would read as a mark is escaped."""
    return _MARKS.sub(r"\\\1", " ".join(str(value).split()))


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """A table, or nothing when there are no rows. None is an empty cell."""
    lines = [_row(["" if cell is None else text(cell) for cell in row]) for row in rows]
    return [_row(heads), _row(["---"] * len(heads)), *lines, ""] if lines else []


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def facts(pairs: Iterable[tuple[str, object]]) -> list[str]:
    """A list of what is what; what is None or empty is left out."""
    lines = [f"- {name}：{text(value)}" for name, value in pairs if value is not None and value != ""]
    return [*lines, ""] if lines else []


def section(title: str, lines: Sequence[str], depth: int = 2) -> list[str]:
    """A heading with what is under it, or nothing when there is nothing."""
    return ["#" * depth + " " + title, "", *lines] if lines else []
