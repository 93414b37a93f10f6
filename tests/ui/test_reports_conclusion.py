"""The conclusion as a person makes it: what stands, why the rest does not, the client's wish, the words, who may."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import audits, concluding, scoring
from desktop.domain.assessment import Conclusion
from desktop.ui.reports.conclusion_view import ConclusionView
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.scroll import see
from tests.ui import report_page
from tests.ui.report_page import CONTROL, LEFT, Open, Report, words_in

FULL = {"5.1": {"score": 38}, "5.2": {"score": 33}, "5.3": {"score": 24}}
FOUR = {"5.1": {"score": 34}, "5.2": {"score": 30}, "5.3": {"score": 20}}


class Concluding(Report):
    """The report page at its conclusion."""

    def __init__(self, report: Report) -> None:
        self.__dict__.update(report.__dict__)
        self.desk = self.open(ConclusionView, "conclusion")

    @property
    def conclusion(self) -> Conclusion:
        return self.document.conclusion or Conclusion()

    def card(self, start: str) -> int:
        return next(place for place, card in enumerate(self.desk.outcomes.cards.cards()) if card.id.startswith(start))

    def choose(self, start: str) -> None:
        cards = self.desk.outcomes.cards
        see(cards)
        self.qtbot.mouseClick(cards, LEFT, pos=cards.rect_of(self.card(start)).center())

    def refused(self) -> str:
        return words_in(self.desk.outcomes.error) or self.desk.outcomes.error.text()


@pytest.fixture
def begun(open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Concluding]:
    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-11-20T16:30:00+08:00")

    def make(scheme: str, **sections: Any) -> Concluding:
        sections.setdefault("audit", {"kind": "initial"})
        return Concluding(report_page.begin(open_window, qtbot, tmp_path, scheme, **sections))

    return make


def test_what_the_grade_allows_is_chosen_and_written_with_who_and_when(begun: Callable[..., Concluding]) -> None:
    report = begun("ctc", items=FULL, applied_for=5)
    report.choose("recommend")
    report.qtbot.waitUntil(lambda: report.conclusion.kind == "recommend")
    assert str(report.conclusion.decided_on) == "2026-11-20"
    assert report.conclusion.decided_by
    assert report.conclusion.decided_by in words_in(report.desk.words)
    assert "整改后达到申请等级的证据" in words_in(report.desk.needs)
    assert report.desk.words.reason.is_needed()
    # By keys: the choice has the focus, arrows choose.
    report.desk.outcomes.cards.setFocus()
    report.key(Qt.Key.Key_Down)
    report.qtbot.waitUntil(lambda: report.conclusion.kind == "lower-level")


def test_what_does_not_stand_says_why(begun: Callable[..., Concluding]) -> None:
    report = begun("ctc", items=FULL, applied_for=5)
    cards = report.desk.outcomes.cards.cards()
    assert [card.faint for card in cards] == [False, True, True, True, True]
    assert "没有低于申请的五星级" in cards[report.card("not")].under or "已达到等级" in cards[report.card("not")].under
    report.choose("not")
    report.qtbot.waitUntil(lambda: report.conclusion.kind == "not")
    wrong = report.desk.outcomes.cards.cards()[report.card("not")]
    assert wrong.wrong
    assert report.desk.outcomes.cards.selected() == wrong.id
    # It is written, and stands in the way of handing in.
    assert "结论" in report.whole.pills["conclusion"].text()
    assert any(one.id.startswith("conclusion-not-allowed") for one in concluding_notices(report))


def concluding_notices(report: Report) -> list[Any]:
    found: list[Any] = []
    report.window.runner.ask(report.whole, lambda ws: concluding.check(ws, report.view.id), found.extend)
    report.qtbot.waitUntil(lambda: bool(found))
    return found


def test_nothing_stands_before_the_grade_is_there(begun: Callable[..., Concluding]) -> None:
    report = begun("ctc")
    part = report.desk.outcomes
    assert f"还缺 {len(report.view.grade.missing)} 项" in words_in(part.waits)
    # The reason is said once, not at every choice.
    assert not any(card.under for card in part.cards.cards())
    report.qtbot.mouseClick(part.waits.findChildren(Button)[0], LEFT)
    assert report.frame.rail.item("score").isChecked()


def test_a_lower_level_waits_for_the_clients_wish_and_its_day(begun: Callable[..., Concluding]) -> None:
    report = begun("ctc", items=FOUR, applied_for=4)
    lower = report.desk.outcomes.cards.cards()[report.card("lower-level")]
    assert "只有受审查方提出申请才能降低等级" in lower.under
    report.choose("lower-level")
    report.qtbot.waitUntil(lambda: report.conclusion.kind == "lower-level")
    # What is missing is at hand at once.
    assert QApplication.focusWidget() is report.desk.request.text.field
    report.qtbot.keyClicks(report.desk.request.text.field, "three stars wanted")
    report.key(Qt.Key.Key_Return, modifier=CONTROL)
    report.qtbot.waitUntil(lambda: report.conclusion.client_request == "three stars wanted")
    assert str(report.conclusion.requested_on) == "2026-11-20"
    report.qtbot.waitUntil(lambda: not report.desk.outcomes.cards.cards()[report.card("lower-level")].under)
    assert not report.desk.outcomes.cards.cards()[report.card("lower-level")].wrong
    day = report.desk.request.on.field
    day.setFocus()
    day.selectAll()  # type: ignore[attr-defined] # a DateField
    report.qtbot.keyClicks(day, "2026-11-18")
    report.key(Qt.Key.Key_Return)
    report.qtbot.waitUntil(lambda: str(report.conclusion.requested_on) == "2026-11-18")


def test_other_grounds_are_folded_away_and_speak_for_themselves(begun: Callable[..., Concluding]) -> None:
    report = begun("ctc", audit={"kind": "surveillance"}, items=FULL, previous={"stars": 5})
    part = report.desk.outcomes
    assert not part.grounds.isVisible()
    report.qtbot.mouseClick(part.more, LEFT)
    assert part.grounds.isVisible()
    place = next(at for at, card in enumerate(part.grounds.cards()) if card.id == "suspend/suspend-c")
    see(part.grounds)
    report.qtbot.mouseClick(part.grounds, LEFT, pos=part.grounds.rect_of(place).center())
    report.qtbot.waitUntil(lambda: report.conclusion.ground == "suspend-c")
    assert part.grounds.selected() == "suspend/suspend-c"
    assert not part.cards.selected()
    assert "情况属实的证据" in words_in(report.desk.needs)


def test_own_words_stay_when_another_outcome_is_chosen(begun: Callable[..., Concluding]) -> None:
    text = "推荐申请等级认证注册。建议五星级，覆盖总部。"
    report = begun("ctc", items=FULL, applied_for=5, conclusion={"kind": "recommend", "text": text})
    report.choose("not")
    report.qtbot.waitUntil(lambda: report.conclusion.text == "不推荐认证注册。建议五星级，覆盖总部。")
    report.choose("recommend")
    report.qtbot.waitUntil(lambda: report.conclusion.text == text)


def test_a_conclusion_is_taken_back_and_brought_back(begun: Callable[..., Concluding]) -> None:
    report = begun("ctc", items=FULL, applied_for=5)
    report.choose("recommend")
    report.qtbot.waitUntil(lambda: report.conclusion.kind == "recommend")
    report.qtbot.mouseClick(report.desk.outcomes.clear, LEFT)
    report.qtbot.waitUntil(lambda: report.conclusion.kind is None)
    assert not report.desk.outcomes.cards.selected()
    assert "已清除结论" in report.frame.said()
    report.qtbot.keyClick(report.desk.outcomes.cards, Qt.Key.Key_Z, CONTROL)
    report.qtbot.waitUntil(lambda: report.conclusion.kind == "recommend")


def test_only_the_leader_concludes(begun: Callable[..., Concluding]) -> None:
    team = [{"id": "m1", "name": "韩知远", "role": "leader"}]
    report = begun("ctc", items=FULL, applied_for=5, team=team)
    report.choose("recommend")
    report.qtbot.waitUntil(lambda: bool(report.desk.outcomes.error.text()))
    assert "只有组长能作出审查结论" in report.desk.outcomes.error.text()
    assert report.conclusion.kind is None
    assert not report.desk.outcomes.cards.selected(), "the choice goes back"


def test_a_score_changes_what_stands(begun: Callable[..., Concluding]) -> None:
    report = begun("ctc", items=FULL, applied_for=4, conclusion={"kind": "recommend"})
    assert not any(card.wrong for card in report.desk.outcomes.cards.cards())
    assert "五星级" in words_in(report.desk.grade)
    report.act(lambda ws, audit: scoring.answer(ws, audit, "5.1", score=Decimal(1)))
    report.qtbot.waitUntil(lambda: any(card.wrong for card in report.desk.outcomes.cards.cards()))


def test_outcomes_of_one_kind_are_told_apart(begun: Callable[..., Concluding]) -> None:
    report = begun("ctc", audit={"kind": "surveillance"}, items=FOUR, previous={"stars": 5})
    report.act(lambda ws, audit: audits.set_fields(ws, audit, "conclusion", {"kind": "suspend", "text": "暂停认证。先行暂停。"}))
    report.qtbot.waitUntil(lambda: report.desk.outcomes.cards.selected() == "suspend-below")


def test_notices_lead_to_their_fields_and_the_place_is_found(begun: Callable[..., Concluding]) -> None:
    report = begun("ctc", items={"5.1": {"score": 1}, "5.2": {"score": 1}, "5.3": {"score": 1}}, conclusion={"kind": "not"})
    report.desk.next_notice()
    assert QApplication.focusWidget() is report.desk.words.reason.field
    report.frame.go("score")
    report.frame.go("report", "conclusion.client_request")
    assert report.whole.at() == "conclusion"
    report.whole.show_view("papers")
    report.qtbot.mouseClick(report.page.work.conclusion.button, LEFT)
    assert report.whole.at() == "conclusion"
