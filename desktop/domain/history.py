"""One history: actions and the changes they made. Undo, the audit trail, review differences and merging all read it."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET, Struct


# An import makes tens of thousands; they hold plain data and need no collector.
class Change(Struct, frozen=True, gc=False):
    """One field of one record before and after; UNSET: the field was, or is now, absent (null is a value)."""

    record: str  # path: `client`, `items/5.1.1.2`, `sites/<id>`
    field: str
    before: Any = UNSET
    after: Any = UNSET


class Action(Struct, frozen=True, kw_only=True):
    """One thing a person did: what, who, on which device, when."""

    id: str  # UUIDv7
    audit: str
    name: str
    by: str
    device: str
    at: str  # clock.stamp
    clock: str  # hybrid logical clock, sorts as text
    undoes: str | None = None
    changes: tuple[Change, ...] = ()


Fields = dict[str, Any]
Records = dict[str, Fields]


def apply(records: Records, changes: tuple[Change, ...]) -> None:
    """Carry changes into records in place; a record without fields disappears."""
    for change in changes:
        fields = records.setdefault(change.record, {})
        if change.after is UNSET:
            fields.pop(change.field, None)
        else:
            fields[change.field] = change.after
        if not fields:
            del records[change.record]


def reverse(action: Action, records: Records) -> tuple[Change, ...]:
    """The changes that take an action back, for each field that still holds what the action wrote."""
    back = []
    for change in reversed(action.changes):
        current = records.get(change.record, {}).get(change.field, UNSET)
        if current == change.after and current != change.before:
            back.append(Change(change.record, change.field, current, change.before))
    return tuple(back)


def next_clock(last: str, milliseconds: int, device: str) -> str:
    """The hybrid logical clock after `last`: real time where it has moved on, else the last time with a higher counter."""
    last_ms, counter = (int(last[:14]), int(last[15:21])) if last else (0, 0)
    if milliseconds > last_ms:
        return f"{milliseconds:014d}-{0:06d}-{device}"
    return f"{last_ms:014d}-{counter + 1:06d}-{device}"
