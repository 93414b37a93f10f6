"""The planning page as a person fills it: fields, refusals, sites and team in place, what the report lacks, person-days, the cycle."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import audits, drafts
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import AuditView
from desktop.domain.assessment import Assessment
from desktop.ui.main_window import MainWindow
from desktop.ui.planning.basics_view import BasicsView
from desktop.ui.planning.figures_card import FigureLine
from desktop.ui.planning.page import PlanningPage
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.element_list import ROW, ElementList
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.text import Label
from tests.ui.conftest import end

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
Open = Callable[..., MainWindow]


class Planning:
    """An audit open at its planning page."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
        assert window.frame is not None
        self.frame = window.frame
        self.frame.open_step("plan")
        page = self.frame.page()
        assert isinstance(page, PlanningPage)
        basics = page.show_view("basics")
        assert isinstance(basics, BasicsView)
        self.page = basics

    @property
    def view(self) -> AuditView:
        return self.frame.view

    @property
    def document(self) -> Assessment:
        return self.view.document

    def entry(self, path: str) -> Entry:
        found = [card.entries[path] for card in self.page._cards() if path in card.entries]
        assert found, path
        return found[0]

    def type(self, path: str, text: str, *, leave: bool = True) -> Entry:
        """Into a field, from its beginning."""
        entry = self.entry(path)
        field: Any = entry.field
        field.setFocus()
        field.selectAll()
        self.qtbot.keyClicks(field, text)
        if leave:
            self.qtbot.keyClick(field, Qt.Key.Key_Tab)
        return entry

    def until(self, there: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(there()), timeout=10_000)

    def typed_into(self, widget: QWidget, text: str) -> None:
        self.qtbot.keyClicks(widget, text)


