"""One deduction statement: number, points, text, evidence; what it is without is said on it, with the repair beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.domain.assessment import Deduction
from desktop.ui import theme
from desktop.ui.scoring.desk import Deed, Key, Slot
from desktop.ui.scoring.methods import decimal
from desktop.ui.scoring.parts import ErrorLine, line
from desktop.ui.widgets import paint
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.chips import Chip
from desktop.ui.widgets.fields import NumberField, TextArea
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import Changes, Workspace
    from desktop.domain.rule_items import RuleItem
    from desktop.ui.scoring.desk import Desk

LEAST = Decimal("0.000000000001")


class NumberTag(QWidget):
    """The number of a statement, red on pale red."""

    def __init__(self) -> None:
        super().__init__()
        self._number = 1
        self.setFixedSize(22, 20)

    def set_number(self, number: int) -> None:
        """Another number."""
        self._number = number
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(22, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        paint.box(painter, self.rect(), fill=t.wrong_t, radius=4)
        paint.line_of_text(
            painter, QRect(0, 0, 22, 20), str(self._number), t.wrong, size=12, weight=500, align=Qt.AlignmentFlag.AlignHCenter
        )


@dataclass(frozen=True)
class Shown:
    """A statement as a row shows it; `deduction` None: one that is only begun."""

    rule: RuleItem
    place: int
    deduction: Deduction | None


class DeductionRow(QWidget):
    """One statement. Signals: `removed(int)`, `link(int, QPoint)`."""

    removed = Signal(int)
    link = Signal(int, QPoint)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: Shown | None = None
        self._tag = NumberTag()
        self.points = NumberField(name=_("扣分"), width=64)
        self.statement = TextArea(name=_("扣分陈述"), hint=_("何处、何时、何事，与要求差在哪里"), lines=1, limit=5000)
        self.error = ErrorLine()
        self.remove = IconButton("trash", _("删除这条扣分"))
        self.evidence = Label("", size=12, role="text2")
        self.no_statement = Chip(_("缺扣分陈述"), icon="warning", tone="open")
        self.no_evidence = Chip(_("缺客观证据"), icon="warning", tone="open")
        self.links = Button(_("关联证据"), kind="ghost", icon="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        left = QVBoxLayout()
        left.setContentsMargins(0, 7, 0, 0)
        left.addWidget(self._tag)
        left.addStretch(1)
        row.addLayout(left)
        column = QVBoxLayout()
        column.setSpacing(4)
        top = line(self.statement, self.points, self.remove, spacing=6)
        for widget in (self.statement, self.points, self.remove):
            top.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(self.error)
        column.addLayout(line(self.no_statement, self.no_evidence, self.evidence, self.links, 1))
        row.addLayout(column, 1)
        self._points = Slot(desk, self.points, said=self.error.say, take=self._take_points, owner=self)
        self._statement = Slot(desk, self.statement, said=self.error.say, take=self._take_statement, owner=self)
        self.remove.clicked.connect(self._remove)
        self.links.clicked.connect(self._link)
        self.points.returnPressed.connect(self.statement.setFocus)

    def _remove(self) -> None:
        if self._shown is not None:
            self.removed.emit(self._shown.place)

    def _link(self) -> None:
        if self._shown is not None:
            self.link.emit(self._shown.place, self.links.mapToGlobal(QPoint(0, self.links.height())))

    def show_deduction(self, shown: Shown) -> None:
        """Fill the row."""
        before, self._shown = self._shown, shown
        if before is None or before.rule is not shown.rule:
            self.error.say("")
        record = f"items/{shown.rule.item.id}"
        one = shown.deduction
        self._tag.set_number(shown.place + 1)
        self._points.show(record, f"deductions.{shown.place}.points", plain(one.points) if one else "")
        self._statement.show(record, f"deductions.{shown.place}.statement", one.statement if one else "")
        begun = one is None
        said, count = bool(one and one.statement.strip()), len(one.evidence) if one else 0
        self.no_statement.setVisible(not begun and not said)
        self.no_evidence.setVisible(not begun and not count)
        self.evidence.setText(_("填扣分后记下这一条") if begun else _("证据 {n} 件").format(n=count) if count else "")
        self.evidence.setVisible(bool(self.evidence.text()))
        self.links.setVisible(not begun)

    def commit(self) -> None:
        """Take in what is being typed."""
        self.statement.commit()
        self.points.commit()

    def _take_points(self, key: Key, text: str) -> Deed | None:
        item, place = _split(key)
        rule = self._desk.view.rules.items[item]
        if not text:
            return None
        points = decimal(text, _("扣分"), LEAST, rule.points or Decimal(0)) if text.strip("0.") else _zero(rule)
        said = (key[0], f"deductions.{place}.statement")
        statement = self._desk.held.get(said, self.statement.value())

        def change(listed: list[Deduction]) -> list[Deduction]:
            if place < len(listed):
                listed[place] = replace(listed[place], points=points)
            else:
                listed.append(Deduction(points=points, statement=statement))
            return listed

        begun = self._shown is not None and self._shown.deduction is None
        return Deed(lambda ws, audit: change_deductions(ws, audit, item, change), (said,) if begun else ())

    def _take_statement(self, key: Key, text: str) -> Deed | None:
        item, place = _split(key)
        answer = self._desk.view.document.items.get(item)
        if answer is None or place >= len(answer.deductions or ()):
            return None

        def change(listed: list[Deduction]) -> list[Deduction]:
            if place < len(listed):
                listed[place] = replace(listed[place], statement=text)
            return listed

        return Deed(lambda ws, audit: change_deductions(ws, audit, item, change))


def _zero(rule: RuleItem) -> Decimal:
    return decimal("-1", _("扣分"), LEAST, rule.points or Decimal(0))


def _split(key: Key) -> tuple[str, int]:
    return key[0].partition("/")[2], int(key[1].split(".")[1])


def change_deductions(ws: Workspace, audit: str, item: str, change: Callable[[list[Deduction]], list[Deduction]]) -> Changes:
    """Change the list of deductions as it stands when the action runs."""
    from desktop.actions import scoring

    answer = ws.audit(audit).document.items.get(item)
    return scoring.answer(ws, audit, item, deductions=tuple(change(list(answer.deductions or ()) if answer else [])))
