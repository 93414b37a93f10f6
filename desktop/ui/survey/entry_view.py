"""当面录入: one respondent on one screen, answered by number keys; every answer is kept at once, the next one is one key away."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.base import clock
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.questionnaire import OWN, Forms, check_answers, forms_of
from desktop.domain.survey_flags import Flag, flags_of
from desktop.ui.survey import entered as entries
from desktop.ui.survey.entered import Entered
from desktop.ui.survey.entry_form import EntryForm, EntryHead
from desktop.ui.survey.waiting import Waiting
from desktop.ui.survey.words import time_word
from desktop.ui.widgets.notices import EmptyState

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.scheme import Survey
    from desktop.ui.page import Context

# Milliseconds: a draft of typed text, and the look for others like this one.
PAUSE, LOOK = 80, 120


class EntryView(QWidget):
    """Signal: `finished` after a response was taken in. `head` belongs into the page's top row."""

    finished = Signal()

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__()
        self.context, self.view = context, view
        self.entered = entries.first()
        self._waiting = Waiting(context, self)
        self._since: float | None = None
        self._asked: Survey | None = None
        self.head, self.form = EntryHead(), EntryForm()
        self.about, self.sheet, self.remark, self.void = self.form.about, self.form.sheet, self.form.remark, self.form.void
        self.fault, self.flags, self.done = self.form.fault, self.form.flags, self.form.done
        self._connect()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.form)
        self.pages.addWidget(
            EmptyState(_("问卷还没有题目"), _("方案没有给出题目；先在“问卷”里编写本次审查的题目，再录入答卷。"), icon="chat")
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.pages)
        self.setFocusProxy(self.sheet)
        self._timers()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.finish)
        self.refresh(view)
        self._waiting.restore(lambda: {response.id or "" for response in self.view.document.responses}, self._restored)

    def _connect(self) -> None:
        self.about.changed.connect(self._about_changed)
        self.remark.edited.connect(self._about_changed)
        self.sheet.changed.connect(self._answered)
        self.sheet.consented.connect(self.about.toggle_consent)
        self.void.given.connect(self._void)
        self.void.given_up.connect(self.focus_sheet)
        self.done.clicked.connect(self.finish)
        self.head.void.clicked.connect(self._ask_void)
        self.head.back.clicked.connect(self._give_up)

    def _timers(self) -> None:
        self._draft, self._look, self._second = QTimer(self), QTimer(self), QTimer(self)
        for timer, pause, does in ((self._draft, PAUSE, self.keep), (self._look, LOOK, self._look_for_flags)):
            timer.setSingleShot(True)
            timer.setInterval(pause)
            timer.timeout.connect(does)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._show_time)

    # What is shown

    def forms(self) -> Forms | None:
        survey = self.view.scheme.survey
        return forms_of(survey, self.view.document.questionnaire) if survey is not None else None

    def refresh(self, view: AuditView) -> None:
        """The audit changed."""
        self.view = view
        forms = self.forms()
        asked = forms is not None and bool(forms.current.questions)
        self.pages.setCurrentIndex(0 if asked else 1)
        self.head.setEnabled(asked)
        self.about.suggest(view)
        here = {response.id for response in view.document.responses}
        if self.entered.response is not None and self.entered.response not in here:
            # Taken away elsewhere while it was being changed.
            self._open(self._next())
            return
        form = self._asked_of(self.entered)
        if form is not self._asked or self._asked is None:
            self._open(self.entered)
        self._show_head()

    def _asked_of(self, one: Entered) -> Survey | None:
        forms = self.forms()
        response = next((other for other in self.view.document.responses if other.id == one.response), None) if one.response else None
        if forms is None:
            return None
        found = forms.of(response) if response is not None else forms.current
        # The same questions are the same form, though each view makes it anew.
        return self._asked if found == self._asked else found

    def _open(self, one: Entered) -> None:
        self.entered = one
        self._asked = self._asked_of(one)
        self._since = None
        if self._asked is not None:
            one.keep_to(self._asked)
            self.sheet.set_form(self._asked, one)
        self.about.show_entered(one)
        self.remark.reset(one.remark)
        self.void.hide()
        self.fault.say("")
        self.flags.say("")
        self._show_head()
        self._show_time()
        self.form.follow()
        if one.answers:
            self._look.start()

    def _show_head(self) -> None:
        from desktop.actions import survey

        one = self.entered
        changing = one.response is not None
        number = one.number or ("" if changing else survey.next_number(self.view.document.responses, one.channel))
        self.head.show_respondent(number, changing=changing, answered=bool(one.answers))
        self.done.set_text(_("完成修改") if changing else _("完成并下一位"))

    def focus_sheet(self) -> None:
        """Answer by keys."""
        self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    # The time it takes

    def _count_time(self) -> None:
        now = time.monotonic()
        if self.entered.response is None and self.entered.started_at is not None and self._since is not None:
            self.entered.seconds += now - self._since
        self._since = now

    def _show_time(self) -> None:
        self._count_time()
        self.about.used.setText(time_word(int(self.entered.seconds)) or "–")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._since = time.monotonic()
        self._second.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._count_time()
        self._since = None
        self._second.stop()

    def _begin(self) -> None:
        if self.entered.started_at is None and self.entered.response is None:
            self.entered.started_at = clock.now().isoformat(sep=" ", timespec="seconds")
            self._since = time.monotonic()

    # What is entered

    def _answered(self) -> None:
        self._begin()
        self.fault.say("")
        self._show_head()
        self.keep()
        self._look.start()

    def _about_changed(self) -> None:
        self._begin()
        self.about.read_into(self.entered)
        self.entered.remark = self.remark.text()
        self._show_head()
        self._look.start()
        if not self._draft.isActive():
            self._draft.start()

    def keep(self) -> None:
        """Write down what was entered so far."""
        self._draft.stop()
        if self.entered.is_begun() or self.entered.started_at is not None:
            self._count_time()
            self._waiting.write(self.entered, self.fault.say)

    def _restored(self) -> None:
        self._waiting.take(self.entered.key)
        if self._waiting and not self.entered.is_begun():
            # What was interrupted comes first.
            self._open(self._next())

    def _next(self) -> Entered:
        """What was begun before, else the next respondent."""
        return self._waiting.next_one() or self.entered.next_one()

    def change(self, response: str) -> None:
        """Change a response that is there; what was being entered waits."""
        if self.entered.response == response:
            self.focus_sheet()
            return
        found = next((one for one in self.view.document.responses if one.id == response), None)
        forms = self.forms()
        if found is None or forms is None:
            return
        self.keep()
        self._waiting.put(self.entered)
        self._open(self._waiting.take(response) or entries.of_response(found, forms.of(found)))
        self.focus_sheet()

    def _give_up(self) -> None:
        self._draft.stop()
        self._waiting.drop(self.entered.key)
        self._open(self._next())
        self.focus_sheet()

    # Finishing

    def finish(self) -> None:
        """Take the response in and open the next one."""
        self._take()

    def _ask_void(self) -> None:
        self.void.ask(_("作废 {who}：不计入任何结果，仍可查看").format(who=self.head.title.text()))

    def _void(self, reason: str) -> None:
        self._take(reason)

    def _take(self, void: str = "") -> None:
        one, audit = self.entered, self.context.audit
        self._draft.stop()
        self._count_time()
        try:
            if self._asked is None:
                raise BadInput(_("问卷所用的题目版本不在文档里，不能修改答案。"))
            check_answers(self._asked, one.answers)
        except BadInput as error:
            self.fault.say(error.sentence)
            return
        moment = clock.now().isoformat(sep=" ", timespec="seconds")

        def save(ws: Workspace) -> Changes:
            return entries.save(ws, audit, one, moment, void)

        def failed(sentence: str) -> None:
            # The response comes back as it was; one begun since then waits.
            if self.entered is not one:
                self._waiting.put(self.entered)
                self._open(one)
            self.fault.say(sentence)

        # The next respondent does not wait for the disk: the first keys are theirs.
        self._open(self._next())
        self.focus_sheet()
        self.context.runner.act(self, save, lambda _changes: self.finished.emit(), failed)

    # Hints

    def _look_for_flags(self) -> None:
        forms = self.forms()
        one = self.entered
        if forms is None or not one.answers:
            self.flags.say("")
            return
        self._count_time()
        candidate = one.as_response(forms.version if forms.version != OWN else None)
        others = self.view.document.responses

        def show(found: tuple[Flag, ...]) -> None:
            if self.entered is one:
                self.flags.say("；".join(flag.text for flag in found))

        self.context.runner.ask(self, lambda _ws: flags_of(candidate, others), show)
