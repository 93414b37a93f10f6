"""States of the report and send pages: much missing, a conclusion that does not stand, the client's copy; a package written, refused."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow
    from desktop.ui.packages.page import SendPage
    from desktop.ui.reports.page import ReportPage


def report_of(window: MainWindow) -> ReportPage:
    """The report page, its pages painted."""
    from desktop.ui.reports.page import ReportPage
    from tests.shots.pages import settle, until

    assert window.frame is not None
    window.frame.open_step("report")
    page = window.frame.page()
    assert isinstance(page, ReportPage)
    settle(window)
    until(lambda: not page.preview.is_busy() and page.preview.sheets.is_sharp())
    return page


def report(window: MainWindow) -> None:
    """As it is opened."""
    report_of(window)


def texts(window: MainWindow) -> None:
    """The texts, and another page of the report."""
    page = report_of(window)
    bar = page.work.scrolled.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    page.preview.sheets.turn(2)
    _painted(window, page)


def client_copy(window: MainWindow) -> None:
    """The checklist in the client's copy, a whole page."""
    page = report_of(window)
    page.choose_kind("checklist")
    page.choose_copy(client=True)
    page.preview.scale.select("page")
    page.preview.sheets.set_zoom("page")
    _painted(window, page)


def missing(window: MainWindow) -> None:
    """An audit of which nothing is known but the client."""
    from tests.shots.pages import _begin

    _begin(window)
    report_of(window)


def disagrees(window: MainWindow) -> None:
    """A conclusion that the grade no longer allows."""
    from desktop.actions import audits

    page = report_of(window)
    audit = page.context.audit
    window.runner.act(page, lambda ws: audits.set_fields(ws, audit, "conclusion", {"kind": "keep"}))
    _painted(window, page)


def _painted(window: MainWindow, page: ReportPage) -> None:
    from tests.shots.pages import settle, until

    settle(window)
    # The preview follows a moment later.
    QTest.qWait(500)
    until(lambda: not page.preview.is_busy() and page.preview.sheets.is_sharp())


def send_of(window: MainWindow) -> SendPage:
    """The send page with its table."""
    from desktop.ui.packages.page import SendPage
    from tests.shots.pages import settle, until

    assert window.frame is not None
    window.frame.open_step("send")
    page = window.frame.page()
    assert isinstance(page, SendPage)
    until(page.table.rows)
    settle(window)
    return page


def incomplete(window: MainWindow) -> None:
    """A grade that is not complete."""
    from tests.shots.pages import _begin

    _begin(window)
    send_of(window)


def written(window: MainWindow) -> None:
    """A package written, and checked again."""
    from tests.shots.pages import settle, until

    page = send_of(window)
    path = Path(mkdtemp()) / "澄屿家居-监督评价-包 1.zip"
    page.write_to(path)
    until(page.result)
    page.check_package(path)
    until(page.side.result)
    settle(window)


def refused(window: MainWindow) -> None:
    """A damaged package."""
    from tests.shots.pages import settle, until

    page = send_of(window)
    path = Path(mkdtemp()) / "城东服务站-补充.zip"
    page.write_to(path)
    until(page.result)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    page.open_package(path)
    until(page.side.result)
    settle(window)
