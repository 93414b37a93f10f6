"""What was scored and asks for a finding that nobody has written yet: deductions, and conformity results that do not conform."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from desktop.domain.assessment import Assessment, ConformityAnswer
from desktop.domain.findings import by_id, of_conformity
from desktop.domain.rules import Rules


class Offer(Struct, frozen=True, kw_only=True):
    """One such thing. `place`: the deduction's, from 0; None for a conformity result, which has a `severity` in place of points."""

    item: str
    statement: str
    place: int | None = None
    points: Decimal | None = None
    severity: Literal["minor", "severe"] | None = None


def offers(document: Assessment, rules: Rules) -> tuple[Offer, ...]:
    """All of them, in the order of the tree."""
    known = by_id(document)
    found = []
    for key in rules.items:
        answer = document.items.get(key)
        for place, lost in enumerate((answer.deductions if answer else None) or ()):
            if lost.finding not in known:
                found.append(Offer(item=key, statement=lost.statement, place=place, points=lost.points))
        judged = document.conformity.get(key)
        result = judged.result if isinstance(judged, ConformityAnswer) else judged
        if result in ("minor", "severe") and not of_conformity(document, key):
            note = (judged.note if isinstance(judged, ConformityAnswer) else None) or ""
            found.append(Offer(item=key, statement=note, severity=result))
    return tuple(found)
