"""The plan grid as it is used: placed, moved and given to people by keys and pointer; clashes, coverage, confirmation, changes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.actions import plan as plans
from desktop.domain.preparation import Slot
from desktop.ui.planning.grid.board import PlanBoard
from desktop.ui.planning.grid.cover_paint import HEADS, TOP
from desktop.ui.planning.grid.rows import OTHER
from desktop.ui.planning.grid.view import PlanGridView
from desktop.ui.planning.grid.words import short_names
from tests.ui.planning_page import CONTROL, LEFT, Begin, Open, Planning, beginner

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
KNOWN: dict[str, Any] = {
    "audit": {"starts_on": "2026-11-24", "ends_on": "2026-11-25", "kind": "initial"},
    "sites": [{"name": "南浦维修中心"}, {"name": "北岭服务站"}],
    "team": [
        {"name": "沈望舒", "role": "leader", "registration": "1"},
        {"name": "陆知微", "role": "auditor", "registration": "2"},
        {"name": "顾明远", "role": "auditor", "registration": "3"},
    ],
}


class Grid:
    """The view with its board."""

    def __init__(self, plan: Planning) -> None:
        self.plan = plan
        self.view = plan.show("plan", PlanGridView)
        self.board: PlanBoard = self.view.board
        self.qtbot, self.until = plan.qtbot, plan.until

    @property
    def slots(self) -> tuple[Slot, ...]:
        return self.plan.document.slots

    @property
    def only(self) -> Slot:
        assert len(self.slots) == 1
        return self.slots[0]

    def person(self, name: str) -> str:
        return next(member.id or "" for member in self.plan.document.team if member.name == name)

    def site(self, name: str) -> str:
        return next(site.id or "" for site in self.plan.document.sites if site.name == name)

    def becomes(self, wanted: tuple[str, str, tuple[str, ...]]) -> None:
        """Wait until the only line has these times and clauses."""
        self.until(lambda: (self.only.start, self.only.end, self.only.items) == wanted)

    def at(self, row: str, day: int, minute: int) -> None:
        """Put the cursor there."""
        scene = self.view.scene
        assert scene.layout.row(row) is not None, row
        scene.row, scene.day, scene.minute, scene.current = row, scene.axis.days[day], minute, ""
        scene.pick()
        self.board.went()
        self.board.setFocus()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.board, key, modifier)

    def place(self, row: str = "5.1.1", day: int = 0, minute: int = 540) -> Slot:
        """A line by Enter."""
        known = {slot.id for slot in self.slots}
        self.at(row, day, minute)
        self.press(KEY.Key_Return)
        self.until(lambda: len(self.slots) == len(known) + 1)
        return next(slot for slot in self.slots if slot.id not in known)

    def point(self, row: str, day: int, minute: int) -> QPoint:
        """Where a moment lies in the viewport."""
        scene, sight = self.view.scene, self.board.sight()
        found = scene.layout.row(row)
        assert found is not None
        x = scene.axis.x(scene.axis.days[day], minute)
        return QPoint(round(x) + HEADS - sight.x, found.top + 10 + TOP - sight.y)

    def drag(self, start: QPoint, end: QPoint, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        view = self.board.viewport()
        QTest.mousePress(view, LEFT, modifier, start)
        QTest.mouseMove(view, (start + end) / 2)
        QTest.mouseMove(view, end)
        QTest.mouseRelease(view, LEFT, modifier, end)


@pytest.fixture
def begin(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Begin:
    return beginner(open_window, qtbot, tmp_path)


@pytest.fixture
def grid(begin: Begin) -> Grid:
    return Grid(begin(**KNOWN))


def test_enter_places_a_line_at_the_cursor_and_opens_one_that_is_there(grid: Grid) -> None:
    grid.at("5.1.1", 0, 540)
    grid.press(KEY.Key_Down)
    grid.press(KEY.Key_Right)
    grid.press(KEY.Key_Return)
    grid.until(lambda: grid.slots)
    slot = grid.only
    assert (slot.items, slot.start, slot.end, slot.site) == (("5.1.2",), "09:30", "10:30", None)
    assert slot.people == (grid.person("沈望舒"),)
    grid.press(KEY.Key_Return)
    assert grid.view.side.shown() == "slot"
    assert grid.view.editor.key == slot.id
    assert grid.view.editor.start.hasFocus()
    grid.qtbot.keyClick(grid.view.editor.start, KEY.Key_Escape)
    assert grid.view.side.shown() == ""
    assert grid.board.hasFocus()


def test_digits_give_a_line_to_people_and_s_to_the_next_site(grid: Grid) -> None:
    slot = grid.place()
    grid.press(KEY.Key_2)
    grid.until(lambda: grid.only.people == (grid.person("陆知微"),))
    QTest.keyClick(grid.board, KEY.Key_Exclam, SHIFT)
    grid.until(lambda: grid.only.people == (grid.person("陆知微"), grid.person("沈望舒")))
    grid.press(KEY.Key_S)
    grid.until(lambda: grid.only.site == grid.site("南浦维修中心"))
    grid.press(KEY.Key_S)
    grid.until(lambda: grid.only.site == grid.site("北岭服务站"))
    grid.press(KEY.Key_S)
    grid.until(lambda: grid.only.site is None)
    # What was chosen last is meant for the next line too.
    grid.press(KEY.Key_S, SHIFT)
    grid.until(lambda: grid.only.site == grid.site("北岭服务站"))
    other = grid.place("5.1.2", 1)
    assert (other.site, other.people) == (grid.site("北岭服务站"), (grid.person("沈望舒"),))
    assert slot.id != other.id


def test_a_line_is_moved_and_made_longer_by_keys(grid: Grid) -> None:
    grid.place()
    for key, modifier, start, end, items in (
        (KEY.Key_Right, CONTROL, "09:15", "10:15", ("5.1.1",)),
        (KEY.Key_Right, SHIFT, "09:15", "10:30", ("5.1.1",)),
        (KEY.Key_Left, SHIFT, "09:15", "10:15", ("5.1.1",)),
        (KEY.Key_Down, CONTROL, "09:15", "10:15", ("5.1.2",)),
        (KEY.Key_Left, CONTROL, "09:00", "10:00", ("5.1.2",)),
    ):
        grid.press(key, modifier)
        grid.becomes((start, end, items))


def test_a_day_has_its_ends(grid: Grid) -> None:
    grid.place(minute=1020 - 30)
    grid.until(lambda: grid.only.end == "17:00")
    for _time in range(40):
        grid.press(KEY.Key_Right, CONTROL)
    # It ends at midnight; the refusal stands above the grid.
    grid.until(lambda: not grid.view.refused.isHidden())
    assert grid.only.end == "24:00"


def test_delete_is_taken_back(grid: Grid) -> None:
    grid.place()
    grid.press(KEY.Key_Delete)
    grid.until(lambda: not grid.slots)
    assert "已移除 1 项安排" in grid.plan.frame.said()
    grid.press(KEY.Key_Z, CONTROL)
    grid.until(lambda: len(grid.slots) == 1)


def test_a_line_is_copied_to_the_cursor(grid: Grid) -> None:
    slot = grid.place()
    grid.press(KEY.Key_C, CONTROL)
    grid.at("5.1.3", 1, 600)
    grid.press(KEY.Key_V, CONTROL)
    grid.until(lambda: len(grid.slots) == 2)
    made = next(one for one in grid.slots if one.id != slot.id)
    assert (str(made.on), made.start, made.end, made.items, made.people) == ("2026-11-25", "10:00", "11:00", ("5.1.3",), slot.people)


def test_the_pointer_moves_and_resizes_in_quarters_of_an_hour(grid: Grid) -> None:
    slot = grid.place(minute=600)
    middle = grid.board.point_of(slot.id or "").toPoint()
    quarter = grid.view.scene.axis.hour / 4
    grid.drag(middle, middle + QPoint(round(2 * quarter + 3), 25))
    grid.until(lambda: grid.only.start == "10:30")
    assert (grid.only.end, grid.only.items) == ("11:30", ("5.1.2",))
    edge = grid.point("5.1.2", 0, 690) - QPoint(3, 0)
    grid.drag(edge, edge + QPoint(round(quarter), 0))
    grid.until(lambda: grid.only.end == "11:45")
    assert grid.only.start == "10:30"
    # Over into the next day; a copy leaves the first where it was.
    middle = grid.board.point_of(slot.id or "").toPoint()
    grid.drag(middle, middle + QPoint(round(grid.view.scene.axis.day_width), 0), CONTROL)
    grid.until(lambda: len(grid.slots) == 2)
    assert sorted(str(one.on) for one in grid.slots) == ["2026-11-24", "2026-11-25"]


def test_an_empty_span_is_drawn(grid: Grid) -> None:
    grid.drag(grid.point("5.2.1", 1, 600) + QPoint(2, 0), grid.point("5.2.1", 1, 690) - QPoint(2, 0))
    grid.until(lambda: grid.slots)
    assert (str(grid.only.on), grid.only.start, grid.only.end, grid.only.items) == ("2026-11-25", "10:00", "11:30", ("5.2.1",))


def test_several_lines_are_acted_on_together(grid: Grid) -> None:
    first, second = grid.place(), grid.place("5.1.2", minute=660)
    view = grid.board.viewport()
    QTest.mouseClick(view, LEFT, Qt.KeyboardModifier.NoModifier, grid.board.point_of(first.id or "").toPoint())
    QTest.mouseClick(view, LEFT, SHIFT, grid.board.point_of(second.id or "").toPoint())
    assert grid.view.scene.chosen == {first.id, second.id}
    grid.press(KEY.Key_3)
    grid.until(lambda: {one.people for one in grid.slots} == {(grid.person("顾明远"),)})
    # One action, one undo.
    grid.press(KEY.Key_Z, CONTROL)
    grid.until(lambda: {one.people for one in grid.slots} == {(grid.person("沈望舒"),)})


def test_somebody_at_two_places_is_red_and_another_takes_it(grid: Grid) -> None:
    grid.place()
    grid.place("5.1.2")
    grid.press(KEY.Key_S)
    grid.until(lambda: not grid.view.clash.isHidden())
    bar = grid.view.clash
    assert "沈望舒同时在总部（5.1.1）和南浦（5.1.2）" in bar.text.text()
    assert grid.view.scene.checked.clashing == {slot.id for slot in grid.slots}
    assert bar.fix.text() == "改派陆知微"
    grid.qtbot.mouseClick(bar.fix, LEFT)
    grid.until(bar.isHidden)
    assert sorted(slot.people for slot in grid.slots) == sorted([(grid.person("沈望舒"),), (grid.person("陆知微"),)])


def test_without_a_free_person_the_line_moves(begin: Begin) -> None:
    grid = Grid(begin(**KNOWN | {"team": KNOWN["team"][:1]}))
    grid.place()
    grid.place("5.1.2")
    grid.press(KEY.Key_S)
    grid.until(lambda: not grid.view.clash.isHidden())
    assert grid.view.clash.fix.text() == "推后 60 分钟"
    grid.qtbot.mouseClick(grid.view.clash.fix, LEFT)
    grid.until(grid.view.clash.isHidden)
    assert sorted(slot.start or "" for slot in grid.slots) == ["09:00", "10:00"]


def test_a_first_plan_is_laid_out_and_taken_back(grid: Grid) -> None:
    grid.qtbot.mouseClick(grid.view.head.suggest, LEFT)
    grid.until(lambda: len(grid.slots) > 4)
    count = len(grid.slots)
    leaves = len(grid.view.scene.checked.coverage.leaves)
    assert grid.view.head.count.text() == f"{leaves} / {leaves} 条已安排"
    # A second time it asks before it takes the place of what is there.
    grid.qtbot.mouseClick(grid.view.head.suggest, LEFT)
    assert str(count) in grid.view.ask.text.text()
    before = {slot.id for slot in grid.slots}
    grid.qtbot.keyClick(grid.view.ask.yes, KEY.Key_Escape)
    assert grid.view.ask.isHidden()
    assert {slot.id for slot in grid.slots} == before
    grid.press(KEY.Key_Z, CONTROL)
    grid.until(lambda: not grid.slots)


def test_what_nobody_looks_at_is_listed_and_leads_to_its_row(grid: Grid) -> None:
    grid.place("5.1")
    grid.qtbot.mouseClick(grid.view.head.count, LEFT)
    jumps = grid.view.todo.uncovered.jumps()
    assert not any(jump.text.startswith("5.1.") for jump in jumps if jump.tone == "wrong")
    south = next(jump for jump in jumps if jump.text.startswith("5.2.1"))
    grid.view.todo.uncovered.wanted.emit(south.target)
    item = south.target.split("|")[1]
    assert grid.view.scene.row == item
    assert grid.board.hasFocus()
    grid.press(KEY.Key_Return)
    grid.until(lambda: len(grid.slots) == 2)
    assert any(slot.items == (item,) for slot in grid.slots)
    # A dot leads to the line that covers the row there, or makes the site the next one to be planned.
    grid.board.cell_wanted.emit("5.1.3", "")
    assert grid.view.scene.current == next(slot.id for slot in grid.slots if slot.items == ("5.1",))
    grid.board.cell_wanted.emit("5.1.3", grid.site("北岭服务站"))
    assert "北岭" in grid.view.head.placing.text()


def test_groups_fold_and_show_what_lies_in_them(grid: Grid) -> None:
    slot = grid.place("5.1.1")
    scene = grid.view.scene
    found = scene.layout.row("5.1.1")
    assert found is not None
    assert found.folded
    grid.at("5.1", 0, 900)
    grid.press(KEY.Key_Space)
    chapter = grid.view.scene.layout.row("5.1")
    assert chapter is not None
    assert chapter.folded
    assert grid.view.scene.layout.row("5.1.1") is None
    assert [bar.one.slot.id for bar in chapter.bars] == [slot.id]
    grid.press(KEY.Key_Space)
    assert grid.view.scene.layout.row("5.1.1") is not None


def test_people_and_sites_can_be_the_rows(grid: Grid) -> None:
    grid.place()
    grid.qtbot.mouseClick(grid.view.head.modes["people"], LEFT)
    rows = grid.view.scene.layout.rows
    assert [row.title for row in rows] == ["沈望舒", "陆知微", "顾明远"]
    assert [len(row.bars) for row in rows] == [1, 0, 0]
    grid.view.see(grid.only.id or "")
    grid.board.setFocus()
    grid.press(KEY.Key_Down, CONTROL)
    grid.until(lambda: grid.only.people == (grid.person("陆知微"),))
    grid.qtbot.mouseClick(grid.view.head.modes["sites"], LEFT)
    grid.view.see(grid.only.id or "")
    grid.board.setFocus()
    grid.press(KEY.Key_Down, CONTROL)
    grid.until(lambda: grid.only.site == grid.site("南浦维修中心"))


def test_sites_are_filtered(grid: Grid) -> None:
    grid.place()
    south = grid.site("南浦维修中心")
    grid.qtbot.mouseClick(grid.view.head.sites.keys[south], LEFT)
    assert not any(row.bars for row in grid.view.scene.layout.rows)
    # What is placed now is meant for that site.
    slot = grid.place("5.1.2")
    assert slot.site == south
    # What is looked for elsewhere is shown all the same.
    grid.view.see(next(one.id or "" for one in grid.slots if one.id != slot.id))
    assert grid.view.head.sites.chosen() == frozenset()


def test_the_editor_sets_every_field(grid: Grid) -> None:
    slot = grid.place()
    grid.press(KEY.Key_Return)
    editor = grid.view.editor
    grid.plan.type(editor.entries["start"], "930")
    grid.until(lambda: grid.only.start == "09:30")
    assert editor.start.text() == "09:30"
    grid.plan.type(editor.entries["end"], "9:00")
    grid.until(editor.entries["end"].fault)
    assert "结束不晚于开始" in editor.entries["end"].fault()
    grid.plan.type(editor.entries["end"], "11.45")
    grid.until(lambda: grid.only.end == "11:45")
    grid.plan.type(editor.entries["start"], "25:00")
    assert "不是时间" in editor.entries["start"].fault()
    grid.plan.type(editor.entries["start"], "10:00")
    grid.until(lambda: grid.only.start == "10:00")
    grid.plan.type(editor.entries["on"], "2026-11-25")
    grid.until(lambda: str(grid.only.on) == "2026-11-25")
    grid.plan.type(editor.entries["with_whom"], "客服部")
    grid.until(lambda: grid.only.with_whom == "客服部")
    grid.plan.type(editor.entries["activity"], "看派工系统")
    grid.until(lambda: grid.only.activity == "看派工系统")
    grid.qtbot.mouseClick(editor.pills[grid.person("顾明远")], LEFT)
    grid.until(lambda: grid.only.people == (grid.person("沈望舒"), grid.person("顾明远")))
    editor.clauses.picked.emit("5.2.3")
    grid.until(lambda: grid.only.items == ("5.1.1", "5.2.3"))
    editor.clauses.removed.emit("5.1.1")
    grid.until(lambda: grid.only.items == ("5.2.3",))
    editor.site.chosen.emit(grid.site("南浦维修中心"))
    grid.until(lambda: grid.only.site == grid.site("南浦维修中心"))
    editor.site.chosen.emit("")
    grid.until(lambda: grid.only.site is None)
    assert grid.only.id == slot.id


def test_a_line_is_moved_later_by_its_start_and_then_its_end(grid: Grid) -> None:
    grid.place()
    grid.press(KEY.Key_Return)
    entries = grid.view.editor.entries
    grid.plan.type(entries["start"], "14:00")
    grid.until(entries["start"].fault)
    grid.plan.type(entries["end"], "15:30")
    grid.until(lambda: (grid.only.start, grid.only.end) == ("14:00", "15:30"))
    grid.until(lambda: not entries["start"].fault())
    assert grid.view.editor.start.text() == "14:00"


def test_a_line_without_a_clause_asks_what_it_is(grid: Grid) -> None:
    grid.place(OTHER, minute=720)
    assert grid.view.side.shown() == "slot"
    editor = grid.view.editor
    assert editor.activity.hasFocus()
    grid.plan.type(editor.entries["activity"], "午休")
    editor.kind.chosen.emit("break")
    grid.until(lambda: (grid.only.kind, grid.only.activity) == ("break", "午休"))


def test_the_client_confirms_with_a_signature_and_changes_need_a_reason(grid: Grid) -> None:
    grid.place()
    grid.qtbot.mouseClick(grid.view.send, LEFT)
    card = grid.view.confirm
    grid.plan.type(card.who_entry, "孟采薇")
    view = card.pad
    QTest.mousePress(view, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(20, 40))
    QTest.mouseMove(view, QPoint(120, 30))
    QTest.mouseRelease(view, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(120, 30))
    grid.qtbot.mouseClick(card.confirm, LEFT)
    grid.until(lambda: grid.plan.document.plan is not None and grid.plan.document.plan.confirmed_by == "孟采薇")
    stands = grid.plan.document.plan
    assert stands is not None
    assert stands.confirmation is not None
    assert stands.confirmation.strokes
    assert grid.view.send.text() == "客户已确认"
    # A change waits for its reason.
    grid.board.setFocus()
    grid.press(KEY.Key_2)
    bar = grid.view.reason
    assert bar.is_asking()
    assert bar.field.hasFocus()
    assert grid.only.people == (grid.person("沈望舒"),)
    grid.qtbot.keyClick(bar.field, KEY.Key_Return)
    assert "请写明变更的原因" in bar.error.text()
    grid.qtbot.keyClicks(bar.field, "ill")
    grid.qtbot.keyClick(bar.field, KEY.Key_Return)
    grid.until(lambda: grid.only.people == (grid.person("陆知微"),))
    assert [(one.reason, "沈望舒 → 陆知微" in (one.what or "")) for one in grid.plan.document.plan_changes] == [("ill", True)]
    again = grid.plan.document.plan
    assert again is None or again.confirmed_on is None
    # The reason stands for what follows, until it is another.
    grid.board.setFocus()
    grid.press(KEY.Key_3)
    grid.until(lambda: grid.only.people == (grid.person("顾明远"),))
    assert [one.reason for one in grid.plan.document.plan_changes] == ["ill", "ill"]


def test_a_typed_change_waits_for_its_reason_too_and_can_be_given_up(begin: Begin) -> None:
    def confirmed(ws: Any, audit: str) -> None:
        plans.add_slot(ws, audit, start="09:00", end="10:00", items=("5.1.1",), on=None)
        plans.change_slots(ws, audit, (ws.audit(audit).document.slots[0].id,), {"on": "2026-11-24"})
        plans.confirm(ws, audit, by="孟采薇")

    grid = Grid(begin(**KNOWN, more=confirmed))
    grid.view.edit(grid.only.id or "")
    entry = grid.view.editor.entries["end"]
    grid.plan.type(entry, "11:00")
    grid.until(grid.view.reason.is_asking)
    assert grid.only.end == "10:00"
    grid.qtbot.keyClicks(grid.view.reason.field, "late")
    grid.qtbot.keyClick(grid.view.reason.field, KEY.Key_Return)
    grid.until(lambda: grid.only.end == "11:00")
    assert grid.plan.document.plan_changes[0].reason == "late"


def test_giving_up_leaves_the_plan_alone(begin: Begin) -> None:
    def confirmed(ws: Any, audit: str) -> None:
        plans.suggest(ws, audit)
        plans.confirm(ws, audit, by="孟采薇")

    grid = Grid(begin(**KNOWN, more=confirmed))
    before = grid.slots
    grid.view.see(before[1].id or "")
    grid.board.setFocus()
    grid.press(KEY.Key_Delete)
    assert grid.view.reason.is_asking()
    grid.qtbot.keyClick(grid.view.reason.field, KEY.Key_Escape)
    assert grid.view.reason.isHidden()
    assert grid.slots == before
    assert grid.plan.document.plan_changes == ()


def test_a_scheme_with_two_plans_has_two_parts(begin: Begin) -> None:
    grid = Grid(begin("zhdh", **KNOWN))
    grid.view.suggest()
    grid.until(lambda: len(grid.slots) > 3)
    assert not grid.view.head.parts.isHidden()
    assert grid.view.head.parts.selected() == "management"
    shown = {bar.one.slot.part for row in grid.view.scene.layout.rows for bar in row.bars}
    assert shown == {"management"}
    grid.view.head.parts.chosen.emit("characteristics")
    rows = grid.view.scene.layout.rows
    assert {row.kind for row in rows} == {"site"}
    assert {bar.one.slot.part for row in rows for bar in row.bars} == {"characteristics"}
    # A line of the other part is found by whoever looks for it.
    slot = next(one for one in grid.slots if one.part == "management" and one.items)
    grid.view.see(slot.id or "")
    assert grid.view.head.parts.selected() == "management"


def test_without_dates_the_grid_says_what_to_do_first(begin: Begin) -> None:
    grid = Grid(begin())
    assert grid.board.isHidden()
    assert not grid.view.empty.isHidden()


def test_a_calendar_is_written_for_one_person(grid: Grid, tmp_path: Path) -> None:
    grid.place()
    grid.place("5.1.2", 1)
    grid.press(KEY.Key_2)
    grid.until(lambda: len({one.people for one in grid.slots}) == 2)
    menu = grid.view.calendar.menu_for(grid.plan.view)
    assert [action.text() for action in menu.actions()] == ["全组的日历", "沈望舒的日历", "陆知微的日历", "顾明远的日历"]
    out = tmp_path / "one.ics"
    grid.view.calendar.write(grid.person("陆知微"), out)
    grid.until(lambda: "1 个日程" in grid.plan.frame.said())
    assert out.read_text(encoding="utf-8").count("BEGIN:VEVENT") == 1


def test_records_are_revealed(grid: Grid) -> None:
    slot = grid.place()
    grid.plan.page.reveal(f"slots/{slot.id}")
    assert (grid.view.side.shown(), grid.view.editor.key) == ("slot", slot.id)
    grid.plan.page.reveal("plan.confirmed_on")
    assert grid.view.side.shown() == "confirm"


def test_names_are_short_and_no_two_alike() -> None:
    assert short_names(["总部及客服中心", "南浦体验店", "城东服务站"], 2) == ["总部", "南浦", "城东"]
    assert short_names(["审查员丁", "审查员戊"], 1) == ["丁", "戊"]
    assert short_names([f"第 {n} 网点" for n in range(1, 21)], 2) == [str(n) for n in range(1, 21)]
    for names in (["同名", "同名", "同名"], ["", "", "甲"], ["1", "2", "2"]):
        short = short_names(names, 2)
        assert len(set(short)) == len(names)
        assert all(short)


def test_twenty_sites_stay_readable(begin: Begin) -> None:
    sites = [{"name": f"第 {n} 服务网点"} for n in range(1, 20)]
    grid = Grid(begin(**KNOWN | {"sites": sites}))
    grid.place()
    grid.board.grab()
    scene = grid.view.scene
    assert len(scene.checked.coverage.sites) == 20
    assert scene.cover_width() < 200
    assert len(set(scene.names.site_short.values())) == 20
    assert all(re.fullmatch(r"\d+|总部", name) for name in scene.names.site_short.values())
    width = grid.view.minimumSizeHint().width()
    assert width <= 1280 - 168
