"""What a grade needs beside the clauses (verdicts, survey, facts, levels): which of it a scheme asks, and how each stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from msgspec import UNSET

from desktop.base.words import _
from desktop.domain.measures import characteristics_passed
from desktop.domain.rules import Rules, RuleUnit
from desktop.domain.scheme import Measure
from desktop.ui.scoring.words import MINUS, number_words
from desktop.ui.widgets.glyphs import State

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.assessment import Assessment, Channel

Kind = Literal["typed", "management", "survey", "facts", "complaints", "characteristics", "judged", "special", "levels"]


@dataclass(frozen=True)
class Matter:
    """One thing to enter that is no clause. `key` starts with @, so that it is never a clause's."""

    key: str
    kind: Kind
    title: str
    clause: str
    unit: str = ""  # the evaluation of a typed percentage
    required: bool = True


def measures(rules: Rules) -> set[Measure]:
    """Everything the criteria of all evaluations measure."""
    units: list[RuleUnit] = [*rules.units, *([rules.combination] if rules.combination else [])]
    return {one.criterion.measure for unit in units for one in unit.criteria}


def matters_of(rules: Rules) -> tuple[Matter, ...]:
    """The matters of a scheme, in the order of the work."""
    return tuple(_matters(rules))


def _matters(rules: Rules) -> Iterator[Matter]:
    asked = measures(rules)
    clauses = {
        one.criterion.measure: one.criterion.clause
        for unit in (*rules.units, *([rules.combination] if rules.combination else []))
        for one in unit.criteria
    }
    when = {condition for outcome in rules.scheme.outcomes for condition in outcome.when}
    for unit in rules.units:
        if unit.typed:
            yield Matter(f"@typed.{unit.id}", "typed", unit.title, unit.clause, unit.id)
    if _judged_without_item(rules):
        yield Matter("@judged", "judged", _("等级判断"), clauses["judged_level"])
    if "management_audit" in asked:
        yield Matter("@management", "management", _("管理审核结论"), clauses["management_audit"])
    if rules.asks_survey:
        clause = clauses.get("survey.combined") or clauses["survey.face_to_face"]
        yield Matter("@survey", "survey", _("顾客感知调查"), clause)
    if months_asked(rules):
        yield Matter("@facts", "facts", _("经营时间与事故"), clauses.get(_first_fact(asked), ""), required=_any_fact(asked))
    if asked & {"facts.major_complaints", "facts.unrectified_complaints"} or when & {
        "unrectified-complaint",
        "no-unrectified-complaint",
    }:
        measured = asked & {"facts.major_complaints", "facts.unrectified_complaints"}
        clause = clauses.get("facts.major_complaints") or clauses.get("facts.unrectified_complaints") or ""
        yield Matter("@complaints", "complaints", _("重大投诉"), clause, required=bool(measured))
    if "characteristics" in asked or "characteristics-failed" in when:
        given = rules.scheme.characteristics
        clause = given.clause if given else clauses.get("characteristics", "")
        yield Matter("@characteristics", "characteristics", _("服务特性测评"), clause, required="characteristics" in asked)
    special = [unit.scoring for unit in rules.units if unit.scoring and (unit.scoring.special_deductions or unit.scoring.bonus)]
    if special:
        yield Matter("@special", "special", _("特别扣分与加分"), special[0].special_clause or special[0].clause, required=False)
    yield Matter("@levels", "levels", _("申请等级与原等级"), rules.result.clause, required=False)


def months_asked(rules: Rules) -> list[str]:
    """The facts counted in months that criteria or conclusions ask for, by their names in the document."""
    asked = measures(rules)
    when = {condition for outcome in rules.scheme.outcomes for condition in outcome.when}
    names = []
    if "facts.operating_months" in asked:
        names.append("operating_months")
    if "facts.months_since_accident" in asked or "accident-in-window" in when:
        names.append("months_since_accident")
    if "facts.months_since_negative_publicity" in asked:
        names.append("months_since_negative_publicity")
    return names


def _any_fact(asked: set[Measure]) -> bool:
    return any(one.startswith("facts.") and "months" in one for one in asked)


def _first_fact(asked: set[Measure]) -> Measure:
    order: tuple[Measure, ...] = ("facts.operating_months", "facts.months_since_accident", "facts.months_since_negative_publicity")
    return next((one for one in order if one in asked), "facts.operating_months")


def judged_levels(rules: Rules) -> list[int]:
    """The levels the auditor judges, lowest first."""
    return sorted({int(need.key) for unit in rules.units for need in unit.needs if need.kind == "level"})


