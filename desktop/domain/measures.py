"""What the criteria measure, read from a checked document: scores, survey, facts, conformity, judgements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from msgspec import UnsetType

from desktop.domain.assessment import Assessment, Channel, ConformityAnswer
from desktop.domain.exact import ONE, Ratio, text, units
from desktop.domain.rule_units import RuleUnit
from desktop.domain.rules import Rules
from desktop.domain.scheme import AuditKind, Criterion
from desktop.domain.scoring import Tally
from desktop.domain.unit_score import UnitScore


class Value(NamedTuple):
    """A measured value. `unknown`: not yet said; `holds`, `fails`: every bound does; `silent`: nothing is asked."""

    state: Literal["number", "flag", "levels", "unknown", "holds", "fails", "silent"]
    top: int = 0
    bottom: int = 1
    flag: bool = False
    text: str | None = None
    levels: dict[str, bool] | None = None


UNKNOWN = Value("unknown")
HOLDS = Value("holds")
FAILS = Value("fails")
SILENT = Value("silent")
YES = Value("flag", flag=True, text="true")
NO = Value("flag", flag=False, text="false")


def number(ratio: Ratio) -> Value:
    return Value("number", ratio[0], ratio[1], text=text(ratio))


@dataclass(slots=True)
class Conformity:
    """The conformity items as answered: groups stand for their leaves."""

    covered: set[str] = field(default_factory=set)
    severe: int = 0
    minor: int = 0
    excluded: dict[str, str] = field(default_factory=dict)

    @property
    def clean(self) -> bool:
        """Whether everything answered so far conforms."""
        return not (self.severe or self.minor or self.excluded)


@dataclass(slots=True)
class Perception:
    """S and its channels. `other` is S by the other way of putting the channels together, when both were used."""

    face: Value
    combined: Value
    other: Value | None = None
    typed_differs: Value | None = None  # S from the channels, when the typed S is another


@dataclass(slots=True)
class Known:
    """All that is known of one document, for the criteria of every unit."""

    document: Assessment
    rules: Rules
    kind: AuditKind
    tally: Tally
    conformity: Conformity
    perception: Perception | None
    sum_of_parts: Value = FAILS


def read_conformity(document: Assessment, rules: Rules) -> Conformity:
    """Go through the checked conformity answers once."""
    result = Conformity()
    for key, answer in document.conformity.items():
        found: str | None
        if isinstance(answer, ConformityAnswer):
            found = answer.result
            if answer.excluded is not None:
                result.excluded[key] = answer.excluded
            elif found is None:
                continue
        else:
            found = answer
        result.covered.update(rules.items[key].conformity)
        if found == "severe":
            result.severe += 1
        elif found == "minor":
            result.minor += 1
    return result


def read_perception(document: Assessment, rules: Rules) -> Perception:
    """S face-to-face and S (DOMAIN 9.6): pooled over the questionnaires unless the scheme takes the mean of the channels."""
    survey = document.survey
    face, electronic = survey.face_to_face, survey.electronic
    faces = _channel(face)
    merged = _merge(face, electronic)
    if survey.combined is not None and survey.combined.percent is not None:
        typed = _percent(survey.combined.percent)
        pooled = merged[0] if merged else None
        differs = pooled is not None and pooled.top * typed.bottom != typed.top * pooled.bottom
        return Perception(faces, typed, None, pooled if differs else None)
    if merged is None:
        one, two = faces, _channel(electronic)
        if UNKNOWN in (one, two):
            return Perception(faces, UNKNOWN)
        return Perception(faces, two if one is FAILS else one)
    pooled, mean = merged
    if rules.scheme.survey is not None and rules.scheme.survey.pooling == "mean":
        pooled, mean = mean, pooled
    same = pooled.top * mean.bottom == mean.top * pooled.bottom
    return Perception(faces, pooled, None if same else mean)


def _channel(channel: Channel | None) -> Value:
    if channel is None:
        return UNKNOWN
    if channel.not_used is not None:
        return FAILS
    return UNKNOWN if channel.percent is None else _percent(channel.percent)


def _merge(face: Channel | None, electronic: Channel | None) -> tuple[Value, Value] | None:
    """Pooled and mean of two channels that were both used; None when they were not."""
    if face is None or electronic is None or face.percent is None or electronic.percent is None:
        return None
    one, two = units(face.percent) or 0, units(electronic.percent) or 0
    n, m = face.responses or 1, electronic.responses or 1
    return number((one * n + two * m, (n + m) * ONE)), number((one + two, 2 * ONE))


def _percent(percent: Decimal) -> Value:
    return number((units(percent) or 0, ONE))


def measure(criterion: Criterion, unit: RuleUnit, score: UnitScore | None, known: Known) -> Value:
    """The value of one criterion in one unit."""
    return _MEASURES[criterion.measure](criterion, unit, score, known)


def _final(criterion: Criterion, unit: RuleUnit, score: UnitScore | None, known: Known) -> Value:
    if score is None:
        return UNKNOWN
    return number(score.final) if score.complete else Value("unknown", text=text(score.final))


def _lowest(criterion: Criterion, unit: RuleUnit, score: UnitScore | None, known: Known) -> Value:
    lowest = score.lowest() if score is not None else None
    if score is None or lowest is None:
        return UNKNOWN
    return number(lowest) if score.complete and score.by_chapter else Value("unknown", text=text(lowest))


def _special(criterion: Criterion, unit: RuleUnit, score: UnitScore | None, known: Known) -> Value:
    return _count(len(known.document.special_deductions))


def _typed(criterion: Criterion, unit: RuleUnit, score: UnitScore | None, known: Known) -> Value:
    typed = known.document.evaluations.get(unit.id)
    return UNKNOWN if typed is None else _percent(typed.percent)


def _management(criterion: Criterion, unit: RuleUnit, score: UnitScore | None, known: Known) -> Value:
    verdict = known.document.management_audit
    if verdict is not None:
        return YES if verdict.passed else NO
    everything = known.rules.conformity
    conforming = bool(everything) and known.conformity.clean and len(known.conformity.covered) == len(everything)
    return YES if conforming else UNKNOWN


def _severe(criterion: Criterion, unit: RuleUnit, score: UnitScore | None, known: Known) -> Value:
    count = _count(known.conformity.severe)
    complete = len(known.conformity.covered) == len(known.rules.conformity)
    return count if complete else Value("unknown", text=count.text)


def _s(criterion: Criterion, unit: RuleUnit, score: UnitScore | None, known: Known) -> Value:
    return known.perception.combined if known.perception else UNKNOWN


def _s_face(criterion: Criterion, unit: RuleUnit, score: UnitScore | None, known: Known) -> Value:
    return known.perception.face if known.perception else UNKNOWN


def _operating(criterion: Criterion, unit: RuleUnit, score: UnitScore | None, known: Known) -> Value:
    months = known.document.facts.operating_months
    return UNKNOWN if months is None else _months(months)


def _accident(criterion: Criterion, unit: RuleUnit, score: UnitScore | None, known: Known) -> Value:
    return _months(known.document.facts.months_since_accident)


def _publicity(criterion: Criterion, unit: RuleUnit, score: UnitScore | None, known: Known) -> Value:
    return _months(known.document.facts.months_since_negative_publicity)


def _months(months: Decimal | UnsetType | None) -> Value:
    """Months since an event; null: it never happened, so every bound holds."""
    if isinstance(months, UnsetType):
        return UNKNOWN
    return HOLDS if months is None else number((units(months) or 0, ONE))


def complaints(document: Assessment, window: int | None, *, unrectified: bool) -> int | None:
    """The number of major complaints no older than the window (its last month included); None when not known."""
    listed = document.facts.major_complaints
    if listed is None or isinstance(listed, UnsetType):
        return None
    return sum(1 for one in listed if (window is None or one.months_ago <= window) and not (unrectified and one.rectified))


def _complaints(criterion: Criterion, unit: RuleUnit, score: UnitScore | None, known: Known) -> Value:
    count = complaints(known.document, criterion.window_months, unrectified=criterion.measure == "facts.unrectified_complaints")
    return UNKNOWN if count is None else _count(count)


def _characteristics(criterion: Criterion, unit: RuleUnit, score: UnitScore | None, known: Known) -> Value:
    passed = characteristics_passed(known.document, known.rules)
    if passed is None:
        return UNKNOWN if known.rules.needs_characteristics(known.kind) or some_characteristics(known.document) else SILENT
    return YES if passed else NO


def some_characteristics(document: Assessment) -> bool:
    """Whether anything of the measurement is there, so that it counts also where it is not required."""
    return document.characteristics is not None or bool(document.samples)


def characteristics_measured(document: Assessment) -> tuple[int, int] | None:
    """Samples and failed samples: as given, else counted from the audit's own samples; None when there are none."""
    given = document.characteristics
    if given is not None and given.sampled is not None and given.failed is not None:
        return given.sampled, given.failed
    judged = [one.passed for one in document.samples if one.passed is not None]
    return (len(judged), judged.count(False)) if judged else None


