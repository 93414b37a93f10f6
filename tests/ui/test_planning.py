"""The basics of the planning page as a person fills them: fields, refusals, what the report lacks, the cycle."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import drafts
from desktop.ui.planning.basics_view import BasicsView
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.text import Label
from tests.ui.conftest import end
from tests.ui.planning_page import ALT, CONTROL, LEFT, Begin, Open, Planning, beginner


class Basics:
    """The view with its fields by path."""

    def __init__(self, plan: Planning) -> None:
        self.plan = plan
        self.page = plan.show("basics", BasicsView)
        self.qtbot, self.until, self.frame, self.window = plan.qtbot, plan.until, plan.frame, plan.window

    @property
    def view(self) -> Any:
        return self.plan.view

    @property
    def document(self) -> Any:
        return self.plan.document

    def entry(self, path: str) -> Entry:
        found = [card.entries[path] for card in self.page._cards() if path in card.entries]
        assert found, path
        return found[0]

    def type(self, path: str, text: str, *, leave: bool = True) -> Entry:
        return self.plan.type(self.entry(path), text, leave=leave)


@pytest.fixture
def begin(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Begin:
    return beginner(open_window, qtbot, tmp_path)


def test_a_field_is_part_of_the_audit_when_it_is_left(begin: Begin) -> None:
    plan = Basics(begin())
    plan.type("client.credit_code", "91330400MA00DEM01X")
    plan.until(lambda: plan.document.client.credit_code == "91330400MA00DEM01X")
    plan.type("client.headcount", "126")
    plan.until(lambda: plan.document.client.headcount == 126)
    plan.type("audit.ends_on", "2026/11/25")
    plan.until(lambda: plan.document.audit.ends_on == date(2026, 11, 25))
    assert plan.entry("audit.ends_on").field.property("text") == "2026-11-25"
    # Emptied is gone.
    plan.type("client.headcount", "")
    field: Any = plan.entry("client.headcount").field
    field.setFocus()
    field.selectAll()
    plan.qtbot.keyClick(field, Qt.Key.Key_Backspace)
    plan.qtbot.keyClick(field, Qt.Key.Key_Return)
    plan.until(lambda: plan.document.client.headcount is None)


def test_typing_is_kept_while_it_goes_on_and_taken_in_after_a_crash(begin: Begin, qtbot: QtBot, tmp_path: Path, open_window: Open) -> None:
    plan = Basics(begin())
    plan.type("audit.number", "2026-0187", leave=False)
    kept: list[Any] = []

    def is_kept() -> bool:
        plan.window.runner.ask(plan.page, lambda ws: drafts.drafts(ws, plan.view.id), kept.extend)
        return any(draft.text == "2026-0187" for draft in kept)

    qtbot.waitUntil(is_kept, timeout=5_000)
    assert plan.document.audit.number is None
    # The program dies: nothing is committed on the way out.
    audit = plan.view.id
    plan.page.drafts._bound.clear()
    end(plan.window)
    again = Basics(Planning(open_window(audit), qtbot))
    assert again.document.audit.number == "2026-0187"


def test_what_is_no_date_stays_with_its_reason(begin: Begin) -> None:
    plan = Basics(begin())
    entry = plan.type("audit.starts_on", "2026-11-31")
    field: Any = entry.field
    assert entry.fault() == "没有“2026-11-31”这一天，请改正。"
    # Another change of the audit does not wipe it out.
    plan.type("audit.number", "7")
    plan.until(lambda: plan.document.audit.number == "7")
    assert field.text() == "2026-11-31"
    assert entry.fault()
    # Shown again when the audit is opened anew.
    plan.frame.close_audit()
    plan.until(lambda: plan.window.frame is None)
    plan.window.open_audit(plan.view.id)
    again = Basics(Planning(plan.window, plan.qtbot))
    same = again.entry("audit.starts_on")
    again.until(same.fault)
    assert same.field.property("text") == "2026-11-31"
    again.type("audit.starts_on", "20261124")
    again.until(lambda: again.document.audit.starts_on == date(2026, 11, 24))
    again.until(lambda: not same.fault())


def test_arrows_move_a_date_by_days(begin: Begin) -> None:
    plan = Basics(begin(audit={"starts_on": date(2026, 12, 31)}))
    field = plan.entry("audit.starts_on").field
    field.setFocus()
    plan.qtbot.keyClick(field, Qt.Key.Key_Up)
    plan.qtbot.keyClick(field, Qt.Key.Key_Return)
    plan.until(lambda: plan.document.audit.starts_on == date(2027, 1, 1))


def test_what_the_report_lacks_leads_to_its_field(begin: Begin) -> None:
    plan = Basics(begin(client={"address": "杭州"}))
    buttons = {button.text(): button for button in plan.page.needed.buttons()}
    assert {"审查范围", "审查目的", "审查开始日期", "法律地位"} <= set(buttons)
    assert "地址" not in buttons
    before = len(buttons)
    plan.qtbot.mouseClick(buttons["审查目的"], LEFT)
    entry = plan.entry("audit.purpose")
    assert entry.field.hasFocus()
    assert entry.is_needed()
    plan.qtbot.keyClicks(entry.field, "purpose")
    plan.qtbot.keyClick(entry.field, Qt.Key.Key_Return, CONTROL)
    plan.until(lambda: len(plan.page.needed.buttons()) == before - 1)
    assert not entry.is_needed()
    assert plan.plan.page.pills["basics"].text() == f"基本情况 {before - 1}"


def test_alt_m_goes_from_one_gap_to_the_next(begin: Begin) -> None:
    plan = Basics(begin())
    seen = []
    for _turn in range(2):
        plan.qtbot.keyClick(plan.page, Qt.Key.Key_M, ALT)
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused.accessibleName())
    assert seen == ["地址", "审查范围"]


def test_basis_of_the_scheme_is_a_draft_of_the_criteria(begin: Begin) -> None:
    plan = Basics(begin())
    plan.qtbot.mouseClick(plan.page.audit.fill, LEFT)
    plan.until(lambda: plan.document.audit.criteria)
    assert "GB/T 27922-2011" in (plan.document.audit.criteria or "")
    assert plan.page.audit.fill.isHidden()


def test_level_and_kind_are_chosen_from_the_scheme(begin: Begin) -> None:
    plan = Basics(begin())
    level = plan.page.level
    options = [level.applied.itemText(place) for place in range(level.applied.count())]
    assert options[:2] == ["未填写", "五星级"]
    level.applied.setFocus()
    plan.qtbot.keyClick(level.applied, Qt.Key.Key_Down)
    # A closed list moves with the arrow; choosing from it is what counts.
    level.applied.activated.emit(level.applied.currentIndex())
    plan.until(lambda: plan.document.applied_for == 5)
    level.held.setCurrentIndex(2)
    level.held.activated.emit(2)
    plan.until(lambda: plan.document.previous is not None and plan.document.previous.stars == 4)
    kind = plan.page.audit.kind
    kind.setCurrentIndex(kind.findData("surveillance"))
    kind.activated.emit(kind.currentIndex())
    plan.until(lambda: plan.document.audit.kind == "surveillance")


def test_cycle_is_a_list_of_intervals_until_its_dates_are_known(begin: Begin) -> None:
    plan = Basics(begin("ctc"))
    cycle = plan.page.cycle
    assert cycle.strip.isHidden()
    assert not cycle.intervals.isHidden()
    plan.type("audit.decided_on", "2025-12-08")
    plan.type("audit.last_audit_on", "2026-11-25")
    plan.until(lambda: "2028-02-25" in cycle.strip.accessibleName())
    assert not cycle.strip.isHidden()
    assert cycle.intervals.isHidden()
    assert "2026-12-08" in cycle.strip.accessibleName()
    assert cycle.breaches.isHidden()
    # Too late is told, not refused.
    plan.type("audit.last_audit_on", "2027-01-10")
    plan.until(lambda: not cycle.breaches.isHidden())
    assert plan.document.audit.last_audit_on == date(2027, 1, 10)


def test_a_scheme_without_intervals_says_so(begin: Begin) -> None:
    plan = Basics(begin("bz", audit={"decided_on": date(2025, 12, 8)}))
    assert plan.page.cycle.strip.isHidden()
    said = [label.text() for label in plan.page.cycle.intervals.findChildren(Label)]
    assert said == ["规则没有给出审查的间隔，请按认证机构的规定安排。"]


def test_what_does_not_fit_is_told_and_leads_to_its_field(begin: Begin) -> None:
    plan = Basics(begin(client={"credit_code": "91330400MA00DEM01X"}))
    lines = plan.page.notices.lines()
    assert ["校验位" in line.words()[0] for line in lines] == [True]
    plan.qtbot.mouseClick(lines[0], LEFT)
    entry = plan.entry("client.credit_code")
    assert entry.field.hasFocus()
    plan.type("client.credit_code", "91330400MA00DEM010")
    plan.until(plan.page.notices.isHidden)


def test_scope_is_written_as_the_scheme_wants_it(begin: Begin) -> None:
    plan = Basics(begin("bz"))
    assert plan.page.audit.by_pattern.isHidden()
    plan.type("client.activities", "家用电器销售和安装维修")
    plan.until(lambda: not plan.page.audit.by_pattern.isHidden())
    plan.qtbot.mouseClick(plan.page.audit.by_pattern, LEFT)
    plan.until(lambda: plan.document.audit.scope == "岚川电器股份有限公司家用电器销售和安装维修所涉及的售后服务体系成熟度认证")
    assert plan.page.audit.by_pattern.isHidden()


def test_views_are_switched_by_pill_and_key_and_keep_what_is_typed(begin: Begin) -> None:
    plan = begin("zhdh")
    basics = Basics(plan)
    basics.type("audit.number", "2026-0139", leave=False)
    plan.press(Qt.Key.Key_3, ALT)
    assert plan.page.at() == "days"
    assert [id_ for id_, pill in plan.page.pills.items() if pill.isChecked()] == ["days"]
    plan.until(lambda: plan.document.audit.number == "2026-0139")
    hints = plan.frame.keys()
    shown = [hint.does for hint in hints]
    assert shown[0] == "换视图"
    assert "添加增减" in shown
    # What another view changed is there when one comes back.
    plan.press(Qt.Key.Key_1, ALT)
    assert basics.entry("audit.number").field.property("text") == "2026-0139"


def test_pills_and_rail_count_what_is_open(begin: Begin) -> None:
    plan = begin("zhdh")
    counts = {id_: int(pill.text().rpartition(" ")[2]) for id_, pill in plan.page.pills.items() if " " in pill.text()}
    assert counts["application"] >= 20
    assert plan.frame.rail.item("plan")._count == sum(counts.values())


def test_the_form_of_a_view_is_printed(begin: Begin, tmp_path: Path) -> None:
    plan = begin("zhdh", team=[{"name": "审查员甲", "role": "leader", "registration": "FW-1", "days": "2"}], client={"headcount": 126})
    plan.page.show_view("basics")
    assert plan.page.print_button.isHidden()
    plan.page.show_view("days")
    plan.click(plan.page.print_button)
    dialog = plan.page.paper.dialog
    assert dialog is not None
    path = tmp_path / "days.pdf"
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    plan.until(path.exists)
    plan.until(lambda: "days.pdf" in plan.frame.said())
    assert path.read_bytes()[:5] == b"%PDF-"
