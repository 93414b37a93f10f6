"""Responses entered by keys as an interviewer does, kept through a crash, changed and left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import audits, drafts, questionnaire, scoring, survey
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import Workspace
from desktop.domain.assessment import Response
from desktop.domain.scheme import Survey
from desktop.ui.main_window import MainWindow
from desktop.ui.survey import entered
from desktop.ui.survey.entry_view import EntryView
from desktop.ui.survey.live_pane import LivePane
from desktop.ui.survey.page import SurveyPage
from desktop.ui.widgets.fields import Choice
from tests.tables import exports

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Open = Callable[..., MainWindow]
Prepare = Callable[[Workspace, str], object]


class Interview:
    """An audit open at 当面录入."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
        assert window.frame is not None
        self.frame = window.frame
        self.frame.open_step("survey")
        page = self.frame.page()
        assert isinstance(page, SurveyPage)
        self.page = page
        self.until(page.isVisible)
        self.switch(1)

    def switch(self, place: int) -> None:
        row = self.page.modes.switch
        self.qtbot.mouseClick(row, LEFT, pos=row.rect_of(place).center())

    @property
    def entry(self) -> EntryView:
        assert self.page.modes.entry is not None
        return self.page.modes.entry

    @property
    def live(self) -> LivePane:
        assert self.page.modes.live is not None
        return self.page.modes.live

    @property
    def responses(self) -> tuple[Response, ...]:
        return self.frame.view.document.responses

    def keys(self, text: str) -> None:
        self.qtbot.keyClicks(self.entry.sheet, text)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.entry.sheet, key, modifier)

    def next_one(self) -> None:
        # Without a window manager the window may have lost the keyboard.
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        self.key(Qt.Key.Key_Return, CONTROL)

    def until(self, there: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(there()), timeout=10_000)

    def settle(self) -> None:
        """Let all that was asked come back."""
        done: list[int] = []
        self.window.runner.ask(self.page, lambda _ws: 1, done.append)
        self.until(lambda: done and not self.window.runner.is_saving())


