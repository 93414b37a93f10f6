"""An audit open at its findings, driven by keys and clicks as a person does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import audits
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import AuditView, Workspace
from desktop.domain.corrections import Standing, standings
from desktop.domain.fieldnotes import Finding
from desktop.ui.findings.page import FindingsPage
from desktop.ui.main_window import MainWindow
from desktop.ui.widgets.rows import SegmentedRow

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


Fill = Callable[[Workspace, str], object]
Begin = Callable[..., "Findings"]


def begin_audit(store: Path, fill: Fill | None) -> str:
    """An audit of a scheme with rules for findings, led by who works here, with what `fill` does to it; its id."""
    ws = open_workspace(store)
    scheme = next(one for one in ws.library.ids() if (own := ws.library.load(one).scheme.findings) is not None and own.wording_clause)
    audit = audits.create(ws, scheme=scheme, client="岚川电器股份有限公司", kind="surveillance").audit
    audits.put_element(ws, audit, "team", None, {"name": ws.author.name, "role": "leader"})
    audits.put_element(ws, audit, "sites", None, {"name": "北岭体验店"})
    if fill is not None:
        fill(ws, audit)
    ws.close()
    return audit


class Findings:
    """Keys go to the list unless something else is named."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
        assert window.frame is not None
        self.frame = window.frame
        self.frame.open_step("findings")
        page = self.frame.page()
        assert isinstance(page, FindingsPage)
        self.page = page
        self.detail = page.detail

    @property
    def view(self) -> AuditView:
        return self.frame.view

    @property
    def all(self) -> tuple[Finding, ...]:
        return self.view.document.findings

    @property
    def finding(self) -> Finding:
        return next(one for one in self.all if one.id == self.page.shown)

    @property
    def standing(self) -> Standing:
        return next(one for one in standings(self.view.document) if one.finding.id == self.page.shown)

    def press(self, key: Qt.Key, at: QWidget | None = None, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(at or self.page.side.list, key, modifier)

    def click(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, LEFT)

    def type(self, field: Any, text: str, key: Qt.Key | None = Qt.Key.Key_Tab) -> None:
        field.setFocus()
        field.selectAll()
        if text.isascii():
            self.qtbot.keyClicks(field, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(field, event)
        if key is not None:
            self.qtbot.keyClick(field, key)

    def choose(self, row: SegmentedRow, id_: str) -> None:
        place = next(place for place, segment in enumerate(row.segments()) if segment.id == id_)
        self.qtbot.mouseClick(row, LEFT, pos=row.rect_of(place).center())

    def until(self, there: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(there()), timeout=10_000)

    def idle(self) -> None:
        self.until(lambda: not self.window.runner.is_saving())

    def titles(self) -> list[str]:
        return [row.text for row in self.page.side.list.rows()]
