"""A grade made of several evaluations: their levels add up, and a part below its lowest level leaves no grade."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from desktop.base.words import _
from desktop.domain.conditions import below_label, cap, short_of, unmet
from desktop.domain.grade import Condition, GradeLevel, Next
from desktop.domain.measures import FAILS, Known, Value, number
from desktop.domain.rule_units import RuleUnit
from desktop.domain.unit_grade import Graded, grade_unit, next_level


@dataclass(slots=True)
class Combined:
    """The combined result with its parts, in the order the scheme names them."""

    whole: Graded
    parts: list[Graded]
    shared: set[str]  # ids of criteria that more than one unit has

    @property
    def complete(self) -> bool:
        return self.whole.complete

    def grade(self) -> GradeLevel | None:
        """The grade as shown; None while any part is incomplete."""
        return self.whole.grade()

    def decided_by(self) -> list[str]:
        """The criteria of the parts that keep the sum where it is, and those of the combination itself."""
        if not self.complete or self.whole.rank == len(self.whole.unit.ranks) - 1:
            return []
        without = [part for part in self.parts if _adds(part) is None]
        sums = _sum_ids(self.whole.unit)
        mine = self.whole.decided_by()
        # The parts keep the grade where it is only when it is their sum that falls short.
        short = without or (self.parts if not sums.isdisjoint(mine) else [])
        ids = [self._name(part, one) for part in short for one in part.decided_by()]
        return list(dict.fromkeys([*ids, *(one for one in mine if one not in sums)]))

    def conditions(self) -> list[Condition]:
        """The conditions of the combination itself, then those of its parts under the names that `decided_by` uses."""
        found = list(self.whole.conditions)
        for part in self.parts:
            found += [replace(one, id=self._name(part, one.id)) if one.id in self.shared else one for one in part.conditions]
        return found

    def _name(self, part: Graded, id: str) -> str:
        """A part's criterion in the whole: with the part's id in front where another unit has a criterion of that id."""
        return f"{part.unit.id}.{id}" if id in self.shared else id

    def next(self) -> Next | None:
        """The next sum within reach by lifting one part, and what that asks; None at the top and while incomplete."""
        if not self.complete:
            return None
        sums = _sum_ids(self.whole.unit)
        mine = [one for one in self.whole.judged if one.rule.criterion.id not in sums]

        def conditions(option: tuple[int, list[int]]) -> int:
            target, ranks = option
            return len(short_of(mine, target)) + sum(len(short_of(part.judged, rank)) for part, rank in self._raised(ranks))

        best = min(self._options(), key=lambda option: (option[0], conditions(option)), default=None)
        if best is None:
            return None
        target, ranks = best
        needs = [f"{part.unit.title}：{sentence}" for part, rank in self._raised(ranks) for sentence in unmet(part.judged, rank)]
        return next_level(self.whole.unit, target, needs + unmet(mine, target))

    def _raised(self, ranks: list[int]) -> list[tuple[Graded, int]]:
        return [(part, rank) for part, rank in zip(self.parts, ranks, strict=True) if rank != part.rank]

    def _options(self) -> Iterator[tuple[int, list[int]]]:
        """Ranks above the present one, each with the parts' ranks that lead there."""
        now = self.whole.rank
        for ranks in self._lifted():
            adds = [_adds(part) if rank == part.rank else part.unit.ranks[rank].adds for part, rank in zip(self.parts, ranks, strict=True)]
            allowed = self._rank_of_sum(number((sum(one or 0 for one in adds), 1)))
            target = allowed if ranks != [part.rank for part in self.parts] else min(allowed, now + 1)
            if target > now:
                yield target, ranks

    def _lifted(self) -> Iterator[list[int]]:
        """The parts' ranks as they are, then with one part higher; parts that add nothing are lifted until they do."""
        start = []
        for part in self.parts:
            ranks = range(part.rank, len(part.unit.ranks))
            adding = [rank for rank in ranks if (_adds(part) if rank == part.rank else part.unit.ranks[rank].adds) is not None]
            if not adding:
                return
            start.append(adding[0])
        yield start
        for place, part in enumerate(self.parts):
            for rank in range(start[place] + 1, len(part.unit.ranks)):
                if part.unit.ranks[rank].adds is not None:
                    yield [*start[:place], rank, *start[place + 1 :]]

    def _rank_of_sum(self, value: Value) -> int:
        top = len(self.whole.unit.ranks) - 1
        return min((cap(one, value, top) for one in self.whole.unit.criteria if one.criterion.measure == "sum_of_parts"), default=top)


def combine(unit: RuleUnit, graded: list[Graded], known: Known) -> Combined:
    """Add the parts' levels and judge the sum together with the combination's own criteria."""
    by_id = {part.unit.id: part for part in graded}
    parts = [by_id[name] for name in unit.parts]
    complete = all(part.complete for part in parts)
    adds = [_adds(part) for part in parts]
    without = [part for part, one in zip(parts, adds, strict=True) if one is None]
    known.sum_of_parts = FAILS if without or not complete else number((sum(one or 0 for one in adds), 1))
    whole = grade_unit(unit, known)
    whole.missing = [one for part in parts for one in part.missing] + whole.missing
    whole.asked += sum(part.asked for part in parts)
    whole.borrowed = whole.borrowed or any(part.borrowed for part in parts)
    if not complete:
        sums = _sum_ids(unit)
        whole.conditions = [replace(one, met=None, value=None) if one.id in sums else one for one in whole.conditions]
    elif without:
        whole.rank = -1
        reasons = "；".join(_("{title}为{label}").format(title=part.unit.title, label=_label(part)) for part in without)
        whole.label_below = f"{unit.below}（{reasons}）"
    return Combined(whole, parts, _shared([unit, *(part.unit for part in parts)]))


def _shared(units: list[RuleUnit]) -> set[str]:
    seen: set[str] = set()
    twice: set[str] = set()
    for unit in units:
        ids = {one.criterion.id for one in unit.criteria}
        twice |= seen & ids
        seen |= ids
    return twice


def _adds(part: Graded) -> int | None:
    """What the level reached adds; None below the lowest level, and where the level adds nothing by the scheme."""
    return part.level.adds if part.level else None


def _label(part: Graded) -> str:
    return part.level.label if part.level else below_label(part.unit, part.judged)


def _sum_ids(unit: RuleUnit) -> set[str]:
    return {one.criterion.id for one in unit.criteria if one.criterion.measure == "sum_of_parts"}
