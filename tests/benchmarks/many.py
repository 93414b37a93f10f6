"""P11: memory of the program at rest and with an audit of 5,000 photos at its evidence; how long a turn takes there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.measure import Row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from desktop.ui.evidence.page import EvidencePage

COUNT = int(os.environ.get("FIELDAUDIT_BENCH_MANY", "5000"))
FRAME = 0.016
_MORE = 80  # MB that the audit may take over the bare window
_PATIENCE = 300  # seconds
_SCHEME = "cqm"
_STATUS = Path("/proc/self/status")


def run() -> list[Row]:
    # Where the system does not tell what a program has in memory, there is nothing to hold against the goal.
    if not _STATUS.exists():
        return []
    with tempfile.TemporaryDirectory(prefix="fieldaudit-bench-") as name:
        store = Path(name) / "store"
        audit = _fill(store)
        bare = _apart("bare", store, audit)["rss"]
        rest = _apart("rest", store, audit)["rss"]
        told = _apart("many", store, audit)
        rows = [
            Row("P11", "memory of the window at rest / a bare window", rest, bare, 1.5, "MB"),
            Row("P11", f"memory with {COUNT} photos open and scrolled / bare + {_MORE} MB", told["rss"], bare + _MORE, 1, "MB"),
        ]
        for what, words in _TURNS.items():
            median, most = told[what]
            rows.append(Row("P11", f"{COUNT} photos: {words}, median / a frame", median, FRAME, 1))
            rows.append(Row("P11", f"{COUNT} photos: {words}, longest / a frame", most, FRAME, None))
        return rows


_TURNS = {"scroll": "scrolled", "page": "paged", "type": "a letter searched", "arrow": "an arrow key", "all": "all chosen"}


def _fill(store: Path) -> str:
    """An audit of so many photos, each with its own small picture; the originals are not needed to look through them."""
    from io import BytesIO

    from PIL import Image

    from desktop.actions import audits
    from desktop.actions.opening import open_workspace
    from desktop.base import ids

    ws = open_workspace(store)
    audit = audits.create(ws, scheme=_SCHEME, client="岚川电器股份有限公司").audit
    leaves = [key for key, rule in ws.audit(audit).rules.items.items() if rule.is_leaf]
    values: dict[tuple[str, str], Any] = {}
    noise = Image.effect_noise((320, 240), 60).convert("RGB")
    with ws.store.transaction():
        for number in range(COUNT):
            noise.paste((number % 256, number // 256, 90), (0, 0, 160, 120))
            data = BytesIO()
            noise.save(data, "JPEG", quality=80)
            sha256 = f"{number:064x}"
            ws.store.keep_thumbnail(sha256, data.getvalue())
            fields = {
                "sha256": sha256, "name": f"IMG_{number:05d}.jpg", "media_type": "image/jpeg", "size": 3_200_000 + number,
                "width": 4000, "height": 3000, "taken_at": f"2026-11-{20 + number % 5}T{9 + number % 8:02d}:{number % 60:02d}:00",
                "added_at": "2026-11-24T06:00:00.000Z+08:00", "added_by": ("乔木", "林溪")[number % 2], "source": "存储卡 E:/",
                "device": "Aurora P60", "caption": f"派工单 WX-{number:05d} 到达晚",
                "links": [f"items/{leaves[number % len(leaves)]}"],
            }  # fmt: skip
            id_ = ids.new_id()
            values |= {(f"evidence/{id_}", field): value for field, value in fields.items()}
        ws.edit(audit, "add-evidence", values)
    ws.close()
    return audit


def _apart(what: str, store: Path, audit: str) -> dict[str, Any]:
    """A program of its own that does nothing else."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.many", what, str(store), audit], check=True, capture_output=True, encoding="utf-8"
    )
    return dict(json.loads(done.stdout))


# In the program apart


