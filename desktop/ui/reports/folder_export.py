"""Writes everything the audit has to print into one folder: asks where, works beside the window with progress, can be cancelled."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.actions import papers
from desktop.base import clock
from desktop.base.files import safe_name
from desktop.base.words import _
from desktop.ui import dialogs

if TYPE_CHECKING:
    from desktop.actions.papers import PreparedPaper
    from desktop.actions.workspace import AuditView
    from desktop.ui.page import Context
    from desktop.ui.runner import IsCancelled, Progress, Work


class FolderExport(QObject):
    """Signals: `busy(bool)`; `written(Path, str)` with the folder and what to say; `failed(str)`."""

    busy = Signal(bool)
    written = Signal(object, str)
    failed = Signal(str)

    def __init__(self, context: Context, owner: QWidget) -> None:
        super().__init__(owner)
        self._context, self._owner = context, owner
        self._work: Work | None = None
        self.dialog: QFileDialog | None = None

    def ask(self, view: AuditView, *, client_copy: bool) -> None:
        """Ask for the place; a folder of its own is made there."""

        def chosen(place: Path) -> None:
            self.write(place / folder_name(view, client_copy=client_copy), client_copy=client_copy)

        self.dialog = dialogs.ask_folder(self._owner, _("全部导出到"), chosen)

    def write(self, folder: Path, *, client_copy: bool) -> None:
        """Write all papers as the audit stands now."""
        audit, runner = self._context.audit, self._context.runner
        self.busy.emit(True)

        def prepared(found: list[PreparedPaper]) -> None:
            def write(progress: Progress, cancelled: IsCancelled) -> list[Path]:
                return papers.write_all(found, folder, progress, cancelled)

            self._work = runner.work(self, write, done, failed, title=_("全部导出"))
            # However it went, also when a person stopped it.
            self._work.ended.connect(lambda: self.busy.emit(False))

        def done(files: list[Path]) -> None:
            where = files[0].parent if files else folder
            said = _("已导出 {n} 份到 {folder}").format(n=len(files), folder=where.name)
            self.written.emit(where, said)
            self._context.shell.toast(said)

        def failed(sentence: str) -> None:
            self.failed.emit(sentence)

        def refused(sentence: str) -> None:
            self.busy.emit(False)
            failed(sentence)

        runner.ask(self, lambda ws: papers.prepare_all(ws, audit, client_copy=client_copy), prepared, refused)

    def cancel(self) -> None:
        """Stop what is under way."""
        if self._work is not None:
            self._work.cancel()


def folder_name(view: AuditView, *, client_copy: bool) -> str:
    """What the folder is called."""
    parts = (view.document.client.name, _("报告与表单"), _("客户版") if client_copy else "", f"{clock.now():%Y%m%d}")
    return safe_name("-".join(part for part in parts if part))
