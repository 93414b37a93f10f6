"""The head of the clause pane: where the clause lies, its number and title, the points, the hint, what is not verified."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.grading import item_points
from desktop.ui import fonts, theme
from desktop.ui.scoring import words
from desktop.ui.scoring.parts import holder
from desktop.ui.widgets import paint
from desktop.ui.widgets.chips import Chip
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.rule_items import RuleItem
    from desktop.ui.scoring.matters import Matter


class _Points(QWidget):
    """Points got at 24/700 over the full ones, on one base line."""

    def __init__(self) -> None:
        super().__init__()
        self._got = self._of = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_points(self, got: str, of: str) -> None:
        """Show other points; nothing where there are none."""
        if (got, of) != (self._got, self._of):
            self._got, self._of = got, of
            self.setAccessibleName(f"{got} {of}")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.width(self._got, 24, 700) + fonts.width(self._of, 14) + 6 if self._got else 0, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        width = fonts.width(self._got, 24, 700)
        paint.line_of_text(painter, QRect(0, 0, width + 1, 32), self._got, t.text, size=24, weight=700)
        painter.setFont(fonts.font(14))
        painter.setPen(t.text3)
        painter.drawText(QRect(width + 5, 0, 200, 27), int(Qt.AlignmentFlag.AlignBottom), self._of)


class Head(QWidget):
    """Breadcrumb, title, points, hint. Signal: `go(str)` to a row above."""

    go = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._path = Label("", size=12, role="text2", elide=True)
        self.points_chip = Chip(_("分值未核对"), tone="open")
        self.kind_chip = Chip(_("默认评分方式"), tone="open")
        self.kind_chip.setToolTip(_("条款的评分方式没有可查的来源，可以逐条改用其他方式。"))
        self._place = Label("", size=12, role="text3")
        self._number = Label("", size=20, role="text2")
        self._title = Label("", size=20, weight=700, wrap=True)
        self._points = _Points()
        self._hint = Label("", role="text2", wrap=True)
        self._note = Label("", size=12, role="text3", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(6)
        for widget in (self._path, self.points_chip, self.kind_chip, self._place):
            top.addWidget(widget, 1 if widget is self._path else 0)
        self._top = holder(top)
        column.addWidget(self._top)
        middle = QHBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        middle.addWidget(self._title, 1)
        middle.addWidget(self._points, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(middle)
        column.addWidget(self._hint)
        column.addWidget(self._note)

    def show_item(self, view: AuditView, rule: RuleItem, place: tuple[int, int]) -> None:
        """Show a clause; `place` is which it is of how many."""
        item = rule.item
        above = [view.rules.items[key].item for key in rule.path[:-1]]
        self._path.setText("　›　".join(f"{one.clause or one.id} {one.title}" for one in above))
        self._set(item.clause or item.id, item.title, item.hint or "", item.note or "", place)
        self.points_chip.setVisible(item.points_status == "borrowed" and rule.points is not None)
        self.kind_chip.setVisible(item.kind_status == "borrowed" and rule.is_leaf)
        if rule.points is None:
            self._points.set_points("", "")
        else:
            got, of = item_points(view.rules, view.document, item.id)
            self._points.set_points(words.points(got), f"/ {words.number_words(of)}")

    def show_matter(self, view: AuditView, matter: Matter, hint: str, place: tuple[int, int]) -> None:
        """Show a matter that is no clause."""
        self._path.setText(_("定级依据"))
        self._set("", matter.title, hint, _("条款 {clause}").format(clause=matter.clause) if matter.clause else "", place)
        self.points_chip.hide()
        self.kind_chip.hide()
        self._points.set_points("", "")

    def _set(self, number: str, title: str, hint: str, note: str, place: tuple[int, int]) -> None:
        self._number.setText(number)
        self._number.setVisible(bool(number))
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._place.setText(f"{place[0]} / {place[1]}" if place[0] else "")
        self._top.setVisible(bool(place[0] or self._path.text()))
