"""Observations at the screen: record by record as fast as the single score, how they come together, what the leader decides."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.actions import audits, drafts, evidence, observations
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import Workspace
from desktop.domain.assessment import ConformityAnswer, Deduction, Observation
from desktop.ui.main_window import MainWindow
from desktop.ui.scoring.observed_pane import ObservedPane
from desktop.ui.scoring.record_editor import RecordEditor
from tests.actions.scenario import make_photo
from tests.ui.conftest import end
from tests.ui.score_page import Scoring

Open = Callable[..., MainWindow]
ALT = Qt.KeyboardModifier.AltModifier
ENTER = Qt.Key.Key_Return
SHARE, WHOLE, LOSSES, VERDICT = "5.1.1.2", "5.1.1.1", "4.1.4", "4.2.1.1"
LEADER, OTHER = "沈望舒", "陆既明"


class Observing(Scoring):
    """The score page with its records."""

    @property
    def pane(self) -> ObservedPane:
        return self.page.clause.observed

    @property
    def editor(self) -> RecordEditor:
        return self.pane.editor

    def records(self, item: str) -> list[Observation]:
        return [one for one in self.doc().observations if one.item == item]

    def at_site(self, by: int) -> None:
        """Alt with up or down."""
        self.qtbot.keyClick(self.focused(), Qt.Key.Key_Down if by > 0 else Qt.Key.Key_Up, ALT)
        self.settle()


@pytest.fixture
def begin(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Callable[..., Observing]:
    """An audit with two sites and a team of two; `acting` works at the screen, `prepare(ws, audit)` does something first."""

    def make(scheme: str = "ctc", acting: str = LEADER, prepare: Callable[[Workspace, str], object] | None = None) -> Observing:
        ws = open_workspace(tmp_path / "store")
        audit = audits.create(ws, scheme=scheme, client="岚川电器股份有限公司").audit
        for name in ("城东服务站", "城西服务站"):
            audits.put_element(ws, audit, "sites", None, {"name": name})
        for name, role in ((LEADER, "leader"), (OTHER, "auditor")):
            audits.put_element(ws, audit, "team", None, {"name": name, "role": role})
        if prepare:
            prepare(ws, audit)
        ws.set_author(acting)
        ws.close()
        at = Observing(open_window(audit), qtbot)
        at.until(lambda: at.page.observing.me == acting)
        return at

    return make


def seen_by(name: str, item: str, **fields: Any) -> Callable[[Workspace, str], object]:
    """Somebody's record, made before."""

    def make(ws: Workspace, audit: str) -> None:
        ws.set_author(name)
        observations.observe(ws, audit, item, **fields)

    return make


def test_sites_that_were_named_meanwhile_are_the_ones_observed(begin: Callable[..., Observing]) -> None:
    at = begin()
    audit = at.page.view.id
    for fields in ({"name": "江城总部"}, {"name": "江北服务站"}):
        at.page.context.runner.act(at.page, partial(audits.put_element, audit=audit, section="sites", element=None, fields=fields))
    at.until(lambda: len(at.doc().sites) == 4)
    at.go(SHARE)
    at.press("o")
    # The list names its head office now: there is no other.
    lines = at.page.observing.lines(at.page.view.rules.items[SHARE])
    assert [line.site for line in lines] == ["城东服务站", "城西服务站", "江城总部", "江北服务站"]


def test_one_clause_at_three_sites_by_keys(begin: Callable[..., Observing]) -> None:
    at = begin()
    at.go(SHARE)
    assert at.control.isVisible()
    at.press("o")
    assert not at.control.isVisible()
    assert at.editor.isVisible()
    at.press("s", "40", ENTER, "4", ENTER)
    at.press("o", "s", "10", ENTER, "0", ENTER)
    at.press("o", "f", "10", ENTER, ENTER)
    sites = [site.id for site in at.doc().sites]
    assert [(one.site, one.sampled, one.failed, one.auditor) for one in at.records(SHARE)] == [
        (None, 40, 4, LEADER),
        (sites[0], 10, 0, LEADER),
        (sites[1], 10, 0, LEADER),
    ]
    answer = at.answer(SHARE)
    assert (answer.sampled, answer.failed, answer.rolled) == (60, 4, True)
    assert at.pane.total.text() == "汇总 3 条：抽 60，不符 4，得 2.80"
    assert "样本相加" in at.pane.rule_note.text()
    assert at.page.clause.head._points.accessibleName() == "2.80 / 3"
    at.press("o")
    assert "各场所都有你的结果了" in at.frame._toast.text()


