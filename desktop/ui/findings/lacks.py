"""What the checks still miss in a finding: fields as short links, the rest as sentences, each leading to its place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.notice_list import NoticeList, NoticeRow, Tone
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.domain.notices import Notice

# Said elsewhere on the page: the head, the track and the notes beside the fields.
_ELSEWHERE = ("correction-open", "correction-overdue", "finding-wording", "improvement-deduction")


def field_words() -> dict[str, str]:
    """What is simply not there yet, by the check that misses it."""
    return {
        "finding-kind": _("种类"),
        "finding-severity": _("轻重"),
        "finding-clause": _("条款"),
        "finding-requirement": _("要求"),
        "finding-statement": _("陈述"),
        "finding-evidence": _("客观证据"),
        "finding-discussed": _("讨论"),
        "finding-confirmed": _("受审查方确认"),
    }


class Lacks(QWidget):
    """Signal: `wanted(str, str)`, a record and a field to go to."""

    wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Notice, ...] | None = None
        self._card = Card("open", margins=(14, 2, 8, 2), spacing=0)
        self._words = Flow(gap=0)
        self._links: dict[str, Button] = {}
        self._short: dict[str, Notice] = {}
        for check, word in field_words().items():
            link = self._links[check] = Button(word, kind="ghost")
            link.clicked.connect(partial(self._follow, check))
        self._words.set_widgets(list(self._links.values()))
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(Label(_("还缺"), role="open", weight=500))
        row.addWidget(self._words, 1)
        self._card.body.addLayout(row)
        self.list = NoticeList()
        self.list.opened.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._card)
        column.addWidget(self.list)
        self.hide()

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Other notices; hidden when none is left to do."""
        open_ = tuple(one for one in notices if one.severity != "note" and not one.id.startswith(_ELSEWHERE))
        if open_ == self._shown:
            return
        self._shown = open_
        self._short = {check: one for one in open_ if (check := one.id.partition("/")[0]) in self._links}
        for check, link in self._links.items():
            notice = self._short.get(check)
            link.setVisible(notice is not None)
            if notice is not None:
                link.setToolTip(f"{notice.sentence}　{notice.clause}".strip())
        self._words.updateGeometry()
        self._card.setVisible(bool(self._short))
        short = self._short.values()
        tones: dict[str, Tone] = {"critical": "wrong"}
        self.list.set_rows(
            [NoticeRow(one.id, one.sentence, one.clause, tones.get(one.severity, "open")) for one in open_ if one not in short]
        )
        self.setVisible(bool(open_))

    def _follow(self, check: str) -> None:
        notice = self._short[check]
        self.wanted.emit(notice.record, notice.field)

    def _open(self, id_: str) -> None:
        notice = next((one for one in self._shown or () if one.id == id_), None)
        if notice is not None:
            self.wanted.emit(notice.record, notice.field)

    def links(self) -> list[Button]:
        """The fields that are named as missing."""
        return [link for link in self._links.values() if not link.isHidden()]
