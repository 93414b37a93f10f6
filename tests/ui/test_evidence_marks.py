"""A photo is marked and redacted in the large view, by pointer and by keys; what the client gets holds nothing of what is hidden."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import audits, evidence, reports
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import Workspace
from desktop.domain.assessment import Mark
from desktop.ui.evidence.large import LargeView
from desktop.ui.evidence.mark_canvas import MarkCanvas
from desktop.ui.main_window import MainWindow
from tests.actions.scenario import make_photo
from tests.evidence import media
from tests.evidence.pictures import chunk, drawing, exif_tags, jpeg, png
from tests.evidence.test_derive import HIDDEN, SECRET, face, near, shown, small_picture, with_thumbnail
from tests.ui.conftest import end
from tests.ui.test_evidence import CONTROL, LEFT, NONE, SHIFT, Pieces

Key = Qt.Key
RED = (255, 0, 0)


class Marking(Pieces):
    """The first piece in the large view."""

    @property
    def large(self) -> LargeView:
        return self.page.large

    @property
    def canvas(self) -> MarkCanvas:
        return self.page.large.picture

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self.evidence[0].marks

    def kinds(self) -> list[str]:
        return [mark.kind for mark in self.marks]

    def shares(self, number: int) -> list[float]:
        mark = self.marks[number]
        return [float(one) for one in (mark.x, mark.y, mark.to_x, mark.to_y)]

    def open(self, *keys: Qt.Key) -> Marking:
        """Its large view, fully read; `keys` are pressed then."""
        self.click(0)
        self.key(Key.Key_Space)
        self.read()
        for key in keys:
            self.key(key)
        self.read()
        return self

    def read(self) -> None:
        """Until what is to be seen is seen."""
        done: list[int] = []
        self.window.runner.ask(self.window, lambda _ws: 1, done.append)
        self.until(lambda: done)

    def at(self, x: float, y: float) -> QPoint:
        return self.canvas.sight.point(x, y).toPoint()

    def drag(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """By shares of the picture."""
        start, stop = self.at(x, y), self.at(to_x, to_y)
        self.qtbot.mousePress(self.canvas, LEFT, NONE, start)
        self.qtbot.mouseMove(self.canvas, (start + stop) / 2)
        self.qtbot.mouseMove(self.canvas, stop)
        self.qtbot.mouseRelease(self.canvas, LEFT, NONE, stop)

    def tap(self, x: float, y: float) -> None:
        self.qtbot.mouseClick(self.canvas, LEFT, NONE, self.at(x, y))

    def say(self, text: str) -> None:
        """Words by an input method, as Chinese is written."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        field = QApplication.focusWidget()
        assert field is self.large.board.text.field
        QApplication.sendEvent(field, event)

    def pixel(self, x: float, y: float) -> tuple[int, int, int]:
        colour = self.canvas.grab().toImage().pixelColor(self.at(x, y))
        return colour.red(), colour.green(), colour.blue()

    def is_dark(self, x: float, y: float) -> bool:
        return max(self.pixel(x, y)) < 60

    def actions(self) -> list[str]:
        """The names of what was done, oldest first."""
        found: list[list[str]] = []
        audit = self.view.id
        self.window.runner.ask(self.window, lambda ws: [one.name for one in ws.store.history(audit)], found.append)
        self.until(lambda: found)
        return found[0]


@pytest.fixture
def begin(open_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path) -> Callable[..., Marking]:
    """An audit at its evidence: files of these names and bytes."""

    def make(files: dict[str, bytes]) -> Marking:
        ws = open_workspace(tmp_path / "store")
        audit = audits.create(ws, scheme="ctc", client="岚川电器股份有限公司").audit
        for name, data in files.items():
            (tmp_path / name).write_bytes(data)
        added = evidence.add_files(ws, audit, [tmp_path / name for name in files])
        assert not added.refused, added.refused
        ws.close()
        return Marking(open_window(audit), qtbot)

    return make


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


