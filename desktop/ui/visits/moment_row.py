"""The moment at the cursor: its time, kind, minutes and words in one line."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions import visits
from desktop.base.errors import BadInput
from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.ui.record_cards import Desk
from desktop.ui.visits.quick_line import read_minutes
from desktop.ui.visits.words import kinds, time_word
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.fields import NumberField, TextField
from desktop.ui.widgets.rows import Segment, SegmentedRow
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import Changes, Workspace
    from desktop.domain.assessment import Visit


class MomentRow(QWidget):
    """Hidden while no moment is at hand. Signal: `removed(int)` with its place."""

    removed = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.visit, self.place = "", -1
        self.at = TextField(name=_("时刻的时间"), limit=40)
        self.at.setFixedWidth(92)
        self.kind = SegmentedRow([Segment(id_, word) for id_, word in kinds().items()], name=_("时刻的类别"))
        self.kind.setMaximumWidth(232)
        self.kind.chosen.connect(self._choose)
        self.minutes = NumberField(name=_("时长，分钟"), width=64, hint=_("推算"))
        self.text = TextField(name=_("时刻的内容"), hint=_("发生了什么"))
        self.bin = IconButton("trash", _("移除这个时刻"), key="Del")
        self.bin.clicked.connect(lambda: self.removed.emit(self.place))
        self.error = ErrorLine()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.at)
        row.addWidget(self.kind)
        row.addWidget(self.minutes)
        row.addWidget(Label(_("分"), role="text2"))
        row.addWidget(self.text, 1)
        row.addWidget(self.bin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self.error)
        self.hide()

    def show_moment(self, visit: str, place: int, shown: Visit) -> None:
        """Show a moment of the visit; none when there is no such place."""
        if (visit, place) != (self.visit, self.place):
            self.let_go()
        if not 0 <= place < len(shown.timeline):
            self.let_go()
            self.hide()
            return
        moment = shown.timeline[place]
        if self.place < 0:
            self.visit, self.place = visit, place
            for name, field in self._fields().items():
                field.reset("")
                self.desk.drafts.bind(
                    field,
                    f"visits/{visit}",
                    f"timeline.{place}.{name}",
                    said=partial(self._say, field),
                    read=partial(_read, name),
                    commit=partial(_change, audit=self.desk.context.audit, visit=visit, place=place, name=name),
                )
            self.error.say("")
        values = {
            "at": time_word(shown, moment),
            "minutes": plain(moment.minutes) if moment.minutes is not None else "",
            "text": moment.text,
        }
        for name, value in values.items():
            self.desk.drafts.show(f"visits/{visit}", f"timeline.{place}.{name}", value)
        self.kind.select(moment.kind)
        self.setVisible(True)

    def _fields(self) -> dict[str, Any]:
        return {"at": self.at, "minutes": self.minutes, "text": self.text}

    def _say(self, field: TextField, sentence: str) -> None:
        field.set_error(sentence)
        self.error.say(sentence)

    def let_go(self) -> None:
        """Take in what is typed; no moment is at hand any more."""
        if self.place >= 0:
            for name in self._fields():
                self.desk.drafts.unbind(f"visits/{self.visit}", f"timeline.{self.place}.{name}")
        self.visit, self.place = "", -1

    def _choose(self, kind: str) -> None:
        visit, place = self.visit, self.place
        self.desk.act(lambda ws, audit: visits.change_moment(ws, audit, visit, place, kind=kind), self.error.say)  # type: ignore[arg-type]


def _read(name: str, text: str) -> str:
    if name == "minutes" and text.strip():
        read_minutes(text)
    if name == "at" and not text.strip():
        raise BadInput(_("请写时间，例如 14:05。"))
    return text


def _change(ws: Workspace, text: str, *, audit: str, visit: str, place: int, name: str) -> Changes:
    if name == "minutes":
        # Not known is said by a number below nothing.
        minutes = read_minutes(text) if text.strip() else Decimal(-1)
        return visits.change_moment(ws, audit, visit, place, minutes=minutes)
    return visits.change_moment(ws, audit, visit, place, **{name: text})  # type: ignore[arg-type]
