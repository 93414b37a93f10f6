"""Everything that stands against an audit's papers before its plan, joined."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from desktop.domain import (
    application,
    appointment_check,
    client_check,
    day_check,
    document_gate,
    site_draw,
    team_check,
    training_check,
)
from desktop.domain.assessment import Assessment
from desktop.domain.notices import Notice, by_severity
from desktop.domain.scheme import Scheme

Check = Callable[[Assessment, Scheme, date | None], list[Notice]]

# By the part of the preparation, in the order in which it is done.
CHECKS: dict[str, Check] = {
    "client": client_check.notices,
    "application": application.notices,
    "days": day_check.notices,
    "sites": site_draw.notices,
    "team": team_check.notices,
    "appointment": appointment_check.notices,
    "documents": document_gate.notices,
    "training": training_check.notices,
}


def preparation_notices(document: Assessment, scheme: Scheme, today: date | None = None) -> list[Notice]:
    """The notices of all parts, the gravest first. Without `today` nothing is said of what is overdue or still to come."""
    return by_severity(notice for check in CHECKS.values() for notice in check(document, scheme, today))
