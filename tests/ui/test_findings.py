"""The page of findings as a person uses it: written by keys, taken over from the scores, discussed, signed, found again."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop.actions import audits, evidence, findings, scoring
from desktop.actions.workspace import Workspace
from desktop.domain.assessment import Deduction
from desktop.ui.main_window import MainWindow
from desktop.ui.scoring.deduction_row import DeductionRow
from tests.actions.scenario import make_photo
from tests.ui.finding_page import CONTROL, LEFT, Begin, Findings

Key = Qt.Key


def deduct(ws: Workspace, audit: str, item: str, *statements: str) -> None:
    scoring.answer(ws, audit, item, deductions=tuple(Deduction(points=Decimal("0.5"), statement=text) for text in statements))


def one_nonconformity(ws: Workspace, audit: str) -> None:
    findings.add(ws, audit, "nonconformity", severity="minor", items=("5.1.1.2",), statement="三份工单没有回访记录")


def several(ws: Workspace, audit: str) -> None:
    one_nonconformity(ws, audit)
    findings.add(ws, audit, "deduction", items=("5.1.2.1",), statement="一名客服没有上岗记录")
    findings.add(ws, audit, "improvement", statement="服务大厅的指引可更醒目")
    findings.add(ws, audit, "disagreement", statement="时限的起算点", items=("5.2.4.2",))


def test_a_finding_is_written_by_keys_alone(begin_findings: Begin) -> None:
    page = begin_findings()
    assert page.page.empty.isVisible()
    page.press(Key.Key_N, page.page.side.add)
    page.until(lambda: page.all)
    facts = page.detail.facts
    page.until(facts.statement.field.hasFocus)
    assert (page.finding.kind, page.finding.number, page.titles()) == ("nonconformity", "F01", ["F01·不符合"])
    page.type(facts.statement.field, "三份工单没有回访记录")
    page.until(lambda: page.finding.statement == "三份工单没有回访记录")
    page.press(Key.Key_C)
    assert facts.clauses.field.hasFocus()
    page.type(facts.clauses.field, "5.1.1.2", Key.Key_Return)
    page.until(lambda: page.finding.items == ("5.1.1.2",))
    page.type(facts.objective, "抽查工单 20 份", None)
    page.press(Key.Key_Return, facts.objective, CONTROL)
    page.until(lambda: page.finding.objective_evidence)
    page.choose(facts.severity, "severe")
    page.until(lambda: page.finding.severity == "severe")
    page.until(lambda: page.titles() == ["F01·严重不符合"])
    facts.site.chosen.emit(page.view.document.sites[0].id)
    page.until(lambda: page.finding.site == page.view.document.sites[0].id)
    page.type(facts.day, "2026-11-20")
    page.until(lambda: str(page.finding.found_on) == "2026-11-20")
    page.type(facts.day, "2026-13-40")
    page.until(lambda: "没有“2026-13-40”这一天" in facts.day_entry.fault())
    assert str(page.finding.found_on) == "2026-11-20"
    assert page.detail.head.title.text().startswith("5.1.1.2 ")


def test_what_is_missing_leads_to_its_field_and_counts_in_the_rail(begin_findings: Begin) -> None:
    page = begin_findings(one_nonconformity)
    words = [link.text() for link in page.detail.lacks.links()]
    assert words == ["要求", "客观证据", "讨论", "受审查方确认"]
    page.click(page.detail.lacks.links()[0])
    assert page.detail.facts.requirement.hasFocus()
    page.type(page.detail.facts.requirement, "投诉须回访", None)
    page.press(Key.Key_Escape, page.detail.facts.requirement)
    page.until(lambda: [link.text() for link in page.detail.lacks.links()] == words[1:])
    assert page.page.side.list.hasFocus()
    assert page.page.side.count.text() == "1 项，1 项待办"


def test_words_that_hint_are_underlined_and_said_gently(begin_findings: Begin) -> None:
    page = begin_findings(one_nonconformity)
    statement = page.detail.facts.statement
    clause = page.view.scheme.findings.wording_clause if page.view.scheme.findings else None
    assert statement.entry.note.text() == f"只陈述事实，不提示原因和解决办法，见 {clause}"
    assert statement.doubt.isHidden()
    page.type(statement.field, "𠮷工单由于交接疏漏没有回访，建议补做", None)
    assert statement.marked() == ["由于", "建议"]
    assert statement.doubt.text() == "“由于”像在说原因，“建议”像在说解决办法，请核对。"
    page.press(Key.Key_Return, statement.field, CONTROL)
    # A doubt is no refusal.
    page.until(lambda: "建议补做" in (page.finding.statement or ""))
    page.choose(page.detail.facts.kind, "improvement")
    page.until(lambda: page.finding.kind == "improvement")
    assert statement.marked() == []
    assert statement.doubt.isHidden()


def test_scores_offer_findings_one_by_one_or_all(begin_findings: Begin) -> None:
    def fill(ws: Workspace, audit: str) -> None:
        deduct(ws, audit, "5.1.1.2", "一家门店没有公示投诉电话", "两名客服没有上岗培训记录")
        deduct(ws, audit, "5.1.2.1", "制度没有批准页")

    page = begin_findings(fill)
    assert page.page.side.offers.text.text() == "3 条扣分或判定还没有发现"
    page.press(Key.Key_O, page.page.side.add)
    offered = page.page.offers.list
    assert offered.hasFocus()
    page.press(Key.Key_Down, offered)
    page.press(Key.Key_Return, offered)
    page.until(lambda: [one.statement for one in page.all] == ["两名客服没有上岗培训记录"])
    assert page.frame.said() == "已建立 F01"
    assert page.page.offers.isVisible()
    right = QPoint(offered.viewport().width() - 20, 20)
    page.qtbot.mouseClick(offered.viewport(), LEFT, pos=right)
    page.until(lambda: len(page.all) == 2)
    page.press(Key.Key_Return, offered, CONTROL)
    page.until(lambda: len(page.all) == 3)
    assert page.detail.isVisible()
    assert page.page.side.offers.isHidden()
    page.frame.undo()
    page.until(lambda: len(page.all) == 2)
    assert page.page.side.offers.text.text() == "1 条扣分或判定还没有发现"


def test_who_disagrees_says_why(begin_findings: Begin) -> None:
    page = begin_findings(one_nonconformity)
    talk = page.detail.talk
    page.press(Key.Key_T)
    assert talk.agrees.hasFocus()
    page.press(Key.Key_Left, talk.agrees)
    page.until(lambda: page.finding.client_agrees is not None)
    assert page.detail.talk.agrees.selected() == "yes"
    assert str(page.finding.discussed_on) == "2026-11-24"
    page.choose(talk.agrees, "no")
    page.until(lambda: "请写明其意见" in talk.agrees_entry.fault())
    assert talk.agrees.selected() == "yes"
    page.type(talk.view_field, "合同没有约定回访", None)
    page.choose(talk.agrees, "no")
    page.until(lambda: page.finding.client_agrees is False)
    assert page.finding.client_view == "合同没有约定回访"
    page.idle()
    page.until(lambda: not talk.agrees_entry.fault())
    page.click(talk.back)
    page.until(lambda: page.finding.discussed_on is None)
    assert page.finding.client_agrees is None
    assert page.frame.said() == "已撤回讨论记录"


def test_the_client_signs_and_a_change_ends_it(begin_findings: Begin) -> None:
    page = begin_findings(one_nonconformity)
    sign = page.detail.sign
    page.press(Key.Key_K)
    assert sign.name.hasFocus()
    assert "姓名" in sign.name_entry.fault()
    page.type(sign.name, "周航")
    page.type(sign.role, "管理者代表")
    pad = sign.pad
    page.qtbot.mousePress(pad, LEFT, pos=QPoint(40, 60))
    page.qtbot.mouseMove(pad, QPoint(120, 30))
    page.qtbot.mouseRelease(pad, LEFT, pos=QPoint(120, 30))
    assert pad.strokes()
    page.press(Key.Key_K)
    page.until(lambda: page.finding.confirmation)
    signature = page.finding.confirmation
    assert signature is not None
    assert (signature.name, signature.role) == ("周航", "管理者代表")
    assert signature.strokes
    assert sign.signed.text() == "周航 管理者代表 于 2026-11-24 10:02 确认，电子签名在案。"
    assert sign.form.isHidden()
    assert not pad.isEnabled()
    page.type(page.detail.facts.statement.field, "四份工单没有回访记录")
    page.until(lambda: page.finding.confirmation is None)
    assert not sign.form.isHidden()
    assert pad.strokes() == ""


def test_an_improvement_where_points_were_lost_is_asked_about(begin_findings: Begin) -> None:
    def fill(ws: Workspace, audit: str) -> None:
        deduct(ws, audit, "5.1.1.2", "一家门店没有公示投诉电话")
        findings.from_deduction(ws, audit, "5.1.1.2")
        findings.add(ws, audit, "improvement", statement="公示牌可以更大")

    page = begin_findings(fill)
    page.press(Key.Key_Down)
    page.until(lambda: page.finding.number == "F02")
    facts = page.detail.facts
    page.type(facts.clauses.field, "5.1.1.2", Key.Key_Return)
    assert facts.other.isVisible()
    assert "F01" in facts.other.text.text()
    assert page.finding.items == ()
    page.click(facts.other.no)
    assert facts.other.isHidden()
    page.type(facts.clauses.field, "5.1.1.2", Key.Key_Return)
    assert facts.other.yes.hasFocus()
    page.press(Key.Key_Space, facts.other.yes)
    page.until(lambda: page.finding.items == ("5.1.1.2",))
    assert page.finding.other_matter
    assert "两件事" in facts.other.text.text()
    page.idle()
    page.click(facts.other.back)
    page.until(lambda: "请先确认" in facts.error.text())
    # What costs points never becomes an improvement.
    page.press(Key.Key_Up)
    page.until(lambda: page.finding.number == "F01")
    page.choose(facts.kind, "improvement")
    page.until(lambda: "不能改记为改进机会" in facts.error.text())
    assert facts.kind.selected() == "deduction"


def test_a_special_deduction_goes_with_its_nonconformity(begin_findings: Begin) -> None:
    page = begin_findings(one_nonconformity)
    special = page.detail.facts.special
    page.click(special)
    page.until(lambda: page.view.document.special_deductions)
    assert page.titles() == ["F01·轻微不符合·特别扣分"]
    page.idle()
    page.click(special)
    page.until(lambda: not page.view.document.special_deductions)
    assert not special.isChecked()


def test_a_special_deduction_without_a_nonconformity_leads_to_the_scores(begin_findings: Begin) -> None:
    from desktop.ui.scoring.page import ScorePage

    page = begin_findings(lambda ws, audit: scoring.special_deduction(ws, audit, add="广告违法"))
    others = page.page.side.others
    assert [row.text for row in others.rows()] == ["第 1 项特别扣分没有对应的不符合，特别扣分须整改。"]
    page.press(Key.Key_Return, others.lines()[0])
    scores = page.frame.page()
    assert isinstance(scores, ScorePage)
    assert scores.current == "@special"


def test_filters_by_kind_and_what_is_left(begin_findings: Begin) -> None:
    page = begin_findings(several)
    side = page.page.side
    assert [pill.text() for pill in side.pills.values()] == ["全部 4", "不符合 1", "扣分 1", "改进机会 1", "分歧 1", "待办 3"]
    page.press(Key.Key_3)
    assert page.titles() == ["F02·扣分项"]
    page.until(lambda: page.finding.number == "F02")
    page.press(Key.Key_N)
    page.until(lambda: len(page.all) == 5)
    assert page.finding.kind == "deduction"
    page.press(Key.Key_6)
    assert page.titles() == ["F01·轻微不符合", "F02·扣分项", "F04·分歧", "F05·扣分项"]
    # What has just been done stays in sight.
    page.press(Key.Key_5)
    page.until(lambda: page.finding.number == "F04")
    page.choose(page.detail.facts.kind, "improvement")
    page.until(lambda: page.finding.kind == "improvement")
    assert page.titles() == ["F04·改进机会"]
    page.press(Key.Key_1)
    assert len(page.titles()) == 5


def test_a_finding_taken_out_comes_back(begin_findings: Begin) -> None:
    page = begin_findings(several)
    page.press(Key.Key_Down)
    page.press(Key.Key_Delete)
    page.until(lambda: len(page.all) == 3)
    assert page.frame.said() == "已删除发现 F02"
    assert page.finding.number == "F03"
    page.frame.undo()
    page.until(lambda: [one.number for one in page.all] == ["F01", "F02", "F03", "F04"])


def test_what_is_typed_is_there_after_a_restart(begin_findings: Begin, open_window: Callable[..., MainWindow]) -> None:
    page = begin_findings(one_nonconformity)
    page.type(page.detail.facts.requirement, "投诉须在三日内回访", None)
    page.type(page.detail.sign.name, "周航", None)
    page.qtbot.wait(120)
    page.idle()
    audit = page.view.id
    page.page.drafts.keep()
    page.idle()
    page.window.runner.stop()
    again = Findings(open_window(audit), page.qtbot)
    again.until(lambda: again.detail.sign.name.value() == "周航")
    assert again.detail.facts.requirement.value() == "投诉须在三日内回访"


def test_evidence_is_linked_cited_and_taken_out(begin_findings: Begin, tmp_path: Path) -> None:
    photo = make_photo(tmp_path / "a.jpg")
    other = make_photo(tmp_path / "b.jpg", (200, 40, 40))

    def fill(ws: Workspace, audit: str) -> None:
        one_nonconformity(ws, audit)
        added = evidence.add_files(ws, audit, [photo])
        findings.cite(ws, audit, "F01", add=tuple(added.added))

    page = begin_findings(fill)
    linked = page.detail.facts.linked
    assert len(linked.thumbs.rows.entries) == 1
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(other))])
    QApplication.clipboard().setMimeData(mime)
    page.press(Key.Key_V, page.page.side.list, CONTROL)
    page.until(lambda: len(linked.thumbs.rows.entries) == 2)
    assert "客观证据" not in [link.text() for link in page.detail.lacks.links()]
    linked.thumbs.setCurrentIndex(linked.thumbs.rows.index(0))
    page.press(Key.Key_Delete, linked.thumbs)
    page.until(lambda: not page.finding.evidence)
    assert len(linked.thumbs.rows.entries) == 1
    page.idle()
    linked.thumbs.setCurrentIndex(linked.thumbs.rows.index(0))
    page.press(Key.Key_Delete, linked.thumbs)
    page.until(lambda: not linked.thumbs.rows.entries)
    assert len(page.view.document.evidence) == 2


@pytest.mark.qt_log_ignore("grabbing the keyboard", "raise")
def test_evidence_there_is_is_chosen_from_a_menu(begin_findings: Begin, tmp_path: Path) -> None:
    first, second = make_photo(tmp_path / "a.jpg"), make_photo(tmp_path / "b.jpg", (200, 40, 40))

    def fill(ws: Workspace, audit: str) -> None:
        one_nonconformity(ws, audit)
        evidence.add_files(ws, audit, [first])
        evidence.add_files(ws, audit, [second], ["items/5.1.1.2"])

    page = begin_findings(fill)
    page.press(Key.Key_L)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    actions = [action for action in menu.actions() if action.isCheckable()]
    assert [action.text() for action in actions] == ["b.jpg", "a.jpg"]
    actions[0].trigger()
    menu.close()
    page.until(lambda: page.finding.evidence)
    assert page.finding.evidence == (next(one.id for one in page.view.document.evidence if one.name == "b.jpg"),)
    page.idle()
    page.press(Key.Key_L)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    menu.close()
    page.until(lambda: not page.finding.evidence)


def test_a_deduction_leads_from_the_scores_to_its_finding(begin_findings: Begin) -> None:
    from desktop.ui.scoring.page import ScorePage

    def fill(ws: Workspace, audit: str) -> None:
        one_nonconformity(ws, audit)
        deduct(ws, audit, "5.1.2.1", "制度没有批准页")
        findings.from_deduction(ws, audit, "5.1.2.1")

    page = begin_findings(fill)
    page.frame.go("score", "items/5.1.2.1")
    scores = page.frame.page()
    assert isinstance(scores, ScorePage)
    row = next(row for row in scores.findChildren(DeductionRow) if row.isVisible())
    assert row.finding.text() == "发现 F02"
    page.click(row.finding)
    assert page.frame.page() is page.page
    assert page.finding.number == "F02"


def test_forms_are_written_as_pdf(begin_findings: Begin, tmp_path: Path) -> None:
    page = begin_findings(one_nonconformity)
    assert list(page.page.side._titles) == ["findings", "nonconformity", "scoring-rounds"]
    for kind in page.page.side._titles:
        path = tmp_path / f"{kind}.pdf"
        page.page.exporting.write(path, kind)
        page.until(path.exists)
        assert path.read_bytes().startswith(b"%PDF-")
    page.until(lambda: page.frame.said().startswith("已导出"))
    page.press(Key.Key_E, page.page.side.list, CONTROL)
    dialog = page.page.exporting.dialog
    assert dialog is not None
    assert "不符合报告" in dialog.selectedFiles()[0]
    dialog.close()


def test_it_is_found_from_elsewhere(begin_findings: Begin) -> None:
    page = begin_findings(several)
    page.press(Key.Key_3)
    page.frame.open_step("score")
    last = page.all[-1].id
    page.frame.go("findings", f"findings/{last}")
    assert page.page.shown == last
    assert len(page.titles()) == 4


def test_two_hundred_findings_show_one_at_a_time(begin_findings: Begin) -> None:
    def fill(ws: Workspace, audit: str) -> None:
        for number in range(200):
            audits.put_element(
                ws, audit, "findings", None, {"kind": "deduction", "number": f"F{number:03d}", "statement": f"第 {number} 件"}
            )

    page = begin_findings(fill)
    widgets = len(page.page.findChildren(QWidget))
    for _step in range(50):
        page.press(Key.Key_Down)
    page.until(lambda: page.finding.number == "F050")
    assert page.detail.facts.statement.field.value() == "第 50 件"
    # Nothing is built for a finding that is not looked at.
    assert len(page.page.findChildren(QWidget)) <= widgets + 20