def _judged_without_item(rules: Rules) -> list[int]:
    described = {rule.item.level for rule in rules.items.values() if rule.item.kind == "level"}
    return [level for level in judged_levels(rules) if level not in described]


def row_of_missing(rules: Rules, missing: str) -> str:
    """The row where something missing is filled in: a clause's id or a matter's key; empty when nowhere on this page."""
    if missing in rules.items:
        return missing
    head, _dot, rest = missing.partition(".")
    if head == "levels":
        found = (key for key, rule in rules.items.items() if rule.item.kind == "level" and str(rule.item.level) == rest)
        return next(found, "@judged")
    if missing == "facts.major_complaints":
        return "@complaints"
    if head == "evaluations":
        return f"@typed.{rest}"
    if missing == "score.lowest_indicator":
        return rules.roots[0] if rules.roots else ""
    keys = {
        "facts": "@facts",
        "survey": "@survey",
        "management_audit": "@management",
        "characteristics": "@characteristics",
        "special_deductions": "@special",
    }
    return keys.get(head, "")


def row_of_measure(rules: Rules, measure: Measure, unit: str) -> str:
    """The row where a measured value is entered; empty for what many clauses make up."""
    if measure == "evaluation.percent":
        return f"@typed.{unit}"
    if measure == "special_deductions":
        return "@special"
    if measure in ("facts.major_complaints", "facts.unrectified_complaints"):
        return "@complaints"
    if measure == "judged_level":
        return ""
    return row_of_missing(rules, measure) if measure not in ("score.final", "score.lowest_indicator") else ""


@dataclass(frozen=True)
class Standing:
    """How a matter stands: its state, and a word for the right edge of its row."""

    state: State
    word: str = ""


def standing(view: AuditView, matter: Matter) -> Standing:
    """State and word of a matter."""
    document, rules = view.document, view.rules
    missing = {one.id for one in view.grade.missing if row_of_missing(rules, one.id) == matter.key}
    if matter.kind == "typed":
        typed = document.evaluations.get(matter.unit)
        return Standing("done", f"{number_words(typed.percent)} %") if typed else Standing("empty")
    if matter.kind == "management":
        return _management(view, bool(missing))
    if matter.kind == "survey":
        channel = document.survey.combined or document.survey.face_to_face
        return Standing(_filled(missing, document.survey.face_to_face or document.survey.electronic), _channel_word(channel))
    if matter.kind == "facts":
        given = [name for name in months_asked(rules) if getattr(document.facts, name) not in (UNSET, None) or _never(document, name)]
        complete = len(given) == len(months_asked(rules))
        return Standing("done" if complete else "partial" if given else "empty", f"{len(given)} / {len(months_asked(rules))}")
    if matter.kind == "complaints":
        listed = document.facts.major_complaints
        if listed is UNSET or listed is None:
            return Standing("empty")
        count = len(listed)
        return Standing("done", _("{n} 起").format(n=count) if count else _("没有"))
    if matter.kind == "characteristics":
        passed = characteristics_passed(document, rules)
        if passed is None:
            return Standing("partial" if document.characteristics else "empty")
        return Standing("done" if passed else "lost", _("通过") if passed else _("未通过"))
    if matter.kind == "judged":
        return Standing(_filled(missing, document.levels))
    if matter.kind == "special":
        words = [f"{MINUS}{len(document.special_deductions)}"] * bool(document.special_deductions) + ["+1"] * bool(document.bonus)
        return Standing("deducted" if document.special_deductions else "evidence", " ".join(words) or "0")
    applied = next((level.label for level in rules.result.levels if level.stars == document.applied_for), "")
    return Standing("done" if document.applied_for is not None else "evidence", applied)


def _never(document: Assessment, name: str) -> bool:
    return name.startswith("months_since") and getattr(document.facts, name) is None


def _management(view: AuditView, missing: bool) -> Standing:
    verdict = view.document.management_audit
    if verdict is not None:
        return Standing("done", _("符合")) if verdict.passed else Standing("lost", _("不符合"))
    if missing:
        return Standing("empty")
    leaves = view.rules.conformity
    answered = [leaf for leaf in leaves if leaf in view.document.conformity]
    if leaves and not answered:
        return Standing("evidence")
    left = any(one.id in view.rules.items and view.rules.items[one.id].item.kind == "conformity" for one in view.grade.missing)
    return Standing("partial") if left else Standing("done", _("符合"))


def _filled(missing: set[str], anything: object) -> State:
    if not missing:
        return "done"
    return "partial" if anything else "empty"


def _channel_word(channel: Channel | None) -> str:
    if channel is None:
        return ""
    return _("未采用") if channel.not_used else f"{number_words(channel.percent)} %" if channel.percent is not None else ""
