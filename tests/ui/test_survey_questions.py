"""The questionnaire of an audit edited at the screen, its versions and differences, and the number of respondents to ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import audits, drafts, survey
from desktop.actions.opening import open_workspace
from desktop.domain.questionnaire import Forms
from desktop.ui.main_window import MainWindow
from desktop.ui.survey.form_pane import FormPane
from desktop.ui.survey.form_view import FormView
from desktop.ui.survey.page import SurveyPage
from desktop.ui.survey.planner import Planner
from desktop.ui.survey.question_editor import QuestionEditor

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
Open = Callable[..., MainWindow]
Begin = Callable[..., "Paper"]


class Paper:
    """An audit open at 问卷."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
        assert window.frame is not None
        self.frame = window.frame
        window.frame.open_step("survey")
        page = window.frame.page()
        assert isinstance(page, SurveyPage)
        self.page = page
        self.until(page.isVisible)
        qtbot.keyClick(page, Qt.Key.Key_Q, ALT)

    @property
    def form(self) -> FormView:
        assert self.page.modes.form is not None
        return self.page.modes.form

    @property
    def pane(self) -> FormPane:
        assert self.page.modes.pane is not None
        return self.page.modes.pane

    @property
    def planner(self) -> Planner:
        return self.pane.planner

    @property
    def forms(self) -> Forms:
        return survey.forms(self.page.view)

    @property
    def texts(self) -> list[str]:
        return [question.text for question in self.forms.current.questions]

    @property
    def editor(self) -> QuestionEditor:
        editor = self.form.list.editor()
        assert isinstance(editor, QuestionEditor)
        return editor

    def until(self, there: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(there()), timeout=10_000)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        self.qtbot.keyClick(QApplication.focusWidget() or self.form.list, key, modifier)

    def open_at(self, place: int) -> QuestionEditor:
        self.form.list.setFocus()
        self.key(Qt.Key.Key_Home)
        for _step in range(place):
            self.key(Qt.Key.Key_Down)
        self.key(Qt.Key.Key_Return)
        return self.editor


def _has(at: Paper, questions: int) -> bool:
    return len(at.texts) == questions


