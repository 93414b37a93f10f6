"""What hands do on the grid: place a line, give it to people and sites, copy it; who and where the next one is meant for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt

from desktop.base.words import _
from desktop.ui.planning.grid.deeds import Deeds, new_slot
from desktop.ui.planning.grid.rows import OTHER
from desktop.ui.planning.grid.wishes import Dropped

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes
    from desktop.ui.page import Context
    from desktop.ui.planning.grid.head import Head
    from desktop.ui.planning.grid.scene import Scene
    from desktop.ui.planning.grid.slot_editor import SlotEditor

# The length of a line that is placed by a key, where nothing stands in the way.
PLACED = 60


class Grid(Protocol):
    """What the hands take hold of."""

    context: Context
    view: AuditView
    head: Head
    editor: SlotEditor
    part: str

    @property
    def scene(self) -> Scene: ...
    def show_new(self, changes: Changes) -> None: ...
    def edit(self, slot: str) -> None: ...


class Hands:
    """Works on the grid it belongs to."""

    def __init__(self, grid: Grid, deeds: Deeds) -> None:
        self._grid, self._deeds = grid, deeds
        self._site, self._person = "", ""

    def mean_site(self, site: str) -> None:
        """The next line is meant for this site."""
        self._site = site
        self._grid.head.placing.setText(self.placing())

    def usual_site(self) -> str:
        chosen = self._grid.head.sites.chosen()
        if len(chosen) == 1:
            return next(iter(chosen))
        return self._site if self._site in self._grid.scene.names.sites else self._grid.scene.names.head

    def usual_person(self) -> str:
        if self._person in self._grid.scene.names.people:
            return self._person
        auditing = [member.id or "" for member in self._grid.view.document.team if member.role != "expert"]
        return next((one for one in auditing if one), "")

    def placing(self) -> str:
        names = self._grid.scene.names
        site, person = self.usual_site(), self.usual_person()
        words = "·".join(word for word in (names.site_short.get(site, ""), names.person.get(person, "")) if word)
        told = _("Enter 安排：{what}").format(what=words) if words else ""
        return told if self._grid.scene.slots else _("{told}；或用“建议排程”排出初稿").format(told=told)

    def place(self, start: int | None = None, end: int | None = None) -> None:
        """A new line at the cursor."""
        scene = self._grid.scene
        begins = scene.minute if start is None else start
        ends = scene.free_until(begins, PLACED) if end is None else end

        def done(changes: Changes) -> None:
            self._grid.show_new(changes)
            if scene.row == OTHER:
                self._grid.edit(new_slot(changes))
                self._grid.editor.activity.setFocus(Qt.FocusReason.OtherFocusReason)

        self._deeds.place(scene, begins, ends, self.usual_site(), self.usual_person(), self._grid.part or None, done)

    def give_to(self, number: int, beside: bool) -> None:
        people = self._grid.scene.names.people
        if number > len(people):
            return
        person = people[number - 1]
        slots = self._grid.scene.acted_on()
        if beside and len(slots) == 1:
            now = self._grid.scene.slots[slots[0]].people
            self._deeds.change(slots, {"people": [one for one in now if one != person] if person in now else [*now, person]})
        elif slots:
            self._deeds.change(slots, {"people": [person]})
        self._person = person
        self._grid.head.placing.setText(self.placing())

    def next_site(self, forward: bool) -> None:
        sites, slots, head = self._grid.scene.names.sites, self._grid.scene.acted_on(), self._grid.scene.names.head
        now = (self._grid.scene.slots[slots[0]].site or head) if slots else self.usual_site()
        site = sites[(sites.index(now) + (1 if forward else -1)) % len(sites)]
        if slots:
            known = {one.id for one in self._grid.view.document.sites}
            self._deeds.change(slots, {"site": site if site in known else None})
        self._site = site
        self._grid.head.placing.setText(self.placing())

    def lengthen(self, minutes: int) -> None:
        slot = self._grid.scene.slots.get(self._grid.scene.current)
        if slot is not None:
            self._deeds.lengthen(slot, minutes)

    def copy(self) -> None:
        count = self._deeds.copy(self._grid.scene.acted_on())
        if count:
            self._grid.context.shell.toast(_("已复制 {n} 项，移到要放的位置按 Ctrl V").format(n=count))

    def dropped(self, dropped: Dropped) -> None:
        if dropped.slot:
            self._deeds.drop(self._grid.scene, dropped, self._grid.show_new)
        else:
            self._grid.scene.day = dropped.day
            self.place(dropped.start, dropped.end)
