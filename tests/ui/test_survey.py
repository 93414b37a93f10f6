"""The survey page as a person fills it: channels, S against its thresholds, facts, complaints, what the answers on file say."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec import UNSET
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import audits, scoring
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import AuditView
from desktop.domain.assessment import Assessment
from desktop.ui.main_window import MainWindow
from desktop.ui.survey.complaints_card import ComplaintEditor, ComplaintsCard
from desktop.ui.survey.facts_card import FactsCard
from desktop.ui.survey.page import SurveyPage
from desktop.ui.widgets.element_list import ROW
from desktop.ui.widgets.fields import NumberField, TextField
from desktop.ui.widgets.rows import SegmentedRow

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
Open = Callable[..., MainWindow]


class Survey:
    """An audit open at its survey."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
        assert window.frame is not None
        self.frame = window.frame
        self.frame.open_step("survey")
        page = self.frame.page()
        assert isinstance(page, SurveyPage)
        self.page = page

    @property
    def view(self) -> AuditView:
        return self.frame.view

    @property
    def document(self) -> Assessment:
        return self.view.document

    @property
    def facts(self) -> FactsCard:
        assert self.page.facts is not None
        return self.page.facts

    @property
    def complaints(self) -> ComplaintsCard:
        assert self.page.complaints is not None
        return self.page.complaints

    def type(self, field: NumberField | TextField, text: str, key: Qt.Key = Qt.Key.Key_Tab) -> None:
        field.setFocus()
        field.selectAll()
        if text.isascii():
            self.qtbot.keyClicks(field, text)
        else:
            # As an input method brings it.
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(field, event)
        self.qtbot.keyClick(field, key)

    def until(self, there: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(there()), timeout=10_000)

    def press(self, row: SegmentedRow, place: int) -> None:
        self.qtbot.mouseClick(row, LEFT, pos=row.rect_of(place).center())


