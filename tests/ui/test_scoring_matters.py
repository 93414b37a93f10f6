"""What is entered beside the clauses: percentages, verdicts, facts, complaints, levels; the grade pane and where it leads."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec import UNSET
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.actions import audits
from desktop.actions.opening import open_workspace
from desktop.base import paths
from desktop.domain.assessment import Complaint
from desktop.ui.main_window import MainWindow
from desktop.ui.measurement.page import MeasurementPage
from desktop.ui.scoring.form_facts import ComplaintsForm, FactsForm
from desktop.ui.scoring.form_levels import LevelsForm, SpecialForm
from desktop.ui.scoring.form_survey import SurveyForm
from desktop.ui.scoring.form_verdicts import CharacteristicsForm, ManagementForm
from desktop.ui.scoring.readings import ReadingRow
from desktop.ui.widgets.buttons import Button
from tests.ui.score_page import CONTROL, Scoring

Open = Callable[..., MainWindow]
ENTER = Qt.Key.Key_Return


@pytest.fixture
def begin(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Callable[[str], Scoring]:
    """An empty audit of a scheme, or a sample that ships, at its score page."""

    def make(name: str) -> Scoring:
        ws = open_workspace(tmp_path / "store")
        sample = paths.resources() / "demo" / f"{name}.json"
        if sample.exists():
            audit = audits.import_document(ws, sample.read_bytes(), sample.name).audit
        else:
            audit = audits.create(ws, scheme=name, client="岚川电器股份有限公司").audit
        ws.close()
        return Scoring(open_window(audit), qtbot)

    return make


def form(at: Scoring, kind: type[Any]) -> Any:
    assert isinstance(at.page.clause.form, kind)
    return at.page.clause.form


def test_months_since_events(begin: Callable[[str], Scoring]) -> None:
    at = begin("cqm")
    at.go("@facts")
    facts = form(at, FactsForm)
    at.type_into(facts.numbers["operating_months"], "18.5")
    assert at.doc().facts.operating_months == Decimal("18.5")
    assert not facts.numbers["months_since_accident"].isVisible()
    at.click_segment(facts.never["months_since_accident"], "once")
    assert at.focused() is facts.numbers["months_since_accident"]
    at.press("24", ENTER)
    assert at.doc().facts.months_since_accident == Decimal(24)
    at.click_segment(facts.never["months_since_accident"], "never")
    assert at.doc().facts.months_since_accident is None
    assert not facts.numbers["months_since_accident"].isVisible()
    at.type_into(facts.numbers["operating_months"], "99999")
    assert at.doc().facts.operating_months == Decimal("18.5")
    assert "12000" in facts.error.text()
    facts.numbers["operating_months"].setFocus()
    facts.numbers["operating_months"].selectAll()
    at.press(Qt.Key.Key_Backspace, ENTER)
    assert not facts.error.isVisible()
    assert at.doc().facts.operating_months is UNSET


def test_complaints_each_with_months_and_rectification(begin: Callable[[str], Scoring]) -> None:
    at = begin("cqm")
    at.go("@complaints")
    complaints = form(at, ComplaintsForm)
    at.press("2", "5", ENTER)
    assert at.doc().facts.major_complaints == (Complaint(months_ago=Decimal(5), rectified=False),)
    row = complaints.rows.shown()[0]
    at.click_segment(row.rectified, "yes")
    at.type_into(row.note, "媒体曝光，已公开致歉")
    listed: Any = at.doc().facts.major_complaints
    assert (listed[0].rectified, listed[0].note) == (True, "媒体曝光，已公开致歉")
    at.click(complaints.add)
    at.press("30", ENTER)
    listed = at.doc().facts.major_complaints
    assert [one.months_ago for one in listed] == [Decimal(5), Decimal(30)]
    at.click(complaints.rows.shown()[0].remove)
    listed = at.doc().facts.major_complaints
    assert [one.months_ago for one in listed] == [Decimal(30)]
    assert complaints.rows.shown()[0].months.value() == "30"
    at.page.back_to_tree()
    at.press("1")
    assert at.doc().facts.major_complaints == ()
    assert at.page.tree.model.states["@complaints"].word == "没有"


def test_survey_percentages_and_a_channel_not_used(begin: Callable[[str], Scoring]) -> None:
    at = begin("cqm")
    at.go("@survey")
    survey = form(at, SurveyForm)
    face, electronic = survey.channels["face_to_face"], survey.channels["electronic"]
    at.type_into(face.percent, "92.5")
    assert at.doc().survey.face_to_face is None, "a result without the number of questionnaires is none"
    at.type_into(face.responses, "40")
    channel = at.doc().survey.face_to_face
    assert channel is not None
    assert (channel.percent, channel.responses) == (Decimal("92.5"), 40)
    at.type_into(face.percent, "192.5")
    assert "100" in survey.error.text()
    at.click(electronic.unused)
    assert at.focused() is electronic.reason
    at.press("客户没有会员系统", ENTER)
    channel = at.doc().survey.electronic
    assert channel is not None
    assert channel.not_used == "客户没有会员系统"
    assert not electronic.percent.isEnabled()
    at.click(electronic.unused)
    assert at.doc().survey.electronic is None
    assert electronic.percent.isEnabled()


def test_management_verdict_with_reason(begin: Callable[[str], Scoring]) -> None:
    at = begin("cqm")
    at.go("@management")
    management = form(at, ManagementForm)
    at.press("2")
    verdict = at.doc().management_audit
    assert verdict is not None
    assert not verdict.passed
    management.reason.setFocus()
    at.press("4.2.5 外包没有评价准则", Qt.Key.Key_Tab)
    verdict = at.doc().management_audit
    assert verdict is not None
    assert verdict.reason == "4.2.5 外包没有评价准则"
    assert at.page.tree._cells["management"].accessibleName() == "管理审核 不符合"


def test_characteristics_against_the_pass_line(begin: Callable[[str], Scoring]) -> None:
    at = begin("zhdh")
    at.go("@characteristics")
    measured = form(at, CharacteristicsForm)
    at.type_into(measured.sampled, "60")
    at.type_into(measured.failed, "6")
    assert "还不能得出" in measured.result.text()
    at.type_into(measured.pass_line, "90")
    assert measured.result.text() == "90 %　通过"
    at.type_into(measured.failed, "7")
    assert "未通过" in measured.result.text()
    at.type_into(measured.failed, "61")
    assert "61" in measured.error.text()
    assert at.page.tree.model.states["@characteristics"].state == "lost"
    lead = next(button for button in measured.findChildren(Button) if "特性测评" in button.text())
    at.qtbot.mouseClick(lead, Qt.MouseButton.LeftButton)
    assert isinstance(at.frame.page(), MeasurementPage)


def test_special_deductions_and_bonus(begin: Callable[[str], Scoring]) -> None:
    at = begin("ctc")
    at.click(at.page.tree._cells["special"])
    assert at.page.current == "@special"
    special = form(at, SpecialForm)
    at.type_into(special.new, "隐瞒一起投诉")
    at.type_into(special.new, "现场记录补签")
    assert at.doc().special_deductions == ("隐瞒一起投诉", "现场记录补签")
    assert special.new.value() == ""
    assert at.page.tree._cells["special"].accessibleName() == "特别扣分 −2.00"
    at.click(special.rows.shown()[0].remove)
    assert at.doc().special_deductions == ("现场记录补签",)
    at.type_into(special.bonus, "全国售后服务先进")
    assert at.doc().bonus == "全国售后服务先进"
    special.bonus.setFocus()
    special.bonus.selectAll()
    at.press(Qt.Key.Key_Backspace, ENTER)
    assert at.doc().bonus is None


def test_levels_applied_held_and_by_hand(begin: Callable[[str], Scoring]) -> None:
    at = begin("ctc")
    at.go("@levels")
    levels = form(at, LevelsForm)
    levels.applied.setFocus()
    at.press(Qt.Key.Key_Down)
    assert at.doc().applied_for == 5
    levels.previous.setFocus()
    at.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    previous = at.doc().previous
    assert previous is not None
    assert previous.stars == 4
    levels.by_hand.setFocus()
    at.press(Qt.Key.Key_Down)
    assert at.doc().level_by_hand is None, "it waits for its reason"
    at.type_into(levels.reason, "规模小，服务规范")
    given = at.doc().level_by_hand
    assert given is not None
    assert given.stars == 1
    levels.by_hand.setFocus()
    at.press(Qt.Key.Key_Up)
    assert at.doc().level_by_hand is None


def test_a_scheme_without_items_to_judge_by_hand_offers_none(begin: Callable[[str], Scoring]) -> None:
    at = begin("cqm")
    at.go("@levels")
    assert not form(at, LevelsForm).by_hand.isVisible()


# The grade pane


def test_the_cap_is_said_and_leads_to_where_it_is_entered(begin: Callable[[str], Scoring]) -> None:
    at = begin("chengyu")
    grade = at.page.grade
    assert grade.decides.accessibleName().startswith("当面调查把等级封顶在三星级")
    assert grade.decides._variant == "wrong"
    assert grade.ladder.isVisible()
    assert not grade.chapters.isVisible()
    assert "封顶三星级" in grade.ladder.accessibleName()
    row = grade.next.shown()[0]
    assert row.target == "@survey"
    at.click(row)
    assert at.page.current == "@survey"
    survey = form(at, SurveyForm)
    at.type_into(survey.channels["face_to_face"].percent, "91")
    assert "五星级" in grade.head.accessibleName()
    assert grade.decides.accessibleName().startswith("已达到最高等级")


def test_both_parts_of_a_combined_grade(begin: Callable[[str], Scoring]) -> None:
    at = begin("beiheng")
    grade = at.page.grade
    assert "7 星，共 10 星" in grade.head.accessibleName()
    assert [part.adds for part in grade.parts.parts] == ["+4", "+3"]
    assert grade._sum.text() == "相加得 7 星"
    at.click(grade.parts, QPoint(20, grade.parts.ROW + 10))
    assert at.page.current == "@typed.q-zg-001"
    at.press("96", ENTER)
    assert "9 星，共 10 星" in grade.head.accessibleName()


def test_the_next_level_names_the_fewest_clauses(begin: Callable[[str], Scoring]) -> None:
    at = begin("beiheng")
    rows = at.page.grade.next.shown()
    clauses = [row for row in rows if row.target and not row.target.startswith("@")]
    assert clauses
    assert clauses[0]._right.startswith("+")
    at.click(clauses[0])
    assert at.page.current == clauses[0].target


def test_what_is_missing_leads_there(begin: Callable[[str], Scoring]) -> None:
    at = begin("cqm")
    grade = at.page.grade
    assert grade.decides.accessibleName().startswith("还缺 46 项")
    at.until(lambda: len(grade.missing.shown()) == 8)
    assert "另有 38 项" in grade._missing_rest.text()
    at.click(grade.missing.shown()[2])
    assert at.page.current == "4.1.3"
    at.click(grade.decides.next)
    assert at.page.current == "4.1.1"


def reading(at: Scoring, gap: str) -> ReadingRow:
    """The row of a gap, once it is made."""

    def found() -> list[ReadingRow]:
        return [row for row in at.page.grade.readings.rows.shown() if row.id.text().startswith(gap)]

    at.until(found)
    return found()[0]


@pytest.mark.qt_log_ignore("grabbing the keyboard")
def test_readings_are_switched_and_marked(begin: Callable[[str], Scoring]) -> None:
    at = begin("beiheng")
    grade = at.page.grade
    assert grade.readings.rows.rows == [], "made when they are first opened"
    at.click(grade.all_readings.button)
    row = reading(at, "A37")
    assert not row.switched.isVisible()
    at.until(lambda: row.menu_button.height() > 20)
    at.click(row.menu_button)
    menu = row.findChild(QMenu)
    assert menu is not None
    menu.actions()[1].trigger()
    menu.close()
    at.settle()
    assert at.doc().settings == {"A37": "alternative"}
    assert row.switched.isVisible()
    assert "改用另一读法" in grade.notes.text()
    at.window.activateWindow()
    at.page.back_to_tree()
    at.until(at.page.tree.tree.hasFocus)
    at.qtbot.keyClick(at.focused(), Qt.Key.Key_Z, CONTROL)
    at.settle()
    assert at.doc().settings == {}
    assert not row.switched.isVisible()


def test_a_reading_that_changes_a_clause_changes_its_control(begin: Callable[[str], Scoring]) -> None:
    at = begin("beiheng")
    at.go("5.1.2.2")
    at.click(at.page.grade.all_readings.button)
    row = reading(at, "A39")
    row.switch("alternative")
    at.settle()
    assert at.view.rules.items["5.1.2.2"].item.kind == "all-or-nothing"
    assert at.page.current == "5.1.2.2"
    assert at.page.clause.rule is at.view.rules.items["5.1.2.2"]


def test_unverified_numbers_are_listed(begin: Callable[[str], Scoring]) -> None:
    at = begin("beiheng")
    card = at.page.grade
    assert card.unverified.isVisible()
    assert "分值未核对标准原文" in card._unverified.text()
