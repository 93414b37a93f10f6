"""The second scoring on its panel: begun and dropped, both gradings compared beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.actions import corrections
from desktop.base.words import _
from desktop.domain.second_scoring import began, differences, grade_as_found
from desktop.ui.findings.second_panel import Compared, SecondPanel
from desktop.ui.findings.words import moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.actions.workspace import AuditView
    from desktop.domain.corrections import Standing
    from desktop.domain.history import Records
    from desktop.ui.record_cards import Desk


class Comparing(QObject):
    """Fills the panel; nothing is reckoned while it is not shown."""

    def __init__(self, desk: Desk, panel: SecondPanel, view: AuditView) -> None:
        super().__init__(panel)
        self._desk, self._panel, self._view = desk, panel, view
        self._shown: Records | None = None
        panel.begin_wanted.connect(self._begin)
        panel.drop_wanted.connect(self._drop)

    def take(self, view: AuditView, needed: Sequence[Standing]) -> None:
        """The audit as it stands; `needed`: the findings that have to be corrected."""
        self._view = view
        self._panel.show_state(needed, began=began(view.document), complete=view.grade.complete)

    def show(self) -> None:
        """Compare the two scorings, unless that was done for this state of the audit."""
        view = self._view
        if not began(view.document) or self._shown is view.records:
            return
        self._shown = view.records

        def compare(_ws: object) -> Compared | None:
            first = grade_as_found(view.document, view.rules)
            return None if first is None else Compared(first, tuple(differences(view.document, view.rules)))

        def show(found: Compared | None) -> None:
            if found is not None and view.records is self._view.records:
                self._panel.show_compared(found, view.grade, view.rules, _days(view))

        self._desk.context.runner.ask(self, compare, show)

    def _begin(self) -> None:
        self._desk.drafts.commit_all()
        self._desk.act(corrections.begin_second_scoring, self._panel.error.say, lambda _changes: self._panel.error.say(""))

    def _drop(self) -> None:
        self._desk.act(corrections.drop_second_scoring, self._panel.error.say, toast=_("已撤销第二次评分，得分回到第一次"))


def _days(view: AuditView) -> tuple[str, str]:
    """When the first scoring was closed and the second begun, and by whom."""
    rounds = view.document.rounds
    first, second = (rounds.as_found, rounds.after_correction) if rounds else (None, None)
    closed = (moment(first.closed_at), first.closed_by or "") if first else ("", "")
    begun = (moment(second.began_at), second.began_by or "") if second else ("", "")
    return _("{when} {who} 关闭").format(when=closed[0], who=closed[1]), _("{when} {who} 开始").format(when=begun[0], who=begun[1])
