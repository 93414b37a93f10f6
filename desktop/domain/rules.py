"""A scheme compiled for grading: its items indexed, its bounds as numbers, its sentences made once."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from desktop.base.words import _
from desktop.domain.grade import Missing, OutcomeOption
from desktop.domain.rule_items import RuleItem, index_items
from desktop.domain.rule_units import Need, RuleCriterion, RuleUnit, combination_unit, evaluation_unit
from desktop.domain.scheme import AuditKind, Gap, Outcome, Scheme

__all__ = ["Need", "RuleCriterion", "RuleItem", "RuleUnit", "Rules", "compile_rules"]

# Sections of a scheme that no grade depends on: a reading that only changes these is not noted beside the grade.
_BESIDE_THE_GRADE = frozenset(
    {"person_days", "site_sampling", "calendar", "meetings", "reports", "plan_contents", "documents", "certificate", "limits", "triggers"}
)


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """A scheme with its settings applied, ready to grade any number of documents; safe to share between threads."""

    scheme: Scheme
    version: str
    sha256: str
    items: MappingProxyType[str, RuleItem]  # in tree order
    roots: tuple[str, ...]
    chapters: tuple[str | None, ...]  # by the items' `bucket`: the first-level indicator its points belong to
    units: tuple[RuleUnit, ...]  # the evaluations
    combination: RuleUnit | None
    conformity: tuple[str, ...]  # the conformity leaves
    missing: MappingProxyType[str, Missing]  # by item: what to say when it is not answered
    options: tuple[tuple[Outcome, OutcomeOption], ...]
    asks_survey: bool
    accident_months: Decimal | None  # an accident so long ago or less counts as recent
    complaint_months: int | None
    gaps: MappingProxyType[str, Gap]
    readings: tuple[tuple[str, str], ...]  # id and note of each reading that concerns the grade

    @property
    def result(self) -> RuleUnit:
        """What the grade is read from: the combination, else the only evaluation."""
        return self.combination or self.units[0]

    @property
    def pass_line(self) -> Decimal | None:
        """Percent of the samples that must pass the service-characteristic measurement; None: the scheme leaves it open."""
        return self.scheme.characteristics.pass_line if self.scheme.characteristics else None

    def needs_characteristics(self, kind: AuditKind) -> bool:
        """Whether an audit of this kind must measure service characteristics where a criterion asks for them."""
        asked = self.scheme.characteristics
        return asked is None or not asked.required or kind in asked.required


def compile_rules(scheme: Scheme, *, version: str, sha256: str) -> Rules:
    """Compile a checked scheme, once; everything that does not depend on a document is worked out here."""
    index = index_items(scheme)
    conformity = tuple(key for key, rule in index.items.items() if rule.item.kind == "conformity")
    holder = _conformity_holder(scheme)
    units = tuple(evaluation_unit(one, index, holds_conformity=place == holder) for place, one in enumerate(scheme.evaluations))
    combination = combination_unit(scheme.combination) if scheme.combination else None
    every = (*units, combination) if combination else units
    criteria = [criterion for unit in every for criterion in unit.criteria]
    return Rules(
        scheme=scheme,
        version=version,
        sha256=sha256,
        items=MappingProxyType(index.items),
        roots=tuple(item.id for item in scheme.items),
        chapters=tuple(chapter for _evaluation, chapter in index.buckets),
        units=units,
        combination=combination,
        conformity=conformity,
        missing=MappingProxyType({key: _missing(rule) for key, rule in index.items.items()}),
        options=tuple(
            (one, OutcomeOption(kind=one.kind, clause=one.clause, text=one.text, needs=list(one.needs))) for one in scheme.outcomes
        ),
        asks_survey=any(one.criterion.measure.startswith("survey.") for one in criteria),
        accident_months=_accident_months(criteria),
        complaint_months=next((one.criterion.window_months for one in criteria if "complaints" in one.criterion.measure), None),
        gaps=MappingProxyType({gap.id: gap for gap in scheme.gaps}),
        readings=tuple((gap.id, f"{gap.id}：{gap.taken}") for gap in scheme.gaps if gap.kind == "reading" and _concerns_grade(gap)),
    )


def _conformity_holder(scheme: Scheme) -> int:
    """The evaluation that asks for the conformity items: the first that measures them, else the first."""
    for place, evaluation in enumerate(scheme.evaluations):
        if any(one.measure in ("management_audit", "conformity.severe") for one in evaluation.criteria):
            return place
    return 0


def _missing(rule: RuleItem) -> Missing:
    what = _("未判定") if rule.item.kind == "conformity" else _("未评分")
    return Missing(id=rule.item.id, clause=rule.item.clause or rule.item.id, text=f"{rule.name}：{what}")


def _accident_months(criteria: list[RuleCriterion]) -> Decimal | None:
    """The shortest window any level sets for accidents: within it an accident is recent for every reading of the scheme."""
    bounds = [
        bound for one in criteria if one.criterion.measure == "facts.months_since_accident" for bound in one.bounds if bound.flag is None
    ]
    return min((Decimal(bound.required.split()[1]) for bound in bounds), default=None)


def _concerns_grade(gap: Gap) -> bool:
    paths = [patch.path.split("/")[0] for choice in gap.choices.values() for patch in choice.patch]
    return not paths or not _BESIDE_THE_GRADE.issuperset(paths)
