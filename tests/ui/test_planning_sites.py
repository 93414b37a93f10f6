"""Sites as a person keeps them: typed, imported, drawn so that anybody can repeat it, swapped with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.site_draw import drawn_of, sample_after_swaps
from desktop.ui.planning.sites.view import SitesView
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.element_list import ROW
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.forms import Entry
from tests.ui.planning_page import ALT, CONTROL, LEFT, Begin, Open, Planning, beginner

TWELVE = [{"name": "总部及客服中心", "address": "杭州"}, *({"name": f"Station {n}", "address": f"路 {n} 号"} for n in range(1, 13))]
CLIENT = {"address": "杭州"}
AGAIN = {"kind": "surveillance", "number": "2026-0139"}


@pytest.fixture
def begin(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Begin:
    return beginner(open_window, qtbot, tmp_path)


def opened(plan: Planning) -> SitesView:
    return plan.show("sites", SitesView)


def test_a_site_is_added_edited_and_removed_by_keys_with_a_way_back(begin: Begin) -> None:
    plan = begin()
    view = opened(plan)
    qtbot, card = plan.qtbot, view.sites
    plan.press(Qt.Key.Key_S, ALT)
    plan.until(card.list.editing)
    field = QApplication.focusWidget()
    assert isinstance(field, TextField)
    qtbot.keyClicks(field, "Nanpu")
    plan.press(Qt.Key.Key_Tab, widget=field)
    plan.until(lambda: [site.name for site in plan.document.sites] == ["Nanpu"])
    editor: Any = card.list.editor()
    qtbot.mouseClick(editor.temporary, LEFT)
    plan.until(lambda: plan.document.sites[0].temporary)
    plan.press(Qt.Key.Key_Escape, widget=QApplication.focusWidget())
    assert not card.list.editing()
    assert [(row.title, row.note) for row in card.list.rows()] == [("Nanpu", "临时")]
    # Esc leaves the focus on the list: Delete takes the row away, Ctrl+Z brings it back.
    assert card.list.hasFocus()
    plan.press(Qt.Key.Key_Delete, widget=card.list)
    plan.until(lambda: not plan.document.sites)
    assert "Nanpu" in plan.frame._toast.text()
    plan.press(Qt.Key.Key_Z, CONTROL)
    plan.until(lambda: [site.name for site in plan.document.sites] == ["Nanpu"])


def test_an_open_row_is_brought_into_sight(begin: Begin) -> None:
    plan = begin(sites=[{"name": f"场所{number}"} for number in range(40)])
    view = opened(plan)
    plan.press(Qt.Key.Key_S, ALT)
    plan.until(view.sites.list.editing)
    viewport, editor = view.left.viewport(), view.sites.list.editor()
    assert editor is not None
    plan.until(lambda: 0 < editor.mapTo(viewport, QPoint(0, editor.height())).y() <= viewport.height())


def test_a_click_on_the_bin_removes_that_row(begin: Begin) -> None:
    plan = begin(sites=[{"name": "一"}, {"name": "二"}, {"name": "三"}])
    listed = opened(plan).sites.list
    plan.qtbot.mouseClick(listed, LEFT, pos=QPoint(listed.width() - 12, ROW + ROW // 2))
    plan.until(lambda: [site.name for site in plan.document.sites] == ["一", "三"])


def test_two_hundred_sites_with_long_names_stay_in_their_columns(begin: Begin) -> None:
    long = "岚川电器股份有限公司西南地区售后服务中心第二维修与备件调拨分站"
    plan = begin("ctc", sites=[{"name": f"{long}{n}", "address": long * 3, "services": long * 2} for n in range(200)])
    view = opened(plan)
    assert view.sites.list.height() == 200 * ROW
    view.sites.list.setFocus()
    plan.press(Qt.Key.Key_End, widget=view.sites.list)
    plan.press(Qt.Key.Key_Return, widget=view.sites.list)
    assert view.sites.list.editing() == plan.document.sites[199].id
    plan.page.grab()
    narrow = [
        widget
        for widget in plan.page.findChildren(QWidget)
        if widget.isVisible() and isinstance(widget, Entry | Button | TextField) and widget.width() < widget.minimumSizeHint().width()
    ]
    assert not narrow
    assert view.left.horizontalScrollBar().maximum() == 0


def test_a_table_of_sites_is_imported_as_one_action(begin: Begin, tmp_path: Path) -> None:
    table = tmp_path / "sites.csv"
    table.write_text("场所名称,地址,服务内容,人数\n南浦服务站,南浦路 1 号,维修,12\n北岭服务站,北岭路 2 号,安装,8\n", encoding="utf-8")
    plan = begin()
    view = opened(plan)
    plan.press(Qt.Key.Key_I, ALT)
    dialog = view.sites.dialog
    assert dialog is not None
    dialog.fileSelected.emit(str(table))
    dialog.reject()
    plan.until(lambda: len(plan.document.sites) == 2)
    plan.until(lambda: "已导入 2 个场所" in plan.frame.said())
    assert [(site.name, site.headcount) for site in plan.document.sites] == [("南浦服务站", 12), ("北岭服务站", 8)]
    plan.click(plan.frame._toast)
    plan.until(lambda: not plan.document.sites)


def test_a_table_with_a_fault_is_refused_with_its_row(begin: Begin, tmp_path: Path) -> None:
    table = tmp_path / "sites.csv"
    table.write_text("场所名称,人数\n南浦服务站,十二\n", encoding="utf-8")
    plan = begin()
    view = opened(plan)
    view.sites.take_file(table)
    plan.until(view.sites.error.text)
    assert "第 2 行" in view.sites.error.text()
    assert not plan.document.sites


def test_sites_are_drawn_without_the_head_office_and_can_be_drawn_again(begin: Begin) -> None:
    plan = begin("zhdh", client=CLIENT, audit=AGAIN, sites=TWELVE)
    view = opened(plan)
    assert view.draw.rule.text() == "12 个场所至少抽 4 个，总部另计。"
    assert any("还没有抽样" in text for text in plan.said())
    plan.press(Qt.Key.Key_D, ALT)
    plan.until(lambda: plan.document.site_sample)
    sample = plan.document.site_sample
    assert sample is not None
    assert sample.seed == "2026-0139"
    assert sample.drawn == drawn_of([site.id or "" for site in plan.document.sites[1:]], 4, "2026-0139")
    assert [row.id for row in view.visited.list.rows()] == list(sample.drawn)
    notes = [row.note for row in view.sites.list.rows()]
    assert notes[0] == "总部"
    assert notes.count("抽中") == 4
    assert not plan.said()
    # Another site on the list, and the draw no longer fits.
    plan.press(Qt.Key.Key_S, ALT)
    plan.until(view.sites.list.editing)
    plan.qtbot.keyClicks(QApplication.focusWidget(), "New")
    plan.press(Qt.Key.Key_Escape, widget=QApplication.focusWidget())
    plan.until(lambda: any("请重新抽样" in text for text in plan.said()))
    assert [row.tone for row in view.notices.rows() if "重新抽样" in row.text] == ["wrong"]
    plan.click(view.draw.button)
    plan.until(lambda: not any("请重新抽样" in text for text in plan.said()))


def test_more_than_the_rule_asks_needs_a_reason(begin: Begin) -> None:
    plan = begin("zhdh", client=CLIENT, audit=AGAIN, sites=TWELVE)
    view = opened(plan)
    plan.qtbot.keyClicks(view.draw.count, "6")
    plan.qtbot.keyClicks(view.draw.seed, "dice 3-5")
    plan.click(view.draw.button)
    plan.until(view.draw.error.text)
    assert "请写明理由" in view.draw.error.text()
    plan.qtbot.keyClicks(view.draw.reason, "new region")
    plan.click(view.draw.button)
    plan.until(lambda: plan.document.site_sample)
    sample = plan.document.site_sample
    assert sample is not None
    assert (sample.seed, len(sample.drawn)) == ("dice 3-5", 6)
    assert "new region" in sample.formula
    assert not view.draw.error.text()
    plan.until(lambda: not view.draw.count.value())


def test_a_site_is_swapped_with_a_reason_and_back(begin: Begin) -> None:
    plan = begin("zhdh", client=CLIENT, audit=AGAIN, sites=TWELVE)
    view = opened(plan)
    plan.press(Qt.Key.Key_D, ALT)
    plan.until(lambda: plan.document.site_sample)
    sample = plan.document.site_sample
    assert sample is not None
    names = {site.id: site.name or "" for site in plan.document.sites}
    other = next(site for site in sample.frame if site not in sample.drawn)
    line = view.visited.list.line(sample.drawn[0])
    assert line is not None
    plan.press(Qt.Key.Key_Return, widget=line)
    editor = view.visited.editor
    assert editor.into.hasFocus()
    plan.qtbot.keyClicks(editor.into, names[other])
    assert names[other] not in editor.offer.shown()
    plan.press(Qt.Key.Key_Return, widget=editor.reason)
    plan.until(editor.error.text)
    assert "理由" in editor.error.text()
    plan.qtbot.keyClicks(editor.reason, "closed")
    plan.press(Qt.Key.Key_Return, widget=editor.reason)
    plan.until(lambda: plan.document.site_sample and plan.document.site_sample.swaps)
    swapped = plan.document.site_sample
    assert swapped is not None
    assert sample_after_swaps(swapped)[0] == other
    assert view.visited.list.rows()[0].said == f"换下{names[sample.drawn[0]]}：closed"
    plan.click(view.visited.back)
    plan.until(lambda: plan.document.site_sample == sample)


def test_where_all_are_visited_there_is_nothing_to_draw(begin: Begin) -> None:
    plan = begin("zhdh", client=CLIENT, sites=TWELVE)
    view = opened(plan)
    assert view.draw.rule.text() == "这类审查不抽样，12 个场所全部审查。"
    assert view.draw.button.isHidden()
    plan.press(Qt.Key.Key_D, ALT)
    assert plan.document.site_sample is None
