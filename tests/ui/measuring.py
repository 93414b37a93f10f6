"""An audit open at its measurement, for the tests of that page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import audits, measurement
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import AuditView, Workspace
from desktop.domain.measured import Measurement, Sample
from desktop.ui.main_window import MainWindow
from desktop.ui.measurement.page import MeasurementPage
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.fields import TextArea, TextField
from desktop.ui.widgets.rows import SegmentedRow

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
WHAT = ("准时", "着装", "讲解")
Open = Callable[..., MainWindow]
Begin = Callable[..., "Measuring"]
Fill = Callable[[Workspace, str], object]


class Measuring:
    """An audit open at its measurement."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
        assert window.frame is not None
        self.frame = window.frame
        self.frame.open_step("measurement")
        page = self.frame.page()
        assert isinstance(page, MeasurementPage)
        self.page = page
        self.until(page.isVisible)
        window.activateWindow()
        self.until(window.isActiveWindow)

    @property
    def view(self) -> AuditView:
        return self.frame.view

    @property
    def plan(self) -> Measurement:
        return self.view.document.measurement or Measurement()

    @property
    def samples(self) -> tuple[Sample, ...]:
        return self.view.document.samples

    @property
    def sample(self) -> Sample:
        """The sample at hand."""
        return next(one for one in self.samples if one.id == self.page.samples.shown)

    def keys(self, text: str) -> None:
        self.qtbot.keyClicks(self.page.samples.card.sheet, text)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, at: QWidget | None = None) -> None:
        self.qtbot.keyClick(at or QApplication.focusWidget() or self.page, key, modifier)

    def type(self, field: TextField | TextArea, text: str, key: Qt.Key | None = Qt.Key.Key_Tab) -> None:
        field.setFocus()
        field.selectAll()
        if not text:
            self.qtbot.keyClick(field, Qt.Key.Key_Delete)
        elif text.isascii():
            self.qtbot.keyClicks(field, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(field, event)
        if key is not None:
            self.qtbot.keyClick(field, key)

    def click(self, button: Button) -> None:
        self.qtbot.mouseClick(button, LEFT)

    def choose(self, row: SegmentedRow, place: int) -> None:
        self.qtbot.mouseClick(row, LEFT, pos=row.rect_of(place).center())

    def until(self, there: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(there()), timeout=10_000)

    def settle(self) -> None:
        """Let all that was asked come back."""
        done: list[int] = []
        self.window.runner.ask(self.page, lambda _ws: 1, done.append)
        self.until(lambda: done and not self.window.runner.is_saving())

    def undo(self) -> None:
        self.key(Qt.Key.Key_Z, CONTROL, at=self.page)
        self.settle()


def planned(ws: Workspace, audit: str) -> None:
    """A plan that says all but is not signed."""
    measurement.plan(
        ws, audit, characteristics=WHAT, population="上门服务单", population_size=120, sample_size=4, reason="每类服务两单", seed="甲"
    )


def drawn(ws: Workspace, audit: str) -> None:
    """Signed, its samples drawn."""
    planned(ws, audit)
    measurement.sign(ws, audit)
    measurement.draw(ws, audit)


def opener(open_window: Open, qtbot: QtBot, store: Path) -> Begin:
    """Makes an audit with what is known of its measurement, and opens it there."""

    def make(*fill: Fill, scheme: str = "zhdh") -> Measuring:
        ws = open_workspace(store)
        audit = audits.create(ws, scheme=scheme, client="澄屿家居服务有限公司", number="CY-7").audit
        for one in fill:
            one(ws, audit)
        ws.close()
        return Measuring(open_window(audit), qtbot)

    return make
