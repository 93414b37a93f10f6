"""Columns of a table that belong together: the lines of a matrix question, the options of a multiple choice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

OPTION = re.compile(r"^(?P<question>.+?)(?:[(（](?P<inside>[^()（）]{1,100})[)）]|/(?P<path>[^/]{1,100}))\s*$")
_LINE = re.compile(r"^(?P<question>.+?)(?:—|——|–|-{1,2}(?!\d))(?P<line>.{2,300})$")


def parts_of(titles: Sequence[str]) -> dict[str, tuple[Literal["matrix", "choice"], str, str]]:
    """Columns that belong together: the lines of a matrix, the options of a multiple choice; what they share and their own part."""
    found: dict[tuple[Literal["matrix", "choice"], str], list[tuple[str, str]]] = {}
    for title in titles:
        line = _LINE.match(title)
        option = None if line else OPTION.match(title)
        if line:
            found.setdefault(("matrix", line["question"].strip()), []).append((title, line["line"].strip()))
        elif option:
            found.setdefault(("choice", option["question"].strip()), []).append((title, (option["inside"] or option["path"]).strip()))
    return {title: (shape, question, part) for (shape, question), group in found.items() if len(group) > 1 for title, part in group}


def option_of(title: str, titles: Sequence[str]) -> dict[str, str]:
    """Where a column ticks one option of a multiple choice: all columns of that question with their options; else nothing."""
    parts = parts_of(titles)
    shape, stem, _part = parts.get(title, ("", "", ""))
    return {other: part for other, (kind, question, part) in parts.items() if (kind, question) == (shape, stem) == ("choice", stem)}
