"""1,000 survey rows imported: read, mapped, checked, durable and graded, against openpyxl's bare reading of the same file.

And how long the window is held meanwhile: the longest time between two turns of a timer of 5 ms in its event loop.
"""

from __future__ import annotations

import io
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from desktop.actions import audits, survey, survey_import
from tests.benchmarks.measure import RUNS, Row, paired
from tests.benchmarks.samples import full_document, workspace
from tests.tables import exports

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.domain.scheme import Survey

ROWS = 1000
TICK = 5  # ms
MOST_HELD = 0.05
SCHEME = "cqm"


def run() -> list[Row]:
    rows = []
    with workspace() as (ws, _folder), tempfile.TemporaryDirectory() as other:
        document = json.dumps(full_document(SCHEME)).encode("utf-8")
        form = survey.forms(ws.audit(audits.import_document(ws, document, SCHEME).audit)).current
        for times in (1, 10):
            path = Path(other) / f"{times}.xlsx"
            path.write_bytes(exports.as_xlsx(exports.wjx(form, ROWS * times)))
            # A new audit each time: a second import into the same one adds nothing.
            fresh = iter([audits.import_document(ws, document, f"{SCHEME}-{turn}").audit for turn in range(RUNS + 1)])

            def ours(path: Path = path, fresh: Iterator[str] = fresh) -> None:
                assert not survey_import.import_file(ws, next(fresh), path).refused

            def reference(path: Path = path) -> None:
                book = load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True)
                for _row in book.worksheets[0].iter_rows(values_only=True):
                    pass
                book.close()

            mine, bare = paired(ours, reference)
            rows.append(Row("F3", f"{ROWS * times} survey rows from XLSX: read, checked, durable, graded", mine, bare, 2))
    return rows + _windows(form)


def _windows(form: Survey) -> list[Row]:
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    return [
        Row("F3", f"{count} survey rows from {kind}: window held at most / 50 ms", _calmest(app, form, count, kind), MOST_HELD, 1)
        for count in (ROWS, 10 * ROWS)
        for kind in ("xlsx", "csv")
    ]


def _calmest(app: QApplication, form: Survey, count: int, kind: str) -> float:
    """The least of three: what holds the window by itself does so each time, what others do on the machine does not."""
    return min(_held(app, form, count, kind) for _turn in range(3))


def _held(app: QApplication, form: Survey, count: int, kind: str) -> float:
    """The longest time the event loop was away while a file was read at the screen and taken in."""
    from PySide6.QtCore import Qt, QTimer

    from desktop.actions.opening import open_workspace
    from desktop.app import make_window
    from desktop.ui import lean
    from desktop.ui.survey.page import SurveyPage

    table = exports.wjx(form, count)
    with tempfile.TemporaryDirectory(prefix="fieldaudit-bench-") as folder:
        path = Path(folder) / f"rows.{kind}"
        path.write_bytes(exports.as_xlsx(table) if kind == "xlsx" else exports.as_csv(table))
        ws = open_workspace(Path(folder) / "store")
        audit = audits.import_document(ws, json.dumps(full_document(SCHEME)).encode("utf-8"), SCHEME).audit
        ws.close()
        window = make_window(app, Path(folder) / "store", audit)
        lean.steady(window.runner)
        window.resize(1280, 800)
        window.show()
        _until(app, lambda: window.frame is not None)
        assert window.frame is not None
        window.frame.open_step("survey")
        page = window.frame.page()
        assert isinstance(page, SurveyPage)
        page.modes.show("responses")
        view = page.modes.responses
        assert view is not None
        _until(app, lambda: not window.runner.is_saving())
        gaps: list[float] = []
        last = time.perf_counter()

        def tick() -> None:
            nonlocal last
            now = time.perf_counter()
            gaps.append(now - last)
            last = now

        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.setInterval(TICK)
        timer.timeout.connect(tick)
        timer.start()
        view.importing.read(path)
        _until(app, lambda: view.importing.prepared is not None)
        view.importing.take.click()
        _until(app, lambda: len(page.view.document.responses) == count and not window.runner.is_saving())
        timer.stop()
        window.close()
        window.runner.stop()
        window.deleteLater()
        app.processEvents()
    return max(gaps)


def _until(app: QApplication, there: Callable[[], bool]) -> None:
    """Let the event loop run."""
    from PySide6.QtCore import QEventLoop

    end = time.monotonic() + 60
    while not there():
        assert time.monotonic() < end, "the window did not answer for a minute"
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
