"""The system's file dialogs, not blocking the window: where to write, what to open. The folder chosen last is proposed next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

Chosen = Callable[[Path], None]

_last: Path | None = None


def _folder() -> Path:
    if _last is not None and _last.is_dir():
        return _last
    # A folder that is not there would stand in the dialog as a name.
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_absolute() and documents.is_dir() else Path.home()


def ask_save(parent: QWidget, title: str, name: str, kinds: str, suffix: str, chosen: Chosen) -> QFileDialog:
    """Ask where to write; the dialog asks before it names a file that is there. `suffix` (without dot) is added where none is typed."""
    dialog = QFileDialog(parent, title, str(_folder()), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(name)
    return _open(dialog, chosen)


def ask_open(parent: QWidget, title: str, kinds: str, chosen: Chosen) -> QFileDialog:
    """Ask for a file that is there."""
    dialog = QFileDialog(parent, title, str(_folder()), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, chosen)


def ask_folder(parent: QWidget, title: str, chosen: Chosen) -> QFileDialog:
    """Ask for a folder."""
    dialog = QFileDialog(parent, title, str(_folder()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
    return _open(dialog, chosen)


def _open(dialog: QFileDialog, chosen: Chosen) -> QFileDialog:
    def take(name: str) -> None:
        global _last
        path = Path(name)
        _last = path if path.is_dir() else path.parent
        chosen(path)

    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(take)
    dialog.open()
    return dialog
