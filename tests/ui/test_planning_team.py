"""The team and its papers as a person keeps them: members, ties, appointment, notice, the client's answer, who stands apart."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import audits
from desktop.actions.workspace import Workspace
from desktop.base import clock
from desktop.ui.planning.team.view import TeamView
from desktop.ui.widgets.element_list import ROW
from tests.ui.planning_page import ALT, LEFT, Begin, Open, Planning, beginner

LEADER = {"name": "审查员甲", "role": "leader", "registration": "FW-1001", "days": "2"}
SECOND = {"name": "审查员乙", "role": "auditor", "registration": "FW-1002", "days": "2"}
DATES = {"starts_on": date(2026, 12, 1), "ends_on": date(2026, 12, 3)}
WHOLE = DATES | {"purpose": "目的", "criteria": "准则", "scope": "范围"}


@pytest.fixture
def begin(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Begin:
    return beginner(open_window, qtbot, tmp_path)


def opened(plan: Planning) -> TeamView:
    return plan.show("team", TeamView)


def appointment(plan: Planning) -> Any:
    return plan.document.appointment


def test_an_element_left_empty_leaves_nothing(begin: Begin) -> None:
    plan = begin()
    view = opened(plan)
    plan.click(view.team.add)
    plan.until(view.team.list.editing)
    assert len(plan.document.team) == 1
    plan.press(Qt.Key.Key_Escape, widget=QApplication.focusWidget())
    plan.until(lambda: not plan.document.team)


def test_text_typed_in_an_open_row_is_taken_in_when_the_page_is_left(begin: Begin) -> None:
    plan = begin(team=[{"name": "审查员甲", "role": "leader"}])
    view = opened(plan)
    plan.qtbot.mouseClick(view.team.list, LEFT, pos=QPoint(40, ROW // 2))
    editor: Any = view.team.list.editor()
    for name, text in (("registration", "FW-1001"), ("days", "2.5")):
        editor.entries[name].field.setFocus()
        plan.qtbot.keyClicks(editor.entries[name].field, text)
    plan.frame.leave()
    plan.until(lambda: plan.document.team[0].days == Decimal("2.5"))
    assert plan.document.team[0].registration == "FW-1001"


def test_there_is_one_leader(begin: Begin) -> None:
    plan = begin(team=[LEADER, SECOND])
    view = opened(plan)
    view.team.edit(view.team.elements[1].id)
    editor: Any = view.team.list.editor()
    editor.role.setCurrentIndex(editor.role.findData("leader"))
    editor.role.activated.emit(editor.role.currentIndex())
    plan.until(lambda: [member.role for member in plan.document.team] == ["auditor", "leader"])


def test_ties_are_judged_before_anybody_audits(begin: Begin) -> None:
    plan = begin(team=[LEADER, SECOND])
    view = opened(plan)
    view.team.edit(view.team.elements[0].id)
    editor: Any = view.team.list.editor()
    plan.type(editor.entries["ties"], "2024 年做过内审顾问")
    plan.until(lambda: any("还没有判断是否影响公正" in text for text in plan.said()))
    plan.press(Qt.Key.Key_Right, widget=editor.independent)
    plan.until(lambda: plan.document.team[0].independent is not None)
    plan.press(Qt.Key.Key_Right, widget=editor.independent)
    plan.until(lambda: plan.document.team[0].independent is False)
    found = [row for row in view.notices.rows() if "不能参加本次审查" in row.text]
    assert [row.tone for row in found] == ["wrong"]
    assert "影响公正" in view.team.list.rows()[0].text


def test_earlier_audits_of_the_client_are_found_in_this_store(begin: Begin) -> None:
    def more(ws: Workspace, audit: str) -> None:
        before = audits.create(ws, scheme="ctc", client="岚川电器股份有限公司", number="2025-0007").audit
        audits.put_element(ws, before, "team", None, {"name": "审查员甲", "role": "leader"})

    plan = begin(team=[LEADER, SECOND], more=more)
    opened(plan)
    plan.press(Qt.Key.Key_H, ALT)
    plan.until(lambda: "2025-0007" in (plan.document.team[0].ties or ""))
    assert not plan.document.team[1].ties
    plan.until(lambda: "判断是否影响公正" in plan.frame.said())
    # A second time there is nothing new.
    plan.press(Qt.Key.Key_H, ALT)
    plan.until(lambda: "没有查到" in plan.frame.said())


def test_nobody_is_appointed_while_the_appointment_lacks_something(begin: Begin) -> None:
    plan = begin(team=[LEADER], audit=DATES)
    view = opened(plan)
    plan.click(view.appointment.issue.button)
    plan.until(view.appointment.issue.error.text)
    assert "审查目的" in view.appointment.issue.error.text()
    assert appointment(plan) is None
    # The sentence among the notices leads to the field, in the view that has it.
    line = next(line for line in _all_lines(view) if "审查目的" in line.words()[0])
    plan.click(line)
    assert plan.page.at() == "basics"
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "审查目的"


def test_appointed_noticed_objected_confirmed(begin: Begin) -> None:
    plan = begin(team=[LEADER], audit=WHOLE)
    card = opened(plan).appointment
    plan.click(card.issue.button)
    plan.until(lambda: appointment(plan) and appointment(plan).issued_on == clock.now().date())
    assert not card.issue.button.isVisible()
    # Nothing is confirmed that was not sent.
    entry = plan.type(card.entries["appointment.confirmed_by"], "Manager")
    plan.until(entry.fault)
    assert "还没有发给受审查方" in entry.fault()
    plan.click(card.send.button)
    plan.until(lambda: appointment(plan).noticed_on == clock.now().date())
    plan.type(card.entries["appointment.objection"], "审查员甲曾任我公司顾问")
    plan.until(lambda: appointment(plan).objection == "审查员甲曾任我公司顾问")
    assert card.answer.title.text() == "受审查方有异议"
    plan.type(card.entries["appointment.confirmed_by"], "Quality manager")
    plan.until(lambda: appointment(plan).confirmed_by == "Quality manager")
    assert appointment(plan).confirmed_on == clock.now().date()
    assert card.answer.title.text() == "受审查方已确认"
    # A change of what was confirmed ends it.
    audit = plan.view.id
    plan.window.runner.act(plan.page, lambda ws: audits.set_fields(ws, audit, "audit", {"scope": "另一范围"}))
    plan.until(lambda: appointment(plan).confirmed_on is None)
    assert card.answer.title.text() == "受审查方有异议"


def test_who_was_on_site_neither_reviews_nor_decides(begin: Begin) -> None:
    plan = begin("zhdh", team=[LEADER])
    view = opened(plan)
    plan.type(view.apart.entries["appointment.decider"], "审查员甲")
    plan.until(lambda: "请另换他人" in view.apart.told.text())
    assert [row.tone for row in view.notices.rows() if "认证决定人员审查员甲" in row.text] == ["wrong"]
    plan.type(view.apart.entries["appointment.decider"], "决定人员己")
    plan.until(lambda: "请另换他人" not in view.apart.told.text())


def test_the_report_leads_to_who_lacks_a_registration(begin: Begin) -> None:
    plan = begin(team=[LEADER, {"name": "审查员乙", "role": "auditor"}])
    plan.frame.go("plan", "team")
    view = plan.page.current()
    assert isinstance(view, TeamView)
    assert view.team.list.editing() == plan.document.team[1].id
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "注册信息"


def _all_lines(view: TeamView) -> list[Any]:
    if view.notices.more.isVisible():
        view.notices.more.click()
    return list(view.notices.lines())