def _here(what: str, store: Path, audit: str) -> dict[str, Any]:
    from PySide6.QtWidgets import QApplication, QMainWindow

    if what == "bare":
        app = QApplication([])
        window = QMainWindow()
        window.resize(1280, 800)
        window.show()
        _rest(app, 0.5)
        return {"rss": _rss()}
    from desktop.app import application, make_window
    from desktop.ui.evidence.page import EvidencePage

    app = application()
    made = make_window(app, store, audit if what == "many" else None)
    made.resize(1280, 800)
    made.show()
    told: dict[str, Any] = {}
    if what == "many":
        _until(app, lambda: made.frame is not None)
        assert made.frame is not None
        made.frame.open_step("evidence")
        page = made.frame.page()
        assert isinstance(page, EvidencePage)
        _until(app, lambda: not page.thumbnails.is_reading())
        told = dict(_look_through(app, page))
    else:
        _until(app, made.start.is_open)
    _rest(app, 1)
    told["rss"] = _rss()
    made.close()
    made.runner.stop()
    return told


def _look_through(app: QApplication, page: EvidencePage) -> dict[str, tuple[float, float]]:
    """What a person does to the grid, and how long the window takes for each step with its painting."""
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QInputMethodEvent, QWheelEvent
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    grid, bar = page.grid, page.grid.verticalScrollBar()
    viewport = grid.viewport()

    def wheel() -> None:
        at = QPointF(viewport.rect().center())
        none = Qt.KeyboardModifier.NoModifier
        buttons = Qt.MouseButton.NoButton
        event = QWheelEvent(at, viewport.mapToGlobal(at), QPoint(), QPoint(0, -120), buttons, none, Qt.ScrollPhase.NoScrollPhase, False)
        QApplication.sendEvent(viewport, event)

    def paged() -> None:
        bar.setValue((bar.value() + viewport.height() * 7) % max(1, bar.maximum()))

    letters = iter("WX-0123 到达 派工" * 10)

    def typed() -> None:
        event = QInputMethodEvent()
        event.setCommitString(next(letters))
        QApplication.sendEvent(page.head.search, event)
        if len(page.head.query()) > 6:
            page.head.set_query("")

    told = {"scroll": _steps(app, wheel, viewport, 300), "page": _steps(app, paged, viewport, 100)}
    page.head.search.setFocus()
    told["type"] = _steps(app, typed, viewport, 60)
    page.head.set_query("")
    grid.setFocus()
    grid.choose([page.model.entry(0).id or ""])
    told["arrow"] = _steps(app, lambda: QTest.keyClick(grid, Qt.Key.Key_Down), viewport, 100)
    told["all"] = _steps(app, lambda: QTest.keyClick(grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier), viewport, 10)
    return told


def _steps(app: QApplication, step: Callable[[], object], painted: QWidget, times: int) -> tuple[float, float]:
    """Median and longest of one step until it is painted; thumbnails that come meanwhile count too."""
    taken = []
    for _time in range(times):
        start = time.perf_counter()
        step()
        app.processEvents()
        taken.append(time.perf_counter() - start)
        end = time.perf_counter() + FRAME
        while time.perf_counter() < end:
            start = time.perf_counter()
            app.processEvents()
            taken.append(time.perf_counter() - start) if time.perf_counter() - start > FRAME else None
            time.sleep(0.001)
    order = sorted(taken)
    return order[len(order) // 2], order[-1]


def _rest(app: QApplication, seconds: float) -> None:
    end = time.monotonic() + seconds
    _until(app, lambda: time.monotonic() > end)


def _until(app: QApplication, there: Callable[[], object]) -> None:
    end = time.monotonic() + _PATIENCE
    while not there():
        assert time.monotonic() < end, "the window did not answer"
        app.processEvents()
        time.sleep(0.001)


def _rss() -> float:
    """Megabytes that this process has in memory now."""
    for line in _STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise AssertionError("no VmRSS")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("FIELDAUDIT_PASSPHRASE", "bench")
    print(json.dumps(_here(sys.argv[1], Path(sys.argv[2]), sys.argv[3])))
