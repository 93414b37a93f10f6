"""An audit open at its planning page, for the tests of its views."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import audits
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import AuditView, Workspace
from desktop.domain.assessment import Assessment
from desktop.ui.main_window import MainWindow
from desktop.ui.planning.page import PlanningPage
from desktop.ui.viewed_page import PageView
from desktop.ui.widgets.forms import Entry

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
Open = Callable[..., MainWindow]
Begin = Callable[..., "Planning"]
Shown = TypeVar("Shown", bound=PageView)


def type_into(qtbot: QtBot, field: Any, text: str) -> None:
    """In place of what stands in a field; what no key has comes as an input method brings it."""
    field.setFocus()
    field.selectAll()
    if text.isascii() and text:
        qtbot.keyClicks(field, text)
    elif text:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(field, event)
    else:
        qtbot.keyClick(field, Qt.Key.Key_Backspace)


class Planning:
    """The page, and the view of it that is at hand."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
        assert window.frame is not None
        self.frame = window.frame
        self.frame.open_step("plan")
        page = self.frame.page()
        assert isinstance(page, PlanningPage)
        self.page = page

    def show(self, id_: str, kind: type[Shown]) -> Shown:
        """A view by a click on its pill."""
        self.qtbot.mouseClick(self.page.pills[id_], LEFT)
        shown = self.page.current()
        assert isinstance(shown, kind)
        return shown

    @property
    def view(self) -> AuditView:
        return self.frame.view

    @property
    def document(self) -> Assessment:
        return self.view.document

    def type(self, entry: Entry, text: str, *, leave: bool = True) -> Entry:
        """Into a field, in place of what stands there."""
        field: Any = entry.field
        type_into(self.qtbot, field, text)
        if leave:
            self.qtbot.keyClick(field, Qt.Key.Key_Tab)
        return entry

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, widget: QWidget | None = None) -> None:
        """A key, for the page or a widget."""
        self.qtbot.keyClick(widget or self.page, key, modifier)

    def click(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, LEFT)

    def until(self, there: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(there()), timeout=10_000)

    def said(self) -> list[str]:
        """The sentences of the notices at hand."""
        card: Any = self.page.current()
        return [row.text for row in card.notices.rows()]


def beginner(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Begin:
    """An audit of a scheme with what is known of it, at the planning page; `more(ws, audit)` does what it likes before."""

    def make(scheme: str = "ctc", *, more: Callable[[Workspace, str], object] | None = None, **known: Any) -> Planning:
        ws = open_workspace(tmp_path / "store")
        audit = audits.create(ws, scheme=scheme, client="岚川电器股份有限公司").audit
        for section, value in known.items():
            if isinstance(value, list):
                for element in value:
                    audits.put_element(ws, audit, section, None, element)
            else:
                audits.set_fields(ws, audit, section, value)
        if more is not None:
            more(ws, audit)
        ws.close()
        return Planning(open_window(audit), qtbot)

    return make
