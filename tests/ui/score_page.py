"""An audit open at its score page, driven by keys and clicks as a person does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions.workspace import AuditView
from desktop.domain.assessment import Answer, Assessment
from desktop.domain.grade import Grade
from desktop.ui.main_window import MainWindow
from desktop.ui.scoring.form_facts import ComplaintsForm, FactsForm
from desktop.ui.scoring.form_survey import SurveyForm
from desktop.ui.scoring.form_verdicts import CharacteristicsForm
from desktop.ui.scoring.page import ScorePage
from desktop.ui.scoring.score_control import ScoreControl

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


class Scoring:
    """Keys go to whatever has the focus, to the tree when nothing has."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
        assert window.frame is not None
        self.frame = window.frame
        self.frame.open_step("score")
        page = self.frame.page()
        assert isinstance(page, ScorePage)
        self.page = page
        page.back_to_tree()
        self.settle()

    @property
    def view(self) -> AuditView:
        return self.frame.view

    def doc(self) -> Assessment:
        return self.view.document

    def grade(self) -> Grade:
        return self.view.grade

    def answer(self, item: str) -> Answer:
        return self.doc().items.get(item) or Answer()

    @property
    def control(self) -> ScoreControl:
        assert isinstance(self.page.clause.control, ScoreControl)
        return self.page.clause.control

    def settle(self) -> None:
        """Wait until all that was done has come back."""
        self.qtbot.waitUntil(lambda: not self.window.runner.is_saving(), timeout=10_000)

    def until(self, there: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(there()), timeout=10_000)

    def focused(self) -> QWidget:
        return QApplication.focusWidget() or self.page.tree.tree

    def press(self, *keys: str | Qt.Key) -> None:
        """One key after the other; a text is typed letter by letter."""
        for key in keys:
            if isinstance(key, str):
                self.write(key)
            else:
                self.qtbot.keyClick(self.focused(), key)
        self.settle()

    def write(self, text: str) -> None:
        """Letter by letter into whatever has the focus; Chinese comes from an input method, as on any desk."""
        for letter in text:
            if letter.isascii():
                self.qtbot.keyClicks(self.focused(), letter)
            else:
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QApplication.sendEvent(self.focused(), event)

    def go(self, key: str) -> None:
        """To a row, with the keys at the tree."""
        self.page.go(key)
        self.page.back_to_tree()
        assert self.page.current == key

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.qtbot.mouseClick(widget, LEFT, pos=at or widget.rect().center())
        self.settle()

    def click_segment(self, row: Any, id_: str) -> None:
        place = [segment.id for segment in row._segments].index(id_)
        self.click(row, row.rect_of(place).center())

    def type_into(self, field: QWidget, text: str) -> None:
        """Into a field from its beginning; leaves it by Enter."""
        field.setFocus()
        field.selectAll()  # type: ignore[attr-defined]
        self.write(text)
        self.qtbot.keyClick(field, Qt.Key.Key_Return)
        self.settle()

    def type_into_area(self, area: QWidget, text: str) -> None:
        """Into running text; leaves it by Ctrl+Enter."""
        area.setFocus()
        self.write(text)
        self.qtbot.keyClick(area, Qt.Key.Key_Return, CONTROL)
        self.settle()

    # Answering whatever the row at hand is

    def answer_at_hand(self) -> None:
        """The best there is, by the keys of the page."""
        key = self.page.current
        entry = self.page.tree.outline.entries[key]
        if entry.matter is None:
            kind = self.view.rules.items[key].item.kind
            if kind == "conformity":
                self.press("1")
            elif kind == "level":
                self.press("1", "查阅制度和记录，现场观察属实")
                self.qtbot.keyClick(self.focused(), Qt.Key.Key_Return, CONTROL)
                self.settle()
                self.page.back_to_tree()
            else:
                self.press("f")
            return
        self._fill_matter(entry.matter.kind)
        self.page.back_to_tree()

    def _fill_matter(self, kind: str) -> None:
        form = self.page.clause.form
        if kind == "typed":
            self.press("96.5", Qt.Key.Key_Return)
        elif kind == "management":
            self.press("1")
        elif isinstance(form, SurveyForm):
            for name, percent, count in (("face_to_face", "95", "40"), ("electronic", "96.5", "200")):
                row = form.channels[name]  # type: ignore[index]
                assert row.responses is not None
                self.type_into(row.percent, percent)
                self.type_into(row.responses, count)
        elif isinstance(form, FactsForm):
            for name, field in form.numbers.items():
                if name in form.never:
                    self.click_segment(form.never[name], "never")
                else:
                    self.type_into(field, "31")
        elif isinstance(form, ComplaintsForm):
            self.press("1")
        elif isinstance(form, CharacteristicsForm):
            self.type_into(form.sampled, "60")
            self.type_into(form.failed, "2")
            self.type_into(form.pass_line, "90")
        else:
            raise AssertionError(kind)

    def grade_all(self) -> int:
        """From one unanswered row to the next by J until nothing is left; how many rows that were."""
        for done in range(300):
            if not self.page.tree.next_open():
                return done
            if done or not self.page.tree.model.states[self.page.current].open:
                self.press("j")
            self.answer_at_hand()
        raise AssertionError("it never ends")
