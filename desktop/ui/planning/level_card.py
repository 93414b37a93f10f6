"""The level applied for and the level held before, from the scheme's levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.ui.form_cards import FormCard, set_field
from desktop.ui.planning.choices import choice
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.fields import Choice
from desktop.ui.widgets.forms import row

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class LevelCard(FormCard):
    """`assessment.applied_for` and `previous`."""

    def __init__(self, desk: Desk, view: AuditView) -> None:
        super().__init__(desk, _("等级"), "previous")
        result = view.rules.result
        # A result in levels is held as a level, one in stars as stars.
        self._held_name = "level" if result.result == "level" else "stars"
        levels = [(str(level.stars), level.label) for level in reversed(result.levels)]
        self.applied: Choice = choice([("", _("未填写")), *levels], _("申请等级"))
        self.held: Choice = choice([("", _("没有或未填写")), *levels], _("原获证等级"))
        applied = self.chosen("applied_for", _("申请等级"), self.applied)
        self.entries["assessment.applied_for"] = self.entries.pop("previous.applied_for")
        held = self.chosen(self._held_name, _("原获证等级"), self.held)
        self._stand = ("", "")
        self.applied.chosen.connect(lambda id_: set_field(desk, applied, "assessment", "applied_for", _number(id_), self._back))
        self.held.chosen.connect(lambda id_: set_field(desk, held, "previous", self._held_name, _number(id_), self._back))
        self.body.addLayout(row(applied, held))

    def refresh(self, view: AuditView) -> None:
        document = view.document
        held = document.previous.held if document.previous is not None else None
        self._stand = ("" if document.applied_for is None else str(document.applied_for), "" if held is None else str(held))
        self._back()

    def _back(self) -> None:
        self.applied.select(self._stand[0])
        self.held.select(self._stand[1])


def _number(id_: str) -> int | None:
    return int(id_) if id_ else None
