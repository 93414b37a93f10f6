"""A photo is marked and redacted in the large view, by pointer and by keys; the original stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import evidence
from desktop.ui.main_window import MainWindow
from tests.evidence.pictures import drawing, png
from tests.evidence.test_derive import SECRET, face
from tests.ui.conftest import end
from tests.ui.evidence_page import CONTROL, LEFT, NONE, SHIFT
from tests.ui.mark_page import Begin, Key, Marking, beginner


@pytest.fixture
def begin(open_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path) -> Begin:
    return beginner(open_window, qtbot, tmp_path)


def test_a_place_is_blackened_by_the_pointer_and_the_original_stays(begin: Begin) -> None:
    one = begin({"投诉单.png": png(face())}).open()
    assert one.large.head.versions.selected() == "original"
    assert one.pixel(0.5, 0.5) == pytest.approx(SECRET, abs=4)
    one.key(Key.Key_M)
    assert one.large.board.tools.isVisible()
    assert "原件字节不变" in one.large.board.tools.note.text()
    one.key(Key.Key_R)
    assert one.large.board.tools.buttons["redact"].isChecked()
    one.drag(0.4, 0.4, 0.6, 0.6)
    one.until(lambda: one.marks)
    assert one.kinds() == ["redact"]
    assert one.shares(0) == pytest.approx([0.4, 0.4, 0.6, 0.6], abs=0.003)
    # While it is chosen, what it covers can be made out; then no more.
    assert one.canvas.selected == 0
    assert one.pixel(0.45, 0.45)[0] > 100
    one.key(Key.Key_Escape)
    one.key(Key.Key_Escape)
    assert one.is_dark(0.45, 0.45)
    one.key(Key.Key_Escape)
    assert not one.large.board.marking
    assert one.large.isVisible()
    one.read()
    assert one.large.head.versions.selected() == "client"
    assert one.is_dark(0.5, 0.5)
    one.key(Key.Key_2)
    one.read()
    assert one.pixel(0.5, 0.5)[1] < 60 < one.pixel(0.5, 0.5)[0]
    assert "只留在机构内" in one.large.note.text()
    one.key(Key.Key_3)
    one.read()
    assert one.is_dark(0.5, 0.5)
    # Undo and redo stay in the view.
    one.key(Key.Key_Z, CONTROL)
    one.until(lambda: not one.marks)
    assert one.large.isVisible()
    one.key(Key.Key_Y, CONTROL)
    one.until(lambda: one.marks)
    kept: list[bytes] = []
    sha = one.evidence[0].sha256 or ""
    one.window.runner.ask(one.window, lambda ws: evidence.original(ws, sha), kept.append)
    one.until(lambda: kept)
    assert kept[0] == png(face())


def test_a_mark_is_made_moved_pulled_and_taken_away_by_keys_alone(begin: Begin) -> None:
    one = begin({"a.png": png(drawing())}).open(Key.Key_M, Key.Key_B, Key.Key_Return)
    one.until(lambda: one.marks)
    x, y, to_x, to_y = one.shares(0)
    assert (x + to_x) / 2 == pytest.approx(0.5, abs=0.001)
    before = len(one.actions())
    for _step in range(5):
        one.key(Key.Key_Right)
    for _step in range(2):
        one.key(Key.Key_Down, SHIFT)
    moved = [float(value) for value in (one.large.board.desk.marks[0].x, one.large.board.desk.marks[0].to_y)]
    step = 6 / one.canvas.sight.rect().width()
    assert moved == pytest.approx([x + 5 * step, to_y + 12 / one.canvas.sight.rect().height()], abs=0.0001)
    one.until(lambda: one.shares(0)[0] == pytest.approx(moved[0]))
    # Keys that follow each other are one action.
    assert len(one.actions()) == before + 1
    assert one.shares(0)[1] == pytest.approx(y)
    # At the edge it stops whole.
    for _step in range(200):
        one.key(Key.Key_Left)
    one.key(Key.Key_Delete)
    one.until(lambda: not one.marks)
    assert one.toast() == "已删去方框，原件未动"
    assert one.canvas.selected == -1
    one.key(Key.Key_Z, CONTROL)
    one.until(lambda: one.marks)
    assert one.shares(0)[0] == 0
    assert one.shares(0)[2] == pytest.approx(to_x - x, abs=0.001)


def test_marks_are_chosen_moved_and_pulled_by_the_pointer(begin: Begin) -> None:
    one = begin({"a.png": png(drawing())}).open(Key.Key_M, Key.Key_B)
    one.drag(0.2, 0.2, 0.8, 0.8)
    one.until(lambda: one.marks)
    one.key(Key.Key_A)
    one.drag(0.5, 0.5, 0.3, 0.4)
    one.until(lambda: len(one.marks) == 2)
    assert one.shares(1) == pytest.approx([0.5, 0.5, 0.3, 0.4], abs=0.003)
    one.key(Key.Key_V)
    # The smaller one inside the other can be had.
    one.tap(0.4, 0.45)
    assert one.canvas.selected == 1
    one.tap(0.7, 0.7)
    assert one.canvas.selected == 0
    one.drag(0.5, 0.7, 0.55, 0.75)
    one.until(lambda: one.shares(0)[0] == pytest.approx(0.25, abs=0.004))
    one.drag(0.85, 0.85, 0.95, 0.9)
    one.until(lambda: one.shares(0)[2] == pytest.approx(0.95, abs=0.004))
    assert one.shares(0) == pytest.approx([0.25, 0.25, 0.95, 0.9], abs=0.004)
    # A click beside everything, and a stroke given up, make nothing.
    one.tap(0.02, 0.02)
    assert one.canvas.selected == -1
    one.key(Key.Key_R)
    one.tap(0.9, 0.05)
    one.qtbot.mousePress(one.canvas, LEFT, NONE, one.at(0.1, 0.1))
    one.qtbot.mouseMove(one.canvas, one.at(0.3, 0.3))
    one.key(Key.Key_Escape)
    one.qtbot.mouseRelease(one.canvas, LEFT, NONE, one.at(0.3, 0.3))
    one.read()
    assert len(one.marks) == 2
    assert one.canvas.tool == "redact"


def test_words_are_typed_in_place_and_changed(begin: Begin) -> None:
    one = begin({"a.png": png(drawing())}).open(Key.Key_M, Key.Key_T)
    one.tap(0.3, 0.3)
    one.say("迟到 52 分钟")
    # Letters go into the words and are no tools; Enter puts them down.
    one.qtbot.keyClicks(one.large.board.text.field, "rabc")
    assert one.canvas.tool == "text"
    one.key(Key.Key_Return)
    one.until(lambda: one.marks)
    assert (one.marks[0].kind, one.marks[0].text) == ("text", "迟到 52 分钟rabc")
    assert one.shares(0)[:2] == pytest.approx([0.3, 0.3], abs=0.003)
    one.until(one.canvas.hasFocus)
    one.key(Key.Key_V)
    one.qtbot.mouseDClick(one.canvas, LEFT, NONE, one.at(0.33, 0.32))
    assert one.large.board.text.field.text() == "迟到 52 分钟rabc"
    one.say("晚到")
    one.key(Key.Key_Return)
    one.until(lambda: one.marks[0].text == "晚到")
    # Nothing written, and what is given up, is no mark.
    one.key(Key.Key_T)
    one.tap(0.6, 0.6)
    one.key(Key.Key_Return)
    one.until(one.canvas.hasFocus)
    one.tap(0.6, 0.6)
    one.say("不要")
    one.key(Key.Key_Escape)
    one.read()
    assert len(one.marks) == 1
    assert one.large.board.marking
    # Going elsewhere takes in what was typed.
    one.tap(0.6, 0.6)
    one.say("顾客未签字")
    one.tap(0.1, 0.8)
    one.until(lambda: [mark.text for mark in one.marks] == ["晚到", "顾客未签字"])


def test_words_outlive_the_program(begin: Begin, open_window: Callable[..., MainWindow]) -> None:
    one = begin({"a.png": png(drawing())}).open(Key.Key_M, Key.Key_T)
    one.tap(0.4, 0.6)
    one.say("缺日期")
    drafts = one.large.board.text._drafts
    one.until(lambda: not drafts._timer.isActive() and not drafts._typed)
    one.read()
    audit = one.view.id
    # As when the power goes: nothing is committed on the way out.
    drafts._bound.clear()
    one.large.board.text._name = ""
    end(one.window)
    again = Marking(open_window(audit), one.qtbot)
    assert not again.marks
    again.open()
    again.until(again.large.board.text.field.isVisible)
    assert again.large.board.text.field.text() == "缺日期"
    again.key(Key.Key_Return)
    again.until(lambda: again.marks)
    assert again.marks[0].text == "缺日期"
    assert again.shares(0)[:2] == pytest.approx([0.4, 0.6], abs=0.003)


def test_zoomed_in_a_mark_stands_where_it_was_drawn(begin: Begin) -> None:
    one = begin({"a.png": png(drawing())}).open(Key.Key_M)
    whole = one.canvas.sight.scale
    at = QPointF(one.at(0.5, 0.25))
    for _step in range(5):
        wheel = QWheelEvent(
            at, one.canvas.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False
        )
        QApplication.sendEvent(one.canvas, wheel)
    assert one.canvas.sight.scale > 2.5 * whole
    # What lay under the pointer still does.
    there = one.canvas.sight.point(0.5, 0.25)
    assert (there - at).manhattanLength() < 2
    one.key(Key.Key_B)
    one.drag(0.22, 0.23, 0.28, 0.29)
    one.until(lambda: one.marks)
    assert one.shares(0) == pytest.approx([0.22, 0.23, 0.28, 0.29], abs=0.002)
    one.key(Key.Key_Escape)
    one.key(Key.Key_Escape)
    # With nothing chosen arrows look elsewhere, and so does dragging the ground.
    before = one.canvas.sight.share(QPointF(100, 100))
    one.key(Key.Key_Right)
    assert one.canvas.sight.share(QPointF(100, 100)).x() > before.x()
    one.qtbot.mousePress(one.canvas, LEFT, NONE, QPoint(500, 300))
    one.qtbot.mouseMove(one.canvas, QPoint(560, 300))
    one.qtbot.mouseRelease(one.canvas, LEFT, NONE, QPoint(560, 300))
    assert one.canvas.sight.share(QPointF(100, 100)).x() < before.x() + 0.01
    one.key(Key.Key_0)
    assert one.canvas.sight.is_fitted
    assert one.shares(0) == pytest.approx([0.22, 0.23, 0.28, 0.29], abs=0.002)


def test_what_is_refused_is_said_and_taken_back(begin: Begin) -> None:
    one = begin({"a.png": png(drawing())}).open(Key.Key_M)
    audit, id_ = one.view.id, one.evidence[0].id
    full = [{"kind": "box", "x": "0", "y": "0", "to_x": "1", "to_y": "1"}] * 200
    one.window.runner.act(one.window, lambda ws: ws.edit(audit, "add-mark", {(f"evidence/{id_}", "marks"): full}))
    one.until(lambda: len(one.marks) == 200)
    one.key(Key.Key_B)
    one.drag(0.2, 0.2, 0.4, 0.4)
    one.until(lambda: "最多 200 处" in one.large.board.tools.note.text())
    assert len(one.large.board.desk.marks) == len(one.canvas.marks) == 200


def test_tab_goes_through_the_marks_and_never_under_the_view(begin: Begin) -> None:
    one = begin({"a.png": png(drawing())}).open(Key.Key_M, Key.Key_B, Key.Key_Return, Key.Key_A, Key.Key_Return)
    one.until(lambda: len(one.marks) == 2)
    one.key(Key.Key_Escape)
    one.key(Key.Key_Escape)
    chosen = []
    for _step in range(2):
        one.key(Key.Key_Tab)
        chosen.append(one.canvas.selected)
    assert chosen == [0, 1]
    seen = set()
    for _step in range(40):
        one.key(Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert one.large.isAncestorOf(focused)
        seen.add(focused)
    assert {one.canvas, one.large.head.versions, one.large.head.leave, one.large.board.tools.finish} <= seen


def test_leaving_the_page_takes_in_what_keys_moved(begin: Begin) -> None:
    one = begin({"a.png": png(drawing())}).open(Key.Key_M, Key.Key_B, Key.Key_Return)
    one.until(lambda: one.marks)
    x = one.shares(0)[0]
    one.key(Key.Key_Left)
    one.frame.open_step("score")
    one.until(lambda: one.shares(0)[0] < x)
    one.frame.open_step("evidence")
    assert one.large.isHidden()
    # The same on the way on to the next piece and out of the audit.
    one.open(Key.Key_M, Key.Key_Tab, Key.Key_Left)
    one.frame.close_audit()
    changed: list[Any] = []
    one.window.runner.changed.connect(changed.append)
    one.until(lambda: changed)
    assert float(changed[0].view.document.evidence[0].marks[0].x) < one.shares(0)[0] + 0.0001
