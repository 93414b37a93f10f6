"""The samples of the measurement, where a report asks for them: a list edited in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.element_list import ElementList, ElementRow
from desktop.ui.widgets.fields import TextArea, TextField
from desktop.ui.widgets.forms import Entry, row
from desktop.ui.widgets.rows import Segment, SegmentedRow
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes
    from desktop.domain.measured import Sample
    from desktop.ui.drafting import Drafts
    from desktop.ui.page import Context

SECTION = "samples"
FIELDS = ("characteristic", "site", "taken_at", "note")


class SampleEditor(Card):
    """The fields of one sample. Signals: `judged(object)` passed, failed or None; `finished`; `remove_wanted`."""

    judged = Signal(object)
    finished = Signal()
    remove_wanted = Signal()

    def __init__(self, drafts: Drafts, sample: str) -> None:
        super().__init__("sunken", margins=(12, 10, 12, 10), spacing=8)
        self._drafts = drafts
        self.record = f"{SECTION}/{sample}"
        self.characteristic = TextField(name=_("特性与样本"), hint=_("测的是什么"))
        self.site = TextField(name=_("场所"))
        self.taken_at = TextField(name=_("时间"), hint="2026-11-05 10:20")
        self.note = TextArea(name=_("说明"), lines=1)
        self.passed = SegmentedRow([Segment("yes", _("通过")), Segment("no", _("未通过")), Segment("open", _("未定"))], name=_("测评结果"))
        self.passed.chosen.connect(lambda id_: self.judged.emit({"yes": True, "no": False}.get(id_)))
        fields: dict[str, Any] = {name: getattr(self, name) for name in FIELDS}
        entries = {name: Entry(field.accessibleName(), field) for name, field in fields.items()}
        for name, field in fields.items():
            drafts.bind(field, self.record, name, said=entries[name].say)
        self.body.addWidget(entries["characteristic"])
        self.body.addLayout(row(entries["site"], entries["taken_at"]))
        self.body.addWidget(self.passed)
        self.body.addWidget(entries["note"])
        remove = Button(_("移除"), kind="ghost", icon="trash", danger=True)
        remove.clicked.connect(self.remove_wanted)
        close = Button(_("完成"), key="Esc")
        close.clicked.connect(self.finished)
        buttons = QHBoxLayout()
        buttons.addWidget(remove)
        buttons.addStretch(1)
        buttons.addWidget(close)
        self.body.addLayout(buttons)

    def show_sample(self, sample: Sample) -> None:
        """The sample as the audit holds it."""
        for name in FIELDS:
            self._drafts.show(self.record, name, getattr(sample, name) or "")
        self.passed.select("open" if sample.passed is None else "yes" if sample.passed else "no")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        else:
            super().keyPressEvent(event)


class Samples(QWidget):
    """Signal: `grown`, when an editor opened and should be scrolled to."""

    grown = Signal()

    def __init__(self, context: Context, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._drafts = context, drafts
        self._samples: dict[str, Sample] = {}
        self.head = SectionHead(_("样本"), size=16)
        self.add = Button(_("加样本"), icon="plus")
        self.add.clicked.connect(self.add_sample)
        self.head.row.addWidget(self.add)
        self.list = ElementList(name=_("样本"), title_share=64)
        self.list.opened.connect(self.edit)
        self.list.removed.connect(self.remove)
        self._empty = Label(_("还没有样本。每个样本写明测什么、在哪里、何时、是否通过。"), role="text3", wrap=True)
        self._card = Card(margins=(6, 6, 6, 6))
        self._card.body.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self._empty)
        column.addWidget(self._card)

    def show_view(self, view: AuditView, *, asked: bool) -> None:
        """The samples as the audit holds them; `asked`: this report prints them."""
        samples = view.document.samples
        self.setVisible(asked or bool(samples))
        self._samples = {sample.id: sample for sample in samples if sample.id}
        if self.list.editing() and self.list.editing() not in self._samples:
            self._close()
        rows = tuple(_row(id_, sample) for id_, sample in self._samples.items())
        if rows != self.list.rows():
            self.list.set_rows(rows)
        self._card.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        failed = sum(sample.passed is False for sample in samples)
        note = _("{n} 个，{failed} 个未通过").format(n=len(samples), failed=failed) if failed else _("{n} 个").format(n=len(samples))
        self.head.note.setText(note if samples else "")
        editor = self.list.editor()
        if isinstance(editor, SampleEditor):
            editor.show_sample(self._samples[self.list.editing()])

    def add_sample(self) -> None:
        """A new sample at the place of the last one, opened."""
        from desktop.actions import audits

        audit = self._context.audit
        last = list(self._samples.values())[-1] if self._samples else None
        fields = {"site": last.site} if last is not None and last.site else {}
        self.finish()

        def added(changes: Changes) -> None:
            if changes.action is not None:
                self.edit(changes.action.changes[0].record.partition("/")[2])

        self._context.runner.act(self, lambda ws: audits.put_element(ws, audit, SECTION, None, dict(fields)), added)

    def edit(self, id_: str) -> None:
        """Open a row."""
        sample = self._samples.get(id_)
        if sample is None or self.list.editing() == id_:
            return
        self.finish()
        editor = SampleEditor(self._drafts, id_)
        editor.judged.connect(lambda passed: self._judge(id_, passed))
        editor.finished.connect(self._finished)
        editor.remove_wanted.connect(lambda: self.remove(id_))
        editor.show_sample(sample)
        self.list.open_editor(id_, editor)
        self._drafts.restore()
        editor.characteristic.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self.grown.emit)

    def finish(self) -> None:
        """Take in what is typed and close the editor."""
        if self.list.editing():
            self._close()

    def remove(self, id_: str) -> None:
        """Take a sample out; the toast brings it back."""
        from desktop.actions import audits

        if self.list.editing() == id_:
            self._close()
        audit = self._context.audit
        self._context.runner.act(
            self,
            lambda ws: audits.remove_element(ws, audit, SECTION, id_),
            lambda _changes: self._context.shell.toast(_("已移除一个样本"), undo=True),
        )
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _judge(self, id_: str, passed: bool | None) -> None:
        from desktop.actions import audits

        audit = self._context.audit
        self._context.runner.act(self, lambda ws: audits.put_element(ws, audit, SECTION, id_, {"passed": passed}))

    def _finished(self) -> None:
        self.finish()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._drafts.unbind(f"{SECTION}/{self.list.editing()}")
        self.list.close_editor()


def _row(id_: str, sample: Sample) -> ElementRow:
    passed = "–" if sample.passed is None else "✓" if sample.passed else "×"
    place = "　".join(part for part in (sample.site, sample.taken_at) if part)
    return ElementRow(id_, sample.characteristic or _("未写明"), place, passed, faint=not sample.characteristic)
