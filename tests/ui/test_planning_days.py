"""The account of person-days as a person keeps it: reckoned, changed with reasons, planned, approved."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import audits, preparation_days
from desktop.ui.planning.days.view import DaysView
from tests.ui.planning_page import ALT, CONTROL, Begin, Open, Planning, beginner

TEAM = [{"name": "甲", "role": "leader", "days": "2"}, {"name": "乙", "role": "expert", "days": "3"}]


@pytest.fixture
def begin(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Begin:
    return beginner(open_window, qtbot, tmp_path)


def opened(plan: Planning) -> DaysView:
    return plan.show("days", DaysView)


def changes(plan: Planning) -> list[tuple[Decimal, str]]:
    own = plan.document.person_days
    return [(change.share, change.reason) for change in own.changes] if own is not None else []


def amounts(view: DaysView) -> dict[str, str]:
    return {line.name: line.amount for line in view.account.ledger.lines()}


def test_account_is_reckoned_from_headcount_and_team(begin: Begin) -> None:
    plan = begin("zhdh", team=TEAM, client={"headcount": 126})
    view = opened(plan)
    assert amounts(view) == {"基础": "3", "核算": "3", "最少": "2.1", "审查组": "2"}
    assert view.account.ledger.lines()[0].text == "有效人数 126，查表 3 人日"
    assert view.account.head.note.text() == "附件一 一"
    assert "技术专家 3 人日不计" in [line.text for line in view.account.ledger.lines()]
    assert view.planned.planned_days.placeholderText() == "建议 3"
    assert view.planned.review_days.placeholderText() == "0.5—1"


def test_a_scheme_without_a_table_says_so(begin: Begin) -> None:
    plan = begin("ctc", client={"headcount": 126})
    view = opened(plan)
    line = view.account.ledger.lines()[0]
    assert line.amount == "—"
    assert "认证机构核定" in line.text
    assert line.role == "open"


def test_a_reduction_counts_once_percent_and_reason_are_there(begin: Begin) -> None:
    plan = begin("zhdh", client={"headcount": 126})
    view = opened(plan)
    plan.press(Qt.Key.Key_A, ALT)
    editor: Any = view.changes.list.editor()
    plan.qtbot.keyClicks(editor.percent, "20")
    plan.press(Qt.Key.Key_Tab, widget=editor.percent)
    assert not changes(plan)
    plan.qtbot.keyClicks(editor.reason, "one process")
    plan.press(Qt.Key.Key_Return, widget=editor.reason)
    plan.until(lambda: changes(plan) == [(Decimal("-0.2"), "one process")])
    assert amounts(view)["减少"] == "−0.6"
    # The other way round.
    plan.press(Qt.Key.Key_Right, widget=editor.way)
    plan.until(lambda: amounts(view).get("增加") == "+0.6")
    plan.press(Qt.Key.Key_Escape, widget=editor)
    rows = view.changes.list.rows()
    assert [(row.title, row.note) for row in rows] == [("增加 20%", "+0.6 人日")]
    # Out, and back again.
    plan.press(Qt.Key.Key_Delete, widget=view.changes.list)
    plan.until(lambda: not view.changes.list.rows())
    assert "已移除" in plan.frame.said()
    plan.press(Qt.Key.Key_Z, CONTROL)
    plan.until(lambda: len(view.changes.list.rows()) == 1)


def test_half_a_change_is_kept_but_counts_for_nothing(begin: Begin) -> None:
    plan = begin("zhdh", client={"headcount": 126})
    view = opened(plan)
    plan.press(Qt.Key.Key_A, ALT)
    editor: Any = view.changes.list.editor()
    plan.qtbot.keyClicks(editor.percent, "15")
    plan.press(Qt.Key.Key_Escape, widget=editor)
    assert not view.changes.list.rows()
    assert plan.document.person_days is None
    # Still there when one comes back to it.
    plan.press(Qt.Key.Key_A, ALT)
    again: Any = view.changes.list.editor()
    plan.until(lambda: again.percent.value() == "15")


def test_too_much_is_taken_down_marked_and_not_approved(begin: Begin) -> None:
    def more(ws: Any, audit: str) -> None:
        preparation_days.change_days(ws, audit, share=Decimal("-0.4"), reason="单一过程")
        preparation_days.plan_days(ws, audit, planned=Decimal(2), document_review=Decimal(1))

    plan = begin("zhdh", team=TEAM, client={"headcount": 126}, more=more)
    view = opened(plan)
    wrong = [row.text for row in view.notices.rows() if row.tone == "wrong"]
    assert any("40%" in text and "30%" in text for text in wrong)
    plan.click(view.planned.approval.button)
    plan.until(view.planned.approval.error.text)
    assert "不能批准" in view.planned.approval.error.text()
    assert plan.document.person_days is not None
    assert plan.document.person_days.approved_by is None
    # The sentence leads to the changes.
    plan.click(view.notices.lines()[0])
    assert view.changes.list.hasFocus()


def test_approval_is_given_and_ends_with_a_change(begin: Begin) -> None:
    plan = begin("zhdh", team=TEAM, client={"headcount": 126})
    view = opened(plan)
    plan.type(view.planned.entries["person_days.planned_days"], "3")
    plan.type(view.planned.entries["person_days.document_review_days"], "1")
    plan.until(lambda: view.summary() == "现场 3 人日，文件评审 1")
    plan.click(view.planned.approval.button)
    plan.until(lambda: plan.document.person_days and plan.document.person_days.approved_on)
    assert not view.planned.approval.button.isVisible()
    assert view.planned.approval.glyph.accessibleName() == "已评"
    plan.type(view.planned.entries["person_days.planned_days"], "4")
    plan.until(lambda: plan.document.person_days and plan.document.person_days.approved_on is None)
    assert view.planned.approval.button.isVisible()


def test_days_past_reason_are_refused_at_the_field(begin: Begin) -> None:
    plan = begin("zhdh", client={"headcount": 126})
    view = opened(plan)
    entry = plan.type(view.planned.entries["person_days.planned_days"], "5000")
    plan.until(entry.fault)
    assert "0 到 1000" in entry.fault()
    assert entry.field.property("text") == "5000"
    assert plan.document.person_days is None


def test_days_of_the_team_are_entered_where_they_are_counted(begin: Begin) -> None:
    plan = begin("zhdh", team=[{"name": "甲", "role": "leader"}, {"name": "乙", "role": "auditor"}])
    view = opened(plan)
    assert any("没有写现场人日" in text for text in plan.said())
    line = next(iter(view.team.lines.values()))
    line.days.setFocus()
    plan.qtbot.keyClicks(line.days, "2.5")
    plan.press(Qt.Key.Key_Tab, widget=line.days)
    plan.until(lambda: plan.document.team[0].days == Decimal("2.5"))
    assert view.team.head.note.text() == "合计 2.5"
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "乙的人日"


def test_initial_days_are_asked_for_a_recertification_only(begin: Begin) -> None:
    plan = begin("zgc", client={"headcount": 126})
    view = opened(plan)
    entry = view.planned.entries["person_days.initial_days"]
    assert entry.isHidden()
    audit = plan.view.id
    plan.window.runner.act(plan.page, lambda ws: audits.set_fields(ws, audit, "audit", {"kind": "recertification"}))
    plan.until(lambda: not entry.isHidden())
