"""How much is left to do at each step of an audit, for the counts in the rail; reckoned from the view alone, in microseconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.measurement import is_required
from desktop.domain.visit import visit_need
from desktop.ui.page import Left

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView

_SURVEY = ("survey.", "facts.")
_MEASURED = "characteristics"


def plan(view: AuditView) -> Left:
    """The basics that every report prints: client, address, scope, days, a leader."""
    client, audit = view.document.client, view.document.audit
    leader = any(member.role == "leader" and member.name for member in view.document.team)
    have = (client.name, client.address or client.audit_address, audit.scope, audit.starts_on, audit.ends_on, leader)
    return _left(sum(not there for there in have))


def visits(view: AuditView) -> Left:
    """Mystery visits that are due or planned, or the decision that is still owed; where nothing is asked, no tick."""
    need = visit_need(view.document, view.scheme)
    count = max(need.due, need.planned) or int(need.state == "undecided")
    return Left(count, done=not count and need.state != "not-asked")


def score(view: AuditView) -> Left:
    """What the grade still lacks and is entered on the score page."""
    elsewhere = (*_SURVEY,) if "survey" in view.scheme.steps else ()
    if "measurement" in view.scheme.steps:
        elsewhere = (*elsewhere, _MEASURED)
    return _left(sum(not entry.id.startswith(elsewhere) for entry in view.grade.missing))


def survey(view: AuditView) -> Left:
    """Survey results and facts that the grade still lacks."""
    return _left(sum(entry.id.startswith(_SURVEY) for entry in view.grade.missing))


def measurement(view: AuditView) -> Left:
    """A plan that nobody signed, samples that are not measured, else what the grade lacks; where nothing is asked or begun, no tick."""
    document = view.document
    plan, typed = document.measurement, document.characteristics
    begun = plan is not None or bool(document.samples)
    if not begun and not is_required(view.scheme, document.audit.kind):
        return Left()
    lacks = any(entry.id.startswith(_MEASURED) for entry in view.grade.missing)
    if not begun and typed is not None and typed.sampled is not None:
        # Counts that were typed stand for plan and samples.
        return _left(int(lacks))
    drawn, size = len(document.samples), plan.sample_size if plan is not None else None
    unsigned = plan is None or not plan.signed_by
    left = int(unsigned) + max((size or 0) - drawn, 0) + sum(one.passed is None for one in document.samples)
    return _left(left or int(lacks))


def evidence(view: AuditView) -> Left:
    """Pieces that belong to no clause yet; nothing at all is neither done nor left."""
    loose = sum(not piece.links for piece in view.document.evidence)
    return Left(loose, done=bool(view.document.evidence) and not loose)


def nothing(_view: AuditView) -> Left:
    """A step without a count."""
    return Left()


def _left(count: int) -> Left:
    return Left(count, done=not count)