def test_every_clause_by_site_takes_one_key_each(begin: Callable[..., Observing]) -> None:
    at = begin()
    at.qtbot.keyClick(at.focused(), Qt.Key.Key_O, Qt.KeyboardModifier.ShiftModifier)
    at.settle()
    at.at_site(1)
    east = at.doc().sites[0].id
    for key in (WHOLE, SHARE):
        assert at.page.current == key
        assert at.editor.place.site == east
        at.press("f", Qt.Key.Key_Down)
    assert [(one.item, one.site, one.met) for one in at.doc().observations] == [(WHOLE, east, True), (SHARE, east, True)]
    at.qtbot.keyClick(at.focused(), Qt.Key.Key_O, Qt.KeyboardModifier.ShiftModifier)
    at.go("5.1.2.1")
    assert at.control.isVisible(), "a clause without records is scored in one again"
    at.go(WHOLE)
    assert at.editor.isVisible(), "records stay"


@pytest.mark.parametrize(
    ("scheme", "item", "keys", "one", "value"),
    [
        ("ctc", WHOLE, "0", {"met": False}, {"met": False}),
        ("ctc", SHARE, "f", {"met": True}, {"met": True}),
        ("cqm", LOSSES, "f", {"deductions": ()}, {"deductions": ()}),
        ("cqm", VERDICT, "2", {"result": "minor"}, {"result": "minor"}),
        ("cqm", VERDICT, "3", {"result": "severe"}, {"result": "severe"}),
    ],
)
def test_each_kind_of_clause_has_its_results(
    begin: Callable[..., Observing], scheme: str, item: str, keys: str, one: dict[str, Any], value: dict[str, Any]
) -> None:
    at = begin(scheme)
    at.go(item)
    at.press("o", keys)
    (made,) = at.records(item)
    assert {name: getattr(made, name) for name in one} == one
    stands = at.doc().conformity.get(item) if scheme == "cqm" and item == VERDICT else at.answer(item)
    assert {name: getattr(stands, name) for name in value} == value
    at.press(Qt.Key.Key_Backspace)
    (left,) = at.records(item)
    assert not any(getattr(left, name) for name in one)
    assert at.page.tree.model.states[item].state == "empty"
    at.press(Qt.Key.Key_Delete)
    assert at.records(item) == []
    assert "已删除一条现场记录" in at.frame._toast.text()


@pytest.mark.parametrize(("scheme", "item"), [("cqm", "4.1"), ("bz", "2"), ("cqm", "4.1.4.6c")])
def test_of_groups_levels_and_details_only_what_was_seen(begin: Callable[..., Observing], scheme: str, item: str) -> None:
    at = begin(scheme)
    keys = list(at.view.rules.items)
    key = item if item in keys else next(one for one in keys if at.view.rules.items[one].item.kind == "level")
    at.go(key)
    at.press("o", "m", "t", "与负责人谈过")
    at.page.clause.leave()
    at.settle()
    (made,) = at.records(key)
    assert (made.method, made.seen) == ("interview", "与负责人谈过")
    assert not at.editor.segments.isVisible()
    assert key not in at.doc().items


def test_how_it_was_got_who_was_asked_and_what_was_seen(begin: Callable[..., Observing]) -> None:
    at = begin()
    at.go(SHARE)
    at.press("o", "m", "w")
    at.type_into(at.editor.how.asked, "派单员")
    at.press("t", "抽看 11 月派工单")
    at.press(Qt.Key.Key_Escape)
    (made,) = at.records(SHARE)
    assert (made.method, made.interviewed, made.seen) == (("interview", "document"), "派单员", "抽看 11 月派工单")
    assert SHARE not in at.doc().items, "what was seen alone gives no score"
    assert "得分由组长直接填写" in at.pane.rule_note.text()
    at.click(at.editor.how.pills["document"])
    assert at.records(SHARE)[0].method == "interview"
    assert "面谈派单员" in at.pane.list.accessibleDescription()


