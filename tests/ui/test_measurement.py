"""The plan of the measurement as a person writes, draws and signs it, and what the page says of the whole."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import audits, measurement, scoring
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import Workspace
from desktop.domain.measurement import draw_samples, line_gap
from desktop.ui.measurement.characteristics_card import CharacteristicEditor
from desktop.ui.measurement.distribution import Share, said
from desktop.ui.measurement.page import MeasurementPage
from desktop.ui.widgets.buttons import Button
from tests.ui.measuring import ALT, WHAT, Begin, Measuring, Open, drawn, opener, planned


@pytest.fixture
def begin(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Begin:
    return opener(open_window, qtbot, tmp_path / "store")


def _has(at: Measuring, name: str) -> bool:
    return name in at.plan.characteristics


def test_a_plan_from_the_first_characteristic_to_the_signature(begin: Begin) -> None:
    at = begin()
    page = at.page
    assert page.mode() == "plan"
    assert QApplication.focusWidget() is page.characteristics.name
    for name in ("on time", "dress"):
        at.type(page.characteristics.name, name, Qt.Key.Key_Return)
        at.until(partial(_has, at, name))
        at.until(lambda: not page.characteristics.name.value())
    # Said too early, the signature is refused with what is lacking.
    at.key(Qt.Key.Key_Q, ALT)
    at.until(lambda: "还缺总体、样本数、样本数的理由" in page.sign.error.text())
    page.characteristics.list.setFocus()
    at.key(Qt.Key.Key_Home)
    at.key(Qt.Key.Key_Return)
    editor = page.characteristics.list.editor()
    assert isinstance(editor, CharacteristicEditor)
    assert editor.clause.hasFocus()
    at.type(editor.clause, "7.4.2")
    at.type(editor.method, "查派工单")
    at.type(editor.criterion, "前后 15 分钟内", None)
    at.key(Qt.Key.Key_Escape)
    at.until(lambda: at.plan.ways.get("on time") and at.plan.ways["on time"].criterion == "前后 15 分钟内")
    assert (at.plan.ways["on time"].clause, at.plan.ways["on time"].method) == ("7.4.2", "查派工单")
    at.until(lambda: page.characteristics.list.rows()[0].text == "查派工单；前后 15 分钟内")
    at.type(page.sampling.population, "orders")
    at.type(page.sampling.population_size, "120")
    at.type(page.sampling.sample_size, "4")
    at.type(page.sampling.reason, "two of each kind")
    at.type(page.sign.team, "Shen")
    at.click(page.sign.sign_button)
    at.until(lambda: at.plan.signed_by)
    at.until(page.sign.sign_button.isHidden)
    assert at.plan.signed_by is not None
    assert f"{at.plan.signed_by}于 {at.plan.signed_on} 签署" == page.sign.signed.text()
    assert (at.plan.population_size, at.plan.sample_size, at.plan.team) == (120, 4, "Shen")


def test_bad_numbers_are_refused_in_place_and_kept(begin: Begin) -> None:
    at = begin(planned)
    entry = at.page.sampling.entries["sample_size"]
    at.type(at.page.sampling.sample_size, "6000")
    at.until(lambda: "1 到 5000" in entry.fault())
    assert at.page.sampling.sample_size.value() == "6000"
    assert at.plan.sample_size == 4
    at.type(at.page.sampling.sample_size, "")
    at.until(lambda: at.plan.sample_size is None)
    at.click(at.page.sampling.draw_button)
    at.until(lambda: "样本数 0" in at.page.sampling.error.text())
    at.type(at.page.sign.line, "101")
    at.until(lambda: "0 到 100" in at.page.sign.line_entry.fault())


def test_the_draw_can_be_repeated_and_taken_back(begin: Begin) -> None:
    at = begin(planned)
    assert "1 到 120" in at.page.sampling.rule.text()
    at.key(Qt.Key.Key_D, ALT)
    at.until(lambda: len(at.samples) == 4)
    assert [one.number for one in at.samples] == draw_samples(120, 4, "甲")
    assert "、".join(str(number) for number in draw_samples(120, 4, "甲")) in at.page.sampling.drawn.text()
    at.type(at.page.sampling.seed, "other")
    at.until(lambda: at.plan.seed == "other")
    at.click(at.page.sampling.draw_button)
    at.until(lambda: [one.number for one in at.samples] == draw_samples(120, 4, "other"))
    at.undo()
    assert [one.number for one in at.samples] == draw_samples(120, 4, "甲")


def test_a_change_ends_the_signature_and_says_so(begin: Begin) -> None:
    at = begin(drawn)
    at.choose(at.page.switch, 0)
    assert at.page.sign.sign_button.isHidden()
    at.type(at.page.sampling.reason, "other")
    at.until(lambda: not at.plan.signed_by)
    at.until(at.page.sign.ended.isVisible)
    said_ = at.page.sign.ended.accessibleName()
    assert "签署已失效" in said_
    assert "改了样本数的理由" in said_
    assert at.page.sign.sign_button.isVisible()
    at.undo()
    at.until(lambda: at.plan.signed_by and at.page.sign.ended.isHidden())


def test_the_result_is_live_with_the_rule_that_gives_it(begin: Begin) -> None:
    at = begin(drawn)
    result = at.page.result
    at.keys("111")
    at.key(Qt.Key.Key_Return)
    at.keys("121")
    at.until(lambda: result.percent.text() == "50.00")
    at.until(lambda: "还没有设定" in result.ruling.text())
    assert result.verdict.text() == "未定"
    assert at.page.result.progress_told.text() == "已测 2 / 4 个"
    assert result.distribution.shares() == (Share("准时", 4, 2, 0), Share("着装", 4, 2, 1), Share("讲解", 4, 2, 0))
    assert said(result.distribution.shares()[1]) == "1 / 2，不合格 1"
    at.choose(at.page.switch, 0)
    at.type(at.page.sign.line, "50")
    at.until(lambda: "样本没有全部测完" in result.ruling.text())
    assert result.ruling.text() == "合格 1 个 ÷ 已测 2 个 = 50.00 %，样本没有全部测完，测完才得出结果。"
    assert result.verdict.text() == "未定"
    assert at.plan.signed_by


def test_doubts_lead_to_what_they_are_about(begin: Begin) -> None:
    def fill(ws: Workspace, audit: str) -> None:
        planned(ws, audit)
        measurement.draw(ws, audit)
        audits.set_fields(ws, audit, "characteristics", {"sampled": 60, "failed": 4})

    at = begin(fill)
    doubts = at.page.result.doubts
    at.until(lambda: [one.kind for one in doubts.flags()] == ["unsigned", "unjudged", "typed"])
    there = doubts.findChildren(Button)
    at.click(there[1])
    assert (at.page.mode(), at.page.samples.shown) == ("samples", at.samples[0].id)
    at.click(there[0])
    assert at.page.mode() == "plan"
    assert at.page.sign.sign_button.hasFocus()
    at.click(there[2])
    at.until(lambda: at.view.document.characteristics is None)
    at.until(lambda: "typed" not in {one.kind for one in doubts.flags()})


def test_a_renamed_characteristic_takes_its_results_along(begin: Begin) -> None:
    at = begin(drawn)
    at.keys("1")
    at.until(lambda: at.samples[0].results == {"准时": True})
    at.choose(at.page.switch, 0)
    at.page.characteristics.edit("0")
    editor = at.page.characteristics.list.editor()
    assert isinstance(editor, CharacteristicEditor)
    at.type(editor.name, "punctual")
    at.until(lambda: at.samples[0].results == {"punctual": True})
    at.key(Qt.Key.Key_Escape, at=editor)
    at.page.characteristics.list.setFocus()
    at.key(Qt.Key.Key_Delete)
    at.until(lambda: at.plan.characteristics == ("着装", "讲解"))
    at.undo()
    assert at.plan.characteristics == ("punctual", "着装", "讲解")


def test_samples_from_elsewhere_are_shown_by_their_own_characteristic(begin: Begin) -> None:
    def fill(ws: Workspace, audit: str) -> None:
        audits.put_element(ws, audit, "samples", None, {"characteristic": "收费告知", "passed": True, "site": "总部"})
        audits.put_element(ws, audit, "samples", None, {"characteristic": "收费告知"})

    at = begin(fill)
    at.choose(at.page.switch, 1)
    assert at.page.samples.shown == at.samples[1].id
    at.keys("2")
    at.until(lambda: at.samples[1].passed is False)
    at.until(lambda: at.page.result.distribution.shares() == (Share("收费告知", 2, 2, 1),))
    at.page.samples.show_sample(at.samples[0].id or "")
    assert at.page.samples.card.sheet.results() == {"收费告知": True}


def test_the_rail_counts_what_is_left_and_the_score_page_does_not(begin: Begin) -> None:
    at = begin(drawn)
    item = at.frame.rail.item("measurement")
    assert item.accessibleName().endswith("还剩 4 项")
    scored = at.frame.rail.item("score").accessibleName()

    def finish(ws: Workspace) -> object:
        for one in ws.audit(at.view.id).document.samples:
            measurement.measure(ws, at.view.id, one.id or "", results=dict.fromkeys(WHAT, True))
        gap = line_gap(ws.audit(at.view.id).scheme)
        assert gap is not None
        return scoring.setting(ws, at.view.id, gap.id, value="90")

    at.window.runner.act(at.page, finish)
    at.until(lambda: item.accessibleName().endswith("已完成"))
    assert at.frame.rail.item("score").accessibleName() == scored


def test_where_no_audit_must_measure_nothing_is_left(begin: Begin) -> None:
    at = begin(scheme="zgc")
    assert at.page.whole.isVisible()
    assert at.page.summary.text() == "规则没有要求本次必做，做了记录在案（5.4.1）"
    assert at.frame.rail.item("measurement").accessibleName() == "特性测评"


def test_no_measurement_in_the_rules_is_an_empty_page(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    from desktop.ui.page import Context

    ws = open_workspace(tmp_path / "store")
    view = audits.create(ws, scheme="ctc", client="甲").view
    ws.close()
    window = open_window(view.id)
    assert window.frame is not None
    assert "measurement" not in window.frame.steps()
    page = MeasurementPage(Context(view.id, window.runner, window.frame), view)
    qtbot.addWidget(page)
    page.show()
    assert page.empty.isVisible()
    assert page.whole.isHidden()


def test_two_hundred_samples_with_long_names_fit_and_stay_quick(begin: Begin) -> None:
    name = "燃气具安装后由两名持证人员逐一检漏并在安装确认单上签字拍照并当场向用户说明使用与安全注意事项"

    def fill(ws: Workspace, audit: str) -> None:
        measurement.plan(
            ws, audit, characteristics=tuple(f"{name}{n}" for n in range(12)), population=name * 5, population_size=100_000,
            sample_size=200, reason=name * 5, seed=name,
        )  # fmt: skip
        measurement.describe(ws, audit, f"{name}0", clause=name, method=name, criterion=name * 4)
        measurement.sign(ws, audit)
        measurement.draw(ws, audit)

    at = begin(fill)
    at.window.resize(1280, 800)
    at.until(lambda: len(at.page.samples.pane.rows()) == 200)
    at.until(lambda: len(at.page.result.distribution.shares()) == 12)
    assert at.window.width() == 1280
    for column in (at.page.samples.column, at.page.column):
        inside = column.widget()
        assert inside is not None
        assert inside.width() <= column.viewport().width()
    at.keys("1" * 12)
    # The characteristic at hand is in sight.
    sheet, column = at.page.samples.card.sheet, at.page.samples.column
    top = sheet.mapTo(column.viewport(), sheet.current_rect().topLeft()).y()
    assert 0 <= top < column.viewport().height()
    at.key(Qt.Key.Key_Return)
    at.until(lambda: at.samples[0].passed is True)
    assert at.page.samples.shown == at.samples[1].id
