"""What was seen and said: findings, the people met by role, quotes word for word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.actions import audits, visits
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.ui.record_cards import Desk
from desktop.ui.visits.desk import VisitCard
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.element_list import ElementList, ElementRow
from desktop.ui.widgets.fields import TextArea, TextField
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.text import ErrorLine

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.assessment import Visit

_BETWEEN = re.compile(r"[、，,；;\n]+")


class QuoteEditor(Card):
    """One quote, open for a correction."""

    def __init__(self, card: WordsCard) -> None:
        super().__init__("sunken", margins=(8, 4, 8, 4), spacing=2)
        self._card = card
        self.field = TextField(name=_("原话"))
        self.error = ErrorLine()
        done = Button(_("完成"), key="Esc")
        done.clicked.connect(card.finish)
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        row.addWidget(done)
        self.body.addLayout(row)
        self.body.addWidget(self.error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._card.finish()
        else:
            super().keyPressEvent(event)


class WordsCard(VisitCard):
    """Findings, people, quotes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("所见与原话"))
        self.findings = TextArea(lines=3, hint=_("按先后写看到、听到的事实，不写推断"))
        self.findings_entry = Entry(_("所见"), self.findings)
        self.typed("findings", self.findings, self.findings_entry.say)
        self.people = TextField(hint=_("例如：门店顾问、收银员"))
        self.people_entry = Entry(_("接触的人"), self.people, note=_("只写岗位，不写姓名"))
        self.typed("people", self.people, self.people_entry.say, commit=_set_people)
        self.list = ElementList(name=_("原话"))
        self.list.removed.connect(lambda id_: self._remove(int(id_)))
        self.list.opened.connect(lambda id_: self._edit(int(id_)))
        self.quote = TextField(name=_("记一句原话"), hint=_("记一句原话，Enter 记下"), key="Q")
        self.typed("next_quote", self.quote, self._say, read=lambda text: text if text.strip() else None, commit=_add_quote)
        self.error = ErrorLine()
        self._quotes: tuple[str, ...] = ()
        self.body.addWidget(self.findings_entry)
        self.body.addWidget(self.people_entry)
        self.body.addWidget(self.list)
        self.body.addWidget(self.quote)
        self.body.addWidget(self.error)

    def _say(self, sentence: str) -> None:
        self.quote.set_error(sentence)
        self.error.say(sentence)

    def values(self, _view: AuditView, visit: Visit) -> dict[str, str]:
        return {"findings": visit.findings or "", "people": "、".join(visit.people)}

    def show_visit(self, view: AuditView, visit: Visit) -> None:
        if visit.id != self.visit or len(visit.quotes) != len(self._quotes):
            self._close()
        super().show_visit(view, visit)
        self._quotes = visit.quotes
        rows = tuple(ElementRow(str(place), f"“{quote}”") for place, quote in enumerate(visit.quotes))
        if rows != self.list.rows():
            self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        if self.list.editing():
            place = int(self.list.editing())
            self.desk.drafts.show(self.record, f"quotes.{place}", visit.quotes[place])

    def _edit(self, place: int) -> None:
        if self.list.editing() == str(place):
            return
        self._close()
        editor = QuoteEditor(self)
        self.desk.drafts.bind(editor.field, self.record, f"quotes.{place}", said=editor.error.say, read=_read_quote)
        self.desk.drafts.show(self.record, f"quotes.{place}", self._quotes[place])
        self.list.open_editor(str(place), editor)
        editor.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Close the open quote."""
        self._close()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        if self.list.editing():
            self.desk.drafts.unbind(self.record, f"quotes.{self.list.editing()}")
            self.list.close_editor()

    def let_go(self) -> None:
        self._close()
        super().let_go()

    def _remove(self, place: int) -> None:
        visit = self.visit
        self._close()
        self.desk.act(lambda ws, audit: visits.quote(ws, audit, visit, remove=place), self._say, toast=_("已移除一句原话"))


def _read_quote(text: str) -> str:
    if not text.strip():
        raise BadInput(_("原话不能为空；不要它了请用 Del 移除。"))
    return text.strip()


def _add_quote(ws: Workspace, audit: str, visit: str, text: str) -> Changes:
    return visits.quote(ws, audit, visit, add=text)


def _set_people(ws: Workspace, audit: str, visit: str, text: str) -> Changes:
    people = [one.strip() for one in _BETWEEN.split(text) if one.strip()]
    return audits.put_element(ws, audit, "visits", visit, {"people": people or None})
