"""What is seen of a marked photo and what leaves the house: turned, tiny, huge and missing ones; custody told beside it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageChops
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import evidence, reports
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import Workspace
from desktop.evidence.derive import derived
from desktop.ui.evidence.mark_shape import paint_mark
from desktop.ui.main_window import MainWindow
from tests.actions.scenario import make_photo
from tests.evidence import media
from tests.evidence.pictures import chunk, drawing, exif_tags, jpeg, png
from tests.evidence.test_derive import HIDDEN, SECRET, face, mark, near, shown, small_picture, with_thumbnail
from tests.ui.conftest import end
from tests.ui.evidence_page import LEFT
from tests.ui.mark_page import Begin, Key, Marking, beginner

RED = (255, 0, 0)


@pytest.fixture
def begin(open_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path) -> Begin:
    return beginner(open_window, qtbot, tmp_path)


@pytest.fixture
def reopened(tmp_path: Path) -> Iterator[Callable[[Marking], tuple[Workspace, str]]]:
    """The store after the window has been closed."""
    held: list[Workspace] = []

    def open_it(marking: Marking) -> tuple[Workspace, str]:
        audit = marking.view.id
        end(marking.window)
        held.append(open_workspace(tmp_path / "store"))
        return held[-1], audit

    yield open_it
    for ws in held:
        ws.close()


def turned_png() -> bytes:
    """A PNG that says it lies on its head; not every decoder looks for that."""
    body = png(drawing())
    at = body.index(b"IDAT") - 4
    return body[:at] + chunk(b"eXIf", exif_tags(orientation=3).tobytes()[6:]) + body[at:]


@pytest.mark.parametrize(
    ("original", "corner"),
    [(jpeg(orientation=6), (0.9, 0.1)), (jpeg(orientation=5), (0.1, 0.1)), (turned_png(), (0.9, 0.9))],
    ids=["right", "mirrored", "png"],
)
def test_a_turned_photo_is_hidden_where_it_was_seen(
    begin: Begin, reopened: Callable[..., Any], original: bytes, corner: tuple[float, float]
) -> None:
    one = begin({"a.jpg": original}).open()
    assert one.pixel(*corner) == pytest.approx(RED, abs=12)
    one.key(Key.Key_M)
    one.key(Key.Key_R)
    near_by = round(corner[0]), round(corner[1])
    # From outside, as one does to be sure of the corner.
    outside = [-0.004 if side == 0 else 1.004 for side in near_by]
    one.drag(outside[0], outside[1], abs(near_by[0] - 0.27), abs(near_by[1] - 0.27))
    one.until(lambda: one.marks)
    ws, audit = reopened(one)
    id_ = ws.audit(audit).document.evidence[0].id or ""
    assert near(shown(evidence.version(ws, audit, id_, "original")), RED) > 10_000
    copy = shown(evidence.version(ws, audit, id_, "client"))
    assert near(copy, RED) == 0
    assert near(copy, HIDDEN, 8) > 18_000


def test_looking_closely_reads_more_of_a_very_large_photo(begin: Begin) -> None:
    image = Image.new("RGB", (9000, 6000), (90, 120, 150))
    image.paste(SECRET, (8000, 5000, 8400, 5200))
    one = begin({"全景.jpg": jpeg(image)}).open()
    one.until(lambda: one.canvas.pixels() == 2400)
    for _step in range(9):
        one.key(Key.Key_Plus)
    one.until(lambda: one.canvas.pixels() == 6000)
    one.key(Key.Key_0)
    one.key(Key.Key_M)
    one.key(Key.Key_R)
    one.drag(0.87, 0.82, 0.95, 0.88)
    one.until(lambda: one.marks)
    one.key(Key.Key_Escape)
    one.key(Key.Key_Escape)
    one.key(Key.Key_Escape)
    one.read()
    assert one.is_dark(8200 / 9000, 5100 / 6000)


def test_a_photo_of_one_pixel_can_be_hidden(begin: Begin, reopened: Callable[..., Any]) -> None:
    one = begin({"点.png": png(Image.new("RGB", (1, 1), SECRET))}).open()
    assert one.pixel(0.5, 0.5) == pytest.approx(SECRET, abs=4)
    one.key(Key.Key_M)
    for tool in (Key.Key_R, Key.Key_A, Key.Key_B):
        one.key(tool)
        one.key(Key.Key_Return)
    one.key(Key.Key_T)
    one.key(Key.Key_Return)
    one.say("点")
    one.key(Key.Key_Return)
    one.until(lambda: one.kinds() == ["redact", "arrow", "box", "text"])
    ws, audit = reopened(one)
    id_ = ws.audit(audit).document.evidence[0].id or ""
    for number in (4, 3, 2):
        evidence.remove_mark(ws, audit, id_, number)
    assert shown(evidence.version(ws, audit, id_, "client")).getpixel((0, 0)) == pytest.approx(HIDDEN, abs=2)


def test_what_is_no_photo_has_no_tools(begin: Begin) -> None:
    one = begin({"合同.pdf": media.pdf()}).open(Key.Key_M)
    assert one.large.isVisible()
    assert not one.large.board.marking
    assert not one.large.head.versions.isVisible()
    assert not one.large.head.marking.isVisible()
    assert one.page.preview.mark.isHidden()
    assert "不能在这里预览" in one.canvas.said()
    one.key(Key.Key_Escape)
    assert one.large.isHidden()


def test_an_original_that_is_not_here_is_a_sentence(begin: Begin, tmp_path: Path) -> None:
    one = begin({"a.png": png(drawing())})
    (kept,) = (tmp_path / "store" / "evidence").rglob("*.age")
    kept.unlink()
    one.open(Key.Key_M)
    one.until(lambda: "不在证据库中" in one.canvas.said())
    assert not one.large.board.marking
    one.key(Key.Key_M)
    assert not one.large.board.marking
    assert not one.large.head.marking.isVisible()


def test_the_piece_beside_the_grid_is_seen_as_it_leaves_the_house(begin: Begin) -> None:
    one = begin({"a.png": png(face()), "b.jpg": jpeg()}).open(Key.Key_M, Key.Key_R)
    preview = one.page.preview
    assert preview.versions.isHidden()
    one.drag(0.4, 0.4, 0.6, 0.6)
    one.until(lambda: one.marks)
    for _step in range(4):
        one.key(Key.Key_Escape)
    assert one.large.isHidden()

    def middle() -> int:
        return int(preview.picture.grab().toImage().pixelColor(preview.picture.rect().center()).red())

    assert preview.versions.selected() == "client"
    one.until(lambda: middle() < 60)
    preview.versions.setFocus()
    one.key(Key.Key_Left)
    assert preview.versions.selected() == "own"
    one.until(lambda: middle() > 200)


def test_the_chain_of_custody_is_told_beside_the_piece(begin: Begin, tmp_path: Path) -> None:
    photo = make_photo(tmp_path / "原.jpg").read_bytes()
    one = begin({"照片.jpg": photo}).open(Key.Key_M, Key.Key_R, Key.Key_Return)
    one.until(lambda: one.marks)
    for _step in range(4):
        one.key(Key.Key_Escape)
    custody = one.page.preview.custody
    one.until(lambda: len(custody.list.lines()) == 2)
    (who, latest), (_who, first) = custody.list.lines()
    assert latest == "加上 遮盖 1 处"
    assert who.endswith("，审查员")
    assert first.startswith("加入 照片.jpg，来自文件夹")
    assert custody.head.note.text() == "2 次"
    facts = one.page.preview.facts
    sha = one.evidence[0].sha256 or ""
    assert facts.values["source"].text().startswith("文件夹")
    assert facts.values["place"].text() == "元数据中没有"
    assert facts.values["received"].text()
    QTest.mouseClick(facts.copy, LEFT)
    assert QApplication.clipboard().text() == sha
    assert one.toast() == "已复制 SHA-256"
    QTest.mouseClick(custody.check, LEFT)
    one.until(lambda: "原件完好" in custody.result.text())
    (kept,) = (tmp_path / "store" / "evidence").rglob("*.age")
    kept.write_bytes(kept.read_bytes()[:-1])
    QTest.mouseClick(custody.check, LEFT)
    one.until(lambda: "已损坏" in custody.result.text())


def test_nothing_of_what_was_hidden_leaves_the_house(begin: Begin, reopened: Callable[..., Any], tmp_path: Path) -> None:
    """Marked by this editor, report and copy for the client hold no hidden pixel, no EXIF, no small picture of the original."""
    small, original = small_picture(), with_thumbnail()
    one = begin({"投诉单.jpg": original}).open(Key.Key_M, Key.Key_R)
    one.drag(0.395, 0.395, 0.605, 0.605)
    one.until(lambda: one.marks)
    ws, audit = reopened(one)
    evidence.extract(ws, audit, tmp_path / "外", redacted=True)
    (handed,) = (tmp_path / "外").iterdir()
    report = reports.render(ws, audit, "photos", client_copy=True)
    code = small[small.index(b"\xff\xda") + 14 : -2]
    pieces = [code[at : at + 12] for at in range(0, len(code) - 12, 12)]
    streams = [handed.read_bytes()]
    pictures = 0
    with pikepdf.open(io.BytesIO(report)) as document:
        for held in document.objects:
            if isinstance(held, pikepdf.Stream):
                streams += [held.read_raw_bytes(), *([] if held.get("/Subtype") == "/Image" else [held.read_bytes()])]
                if held.get("/Subtype") == "/Image":
                    pictures += 1
                    assert near(pikepdf.PdfImage(held).as_pil_image().convert("RGB"), SECRET) == 0
        assert not document.attachments
    assert pictures == 1
    assert near(shown(original), SECRET) > 10_000
    assert near(shown(streams[0]), SECRET) == 0
    for data in streams:
        for trace in (b"Exif", b"Canon", b"Zhang San", b"ICC_PROFILE", b"photoshop", b"<x:xmpmeta"):
            assert trace not in data
        assert not [piece for piece in pieces if piece in data]
    # One original under two names: hidden under one, it is hidden under both.
    one_id = ws.audit(audit).document.evidence[0].id or ""
    twin = dict(ws.audit(audit).records[f"evidence/{one_id}"])
    del twin["marks"]
    ws.edit(audit, "add-evidence", {("evidence/twin", field): value for field, value in twin.items()})
    assert near(shown(evidence.derived(ws, audit, "twin")), SECRET) == 0


@pytest.mark.parametrize("size", [(1600, 1200), (300, 900)])
@pytest.mark.usefixtures("qtbot")
def test_the_window_draws_what_the_copy_will_show(size: tuple[int, int]) -> None:
    marks = [
        mark("redact", "0.1", "0.1", "0.3", "0.2"),
        mark("box", "0.2", "0.3", "0.6", "0.7"),
        mark("arrow", "0.9", "0.9", "0.65", "0.7"),
        mark("text", "0.5", "0.1", "0.5", "0.1", "反馈 61 小时 abc"),
        mark("text", "0.75", "0.4", "0.9", "0.4", "很长的说明文字，要分成几行才放得下"),
    ]
    ground = (200, 210, 220)
    window = QImage(*size, QImage.Format.Format_RGB888)
    window.fill(QColor(*ground))
    painter = QPainter(window)
    for one in marks:
        paint_mark(painter, one, size)
    painter.end()
    seen = Image.frombuffer("RGB", size, bytes(window.constBits()), "raw", "RGB", window.bytesPerLine())
    copy = shown(derived(png(Image.new("RGB", size, ground)), marks))
    apart = ImageChops.difference(seen, copy).convert("L").point(lambda value: 255 if value > 80 else 0)
    drawn = ImageChops.difference(copy, Image.new("RGB", size, ground)).convert("L").point(lambda value: 255 if value > 40 else 0)
    # Edges are smoothed by two hands; nothing else differs.
    assert sum(apart.histogram()[128:]) < 0.05 * sum(drawn.histogram()[128:])
