"""The page of mystery visits as a person uses it: what is owed, a visit planned, made, doubted and released; scores stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import audits, drafts, visits
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import AuditView, Workspace
from desktop.base.errors import BadInput
from desktop.domain.assessment import Visit
from desktop.domain.scheme import AuditKind
from desktop.ui.main_window import MainWindow
from desktop.ui.visits.axis import Axis
from desktop.ui.visits.experience_card import AnswerEditor
from desktop.ui.visits.page import VisitsPage
from desktop.ui.visits.quick_line import QuickMoment, parse
from desktop.ui.widgets.element_list import HIT, ROW
from desktop.ui.widgets.fields import TextArea, TextField
from desktop.ui.widgets.rows import SegmentedRow

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
Open = Callable[..., MainWindow]
Fill = Callable[[Workspace, str], object]


class Visits:
    """An audit open at its visits."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
        assert window.frame is not None
        self.frame = window.frame
        self.frame.open_step("visits")
        page = self.frame.page()
        assert isinstance(page, VisitsPage)
        self.page = page

    @property
    def view(self) -> AuditView:
        return self.frame.view

    @property
    def visit(self) -> Visit:
        return next(one for one in self.view.document.visits if one.id == self.page.shown)

    def press(self, key: Qt.Key, at: QWidget | None = None) -> None:
        self.qtbot.keyClick(at or self.page.list, key)

    def type(self, field: TextField | TextArea, text: str, key: Qt.Key | None = Qt.Key.Key_Tab) -> None:
        field.setFocus()
        field.selectAll()
        if text.isascii():
            self.qtbot.keyClicks(field, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(field, event)
        if key is not None:
            self.qtbot.keyClick(field, key)

    def choose(self, row: SegmentedRow, place: int) -> None:
        self.qtbot.mouseClick(row, LEFT, pos=row.rect_of(place).center())

    def until(self, there: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(there()), timeout=10_000)

    def idle(self) -> None:
        self.until(lambda: not self.window.runner.is_saving())


@pytest.fixture
def begin(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Callable[..., Visits]:
    """An audit of the scheme that asks for visits, with what `fill` does to it, at its visits."""

    def make(kind: AuditKind = "surveillance", fill: Fill | None = None) -> Visits:
        ws = open_workspace(tmp_path / "store")
        scheme = next(one for one in ws.library.ids() if (asked := ws.library.load(one).scheme.visits) and asked.least.get("surveillance"))
        audit = audits.create(ws, scheme=scheme, client="澄屿家居服务有限公司", kind=kind).audit
        audits.put_element(ws, audit, "sites", None, {"name": "北岭体验店"})
        audits.put_element(ws, audit, "team", None, {"name": "林沐", "role": "auditor", "registration": "2026-SC-118"})
        if fill is not None:
            fill(ws, audit)
        ws.close()
        return Visits(open_window(audit), qtbot)

    return make


def made(ws: Workspace, audit: str, **fields: Any) -> str:
    """A visit that took half an hour, with a contact and a wait."""
    visits.plan(ws, audit, **({"site": "北岭体验店", "channel": "到店", "visitor": "林沐"} | fields))
    id_ = ws.audit(audit).document.visits[-1].id or ""
    visits.start(ws, audit, id_, at="2026-11-20 10:00")
    visits.finish(ws, audit, id_, at="2026-11-20 10:30")
    visits.add_moment(ws, audit, id_, kind="contact", at="10:01", text="进店", minutes=Decimal(2))
    visits.add_moment(ws, audit, id_, kind="wait", at="10:05", text="前台无人", minutes=Decimal(4))
    return id_


def test_what_is_owed_is_said_and_counted_in_the_rail(begin: Callable[..., Visits]) -> None:
    page = begin()
    assert page.page.need.head.text() == "还差 1 次，至少 1 次"
    assert page.page.need.clause.text() == "条款 8.10.1 2)"
    assert page.page.need.sites.text() == "1 个场所没有暗访"
    assert page.page.empty.isVisible()
    page.press(Qt.Key.Key_N, page.page.add)
    page.until(page.page.column.isVisible)
    page.until(page.page.plan.site.hasFocus)
    page.type(page.page.plan.site, "北岭体验店")
    page.until(lambda: page.visit.site)
    # The site is kept by its id, shown by its name.
    assert page.visit.site == page.view.document.sites[0].id
    assert page.page.need.sites.text() == "北岭体验店：实施 0，计划 1"
    page.press(Qt.Key.Key_S)
    page.until(lambda: page.visit.started_at)
    page.until(lambda: page.page.need.head.text() == "次数已够，实施 1 次")
    assert page.page.need.choice.isHidden()


def test_where_no_number_is_asked_the_decision_needs_its_reason(begin: Callable[..., Visits]) -> None:
    page = begin("initial")
    need = page.page.need
    assert need.head.text() == "待决定是否暗访"
    page.choose(need.choice, 1)
    assert "理由" in need.error.text()
    assert page.view.document.visit_plan is None
    page.type(need.reason, "只有到店一种渠道，现场审查已覆盖", None)
    page.choose(need.choice, 1)
    page.until(lambda: page.view.document.visit_plan and page.view.document.visit_plan.needed is False)
    assert need.head.text() == "决定不暗访"
    assert need.error.isHidden()
    page.idle()
    page.qtbot.mouseClick(need.back, LEFT)
    page.until(lambda: need.head.text() == "待决定是否暗访")
    assert page.window.frame is not None


def test_a_visit_that_cannot_be_made_is_excused_by_a_reason(begin: Callable[..., Visits]) -> None:
    page = begin()
    need = page.page.need
    page.choose(need.choice, 1)
    page.type(need.reason, "门店停业装修")
    page.until(lambda: need.head.text() == "未实施，已写明理由")
    assert page.view.document.visit_plan is not None
    assert page.view.document.visit_plan.reason == "门店停业装修"


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("14:05 等候 12 前台无人", QuickMoment("14:05", "wait", Decimal(12), "前台无人")),
        ("14：05　等待 12分钟 前台无人", QuickMoment("14:05", "wait", Decimal(12), "前台无人")),
        ("9:03:20 接触 进店", QuickMoment("9:03:20", "contact", None, "进店")),
        ("等候", QuickMoment(None, "wait", None, "")),
        ("店员说“不清楚”，请找经理。", QuickMoment(None, "contact", None, "店员说“不清楚”，请找经理。")),
        ("2026-11-21 08:00 事件 回电", QuickMoment("2026-11-21 08:00", "event", None, "回电")),
        ("证据 3 张照片", QuickMoment(None, "evidence", None, "3 张照片")),
    ],
)
def test_a_line_is_read_as_a_moment(line: str, meant: QuickMoment) -> None:
    assert parse(line) == meant


