"""What stands on the screen of 当面录入: the sheet of questions with what is said about it, and the head above."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.survey.about_card import AboutCard
from desktop.ui.survey.questions import QuestionSheet, SheetHead
from desktop.ui.survey.void_row import VoidRow
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.chips import Chip
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.notices import Notice
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label

# Pixels that the head needs for all it has to say.
_WIDE = 380


class EntryForm(QWidget):
    """One respondent on one screen."""

    def __init__(self) -> None:
        super().__init__()
        self.about = AboutCard()
        self.sheet = QuestionSheet()
        self.remark = TextField(name=_("意见和建议"), hint=_("意见和建议（原话）"), limit=500)
        self.void = VoidRow()
        self.fault = Notice("")
        self.fault.hide()
        self.flags = Notice("", variant="open")
        self.flags.hide()
        self.done = Button(_("完成并下一位"), kind="primary", key="Ctrl Enter")
        card = Card(margins=(12, 8, 12, 10), spacing=4)
        card.body.addWidget(SheetHead(self.sheet))
        self.paper = ScrollColumn(margins=(0, 0, 0, 0), spacing=8)
        self.paper.body.addWidget(self.sheet)
        self.paper.body.addWidget(self.remark)
        card.body.addWidget(self.paper, 1)
        card.setSizePolicy(card.sizePolicy().horizontalPolicy(), self.sizePolicy().verticalPolicy())
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.done)
        foot.addWidget(Label(_("数字键作答后自动到下一题，C 记口头同意"), size=12, role="text2", elide=True), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 4, 12, 12)
        column.setSpacing(8)
        for widget in (self.about, self.void):
            column.addWidget(widget)
        column.addWidget(card, 1)
        for notice in (self.flags, self.fault):
            column.addWidget(notice)
        column.addLayout(foot)
        self.sheet.moved.connect(self.follow)

    def follow(self) -> None:
        """Bring the question at hand into sight."""
        rect = self.sheet.current_rect()
        self.paper.ensureVisible(0, rect.center().y() + self.sheet.y(), 0, rect.height() + 24)


class EntryHead(QWidget):
    """Whose answers these are, whether they are changed, and how to leave them out."""

    def __init__(self) -> None:
        super().__init__()
        self._number, self._changing = "", False
        self.title = Label("", size=20, weight=700, elide=True)
        self.chip = Chip(_("正在修改"), icon="pencil", tone="accent")
        self.void = Button(_("作废"))
        self.back = Button(_("放弃修改"), kind="ghost")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.title, 1)
        for widget in (self.chip, self.back, self.void):
            row.addWidget(widget)

    def show_respondent(self, number: str, *, changing: bool, answered: bool) -> None:
        """Another respondent, or the same with other answers."""
        self._number, self._changing = number, changing
        self.back.setVisible(changing)
        self.void.setEnabled(answered)
        self._fit()

    def _fit(self) -> None:
        """In a small window the number alone has to do."""
        wide = self.width() >= _WIDE
        self.title.setText(_("受访者 {number}").format(number=self._number) if wide or not self._changing else self._number)
        self.chip.setVisible(self._changing and wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
