"""What is measured: the characteristics with clause, method and criterion, each edited in its place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import measurement
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.measured import Measurement, Way
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.element_list import ElementList, ElementRow
from desktop.ui.widgets.fields import TextArea, TextField
from desktop.ui.widgets.forms import Entry, row
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace

RECORD = "measurement"
FIELDS = ("name", "clause", "method", "criterion")


class CharacteristicEditor(Card):
    """One characteristic, by its place in the plan. Signal: `finished`."""

    finished = Signal()

    def __init__(self, desk: Desk, place: int) -> None:
        super().__init__("sunken", margins=(12, 10, 12, 10), spacing=8)
        self._desk = desk
        self.place = place
        self.name, self.clause = TextField(limit=200), TextField(hint=_("例如：7.4.2"), limit=120)
        self.method = TextField(hint=_("例如：查派工单、旁站观察、电话回访"), limit=300)
        self.criterion = TextArea(hint=_("什么样算合格，例如：约定时刻前后 15 分钟内到达"), lines=1, most=4, limit=2000)
        titles = {"name": _("特性"), "clause": _("条款"), "method": _("测评方法"), "criterion": _("判定准则")}
        self.entries = {name: Entry(titles[name], getattr(self, name)) for name in FIELDS}
        for name, entry in self.entries.items():
            commit = partial(_describe, audit=desk.context.audit, place=place, name=name)
            desk.drafts.bind(getattr(self, name), RECORD, self.draft(name), said=entry.say, commit=commit)
        self.body.addLayout(row(self.entries["name"], self.entries["clause"], stretch=(3, 1)))
        self.body.addWidget(self.entries["method"])
        self.body.addWidget(self.entries["criterion"])
        done = Button(_("完成"), key="Esc")
        done.clicked.connect(self.finished)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(done)
        self.body.addLayout(foot)

    def draft(self, name: str) -> str:
        """The name of a field among the drafts."""
        return f"ways.{self.place}.{name}"

    def show_way(self, name: str, way: Way) -> None:
        """The characteristic as the audit holds it."""
        values = {"name": name, "clause": way.clause, "method": way.method, "criterion": way.criterion}
        for field, value in values.items():
            self._desk.drafts.show(RECORD, self.draft(field), value or "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        else:
            super().keyPressEvent(event)


class CharacteristicsCard(Card):
    """The list. Signal: `grown`, when a row opened and should be seen whole."""

    grown = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(16, 10, 16, 14), spacing=8)
        self.desk = desk
        self._plan = Measurement()
        self.head = SectionHead(_("测评特性"), size=14)
        self.list = ElementList(name=_("测评特性"), title_share=42)
        self.list.opened.connect(self.edit)
        self.list.removed.connect(self.remove)
        self.empty = Label(_("写明测什么，再给每项写上条款、方法和判定准则。"), role="text3", wrap=True)
        self.name = TextField(name=_("添加特性"), hint=_("添加特性，例如：上门按约到达"), limit=200)
        self.name.returnPressed.connect(self._add)
        self.error = ErrorLine()
        for widget in (self.head, self.empty, self.list, self.name, self.error):
            self.body.addWidget(widget)

    def refresh(self, view: AuditView) -> None:
        """The audit changed."""
        self._plan = view.document.measurement or Measurement()
        names = self._plan.characteristics
        rows = tuple(_row(place, name, self._plan.ways.get(name, Way())) for place, name in enumerate(names))
        if rows != self.list.rows():
            self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.head.note.setText(_("{n} 项").format(n=len(rows)) if rows else "")
        editor = self.list.editor()
        if isinstance(editor, CharacteristicEditor):
            name = names[editor.place]
            editor.show_way(name, self._plan.ways.get(name, Way()))

    def edit(self, id_: str) -> None:
        """Open a row."""
        if self.list.editing() == id_:
            return
        self.close_editor()
        place = int(id_)
        editor = CharacteristicEditor(self.desk, place)
        editor.finished.connect(self._finished)
        name = self._plan.characteristics[place]
        editor.show_way(name, self._plan.ways.get(name, Way()))
        self.list.open_editor(id_, editor)
        self.desk.drafts.restore()
        (editor.name if name in self._plan.ways else editor.clause).setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self.grown.emit)

    def close_editor(self) -> None:
        """Take in what is typed and show the row again."""
        editor = self.list.editor()
        if isinstance(editor, CharacteristicEditor):
            for name in FIELDS:
                self.desk.drafts.unbind(RECORD, editor.draft(name))
            self.list.close_editor()

    def _finished(self) -> None:
        self.close_editor()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self, id_: str) -> None:
        """Measure it no longer; results that are there stay."""
        self.close_editor()
        gone = self._plan.characteristics[int(id_)]

        def act(ws: Workspace, audit: str) -> Changes:
            plan = ws.audit(audit).document.measurement or Measurement()
            return measurement.plan(ws, audit, characteristics=tuple(name for name in plan.characteristics if name != gone))

        self.desk.act(act, self.error.say, lambda _changes: self.error.say(""), toast=_("已移除特性“{name}”").format(name=gone[:24]))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        name = self.name.value().strip()
        if not name:
            return

        def added(_changes: Changes) -> None:
            self.name.reset("")
            self.error.say("")

        self.desk.act(partial(_add, name=name), self.error.say, added)


def _row(place: int, name: str, way: Way) -> ElementRow:
    text = "；".join(part for part in (way.method, way.criterion) if part)
    return ElementRow(str(place), name, text or _("方法和准则未写"), way.clause or "")


def _add(ws: Workspace, audit: str, *, name: str) -> Changes:
    plan = ws.audit(audit).document.measurement
    if plan is not None and name in plan.characteristics:
        raise BadInput(_("测评方案里已有特性“{name}”。").format(name=name[:80]))
    return measurement.describe(ws, audit, name)


def _describe(ws: Workspace, text: str, *, audit: str, place: int, name: str) -> Changes:
    names = (ws.audit(audit).document.measurement or Measurement()).characteristics
    if place >= len(names):
        raise BadInput(_("这一项特性已被移除，写下的文字无处可放：{text}").format(text=text[:80]))
    return measurement.describe(ws, audit, names[place], **{name: text})
