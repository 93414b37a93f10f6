"""One line of the plan, open beside the grid: when, where, who, which clauses, with whom; what the checks say of it."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.actions import plan
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.plan import separate_plans, sites_by_id, slot_title
from desktop.domain.plan_words import kind_title
from desktop.domain.preparation import Slot
from desktop.ui.clause_picker import ClausePicker, clause_record
from desktop.ui.record_cards import Desk, RecordCard
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.fields import Choice, TextField
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.forms import Entry, row
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.ui.planning.grid.deeds import Deeds
    from desktop.ui.planning.grid.reason_bar import ReasonBar
    from desktop.ui.planning.grid.scene import Scene

_TIME = re.compile(r"(\d{1,2})\s*[:：.点时]\s*(\d{2})\s*分?|(\d{1,2})(\d{2})|(\d{1,2})\s*[点时]?")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_KINDS = ("", "meeting", "travel", "break")
MOST_SAID = 4
# So many sites can be chosen here; more are drawn from first.
MOST_SITES = 300


def read_time(text: str) -> str:
    """What was typed as 09:30: `9:30`, `930`, `9 点`; nothing stays nothing. Raises BadInput."""
    if not text.strip():
        return ""
    found = _TIME.fullmatch(text.translate(_WIDE).strip())
    hour, minutes = (-1, 0)
    if found is not None:
        parts = [int(part) for part in found.groups() if part is not None]
        hour, minutes = parts[0], parts[1] if len(parts) > 1 else 0
    if not (0 <= hour < 24 and 0 <= minutes < 60) and (hour, minutes) != (24, 0):
        raise BadInput(_("“{text}” 不是时间，请写成 09:30 的形式。").format(text=text.strip()[:12]))
    return f"{hour:02d}:{minutes:02d}"


class SlotEditor(RecordCard):
    """Signals: `closed`, `removed(str)`."""

    closed = Signal()
    removed = Signal(str)

    def __init__(self, desk: Desk, deeds: Deeds, bar: ReasonBar, view: AuditView, ground: QWidget) -> None:
        super().__init__(desk, "slots", _("安排"))
        self._deeds, self._bar = deeds, bar
        self._people: tuple[tuple[str, str], ...] = ()
        self._sites: frozenset[str] = frozenset()
        self._slot = Slot()
        self._times: tuple[object, ...] = ()
        self.pills: dict[str, FilterPill] = {}
        self.close_button = IconButton("close", _("收起"), key="Esc", size=28)
        self.close_button.clicked.connect(self.closed)
        self.head.row.addWidget(self.close_button)
        self.day, self.start, self.end = DateField(), TextField(limit=12), TextField(limit=12)
        self.site, self.kind, self.part = Choice(letters=8), Choice(letters=4), Choice(letters=8)
        self.activity = TextField(hint=_("如首次会议、查看仓库"))
        self.with_whom = TextField(hint=_("部门或姓名"))
        self.who = Flow(gap=4)
        self.clauses = ClausePicker(view.rules, ground, name=_("加条款"))
        self.remove_button = Button(_("移除"), kind="ghost", icon="trash", key="Del", danger=True)
        self.remove_button.clicked.connect(lambda: self.removed.emit(self.key))
        self.said = Label("", size=12, role="open", wrap=True)
        self._lay_out(view)
        self.clauses.picked.connect(self._add_item)
        self.clauses.removed.connect(self._drop_item)
        self.clauses.opened.connect(lambda item: desk.context.shell.go("score", clause_record(view.rules, item)))
        for choice, name in ((self.site, "site"), (self.kind, "kind"), (self.part, "part")):
            choice.chosen.connect(partial(self._chosen, name))
        bar.given.connect(lambda: self._retry(tuple(self._bound)))

    def _lay_out(self, view: AuditView) -> None:
        entries = {
            "on": Entry(_("日期"), self.day),
            "start": Entry(_("开始"), self.start),
            "end": Entry(_("结束"), self.end),
            "activity": Entry(_("活动"), self.activity),
            "with_whom": Entry(_("受审查方人员"), self.with_whom),
        }
        reads: dict[str, Any] = {"on": read_day, "start": read_time, "end": read_time}
        for name, entry in entries.items():
            commit = partial(_commit, name=name, reason=self._due)
            self.typed(name, entry.field, partial(self._say, entry), read=reads.get(name, str), commit=commit)
        self.entries = entries
        plans = separate_plans(view.scheme)
        self.kind.set_options([(kind, kind_title(kind)) for kind in _KINDS])
        self.part.set_options([("", _("未定"))] + [(content.id, content.text) for content in plans])
        body = self.body
        body.addWidget(entries["on"])
        body.addLayout(row(entries["start"], entries["end"]))
        body.addLayout(row(Entry(_("场所"), self.site), Entry(_("性质"), self.kind), stretch=(3, 2)))
        part = Entry(_("计划"), self.part)
        part.setVisible(bool(plans))
        body.addWidget(part)
        body.addWidget(Label(_("人员"), size=12, role="text2"))
        body.addWidget(self.who)
        body.addWidget(Label(_("条款"), size=12, role="text2"))
        body.addWidget(self.clauses)
        body.addWidget(entries["activity"])
        body.addWidget(entries["with_whom"])
        body.addWidget(self.said)
        foot = QHBoxLayout()
        foot.addWidget(self.remove_button)
        foot.addStretch(1)
        body.addLayout(foot)

    def show_slot(self, slot: Slot, scene: Scene) -> None:
        """The slot as it stands."""
        if slot.id != self.key:
            self.clauses.clear()
        values = {name: getattr(slot, name) for name in self._bound}
        self.show_key(slot.id or "", {name: "" if value is None else str(value) for name, value in values.items()})
        title, names = slot_title(slot, sites_by_id(scene.document)), scene.names
        self._sites = frozenset(site.id or "" for site in scene.document.sites)
        self.head.setToolTip(title)
        here = slot.site or names.head
        self.site.set_options([(site, names.site[site]) for site in dict.fromkeys((*names.sites[:MOST_SITES], here))])
        self.site.select(here)
        self.kind.select(slot.kind or "")
        self.part.select(slot.part or "")
        self._show_people(slot, scene)
        self.clauses.show_items(slot.items)
        said = [notice.sentence for notice in scene.checked.notices if notice.record == f"slots/{slot.id}"][:MOST_SAID]
        # The line is open here: its day and place need not be said again.
        prefix = _("审查计划 {slot}：").format(slot=title)
        self.said.setText("\n".join(sentence.removeprefix(prefix) for sentence in said))
        self.said.setVisible(bool(said))
        before, self._times = self._times, (slot.id, slot.start, slot.end)
        if before[:1] == self._times[:1] and before != self._times:
            # The other end has moved: what was refused beside it may be right now.
            self._retry(("start", "end"))

    def _show_people(self, slot: Slot, scene: Scene) -> None:
        people = tuple((person, scene.names.person[person]) for person in scene.names.people)
        if people != self._people:
            self._people = people
            self.pills = {}
            for place, (person, name) in enumerate(people, 1):
                pill = FilterPill(name, key=str(place) if place <= 9 else "")
                pill.clicked.connect(partial(self._toggle, person))
                self.pills[person] = pill
            self.who.set_widgets(list(self.pills.values()))
        for person, pill in self.pills.items():
            pill.setChecked(person in slot.people)
        self._slot = slot

    # What a person does

    def _toggle(self, person: str, _on: bool = False) -> None:
        people = self._slot.people
        changed = [one for one in people if one != person] if person in people else [*people, person]
        self._deeds.change((self.key,), {"people": changed})

    def _chosen(self, name: str, value: str) -> None:
        if name == "site" and value not in self._sites:
            value = ""
        self._deeds.change((self.key,), {name: value or None})

    def _add_item(self, item: str) -> None:
        self.clauses.clear()
        if item not in self._slot.items:
            self._deeds.change((self.key,), {"items": [*self._slot.items, item]})

    def _drop_item(self, item: str) -> None:
        self._deeds.change((self.key,), {"items": [one for one in self._slot.items if one != item]})

    def _due(self) -> str | None:
        """The reason for a change that was typed; BadInput while one is still to be given."""
        if self._bar.needs():
            raise BadInput(_("请先在上面写明变更的原因。"))
        return self._bar.reason()

    def _say(self, entry: Entry, sentence: str) -> None:
        """A refusal by its field; where a reason is due, ask for it at once."""
        entry.say(sentence)
        if sentence and self._bar.needs() and not self._bar.is_asking():
            self._bar.ask(lambda _reason: None)

    def _retry(self, names: tuple[str, ...]) -> None:
        """Take in what waited for a reason, or for the other end of the time."""
        for name in names:
            held = self.desk.drafts.held(self.record, name) if self.key else None
            if held is not None:
                self._bound[name].field.resume(held)
                self._bound[name].field.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _commit(ws: Workspace, audit: str, key: str, text: str, *, name: str, reason: Any) -> Changes:
    return plan.change_slots(ws, audit, (key,), {name: text.strip() or None}, reason=reason())
