"""An audit open at its evidence, the first piece in the large view, marked by pointer and keys as a person does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import audits, evidence
from desktop.actions.opening import open_workspace
from desktop.domain.assessment import Mark
from desktop.ui.evidence.large import LargeView
from desktop.ui.evidence.mark_canvas import MarkCanvas
from desktop.ui.main_window import MainWindow
from tests.ui.evidence_page import LEFT, NONE, Pieces

Key = Qt.Key
Begin = Callable[..., "Marking"]


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


def beginner(open_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path) -> Begin:
    """Opens a window on an audit at its evidence: files of these names and bytes."""

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
