"""The history of a clause in words: how often it changed, what the last change was, and the list of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from msgspec import UNSET
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from desktop.base import clock
from desktop.base.errors import BadInput
from desktop.base.typed import convert
from desktop.base.words import _
from desktop.domain import history
from desktop.domain.assessment import Answer
from desktop.domain.exact import ONE
from desktop.domain.history import Action, Fields, Records
from desktop.domain.scoring import value_of, way_of
from desktop.ui.scoring import words
from desktop.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from desktop.actions.workspace import Workspace
    from desktop.domain.rules import Rules

MOST_LISTED = 30


@dataclass(frozen=True)
class Turn:
    """One change of a record, in words."""

    by: str
    at: str  # as it is shown
    before: str
    after: str


@dataclass(frozen=True)
class Decided:
    """Who entered a value of his own against the observations, and when."""

    by: str
    at: str


def decided(actions: Sequence[Action], record: str) -> Decided | None:
    """Who last entered the value or its reason; None while the leader's own value does not stand."""
    found, stands = None, False
    for action in actions:
        changed = {change.field: change.after for change in action.changes if change.record == record}
        if "override" in changed:
            stands = changed["override"] is not UNSET
        if not stands:
            found = None
        elif changed.keys() - {"note"}:
            found = Decided(action.by, shown_time(action.at))
    return found


def turns(actions: Sequence[Action], record: str, rules: Rules) -> list[Turn]:
    """What each action made of a record, oldest first; actions that changed nothing a person sees are left out."""
    records: Records = {}
    found = []
    for action in actions:
        mine = tuple(change for change in action.changes if change.record == record)
        before = in_words(records.get(record, {}), record, rules)
        history.apply(records, mine)
        after = in_words(records.get(record, {}), record, rules)
        if before != after or any(change.field in ("note", "reason", "deductions", "carried") for change in mine):
            found.append(Turn(action.by, shown_time(action.at), before, after))
    return found


def shown_time(stamp: str) -> str:
    """A stamp as day and time where it was made; only the time on the same day."""
    moment = clock.from_stamp(stamp)
    return f"{moment:%H:%M}" if moment.date() == clock.now().date() else f"{moment:%m-%d %H:%M}"


def in_words(fields: Fields, record: str, rules: Rules) -> str:
    """A record's value in a few characters."""
    section, _slash, key = record.partition("/")
    if not fields:
        return _("未填")
    if section == "items" and key in rules.items:
        return _points(fields, key, rules)
    if section == "conformity":
        result = fields.get("value", fields.get("result"))
        named = {"conforming": _("符合"), "minor": _("轻微不符合"), "severe": _("严重不符合")}
        return named.get(str(result), _("不适用") if fields.get("excluded") else _("未判定"))
    if section == "levels":
        return _("达到") if fields.get("met") else _("未达到")
    if section == "evaluations":
        return f"{fields.get('percent', '–')} %"
    if section == "management_audit":
        return _("符合") if fields.get("passed") else _("不符合")
    return "、".join(str(value)[:20] for value in fields.values() if isinstance(value, str | int))[:40] or _("已填")


def _points(fields: dict[str, Any], key: str, rules: Rules) -> str:
    rule = rules.items[key]
    if fields.get("excluded"):
        return _("不适用")
    try:
        answer = convert(fields, Answer, "")
        way = way_of(answer)
        if way is None or rule.points is None:
            return _("只有备注") if fields.get("note") else _("未评")
        whole, samples = value_of(rule, answer, way)
    except BadInput:
        return _("已填")
    from fractions import Fraction

    return words.points(Fraction(whole, samples * ONE))


class PastLine(QWidget):
    """The line at the bottom of the pane. Signal: `counted(int)` when the history of the clause at hand has been read."""

    counted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.turns: list[Turn] = []
        self.button = Button("", kind="ghost", icon="history")
        self.button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button, 1)
        self.button.hide()

    def take(self, found: list[Turn]) -> None:
        """The history of the clause at hand."""
        self.turns = found
        if found:
            last = found[-1]
            text = _("改动 {n} 次，最近：{by} {at}，{before} → {after}").format(
                n=len(found), by=last.by, at=last.at, before=last.before, after=last.after
            )
            self.button.set_text(text)
        self.button.setVisible(bool(found))
        self.counted.emit(len(found))

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in reversed(self.turns[-MOST_LISTED:]):
            action = menu.addAction(f"{one.at}　{one.by}　{one.before} → {one.after}")
            action.setEnabled(False)
        height = menu.sizeHint().height()
        menu.popup(self.button.mapToGlobal(QPoint(0, -height)))


def read(ws: Workspace, audit: str, record: str) -> list[Action]:
    """The actions that touched a record, oldest first."""
    from desktop.actions import history as past

    return past.history(ws, audit, record)
