"""What to do next: where each missing thing is filled in, what the next level asks, and which clauses would be enough."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.domain.grading import item_points
from desktop.domain.rules import Rules, RuleUnit
from desktop.domain.scheme import Criterion
from desktop.domain.scoring import has_value
from desktop.ui.scoring import words
from desktop.ui.scoring.matters import row_of_measure, row_of_missing

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView

MOST_MISSING = 8
MOST_ADVICE = 5


@dataclass(frozen=True)
class Lead:
    """A line that leads to a row; without a target it is only said."""

    title: str
    number: str = ""
    right: str = ""
    target: str = ""


def leads_of_missing(view: AuditView) -> tuple[Lead, ...]:
    """What the grade still lacks, each with where it is filled in."""
    leads = []
    for one in view.grade.missing[:MOST_MISSING]:
        target = row_of_missing(view.rules, one.id)
        rule = view.rules.items.get(one.id)
        if rule is not None:
            leads.append(Lead(rule.item.title, number=rule.item.clause or rule.item.id, target=target))
        else:
            leads.append(Lead(one.text, target=target))
    return tuple(leads)


def next_rows(view: AuditView) -> tuple[str, tuple[Lead, ...]]:
    """A heading and the unmet conditions of the next level; under a score the fewest clauses that would do, then the fewest points."""
    following = view.grade.next
    if following is None:
        return "", ()
    level = next((one for one in view.rules.result.levels if one.stars == following.stars), None)
    leads: list[Lead] = []
    for sentence in following.needs:
        found = _criterion_of(view.rules, sentence)
        if found is None:
            leads.append(Lead(f"{sentence}。"))
            continue
        unit, criterion = found
        leads.append(Lead(f"{sentence}。", target=row_of_measure(view.rules, criterion.measure, unit.id)))
        if criterion.measure == "score.final":
            leads += _enough(view, unit, criterion)
        elif criterion.measure == "score.lowest_indicator":
            leads += _indicators(view, unit, criterion, following.stars)
    return _("到{level}").format(level=level.label if level else following.stars), tuple(leads)


def _criterion_of(rules: Rules, sentence: str) -> tuple[RuleUnit, Criterion] | None:
    """The criterion a sentence speaks of: it begins with the criterion's text, after the part's title where there are parts."""
    units = [*rules.units, *([rules.combination] if rules.combination else [])]
    for unit in units:
        rest = sentence.removeprefix(f"{unit.title}：")
        if rules.combination is not None and rest == sentence and unit is not rules.combination:
            continue
        for one in unit.criteria:
            if rest.startswith(f"{one.criterion.text}："):
                return unit, one.criterion
    return None


def _score_of(view: AuditView, unit: RuleUnit) -> tuple[Fraction, Fraction] | None:
    """The final score of an evaluation and what its points are out of."""
    holders = view.grade.parts or ()
    score = next((part.score for part in holders if part.id == unit.id), None) if holders else view.grade.score
    return (Fraction(score.final), Fraction(score.of)) if score else None


def _enough(view: AuditView, unit: RuleUnit, criterion: Criterion) -> list[Lead]:
    """The clauses whose lost points would reach the next bound."""
    score = _score_of(view, unit)
    if score is None:
        return []
    final, of = score
    bounds = sorted(Fraction(bound.split()[1]) for bound in criterion.bounds.values() if bound.startswith(">="))
    above = next((bound for bound in bounds if bound > final), None)
    if above is None:
        return []
    gap = (above - final) * of / 100
    lost = _lost(view, unit)
    single = [(key, gain) for key, gain in lost if gain >= gap]
    if single:
        return [_lead(view, key, gain) for key, gain in sorted(single, key=lambda one: one[1])[:3]]
    chosen: list[tuple[str, Fraction]] = []
    for key, gain in sorted(lost, key=lambda one: -one[1]):
        chosen.append((key, gain))
        if sum(one[1] for one in chosen) >= gap:
            break
    else:
        return []
    said = Lead(_("最少补 {n} 项：").format(n=len(chosen)))
    return [said, *(_lead(view, key, gain) for key, gain in chosen[:MOST_ADVICE])]


def _lost(view: AuditView, unit: RuleUnit) -> list[tuple[str, Fraction]]:
    """The answered clauses of an evaluation that lost points."""
    found = []
    for key, answer in view.document.items.items():
        rule = view.rules.items[key]
        if rule.evaluation != unit.id or not has_value(answer):
            continue
        got, of = item_points(view.rules, view.document, key)
        if got is not None and got < of:
            found.append((key, Fraction(of) - got))
    return found


def _lead(view: AuditView, key: str, gain: Fraction) -> Lead:
    item = view.rules.items[key].item
    return Lead(item.title, number=item.clause or key, right=f"+{words.points(gain)}", target=key)


def _indicators(view: AuditView, unit: RuleUnit, criterion: Criterion, stars: int) -> list[Lead]:
    """The first-level indicators under the next level's bound."""
    asked = criterion.bounds.get(stars)
    if asked is None:
        return []
    bound = Fraction(asked.split()[1])
    leads = []
    for key, _bucket in unit.chapters:
        got, of = item_points(view.rules, view.document, key)
        if got is not None and of and got * 100 < bound * Fraction(of):
            leads.append(_lead(view, key, bound * Fraction(of) / 100 - got))
    return leads[:MOST_ADVICE]
