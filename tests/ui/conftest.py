"""A real window on a real store: made, waited for, and taken apart so that no thread and no file is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui import fonts, theme

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow
    from desktop.ui.runner import Runner
    from tests.ui.evidence_page import Pieces
    from tests.ui.finding_page import Begin


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> Iterator[None]:
    """The bundled typeface and the light tokens; a test that goes dark does not leave the next one in the dark."""
    if qapp.font().family() != fonts.FAMILY:
        fonts.load(qapp)
    theme.apply(qapp, "light")
    yield
    assert not [widget for widget in qapp.topLevelWidgets() if widget.isVisible()], "a window is still open after the test"


@pytest.fixture
def make_runner(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[], Runner]]:
    """Runners on a store in the test's folder; stopped at the end."""
    from functools import partial

    from desktop.actions.opening import open_workspace
    from desktop.ui.runner import Runner

    made: list[Runner] = []

    def make() -> Runner:
        runner = Runner(partial(open_workspace, tmp_path / "store"))
        made.append(runner)
        with qtbot.waitSignal(runner.opened, timeout=20_000):
            runner.start()
        return runner

    yield make
    for runner in made:
        runner.stop()
        assert runner.is_idle()


@pytest.fixture
def open_window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., MainWindow]]:
    """Windows on the store in `tmp_path / "store"`, shown; `open_window(audit)` opens an audit. All are closed at the end."""
    from desktop.app import make_window

    made: list[MainWindow] = []

    def make(audit: str | None = None, *, wait: bool = True) -> MainWindow:
        window = make_window(qapp, tmp_path / "store", audit)
        made.append(window)
        window.show()
        if wait:
            qtbot.waitUntil(lambda: window.start.is_open() or window.frame is not None, timeout=20_000)
        return window

    yield make
    for window in made:
        end(window)


@pytest.fixture
def window(open_window: Callable[..., MainWindow]) -> MainWindow:
    """The window, shown and ready, on an empty store."""
    return open_window()


@pytest.fixture
def photos(tmp_path: Path) -> Callable[[int], list[Path]]:
    """Photos that differ, the last without the time it was taken."""

    def make(count: int) -> list[Path]:
        from tests.actions.scenario import make_photo

        folder = tmp_path / "photos"
        folder.mkdir(exist_ok=True)
        paths = [folder / f"IMG_{number:04d}.jpg" for number in range(count)]
        for number, path in enumerate(paths):
            colour = (number * 8 % 256, 90, 160)
            make_photo(path, colour, taken=None if number == count - 1 else "2026:11-24")
        return paths

    return make


@pytest.fixture
def begin(open_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path) -> Callable[..., Pieces]:
    """An audit with photos, at its evidence; the first is linked to 5.1.1.2 when `linked`."""

    def make(paths: list[Path] | None = None, *, linked: bool = False) -> Pieces:
        from desktop.actions import audits, evidence
        from desktop.actions.opening import open_workspace
        from tests.ui.evidence_page import Pieces

        ws = open_workspace(tmp_path / "store")
        audit = audits.create(ws, scheme="ctc", client="岚川电器股份有限公司").audit
        if paths:
            added = evidence.add_files(ws, audit, paths)
            assert not added.refused
            if linked:
                evidence.link(ws, audit, added.added[0], "items/5.1.1.2")
        ws.close()
        return Pieces(open_window(audit), qtbot)

    return make


@pytest.fixture
def begin_findings(open_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Begin:
    """An audit at its findings on 2026-11-24, with what `fill` does to it."""
    from tests.ui.finding_page import Fill, Findings, begin_audit

    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-11-24T10:02:00+08:00")

    def make(fill: Fill | None = None) -> Findings:
        return Findings(open_window(begin_audit(tmp_path / "store", fill)), qtbot)

    return make


def end(window: MainWindow) -> None:
    """Close a window as a person does, and its store."""
    import shiboken6

    if not shiboken6.isValid(window):
        return
    window.close()
    window.runner.stop()
    assert window.runner.is_idle()
    window.deleteLater()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
