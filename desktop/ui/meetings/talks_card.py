"""The talks on file as a list edited in place: daily, before closing, reports to the body with their ground and answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.actions import audits, meetings
from desktop.actions.meetings import Talk
from desktop.base import clock
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.fieldnotes import Communication
from desktop.domain.meetings import day_of, ground_of, grounds, talk_titles
from desktop.domain.scheme import Scheme
from desktop.ui.element_cards import Editor, ElementCard
from desktop.ui.meetings.words import moment, whole_time
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.element_list import ElementRow
from desktop.ui.widgets.fields import TextArea, TextField
from desktop.ui.widgets.forms import Entry, row
from desktop.ui.widgets.radio_cards import RadioCard, RadioCards
from desktop.ui.widgets.text import ErrorLine

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace

SECTION = "communications"


class TalkEditor(Editor):
    """When, with whom, what; for a report to the body also its ground and the answer."""

    def __init__(self, desk: Desk, scheme: Scheme) -> None:
        super().__init__(desk, SECTION)
        self._at: str | None = None
        at = self.entry("at", _("时间"), TextField(hint=_("17:30"), limit=40), commit=self._take_time)
        with_whom = self.entry("with_whom", _("和谁"), TextField(hint=_("例如：许经理、质量部林工")))
        by = self.entry("by", _("审查组沟通人"), TextField())
        self.body.addLayout(row(at, with_whom, by))
        self.ground = RadioCards(name=_("报告的事由"))
        self.ground.set_cards([RadioCard(one.id, one.text, one.clause) for one in grounds(scheme, "report")])
        self.ground.chosen.connect(lambda id_: self.put(ground=id_))
        self.ground_entry = Entry(_("事由"), self.ground)
        self.body.addWidget(self.ground_entry)
        self.content = TextArea(hint=_("进展、已看到的问题、对方的意见"), lines=3, most=16)
        self.body.addWidget(self.entry("content", _("内容"), self.content))
        self.answered = QWidget()
        answer = QVBoxLayout(self.answered)
        answer.setContentsMargins(0, 0, 0, 0)
        self.answer = TextArea(hint=_("机构怎么答复"), lines=2, most=8)
        answer.addWidget(self.entry("answer", _("答复"), self.answer, commit=_answer))
        day = self.entry("answered_on", _("答复日期"), DateField(), read=read_day, commit=_answer_day)
        answer.addLayout(row(self.entry("answered_by", _("答复人"), TextField()), day, stretch=(1, 0)))
        self.body.addWidget(self.answered)
        self.end_row()

    def first(self) -> QWidget:
        return self.content

    def has_text(self) -> bool:
        # When and by whom is filled in already.
        return any(self.entries[name].field.value().strip() for name in ("content", "with_whom", "answer"))  # type: ignore[attr-defined]

    def show_element(self, element: Communication) -> None:
        super().show_element(element)
        self._at = element.at
        to_body = element.kind == "to-body"
        self.ground.set_cards(self.ground.cards(), element.ground or "")
        self.ground_entry.setVisible(to_body and bool(self.ground.cards()))
        self.answered.setVisible(to_body)

    def reveal(self, name: str) -> None:
        if name == "ground":
            self.ground.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().reveal(name)

    def _take_time(self, ws: Workspace, audit: str, key: str, text: str) -> Changes:
        at = whole_time(text, day_of(self._at) or clock.now().date())
        if at and day_of(at) is None:
            raise BadInput(_("时间“{at}”看不懂，应写作 2026-11-20 17:30。").format(at=text.strip()[:40]))
        return audits.put_element(ws, audit, SECTION, key, {"at": at or None})


class TalksCard(ElementCard):
    """The list, the last on top."""

    def __init__(self, desk: Desk, scheme: Scheme) -> None:
        self.scheme = scheme
        self._kind: Talk = "daily"
        self._day: date | None = None
        empty = _("还没有沟通记录。每天审查结束后按 N，记下和受审查方谈了什么。")
        super().__init__(desk, SECTION, _("沟通记录"), _("每日沟通"), empty, key="N")
        self.add.clicked.disconnect()
        self.add.clicked.connect(lambda: self.add_talk("daily"))
        self.before_closing = Button(_("末次会议前沟通"), icon="plus", small=True)
        self.before_closing.clicked.connect(lambda: self.add_talk("pre-closing"))
        self.to_body = Button(_("向机构报告"), icon="send", small=True)
        self.to_body.clicked.connect(lambda: self.add_talk("to-body"))
        self.add.setToolTip(_("每日沟通　N"))
        self.before_closing.setToolTip(_("末次会议前与高层管理人员沟通　P"))
        self.to_body.setToolTip(_("向机构报告　B"))
        self.head.row.addWidget(self.before_closing)
        self.head.row.addWidget(self.to_body)
        self.error = ErrorLine()
        self.body.addWidget(self.error)

    def listed(self, view: AuditView) -> tuple[Communication, ...]:
        return tuple(sorted(view.document.communications, key=lambda one: (one.at or "", one.id or ""), reverse=True))

    def lines(self) -> list[ElementRow]:
        return [self._line(one) for one in self.elements]

    def _line(self, one: Communication) -> ElementRow:
        said = " ".join((one.content or "").split())[:200]
        ground = ground_of(self.scheme, one.ground)
        text = "：".join(part for part in (one.with_whom or (ground.text if ground else ""), said or _("还没有写内容")) if part)
        waits = one.kind == "to-body" and not (one.answer or "").strip()
        note = _("待答复") if waits else _("已答复") if one.kind == "to-body" else ""
        title = f"{moment(one.at)}　{talk_titles().get(one.kind or '', _('沟通'))}"
        return ElementRow(one.id or "", title, text, note, faint=not said)

    def make_editor(self) -> Editor:
        return TalkEditor(self.desk, self.scheme)

    def name_of(self, element: Any) -> str:
        return _("{at}的{title}").format(at=moment(element.at), title=talk_titles().get(element.kind or "", _("沟通")))

    def says(self, element: Any) -> bool:
        return any(getattr(element, name) for name in ("content", "with_whom", "ground", "answer"))

    def begin(self, ws: Workspace, audit: str) -> Changes:
        return meetings.begin_talk(ws, audit, self._kind, on=self._day)

    def add_talk(self, kind: Talk, day: date | None = None) -> None:
        """One more talk of a kind, today or on another day, open at its content."""
        self._kind, self._day = kind, day
        self.add_element()

    def open_day(self, day: date) -> None:
        """The talk of a day; a new one where there is none."""
        talks = [one for one in self.elements if one.kind in ("daily", "pre-closing") and day_of(one.at) == day]
        if talks:
            self.edit(talks[0].id or "")
        else:
            self.add_talk("daily", day)


def _answer(ws: Workspace, audit: str, key: str, text: str) -> Changes:
    one = next((one for one in ws.audit(audit).document.communications if one.id == key), None)
    return meetings.answer_communication(ws, audit, key, text, on=one.answered_on if one else None)


def _answer_day(ws: Workspace, audit: str, key: str, text: str) -> Changes:
    one = next((one for one in ws.audit(audit).document.communications if one.id == key), None)
    if text and one is not None and (one.answer or "").strip():
        return meetings.answer_communication(ws, audit, key, one.answer or "", on=date.fromisoformat(text))
    return audits.put_element(ws, audit, SECTION, key, {"answered_on": text or None})
