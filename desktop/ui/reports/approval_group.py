"""What is still wrong at one step: a head with counts, the sentences below it, each leading to its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop.base.words import _
from desktop.domain.notices import Notice
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.jump_list import Jump, JumpList
from desktop.ui.widgets.scroll import Scroll

if TYPE_CHECKING:
    from desktop.ui.widgets.chips import Tone

# Sentences shown at first, and at most: a thousand sites without a name are one thing to do, not a thousand.
FEW, SPARE, MOST = 8, 3, 200
_TONES: dict[str, Tone] = {"critical": "wrong", "warning": "open", "note": "neutral"}


class GroupList(JumpList):
    """Signal: `stepped_out(int)`: Up on the first sentence, Down on the last."""

    stepped_out = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at, last = self.current(), len(self.jumps()) - 1
        if event.key() == Qt.Key.Key_Up and at == 0:
            self.stepped_out.emit(-1)
        elif event.key() == Qt.Key.Key_Down and at == last:
            self.stepped_out.emit(1)
        else:
            super().keyPressEvent(event)
            self.see_current()

    def see_current(self) -> None:
        """Scroll the column to the sentence at hand."""
        column = self.parentWidget()
        while column is not None and not isinstance(column, Scroll):
            column = column.parentWidget()
        inside = column.widget() if column is not None else None
        if column is not None and inside is not None and self.jumps():
            place = self.mapTo(inside, self.rect_of(self.current()).center())
            column.ensureVisible(place.x(), place.y(), 0, 64)


class ApprovalGroup(Card):
    """The notices of one step. Signals: `wanted(str)` with a notice's id, `stepped_out(int)`."""

    wanted = Signal(str)
    stepped_out = Signal(int)

    def __init__(self, title: str) -> None:
        super().__init__(margins=(16, 8, 8, 8), spacing=4)
        self._notices: tuple[Notice, ...] = ()
        self._all = False
        self.head = SectionHead(title, size=14)
        self.head.row.setContentsMargins(0, 0, 8, 0)
        self.list = GroupList(name=title)
        self.list.wanted.connect(self.wanted)
        self.list.stepped_out.connect(self.stepped_out)
        self.more = Button("", kind="ghost", small=True)
        self.more.clicked.connect(self.toggle)
        for widget in (self.head, self.list):
            self.body.addWidget(widget)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Other notices, the gravest first; without any the group is hidden."""
        self._notices = tuple(notices)
        self.head.note.setText(counts(notices))
        self._show()

    def notices(self) -> tuple[Notice, ...]:
        """All notices of the step, also those not shown at the moment."""
        return self._notices

    def toggle(self) -> None:
        """Show all, or the first few."""
        self._all = not self._all
        self._show()

    def _show(self) -> None:
        count = len(self._notices)
        # A few more lines cost little more than the button.
        shown = self._notices[: MOST if self._all or count <= FEW + SPARE else FEW]
        self.list.set_jumps([Jump(one.id, one.sentence, one.clause, _TONES[one.severity]) for one in shown])
        rest = count - len(shown)
        self.more.setVisible(bool(rest) or (self._all and count > FEW + SPARE))
        self.more.setEnabled(not (self._all and rest))
        self.more.set_text(_("另有 {n} 项").format(n=rest) if rest else _("收起"))
        self.setVisible(bool(count))


def counts(notices: Sequence[Notice]) -> str:
    """How many of each severity, in words."""
    words = (("critical", _("必须处理 {n}")), ("warning", _("请核对 {n}")), ("note", _("提示 {n}")))
    found = [(sum(one.severity == severity for one in notices), said) for severity, said in words]
    return "，".join(said.format(n=count) for count, said in found if count)
