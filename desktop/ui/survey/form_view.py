"""问卷: the questions of this audit, worded, put under dimensions, in order; a new version where the present one was answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions import questionnaire
from desktop.base.words import _
from desktop.domain.questionnaire import MOST_POINTS, OWN, Forms, forms_of, versions
from desktop.ui import dialogs
from desktop.ui.survey.question_editor import NewQuestion, QuestionEditor
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.element_list import ElementList, ElementRow
from desktop.ui.widgets.fields import Choice
from desktop.ui.widgets.notices import Notice
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes
    from desktop.ui.survey.desk import Desk


class FormView(QWidget):
    """`head` belongs into the page's top row."""

    def __init__(self, desk: Desk, view: AuditView) -> None:
        super().__init__()
        self.desk, self.view = desk, view
        self._shown: tuple[object, ...] = ()
        self._build_head()
        self.note = Label("", role="text2", wrap=True)
        self.fault = Notice("")
        self.fault.hide()
        self.new = NewQuestion(desk)
        self.new.finished.connect(self._shut_new)
        self.new.added.connect(self._added)
        self.list = ElementList(name=_("问卷的题目"))
        self.list.opened.connect(self.edit)
        self.list.removed.connect(self.remove)
        self.setFocusProxy(self.list)
        self.scale = Choice([(str(scale), _("1 到 {scale} 分").format(scale=scale)) for scale in range(2, MOST_POINTS + 1)], name=_("分制"))
        self.scale.chosen.connect(self._scale)
        self._lay_out()
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._move(step))
        add = QShortcut(QKeySequence("Alt+N"), self)
        add.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        add.activated.connect(self.open_new)
        self.refresh(view)

    def _build_head(self) -> None:
        self.head = QWidget()
        row = QHBoxLayout(self.head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.own = Button(_("恢复方案原题"), kind="ghost")
        self.own.clicked.connect(self._own)
        self.form_button = Button(_("导出 XLSForm"), icon="download")
        self.form_button.clicked.connect(self._ask_file)
        self.add_button = Button(_("添加题目"), kind="primary", icon="plus")
        self.add_button.setToolTip(_("添加题目　Alt N"))
        self.add_button.clicked.connect(self.open_new)
        row.addStretch(1)
        row.addWidget(self.add_button)

    def _lay_out(self) -> None:
        self.column = ScrollColumn(margins=(24, 4, 12, 24), spacing=8)
        card = Card(margins=(8, 4, 8, 8), spacing=4)
        card.body.addWidget(self.list)
        line = QHBoxLayout()
        line.setContentsMargins(8, 4, 0, 0)
        line.addWidget(Label(_("每题计分"), size=12, role="text2"))
        line.addWidget(self.scale)
        line.addStretch(1)
        for button in (self.own, self.form_button):
            line.addWidget(button)
        card.body.addLayout(line)
        for widget in (self.note, self.fault, self.new, card):
            self.column.body.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.column)

    def forms(self) -> Forms | None:
        survey = self.view.scheme.survey
        return forms_of(survey, self.view.document.questionnaire) if survey is not None else None

    def refresh(self, view: AuditView) -> None:
        """The audit changed."""
        self.view = view
        forms = self.forms()
        if forms is None:
            return
        answered = next(one.responses for one in versions(forms, view.document.responses) if one.number == forms.version)
        shown = (forms, answered)
        if self._shown == shown:
            return
        self._shown = shown
        form, own = forms.current, forms.version == OWN
        name = _("方案原问卷") if own else _("本次问卷第 {n} 版").format(n=forms.version)
        said = [_("{name}，{n} 题。").format(name=name, n=len(form.questions))]
        if not form.questions:
            said = [_("还没有题目：点“添加题目”编写本次审查的问卷。")]
        if forms.survey.questions_status == "open":
            said.append(_("方案没有规定题目、分制和各题权重，题目由认证机构确定，各题等权。"))
        if answered:
            said.append(_("已有 {n} 份答卷按这一版作答：一改动就另成新版，那些答卷仍按原题计算。").format(n=answered))
        self.note.setText("".join(said))
        self.own.setVisible(not own and bool(forms.survey.questions))
        self.form_button.setEnabled(bool(form.questions))
        self.scale.select(str(form.scale))
        named = bool(forms.survey.dimensions)
        self.new.show_form(form, named=named)
        titles = {one.id: one.title for one in form.dimensions}
        self.list.set_rows(
            [
                ElementRow(one.id, f"{place}　{one.text}", "", titles.get(one.dimension, one.dimension))
                for place, one in enumerate(form.questions, 1)
            ]
        )
        editor = self.list.editor()
        question = next((one for one in form.questions if isinstance(editor, QuestionEditor) and one.id == editor.question), None)
        if isinstance(editor, QuestionEditor) and question is not None:
            editor.show_question(question, form, named=named)

    # Changing

    def edit(self, question: str) -> None:
        """Open a question in its place."""
        forms = self.forms()
        one = next((one for one in forms.current.questions if one.id == question), None) if forms is not None else None
        if forms is None or one is None:
            return
        self._shut()
        editor = QuestionEditor(self.desk, question)
        editor.show_question(one, forms.current, named=bool(forms.survey.dimensions))
        editor.finished.connect(self._close)
        editor.remove_wanted.connect(lambda: self.remove(question))
        editor.move_wanted.connect(self._move)
        self.list.open_editor(question, editor)
        editor.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._follow()

    def _shut(self) -> None:
        editor = self.list.editor()
        if isinstance(editor, QuestionEditor):
            editor.unbind()
            # Whoever opens it again finds what was refused.
            self.desk.drafts.keep()
        self.list.close_editor()

    def _close(self) -> None:
        self._shut()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        rect = self.list.current_rect()
        inside = self.column.widget()
        if inside is not None:
            self.column.ensureVisible(0, self.list.mapTo(inside, rect.center()).y(), 0, rect.height() // 2 + 16)

    def _act(self, fn: object, done: object = None) -> None:
        self.fault.say("")
        self.desk.context.runner.act(self, fn, done, self.fault.say)  # type: ignore[arg-type]

    def remove(self, question: str) -> None:
        """Ask a question no more."""
        audit = self.desk.context.audit
        self._shut()
        place = [row.id for row in self.list.rows()].index(question) + 1

        def done(_changes: Changes) -> None:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.desk.context.shell.toast(_("已删去第 {n} 题").format(n=place), undo=True)

        self._act(lambda ws: questionnaire.remove_question(ws, audit, question), done)

    def _move(self, step: int) -> None:
        audit, question = self.desk.context.audit, self.list.editing() or self.list.current()
        ids = [row.id for row in self.list.rows()]
        place = ids.index(question) + 1 + step if question in ids else 0
        if not 1 <= place <= len(ids):
            return

        def done(_changes: Changes) -> None:
            self.list.set_current(question)
            self._follow()

        self._act(lambda ws: questionnaire.move_question(ws, audit, question, place=place), done)

    def _scale(self, scale: str) -> None:
        audit = self.desk.context.audit
        self._act(lambda ws: questionnaire.set_scale(ws, audit, scale=int(scale)))

    def _own(self) -> None:
        audit = self.desk.context.audit
        self._shut()
        self._act(
            lambda ws: questionnaire.own_questionnaire(ws, audit),
            lambda _changes: self.desk.context.shell.toast(_("已恢复方案原题"), undo=True),
        )

    def open_new(self) -> None:
        """Write another question."""
        self._shut()
        self.new.show()
        self.column.ensureWidgetVisible(self.new)
        self.new.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _shut_new(self) -> None:
        self.new.hide()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _added(self, question: str) -> None:
        self.list.set_current(question)

    # Giving it out

    def _ask_file(self) -> None:
        dialogs.ask_save(self, _("导出 XLSForm"), _("顾客感知调查.xlsx"), _("XLSForm (*.xlsx)"), "xlsx", self.write_form)

    def write_form(self, path: Path) -> None:
        """Write the questionnaire as it is asked now as an XLSForm."""
        view = self.view

        def write(_progress: object, _cancelled: object) -> None:
            from desktop.actions import survey_import
            from desktop.base.files import write_file

            write_file(path, survey_import.xlsform(view))

        self.desk.context.runner.work(
            self,
            write,
            lambda _none: self.desk.context.shell.toast(_("已导出 {name}").format(name=path.name)),
            self.fault.say,
            title=_("导出 XLSForm"),
        )

    def leave(self) -> None:
        """Take in what is being typed."""
        self._shut()