def test_a_place_is_blackened_by_the_pointer_and_the_original_stays(begin: Callable[..., Marking]) -> None:
    one = begin({"投诉单.png": png(face())}).open()
    assert one.large.head.versions.selected() == "original"
    assert one.pixel(0.5, 0.5) == pytest.approx(SECRET, abs=4)
    one.key(Key.Key_M)
    assert one.large.board.tools.isVisible()
    assert "原件字节不变" in one.large.board.tools.note.text()
    one.key(Key.Key_R)
    assert one.large.board.tools.buttons["redact"].isChecked()
    one.drag(0.4, 0.4, 0.6, 0.6)
    one.until(lambda: one.marks)
    assert one.kinds() == ["redact"]
    assert one.shares(0) == pytest.approx([0.4, 0.4, 0.6, 0.6], abs=0.003)
    # While it is chosen, what it covers can be made out; then no more.
    assert one.canvas.selected == 0
    assert one.pixel(0.45, 0.45)[0] > 100
    one.key(Key.Key_Escape)
    one.key(Key.Key_Escape)
    assert one.is_dark(0.45, 0.45)
    one.key(Key.Key_Escape)
    assert not one.large.board.marking
    assert one.large.isVisible()
    one.read()
    assert one.large.head.versions.selected() == "client"
    assert one.is_dark(0.5, 0.5)
    one.key(Key.Key_2)
    one.read()
    assert one.pixel(0.5, 0.5)[1] < 60 < one.pixel(0.5, 0.5)[0]
    assert "只留在机构内" in one.large.note.text()
    one.key(Key.Key_3)
    one.read()
    assert one.is_dark(0.5, 0.5)
    # Undo and redo stay in the view.
    one.key(Key.Key_Z, CONTROL)
    one.until(lambda: not one.marks)
    assert one.large.isVisible()
    one.key(Key.Key_Y, CONTROL)
    one.until(lambda: one.marks)
    kept: list[bytes] = []
    sha = one.evidence[0].sha256 or ""
    one.window.runner.ask(one.window, lambda ws: evidence.original(ws, sha), kept.append)
    one.until(lambda: kept)
    assert kept[0] == png(face())


def test_a_mark_is_made_moved_pulled_and_taken_away_by_keys_alone(begin: Callable[..., Marking]) -> None:
    one = begin({"a.png": png(drawing())}).open(Key.Key_M, Key.Key_B, Key.Key_Return)
    one.until(lambda: one.marks)
    x, y, to_x, to_y = one.shares(0)
    assert (x + to_x) / 2 == pytest.approx(0.5, abs=0.001)
    before = len(one.actions())
    for _step in range(5):
        one.key(Key.Key_Right)
    for _step in range(2):
        one.key(Key.Key_Down, SHIFT)
    moved = [float(value) for value in (one.large.board.desk.marks[0].x, one.large.board.desk.marks[0].to_y)]
    step = 6 / one.canvas.sight.rect().width()
    assert moved == pytest.approx([x + 5 * step, to_y + 12 / one.canvas.sight.rect().height()], abs=0.0001)
    one.until(lambda: one.shares(0)[0] == pytest.approx(moved[0]))
    # Keys that follow each other are one action.
    assert len(one.actions()) == before + 1
    assert one.shares(0)[1] == pytest.approx(y)
    # At the edge it stops whole.
    for _step in range(200):
        one.key(Key.Key_Left)
    one.key(Key.Key_Delete)
    one.until(lambda: not one.marks)
    assert one.toast() == "已删去方框，原件未动"
    assert one.canvas.selected == -1
    one.key(Key.Key_Z, CONTROL)
    one.until(lambda: one.marks)
    assert one.shares(0)[0] == 0
    assert one.shares(0)[2] == pytest.approx(to_x - x, abs=0.001)


def test_marks_are_chosen_moved_and_pulled_by_the_pointer(begin: Callable[..., Marking]) -> None:
    one = begin({"a.png": png(drawing())}).open(Key.Key_M, Key.Key_B)
    one.drag(0.2, 0.2, 0.8, 0.8)
    one.until(lambda: one.marks)
    one.key(Key.Key_A)
    one.drag(0.5, 0.5, 0.3, 0.4)
    one.until(lambda: len(one.marks) == 2)
    assert one.shares(1) == pytest.approx([0.5, 0.5, 0.3, 0.4], abs=0.003)
    one.key(Key.Key_V)
    # The smaller one inside the other can be had.
    one.tap(0.4, 0.45)
    assert one.canvas.selected == 1
    one.tap(0.7, 0.7)
    assert one.canvas.selected == 0
    one.drag(0.5, 0.7, 0.55, 0.75)
    one.until(lambda: one.shares(0)[0] == pytest.approx(0.25, abs=0.004))
    one.drag(0.85, 0.85, 0.95, 0.9)
    one.until(lambda: one.shares(0)[2] == pytest.approx(0.95, abs=0.004))
    assert one.shares(0) == pytest.approx([0.25, 0.25, 0.95, 0.9], abs=0.004)
    # A click beside everything, and a stroke given up, make nothing.
    one.tap(0.02, 0.02)
    assert one.canvas.selected == -1
    one.key(Key.Key_R)
    one.tap(0.9, 0.05)
    one.qtbot.mousePress(one.canvas, LEFT, NONE, one.at(0.1, 0.1))
    one.qtbot.mouseMove(one.canvas, one.at(0.3, 0.3))
    one.key(Key.Key_Escape)
    one.qtbot.mouseRelease(one.canvas, LEFT, NONE, one.at(0.3, 0.3))
    one.read()
    assert len(one.marks) == 2
    assert one.canvas.tool == "redact"


