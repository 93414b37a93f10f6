"""暗访: planned, made with times and words, released when the leader says so. Visits are evidence; they never touch a score."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions import audits, visits
from desktop.base.words import _
from desktop.domain.visit import is_made
from desktop.domain.visit_flags import Flag, visit_flags
from desktop.ui.drafting import Drafts
from desktop.ui.mime import may_hold
from desktop.ui.page import Context, KeyHint, Page
from desktop.ui.record_cards import Desk
from desktop.ui.thumbnails import Thumbnails
from desktop.ui.visits.clauses_card import ClausesCard
from desktop.ui.visits.course_card import CourseCard
from desktop.ui.visits.desk import VisitCard
from desktop.ui.visits.evidence_card import EvidenceCard
from desktop.ui.visits.experience_card import ExperienceCard
from desktop.ui.visits.head_card import FlagsCard, HeadCard
from desktop.ui.visits.list_pane import VisitList, VisitRow
from desktop.ui.visits.need_card import NeedCard
from desktop.ui.visits.plan_card import PlanCard
from desktop.ui.visits.words import alias, site_name, state, when
from desktop.ui.visits.words_card import WordsCard
from desktop.ui.widgets import tab_order
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.notices import EmptyState
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.actions.workspace import AuditView, Changes
    from desktop.domain.assessment import Visit

_SHORTCUT = Qt.FocusReason.ShortcutFocusReason


class VisitsPage(Page):
    """The list at the left, one visit at the right."""

    keys = (
        KeyHint(("N",), _("新增")),
        KeyHint(("T",), _("记时刻")),
        KeyHint(("W",), _("起止等候")),
        KeyHint(("Q",), _("记原话")),
        KeyHint(("P",), _("加照片")),
        KeyHint(("E",), _("关联条款")),
    )
    more_keys = (
        KeyHint(("↑", "↓"), _("换一次暗访")),
        KeyHint(("S",), _("现在开始，再按现在结束")),
        KeyHint(("L",), _("到时间线；← → 换时刻，Enter 改，Del 移除")),
        KeyHint(("X",), _("添加服务特性")),
        KeyHint(("1", "2", "3"), _("在服务特性上：满足、未满足、不适用")),
        KeyHint(("F",), _("写所见")),
        KeyHint(("Ctrl", "V"), _("粘贴照片")),
        KeyHint(("Esc",), _("回到列表")),
        KeyHint(("Del",), _("移除")),
    )

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.drafts = Drafts(context, self)
        self.desk = Desk(context, self.drafts, self)
        self.shown = ""
        self.need = NeedCard(self.desk)
        self.list = VisitList()
        self.add = Button(_("新增暗访"), kind="primary", icon="plus", key="N")
        self.head = HeadCard(self.desk)
        self.flags = FlagsCard()
        self.plan = PlanCard(self.desk, view)
        self.course = CourseCard(self.desk)
        self.experience = ExperienceCard(self.desk)
        self.clauses = ClausesCard(self.desk, view.rules)
        self.evidence = EvidenceCard(self.desk, Thumbnails(context.runner, self))
        self.words = WordsCard(self.desk)
        self.remove = Button(_("移除这次暗访"), kind="ghost", icon="trash", danger=True)
        self.empty = EmptyState(_("还没有暗访"), _("先计划一次：场所、渠道、情境和访客。"), icon="eye")
        self._lay_out()
        self.add.clicked.connect(self.add_visit)
        self.remove.clicked.connect(lambda: self.remove_visit(self.shown))
        self.list.chosen.connect(self.show_visit)
        self.list.removed.connect(self.remove_visit)
        self.list.opened.connect(lambda _id: self._first_field().setFocus(_SHORTCUT))
        self.flags.wanted.connect(self._repair)
        # What began or ended is told at the top, with its doubts.
        self.course.begun.connect(lambda: self.column.verticalScrollBar().setValue(0))
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self._paste)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.refresh(view)
        self.drafts.restore()

    def _cards(self) -> tuple[VisitCard, ...]:
        return (self.plan, self.course, self.experience, self.clauses, self.evidence, self.words)

    def _lay_out(self) -> None:
        left = QWidget()
        left.setFixedWidth(304)
        side = QVBoxLayout(left)
        side.setContentsMargins(24, 16, 8, 12)
        side.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Label(_("暗访"), size=20, weight=700))
        head.addStretch(1)
        head.addWidget(self.add)
        side.addLayout(head)
        side.addWidget(self.need)
        side.addWidget(self.list, 1)
        self.column = ScrollColumn(margins=(8, 16, 12, 24), spacing=8)
        body = self.column.body
        body.addWidget(self.head)
        body.addWidget(self.flags)
        body.addWidget(self.course)
        body.addWidget(self.experience)
        two = QHBoxLayout()
        two.setSpacing(8)
        two.addWidget(self.clauses, 1, Qt.AlignmentFlag.AlignTop)
        two.addWidget(self.evidence, 1, Qt.AlignmentFlag.AlignTop)
        body.addLayout(two)
        body.addWidget(self.words)
        body.addWidget(self.plan)
        body.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(left)
        outer.addWidget(self.column, 1)
        outer.addWidget(self.empty, 1)
        # The list comes first: letters and arrows mean visits as soon as the page opens.
        order = (self.list, self.add, self.need.choice, self.need.reason, self.need.back)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        self.need.refresh(view)
        all_ = view.document.visits
        doubts = visit_flags(view.document)
        known = [one.id for one in all_]
        if self.shown not in known:
            self.show_visit((all_[0].id or "") if all_ else "", refreshing=True)
        rows = [_row(view, one, number, len(doubts.get(one.id or "", ()))) for number, one in enumerate(all_, 1)]
        self.list.set_rows(rows, self.shown)
        self.setFocusProxy(self.list if all_ else self.add)
        visit = self._visit(self.shown)
        self.column.setVisible(visit is not None)
        self.empty.setVisible(visit is None)
        if visit is not None:
            self._fill(view, visit, doubts.get(visit.id or "", ()))

    def _fill(self, view: AuditView, visit: Visit, doubts: tuple[Flag, ...]) -> None:
        number = 1 + next(place for place, one in enumerate(view.document.visits) if one.id == visit.id)
        self.head.show_visit(view, visit, number)
        self.flags.show_flags(doubts)
        for card in self._cards():
            card.show_visit(view, visit)
        # What is still to be made begins with its plan.
        wanted = 2 if not is_made(visit) else self.column.body.count() - 2
        if self.column.body.indexOf(self.plan) != wanted:
            self.column.body.removeWidget(self.plan)
            self.column.body.insertWidget(wanted, self.plan)
            last: tuple[QWidget, ...] = (self.course, self.experience, self.clauses, self.evidence, self.words)
            planned = (self.plan, *last) if wanted == 2 else (*last, self.plan)
            tab_order.follow((self.head, self.flags, *planned, self.remove))

    def _visit(self, id_: str) -> Visit | None:
        return next((one for one in self.view.document.visits if id_ and one.id == id_), None)

    def show_visit(self, id_: str, *, refreshing: bool = False) -> None:
        """Another visit comes to the right; what was typed in the one before is taken in."""
        if id_ == self.shown:
            return
        for card in self._cards():
            card.let_go()
        self.shown = id_
        self.column.verticalScrollBar().setValue(0)
        if not refreshing:
            self.refresh(self.view)
        self.drafts.restore()

    # Acting

    def add_visit(self) -> None:
        """One more visit, to be filled in at once."""

        def added(changes: Changes) -> None:
            if changes.action is not None:
                self.show_visit(changes.action.changes[0].record.partition("/")[2])
                self.plan.site.setFocus(_SHORTCUT)

        self.desk.act(visits.plan, None, added)

    def remove_visit(self, id_: str) -> None:
        """Take a visit out; the toast brings it back."""
        visit = self._visit(id_)
        if visit is None:
            return
        self.drafts.commit_all()
        number = 1 + self.view.document.visits.index(visit)
        toast = _("已移除暗访 {name}").format(name=alias(visit, number))
        self.desk.act(lambda ws, audit: audits.remove_element(ws, audit, "visits", id_), self.head.error.say, toast=toast)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _repair(self, flag: Flag) -> None:
        if flag.kind == "out-of-order":
            visit = self.shown
            self.desk.act(lambda ws, audit: visits.order_moments(ws, audit, visit), self.head.error.say)
        elif flag.place is not None:
            self.course.reveal(flag.place)
            self._see(self.course)
        else:
            self._go(
                {
                    "unqualified": self.plan.qualification,
                    "same-alias": self.plan.alias,
                    "before-planned": self.plan.day,
                    "same-wording": self.words.findings,
                    "ended-before-start": self.course.ended,
                    "too-short": self.course.ended,
                }.get(flag.kind, self.course.started)
            )

    def _see(self, widget: QWidget) -> None:
        self.column.ensureWidgetVisible(widget, 0, 48)

    def _go(self, widget: QWidget) -> None:
        self._see(widget)
        widget.setFocus(_SHORTCUT)

    def _first_field(self) -> QWidget:
        visit = self._visit(self.shown)
        return self.course.line if visit is not None and is_made(visit) else self.plan.site

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        here = bool(self.shown)
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_N: self.add_visit,
            Qt.Key.Key_T: partial(self._go, self.course.line),
            Qt.Key.Key_W: self.course.toggle_wait,
            Qt.Key.Key_S: self.course.begin_or_end,
            Qt.Key.Key_L: partial(self._go, self.course.timeline),
            Qt.Key.Key_X: partial(self._go, self.experience.name),
            Qt.Key.Key_Q: partial(self._go, self.words.quote),
            Qt.Key.Key_F: partial(self._go, self.words.findings),
            Qt.Key.Key_P: self.evidence.linked.browse,
            Qt.Key.Key_E: partial(self._go, self.clauses.field),
            Qt.Key.Key_Escape: partial(self._go, self.list),
        }
        does = acts.get(Qt.Key(event.key()))
        if does is None or modifiers or not (here or event.key() == Qt.Key.Key_N):
            super().keyPressEvent(event)
        else:
            does()

    def _paste(self) -> None:
        if self.shown:
            self.evidence.linked.paste()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.shown and may_hold(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.shown and self.evidence.linked.take_mime(event.mimeData()):
            event.acceptProposedAction()

    def leave(self) -> None:
        self.drafts.commit_all()

    def reveal(self, record: str) -> None:
        """Go to a visit, `visits/<id>`; `visit_plan` leads to the decision."""
        section, _slash, id_ = record.partition("/")
        if section == "visit_plan" and not self.need.reason.isHidden():
            self.need.reason.setFocus(_SHORTCUT)
        elif self._visit(id_) is not None:
            self.show_visit(id_)
            self.list.setFocus(_SHORTCUT)


def _row(view: AuditView, visit: Visit, number: int, doubts: int) -> VisitRow:
    title = "　".join(part for part in (alias(visit, number), site_name(view.document, visit.site)) if part)
    text = "，".join(part for part in (visit.channel, when(visit)) if part)
    return VisitRow(visit.id or "", title, text, state(visit), doubts, is_made(visit), visit.released)
