"""P1: from nothing to a usable first page, with 10 and with 10,000 audits, against a bare window of the same library."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from desktop.actions import audits
from desktop.actions.opening import open_workspace
from desktop.base import ids
from desktop.store.store import Store
from tests.benchmarks.measure import Row, paired
from tests.benchmarks.samples import full_document, scheme_ids

# Ends at once when the first page stands: the reference does the same, and neither pays for taking itself down.
_OURS = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop.app import application, make_window
app = application()
window = make_window(app, Path(sys.argv[1]))
window.show()
def listed(rows):
    QTimer.singleShot(0, lambda: (window.repaint(), os._exit(0 if rows else 3)))
window.runner.early.connect(listed)
app.exec()
"""
_BARE = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
QTimer.singleShot(0, lambda: (window.repaint(), os._exit(0)))
app.exec()
"""


def run() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="fieldaudit-bench-") as name:
        folder = Path(name)
        few, many = _store(folder / "few", 10), _store(folder / "many", 10_000)
        ours, bare = paired(lambda: _start(_OURS, few), lambda: _start(_BARE, few), 9)
        more, again = paired(lambda: _start(_OURS, many), lambda: _start(_OURS, few), 9)
    return [
        Row("P1", "cold start to the list of 10 audits / a bare window", ours, bare, 1.5),
        Row("P1", "cold start with 10,000 audits / with 10", more, again, 1.1),
    ]


def _environment(store: Path) -> dict[str, str]:
    environment = {key: value for key, value in os.environ.items() if key != "FIELDAUDIT_PASSPHRASE"}
    return environment | {
        "QT_QPA_PLATFORM": "offscreen",
        "FIELDAUDIT_BENCH_KEYS": str(store.with_suffix(".keys")),
        "PYTHON_KEYRING_BACKEND": "tests.benchmarks.file_keyring.FileKeyring",
    }


def _start(program: str, store: Path) -> None:
    subprocess.run([sys.executable, "-c", program, str(store)], check=True, env=_environment(store))


def _store(folder: Path, count: int) -> Path:
    """A store of so many audits: one made as a person does, the others as rows of the list beside it."""
    made = subprocess.run([sys.executable, "-c", _MAKE, str(folder), str(count)], check=True, env=_environment(folder))
    assert made.returncode == 0
    return folder


_MAKE = """
import sys
from pathlib import Path
from tests.benchmarks.starting import fill
fill(Path(sys.argv[1]), int(sys.argv[2]))
"""


def fill(folder: Path, count: int) -> None:
    """Put audits into a new store whose key goes to the keyring."""
    ws = open_workspace(folder)
    name = scheme_ids()[0]
    first = audits.import_document(ws, json.dumps(full_document(name)).encode("utf-8"), name)
    row = ws.store.audit(first.audit)
    _multiply(ws.store, row.id, count - 1)
    ws.close()


def _multiply(store: Store, audit: str, count: int) -> None:
    row = store.audit(audit)
    records = store.records(audit)
    with store.transaction():
        for number in range(count):
            copy = row._replace(id=ids.new_id(), client=f"客户 {number:05d} 电器有限公司")
            store.insert_actions([], copy, records)
