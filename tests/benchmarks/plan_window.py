"""P2 on the plan grid: how long the window is held while lines of 60 clauses x 20 sites x 5 people are moved by keys, painting included."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.measure import Row
from tests.benchmarks.planning import CLAUSES, PEOPLE, SCHEME, SITES, planned
from tests.benchmarks.window import FRAME, _p99, _turn, _until

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.ui.main_window import MainWindow
    from desktop.ui.planning.grid.view import PlanGridView

EDITS, WARM = 200, 10


def run() -> list[Row]:
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    return [_measure(app)]


def _measure(app: QApplication) -> Row:
    from desktop.actions import audits
    from desktop.actions.opening import open_workspace
    from desktop.app import make_window
    from desktop.ui.planning.grid.view import PlanGridView
    from desktop.ui.planning.page import PlanningPage

    with tempfile.TemporaryDirectory(prefix="fieldaudit-bench-") as folder:
        ws = open_workspace(Path(folder) / "store")
        audit = audits.import_document(ws, json.dumps(planned(SCHEME)).encode("utf-8"), SCHEME).audit
        ws.close()
        window = make_window(app, Path(folder) / "store", audit)
        window.resize(1280, 800)
        window.show()
        held: list[float] = []
        _until(app, held, lambda: window.frame is not None)
        assert window.frame is not None
        window.frame.open_step("plan")
        page = window.frame.page()
        assert isinstance(page, PlanningPage)
        grid = page.show_view("plan")
        assert isinstance(grid, PlanGridView)
        _edit(app, window, grid, held, WARM)
        held.clear()
        _edit(app, window, grid, held, EDITS)
        window.close()
        window.runner.stop()
        window.deleteLater()
        app.processEvents()
    what = f"{EDITS} lines of a plan of {CLAUSES} clauses x {SITES} sites x {PEOPLE} people moved by key: window held (p99) / a frame"
    return Row("P2", what, _p99(held), FRAME, 1)


def _edit(app: QApplication, window: MainWindow, grid: PlanGridView, held: list[float], times: int) -> None:
    """Each line a quarter of an hour later, waiting until it is saved, checked and painted."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    lines = list(grid.scene.slots)
    for turn in range(times):
        grid.see(lines[turn * 7 % len(lines)])
        _turn(app, held)
        before = grid.view
        start = time.perf_counter()
        QTest.keyClick(grid.board, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
        held.append(time.perf_counter() - start)
        _until(app, held, lambda: not window.runner.is_saving())
        _turn(app, held)
        # Else the figure is of nothing.
        assert grid.view is not before
