"""Taking files in beside the window: read and sealed on the side, then one short action; it goes on when the page is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtGui import QImage

from desktop.base import clock
from desktop.base.words import _

if TYPE_CHECKING:
    from desktop.actions.evidence_intake import Added, Intake
    from desktop.ui.runner import IsCancelled, Progress, Runner


class Import(QObject):
    """One import; belongs to the runner and ends itself. Signals: `added(Added)`, or `failed(str)` with the reason."""

    added = Signal(object)
    failed = Signal(str)

    def __init__(self, runner: Runner, audit: str, links: Sequence[str] = ()) -> None:
        super().__init__(runner)
        self._runner = runner
        self._audit = audit
        self._links = tuple(links)

    def files(self, paths: Sequence[Path]) -> None:
        """Take in files and all files of folders."""
        listed = list(paths)

        def read(intake: Intake, progress: Progress, cancelled: IsCancelled) -> None:
            intake.read(listed, lambda done, total, _bytes: progress(done, total), cancelled)

        self._begin(read)

    def picture(self, image: QImage) -> None:
        """Take in a picture of the clipboard."""
        name = _("粘贴 {when}.png").format(when=f"{clock.now():%Y-%m-%d %H.%M.%S}")

        def read(intake: Intake, _progress: Progress, _cancelled: IsCancelled) -> None:
            intake.read_bytes(_png(image), name, _("剪贴板"))

        self._begin(read)

    def _begin(self, read: Callable[[Intake, Progress, IsCancelled], None]) -> None:
        from desktop.actions import evidence

        audit, links = self._audit, self._links
        self._runner.ask(self, lambda ws: evidence.prepare(ws, audit, links), lambda intake: self._read(intake, read), self._end_failed)

    def _read(self, intake: Intake, read: Callable[[Intake, Progress, IsCancelled], None]) -> None:
        def failed(sentence: str) -> None:
            intake.close()
            self._end_failed(sentence)

        self._runner.work(
            self, lambda progress, cancelled: read(intake, progress, cancelled), lambda _none: self._commit(intake), failed, title=_("导入")
        )

    def _commit(self, intake: Intake) -> None:
        def failed(sentence: str) -> None:
            intake.close()
            self._end_failed(sentence)

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
