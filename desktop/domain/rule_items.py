"""The indicator tree as an index: what lies above and below each item, what it counts for, and how it is meant to be answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from desktop.domain.exact import units
from desktop.domain.scheme import SCORED_KINDS, Item, Scheme

Way = Literal["score", "met", "sampled", "deductions"]
# How an item of each kind is meant to be answered; every other way is accepted and noted.
NATURAL: dict[str, Way] = {
    "group": "score",
    "points": "score",
    "all-or-nothing": "met",
    "proportional": "sampled",
    "deduct": "deductions",
}


@dataclass(frozen=True, slots=True)
class RuleItem:
    """One item with its place. Items under an excluded or answered item are reached by `path` and `leaves`."""

    item: Item
    parent: str | None
    depth: int
    path: tuple[str, ...]  # ids from the root down to the item itself
    leaves: tuple[str, ...]  # the scored leaves at or under it
    conformity: tuple[str, ...]  # the conformity leaves at or under it
    points: Decimal | None  # None: no value is accepted here
    full: int  # the points in units of 10^-30
    evaluation: str | None  # the evaluation that adds up all its scored leaves
    chapter: str | None  # the first-level indicator it is or lies in
    bucket: int  # where its points are added up; -1: nowhere
    name: str  # for sentences: number and title

    @property
    def is_leaf(self) -> bool:
        """Whether the item is itself one of those added up."""
        return self.item.kind in SCORED_KINDS


@dataclass(frozen=True, slots=True)
class ItemIndex:
    """All items in tree order; a bucket is one first-level indicator, or the rest, of one evaluation."""

    items: dict[str, RuleItem]
    buckets: list[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class _Node:
    item: Item
    path: tuple[str, ...]
    chapter: str | None


def index_items(scheme: Scheme) -> ItemIndex:
    """Walk the tree once. An item belongs to an evaluation when all its scored leaves do."""
    nodes = list(_walk(scheme.items, (), None))
    owner: dict[str, str] = {}
    for evaluation in scheme.evaluations:
        roots = set(evaluation.items)
        for node in nodes:
            if node.item.kind in SCORED_KINDS and not roots.isdisjoint(node.path):
                owner.setdefault(node.item.id, evaluation.id)
    under: dict[str, list[_Node]] = {node.item.id: [] for node in nodes}
    for node in nodes:
        for above in node.path:
            under[above].append(node)
    buckets: list[tuple[str, str | None]] = []
    items = {node.item.id: _rule_item(node, under[node.item.id], owner, buckets) for node in nodes}
    return ItemIndex(items, buckets)


def _walk(items: Sequence[Item], path: tuple[str, ...], chapter: str | None) -> Iterator[_Node]:
    for item in items:
        here = (*path, item.id)
        inside = chapter or (item.id if item.chapter else None)
        yield _Node(item, here, inside)
        yield from _walk(item.items, here, inside)


def _rule_item(node: _Node, under: list[_Node], owner: dict[str, str], buckets: list[tuple[str, str | None]]) -> RuleItem:
    item = node.item
    scored = [one.item for one in under if one.item.kind in SCORED_KINDS]
    leaves = tuple(one.id for one in scored)
    owners = {owner.get(leaf) for leaf in leaves}
    evaluation = owners.pop() if len(owners) == 1 else None
    # Leaves of two evaluations have no points together: a value there could not be told apart.
    points = None if owners or not leaves else sum((one.points or Decimal(0) for one in scored), Decimal(0))
    bucket = -1
    if evaluation is not None:
        key = (evaluation, node.chapter)
        if key not in buckets:
            buckets.append(key)
        bucket = buckets.index(key)
    return RuleItem(
        item=item,
        parent=node.path[-2] if len(node.path) > 1 else None,
        depth=len(node.path) - 1,
        path=node.path,
        leaves=leaves,
        conformity=tuple(one.item.id for one in under if one.item.kind == "conformity"),
        points=points,
        full=0 if points is None else sum(units(one.points) or 0 for one in scored if one.points is not None),
        evaluation=evaluation,
        chapter=node.chapter,
        bucket=bucket,
        name=f"{item.clause or item.id} {item.title}",
    )