def test_statements_of_a_record_become_the_clauses(begin: Callable[..., Observing]) -> None:
    at = begin("cqm", prepare=seen_by(OTHER, LOSSES, deductions=(Deduction(points=Decimal("0.5"), statement="价目未上墙"),)))
    at.go(LOSSES)
    at.press("o", "d", "0.25", ENTER)
    at.type_into_area(at.editor.deductions.rows.shown()[0].statement, "无安装工单")
    mine = next(one for one in at.records(LOSSES) if one.auditor == LEADER)
    assert mine.deductions == (Deduction(points=Decimal("0.25"), statement="无安装工单"),)
    assert sum(one.points for one in at.answer(LOSSES).deductions or ()) == Decimal("0.75")
    assert not at.page.clause.deductions.isVisible(), "the clause's list is that of the records"
    row = at.editor.deductions.rows.shown()[0]
    assert row.no_evidence.isVisible()
    assert not row.no_statement.isVisible()
    assert "扣 0.75" in at.pane.total.text()
    at.click(row.remove)
    assert next(one for one in at.records(LOSSES) if one.auditor == LEADER).deductions is None


def test_results_that_cannot_be_added_are_not_offered(begin: Callable[..., Observing]) -> None:
    at = begin(prepare=seen_by(OTHER, SHARE, met=False))
    at.go(SHARE)
    at.press("o", "s")
    assert not at.editor.sampled.isVisible()
    assert "是否满足" in at.editor.error.text()
    at.press("7")
    assert "按 P" in at.editor.error.text()
    at.press("0")
    assert [one.met for one in at.records(SHARE)] == [False, False]


def test_full_beside_samples_asks_for_the_sample(begin: Callable[..., Observing]) -> None:
    at = begin(prepare=seen_by(OTHER, SHARE, sampled=10, failed=1))
    at.go(SHARE)
    at.press("o", "f")
    assert at.editor.sampled.hasFocus()
    at.press("30", ENTER, ENTER)
    assert at.answer(SHARE).sampled == 40
    assert at.answer(SHARE).failed == 1


def test_two_auditors_who_disagree_are_shown(begin: Callable[..., Observing]) -> None:
    at = begin(prepare=seen_by(OTHER, WHOLE, met=True, seen="制度齐全"))
    at.go(WHOLE)
    assert not at.pane.difference.isVisible()
    at.press("o", "0")
    assert at.pane.difference.isVisible()
    assert at.pane.difference.accessibleName().startswith(f"总部：{OTHER}“满足”，{LEADER}“不满足”")
    assert [line.differs for line in at.pane.list.lines() if line.one] == [True, True]
    assert at.answer(WHOLE).met is False
    assert at.page.tree.pills["differing"].isVisible()
    assert at.page.tree.pills["differing"].text() == "所见不一 1"
    at.press("f")
    assert not at.pane.difference.isVisible()
    assert not at.page.tree.pills["differing"].isVisible()


def test_a_finding_is_flagged_until_it_is_said_and_shown(begin: Callable[..., Observing]) -> None:
    at = begin()
    at.go(WHOLE)
    at.press("o", "0")
    assert (at.editor.lacks.no_statement.isVisible(), at.editor.lacks.no_evidence.isVisible()) == (True, True)
    assert at.page.tree.model.states[WHOLE].lacks == ("缺扣分陈述", "缺客观证据")
    at.press("t", "无岗位说明", Qt.Key.Key_Escape)
    assert (at.editor.lacks.no_statement.isVisible(), at.editor.lacks.no_evidence.isVisible()) == (False, True)
    assert at.page.tree.model.states[WHOLE].lacks == ("缺客观证据",)
    assert at.page.tree.pills["lacking"].text() == "缺证据 1"


@pytest.mark.qt_log_ignore("grabbing the keyboard")
def test_evidence_belongs_to_the_record_and_to_its_clause(begin: Callable[..., Observing], tmp_path: Path) -> None:
    at = begin()
    at.go(WHOLE)
    at.press("o", "0")
    record = f"observations/{at.records(WHOLE)[0].id}"
    at.page.intake.add_files([make_photo(tmp_path / "IMG_0318.jpg")])
    at.until(lambda: at.doc().evidence)
    at.settle()
    assert at.doc().evidence[0].links == (f"items/{WHOLE}", record)
    assert not at.editor.lacks.no_evidence.isVisible()
    at.window.runner.act(at.page, lambda ws: evidence.unlink(ws, at.view.id, at.doc().evidence[0].id or "", record))
    at.settle()
    assert at.editor.lacks.no_evidence.isVisible()
    at.click(at.editor.lacks.links)
    menu = at.page.findChild(QMenu)
    assert menu is not None
    menu.actions()[0].trigger()
    menu.close()
    at.settle()
    assert at.doc().evidence[0].links == (f"items/{WHOLE}", record)
    at.page.shown.unlink(at.doc().evidence[0].id or "")
    at.settle()
    assert at.doc().evidence[0].links == ()
    at.frame.undo()
    at.settle()
    assert len(at.doc().evidence[0].links) == 2, "one step back"


