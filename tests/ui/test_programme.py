"""The programme as a person reads and changes it, and the next audit made from one that is there."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import audits, findings, scoring
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import Workspace
from desktop.ui.audits.listing_page import ListingPage
from desktop.ui.planning.programme.view import ProgrammeView
from desktop.ui.widgets.chips import Chip
from tests.ui.planning_page import CONTROL, LEFT, Begin, Open, Planning, beginner

KEY = Qt.Key


class Programme:
    """The view, once it has asked the store."""

    def __init__(self, plan: Planning) -> None:
        self.plan = plan
        self.view = plan.show("programme", ProgrammeView)
        self.qtbot, self.until = plan.qtbot, plan.until
        self.until(lambda: self.view.stands is not None)

    def chips(self) -> list[str]:
        """The states of the windows."""
        return [chip.accessibleName() for chip in self.view.windows.grid.findChildren(Chip)]


@pytest.fixture
def begin(open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Begin:
    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-11-24T10:00:00+08:00")
    return beginner(open_window, qtbot, tmp_path)


def finished(ws: Workspace, audit: str) -> None:
    """An audit that was made last year, with points and one open finding."""
    audits.set_fields(
        ws, audit, "audit", {"starts_on": "2025-11-28", "ends_on": "2025-11-29", "evaluated_on": "2025-11-29", "number": "A1"}
    )
    rules = ws.audit(audit).rules
    scoring.answer(ws, audit, "5.1.1", score=rules.items["5.1.1"].points)
    findings.add(ws, audit, kind="nonconformity", severity="minor", items=("5.1.1",), statement="派工记录不全")


def test_windows_follow_from_the_decision(begin: Begin) -> None:
    one = Programme(begin(audit={"kind": "surveillance"}))
    assert not one.view.windows.none.isHidden()
    assert one.view.strip.isHidden()
    one.plan.type(one.view.dates.entries["programme.decided_on"], "2025-06-08")
    one.until(lambda: "逾期" in "".join(one.chips()) or "已过正常期限" in one.chips())
    assert not one.view.strip.isHidden()
    assert one.plan.document.programme is not None
    assert one.plan.document.programme.decided_on == date(2025, 6, 8)


def test_an_audit_to_come_is_planned_and_taken_out_again(begin: Begin) -> None:
    one = Programme(begin(audit={"kind": "initial", "decided_on": "2026-10-08"}))
    button = next(iter(one.view.windows.buttons.values()))
    assert button.text() == "安排"
    one.qtbot.mouseClick(button, LEFT)
    bar = one.view.plan_bar
    assert bar.day.hasFocus()
    assert bar.day.value() == "2027-10-08"
    bar.day.selectAll()
    one.qtbot.keyClicks(bar.day, "2027-09-40")
    one.qtbot.keyClick(bar.day, KEY.Key_Return)
    assert "没有“2027-09-40”这一天" in bar.error.text()
    bar.day.selectAll()
    one.qtbot.keyClicks(bar.day, "2027-09-20")
    one.qtbot.keyClick(bar.day, KEY.Key_Return)
    one.until(lambda: "已安排" in one.chips())
    assert one.plan.document.programme is not None
    assert [entry.planned_on for entry in one.plan.document.programme.audits] == [date(2027, 9, 20)]
    assert any("2027-09-20" in row.text for row in one.view.audits.list.rows())
    drop = next(button for button in one.view.windows.buttons.values() if button.text() == "取消安排")
    one.qtbot.mouseClick(drop, LEFT)
    one.until(lambda: "已安排" not in one.chips())


def test_a_change_needs_its_reason(begin: Begin) -> None:
    one = Programme(begin())
    card = one.view.changes
    one.qtbot.keyClicks(card.what, "visit the east")
    one.qtbot.mouseClick(card.add, LEFT)
    one.until(card.error.text)
    assert "为什么改" in card.error.text()
    assert card.what.value() == "visit the east"
    one.qtbot.keyClicks(card.why, "records")
    one.qtbot.mouseClick(card.add, LEFT)
    one.until(lambda: one.plan.document.programme is not None and one.plan.document.programme.changes)
    assert one.plan.document.programme is not None
    assert [(change.what, change.reason) for change in one.plan.document.programme.changes] == [("visit the east", "records")]
    one.until(lambda: card.what.value() == "")


def test_a_special_audit_names_its_trigger(begin: Begin) -> None:
    one = Programme(begin(audit={"kind": "special"}))
    card = one.view.trigger
    assert not card.isHidden()
    card.choice.select("b")
    one.qtbot.keyClicks(card.note, "merger")
    one.qtbot.mouseClick(card.give_button, LEFT)
    one.until(lambda: one.plan.document.audit.trigger)
    assert (one.plan.document.audit.trigger or "").endswith("（merger）")
    other = Programme(one.plan)
    assert other.view.trigger.choice.selected() == "b"


def test_what_this_audit_must_contain_leads_to_its_step(begin: Begin) -> None:
    one = Programme(begin(audit={"kind": "surveillance"}))
    asked = one.view.contain.asked.jumps()
    assert [jump.note for jump in asked if jump.text.startswith("暗访")] == ["必须"]
    topics = next(jump for jump in asked if jump.target == "topics")
    one.view.contain.asked.wanted.emit(topics.target)
    assert one.plan.frame._step == "topics"
    # What is lacking in the programme itself is a field here.
    notice = next(jump for jump in one.view.contain.notices.jumps() if jump.target == "programme.decided_on")
    one.plan.frame.open_step("plan")
    one.view.contain.notices.wanted.emit(notice.target)
    assert one.view.dates.entries["programme.decided_on"].field.hasFocus()


def test_the_next_audit_is_made_and_opened_with_open_findings(begin: Begin) -> None:
    one = Programme(begin(audit={"kind": "initial"}, sites=[{"name": "南浦"}], more=finished))
    one.qtbot.keyClick(one.view, KEY.Key_N, Qt.KeyboardModifier.AltModifier)
    form = one.view.form
    assert not form.isHidden()
    assert form.kind.selected() == "surveillance"
    one.plan.type(form.starts_entry, "2026-13-01", leave=False)
    one.qtbot.keyClick(form.starts, KEY.Key_Return)
    assert "没有“2026-13-01”这一天" in form.starts_entry.fault()
    one.plan.type(form.starts_entry, "2026-11-24", leave=False)
    form.decided.reset("2025-12-08")
    first = one.plan.view.id
    one.qtbot.keyClick(form.starts, KEY.Key_Return)
    one.until(lambda: one.plan.window.frame is not None and one.plan.window.frame.view.id != first)
    again = Programme(Planning(one.plan.window, one.qtbot))
    document = again.plan.document
    assert document.audit.kind == "surveillance"
    assert [site.name for site in document.sites] == ["南浦"]
    assert [(finding.statement, finding.carried_from) for finding in document.findings] == [("派工记录不全", "A1")]
    # The audit before stands in its programme and can be opened from there.
    titles = [row.title for row in again.view.audits.list.rows()]
    assert any("A1" in title for title in titles)
    counts = again.view.audits.table.counts(0)
    assert counts[0][0] >= 1
    again.view.audits.list.opened.emit(first)
    one.until(lambda: one.plan.window.frame is not None and one.plan.window.frame.view.id == first)


def test_the_list_of_audits_offers_the_next_one(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    ws = open_workspace(tmp_path / "store")
    audit = audits.create(ws, scheme="ctc", client="岚川电器股份有限公司", kind="initial").audit
    ws.close()
    window = open_window()
    page: Any = window.start.stack.currentWidget()
    assert isinstance(page, ListingPage)
    assert [action.text() for action in page.menu_for(audit).actions()] == ["打开", "新建后续审查…"]
    qtbot.keyClick(window.start, KEY.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.start.next_page() is not None, timeout=10_000)
    form = window.start.next_page()
    assert form is not None
    assert "岚川" in form.form.title.text()
    # Back, and again by the menu.
    qtbot.keyClick(form.form, KEY.Key_Escape)
    qtbot.waitUntil(lambda: window.start.next_page() is None, timeout=10_000)
    page.menu_for(audit).actions()[1].trigger()
    qtbot.waitUntil(lambda: window.start.next_page() is not None, timeout=10_000)
    form.form.kind.select("special")
    form.form.kind.chosen.emit("special")
    assert not form.form.trigger_entry.isHidden()
    qtbot.mouseClick(form.form.make, LEFT)
    qtbot.waitUntil(lambda: window.frame is not None, timeout=10_000)
    assert window.frame is not None
    assert window.frame.view.document.audit.kind == "special"
    assert window.frame.view.document.audit.trigger
    QApplication.processEvents()
