"""The evidence page as a person uses it: files in by dialog, drop and paste; the grid, links, captions, removal, the large view."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.actions import visits
from desktop.ui.main_window import MainWindow
from tests.ui.conftest import end
from tests.ui.evidence_page import CONTROL, LEFT, NONE, SHIFT, Pieces

Open = Callable[..., MainWindow]


def test_an_empty_page_says_what_to_do_and_takes_files_by_the_dialog(begin: Callable[..., Pieces], photos: Any) -> None:
    pieces = begin()
    page = pieces.page
    assert page.stack.currentWidget() is page.none
    assert page.none.first.hasFocus()
    assert page.preview.isHidden()
    pieces.key(Qt.Key.Key_I)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    paths = photos(3)
    dialog.filesSelected.emit([str(path) for path in paths])
    dialog.reject()
    pieces.until(lambda: len(pieces.evidence) == 3)
    assert pieces.listed == ["IMG_0000.jpg", "IMG_0001.jpg", "IMG_0002.jpg"]
    assert page.stack.currentWidget() is page.grid
    pieces.until(lambda: "加入 3 件" in pieces.toast())
    assert page.head.count.text() == "3 件，3 件未关联"
    assert pieces.frame.rail.item("evidence")._count == 3


def test_a_dropped_folder_is_taken_with_all_its_files_and_what_is_refused_is_said(
    begin: Callable[..., Pieces], photos: Any, tmp_path: Path
) -> None:
    pieces = begin()
    paths = photos(4)
    deeper = paths[0].parent / "deeper"
    deeper.mkdir()
    paths[3].rename(deeper / "IMG_0003.jpg")
    (deeper / "twin.jpg").write_bytes(paths[0].read_bytes())
    (deeper / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(paths[0].parent))])
    page = pieces.page
    action = Qt.DropAction.CopyAction
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(40, 40), action, data, LEFT, NONE))
    assert not page.hint.isHidden()
    QApplication.sendEvent(page, QDropEvent(QPointF(40, 40), action, data, LEFT, NONE))
    assert page.hint.isHidden()
    pieces.until(lambda: len(pieces.evidence) == 4)
    pieces.until(page.imported.lines)
    assert page.imported.title.text() == "加入 4 件，1 件已有相同内容，并为一份，1 件没有加入"
    assert len(page.imported.lines()) == 1
    assert "broken.jpg" in page.imported.lines()[0]


def test_a_pasted_picture_becomes_evidence(begin: Callable[..., Pieces]) -> None:
    pieces = begin()
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor(30, 90, 160))
    QApplication.clipboard().setImage(image)
    pieces.qtbot.keyClick(pieces.page, Qt.Key.Key_V, CONTROL)
    pieces.until(lambda: len(pieces.evidence) == 1)
    assert (pieces.evidence[0].name or "").startswith("粘贴 ")
    assert pieces.evidence[0].media_type == "image/png"
    QApplication.clipboard().setText("no picture")
    pieces.qtbot.keyClick(pieces.page, Qt.Key.Key_V, CONTROL)
    assert "没有图片" in pieces.toast()


def test_an_import_goes_on_when_the_page_is_left(begin: Callable[..., Pieces], photos: Any) -> None:
    pieces = begin()
    audit, window = pieces.view.id, pieces.window
    saved: list[Any] = []
    window.runner.changed.connect(saved.append)
    pieces.page.door.take_files(photos(12))
    pieces.frame.close_audit()
    pieces.until(lambda: window.frame is None)
    pieces.until(lambda: saved)
    window.open_audit(audit)
    assert len(Pieces(window, pieces.qtbot).evidence) == 12


def test_a_cancelled_import_adds_nothing(begin: Callable[..., Pieces], photos: Any) -> None:
    pieces = begin()
    works: list[Any] = []

    def cancel(work: Any) -> None:
        works.append(work)
        work.cancel()

    pieces.window.runner.work_started.connect(cancel)
    pieces.page.door.take_files(photos(30))
    pieces.until(pieces.page.imported.lines)
    assert "已取消" in pieces.page.imported.lines()[0]
    assert pieces.evidence == ()
    assert works[0].title == "导入"


def test_thumbnails_come_and_the_large_picture_after_them(begin: Callable[..., Pieces], photos: Any) -> None:
    pieces = begin(photos(3))
    page = pieces.page
    shas = [one.sha256 or "" for one in pieces.evidence]
    pieces.until(lambda: all(page.thumbnails.pixmap(sha) is not None for sha in shas))
    pieces.click(1)
    assert page.preview.entry == pieces.evidence[1]
    pieces.until(page.preview.picture.has_picture)
    facts = page.preview.facts.values
    assert facts["taken"].text() == "2026-11-24 09:00:42"
    assert facts["file"].text().startswith("照片，320 × 240")
    assert facts["sha"].text().startswith(shas[1][:4])
    pieces.click(2)
    assert facts["taken"].text() == "元数据缺失"
    assert page.preview.facts._mark.isVisible()


def test_space_shows_a_picture_large_and_arrows_go_on(begin: Callable[..., Pieces], photos: Any) -> None:
    pieces = begin(photos(3))
    pieces.click(0)
    pieces.key(Qt.Key.Key_Space)
    large = pieces.page.large
    assert large.isVisible()
    pieces.until(large.picture.has_picture)
    pieces.key(Qt.Key.Key_Right)
    assert large.title.text() == "IMG_0001.jpg"
    pieces.key(Qt.Key.Key_Space)
    assert large.isHidden()
    assert pieces.page.grid.hasFocus()
    assert pieces.page.preview.entry == pieces.evidence[1]


def test_a_caption_is_typed_kept_and_shown_in_the_grid(begin: Callable[..., Pieces], photos: Any, open_window: Open) -> None:
    pieces = begin(photos(2))
    pieces.click(0)
    pieces.key(Qt.Key.Key_F2)
    caption = pieces.page.preview.caption
    assert caption.hasFocus()
    event = QInputMethodEvent()
    event.setCommitString("服务接待台")
    QApplication.sendEvent(caption, event)
    # Going on to another piece takes in what was typed.
    pieces.click(1)
    pieces.until(lambda: pieces.evidence[0].caption == "服务接待台")
    assert caption.text() == ""
    pieces.click(0)
    assert caption.text() == "服务接待台"
    assert pieces.page.preview.title.text() == "服务接待台"
    # What is typed when the program dies is there again.
    pieces.key(Qt.Key.Key_F2)
    pieces.qtbot.keyClicks(caption, "Desk 3")
    pieces.until(lambda: not pieces.page.drafts._timer.isActive())
    audit = pieces.view.id
    pieces.page.drafts._bound.clear()
    end(pieces.window)
    again = Pieces(open_window(audit), pieces.qtbot)
    assert again.evidence[0].caption == "Desk 3"


def test_e_links_what_is_chosen_in_one_step(begin: Callable[..., Pieces], photos: Any) -> None:
    pieces = begin(photos(5))
    page = pieces.page
    pieces.click(0)
    pieces.click(2, SHIFT)
    pieces.click(4, box=True)
    assert page.chosen_bar.title.text() == "已选 4 件"
    pieces.key(Qt.Key.Key_E)
    assert page.picker.isVisible()
    assert "4 件" in page.picker.title.text()
    pieces.pick("5.1.1.2")
    pieces.until(lambda: sum(bool(one.links) for one in pieces.evidence) == 4)
    assert "4 件已关联到 5.1.1.2" in pieces.toast()
    assert [bool(one.links) for one in pieces.evidence] == [True, True, True, False, True]
    assert page.grid.hasFocus()
    pieces.key(Qt.Key.Key_Z, CONTROL)
    pieces.until(lambda: not any(one.links for one in pieces.evidence))


def test_the_list_of_clauses_finds_by_number_and_words(begin: Callable[..., Pieces], photos: Any) -> None:
    pieces = begin(photos(1))
    pieces.click(0)
    pieces.key(Qt.Key.Key_E)
    picker = pieces.page.picker
    everything = len(picker.shown())
    pieces.qtbot.keyClicks(picker.search, "5.3.2")
    assert picker.shown()[0] == "5.3.2"
    assert 0 < len(picker.shown()) < everything
    picker.search.selectAll()
    event = QInputMethodEvent()
    event.setCommitString("投诉")
    QApplication.sendEvent(picker.search, event)
    titles = [pieces.view.rules.items[key].item.title for key in picker.shown()]
    assert titles
    assert all("投诉" in title for title in titles)
    pieces.key(Qt.Key.Key_Down)
    pieces.key(Qt.Key.Key_Escape)
    assert picker.isHidden()
    assert pieces.evidence[0].links == ()


def test_e_links_to_a_visit_and_the_chip_leads_there(begin: Callable[..., Pieces], photos: Any) -> None:
    pieces = begin(photos(2))
    pieces.window.runner.act(pieces.page, lambda ws: visits.plan(ws, pieces.view.id, channel="到店"))
    pieces.until(lambda: pieces.view.document.visits)
    pieces.click(1)
    pieces.key(Qt.Key.Key_E)
    pieces.pick("V-01")
    pieces.until(lambda: pieces.evidence[1].links == (f"visits/{pieces.view.document.visits[0].id}",))
    assert "1 件已关联到 暗访 V-01" in pieces.toast()
    chip = pieces.chips()[0]
    assert chip.text() == "暗访 V-01"
    pieces.qtbot.mouseClick(chip, LEFT, pos=QPoint(10, chip.height() // 2))
    assert type(pieces.frame.page()).__name__ == "VisitsPage"


def test_linking_several_of_the_unlinked_goes_on_with_the_next(begin: Callable[..., Pieces], photos: Any) -> None:
    pieces = begin(photos(5))
    pieces.press_pill("loose")
    pieces.click(1)
    pieces.click(2, SHIFT)
    pieces.key(Qt.Key.Key_E)
    pieces.pick("5.1.1.2")
    pieces.until(lambda: len(pieces.listed) == 3)
    assert pieces.page.preview.entry is not None
    assert pieces.page.preview.entry.name == "IMG_0003.jpg"


def test_a_link_is_taken_away_by_its_cross(begin: Callable[..., Pieces], photos: Any) -> None:
    pieces = begin(photos(1), linked=True)
    pieces.click(0)
    chip = pieces.chips()[0]
    assert chip.text().startswith("5.1.1.2 ")
    pieces.qtbot.mouseClick(chip, LEFT, pos=QPoint(chip.width() - 10, chip.height() // 2))
    pieces.until(lambda: pieces.evidence[0].links == ())
    assert not pieces.chips()
    assert pieces.page.head.count.text() == "1 件，1 件未关联"


def test_removing_several_is_one_step_with_a_way_back(begin: Callable[..., Pieces], photos: Any) -> None:
    pieces = begin(photos(4))
    pieces.click(0)
    pieces.click(1, CONTROL)
    pieces.key(Qt.Key.Key_Delete)
    pieces.until(lambda: pieces.listed == ["IMG_0002.jpg", "IMG_0003.jpg"])
    assert pieces.toast() == "已移除 2 件证据"
    # The keyboard stays in the grid, at the next piece.
    assert pieces.page.grid.hasFocus()
    assert pieces.page.preview.entry is not None
    pieces.qtbot.mouseClick(pieces.frame._toast, LEFT)
    pieces.until(lambda: len(pieces.listed) == 4)


def test_filters_and_search_narrow_the_grid(begin: Callable[..., Pieces], photos: Any) -> None:
    pieces = begin(photos(3), linked=True)
    head = pieces.page.head
    assert head.filters.pills["loose"].text() == "未关联 2"
    pieces.qtbot.mouseClick(head.filters.pills["loose"], LEFT)
    assert pieces.listed == ["IMG_0001.jpg", "IMG_0002.jpg"]
    # Kind of file and state narrow together; each pill takes itself back.
    pieces.qtbot.mouseClick(head.filters.pills["photo"], LEFT)
    pieces.qtbot.mouseClick(head.filters.pills["undated"], LEFT)
    assert pieces.listed == ["IMG_0002.jpg"]
    assert head.count.text() == "列出 1 件，共 3 件"
    pieces.qtbot.mouseClick(head.filters.pills["undated"], LEFT)
    pieces.qtbot.mouseClick(head.filters.pills["photo"], LEFT)
    assert len(pieces.listed) == 3
    # The title of the clause finds it as well as its number.
    title = pieces.view.rules.items["5.1.1.2"].item.title
    pieces.qtbot.keyClick(pieces.page, Qt.Key.Key_F, CONTROL)
    assert head.search.hasFocus()
    event = QInputMethodEvent()
    event.setCommitString(title[:4])
    QApplication.sendEvent(head.search, event)
    pieces.until(lambda: pieces.listed == ["IMG_0000.jpg"])
    # A plain letter in the search is no key of the page.
    head.search.selectAll()
    pieces.qtbot.keyClicks(head.search, "e")
    assert pieces.page.picker.isHidden()
    pieces.until(lambda: pieces.page.stack.currentWidget() is pieces.page.no_match)
    pieces.key(Qt.Key.Key_Escape)
    pieces.until(lambda: len(pieces.listed) == 3)


def test_evidence_is_found_from_elsewhere(begin: Callable[..., Pieces], photos: Any) -> None:
    pieces = begin(photos(3), linked=True)
    pieces.frame.go("evidence", "items/5.1.1.2")
    pieces.until(lambda: pieces.listed == ["IMG_0000.jpg"])
    pieces.frame.go("evidence", f"evidence/{pieces.evidence[2].id}")
    pieces.until(lambda: pieces.page.preview.entry == pieces.evidence[2])


def test_two_thousand_pieces_read_only_what_is_seen(begin: Callable[..., Pieces], tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(2000):
        image = Image.new("RGB", (8, 8), (number % 256, number // 256, 7))
        image.save(folder / f"{number:04d}.png")
    pieces = begin()
    pieces.page.door.take_files([folder])
    qtbot.waitUntil(lambda: len(pieces.evidence) == 2000, timeout=60_000)
    page = pieces.page
    pieces.until(lambda: page.model.rowCount() == 2000)
    pieces.until(lambda: not page.thumbnails._asking and page.thumbnails._kept)
    assert len(page.thumbnails._kept) < 100
    page.grid.setFocus()
    pieces.key(Qt.Key.Key_End)
    assert page.preview.entry == page.model.entry(1999)
    sha = page.model.entry(1999).sha256 or ""
    pieces.until(lambda: sha in page.thumbnails._kept)
    assert len(page.thumbnails._kept) < 200
