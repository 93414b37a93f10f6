"""States of the report and send pages: reports and forms, the conclusion, the approval list, delivery; a package written, refused."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.actions.workspace import Changes, Workspace
    from desktop.ui.main_window import MainWindow
    from desktop.ui.packages.page import SendPage
    from desktop.ui.reports.page import ReportPage
    from desktop.ui.reports.papers_view import PapersView


def page_of(window: MainWindow, view: str) -> ReportPage:
    """The report page at one of its views."""
    from desktop.ui.reports.page import ReportPage
    from tests.shots.pages import settle

    assert window.frame is not None
    window.frame.open_step("report")
    page = window.frame.page()
    assert isinstance(page, ReportPage)
    page.show_view(view)
    settle(window)
    return page


def papers_of(window: MainWindow) -> PapersView:
    """The reports and forms, the pages painted."""
    from desktop.ui.reports.papers_view import PapersView
    from tests.shots.pages import until

    view = page_of(window, "papers").current()
    assert isinstance(view, PapersView)
    until(lambda: not view.preview.is_busy() and view.preview.sheets.is_sharp())
    return view


def report(window: MainWindow) -> None:
    """As it is opened."""
    papers_of(window)


def texts(window: MainWindow) -> None:
    """The texts, and another page of the report."""
    view = papers_of(window)
    bar = view.work.scrolled.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    view.preview.sheets.turn(2)
    _painted(window, view)


def client_copy(window: MainWindow) -> None:
    """The checklist in the client's copy, a whole page."""
    view = papers_of(window)
    view.choose_kind("checklist")
    view.choose_copy(client=True)
    view.preview.scale.select("page")
    view.preview.sheets.set_zoom("page")
    _painted(window, view)


def missing(window: MainWindow) -> None:
    """An audit of which nothing is known but the client, its empty forms unfolded."""
    from tests.shots.pages import _begin

    _begin(window)
    papers_of(window).fold()


def form(kind: str) -> Callable[[MainWindow], None]:
    """A form of an audit whose papers are all there."""

    def go(window: MainWindow) -> None:
        view = papers_of(window)
        view.choose_kind(kind)
        view.preview.scale.select("page")
        view.preview.sheets.set_zoom("page")
        _painted(window, view)

    return go


def conclusion(window: MainWindow) -> None:
    """A conclusion that stands."""
    page_of(window, "conclusion")


def disagrees(window: MainWindow) -> None:
    """A conclusion that the grade no longer allows, and the grounds beside the grade."""
    from desktop.actions import audits
    from desktop.ui.reports.conclusion_view import ConclusionView
    from tests.shots.pages import settle

    page = page_of(window, "conclusion")
    audit = page.context.audit
    window.runner.act(page, lambda ws: audits.set_fields(ws, audit, "conclusion", {"kind": "keep", "text": None}))
    settle(window)
    view = page.current()
    assert isinstance(view, ConclusionView)
    view.outcomes.cards.setFocus()
    settle(window)


def undecided(window: MainWindow) -> None:
    """No grade yet, nothing to conclude."""
    from tests.shots.pages import _begin

    _begin(window)
    page_of(window, "conclusion")


def approval(window: MainWindow) -> None:
    """Nothing stands in the way."""
    page_of(window, "approval")


def disapproved(window: MainWindow) -> None:
    """Much is still wrong."""
    from tests.shots.pages import _begin, settle

    _begin(window)
    from desktop.ui.reports.approval_view import ApprovalView

    view = page_of(window, "approval").current()
    assert isinstance(view, ApprovalView)
    view.next_critical()
    settle(window)


def delivered(window: MainWindow) -> None:
    """A report given, signed for."""
    from desktop.actions.demo_samples import hand_over, samples
    from tests.shots.pages import settle

    page = page_of(window, "delivery")
    audit = page.context.audit
    sample = next(one for one in samples() if one.handed_over is not None)
    window.runner.act(page, lambda ws: _given(hand_over(ws, audit, sample), ws, audit))
    settle(window)


def _given(_done: bool, ws: Workspace, audit: str) -> Changes:
    from desktop.actions.workspace import Changes

    return Changes(audit, None, ws.audit(audit))


def undelivered(window: MainWindow) -> None:
    """Nothing given yet."""
    page_of(window, "delivery")


def _painted(window: MainWindow, view: PapersView) -> None:
    from tests.shots.pages import settle, until

    settle(window)
    # The preview follows a moment later.
    QTest.qWait(500)
    until(lambda: not view.preview.is_busy() and view.preview.sheets.is_sharp())


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
