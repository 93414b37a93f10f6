"""Drives the report page: an audit opened there, its views, what they say, what is printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import audits
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import AuditView
from desktop.base import paths
from desktop.base.strict_json import write_json
from desktop.domain.assessment import Assessment
from desktop.ui.main_window import MainWindow
from desktop.ui.reports import paper
from desktop.ui.reports.nav import Part
from desktop.ui.reports.page import ReportPage
from desktop.ui.reports.papers_view import PapersView
from desktop.ui.viewed_page import PageView
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.fields import TextArea
from desktop.ui.widgets.text import Label

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
Open = Callable[..., MainWindow]
View = TypeVar("View", bound=PageView)


class Report:
    """An audit open at its report page, its first preview on the desk."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
        assert window.frame is not None
        self.frame = window.frame
        qtbot.mouseClick(self.frame.rail.item("report"), LEFT)
        page = self.frame.page()
        assert isinstance(page, ReportPage)
        self.whole = page
        shown = page.current()
        assert isinstance(shown, PapersView)
        self.page = shown
        self.settled()

    @property
    def view(self) -> AuditView:
        return self.frame.view

    @property
    def document(self) -> Assessment:
        return self.view.document

    def settled(self) -> None:
        """Nothing is on its way, and what can be seen is painted."""
        preview = self.page.preview
        self.qtbot.waitUntil(
            lambda: not self.page.maker.is_busy() and not self.window.runner.is_saving() and preview.sheets.is_sharp(), timeout=20_000
        )

    def pdf(self) -> bytes:
        paper = self.page.preview.sheets.paper()
        assert paper is not None
        return paper.data

    def printed(self) -> str:
        """The text of the preview."""
        return text_of(self.pdf())

    def area(self, key: str) -> TextArea:
        area = self.page.work.narratives.area(key)
        assert area is not None, key
        return area

    def write(self, key: str, text: str) -> None:
        """Type into a narrative and take it in."""
        self.page.work.reveal(f"report.{key}")
        self.qtbot.keyClicks(self.area(key), text)
        self.qtbot.keyClick(self.area(key), Qt.Key.Key_Return, CONTROL)
        self.qtbot.waitUntil(lambda: self.document.report.get(key) == text)

    def link(self, what: str) -> Button:
        found = [link for link in self.page.work.missing.links() if link.accessibleName().startswith(what)]
        assert found, what
        return found[0]

    def part(self, id_: str) -> Part:
        return next(part for part in self.page.nav.list.parts() if part.id == id_)

    def open(self, kind: type[View], id_: str) -> View:
        """Another view of the page, by its pill."""
        self.qtbot.mouseClick(self.whole.pills[id_], LEFT)
        shown = self.whole.current()
        assert isinstance(shown, kind)
        return shown

    def act(self, fn: Callable[[Any, str], Any]) -> None:
        """Change the audit behind the page's back, and wait for it."""
        audit, done = self.view.id, list[Any]()
        self.window.runner.act(self.whole, lambda ws: fn(ws, audit), done.append)
        self.qtbot.waitUntil(lambda: bool(done))

    def key(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self.qtbot.keyClick(QApplication.focusWidget() or self.page, key, modifier)


def text_of(pdf: bytes) -> str:
    with paper.LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return "".join(_page_text(page) for page in document).replace("\r\n", "")
        finally:
            document.close()


def _page_text(page: Any) -> str:
    words = page.get_textpage()
    try:
        return str(words.get_text_bounded())
    finally:
        words.close()
        page.close()


def words_in(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget))


def begin(open_window: Open, qtbot: QtBot, tmp_path: Path, scheme: str, **sections: Any) -> Report:
    """An audit of a scheme, with sections of a document, at its reports."""
    document = {"format": "fieldaudit.assessment/1", "scheme": scheme, "client": {"name": "云岫智能家电有限公司"}, **sections}
    ws = open_workspace(tmp_path / "store")
    audit = audits.import_document(ws, write_json(document), "begun.json").audit
    ws.close()
    return Report(open_window(audit), qtbot)


def sample(open_window: Open, qtbot: QtBot, tmp_path: Path, name: str) -> Report:
    """One of the sample audits at its reports."""
    ws = open_workspace(tmp_path / "store")
    path = paths.resources() / "demo" / f"{name}.json"
    audit = audits.import_document(ws, path.read_bytes(), path.name).audit
    ws.close()
    return Report(open_window(audit), qtbot)
