"""The middle pane: the clause or matter at hand with its one control, statements, remark, evidence and history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.mime import files_of
from desktop.ui.scoring.children import Children
from desktop.ui.scoring.controls import CONTROLS, FORMS, banner_of, control_kind, hint_of
from desktop.ui.scoring.deduction_home import ClauseHome
from desktop.ui.scoring.deductions import Deductions
from desktop.ui.scoring.editor import Control
from desktop.ui.scoring.form import Form
from desktop.ui.scoring.head import Head
from desktop.ui.scoring.lacks_line import LacksLine
from desktop.ui.scoring.methods import methods_of
from desktop.ui.scoring.observed_pane import ObservedPane, total_words
from desktop.ui.scoring.observing import Observing
from desktop.ui.scoring.override_card import OverrideCard
from desktop.ui.scoring.parts import Column
from desktop.ui.scoring.past import PastLine
from desktop.ui.scoring.remark import Remark
from desktop.ui.scoring.row_states import evidence_of, record_of
from desktop.ui.scoring.score_control import ScoreControl
from desktop.ui.scoring.strip import EvidenceStrip, picture_of
from desktop.ui.slot import Slot
from desktop.ui.thumbnails import Thumbnails
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.cards import Hairline, Pane
from desktop.ui.widgets.notices import Notice

if TYPE_CHECKING:
    from desktop.domain.rule_items import RuleItem
    from desktop.ui.scoring.desk import Desk
    from desktop.ui.scoring.matters import Matter
    from desktop.ui.scoring.row_states import RowState


class ClausePane(Pane):
    """Signals: `go(str)` to another row, `away` back to the tree, `step(int)`, `browse(object)` for files, `dropped(QMimeData)`;
    `opened(str)` and `unlinked(str)` with an evidence's id.
    """

    go = Signal(str)
    away = Signal()
    step = Signal(int)
    browse = Signal(object)  # the list and place of the statement the files are for; None: for none
    dropped = Signal(QMimeData)
    opened = Signal(str)
    unlinked = Signal(str)

    def __init__(self, desk: Desk, thumbnails: Thumbnails, observing: Observing) -> None:
        super().__init__("surface")
        self.desk = desk
        self.observing = observing
        self.rule: RuleItem | None = None
        self.matter: Matter | None = None
        self.control: Control | None = None
        self.form: Form | None = None
        self._controls: dict[str, Control] = {}
        self._forms: dict[str, Form] = {}
        self.head = Head()
        self.head.go.connect(self.go)
        self.banner = Notice("", variant="open")
        self._holder = QVBoxLayout()
        self.deductions = Deductions(desk)
        self.override = OverrideCard(desk, observing)
        self.override.away.connect(self.away)
        self.observed = ObservedPane(desk, observing)
        self.observed.away.connect(self.away)
        self.observed.files_wanted.connect(lambda: self.browse.emit(None))
        self.observed.deciding.connect(self.override.begin)
        for statements in (self.deductions, self.observed.editor.deductions):
            statements.files_wanted.connect(lambda home, place: self.browse.emit((home, place)))
        for said in (self.deductions.said, self.observed.editor.deductions.said, self.override.said):
            said.connect(lambda text: desk.context.shell.toast(text, undo=True))
        self.children_list = Children()
        self.children_list.go.connect(self.go)
        self.remark = Remark(desk)
        self.note = self.remark.field
        self.lacks = LacksLine(_("缺扣分陈述"), _("写备注"))
        self.lacks.say.connect(self.remark.begin)
        self.lacks.link.connect(lambda: self.browse.emit(None))
        self.strip = EvidenceStrip(thumbnails)
        self.strip.browse.connect(lambda: self.browse.emit(None))
        self.strip.opened.connect(self.opened)
        self.strip.unlinked.connect(self.unlinked)
        self.past = PastLine()
        self._build()
        self.setAcceptDrops(True)

    def _build(self) -> None:
        self.column = Column(margins=(16, 12, 16, 12), spacing=10)
        body = self.column.body
        body.addWidget(self.head)
        body.addWidget(self.banner)
        body.addWidget(self.override)
        body.addLayout(self._holder)
        self._parts = (self.override, self.deductions, self.lacks, self.observed, self.children_list, self.strip, self.remark)
        for part in self._parts[1:]:
            body.addWidget(part)
        body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.column, 1)
        column.addWidget(Hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 4, 8, 4)
        foot.setSpacing(4)
        self.clear_button = Button(_("清除"), kind="ghost")
        self.clear_button.setToolTip(_("清除这一条的评分，备注保留　Backspace"))
        self.clear_button.clicked.connect(self.clear)
        up, down = IconButton("arrow-up", _("上一条"), key="↑"), IconButton("arrow-down", _("下一条"), key="↓")
        up.clicked.connect(lambda: self.step.emit(-1))
        down.clicked.connect(lambda: self.step.emit(1))
        foot.addWidget(self.past, 1)
        for one in (self.clear_button, up, down):
            foot.addWidget(one)
        column.addLayout(foot)

    # Showing

    def show_item(self, rule: RuleItem, states: dict[str, RowState], place: tuple[int, int]) -> None:
        """Show a clause, or the one at hand again."""
        view = self.desk.view
        moved = rule is not self.rule
        if moved:
            self._leave_row()
        self.rule, self.matter = rule, None
        self.head.show_item(view, rule, place)
        self._say_banner(banner_of(self.desk.view, rule))
        self._use(self._control_of(rule), None)
        if self.control is not None:
            self.control.show_item(rule)
        self._show_observed(rule, states[rule.item.id])
        self.children_list.show_item(view, rule, states)
        self.remark.show_item(rule, moved=moved)
        self.strip.setVisible(rule.item.kind != "guidance")
        self.strip.take(evidence_of(view, rule))
        self.clear_button.setVisible(self.control is not None)
        self.clear_button.setEnabled(self._has_answer())
        if moved:
            self.strip.clear_refused()
            self.column.verticalScrollBar().setValue(0)

    def show_matter(self, matter: Matter, place: tuple[int, int]) -> None:
        """Show a matter that is no clause."""
        moved = matter is not self.matter
        if moved:
            self._leave_row()
        self.matter, self.rule = matter, None
        self.head.show_matter(self.desk.view, matter, hint_of(matter.kind), place)
        self._say_banner("")
        form = self._forms.get(matter.key)
        if form is None:
            form = FORMS[matter.kind](self.desk, matter)
            form.away.connect(self.away)
            form.go.connect(self.go)
            self._forms[matter.key] = form
            self._holder.addWidget(form)
        self._use(None, form)
        form.refresh()
        for part in self._parts:
            part.hide()
        self.clear_button.hide()

    def _show_observed(self, rule: RuleItem, state: RowState) -> None:
        """The score itself, what was observed beside it, and which of the two is filled in."""
        observing = self.observing
        observing.follow(rule.item.id, record_of(rule))
        self.override.show_item(rule, total_words(rule, observing.valued(rule)))
        self.observed.show_item(rule)
        gives_way = observing.takes_keys(rule) and not self.override.standing(rule)
        if self.control is not None:
            self.control.setVisible(not gives_way)
        answer = self.desk.view.document.items.get(rule.item.id)
        offered = "deductions" in methods_of(rule) and (rule.item.kind == "deduct" or bool(answer and answer.deductions))
        self.deductions.show_home(ClauseHome(rule, self.desk.reason_of(f"items/{rule.item.id}")), offered=offered)
        if gives_way:
            self.deductions.hide()
        own = not observing.valued(rule) or bool(self.override.standing(rule))
        said_elsewhere = gives_way or not own or bool(answer and answer.deductions) or rule.item.kind == "level"
        self.lacks.show_lacks(() if said_elsewhere else state.lacks)

    def _use(self, control: Control | None, form: Form | None) -> None:
        shown: QWidget | None = control or form
        for one in (*self._controls.values(), *self._forms.values()):
            if one is not shown and not one.isHidden():
                one.hide()
        self.control, self.form = control, form
        if shown is not None and shown.isHidden():
            shown.show()

    def _control_of(self, rule: RuleItem) -> Control | None:
        kind = control_kind(rule)
        if not kind:
            return None
        control = self._controls.get(kind)
        if control is None:
            control = CONTROLS[kind](self.desk)
            if isinstance(control, ScoreControl):
                control.begin_deduction.connect(self.deductions.begin)
            control.away.connect(self.away)
            control.go.connect(self.go)
            self._controls[kind] = control
            self._holder.addWidget(control)
        return control

    def _say_banner(self, text: str) -> None:
        if text or not self.banner.isHidden():
            self.banner.say(text)

    # Doing

    def press(self, key: str) -> bool:
        """A key of the page for the control at hand."""
        if self.rule is not None and (took := self.observed.press(key)) is not None:
            return took
        if key == "D" and not self.deductions.isHidden() and isinstance(self.control, ScoreControl):
            self.deductions.begin()
            return True
        shown = self.control or self.form
        return shown.press(key) if shown is not None else False

    def step_record(self, by: int) -> bool:
        """To the record above or below; False where the clause is not observed."""
        if self.rule is None or not self.observing.is_on(self.rule):
            return False
        self.observing.step(self.rule, by)
        return True

    def enter(self) -> None:
        """Go to what is to be filled in."""
        shown = self.control or self.form
        if self.rule is not None and self.observing.takes_keys(self.rule):
            self.observed.editor.enter()
        elif shown is not None:
            shown.enter()
        elif not self.remark.isHidden():
            self.remark.begin()

    def clear(self) -> None:
        """Take the answer back, or the result of the record at hand."""
        if not self._has_answer():
            return
        if self.rule is not None and self.observing.takes_keys(self.rule):
            self.observed.editor.clear()
        elif self.control is not None:
            self.control.clear()

    def delete(self) -> None:
        """Take the record at hand out; where there is none, the answer back."""
        if self.rule is not None and self.observing.takes_keys(self.rule) and self.observed.editor.place.id:
            self.observed.editor.delete()
        else:
            self.clear()

    def _has_answer(self) -> bool:
        if self.rule is not None and self.observing.takes_keys(self.rule):
            return self.observed.editor.is_answered()
        return self.control is not None and self.control.is_answered()

    def leave(self) -> None:
        """Take in what is being typed anywhere in the pane."""
        self._leave_row()

    def _leave_row(self) -> None:
        for slot in self.findChildren(Slot):
            slot.field.commit()

    # Files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        if self.rule is not None and not self.strip.isHidden() and (files_of(mime) or picture_of(mime) is not None):
            event.acceptProposedAction()
            self.strip.place.set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.strip.place.set_over(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.strip.place.set_over(False)
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())
