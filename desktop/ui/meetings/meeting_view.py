"""One meeting: agenda as a checklist, times, sign-in sheet, minutes; signing covers the rest."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.base.words import _
from desktop.domain.fieldnotes import MeetingKind, MeetingRecord
from desktop.domain.meetings import agenda, attendees
from desktop.domain.notices import Notice
from desktop.ui.meetings import checks
from desktop.ui.meetings.agenda_card import AgendaCard
from desktop.ui.meetings.attendance_card import AttendanceCard
from desktop.ui.meetings.minutes_card import MinutesCard
from desktop.ui.meetings.sign_stage import SignStage
from desktop.ui.meetings.times_card import TimesCard
from desktop.ui.page import Context, KeyHint
from desktop.ui.paper_view import PaperView
from desktop.ui.widgets.scroll import see

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView

_SIDE = 452
_SHORTCUT = Qt.FocusReason.ShortcutFocusReason


class MeetingView(PaperView):
    """A meeting of a kind."""

    elsewhere = "closing"
    keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("Space",), _("讲过一点")),
        KeyHint(("Enter",), _("记一笔")),
        KeyHint(("S",), _("开始、结束")),
        KeyHint(("N",), _("加一人")),
        KeyHint(("G",), _("签名")),
        KeyHint(("R",), _("会议记录")),
    )
    more_keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("A",), _("回到议程")),
        KeyHint(("L",), _("到签到表")),
        KeyHint(("T",), _("全组到场")),
        KeyHint(("Alt", "N"), _("再加一人，写字时也行")),
        KeyHint(("Del",), _("改为未讲；移除签到表的一行")),
        KeyHint(("Esc",), _("收起打开的一行")),
        KeyHint(("Alt", "M"), _("下一处待办")),
    )
    signing_keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("Enter",), _("下一位")),
        KeyHint(("←", "→"), _("前后一位")),
        KeyHint(("Del",), _("重签")),
        KeyHint(("Esc",), _("结束签名")),
    )

    def __init__(self, context: Context, view: AuditView, kind: MeetingKind) -> None:
        super().__init__(context, view)
        self.kind: MeetingKind = kind
        has_agenda = bool(agenda(view.scheme, view.document, kind))
        self.times = TimesCard(self.desk, view, kind)
        self.agenda = AgendaCard(self.desk, view, kind)
        self.minutes = MinutesCard(self.desk, kind, lines=8 if has_agenda else 16)
        self.sheet = AttendanceCard(self.desk, kind)
        self.sheet.sign_wanted.connect(self.sign)
        self.stage = SignStage(self.desk, kind)
        self.stage.ended.connect(self._signed)
        self.stage.hide()
        self.right.setFixedWidth(_SIDE)
        # Without an agenda the minutes are what the meeting is about.
        self.add(self.left, self.times, self.agenda, *(() if has_agenda else (self.minutes,)))
        self.add(self.right, self.sheet, *((self.minutes,) if has_agenda else ()))
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.stage)
        self.shortcut("Alt+N", self._add_person)
        self.refresh(view)
        self.drafts.restore()
        self.stage.restore()

    def own_notices(self, view: AuditView) -> list[Notice]:
        return checks.notices(view, self.kind)

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        self.stage.refresh(view)
        if self.is_signing() and not self.stage.at:
            self._signed("")

    def summary(self) -> str:
        document = self.view.document
        held = document.meetings.get(self.kind) or MeetingRecord()
        times = " — ".join(part[-5:] for part in (held.started_at, held.ended_at) if part)
        people = attendees(document, self.kind)
        signed = sum(one.signature is not None for one in people)
        told = _("{n} 人签到，{signed} 人已签").format(n=len(people), signed=signed) if people else ""
        return "，".join(part for part in (times, told) if part)

    # Signing

    def is_signing(self) -> bool:
        """Whether the large field covers the view."""
        return not self.stage.isHidden()

    def keys_now(self) -> tuple[KeyHint, ...]:
        return self.signing_keys if self.is_signing() else self.keys

    def sign(self, id_: str = "") -> None:
        """Show the large field for somebody, or for the first who has not signed."""
        self.sheet.finish()
        refusal = self.stage.show_person(id_)
        self.sheet.error.say(refusal)
        if not refusal:
            self._cover(True)
            self.stage.pad.setFocus(_SHORTCUT)

    def _signed(self, id_: str) -> None:
        self._cover(False)
        self.sheet.list.set_current(id_)
        (self.sheet.list if self.sheet.elements else self).setFocus(_SHORTCUT)

    def _cover(self, on: bool) -> None:
        self.left.setVisible(not on)
        self.right.setVisible(not on)
        self.stage.setVisible(on)
        self.keys_changed.emit()

    # Keys

    def _add_person(self) -> None:
        if not self.is_signing():
            self.sheet.add_element()

    def _go(self, widget: QWidget) -> None:
        see(widget)
        widget.setFocus(_SHORTCUT)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.agenda.list.rows():
            self.agenda.list.focus()
        elif self.sheet.elements:
            self.sheet.list.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_S: self.times.begin_or_end,
            Qt.Key.Key_N: self._add_person,
            Qt.Key.Key_T: self.sheet.add_team,
            Qt.Key.Key_G: partial(self.sign, ""),
            Qt.Key.Key_R: partial(self._go, self.minutes.text),
            Qt.Key.Key_A: partial(self.setFocus, _SHORTCUT),
            Qt.Key.Key_L: partial(self._go, self.sheet.list if self.sheet.elements else self.sheet.add),
            Qt.Key.Key_Escape: partial(self.setFocus, _SHORTCUT),
        }
        does = acts.get(Qt.Key(event.key()))
        if does is None or modifiers or self.is_signing():
            super().keyPressEvent(event)
        else:
            does()

    def leave(self) -> None:
        if self.is_signing():
            self.stage.leave()
        super().leave()