def is_measured(document: Assessment) -> bool:
    """Whether the measurement is through: counts are given, or each sample has its verdict and there are as many as planned."""
    given, plan = document.characteristics, document.measurement
    if given is not None and given.sampled is not None and given.failed is not None:
        return True
    planned = (plan.sample_size or 0) if plan is not None else 0
    return len(document.samples) >= max(planned, 1) and all(one.passed is not None for one in document.samples)


def characteristics_passed(document: Assessment, rules: Rules) -> bool | None:
    """Computed from the samples when the body's pass line is set and all are measured; else as typed; None when neither is there."""
    line = rules.pass_line
    measured = characteristics_measured(document) if line is not None else None
    if line is None or measured is None:
        return document.characteristics.passed if document.characteristics else None
    if not is_measured(document):
        # What is left may still turn it.
        return None
    return bool((measured[0] - measured[1]) * 100 * ONE >= (units(line) or 0) * measured[0])


def judged_levels(unit: RuleUnit, document: Assessment) -> dict[str, bool]:
    """Whether each level is met: as judged; where one is not, by the level given by hand, which covers those below it."""
    levels = {key: one.met for key, one in document.levels.items()}
    given = document.level_by_hand
    if given is not None:
        for key in unit.judged:
            levels.setdefault(key, int(key) <= given.stars)
    return levels


