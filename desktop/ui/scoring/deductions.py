"""The deduction statements of a clause: begun, removed, and joined with their evidence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.assessment import Deduction
from desktop.ui.scoring import words
from desktop.ui.scoring.deduction_row import DeductionRow, Shown, change_deductions
from desktop.ui.scoring.parts import Rows
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import SectionHead

if TYPE_CHECKING:
    from desktop.actions.workspace import Changes, Workspace
    from desktop.domain.rule_items import RuleItem
    from desktop.ui.scoring.desk import Desk

MOST_IN_MENU = 40


class Deductions(QWidget):
    """All statements of a clause. Signals: `files_wanted(int)` to add evidence to a statement, `said(str)` after one was removed."""

    files_wanted = Signal(int)
    said = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rule: RuleItem | None = None
        self._begun: int | None = None  # the place of a statement that is begun
        self.head = SectionHead(_("扣分陈述"))
        self.head.note.set_role("wrong")
        self.add = Button(_("新增"), kind="ghost", icon="plus", key="D")
        self.add.clicked.connect(self.begin)
        self.head.row.addWidget(self.add)
        self.rows: Rows[DeductionRow, Shown] = Rows(self._make_row, lambda row, one: row.show_deduction(one), spacing=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self.rows)

    def _make_row(self) -> DeductionRow:
        row = DeductionRow(self._desk)
        row.removed.connect(self._remove)
        row.link.connect(self._link)
        return row

    def show_item(self, rule: RuleItem, *, offered: bool) -> None:
        """Show a clause's statements; `offered`: the clause can be answered by deductions."""
        if rule is not self._rule:
            self.commit()
            self._begun = None
        self._rule = rule
        answer = self._desk.view.document.items.get(rule.item.id)
        listed = (answer.deductions if answer else None) or ()
        record = f"items/{rule.item.id}"
        held = {key for key in self._desk.held if key[0] == record and key[1].startswith(f"deductions.{len(listed)}.")}
        shown: list[Shown] = [Shown(rule, place, one) for place, one in enumerate(listed)]
        if self._begun == len(listed) or held:
            shown.append(Shown(rule, len(listed), None))
        self.rows.show_rows(shown)
        total = sum((one.points for one in listed), Decimal(0))
        self.head.note.setText(words.signed(-total) if listed else "")
        self.setVisible(offered or bool(shown))
        self.add.setVisible(offered)

    def begin(self) -> None:
        """Begin a statement and go to its points."""
        if self._rule is None:
            return
        self.commit()
        answer = self._desk.view.document.items.get(self._rule.item.id)
        self._begun = len((answer.deductions if answer else None) or ())
        self.show_item(self._rule, offered=True)
        self.rows.shown()[-1].points.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commit(self) -> None:
        """Take in what is being typed."""
        for row in self.rows.shown():
            row.commit()

    def _remove(self, place: int) -> None:
        from desktop.actions import scoring

        rule, desk = self._rule, self._desk
        if rule is None:
            return
        item, record = rule.item.id, f"items/{rule.item.id}"
        answer = desk.view.document.items.get(item)
        count = len((answer.deductions if answer else None) or ())
        self._begun = None
        # What is typed below would move up with its statement: only the removed one's text is given up.
        desk.forget(*((record, f"deductions.{place}.{name}") for name in ("points", "statement")))
        if place >= count:
            self.show_item(rule, offered=True)
            return

        def do(ws: Workspace, audit: str) -> Changes:
            found = ws.audit(audit).document.items.get(item)
            listed = list((found.deductions if found else None) or ())
            if place < len(listed):
                del listed[place]
            return scoring.answer(ws, audit, item, deductions=tuple(listed)) if listed else scoring.clear_answer(ws, audit, item)

        desk.act(self, do, done=lambda _changes: self.said.emit(_("已删除第 {n} 条扣分").format(n=place + 1)))

    def _link(self, place: int, where: QPoint) -> None:
        """A menu of the clause's evidence, each on or off for this statement."""
        rule, document = self._rule, self._desk.view.document
        if rule is None:
            return
        answer = document.items.get(rule.item.id)
        listed = (answer.deductions if answer else None) or ()
        if place >= len(listed):
            return
        here = f"items/{rule.item.id}"
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        linked = [one for one in document.evidence if here in one.links or one.id in listed[place].evidence]
        for one in linked[:MOST_IN_MENU]:
            action = menu.addAction(one.caption or one.name or one.id or "")
            action.setCheckable(True)
            action.setChecked(one.id in listed[place].evidence)
            action.toggled.connect(lambda on, id_=one.id: self._set_link(rule.item.id, place, id_ or "", on))
        if linked:
            menu.addSeparator()
        menu.addAction(_("从文件加入…"), lambda: self.files_wanted.emit(place))
        menu.popup(where)

    def attach(self, item: str, place: int, evidence: Sequence[str]) -> None:
        """Put pieces of evidence to a statement."""

        def change(listed: list[Deduction]) -> list[Deduction]:
            if place < len(listed):
                new = [one for one in evidence if one not in listed[place].evidence]
                listed[place] = replace(listed[place], evidence=(*listed[place].evidence, *new))
            return listed

        self._desk.act(self, lambda ws, audit: change_deductions(ws, audit, item, change))

    def _set_link(self, item: str, place: int, evidence: str, on: bool) -> None:
        def change(listed: list[Deduction]) -> list[Deduction]:
            if place < len(listed):
                kept = tuple(one for one in listed[place].evidence if one != evidence)
                listed[place] = replace(listed[place], evidence=(*kept, evidence) if on else kept)
            return listed

        self._desk.act(self, lambda ws, audit: change_deductions(ws, audit, item, change))