@pytest.mark.parametrize("line", ["", "   ", "25:05 等候", "14:61 x", "1405:3 x", "14:05 等候 99999 x"])
def test_a_line_that_says_no_moment_is_refused(line: str) -> None:
    with pytest.raises(BadInput):
        parse(line)


def test_moments_are_typed_in_a_line_and_the_waiting_adds_up(begin: Callable[..., Visits]) -> None:
    page = begin(fill=made)
    course = page.page.course
    assert course.total.text() == "等候合计 4 分"
    # The list has the keyboard as soon as the page opens.
    page.until(page.page.list.hasFocus)
    page.press(Qt.Key.Key_T)
    assert course.line.hasFocus()
    page.type(course.line, "10:12 等候 6 找人开票", Qt.Key.Key_Return)
    page.until(lambda: len(page.visit.timeline) == 3)
    assert course.total.text() == "等候合计 10 分，最长 6 分"
    page.until(lambda: course.line.value() == "")
    # The new moment is at hand: the cursor stands there, its fields show it.
    assert course.timeline.cursor_at() == 2
    assert (course.moment.at.value(), course.moment.minutes.value(), course.moment.text.value()) == ("10:12", "6", "找人开票")
    page.type(course.line, "26:00 等候", Qt.Key.Key_Return)
    assert "26:00" in course.error.text()
    assert course.line.value() == "26:00 等候"
    assert len(page.visit.timeline) == 3
    page.type(course.line, "10:20 离店", Qt.Key.Key_Return)
    page.until(lambda: len(page.visit.timeline) == 4)
    page.until(course.error.isHidden)


