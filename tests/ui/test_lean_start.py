"""The start loads what the list of audits needs and nothing else: in a fresh program, since this one has loaded everything already."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from desktop.actions import audits
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import Workspace
from desktop.base.errors import Refused
from desktop.store.listing import AuditRow
from desktop.ui import theme
from desktop.ui.audits.audit_list import ROW, AuditModel, AuditView
from desktop.ui.runner import Runner

# Each costs milliseconds to half a second, and none is needed to show a list.
HEAVY = {
    "PIL", "cryptography", "email", "http.client", "httpx", "importlib_metadata._meta", "more_itertools.more", "msgspec",
    "openpyxl", "pikepdf", "pyhanko", "pypdfium2", "reportlab", "sqlite_utils", "ssl", "yaml",
    "desktop.actions", "desktop.domain", "desktop.evidence", "desktop.package", "desktop.report", "desktop.schemes", "desktop.tables",
    "desktop.store.store", "desktop.ui.audits.first_start", "desktop.ui.audits.new_audit", "desktop.ui.planning", "desktop.ui.scoring",
    "desktop.ui.shell.audit_frame", "desktop.ui.shell.key_sheet", "desktop.ui.steps",
}  # fmt: skip

# Says what is loaded at the moment the rows arrive; ends there.
_START = """
import json, os, sys
from pathlib import Path
from desktop.app import application, make_window
app = application()
style = app.style().name()
window = make_window(app, Path(sys.argv[1]))
def arrived(rows):
    print(json.dumps({"clients": [row.client for row in rows], "loaded": sorted(sys.modules), "style": style}), flush=True)
    os._exit(0)
window.runner.early.connect(arrived)
window.show()
app.exec()
"""

# A keyring of the system, as far as the store asks for it; the real one's library is loaded around it.
_KEYRING = """
import os
from pathlib import Path
from keyring.backend import KeyringBackend

class Held(KeyringBackend):
    priority = 1

    def get_password(self, service, username):
        return Path(os.environ["HELD_KEY"]).read_text(encoding="utf-8")

    def set_password(self, service, username, password):
        Path(os.environ["HELD_KEY"]).write_text(password, encoding="utf-8")
"""


def test_nothing_heavy_is_loaded_before_the_list_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, memory_keyring: object) -> None:
    monkeypatch.delenv("FIELDAUDIT_PASSPHRASE")
    ws = open_workspace(tmp_path / "store")
    audits.create(ws, scheme=ws.library.ids()[0], client="岚川电器")
    ws.close()
    (held,) = memory_keyring.held.values()  # type: ignore[attr-defined]
    (tmp_path / "key").write_text(held, encoding="utf-8")
    (tmp_path / "held_keyring.py").write_text(_KEYRING, encoding="utf-8")
    top = Path(__file__).resolve().parents[2]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(top), str(tmp_path)]),
        "PYTHON_KEYRING_BACKEND": "held_keyring.Held",
        "HELD_KEY": str(tmp_path / "key"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    words = [sys.executable, "-c", _START, str(tmp_path / "store")]
    ran = subprocess.run(words, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout)
    assert said["clients"] == ["岚川电器"]
    assert said["style"] == "fusion"
    loaded = set(said["loaded"])
    assert {"keyring.core", "sqlcipher3", "desktop.store.listing"} <= loaded
    assert not HEAVY & loaded


def test_a_module_put_off_is_whole_when_it_is_asked_for() -> None:
    program = """
import sys
from desktop.base.late import put_off
put_off("urllib.request", "more_itertools", "no_such_module_at_all")
import urllib.request, more_itertools
assert "email" not in sys.modules and "more_itertools.more" not in sys.modules and "no_such_module_at_all" not in sys.modules
from urllib.request import Request
assert Request("http://a/b").host == "a" and "email" in sys.modules
assert list(more_itertools.chunked("abc", 2)) == [["a", "b"], ["c"]]
assert not hasattr(more_itertools, "no_such_name")
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr


def test_the_row_under_the_pointer_is_marked(qtbot: QtBot) -> None:
    row = AuditRow("a", "甲", "x", "机构", "initial", None, None, None, None, None, 5, False, 0, 3, "2026-11-20T01:00:00.000Z+08:00", "")
    model = AuditModel()
    model.set_rows([row, row._replace(id="b"), row._replace(id="c")])
    view = AuditView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(900, 400)
    view.show()
    view.setCurrentIndex(model.index(0))

    def grounds() -> list[str]:
        picture = view.viewport().grab().toImage()
        return [picture.pixelColor(8, place * ROW + 4).name() for place in range(3)]

    t = theme.current()
    qtbot.mouseMove(view.viewport(), QPoint(100, ROW + 20))
    assert grounds() == [t.tint.name(), t.hover.name(), t.surface.name()]
    qtbot.mouseMove(view.viewport(), QPoint(100, ROW * 3 + 40))
    assert grounds() == [t.tint.name(), t.surface.name(), t.surface.name()]
    view.hide()


def test_what_comes_early_reaches_who_listens_late(qtbot: QtBot) -> None:
    over = threading.Event()

    def opening() -> Workspace:
        runner.show_early(["甲"])
        over.set()
        raise Refused("到此为止。")

    runner = Runner(opening)
    runner.start()
    assert over.wait(20)
    came: list[object] = []
    runner.early.connect(came.append)
    with qtbot.waitSignal(runner.not_opened, timeout=20_000):
        pass
    assert came == [["甲"]]
    runner.stop()
