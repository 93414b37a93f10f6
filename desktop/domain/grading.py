"""The grade: one pure function from a document and a compiled scheme to the grade with every reason for it."""

from __future__ import annotations

from desktop.domain.assessment import Assessment
from desktop.domain.combining import Combined, combine
from desktop.domain.document_check import check_rest
from desktop.domain.grade import Grade, PartGrade
from desktop.domain.grade_notes import notes, notes_of_unit, unverified
from desktop.domain.item_view import item_points, item_state
from desktop.domain.measures import Known, read_conformity, read_perception
from desktop.domain.outcomes import circumstances, outcomes
from desktop.domain.rules import Rules
from desktop.domain.scheme import When
from desktop.domain.scoring import tally
from desktop.domain.unit_grade import Graded, grade_unit

__all__ = ["assess", "check_document", "circumstances_of", "completeness", "grade", "item_points", "item_state"]


def check_document(document: Assessment, rules: Rules) -> None:
    """Raise BadInput, one sentence with item and bound, for anything the grade could not be reckoned from."""
    _judge(document, rules)


def grade(document: Assessment, rules: Rules) -> Grade:
    """Grade a document. BadInput when it is out of bounds; an incomplete document gives a result without a grade."""
    return assess(document, rules)[0]


def completeness(rules: Rules, document: Assessment) -> tuple[int, int]:
    """How much of what the grade needs is answered, and how much that is in all."""
    return assess(document, rules)[1]


def assess(document: Assessment, rules: Rules) -> tuple[Grade, tuple[int, int]]:
    """Check, grade and completeness in one reckoning, for what happens with every edit."""
    known, graded, combined = _judge(document, rules)
    result = combined.whole if combined else graded[0]
    judged = [*graded, result] if combined else graded[:1]
    whole = Grade(
        scheme=rules.scheme.id,
        scheme_version=rules.version,
        scheme_sha256=rules.sha256,
        complete=result.complete,
        missing=result.missing,
        grade=result.grade(),
        score=result.score.as_result() if result.score else None,
        decided_by=combined.decided_by() if combined else result.decided_by(),
        conditions=combined.conditions() if combined else result.conditions,
        next=combined.next() if combined else result.next(),
        outcomes=outcomes(known, result.level) if result.complete else [],
        unverified=unverified(known, judged),
        notes=notes(known, judged),
        parts=[_part(known, part) for part in combined.parts] if combined else None,
    )
    return whole, (max(result.asked - len(result.missing), 0), result.asked)


def circumstances_of(document: Assessment, rules: Rules) -> set[When] | None:
    """Everything that is so and that an outcome may depend on; None while the grade is not complete."""
    known, graded, combined = _judge(document, rules)
    result = combined.whole if combined else graded[0]
    return circumstances(known, result.level) if result.complete else None


def _part(known: Known, part: Graded) -> PartGrade:
    rules = known.rules
    return PartGrade(
        id=part.unit.id,
        title=part.unit.title,
        scheme=rules.scheme.id,
        scheme_version=rules.version,
        scheme_sha256=rules.sha256,
        complete=part.complete,
        missing=part.missing,
        grade=part.grade(),
        score=part.score.as_result() if part.score else None,
        decided_by=part.decided_by(),
        conditions=part.conditions,
        next=part.next(),
        outcomes=[],
        unverified=unverified(known, [part]),
        notes=list(notes_of_unit(part, known)),
    )


def _judge(document: Assessment, rules: Rules) -> tuple[Known, list[Graded], Combined | None]:
    check_rest(document, rules)
    known = Known(
        document=document,
        rules=rules,
        kind=document.audit.kind or "initial",
        tally=tally(document, rules),
        conformity=read_conformity(document, rules),
        perception=read_perception(document, rules) if rules.asks_survey else None,
    )
    graded = [grade_unit(unit, known) for unit in rules.units]
    return known, graded, combine(rules.combination, graded, known) if rules.combination else None