def is_reasoned(unit: RuleUnit, document: Assessment, level: str) -> bool:
    """Whether a level is judged and the reason written: a judgement without it is none."""
    judged = document.levels.get(level)
    return bool(judged.reason.strip()) if judged is not None else level in judged_levels(unit, document)


def _judged(criterion: Criterion, unit: RuleUnit, score: UnitScore | None, known: Known) -> Value:
    return Value("levels", levels=judged_levels(unit, known.document))


def _sum(criterion: Criterion, unit: RuleUnit, score: UnitScore | None, known: Known) -> Value:
    return known.sum_of_parts


_COUNTS = tuple(number((count, 1)) for count in range(20))


def _count(count: int) -> Value:
    return _COUNTS[count] if count < len(_COUNTS) else number((count, 1))


_MEASURES: dict[str, Callable[[Criterion, RuleUnit, UnitScore | None, Known], Value]] = {
    "score.final": _final,
    "score.lowest_indicator": _lowest,
    "special_deductions": _special,
    "evaluation.percent": _typed,
    "management_audit": _management,
    "conformity.severe": _severe,
    "survey.combined": _s,
    "survey.face_to_face": _s_face,
    "facts.operating_months": _operating,
    "facts.months_since_accident": _accident,
    "facts.months_since_negative_publicity": _publicity,
    "facts.major_complaints": _complaints,
    "facts.unrectified_complaints": _complaints,
    "characteristics": _characteristics,
    "judged_level": _judged,
    "sum_of_parts": _sum,
}
