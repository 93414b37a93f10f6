"""Writes a package: got ready on the store's thread, laid out, packed and read back beside it, with a cancel at each point."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.actions import packages
from desktop.base import clock
from desktop.base.words import _
from desktop.ui.packages.session import WrittenHere

if TYPE_CHECKING:
    from desktop.actions.packages import IsCancelled, Progress
    from desktop.package.check import Verified
    from desktop.package.write import Written
    from desktop.ui.page import Context
    from desktop.ui.runner import Work

LAYING_OUT, PACKING, CHECKING = range(3)


class Writing(QObject):
    """One package. Signals: `going(Work, int)` a work began, at which step; `written(WrittenHere)`; `failed(str)`; `given_up`.

    `failed` after the package was written (it could not be read back) comes after `written`.
    """

    going = Signal(object, int)
    written = Signal(object)
    failed = Signal(str)
    given_up = Signal()

    def __init__(self, context: Context, path: Path, owner: QObject) -> None:
        super().__init__(owner)
        self._context, self.path = context, path
        self._stopped = False

    def start(self) -> None:
        """Begin."""
        audit = self._context.audit
        self._context.runner.ask(self, lambda ws: packages.prepare(ws, audit), self._pack, self.failed.emit)

    def cancel(self) -> None:
        """Stop before the first work; a work is cancelled by itself."""
        self._stopped = True

    def _pack(self, write: Callable[[Path, Progress | None, IsCancelled | None], Written]) -> None:
        if self._stopped:
            self.given_up.emit()
            return
        work = self._context.runner.work(
            self,
            lambda progress, cancelled: write(self.path, progress, cancelled),
            self._check,
            lambda sentence: self._not_done(work, sentence),
            title=_("写出数据包"),
            in_bytes=True,
        )
        self.going.emit(work, LAYING_OUT)

    def _check(self, made: Written) -> None:
        work = self._context.runner.work(
            self,
            lambda progress, cancelled: packages.verify(self.path, progress, cancelled),
            lambda verified: self._checked(made, verified),
            lambda sentence: self._unchecked(work, made, sentence),
            title=_("读回校验"),
            in_bytes=True,
        )
        self.going.emit(work, CHECKING)

    def _checked(self, made: Written, verified: Verified) -> None:
        if verified.digest != made.digest:
            self.failed.emit(_("读回的内容与写出的不同，请换一个磁盘再写一次。"))
            return
        self.written.emit(_here(made, checked=True))

    def _not_done(self, work: Work, sentence: str) -> None:
        if work.is_cancelled():
            self.given_up.emit()
        else:
            self.failed.emit(sentence)

    def _unchecked(self, work: Work, made: Written, sentence: str) -> None:
        self.written.emit(_here(made, checked=False))
        if not work.is_cancelled():
            self.failed.emit(sentence)


def _here(made: Written, *, checked: bool) -> WrittenHere:
    return WrittenHere(made.path, made.size, made.files, made.digest, clock.now(), checked)
