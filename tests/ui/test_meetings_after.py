"""The rest of the meeting pages: the closing's sheet, talks day by day, sign-ins with pictures, the early end, prints, ways to a record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import audits, meetings
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import Workspace
from desktop.domain.fieldnotes import Termination
from desktop.domain.meetings import attendees
from desktop.ui.main_window import MainWindow
from desktop.ui.meetings.sign_ins_view import SignInEditor, SignInsView
from desktop.ui.meetings.talks_card import TalkEditor
from desktop.ui.meetings.talks_view import TalksView
from desktop.ui.meetings.termination_view import TerminationView
from tests.ui.conftest import end
from tests.ui.meeting_page import ALT, CONTROL, Meetings

Key = Qt.Key
Does = Callable[[Workspace, str], object]
Begin = Callable[..., Meetings]


@pytest.fixture
def begin(open_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Begin:
    """An audit on the second of its four days on site, at the closing page."""
    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-11-24T17:32:00+08:00")

    def make(does: Does | None = None, *, scheme: str = "ctc", step: str = "closing") -> Meetings:
        ws = open_workspace(tmp_path / "store")
        audit = audits.create(ws, scheme=scheme, client="岚川电器股份有限公司", kind="initial").audit
        audits.set_fields(ws, audit, "audit", {"starts_on": "2026-11-23", "ends_on": "2026-11-26"})
        if does is not None:
            does(ws, audit)
        ws.close()
        return Meetings(open_window(audit), qtbot, step)

    return make


def talks(page: Meetings) -> TalksView:
    return page.view("talks", TalksView)


def said(page: Meetings) -> list[tuple[str | None, str | None, str | None]]:
    return [(one.kind, one.at, one.content) for one in page.document.communications]


def test_the_closing_page_has_the_teams_meeting_first(begin: Begin) -> None:
    page = begin()
    assert [pill.text().split(" ")[0] for pill in page.page.pills.values()] == [
        "准备审查结论",
        "末次会议",
        "沟通记录",
        "签到记录",
        "提前终止",
    ]
    view = page.meeting("team")
    assert view.agenda.head.note.text() == "0 / 4"
    page.press(Key.Key_Space, Key.Key_S)
    page.until(lambda: page.held("team").started_at == "2026-11-24 17:32")
    assert page.held("team").points["1"].done
    page.press(Key.Key_2, modifier=ALT)
    assert page.page.at() == "closing"
    assert page.meeting("closing").agenda.head.note.text() == "0 / 5"


def test_a_scheme_that_says_nothing_of_the_teams_meeting_has_it_all_the_same(begin: Begin) -> None:
    page = begin(scheme="bz")
    assert page.page.pills["team"].text() == "审查组会议"
    view = page.meeting("team")
    assert view.agenda.empty.isVisible()
    view.setFocus()
    page.press(Key.Key_S, Key.Key_S)
    page.until(lambda: page.held("team").ended_at == "2026-11-24 17:32")


def test_who_was_at_the_opening_comes_by_one_click(begin: Begin) -> None:
    page = begin(lambda ws, audit: meetings.attend(ws, audit, "opening", "许澄", department="质量部"))
    sheet = page.meeting("closing").sheet
    page.click(sheet.again)
    page.until(lambda: [(one.name, one.department) for one in attendees(page.document, "closing")] == [("许澄", "质量部")])
    assert not page.meeting("team").sheet.again.isVisible()


def test_a_talk_is_written_down_in_a_few_keys(begin: Begin) -> None:
    page = begin(step="opening")
    # At hand where the audit begins, too.
    page.press(Key.Key_2, modifier=ALT)
    view = talks(page)
    cells = view.days.strip.cells()
    assert [(cell.said, cell.open) for cell in cells] == [
        ("没有记录", True),
        ("今天还没有", True),
        ("未到", False),
        ("未到", False),
    ]
    page.press(Key.Key_N)
    page.until(lambda: isinstance(view.talks.list.editor(), TalkEditor))
    page.write("通报首日进展")
    page.press(Key.Key_Escape)
    page.until(lambda: said(page) == [("daily", "2026-11-24 17:32", "通报首日进展")])
    assert [cell.said for cell in view.days.strip.cells()] == ["没有记录", "1 次沟通", "未到", "未到"]
    # A missing day is one key away.
    page.press(Key.Key_D, Key.Key_Home, Key.Key_Left, Key.Key_Left, Key.Key_Return)
    page.until(lambda: view.talks.list.editing() and len(view.talks.elements) == 2)
    editor = view.talks.list.editor()
    assert isinstance(editor, TalkEditor)
    assert editor.content.hasFocus()
    page.write("补记")
    page.type_into(editor.entries["at"].field, "17:30")
    page.until(lambda: ("daily", "2026-11-23 17:30", "补记") in said(page))
    page.type_into(editor.entries["at"].field, "去年")
    page.until(lambda: "看不懂" in editor.entries["at"].fault())
    page.press(Key.Key_Escape)
    # A talk that says nothing goes away.
    page.press(Key.Key_P)
    page.until(lambda: len(view.talks.elements) == 3)
    page.press(Key.Key_Escape)
    page.until(lambda: len(view.talks.elements) == 2)
    assert page.page.pills["talks"].text() == "沟通记录 1"


def test_a_report_to_the_body_has_its_ground_and_answer(begin: Begin) -> None:
    page = begin()
    view = talks(page)
    page.press(Key.Key_B)
    page.until(lambda: isinstance(view.talks.list.editor(), TalkEditor))
    editor: Any = view.talks.list.editor()
    assert editor.answered.isVisible()
    assert [card.id for card in editor.ground.cards()] == ["report-aim", "report-risk", "report-scope"]
    page.write("南浦维修中心已搬迁")
    editor.ground.setFocus()
    page.press(Key.Key_Down, Key.Key_Down, Key.Key_Down)
    page.until(lambda: page.document.communications[0].ground == "report-scope")
    assert view.talks.list.rows()[0].note == "待答复"
    editor.answer.setFocus()
    page.write("同意改为新址")
    page.press(Key.Key_Return, modifier=CONTROL)
    page.until(lambda: page.document.communications[0].answered_on == date(2026, 11, 24))
    page.type_into(editor.entries["answered_on"].field, "2026-11-01")
    page.until(lambda: "早于报告日期" in editor.entries["answered_on"].fault())
    page.type_into(editor.entries["answered_on"].field, "2026-11-25")
    page.until(lambda: page.document.communications[0].answered_on == date(2026, 11, 25))
    assert view.talks.list.rows()[0].note == "已答复"


def test_a_sign_in_a_day_with_its_picture(begin: Begin, photos: Callable[[int], list[Path]], tmp_path: Path) -> None:
    page = begin()
    view = page.view("sign-ins", SignInsView)
    # Where nobody keeps them, no day is short of one.
    assert not any(cell.open for cell in view.days.strip.cells())
    page.press(Key.Key_N)
    page.until(lambda: isinstance(view.sheet.list.editor(), SignInEditor))
    page.write("08:56")
    linked = view.sheet.linked()
    assert linked is not None
    linked.take_files(photos(1))
    page.until(lambda: len(page.document.evidence) == 1)
    one = page.document.sign_ins[0]
    assert page.document.evidence[0].links == (f"sign_ins/{one.id}",)
    page.press(Key.Key_Escape)
    page.until(lambda: page.document.sign_ins[0].note == "08:56")
    assert view.sheet.list.rows()[0].note == "1 件证据"
    assert [cell.open for cell in view.days.strip.cells()] == [True, False, False, False]
    # The same day again opens what is there.
    page.press(Key.Key_N)
    page.until(lambda: view.sheet.list.editing() == one.id)
    page.press(Key.Key_Escape)
    page.click(view.days.strip, view.days.strip.rect_of(0).center())
    page.until(lambda: [entry.on for entry in page.document.sign_ins] == [date(2026, 11, 24), date(2026, 11, 23)])
    page.press(Key.Key_Escape)
    page.until(lambda: len(page.document.sign_ins) == 1)


def is_ended(page: Meetings) -> bool:
    return page.document.termination is not None


def test_the_early_end_with_its_ground_and_the_bodys_consent(begin: Begin) -> None:
    page = begin()
    view = page.view("termination", TerminationView)
    assert view.consent.isHidden()
    page.click(view.end.end)
    assert "选一条" in view.end.ground_entry.fault()
    assert "写明发生了什么" in view.end.reason_entry.fault()
    assert not is_ended(page)
    view.end.ground.setFocus()
    page.press(Key.Key_Down)
    view.end.reason.setFocus()
    page.write("拒绝提供投诉台账")
    # What is only being written ends nothing, and is not lost.
    page.page.leave()
    page.settle()
    assert not is_ended(page)
    page.click(view.end.end)
    page.until(lambda: is_ended(page))
    ended = page.document.termination or Termination()
    assert (ended.ground, ended.reason, ended.at) == ("terminate-1", "拒绝提供投诉台账", "2026-11-24 17:32")
    assert [row.id for row in view.notices.rows()] == ["termination-consent"]
    assert page.rail("closing") == "末次会议 还剩 2 项"
    page.press(Key.Key_M, modifier=ALT)
    page.write("审核部 林")
    page.press(Key.Key_Tab)
    page.until(lambda: page.document.termination is not None and page.document.termination.consent_on == date(2026, 11, 24))
    page.type_into(view.end.reason, "")
    page.type_into(view.end.done, "首次会议")
    page.until(lambda: page.document.termination is not None and page.document.termination.done_so_far == "首次会议")
    page.click(view.end.back)
    page.until(lambda: not is_ended(page))
    assert view.end.done.value() == "首次会议"
    page.frame.undo()
    page.until(lambda: is_ended(page))


def test_only_the_leader_ends_an_audit(begin: Begin, open_window: Any, qtbot: QtBot) -> None:
    page = begin(lambda ws, audit: audits.put_element(ws, audit, "team", None, {"name": "别人", "role": "leader"}), scheme="zgc")
    view = page.view("termination", TerminationView)
    # This scheme lists no grounds.
    assert view.end.ground_entry.isHidden()
    assert view.end.reason.hasFocus()
    page.write("客户停业")
    page.click(view.end.end)
    page.until(lambda: "只有组长" in view.end.error.text())
    audit = page.frame.view.id
    end(page.window)
    page = Meetings(open_window(audit), qtbot, "closing")
    page.settle()
    assert page.document.termination is None
    again = page.view("termination", TerminationView)
    page.until(lambda: again.end.reason.value() == "客户停业")


def test_a_record_is_found_from_anywhere(begin: Begin) -> None:
    def filled(ws: Workspace, audit: str) -> None:
        meetings.attend(ws, audit, "team", "韩知远")
        meetings.communicate(ws, audit, "to-body", "搬迁", ground="report-scope")

    page = begin(filled, step="opening")
    person, talk = page.document.attendance[0].id, page.document.communications[0].id
    for record, at in (
        ("meetings/team.points", "team"),
        (f"attendance/{person}", "team"),
        ("attendance.closing", "closing"),
        (f"communications/{talk}.answer", "talks"),
        ("sign_ins", "sign-ins"),
        ("termination.reason", "termination"),
    ):
        page.frame.go("closing", record)
        page.open("closing")
        assert page.page.at() == at, record
    assert QApplication.focusWidget() is page.view("termination", TerminationView).end.reason
    page.frame.go("closing", f"communications/{talk}.answer")
    editor = talks(page).talks.list.editor()
    assert isinstance(editor, TalkEditor)
    assert editor.answer.hasFocus()
    page.frame.go("closing", "nonsense/1")
    page.frame.go("opening", "attendance.opening")
    page.open("opening")
    assert page.page.at() == "opening"


@pytest.mark.parametrize(("id_", "kind"), [("team", "meetings"), ("talks", "communications"), ("termination", "termination")])
def test_each_view_prints_its_form(begin: Begin, qtbot: QtBot, tmp_path: Path, id_: str, kind: str) -> None:
    page = begin(lambda ws, audit: meetings.communicate(ws, audit, "daily", "进展"))
    page.page.show_view(id_)
    assert page.page.print_button.isVisible()
    paper = page.page.paper
    with qtbot.waitSignal(paper.written, timeout=30_000):
        paper.write(tmp_path / f"{kind}.pdf", kind)
    assert (tmp_path / f"{kind}.pdf").read_bytes().startswith(b"%PDF")
    page.page.show_view("sign-ins")
    assert page.page.print_button.isHidden()


def test_days_move_by_arrows_in_lines(begin: Begin, qtbot: QtBot) -> None:
    page = begin(lambda ws, audit: audits.set_fields(ws, audit, "audit", {"starts_on": "2026-11-01", "ends_on": "2026-11-24"}))
    view = talks(page)
    strip = view.days.strip
    assert len(strip.cells()) == 24
    assert strip.height() > strip.rect_of(0).height() * 2
    with qtbot.waitSignal(strip.wanted) as told:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.rect_of(9).center())
    assert told.args == [date(2026, 11, 10)]
    page.settle()
    page.press(Key.Key_Escape, Key.Key_D)
    with qtbot.waitSignal(strip.wanted) as told:
        page.press(Key.Key_Down, Key.Key_Right, Key.Key_Up, Key.Key_Space)
    assert told.args == [date(2026, 11, 11)]
    assert strip.childAt(QPoint(0, 0)) is None
