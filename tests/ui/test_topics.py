"""The topics a scheme demands, answered one by one: found, evidence, a finding, or not applicable with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import audits, findings
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import Workspace
from desktop.ui.main_window import MainWindow
from desktop.ui.topics.page import TopicsPage
from tests.evidence.pictures import jpeg
from tests.ui.planning_page import LEFT, Open

KEY = Qt.Key
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Topics:
    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
        assert window.frame is not None
        self.frame = window.frame
        self.frame.open_step("topics")
        page = self.frame.page()
        assert isinstance(page, TopicsPage)
        self.page = page

    def answer(self, topic: str) -> Any:
        return self.frame.view.document.topics.get(topic)

    def until(self, there: Any) -> None:
        self.qtbot.waitUntil(lambda: bool(there()), timeout=10_000)


@pytest.fixture
def topics(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Topics:
    ws = open_workspace(tmp_path / "store")
    audit = audits.create(ws, scheme="zgc", client="岚川电器股份有限公司", kind="surveillance").audit
    findings.add(ws, audit, kind="nonconformity", severity="minor", statement="台账只到上月")
    ws.close()
    return Topics(open_window(audit), qtbot)


def test_what_is_found_is_written_and_counted(topics: Topics) -> None:
    assert list(topics.page.cards) == ["a", "b", "c", "d", "e"]
    assert topics.frame.rail.item("topics").accessibleName().endswith("还剩 5 项")
    topics.qtbot.keyClick(topics.page, KEY.Key_F8)
    card = topics.page.cards["a"]
    assert card.found.hasFocus()
    topics.qtbot.keyClicks(card.found, "no change")
    # On to the next one that is empty; what was typed is taken in.
    topics.qtbot.keyClick(card.found, KEY.Key_F8)
    topics.until(lambda: topics.answer("a") is not None and topics.answer("a").found == "no change")
    assert topics.page.cards["b"].found.hasFocus()
    assert topics.page.count.text() == "1 / 5 项已写"
    topics.qtbot.keyClick(topics.page.cards["b"].found, KEY.Key_Up, CONTROL)
    assert card.found.hasFocus()


def test_not_applicable_asks_for_a_reason_and_takes_the_place_of_what_was_found(topics: Topics) -> None:
    card = topics.page.cards["c"]
    topics.page.go("c")
    topics.qtbot.keyClick(card.found, KEY.Key_X, ALT)
    assert card.reason.hasFocus()
    assert card.found.isHidden()
    topics.qtbot.keyClicks(card.reason, "one site")
    topics.qtbot.keyClick(card.reason, KEY.Key_Return, CONTROL)
    topics.until(lambda: topics.answer("c") is not None and topics.answer("c").not_applicable == "one site")
    assert topics.page.count.text() == "1 / 5 项已写"
    topics.qtbot.mouseClick(card.excluded, LEFT)
    topics.until(lambda: topics.answer("c") is None or topics.answer("c").not_applicable is None)
    topics.until(lambda: not card.found.isHidden())


def test_a_topic_names_its_finding_and_its_evidence(topics: Topics, tmp_path: Path) -> None:
    card = topics.page.cards["d"]
    finding = topics.frame.view.document.findings[0].id or ""
    card.finding.select(finding)
    card.finding.chosen.emit(finding)
    topics.until(lambda: topics.answer("d") is not None and topics.answer("d").finding == finding)
    photo = tmp_path / "a.jpg"
    photo.write_bytes(jpeg())
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photo))])
    assert card.linked.take_mime(mime)
    topics.until(lambda: any("topics/d" in piece.links for piece in topics.frame.view.document.evidence))
    QApplication.processEvents()
    assert not card.linked.thumbs.isHidden()


def test_a_topic_is_revealed(topics: Topics) -> None:
    topics.frame.open_step("plan")
    topics.frame.go("topics", "topics/e")
    assert topics.page.cards["e"].found.hasFocus()


def test_the_step_comes_and_goes_with_the_kind_of_the_audit(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    ws = open_workspace(tmp_path / "store")
    audit = audits.create(ws, scheme="zgc", client="岚川电器股份有限公司", kind="initial").audit
    ws.close()
    window = open_window(audit)
    qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
    frame = window.frame
    assert frame is not None
    assert "topics" not in frame.steps()

    def become(kind: str) -> None:
        def change(ws: Workspace) -> Any:
            return audits.set_fields(ws, audit, "audit", {"kind": kind})

        window.runner.act(frame, change)

    become("surveillance")
    qtbot.waitUntil(lambda: "topics" in frame.steps(), timeout=10_000)
    steps = frame.steps()
    assert steps.index("topics") == steps.index("findings") - 1
    assert frame.rail.ids() == steps
    become("initial")
    qtbot.waitUntil(lambda: "topics" not in frame.steps(), timeout=10_000)
