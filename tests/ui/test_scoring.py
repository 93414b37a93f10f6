"""The score page as a person drives it: every kind of clause by key and click, filters, undo, drafts, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import audits, drafts, scoring
from desktop.actions.opening import open_workspace
from desktop.domain.assessment import ConformityAnswer, Deduction
from desktop.ui.main_window import MainWindow
from desktop.ui.scoring.conformity_control import ConformityControl
from desktop.ui.scoring.level_control import LevelControl
from desktop.ui.scoring.score_control import ScoreControl
from tests.ui.conftest import end
from tests.ui.score_page import CONTROL, Scoring

Open = Callable[..., MainWindow]
SCHEMES = ("zgc", "ctc", "zhdh", "bz", "cqm", "gbt27922")
ENTER = Qt.Key.Key_Return


@pytest.fixture
def begin(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Callable[..., Scoring]:
    """An empty audit of a scheme at its score page; `prepare(ws, audit)` does something to it first."""

    def make(scheme: str = "ctc", kind: Any = "initial", prepare: Callable[..., object] | None = None) -> Scoring:
        ws = open_workspace(tmp_path / "store")
        audit = audits.create(ws, scheme=scheme, client="岚川电器股份有限公司", kind=kind).audit
        if prepare:
            prepare(ws, audit)
        ws.close()
        return Scoring(open_window(audit), qtbot)

    return make


@pytest.mark.parametrize("scheme", SCHEMES)
def test_an_empty_audit_is_graded_to_the_end_by_keys(begin: Callable[..., Scoring], scheme: str) -> None:
    at = begin(scheme)
    assert not at.grade().complete
    assert at.page.grade.head.accessibleName().startswith("未评定")
    rows = at.grade_all()
    assert rows >= 4
    assert at.grade().complete, at.grade().missing
    level = at.grade().grade
    assert level is not None
    top = max(one.stars for one in at.view.rules.result.levels)
    reached = level.stars if at.view.rules.result.result == "stars" else level.level
    assert reached == top, at.grade().decided_by
    assert at.page.tree.pills["open"].text() == "未评 0"
    assert level.label in at.page.grade.head.accessibleName()
    at.press("j")
    assert "没有未评的了" in at.frame._toast.text()


def test_full_zero_and_a_plain_score(begin: Callable[..., Scoring]) -> None:
    at = begin("ctc")
    assert at.page.current == "5.1.1.1"
    at.press("f")
    assert at.answer("5.1.1.1").met is True
    at.press(Qt.Key.Key_Down)
    assert at.page.current == "5.1.1.2"
    at.press("2.5", ENTER)
    assert at.answer("5.1.1.2").score == Decimal("2.5")
    assert at.page.clause.head._points.accessibleName() == "2.50 / 3"
    # Down leaves the field and takes it in.
    at.press("1.25", Qt.Key.Key_Down)
    assert at.answer("5.1.1.2").score == Decimal("1.25")
    at.go("5.1.2.1")
    at.press("0")
    assert at.answer("5.1.2.1").met is False
    assert at.page.tree.model.states["5.1.2.1"].state == "lost"
    at.press(Qt.Key.Key_Backspace)
    assert "5.1.2.1" not in at.doc().items


def test_samples_show_their_formula_and_result(begin: Callable[..., Scoring]) -> None:
    at = begin("ctc")
    at.go("5.3.2.2")
    at.press("s", "40", ENTER, "4")
    assert at.control._formula.text() == "5 × (1 − 4 ÷ 40) ="
    assert at.control._result.text() == "4.50"
    assert "5.3.2.2" not in at.doc().items, "only both numbers together are an answer"
    at.press(ENTER)
    answer = at.answer("5.3.2.2")
    assert (answer.sampled, answer.failed) == (40, 4)
    assert at.focused() is at.page.tree.tree, "Enter goes back to the tree"


def test_more_failed_than_sampled_is_refused_where_it_stands(begin: Callable[..., Scoring]) -> None:
    at = begin("ctc")
    at.go("5.3.2.2")
    at.press("s", "4", ENTER, "9", ENTER)
    assert "5.3.2.2" not in at.doc().items
    assert at.control.error.isVisible()
    assert "9" in at.control.error.text()
    assert at.control.failed.value() == "9", "what was typed stays"
    # It is still there after going away and back.
    at.go("5.3.1.1")
    assert not at.control.error.isVisible()
    at.go("5.3.2.2")
    assert (at.control.sampled.value(), at.control.failed.value()) == ("4", "9")
    assert at.control.error.isVisible()
    at.type_into(at.control.failed, "1")
    assert at.answer("5.3.2.2").failed == 1
    assert not at.control.error.isVisible()


def test_points_over_the_full_ones_are_refused(begin: Callable[..., Scoring]) -> None:
    at = begin("ctc")
    at.go("5.1.1.2")
    at.press("4", ENTER)
    assert "5.1.1.2" not in at.doc().items
    assert "0 到 3" in at.control.error.text()
    at.press("f")
    assert at.answer("5.1.1.2").met is True
    assert not at.control.error.isVisible()
    assert at.control.score.value() == "3"


def test_not_applicable_needs_its_reason(begin: Callable[..., Scoring]) -> None:
    at = begin("ctc")
    at.go("5.2.5.5")
    at.press("n")
    assert at.control.segments.selected() == "excluded"
    assert at.focused() is at.control.reason
    at.press(ENTER)
    assert "5.2.5.5" not in at.doc().items
    at.page.clause.enter()
    at.press("没有代理其他厂家的商品", ENTER)
    assert at.answer("5.2.5.5").excluded == "没有代理其他厂家的商品"
    assert at.page.tree.model.states["5.2.5.5"].state == "excluded"
    assert at.page.tree.model.states["5.2"].of == Decimal(34)


def test_deductions_with_statement_and_repair(begin: Callable[..., Scoring]) -> None:
    at = begin("cqm")
    at.go("4.1.4")
    at.press("d", "1", ENTER)
    at.press("到达晚于约定 38 分钟，未提前告知")
    row = at.page.clause.deductions.rows.shown()[0]
    at.qtbot.keyClick(row.statement, ENTER, CONTROL)
    at.settle()
    assert at.answer("4.1.4").deductions == (Deduction(points=Decimal(1), statement="到达晚于约定 38 分钟，未提前告知"),)
    assert row.no_evidence.isVisible()
    assert not row.no_statement.isVisible()
    assert at.page.tree.model.states["4.1.4"].lacks == ("缺客观证据",)
    assert at.page.tree.pills["lacking"].text() == "缺证据 1"
    at.page.back_to_tree()
    at.press("d", "0.5", ENTER)
    assert len(at.answer("4.1.4").deductions or ()) == 2
    assert at.page.clause.head._points.accessibleName() == "23.50 / 25"
    second = at.page.clause.deductions.rows.shown()[1]
    assert second.no_statement.isVisible()
    # Zero points are no deduction.
    at.type_into(second.points, "0")
    assert "0" in second.error.text()
    assert [one.points for one in at.answer("4.1.4").deductions or ()] == [Decimal(1), Decimal("0.5")]
    at.click(second.remove)
    assert len(at.answer("4.1.4").deductions or ()) == 1
    assert "已删除第 2 条扣分" in at.frame._toast.text()
    at.qtbot.keyClick(at.window, Qt.Key.Key_Z, CONTROL)
    at.settle()
    assert len(at.answer("4.1.4").deductions or ()) == 2


def test_a_begun_deduction_waits_for_its_points(begin: Callable[..., Scoring]) -> None:
    at = begin("cqm")
    at.go("4.1.1")
    at.press("d")
    row = at.page.clause.deductions.rows.shown()[0]
    row.statement.setFocus()
    at.press("热线无人接听")
    at.go("4.1.2")
    assert at.page.clause.deductions.rows.shown() == []
    at.go("4.1.1")
    row = at.page.clause.deductions.rows.shown()[0]
    assert row.statement.value() == "热线无人接听"
    at.type_into(row.points, "0.5")
    assert at.answer("4.1.1").deductions == (Deduction(points=Decimal("0.5"), statement="热线无人接听"),)


def test_conformity_by_digits_and_by_click(begin: Callable[..., Scoring]) -> None:
    at = begin("cqm")
    at.go("4.2.2")
    control = at.page.clause.control
    assert isinstance(control, ConformityControl)
    at.press("2")
    assert at.doc().conformity["4.2.2"] == "minor"
    assert at.page.tree.model.states["4.2.2"].lacks == ("缺扣分陈述", "缺客观证据")
    at.click_segment(control.segments, "conforming")
    assert at.doc().conformity["4.2.2"] == "conforming"
    at.page.clause.note.setFocus()
    at.press("手册第 3 版")
    at.qtbot.keyClick(at.page.clause.note, ENTER, CONTROL)
    at.settle()
    at.page.back_to_tree()
    noted = at.doc().conformity["4.2.2"]
    assert isinstance(noted, ConformityAnswer)
    assert (noted.result, noted.note) == ("conforming", "手册第 3 版")
    at.press("n", "没有外包", ENTER)
    left_out = at.doc().conformity["4.2.2"]
    assert isinstance(left_out, ConformityAnswer)
    assert left_out.excluded == "没有外包"
    at.press(Qt.Key.Key_Backspace)
    kept = at.doc().conformity["4.2.2"]
    assert isinstance(kept, ConformityAnswer)
    assert (kept.result, kept.excluded) == (None, None)


def test_a_judgement_counts_with_its_reason(begin: Callable[..., Scoring]) -> None:
    at = begin("bz")
    assert at.page.current == "5.2"
    assert "评分方法未载入" in at.page.clause.banner.accessibleName()
    control = at.page.clause.control
    assert isinstance(control, LevelControl)
    at.press("1")
    assert "2" not in at.doc().levels
    assert "判断理由" in control.error.text()
    at.press("流程成文，记录完整")
    at.press(Qt.Key.Key_Tab)
    assert at.doc().levels["2"].met
    assert not control.error.isVisible()
    at.go("5.4")
    at.press("1", "有量化目标")
    at.page.go("5.3")
    at.settle()
    assert "4" in at.doc().levels, "leaving the clause takes it in"
    assert "可重复级（2级）：达到" in control._ladder.text()
    assert "已定义级（3级）：未判断" in control._ladder.text()
    assert "已管理级（4级）：判为达到，但已定义级（3级）不成立，不计入" in control._ladder.text()
    at.go("5.1")
    assert not at.page.clause.press("1"), "the floor needs no judgement"


def test_a_group_in_place_of_its_clauses(begin: Callable[..., Scoring]) -> None:
    at = begin("ctc")
    at.go("5.3.1.1")
    at.press("f")
    at.go("5.3")
    assert "已评 1 条" in at.control._standing.text()  # type: ignore[attr-defined]
    assert "已评的 1 条将清除" in at.control._meaning.text()  # type: ignore[attr-defined]
    at.press("23.5", ENTER)
    assert at.answer("5.3").score == Decimal("23.5")
    assert "5.3.1.1" not in at.doc().items
    assert [at.page.tree.pills[which].text() for which in ("deducted", "lacking")] == ["扣分 1", "缺证据 1"]
    at.go("5.3.1.1")
    assert "已整组评分" in at.page.clause.banner.accessibleName()
    at.press("f")
    assert "5.3" not in at.doc().items
    assert at.answer("5.3.1.1").met is True
    at.go("5.3")
    at.click_segment(at.control.segments, "score")
    assert at.focused() is at.control.score


def test_carried_over_only_where_the_audit_allows_it(begin: Callable[..., Scoring]) -> None:
    at = begin("ctc", kind="surveillance")
    at.go("5.1.1.1")
    assert not at.control._carry_line.isVisible()
    at.press("f")
    at.click(at.control._carry)
    assert at.focused() is at.control.carried
    at.press("不在本次抽查范围", ENTER)
    assert at.answer("5.1.1.1").carried == "不在本次抽查范围"
    at.click(at.control._carry)
    assert at.answer("5.1.1.1").carried is None
    assert at.answer("5.1.1.1").met is True


def test_an_initial_audit_carries_nothing(begin: Callable[..., Scoring]) -> None:
    at = begin("ctc")
    at.press("f")
    assert not at.control._carry_line.isVisible()


def test_kinds_that_are_only_a_default_offer_every_way(begin: Callable[..., Scoring]) -> None:
    at = begin("ctc")
    assert at.page.clause.head.kind_chip.isVisible()
    at.press("s", "10", ENTER, "1", ENTER)
    assert at.answer("5.1.1.1").failed == 1
    at.press("d", "0.25", ENTER)
    assert (at.answer("5.1.1.1").deductions or ())[0].points == Decimal("0.25")
    at.go("5.2.1.1")
    assert at.page.clause.head.points_chip.isVisible()


def test_filters_count_and_show(begin: Callable[..., Scoring]) -> None:
    at = begin("ctc")
    assert [pill.text() for pill in at.page.tree.pills.values()][:4] == ["全部 48", "未评 48", "扣分 0", "缺证据 0"]
    at.press("0")
    at.press(Qt.Key.Key_Down, "f")
    assert [pill.text() for pill in at.page.tree.pills.values()][:4] == ["全部 48", "未评 46", "扣分 1", "缺证据 1"]
    at.click(at.page.tree.pills["deducted"])
    assert at.page.tree.model.keys == ["5.1", "5.1.1", "5.1.1.1", "5.1.1.2"], "the row at hand stays until it is left"
    at.press(Qt.Key.Key_Up)
    assert at.page.current == "5.1.1.1"
    at.click(at.page.tree.pills["lacking"])
    assert at.page.tree.model.keys == ["5.1", "5.1.1", "5.1.1.1"]
    at.click(at.page.tree.pills["all"])
    assert len(at.page.tree.model.keys) == len(at.page.tree.outline.entries)


def test_rows_fold_and_unfold(begin: Callable[..., Scoring]) -> None:
    at = begin("cqm")
    assert "4.1.1.1a" not in at.page.tree.model.keys, "details that only collect evidence start folded"
    at.go("4.1.1")
    at.press(Qt.Key.Key_Right)
    assert "4.1.1.1a" in at.page.tree.model.keys
    at.press(Qt.Key.Key_Left)
    assert "4.1.1.1a" not in at.page.tree.model.keys
    at.page.reveal("items/4.1.4.6c")
    assert at.page.current == "4.1.4.6c"
    assert "4.1.4.6c" in at.page.tree.model.keys
    at.press("n", "不接受自备材料", ENTER)
    assert at.answer("4.1.4.6c").excluded == "不接受自备材料"


@pytest.mark.parametrize(
    ("record", "row"),
    [
        ("conformity/4.2.2", "4.2.2"),
        ("facts", "@facts"),
        ("facts.major_complaints", "@complaints"),
        ("survey", "@survey"),
        ("management_audit", "@management"),
        ("previous", "@levels"),
    ],
)
def test_other_pages_lead_here(begin: Callable[..., Scoring], record: str, row: str) -> None:
    at = begin("cqm")
    at.frame.go("score", record)
    assert at.page.current == row


def test_undo_and_redo_from_the_tree(begin: Callable[..., Scoring]) -> None:
    at = begin("ctc")
    at.press("f", Qt.Key.Key_Down, "2", ENTER)
    assert at.answer("5.1.1.2").score == Decimal(2)
    at.qtbot.keyClick(at.focused(), Qt.Key.Key_Z, CONTROL)
    at.settle()
    assert "5.1.1.2" not in at.doc().items
    assert at.control.score.value() == ""
    at.qtbot.keyClick(at.focused(), Qt.Key.Key_Z, CONTROL)
    at.settle()
    assert "5.1.1.1" not in at.doc().items
    at.qtbot.keyClick(at.focused(), Qt.Key.Key_Y, CONTROL)
    at.settle()
    assert at.answer("5.1.1.1").met is True
    assert at.page.tree.model.states["5.1.1.1"].state == "done"


@pytest.mark.qt_log_ignore("grabbing the keyboard")
def test_the_line_of_history(begin: Callable[..., Scoring]) -> None:
    at = begin("ctc")
    at.go("5.1.1.2")
    at.press("2", ENTER)
    at.press("2.5", ENTER)
    at.until(lambda: len(at.page.clause.past.turns) == 2)
    last = at.page.clause.past.turns[-1]
    assert (last.before, last.after) == ("2.00", "2.50")
    assert at.page.clause.past.button.text().startswith("改动 2 次，最近：审查员 ")
    at.click(at.page.clause.past.button)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert len(menu.actions()) == 2
    menu.close()
    at.press(Qt.Key.Key_Down)
    assert not at.page.clause.past.button.isVisible()


def test_plain_letters_stay_in_a_field(begin: Callable[..., Scoring]) -> None:
    at = begin("ctc")
    at.page.clause.note.setFocus()
    at.press("fan nde")
    assert at.page.clause.note.value() == "fan nde"
    assert "5.1.1.1" not in at.doc().items
    at.press(Qt.Key.Key_Escape)
    assert at.focused() is at.page.tree.tree
    assert at.answer("5.1.1.1").note == "fan nde"
    assert at.page.tree.model.states["5.1.1.1"].note


@pytest.mark.parametrize("leaves", [True, False])
def test_what_is_typed_outlives_the_program(begin: Callable[..., Scoring], open_window: Open, qtbot: QtBot, leaves: bool) -> None:
    at = begin("cqm", prepare=lambda ws, audit: scoring.conformity(ws, audit, "4.2.2", result="conforming"))
    audit = at.view.id
    at.go("4.2.2")
    at.page.clause.note.setFocus()
    at.press("手册缺第三章")
    at.go("4.1.4")
    at.press("d")
    row = at.page.clause.deductions.rows.shown()[0]
    row.statement.setFocus()
    at.press("到达晚于约定")
    kept: list[Any] = []

    def is_kept() -> bool:
        kept.clear()
        at.window.runner.ask(at.page, lambda ws: drafts.drafts(ws, audit), kept.extend)
        at.qtbot.wait(20)
        return any(draft.text == "到达晚于约定" for draft in kept)

    at.until(is_kept)
    if leaves:
        # The program dies: nothing is committed on the way out.
        at.page.clause.blockSignals(True)
        for row in at.page.clause.deductions.rows.rows:
            row.statement.reset("")
    end(at.window)
    again = Scoring(open_window(audit), qtbot)
    noted = again.doc().conformity["4.2.2"]
    assert isinstance(noted, ConformityAnswer)
    assert (noted.result, noted.note) == ("conforming", "手册缺第三章")
    again.go("4.1.4")
    again.until(again.page.clause.deductions.rows.shown)
    row = again.page.clause.deductions.rows.shown()[0]
    assert row.statement.value() == "到达晚于约定"
    again.type_into(row.points, "1")
    assert again.answer("4.1.4").deductions == (Deduction(points=Decimal(1), statement="到达晚于约定"),)


def test_nothing_typed_is_lost_without_leaving_the_field(begin: Callable[..., Scoring], tmp_path: Path) -> None:
    at = begin("ctc")
    audit = at.view.id
    at.page.clause.note.setFocus()
    at.press("岗位说明书缺签字")
    at.until(lambda: not at.page.desk._typed)
    at.settle()
    # As after a kill: the store is opened anew while the window never left the field.
    ws = open_workspace(tmp_path / "store")
    assert ws.audit(audit).document.items["5.1.1.1"].note == "岗位说明书缺签字"
    ws.close()


def test_a_number_half_typed_comes_back(begin: Callable[..., Scoring], open_window: Open, qtbot: QtBot) -> None:
    at = begin("ctc")
    at.go("5.3.2.2")
    at.press("s", "40", ENTER)
    end(at.window)
    again = Scoring(open_window(at.view.id), qtbot)
    again.go("5.3.2.2")
    again.until(lambda: again.control.sampled.value() == "40")
    assert again.control.segments.selected() == "sampled"
    again.type_into(again.control.failed, "4")
    assert again.answer("5.3.2.2").sampled == 40


def test_the_same_control_serves_all_clauses(begin: Callable[..., Scoring]) -> None:
    at = begin("ctc")
    first = at.page.clause.control
    for _step in range(30):
        at.press(Qt.Key.Key_Down)
    assert sum(isinstance(one, ScoreControl) for one in at.page.clause._controls.values()) <= 2
    assert first in at.page.clause._controls.values()
