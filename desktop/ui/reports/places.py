"""Where a record or a missing content is filled in: the step, the record there, and the words of the link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.domain.report_contents import GRADE
from desktop.domain.topics import topics_asked

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.notices import Notice
    from desktop.domain.scheme import Step

HERE: Step = "report"

# The steps that a section's records are worked on, the first that an audit has.
_STEPS: dict[str, tuple[Step, ...]] = {
    "visits": ("visits",),
    "visit_plan": ("visits",),
    "survey": ("survey", "score"),
    "responses": ("survey",),
    "questionnaire": ("survey",),
    "facts": ("survey", "score"),
    "items": ("score",),
    "conformity": ("score",),
    "levels": ("score",),
    "evaluations": ("score",),
    "management_audit": ("score",),
    "level_by_hand": ("score",),
    "settings": ("score",),
    "observations": ("score",),
    "characteristics": ("measurement", "score"),
    "measurement": ("measurement", "score"),
    "samples": ("measurement", "score"),
    "evidence": ("evidence",),
    "topics": ("topics", "findings"),
    "findings": ("findings",),
    "corrections": ("findings",),
    "rounds": ("findings",),
    "documents": ("documents", "plan"),
    "document_review": ("documents", "plan"),
    "training": ("documents", "plan"),
    "communications": ("closing", "opening"),
    "sign_ins": ("closing", "opening"),
    "termination": ("closing", "opening"),
    "report": (HERE,),
    "conclusion": (HERE,),
    "delivery": (HERE,),
}
# The records that a form prints.
_FORMS = {
    "application": "application",
    "sites": "sites",
    "person-days": "person_days",
    "appointment": "appointment",
    "programme": "programme",
    "plan": "slots",
    "documents": "documents",
    "training": "training",
    "meetings": "meetings/opening",
    "communications": "communications",
    "topics": "topics",
    "findings": "findings",
    "nonconformity": "findings",
    "scoring-rounds": "rounds",
    "termination": "termination",
    "delivery": "delivery",
}
_PLAN: tuple[Step, ...] = ("plan", "score")
# Fields at the top of the document that belong to the score.
_SCORED = frozenset({"special_deductions", "bonus"})


@dataclass(frozen=True)
class Place:
    """A step, a record for the page's `reveal`, and what the link says."""

    step: Step
    record: str
    link: str


def step_words() -> dict[Step, str]:
    """What the steps are called, in the order of an audit's days."""
    return {
        "plan": _("策划"),
        "documents": _("文件评审"),
        "visits": _("暗访"),
        "opening": _("首次会议"),
        "score": _("评分"),
        "survey": _("感知调查"),
        "measurement": _("特性测评"),
        "evidence": _("证据"),
        "topics": _("必查内容"),
        "findings": _("发现"),
        "closing": _("末次会议"),
        "report": _("结论与报告"),
    }


def step_of(view: AuditView, record: str, field: str = "", about: str = "") -> Step:
    """The step at which a record is worked on. `about`: the id of a notice, where the record alone does not say which meeting it is."""
    section, _slash, key = record.partition("/")
    if section == "meetings" or (section == "attendance"):
        kind = key if section == "meetings" else _meeting_of(view, key, about)
        return _first(view, ("opening", "closing") if kind == "opening" else ("closing", "opening"))
    if section == "assessment":
        return _first(view, ("findings", "score") if field in _SCORED else _PLAN)
    return _first(view, _STEPS.get(section, _PLAN))


def place_of_notice(view: AuditView, notice: Notice) -> Place:
    """Where a notice is attended to."""
    record = f"{notice.record}.{notice.field}" if notice.field else notice.record
    step = step_of(view, notice.record, notice.field, notice.id)
    if notice.record == "attendance":
        record = f"attendance.{_meeting_of(view, '', notice.id)}"
    return Place(step, record, _go(step))


def place_of(view: AuditView, path: str) -> Place | None:
    """Where a path of `needs` is filled in; None when this audit has no such step."""
    if path == GRADE:
        return _grade(view)
    section, _dot, rest = path.partition(".")
    step = step_of(view, f"meetings/{rest}" if section == "meetings" else section, about=path)
    if not _has(view, step):
        return None
    record = section if section == "facts" else path
    return Place(step, f"topics/{rest}" if section == "topics" else record, _go(step))


def _go(step: Step) -> str:
    return _("去填写") if step == HERE else _("去{step}").format(step=step_words().get(step, step))


def _meeting_of(view: AuditView, key: str, about: str) -> str:
    found = next((one.meeting for one in view.document.attendance if one.id == key), None)
    return found or ("opening" if "opening" in about else "closing")


def _has(view: AuditView, step: Step) -> bool:
    if step == "topics":
        return bool(topics_asked(view.scheme, view.document))
    return step == HERE or not view.scheme.steps or step in view.scheme.steps


def _first(view: AuditView, steps: tuple[Step, ...]) -> Step:
    return next((step for step in steps if _has(view, step)), steps[0])


def _grade(view: AuditView) -> Place | None:
    """The first thing that the grade lacks."""
    first = view.grade.missing[0].id if view.grade.missing else ""
    if first in view.rules.items:
        section = "conformity" if view.rules.items[first].item.kind == "conformity" else "items"
        return Place("score", f"{section}/{first}", _go("score"))
    step = step_of(view, first.partition(".")[0] or "items")
    return Place(step, first, _go(step)) if _has(view, step) else None


def form_place(view: AuditView, kind: str) -> Place | None:
    """Where the contents of a form are filled in; None for a report, and where this audit has no such step."""
    record = _FORMS.get(kind)
    if record is None:
        return None
    step = step_of(view, record)
    return Place(step, record, _go(step)) if _has(view, step) else None
