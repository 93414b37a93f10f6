"""One evaluation judged: rank, label, what decides it and what the next level asks."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec import UNSET

from desktop.base.words import _
from desktop.domain.conditions import Judged, below_cause, below_label, cap, failing, holds, judge, unmet
from desktop.domain.grade import Condition, GradeLevel, Missing, Next
from desktop.domain.measures import Known, Value, measure
from desktop.domain.missing import missing_of
from desktop.domain.rule_units import RuleUnit
from desktop.domain.scheme import Level
from desktop.domain.unit_score import UnitScore, unit_score

# Measures that are the score itself: a level without threshold given by hand stands in for these alone.
_SCORES = frozenset({"score.final", "score.lowest_indicator", "evaluation.percent"})


@dataclass(slots=True)
class Graded:
    """One unit with its result. `rank` is a place in the unit's computed levels, -1 below the lowest; of use when complete."""

    unit: RuleUnit
    score: UnitScore | None
    missing: list[Missing]
    asked: int
    judged: list[Judged]
    conditions: list[Condition]
    rank: int
    by_hand: Level | None = None
    label_below: str | None = None
    borrowed: bool = False

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def level(self) -> Level | None:
        """The level reached; None below the lowest."""
        if self.by_hand is not None:
            return self.by_hand
        return self.unit.ranks[self.rank] if self.rank >= 0 else None

    def grade(self) -> GradeLevel | None:
        """The grade as shown; None while incomplete."""
        if self.missing:
            return None
        level = self.level
        label = level.label if level else self.label_below or below_label(self.unit, self.judged)
        cause = None if level or self.label_below else below_cause(self.judged)
        # A failure that the scheme itself names does not hang on what is borrowed.
        if self.borrowed and (cause is None or cause.status != "stated"):
            label = _("暂定{label}").format(label=label)
        if self.unit.result == "level":
            return GradeLevel(label=label, stars=UNSET, level=level.stars if level else None)  # type: ignore[arg-type]
        return GradeLevel(label=label, stars=level.stars if level else None)

    def decided_by(self) -> list[str]:
        """The criteria that keep the grade from the next computed level; none at the top."""
        rank = self.next_rank()
        return [] if self.missing or rank >= len(self.unit.ranks) else failing(self.judged, rank)

    def next_rank(self) -> int:
        """The next computed level above the one reached; past the end at the top."""
        if self.by_hand is not None:
            return next((rank for rank, level in enumerate(self.unit.ranks) if level.stars > self.by_hand.stars), len(self.unit.ranks))
        return self.rank + 1

    def next(self) -> Next | None:
        """What the next level asks; None at the top and while incomplete."""
        rank = self.next_rank()
        if self.missing or rank >= len(self.unit.ranks):
            return None
        return next_level(self.unit, rank, unmet(self.judged, rank))

    def rank_with(self, measured: str, value: Value) -> int:
        """The rank if one measure had another value, all else equal."""
        top = len(self.unit.ranks) - 1
        return min((cap(one.rule, value, top) if one.rule.criterion.measure == measured else one.cap for one in self.judged), default=top)


def next_level(unit: RuleUnit, rank: int, needs: list[str]) -> Next:
    """A level that can be reached, in the words of the scheme."""
    stars = unit.ranks[rank].stars
    return Next(stars=stars, needs=needs, level=stars if unit.result == "level" else None)


def grade_unit(unit: RuleUnit, known: Known) -> Graded:
    """Score, judge and rank one evaluation or the combination."""
    score = unit_score(unit, known.document, known.tally)
    missing, asked = missing_of(unit, score, known)
    conditions: list[Condition] = []
    top = len(unit.ranks) - 1
    judged = [judge(rule, measure(rule.criterion, unit, score, known), top, conditions) for rule in unit.criteria]
    rank = min((one.cap for one in judged), default=top)
    graded = Graded(unit, score, missing, asked, judged, conditions, rank)
    sums = known.tally.sums
    graded.borrowed = unit.borrowed or any(sums[bucket].borrowed for bucket in unit.buckets) or _borrowed_ahead(unit, known)
    graded.by_hand = _by_hand(graded, known)
    return graded


def _borrowed_ahead(unit: RuleUnit, known: Known) -> bool:
    """Whether an item that is still to be scored has borrowed points or a borrowed kind."""
    covered = known.tally.covered
    if len(covered) >= len(known.rules.items) or covered.issuperset(unit.leaves):
        return False
    rest = (known.rules.items[leaf].item for leaf in unit.leaves if leaf not in covered)
    return any(item.points_status == "borrowed" or item.kind_status == "borrowed" for item in rest)


def _by_hand(graded: Graded, known: Known) -> Level | None:
    """The level given by hand where it counts: the computed grade reaches what lies below it, and nothing but the score is against it.

    A level of no stars below it need not be reached: a level given by hand is for those under the first threshold.
    """
    given = known.document.level_by_hand
    if given is None:
        return None
    level = next((one for one in graded.unit.levels if one.by_hand and one.stars == given.stars), None)
    if level is None or against_by_hand(graded, level):
        return None
    computed = graded.unit.ranks[graded.rank].stars if graded.rank >= 0 else 0
    below = max((one.stars for one in graded.unit.ranks if 0 < one.stars < level.stars), default=0)
    return level if below <= computed < level.stars else None


def against_by_hand(graded: Graded, level: Level) -> list[str]:
    """The criteria other than the score that would not hold at a level given by hand."""
    found = []
    for one in graded.judged:
        # The scheme prints no bound for such a level: the bound of the nearest level under it stands, else the lowest there is.
        under = [bound for bound in one.rule.bounds if bound.stars < level.stars] or list(one.rule.bounds[:1])
        if one.rule.criterion.measure not in _SCORES and one.value.state != "silent" and under and not holds(under[-1], one.value):
            found.append(one.rule.criterion.id)
    return found