def test_the_cursor_goes_by_keys_and_the_moment_there_is_changed(begin: Callable[..., Visits]) -> None:
    page = begin(fill=made)
    course = page.page.course
    page.press(Qt.Key.Key_L)
    timeline = course.timeline
    assert timeline.hasFocus()
    page.press(Qt.Key.Key_Right, timeline)
    page.press(Qt.Key.Key_Right, timeline)
    assert timeline.cursor_at() == 1
    page.press(Qt.Key.Key_Return, timeline)
    assert course.moment.text.hasFocus()
    page.type(course.moment.text, "前台无人，按铃三次")
    page.until(lambda: page.visit.timeline[1].text == "前台无人，按铃三次")
    course.moment.minutes.selectAll()
    page.press(Qt.Key.Key_Delete, course.moment.minutes)
    page.press(Qt.Key.Key_Return, course.moment.minutes)
    page.until(lambda: page.visit.timeline[1].minutes is None)
    page.type(course.moment.minutes, "2000")
    assert "1440" in course.moment.error.text()
    page.type(course.moment.minutes, "3")
    page.until(lambda: page.visit.timeline[1].minutes == 3)
    page.choose(course.moment.kind, 0)
    page.until(lambda: page.visit.timeline[1].kind == "contact")
    # A click on a block picks it; Delete takes it out, Ctrl+Z brings it back.
    page.qtbot.mouseClick(timeline, LEFT, pos=timeline.rect_of(0).center())
    assert timeline.cursor_at() == 0
    assert course.moment.text.value() == "进店"
    page.press(Qt.Key.Key_Delete, timeline)
    page.until(lambda: len(page.visit.timeline) == 1)
    page.qtbot.keyClick(timeline, Qt.Key.Key_Z, CONTROL)
    page.until(lambda: len(page.visit.timeline) == 2)


def test_a_wait_begins_and_ends_by_one_key(begin: Callable[..., Visits]) -> None:
    page = begin(fill=lambda ws, audit: visits.plan(ws, audit, site="北岭体验店"))
    page.press(Qt.Key.Key_S)
    page.until(lambda: page.visit.started_at)
    page.press(Qt.Key.Key_W)
    page.until(lambda: page.visit.timeline)
    assert page.visit.timeline[0].kind == "wait"
    assert page.page.course.wait.text() == "结束等候"
    page.press(Qt.Key.Key_W)
    page.until(lambda: page.visit.timeline[0].minutes is not None)
    assert page.page.course.wait.text() == "开始等候"


def test_a_moment_noted_now_shows_its_time_whole(begin: Callable[..., Visits]) -> None:
    page = begin(fill=lambda ws, audit: visits.plan(ws, audit, site="北岭体验店"))
    page.press(Qt.Key.Key_S)
    page.until(lambda: page.visit.started_at)
    page.press(Qt.Key.Key_W)
    page.until(lambda: page.visit.timeline)
    at = page.page.course.moment.at
    stored = page.visit.timeline[0].at
    assert at.value() == stored[len("2026-11-20 ") :]
    assert at.fontMetrics().horizontalAdvance(at.value()) < at.contentsRect().width() - 16
    # A look is no change; what is typed is meant on the same day.
    at.setFocus()
    page.press(Qt.Key.Key_Tab, at)
    page.idle()
    assert page.visit.timeline[0].at == stored


