"""Evidence dragged onto clauses, let go in another order, left out of the report; clauses at the side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.evidence.carried import MIME, ids_of
from tests.actions.scenario import make_photo
from tests.ui.evidence_page import CONTROL, LEFT, NONE, SHIFT, Pieces, drop

Begin = Callable[..., Pieces]
BOTH = CONTROL | SHIFT


def test_what_is_dragged_onto_a_clause_is_linked_to_it(begin: Begin, photos: Any) -> None:
    pieces = begin(photos(4), linked=True)
    page = pieces.page
    view = page.clauses.view
    assert page.clauses.isVisible()
    at = pieces.clause_at("5.3.2.2")
    assert pieces.carry(pieces.ids(1, 2), view, at)
    pieces.until(lambda: sum(one.links == ("items/5.3.2.2",) for one in pieces.evidence) == 2)
    assert "2 件已关联到 5.3.2.2" in pieces.toast()
    counts = {page.clauses.rows.row(place).key: page.clauses.rows.row(place).pieces for place in range(page.clauses.rows.rowCount())}
    assert (counts["5.3.2.2"], counts["5.3"], counts["5.1.1.2"], counts["5.2"]) == (2, 2, 1, 0)
    # Beside all rows there is nothing to let go on.
    page.clauses.search.setFocus()
    pieces.qtbot.keyClicks(page.clauses.search, "5.3.2.2")
    assert page.clauses.rows.ids() == ["5.3.2.2"]
    assert not pieces.carry(pieces.ids(0), view, QPoint(40, view.viewport().height() - 4))
    assert not drop(view.viewport(), _text("nothing of ours"), QPoint(40, 10))
    pieces.key(Qt.Key.Key_Z, CONTROL)
    pieces.key(Qt.Key.Key_Z, CONTROL)
    pieces.until(lambda: counts and sum(bool(one.links) for one in pieces.evidence) == 1)


def _text(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def test_what_others_drag_is_looked_at_before_it_is_believed() -> None:
    data = QMimeData()
    for raw in (b"\xff\xfe", b"{}", b"[1, null]", b"[" * 100_000, b'"x"'):
        data.setData(MIME, raw)
        assert ids_of(data) == []


def test_files_dropped_on_a_clause_come_in_linked(begin: Begin, photos: Any, tmp_path: Path) -> None:
    pieces = begin(photos(1))
    card = tmp_path / "CARD" / "DCIM" / "100MEDIA"
    card.mkdir(parents=True)
    make_photo(card / "DSC_0001.jpg", (9, 200, 9))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "CARD"))])
    assert drop(pieces.page.clauses.view.viewport(), data, pieces.clause_at("5.2.1.2"))
    pieces.until(lambda: len(pieces.evidence) == 2)
    assert pieces.evidence[1].links == ("items/5.2.1.2",)
    assert (pieces.evidence[1].source or "").startswith("存储卡")


def test_a_drag_begins_with_what_is_chosen_and_brings_the_clauses(begin: Begin, photos: Any, qtbot: QtBot) -> None:
    pieces = begin(photos(4))
    page = pieces.page
    pieces.click(0)
    pieces.click(1, CONTROL)
    page.side.toggle()
    assert page.clauses.isHidden()
    pieces.until(lambda: page.grid.width() > 600)
    seen: list[tuple[bool, bool]] = []
    page.grid.dragging.connect(lambda begins: seen.append((begins, page.clauses.isVisible())))
    viewport = page.grid.viewport()
    start = pieces.cell(1)
    qtbot.mousePress(viewport, LEFT, NONE, start)
    for far in (20, 40):
        at = QPointF(start + QPoint(far, far))
        held = QMouseEvent(QEvent.Type.MouseMove, at, viewport.mapToGlobal(at), Qt.MouseButton.NoButton, LEFT, NONE)
        QApplication.sendEvent(viewport, held)
    # Without a screen the drag ends as soon as it has begun.
    pieces.until(lambda: len(seen) == 2)
    assert seen == [(True, True), (False, False)]


def test_a_clause_narrows_the_grid_by_click_and_by_key(begin: Begin, photos: Any) -> None:
    pieces = begin(photos(3), linked=True)
    clauses = pieces.page.clauses
    pieces.qtbot.mouseClick(clauses.view.viewport(), LEFT, NONE, pieces.clause_at("5.1"))
    assert pieces.listed == ["IMG_0000.jpg"]
    assert clauses.view.delegate.chosen == "5.1"
    pills = pieces.page.head.filters.pills
    assert not pills["all"].isChecked()
    pieces.press_pill("all")
    assert pills["all"].isChecked()
    assert clauses.view.delegate.chosen == ""
    pieces.qtbot.mouseClick(clauses.view.viewport(), LEFT, NONE, pieces.clause_at("5.1"))
    assert pieces.listed == ["IMG_0000.jpg"]
    pieces.qtbot.mouseClick(clauses.view.viewport(), LEFT, NONE, pieces.clause_at("5.1"))
    assert len(pieces.listed) == 3
    # C takes the list away and brings it back with the keyboard in its field.
    pieces.page.grid.setFocus()
    pieces.key(Qt.Key.Key_C)
    assert clauses.isHidden()
    pieces.key(Qt.Key.Key_C)
    assert clauses.search.hasFocus()
    pieces.qtbot.keyClicks(clauses.search, "5.1.1.2")
    pieces.key(Qt.Key.Key_Return)
    assert pieces.listed == ["IMG_0000.jpg"]
    clauses.close_button.click()
    assert clauses.isHidden()
    assert len(pieces.listed) == 3
    assert pieces.page.grid.hasFocus()


def test_the_order_of_the_report_is_changed_by_dragging(begin: Begin, photos: Any) -> None:
    pieces = begin(photos(6))
    grid = pieces.page.grid
    left_of = pieces.cell(1) - QPoint(grid.gridSize().width() // 2 - 8, 0)
    assert pieces.carry(pieces.ids(3, 4), grid, left_of)
    pieces.until(lambda: pieces.short == "034125")
    assert "次序" in pieces.toast()
    last = pieces.cell(5) + QPoint(grid.gridSize().width() // 2 - 8, 0)
    assert pieces.carry(pieces.ids(0), grid, last)
    pieces.until(lambda: pieces.short == "341250")
    pieces.key(Qt.Key.Key_Z, CONTROL)
    pieces.until(lambda: pieces.short == "034125")
    # By time there is no order to change.
    pieces.page.head.filters.order.select("taken")
    pieces.page.head.filters.changed.emit()
    assert not pieces.carry(pieces.ids(0), grid, pieces.cell(3))


def test_the_order_of_the_report_is_changed_by_keys(begin: Begin, photos: Any) -> None:
    pieces = begin(photos(5))
    pieces.click(1)
    pieces.key(Qt.Key.Key_Right, BOTH)
    pieces.until(lambda: pieces.short == "02134")
    # What moved stays at hand.
    current = pieces.page.grid.current()
    assert current is not None
    assert current.name == "IMG_0001.jpg"
    pieces.key(Qt.Key.Key_Left, BOTH)
    pieces.until(lambda: pieces.short == "01234")
    pieces.key(Qt.Key.Key_Home, BOTH)
    pieces.until(lambda: pieces.short == "10234")
    pieces.key(Qt.Key.Key_Left, BOTH)
    pieces.click(3, CONTROL)
    pieces.key(Qt.Key.Key_End, BOTH)
    pieces.until(lambda: pieces.short == "02413")
    pieces.page.head.filters.order.select("added")
    pieces.page.head.filters.changed.emit()
    pieces.key(Qt.Key.Key_Left, BOTH)
    assert "按报告次序" in pieces.toast()


def test_of_a_narrowed_list_the_order_is_changed_among_all(begin: Begin, photos: Any) -> None:
    pieces = begin(photos(6))
    pieces.click(1)
    pieces.click(4, CONTROL)
    pieces.key(Qt.Key.Key_P)
    pieces.until(lambda: pieces.page.listing.shelf.counts.states["left-out"] == 2)
    pieces.press_pill("reported")
    assert pieces.short == "0235"
    pieces.click(0)
    pieces.key(Qt.Key.Key_Right, BOTH)
    pieces.until(lambda: pieces.short == "2035")
    pieces.key(Qt.Key.Key_End, BOTH)
    pieces.until(lambda: pieces.short == "2350")
    pieces.press_pill("reported")
    assert pieces.short == "123450"


def test_p_leaves_out_of_the_report_and_takes_in_again(begin: Begin, photos: Any) -> None:
    pieces = begin(photos(3))
    pieces.click(0)
    pieces.click(1, CONTROL)
    bar = pieces.page.chosen_bar
    assert bar.report.text() == "不列入报告"
    pieces.qtbot.mouseClick(bar.report, LEFT)
    pieces.until(lambda: [bool(one.left_out) for one in pieces.evidence] == [True, True, False])
    assert "2 件不列入报告" in pieces.toast()
    assert bar.report.text() == "列入报告"
    pieces.press_pill("left-out")
    assert pieces.short == "01"
    pieces.press_pill("left-out")
    pieces.click(0)
    pieces.key(Qt.Key.Key_P)
    pieces.until(lambda: [bool(one.left_out) for one in pieces.evidence] == [False, True, False])
    numbers = pieces.page.listing.shelf.numbers
    assert [numbers.get(one.id or "") for one in pieces.evidence] == [1, None, 2]


def test_pieces_are_found_by_auditor_day_and_what_is_drawn(begin: Begin, photos: Any, tmp_path: Path) -> None:
    from decimal import Decimal

    from desktop.actions import author, evidence

    pieces = begin(photos(3))
    audit, filters = pieces.view.id, pieces.page.head.filters
    assert filters.auditor.isHidden()
    extra = make_photo(tmp_path / "IMG_0007.jpg", (7, 7, 7), taken=None)
    half = Decimal("0.5")

    def more(ws: Any) -> Any:
        author.set_author(ws, "乔木")
        evidence.add_files(ws, audit, [extra])
        first, second = pieces.ids(0, 1)
        evidence.add_mark(ws, audit, first, "redact", half, half, Decimal(1), Decimal(1))
        return evidence.add_mark(ws, audit, second, "box", half, half, Decimal(1), Decimal(1))

    pieces.window.runner.act(pieces.page, more)
    pieces.until(lambda: pieces.page.listing.shelf.counts.states["marked"])
    pieces.press_pill("redacted")
    assert pieces.short == "0"
    pieces.press_pill("marked")
    assert pieces.short == "1"
    pieces.press_pill("all")
    assert filters.auditor.isVisible()
    filters.auditor.select("乔木")
    filters.auditor.chosen.emit("乔木")
    assert pieces.short == "7"
    pieces.press_pill("all")
    assert filters.auditor.selected() == ""
    filters.day.select("2026-11-24")
    filters.day.chosen.emit("2026-11-24")
    assert pieces.short == "01"


def test_an_import_says_how_far_it_is_and_is_cancelled_on_the_page(begin: Begin, photos: Any) -> None:
    pieces = begin(photos(1))
    page, card = pieces.page, pieces.page.imported
    page.door.take_files(photos(40))
    assert card.isVisible()
    assert card.cancel.isVisible()
    pieces.until(lambda: card.title.text().startswith("导入 ") and "/ 40" in card.title.text())
    pieces.qtbot.mouseClick(card.cancel, LEFT)
    pieces.until(card.lines)
    assert "已取消" in card.lines()[0]
    assert len(pieces.evidence) == 1
    pieces.qtbot.mouseClick(card.copy, LEFT)
    assert "已取消" in QApplication.clipboard().text()
    pieces.qtbot.mouseClick(card.close_button, LEFT)
    assert card.isHidden()


def test_all_of_thousands_stay_chosen_while_the_grid_narrows(begin: Begin, tmp_path: Path, qtbot: QtBot) -> None:
    from PIL import Image

    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(600):
        Image.new("RGB", (8, 8), (number % 256, number // 256, 7)).save(folder / f"x_{number:04d}.png")
    pieces = begin()
    pieces.page.door.take_files([folder])
    qtbot.waitUntil(lambda: pieces.page.model.rowCount() == 600, timeout=60_000)
    page = pieces.page
    page.grid.setFocus()
    pieces.key(Qt.Key.Key_A, CONTROL)
    assert page.chosen_bar.title.text() == "已选 600 件"
    told: list[int] = []
    page.grid.selectionModel().selectionChanged.connect(lambda _on, _off: told.append(1))
    page.head.search.setFocus()
    qtbot.keyClicks(page.head.search, "x_00")
    assert page.model.rowCount() == 100
    assert page.chosen_bar.title.text() == "已选 100 件"
    # Told once for each key, not once for each piece.
    assert len(told) < 30
