"""P2: how long the window is held while scores are typed: real keys on the score page, the longest work between events."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.measure import Row
from tests.benchmarks.samples import full_document

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.ui.main_window import MainWindow
    from desktop.ui.scoring.page import ScorePage

EDITS = int(os.environ.get("FIELDAUDIT_BENCH_EDITS", "1000"))
WARM = 50
FRAME = 0.016
SCHEMES = ("cqm", "zgc")


def run() -> list[Row]:
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    return [_measure(app, name) for name in SCHEMES]


def _measure(app: QApplication, name: str) -> Row:
    from desktop.actions import audits
    from desktop.actions.opening import open_workspace
    from desktop.app import make_window
    from desktop.ui import lean
    from desktop.ui.scoring.page import ScorePage

    with tempfile.TemporaryDirectory(prefix="fieldaudit-bench-") as folder:
        ws = open_workspace(Path(folder) / "store")
        audit = audits.import_document(ws, json.dumps(full_document(name)).encode("utf-8"), name).audit
        ws.close()
        window = make_window(app, Path(folder) / "store", audit)
        lean.steady(window.runner)
        window.resize(1280, 800)
        window.show()
        held: list[float] = []
        _until(app, held, lambda: window.frame is not None)
        assert window.frame is not None
        window.frame.open_step("score")
        page = window.frame.page()
        assert isinstance(page, ScorePage)
        _edit(app, window, page, held, WARM)
        held.clear()
        _edit(app, window, page, held, EDITS)
        window.close()
        window.runner.stop()
        window.deleteLater()
        app.processEvents()
    return Row("P2", f"{EDITS} scores of {name} by key: window held (p99) / a frame", _p99(held), FRAME, 1)


def _p99(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


def _edit(app: QApplication, window: MainWindow, page: ScorePage, held: list[float], times: int) -> None:
    """Points by digits and full marks by turns, each on the next clause, waiting until it is saved and painted."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    clauses = [key for key, rule in page.view.rules.items.items() if rule.is_leaf]
    for turn in range(times):
        page.go(clauses[turn % len(clauses)])
        page.back_to_tree()
        _turn(app, held)
        start = time.perf_counter()
        if turn // len(clauses) % 2:
            QTest.keyClicks(page.tree.tree, "f")
        else:
            QTest.keyClicks(page.tree.tree, ".")
            QTest.keyClicks(page.clause.focusWidget(), str(turn % 9 + 1))
            QTest.keyClick(page.clause.focusWidget(), Qt.Key.Key_Return)
        held.append(time.perf_counter() - start)
        _until(app, held, lambda: not window.runner.is_saving())
        _turn(app, held)


def _until(app: QApplication, held: list[float], there: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not there():
        assert time.monotonic() < end, "the window did not answer for a minute"
        _turn(app, held)
        time.sleep(0.0005)


def _turn(app: QApplication, held: list[float]) -> None:
    start = time.perf_counter()
    app.processEvents()
    held.append(time.perf_counter() - start)