@pytest.fixture
def begin(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Begin:
    def make(answered: int = 0, scheme: str = "cqm") -> Paper:
        ws = open_workspace(tmp_path / "store")
        audit = audits.create(ws, scheme=scheme, client="澄屿家居服务有限公司").audit
        for _one in range(answered):
            survey.add_response(ws, audit, answers={"q1": 4, "q2": 2})
        ws.close()
        return Paper(open_window(audit), qtbot)

    return make


def test_a_question_is_worded_anew_and_those_who_answered_keep_theirs(begin: Begin) -> None:
    at = begin(3)
    assert "已有 3 份答卷按这一版作答" in at.form.note.text()
    editor = at.open_at(0)
    editor.text.selectAll()
    at.qtbot.keyClicks(editor.text, "Is the way easy to find?")
    at.key(Qt.Key.Key_Escape)
    at.until(lambda: at.texts[0] == "Is the way easy to find?")
    assert at.forms.version == 1
    assert at.page.view.document.responses[0].questionnaire is None
    # The old answers count as before, under the old words.
    assert survey.state(at.page.view).figures.face_to_face.responses == 3
    assert [row.title for row in at.pane.versions.rows()] == ["第 1 版（现用）", "方案原题"]
    assert at.pane.versions.rows()[1].note == "15 题，3 份"
    assert "第 1 题 改为“Is the way easy to find?”" in at.pane.changes.text()
    # Nobody answered the new one: a second change stays in it.
    editor = at.open_at(1)
    editor.clauses.selectAll()
    at.qtbot.keyClicks(editor.clauses, "4.1.2, 4.1.3")
    at.key(Qt.Key.Key_Escape)
    at.until(lambda: at.forms.current.questions[1].clauses == ("4.1.2", "4.1.3"))
    assert at.forms.version == 1
    assert "条款改为 4.1.2、4.1.3" in at.pane.changes.text()


def test_questions_are_added_moved_and_dropped_by_keys(begin: Begin) -> None:
    at = begin()
    at.key(Qt.Key.Key_N, ALT)
    at.qtbot.keyClicks(at.form.new.text, "Old parts were taken away.")
    at.form.new.dimension.select("comfort")
    at.key(Qt.Key.Key_Return, CONTROL)
    at.until(lambda: len(at.texts) == 16)
    assert at.texts[-1] == "Old parts were taken away."
    assert at.forms.current.questions[-1].dimension == "comfort"
    assert at.pane.coverage.rows["舒适性"][1].text() == "3 题"
    # The next one can be written at once; nothing of the first is left.
    at.until(lambda: at.form.new.text.value() == "")
    at.key(Qt.Key.Key_Return, CONTROL)
    assert at.form.new.entry.fault() == "请先写题目。"
    at.key(Qt.Key.Key_Escape)
    assert at.form.new.isHidden()
    at.until(lambda: at.form.list.current() == at.forms.current.questions[-1].id)
    at.key(Qt.Key.Key_Up, ALT)
    at.until(lambda: at.texts[-2] == "Old parts were taken away.")
    at.key(Qt.Key.Key_Up, ALT)
    at.until(lambda: at.texts[-3] == "Old parts were taken away.")
    at.key(Qt.Key.Key_Down, ALT)
    at.until(lambda: at.texts[-2] == "Old parts were taken away.")
    at.key(Qt.Key.Key_Delete)
    at.until(lambda: len(at.texts) == 15)
    at.frame.undo()
    at.until(lambda: len(at.texts) == 16)


def test_a_dimension_without_questions_is_said(begin: Begin) -> None:
    at = begin()
    for left in (14, 13):
        at.form.remove(next(one.id for one in at.forms.current.questions if one.dimension == "economy"))
        at.qtbot.waitUntil(partial(_has, at, left), timeout=10_000)
    assert "经济性没有题目" in at.pane.bare.accessibleName()
    assert at.pane.coverage.rows["经济性"][1].text() == "0 题"
    editor = at.open_at(0)
    editor.dimension.select("economy")
    editor.dimension.chosen.emit("economy")
    at.until(lambda: at.forms.current.questions[0].dimension == "economy")
    at.until(at.pane.bare.isHidden)
    at.qtbot.mouseClick(at.form.own, LEFT)
    at.until(lambda: len(at.texts) == 15)


def test_what_the_scheme_does_not_allow_is_refused_in_place(begin: Begin) -> None:
    at = begin()
    editor = at.open_at(0)
    editor.text.selectAll()
    at.key(Qt.Key.Key_Delete)
    at.qtbot.mouseClick(at.form.add_button, LEFT)
    at.qtbot.waitUntil(lambda: not at.window.runner.is_saving(), timeout=10_000)
    assert at.texts[0].startswith("我需要的咨询")
    # It waits with its reason where it was typed.
    editor = at.open_at(0)
    at.until(lambda: "题目不能为空" in editor.text.accessibleDescription())


def test_a_new_question_half_written_survives_a_crash(begin: Begin, tmp_path: Path) -> None:
    at = begin()
    at.key(Qt.Key.Key_N, ALT)
    at.qtbot.keyClicks(at.form.new.text, "Half a question")
    done: list[list[str]] = []
    audit = at.page.view.id

    def kept() -> bool:
        at.window.runner.ask(at.page, lambda ws: [draft.text for draft in drafts.drafts(ws, audit)], done.append)
        at.qtbot.wait(20)
        return bool(done and done[-1] == ["Half a question"])

    at.until(kept)
    at.frame.close_audit()
    at.until(lambda: at.window.frame is None)
    at.window.open_audit(audit)
    again = Paper(at.window, at.qtbot)
    again.key(Qt.Key.Key_N, ALT)
    again.until(lambda: again.form.new.text.value() == "Half a question")


def test_another_scale_and_a_form_for_other_programs(begin: Begin, tmp_path: Path) -> None:
    at = begin(1)
    at.form.scale.select("10")
    at.form.scale.chosen.emit("10")
    at.until(lambda: at.forms.current.scale == 10)
    assert "分制由 5 分改为 10 分" in at.pane.changes.text()
    path = tmp_path / "form.xlsx"
    at.form.write_form(path)
    at.until(path.exists)
    at.qtbot.waitUntil(lambda: path.stat().st_size > 0, timeout=5000)
    at.until(lambda: not at.window.runner.is_saving())
    book = load_workbook(path)
    assert book["choices"].max_row == 1 + 10 + 2


def test_a_scheme_without_questions_gets_its_own(begin: Begin) -> None:
    at = begin(scheme="ctc")
    assert "还没有题目" in at.form.note.text()
    at.qtbot.mouseClick(at.form.add_button, LEFT)
    at.qtbot.keyClicks(at.form.new.text, "Was it on time?")
    at.form.new.dimension.select("时间性")
    at.qtbot.mouseClick(at.form.new.add, LEFT)
    at.until(lambda: at.texts == ["Was it on time?"])
    assert at.forms.current.dimensions[0].title == "时间性"
    assert at.pane.coverage.rows["时间性"][1].text() == "1 题"


def test_how_many_to_ask_follows_what_is_typed(begin: Begin) -> None:
    at = begin()
    planner = at.planner
    at.until(lambda: planner.needed.text() == "249")
    assert "最分散的情形 s = 40.00" in planner.formula.text()
    assert "t(n−1) × s ÷ √n ≤ E" in planner.formula.text()
    assert "还差 249 份" in planner.have.text()
    assert "方案没有规定最少份数（4.3）" in planner.least.text()
    planner.population.setFocus()
    at.qtbot.keyClicks(planner.population, "300")
    at.until(lambda: planner.needed.text() == "137")
    assert "√((N−n) ÷ (N−1))" in planner.formula.text()
    planner.confidence.select("90")
    planner.confidence.chosen.emit("90")
    at.until(lambda: planner.needed.text() == "112")
    planner.width_field.selectAll()
    at.qtbot.keyClicks(planner.width_field, "0")
    at.until(lambda: "区间半宽应大于 0" in planner.fault.accessibleName())
    assert planner.needed.text() == "–"
