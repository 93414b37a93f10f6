"""The right pane: the grade, the fact that decides it, chapters or ladder, conditions, the next level, what is missing or unverified."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.scoring.advice import Lead
from desktop.ui.scoring.deciding import Decides
from desktop.ui.scoring.grade_head import GradeHead
from desktop.ui.scoring.grade_parts import Chapters, Conditions, Parts
from desktop.ui.scoring.parts import Column, LinkRow, Rows
from desktop.ui.scoring.readings import Readings, readings_of
from desktop.ui.scoring.sheet import Sheet, sheet
from desktop.ui.widgets.bars import CapLadder, Scale
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, Hairline, Pane, SectionHead
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.ui.scoring.desk import Desk

# Longer lists of conditions start folded.
FEW = 8


class DecidesCard(Card):
    """The fact that decides, directly under the grade. Signal: `go(str)`."""

    go = Signal(str)

    def __init__(self) -> None:
        super().__init__("tint", margins=(14, 10, 14, 10), spacing=6)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._target = ""
        self._title = Label("", weight=500, wrap=True)
        self._clause = Label("", size=12, role="text3")
        self._text = Label("", wrap=True)
        self.scale = Scale()
        self.next = Button(_("前往"), key="J")
        self.next.clicked.connect(lambda: self.go.emit(self._target))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._title, 1)
        top.addWidget(self._clause)
        self.body.addLayout(top)
        self.body.addWidget(self._text)
        self.body.addWidget(self.scale)
        self.body.addWidget(self.next)

    def show_decides(self, decides: Decides) -> None:
        """Show another fact."""
        self.set_variant(decides.variant)
        self._title.set_role("wrong" if decides.variant == "wrong" else "open" if decides.variant == "open" else "accent")
        self._title.setText(decides.title)
        self._clause.setText(decides.clause)
        self._clause.setVisible(bool(decides.clause) and len(decides.clause) <= 12)
        self._text.setText(decides.text)
        self._text.setVisible(bool(decides.text))
        scale = decides.scale
        self.scale.setVisible(scale is not None)
        if scale is not None:
            self.scale.set_scale(scale.value, scale.ticks, low=scale.low, high=scale.high, caps=decides.variant == "wrong")
        self._target = decides.target
        self.next.setVisible(bool(decides.target))
        self.setAccessibleName(f"{decides.title} {decides.text}")


class Folded(QWidget):
    """A section that can be folded; `made` is called when it is first opened."""

    def __init__(self, title: str, inside: QWidget, *, opened: bool = False) -> None:
        super().__init__()
        self._title = title
        self.inside = inside
        self.button = Button(title, kind="ghost", icon="chevron-down" if opened else "chevron-right")
        self.button.clicked.connect(self.toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.button)
        column.addWidget(inside)
        inside.setVisible(opened)

    opened = Signal()

    def set_count(self, count: int) -> None:
        """How much is inside; nothing: the section goes away."""
        self.button.set_text(f"{self._title} {count}")
        self.setVisible(count > 0)

    def toggle(self) -> None:
        """Open or fold."""
        self.set_open(self.inside.isHidden())

    def set_open(self, open_: bool) -> None:
        """Open or fold."""
        if open_:
            self.opened.emit()
        self.button.set_icon("chevron-down" if open_ else "chevron-right")
        self.inside.setVisible(open_)

    def is_open(self) -> bool:
        """Whether the inside is shown."""
        return not self.inside.isHidden()


class GradePane(Pane):
    """Signal: `go(str)` to the row of a clause or matter."""

    go = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface", edge="left")
        self.setFixedWidth(320)
        self._desk = desk
        self._shown: Sheet | None = None
        self.head = GradeHead()
        self.decides = DecidesCard()
        self.decides.go.connect(self.go)
        self.missing: Rows[LinkRow, Lead] = self._leads()
        self.parts = Parts()
        self.parts.clicked.connect(self.go)
        self._sum = Label("", weight=500, role="accent")
        self.ladder = CapLadder()
        self.chapters = Chapters()
        self.chapters.clicked.connect(self.go)
        self.conditions = Conditions()
        self.next: Rows[LinkRow, Lead] = self._leads()
        self.unverified = Card("open", margins=(12, 10, 12, 10), spacing=4)
        self.unverified.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._unverified = Label("", size=12, role="text2", wrap=True)
        self.outcomes: Rows[LinkRow, Lead] = self._leads()
        self.notes = Label("", size=12, role="text2", wrap=True)
        self.readings = Readings(desk)
        self._build()

    def _leads(self) -> Rows[LinkRow, Lead]:
        def make() -> LinkRow:
            row = LinkRow()
            row.clicked.connect(lambda: self.go.emit(row.target))
            return row

        def fill(row: LinkRow, lead: Lead) -> None:
            row.set_row(lead.title, number=lead.number, right=lead.right, target=lead.target)

        return Rows(make, fill, spacing=2, still=True)

    def _build(self) -> None:
        self._missing_head = SectionHead(_("还缺"))
        self._missing_rest = Label("", size=12, role="text3", wrap=True)
        self._parts_head = SectionHead(_("两项评价"))
        self._parts_head.row.addWidget(self._sum)
        self._ladder_head = SectionHead(_("各条件允许的等级"))
        self._chapters_head = SectionHead(_("各章得分"))
        self.all_conditions = Folded(_("全部条件"), self.conditions, opened=True)
        self._opened_once = False
        self._next_line, self._next_head = Hairline(), SectionHead("")
        self._outcomes_line, self._outcomes_head = Hairline(), SectionHead(_("可作的结论"))
        self.unverified.body.addWidget(Label(_("未核对，只能出草稿"), weight=500, role="open"))
        self.unverified.body.addWidget(self._unverified)
        self.all_notes = Folded(_("说明"), self.notes)
        self.all_readings = Folded(_("条文的读法"), self.readings)
        self.all_readings.opened.connect(self.readings.refresh)
        column = Column(margins=(16, 12, 12, 16), spacing=8)
        for part in (
            self.head,
            self.decides,
            self._missing_head,
            self.missing,
            self._missing_rest,
            self._parts_head,
            self.parts,
            self._ladder_head,
            self.ladder,
            self._chapters_head,
            self.chapters,
            Hairline(),
            self.all_conditions,
            self._next_line,
            self._next_head,
            self.next,
            self._outcomes_line,
            self._outcomes_head,
            self.outcomes,
            self.unverified,
            self.all_notes,
            self.all_readings,
        ):
            column.body.addWidget(part)
        column.body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(column)
        self.column = column

    def refresh(self) -> None:
        """Show the grade as it stands; what did not change is left alone."""
        now = sheet(self._desk.view)
        before, self._shown = self._shown, now
        if self.all_readings.is_open():
            self.readings.refresh()
        if now == before:
            return
        self.all_readings.set_count(len(readings_of(self._desk)))
        self.head.show_sheet(now)
        self.decides.show_decides(now.decides)
        total = len(self._desk.view.grade.missing)
        self._missing_head.setVisible(bool(now.missing))
        self._missing_head.note.setText(_("{n} 项").format(n=total))
        self.missing.show_rows(now.missing)
        rest = total - len(now.missing)
        self._missing_rest.setText(_("另有 {n} 项，按 J 逐项前往。").format(n=rest) if rest > 0 else "")
        self._missing_rest.setVisible(rest > 0)
        self._parts_head.setVisible(bool(now.parts))
        self.parts.setVisible(bool(now.parts))
        self.parts.show_parts(now.parts)
        self._sum.setText(now.parts_sum)
        self._show_ladder(now)
        self._chapters_head.setVisible(bool(now.chapters))
        self.chapters.setVisible(bool(now.chapters))
        self.chapters.show_bars(now.chapters)
        self.conditions.show_lines(now.conditions)
        self.all_conditions.set_count(len(now.conditions))
        if not self._opened_once:
            self._opened_once = True
            self.all_conditions.set_open(len(now.conditions) <= FEW)
        for part in (self._next_line, self._next_head):
            part.setVisible(bool(now.next))
        self._next_head.title.setText(now.next_title)
        self.next.show_rows(now.next)
        for part in (self._outcomes_line, self._outcomes_head):
            part.setVisible(bool(now.outcomes))
        self.outcomes.show_rows(now.outcomes)
        self.unverified.setVisible(bool(now.unverified))
        self._unverified.setText("\n".join(now.unverified))
        self.all_notes.set_count(len(now.notes))
        self.notes.setText("\n".join(now.notes))

    def _show_ladder(self, now: Sheet) -> None:
        there = now.ladder is not None
        self._ladder_head.setVisible(there)
        self.ladder.setVisible(there)
        if now.ladder is not None:
            self.ladder.set_ladder(now.ladder.rungs, levels=len(now.ladder.heads), label=now.ladder.label, heads=now.ladder.heads)
