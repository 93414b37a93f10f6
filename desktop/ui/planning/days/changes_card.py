"""What is taken off or put on the days, in percent of the base, each with its reason."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import preparation_days
from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.domain.day_account import account, days_text
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.element_list import ElementList, ElementRow
from desktop.ui.widgets.fields import NumberField, TextField
from desktop.ui.widgets.forms import Beside, Entry, row
from desktop.ui.widgets.rows import Segment, SegmentedRow
from desktop.ui.widgets.scroll import see
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.preparation import DayChange

RECORD = "person_days"


class ChangeEditor(Card):
    """One change; it becomes part of the account once percent and reason are there. Signals: `finished`, `remove_wanted`."""

    finished = Signal()
    remove_wanted = Signal()

    def __init__(self, desk: Desk, place: int, of: int) -> None:
        super().__init__("sunken", margins=(12, 10, 12, 10), spacing=8)
        self.desk, self.place, self.is_new = desk, place, place >= of
        self.way = SegmentedRow([Segment("less", _("减少")), Segment("more", _("增加"))], name=_("增减"))
        self.way.select("less")
        self.way.setFixedWidth(148)
        self.way.chosen.connect(lambda _id: self._chosen())
        self.percent, self.reason = NumberField(places=4, width=88), TextField(hint=_("如：服务过程单一、已获其他体系认证"))
        percent, reason = Entry(_("占基础的 %"), self.percent), Entry(_("理由"), self.reason)
        percent.setFixedWidth(100)
        self.body.addLayout(row(Beside(self.way, _("增减")), percent, reason, stretch=(0, 0, 1)))
        drop = Button(_("移除"), kind="ghost", icon="trash", danger=True)
        drop.clicked.connect(self.remove_wanted)
        close = Button(_("完成"), key="Esc")
        close.clicked.connect(self.finished)
        buttons = QHBoxLayout()
        buttons.addWidget(drop)
        buttons.addStretch(1)
        buttons.addWidget(close)
        self.body.addLayout(buttons)
        # What stood in the fields when one of them was left last.
        self._stand: tuple[Decimal, str] = (Decimal(0), "")
        bind = desk.drafts.bind
        # Not by the name of the document's own field: half of a change is none.
        bind(self.percent, RECORD, f"changes.{place}.percent", said=percent.say, read=self._read, commit=self._put)
        bind(self.reason, RECORD, f"changes.{place}.why", said=reason.say, read=self._read, commit=self._put)

    def _read(self, typed: str) -> str | None:
        percent = self.percent.value().strip().rstrip(".")
        if not percent or not self.reason.value().strip():
            return None
        share = Decimal(percent) / 100
        self._stand = (-share if self.way.selected() == "less" else share, self.reason.value())
        return typed

    def _put(self, ws: Workspace, _text: str) -> Changes:
        share, reason = self._stand
        audit = self.desk.context.audit
        held = ws.audit(audit).document.person_days
        is_there = held is not None and self.place < len(held.changes)
        return preparation_days.change_days(ws, audit, share=share, reason=reason, place=self.place if is_there else None)

    def _chosen(self) -> None:
        if self._read("") is not None:
            self.desk.act(lambda ws, _audit: self._put(ws, ""))

    def show_change(self, change: DayChange) -> None:
        """Show it as the audit holds it."""
        drafts = self.desk.drafts
        self.way.select("more" if change.share > 0 else "less")
        for name, value in (("percent", plain(abs(change.share) * 100)), ("why", change.reason)):
            field = f"changes.{self.place}.{name}"
            drafts.show(RECORD, field, value)
            if drafts.held(RECORD, field) == value:
                # It waited for the other field, which took it along.
                drafts.settle(RECORD, field)

    def let_go(self) -> None:
        """Take in what is typed and let the fields go."""
        for name in ("percent", "why"):
            self.desk.drafts.unbind(RECORD, f"changes.{self.place}.{name}")
        # Half of a change comes back when the editor is opened again.
        self.desk.drafts.keep()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        else:
            super().keyPressEvent(event)


class ChangesCard(Card):
    """`person_days.changes`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(16, 10, 16, 12), spacing=6)
        self.desk = desk
        self.listed: tuple[DayChange, ...] = ()
        self.view: AuditView | None = None
        self.head = SectionHead(_("增减"), size=14)
        self.add = Button(_("添加增减"), icon="plus", small=True)
        self.add.setToolTip(_("添加增减　Alt A"))
        self.add.clicked.connect(self.add_change)
        self.head.row.addWidget(self.add)
        self.list = ElementList(name=_("人日增减"), title_share=24)
        self.list.opened.connect(lambda id_: self.edit(int(id_)))
        self.list.removed.connect(lambda id_: self.remove(int(id_)))
        self.empty = Label(_("没有增减。减少或增加人日时，写明比例和理由。"), role="text3", wrap=True)
        self.error = ErrorLine()
        for widget in (self.head, self.list, self.empty, self.error):
            self.body.addWidget(widget)

    def refresh(self, view: AuditView) -> None:
        """Show the list as it stands."""
        own = view.document.person_days
        self.view, self.listed = view, own.changes if own is not None else ()
        self._show_rows()
        editor = self.list.editor()
        if isinstance(editor, ChangeEditor) and editor.place < len(self.listed):
            editor.show_change(self.listed[editor.place])

    def _show_rows(self) -> None:
        sheet = account(self.view.document, self.view.scheme) if self.view is not None else None
        rows = []
        for place, change in enumerate(self.listed):
            way = _("减少 {n}%") if change.share < 0 else _("增加 {n}%")
            days = sheet.changes[place].days if sheet is not None and len(sheet.changes) == len(self.listed) else None
            note = _("{n} 人日").format(n=("−" if change.share < 0 else "+") + days_text(abs(days))) if days is not None else ""
            rows.append(ElementRow(str(place), way.format(n=plain(abs(change.share) * 100)), change.reason, note))
        editing = self.list.editing()
        if editing and int(editing) >= len(rows):
            rows.append(ElementRow(str(len(rows)), _("新的一项"), faint=True))
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def add_change(self) -> None:
        """Begin a new one."""
        self.finish()
        place = len(self.listed)
        self.list.set_rows([*self.list.rows(), ElementRow(str(place), _("新的一项"), faint=True)])
        self.list.show()
        self.empty.hide()
        self._open(ChangeEditor(self.desk, place, place))

    def edit(self, place: int) -> None:
        """Open one."""
        if place >= len(self.listed) or self.list.editing() == str(place):
            return
        self.finish()
        editor = ChangeEditor(self.desk, place, len(self.listed))
        editor.show_change(self.listed[place])
        self._open(editor)

    def _open(self, editor: ChangeEditor) -> None:
        self.error.say("")
        editor.finished.connect(self._finished)
        editor.remove_wanted.connect(lambda: self.remove(editor.place))
        self.list.open_editor(str(editor.place), editor)
        self.desk.drafts.restore()
        editor.percent.setFocus(Qt.FocusReason.OtherFocusReason)
        see(editor)

    def _finished(self) -> None:
        self.finish()
        (self.list if self.list.rows() else self.add).setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Take in what is typed and close the editor."""
        editor = self.list.editor()
        if isinstance(editor, ChangeEditor):
            editor.let_go()
            self.list.close_editor()
            self._show_rows()

    def remove(self, place: int) -> None:
        """Take one out; the toast brings it back."""
        editor = self.list.editor()
        if isinstance(editor, ChangeEditor):
            for name in ("percent", "why"):
                self.desk.drafts.give_up(RECORD, f"changes.{editor.place}.{name}")
        self.finish()
        if place < len(self.listed):
            act = preparation_days.remove_day_change
            self.desk.act(lambda ws, audit: act(ws, audit, place), self.error.say, toast=_("已移除一项人日增减"))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def reveal(self, place: str) -> bool:
        """Go to the list."""
        if place != f"{RECORD}.changes":
            return False
        see(self)
        (self.list if self.listed else self.add).setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True
