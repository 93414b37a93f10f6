"""The approval list as a person reads it: counts, groups, the way to each place, and when an audit can be handed in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import audits
from desktop.ui.reports.approval_group import FEW
from desktop.ui.reports.approval_view import ApprovalView
from desktop.ui.reports.places import place_of_notice
from tests.domain.builders import shipped
from tests.domain.papers import whole_audit
from tests.ui import report_page
from tests.ui.report_page import LEFT, Open, Report, words_in


@pytest.fixture
def opened(open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Report, ApprovalView]]:
    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-12-30T16:30:00+08:00")

    def make(**sections: Any) -> tuple[Report, ApprovalView]:
        report = report_page.begin(open_window, qtbot, tmp_path, "ctc", **sections)
        return report, report.open(ApprovalView, "approval")

    return make


def sentences(view: ApprovalView) -> list[str]:
    return [jump.text for group in view.groups.values() if not group.isHidden() for jump in group.list.jumps()]


def test_a_whole_audit_can_be_handed_in(opened: Callable[..., tuple[Report, ApprovalView]]) -> None:
    report, view = opened(**whole_audit(shipped("ctc")))
    assert view.said.text() == "可以提交"
    assert report.whole.pills["approval"].text() == "提交前核查"
    report.act(lambda ws, audit: audits.set_fields(ws, audit, "audit", {"scope": None}))
    report.qtbot.waitUntil(lambda: view.said.text().startswith("还不能提交"))
    critical = [one for group in view.groups.values() for one in group.notices() if one.severity == "critical"]
    assert report.whole.pills["approval"].accessibleName().endswith(str(len(critical)))


def test_everything_wrong_stands_in_its_step_the_gravest_first(opened: Callable[..., tuple[Report, ApprovalView]]) -> None:
    _report, view = opened(audit={"kind": "initial"})
    shown = {step: group for step, group in view.groups.items() if not group.isHidden()}
    assert list(shown)[:2] == ["plan", "documents"]
    assert {"score", "opening", "topics", "closing", "report"} <= set(shown)
    for group in shown.values():
        order = [one.severity for one in group.notices()]
        assert order == sorted(order, key=("critical", "warning", "note").index)
        critical = order.count("critical")
        assert (f"必须处理 {critical}" in group.head.note.text()) is bool(critical)
    every = [one for group in shown.values() for one in group.notices()]
    assert sum(one.severity == "critical" for one in every) == int(view.said.text().split("：")[1].split(" ")[0])


def test_a_long_group_shows_its_beginning_and_unfolds(opened: Callable[..., tuple[Report, ApprovalView]]) -> None:
    report, view = opened(audit={"kind": "initial"})
    group = view.groups["score"]
    assert len(group.list.jumps()) == FEW
    report.qtbot.mouseClick(group.more, LEFT)
    assert len(group.list.jumps()) == len(group.notices()) > FEW
    report.qtbot.mouseClick(group.more, LEFT)
    assert len(group.list.jumps()) == FEW


def test_filters_leave_one_severity(opened: Callable[..., tuple[Report, ApprovalView]]) -> None:
    report, view = opened(audit={"kind": "initial"})
    report.qtbot.mouseClick(view.pills["warning"], LEFT)
    every = [one for group in view.groups.values() if not group.isHidden() for one in group.notices()]
    assert every
    assert {one.severity for one in every} == {"warning"}
    report.qtbot.mouseClick(view.pills["all"], LEFT)
    assert len(sentences(view)) > len(every[:FEW])


def test_a_line_leads_to_its_place(opened: Callable[..., tuple[Report, ApprovalView]]) -> None:
    report, view = opened(audit={"kind": "initial"})
    group = view.groups["score"]
    report.qtbot.mouseClick(group.list, LEFT, pos=group.list.rect_of(0).center())
    assert report.frame.rail.item("score").isChecked()
    report.frame.go("report")
    conclusion = view.groups["report"]
    conclusion.list.setFocus()
    conclusion.list.set_current(next(at for at, one in enumerate(conclusion.notices()) if one.id == "conclusion"))
    report.key(Qt.Key.Key_Return)
    assert report.whole.at() == "conclusion"


def test_arrows_go_from_group_to_group_and_f8_to_what_stands_in_the_way(opened: Callable[..., tuple[Report, ApprovalView]]) -> None:
    report, view = opened(audit={"kind": "initial"})
    first, second = [group for group in view.groups.values() if not group.isHidden()][:2]
    first.list.setFocus()
    for _step in range(len(first.list.jumps())):
        report.key(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second.list
    assert second.list.current() == 0
    report.key(Qt.Key.Key_Up)
    assert QApplication.focusWidget() is first.list
    assert first.list.current() == len(first.list.jumps()) - 1
    first.list.set_current(0)
    report.key(Qt.Key.Key_F8)
    focused = QApplication.focusWidget()
    at = focused.jumps()[focused.current()]  # type: ignore[union-attr] # a list of a group
    assert at.tone == "wrong"


def test_every_notice_has_a_step_that_is_listed(opened: Callable[..., tuple[Report, ApprovalView]]) -> None:
    report, view = opened(audit={"kind": "initial"}, attendance=[{"id": "t1", "meeting": "opening", "name": "刘畅"}])
    for one in view._notices.values():
        assert place_of_notice(report.view, one).step in view.groups, one.id
    unsigned = (
        next(one for one in view._notices.values() if one.id == "unsigned/opening")
        if any(one.id == "unsigned/opening" for one in view._notices.values())
        else None
    )
    assert unsigned is None or place_of_notice(report.view, unsigned).step == "opening"


def test_an_ended_audit_says_so(opened: Callable[..., tuple[Report, ApprovalView]]) -> None:
    termination = {"ground": "terminate-1", "reason": "客户拒绝提供单据", "consent_by": "审核部", "consent_on": "2026-12-29"}
    _report, view = opened(audit={"kind": "initial"}, termination=termination)
    assert not any(one.severity == "critical" and one.record.startswith("items/") for one in view._notices.values())
    assert words_in(view.verdict)
