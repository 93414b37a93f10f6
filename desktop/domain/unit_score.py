"""The score of one evaluation: its points, what they are out of, the percentage, and the number that is compared."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.assessment import Assessment
from desktop.domain.exact import ONE, Ratio, text, units
from desktop.domain.grade import Chapter, Score
from desktop.domain.rule_units import RuleUnit
from desktop.domain.scheme import Scoring
from desktop.domain.scoring import Tally


@dataclass(frozen=True, slots=True)
class UnitScore:
    """Exact numbers of one evaluation; points and `of` in units of 10^-30."""

    points: Ratio
    of: int
    chapters: dict[str, tuple[Ratio, int]]
    complete: bool  # nothing that is added up is unanswered
    by_chapter: bool  # every first-level indicator has a number of its own
    percent: Ratio
    final: Ratio
    special: int
    extra: int  # special deductions taken off and bonus added, as one signed number
    most: int | None = None  # the final score is never above this

    def lowest(self) -> Ratio | None:
        """The lowest first-level indicator as percent of its own points."""
        best: Ratio | None = None
        for (top, bottom), of in self.chapters.values():
            if best is None or top * best[1] < best[0] * bottom * of:
                best = (top, bottom * of)
        return (best[0] * 100, best[1]) if best else None

    def with_special(self, place: str) -> Ratio:
        """The final score with special deductions taken off `before` or `after` normalising (A37)."""
        top, bottom = self.points
        top = (top + self.extra * ONE * bottom) * 100 if place == "before" else top * 100 + self.extra * bottom * self.of
        bottom *= self.of
        return (self.most, ONE) if self.most is not None and top * ONE > self.most * bottom else (top, bottom)

    def as_result(self) -> Score:
        """The score as decimal strings."""
        return Score(
            points=_text(self.points),
            of=text((self.of, ONE)),
            percent=text(self.percent),
            final=text(self.final),
            chapters={key: Chapter(points=_text(points), of=text((of, ONE))) for key, (points, of) in self.chapters.items()},
        )


def _text(points: Ratio) -> str:
    return text((points[0], points[1] * ONE))


def unit_score(unit: RuleUnit, document: Assessment, tally: Tally) -> UnitScore | None:
    """The score so far; None while nothing is answered. BadInput when nothing at all applies."""
    if unit.typed:
        typed = document.evaluations.get(unit.id)
        if typed is None:
            return None
        percent = (units(typed.percent) or 0, ONE)
        return UnitScore((percent[0], 1), 100 * ONE, {}, True, True, percent, percent, 0, 0)
    if not unit.leaves:
        return None
    complete = tally.covered.issuperset(unit.leaves)
    scoring = unit.scoring
    keep = scoring is not None and scoring.exclusions == "keep-base"
    sums = [tally.sums[bucket] for bucket in unit.buckets]
    if not any(one.count for one in sums):
        if complete:
            raise BadInput(_("{title}：全部条款都标为不适用，没有可以评分的内容，请至少保留一条。").format(title=unit.title))
        return None
    top, bottom, of = 0, 1, 0
    for one in sums:
        points, parts = one.points()
        top, bottom = (top + points, bottom) if parts == bottom else (top * parts + points * bottom, bottom * parts)
        of += one.of + (one.left_out if keep else 0)
    chapters: dict[str, tuple[Ratio, int]] = {}
    by_chapter = True
    for key, bucket in unit.chapters:
        one = tally.sums[bucket]
        out_of = one.of + (one.left_out if keep else 0)
        if one.count or (keep and out_of):
            chapters[key] = (one.points(), out_of)
        elif not one.left_out:
            by_chapter = False
    special, extra = _special(scoring, document)
    most = units(scoring.most) if scoring is not None and scoring.most is not None else None
    score = UnitScore((top, bottom), of, chapters, complete, by_chapter, (top * 100, bottom * of), (0, 1), special, extra, most)
    place = (scoring.special_deductions if scoring else None) or "after"
    return UnitScore(score.points, of, chapters, complete, by_chapter, score.percent, score.with_special(place), special, extra, most)


def _special(scoring: Scoring | None, document: Assessment) -> tuple[int, int]:
    if scoring is None:
        return 0, 0
    special = len(document.special_deductions) if scoring.special_deductions else 0
    return special, int(scoring.bonus and document.bonus is not None) - special
