"""Correcting a finding in the window: asked for, answered, sent back, accepted, opened again; then the second scoring."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.actions import audits, corrections, findings, scoring
from desktop.actions.workspace import Workspace
from desktop.domain.assessment import Deduction
from desktop.domain.scheme import SCORED_KINDS
from tests.actions.scenario import make_photo
from tests.ui.finding_page import CONTROL, Begin, Findings

Key = Qt.Key


def one(ws: Workspace, audit: str) -> str:
    findings.add(ws, audit, "nonconformity", severity="minor", items=("5.1.1.2",), statement="三份工单没有回访", found_on=date(2026, 11, 2))
    return ws.audit(audit).document.findings[-1].id or ""


def asked(ws: Workspace, audit: str) -> None:
    corrections.ask(ws, audit, one(ws, audit), due_on=date(2026, 11, 30))


def answered(ws: Workspace, audit: str) -> None:
    asked(ws, audit)
    corrections.answer(ws, audit, "F01", cause="交接表没有回访一栏", corrective_action="交接表增加一栏", received_on=date(2026, 11, 20))


def way(page: Findings) -> list[tuple[str, str, str]]:
    return [(step.name, step.when, step.state) for step in page.detail.head.track.shown()]


def test_a_correction_is_asked_for_with_its_day(begin_findings: Begin) -> None:
    page = begin_findings(one)
    assert [step[0] for step in way(page)] == ["开具", "讨论", "确认", "提出整改", "验证", "关闭"]
    assert not page.detail.ask.isHidden()
    page.type(page.detail.ask.due, "2026-11-30", None)
    page.press(Key.Key_Escape, page.detail.ask.due)
    page.press(Key.Key_Q)
    page.until(lambda: page.standing.state == "asked")
    assert page.standing.due_on == date(2026, 11, 30)
    page.until(page.detail.ask.isHidden)
    assert way(page) == [
        ("开具", "11-02", "done"), ("第 1 轮提交", "至 11-30", "now"), ("验证", "", "to-come"), ("关闭", "", "to-come")
    ]  # fmt: skip
    assert page.detail.head.due.text() == "到期 11-30，还有 6 天"
    assert page.page.side.list.rows()[0].state == "第 1 轮待整改"
    page.type(page.detail.round.due, "2026-10-01")
    page.until(lambda: "早于发现日期" in page.detail.round.due_entry.fault())
    page.type(page.detail.round.due, "2026-11-21")
    page.until(lambda: page.detail.head.due.text() == "逾期 3 天，期限 11-21")
    assert page.page.side.list.rows()[0].state == "逾期 3 天"


def test_an_answer_is_written_and_then_read(begin_findings: Begin, tmp_path: Path) -> None:
    page = begin_findings(asked)
    round_ = page.detail.round
    assert not round_.form.isHidden()
    page.press(Key.Key_W)
    assert round_.areas["cause"].hasFocus()
    page.type(round_.areas["cause"], "交接表没有回访一栏")
    page.until(lambda: page.standing.state == "received")
    assert page.standing.rounds[-1].received_on == date(2026, 11, 24)
    # It stays open while it is being answered.
    assert not round_.form.isHidden()
    assert not page.detail.verify.accept_button.isEnabled()
    assert page.detail.verify.missing.text() == "缺纠正或纠正措施，只能退回。"
    page.type(round_.areas["action"], "交接表增加回访一栏")
    page.until(page.detail.verify.accept_button.isEnabled)
    round_.linked.take_files([make_photo(tmp_path / "a.jpg")])
    page.until(lambda: page.view.document.evidence)
    assert page.view.document.evidence[0].links == (f"corrections/{page.standing.rounds[0].id}",)
    page.type(round_.received, "2026-11-30")
    page.until(lambda: "还没有到" in round_.received_entry.fault())
    page.type(round_.received, "2026-11-20")
    page.until(lambda: page.standing.rounds[-1].received_on == date(2026, 11, 20))


def test_sent_back_with_its_reason_then_accepted(begin_findings: Begin) -> None:
    page = begin_findings(answered)
    detail, verify = page.detail, page.detail.verify
    assert detail.round.form.isHidden()
    assert ("原因分析", "交接表没有回访一栏") in detail.round.told.texts()
    page.press(Key.Key_R)
    assert verify.reason.hasFocus()
    assert "须写明理由" in verify.reason_entry.fault()
    page.type(verify.reason, "只改了一张表", None)
    page.type(verify.next_due, "2026-12-08", None)
    page.press(Key.Key_Escape, verify.next_due)
    page.press(Key.Key_R)
    page.until(lambda: len(page.standing.rounds) == 2)
    first, second = page.standing.rounds
    assert (first.verdict, first.reason, second.due_on) == ("sent-back", "只改了一张表", date(2026, 12, 8))
    page.until(lambda: page.frame.said() == "已退回，下一轮整改已开")
    past = detail.past.cards()
    assert len(past) == 1
    assert ("退回理由", "只改了一张表") in past[0].lines.texts()
    assert ("原因分析", "交接表没有回访一栏") in past[0].lines.texts()
    assert [step[:2] for step in way(page)][1:4] == [("第 1 轮提交", "11-20"), ("退回", "11-24"), ("第 2 轮提交", "至 12-08")]
    page.idle()
    page.type(detail.round.areas["cause"], "制度没有规定")
    page.type(detail.round.areas["action"], "修订制度并培训")
    page.until(lambda: not verify.isHidden() and verify.accept_button.isEnabled())
    page.press(Key.Key_A)
    assert "先选书面验证还是现场验证" in verify.error.text()
    assert verify.how.hasFocus()
    page.press(Key.Key_Right, verify.how)
    page.until(lambda: page.standing.rounds[-1].verification == "written")
    page.press(Key.Key_A)
    page.until(lambda: page.standing.state == "accepted")
    assert way(page)[-1] == ("关闭", "11-24", "done")
    assert detail.verify.isHidden()
    assert len(detail.past.cards()) == 2
    assert page.page.side.list.rows()[0].state == "已关闭 11-24"


def closed(ws: Workspace, audit: str) -> None:
    answered(ws, audit)
    corrections.accept(ws, audit, "F01", verification="written", reason="查了交接表")


def test_a_closed_finding_is_opened_again_with_a_reason(begin_findings: Begin) -> None:
    page = begin_findings(closed)
    reopen = page.detail.reopen
    assert page.detail.facts.isHidden()
    page.press(Key.Key_R)
    assert reopen.reason.hasFocus()
    page.click(reopen.do)
    assert "写明重开的理由" in reopen.entry.fault()
    page.type(reopen.reason, "两周后又有工单没有回访", None)
    page.click(reopen.do)
    page.until(lambda: page.standing.state == "asked")
    assert [one.verdict for one in page.standing.rounds] == ["sent-back", None]
    assert reopen.isHidden()
    page.idle()
    page.frame.undo()
    page.until(lambda: page.standing.state == "accepted")


def test_facts_in_correction_are_read_and_open_to_be_changed(begin_findings: Begin) -> None:
    page = begin_findings(answered)
    detail = page.detail
    assert detail.facts.isHidden()
    assert ("陈述", "三份工单没有回访") in detail.told.lines.texts()
    page.press(Key.Key_E)
    assert detail.facts.statement.field.hasFocus()
    assert detail.told.isHidden()
    page.type(detail.facts.statement.field, "四份工单没有回访")
    page.until(lambda: page.finding.statement == "四份工单没有回访")
    page.press(Key.Key_Delete)
    page.until(lambda: "已有整改记录，不能删去" in detail.head.error.text())


def test_many_rounds_keep_the_way_short(begin_findings: Begin) -> None:
    def fill(ws: Workspace, audit: str) -> None:
        answered(ws, audit)
        for number in range(9):
            corrections.send_back(ws, audit, "F01", f"理由 {number}", due_on=date(2026, 12, 8))
            corrections.answer(ws, audit, "F01", cause="原因")

    page = begin_findings(fill)
    assert len(way(page)) == 7
    assert way(page)[1][0] == "退回 8 次"
    assert [card.head.title.text() for card in page.detail.past.cards()] == [f"第 {n} 轮" for n in (9, 8, 7, 6, 5)]
    page.click(page.detail.past.more)
    assert len(page.detail.past.cards()) == 9


def test_what_the_last_audit_left_is_marked(begin_findings: Begin) -> None:
    def fill(ws: Workspace, audit: str) -> None:
        key = one(ws, audit)
        audits.put_element(ws, audit, "findings", key, {"carried_from": "SH-2025-107"})

    page = begin_findings(fill)
    assert page.titles() == ["F01·轻微不符合·上次"]
    assert page.detail.head.carried.isVisible()
    assert page.detail.head.carried.accessibleName() == "上次 SH-2025-107"


def scored_and_closed(ws: Workspace, audit: str) -> None:
    for name, rule in ws.audit(audit).rules.items.items():
        if rule.item.kind in SCORED_KINDS:
            scoring.answer(ws, audit, name, score=rule.item.points)
        elif rule.item.kind == "conformity":
            scoring.conformity(ws, audit, name, result="conforming")
    scoring.answer(ws, audit, "5.1.1.2", deductions=(Deduction(points=Decimal("0.5"), statement="没有公示"),))
    closed(ws, audit)


def test_the_second_scoring_stands_beside_the_first(begin_findings: Begin) -> None:
    page = begin_findings(scored_and_closed)
    side, second = page.page.side, page.page.second
    assert side.second.text.text() == "可以按整改后的情况重新评分"
    page.press(Key.Key_G)
    assert second.begin.hasFocus()
    page.press(Key.Key_Space, second.begin)
    page.until(lambda: page.view.document.rounds)
    page.until(second.before.label.text)
    first = second.before.points.text()
    assert second.after.points.text() == first
    assert second.same.isVisible()
    audit = page.view.id
    page.window.runner.act(page.page, lambda ws: scoring.answer(ws, audit, "5.1.1.2", met=True))
    page.until(lambda: len(second.rows.rows()) == 1)
    assert second.after.points.text() != first
    (difference, title) = second.rows.rows()[0]
    assert title.startswith("5.1.1.2 ")
    assert difference.before != difference.after
    assert page.detail.reopen.begin.isHidden()
    page.click(second.drop)
    page.until(lambda: page.view.document.rounds is None)
    assert page.frame.said() == "已撤销第二次评分，得分回到第一次"
    page.frame.undo()
    page.until(lambda: page.view.document.rounds is not None)
    page.until(lambda: len(second.rows.rows()) == 1)


def test_the_second_scoring_waits_until_all_is_closed(begin_findings: Begin) -> None:
    page = begin_findings(answered)
    assert page.page.side.second.isHidden()
    page.frame.go("findings", "rounds")
    assert page.page.stack.currentWidget() is page.detail
    assert not page.page.second.begin.isEnabled()
    QApplication.clipboard().clear()
    page.press(Key.Key_V, page.page.side.list, CONTROL)
    assert not page.view.document.evidence