@pytest.fixture
def begin(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Callable[..., Planning]:
    """An audit of a scheme with what is known of it, at the planning page."""

    def make(scheme: str = "ctc", **known: Any) -> Planning:
        ws = open_workspace(tmp_path / "store")
        audit = audits.create(ws, scheme=scheme, client="岚川电器股份有限公司").audit
        for section, value in known.items():
            if isinstance(value, list):
                for element in value:
                    audits.put_element(ws, audit, section, None, element)
            else:
                audits.set_fields(ws, audit, section, value)
        ws.close()
        return Planning(open_window(audit), qtbot)

    return make


def test_a_field_is_part_of_the_audit_when_it_is_left(begin: Callable[..., Planning]) -> None:
    plan = begin()
    plan.type("client.credit_code", "91330400MA00DEMO1X")
    plan.until(lambda: plan.document.client.credit_code == "91330400MA00DEMO1X")
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


def test_typing_is_kept_while_it_goes_on_and_taken_in_after_a_crash(
    begin: Callable[..., Planning], qtbot: QtBot, tmp_path: Path, open_window: Open
) -> None:
    plan = begin()
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
    again = Planning(open_window(audit), qtbot)
    assert again.document.audit.number == "2026-0187"


def test_what_is_no_date_stays_with_its_reason(begin: Callable[..., Planning]) -> None:
    plan = begin()
    entry = plan.type("audit.starts_on", "2026-11-31")
    field: Any = entry.field
    assert "不是日期" in entry.fault()
    # Another change of the audit does not wipe it out.
    plan.type("audit.number", "7")
    plan.until(lambda: plan.document.audit.number == "7")
    assert field.text() == "2026-11-31"
    assert entry.fault()
    # Shown again when the audit is opened anew.
    plan.frame.close_audit()
    plan.until(lambda: plan.window.frame is None)
    plan.window.open_audit(plan.view.id)
    again = Planning(plan.window, plan.qtbot)
    same = again.entry("audit.starts_on")
    again.until(same.fault)
    assert same.field.property("text") == "2026-11-31"
    again.type("audit.starts_on", "20261124")
    again.until(lambda: again.document.audit.starts_on == date(2026, 11, 24))
    again.until(lambda: not same.fault())


def test_arrows_move_a_date_by_days(begin: Callable[..., Planning]) -> None:
    plan = begin(audit={"starts_on": date(2026, 12, 31)})
    field = plan.entry("audit.starts_on").field
    field.setFocus()
    plan.qtbot.keyClick(field, Qt.Key.Key_Up)
    plan.qtbot.keyClick(field, Qt.Key.Key_Return)
    plan.until(lambda: plan.document.audit.starts_on == date(2027, 1, 1))


def test_a_site_is_added_edited_and_removed_by_keys_with_a_way_back(begin: Callable[..., Planning]) -> None:
    plan = begin()
    qtbot, card = plan.qtbot, plan.page.sites
    qtbot.keyClick(plan.page, Qt.Key.Key_S, ALT)
    plan.until(card.list.editing)
    field = QApplication.focusWidget()
    assert isinstance(field, TextField)
    qtbot.keyClicks(field, "Nanpu")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    plan.until(lambda: [site.name for site in plan.document.sites] == ["Nanpu"])
    editor: Any = card.list.editor()
    qtbot.mouseClick(editor.temporary, LEFT)
    plan.until(lambda: plan.document.sites[0].temporary)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not card.list.editing()
    assert [(row.title, row.note) for row in card.list.rows()] == [("Nanpu", "临时")]
    # Esc leaves the focus on the list: Delete takes the row away, Ctrl+Z brings it back.
    assert card.list.hasFocus()
    qtbot.keyClick(card.list, Qt.Key.Key_Delete)
    plan.until(lambda: not plan.document.sites)
    assert "Nanpu" in plan.frame._toast.text()
    qtbot.keyClick(plan.page, Qt.Key.Key_Z, CONTROL)
    plan.until(lambda: [site.name for site in plan.document.sites] == ["Nanpu"])


def test_an_open_row_is_brought_into_sight(begin: Callable[..., Planning]) -> None:
    plan = begin(sites=[{"name": f"场所{number}"} for number in range(40)])
    plan.qtbot.keyClick(plan.page, Qt.Key.Key_S, ALT)
    plan.until(plan.page.sites.list.editing)
    viewport, opened = plan.page.column.viewport(), plan.page.sites.list.editor()
    assert opened is not None
    plan.until(lambda: 0 < opened.mapTo(viewport, QPoint(0, opened.height())).y() <= viewport.height())


def test_an_element_left_empty_leaves_nothing(begin: Callable[..., Planning]) -> None:
    plan = begin()
    plan.qtbot.mouseClick(plan.page.team.add, LEFT)
    plan.until(plan.page.team.list.editing)
    assert len(plan.document.team) == 1
    plan.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    plan.until(lambda: not plan.document.team)


def test_text_typed_in_an_open_row_is_taken_in_when_the_page_is_left(begin: Callable[..., Planning]) -> None:
    plan = begin(team=[{"name": "审查员甲", "role": "leader"}])
    plan.qtbot.mouseClick(plan.page.team.list, LEFT, pos=QPoint(40, ROW // 2))
    editor: Any = plan.page.team.list.editor()
    editor.entries["registration"].field.setFocus()
    plan.qtbot.keyClicks(editor.entries["registration"].field, "FW-1001")
    editor.entries["days"].field.setFocus()
    plan.qtbot.keyClicks(editor.entries["days"].field, "2.5")
    plan.frame.leave()
    plan.until(lambda: plan.document.team[0].days == Decimal("2.5"))
    assert plan.document.team[0].registration == "FW-1001"


def test_a_click_on_the_bin_removes_that_row(begin: Callable[..., Planning]) -> None:
    plan = begin(sites=[{"name": "一"}, {"name": "二"}, {"name": "三"}])
    sites: ElementList = plan.page.sites.list
    plan.page.column.ensureWidgetVisible(sites)
    plan.qtbot.mouseClick(sites, LEFT, pos=QPoint(sites.width() - 12, ROW + ROW // 2))
    plan.until(lambda: [site.name for site in plan.document.sites] == ["一", "三"])


def test_what_the_report_lacks_leads_to_its_field(begin: Callable[..., Planning]) -> None:
    plan = begin(client={"address": "杭州"})
    buttons = {button.text(): button for button in plan.page.needed.buttons()}
    assert {"审查范围", "审查目的", "审查开始日期", "场所", "审查组（姓名及注册信息）"} <= set(buttons)
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
    assert plan.frame.rail.item("plan")._count == before - 1


def test_alt_m_goes_from_one_gap_to_the_next(begin: Callable[..., Planning]) -> None:
    plan = begin()
    seen = []
    for _turn in range(2):
        plan.qtbot.keyClick(plan.page, Qt.Key.Key_M, ALT)
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused.accessibleName())
    assert seen == ["地址", "审查范围"]


def test_basis_of_the_scheme_is_a_draft_of_the_criteria(begin: Callable[..., Planning]) -> None:
    plan = begin()
    plan.qtbot.mouseClick(plan.page.audit.fill, LEFT)
    plan.until(lambda: plan.document.audit.criteria)
    assert "GB/T 27922-2011" in (plan.document.audit.criteria or "")
    assert plan.page.audit.fill.isHidden()


def test_level_and_kind_are_chosen_from_the_scheme(begin: Callable[..., Planning]) -> None:
    plan = begin()
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


def lines(line: FigureLine) -> tuple[str, str, str, str]:
    return line.value.text(), line.clause.text(), line.details.text(), line.open.text()


def test_person_days_follow_the_headcount_and_the_team(begin: Callable[..., Planning]) -> None:
    plan = begin("zhdh", team=[{"name": "甲", "role": "leader", "days": "2"}, {"name": "乙", "role": "expert", "days": "3"}])
    assert "有效人数" in lines(plan.page.figures.days)[3]
    plan.type("client.headcount", "126")
    plan.until(lambda: plan.document.client.headcount == 126)
    value, clause, details, opened = lines(plan.page.figures.days)
    assert value == "建议 3 人日，基础 3"
    assert clause == "附件一 一"
    assert "审查组合计 2 人日（技术专家不计）" in details
    assert "文件评审另计 0.5 至 1 人日" in details
    assert "比建议少 1" in opened


def test_a_scheme_without_a_table_says_so(begin: Callable[..., Planning]) -> None:
    plan = begin("ctc", client={"headcount": 126}, sites=[{"name": "一"}])
    value, clause, _details, opened = lines(plan.page.figures.days)
    assert (value, clause) == ("", "6.2.1 5)")
    assert "认证机构核定" in opened
    # It has no rule for sites either: nothing is shown.
    assert plan.page.figures.sample.isHidden()


def test_sites_are_drawn_without_the_head_office(begin: Callable[..., Planning]) -> None:
    sites = [{"name": "总部及客服中心"}, *({"name": f"服务站{n}"} for n in range(1, 10)), {"name": "顾客家中", "temporary": True}]
    plan = begin("zhdh", audit={"kind": "surveillance", "number": "2026-0139"}, sites=sites)
    value, clause, details, _opened = lines(plan.page.figures.sample)
    assert value == "9 个场所中查 3 个"
    assert clause == "9.3"
    assert "种子“2026-0139”" in details
    assert details.count("服务站") == 3


def test_cycle_is_a_list_of_intervals_until_its_dates_are_known(begin: Callable[..., Planning]) -> None:
    plan = begin("ctc")
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


def test_a_scheme_without_intervals_says_so(begin: Callable[..., Planning]) -> None:
    plan = begin("bz", audit={"decided_on": date(2025, 12, 8)})
    assert plan.page.cycle.strip.isHidden()
    said = [label.text() for label in plan.page.cycle.intervals.findChildren(Label)]
    assert said == ["规则没有给出审查的间隔，请按认证机构的规定安排。"]


def test_two_hundred_sites_with_long_names_stay_in_their_columns(begin: Callable[..., Planning]) -> None:
    long = "岚川电器股份有限公司西南地区售后服务中心第二维修与备件调拨分站"
    plan = begin("ctc", sites=[{"name": f"{long}{n}", "address": long * 3, "services": long * 2} for n in range(200)])
    page = plan.page
    assert page.sites.list.height() == 200 * ROW
    page.column.verticalScrollBar().setValue(page.column.verticalScrollBar().maximum())
    page.sites.list.setFocus()
    plan.qtbot.keyClick(page.sites.list, Qt.Key.Key_End)
    plan.qtbot.keyClick(page.sites.list, Qt.Key.Key_Return)
    assert page.sites.list.editing() == plan.document.sites[199].id
    page.grab()
    narrow = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible() and isinstance(widget, Entry | Button | TextField) and widget.width() < widget.minimumSizeHint().width()
    ]
    assert not narrow
    assert page.column.horizontalScrollBar().maximum() == 0
