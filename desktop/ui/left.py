"""How much is left to do at each step of an audit, for the counts in the rail; reckoned from the view alone, in microseconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.report_contents import missing_contents
from desktop.domain.visit import visit_need
from desktop.ui.page import Left

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView

_SURVEY = ("survey.", "facts.")


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
    asks_survey = "survey" in view.scheme.steps
    return _left(sum(not (asks_survey and entry.id.startswith(_SURVEY)) for entry in view.grade.missing))


def survey(view: AuditView) -> Left:
    """Survey results and facts that the grade still lacks."""
    return _left(sum(entry.id.startswith(_SURVEY) for entry in view.grade.missing))


def evidence(view: AuditView) -> Left:
    """Pieces that belong to no clause yet; nothing at all is neither done nor left."""
    loose = sum(not piece.links for piece in view.document.evidence)
    return Left(loose, done=bool(view.document.evidence) and not loose)


def report(view: AuditView) -> Left:
    """Mandatory contents that the audit report still lacks, and the conclusion."""
    lacks = len(missing_contents(view.document, view.scheme, view.grade, "audit"))
    has_conclusion = view.document.conclusion is not None and bool(view.document.conclusion.kind)
    return _left(lacks or int(not has_conclusion))


def nothing(_view: AuditView) -> Left:
    """A step without a count."""
    return Left()


def _left(count: int) -> Left:
    return Left(count, done=not count)
