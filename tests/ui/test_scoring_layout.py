"""The score page at its sizes and with much in it: nothing squeezed or cut, long names, two hundred entries, what is painted."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import audits, scoring
from desktop.actions.opening import open_workspace
from desktop.base import paths
from desktop.domain.assessment import Deduction
from desktop.ui import theme
from desktop.ui.main_window import MainWindow
from desktop.ui.scoring.form_facts import ComplaintsForm
from desktop.ui.widgets.rows import SegmentedRow
from desktop.ui.widgets.text import Label
from tests.ui.score_page import Scoring

Open = Callable[..., MainWindow]
SAMPLES = ("chengyu", "beiheng", "qian")
LONG = "云岚山大区域综合智能家居与厨卫电器售后服务股份有限公司" * 2


@pytest.fixture
def begin(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Callable[[str | dict[str, Any]], Scoring]:
    """A sample that ships, an empty audit of a scheme, or a document."""

    def make(what: str | dict[str, Any]) -> Scoring:
        ws = open_workspace(tmp_path / "store")
        if isinstance(what, dict):
            audit = audits.import_document(ws, json.dumps(what).encode("utf-8"), "test").audit
        elif what in SAMPLES:
            audit = audits.import_document(ws, (paths.resources() / "demo" / f"{what}.json").read_bytes(), what).audit
        else:
            audit = audits.create(ws, scheme=what, client=LONG).audit
        ws.close()
        window = open_window(audit)
        window.resize(1280, 800)
        return Scoring(window, qtbot)

    return make


def squeezed(page: QWidget) -> list[str]:
    """Widgets that are seen but got less than they need, and labels that are cut though they do not elide."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        least = widget.minimumSizeHint()
        if widget.width() < least.width() or widget.height() < least.height():
            found.append(f"{type(widget).__name__} {widget.accessibleName()[:30]} {QRect(widget.geometry())} needs {least}")
        if isinstance(widget, Label) and not widget._elides and widget.is_cut():
            found.append(f"cut: {widget.text()} {QRect(widget.geometry())}")
    return found


@pytest.mark.parametrize("name", [*SAMPLES, "bz", "ctc"])
def test_nothing_is_squeezed_at_any_row(begin: Callable[[Any], Scoring], qtbot: QtBot, name: str) -> None:
    at = begin(name)
    kinds: set[str] = set()
    for key, entry in at.page.tree.outline.entries.items():
        kind = entry.matter.kind if entry.matter else f"{at.view.rules.items[key].item.kind} {at.answer(key)}" if key != "@" else ""
        if not kind or kind in kinds:
            continue
        kinds.add(kind)
        at.go(key)
        qtbot.waitUntil(lambda: squeezed(at.page) == [], timeout=2_000)
    assert len(kinds) >= 4


@pytest.mark.parametrize("scheme", ["ctc", "cqm"])
def test_nothing_is_squeezed_with_records_at_many_sites(begin: Callable[[Any], Scoring], qtbot: QtBot, scheme: str) -> None:
    item, found = ("5.1.1.2", {"sampled": 1000, "failed": 999}) if scheme == "ctc" else ("4.2.1.1", {"result": "minor"})
    sites = [{"id": f"s{number}", "name": f"{LONG}{number}"} for number in range(40)]
    seen = [
        {"id": f"o{number}", "item": item, "site": f"s{number}", "auditor": LONG[: number + 1], "seen": LONG * 9, **found}
        for number in range(40)
    ]
    team = [{"id": "t", "name": LONG, "role": "leader"}]
    at = begin({"format": "fieldaudit.assessment/1", "scheme": scheme, "sites": sites, "observations": seen, "team": team})
    at.go(item)
    at.press("o")
    pane = at.page.clause.observed
    qtbot.waitUntil(lambda: squeezed(at.page) == [], timeout=2_000)
    assert len(pane.list.lines()) == 41, "the sites without a record are not all listed"
    assert pane.list.row_rect(40).bottom() < pane.list.height()
    assert pane.total.isVisible()


def test_targets_are_large_enough_for_fingers(begin: Callable[[Any], Scoring]) -> None:
    at = begin("chengyu")
    small = set()
    for key in ("4.1.4", "4.2.2", "4.2.1.1", "@facts", "@complaints", "@survey", "@levels"):
        at.go(key)
        if key == "4.2.1.1":
            at.press("o")
        QApplication.processEvents()
        for widget in at.page.findChildren(QWidget):
            if widget.isVisible() and isinstance(widget, QAbstractButton | QLineEdit | SegmentedRow) and widget.height() < 32:
                small.add(f"{type(widget).__name__} {widget.accessibleName()} {widget.height()}")
    assert not small


