"""What the checks say of an audit as of today, reckoned once for each state of it however many places ask."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.base import clock
from desktop.domain.approval_conclusion import conclusion_notices
from desktop.domain.notices import Notice
from desktop.ui.page import Left
from desktop.ui.reports.lacking import lacking

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView

# The state asked about last, the day, and what was found.
_last: tuple[object, date, tuple[Notice, ...]] | None = None


def everything(view: AuditView) -> tuple[Notice, ...]:
    """All that is still wrong, the gravest first."""
    from desktop.domain.approval import approval

    global _last
    today = clock.now().date()
    if _last is None or _last[0] is not view or _last[1] != today:
        _last = (view, today, tuple(approval(view.document, view.rules, view.grade, today)))
    return _last[2]


def conclusion(view: AuditView) -> list[Notice]:
    """What speaks against the conclusion."""
    return list(conclusion_notices(view.document, view.rules, view.grade, clock.now().date()))


def conclusion_left(view: AuditView) -> int:
    """How much of it is something to do."""
    return sum(one.severity != "note" for one in conclusion(view))


def missing(view: AuditView) -> int:
    """Mandatory contents that the audit report still lacks."""
    return len(lacking(view, "audit"))


def unreceived(view: AuditView) -> int:
    """Reports given to the client whose receipt is not on file."""
    return sum(one.received_on is None for one in view.document.delivery)


def critical(view: AuditView) -> int:
    """Everything that stands in the way of approval, wherever it is worked on."""
    return sum(one.severity == "critical" for one in everything(view))


def left(view: AuditView) -> Left:
    """For the rail: missing contents, what speaks against the conclusion, receipts that are still out."""
    count = missing(view) + conclusion_left(view) + unreceived(view)
    return Left(count, done=not count)
