"""The rows of the tree in order: which are shown under a filter and what is folded, and where the next unanswered one lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from desktop.base.words import _
from desktop.domain.rules import Rules
from desktop.ui.scoring.matters import Matter, matters_of
from desktop.ui.scoring.row_states import ASKED_KINDS, RowState

Filter = Literal["all", "open", "deducted", "lacking", "mine", "noted", "without-evidence", "excluded", "overridden", "differing"]
FILTERS: tuple[Filter, ...] = get_args(Filter)
HEADING = "@"


@dataclass(frozen=True)
class Entry:
    """One row: a clause, a matter, or the heading over the matters (which cannot be chosen)."""

    key: str
    number: str
    title: str
    depth: int
    path: tuple[str, ...]  # keys from the root down to the row itself
    has_children: bool = False
    strong: bool = False
    matter: Matter | None = None


class Outline:
    """All rows of a scheme and what is shown of them."""

    def __init__(self, rules: Rules) -> None:
        self.matters = matters_of(rules)
        parents = {rule.parent for rule in rules.items.values()}
        entries = [
            Entry(
                key,
                rule.item.clause or key,
                rule.item.title,
                rule.depth,
                rule.path,
                key in parents,
                rule.depth == 0,
            )
            for key, rule in rules.items.items()
        ]
        if self.matters:
            entries.append(Entry(HEADING, "", _("定级依据") if entries else _("评价"), 0, (HEADING,), strong=True))
            entries += [Entry(one.key, "", one.title, 0, (one.key,), matter=one) for one in self.matters]
        self.entries = {entry.key: entry for entry in entries}
        # Details that only collect evidence start folded.
        asked = {above for rule in rules.items.values() if rule.item.kind in ASKED_KINDS for above in rule.path[:-1]}
        first_level = {key for key, rule in rules.items.items() if rule.depth == 0}
        self.folded = {entry.key for entry in entries if entry.has_children and entry.key not in asked | first_level}
        self.filter: Filter = "all"
        self.site: str | None = None  # only what was observed there

    def visible(self, states: dict[str, RowState], current: str = "") -> list[str]:
        """The keys shown, in order. The current row stays until it is left, even when it no longer passes the filter."""
        if self.filter == "all" and self.site is None:
            return [key for key, entry in self.entries.items() if self.folded.isdisjoint(entry.path[:-1])]
        keep = {key for key, state in states.items() if passes(state, self.filter)} | {current}
        shown = {above for key in keep if key in self.entries for above in self.entries[key].path}
        if any(key in shown for key in (one.key for one in self.matters)):
            shown.add(HEADING)
        return [key for key in self.entries if key in shown]

    def counts(self, states: dict[str, RowState]) -> dict[Filter, int]:
        """How many rows each filter would show (without the groups above them)."""
        return {one: sum(1 for state in states.values() if passes(state, one)) for one in FILTERS}

    def first(self, states: dict[str, RowState]) -> str:
        """Where to begin: the first that is still to be answered, else the first that lacks something, else the first clause."""
        keys = [key for key in self.entries if key in states]
        lacking = (key for key in keys if states[key].lacks)
        counted = (key for key in keys if states[key].counts)
        return self.next_open(states, "") or next(lacking, "") or next(counted, "") or next(iter(self.entries), "")

    def next_open(self, states: dict[str, RowState], after: str) -> str:
        """The next row still to be answered after one, going round; empty when nothing is left."""
        keys = list(self.entries)
        start = keys.index(after) + 1 if after in self.entries else 0
        return next((key for key in keys[start:] + keys[:start] if key in states and states[key].open), "")

    def beside(self, shown: list[str], key: str, step: int) -> str:
        """The next row that can be chosen, above or below; the row itself at an end."""
        choosable = [one for one in shown if one != HEADING]
        if key not in choosable:
            return choosable[0] if choosable else ""
        return choosable[min(max(0, choosable.index(key) + step), len(choosable) - 1)]

    def unfold_to(self, key: str) -> bool:
        """Unfold what lies above a row; whether that changed anything."""
        above = self.folded & set(self.entries[key].path[:-1])
        self.folded -= above
        return bool(above)

    def toggle(self, key: str) -> None:
        """Fold or unfold a row."""
        self.folded ^= {key}


def passes(state: RowState, which: Filter) -> bool:
    """Whether a row passes a filter."""
    if which == "all":
        return state.counts
    if which == "open":
        return state.open
    if which == "deducted":
        return state.deducted
    return bool(state.lacks) if which == "lacking" else which in state.marks
