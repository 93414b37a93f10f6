"""沟通记录: the days of the audit with what is missing, below them the talks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent

from desktop.base.words import _
from desktop.domain.meetings import unanswered_reports
from desktop.domain.notices import Notice
from desktop.ui.meetings import checks
from desktop.ui.meetings.days_card import DaysCard
from desktop.ui.meetings.talks_card import TalksCard
from desktop.ui.page import Context, KeyHint
from desktop.ui.paper_view import PaperView

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class TalksView(PaperView):
    """One column: days, talks."""

    elsewhere = "closing"
    keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("N",), _("每日沟通")),
        KeyHint(("P",), _("末次会议前沟通")),
        KeyHint(("B",), _("向机构报告")),
        KeyHint(("Enter",), _("打开一条")),
        KeyHint(("Del",), _("移除")),
    )
    more_keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("D",), _("到审查日")),
        KeyHint(("←", "→"), _("换一天；Enter 记这一天")),
        KeyHint(("Esc",), _("收起打开的一条")),
        KeyHint(("Alt", "N"), _("再记一条，写字时也行")),
        KeyHint(("Alt", "M"), _("下一处待办")),
    )

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.right.hide()
        self.left.body.setContentsMargins(24, 4, 24, 24)
        self.days = DaysCard(_("每个审查日"))
        self.talks = TalksCard(self.desk, view.scheme)
        self.days.wanted.connect(self.talks.open_day)
        self.add(self.left, self.days, self.talks)
        self.shortcut("Alt+N", self._add_daily)
        self.refresh(view)
        self.drafts.restore()

    def own_notices(self, view: AuditView) -> list[Notice]:
        return checks.notices(view, "talks")

    def summary(self) -> str:
        document = self.view.document
        parts = [_("{n} 条").format(n=len(document.communications))] if document.communications else []
        waiting = len(unanswered_reports(document))
        return "，".join([*parts, *([_("{n} 条待答复").format(n=waiting)] if waiting else [])])

    def _add_daily(self) -> None:
        self.talks.add_talk("daily")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.talks.elements:
            self.talks.list.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_N: self._add_daily,
            Qt.Key.Key_P: lambda: self.talks.add_talk("pre-closing"),
            Qt.Key.Key_B: lambda: self.talks.add_talk("to-body"),
            Qt.Key.Key_D: lambda: self.days.strip.setFocus(Qt.FocusReason.ShortcutFocusReason),
            Qt.Key.Key_Escape: lambda: self.talks.list.setFocus(Qt.FocusReason.ShortcutFocusReason),
        }
        does = acts.get(Qt.Key(event.key()))
        if does is None or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        else:
            does()
