"""The scoring after correction: when it may begin, both grades side by side, every value that differs, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.grade import Grade
from desktop.domain.second_scoring import Difference
from desktop.ui import theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.domain.corrections import Standing
    from desktop.domain.rules import Rules

ROW = 34
RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True)
class Compared:
    """What the first scoring gave, and what the second says differently."""

    first: Grade
    changed: tuple[Difference, ...]


class GradeCard(Card):
    """One of the two gradings."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.label = Label("", size=24, weight=700, elide=True)
        self.points = Label("", role="text2")
        self.when = Label("", size=12, role="text3", elide=True)
        self.body.addWidget(Label(title, size=12, role="text2"))
        for widget in (self.label, self.points, self.when):
            self.body.addWidget(widget)

    def show_grade(self, grade: Grade, when: str) -> None:
        """A grade, and when it was made."""
        self.label.setText(grade.grade.label if grade.grade else _("未评定"))
        self.label.set_role("text" if grade.grade else "open")
        self.points.setText(_("{points} 分").format(points=grade.score.final) if grade.score else _("没有得分"))
        self.when.setText(when)


class Differences(QWidget):
    """Rows of clause, before and after; a click leads to the clause. Signal: `opened(str)` with the record."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[tuple[Difference, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("两次评分的差别"))

    def set_rows(self, rows: Sequence[tuple[Difference, str]]) -> None:
        """Other differences, each with its clause in words."""
        self._rows = tuple(rows)
        self.setFixedHeight(ROW * len(rows))
        told = (f"{title} {one.before} → {one.after}" for one, title in self._rows[:50])
        self.setAccessibleDescription("；".join(told))
        self.update()

    def rows(self) -> tuple[tuple[Difference, str], ...]:
        """The rows as they are shown."""
        return self._rows

    def sizeHint(self) -> QSize:
        return QSize(400, ROW * len(self._rows))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = int(event.position().y()) // ROW
        if event.button() == Qt.MouseButton.LeftButton and 0 <= place < len(self._rows):
            self.opened.emit(self._rows[place][0].record)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        seen = event.rect()
        for place, (one, title) in enumerate(self._rows):
            rect = QRect(0, place * ROW, self.width(), ROW)
            if not rect.intersects(seen):
                continue
            if place:
                paint.hairline(painter, 0, rect.top(), rect.width())
            after = QRect(rect.right() - 110, rect.top(), 110, ROW)
            before = after.translated(-128, 0)
            paint.line_of_text(painter, rect.adjusted(0, 0, -250, 0), title, t.text)
            paint.line_of_text(painter, before, one.before, t.text2, align=RIGHT)
            paint.line_of_text(painter, after, one.after, t.accent, weight=500, align=RIGHT)


class SecondPanel(QWidget):
    """Signals: `begin_wanted`, `drop_wanted`, `print_wanted`, `opened(str)` with a record of the score page."""

    begin_wanted = Signal()
    drop_wanted = Signal()
    print_wanted = Signal()
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.state = Label("", role="text2", wrap=True)
        self.begin = Button(_("开始第二次评分"), kind="primary", icon="checks")
        self.score = Button(_("去评分"), icon="checks")
        self.paper = Button(_("对照表 PDF"), icon="report")
        self.drop = Button(_("撤销第二次评分"), kind="ghost", icon="undo", danger=True)
        self.begin.clicked.connect(self.begin_wanted)
        self.drop.clicked.connect(self.drop_wanted)
        self.paper.clicked.connect(self.print_wanted)
        self.score.clicked.connect(lambda: self.opened.emit(""))
        self.error = ErrorLine()
        self.before, self.after = GradeCard(_("审查时")), GradeCard(_("整改后"))
        self.head = SectionHead(_("变化"), size=14)
        self.rows = Differences()
        self.rows.opened.connect(self.opened)
        self.same = Label(_("整改后的评分还没有和第一次不同之处。"), role="text2")
        self.table = Card()
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(_("整改后重新评分"), size=20, weight=700))
        head.addStretch(1)
        for button in (self.paper, self.score, self.begin):
            head.addWidget(button)
        two = QHBoxLayout()
        two.setSpacing(8)
        two.addWidget(self.before, 1)
        two.addWidget(self.after, 1)
        for widget in (self.head, self.rows, self.same):
            self.table.body.addWidget(widget)
        scrolled = ScrollColumn(margins=(20, 14, 24, 24), spacing=12)
        scrolled.body.addLayout(head)
        scrolled.body.addWidget(self.state)
        scrolled.body.addWidget(self.error)
        scrolled.body.addLayout(two)
        scrolled.body.addWidget(self.table)
        scrolled.body.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled)

    def show_state(self, needed: Sequence[Standing], *, began: bool, complete: bool) -> None:
        """Whether it may begin: every finding that had to be corrected is closed and the first scoring is complete."""
        waiting = [one.finding.number or "" for one in needed if one.open]
        if began:
            told = _("第一次评分已保留原样；现在的评分是整改后的评分，改分请到评分页。")
        elif not needed:
            told = _("没有要求整改的发现，不用第二次评分。")
        elif waiting:
            names = "、".join(waiting[:8])
            told = _("还有 {n} 条发现的整改没有接受（{names}），全部接受后可以开始。").format(n=len(waiting), names=names)
        elif not complete:
            told = _("第一次评分还没有评完，请先评完。")
        else:
            told = _("要求整改的发现都已关闭。开始后，第一次评分保留原样，再按整改后的情况改分；随时可以撤销。")
        self.state.setText(told)
        self.begin.setVisible(not began)
        self.begin.setEnabled(bool(needed) and not waiting and complete)
        for widget in (self.score, self.paper, self.drop, self.before, self.after, self.table):
            widget.setVisible(began)

    def show_compared(self, found: Compared, grade: Grade, rules: Rules, days: tuple[str, str]) -> None:
        """Both grades; `days`: when and by whom each scoring was closed or begun."""
        self.before.show_grade(found.first, days[0])
        self.after.show_grade(grade, days[1])
        self.rows.set_rows([(one, _named(one, rules)) for one in found.changed])
        self.rows.setVisible(bool(found.changed))
        self.same.setVisible(not found.changed)
        self.head.note.setText(_("{n} 处").format(n=len(found.changed)) if found.changed else "")


def _named(one: Difference, rules: Rules) -> str:
    rule = rules.items.get(one.item)
    return f"{rule.item.clause or one.item} {rule.item.title}" if rule is not None else one.what