def test_words_are_typed_in_place_and_changed(begin: Callable[..., Marking]) -> None:
    one = begin({"a.png": png(drawing())}).open(Key.Key_M, Key.Key_T)
    one.tap(0.3, 0.3)
    one.say("迟到 52 分钟")
    # Letters go into the words and are no tools; Enter puts them down.
    one.qtbot.keyClicks(one.large.board.text.field, "rabc")
    assert one.canvas.tool == "text"
    one.key(Key.Key_Return)
    one.until(lambda: one.marks)
    assert (one.marks[0].kind, one.marks[0].text) == ("text", "迟到 52 分钟rabc")
    assert one.shares(0)[:2] == pytest.approx([0.3, 0.3], abs=0.003)
    one.until(one.canvas.hasFocus)
    one.key(Key.Key_V)
    one.qtbot.mouseDClick(one.canvas, LEFT, NONE, one.at(0.33, 0.32))
    assert one.large.board.text.field.text() == "迟到 52 分钟rabc"
    one.say("晚到")
    one.key(Key.Key_Return)
    one.until(lambda: one.marks[0].text == "晚到")
    # Nothing written, and what is given up, is no mark.
    one.key(Key.Key_T)
    one.tap(0.6, 0.6)
    one.key(Key.Key_Return)
    one.until(one.canvas.hasFocus)
    one.tap(0.6, 0.6)
    one.say("不要")
    one.key(Key.Key_Escape)
    one.read()
    assert len(one.marks) == 1
    assert one.large.board.marking
    # Going elsewhere takes in what was typed.
    one.tap(0.6, 0.6)
    one.say("顾客未签字")
    one.tap(0.1, 0.8)
    one.until(lambda: [mark.text for mark in one.marks] == ["晚到", "顾客未签字"])


def test_words_outlive_the_program(begin: Callable[..., Marking], open_window: Callable[..., MainWindow]) -> None:
    one = begin({"a.png": png(drawing())}).open(Key.Key_M, Key.Key_T)
    one.tap(0.4, 0.6)
    one.say("缺日期")
    drafts = one.large.board.text._drafts
    one.until(lambda: not drafts._timer.isActive() and not drafts._typed)
    one.read()
    audit = one.view.id
    # As when the power goes: nothing is committed on the way out.
    drafts._bound.clear()
    one.large.board.text._name = ""
    end(one.window)
    again = Marking(open_window(audit), one.qtbot)
    assert not again.marks
    again.open()
    again.until(again.large.board.text.field.isVisible)
    assert again.large.board.text.field.text() == "缺日期"
    again.key(Key.Key_Return)
    again.until(lambda: again.marks)
    assert again.marks[0].text == "缺日期"
    assert again.shares(0)[:2] == pytest.approx([0.4, 0.6], abs=0.003)


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
    begin: Callable[..., Marking], reopened: Callable[..., Any], original: bytes, corner: tuple[float, float]
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


def test_zoomed_in_a_mark_stands_where_it_was_drawn(begin: Callable[..., Marking]) -> None:
    one = begin({"a.png": png(drawing())}).open(Key.Key_M)
    whole = one.canvas.sight.scale
    at = QPointF(one.at(0.5, 0.25))
    for _step in range(5):
        wheel = QWheelEvent(
            at, one.canvas.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False
        )
        QApplication.sendEvent(one.canvas, wheel)
    assert one.canvas.sight.scale > 2.5 * whole
    # What lay under the pointer still does.
    there = one.canvas.sight.point(0.5, 0.25)
    assert (there - at).manhattanLength() < 2
    one.key(Key.Key_B)
    one.drag(0.22, 0.23, 0.28, 0.29)
    one.until(lambda: one.marks)
    assert one.shares(0) == pytest.approx([0.22, 0.23, 0.28, 0.29], abs=0.002)
    one.key(Key.Key_Escape)
    one.key(Key.Key_Escape)
    # With nothing chosen arrows look elsewhere, and so does dragging the ground.
    before = one.canvas.sight.share(QPointF(100, 100))
    one.key(Key.Key_Right)
    assert one.canvas.sight.share(QPointF(100, 100)).x() > before.x()
    one.qtbot.mousePress(one.canvas, LEFT, NONE, QPoint(500, 300))
    one.qtbot.mouseMove(one.canvas, QPoint(560, 300))
    one.qtbot.mouseRelease(one.canvas, LEFT, NONE, QPoint(560, 300))
    assert one.canvas.sight.share(QPointF(100, 100)).x() < before.x() + 0.01
    one.key(Key.Key_0)
    assert one.canvas.sight.is_fitted
    assert one.shares(0) == pytest.approx([0.22, 0.23, 0.28, 0.29], abs=0.002)


