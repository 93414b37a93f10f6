"""The ways in: files and folders from a dialog, what is dropped, what is pasted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from desktop.base.words import _
from desktop.ui.evidence.importing import Import
from desktop.ui.mime import files_of, image_of

if TYPE_CHECKING:
    from desktop.ui.page import Context


class Door(QObject):
    """Signals: `begun(Import)`, then `added(Added)` or `failed(str)` with the reason."""

    begun = Signal(object)
    added = Signal(object)
    failed = Signal(str)

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def ask_files(self) -> None:
        """Files by the system's dialog."""
        self._open_dialog(_("选择要导入的文件"), QFileDialog.FileMode.ExistingFiles)

    def ask_folder(self) -> None:
        """All files of a folder."""
        self._open_dialog(_("选择要导入的文件夹"), QFileDialog.FileMode.Directory)

    def _open_dialog(self, title: str, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self._page, title)
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.take_files([Path(name) for name in names]))
        dialog.open()

    def paste(self) -> None:
        """What the clipboard holds."""
        if not self.take(QApplication.clipboard().mimeData()):
            self._context.shell.toast(_("剪贴板里没有图片或文件。"))

    def take(self, data: QMimeData, links: Sequence[str] = ()) -> bool:
        """What was dropped or pasted, linked to records; whether there was something to take."""
        files = files_of(data)
        image = None if files else image_of(data)
        if files:
            self.take_files(files, links)
        elif image is not None:
            self._new(links).picture(image)
        return bool(files) or image is not None

    def take_files(self, paths: Sequence[Path], links: Sequence[str] = ()) -> None:
        """Files and folders, in the background."""
        if paths:
            self._new(links).files(paths)

    def _new(self, links: Sequence[str]) -> Import:
        made = Import(self._context.runner, self._context.audit, links)
        made.added.connect(self.added)
        made.failed.connect(self.failed)
        self.begun.emit(made)
        return made