def test_tab_goes_through_the_cards_as_they_stand(begin: Callable[..., Visits]) -> None:
    page = begin(fill=lambda ws, audit: visits.plan(ws, audit, site="北岭体验店"))
    shown = page.page
    shown.plan.qualification.setFocus()
    page.press(Qt.Key.Key_Tab, shown.plan.qualification)
    assert shown.course.started.hasFocus()
    page.press(Qt.Key.Key_Escape)
    page.press(Qt.Key.Key_S)
    page.until(lambda: page.visit.started_at)
    assert shown.list.rows()[0].state == "进行中"
    assert shown.column.verticalScrollBar().value() == 0
    shown.plan.qualification.setFocus()
    page.press(Qt.Key.Key_Tab, shown.plan.qualification)
    assert shown.remove.hasFocus()


def test_characteristics_are_answered_by_digits(begin: Callable[..., Visits]) -> None:
    def fill(ws: Workspace, audit: str) -> None:
        items = [key for key, rule in ws.audit(audit).rules.items.items() if not rule.item.items][:2]
        made(ws, audit, items=tuple(items))

    page = begin(fill=fill)
    card = page.page.experience
    first, second = page.visit.items
    before = page.view.grade
    card.list.setFocus()
    page.press(Qt.Key.Key_1, card.list)
    page.until(lambda: page.visit.answers.get(first) and page.visit.answers[first].result == "met")
    page.press(Qt.Key.Key_Down, card.list)
    page.press(Qt.Key.Key_2, card.list)
    page.until(lambda: second in page.visit.answers)
    assert card.head.note.text() == "已评 2 / 2，未满足 1"
    page.press(Qt.Key.Key_Return, card.list)
    editor = card.list.editor()
    assert isinstance(editor, AnswerEditor)
    page.type(editor.note, "易损件价目没有上墙")
    page.until(lambda: page.visit.answers[second].note == "易损件价目没有上墙")
    assert page.visit.answers[second].result == "not-met"
    # Another result leaves the words.
    page.choose(editor.result, 0)
    page.until(lambda: page.visit.answers[second].result == "met")
    assert page.visit.answers[second].note == "易损件价目没有上墙"
    page.press(Qt.Key.Key_Escape, editor)
    page.type(card.name, "接待时限", Qt.Key.Key_Return)
    editor = card.list.editor()
    assert isinstance(editor, AnswerEditor)
    page.choose(editor.result, 2)
    page.until(lambda: page.visit.answers.get("接待时限"))
    page.press(Qt.Key.Key_Escape, editor)
    page.qtbot.mouseClick(card.list, LEFT, pos=QPoint(card.list.width() - HIT // 2, 2 * ROW + ROW // 2))
    page.until(lambda: "接待时限" not in page.visit.answers)
    # Whatever was met or not: the score does not move.
    assert page.view.grade == before


def test_clauses_are_linked_by_number_and_unlinked(begin: Callable[..., Visits]) -> None:
    page = begin(fill=made)
    card = page.page.clauses
    item = next(key for key, rule in page.view.rules.items.items() if not rule.item.items)
    page.press(Qt.Key.Key_E)
    assert card.field.hasFocus()
    page.type(card.field, "99.99", Qt.Key.Key_Return)
    assert "99.99" in card.error.text()
    # Words offer the clause, Down and Enter take it.
    page.type(card.field, item, None)
    assert card.offer.shown()[0].startswith(item)
    page.press(Qt.Key.Key_Down, card.field)
    page.press(Qt.Key.Key_Return, card.field)
    page.until(lambda: page.visit.items == (item,))
    page.until(lambda: card.field.value() == "")
    chip = card.chips.widgets()[0]
    page.qtbot.mouseClick(chip.cross, LEFT)  # type: ignore[attr-defined]
    page.until(lambda: page.visit.items == ())


def test_evidence_that_is_dropped_is_linked_to_the_visit(begin: Callable[..., Visits], tmp_path: Path) -> None:
    page = begin(fill=made)
    data = BytesIO()
    Image.new("RGB", (64, 48), (200, 180, 160)).save(data, "JPEG")
    (tmp_path / "店内.jpg").write_bytes(data.getvalue())
    (tmp_path / "坏.jpg").write_bytes(b"none")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "店内.jpg"))])
    assert page.page.evidence.linked.take_mime(mime)
    page.until(lambda: page.view.document.evidence)
    assert page.view.document.evidence[0].links == (f"visits/{page.visit.id}",)
    assert page.page.evidence.linked.thumbs.isVisible()
    page.page.evidence.linked.thumbs.setCurrentIndex(page.page.evidence.linked.thumbs.rows.index(0))
    page.press(Qt.Key.Key_Delete, page.page.evidence.linked.thumbs)
    page.until(lambda: page.view.document.evidence[0].links == ())
    page.page.evidence.linked.take_files([tmp_path / "坏.jpg"])
    page.until(lambda: "坏.jpg" in page.page.evidence.linked.error.text())


