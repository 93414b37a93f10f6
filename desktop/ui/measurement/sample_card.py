"""One sample: its results by keys, its verdict, where and when it was taken, a remark, its evidence."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import audits, measurement
from desktop.base import clock
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.measured import Way
from desktop.domain.measurement import asked_of, results_of, verdict
from desktop.ui.linked_evidence import LinkedEvidence
from desktop.ui.measurement.sheet import Asked, ResultSheet
from desktop.ui.measurement.where import FIELDS, Where
from desktop.ui.measurement.words import name_of, site_of, verdict_word
from desktop.ui.record_cards import Desk, RecordCard
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Hairline, SectionHead
from desktop.ui.widgets.fields import NumberField, TextArea
from desktop.ui.widgets.forms import Entry, row
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.measured import Sample
    from desktop.ui.thumbnails import Thumbnails

_HERE = Qt.FocusReason.ShortcutFocusReason


class Remark(TextArea):
    """Enter is done, Shift+Enter a new line. Signal: `done`."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.commit()
            self.done.emit()
        else:
            super().keyPressEvent(event)


class SampleCard(RecordCard):
    """Signals: `turned(int)` to the next sample that is not measured or the one before; `followed` when another row is at hand."""

    turned = Signal(int)
    followed = Signal()

    def __init__(self, desk: Desk, thumbnails: Thumbnails) -> None:
        super().__init__(desk, "samples", "")
        self.view: AuditView | None = None
        # What was answered and is not in the audit yet, by sample and characteristic.
        self._said: dict[tuple[str, str], bool | None] = {}
        self.head.title.setTextFormat(Qt.TextFormat.PlainText)
        self.passed: bool | None = None
        self._stands: bool | None = None
        self.verdict = Label("", size=14, weight=500)
        self.head.row.addWidget(self.verdict)
        self.sheet = ResultSheet()
        self.sheet.answered.connect(self._answer)
        self.sheet.turned.connect(self.turned)
        self.sheet.moved.connect(self.followed)
        self.sheet.pressed.connect(self._press)
        self.error = ErrorLine()
        self.where = Where(desk.page)
        self.number = NumberField(places=0, width=96)
        self.number_entry = Entry(_("抽样号"), self.number)
        self.remark = Remark(hint=_("所见、不合格的事实；补加样本写明理由"), lines=1, most=6)
        self.remark_entry = Entry(_("备注"), self.remark)
        self.same = Button(_("同上一样本"), icon="copy", key="Y", kind="ghost", small=True)
        self.same.clicked.connect(self.take_place_of_last)
        self.now = Button(_("现在"), icon="clock", key="T", kind="ghost", small=True)
        self.now.clicked.connect(self.take_time)
        self.linked = LinkedEvidence(desk, thumbnails, name=_("这个样本的证据"), unlinked=_("已取消证据与样本的关联"))
        self._lay_out()
        self._tie()
        self.setFocusProxy(self.sheet)

    def _lay_out(self) -> None:
        place = SectionHead(_("地点与时间"), size=13)
        for button in (self.same, self.now):
            place.row.addWidget(button)
        proof = SectionHead(_("证据"), size=13)
        self.linked.counted.connect(lambda count: proof.note.setText(str(count) if count else ""))
        proof.row.addWidget(self.linked.add)
        entries = self.where.entries
        last = QHBoxLayout()
        last.setSpacing(12)
        last.addWidget(self.number_entry, 0)
        last.addWidget(self.remark_entry, 1)
        body = self.body
        body.addWidget(self.sheet)
        body.addWidget(self.error)
        body.addLayout(last)
        body.addWidget(Hairline())
        body.addWidget(place)
        body.addLayout(row(entries["site"], entries["service"]))
        body.addLayout(row(entries["touchpoint"], entries["taken_at"]))
        body.addWidget(Hairline())
        body.addWidget(proof)
        body.addWidget(self.linked)

    def _tie(self) -> None:
        for name in FIELDS:
            self.typed(name, self.where.fields[name], self.where.entries[name].say, commit=partial(_set, name=name))
        self.typed("number", self.number, self.number_entry.say, read=_read_number, commit=_set_number)
        self.typed("note", self.remark, self.remark_entry.say, commit=partial(_set, name="note"))
        self.remark.done.connect(lambda: self.turned.emit(1))
        self.where.taken_at.returnPressed.connect(lambda: self.sheet.setFocus(_HERE))

    # What is shown

    def show_sample(self, view: AuditView, sample: Sample, place: int, *, drawn: bool) -> None:
        """Show a sample as the audit holds it; `place` in the list from 1; `drawn`: its number is that of the draw."""
        self.view = view
        anew = sample.id != self.key
        plan = view.document.measurement
        self.head.title.setText(name_of(sample, place))
        self.head.note.setText(_("第 {n} / {all} 个").format(n=place, all=len(view.document.samples)))
        self.number_entry.setVisible(not drawn)
        self.where.offer(view)
        if anew:
            self.error.say("")
        values = {name: getattr(sample, name) or "" for name in ("service", "touchpoint", "taken_at", "note")}
        number = "" if sample.number is None else str(sample.number)
        self.show_key(sample.id or "", values | {"site": site_of(view.document, sample), "number": number})
        results = dict(results_of(sample))
        for (key, name), met in self._said.items():
            if key == self.key:
                results.pop(name, None) if met is None else results.update({name: met})
        ways = plan.ways if plan is not None else {}
        names = dict.fromkeys((*asked_of(plan, sample), *results))
        self._stands = sample.passed if results == dict(results_of(sample)) else None
        self.sheet.set_asked([Asked(name, ways.get(name, Way()).criterion or "") for name in names], results, anew=anew)
        self._show_verdict()
        self.linked.show_record(view, self.record)

    def _show_verdict(self) -> None:
        results = self.sheet.results()
        plan = self.view.document.measurement if self.view is not None else None
        self.passed = verdict(results, plan.characteristics if plan is not None else ())
        if self.passed is None:
            # Judged as a whole, for a single characteristic or without results.
            self.passed = self._stands
        self.verdict.setText(verdict_word(self.passed, begun=bool(results)))
        self.verdict.set_role("wrong" if self.passed is False else "accent" if self.passed else "text3")

    # Acting

    def _answer(self, name: str, met: bool | None) -> None:
        sample = self.key
        self._said[sample, name] = met
        self._stands = None
        self._show_verdict()

        def over() -> None:
            if self._said.get((sample, name), ...) is met:
                del self._said[sample, name]

        def done(_changes: Changes) -> None:
            over()
            if sample == self.key:
                self.error.say("")

        def failed(sentence: str) -> None:
            over()
            if sample == self.key:
                self.error.say(sentence)
                self._show_again()
            else:
                self.desk.context.shell.toast(sentence)

        self.desk.act(lambda ws, audit: measurement.measure(ws, audit, sample, results={name: met}), failed, done)

    def _show_again(self) -> None:
        view = self.view
        found = next((one for one in enumerate(view.document.samples, 1) if one[1].id == self.key), None) if view is not None else None
        if view is not None and found is not None:
            self.show_sample(view, found[1], found[0], drawn=self.number_entry.isHidden())

    def _press(self, letter: str) -> None:
        if letter == "S":
            self.where.site.setFocus(_HERE)
        elif letter == "R":
            self.remark.setFocus(_HERE)
        elif letter == "T":
            self.take_time()
        elif letter == "Y":
            self.take_place_of_last()
        elif letter == "P":
            self.linked.browse()

    def take_time(self) -> None:
        """The sample is taken now."""
        sample, now = self.key, f"{clock.now():%Y-%m-%d %H:%M}"
        self.desk.act(lambda ws, audit: measurement.measure(ws, audit, sample, taken_at=now), self.error.say)

    def take_place_of_last(self) -> None:
        """Site, service and touchpoint of the sample before, where this one says nothing."""
        if self.view is None:
            return
        self.desk.drafts.commit_all()
        sample = self.key
        self.desk.act(lambda ws, audit: measurement.as_before(ws, audit, sample), self.error.say)


def _set(ws: Workspace, audit: str, key: str, text: str, *, name: str) -> Changes:
    return measurement.measure(ws, audit, key, **{name: text.strip()})  # type: ignore[arg-type]


def _read_number(text: str) -> str:
    if text.strip() and int(text) < 1:
        raise BadInput(_("抽样号从 1 编起，请改正。"))
    return text.strip()


def _set_number(ws: Workspace, audit: str, key: str, text: str) -> Changes:
    return audits.put_element(ws, audit, "samples", key, {"number": int(text) if text else None})
