"""Taking files in beside the window: read and sealed on the side, then one short action; it goes on when the page is left."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtGui import QImage

from desktop.base import clock
from desktop.base.words import _

if TYPE_CHECKING:
    from desktop.actions.evidence_intake import Added, Intake
    from desktop.ui.runner import IsCancelled, Progress, Runner, Work

# Seconds between two words to the window: files that are read faster than they can be seen must not keep it busy.
_SAY_EVERY = 0.05


@dataclass(frozen=True)
class Pace:
    """How far it is: files and bytes read, of how many; `begun` on the clock that only counts."""

    done: int
    total: int
    read: int
    size: int
    begun: float


class Import(QObject):
    """One import; belongs to the runner and ends itself. Signals: `paced(Pace)` now and then, `placing` when all is read, then
    `added(Added)`, or `failed(str)` with the reason.
    """

    paced = Signal(object)
    placing = Signal()
    added = Signal(object)
    failed = Signal(str)

    def __init__(self, runner: Runner, audit: str, links: Sequence[str] = ()) -> None:
        super().__init__(runner)
        self._runner = runner
        self._audit = audit
        self._links = tuple(links)
        self._work: Work | None = None
        self._stopped = False

    def files(self, paths: Sequence[Path]) -> None:
        """Take in files and all files of folders."""
        listed = list(paths)

        def read(intake: Intake, progress: Progress, cancelled: IsCancelled) -> None:
            begun, said = time.monotonic(), 0.0

            def tell(done: int, total: int, size: int) -> None:
                nonlocal said
                now = time.monotonic()
                if now - said >= _SAY_EVERY or done == total:
                    said = now
                    progress(done, total)
                    self.paced.emit(Pace(done, total, size, intake.size, begun))

            intake.read(listed, tell, cancelled)

        self._begin(read)

    def picture(self, image: QImage) -> None:
        """Take in a picture of the clipboard."""
        name = _("粘贴 {when}.png").format(when=f"{clock.now():%Y-%m-%d %H.%M.%S}")

        def read(intake: Intake, _progress: Progress, _cancelled: IsCancelled) -> None:
            intake.read_bytes(_png(image), name, _("剪贴板"))

        self._begin(read)

    def cancel(self) -> None:
        """Stop reading; nothing is added."""
        self._stopped = True
        if self._work is not None:
            self._work.cancel()

    def _begin(self, read: Callable[[Intake, Progress, IsCancelled], None]) -> None:
        from desktop.actions import evidence

        audit, links = self._audit, self._links
        self._runner.ask(self, lambda ws: evidence.prepare(ws, audit, links), lambda intake: self._read(intake, read), self._end_failed)

    def _read(self, intake: Intake, read: Callable[[Intake, Progress, IsCancelled], None]) -> None:
        def failed(sentence: str) -> None:
            intake.close()
            self._end_failed(sentence)

        self._work = self._runner.work(
            self, lambda progress, cancelled: read(intake, progress, cancelled), lambda _none: self._commit(intake), failed, title=_("导入")
        )
        if self._stopped:
            self._work.cancel()

    def _commit(self, intake: Intake) -> None:
        def failed(sentence: str) -> None:
            intake.close()
            self._end_failed(sentence)

        self.placing.emit()
        self._runner.act(self, intake.commit, self._end, failed)

    def _end(self, added: Added) -> None:
        self.added.emit(added)
        self.deleteLater()

    def _end_failed(self, sentence: str) -> None:
        self.failed.emit(sentence)
        self.deleteLater()


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs know only bytes-like devices by name
    return bytes(data.data())
