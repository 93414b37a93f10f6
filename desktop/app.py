"""Wires the window: application, look, runner, pages. The only module that knows them all."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.base import paths

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.actions.workspace import Workspace
    from desktop.ui.main_window import MainWindow
    from desktop.ui.page import StepSpec
    from desktop.ui.runner import Runner


def run_window(store: Path | None, audit: str | None = None) -> int:
    """Open the window on a store (None: the person's own), perhaps on an audit; returns when it is closed."""
    from desktop.ui import errors, lean

    errors.catch_the_rest()
    app = application()
    window = make_window(app, store or paths.default_store(), audit)
    lean.steady(window.runner)
    window.show()
    try:
        return app.exec()
    finally:
        window.runner.stop()


def application() -> QApplication:
    """The application, in the style that the look is drawn for.

    The style is asked for by argument: to touch a QStyle makes PySide6 build all its enums, 4 ms before the first painting.
    """
    from PySide6.QtWidgets import QApplication

    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication([*sys.argv[:1], "-style", "fusion"])


def make_window(app: QApplication, store: Path, audit: str | None = None) -> MainWindow:
    """A window whose runner is opening the store; whoever shows it stops the runner in the end."""
    from desktop.ui import lean

    lean.read_no_sources()
    from desktop.ui import fonts, language, theme
    from desktop.ui.audits import MOST
    from desktop.ui.main_window import MainWindow
    from desktop.ui.runner import Runner
    from desktop.ui.window_state import WindowState

    # The store opens while the window is being made.
    runner = Runner(lambda: _open(runner, store, None, MOST + 1))
    runner.start()
    app.setApplicationName("fieldaudit")
    fonts.load(app)
    language.load(app)
    state = WindowState(store)
    theme.apply(app, state.mode(app))
    samples = sorted((paths.resources() / "demo").glob("*.json"))
    return MainWindow(
        runner, state, _steps, samples=samples, reopen=lambda given: partial(_open, runner, store, given, MOST + 1), audit=audit
    )


def _steps() -> Sequence[StepSpec]:
    from desktop.ui.steps import all_steps

    return all_steps()


def _open(runner: Runner, folder: Path, passphrase: str | None, limit: int) -> Workspace:
    """On the store's thread: the list is shown as soon as the store is open, before grading and schemes are even imported."""
    from desktop.store import listing, opening

    connection = opening.open_or_create(folder, passphrase)
    try:
        runner.show_early(listing.audits(connection, folder, limit=limit))
        from desktop.actions.opening import workspace_on
        from desktop.store.store import Store
    except BaseException:
        connection.close()
        raise
    return workspace_on(Store(folder, connection))
