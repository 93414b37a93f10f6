"""The forms of an audit as blocks: one function a form, found by its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from desktop.report.data import ReportData
from desktop.report.forms import before, field, findings, plan, programme
from desktop.report.model import Block

FORMS: dict[str, Callable[[ReportData], Iterator[Block]]] = {
    "application": before.application,
    "sites": before.sites,
    "person-days": before.person_days,
    "appointment": before.appointment,
    "programme": programme.programme,
    "plan": plan.plan,
    "documents": before.documents,
    "training": before.training,
    "meetings": field.meetings,
    "communications": field.communications,
    "topics": field.topics,
    "findings": findings.overview,
    "nonconformity": findings.nonconformities,
    "scoring-rounds": findings.scoring_rounds,
    "termination": field.termination,
    "delivery": field.delivery,
}
