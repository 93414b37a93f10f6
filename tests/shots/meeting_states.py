"""States of the meeting pages: begun, shut, signing, without an agenda, talks with missing days, sign-ins, an early end."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from desktop.actions.workspace import Workspace
    from desktop.domain.scheme import Point
    from desktop.ui.main_window import MainWindow
    from desktop.ui.meetings.meeting_view import MeetingView
    from desktop.ui.meetings.page import MeetingsPage

WITH_AGENDA, WITHOUT = "ctc", "zgc"
_PEOPLE = (
    ("许澄", "售后服务部", "经理"),
    ("林望舟", "质量部", "主管"),
    ("欧阳明棠", "客户服务中心（南大门二十四小时呼叫中心）", "中心主任兼管理者代表"),
    ("𠮷野", "", "观察员"),
)


def scribble(seed: int) -> str:
    """Strokes that look like a name."""
    strokes = []
    for part in range(4):
        x = 120 + part * 200
        heights = [500 + round(260 * math.sin(step * (0.6 + seed * 0.13) + part) * math.cos(step * 0.31 + seed)) for step in range(12)]
        points = [(x + step * 14, height) for step, height in enumerate(heights)]
        strokes.append(" ".join(f"{left},{top}" for left, top in points))
    return ";".join(strokes)


def fill(ws: Workspace, audit: str) -> None:
    """Opening held with most of its agenda, a sheet half signed, talks of one day, a report that waits."""
    from desktop.actions import audits, meetings

    audits.set_fields(ws, audit, "audit", {"starts_on": "2026-11-23", "ends_on": "2026-11-26"})
    audits.set_fields(ws, audit, "document_review", {"passed": True, "finished_on": "2026-11-12", "reviewed_by": "沈望舒"})
    for name, role in ((ws.author.name, "leader"), ("周以宁", "auditor"), ("谭工", "expert")):
        audits.put_element(ws, audit, "team", None, {"name": name, "role": role})
    meetings.hold(ws, audit, "opening", started_at="2026-11-23 09:02", ended_at="2026-11-23 09:41", place="总部三楼会议室")
    for point in range(1, 13):
        if any(one.id == str(point) for one in _points(ws, audit)):
            meetings.agenda_point(ws, audit, "opening", str(point), done=True)
    if _points(ws, audit):
        meetings.agenda_point(ws, audit, "opening", "12", done=True, note="上次监督审查的两项扣分已关闭，留有验证记录。")
        meetings.agenda_point(ws, audit, "opening", "13", note="受审查方请会后再讲，写入每日沟通。")
    minutes = "组长介绍审查目的、范围和准则。许经理说明北岭服务站 25 日上午盘点，请改在下午去。\n双方确认每日 17:30 在三楼会议室沟通。"
    meetings.hold(ws, audit, "opening", minutes=minutes)
    meetings.attend_team(ws, audit, "opening")
    for name, department, post in _PEOPLE:
        meetings.attend(
            ws, audit, "opening", name, department=department or None, post=post, side="observer" if post == "观察员" else "client"
        )
    for place, one in enumerate(ws.audit(audit).document.attendance[:4]):
        meetings.sign(ws, audit, one.id or "", strokes=scribble(place))
    meetings.communicate(ws, audit, "daily", "通报首日进度；北岭服务站改在 25 日下午。", with_whom="许澄", at="2026-11-23 17:35")
    grounds = [one for one in ws.audit(audit).scheme.limits if "report" in one.grounds]
    if grounds:
        meetings.communicate(ws, audit, "to-body", "南浦维修中心已搬迁，需要改变审查场所。", ground=grounds[-1].id, at="2026-11-23 19:10")
    meetings.sign_in(ws, audit, date(2026, 11, 23), note="08:56 签到，17:44 签退，位置在总部")


def _points(ws: Workspace, audit: str) -> tuple[Point, ...]:
    meeting = next((one for one in ws.audit(audit).scheme.meetings if one.kind == "opening"), None)
    return meeting.points if meeting else ()


def page(
    step: str, id_: str, *, scheme: str = WITH_AGENDA, filled: bool = True, then: Callable[[MeetingsPage], None] | None = None
) -> Callable[[MainWindow], None]:
    """An audit of a scheme at a view of a meeting page."""

    def go(window: MainWindow) -> None:
        from desktop.actions import audits
        from desktop.ui.meetings.page import MeetingsPage
        from tests.shots.pages import settle, until

        made: list[str] = []

        def make(ws: Workspace) -> str:
            audit = audits.create(ws, scheme=scheme, client="岚川电器股份有限公司", kind="initial").audit
            if filled:
                fill(ws, audit)
            return audit

        window.runner.act(window, make, made.append)
        until(lambda: made)
        window.open_audit(made[0])
        until(lambda: window.frame is not None)
        assert window.frame is not None
        window.frame.open_step(step)
        shown = window.frame.page()
        assert isinstance(shown, MeetingsPage)
        shown.show_view(id_)
        settle(window)
        if then is not None:
            then(shown)
            settle(window)

    return go


def _meeting(shown: MeetingsPage) -> MeetingView:
    from desktop.ui.meetings.meeting_view import MeetingView

    view = shown.current()
    assert isinstance(view, MeetingView)
    return view


def note(shown: MeetingsPage) -> None:
    """A point open for its note."""
    _meeting(shown).agenda.open("14")


def refused(shown: MeetingsPage) -> None:
    """The meeting may not begin yet."""
    QTest.keyClick(_meeting(shown), Qt.Key.Key_S)


def person(shown: MeetingsPage) -> None:
    """A row of the sheet open."""
    view = _meeting(shown)
    view.sheet.edit(view.sheet.elements[4].id)


def signing(shown: MeetingsPage) -> None:
    """The large field with a signature on it."""
    from desktop.domain.signature import read_strokes

    view = _meeting(shown)
    view.sign()
    view.stage.pad._strokes = read_strokes(scribble(7))
    view.stage.pad.signed.emit(view.stage.pad.strokes())


def talk(shown: MeetingsPage) -> None:
    """A talk open."""
    from desktop.ui.meetings.talks_view import TalksView

    view = shown.current()
    assert isinstance(view, TalksView)
    view.talks.edit(view.talks.elements[0].id)


def signed_in(shown: MeetingsPage) -> None:
    """A day open."""
    from desktop.ui.meetings.sign_ins_view import SignInsView

    view = shown.current()
    assert isinstance(view, SignInsView)
    view.sheet.edit(view.sheet.elements[0].id)


def ended(shown: MeetingsPage) -> None:
    """The audit ended early, without consent yet."""
    from desktop.ui.meetings.termination_view import TerminationView
    from tests.shots.pages import until

    view = shown.current()
    assert isinstance(view, TerminationView)
    card = view.end
    QTest.keyClick(card.ground, Qt.Key.Key_Space)
    card.reason.setFocus()
    card.reason.insertPlainText("管理者代表三次拒绝提供投诉台账，无法继续。")
    card.terminate()
    until(lambda: view.view.document.termination is not None)
