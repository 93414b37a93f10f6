"""The rows of the grid: clauses with foldable groups, people, or sites; each with its bars laid into lanes, kept while they stay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from desktop.base.words import _
from desktop.domain.plan import Placed
from desktop.domain.plan_coverage import leaves_to_plan

if TYPE_CHECKING:
    from desktop.domain.assessment import Assessment
    from desktop.domain.rules import Rules
    from desktop.ui.planning.grid.words import Names

Mode = Literal["items", "people", "sites"]
Kind = Literal["other", "group", "leaf", "person", "site"]

LANE = 23  # px of a bar with the gap below it
ROW = 25
OTHER = "@other"
# With no more leaves than these all groups begin unfolded.
FEW = 24


class Bar(NamedTuple):
    """A slot in a row."""

    one: Placed
    lane: int


@dataclass
class Row:
    """One line of the grid. `leaves`: what coverage is counted of; `bars` in the order of time."""

    key: str
    kind: Kind
    title: str
    number: str = ""
    depth: int = 0
    folded: bool = False
    strong: bool = False  # a heavier line above
    leaves: tuple[str, ...] = ()
    above: tuple[str, ...] = ()  # the groups it lies in
    bars: tuple[Bar, ...] = ()
    lanes: int = 1
    top: int = 0

    @property
    def height(self) -> int:
        return max(ROW, self.lanes * LANE + 2)


@dataclass
class Layout:
    """Rows from top to bottom. `columns`: meetings that reach over all rows; `exact`: by item the slots that name it."""

    rows: list[Row] = field(default_factory=list)
    columns: list[Placed] = field(default_factory=list)
    exact: dict[str, list[Placed]] = field(default_factory=dict)
    height: int = 0

    def row(self, key: str) -> Row | None:
        return next((row for row in self.rows if row.key == key), None)

    def at(self, y: int) -> Row | None:
        """The row at a height."""
        low, high = 0, len(self.rows)
        while low < high:
            middle = (low + high) // 2
            if self.rows[middle].top + self.rows[middle].height <= y:
                low = middle + 1
            else:
                high = middle
        return self.rows[low] if low < len(self.rows) and y >= 0 else None


class Rows:
    """Makes layouts; lanes of a row whose slots are as before are taken over."""

    def __init__(self) -> None:
        self._lanes: dict[str, tuple[tuple[Placed, ...], tuple[Bar, ...], int]] = {}
        self._tree: tuple[object, tuple[str, ...], list[Row]] | None = None

    def items(self, document: Assessment, rules: Rules, slots: Sequence[Placed], folded: frozenset[str]) -> Layout:
        """Clauses. Meetings without clauses are columns, other lines without clauses stand in a row of their own on top."""
        tree = self._outline(document, rules)
        shown, hidden = [], {}
        for row in tree:
            over = next((key for key in row.above if key in folded), None)
            if over is None:
                shown.append(row)
            hidden[row.key] = over or row.key
        found: dict[str, list[Placed]] = {OTHER: []}
        layout = Layout()
        for one in slots:
            if not one.slot.items:
                (layout.columns if one.slot.kind == "meeting" else found[OTHER]).append(one)
                continue
            into = dict.fromkeys(hidden.get(item, OTHER) for item in one.slot.items)
            for key in into:
                found.setdefault(key, []).append(one)
            for item in one.slot.items:
                layout.exact.setdefault(item, []).append(one)
        layout.rows = [Row(OTHER, "other", _("会议、路途等"))]
        for row in shown:
            row.folded = row.key in folded
            layout.rows.append(row)
        return self._filled(layout, found)

    def people(self, names: Names, slots: Sequence[Placed]) -> Layout:
        """A row for everybody."""
        found: dict[str, list[Placed]] = {}
        nobody = False
        for one in slots:
            for person in one.slot.people or (OTHER,):
                found.setdefault(person, []).append(one)
                nobody = nobody or person == OTHER
        rows = [Row(person, "person", names.person[person]) for person in names.people]
        if nobody:
            rows.append(Row(OTHER, "other", _("未派人")))
        return self._filled(Layout(rows), found)

    def sites(self, names: Names, slots: Sequence[Placed]) -> Layout:
        """A row for every site."""
        found: dict[str, list[Placed]] = {}
        for one in slots:
            found.setdefault(one.slot.site or names.head, []).append(one)
        rows = [Row(site or names.head, "site", names.site[site]) for site in names.sites]
        return self._filled(Layout(rows), found)

    def _outline(self, document: Assessment, rules: Rules) -> list[Row]:
        leaves = leaves_to_plan(document, rules)
        if self._tree is not None and self._tree[0] is rules and self._tree[1] == leaves:
            return self._tree[2]
        under: dict[str, list[str]] = {}
        for leaf in leaves:
            for above in rules.items[leaf].path:
                under.setdefault(above, []).append(leaf)
        rows = []
        for key, rule in rules.items.items():
            if key not in under:
                continue
            is_leaf = under[key] == [key]
            rows.append(
                Row(
                    key,
                    "leaf" if is_leaf else "group",
                    rule.item.title,
                    number=rule.item.clause or key,
                    depth=rule.depth,
                    strong=not is_leaf and (rule.depth == 0 or rule.item.chapter),
                    leaves=tuple(under[key]),
                    above=rule.path[:-1],
                )
            )
        self._tree = (rules, leaves, rows)
        return rows

    def first_folded(self, document: Assessment, rules: Rules) -> frozenset[str]:
        """The lowest groups below the chapters, where there are more leaves than a screen shows."""
        tree = self._outline(document, rules)
        if sum(row.kind == "leaf" for row in tree) <= FEW:
            return frozenset()
        with_groups = {row.above[-1] for row in tree if row.kind == "group" and row.above}
        return frozenset(row.key for row in tree if row.kind == "group" and row.depth and row.key not in with_groups)

    def _filled(self, layout: Layout, found: dict[str, list[Placed]]) -> Layout:
        top = 0
        for row in layout.rows:
            slots = tuple(found.get(row.key, ()))
            kept = self._lanes.get(row.key)
            if kept is None or kept[0] != slots:
                kept = self._lanes[row.key] = (slots, *in_lanes(slots))
            row.bars, row.lanes, row.top = kept[1], kept[2], top
            top += row.height
        layout.height = top
        return layout


def in_lanes(slots: Iterable[Placed]) -> tuple[tuple[Bar, ...], int]:
    """Each slot in the first lane that is free when it begins."""
    ends: list[tuple[object, int]] = []
    bars = []
    for one in sorted(slots, key=lambda one: (one.day, one.start, one.end, one.slot.id or "")):
        for lane, (day, end) in enumerate(ends):
            if day != one.day or end <= one.start:
                ends[lane] = (one.day, one.end)
                break
        else:
            lane = len(ends)
            ends.append((one.day, one.end))
        bars.append(Bar(one, lane))
    return tuple(bars), max(1, len(ends))