def test_words_are_kept_while_typing_and_in_place(begin: Callable[..., Visits], tmp_path: Path) -> None:
    page = begin(fill=made)
    words = page.page.words
    page.type(words.findings, "店内没有易损件价目", None)
    found: list[Any] = []
    audit = page.view.id

    def kept() -> bool:
        page.window.runner.ask(page.page, lambda ws: drafts.drafts(ws, audit), found.append)
        return any(one.text == "店内没有易损件价目" for answer in found for one in answer)

    page.until(kept)
    assert page.visit.findings is None
    page.page.leave()
    page.until(lambda: page.visit.findings == "店内没有易损件价目")
    page.type(words.people, "门店顾问，收银员")
    page.until(lambda: page.visit.people == ("门店顾问", "收银员"))
    page.press(Qt.Key.Key_Q)
    page.type(words.quote, "要看师傅，上门再说。", Qt.Key.Key_Return)
    page.until(lambda: page.visit.quotes == ("要看师傅，上门再说。",))
    page.until(lambda: words.quote.value() == "")
    words.list.setFocus()
    page.press(Qt.Key.Key_Delete, words.list)
    page.until(lambda: page.visit.quotes == ())


def test_a_visit_is_shown_to_the_client_only_when_it_was_made_and_the_leader_says_so(begin: Callable[..., Visits]) -> None:
    def fill(ws: Workspace, audit: str) -> None:
        made(ws, audit)
        visits.plan(ws, audit, channel="电话热线")
        audits.put_element(ws, audit, "team", None, {"name": ws.author.name, "role": "leader"})

    page = begin(fill=fill)
    head = page.page.head
    assert "保密" in head.told.text()
    page.choose(head.switch, 1)
    page.until(lambda: page.visit.released)
    assert "代号" in head.told.text()
    page.choose(head.switch, 0)
    page.until(lambda: not page.visit.released)
    page.press(Qt.Key.Key_Down)
    page.until(lambda: page.visit.channel == "电话热线")
    page.choose(head.switch, 1)
    page.until(lambda: "没有实施" in head.error.text())
    assert head.switch.selected() == "kept"


def test_doubts_stand_in_amber_and_lead_to_the_place(begin: Callable[..., Visits]) -> None:
    def fill(ws: Workspace, audit: str) -> None:
        made(ws, audit)
        one = ws.audit(audit).document.visits[0].id or ""
        visits.add_moment(ws, audit, one, kind="event", at="09:40", text="到得太早")
        audits.put_element(ws, audit, "visits", one, {"findings": "店内没有易损件价目，收费由店员口头说明。"})
        two = made(ws, audit)
        audits.put_element(ws, audit, "visits", two, {"findings": "店内没有易损件价目，收费由店员口头说明。"})

    page = begin(fill=fill)
    flags = page.page.flags
    assert any("早于开始时间" in text for text in flags.texts())
    assert any("更晚的时刻之后" in text for text in flags.texts())
    assert page.page.list.rows()[0].doubts == 2
    early = next(flag for flag in flags._flags or () if flag.kind == "before-arrival")
    flags.wanted.emit(early)
    assert page.page.course.timeline.cursor_at() == 2
    flags.wanted.emit(next(flag for flag in flags._flags or () if flag.kind == "out-of-order"))
    page.until(lambda: [one.at for one in page.visit.timeline] == ["09:40", "10:01", "10:05"])
    page.press(Qt.Key.Key_Down)
    page.until(lambda: any("V-01" in text for text in flags.texts()))


