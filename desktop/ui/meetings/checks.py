"""What the checks say of meetings, talks, sign-ins and the early end, by the view that has the place; light enough for the rail."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.base import clock
from desktop.domain.approval_records import demands, on_file, record_notices
from desktop.domain.notices import Notice, by_severity
from desktop.ui.page import Left

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView

# The views of both pages by their ids.
MEETINGS = ("opening", "team", "closing")
AFTER = ("team", "closing", "talks", "sign-ins", "termination")
_OF_PATH = {"communications": "talks", "sign_ins": "sign-ins", "termination": "termination"}
_OF_CHECK = {
    "daily-talk": "talks",
    "report-unanswered": "talks",
    "termination-report": "talks",
    "sign-in-days": "sign-ins",
    "termination-ground": "termination",
    "termination-reason": "termination",
    "termination-consent": "termination",
}

# The state asked about last: rail, pills and views ask one after the other.
_last: tuple[object, date | None, dict[str, list[Notice]]] = (None, None, {})


def notices(view: AuditView, id_: str) -> list[Notice]:
    """What stands against one view of these pages, the gravest first."""
    global _last
    today = clock.now().date()
    if _last[0] is not view.records or _last[1] != today:
        found: dict[str, list[Notice]] = {}
        for one in record_notices(view.document, view.rules, view.grade, today):
            found.setdefault(_view_of(one, view), []).append(one)
        _last = (view.records, today, {name: by_severity(listed) for name, listed in found.items()})
    listed = _last[2].get(id_, [])
    # An audit that ended early owes only what belongs to its end.
    return listed if view.document.termination is None else [one for one in listed if one.id.startswith("termination")]


def _view_of(notice: Notice, view: AuditView) -> str:
    check, _slash, about = notice.id.partition("/")
    if check in ("meeting", "agenda", "meeting-time", "unsigned"):
        return about
    if check != "record":
        return _OF_CHECK.get(check, "")
    asked = next((one for one in demands(view.document, view.rules) if one.id == about), None)
    path = next((path for path in asked.needs if not on_file(view.document, view.grade, path)), "") if asked else ""
    section, _dot, which = path.partition(".")
    return which if section in ("meetings", "attendance") else _OF_PATH.get(section, "")


def count(view: AuditView, id_: str) -> int:
    """How much of it is something to do; a note is not."""
    return sum(one.severity != "note" for one in notices(view, id_))


def opening(view: AuditView) -> Left:
    """For the rail."""
    open_ = count(view, "opening")
    return Left(open_, done=not open_)


def closing(view: AuditView) -> Left:
    """For the rail; red while an early end does not stand."""
    open_ = sum(count(view, id_) for id_ in AFTER)
    return Left(open_, done=not open_, wrong=bool(count(view, "termination")))
