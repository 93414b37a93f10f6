"""The pages 首次会议 and 末次会议: one class, whose views follow from the step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal

from desktop.base.words import _
from desktop.domain.fieldnotes import MeetingKind
from desktop.domain.meetings import meeting_of
from desktop.ui.meetings import checks
from desktop.ui.page import Context
from desktop.ui.viewed_page import PageView, ViewedPage, ViewSpec

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView

Which = Literal["opening", "closing"]


def views_of(view: AuditView, which: Which) -> tuple[ViewSpec, ...]:
    """The views of a page. The talks of the day are at hand on both: they are written while the audit goes on."""
    talks = _spec("talks", _("沟通记录"), _talks, "communications")
    if which == "opening":
        return (_meeting("opening", _("首次会议")), talks)
    team = meeting_of(view.scheme, "team")
    return (
        _meeting("team", team.title if team is not None else _("审查组会议")),
        _meeting("closing", _("末次会议")),
        talks,
        _spec("sign-ins", _("签到记录"), _sign_ins, ""),
        _spec("termination", _("提前终止"), _termination, "termination"),
    )


def _spec(id_: str, title: str, make: Callable[[Context, AuditView], PageView], paper: str) -> ViewSpec:
    return ViewSpec(id_, title, make, (), partial(_count, id_=id_), paper)


def _meeting(kind: MeetingKind, title: str) -> ViewSpec:
    return _spec(kind, title, partial(_make_meeting, kind=kind), "meetings")


def _count(view: AuditView, *, id_: str) -> int:
    return checks.count(view, id_)


class MeetingsPage(ViewedPage):
    """`which`: the step it stands for."""

    def __init__(self, context: Context, view: AuditView, which: Which) -> None:
        self.which: Which = which
        title = _("首次会议") if which == "opening" else _("末次会议")
        super().__init__(context, view, title, partial(views_of, which=which))

    def reveal(self, record: str) -> None:
        """Go to `meetings/closing.points`, `attendance/<id>`, `attendance.opening`, `communications/<id>.answer`, `sign_ins`, ..."""
        id_ = self._view_of(record)
        if id_ in self.pills:
            shown = self.show_view(id_)
            if record != id_:
                shown.reveal(record)

    def _view_of(self, record: str) -> str:
        section, _dot, rest = record.replace("/", ".").partition(".")
        key = rest.partition(".")[0]
        if section == "meetings":
            return key or self.which
        if section == "attendance":
            kind = next((one.meeting for one in self.view.document.attendance if one.id == key), None)
            return kind or (key if key in checks.MEETINGS else self.which)
        return {"communications": "talks", "sign_ins": "sign-ins"}.get(section, section)


def _make_meeting(context: Context, view: AuditView, *, kind: MeetingKind) -> PageView:
    from desktop.ui.meetings.meeting_view import MeetingView

    return MeetingView(context, view, kind)


def _talks(context: Context, view: AuditView) -> PageView:
    from desktop.ui.meetings.talks_view import TalksView

    return TalksView(context, view)


def _sign_ins(context: Context, view: AuditView) -> PageView:
    from desktop.ui.meetings.sign_ins_view import SignInsView

    return SignInsView(context, view)


def _termination(context: Context, view: AuditView) -> PageView:
    from desktop.ui.meetings.termination_view import TerminationView

    return TerminationView(context, view)
