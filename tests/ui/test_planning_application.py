"""The review of an application as a person does it: documents, conditions, the decision, the client told."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import preparation
from desktop.base import clock
from desktop.ui.planning.application.view import ApplicationView
from desktop.ui.widgets.check_list import CheckLine
from tests.actions.scenario import make_photo
from tests.ui.planning_page import CONTROL, LEFT, Begin, Open, Planning, beginner


@pytest.fixture
def begin(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Begin:
    return beginner(open_window, qtbot, tmp_path)


def line_of(card: Any, key: str) -> CheckLine:
    found = card.list.line(key)
    assert isinstance(found, CheckLine)
    return found


def states(card: Any) -> dict[str, str]:
    return {row.id: row.state for row in card.list.rows()}


def is_state(card: Any, key: str, state: str) -> bool:
    return states(card)[key] == state


def opened(plan: Planning) -> ApplicationView:
    return plan.show("application", ApplicationView)


def test_documents_are_ticked_off_by_keys(begin: Begin) -> None:
    plan = begin("ctc")
    view = opened(plan)
    today = clock.now().date()
    line_of(view.dossier, "form").setFocus()
    plan.press(Qt.Key.Key_Space, widget=QApplication.focusWidget())
    plan.until(lambda: plan.document.dossier.get("form"))
    assert plan.document.dossier["form"].received_on == today
    assert states(view.dossier)["form"] == "done"
    plan.press(Qt.Key.Key_Down, widget=QApplication.focusWidget())
    assert QApplication.focusWidget() is line_of(view.dossier, "legal")
    assert view.dossier.head.note.text() == "已收 1 / 5"
    # Taken back by Delete, and that by undo.
    line_of(view.dossier, "form").setFocus()
    plan.press(Qt.Key.Key_Delete, widget=QApplication.focusWidget())
    plan.until(lambda: states(view.dossier)["form"] == "empty")
    plan.press(Qt.Key.Key_Z, CONTROL, QApplication.focusWidget())
    plan.until(lambda: states(view.dossier)["form"] == "done")


def test_a_document_that_does_not_apply_says_why(begin: Begin) -> None:
    plan = begin("ctc")
    view = opened(plan)
    card = view.dossier
    plan.qtbot.mouseClick(line_of(card, "certificates"), LEFT, pos=QPoint(120, 16))
    assert card.list.editing() == "certificates"
    plan.type(card.editor.entries["not_applicable"], "没有其他证书")
    plan.until(lambda: states(card)["certificates"] == "excluded")
    assert plan.document.dossier["certificates"].not_applicable == "没有其他证书"
    # A day in its place: come in after all.
    plan.type(card.editor.entries["received_on"], "2026/11/20")
    plan.until(lambda: plan.document.dossier["certificates"].received_on == date(2026, 11, 20))
    assert not plan.document.dossier["certificates"].not_applicable
    assert card.editor.entries["not_applicable"].field.property("text") == ""
    plan.press(Qt.Key.Key_Escape, widget=QApplication.focusWidget())
    assert not card.list.editing()


def test_conditions_go_from_unknown_to_met_to_not_met(begin: Begin) -> None:
    plan = begin("zhdh")
    view = opened(plan)
    card = view.admission
    line = line_of(card, "legal")
    line.setFocus()
    for state in ("done", "lost", "empty", "done"):
        plan.press(Qt.Key.Key_Space, widget=line)
        plan.until(partial(is_state, card, "legal", state))
    assert "没有写依据" in line.words()[1]
    plan.press(Qt.Key.Key_Return, widget=line)
    plan.type(card.editor.entries["grounds"], "营业执照，公示系统查询")
    plan.until(lambda: plan.document.admission["legal"].grounds == "营业执照，公示系统查询")
    editor: Any = card.editor
    plan.qtbot.mouseClick(editor.result, LEFT, pos=QPoint(editor.result.width() // 2, 10))
    plan.until(lambda: plan.document.admission["legal"].result == "not-met")
    # The grounds stand as they were.
    assert plan.document.admission["legal"].grounds == "营业执照，公示系统查询"


def test_proof_of_a_condition_is_a_photo_as_well(begin: Begin, tmp_path: Path) -> None:
    photo = tmp_path / "licence.jpg"
    make_photo(photo, (90, 120, 160), taken=None)
    plan = begin("zhdh", more=lambda ws, audit: preparation.check_condition(ws, audit, "legal", result="met"))
    view = opened(plan)
    assert "没有写依据" in line_of(view.admission, "legal").words()[1]
    view.admission.open("legal")
    editor: Any = view.admission.editor
    editor.linked.take_files([photo])
    plan.until(lambda: plan.document.evidence)
    assert plan.document.evidence[0].links == ("admission/legal",)
    plan.until(lambda: "1 件证据" in line_of(view.admission, "legal").words()[1])
    assert not any("没有写查证的依据" in one.sentence for one in view.own_notices(plan.view))


def test_condition_that_looks_back_says_from_when(begin: Begin) -> None:
    plan = begin("zhdh")
    view = opened(plan)
    plan.type(view.decision.entries["application.received_on"], "2026-11-03")
    plan.until(lambda: "2025-11-03" in line_of(view.admission, "no-accident").words()[1])
    assert "2026-01-01" in line_of(view.admission, "no-accident").words()[1]


def test_refusal_needs_a_reason_and_is_told_in_time(begin: Begin) -> None:
    plan = begin("zgc")
    view = opened(plan)
    card = view.decision
    plan.qtbot.mouseClick(card.choice, LEFT, pos=QPoint(card.choice.width() // 2, 10))
    plan.until(card.chosen_entry.fault)
    assert "理由" in card.chosen_entry.fault()
    assert card.choice.selected() == ""
    assert card.reason.hasFocus()
    plan.qtbot.keyClicks(card.reason, "no licence")
    plan.qtbot.mouseClick(card.choice, LEFT, pos=QPoint(card.choice.width() // 2, 10))
    plan.until(lambda: plan.document.application and plan.document.application.accepted is False)
    own = plan.document.application
    assert own is not None
    assert own.reason == "no licence"
    assert own.decided_on == clock.now().date()
    assert not card.chosen_entry.fault()
    assert "按工作日" in card.term.text()
    assert any("5 日" in text for text in plan.said())
    plan.click(card.told_today)
    plan.until(lambda: plan.document.application and plan.document.application.told_on == clock.now().date())
    assert not card.told_today.isVisible()
    assert not any("5 日" in text for text in plan.said())


def test_accepting_against_a_condition_needs_a_reason(begin: Begin) -> None:
    plan = begin("ctc", more=lambda ws, audit: preparation.check_condition(ws, audit, "ability", result="not-met"))
    view = opened(plan)
    plan.qtbot.mouseClick(view.decision.choice, LEFT, pos=QPoint(20, 10))
    plan.until(view.decision.chosen_entry.fault)
    assert "认证机构有能力实施" in view.decision.chosen_entry.fault()
    plan.type(view.decision.entries["application.reason"], "will be hired")
    plan.qtbot.mouseClick(view.decision.choice, LEFT, pos=QPoint(20, 10))
    plan.until(lambda: plan.document.application and plan.document.application.accepted)
    # Accepted all the same: now it is wrong, and the line says so in red.
    assert line_of(view.admission, "ability").row.role == "wrong"
    assert line_of(view.dossier, "legal").row.role == "open"


def test_next_open_thing_leads_to_what_its_line_says(begin: Begin) -> None:
    plan = begin("ctc")
    view = opened(plan)
    # What a line says itself is not said twice.
    assert len(view.notices.rows()) == 1
    view.next_notice()
    assert view.decision.choice.hasFocus()
    view.next_notice()
    assert view.dossier.list.editing() == "form"


def test_report_page_leads_into_the_right_view(begin: Begin) -> None:
    plan = begin("ctc")
    plan.frame.go("plan", "admission/days.result")
    view = plan.page.current()
    assert isinstance(view, ApplicationView)
    assert view.admission.list.editing() == "days"
    editor: Any = view.admission.editor
    assert editor.result.hasFocus()
