"""Keeps the preview in step with the audit: asks for the report a moment after each change, one at a time, the newest last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.actions import reports
from desktop.ui.page import Context
from desktop.ui.reports import paper
from desktop.ui.reports.paper import Paper

if TYPE_CHECKING:
    from desktop.actions.workspace import Workspace

DELAY = 350


@dataclass(frozen=True)
class Wish:
    """Which report in which copy."""

    kind: str
    client_copy: bool


@dataclass(frozen=True)
class Made:
    """What came of a wish."""

    wish: Wish
    paper: Paper


class Maker(QObject):
    """Signals: `made(Made)`, `failed(str)`, `busy(bool)`."""

    made = Signal(object)
    failed = Signal(str)
    busy = Signal(bool)

    def __init__(self, context: Context, owner: QObject) -> None:
        super().__init__(owner)
        self._context = context
        self._wish: Wish | None = None
        self._running = False
        self._again = False
        self._pictures = reports.kept_pictures()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self._start)

    def want(self, wish: Wish, *, at_once: bool = False) -> None:
        """The report is to be made anew; more wishes within the delay, or while one is being made, become one."""
        self._wish = wish
        if self._running:
            self._again = True
        elif at_once:
            self._start()
        else:
            self._timer.start()

    def is_busy(self) -> bool:
        """Whether what is shown is not the newest."""
        return self._running or self._timer.isActive()

    def _start(self) -> None:
        wish, audit = self._wish, self._context.audit
        self._timer.stop()
        if wish is None or self._running:
            return
        self._running, self._again = True, False
        self.busy.emit(True)

        def prepared(lay_out: Callable[[], bytes]) -> None:
            self._context.runner.work(
                self, lambda _progress, _cancelled: paper.make(lay_out), lambda made: self._done(Made(wish, made)), self._fail
            )

        def prepare(ws: Workspace) -> Callable[[], bytes]:
            return reports.prepare(ws, audit, wish.kind, client_copy=wish.client_copy, pictures=self._pictures)

        self._context.runner.ask(self, prepare, prepared, self._fail)

    def _done(self, made: Made) -> None:
        self._end()
        if made.wish == self._wish:
            self.made.emit(made)

    def _fail(self, sentence: str) -> None:
        self._end()
        self.failed.emit(sentence)

    def _end(self) -> None:
        self._running = False
        if self._again:
            self._start()
        else:
            self.busy.emit(False)