# The leader


def test_the_leader_decides_with_a_reason_and_gives_it_up(begin: Callable[..., Observing]) -> None:
    at = begin(prepare=seen_by(OTHER, SHARE, sampled=10, failed=5))
    at.go(SHARE)
    assert at.answer(SHARE).rolled
    at.press("p")
    card = at.page.clause.override
    assert card.reason.hasFocus()
    at.press("三份样本取自同一天", ENTER)
    assert at.answer(SHARE).rolled, "a reason alone decides nothing"
    at.press("f")
    answer = at.answer(SHARE)
    assert (answer.score or answer.met, answer.override, answer.rolled) == (True, "三份样本取自同一天", False)
    assert card.isVisible()
    at.until(lambda: LEADER in card._text.text())
    assert "汇总 1 条：抽 10，不符 5，得 1.50" in card._text.text()
    assert at.page.tree.pills["overridden"].text() == "改判 1"
    at.type_into(card.reason, "样本不具代表性")
    assert at.answer(SHARE).override == "样本不具代表性"
    card.reason.setFocus()
    card.reason.selectAll()
    at.press(Qt.Key.Key_Delete, ENTER)
    assert "须写明理由" in card.error.text()
    assert at.answer(SHARE).override == "样本不具代表性"
    at.click(card.give_up)
    assert at.answer(SHARE).rolled
    assert not card.isVisible()
    assert "已恢复为现场记录的汇总" in at.frame._toast.text()


def test_a_decision_that_is_given_up_leaves_nothing(begin: Callable[..., Observing]) -> None:
    at = begin(prepare=seen_by(OTHER, WHOLE, met=False))
    at.go(WHOLE)
    at.press("p", "再想想", ENTER)
    at.click(at.page.clause.override.give_up)
    assert not at.page.clause.override.isVisible()
    at.press("f")
    assert [one.met for one in at.records(WHOLE)] == [False, True], "the key goes to the records again"
    assert at.answer(WHOLE).override is None


def test_after_the_decision_the_keys_go_to_the_records_again(begin: Callable[..., Observing]) -> None:
    at = begin(prepare=seen_by(OTHER, WHOLE, met=True))
    at.go(WHOLE)
    at.press("p", "当场核实", ENTER)
    at.press(Qt.Key.Key_Down, Qt.Key.Key_Up, "f")
    assert [one.met for one in at.records(WHOLE)] == [True, True], "going away ends it"
    at.press("p", ENTER, "0")
    assert (at.answer(WHOLE).met, at.answer(WHOLE).override) == (False, "当场核实")
    at.press("0")
    assert [one.met for one in at.records(WHOLE)] == [True, False]
    assert at.answer(WHOLE).override, "what is observed now does not change what was decided"


def test_conformity_is_decided_too(begin: Callable[..., Observing]) -> None:
    at = begin("cqm", prepare=seen_by(OTHER, VERDICT, result="severe"))
    at.go(VERDICT)
    at.press("p", "当场补齐", ENTER, "1")
    assert at.doc().conformity[VERDICT] == ConformityAnswer(result="conforming", override="当场补齐")
    assert "严重不符合" in at.page.clause.override._text.text()


def test_a_group_over_records_is_decided_with_a_reason(begin: Callable[..., Observing]) -> None:
    at = begin(prepare=seen_by(OTHER, WHOLE, met=False))
    at.go("5.1.1")
    at.press("p", "整体评定", ENTER)
    at.press("3", ENTER)
    assert (at.answer("5.1.1").score, at.answer("5.1.1").override) == (Decimal(3), "整体评定")
    assert WHOLE not in at.doc().items
    at.click(at.page.clause.override.give_up)
    assert at.answer(WHOLE).rolled


def test_who_does_not_lead_cannot_decide_nor_change_others(begin: Callable[..., Observing]) -> None:
    at = begin(acting=OTHER, prepare=seen_by(LEADER, WHOLE, met=False, seen="缺岗位说明"))
    at.go(WHOLE)
    assert not at.pane.override.isVisible()
    at.press("p")
    assert LEADER in at.frame._toast.text()
    assert not at.page.clause.override.isVisible()
    at.pane._pick(next(place for place, line in enumerate(at.pane.list.lines()) if line.place.auditor == LEADER))
    assert not at.editor.seen.isEnabled()
    assert LEADER in at.editor._note.text()
    at.press("f")
    assert [one.met for one in at.records(WHOLE)] == [False], "the key does not write in somebody else's record"
    at.pane._pick(next(place for place, line in enumerate(at.pane.list.lines()) if line.place.auditor == OTHER))
    at.press("f")
    assert [one.met for one in at.records(WHOLE)] == [False, True]


