"""The send page as a person uses it: what goes in, writing with progress and cancel, checking, opening, refusals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import audits, evidence, packages
from desktop.actions.opening import open_workspace
from desktop.base.errors import NotVerified
from desktop.base.strict_json import write_json
from desktop.ui import amounts
from desktop.ui.main_window import MainWindow
from desktop.ui.packages.page import SendPage
from desktop.ui.packages.results import ResultCard
from desktop.ui.runner import IsCancelled, Progress
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.text import Label

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
Open = Callable[..., MainWindow]


class Send:
    """An audit open at its send page, the table filled."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
        assert window.frame is not None
        self.frame = window.frame
        qtbot.mouseClick(self.frame.rail.item("send"), LEFT)
        page = self.frame.page()
        assert isinstance(page, SendPage)
        self.page = page
        qtbot.waitUntil(lambda: bool(page.table.rows()), timeout=20_000)

    def row(self, name: str) -> tuple[str, str, str, str]:
        return next(row for row in self.page.table.rows() if row[0] == name)

    def written(self, path: Path) -> ResultCard:
        """Write a package and wait for what came of it."""
        self.page.write_to(path)
        self.qtbot.waitUntil(lambda: self.page.result() is not None, timeout=20_000)
        return self.result()

    def result(self) -> ResultCard:
        card = self.page.result()
        assert card is not None
        return card

    def beside(self) -> ResultCard:
        """The card about a package that was opened or checked."""
        self.qtbot.waitUntil(lambda: self.page.side.result() is not None, timeout=20_000)
        card = self.page.side.result()
        assert card is not None
        return card

    def opened(self, path: Path) -> ResultCard:
        self.page.open_package(path)
        return self.beside()

    def checked(self, path: Path) -> ResultCard:
        self.page.check_package(path)
        return self.beside()


def words_in(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(Label))


def begin(store: Path, folder: Path, *, photos: int = 0, scheme: str = "ctc", **sections: Any) -> str:
    """An audit in a store, with evidence."""
    ws = open_workspace(store)
    document = {"format": "fieldaudit.assessment/1", "scheme": scheme, "client": {"name": "岚川电器股份有限公司"}, **sections}
    audit = audits.import_document(ws, write_json(document), "begun.json").audit
    for number in range(photos):
        path = folder / f"{number}.jpg"
        Image.effect_noise((400, 300), 60 + number).convert("RGB").save(path, quality=90)
        added = evidence.add_files(ws, audit, [path])
        assert not added.refused
    ws.close()
    return audit


@pytest.fixture
def send(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Callable[..., Send]:
    """A send page: `send(photos=3, scheme="ctc", items={...})`."""
    return lambda **given: Send(open_window(begin(tmp_path / "store", tmp_path, **given)), qtbot)


def change(store: Path, audit: str, **fields: Any) -> None:
    ws = open_workspace(store)
    audits.set_fields(ws, audit, "client", fields)
    ws.close()


def elsewhere(tmp_path: Path, audit: str | None = None, package: Path | None = None, **fields: Any) -> tuple[str, Path]:
    """A package from another computer: of an audit of its own, or of one it took from a package and went on with."""
    ws = open_workspace(tmp_path / "other")
    if package is not None:
        audit = packages.import_package(ws, package).audit
    elif audit is None:
        audit = audits.create(ws, scheme="ctc", client="栖岸厨电有限公司").audit
    if fields:
        audits.set_fields(ws, audit, "client", fields)
    path = tmp_path / "from-elsewhere.zip"
    packages.write(ws, audit, path)
    ws.close()
    return audit, path


def test_table_says_what_goes_in(send: Callable[..., Send]) -> None:
    page = send(photos=3)
    assert page.row("证据原件")[1] == "3"
    assert page.row("报告草稿 PDF")[1] == "1"
    assert page.row("改动历史")[1] == "4"
    assert page.row("认证方案")[3].startswith("版本")
    assert page.row("合计")[2].startswith("约")


def test_grade_that_is_not_complete_only_warns(send: Callable[..., Send]) -> None:
    page = send()
    assert page.page.incomplete.isVisible()
    assert page.page.write.isEnabled()
    page.qtbot.mouseClick(page.page.incomplete.findChildren(Button)[0], LEFT)
    assert page.frame.rail.item("score").isChecked()


def test_package_is_written_and_read_back(send: Callable[..., Send], tmp_path: Path) -> None:
    page = send(photos=2)
    page.qtbot.keyClick(page.page, Qt.Key.Key_S, CONTROL_SHIFT)
    dialog = page.page._dialog
    assert isinstance(dialog, QFileDialog)
    proposed = Path(dialog.selectedFiles()[0]).name
    assert proposed.startswith("岚川电器股份有限公司")
    path = tmp_path / "岚川 包 1.zip"
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(path))
    dialog.accept()
    assert page.page.progress.isVisible()
    assert not page.page.write.isEnabled()
    page.qtbot.waitUntil(lambda: page.page.result() is not None, timeout=20_000)
    assert not page.page.progress.isVisible()
    said = words_in(page.result())
    verified = packages.verify(path)
    assert "读回校验通过" in said
    assert str(path) in said
    assert amounts.size(path.stat().st_size) in said
    assert f"{verified.files} 个文件" in said
    assert verified.digest[:4] in said
    assert page.page.side.fingerprint().replace(" ", "") == verified.sender[:32]
    assert page.page.write.isEnabled()


