"""The way Tab goes through parts of a page that change places."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def fields_of(part: QWidget) -> list[QWidget]:
    """What Tab reaches in a part, itself among it, in the order it has now."""
    found = []
    one: QWidget | None = part
    while one is not None:
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None:
            found.append(one)
        one = one.nextInFocusChain()
        if one is part:
            break
    return [each for each in found if each is part or part.isAncestorOf(each)]


def follow(parts: Sequence[QWidget]) -> None:
    """Let Tab go through parts as they are given; within each the order stays."""
    for before, after in pairwise([field for part in parts for field in fields_of(part)]):
        QWidget.setTabOrder(before, after)
