"""A meeting as it is held: agenda by keys, begin and end, the gate before it, the sheet, signing one after the other, long minutes."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import audits, drafts, meetings
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import Workspace
from desktop.domain.meetings import agenda, attendees
from desktop.domain.signature import read_strokes
from desktop.ui.main_window import MainWindow
from desktop.ui.meetings.attendance_card import AttendeeEditor
from desktop.ui.meetings.meeting_view import MeetingView
from desktop.ui.meetings.sheet_list import SheetList
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.element_list import ROW
from tests.ui.conftest import end
from tests.ui.meeting_page import ALT, CONTROL, Meetings

Begin = Callable[..., Meetings]
Does = Callable[[Workspace, str], object]
Key = Qt.Key
TEAM = ({"name": "韩知远", "role": "leader"}, {"name": "周以宁", "role": "expert"})


@pytest.fixture
def begin(open_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Begin:
    """An audit whose documents have passed, at a meeting page."""
    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-11-24T14:32:00+08:00")

    def make(
        step: str = "opening", does: Callable[[Workspace, str], None] | None = None, *, scheme: str = "ctc", passed: bool = True
    ) -> Meetings:
        ws = open_workspace(tmp_path / "store")
        audit = audits.create(ws, scheme=scheme, client="岚川电器股份有限公司", kind="initial").audit
        audits.set_fields(ws, audit, "document_review", {"passed": passed or None, "finished_on": "2026-11-12" if passed else None})
        if does is not None:
            does(ws, audit)
        ws.close()
        return Meetings(open_window(audit), qtbot, step)

    return make


def people(ws: Workspace, audit: str) -> None:
    for one in TEAM:
        audits.put_element(ws, audit, "team", None, dict(one))
    for name in ("许𠮷澄", "林舟", ""):
        audits.put_element(ws, audit, "attendance", None, {"meeting": "opening", "side": "client", "name": name or None, "post": "经理"})


def test_the_agenda_is_ticked_by_keys(begin: Begin) -> None:
    page = begin()
    view = page.meeting()
    # The first point has the focus, without a click.
    assert QApplication.focusWidget() is view.agenda.list.line("1")
    assert view.agenda.head.note.text() == "0 / 16"
    page.press(Key.Key_Space, Key.Key_Down, Key.Key_Space, Key.Key_Down)
    page.until(lambda: [line.point.id for line in lines(page) if line.done] == ["1", "2"])
    assert view.agenda.head.note.text() == "2 / 16"
    row = view.agenda.list.rows()[0]
    assert (row.state, row.clause, row.word) == ("done", "8.5.1 1)", "已讲")
    page.press(Key.Key_Return)
    page.write("末次会议改到 25 日下午")
    page.press(Key.Key_Escape)
    page.until(lambda: lines(page)[2].note == "末次会议改到 25 日下午")
    # What was not spoken of but explained is settled.
    assert view.agenda.list.rows()[2].state == "excluded"
    assert view.agenda.head.note.text() == "3 / 16"
    assert QApplication.focusWidget() is view.agenda.list.line("3")
    page.press(Key.Key_Up, Key.Key_Space)
    assert not lines(page)[1].done
    page.press(Key.Key_Down, Key.Key_Delete)
    assert not lines(page)[2].note
    assert "已改为未讲" in page.frame.said()
    page.frame.undo()
    page.until(lambda: lines(page)[2].note)


def lines(page: Meetings) -> Any:
    return agenda(page.frame.view.scheme, page.document, "opening")


def test_a_meeting_begins_and_ends_by_one_key(begin: Begin) -> None:
    page = begin(does=people)
    view = page.meeting()
    assert view.times.chair.placeholderText() == "韩知远"
    page.press(Key.Key_S)
    page.until(lambda: page.held().started_at == "2026-11-24 14:32")
    assert page.held().chair == "韩知远"
    assert view.times.now.text() == "现在结束"
    page.type_into(view.times.started, "1005")
    page.until(lambda: page.held().started_at == "2026-11-24 10:05")
    page.type_into(view.times.ended, "9:40")
    page.until(lambda: "早于开始时间" in view.times.entries["meetings/opening.ended_at"].fault())
    # What was refused stands there still, and is tried again.
    assert view.times.ended.value() == "9:40"
    page.type_into(view.times.ended, "10:40")
    page.until(lambda: page.held().ended_at == "2026-11-24 10:40")
    assert not view.times.entries["meetings/opening.ended_at"].fault()
    assert view.times.beside.isHidden()
    view.setFocus()
    page.press(Key.Key_S)
    assert page.held().ended_at == "2026-11-24 10:40"
    page.type_into(view.times.place, "三楼会议室")
    page.until(lambda: page.held().place == "三楼会议室")


def test_an_opening_before_the_documents_passed_leads_to_the_reason(begin: Begin) -> None:
    page = begin(passed=False)
    view = page.meeting()
    assert view.times.shut.isVisible()
    page.press(Key.Key_S)
    page.settle()
    assert not page.held().started_at
    button = QApplication.focusWidget()
    assert isinstance(button, Button)
    assert button.text() == "去登记理由"
    assert view.times.refused.isAncestorOf(button)
    assert not view.times.shut.isVisible()
    page.press(Key.Key_Space)
    assert page.frame.rail.item("documents").isChecked()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName()
    page.open("opening")
    # A typed time is refused in place, with the reason.
    page.type_into(view.times.started, "9:00")
    page.until(lambda: "文件评审通过之后" in view.times.entries["meetings/opening.started_at"].fault())


def test_the_team_comes_by_one_key_and_others_one_by_one(begin: Begin) -> None:
    page = begin(does=lambda ws, audit: audits.put_element(ws, audit, "team", None, dict(TEAM[0])))
    view = page.meeting()
    page.press(Key.Key_T)
    page.until(lambda: [one.name for one in attendees(page.document, "opening")] == ["韩知远"])
    page.press(Key.Key_N)
    page.until(lambda: isinstance(view.sheet.list.editor(), AttendeeEditor))
    page.write("许𠮷澄")
    # While typing Alt+N leads on to the next person.
    page.press(Key.Key_N, modifier=ALT)
    page.until(lambda: len(attendees(page.document, "opening")) == 3 and view.sheet.list.editing() == view.sheet.elements[2].id)
    page.write("林舟")
    editor = view.sheet.list.editor()
    assert isinstance(editor, AttendeeEditor)
    page.type_into(editor.entries["department"].field, "质量部")
    editor.side.setFocus()
    page.press(Key.Key_Down, Key.Key_Down)
    page.until(lambda: view.sheet.elements[2].side == "observer")
    page.press(Key.Key_Escape)
    assert [(one.name, one.side, one.department) for one in view.sheet.elements[1:]] == [
        ("许𠮷澄", "client", None),
        ("林舟", "observer", "质量部"),
    ]
    # A row that says nothing goes away when it is left.
    page.press(Key.Key_N)
    page.until(view.sheet.list.editing)
    page.press(Key.Key_Escape)
    page.until(lambda: len(view.sheet.elements) == 3)
    page.press(Key.Key_Delete)
    page.until(lambda: len(view.sheet.elements) == 2)
    assert "已移除" in page.frame.said()
    page.frame.undo()
    page.until(lambda: len(view.sheet.elements) == 3)


def test_one_after_the_other_signs_on_the_large_field(begin: Begin) -> None:
    page = begin(does=people)
    view = page.meeting()
    stage = view.stage
    assert page.rail("opening") == "首次会议 还剩 1 项"
    page.press(Key.Key_G)
    assert view.is_signing()
    assert stage.name.text() == "许𠮷澄"
    assert view.left.isHidden()
    assert stage.pad.width() >= 600
    page.draw(stage.pad, (84, 28), (420, 140))
    page.draw(stage.pad, (420, 28), (84, 140))
    # Only who goes on has signed.
    assert attendees(page.document, "opening")[0].signature is None
    page.click(stage.next)
    page.until(lambda: attendees(page.document, "opening")[0].signature is not None)
    signature = attendees(page.document, "opening")[0].signature
    assert signature is not None
    assert (signature.name, read_strokes(signature.strokes)) == ("许𠮷澄", [[(100, 100), (500, 500)], [(500, 100), (100, 500)]])
    # The last on the sheet has no name and is passed over.
    assert (stage.name.text(), stage.next.text()) == ("林舟", "签完了")
    assert stage.pad.strokes() == ""
    page.draw(stage.pad, (84, 28), (420, 140))
    page.press(Key.Key_Delete)
    page.draw(stage.pad, (420, 28), (84, 140))
    page.press(Key.Key_Return)
    page.until(lambda: not view.is_signing())
    second = attendees(page.document, "opening")[1].signature
    assert second is not None
    assert read_strokes(second.strokes) == [[(500, 100), (100, 500)]]
    assert isinstance(view.sheet.list, SheetList)
    assert view.sheet.list.is_signed(attendees(page.document, "opening")[1].id or "")
    assert view.sheet.head.note.text() == "已签 2 / 3"
    # One signature is one step back.
    page.frame.undo()
    page.until(lambda: attendees(page.document, "opening")[1].signature is None)
    assert attendees(page.document, "opening")[0].signature is not None


def test_a_row_is_signed_by_a_click_on_its_field(begin: Begin) -> None:
    page = begin(does=people)
    view = page.meeting()
    sheet = view.sheet.list
    assert isinstance(sheet, SheetList)
    page.click(sheet, sheet.sign_rect(1).center())
    assert view.is_signing()
    assert view.stage.name.text() == "林舟"
    page.press(Key.Key_Left)
    assert view.stage.name.text() == "许𠮷澄"
    page.press(Key.Key_Escape)
    assert not view.is_signing()
    # Nobody drew, nobody signed.
    assert not any(one.signature for one in attendees(page.document, "opening"))
    page.click(sheet, sheet.sign_rect(2).center())
    assert not view.is_signing()
    assert "先写参会人的姓名" in view.sheet.error.text()
    page.click(sheet, QPoint(20, ROW + ROW // 2))
    assert sheet.editing() == view.sheet.elements[1].id
    assert not view.is_signing()


def test_a_signature_begun_when_the_program_ended_is_kept(begin: Begin, open_window: Any, qtbot: QtBot, tmp_path: Path) -> None:
    page = begin(does=people)
    audit, person = page.frame.view.id, attendees(page.document, "opening")[1].id
    end(page.window)
    ws = open_workspace(tmp_path / "store")
    drafts.keep_draft(ws, audit, f"attendance/{person}", "signature.strokes", "1,1 2,2")
    ws.close()
    page = Meetings(open_window(audit), qtbot, "opening")
    page.until(lambda: attendees(page.document, "opening")[1].signature is not None)


def test_fifty_thousand_characters_of_minutes_stay_fluid(begin: Begin) -> None:
    text = ("会议纪要：𠮷林店👩‍🔧的回访。\n" * 4000)[:49_990]
    page = begin(does=lambda ws, audit: meetings.hold(ws, audit, "opening", minutes=text))
    minutes = page.meeting().minutes
    minutes.text.setFocus()
    minutes.text.moveCursor(minutes.text.textCursor().MoveOperation.Start)
    page.write("abc")
    began = time.perf_counter()
    page.write("defg")
    spent = (time.perf_counter() - began) / 4
    # A frame is 16 ms; a loaded machine gets some more.
    assert spent < 0.1
    assert minutes.head.note.text() == "49,997 字，最多 50,000"
    mime = QMimeData()
    mime.setText("长" * 60_000)
    QGuiApplication.clipboard().setMimeData(mime)
    minutes.text.paste()
    assert minutes.text.value() == "abcdefg长长长" + text
    assert "写满了" in minutes.entry.fault()
    page.press(Key.Key_Return, modifier=CONTROL)
    page.until(lambda: page.held().minutes == "abcdefg长长长" + text)


def test_minutes_not_left_are_kept(begin: Begin, open_window: Any, qtbot: QtBot) -> None:
    page = begin()
    page.press(Key.Key_R)
    page.write("许经理说明盘点安排")
    page.window.frame.leave()  # type: ignore[union-attr]
    page.settle()
    assert page.held().minutes == "许经理说明盘点安排"
    end(page.window)
    page = Meetings(open_window(page.frame.view.id), qtbot, "opening")
    assert page.meeting().minutes.text.value() == "许经理说明盘点安排"


def test_without_an_agenda_the_minutes_are_the_meeting(begin: Begin) -> None:
    page = begin(scheme="zgc", passed=False)
    view = page.meeting()
    assert view.agenda.empty.isVisible()
    assert view.left.isAncestorOf(view.minutes)
    assert isinstance(QApplication.focusWidget(), MeetingView)
    page.press(Key.Key_N)
    page.until(view.sheet.list.editing)
    assert page.rail("opening") != "首次会议 已完成"


def test_notices_lead_to_their_place(begin: Begin) -> None:
    def held(ws: Workspace, audit: str) -> None:
        people(ws, audit)
        meetings.hold(ws, audit, "opening")
        for point in range(1, 16):
            meetings.agenda_point(ws, audit, "opening", str(point), done=True)

    page = begin(does=held)
    view = page.meeting()
    assert [row.id for row in view.notices.rows()] == ["agenda/opening", "unsigned/opening"]
    assert page.rail("opening") == "首次会议 还剩 2 项"
    page.press(Key.Key_M, modifier=ALT)
    assert QApplication.focusWidget() is view.agenda.list.line("16")
    page.press(Key.Key_M, modifier=ALT)
    assert QApplication.focusWidget() is view.sheet.list
    view.agenda.list.focus("16")
    page.press(Key.Key_Space)
    page.until(lambda: page.rail("opening") == "首次会议 还剩 1 项")
