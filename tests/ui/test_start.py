"""The start page as a person uses it: first start, a new audit, the list, search, filters, theme, keys, a store that does not open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import audits, author
from desktop.actions.opening import open_workspace
from desktop.base import paths
from desktop.ui import theme
from desktop.ui.audits.audit_list import RowRole
from desktop.ui.audits.listing_page import ListingPage
from desktop.ui.main_window import MainWindow
from desktop.ui.widgets.text import Label
from tests.ui.conftest import end

Open = Callable[..., MainWindow]
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def listing(window: MainWindow) -> ListingPage:
    page = window.start.stack.currentWidget()
    assert isinstance(page, ListingPage)
    return page


def clients(window: MainWindow) -> list[str]:
    model = listing(window).view.model()
    return [model.index(row, 0).data(RowRole).client for row in range(model.rowCount())]


def fill(folder: Path, *names: str) -> None:
    ws = open_workspace(folder)
    for name in names:
        audits.create(ws, scheme=ws.library.ids()[0], client=name)
    ws.close()


def make(window: MainWindow, qtbot: QtBot, client: str) -> None:
    """Begin an audit with keys alone."""
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    form = window.start.stack.currentWidget()
    qtbot.waitUntil(lambda: bool(window.start.schemes_shown()), timeout=20_000)
    qtbot.keyClicks(QApplication.focusWidget(), client)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.frame is not None)
    assert form is not None


def test_first_start_offers_three_ways(window: MainWindow, qtbot: QtBot) -> None:
    words = {label.text() for label in window.start.findChildren(Label) if label.isVisible()}
    assert {"看一份示例审查", "打开数据包", "新建审查", "还没有审查"} <= words
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_3)
    assert "客户" in {label.text() for label in window.start.findChildren(Label) if label.isVisible()}


def test_samples_are_opened_by_their_key(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_1)
    qtbot.waitUntil(lambda: isinstance(window.start.stack.currentWidget(), ListingPage) and len(clients(window)) == 3, timeout=60_000)
    page = listing(window)
    qtbot.mouseClick(page.pills["graded"], LEFT)
    assert len(clients(window)) == 3
    qtbot.mouseClick(page.pills["open"], LEFT)
    assert clients(window) == []


def test_enter_makes_an_audit_and_back_leads_to_the_list(window: MainWindow, qtbot: QtBot) -> None:
    make(window, qtbot, "Lanchuan 1")
    assert window.frame is not None
    assert window.frame.view.document.client.name == "Lanchuan 1"
    assert "Lanchuan 1" in window.windowTitle()
    qtbot.mouseClick(window.frame.top.back, LEFT)
    qtbot.waitUntil(lambda: window.frame is None and isinstance(window.start.stack.currentWidget(), ListingPage))
    assert clients(window) == ["Lanchuan 1"]
    # Enter on the row opens it again.
    qtbot.keyClick(listing(window).view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.frame is not None)


def test_without_a_client_nothing_is_made(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(lambda: bool(window.start.schemes_shown()), timeout=20_000)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "还没有审查" in {label.text() for label in window.start.findChildren(Label) if label.isVisible()})
    assert window.frame is None


def test_name_is_kept_for_reports(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    form = window.start.person_form()
    assert form is not None
    qtbot.mouseClick(form.name, LEFT)
    qtbot.keyClicks(form.name, "Zhang")
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.glyph.accessibleName() == "已评")
    window.close()
    window.runner.stop()
    ws = open_workspace(tmp_path / "store")
    assert author.author(ws)[0].name == "Zhang"
    ws.close()


@pytest.fixture
def filled(open_window: Open, tmp_path: Path) -> MainWindow:
    """A window on a store with three audits; the newest is 砚溪."""
    fill(tmp_path / "store", "岚川电器股份有限公司", "澄屿家居服务有限公司", "砚溪照明电器有限公司")
    return open_window()


def test_list_shows_the_last_changed_first_and_searches(filled: MainWindow, qtbot: QtBot) -> None:
    assert clients(filled) == ["砚溪照明电器有限公司", "澄屿家居服务有限公司", "岚川电器股份有限公司"]
    page = listing(filled)
    assert page.count.text() == "3 项"
    qtbot.keyClick(filled, Qt.Key.Key_F, CONTROL)
    assert page.search.hasFocus()
    page.search.insert("澄屿")
    page.search.edited.emit(page.search.text())
    qtbot.waitUntil(lambda: clients(filled) == ["澄屿家居服务有限公司"])
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: filled.frame is not None)
    assert filled.frame is not None
    assert filled.frame.view.document.client.name == "澄屿家居服务有限公司"


def test_list_rows_are_read_out(filled: MainWindow) -> None:
    model = listing(filled).view.model()
    said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "砚溪照明电器有限公司" in said
    assert "0 %" in said
    assert "未评定" in said


def test_a_double_click_opens(filled: MainWindow, qtbot: QtBot) -> None:
    view = listing(filled).view
    where = view.visualRect(view.model().index(2, 0)).center()
    qtbot.mouseClick(view.viewport(), LEFT, pos=where)
    qtbot.mouseDClick(view.viewport(), LEFT, pos=where)
    qtbot.waitUntil(lambda: filled.frame is not None)
    assert filled.frame is not None
    assert filled.frame.view.document.client.name == "岚川电器股份有限公司"


def test_a_document_is_taken_in_and_a_bad_one_refused_in_place(filled: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{", encoding="utf-8")
    filled.start.open_file(bad)
    qtbot.waitUntil(listing(filled).notice.isVisible)
    assert "bad.json" in listing(filled).notice.accessibleName()
    good = tmp_path / "good.json"
    good.write_bytes((paths.resources() / "demo" / "chengyu.json").read_bytes())
    filled.start.open_file(good)
    qtbot.waitUntil(lambda: filled.frame is not None, timeout=20_000)


def test_a_file_that_is_no_package_is_refused_in_place(filled: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    bad = tmp_path / "task.zip"
    bad.write_bytes(b"PK not at all")
    filled.start.open_file(bad)
    qtbot.waitUntil(listing(filled).notice.isVisible, timeout=20_000)
    assert len(clients(filled)) == 3


def test_look_and_place_are_remembered(filled: MainWindow, qapp: QApplication, qtbot: QtBot, open_window: Open) -> None:
    qtbot.mouseClick(filled.start.rail.tools.theme, LEFT)
    assert theme.mode() == "dark"
    filled.resize(1040, 700)
    end(filled)
    theme.apply(qapp, "light")
    again = open_window()
    assert theme.mode() == "dark"
    assert again.height() == 700


def test_f1_shows_all_keys_and_escape_takes_them_away(filled: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(filled, Qt.Key.Key_F1)
    sheet = QApplication.focusWidget()
    assert sheet is not None
    assert "Ctrl N 新建" in sheet.accessibleName()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert "F1" not in filled.status.keys.accessibleName()


def test_an_audit_named_at_start_is_opened(filled: MainWindow, qapp: QApplication, qtbot: QtBot, open_window: Open) -> None:
    audit = listing(filled).current()
    end(filled)
    window = open_window(audit)
    assert window.frame is not None
    assert window.frame.view.id == audit


def test_an_unknown_audit_leads_to_the_list_with_a_sentence(
    filled: MainWindow, qapp: QApplication, qtbot: QtBot, open_window: Open
) -> None:
    end(filled)
    window = open_window("no-such-audit", wait=False)
    qtbot.waitUntil(lambda: window.start.is_open() and listing(window).notice.isVisible(), timeout=20_000)
    assert "no-such-audit" in listing(window).notice.accessibleName()


def test_undo_goes_to_the_history_and_says_what(filled: MainWindow, qtbot: QtBot) -> None:
    audit = listing(filled).current()
    filled.open_audit(audit)
    qtbot.waitUntil(lambda: filled.frame is not None)
    frame = filled.frame
    assert frame is not None
    filled.runner.act(frame, lambda ws: audits.set_fields(ws, audit, "client", {"address": "南浦街 12 号"}))
    qtbot.waitUntil(lambda: frame.view.document.client.address == "南浦街 12 号")
    assert frame.top.saved.text().startswith("已保存")
    qtbot.keyClick(filled, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: frame.view.document.client.address is None)
    assert frame.said() == "已撤销：客户"
    qtbot.keyClick(filled, Qt.Key.Key_Y, CONTROL)
    qtbot.waitUntil(lambda: frame.view.document.client.address == "南浦街 12 号")
    qtbot.keyClick(filled, Qt.Key.Key_Y, CONTROL)
    qtbot.waitUntil(lambda: frame.said() == "没有可以重做的改动。")


def test_saved_mark_turns_red_when_nothing_could_be_written(filled: MainWindow, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    audit = listing(filled).current()
    filled.open_audit(audit)
    qtbot.waitUntil(lambda: filled.frame is not None)
    frame = filled.frame
    assert frame is not None

    def full(_ws: object) -> None:
        raise OSError(28, "No space left on device")

    filled.runner.act(frame, full)
    assert frame.top.saved.text() == "正在保存…"
    qtbot.waitUntil(lambda: frame.top.saved.text() == "没有保存")
    assert "磁盘已满" in frame.top.saved.toolTip()
    caplog.clear()
    filled.runner.act(frame, lambda ws: audits.set_fields(ws, audit, "client", {"address": "x"}))
    qtbot.waitUntil(lambda: frame.top.saved.text().startswith("已保存"))


def test_a_wrong_passphrase_is_asked_for_again(
    filled: MainWindow, open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    end(filled)
    monkeypatch.setenv("FIELDAUDIT_PASSPHRASE", "wrong")
    window = open_window(wait=False)
    page = window.start
    qtbot.waitUntil(lambda: page.not_open_page() is not None, timeout=20_000)
    asked = page.not_open_page()
    assert asked is not None
    assert "口令不对" in asked.notice.accessibleName()
    assert not page.is_open()
    qtbot.keyClicks(asked.passphrase, "correct horse")
    qtbot.keyClick(asked.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(page.is_open, timeout=20_000)
    assert len(clients(window)) == 3


def test_without_a_keyring_a_new_store_gets_a_passphrase(
    open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FIELDAUDIT_PASSPHRASE")
    window = open_window(wait=False)
    page = window.start
    qtbot.waitUntil(lambda: page.not_open_page() is not None, timeout=20_000)
    asked = page.not_open_page()
    assert asked is not None
    assert asked.title.text() == "给新存储设口令"
    qtbot.waitUntil(lambda: squeezed(window) == [])
    qtbot.keyClicks(asked.passphrase, "short")
    qtbot.keyClick(asked.passphrase, Qt.Key.Key_Return)
    assert "至少 8 位" in asked.error.text()
    qtbot.keyClicks(asked.passphrase, " no more")
    qtbot.keyClick(asked.passphrase, Qt.Key.Key_Return)
    qtbot.keyClicks(asked.again, "short no mare")
    qtbot.keyClick(asked.again, Qt.Key.Key_Return)
    assert "不同" in asked.error.text()
    assert not (tmp_path / "store" / "store.json").exists()
    qtbot.keyClicks(asked.again, "short no more")
    qtbot.keyClick(asked.again, Qt.Key.Key_Return)
    qtbot.waitUntil(page.is_open, timeout=20_000)
    end(window)
    monkeypatch.setenv("FIELDAUDIT_PASSPHRASE", "short no more")
    open_workspace(tmp_path / "store").close()


def test_a_broken_store_says_so_and_asks_for_no_passphrase(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "store.json").write_text("{", encoding="utf-8")
    window = open_window(wait=False)
    qtbot.waitUntil(lambda: window.start.not_open_page() is not None, timeout=20_000)
    asked = window.start.not_open_page()
    assert asked is not None
    assert "已损坏" in asked.notice.accessibleName()
    assert not asked.passphrase.isVisible()


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1920, 1080)])
def test_nothing_is_squeezed(filled: MainWindow, qtbot: QtBot, size: tuple[int, int]) -> None:
    filled.resize(*size)
    # Layouts settle after a turn of the event loop.
    qtbot.waitUntil(lambda: squeezed(filled) == [])
    qtbot.keyClick(filled, Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(lambda: bool(filled.start.schemes_shown()), timeout=20_000)
    qtbot.waitUntil(lambda: squeezed(filled) == [])


def squeezed(window: QWidget) -> list[str]:
    """Widgets that are seen but got less than they need, and labels whose text is cut though they do not elide."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        least = widget.minimumSizeHint()
        if widget.width() < least.width() or widget.height() < least.height():
            found.append(f"{type(widget).__name__} {widget.accessibleName()} {QRect(widget.geometry())} needs {least}")
    return found
