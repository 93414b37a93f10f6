"""What the chosen report still lacks: each content with its clause, and for each thing it needs the link that leads there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.reports.places import Place
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, Hairline, SectionHead
from desktop.ui.widgets.glyphs import StatusGlyph
from desktop.ui.widgets.text import Label


@dataclass(frozen=True)
class Lack:
    """A content that is not all there; `needs` are what it lacks, each with where that is filled in."""

    title: str
    clause: str
    needs: tuple[tuple[str, Place | None], ...]


class Missing(QWidget):
    """Signal: `wanted(Place)` a link was followed."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Lack, ...] | None = None
        self._links: list[Button] = []
        self.head = SectionHead("", size=16)
        self._card = Card(margins=(14, 4, 6, 4), spacing=0)
        self._none = Card("sunken", margins=(14, 10, 14, 10))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(StatusGlyph("done"))
        self._all_there = Label("", wrap=True)
        row.addWidget(self._all_there, 1)
        self._none.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self._card)
        column.addWidget(self._none)

    def set_lacks(self, lacks: Sequence[Lack], of: int | None) -> None:
        """Show what is missing `of` so many; None: the scheme asks no contents of this report."""
        self.head.title.setText(_("还缺 {n} 项").format(n=len(lacks)) if lacks else _("必备内容"))
        self.head.note.setText(_("定稿前须补") if lacks else "")
        self._all_there.setText(
            _("这份报告由评分和证据生成，没有另列的必备内容。") if of is None else _("规则要求的 {n} 项内容齐全。").format(n=of)
        )
        self._card.setVisible(bool(lacks))
        self._none.setVisible(not lacks)
        if self._shown == tuple(lacks):
            return
        self._shown = tuple(lacks)
        self._fill(lacks)

    def links(self) -> list[Button]:
        """The links, from top to bottom."""
        return list(self._links)

    def lacks(self) -> tuple[Lack, ...]:
        """What is listed."""
        return self._shown or ()

    def count(self) -> int:
        """How many contents are missing."""
        return len(self._shown or ())

    def _fill(self, lacks: Sequence[Lack]) -> None:
        self._links = []
        while (item := self._card.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, lack in enumerate(lacks):
            if place:
                self._card.body.addWidget(Hairline())
            self._card.body.addWidget(self._row(lack))

    def _row(self, lack: Lack) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 8, 0, 2)
        across.setSpacing(10)
        mark = QVBoxLayout()
        mark.setContentsMargins(0, 4, 0, 0)
        mark.addWidget(StatusGlyph("unverified"))
        mark.addStretch(1)
        across.addLayout(mark)
        column = QVBoxLayout()
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 8, 0)
        head.setSpacing(8)
        head.addWidget(Label(lack.title, weight=500, wrap=True), 1)
        head.addWidget(Label(lack.clause, size=12, role="text3"), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for title, place in lack.needs:
            line = QHBoxLayout()
            line.setSpacing(4)
            line.addWidget(Label(title, size=12, role="text2", wrap=True), 1, Qt.AlignmentFlag.AlignVCenter)
            if place is not None:
                link = Button(place.link, kind="ghost", chevron=True)
                link.setAccessibleName(_("{what}：{link}").format(what=title, link=place.link))
                link.clicked.connect(lambda _on=False, place=place: self.wanted.emit(place))
                self._links.append(link)
                line.addWidget(link)
            column.addLayout(line)
        across.addLayout(column, 1)
        return row
