"""What a person may ask of the grid, by keys or pointer; whoever shows the grid does it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractScrollArea


class Dropped(NamedTuple):
    """What the pointer did: a span drawn (`slot` empty), a slot moved or made longer; `row` is where it was let go."""

    slot: str
    row: str
    day: date
    start: int
    end: int
    copy: bool = False


class Wishes(QAbstractScrollArea):
    """Signals: `moved` cursor or choice changed; the others name what a person asked for, about `scene.acted_on()`."""

    moved = Signal()
    place_wanted = Signal()
    edit_wanted = Signal(str)
    person_wanted = Signal(int, bool)  # the number of a person; whether beside those who are there
    site_wanted = Signal(bool)  # the next site, or the one before
    remove_wanted = Signal()
    shift_wanted = Signal(int)  # minutes
    length_wanted = Signal(int)  # minutes
    row_wanted = Signal(int)  # rows up or down
    copy_wanted = Signal()
    paste_wanted = Signal()
    dropped = Signal(object)  # Dropped
    fold_wanted = Signal(str, bool)
    cell_wanted = Signal(str, str)  # a row's coverage at a site was clicked
    zoom_wanted = Signal(int)
    resized = Signal()
    left = Signal()  # Esc
