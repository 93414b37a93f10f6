"""The documents page as a person uses it: documents with questions, gate, outcome, leaving out, training and its signatures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import audits, preparation_documents
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import Workspace
from desktop.base import clock
from desktop.ui.documents.page import DocumentsPage
from desktop.ui.documents.review_view import ReviewView
from desktop.ui.documents.training_view import TrainingView
from desktop.ui.main_window import MainWindow
from tests.ui.planning_page import ALT, CONTROL, LEFT, Open, type_into

TEAM = [{"name": "Leader", "role": "leader"}, {"name": "Auditor", "role": "auditor"}]


class Documents:
    """An audit open at its documents."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
        assert window.frame is not None
        self.frame = window.frame
        self.frame.open_step("documents")
        page = self.frame.page()
        assert isinstance(page, DocumentsPage)
        self.page = page

    @property
    def document(self) -> Any:
        return self.frame.view.document

    def review(self) -> ReviewView:
        shown = self.page.show_view("review")
        assert isinstance(shown, ReviewView)
        return shown

    def training(self) -> TrainingView:
        self.press(Qt.Key.Key_2, ALT)
        shown = self.page.current()
        assert isinstance(shown, TrainingView)
        return shown

    def type(self, entry: Any, text: str) -> Any:
        type_into(self.qtbot, entry.field, text)
        self.qtbot.keyClick(entry.field, Qt.Key.Key_Tab)
        return entry

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, widget: QWidget | None = None) -> None:
        self.qtbot.keyClick(widget or self.page, key, modifier)

    def choose(self, row: QWidget, place: int, of: int) -> None:
        """A segment by a click."""
        self.qtbot.mouseClick(row, LEFT, pos=QPoint(row.width() * (2 * place + 1) // (2 * of), 10))

    def until(self, there: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(there()), timeout=10_000)


Begin = Callable[..., Documents]


@pytest.fixture
def begin(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Begin:
    """An audit with a team at its documents; `more(ws, audit)` does what it likes before."""

    def make(scheme: str = "ctc", *, kind: str = "initial", more: Callable[[Workspace, str], object] | None = None) -> Documents:
        ws = open_workspace(tmp_path / "store")
        audit = audits.create(ws, scheme=scheme, client="岚川电器股份有限公司").audit
        audits.set_fields(ws, audit, "audit", {"kind": kind})
        for member in TEAM:
            audits.put_element(ws, audit, "team", None, member)
        if more is not None:
            more(ws, audit)
        ws.close()
        return Documents(open_window(audit), qtbot)

    return make


def a_question(ws: Workspace, audit: str) -> None:
    preparation_documents.review_document(ws, audit, title="Manual", version="C/1", question="写明监督的频次")


def review_of(page: Documents) -> Any:
    return page.document.document_review


def test_a_document_is_read_questioned_answered_and_closed(begin: Begin) -> None:
    page = begin()
    view = page.review()
    assert view.documents.add.hasFocus()
    page.press(Qt.Key.Key_N, ALT)
    page.until(view.documents.list.editing)
    editor: Any = view.documents.list.editor()
    assert QApplication.focusWidget() is editor.first()
    page.type(editor.entries["title"], "Service manual")
    page.until(lambda: page.document.documents[0].title == "Service manual")
    # A question needs its words first.
    page.choose(editor.result, 1, 3)
    assert "问题和要求的修改" in editor.result_entry.fault()
    assert editor.question.hasFocus()
    page.type(editor.entries["question"], "Say how often")
    page.until(lambda: page.document.documents[0].result == "question")
    assert editor.result.selected() == "question"
    assert view.gate.title.text() == "还不能到现场"
    # Closed only with an answer.
    page.qtbot.mouseClick(editor.close_line.button, LEFT)
    page.until(editor.close_line.error.text)
    assert editor.answer.hasFocus()
    page.qtbot.keyClicks(editor.answer, "Monthly, C/2")
    page.qtbot.mouseClick(editor.close_line.button, LEFT)
    page.until(lambda: page.document.documents[0].closed_on == clock.now().date())
    assert page.document.documents[0].answer == "Monthly, C/2"
    assert view.documents.list.rows()[0].note == "问题已关闭"
    # And open again.
    page.qtbot.mouseClick(editor.close_line.button, LEFT)
    page.until(lambda: page.document.documents[0].closed_on is None)
    assert view.documents.list.rows()[0].note == "问题未关闭"


def test_a_changed_question_is_open_again(begin: Begin) -> None:
    def more(ws: Workspace, audit: str) -> None:
        a_question(ws, audit)
        document = ws.audit(audit).document.documents[0].id or ""
        preparation_documents.close_question(ws, audit, document, answer="C/2")

    page = begin(more=more)
    view = page.review()
    view.documents.edit(view.documents.elements[0].id)
    editor: Any = view.documents.list.editor()
    page.type(editor.entries["question"], "Another question")
    page.until(lambda: page.document.documents[0].closed_on is None)


def test_passing_waits_for_every_question(begin: Begin) -> None:
    page = begin(more=a_question)
    view = page.review()
    page.choose(view.outcome.choice, 0, 3)
    page.until(view.outcome.chosen_entry.fault)
    assert "1 个问题没有关闭" in view.outcome.chosen_entry.fault()
    assert view.outcome.choice.selected() == ""
    assert review_of(page) is None or review_of(page).passed is None
    document = page.document.documents[0].id
    page.window.runner.act(page.page, lambda ws: preparation_documents.close_question(ws, page.frame.view.id, document, answer="C/2"))
    page.until(lambda: page.document.documents[0].closed_on)
    page.choose(view.outcome.choice, 0, 3)
    page.until(lambda: review_of(page) and review_of(page).passed)
    assert not view.outcome.chosen_entry.fault()
    assert view.gate.title.text() == "可以到现场"
    assert review_of(page).finished_on == clock.now().date()
    assert not view.gate.start.isVisible()


def test_what_must_be_read_is_ticked_off(begin: Begin) -> None:
    page = begin(kind="recertification", more=lambda ws, audit: preparation_documents.review_document(ws, audit, title="方针"))
    view = page.review()
    assert view.documents.must.text() == "规则要求还要评审：服务范围、方针目标、组织机构与职责、认证要求规定须成文的规定或制度（8.1）。"
    view.documents.edit(view.documents.elements[0].id)
    editor: Any = view.documents.list.editor()
    assert list(editor.pills) == ["scope", "policy", "organisation", "rules"]
    for pill in editor.pills.values():
        page.qtbot.mouseClick(pill, LEFT)
    page.until(lambda: page.document.documents[0].about == ("scope", "policy", "organisation", "rules"))
    assert view.documents.must.isHidden()


def test_starting_anyway_is_a_deviation_with_its_reason(begin: Begin) -> None:
    page = begin(more=a_question)
    view = page.review()
    page.qtbot.mouseClick(view.gate.start, LEFT)
    page.until(view.gate.reason_entry.fault)
    assert "写明理由" in view.gate.reason_entry.fault()
    page.qtbot.keyClicks(view.gate.reason, "yearly stop")
    page.press(Qt.Key.Key_Return, widget=view.gate.reason)
    page.until(lambda: review_of(page) and review_of(page).started_anyway == "yearly stop")
    assert "yearly stop" in page.document.report["deviations"]
    assert view.gate.title.text() == "按偏离先到现场"
    assert not view.gate.reason_entry.isVisible()
    page.qtbot.mouseClick(view.gate.back, LEFT)
    page.until(lambda: not (review_of(page) and review_of(page).started_anyway))
    assert view.gate.title.text() == "还不能到现场"
    assert "deviations" not in page.document.report
    # The reason that was typed is not written down a second time by itself.
    assert view.gate.reason.value() == ""


def test_leaving_out_is_offered_where_the_scheme_allows_it(begin: Begin) -> None:
    page = begin("zhdh")
    assert not page.review().outcome.left_out.isVisible()
    page.window.runner.act(page.page, lambda ws: audits.set_fields(ws, page.frame.view.id, "audit", {"kind": "recertification"}))
    page.until(page.review().outcome.left_out.isVisible)
    assert page.review().outcome.left_out.note.text() == "10"
    page.type(page.review().outcome.left_out, "nothing changed")
    page.until(lambda: review_of(page) and review_of(page).left_out == "nothing changed")
    assert page.review().gate.title.text() == "不做文件评审"


def test_on_site_too_early_is_red_in_the_rail(begin: Begin) -> None:
    page = begin(more=lambda ws, audit: audits.set_fields(ws, audit, "audit", {"starts_on": date(2020, 1, 6)}))
    item = page.frame.rail.item("documents")
    assert item._wrong
    assert item._count == sum(int(pill.text().rpartition(" ")[2]) for pill in page.page.pills.values())


def test_a_scheme_without_training_has_one_view(begin: Begin) -> None:
    page = begin("zhdh")
    assert not any(pill.isVisible() for pill in page.page.pills.values())
    assert page.frame.keys()[0].does != "换视图"


def test_training_is_recorded_and_signed(begin: Begin) -> None:
    page = begin()
    view = page.training()
    record, signs = view.record, view.signatures
    page.qtbot.mouseClick(record.pills["Auditor"], LEFT)
    page.until(lambda: page.document.training and page.document.training.trainees == ("Auditor",))
    page.qtbot.keyClicks(record.other, "Guest")
    page.press(Qt.Key.Key_Return, widget=record.other)
    page.until(lambda: page.document.training.trainees == ("Auditor", "Guest"))
    assert list(record.pills) == ["Leader", "Auditor", "Guest"]
    page.until(lambda: record.other.value() == "")
    # Nobody signs a record without day and trainer.
    line: Any = signs.list.line("Auditor")
    page.press(Qt.Key.Key_Return, widget=line)
    draw(page, signs.editor.pad)
    page.until(signs.error.text)
    assert "日期和培训人" in signs.error.text()
    assert signs.editor.pad.strokes() == ""
    page.type(record.entries["training.held_on"], "2026-11-24")
    page.type(record.entries["training.trainer"], "Leader")
    page.until(lambda: [row.id for row in signs.list.rows()] == ["Leader", "Auditor", "Guest"])
    line = signs.list.line("Auditor")
    page.press(Qt.Key.Key_Return, widget=line) if signs.list.editing() != "Auditor" else None
    draw(page, signs.editor.pad)
    page.until(lambda: [one.name for one in page.document.training.signatures] == ["Auditor"])
    assert page.document.training.signatures[0].strokes
    assert page.document.training.signatures[0].role == "auditor"
    assert [row.state for row in signs.list.rows()] == ["empty", "done", "empty"]
    # By name only, for paper; and a signature taken away comes back with undo.
    page.press(Qt.Key.Key_Return, widget=signs.list.line("Guest"))
    page.qtbot.mouseClick(signs.editor.paper, LEFT)
    page.until(lambda: len(page.document.training.signatures) == 2)
    assert [row.state for row in signs.list.rows()] == ["empty", "done", "partial"]
    page.press(Qt.Key.Key_Delete, widget=signs.list.line("Auditor"))
    page.until(lambda: len(page.document.training.signatures) == 1)
    page.press(Qt.Key.Key_Z, CONTROL, signs.list.line("Guest"))
    page.until(lambda: len(page.document.training.signatures) == 2)


def draw(page: Documents, pad: QWidget) -> None:
    """A stroke across the pad."""
    page.qtbot.mousePress(pad, LEFT, pos=QPoint(40, 60))
    page.qtbot.mouseMove(pad, QPoint(120, 30))
    page.qtbot.mouseRelease(pad, LEFT, pos=QPoint(120, 30))


def test_changed_training_ends_its_signatures(begin: Begin) -> None:
    def more(ws: Workspace, audit: str) -> None:
        audits.set_fields(ws, audit, "training", {"held_on": date(2026, 11, 24), "trainer": "Leader", "content": "内容"})
        preparation_documents.sign_training(ws, audit, name="Leader")

    page = begin(more=more)
    view = page.training()
    assert [row.state for row in view.signatures.list.rows()] == ["partial"]
    page.type(view.record.entries["training.content"], "something else")
    page.until(lambda: [row.state for row in view.signatures.list.rows()] == ["empty"])


def test_notices_of_the_training_lead_to_their_fields(begin: Begin) -> None:
    page = begin(more=lambda ws, audit: audits.set_fields(ws, audit, "training", {"trainer": "Leader"}))
    view = page.training()
    found = {line.words()[0]: line for line in view.notices.lines()}
    sentence = next(text for text in found if "培训日期" in text)
    page.qtbot.mouseClick(found[sentence], LEFT)
    assert view.record.entries["training.held_on"].field.hasFocus()


def test_forms_of_both_views_are_offered(begin: Begin) -> None:
    page = begin(more=a_question)
    page.review()
    assert "文件评审记录" in page.page.print_button.toolTip()
    page.training()
    assert "现场审查前培训记录" in page.page.print_button.toolTip()
