"""What the window remembers between starts, beside the store: its place, its size, light or dark."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui import theme


class WindowState:
    """Kept in `window.ini` in the store's folder; nothing is written while there is no store."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / "window.ini"

    def mode(self, app: QApplication) -> theme.Mode:
        """The look chosen last, else the system's."""
        kept = self._read("theme")
        if kept == "dark":
            return "dark"
        if kept == "light":
            return "light"
        return "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"

    def place(self, window: QWidget) -> None:
        """Put the window where it was; the first time 1280 x 800, or as much as the screen has."""
        kept = self._read("geometry")
        if isinstance(kept, QByteArray) and window.restoreGeometry(kept):
            return
        window.resize(1280, 800)

    def keep(self, window: QWidget) -> None:
        """Remember place, size and look."""
        self._write("geometry", window.saveGeometry())
        self.keep_mode()

    def keep_mode(self) -> None:
        """Remember the look."""
        self._write("theme", theme.mode())

    def _read(self, name: str) -> object:
        if not self._path.is_file():
            return None
        return QSettings(str(self._path), QSettings.Format.IniFormat).value(name)

    def _write(self, name: str, value: object) -> None:
        if (self._folder / "store.json").is_file():
            QSettings(str(self._path), QSettings.Format.IniFormat).setValue(name, value)
