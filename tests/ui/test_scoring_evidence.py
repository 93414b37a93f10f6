"""Evidence at the score page: dropped, pasted and chosen files, what is refused, the large view, links of statements."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from desktop.actions import audits, scoring
from desktop.actions.opening import open_workspace
from desktop.domain.assessment import Deduction
from desktop.ui.main_window import MainWindow
from tests.evidence.pictures import drawing, jpeg
from tests.ui.score_page import CONTROL, Scoring

Open = Callable[..., MainWindow]


@pytest.fixture
def at(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Scoring:
    """An audit with a deduction, at the clause that has it."""
    ws = open_workspace(tmp_path / "store")
    audit = audits.create(ws, scheme="cqm", client="澄屿家居服务有限公司").audit
    scoring.answer(ws, audit, "4.1.4", deductions=(Deduction(points=Decimal(1), statement="到达晚于约定"),))
    ws.close()
    found = Scoring(open_window(audit), qtbot)
    found.go("4.1.4")
    return found


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "IMG_0318.jpg"
    path.write_bytes(jpeg())
    return path


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drop(at: Scoring, mime: QMimeData) -> None:
    """Hold over the pane and let go."""
    pane = at.page.clause
    buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(40, 40), Qt.DropAction.CopyAction, mime, buttons, modifiers)
    QApplication.sendEvent(pane, enter)
    assert enter.isAccepted()
    assert at.page.clause.strip.place.over
    QApplication.sendEvent(pane, QDropEvent(QPointF(40, 40), Qt.DropAction.CopyAction, mime, buttons, modifiers))
    at.settle()
    assert not at.page.clause.strip.place.over


def test_a_dropped_photo_is_kept_and_linked(at: Scoring, photo: Path) -> None:
    drop(at, files(photo))
    entry = at.doc().evidence[0]
    assert entry.links == ("items/4.1.4",)
    assert entry.media_type == "image/jpeg"
    strip = at.page.clause.strip
    assert strip.thumbs.rows.entries == (entry,)
    assert strip.head.title.text() == "证据 1"
    at.until(lambda: at.page.thumbnails.pixmap(entry.sha256 or ""))
    assert at.page.tree.model.states["4.1.4"].evidence == 1
    assert not strip.refused.shown()
    # The same bytes again are only linked, here they are already.
    at.go("4.1.1")
    drop(at, files(photo))
    assert len(at.doc().evidence) == 1
    assert at.doc().evidence[0].links == ("items/4.1.4", "items/4.1.1")
    assert "IMG_0318.jpg" in strip.same.text()


def test_a_text_named_jpg_is_refused_in_place(at: Scoring, photo: Path, tmp_path: Path) -> None:
    fake = tmp_path / "说明.jpg"
    fake.write_text("这不是照片", encoding="utf-8")
    drop(at, files(photo, fake))
    assert len(at.doc().evidence) == 1, "the good one is taken"
    strip = at.page.clause.strip
    said = [row.text() for row in strip.refused.shown()]
    assert len(said) == 1
    assert said[0].startswith("说明.jpg 未加入：")
    assert strip.refused.isVisible()
    at.click(strip._dismiss)
    assert not strip.refused.isVisible()


def test_many_files_come_with_progress(at: Scoring, tmp_path: Path) -> None:
    paths = []
    for number in range(5):
        path = tmp_path / f"{number}.jpg"
        path.write_bytes(jpeg(drawing(320 + number, 240)))
        paths.append(path)
    drop(at, files(*paths))
    at.until(lambda: len(at.doc().evidence) == 5)


def test_a_pasted_picture(at: Scoring) -> None:
    image = QImage(320, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    QGuiApplication.clipboard().setImage(image)
    at.qtbot.keyClick(at.page.tree.tree, Qt.Key.Key_V, CONTROL)
    at.settle()
    entry = at.doc().evidence[0]
    assert (entry.media_type, entry.width, entry.height) == ("image/png", 320, 200)
    assert entry.links == ("items/4.1.4",)
    assert (entry.name or "").startswith("粘贴 ")


def test_pasted_text_is_not_for_the_clause(at: Scoring) -> None:
    QGuiApplication.clipboard().setText("文字")
    at.qtbot.keyClick(at.page.tree.tree, Qt.Key.Key_V, CONTROL)
    at.settle()
    assert at.doc().evidence == ()


def test_e_asks_for_files(at: Scoring, photo: Path) -> None:
    at.press("e")
    dialog = at.page.findChild(QFileDialog)
    assert dialog is not None
    dialog.setDirectory(str(photo.parent))
    dialog.selectFile(str(photo))
    dialog.accept()
    at.settle()
    at.until(lambda: at.doc().evidence)
    assert at.doc().evidence[0].links == ("items/4.1.4",)


@pytest.mark.qt_log_ignore("grabbing the keyboard")
def test_evidence_of_a_statement(at: Scoring, photo: Path) -> None:
    row = at.page.clause.deductions.rows.shown()[0]
    assert row.no_evidence.isVisible()
    drop(at, files(photo))
    assert row.no_evidence.isVisible(), "a photo of the clause is not yet the statement's"
    at.click(row.links)
    menu = at.page.findChild(QMenu)
    assert menu is not None
    menu.actions()[0].trigger()
    menu.close()
    at.settle()
    entry = at.doc().evidence[0]
    assert (at.answer("4.1.4").deductions or ())[0].evidence == (entry.id,)
    assert not row.no_evidence.isVisible()
    assert row.evidence.text() == "证据 1 件"
    assert at.page.tree.model.states["4.1.4"].lacks == ()


@pytest.mark.qt_log_ignore("grabbing the keyboard", "propagateSizeHints", "raise")
def test_files_for_a_statement_become_its_evidence(at: Scoring, photo: Path) -> None:
    at.click(at.page.clause.deductions.rows.shown()[0].links)
    menu = at.page.findChild(QMenu)
    assert menu is not None
    menu.actions()[-1].trigger()
    menu.close()
    dialog = at.page.findChild(QFileDialog)
    assert dialog is not None
    dialog.setDirectory(str(photo.parent))
    dialog.selectFile(str(photo))
    dialog.accept()
    at.until(lambda: at.doc().evidence and (at.answer("4.1.4").deductions or ())[0].evidence)
    at.settle()


def test_large_view_captions_and_unlinks(at: Scoring, photo: Path) -> None:
    drop(at, files(photo))
    thumbs = at.page.clause.strip.thumbs
    at.qtbot.mouseClick(thumbs.viewport(), Qt.MouseButton.LeftButton, pos=thumbs.visualRect(thumbs.rows.index(0)).center())
    large = at.page.large
    assert large.isVisible()
    at.until(lambda: large.picture.image)
    at.press("f")
    assert at.answer("4.1.4").deductions, "plain keys do not reach the covered clause"
    at.type_into(large.caption, "派工单 WX-2107")
    assert at.doc().evidence[0].caption == "派工单 WX-2107"
    at.qtbot.keyClick(large, Qt.Key.Key_Escape)
    assert not large.isVisible()
    thumbs.setFocus()
    thumbs.setCurrentIndex(thumbs.rows.index(0))
    at.press(Qt.Key.Key_Delete)
    assert at.doc().evidence[0].links == ()
    assert thumbs.rows.entries == ()
    assert "已取消关联" in at.frame._toast.text()
    at.qtbot.keyClick(at.focused(), Qt.Key.Key_Z, CONTROL)
    at.settle()
    assert at.doc().evidence[0].links == ("items/4.1.4",)


def test_matters_take_no_files(at: Scoring, photo: Path) -> None:
    at.go("@facts")
    mime = files(photo)
    enter = QDragEnterEvent(QPoint(40, 40), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter.ignore()
    QApplication.sendEvent(at.page.clause, enter)
    assert not enter.isAccepted()
    at.press("e")
    assert at.page.findChild(QFileDialog) is None
