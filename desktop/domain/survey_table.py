"""A table as it came from a file: rows of texts with their row numbers, and what the reader has to say about them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Cell(NamedTuple):
    """A place in a table; both from 1, `column` 0: the whole row."""

    row: int
    column: int


class Table(NamedTuple):
    """`rows`: row number in the file and its cells, blank rows left out. `faults`: cells that cannot be trusted, with the reason."""

    name: str  # the file's
    rows: tuple[tuple[int, Sequence[str]], ...]
    faults: dict[Cell, str]
    # Rows in which a merged cell spans several columns, but not all: heads of matrix questions.
    spanned: frozenset[int]
    notes: tuple[str, ...]
    # The sheet that was read, and all there are; nothing for a CSV.
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def letter(column: int) -> str:
    """The letters of a column from 1: A, Z, AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