def test_not_applicable_over_results_is_the_leaders(begin: Callable[..., Observing]) -> None:
    at = begin(prepare=seen_by(OTHER, WHOLE, met=False))
    at.go(WHOLE)
    at.press("n")
    assert at.page.clause.override.reason.hasFocus()
    at.press("没有网点", ENTER, "n", "没有网点", ENTER)
    assert (at.answer(WHOLE).excluded, at.answer(WHOLE).override) == ("没有网点", "没有网点")


# What is typed


def test_what_is_typed_for_a_record_that_is_none_yet_comes_back(begin: Callable[..., Observing], open_window: Open, qtbot: QtBot) -> None:
    at = begin()
    at.go(SHARE)
    at.press("o", "s", "40", ENTER)
    at.press(Qt.Key.Key_Escape)
    assert at.records(SHARE) == []
    audit = at.view.id
    end(at.window)
    again = Observing(open_window(audit), qtbot)
    again.go(SHARE)
    again.press("o")
    again.until(lambda: again.editor.sampled.value() == "40")
    assert again.editor.sampled.isVisible()
    again.type_into(again.editor.failed, "2")
    assert [(one.sampled, one.failed) for one in again.records(SHARE)] == [(40, 2)]
    left: list[int] = []
    again.window.runner.ask(again.page, lambda ws: len(drafts.drafts(ws, audit)), left.append)
    again.until(lambda: left)
    assert left == [0]


def test_words_alone_make_the_record(begin: Callable[..., Observing]) -> None:
    at = begin()
    at.go(SHARE)
    at.press("o", "t", "制度齐全", Qt.Key.Key_Escape)
    assert [one.seen for one in at.records(SHARE)] == ["制度齐全"]
    assert at.page.desk.pending == {}, "nothing is left over of the place that was none"
    at.frame.undo()
    at.settle()
    assert at.records(SHARE) == []
    assert at.editor.seen.value() == ""


def test_typing_goes_on_while_the_place_becomes_a_record(begin: Callable[..., Observing]) -> None:
    at = begin()
    at.go(SHARE)
    at.press("o", "s", "40", ENTER)
    at.qtbot.mouseClick(at.editor.how.pills["document"], Qt.MouseButton.LeftButton)
    at.settle()
    assert len(at.records(SHARE)) == 1
    assert at.editor.place.id
    assert at.editor.sampled.value() == "40"
    at.type_into(at.editor.failed, "3")
    (made,) = at.records(SHARE)
    assert (made.sampled, made.failed, made.method) == (40, 3, "document")
    assert not [key for key in at.page.desk.pending if key[0].startswith("observations/")]


# Filters


def test_filters_by_keys_and_by_site(begin: Callable[..., Observing]) -> None:
    def prepare(ws: Workspace, audit: str) -> None:
        seen_by(OTHER, WHOLE, met=False, site="城东服务站")(ws, audit)
        seen_by(LEADER, SHARE, met=True, seen="齐全")(ws, audit)

    at = begin(prepare=prepare)
    pills = at.page.tree.pills
    assert [pills[one].text() for one in ("mine", "noted", "without-evidence", "excluded")] == ["我的 1", "备注 0", "无证据 2", "不适用 0"]
    at.qtbot.keyClick(at.focused(), Qt.Key.Key_5, ALT)
    assert pills["mine"].isChecked()
    at.go(SHARE)
    at.page.tree.model.show_again(SHARE)
    assert at.page.tree.model.keys == ["5.1", "5.1.1", SHARE]
    at.qtbot.keyClick(at.focused(), Qt.Key.Key_5, ALT)
    assert pills["all"].isChecked()
    at.go("5.2.1.1")
    at.press("n", "没有网点", ENTER)
    assert pills["excluded"].text() == "不适用 1"
    east = at.doc().sites[0].id or ""
    bar = at.page.tree.filters
    bar.sites.select(east)
    bar.sites.activated.emit(bar.sites.currentIndex())
    assert pills["all"].text() == "全部 1"
    assert pills["open"].text() == "未记 46"
    assert pills["deducted"].text() == "扣分 1"
    assert at.page.observing.site == east
    at.go(WHOLE)
    at.press("j")
    assert at.page.current == SHARE, "at this site nothing is recorded there yet"
    at.press("o", "f")
    assert pills["open"].text() == "未记 45"
