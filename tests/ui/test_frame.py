"""The frame of an audit: steps in the scheme's order by click and by key, counts of what is left, undo from any page, keys of the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.actions import audits
from desktop.actions.opening import open_workspace
from desktop.base import paths
from desktop.domain.topics import steps_of
from desktop.ui.main_window import MainWindow
from desktop.ui.page import KeyHint
from desktop.ui.shell.audit_frame import AuditFrame
from desktop.ui.shell.key_sheet import KeySheet

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
SAMPLES = ("beiheng", "chengyu", "qian")


def take_in(folder: Path, sample: str) -> str:
    ws = open_workspace(folder)
    made = audits.import_document(ws, (paths.resources() / "demo" / f"{sample}.json").read_bytes(), sample)
    ws.close()
    return made.audit


@pytest.fixture
def opened(open_window: Callable[..., MainWindow], tmp_path: Path) -> Callable[[str], MainWindow]:
    """A window on one of the sample audits."""
    return lambda sample: open_window(take_in(tmp_path / "store", sample))


def frame_of(window: MainWindow) -> AuditFrame:
    assert window.frame is not None
    return window.frame


@pytest.mark.parametrize("sample", SAMPLES)
def test_steps_stand_in_the_order_of_the_scheme(opened: Callable[[str], MainWindow], sample: str) -> None:
    frame = frame_of(opened(sample))
    order = list(steps_of(frame.view.document, frame.view.scheme))
    assert [step for step in order if step != "topics"] == list(frame.view.scheme.steps)
    assert frame.steps() == [step for step in order if step in frame.steps()]
    assert frame.rail.ids() == frame.steps()
    assert len(frame.steps()) >= 4


def test_steps_open_by_key_and_by_click(opened: Callable[[str], MainWindow], qtbot: QtBot) -> None:
    window = opened("chengyu")
    frame = frame_of(window)
    for place, step in enumerate(frame.steps(), 1):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + place), CONTROL)
        assert frame.stack.currentWidget() is frame.page()
        assert frame.rail.item(step).isChecked()
        assert [frame.rail.item(other).isChecked() for other in frame.steps()].count(True) == 1
        hints = frame.keys()
        assert window.status.keys.accessibleName() == "；".join(f"{' '.join(hint.keys)} {hint.does}" for hint in hints)
    qtbot.mouseClick(frame.rail.item(frame.steps()[0]), LEFT)
    assert frame.rail.item(frame.steps()[0]).isChecked()


def test_pages_list_four_to_seven_keys(opened: Callable[[str], MainWindow]) -> None:
    frame = frame_of(opened("chengyu"))
    for step in frame.steps():
        frame.open_step(step)
        assert 2 <= len(frame.keys()) <= 7, step


def test_counts_follow_what_is_entered(opened: Callable[[str], MainWindow], qtbot: QtBot) -> None:
    window = opened("chengyu")
    frame = frame_of(window)
    assert frame.rail.item("score").accessibleName() == "评分 已完成"
    item = next(iter(frame.view.document.items))
    from desktop.actions import scoring

    window.runner.act(frame, lambda ws: scoring.clear_answer(ws, frame.view.id, item))
    qtbot.waitUntil(lambda: item not in frame.view.document.items)
    assert frame.rail.item("score").accessibleName() == "评分 还剩 1 项"
    assert "未评定" in frame.top.badge.accessibleName()
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: item in frame.view.document.items)
    assert "三星级" in frame.top.badge.accessibleName()
    assert frame.said().startswith("已撤销：评分 ")


def test_alt_left_leads_back_to_the_list(opened: Callable[[str], MainWindow], qtbot: QtBot) -> None:
    window = opened("qian")
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.frame is None and window.start.is_open())


def test_a_refusal_nobody_takes_is_a_toast(opened: Callable[[str], MainWindow], qtbot: QtBot) -> None:
    window = opened("qian")
    frame = frame_of(window)
    window.runner.act(frame, lambda ws: audits.set_fields(ws, frame.view.id, "client", {"headcount": -1}))
    qtbot.waitUntil(lambda: frame.said() != "")
    qtbot.waitUntil(lambda: frame.top.saved.text().startswith("已保存"))


def test_the_sheet_holds_all_keys_within_the_window(opened: Callable[[str], MainWindow], qtbot: QtBot) -> None:
    window = opened("chengyu")
    window.resize(1280, 800)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    sheet = window.findChild(KeySheet)
    assert sheet is not None
    assert sheet.sizeHint().height() <= 800 - 32
    for hint in (*frame_of(window).keys(), KeyHint(("Ctrl", "Z"), "撤销")):
        assert f"{' '.join(hint.keys)} {hint.does}" in sheet.accessibleName()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.findChild(KeySheet) is None or not sheet.isVisible()


def test_when_the_sheet_goes_keys_go_where_they_went_before(opened: Callable[[str], MainWindow], qtbot: QtBot) -> None:
    window = opened("chengyu")
    before = window.focusWidget()
    assert before is not None
    qtbot.keyClick(window, Qt.Key.Key_F1)
    sheet = window.findChild(KeySheet)
    assert sheet is not None
    assert window.focusWidget() is sheet
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert window.focusWidget() is before
