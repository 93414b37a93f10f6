"""One deduction statement: number, points, text, evidence; what it is without is said on it, with the repair beside."""

from __future__ import annotations

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
from desktop.domain.findings import of_deduction
from desktop.ui import theme
from desktop.ui.scoring.deduction_home import Home
from desktop.ui.scoring.methods import decimal
from desktop.ui.scoring.parts import line
from desktop.ui.slot import Slot
from desktop.ui.typed import Deed, Key
from desktop.ui.widgets import paint
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.chips import Chip
from desktop.ui.widgets.fields import NumberField, TextArea
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
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

    home: Home
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
        self.finding = Button("", kind="ghost", icon="flag")
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
        column.addLayout(line(self.no_statement, self.no_evidence, self.evidence, self.links, self.finding, 1))
        row.addLayout(column, 1)
        self._points = Slot(desk, self.points, said=self.error.say, take=self._take_points, owner=self)
        self._statement = Slot(desk, self.statement, said=self.error.say, take=self._take_statement, owner=self)
        self.remove.clicked.connect(self._remove)
        self.links.clicked.connect(self._link)
        self.finding.clicked.connect(self._open_finding)
        self.points.returnPressed.connect(self.statement.setFocus)

    def _remove(self) -> None:
        if self._shown is not None:
            self.removed.emit(self._shown.place)

    def _link(self) -> None:
        if self._shown is not None:
            self.link.emit(self._shown.place, self.links.mapToGlobal(QPoint(0, self.links.height())))

    def _open_finding(self) -> None:
        if self._shown is not None and self._shown.deduction is not None:
            self._desk.context.shell.go("findings", f"findings/{self._shown.deduction.finding}")

    def show_deduction(self, shown: Shown) -> None:
        """Fill the row."""
        if self._shown is None or self._shown.home.record != shown.home.record:
            self.error.say("")
        record = shown.home.record
        one = shown.deduction
        self._tag.set_number(shown.place + 1)
        # What is typed for the statement before is taken in by these.
        self._points.show(record, f"deductions.{shown.place}.points", plain(one.points) if one else "")
        self._statement.show(record, f"deductions.{shown.place}.statement", one.statement if one else "")
        self._shown = shown
        begun = one is None
        said, count = bool(one and one.statement.strip()), len(one.evidence) if one else 0
        self.no_statement.setVisible(not begun and not said)
        self.no_evidence.setVisible(not begun and not count)
        self.evidence.setText(_("填扣分后记下这一条") if begun else _("证据 {n} 件").format(n=count) if count else "")
        self.evidence.setVisible(bool(self.evidence.text()))
        self.links.setVisible(not begun)
        finding = of_deduction(self._desk.view.document, one) if one is not None else None
        self.finding.set_text(_("发现 {number}").format(number=finding.number or "") if finding is not None else "")
        self.finding.setVisible(finding is not None and "findings" in self._desk.view.scheme.steps)

    def commit(self) -> None:
        """Take in what is being typed."""
        self.statement.commit()
        self.points.commit()

    def _take_points(self, key: Key, text: str) -> Deed | None:
        shown, place = self._shown, _place(key)
        if not text or shown is None:
            return None
        home = shown.home
        points = decimal(text, _("扣分"), LEAST, home.rule.points or Decimal(0)) if text.strip("0.") else _zero(home.rule)
        said = (key[0], f"deductions.{place}.statement")
        statement = self._desk.pending.get(said, self.statement.value())

        def change(listed: list[Deduction]) -> list[Deduction]:
            if place < len(listed):
                listed[place] = replace(listed[place], points=points)
            else:
                listed.append(Deduction(points=points, statement=statement))
            return listed

        return Deed(lambda ws, audit: home.change(ws, audit, change), (said,) if shown.deduction is None else ())

    def _take_statement(self, key: Key, text: str) -> Deed | None:
        shown, place = self._shown, _place(key)
        if shown is None or place >= len(shown.home.listed(self._desk.view.document)):
            return None
        home = shown.home

        def change(listed: list[Deduction]) -> list[Deduction]:
            if place < len(listed):
                listed[place] = replace(listed[place], statement=text)
            return listed

        return Deed(lambda ws, audit: home.change(ws, audit, change))


def _zero(rule: RuleItem) -> Decimal:
    return decimal("-1", _("扣分"), LEAST, rule.points or Decimal(0))


def _place(key: Key) -> int:
    return int(key[1].split(".")[1])
