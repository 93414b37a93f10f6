"""`python -m tests.shots FOLDER [word]`: pictures of every page at 1280 x 800, light and dark; with a word only names that hold it."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("FIELDAUDIT_PASSPHRASE", "correct horse")
# All pictures show the same moment, a day on site.
os.environ.setdefault("FIELDAUDIT_NOW", "2026-11-24T14:32:00+08:00")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app import make_window
from desktop.base import paths
from desktop.ui import theme
from desktop.ui.main_window import MainWindow
from tests.shots.pages import PAGES, Shot, steps_of, until

PAUSE, SHORT = 250, 30  # milliseconds
LOOKS: tuple[theme.Mode, ...] = ("light", "dark")


def main(words: list[str]) -> int:
    """Make the pictures; the exit code."""
    if not words:
        print("usage: python -m tests.shots FOLDER [word]", file=sys.stderr)
        return 2
    folder, only = Path(words[0]), words[1] if len(words) > 1 else ""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    samples = sorted((paths.resources() / "demo").glob("*.json"))
    with tempfile.TemporaryDirectory() as store:
        fill(Path(store) / "store", samples)
        for shot in PAGES:
            if only in shot.name:
                take(app, Path(store), shot, folder)
        for sample in samples:
            window = at(app, Path(store) / "store", sample.stem)
            for shot in steps_of(window, sample.stem):
                if only in shot.name:
                    shot.go(window)
                    save(app, window, folder / shot.name)
            end(app, window)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
    return 0


def fill(store: Path, samples: list[Path]) -> None:
    """A store with the sample audits."""
    from desktop.actions import audits
    from desktop.actions.opening import open_workspace

    workspace = open_workspace(store)
    for sample in samples:
        audits.import_document(workspace, sample.read_bytes(), sample.name)
    workspace.close()


def at(app: QApplication, store: Path, sample: str) -> MainWindow:
    """A window on the store; with the name of a sample, on its audit."""
    window = make_window(app, store)
    window.resize(1280, 800)
    window.show()
    until(window.start.is_open)
    if sample:
        from desktop.actions import audits

        found: list[str] = []
        client = _client(sample)
        window.runner.ask(window, lambda ws: [row.id for row in audits.listing(ws) if row.client == client], found.extend)
        until(lambda: found)
        window.open_audit(found[0])
        until(lambda: window.frame is not None)
    return window


def _client(sample: str) -> str:
    from desktop.base.strict_json import read_json_file

    return str(read_json_file(paths.resources() / "demo" / f"{sample}.json")["client"]["name"])


def take(app: QApplication, store: Path, shot: Shot, folder: Path) -> None:
    """One picture in both looks, in a window of its own."""
    window = at(app, store / ("empty" if shot.empty_store else "store"), shot.audit)
    shot.go(window)
    save(app, window, folder / shot.name)
    end(app, window)


def save(app: QApplication, window: MainWindow, name: Path) -> None:
    """The window as it stands, in both looks."""
    # What is read with a pause, a history beside a photo, has come and has its place.
    QTest.qWait(PAUSE)
    for look in LOOKS:
        theme.apply(app, look)
        QTest.qWait(SHORT)
        window.grab().save(f"{name}-{look}.png")
    theme.apply(app, "light")


def end(app: QApplication, window: MainWindow) -> None:
    """Close the window and its store."""
    window.close()
    window.runner.stop()
    window.deleteLater()
    app.processEvents()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
