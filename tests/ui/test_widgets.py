"""Widgets show what they are given and say what a person did: real clicks and keys, nothing cut, targets large enough."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui import theme
from desktop.ui.widgets.bars import Bar, CapLadder, Rung, Scale, Tick
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.chips import Chip, FilterPill
from desktop.ui.widgets.fields import Choice, NumberField, TextArea, TextField
from desktop.ui.widgets.glyphs import State, StatusGlyph
from desktop.ui.widgets.notices import Notice, ProgressStrip, Toast
from desktop.ui.widgets.options import Option, OptionGroup
from desktop.ui.widgets.rail import Entry, Rail
from desktop.ui.widgets.rows import ConditionRow, RailItem, Segment, SegmentedRow
from desktop.ui.widgets.stars import GradeBadge
from desktop.ui.widgets.text import Label, wrapped

LEFT = Qt.MouseButton.LeftButton
KEPT: list[QWidget] = []


@pytest.fixture(autouse=True)
def _let_go() -> Iterator[None]:
    yield
    KEPT.clear()


def shown(qtbot: QtBot, *widgets: QWidget, width: int = 400) -> None:
    """Widgets below each other in a window that has the focus."""
    window = QWidget()
    # The bot holds it weakly.
    KEPT.append(window)
    column = QVBoxLayout(window)
    for widget in widgets:
        column.addWidget(widget)
    window.resize(width, column.sizeHint().height())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()


def count(image: QImage, colour: str) -> int:
    wanted = theme.current().color(colour).rgb()  # type: ignore[arg-type] # a role by its name
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def test_label_elides_with_its_text_kept_for_readers(qtbot: QtBot) -> None:
    label = Label("岚川电器股份有限公司北岭服务站", elide=True)
    shown(qtbot, label, width=120)
    assert label.is_cut()
    assert label.accessibleName() == "岚川电器股份有限公司北岭服务站"
    assert label.minimumSizeHint().width() < 120


def test_running_text_never_begins_a_line_with_closing_marks() -> None:
    text = "抽查投诉单的反馈时限、解决率和回访；按不符合份数比例扣分。售后系统 3—8 月投诉单抽 40 份（含回访），已与受审查方讨论。"
    for width in range(60, 400, 7):
        starts = [text[start] for start, _length in wrapped(text, 13, 400, width)]
        assert not set(starts) & set("，。；：）、》")
    assert "".join(text[start : start + length] for start, length in wrapped(text, 13, 400, 150)) == text


def test_running_text_asks_for_the_height_it_needs(qtbot: QtBot) -> None:
    label = Label("抽查投诉单的反馈时限、解决率和回访；按不符合份数比例扣分。", wrap=True)
    qtbot.addWidget(label)
    assert label.heightForWidth(120) == 4 * 21
    assert label.heightForWidth(1000) == 21


@pytest.mark.parametrize("kind", ["primary", "outlined", "ghost"])
def test_button_is_clicked_by_mouse_and_space(qtbot: QtBot, kind: str) -> None:
    button = Button("新建审查", kind=kind, icon="plus", key="N")  # type: ignore[arg-type] # each of the three
    shown(qtbot, button)
    clicks: list[str] = []
    button.clicked.connect(lambda: clicks.append(kind))
    qtbot.mouseClick(button, LEFT)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert len(clicks) == 2
    button.setEnabled(False)
    qtbot.mouseClick(button, LEFT)
    assert len(clicks) == 2


def test_targets_are_large_enough(qtbot: QtBot) -> None:
    for widget in (
        Button("确定"),
        IconButton("moon", "深色"),
        FilterPill("全部", 3),
        RailItem("评分", "checks"),
        TextField(),
        Choice([("a", "b")]),
    ):
        qtbot.addWidget(widget)
        assert widget.sizeHint().height() >= 32 or widget.minimumHeight() >= 32, widget
        assert widget.sizeHint().width() >= 32 or widget.minimumWidth() >= 32, widget


def test_tools_have_names(qtbot: QtBot) -> None:
    tool = IconButton("zoom-in", "放大", key="+")
    qtbot.addWidget(tool)
    assert tool.accessibleName() == "放大"
    assert "+" in tool.toolTip()


def test_pill_is_on_or_off(qtbot: QtBot) -> None:
    pill = FilterPill("扣分", 9, tone="wrong")
    shown(qtbot, pill)
    qtbot.mouseClick(pill, LEFT)
    assert pill.isChecked()
    assert pill.accessibleName() == "扣分 9"
    assert count(pill.grab().toImage(), "tint") > 50


STATES: tuple[State, ...] = ("done", "deducted", "lost", "empty", "excluded", "partial", "unverified", "evidence")


def test_each_state_has_a_shape_of_its_own(qtbot: QtBot) -> None:
    shapes = set()
    names = set()
    for state in STATES:
        glyph = StatusGlyph(state, size=28)
        qtbot.addWidget(glyph)
        glyph.resize(28, 28)
        image = glyph.grab().toImage()
        ground = image.pixel(0, 0)
        # The shape alone, without its colour.
        shapes.add(tuple(image.pixel(x, y) != ground for x in range(28) for y in range(28)))
        names.add(glyph.accessibleName())
    assert len(shapes) == len(names) == len(STATES)


def test_badge_without_a_grade_says_so(qtbot: QtBot) -> None:
    badge = GradeBadge()
    qtbot.addWidget(badge)
    badge.resize(badge.sizeHint())
    assert "未评定" in badge.accessibleName()
    assert count(badge.grab().toImage(), "accent") == 0
    badge.set_grade("四星级", 4)
    badge.resize(badge.sizeHint())
    assert "四星级" in badge.accessibleName()
    assert count(badge.grab().toImage(), "accent") > 100


def test_bar_fills_by_its_share(qtbot: QtBot) -> None:
    bar = Bar(Decimal(25), 100, name="5.1")
    qtbot.addWidget(bar)
    bar.resize(200, 6)
    image = bar.grab().toImage()
    filled = [image.pixel(x, 3) == theme.current().accent.rgb() for x in range(200)]
    assert 46 <= sum(filled) <= 51
    assert bar.accessibleDescription() == "25 / 100"


def test_scale_turns_red_only_where_it_caps(qtbot: QtBot) -> None:
    scale = Scale()
    qtbot.addWidget(scale)
    scale.resize(320, 56)
    ticks = [Tick(70, "达标"), Tick(80, "三星"), Tick(90, "四星"), Tick(95, "五星")]
    scale.set_scale(Decimal("93.85"), ticks)
    assert count(scale.grab().toImage(), "wrong") == 0
    scale.set_scale(Decimal(75), ticks, caps=True)
    assert count(scale.grab().toImage(), "wrong") > 100
    assert "75" in scale.accessibleName()


def test_ladder_stops_where_the_lowest_row_stops(qtbot: QtBot) -> None:
    ladder = CapLadder()
    qtbot.addWidget(ladder)
    rungs = [Rung("测评", 5, "96"), Rung("当面调查", 3, "75"), Rung("事实", None, "–")]
    ladder.set_ladder(rungs, label="封顶三星")
    ladder.resize(320, ladder.sizeHint().height())
    image = ladder.grab().toImage()
    assert ladder.sizeHint().height() == 3 * CapLadder.ROW + CapLadder.FOOT
    assert count(image, "tint2") > 50, "what was earned but cut off"
    assert count(image, "wrong_t") > 500
    ladder.set_ladder([Rung("测评", 5), Rung("当面调查", 5)], label="")
    assert ladder.sizeHint().height() == 2 * CapLadder.ROW


def test_condition_says_whether_it_is_met(qtbot: QtBot) -> None:
    row = ConditionRow("五星得分线", False, "93.85", "≥ 95", "6.2")
    qtbot.addWidget(row)
    assert row.accessibleName() == "不满足：五星得分线 93.85 ≥ 95 6.2"


def test_rail_item_tells_what_is_left(qtbot: QtBot) -> None:
    item = RailItem("评分", "checks")
    qtbot.addWidget(item)
    item.set_left(3)
    assert item.accessibleName() == "评分 还剩 3 项"
    item.set_left(0, done=True)
    assert item.accessibleName() == "评分 已完成"


def test_segments_are_chosen_by_click_and_arrow(qtbot: QtBot) -> None:
    row = SegmentedRow([Segment("full", "满分", "F"), Segment("none", "不得分", "0"), Segment("na", "不适用", "N", enabled=False)])
    shown(qtbot, row)
    got: list[str] = []
    row.chosen.connect(got.append)
    qtbot.mouseClick(row, LEFT, pos=row.rect_of(1).center())
    qtbot.mouseClick(row, LEFT, pos=row.rect_of(2).center())
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Left)
    assert got == ["none", "full"]
    assert row.selected() == "full"
    row.select("")
    assert row.accessibleDescription() == "未选"
    assert got == ["none", "full"], "what is shown says nothing"


def test_options_are_chosen_by_click_arrow_and_digit(qtbot: QtBot) -> None:
    group = OptionGroup([Option("a", "推荐保持", "得分达到申请等级"), Option("b", "推荐降级"), Option("c", "推荐暂停")], digits=True)
    shown(qtbot, group)
    got: list[str] = []
    group.chosen.connect(got.append)
    qtbot.mouseClick(group, LEFT, pos=group.rect_of(1).center())
    group.setFocus()
    qtbot.keyClick(group, Qt.Key.Key_Down)
    qtbot.keyClick(group, Qt.Key.Key_1)
    assert got == ["b", "c", "a"]


def test_field_tells_each_keystroke_and_once_when_left(qtbot: QtBot) -> None:
    field, other = TextField(name="客户"), TextField()
    shown(qtbot, field, other)
    typed: list[str] = []
    left: list[str] = []
    field.edited.connect(typed.append)
    field.left.connect(left.append)
    field.setFocus()
    qtbot.keyClicks(field, "abc")
    assert typed == ["a", "ab", "abc"]
    assert left == []
    field.set_value("from elsewhere")
    assert field.value() == "abc", "a field in which one types is left alone"
    other.setFocus()
    assert left == ["abc"]
    field.setFocus()
    other.setFocus()
    assert left == ["abc"], "nothing was typed, nothing is told"
    field.set_value("from elsewhere")
    assert field.value() == "from elsewhere"
    assert typed == ["a", "ab", "abc"]


def test_enter_commits_a_field(qtbot: QtBot) -> None:
    field = TextField()
    shown(qtbot, field)
    left: list[str] = []
    field.left.connect(left.append)
    field.setFocus()
    qtbot.keyClicks(field, "x")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert left == ["x"]


def test_a_value_that_comes_into_a_field_at_hand_gives_way_to_what_is_typed(qtbot: QtBot) -> None:
    field = TextField()
    shown(qtbot, field)
    field.setFocus()
    field.set_value("2026-11-23")
    qtbot.keyClicks(field, "2026-11-22")
    assert field.text() == "2026-11-22"


def test_field_in_error_is_red_and_says_why(qtbot: QtBot) -> None:
    field = TextField("4")
    shown(qtbot, field)
    field.set_error("得分 4 超过满分 3。")
    assert field.toolTip() == field.accessibleDescription() == "得分 4 超过满分 3。"
    assert count(field.grab().toImage(), "wrong") > 100
    field.reset("3")
    assert count(field.grab().toImage(), "wrong") == 0


@pytest.mark.parametrize(
    ("keys", "value"),
    [("3.5", "3.5"), ("1e5", "15"), ("-2", "2"), ("3。5", "3.5"), ("3..5", "3.5"), ("４", "4"), ("1.23456", "1.2345"), ("abc", "")],
)
def test_number_field_takes_only_a_decimal(qtbot: QtBot, keys: str, value: str) -> None:
    field = NumberField()
    shown(qtbot, field)
    field.setFocus()
    for key in keys:
        # As an input method commits it, which also covers signs without a key.
        QTest.keyClicks(field, key) if key.isascii() else field.insert(key)
    assert field.value() == value


def test_area_grows_and_tells(qtbot: QtBot) -> None:
    area = TextArea("第一行", lines=2)
    shown(qtbot, area)
    typed: list[str] = []
    left: list[str] = []
    area.edited.connect(typed.append)
    area.left.connect(left.append)
    before = area.height()
    area.setFocus()
    area.moveCursor(area.textCursor().MoveOperation.End)
    for _line in range(4):
        qtbot.keyClick(area, Qt.Key.Key_Return)
    qtbot.keyClicks(area, "x")
    assert area.height() > before
    assert typed[-1] == "第一行\n\n\n\nx"
    qtbot.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert left == ["第一行\n\n\n\nx"]
    area.set_value("别处改的")
    assert area.value() == "别处改的"
    assert len(typed) == 5, "what is shown says nothing"


def test_choice_says_what_was_chosen(qtbot: QtBot) -> None:
    choice = Choice([("initial", "初次审查"), ("surveillance", "监督审查")], name="类型")
    shown(qtbot, choice)
    got: list[str] = []
    choice.chosen.connect(got.append)
    choice.select("surveillance")
    assert got == []
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Up)
    assert got == ["initial"]
    assert choice.selected() == "initial"


def test_toast_takes_the_last_action_back(qtbot: QtBot) -> None:
    ground = QWidget()
    ground.resize(600, 300)
    toast = Toast(ground)
    qtbot.addWidget(ground)
    with qtbot.waitExposed(ground):
        ground.show()
    assert not toast.isVisible()
    toast.say("已删除第 2 条扣分", undo=True)
    assert toast.isVisible()
    assert ground.rect().contains(toast.geometry())
    with qtbot.waitSignal(toast.clicked):
        qtbot.mouseClick(toast, LEFT)


def test_notice_offers_the_repair(qtbot: QtBot) -> None:
    notice = Notice("缺客观证据", variant="open", title="5.1.1.2", fix="关联证据")
    shown(qtbot, notice)
    button = notice.findChild(Button)
    assert button is not None
    with qtbot.waitSignal(notice.fixed):
        qtbot.mouseClick(button, LEFT)
    notice.say("")
    assert not notice.isVisible()


def test_progress_strip_cancels(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    shown(qtbot, strip)
    strip.set_progress("导入照片", 3, 9, "剩余 4 秒")
    assert "3 / 9" in strip.accessibleName()
    button = strip.findChild(Button)
    assert button is not None
    with qtbot.waitSignal(strip.cancelled):
        qtbot.mouseClick(button, LEFT)


def test_chip_is_as_wide_as_its_word(qtbot: QtBot) -> None:
    short, long = Chip("缺证据", icon="warning", tone="open"), Chip("分值未核对标准原文", icon="warning", tone="open")
    for chip in (short, long):
        qtbot.addWidget(chip)
    assert long.sizeHint().width() - short.sizeHint().width() == 12 * 6


def test_hover_is_drawn(qtbot: QtBot) -> None:
    button = Button("打开", icon="folder")
    shown(qtbot, button)
    before = count(button.grab().toImage(), "hover")
    QTest.mouseMove(button, QPoint(10, 10))
    qtbot.waitUntil(lambda: count(button.grab().toImage(), "hover") > before + 100)


def test_focus_is_drawn(qtbot: QtBot) -> None:
    button, other = Button("打开"), TextField()
    shown(qtbot, button, other)
    other.setFocus()
    assert count(button.grab().toImage(), "accent") == 0
    button.setFocus()
    assert count(button.grab(QRect(button.rect())).toImage(), "accent") > 50


def test_a_group_of_the_rail_is_headed_once(qtbot: QtBot) -> None:
    rail = Rail()
    shown(qtbot, rail)
    rail.set_entries([Entry(name, name, "flag", group) for name, group in (("a", "准备"), ("b", "现场"), ("c", "准备"), ("d", "现场"))])
    heads = [label.text() for label in rail.findChildren(Label) if label.text() in ("准备", "现场")]
    assert heads == ["准备", "现场"]
    assert rail.ids() == ["a", "b", "c", "d"]
