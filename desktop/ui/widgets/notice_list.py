"""What stands against something, sentence by sentence, each a way to its place; the first few, the rest on demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui import icons, theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.lines import TextLine

Tone = Literal["wrong", "open", "note"]
FEW = 3


@dataclass(frozen=True)
class NoticeRow:
    """A sentence with its clause; `id` comes back when it is opened."""

    id: str
    text: str
    clause: str = ""
    tone: Tone = "open"


class NoticeList(Card):
    """A card of sentences; without any it is hidden. Signal: `opened(str)` with the id of a row."""

    opened = Signal(str)

    def __init__(self, *, few: int = FEW, parent: QWidget | None = None) -> None:
        super().__init__("open", margins=(4, 4, 4, 4), spacing=0, parent=parent)
        self._rows: tuple[NoticeRow, ...] = ()
        self._few = few
        self._all = False
        self._lines: list[TextLine] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.more = Button("", kind="ghost", small=True)
        self.more.clicked.connect(self._toggle)
        self.body.addLayout(self._column)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def set_rows(self, rows: Sequence[NoticeRow]) -> None:
        """Other sentences."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        if len(rows) <= self._few + 1:
            self._all = False
        self._show()

    def rows(self) -> tuple[NoticeRow, ...]:
        """The sentences, also those not shown at the moment."""
        return self._rows

    def lines(self) -> list[TextLine]:
        """The lines that are shown."""
        return list(self._lines)

    def _toggle(self) -> None:
        self._all = not self._all
        self._show()

    def _show(self) -> None:
        rows = self._rows
        # One more line costs no more than the button.
        shown = rows if self._all or len(rows) <= self._few + 1 else rows[: self._few]
        while len(self._lines) > len(shown):
            line = self._lines.pop()
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        while len(self._lines) < len(shown):
            place = len(self._lines)
            made = TextLine(partial(self._mark, place))
            made.opened.connect(partial(self._open, place))
            made.marked.connect(partial(self._open, place))
            made.stepped.connect(partial(self._step, place))
            self._lines.append(made)
            self._column.addWidget(made)
        for line, row in zip(self._lines, shown, strict=True):
            line.set_words(row.text, note=row.clause, state=_word(row.tone))
        hidden = len(rows) - len(shown)
        self.more.setVisible(bool(hidden) or self._all)
        self.more.set_text(_("另有 {n} 项").format(n=hidden) if hidden else _("收起"))
        tones = {row.tone for row in rows}
        self.set_variant("wrong" if "wrong" in tones else "open" if "open" in tones else "sunken")
        self.setVisible(bool(rows))

    def _open(self, place: int) -> None:
        self.opened.emit(self._rows[place].id)

    def _step(self, place: int, by: int) -> None:
        if 0 <= place + by < len(self._lines):
            self._lines[place + by].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _mark(self, place: int, painter: QPainter, rect: QRect) -> None:
        t = theme.current()
        tone = self._rows[place].tone if place < len(self._rows) else "note"
        name, ink = {"wrong": ("warning", t.wrong), "open": ("diamond", t.open_m), "note": ("info", t.text2)}[tone]
        icons.paint(painter, name, rect.adjusted(-1, -1, 1, 1), ink)


def _word(tone: Tone) -> str:
    return {"wrong": _("有误"), "open": _("待办"), "note": _("提示")}[tone]
