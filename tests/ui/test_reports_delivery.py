"""Giving a report to the client and taking the receipt, as a person does it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.actions import audits, concluding, reports
from desktop.domain.fieldnotes import Delivery
from desktop.domain.signature import read_strokes
from desktop.ui.reports.delivery_view import DeliveryView
from tests.ui import report_page
from tests.ui.report_page import CONTROL, LEFT, Open, Report, text_of


@pytest.fixture
def opened(open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Report, DeliveryView]]:
    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-11-20T16:30:00+08:00")

    def make() -> tuple[Report, DeliveryView]:
        report = report_page.begin(open_window, qtbot, tmp_path, "ctc", audit={"kind": "initial"})
        return report, report.open(DeliveryView, "delivery")

    return make


def fill(report: Report, view: DeliveryView, **texts: str) -> None:
    for name, text in texts.items():
        field = view.give.entries[f"{name}_begun"].field
        field.setFocus()
        field.selectAll()  # type: ignore[attr-defined] # a TextField
        report.qtbot.keyClicks(field, text)


def given(report: Report) -> Delivery:
    (one,) = report.document.delivery
    return one


def hand_over(report: Report, view: DeliveryView, path: Path) -> None:
    fill(report, view, how="by hand", to="Liu Chang")
    report.qtbot.mouseClick(view.give.make, LEFT)
    dialog = view.give.dialog
    assert isinstance(dialog, QFileDialog)
    dialog.setDirectory(str(path.parent))
    dialog.selectFile(path.name)
    dialog.accept()
    report.qtbot.waitUntil(lambda: bool(report.document.delivery), timeout=20_000)
    # Without a window manager nobody else gives the keys back.
    report.window.activateWindow()
    report.qtbot.waitUntil(report.window.isActiveWindow)


def test_the_very_pdf_that_is_given_is_registered(opened: Callable[..., tuple[Report, DeliveryView]], tmp_path: Path) -> None:
    report, view = opened()
    version = reports.version(report.view)
    hand_over(report, view, tmp_path / "客户版.pdf")
    one = given(report)
    data = (tmp_path / "客户版.pdf").read_bytes()
    assert one.sha256 == hashlib.sha256(data).hexdigest()
    assert "客户版" in text_of(data)
    assert (one.kind, one.version, one.how, one.to, one.at) == ("audit", version, "by hand", "Liu Chang", "2026-11-20 16:30")
    assert view.at() == one.id
    assert one.sha256 in view.receipt.hash.toolTip()
    # What was typed is the record's now; the next begins anew.
    assert view.give.value("how_begun") == ""


def test_how_and_to_whom_are_asked_for_in_place(opened: Callable[..., tuple[Report, DeliveryView]]) -> None:
    report, view = opened()
    report.qtbot.keyClick(view.give.entries["how_begun"].field, Qt.Key.Key_G, CONTROL)
    assert view.give.entries["how_begun"].fault()
    assert view.give.entries["to_begun"].fault()
    assert view.give.dialog is None
    fill(report, view, at="yesterday", how="mail", to="Liu")
    view.give.register(Path("no-such.pdf"))
    report.qtbot.waitUntil(lambda: bool(view.give.error.text()))
    assert "看不懂" in view.give.error.text() or "读不到" in view.give.error.text()
    assert not report.document.delivery


def test_a_pdf_that_was_given_already_is_registered(opened: Callable[..., tuple[Report, DeliveryView]], tmp_path: Path) -> None:
    report, view = opened()
    (tmp_path / "given.pdf").write_bytes(b"%PDF-1.7 given")
    fill(report, view, how="mail", to="Liu")
    view.give.register(tmp_path / "given.pdf")
    report.qtbot.waitUntil(lambda: bool(report.document.delivery))
    assert given(report).sha256 == hashlib.sha256(b"%PDF-1.7 given").hexdigest()


def test_what_is_typed_is_not_lost_on_the_way(opened: Callable[..., tuple[Report, DeliveryView]]) -> None:
    report, view = opened()
    fill(report, view, how="by courier")
    report.frame.go("score")
    report.frame.go("report", "delivery")
    assert view.give.value("how_begun") == "by courier"


def draw(report: Report, view: DeliveryView) -> None:
    pad = view.receipt.pad
    report.qtbot.mousePress(pad, LEFT, pos=QPoint(40, 60))
    for x in range(60, 240, 20):
        report.qtbot.mouseMove(pad, QPoint(x, 40 + x % 37))
    report.qtbot.mouseRelease(pad, LEFT, pos=QPoint(240, 50))


def test_a_receipt_is_signed_on_the_screen(opened: Callable[..., tuple[Report, DeliveryView]], tmp_path: Path) -> None:
    report, view = opened()
    hand_over(report, view, tmp_path / "a.pdf")
    assert report.whole.pills["delivery"].accessibleName().endswith("1") or "1" in report.whole.pills["delivery"].accessibleName()
    draw(report, view)
    report.qtbot.waitUntil(lambda: given(report).signature is not None)
    signature = given(report).signature
    assert signature is not None
    assert signature.name == "Liu Chang"
    assert signature.strokes
    assert str(given(report).received_on) == "2026-11-20"
    assert not view.receipt.name.isEnabled()
    report.qtbot.mouseClick(view.receipt.again, LEFT)
    report.qtbot.waitUntil(lambda: given(report).signature is None)
    assert view.receipt.pad.strokes() == ""


def test_a_name_of_several_strokes_is_signed_whole(opened: Callable[..., tuple[Report, DeliveryView]], tmp_path: Path) -> None:
    report, view = opened()
    hand_over(report, view, tmp_path / "a.pdf")

    def kept() -> int:
        signature = given(report).signature
        return len(read_strokes(signature.strokes)) if signature is not None else 0

    for strokes in (1, 2, 3):
        draw(report, view)
        report.qtbot.waitUntil(partial(lambda wanted: kept() == wanted, strokes))
    report.qtbot.waitUntil(lambda: view.receipt.pad.isEnabled() and not view.receipt.name.isEnabled())
    assert len(read_strokes(view.receipt.pad.strokes())) == 3
    report.qtbot.keyClick(view.receipt.pad, Qt.Key.Key_Delete)
    report.qtbot.waitUntil(lambda: given(report).signature is None)


def test_a_receipt_on_paper_has_its_day(opened: Callable[..., tuple[Report, DeliveryView]], tmp_path: Path) -> None:
    report, view = opened()
    hand_over(report, view, tmp_path / "a.pdf")
    field = view.receipt.on.field
    field.setFocus()
    report.qtbot.keyClicks(field, "2026-11-19")
    report.key(Qt.Key.Key_Return)
    report.qtbot.waitUntil(lambda: bool(view.receipt.on.fault()))
    assert "早于提交日期" in view.receipt.on.fault()
    field.selectAll()  # type: ignore[attr-defined] # a DateField
    report.qtbot.keyClicks(field, "2026-11-21")
    report.key(Qt.Key.Key_Return)
    report.qtbot.waitUntil(lambda: str(given(report).received_on) == "2026-11-21")
    assert given(report).signature is None


def test_evidence_of_the_receipt_is_kept_with_it(
    opened: Callable[..., tuple[Report, DeliveryView]], tmp_path: Path, photos: Callable[[int], list[Path]]
) -> None:
    report, view = opened()
    hand_over(report, view, tmp_path / "a.pdf")
    view.receipt.proof.take_files(photos(1))
    report.qtbot.waitUntil(lambda: bool(report.document.evidence), timeout=20_000)
    assert report.document.evidence[0].links == (f"delivery/{given(report).id}",)
    rendered: list[bytes] = []
    report.window.runner.ask(report.whole, lambda ws: reports.render(ws, report.view.id, "delivery"), rendered.append)
    report.qtbot.waitUntil(lambda: bool(rendered), timeout=20_000)
    assert "证据 1" in text_of(rendered[0])


def test_a_record_is_removed_and_brought_back(opened: Callable[..., tuple[Report, DeliveryView]], tmp_path: Path) -> None:
    report, view = opened()
    hand_over(report, view, tmp_path / "a.pdf")
    view.list.setFocus()
    report.key(Qt.Key.Key_Delete)
    report.qtbot.waitUntil(lambda: not report.document.delivery)
    assert view.none.isVisible()
    assert not view.receipt.isVisible()
    report.qtbot.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Z, CONTROL)
    report.qtbot.waitUntil(lambda: bool(report.document.delivery))
    assert view.receipt.isVisible()


def test_a_record_is_found_by_its_place(opened: Callable[..., tuple[Report, DeliveryView]]) -> None:
    report, view = opened()
    report.act(lambda ws, audit: concluding.deliver(ws, audit, "audit", "mail", "Liu"))
    report.act(lambda ws, audit: concluding.deliver(ws, audit, "checklist", "mail", "Liu"))
    first, second = (one.id or "" for one in report.document.delivery)
    report.frame.go("score")
    report.frame.go("report", f"delivery/{first}")
    assert view.at() == first
    report.act(lambda ws, audit: audits.remove_element(ws, audit, "delivery", first))
    report.qtbot.waitUntil(lambda: view.at() == second)
