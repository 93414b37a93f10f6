"""Writes a report or form of the audit as PDF: asks where, lays it out beside the window, says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.actions import reports
from desktop.base import clock
from desktop.base.files import safe_name, write_file
from desktop.base.words import _
from desktop.ui import amounts, dialogs

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.ui.page import Context
    from desktop.ui.runner import IsCancelled, Progress


class PaperExport(QObject):
    """Signals: `busy(bool)`; `written(Path, str)` with what to say; `failed(str)`."""

    busy = Signal(bool)
    written = Signal(object, str)
    failed = Signal(str)

    def __init__(self, context: Context, owner: QWidget) -> None:
        super().__init__(owner)
        self._context, self._owner = context, owner
        self.dialog: QFileDialog | None = None

    def ask(self, view: AuditView, kind: str, *, client_copy: bool = False) -> None:
        """Ask for the place, then write."""
        title = dict(reports.all_kinds(view))[kind]
        parts = (view.document.client.name, title, _("客户版") if client_copy else "", f"{clock.now():%Y%m%d}")
        name = safe_name("-".join(part for part in parts if part)) + ".pdf"

        def chosen(path: Path) -> None:
            self.write(path, kind, client_copy=client_copy)

        self.dialog = dialogs.ask_save(self._owner, _("导出 PDF 草稿"), name, _("PDF 文件 (*.pdf)"), "pdf", chosen)

    def write(self, path: Path, kind: str, *, client_copy: bool = False) -> None:
        """Write it as the audit stands now."""
        audit, runner = self._context.audit, self._context.runner
        self.busy.emit(True)

        def prepared(lay_out: Callable[[], bytes]) -> None:
            def write(progress: Progress, _cancelled: IsCancelled) -> int:
                progress(0, 2)
                data = lay_out()
                progress(1, 2)
                write_file(path, data)
                progress(2, 2)
                return len(data)

            runner.work(self, write, done, failed, title=_("导出 PDF"))

        def done(size: int) -> None:
            said = _("已导出 {name}，{size}").format(name=path.name, size=amounts.size(size))
            self.busy.emit(False)
            self.written.emit(path, said)
            self._context.shell.toast(said)

        def failed(sentence: str) -> None:
            self.busy.emit(False)
            self.failed.emit(sentence)

        runner.ask(self, lambda ws: reports.prepare(ws, audit, kind, client_copy=client_copy), prepared, failed)
