"""The middle pane: the clause or matter at hand with its one control, statements, remark, evidence and history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.assessment import ConformityAnswer
from desktop.ui.scoring.controls import CONTROLS, FORMS, banner_of, control_kind, evidence_of, hint_of
from desktop.ui.scoring.deductions import Deductions
from desktop.ui.scoring.desk import Deed, Key, Slot
from desktop.ui.scoring.editor import Control
from desktop.ui.scoring.form import Form
from desktop.ui.scoring.head import Head
from desktop.ui.scoring.methods import methods_of
from desktop.ui.scoring.parts import Column, ErrorLine, LinkRow, Rows
from desktop.ui.scoring.past import PastLine
from desktop.ui.scoring.row_states import record_of
from desktop.ui.scoring.score_control import ScoreControl
from desktop.ui.scoring.strip import EvidenceStrip, files_of, picture_of
from desktop.ui.thumbnails import Thumbnails
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.cards import Hairline, Pane, SectionHead
from desktop.ui.widgets.fields import TextArea
from desktop.ui.widgets.notices import Notice

if TYPE_CHECKING:
    from desktop.domain.rule_items import RuleItem
    from desktop.ui.scoring.desk import Desk
    from desktop.ui.scoring.matters import Matter
    from desktop.ui.scoring.row_states import RowState


class _ChildRow(LinkRow):
    pass


class ClausePane(Pane):
    """Signals: `go(str)` to another row, `away` back to the tree, `step(int)`, `browse(int)` for files, `dropped(QMimeData)`;
    `opened(str)` and `unlinked(str)` with an evidence's id.
    """

    go = Signal(str)
    away = Signal()
    step = Signal(int)
    browse = Signal(int)  # the place of the statement the files are for; -1: for none
    dropped = Signal(QMimeData)
    opened = Signal(str)
    unlinked = Signal(str)

    def __init__(self, desk: Desk, thumbnails: Thumbnails) -> None:
        super().__init__("surface")
        self.desk = desk
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
        self.deductions.files_wanted.connect(self.browse)
        self.deductions.said.connect(lambda text: desk.context.shell.toast(text, undo=True))
        self.children_head = SectionHead(_("细项所见"))
        self.children_rows: Rows[_ChildRow, tuple[str, str, str, RowState]] = Rows(self._make_child, _fill_child, still=True)
        self.note = TextArea(name=_("备注"), hint=_("所见、来源、与谁核对"), lines=1)
        self._note_error = ErrorLine()
        self._note_slot = Slot(desk, self.note, said=self._note_error.say, take=self._take_note, owner=self)
        self.strip = EvidenceStrip(thumbnails)
        self.strip.browse.connect(lambda: self.browse.emit(-1))
        self.strip.opened.connect(self.opened)
        self.strip.unlinked.connect(self.unlinked)
        self.past = PastLine()
        self._build()
        self.setAcceptDrops(True)

    def _build(self) -> None:
        self.column = Column(margins=(16, 12, 16, 12), spacing=10)
        self._note_head = SectionHead(_("备注"))
        body = self.column.body
        body.addWidget(self.head)
        body.addWidget(self.banner)
        body.addLayout(self._holder)
        for part in (
            self.deductions,
            self.children_head,
            self.children_rows,
            self.strip,
            self._note_head,
            self.note,
            self._note_error,
        ):
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

    def _make_child(self) -> _ChildRow:
        row = _ChildRow(boxed=False)
        row.clicked.connect(lambda: self.go.emit(row.target))
        return row

    # Showing

    def show_item(self, rule: RuleItem, states: dict[str, RowState], place: tuple[int, int]) -> None:
        """Show a clause, or the one at hand again."""
        view = self.desk.view
        moved = rule is not self.rule
        if moved:
            self._leave_row()
            self._note_error.say("")
        self.rule, self.matter = rule, None
        self.head.show_item(view, rule, place)
        self._say_banner(banner_of(self.desk.view, rule))
        self._use(self._control_of(rule), None)
        if self.control is not None:
            self.control.show_item(rule)
        answer = view.document.items.get(rule.item.id)
        ways = methods_of(rule)
        has_statements = bool(answer and answer.deductions)
        self.deductions.show_item(rule, offered="deductions" in ways and (rule.item.kind == "deduct" or has_statements))
        self._show_children(rule, states)
        self._show_note(rule)
        self.strip.setVisible(rule.item.kind != "guidance")
        self.strip.take(evidence_of(self.desk, rule))
        self.clear_button.setVisible(self.control is not None)
        self.clear_button.setEnabled(self.control is not None and self.control.is_answered())
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
        for part in (self.deductions, self.children_head, self.children_rows, self.strip, self._note_head, self.note, self._note_error):
            part.hide()
        self.clear_button.hide()

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

    def _show_children(self, rule: RuleItem, states: dict[str, RowState]) -> None:
        items = self.desk.view.rules.items
        children = [one for one in items.values() if one.parent == rule.item.id]
        shown = []
        for one in children:
            answer = self.desk.view.document.items.get(one.item.id)
            note = (answer.note or "").split("\n")[0] if answer else ""
            title = f"{one.item.title}　{note}" if note else one.item.title
            shown.append((one.item.clause or one.item.id, title, one.item.id, states[one.item.id]))
        self.children_head.setVisible(bool(children))
        self.children_head.title.setText(_("细项所见") if rule.is_leaf else _("其下条款"))
        self.children_rows.show_rows(shown)

    def _show_note(self, rule: RuleItem) -> None:
        record = record_of(rule)
        noted = not record.startswith("levels/") and rule.item.kind != "guidance"
        for part in (self._note_head, self.note):
            part.setVisible(noted)
        if not noted:
            self._note_error.hide()
            return
        document = self.desk.view.document
        if record.startswith("conformity/"):
            judged = document.conformity.get(rule.item.id)
            text = judged.note if isinstance(judged, ConformityAnswer) else None
        else:
            answer = document.items.get(rule.item.id)
            text = answer.note if answer else None
        self._note_slot.show(record, "note", text or "")

    def _take_note(self, key: Key, text: str) -> Deed:
        from desktop.actions import scoring

        section, _slash, item = key[0].partition("/")
        if section == "conformity":
            return Deed(lambda ws, audit: scoring.conformity(ws, audit, item, note=text))
        return Deed(lambda ws, audit: scoring.answer(ws, audit, item, note=text))

    # Doing

    def press(self, key: str) -> bool:
        """A key of the page for the control at hand."""
        if key == "D" and not self.deductions.isHidden() and isinstance(self.control, ScoreControl):
            self.deductions.begin()
            return True
        shown = self.control or self.form
        return shown.press(key) if shown is not None else False

    def enter(self) -> None:
        """Go to what is to be filled in."""
        shown = self.control or self.form
        if shown is not None:
            shown.enter()
        elif not self.note.isHidden():
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Take the answer back."""
        if self.control is not None and self.control.is_answered():
            self.control.clear()

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


def _fill_child(row: _ChildRow, one: tuple[str, str, str, RowState]) -> None:
    number, title, key, state = one
    row.set_row(title, number=number, target=key, state=state.state)
