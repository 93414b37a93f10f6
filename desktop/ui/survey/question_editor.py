"""A question of the audit's own questionnaire: its words, its dimension, the clauses it is about; and a new one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import drafts as draft_actions
from desktop.actions import questionnaire
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.ui.survey.desk import Desk
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import Choice, TextArea, TextField
from desktop.ui.widgets.forms import Entry, row
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import Changes, Workspace
    from desktop.domain.scheme import Question, Survey

RECORD = "questionnaire"
NEW = "new"
LONGEST = 200


def read_text(typed: str) -> str:
    """The words of a question on one line. Raises BadInput when there are none."""
    text = " ".join(typed.split())
    if not text:
        raise BadInput(_("题目不能为空；不再问这一题请用“删去”。"))
    return text


def read_clauses(typed: str) -> tuple[str, ...]:
    """Clauses as they were typed, parted by commas or spaces."""
    return tuple(dict.fromkeys(part for part in re.split(r"[\s,，、;；]+", typed) if part))


class DimensionChoice(Choice):
    """One of the scheme's dimensions; where it names none, one of those in use or of the usual ones."""

    def __init__(self) -> None:
        super().__init__(name=_("方面"))

    def show_dimensions(self, form: Survey, chosen: str, *, named: bool) -> None:
        """The dimensions there are; `named`: by the scheme, so that there can be no others."""
        known = {dimension.id: dimension.title for dimension in form.dimensions}
        if not named:
            # Left to the audit: a dimension's name is its title.
            usual = (_("总体"), _("功能性"), _("经济性"), _("安全性"), _("时间性"), _("舒适性"), _("文明性"))
            known |= {name: name for name in usual}
        self.set_options(list(known.items()))
        self.select(chosen or next(iter(known)))


class QuestionEditor(Card):
    """Signals: `finished`, `remove_wanted`, `move_wanted(int)` with -1 or 1."""

    finished = Signal()
    remove_wanted = Signal()
    move_wanted = Signal(int)

    def __init__(self, desk: Desk, question: str) -> None:
        super().__init__("sunken", margins=(12, 10, 12, 10), spacing=8)
        self.desk, self.question = desk, question
        self.text = TextArea(hint=_("顾客能一次听懂的一句话"), lines=1, most=4, limit=LONGEST)
        self.dimension = DimensionChoice()
        self.dimension.chosen.connect(self._dimension)
        self.clauses = TextField(hint=_("例如 4.1.2、4.1.3.2"), limit=300)
        text, clauses = Entry(_("题目"), self.text), Entry(_("对应条款"), self.clauses)
        self.body.addWidget(text)
        self.body.addLayout(row(Entry(_("方面"), self.dimension), clauses, stretch=(1, 2)))
        drop = Button(_("删去"), kind="ghost", icon="trash", danger=True)
        drop.clicked.connect(self.remove_wanted)
        self.up, self.down = IconButton("arrow-up", _("上移"), key="Alt ↑"), IconButton("arrow-down", _("下移"), key="Alt ↓")
        self.up.clicked.connect(lambda: self.move_wanted.emit(-1))
        self.down.clicked.connect(lambda: self.move_wanted.emit(1))
        close = Button(_("完成"), key="Esc")
        close.clicked.connect(self.finished)
        buttons = QHBoxLayout()
        buttons.addWidget(drop)
        buttons.addWidget(self.up)
        buttons.addWidget(self.down)
        buttons.addStretch(1)
        buttons.addWidget(close)
        self.body.addLayout(buttons)
        audit = desk.context.audit

        def put_text(ws: Workspace, typed: str) -> Changes:
            return questionnaire.change_question(ws, audit, question, text=typed)

        def put_clauses(ws: Workspace, typed: str) -> Changes:
            return questionnaire.change_question(ws, audit, question, clauses=read_clauses(typed))

        desk.drafts.bind(self.text, RECORD, f"{question}.text", said=text.say, read=read_text, commit=put_text)
        desk.drafts.bind(self.clauses, RECORD, f"{question}.clauses", said=clauses.say, commit=put_clauses)
        desk.drafts.restore()

    def show_question(self, one: Question, form: Survey, *, named: bool) -> None:
        """Show it as it is asked now."""
        self.desk.drafts.show(RECORD, f"{self.question}.text", one.text)
        self.desk.drafts.show(RECORD, f"{self.question}.clauses", "、".join(one.clauses))
        self.dimension.show_dimensions(form, one.dimension, named=named)
        self.up.setEnabled(form.questions[0].id != self.question)
        self.down.setEnabled(form.questions[-1].id != self.question)

    def _dimension(self, chosen: str) -> None:
        audit, question = self.desk.context.audit, self.question
        self.desk.act(lambda ws: questionnaire.change_question(ws, audit, question, dimension=chosen))

    def unbind(self) -> None:
        """Take in what is typed and let the fields go."""
        for name in ("text", "clauses"):
            self.desk.drafts.unbind(RECORD, f"{self.question}.{name}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        else:
            super().keyPressEvent(event)


class NewQuestion(Card):
    """Words and dimension of a question to be added at the end. Signals: `added(str)` with its id, `finished`."""

    added = Signal(str)
    finished = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("sunken", margins=(12, 10, 12, 10), spacing=8)
        self.desk = desk
        self.text = TextArea(name=_("新题"), hint=_("顾客能一次听懂的一句话，Ctrl+Enter 添加"), lines=1, most=4, limit=LONGEST)
        self.dimension = DimensionChoice()
        self.add = Button(_("添加"), kind="primary", key="Ctrl Enter")
        self.add.clicked.connect(self.put)
        self.close_button = Button(_("收起"), kind="ghost", key="Esc")
        self.close_button.clicked.connect(self.finished)
        self.entry = Entry(_("新题"), self.text)
        self.body.addWidget(self.entry)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Label(_("方面"), size=12, role="text2"))
        line.addWidget(self.dimension)
        line.addStretch(1)
        line.addWidget(self.close_button)
        line.addWidget(self.add)
        self.body.addLayout(line)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.put)
        # Kept with every key, added only on purpose.
        desk.drafts.bind(self.text, RECORD, NEW, said=self.entry.say, read=lambda _typed: None)
        self.hide()

    def show_form(self, form: Survey, *, named: bool) -> None:
        """The dimensions there are; what was chosen stays, else the first without a question is offered."""
        bare = [one.id for one in form.dimensions if all(question.dimension != one.id for question in form.questions)]
        self.dimension.show_dimensions(form, self.dimension.selected() or (bare[0] if bare else ""), named=named)

    def put(self) -> None:
        """Add the question."""
        typed, dimension, audit = self.text.value(), self.dimension.selected(), self.desk.context.audit
        try:
            text = read_text(typed)
        except BadInput:
            self.entry.say(_("请先写题目。"))
            return

        def add(ws: Workspace) -> Changes:
            with ws.store.transaction():
                changes = questionnaire.add_question(ws, audit, text=text, dimension=dimension)
                draft_actions.drop_draft(ws, audit, RECORD, NEW)
            return changes

        def done(changes: Changes) -> None:
            self.desk.drafts.give_up(RECORD, NEW)
            questions = changes.view.document.questionnaire
            if questions is not None:
                self.added.emit(questions.questions[-1].id)
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

        self.desk.context.runner.act(self, add, done, self.entry.say)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        else:
            super().keyPressEvent(event)
