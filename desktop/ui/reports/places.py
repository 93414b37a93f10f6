"""Where a missing content is filled in: the step, the record there, and the words of the link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.domain.report_contents import GRADE

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.scheme import Step

HERE: Step = "report"


@dataclass(frozen=True)
class Place:
    """A step, a record for the page's `reveal`, and what the link says."""

    step: Step
    record: str
    link: str


def place_of(view: AuditView, path: str) -> Place | None:
    """Where a path of `needs` is filled in; None when this audit has no such step."""
    section = path.partition(".")[0]
    place = _grade(view) if path == GRADE else _places(view).get(section)
    if place is None or (place.step != HERE and place.step not in view.scheme.steps):
        return None
    return Place(place.step, path, place.link) if section not in (GRADE, "facts") else place


def _places(view: AuditView) -> dict[str, Place]:
    plan = Place("plan", "", _("去策划"))
    survey = Place("survey", "survey", _("去感知调查"))
    score = Place("score", "", _("去评分"))
    here = Place(HERE, "", _("去填写"))
    facts = Place("survey", "facts", _("去感知调查")) if "survey" in view.scheme.steps else Place("score", "facts", _("去评分"))
    return {
        "client": plan,
        "audit": plan,
        "sites": plan,
        "team": plan,
        "visits": Place("visits", "", _("去暗访")),
        "survey": survey,
        "responses": survey,
        "facts": facts,
        "characteristics": Place("measurement", "", _("去特性测评")) if "measurement" in view.scheme.steps else score,
        "evidence": Place("evidence", "", _("去证据")),
        "report": here,
        "samples": Place("measurement", "", _("去特性测评")),
        "conclusion": here,
    }


def _grade(view: AuditView) -> Place:
    """The first thing that the grade lacks."""
    first = view.grade.missing[0].id if view.grade.missing else ""
    if first.startswith(("survey", "facts")) and "survey" in view.scheme.steps:
        return Place("survey", first, _("去感知调查"))
    if first in view.rules.items:
        section = "conformity" if view.rules.items[first].item.kind == "conformity" else "items"
        return Place("score", f"{section}/{first}", _("去评分"))
    if first.startswith("characteristics") and "measurement" in view.scheme.steps:
        return Place("measurement", first, _("去特性测评"))
    return Place("score", first, _("去评分"))
