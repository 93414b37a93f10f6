"""An audit open at a meeting page, driven by keys and clicks as a person does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.assessment import Assessment
from desktop.domain.fieldnotes import MeetingRecord
from desktop.ui.main_window import MainWindow
from desktop.ui.meetings.meeting_view import MeetingView
from desktop.ui.meetings.page import MeetingsPage

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
V = TypeVar("V", bound=QWidget)


class Meetings:
    """Keys go to whatever has the focus."""

    def __init__(self, window: MainWindow, qtbot: QtBot, step: str) -> None:
        self.window, self.qtbot = window, qtbot
        qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
        assert window.frame is not None
        self.frame = window.frame
        self.open(step)

    def open(self, step: str) -> MeetingsPage:
        """Another step of the audit."""
        self.frame.open_step(step)
        page = self.frame.page()
        assert isinstance(page, MeetingsPage)
        self.page = page
        return page

    def view(self, id_: str, kind: type[V]) -> V:
        """A view of the page."""
        shown: object = self.page.show_view(id_)
        assert isinstance(shown, kind)
        return shown

    def meeting(self, id_: str = "opening") -> MeetingView:
        """The view of a meeting."""
        return self.view(id_, MeetingView)

    @property
    def document(self) -> Assessment:
        return self.frame.view.document

    def held(self, kind: Any = "opening") -> MeetingRecord:
        return self.document.meetings.get(kind) or MeetingRecord()

    def settle(self) -> None:
        """Wait until all that was done has come back."""
        self.qtbot.waitUntil(lambda: not self.window.runner.is_saving(), timeout=10_000)

    def until(self, there: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(there()), timeout=10_000)

    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self.qtbot.keyClick(self.focused(), key, modifier)
            self.settle()

    def write(self, text: str) -> None:
        """Letter by letter into whatever has the focus; Chinese comes from an input method."""
        for letter in text:
            if letter.isascii():
                self.qtbot.keyClicks(self.focused(), letter)
            else:
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QApplication.sendEvent(self.focused(), event)

    def type_into(self, field: QWidget, text: str) -> None:
        """Into a field from its beginning; leaves it by Tab."""
        field.setFocus()
        field.selectAll()  # type: ignore[attr-defined] # text fields and areas
        self.write(text)
        self.qtbot.keyClick(field, Qt.Key.Key_Tab)
        self.settle()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.qtbot.mouseClick(widget, LEFT, pos=at or widget.rect().center())
        self.settle()

    def draw(self, pad: QWidget, *places: tuple[int, int]) -> None:
        """One stroke with the pointer."""
        first, *rest = [QPoint(x, y) for x, y in places]
        self.qtbot.mousePress(pad, LEFT, pos=first)
        for place in rest:
            self.qtbot.mouseMove(pad, place)
        self.qtbot.mouseRelease(pad, LEFT, pos=QPoint(*places[-1]))
        self.settle()

    def rail(self, step: str) -> str:
        """What the rail says is left at a step."""
        return str(self.frame.rail.item(step).accessibleName())