def test_packages_written_are_remembered_while_the_program_runs(send: Callable[..., Send], tmp_path: Path) -> None:
    page = send()
    audit = page.frame.view.id
    page.written(tmp_path / "one.zip")
    page.written(tmp_path / "two.zip")
    page.window.close_audit()
    page.window.open_audit(audit)
    page.qtbot.waitUntil(lambda: page.window.frame is not None)
    again = Send(page.window, page.qtbot)
    assert again.page.side._list.count() == 3
    assert again.page.side._head.note.text() == "2"


@pytest.mark.parametrize("step", [0, 2])
def test_cancel_leaves_no_half_package(send: Callable[..., Send], tmp_path: Path, step: int) -> None:
    page = send(photos=2)
    path = tmp_path / "cancelled.zip"
    page.page.write_to(path)
    writing = page.page._writing
    assert writing is not None
    writing.going.connect(lambda _work, at: page.page.progress.cancel.click() if at == step else None)
    page.qtbot.waitUntil(lambda: page.page._writing is None, timeout=20_000)
    assert not page.page.progress.isVisible()
    assert [found.name for found in tmp_path.glob("*.part")] == []
    if step == 0:
        assert not path.exists()
        assert page.page.result() is None
    else:
        # It was whole already; only reading it back was given up.
        assert packages.verify(path).files
        assert "没有读回校验" in words_in(page.result())
    assert page.page.write.isEnabled()


def test_escape_before_anything_was_written(send: Callable[..., Send], tmp_path: Path) -> None:
    page = send()
    page.page.write_to(tmp_path / "escaped.zip")
    page.qtbot.keyClick(QApplication.focusWidget() or page.page, Qt.Key.Key_Escape)
    page.qtbot.waitUntil(lambda: page.page._writing is None, timeout=20_000)
    assert not (tmp_path / "escaped.zip").exists()


def test_place_that_cannot_be_written(send: Callable[..., Send], tmp_path: Path) -> None:
    page = send()
    card = page.written(tmp_path / "no such folder" / "package.zip")
    assert "没有写出数据包" in words_in(card)
    assert "no such folder" in card.text
    page.qtbot.mouseClick(card.findChildren(IconButton)[0], LEFT)
    assert page.page.result() is None


