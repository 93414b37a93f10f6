"""The client confirms the plan: who, on which day, signed here; then what was changed afterwards, each change with its reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions import plan
from desktop.base import clock
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.plan_coverage import Coverage
from desktop.domain.signature import Signature, read_strokes
from desktop.ui import theme
from desktop.ui.record_cards import Desk
from desktop.ui.widgets import paint
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.cards import Card, Hairline, SectionHead
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.fields import TextArea, TextField
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.signature_pad import ASPECT, SignaturePad, paint_strokes
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes
    from desktop.domain.preparation import PlanChange

WIDTH = 256
# So many changes are shown, the latest first.
MOST = 30


class _Signed(QWidget):
    """A signature as it was drawn."""

    def __init__(self) -> None:
        super().__init__()
        self._strokes = ""
        self.setFixedSize(WIDTH // 2, WIDTH // 2 // ASPECT)
        self.setAccessibleName(_("客户的签名"))

    def show_strokes(self, strokes: str) -> None:
        self._strokes = strokes
        self.setVisible(bool(strokes))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        paint.box(painter, self.rect(), fill=t.surface, border=t.line)
        paint_strokes(painter, self.rect(), read_strokes(self._strokes), t.text, 1.4)


class ConfirmCard(Card):
    """Signals: `closed`, `confirmed`."""

    closed = Signal()
    confirmed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(16, 10, 12, 14), spacing=8)
        self.desk = desk
        head = SectionHead(_("客户确认"), size=14)
        close = IconButton("close", _("收起"), key="Esc", size=28)
        close.clicked.connect(self.closed)
        head.row.addWidget(close)
        self.state = Label("", role="text2", wrap=True)
        self.signed = _Signed()
        self.lacks = Label("", size=12, role="open", wrap=True)
        self.who = TextField(hint=_("客户授权的人"), limit=200)
        self.day = DateField()
        self.pad = SignaturePad(name=_("客户签名"), width=WIDTH)
        self.clear = Button(_("重签"), kind="ghost", small=True)
        self.clear.clicked.connect(self.pad.clear)
        self.confirm = Button(_("确认计划"), kind="primary", icon="check", key="Ctrl Enter")
        self.confirm.clicked.connect(self.give)
        self.error = ErrorLine()
        self.who_entry, self.day_entry = Entry(_("确认人"), self.who), Entry(_("确认日期"), self.day)
        foot = QHBoxLayout()
        foot.addWidget(self.clear)
        foot.addStretch(1)
        foot.addWidget(self.confirm)
        self.changes = _Changes(desk)
        for widget in (head, self.state, self.signed, self.lacks, self.who_entry, self.day_entry, self.pad):
            self.body.addWidget(widget)
        self.body.addLayout(foot)
        self.body.addWidget(self.error)
        self.body.addWidget(self.changes)
        self.form = (self.who_entry, self.day_entry, self.pad, self.clear, self.confirm)

    def show_view(self, view: AuditView, covered: Coverage) -> None:
        """The plan as it stands."""
        stands, changed = view.document.plan, bool(view.document.plan_changes)
        done = stands is not None and stands.confirmed_on is not None
        if stands is not None and done:
            told = _("{name}于 {day} 确认。之后的改动要写原因，并请客户再次确认。")
            self.state.setText(told.format(name=stands.confirmed_by or "—", day=stands.confirmed_on))
        elif changed:
            self.state.setText(_("确认后有过改动，请客户再次确认。"))
        else:
            self.state.setText(_("打印或出示计划，请客户确认；也可以让对方在这里签名。"))
        self.signed.show_strokes(stands.confirmation.strokes if stands is not None and done and stands.confirmation else "")
        lacks = _("还有 {n} 处（条款×场所）没有安排。").format(n=covered.of - covered.planned) if not covered.complete else ""
        self.lacks.setText(lacks)
        self.lacks.setVisible(bool(lacks) and not done)
        for widget in self.form:
            widget.setVisible(not done)
        if not done and not self.day.value():
            self.day.set_value(clock.now().date().isoformat())
        appointment = view.document.appointment
        usual = (appointment.confirmed_by if appointment else None) or view.document.client.contact or ""
        if not done and not self.who.value() and not self.who.hasFocus():
            self.who.set_value(usual)
        self.changes.show_changes(view.document.plan_changes)

    def give(self) -> None:
        """Take the confirmation in."""
        name, strokes = self.who.value().strip(), self.pad.strokes()
        try:
            text = read_day(self.day.value())
        except BadInput as error:
            self.day_entry.say(error.sentence)
            return
        self.day_entry.say("")
        day = date.fromisoformat(text) if text else clock.now().date()
        signature = Signature(name=name, role=_("受审查方"), at=clock.stamp(clock.now()), strokes=strokes) if strokes and name else None

        def done(_changes: Changes) -> None:
            self.error.say("")
            self.pad.set_strokes("")
            self.confirmed.emit()

        self.desk.act(lambda ws, audit: plan.confirm(ws, audit, by=name, on=day, signature=signature), self.error.say, done)

    def keyPressEvent(self, event: Any) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.give()
        else:
            super().keyPressEvent(event)


class _Changes(QWidget):
    """The log: when, by whom, what, why; a reason that is lacking can be written here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: tuple[PlanChange, ...] = ()
        self.fields: dict[str, TextArea] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.hide()

    def show_changes(self, changes: tuple[PlanChange, ...]) -> None:
        if changes == self._shown:
            return
        typing = any(field.hasFocus() for field in self.fields.values())
        if typing and [one.id for one in changes] == [one.id for one in self._shown]:
            return
        self._shown = changes
        for key in self.fields:
            self._desk.drafts.unbind(f"plan_changes/{key}")
        self.fields = {}
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._column.addWidget(Hairline())
        self._column.addWidget(Label(_("确认后的变更 {n} 处").format(n=len(changes)), size=12, weight=500, role="text2"))
        for change in reversed(changes[-MOST:]):
            self._add(change)
        self.setVisible(bool(changes))

    def _add(self, change: PlanChange) -> None:
        self._column.addWidget(Label(f"{_when(change.at)}　{change.by or ''}", size=12, role="text3", elide=True))
        self._column.addWidget(Label(change.what or "", wrap=True))
        if (change.reason or "").strip():
            told = _("原因：{reason}").format(reason=change.reason)
            agreed = _("；{name}同意").format(name=change.agreed_by) if change.agreed_by else ""
            self._column.addWidget(Label(told + agreed, size=12, role="text2", wrap=True))
            return
        area = TextArea(name=_("变更的原因"), hint=_("还没有写原因"), lines=1, limit=5000)
        error = ErrorLine()
        self._desk.drafts.bind(area, f"plan_changes/{change.id}", "reason", said=error.say)
        self.fields[change.id or ""] = area
        self._column.addWidget(area)
        self._column.addWidget(error)


def _when(stamp: str | None) -> str:
    """A moment of the log; what is no moment, as it stands."""
    try:
        return f"{clock.from_stamp(stamp or ''):%m-%d %H:%M}"
    except ValueError:
        return stamp or ""
