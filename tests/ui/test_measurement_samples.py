"""Samples measured by keys: results, where and when, remarks, evidence; what is typed is never lost."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import audits, drafts
from desktop.actions.workspace import Workspace
from tests.ui.measuring import LEFT, SHIFT, Begin, Measuring, Open, drawn, opener


@pytest.fixture
def begin(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Begin:
    return opener(open_window, qtbot, tmp_path / "store")


def test_samples_are_measured_by_keys_alone(begin: Begin) -> None:
    at = begin(drawn)
    page, card = at.page, at.page.samples.card
    assert page.mode() == "samples"
    assert QApplication.focusWidget() is card.sheet
    first = at.samples[0].id
    at.keys("11")
    assert card.verdict.text() == "未测完"
    at.keys("1")
    assert card.verdict.text() == "合格"
    at.key(Qt.Key.Key_Return)
    assert page.samples.shown == at.samples[1].id
    # The next keys go to the next sample, whether the disk was as quick or not.
    at.keys("12")
    assert card.verdict.text() == "不合格"
    at.keys("1")
    at.key(Qt.Key.Key_Return)
    at.settle()
    assert [one.passed for one in at.samples] == [True, False, None, None]
    assert at.samples[1].results == {"准时": True, "着装": False, "讲解": True}
    # Back, and one result taken away again.
    at.key(Qt.Key.Key_Return, SHIFT)
    at.key(Qt.Key.Key_Return, SHIFT)
    assert page.samples.shown == first
    at.key(Qt.Key.Key_Down)
    at.keys("0")
    at.until(lambda: at.samples[0].passed is None)
    assert card.sheet.current() == "着装"
    # From there Enter leads on to what is not measured.
    at.key(Qt.Key.Key_Return)
    assert page.samples.shown == at.samples[2].id
    at.undo()
    assert at.samples[0].passed is True


def test_enter_comes_back_to_what_was_left_out_and_says_when_all_is_done(begin: Begin) -> None:
    at = begin(drawn)
    page = at.page
    page.samples.show_sample(at.samples[3].id or "")
    for _sample in range(4):
        at.keys("111")
        at.settle()
        at.key(Qt.Key.Key_Return)
    assert [one.passed for one in at.samples] == [True] * 4
    at.until(lambda: at.frame._toast.text() == "样本都已测完")


def test_an_answer_on_its_way_stands_whatever_else_comes(begin: Begin) -> None:
    at = begin(drawn)
    before = at.view
    at.keys("12")
    # Something else is told before the disk has answered.
    at.page.refresh(before)
    assert at.page.samples.card.sheet.results() == {"准时": True, "着装": False}
    at.until(lambda: at.sample.results == {"准时": True, "着装": False})
    at.settle()
    at.undo()
    at.until(lambda: at.page.samples.card.sheet.results() == {"准时": True})


def test_an_answer_to_a_sample_that_is_gone_is_refused_in_words(begin: Begin) -> None:
    at = begin(drawn)
    gone = at.page.samples.shown
    at.window.runner.act(at.page, lambda ws: audits.remove_element(ws, at.view.id, "samples", gone))
    at.keys("1")
    at.until(lambda: "没有编号" in at.frame._toast.text())
    assert at.page.samples.shown != gone
    assert at.page.samples.card.sheet.results() == {}


def test_a_click_answers_and_a_second_one_takes_it_back(begin: Begin) -> None:
    at = begin(drawn)
    sheet = at.page.samples.card.sheet
    for expected in ({"着装": False}, {}):
        at.qtbot.mouseClick(sheet, LEFT, pos=sheet.button_rect(1, False).center())
        at.until(partial(_shows, at, expected))


def test_where_when_and_what_was_seen(begin: Begin) -> None:
    def fill(ws: Workspace, audit: str) -> None:
        audits.put_element(ws, audit, "sites", None, {"name": "城东服务站"})
        drawn(ws, audit)

    at = begin(fill)
    card = at.page.samples.card
    at.keys("s")
    assert card.where.site.hasFocus()
    at.type(card.where.site, "城东服务站", Qt.Key.Key_Return)
    assert card.where.service.hasFocus()
    at.type(card.where.service, "install", Qt.Key.Key_Return)
    at.type(card.where.touchpoint, "at home", Qt.Key.Key_Return)
    at.type(card.where.taken_at, "2026-11-05 10:20", Qt.Key.Key_Return)
    at.until(card.sheet.hasFocus)
    at.settle()
    one = at.sample
    assert (one.site, one.service, one.touchpoint, one.taken_at) == (
        at.view.document.sites[0].id,
        "install",
        "at home",
        "2026-11-05 10:20",
    )
    assert card.where.site.value() == "城东服务站"
    at.keys("r")
    at.type(card.remark, "late by ten minutes", Qt.Key.Key_Return)
    at.until(lambda: at.samples[0].note == "late by ten minutes")
    # Enter led to the next sample; there the same place is one key away, and so is the time.
    assert at.page.samples.shown == at.samples[1].id
    assert card.sheet.hasFocus()
    at.keys("yt")
    at.until(lambda: at.samples[1].taken_at)
    assert (at.samples[1].site, at.samples[1].service, at.samples[1].touchpoint) == (one.site, one.service, one.touchpoint)
    at.until(lambda: card.where.service.value() == "install")
    row = at.page.samples.pane.rows()[1]
    assert row.text == "城东服务站，install，at home"


def test_text_that_is_typed_survives_and_moves_with_its_sample(begin: Begin, tmp_path: Path) -> None:
    at = begin(drawn)
    at.type(at.page.samples.card.remark, "half a sen", None)
    at.until(lambda: _drafts(at) == {"note": "half a sen"})
    at.page.samples.list.setFocus()
    at.key(Qt.Key.Key_Down)
    at.until(lambda: at.samples[0].note == "half a sen")
    assert at.page.samples.shown == at.samples[1].id
    assert at.page.samples.card.remark.value() == ""


def _shows(at: Measuring, results: dict[str, bool]) -> bool:
    return at.sample.results == results


def _drafts(at: Measuring) -> dict[str, str]:
    found: list[Any] = []
    at.window.runner.ask(at.page, lambda ws: drafts.drafts(ws, at.view.id), found.append)
    at.until(lambda: found)
    return {draft.field: draft.text for draft in found[0]}


def test_a_sample_beside_the_draw_says_why_and_can_be_removed(begin: Begin) -> None:
    at = begin(drawn)
    card = at.page.samples.card
    assert card.number_entry.isHidden()
    at.click(at.page.samples.add_button)
    at.until(lambda: len(at.samples) == 5)
    at.until(card.remark.hasFocus)
    at.type(card.remark, "complaint of the day", None)
    at.type(card.number, "119")
    at.until(lambda: at.samples[4].number == 119 and at.samples[4].note == "complaint of the day")
    at.until(card.number_entry.isVisible)
    at.page.samples.list.setFocus()
    at.key(Qt.Key.Key_Delete)
    at.until(lambda: len(at.samples) == 4)
    assert at.page.samples.shown in {one.id for one in at.samples}
    at.undo()
    assert at.samples[4].number == 119


def test_evidence_is_linked_to_the_sample(begin: Begin, tmp_path: Path) -> None:
    at = begin(drawn)
    data = BytesIO()
    Image.new("RGB", (40, 30), "white").save(data, "JPEG")
    path = tmp_path / "order.jpg"
    path.write_bytes(data.getvalue())
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    linked = at.page.samples.card.linked
    assert linked.take_mime(mime)
    at.until(lambda: at.view.document.evidence and linked.thumbs.isVisible())
    assert at.view.document.evidence[0].links == (f"samples/{at.samples[0].id}",)
    at.until(lambda: at.page.samples.pane.rows()[0].evidence == 1)
    linked.thumbs.setCurrentIndex(linked.thumbs.rows.index(0))
    at.key(Qt.Key.Key_Delete, at=linked.thumbs)
    at.until(lambda: not at.view.document.evidence[0].links)


def test_filters_keep_the_sample_at_hand(begin: Begin) -> None:
    at = begin(drawn)
    pane = at.page.samples.pane
    at.keys("222")
    at.until(lambda: at.samples[0].passed is False)
    at.qtbot.mouseClick(pane.pills["failed"], LEFT)
    assert pane.list.ids() == [at.samples[0].id]
    at.qtbot.mouseClick(pane.pills["open"], LEFT)
    assert pane.list.ids() == [one.id for one in at.samples]
    at.page.samples.show_sample(at.samples[2].id or "")
    assert pane.list.ids() == [one.id for one in at.samples[1:]]