def test_all_that_takes_the_focus_has_a_name(begin: Callable[[Any], Scoring]) -> None:
    at = begin("chengyu")
    nameless = set()
    for key in ("4.1.4", "4.2.2", "4.2.1.1", "@facts", "@complaints", "@survey", "@levels", "@management"):
        at.go(key)
        if key == "4.2.1.1":
            at.press("o")
        for widget in at.page.findChildren(QWidget):
            asks = isinstance(widget, QAbstractButton | QLineEdit | QPlainTextEdit | SegmentedRow)
            if asks and widget.isVisible() and not widget.accessibleName():
                nameless.add(f"{type(widget).__name__} at {key}")
    assert not nameless


def test_two_hundred_complaints_come_in_turns(begin: Callable[[Any], Scoring]) -> None:
    listed = [{"months_ago": number, "rectified": True, "note": f"{LONG} {number}"} for number in range(200)]
    at = begin({"format": "fieldaudit.assessment/1", "scheme": "cqm", "client": {"name": LONG}, "facts": {"major_complaints": listed}})
    at.page.go("@complaints")
    form = at.page.clause.form
    assert isinstance(form, ComplaintsForm)
    assert len(form.rows.rows) < 20, "the window does not wait for all of them"
    at.until(lambda: len(form.rows.shown()) == 200 and len(form.rows.rows) == 200)
    assert form.rows.rows[199].months.value() == "199"
    at.type_into(form.rows.rows[199].months, "7")
    at.until(lambda: at.doc().facts.major_complaints[199].months_ago == 7)  # type: ignore[index]


def test_two_hundred_deductions(begin: Callable[[Any], Scoring]) -> None:
    deductions = [{"points": "0.01", "statement": f"{LONG} {number}"} for number in range(200)]
    at = begin({"format": "fieldaudit.assessment/1", "scheme": "cqm", "items": {"4.1.4": {"deductions": deductions}}})
    at.go("4.1.4")
    rows = at.page.clause.deductions.rows
    at.until(lambda: len(rows.rows) == 200)
    at.click(rows.rows[0].remove)
    left = at.answer("4.1.4").deductions or ()
    assert len(left) == 199
    assert left[0].statement == f"{LONG} 1"
    assert rows.rows[0].statement.value() == f"{LONG} 1"


def grab(widget: QWidget) -> QImage:
    QApplication.processEvents()
    return widget.grab().toImage()


def count(image: QImage, role: theme.Role) -> int:
    colour = theme.current().color(role).rgb()
    return sum(image.pixel(x, y) == colour for x in range(image.width()) for y in range(image.height()))


def test_red_is_for_lost_points_and_the_cap(begin: Callable[[Any], Scoring], qapp: QApplication) -> None:
    at = begin("ctc")
    tree, grade = at.page.tree.tree.viewport(), at.page.grade
    assert count(grab(tree), "wrong") == 0
    at.press("0")
    assert count(grab(tree), "wrong") > 60
    assert count(grab(grade), "wrong") == 0
    theme.apply(qapp, "dark")
    assert count(grab(tree), "wrong") > 60
    assert count(grab(tree), "surface") > 10_000


def test_the_chosen_row_is_marked(begin: Callable[[Any], Scoring]) -> None:
    at = begin("ctc")
    viewport = at.page.tree.tree.viewport()
    row = at.page.tree.tree.visualRect(at.page.tree.index_of("5.1.1.1"))
    marked = grab(viewport).copy(row)
    assert marked.pixelColor(1, 10) == theme.current().accent
    assert count(marked, "tint") > 1000
    at.go("5.1.1.2")
    assert count(grab(viewport).copy(row), "tint") == 0


def test_a_change_repaints_only_its_rows(begin: Callable[[Any], Scoring]) -> None:
    at = begin("ctc")
    changed: list[int] = []
    model = at.page.tree.model
    model.dataChanged.connect(lambda first, last: changed.extend(range(first.row(), last.row() + 1)))
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    at.press("f")
    assert sorted(model.keys[row] for row in changed) == ["5.1", "5.1.1", "5.1.1.1"]
    assert not resets


def test_an_edit_from_elsewhere_shows_at_once(begin: Callable[[Any], Scoring]) -> None:
    at = begin("ctc")
    audit = at.view.id
    at.window.runner.act(
        at.page, lambda ws: scoring.answer(ws, audit, "5.1.1.1", deductions=(Deduction(points=Decimal("0.5"), statement="缺岗位说明"),))
    )
    at.settle()
    assert at.control.segments.selected() == "deductions"
    assert at.page.clause.deductions.rows.shown()[0].statement.value() == "缺岗位说明"
    assert at.page.clause.head._points.accessibleName() == "0.50 / 1"
