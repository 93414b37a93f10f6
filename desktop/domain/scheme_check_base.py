"""What the rules of consistency share: a problem with its place, and what a scheme and its blocks know together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from desktop.base.numbers import is_small
from desktop.base.words import _
from desktop.domain.scheme import Item, Scheme

Path = tuple[str | int, ...]

# A scheme's own numbers stay below this; whatever is larger is a slip or an attack.
MOST = 10_000_000


class Problem(NamedTuple):
    """One inconsistency: the path into the scheme's data (keys and positions) and a sentence of what to do."""

    path: Path
    reason: str


class Known:
    """The names a scheme may refer to: its own and those of the blocks it uses."""

    def __init__(self, own: Scheme, blocks: Sequence[Scheme]) -> None:
        self.items: dict[str, Item] = {}
        self.block_items: set[str] = set()
        for block in blocks:
            for _path, item in walk(block.items):
                self.items[item.id] = item
                self.block_items.add(item.id)
        self.items.update({item.id: item for _path, item in walk(own.items)})
        self.block_gaps = {gap.id for block in blocks for gap in block.gaps}
        self.clauses = {text for item in self.items.values() for text in (item.id, item.clause) if text}
        self._gap_kinds = {gap.kind for gap in own.gaps}

    def has_gap(self, kind: str) -> bool:
        """Whether the file itself has a gap of this kind."""
        return kind in self._gap_kinds


def walk(items: Sequence[Item], path: Path = ("items",)) -> Iterator[tuple[Path, Item]]:
    """Every node of an indicator tree with its path, parents first."""
    for place, item in enumerate(items):
        here = (*path, place)
        yield here, item
        yield from walk(item.items, (*here, "items"))


def repeated(named: Iterable[tuple[Path, str]], taken: Iterable[str] = ()) -> Iterator[Problem]:
    """A problem for every name that was there before."""
    seen = set(taken)
    for path, name in named:
        if name in seen:
            yield Problem(path, _("“{name}”重复，请改成不同的编号或删除一处").format(name=name))
        seen.add(name)


def in_range(path: Path, value: Decimal | int | None, low: Decimal | int, high: Decimal | int = MOST) -> Iterator[Problem]:
    """A problem if the number is not from low to high, or has more places than are reckoned with."""
    if value is not None and not (is_small(Decimal(value)) and low <= value <= high):
        yield Problem(path, _("数值应在 {low} 到 {high} 之间").format(low=low, high=high))
