"""What the scheme allows now, in its own words: by the grade, the level applied for, the level held and the facts."""

from __future__ import annotations

from decimal import Decimal

from desktop.domain.grade import OutcomeOption
from desktop.domain.measures import Known, characteristics_passed, complaints
from desktop.domain.scheme import Level, When


def outcomes(known: Known, level: Level | None) -> list[OutcomeOption]:
    """The outcomes of this kind of audit all of whose conditions hold; of use only for a complete grade."""
    true = circumstances(known, level)
    return [option for outcome, option in known.rules.options if known.kind in outcome.audits and true.issuperset(outcome.when)]


def circumstances(known: Known, level: Level | None) -> set[When]:
    """Everything an outcome may depend on that is so. A comparison needs a grade, and the level it is compared with."""
    document, rules = known.document, known.rules
    order = [one.stars for one in rules.result.levels]
    true: set[When] = {"any-grade"} if level else {"no-grade"}
    if level:
        true.add("starred" if level.stars > 0 else "unstarred")
        here = order.index(level.stars)
        true |= _against_applied(here, document.applied_for, order)
        held = document.previous.held if document.previous else None
        if held is not None:
            true |= _against_previous(here, order.index(held))
    unrectified = complaints(document, rules.complaint_months, unrectified=True)
    true.add("unrectified-complaint" if unrectified else "no-unrectified-complaint")
    months = document.facts.months_since_accident
    if isinstance(months, Decimal) and (rules.accident_months is None or months <= rules.accident_months):
        true.add("accident-in-window")
    if characteristics_passed(document, rules) is False:
        true.add("characteristics-failed")
    # Each special deduction has to be corrected like a nonconformity (DOMAIN 2.1, A14).
    if known.conformity.minor or known.conformity.severe or document.special_deductions:
        true.add("findings-open")
    return true


def _against_applied(here: int, applied: int | None, order: list[int]) -> set[When]:
    if applied is None or here >= order.index(applied):
        return {"at-least-applied"}
    return {"below-applied", "next-below-applied" if here == order.index(applied) - 1 else "far-below-applied"}


def _against_previous(here: int, held: int) -> set[When]:
    if here < held:
        return {"below-previous"}
    return {"at-least-previous", "equal-previous"} if here == held else {"at-least-previous", "above-previous"}