def test_the_name_stays_out_of_the_alias_and_brings_the_registration(begin: Callable[..., Visits]) -> None:
    page = begin(fill=lambda ws, audit: visits.plan(ws, audit, site="北岭体验店"))
    plan = page.page.plan
    page.type(plan.visitor, "林沐")
    page.until(lambda: page.visit.visitor == "林沐")
    assert page.visit.qualification == "2026-SC-118"
    page.type(plan.alias, "访客林沐")
    page.until(lambda: "姓名" in plan.entries["visitor_alias"].fault())
    assert page.visit.visitor_alias == "V-01"
    assert plan.alias.value() == "访客林沐"


def test_a_removed_visit_comes_back(begin: Callable[..., Visits]) -> None:
    page = begin(fill=made)
    page.press(Qt.Key.Key_Delete)
    page.until(lambda: not page.view.document.visits)
    assert page.page.empty.isVisible()
    page.qtbot.keyClick(page.page, Qt.Key.Key_Z, CONTROL)
    page.until(lambda: page.view.document.visits)
    assert page.page.column.isVisible()


def test_what_is_typed_goes_to_the_visit_it_was_typed_for(begin: Callable[..., Visits]) -> None:
    def fill(ws: Workspace, audit: str) -> None:
        made(ws, audit)
        made(ws, audit)

    page = begin(fill=fill)
    one, two = page.view.document.visits
    page.type(page.page.words.findings, "第一次所见", None)
    page.page.show_visit(two.id or "")
    assert page.page.words.findings.value() == ""
    page.until(lambda: page.view.document.visits[0].findings == "第一次所见")
    assert page.view.document.visits[1].findings is None
    page.page.show_visit(one.id or "")
    assert page.page.words.findings.value() == "第一次所见"


def test_a_line_that_a_crash_left_is_taken_in(begin: Callable[..., Visits]) -> None:
    def fill(ws: Workspace, audit: str) -> None:
        drafts.keep_draft(ws, audit, f"visits/{made(ws, audit)}", "next_moment", "10:20 等候 3 找人开票")

    page = begin(fill=fill)
    page.until(lambda: [one.text for one in page.visit.timeline] == ["进店", "前台无人", "找人开票"])
    page.until(lambda: page.page.course.line.value() == "")


def test_two_hundred_visits_fit_at_1280_by_800(begin: Callable[..., Visits]) -> None:
    name = "南大门二十四小时自助旗舰体验服务中心（北岭新区人民东路店）" * 3

    def fill(ws: Workspace, audit: str) -> None:
        made(ws, audit)
        for _place in range(199):
            visits.plan(ws, audit, site=name, channel=name)

    page = begin(fill=fill)
    page.window.resize(1280, 800)
    page.page.show_visit(page.view.document.visits[-1].id or "")
    assert page.window.width() == 1280
    column = page.page.column
    inside = column.widget()
    assert inside is not None
    assert inside.width() <= column.viewport().width()
    assert page.page.list.height() >= 128
    assert len(page.page.list.rows()) == 200


def test_an_axis_is_cut_where_nothing_happened(qapp: QApplication) -> None:
    from datetime import datetime

    start = datetime(2026, 11, 20, 10, 2)  # noqa: DTZ001
    later = start + timedelta(hours=4)
    axis = Axis([(start, start + timedelta(minutes=30)), (later, later + timedelta(minutes=5))], 60, 700)
    assert len(axis.cuts()) == 1
    assert 60 <= axis.x(start) < axis.x(start + timedelta(minutes=30)) < axis.cuts()[0] < axis.x(later) <= 700
    many = Axis([(start + timedelta(hours=3 * place),) * 2 for place in range(500)], 60, 700)
    assert len(many.cuts()) <= 5
    assert many.x(start + timedelta(hours=3 * 499)) <= 701
    # Longer and longer pauses: only the longest are cut out.
    spread = Axis([(start + timedelta(minutes=30 * 2**place),) * 2 for place in range(12)], 60, 700)
    assert 1 <= len(spread.cuts()) <= 5