@pytest.fixture
def begin(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Callable[..., Interview]:
    """An audit with what is known of it, at 当面录入."""

    def make(prepare: Prepare | None = None, scheme: str = "cqm") -> Interview:
        ws = open_workspace(tmp_path / "store")
        audit = audits.create(ws, scheme=scheme, client="澄屿家居服务有限公司").audit
        if prepare is not None:
            prepare(ws, audit)
        ws.close()
        return Interview(open_window(audit), qtbot)

    return make


@pytest.fixture
def open_entry_store(tmp_path: Path) -> Iterator[tuple[Workspace, str]]:
    """A store without a window, and an audit in it."""
    ws = open_workspace(tmp_path / "store")
    yield ws, audits.create(ws, scheme="cqm", client="澄屿家居服务有限公司").audit
    ws.close()


def add(answers: str = "454545454545454", **fields: Any) -> Prepare:
    given = {f"q{place}": int(points) for place, points in enumerate(answers, 1)}

    def prepare(ws: Workspace, audit: str) -> object:
        return survey.add_response(ws, audit, answers=given, **fields)

    return prepare


def test_fifteen_answers_are_fifteen_keys_and_the_next_one_is_one_more(begin: Callable[..., Interview]) -> None:
    at = begin()
    assert QApplication.focusWidget() is at.entry.sheet
    assert at.entry.head.title.text() == "受访者 F-001"
    at.keys("454534545454545")
    assert at.entry.sheet.current() == 15
    # One key too many changes nothing.
    at.keys("1")
    at.next_one()
    at.until(lambda: len(at.responses) == 1)
    first = at.responses[0]
    assert "".join(str(first.answers[f"q{number}"]) for number in range(1, 16)) == "454534545454545"
    assert (first.number, first.channel) == ("F-001", "face_to_face")
    assert first.started_at
    assert first.answered_at
    assert at.entry.head.title.text() == "受访者 F-002"
    assert at.entry.entered.answers == {}
    # S follows, and the grade's page with it.
    at.until(lambda: at.live.face.value.text() == "88")
    kept = at.frame.view.document.survey.face_to_face
    assert kept is not None
    assert kept.responses == 1


def test_the_next_respondent_does_not_wait_for_the_disk(begin: Callable[..., Interview]) -> None:
    at = begin()
    for answers in ("555555555555555", "444444444444444", "333333333333333"):
        at.keys(answers)
        at.next_one()
    at.until(lambda: len(at.responses) == 3)
    assert [set(one.answers.values()) for one in at.responses] == [{5}, {4}, {3}]


def test_enter_backspace_refuse_and_delete(begin: Callable[..., Interview]) -> None:
    at = begin()
    at.keys("5")
    at.key(Qt.Key.Key_Return)
    assert at.entry.sheet.current() == 2
    at.key(Qt.Key.Key_Backspace)
    at.keys("p3")
    assert at.entry.entered.answers == {"q1": 5, "q3": 3}
    assert at.entry.entered.refused == ["q2"]
    at.key(Qt.Key.Key_Backspace)
    at.key(Qt.Key.Key_Delete)
    assert at.entry.entered.answers == {"q1": 5}
    at.keys("69")
    # Off the scale: nothing.
    assert at.entry.entered.answers == {"q1": 5}
    at.next_one()
    at.until(lambda: at.responses)
    assert at.responses[0].answers == {"q1": 5}


def test_a_response_without_an_answer_is_not_taken_in(begin: Callable[..., Interview]) -> None:
    at = begin()
    at.keys("ppp")
    at.next_one()
    assert "一题也没有作答" in at.entry.fault.accessibleName()
    assert at.entry.entered.refused == ["q1", "q2", "q3"]
    at.keys("4")
    assert at.entry.fault.isHidden()


def test_answers_by_mouse(begin: Callable[..., Interview]) -> None:
    at = begin()
    sheet = at.entry.sheet
    at.qtbot.mouseClick(sheet, LEFT, pos=sheet.button_rect(4, 2).center())
    assert at.entry.entered.answers == {"q5": 2}
    at.qtbot.mouseClick(sheet, LEFT, pos=sheet.button_rect(4, 0).center())
    assert at.entry.entered.answers == {}
    assert at.entry.entered.refused == ["q5"]
    assert min(sheet.button_rect(0, 1).width(), sheet.button_rect(0, 1).height()) >= 32


def test_half_a_response_is_there_again_after_a_crash(begin: Callable[..., Interview], tmp_path: Path) -> None:
    at = begin()
    at.keys("c4543")
    at.entry.about.site.setFocus()
    at.qtbot.keyClicks(at.entry.about.site, "A1")
    at.until(lambda: not at.entry._draft.isActive())
    at.settle()
    audit = at.frame.view.id
    # Nothing is closed in good order: the store is read as it lies there after the last key.
    at.window.runner.stop()
    ws = open_workspace(tmp_path / "store")
    kept = [draft for draft in drafts.drafts(ws, audit) if draft.record == "survey_entry"]
    assert ws.audit(audit).document.responses == ()
    ws.close()
    assert len(kept) == 1
    assert '"q4":3' in kept[0].text


def test_what_was_begun_comes_back_with_the_audit(begin: Callable[..., Interview]) -> None:
    at = begin()
    at.keys("c4543")
    at.frame.close_audit()
    at.until(lambda: at.window.frame is None)
    at.window.open_audit(at.frame.view.id)
    again = Interview(at.window, at.qtbot)
    again.until(lambda: again.entry.entered.answers)
    assert again.entry.sheet.current() == 4
    assert again.entry.about.consent.selected() == "已口头同意"
    again.keys("55555555555")
    again.next_one()
    again.until(lambda: again.responses)
    assert len(again.responses[0].answers) == 15
    assert again.responses[0].consent == "已口头同意"
    again.settle()
    left: list[int] = []
    audit = again.frame.view.id
    again.window.runner.ask(again.page, lambda ws: len(drafts.drafts(ws, audit)), left.append)
    again.until(lambda: left)
    assert left == [0]


def test_place_and_service_stay_for_the_next_one_consent_does_not(begin: Callable[..., Interview]) -> None:
    at = begin()
    at.qtbot.keyClicks(at.entry.about.site, "Store 1")
    at.qtbot.keyClicks(at.entry.about.service, "Repair")
    at.entry.focus_sheet()
    at.keys("c555")
    at.next_one()
    at.until(lambda: at.responses)
    one = at.responses[0]
    assert (one.site, one.service, one.consent) == ("Store 1", "Repair", "已口头同意")
    assert at.entry.about.site.text() == "Store 1"
    assert at.entry.about.consent.selected() == ""


def test_hints_stand_below_in_amber(begin: Callable[..., Interview]) -> None:
    at = begin(add(seconds=90))
    at.keys("454545454545454")
    at.until(lambda: "F-001 各题答案相同" in at.entry.flags.accessibleName())
    assert "没有记录受访者同意" in at.entry.flags.accessibleName()
    at.keys("c")
    at.until(lambda: "没有记录受访者同意" not in at.entry.flags.accessibleName())
    at.next_one()
    assert at.entry.flags.isHidden()


def test_a_change_waits_for_nobody_and_what_was_begun_comes_back(begin: Callable[..., Interview]) -> None:
    at = begin(add())
    at.keys("33")
    at.until(lambda: at.live.rows[0].response)
    at.qtbot.mouseClick(at.live.rows[0], LEFT)
    assert at.entry.head.title.text() == "受访者 F-001"
    assert not at.entry.head.chip.isHidden()
    at.keys("1")
    at.next_one()
    at.until(lambda: at.responses[0].answers["q1"] == 1)
    assert len(at.responses) == 1
    # The one that was begun.
    assert at.entry.entered.answers == {"q1": 3, "q2": 3}
    assert at.entry.head.title.text() == "受访者 F-002"


def test_a_change_can_be_given_up(begin: Callable[..., Interview]) -> None:
    at = begin(add())
    at.until(lambda: at.live.rows[0].response)
    at.qtbot.mouseClick(at.live.rows[0], LEFT)
    at.keys("11")
    at.qtbot.mouseClick(at.entry.head.back, LEFT)
    at.settle()
    assert at.responses[0].answers["q1"] == 4
    assert at.entry.entered.response is None
    at.qtbot.mouseClick(at.live.rows[0], LEFT)
    assert at.entry.entered.answers["q1"] == 4


def test_leaving_one_out_needs_a_reason_and_keeps_the_answers(begin: Callable[..., Interview]) -> None:
    at = begin()
    at.keys("111")
    at.qtbot.mouseClick(at.entry.head.void, LEFT)
    assert QApplication.focusWidget() is at.entry.void.reason
    at.key(Qt.Key.Key_Return)
    assert "理由" in at.entry.void.fault.text()
    at.qtbot.keyClicks(at.entry.void.reason, "left early")
    at.key(Qt.Key.Key_Return)
    at.until(lambda: at.responses and at.responses[0].void)
    assert at.responses[0].void == "left early"
    assert at.responses[0].answers == {"q1": 1, "q2": 1, "q3": 1}
    assert at.frame.view.document.survey.face_to_face is None


def test_other_questions_while_one_is_entered(begin: Callable[..., Interview]) -> None:
    at = begin()
    at.keys("4545")
    audit = at.frame.view.id
    at.window.runner.act(at.page, lambda ws: questionnaire.remove_question(ws, audit, "q2"))
    at.until(lambda: "q2" not in at.entry.entered.answers)
    assert at.entry.entered.answers == {"q1": 4, "q3": 4, "q4": 5}
    assert len(at.entry.sheet.settled()) == 14


def test_the_pane_shows_intervals_and_the_plan(begin: Callable[..., Interview]) -> None:
    def prepare(ws: Workspace, audit: str) -> None:
        for place in range(8):
            add("545454545454545" if place % 2 else "232323232323232")(ws, audit)

    at = begin(prepare)
    at.until(lambda: "n = 8" in at.live.face.note.text())
    assert "±" in at.live.face.note.text()
    assert not at.live.shaky.isHidden()
    assert "还差" in at.live.plan.text()
    assert len(at.live.bars.values()) == 6
    assert all(one.low is not None for one in at.live.bars.values())


def test_a_typed_channel_is_part_of_s_beside_the_entry(begin: Callable[..., Interview]) -> None:
    def prepare(ws: Workspace, audit: str) -> None:
        add("333333333333333")(ws, audit)
        scoring.survey_channel(ws, audit, "electronic", percent=Decimal(90), responses=1)

    at = begin(prepare)
    at.until(lambda: at.live.face.value.text() == "60")
    assert at.live.both.value.text() == "75"
    assert "直接填写" in at.live.both.note.text()


def test_keys_lead_from_face_to_face_and_the_status_bar_follows(begin: Callable[..., Interview]) -> None:
    at = begin()
    assert "拒答" in [hint.does for hint in at.page.keys_now()]
    at.key(Qt.Key.Key_S, ALT)
    assert at.page.modes.mode() == "totals"
    assert "拒答" not in [hint.does for hint in at.page.keys_now()]
    at.key(Qt.Key.Key_F, ALT)
    assert at.page.modes.mode() == "entry"
    assert QApplication.focusWidget() is at.entry.sheet


def test_nothing_is_cut_at_the_smallest_size(begin: Callable[..., Interview]) -> None:
    def prepare(ws: Workspace, audit: str) -> None:
        questionnaire.change_question(ws, audit, "q3", text="很长的题目" * 30)
        questionnaire.set_scale(ws, audit, scale=10)

    at = begin(prepare)
    at.window.resize(1024, 640)
    at.page.grab()
    sheet = at.entry.sheet
    assert sheet.scale() == 10
    assert sheet.width() <= at.entry.form.paper.viewport().width()
    assert sheet.button_rect(0, 1).left() > 0
    # The scale stands under its question there.
    assert sheet.button_rect(0, 1).top() > 20
    at.keys("0")
    assert at.entry.entered.answers == {"q1": 10}
    for _place in range(14):
        at.key(Qt.Key.Key_Return)
    bottom = sheet.mapTo(at.entry.form.paper.viewport(), sheet.current_rect().bottomLeft()).y()
    assert 0 < bottom <= at.entry.form.paper.viewport().height()


def form_of(at: Interview) -> Survey:
    return survey.forms(at.frame.view).current


def test_a_file_is_taken_in_once_and_bad_rows_are_named(begin: Callable[..., Interview], tmp_path: Path) -> None:
    at = begin()
    rows = exports.wjx(form_of(at), 12)
    rows[3][8] = "也许"
    path = tmp_path / "answers.csv"
    path.write_bytes(exports.as_csv(rows, encoding="gb18030"))
    at.switch(2)
    view = at.page.modes.responses
    assert view is not None
    card = view.importing
    for _time in range(2):
        card.read(path)
        at.until(lambda: card.prepared is not None)
        assert [row.cells[:2] for row in card.faces.refused.table()] == [("4", "I")]
        if not card.take.isHidden():
            at.qtbot.mouseClick(card.take, LEFT)
            at.until(lambda: at.responses)
            at.until(lambda: "已导入 11 份" in card.says.text())
    assert "可导入 0 份，已有 11 份" in card.says.text()
    assert len(at.responses) == 11
    assert view.list.rows.rowCount() == 11


def test_a_column_guessed_badly_is_set_right(begin: Callable[..., Interview], tmp_path: Path) -> None:
    at = begin()
    rows = exports.wjx(form_of(at), 3)
    rows[0][7] = "怎么样"
    path = tmp_path / "answers.xlsx"
    path.write_bytes(exports.as_xlsx(rows))
    at.switch(2)
    view = at.page.modes.responses
    assert view is not None
    card = view.importing
    card.read(path)
    at.until(lambda: card.prepared is not None)
    assert card.take.isHidden()
    assert "1 题" in card.says.text()
    card.faces.columns.rows.opened.emit("怎么样")
    choice = card.faces.columns.choice
    assert isinstance(choice, Choice)
    choice.chosen.emit("q1")
    at.until(lambda: not card.take.isHidden())
    at.qtbot.mouseClick(card.take, LEFT)
    at.until(lambda: len(at.responses) == 3)
    assert all(len(one.answers) == 15 for one in at.responses)


def test_the_list_filters_leaves_out_and_leads_to_the_change(begin: Callable[..., Interview]) -> None:
    def prepare(ws: Workspace, audit: str) -> None:
        add(consent="yes")(ws, audit)
        add("333333333333333", channel="electronic")(ws, audit)

    at = begin(prepare)
    at.switch(2)
    view = at.page.modes.responses
    assert view is not None
    at.until(lambda: view.pills["flagged"].text() == "有提示 1")
    at.qtbot.mouseClick(view.pills["face_to_face"], LEFT)
    assert view.list.rows.rowCount() == 1
    at.qtbot.keyClick(view.list, Qt.Key.Key_Delete)
    at.qtbot.keyClicks(view.void.reason, "twice")
    at.qtbot.keyClick(view.void.reason, Qt.Key.Key_Return)
    at.until(lambda: at.responses[0].void == "twice")
    at.until(lambda: view.pills["void"].text() == "作废 1")
    at.qtbot.keyClick(view.list, Qt.Key.Key_Delete)
    at.until(lambda: at.responses[0].void is None)
    at.qtbot.keyClick(view.list, Qt.Key.Key_Return)
    assert at.page.modes.mode() == "entry"
    assert at.entry.head.title.text() == "受访者 F-001"


def test_a_response_and_the_end_of_its_draft_are_one_write(open_entry_store: tuple[Workspace, str]) -> None:
    ws, audit = open_entry_store
    one = entered.Entered(key="0190-1", answers={"q1": 4, "q2": 5})
    drafts.keep_draft(ws, audit, entered.RECORD, one.key, entered.encode(one))
    # The disk gives out when the draft is dropped: the response must not stay behind, or it would come twice.
    ws.store._connection.execute("create temp trigger full before delete on draft begin select raise(abort, 'disk full'); end")
    with pytest.raises(Exception, match="disk full"):
        entered.save(ws, audit, one, "2026-11-24 10:00")
    ws.forget(audit)
    assert ws.audit(audit).document.responses == ()
    assert [draft.field for draft in drafts.drafts(ws, audit)] == ["0190-1"]
    ws.store._connection.execute("drop trigger full")
    before = len(ws.store.history(audit))
    entered.save(ws, audit, one, "2026-11-24 10:00", "left early")
    assert [response.void for response in ws.audit(audit).document.responses] == ["left early"]
    assert drafts.drafts(ws, audit) == []
    # Left out in the same action, so one undo takes all of it back.
    assert len(ws.store.history(audit)) == before + 1
