"""The two scorings of an audit whose findings were corrected: as found, kept as it stood, and after correction."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.assessment import Assessment, CharacteristicsResult, ConformityAnswer, ScoringRound
from desktop.domain.corrections import standings
from desktop.domain.findings import name
from desktop.domain.grade import Grade
from desktop.domain.grading import grade
from desktop.domain.item_view import item_points
from desktop.domain.measures import characteristics_measured
from desktop.domain.rules import Rules

# What a scoring is made of; each is a field of the document and of the scoring that is kept.
KEPT = (
    "items", "conformity", "special_deductions", "bonus", "management_audit", "evaluations", "levels", "level_by_hand", "survey", "facts",
)  # fmt: skip


class Difference(Struct, frozen=True, kw_only=True):
    """One thing that the two scorings say differently. `item`: the clause, empty for the rest; the values are words for a person."""

    record: str
    item: str
    what: str
    before: str
    after: str


def began(document: Assessment) -> bool:
    """Whether the document is the second scoring."""
    return document.rounds is not None and document.rounds.as_found is not None


def check_begin(document: Assessment, found: Grade) -> None:
    """Whether the second scoring may begin. BadInput says what is in the way."""
    if began(document):
        raise BadInput(_("整改后的第二次评分已经开始。"))
    needed = [one for one in standings(document) if one.needed]
    if not needed:
        raise BadInput(_("没有要求整改的发现，不用第二次评分。"))
    waiting = [name(one.finding) for one in needed if one.open]
    if waiting:
        raise BadInput(
            _("还有 {n} 条发现的整改没有接受（{names}），不能开始第二次评分。").format(n=len(waiting), names="、".join(waiting[:5]))
        )
    if not found.complete:
        raise BadInput(_("第一次评分还缺 {n} 项，请先评完再开始第二次评分。").format(n=len(found.missing)))


def frozen(document: Assessment, at: str, by: str) -> ScoringRound:
    """The scoring as it stands, to be kept; samples as their count."""
    measured, typed = characteristics_measured(document), document.characteristics
    counted = typed
    if measured is not None:
        counted = CharacteristicsResult(sampled=measured[0], failed=measured[1], passed=typed.passed if typed else None)
    return ScoringRound(closed_at=at, closed_by=by, characteristics=counted, **{field: getattr(document, field) for field in KEPT})


def document_as_found(document: Assessment) -> Assessment | None:
    """The document with the scoring that was kept; None while there is only one."""
    first = document.rounds.as_found if document.rounds else None
    if first is None:
        return None
    samples = () if first.characteristics is not None else document.samples
    return replace(document, samples=samples, characteristics=first.characteristics, **{field: getattr(first, field) for field in KEPT})


def grade_as_found(document: Assessment, rules: Rules) -> Grade | None:
    """The grade of the first scoring; None while there is only one."""
    first = document_as_found(document)
    return None if first is None else grade(first, rules)


def differences(document: Assessment, rules: Rules) -> list[Difference]:
    """What the second scoring changed, clause by clause in the order of the tree, then the rest; empty while there is only one."""
    first = document_as_found(document)
    if first is None:
        return []
    found = []
    for key, rule in rules.items.items():
        before, after = _points(rules, first, key), _points(rules, document, key)
        if before != after and (key in first.items or key in document.items):
            found.append(Difference(record=f"items/{key}", item=key, what=rule.name, before=before, after=after))
        one, other = _conformity(first, key), _conformity(document, key)
        if one != other:
            found.append(Difference(record=f"conformity/{key}", item=key, what=rule.name, before=one, after=other))
    for what, field in ((_("特别扣分"), "special_deductions"), (_("特别加分"), "bonus")):
        one, other = _count(getattr(first, field)), _count(getattr(document, field))
        if getattr(first, field) != getattr(document, field):
            found.append(Difference(record="assessment", item="", what=what, before=one, after=other))
    return found


def _points(rules: Rules, document: Assessment, key: str) -> str:
    answer = document.items.get(key)
    if answer is None:
        return _("未评分")
    if answer.excluded is not None:
        return _("不适用")
    got = item_points(rules, document, key)[0]
    return _("未评分") if got is None else _("{points} 分").format(points=_number(got))


def _number(value: Fraction) -> str:
    """Cut to two places, never rounded up."""
    cents = value.numerator * 100 // value.denominator
    return f"{Decimal(cents) / 100:f}"


def _conformity(document: Assessment, key: str) -> str:
    answer = document.conformity.get(key)
    if isinstance(answer, ConformityAnswer):
        if answer.excluded is not None:
            return _("不适用")
        answer = answer.result
    return {"conforming": _("符合"), "minor": _("轻微不符合"), "severe": _("严重不符合"), None: _("未判定")}[answer]


def _count(value: tuple[str, ...] | str | None) -> str:
    number = len(value) if isinstance(value, tuple) else int(value is not None)
    return _("{n} 项").format(n=number)
