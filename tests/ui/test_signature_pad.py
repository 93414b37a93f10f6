"""Signing in a field: strokes are kept as drawn, one after the other, and taken away by a key."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.domain.signature import MOST_STROKES, read_strokes
from desktop.ui.widgets.signature_pad import SignaturePad


def drag(qtbot: QtBot, pad: SignaturePad, *places: tuple[int, int]) -> None:
    first, *rest = [QPoint(x, y) for x, y in places]
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=first)
    for place in rest:
        qtbot.mouseMove(pad, place)
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=places and QPoint(*places[-1]))


def shown(qtbot: QtBot) -> SignaturePad:
    pad = SignaturePad(name="张三签名", width=300)
    qtbot.addWidget(pad)
    pad.show()
    qtbot.waitExposed(pad)
    return pad


def test_each_stroke_is_told_when_it_ends(qtbot: QtBot) -> None:
    pad = shown(qtbot)
    with qtbot.waitSignal(pad.signed) as told:
        drag(qtbot, pad, (30, 20), (150, 50), (270, 80))
    assert told.args == ["100,200 500,500 900,800"]
    with qtbot.waitSignal(pad.signed) as told:
        drag(qtbot, pad, (30, 80), (60, 80))
    assert told.args == ["100,200 500,500 900,800;100,800 200,800"]
    assert [len(points) for points in read_strokes(pad.strokes())] == [3, 2]


def test_a_touch_is_a_dot(qtbot: QtBot) -> None:
    pad = shown(qtbot)
    drag(qtbot, pad, (150, 50))
    assert pad.strokes() == "500,500"
    # Two pixels high: the dot is drawn although the line has no length.
    assert pad.grab().toImage().pixelColor(150, 50) != pad.grab().toImage().pixelColor(150, 30)


def test_what_leaves_the_field_ends_at_its_edge(qtbot: QtBot) -> None:
    pad = shown(qtbot)
    drag(qtbot, pad, (150, 50), (400, -40))
    assert pad.strokes() == "500,500 1000,0"


def test_delete_begins_anew(qtbot: QtBot) -> None:
    pad = shown(qtbot)
    drag(qtbot, pad, (30, 20), (150, 50))
    with qtbot.waitSignal(pad.signed) as told:
        qtbot.keyClick(pad, Qt.Key.Key_Delete)
    assert told.args == [""]
    assert pad.strokes() == ""


def test_scribbling_past_the_bound_is_not_taken(qtbot: QtBot) -> None:
    pad = shown(qtbot)
    full = " ".join(["1000,1000"] * (MOST_STROKES // 10))
    pad.set_strokes(full)
    drag(qtbot, pad, (30, 20), (150, 50))
    assert pad.strokes() == full


def test_a_signature_that_comes_in_waits_for_the_pen(qtbot: QtBot) -> None:
    pad = shown(qtbot)
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(30, 50))
    pad.set_strokes("1,1 2,2")
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(30, 50))
    assert pad.strokes() == "100,500"