def test_lost_original_is_named_and_nothing_is_written(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    audit = begin(tmp_path / "store", tmp_path, photos=2)
    lost = next((tmp_path / "store" / "evidence").rglob("*.age"))
    lost.unlink()
    page = Send(open_window(audit), qtbot)
    assert page.page.lost.isVisible()
    assert any(name in words_in(page.page.lost) for name in ("0.jpg", "1.jpg"))
    assert not page.page.write.isEnabled()
    qtbot.keyClick(page.page, Qt.Key.Key_S, CONTROL_SHIFT)
    assert page.page._dialog is None


def test_scheme_without_a_report(send: Callable[..., Send], tmp_path: Path) -> None:
    page = send(scheme="gbt27922")
    assert page.row("报告草稿 PDF")[1:3] == ("0", "–")
    page.written(tmp_path / "plain.zip")
    names = [entry["name"] for entry in packages.show(tmp_path / "plain.zip")["files"]]
    assert names
    assert not [name for name in names if name.startswith("report/")]


def test_checked_package_says_who_wrote_it(send: Callable[..., Send], tmp_path: Path) -> None:
    page = send()
    page.written(tmp_path / "mine.zip")
    mine = page.checked(tmp_path / "mine.zip")
    assert "（本机）" in words_in(mine)
    _audit, other = elsewhere(tmp_path)
    page.page.check_package(other)
    page.qtbot.waitUntil(lambda: "栖岸厨电有限公司" in words_in(page.beside()))
    said = words_in(page.beside())
    assert "校验通过" in said
    assert "（本机）" not in said


def test_checking_takes_nothing_in(send: Callable[..., Send], tmp_path: Path) -> None:
    page = send()
    audit, other = elsewhere(tmp_path)
    page.checked(other)
    found: list[str] = []
    page.window.runner.ask(page.page, lambda ws: [row.id for row in audits.listing(ws)], found.extend)
    page.qtbot.waitUntil(lambda: bool(found))
    assert audit not in found


def test_damaged_package_is_refused_and_changes_nothing(send: Callable[..., Send], tmp_path: Path) -> None:
    page = send()
    audit, other = elsewhere(tmp_path)
    data = bytearray(other.read_bytes())
    data[len(data) // 2] ^= 1
    other.write_bytes(data)
    with pytest.raises(NotVerified):
        packages.verify(other)
    card = page.opened(other)
    assert "被拒收" in words_in(card)
    assert "没有任何数据被改动" in card.text
    assert page.page.side.open.isEnabled()
    found: list[str] = []
    page.window.runner.ask(page.page, lambda ws: [row.id for row in audits.listing(ws)], found.extend)
    page.qtbot.waitUntil(lambda: bool(found))
    assert audit not in found


def test_file_that_is_no_package(send: Callable[..., Send], tmp_path: Path) -> None:
    page = send()
    path = tmp_path / "holiday.zip"
    path.write_bytes(b"no package at all")
    assert "holiday.zip" in words_in(page.checked(path))


def test_package_of_another_audit_is_taken_in(send: Callable[..., Send], tmp_path: Path) -> None:
    page = send()
    audit, other = elsewhere(tmp_path)
    page.qtbot.keyClick(page.page, Qt.Key.Key_O, CONTROL)
    dialog = page.page._dialog
    assert isinstance(dialog, QFileDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(other))
    dialog.accept()
    card = page.beside()
    assert "栖岸厨电有限公司：新增 1 条历史、0 件证据" in card.text
    assert "全部审查" in words_in(card)
    page.window.open_audit(audit)
    page.qtbot.waitUntil(lambda: page.window.frame is not None and page.window.frame.view.id == audit)


def test_package_taken_in_twice_changes_nothing(send: Callable[..., Send], tmp_path: Path) -> None:
    page = send()
    page.written(tmp_path / "mine.zip")
    assert "本机都已有" in page.opened(tmp_path / "mine.zip").text


def test_what_a_colleague_went_on_with_is_seen_at_once(send: Callable[..., Send], tmp_path: Path) -> None:
    page = send(photos=1)
    page.written(tmp_path / "mine.zip")
    _audit, other = elsewhere(tmp_path, package=tmp_path / "mine.zip", address="岚川路 8 号")
    card = page.opened(other)
    assert "新增 1 条历史" in card.text
    assert page.frame.view.document.client.address == "岚川路 8 号"
    page.qtbot.waitUntil(lambda: page.row("改动历史")[1] == "3")


def test_changes_on_both_sides_are_refused(send: Callable[..., Send], tmp_path: Path) -> None:
    page = send()
    page.written(tmp_path / "mine.zip")
    _audit, other = elsewhere(tmp_path, package=tmp_path / "mine.zip", address="elsewhere")
    audit = page.frame.view.id
    page.window.runner.act(page.page, lambda ws: audits.set_fields(ws, audit, "client", {"address": "here"}))
    page.qtbot.waitUntil(lambda: page.frame.view.document.client.address == "here")
    card = page.opened(other)
    assert "两边都有改动" in card.text
    assert card.text.count("没有任何数据被改动") == 1
    assert page.frame.view.document.client.address == "here"


def test_progress_counts_bytes_past_two_gigabytes(send: Callable[..., Send]) -> None:
    page = send()
    seen, go_on = Event(), Event()

    def large(progress: Progress, _cancelled: IsCancelled) -> None:
        progress(3 << 30, 6 << 30)
        seen.set()
        go_on.wait(20)

    work = page.window.runner.work(page.page, large, title="写出数据包", in_bytes=True)
    page.page.progress.begin("large.zip")
    page.page.progress.follow(work, 0)
    try:
        page.qtbot.waitUntil(lambda: "3.22 GB / 6.44 GB" in words_in(page.page.progress), timeout=20_000)
        assert seen.is_set()
        assert "50 %" in words_in(page.page.progress)
        assert page.page.progress.steps.now() == 1
        page.qtbot.waitUntil(lambda: "3.22 GB / 6.44 GB" in words_in(page.window.status.strip), timeout=20_000)
    finally:
        go_on.set()
    page.qtbot.waitUntil(lambda: not page.window.status.strip.isVisible())
    page.page.progress.end()


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 字节"),
        (999, "999 字节"),
        (1000, "1 KB"),
        (54_720, "54.7 KB"),
        (999_600, "1 MB"),
        (3_420_000_000, "3.42 GB"),
        (5 * 10**15, "5000 TB"),
    ],
)
def test_sizes_in_words(count: int, said: str) -> None:
    assert amounts.size(count) == said


@pytest.mark.parametrize(("seconds", "said"), [(0.2, "1 秒"), (59.4, "59 秒"), (61, "1 分 01 秒"), (3700, "1 小时 01 分")])
def test_times_in_words(seconds: float, said: str) -> None:
    assert amounts.duration(seconds) == said


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)])
def test_page_holds_at_every_size(send: Callable[..., Send], tmp_path: Path, size: tuple[int, int]) -> None:
    page = send(photos=1)
    page.window.resize(*size)
    page.written(tmp_path / ("长名字" * 20 + ".zip"))
    QApplication.processEvents()
    column = page.page.scroll_
    inside = column.widget()
    assert inside is not None
    assert inside.width() <= column.viewport().width()
    assert page.page.side.width() == 376