def test_looking_closely_reads_more_of_a_very_large_photo(begin: Callable[..., Marking]) -> None:
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


def test_a_photo_of_one_pixel_can_be_hidden(begin: Callable[..., Marking], reopened: Callable[..., Any]) -> None:
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


def test_what_is_no_photo_has_no_tools(begin: Callable[..., Marking]) -> None:
    one = begin({"合同.pdf": media.pdf()}).open(Key.Key_M)
    assert one.large.isVisible()
    assert not one.large.board.marking
    assert not one.large.head.versions.isVisible()
    assert not one.large.head.marking.isVisible()
    assert one.page.preview.mark.isHidden()
    assert "不能在这里预览" in one.canvas.said()
    one.key(Key.Key_Escape)
    assert one.large.isHidden()


def test_an_original_that_is_not_here_is_a_sentence(begin: Callable[..., Marking], tmp_path: Path) -> None:
    one = begin({"a.png": png(drawing())})
    (kept,) = (tmp_path / "store" / "evidence").rglob("*.age")
    kept.unlink()
    one.open(Key.Key_M)
    one.until(lambda: "不在证据库中" in one.canvas.said())
    assert not one.large.board.marking
    one.key(Key.Key_M)
    assert not one.large.board.marking
    assert not one.large.head.marking.isVisible()


def test_what_is_refused_is_said_and_taken_back(begin: Callable[..., Marking]) -> None:
    one = begin({"a.png": png(drawing())}).open(Key.Key_M)
    audit, id_ = one.view.id, one.evidence[0].id
    full = [{"kind": "box", "x": "0", "y": "0", "to_x": "1", "to_y": "1"}] * 200
    one.window.runner.act(one.window, lambda ws: ws.edit(audit, "add-mark", {(f"evidence/{id_}", "marks"): full}))
    one.until(lambda: len(one.marks) == 200)
    one.key(Key.Key_B)
    one.drag(0.2, 0.2, 0.4, 0.4)
    one.until(lambda: "最多 200 处" in one.large.board.tools.note.text())
    assert len(one.large.board.desk.marks) == len(one.canvas.marks) == 200


def test_tab_goes_through_the_marks_and_never_under_the_view(begin: Callable[..., Marking]) -> None:
    one = begin({"a.png": png(drawing())}).open(Key.Key_M, Key.Key_B, Key.Key_Return, Key.Key_A, Key.Key_Return)
    one.until(lambda: len(one.marks) == 2)
    one.key(Key.Key_Escape)
    one.key(Key.Key_Escape)
    chosen = []
    for _step in range(2):
        one.key(Key.Key_Tab)
        chosen.append(one.canvas.selected)
    assert chosen == [0, 1]
    seen = set()
    for _step in range(40):
        one.key(Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert one.large.isAncestorOf(focused)
        seen.add(focused)
    assert {one.canvas, one.large.head.versions, one.large.head.leave, one.large.board.tools.finish} <= seen


def test_leaving_the_page_takes_in_what_keys_moved(begin: Callable[..., Marking]) -> None:
    one = begin({"a.png": png(drawing())}).open(Key.Key_M, Key.Key_B, Key.Key_Return)
    one.until(lambda: one.marks)
    x = one.shares(0)[0]
    one.key(Key.Key_Left)
    one.frame.open_step("score")
    one.until(lambda: one.shares(0)[0] < x)
    one.frame.open_step("evidence")
    assert one.large.isHidden()
    # The same on the way on to the next piece and out of the audit.
    one.open(Key.Key_M, Key.Key_Tab, Key.Key_Left)
    one.frame.close_audit()
    changed: list[Any] = []
    one.window.runner.changed.connect(changed.append)
    one.until(lambda: changed)
    assert float(changed[0].view.document.evidence[0].marks[0].x) < one.shares(0)[0] + 0.0001


def test_the_piece_beside_the_grid_is_seen_as_it_leaves_the_house(begin: Callable[..., Marking]) -> None:
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


def test_the_chain_of_custody_is_told_beside_the_piece(begin: Callable[..., Marking], tmp_path: Path) -> None:
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


def test_nothing_of_what_was_hidden_leaves_the_house(begin: Callable[..., Marking], reopened: Callable[..., Any], tmp_path: Path) -> None:
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
