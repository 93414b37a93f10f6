"""What the grid does to the plan: one action each, with the reason where the client had confirmed it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from desktop.actions import plan
from desktop.base.words import _
from desktop.domain.plan import clock_text, minute, placed
from desktop.domain.plan_repair import Repair, instead_of
from desktop.ui.planning.grid.rows import OTHER

if TYPE_CHECKING:
    from desktop.actions.workspace import Changes, Workspace
    from desktop.domain.preparation import Slot
    from desktop.ui.page import Context
    from desktop.ui.planning.grid.reason_bar import ReasonBar
    from desktop.ui.planning.grid.scene import Scene
    from desktop.ui.planning.grid.wishes import Dropped

Fn = Callable[["Workspace", str, "str | None"], "Changes"]
Done = Callable[["Changes"], None]


def new_slot(changes: Changes) -> str:
    """The id of the first slot that an action made or touched."""
    records = [change.record for change in changes.action.changes] if changes.action is not None else []
    return next((record.partition("/")[2] for record in records if record.startswith("slots/")), "")


class Deeds:
    """`say` shows a refusal in place, an empty sentence takes it away."""

    def __init__(self, context: Context, owner: QWidget, bar: ReasonBar, say: Callable[[str], None]) -> None:
        self._context, self._owner, self._bar, self._say = context, owner, bar, say
        self._copied: tuple[str, ...] = ()

    def edit(self, fn: Fn, done: Done | None = None, *, toast: str = "") -> None:
        """Change the plan; asks for the reason first where one is due."""
        audit = self._context.audit

        def finished(changes: Changes) -> None:
            self._say("")
            if toast and changes.action is not None:
                self._context.shell.toast(toast, undo=True)
            if done is not None:
                done(changes)

        def does(reason: str | None) -> None:
            self._context.runner.act(self._owner, lambda ws: fn(ws, audit, reason), finished, self._say)

        self._bar.ask(does)

    def change(self, slots: Sequence[str], fields: dict[str, Any], done: Done | None = None) -> None:
        """The same fields of some lines."""
        chosen = tuple(slots)
        if chosen:
            self.edit(lambda ws, audit, reason: plan.change_slots(ws, audit, chosen, fields, reason=reason), done)

    def place(self, scene: Scene, start: int, end: int, site: str, person: str, part: str | None, done: Done) -> None:
        """A new line in the row of the cursor."""
        row, day = scene.row_at(), scene.day
        if row is None or day is None:
            return
        site = row.key if row.kind == "site" else site
        person = row.key if row.kind == "person" else person
        items = (row.key,) if row.kind in ("group", "leaf") else ()
        people = (person,) if person else ()
        where = site if site in {one.id for one in scene.document.sites} else None
        times = {"on": day, "start": clock_text(start), "end": clock_text(end)}
        self.edit(
            lambda ws, audit, reason: plan.add_slot(
                ws,
                audit,
                site=where,
                people=people,
                items=items,
                part=part,
                reason=reason,
                **times,  # type: ignore[arg-type]
            ),
            done,
        )

    def remove(self, slots: Sequence[str]) -> None:
        """Take lines out; the toast brings them back."""
        chosen = tuple(slots)
        if chosen:
            toast = _("已移除 {n} 项安排").format(n=len(chosen))
            self.edit(lambda ws, audit, reason: plan.remove_slots(ws, audit, chosen, reason=reason), toast=toast)

    def shift(self, slots: Sequence[str], minutes: int) -> None:
        """Earlier or later."""
        chosen = tuple(slots)
        if chosen:
            self.edit(lambda ws, audit, reason: plan.move_slots(ws, audit, chosen, minutes=minutes, reason=reason))

    def lengthen(self, slot: Slot, minutes: int) -> None:
        """Another end; never shorter than a quarter of an hour, never over midnight."""
        start, end = minute(slot.start), minute(slot.end)
        if start is None or end is None or end + minutes < start + abs(minutes) or end + minutes > 24 * 60:
            return
        self.change((slot.id or "",), {"end": clock_text(end + minutes)})

    def drop(self, scene: Scene, dropped: Dropped, done: Done) -> None:
        """What the pointer did to a line: other times, another row; with a copy the old one stays."""
        slot = scene.slots[dropped.slot]
        one = placed(slot)
        fields: dict[str, Any] = {"on": dropped.day, "start": clock_text(dropped.start), "end": clock_text(dropped.end)}
        fields |= into_row(scene, slot, scene.row, dropped.row)
        if dropped.copy or (one is None):
            self.edit(lambda ws, audit, reason: plan.add_slots(ws, audit, (_with(slot, fields),), reason=reason), done)
            return
        other = {name: value for name, value in fields.items() if value != _as_list(getattr(slot, name))}
        if other:
            self.change((dropped.slot,), other, done)

    def to_row(self, scene: Scene, by: int, done: Done) -> None:
        """The current line to the row above or below."""
        slot = scene.slots.get(scene.current)
        keys = [row.key for row in scene.layout.rows]
        if slot is None or scene.row not in keys:
            return
        to = keys[min(max(keys.index(scene.row) + by, 0), len(keys) - 1)]
        fields = into_row(scene, slot, scene.row, to)
        if fields:
            self.change((scene.current,), fields, done)

    # Copies

    def copy(self, slots: Sequence[str]) -> int:
        """Remember lines for pasting; how many."""
        self._copied = tuple(slots)
        return len(self._copied)

    def paste(self, scene: Scene, done: Done) -> bool:
        """Copies of what was remembered, the first at the cursor; one alone takes the cursor's row. False when there is nothing."""
        slots = [scene.slots[key] for key in self._copied if key in scene.slots]
        timed = sorted((one for one in map(placed, slots) if one is not None), key=lambda one: (one.day, one.start))
        if not timed or scene.day is None:
            return False
        days, minutes = (scene.day - timed[0].day).days, scene.minute - timed[0].start
        made = []
        for one in timed:
            fields: dict[str, Any] = {
                "on": one.day + timedelta(days=days),
                "start": clock_text(min(max(one.start + minutes, 0), 24 * 60 - 15)),
                "end": clock_text(min(max(one.end + minutes, 15), 24 * 60)),
            }
            if len(timed) == 1:
                fields |= into_row(scene, one.slot, "", scene.row)
            made.append(_with(one.slot, fields))
        self.edit(lambda ws, audit, reason: plan.add_slots(ws, audit, tuple(made), reason=reason), done)
        return True

    # The whole plan

    def repair(self, scene: Scene, one: Repair) -> None:
        """End a clash."""
        slot = scene.slots.get(one.slot)
        if slot is None:
            return
        if one.instead is None:
            self.shift((one.slot,), one.minutes)
        else:
            self.change((one.slot,), {"people": list(instead_of(slot.people, one))})

    def suggest(self, replace: bool, done: Done) -> None:
        """A first plan laid out by rule."""
        self.edit(
            lambda ws, audit, reason: plan.suggest(ws, audit, replace=replace, reason=reason),
            done,
            toast=_("已按规则排出初稿，请逐项核对"),
        )


def into_row(scene: Scene, slot: Slot, before: str, after: str) -> dict[str, Any]:
    """The fields that bring a line from one row into another; none where it stays."""
    row = scene.layout.row(after)
    if row is None or before == after:
        return {}
    if row.kind == "site":
        known = {one.id for one in scene.document.sites}
        return {"site": after if after in known else None}
    if row.kind == "person":
        return {"people": list(dict.fromkeys(after if person == before else person for person in slot.people)) or [after]}
    if scene.mode != "items":
        return {}
    if after == OTHER:
        return {"items": []}
    rules = scene.rules.items
    gone = {item for item in slot.items if before and item in rules and before in rules[item].path}
    kept = [after if item in gone else item for item in slot.items]
    return {"items": list(dict.fromkeys(kept if gone else [after]))}


def _with(slot: Slot, fields: dict[str, Any]) -> Slot:
    lists = {name: tuple(value) for name, value in fields.items() if isinstance(value, list)}
    return replace(slot, id=None, **(fields | lists))


def _as_list(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
