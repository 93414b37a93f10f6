"""What the grade pane shows, worked out from a view without any widget: the grade, what decides it, its conditions, what is left to do."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop.base.words import _
from desktop.domain.grade import Grade
from desktop.domain.rules import Rules, RuleUnit
from desktop.ui.scoring import words
from desktop.ui.scoring.advice import Lead, leads_of_missing, next_rows
from desktop.ui.scoring.deciding import Decides, UnitGrade, caps, criteria_of, decides_of
from desktop.ui.widgets.bars import Rung

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView

# From so many criteria with several bounds on, the ladder says more than a list.
LADDER_FROM = 4


@dataclass(frozen=True)
class Ladder:
    rungs: tuple[Rung, ...]
    heads: tuple[str, ...]
    label: str


@dataclass(frozen=True)
class ChapterBar:
    key: str
    name: str
    got: Fraction | None
    of: Fraction


@dataclass(frozen=True)
class ConditionLine:
    name: str
    met: bool | None
    value: str
    bound: str
    clause: str
    text: str


@dataclass(frozen=True)
class Part:
    """One evaluation of a combined grade."""

    title: str
    label: str
    score: str
    adds: str
    target: str


@dataclass(frozen=True)
class Sheet:
    """Everything the pane shows."""

    label: str
    known: bool
    stars: int | None
    of: int
    score: str
    score_note: str
    subtitle: str
    decides: Decides
    ladder: Ladder | None
    chapters: tuple[ChapterBar, ...]
    conditions: tuple[ConditionLine, ...]
    parts: tuple[Part, ...]
    parts_sum: str
    next_title: str
    next: tuple[Lead, ...]
    missing: tuple[Lead, ...]
    unverified: tuple[str, ...]
    notes: tuple[str, ...]
    outcomes: tuple[Lead, ...]


def sheet(view: AuditView) -> Sheet:
    """Work it out."""
    rules, grade = view.rules, view.grade
    units = _units(rules, grade)
    main = rules.result
    level = grade.grade
    stars = None if level is None else level.stars if main.result == "stars" else level.level
    score, note = _score(view, units)
    ladder_unit = next((one for one in units if _is_ladder(one.unit)), None)
    title, rows = next_rows(view)
    return Sheet(
        label=level.label if level else _("未评定"),
        known=level is not None,
        stars=stars if isinstance(stars, int) else None,
        of=max((one.stars for one in main.levels), default=0),
        score=score,
        score_note=note,
        subtitle="·".join(part for part in (main.title, main.clause) if part),
        decides=decides_of(view, units),
        ladder=_ladder(ladder_unit) if ladder_unit else None,
        chapters=() if ladder_unit else tuple(bar for one in units for bar in _chapters(rules, one)),
        conditions=tuple(_conditions(units)),
        parts=_parts(rules, grade) if grade.parts else (),
        parts_sum=_parts_sum(grade),
        next_title=title,
        next=rows,
        missing=leads_of_missing(view),
        unverified=tuple(f"{one.text}（{one.clause}）" for one in grade.unverified),
        notes=tuple(grade.notes),
        outcomes=tuple(
            Lead(f"{one.text}（{one.clause}）" + (_("；须有：{needs}").format(needs="、".join(one.needs)) if one.needs else ""))
            for one in grade.outcomes
        ),
    )


def _units(rules: Rules, grade: Grade) -> tuple[UnitGrade, ...]:
    if rules.combination is None:
        return (UnitGrade(rules.units[0], grade),)
    by_id = {unit.id: unit for unit in rules.units}
    own = {one.criterion.id for one in rules.combination.criteria}
    whole = replace(grade, conditions=[condition for condition in grade.conditions if condition.id in own])
    return (*(UnitGrade(by_id[part.id], part) for part in grade.parts or ()), UnitGrade(rules.combination, whole))


def _score(view: AuditView, units: tuple[UnitGrade, ...]) -> tuple[str, str]:
    """The number at the right of the grade, and what it is made of."""
    if view.rules.combination is not None or units[0].grade.score is None:
        return "", ""
    score = units[0].grade.score
    final, percent = Fraction(score.final), Fraction(score.percent)
    if not view.grade.complete:
        return f"{words.points(Fraction(score.points))}", _("已评 {of} 分中").format(of=words.number_words(score.of))
    if final != percent:
        sign = words.MINUS if final < percent else "+"
        return words.points(final), f"{words.points(percent)} {sign} {words.points(abs(final - percent))}"
    return words.points(final), f"{words.number_words(score.points)} / {words.number_words(score.of)}"


# Conditions


def _is_ladder(unit: RuleUnit) -> bool:
    return sum(len(one.criterion.bounds) > 1 for one in unit.criteria) >= LADDER_FROM


def _ladder(one: UnitGrade) -> Ladder:
    criteria = criteria_of(one.unit)
    allowed = caps(one)
    first = {condition.id: condition for condition in reversed(one.grade.conditions)}
    rungs = []
    for key, cap in allowed.items():
        condition = first[key]
        value = words.value(criteria[key].measure, condition.value, condition.met)
        rungs.append(Rung(words.measure_name(criteria[key].measure), None if cap is None else cap + 1, value))
    known = [cap for cap in allowed.values() if cap is not None]
    label = ""
    if known:
        lowest = min(known)
        label = _("封顶{level}").format(level=one.unit.ranks[lowest].label) if lowest >= 0 else _("未达最低等级")
    return Ladder(tuple(rungs), tuple(words.level_head(level) for level in one.unit.ranks), label)


def _conditions(units: tuple[UnitGrade, ...]) -> list[ConditionLine]:
    """All conditions, the unmet first; a bound that is the same at every level stands once."""
    lines: dict[tuple[str, str, str], ConditionLine] = {}
    for one in units:
        criteria = criteria_of(one.unit)
        labels = {level.stars: level.label for level in one.unit.levels}
        for condition in sorted(one.grade.conditions, key=lambda condition: -condition.stars):
            criterion = criteria[condition.id]
            same = len(set(criterion.bounds.values())) == 1 and criterion.measure != "judged_level"
            name = words.measure_name(criterion.measure)
            if not same:
                name = f"{str(labels.get(condition.stars, condition.stars)).removesuffix('级')} {name}"
            lines.setdefault(
                (one.unit.id, condition.id, condition.required if same else str(condition.stars)),
                ConditionLine(
                    name,
                    condition.met,
                    words.value(criterion.measure, condition.value, condition.met),
                    words.bound(condition.required),
                    condition.clause,
                    condition.text,
                ),
            )
    order = {False: 0, None: 1, True: 2}
    return sorted(lines.values(), key=lambda line: order[line.met])


def _chapters(rules: Rules, one: UnitGrade) -> list[ChapterBar]:
    score = one.grade.score
    got = score.chapters if score else {}
    bars = []
    for key, _bucket in one.unit.chapters:
        rule = rules.items[key]
        here = got.get(key)
        bars.append(
            ChapterBar(key, rule.name, Fraction(here.points) if here else None, Fraction(here.of) if here else Fraction(rule.points or 0))
        )
    return bars


# Combined grades


def _parts(rules: Rules, grade: Grade) -> tuple[Part, ...]:
    units = {unit.id: unit for unit in rules.units}
    parts = []
    for part in grade.parts or ():
        unit = units[part.id]
        level = None if part.grade is None else part.grade.stars if unit.result == "stars" else part.grade.level
        adds = next((one.adds for one in unit.levels if one.stars == level), None) if isinstance(level, int) else None
        score = f"{words.points(Fraction(part.score.final))}" if part.score else ""
        target = f"@typed.{unit.id}" if unit.typed else next((key for key, rule in rules.items.items() if rule.evaluation == unit.id), "")
        label = part.grade.label if part.grade else _("还缺 {n} 项").format(n=len(part.missing))
        parts.append(Part(part.title, label, score, "" if adds is None else f"+{adds}", target))
    return tuple(parts)


def _parts_sum(grade: Grade) -> str:
    if not grade.parts or grade.grade is None or not isinstance(grade.grade.stars, int):
        return ""
    return _("相加得 {n} 星").format(n=grade.grade.stars)