@pytest.fixture
def begin(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Callable[..., Survey]:
    """An audit of a scheme with what is known of it, at its survey."""

    def make(scheme: str = "cqm", **known: Any) -> Survey:
        ws = open_workspace(tmp_path / "store")
        audit = audits.create(ws, scheme=scheme, client="澄屿家居服务有限公司").audit
        for response in known.pop("responses", ()):
            audits.put_element(ws, audit, "responses", None, response)
        for channel, value in known.pop("survey", {}).items():
            scoring.survey_channel(ws, audit, channel, **value)
        for record, fields in known.items():
            audits.set_fields(ws, audit, record, fields)
        ws.close()
        return Survey(open_window(audit), qtbot)

    return make


def face_of(page: Survey) -> tuple[Decimal | None, int | None] | None:
    channel = page.document.survey.face_to_face
    return (channel.percent, channel.responses) if channel is not None else None


def used(percent: str, responses: int) -> dict[str, Any]:
    return {"percent": Decimal(percent), "responses": responses}


def test_a_percentage_counts_with_the_questionnaires_behind_it(begin: Callable[..., Survey]) -> None:
    page = begin()
    face = page.page.face
    page.type(face.percent, "75")
    page.until(lambda: not page.window.runner.is_saving())
    # Nothing is refused, nothing counts yet, and the page says what is missing.
    assert face.percent_entry.fault() == ""
    assert "有效问卷数" in face.wait.text()
    assert page.document.survey.face_to_face is None
    page.type(face.responses, "40")
    page.until(lambda: face_of(page) == (Decimal(75), 40))
    assert page.page.result.face.value.text() == "75"
    assert page.page.result.face.reached.text() == "三星级"
    page.until(lambda: page.page.drafts.held("survey", "face_to_face.percent") is None)


def test_a_percentage_over_hundred_stays_with_its_reason(begin: Callable[..., Survey]) -> None:
    page = begin()
    face = page.page.face
    page.type(face.percent, "101")
    assert "101" in face.percent_entry.fault()
    assert face.percent.text() == "101"
    page.type(face.percent, "91")
    page.type(face.responses, "0")
    assert "至少 1 份" in face.responses_entry.fault()
    page.type(face.responses, "30")
    page.until(lambda: page.document.survey.face_to_face)
    assert face.percent_entry.fault() == face.responses_entry.fault() == ""


def test_half_a_channel_is_there_again_after_a_restart(begin: Callable[..., Survey]) -> None:
    page = begin()
    page.type(page.page.electronic.percent, "88.5")
    page.frame.close_audit()
    page.until(lambda: page.window.frame is None)
    page.window.open_audit(page.view.id)
    again = Survey(page.window, page.qtbot)
    again.until(lambda: again.page.electronic.percent.text() == "88.5")
    again.type(again.page.electronic.responses, "260", Qt.Key.Key_Return)
    again.until(lambda: again.document.survey.electronic)
    assert again.document.survey.electronic is not None
    assert again.document.survey.electronic.percent == Decimal("88.5")


def test_a_channel_not_used_needs_its_reason_and_can_come_back(begin: Callable[..., Survey]) -> None:
    page = begin(survey={"electronic": used("88", 80)})
    face = page.page.face
    page.press(face.mode, 1)
    assert "理由" in face.wait.text()
    field = QApplication.focusWidget()
    assert field is face.reason
    page.type(face.reason, "没有当面接触")
    page.until(lambda: page.document.survey.face_to_face)
    assert page.document.survey.face_to_face is not None
    assert page.document.survey.face_to_face.not_used == "没有当面接触"
    # S is the other channel then.
    assert page.page.result.combined.value.text() == "88"
    assert page.page.result.face.value.text() == "未采用"
    page.press(face.mode, 0)
    page.until(lambda: page.document.survey.face_to_face is None)
    assert face.mode.selected() == "used"


def test_s_follows_each_change_and_says_where_the_way_of_reckoning_matters(begin: Callable[..., Survey]) -> None:
    page = begin(survey={"face_to_face": used("95", 20)})
    result = page.page.result
    assert result.combined.value.text() == "–"
    assert result.differs.isHidden()
    page.type(page.page.electronic.percent, "88")
    page.type(page.page.electronic.responses, "80")
    page.until(lambda: result.combined.value.text() == "89.4")
    assert result.combined.reached.text() == "四星级"
    assert "91.5" in result.ways.text()
    assert not result.differs.isHidden()
    assert "四星级" in result.differs.accessibleName()
    assert "五星级" in result.differs.accessibleName()
    # With equal levels there is nothing to point out.
    page.type(page.page.electronic.percent, "95")
    page.until(lambda: result.combined.value.text() == "95")
    assert result.differs.isHidden()


def test_a_result_reckoned_elsewhere_counts_instead(begin: Callable[..., Survey]) -> None:
    page = begin(survey={"face_to_face": used("95", 20), "electronic": used("88", 80)})
    assert page.page.combined is not None
    page.type(page.page.combined.percent, "94.5", Qt.Key.Key_Return)
    page.until(lambda: page.page.result.combined.value.text() == "94.5")
    assert page.page.result.differs.isHidden()
    page.page.combined.percent.setFocus()
    page.page.combined.percent.selectAll()
    page.qtbot.keyClick(page.page.combined.percent, Qt.Key.Key_Backspace)
    page.qtbot.keyClick(page.page.combined.percent, Qt.Key.Key_Return)
    page.until(lambda: page.page.result.combined.value.text() == "89.4")


def test_answers_on_file_fill_the_channel_and_show_by_dimension(begin: Callable[..., Survey]) -> None:
    answers = [
        {"channel": "face_to_face", "answers": {"q1": 4, "q5": 5}},
        {"channel": "face_to_face", "answers": {"q1": 2}},
        {"channel": "electronic", "answers": {"q1": 5}},
    ]
    page = begin(responses=answers)
    face = page.page.face
    assert "2 份" in face.answers.text()
    page.qtbot.mouseClick(face.fill, LEFT)
    page.until(lambda: page.document.survey.face_to_face)
    channel = page.document.survey.face_to_face
    assert channel is not None
    assert channel.responses == 2
    assert channel.percent == Decimal("73.333333333333")
    assert face.fill.isHidden()
    dimensions = page.page.result.dimensions
    assert dimensions is not None
    shown = {one.name: one.text for one in dimensions.bars.values()}
    assert shown["功能性"] == "73.33"
    assert shown["安全性"] == "–"
    page.qtbot.mouseClick(dimensions.pills["electronic"], LEFT)
    assert {one.name: one.text for one in dimensions.bars.values()}["功能性"] == "100"
    assert dimensions.pills["electronic"].text() == "电子 1"


def test_facts_are_months_or_never(begin: Callable[..., Survey]) -> None:
    page = begin()
    months = page.facts.months
    assert list(months) == ["operating_months", "months_since_accident", "months_since_negative_publicity"]
    assert months["operating_months"].entry.is_needed()
    page.type(months["operating_months"].field, "18")
    page.until(lambda: page.document.facts.operating_months == 18)
    assert not months["operating_months"].entry.is_needed()
    assert months["operating_months"].never.isHidden()
    accident = months["months_since_accident"]
    page.qtbot.mouseClick(accident.never, LEFT)
    page.until(lambda: page.document.facts.months_since_accident is None)
    assert accident.never.isChecked()
    # A number says that it did happen.
    page.type(accident.field, "13.5")
    page.until(lambda: page.document.facts.months_since_accident == Decimal("13.5"))
    assert not accident.never.isChecked()
    page.qtbot.mouseClick(accident.never, LEFT)
    page.until(lambda: page.document.facts.months_since_accident is None)
    page.qtbot.mouseClick(accident.never, LEFT)
    page.until(lambda: page.document.facts.months_since_accident is UNSET)


def test_facts_changed_elsewhere_show_here(begin: Callable[..., Survey]) -> None:
    page = begin()
    page.window.runner.act(page.page, lambda ws: audits.set_fields(ws, page.view.id, "facts", {"operating_months": Decimal(31)}))
    page.until(lambda: page.facts.months["operating_months"].field.text() == "31")


def test_complaints_are_added_counted_and_removed_with_a_way_back(begin: Callable[..., Survey]) -> None:
    page = begin()
    card, qtbot = page.complaints, page.qtbot
    qtbot.keyClick(page.page, Qt.Key.Key_A, ALT)
    editor = card.list.editor()
    assert isinstance(editor, ComplaintEditor)
    # The note alone does not make a complaint; nothing is lost, nothing refused.
    page.type(editor.note, "延迟安装被通报")
    page.press(editor.rectified, 0)
    assert page.document.facts.major_complaints is UNSET
    page.type(editor.months, "27")
    page.until(lambda: page.document.facts.major_complaints is not UNSET)
    page.until(lambda: not page.window.runner.is_saving())
    listed: Any = page.document.facts.major_complaints
    assert [(one.months_ago, one.rectified, one.note) for one in listed] == [(27, True, "延迟安装被通报")]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert card.list.editor() is None
    assert "计入近 24 个月内的 0 起" in card.hint.text()
    qtbot.mouseClick(card.list, LEFT, pos=QPoint(card.list.width() - 12, ROW // 2))
    page.until(lambda: page.document.facts.major_complaints is UNSET)
    qtbot.keyClick(page.page, Qt.Key.Key_Z, CONTROL)
    page.until(lambda: page.document.facts.major_complaints is not UNSET)


def test_no_complaints_is_said_outright(begin: Callable[..., Survey]) -> None:
    page = begin()
    assert "没有重大投诉" in page.complaints.hint.text()
    page.qtbot.mouseClick(page.complaints.none, LEFT)
    page.until(lambda: page.document.facts.major_complaints == ())
    assert page.complaints.none.isChecked()
    page.qtbot.mouseClick(page.complaints.none, LEFT)
    page.until(lambda: page.document.facts.major_complaints is UNSET)


def test_a_complaint_is_changed_in_its_row(begin: Callable[..., Survey]) -> None:
    page = begin(facts={"major_complaints": [{"months_ago": "5", "rectified": False}, {"months_ago": "9", "rectified": True}]})
    card = page.complaints
    page.qtbot.mouseClick(card.list, LEFT, pos=QPoint(40, ROW + ROW // 2))
    editor = card.list.editor()
    assert isinstance(editor, ComplaintEditor)
    page.type(editor.months, "10", Qt.Key.Key_Return)
    page.press(editor.rectified, 1)
    page.until(lambda: [row.note for row in card.list.rows()] == ["未整改", "未整改"])
    listed: Any = page.document.facts.major_complaints
    assert [one.months_ago for one in listed] == [5, 10]


def test_a_scheme_without_thresholds_takes_the_result_as_evidence(begin: Callable[..., Survey]) -> None:
    page = begin("ctc", survey={"face_to_face": used("92", 20)})
    assert page.page.facts is None
    assert page.page.complaints is None
    assert page.page.combined is None
    assert page.page.result.face.scale.isHidden()
    assert page.page.result.face.value.text() == "92"
    assert "视情况" in page.page.summary.text()


def test_what_the_grade_lacks_is_led_to(begin: Callable[..., Survey]) -> None:
    page = begin()
    for record, field in (
        ("survey.electronic", page.page.electronic.percent),
        ("facts.months_since_negative_publicity", page.facts.months["months_since_negative_publicity"].field),
        ("facts.major_complaints", page.complaints.add),
    ):
        page.frame.go("survey", record)
        assert QApplication.focusWidget() is field


def test_nothing_is_cut_at_the_smallest_size(begin: Callable[..., Survey]) -> None:
    page = begin(facts={"major_complaints": [{"months_ago": str(n), "rectified": False, "note": "很长的说明" * 40} for n in range(200)]})
    page.window.resize(1024, 640)
    page.qtbot.keyClick(page.page, Qt.Key.Key_A, ALT)
    page.page.grab()
    assert page.page.column.horizontalScrollBar().maximum() == 0
    inside = QRect(QPoint(), page.page.column.viewport().size())
    outside = [
        field
        for field in page.page.column.findChildren(QWidget)
        if isinstance(field, NumberField | TextField | SegmentedRow)
        and field.isVisible()
        and field.mapTo(page.page.column.viewport(), QPoint(field.width(), 0)).x() > inside.width()
    ]
    assert not outside
