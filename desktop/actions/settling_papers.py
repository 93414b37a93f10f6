"""What ends when the papers before the audit change: an approval, a confirmation, signatures stand only for what they were given for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import UNSET

from desktop.domain.appointment_check import CONFIRMED
from desktop.domain.history import Change, Records

_APPROVAL = ("approved_by", "approved_on")
_CONFIRMATION = ("confirmed_by", "confirmed_on")
_TRAINED = frozenset({"held_on", "place", "trainer", "trainer_role", "trainees", "content", "laws_suitable", "laws", "leader_part"})


def stood(change: Change, *, checked: bool) -> bool:
    """Whether a field held something when what stands under it was signed. What was open may be filled in, and an undo may take that back.

    `checked`: an edit by a person. An undo that empties a field takes back what was filled in under the signature.
    """
    return change.before is not UNSET and (checked or change.after is not UNSET)


def ended(before: Records, changes: Iterable[Change], *, checked: bool = True) -> dict[tuple[str, str], Any]:
    """The fields that go with these changes: the approval of the days, the client's confirmation of the notice, the training's signatures.

    What is set anew in the same edit stays; what was open before may be filled in, except that the days are approved as a whole.
    """
    changes = tuple(changes)
    values: dict[tuple[str, str], Any] = {}
    if any(_moves_days(change) for change in changes):
        values |= _without(before, changes, "person_days", _APPROVAL)
    if any(_moves_notice(change, checked=checked) for change in changes):
        values |= _without(before, changes, "appointment", _CONFIRMATION)
    if any(change.record == "training" and change.field in _TRAINED and stood(change, checked=checked) for change in changes):
        values |= _without(before, changes, "training", ("signatures",))
    return values


def _moves_days(change: Change) -> bool:
    if change.record == "person_days":
        return change.field not in _APPROVAL
    return (change.record, change.field) in {("client", "headcount"), ("audit", "kind")}


def _moves_notice(change: Change, *, checked: bool) -> bool:
    if f"{change.record}.{change.field}" in CONFIRMED:
        return stood(change, checked=checked)
    # Who comes is what a client confirms or objects to: a new name is a change too.
    return change.record.startswith("team/") and change.field in ("name", "role")


def _without(before: Records, changes: tuple[Change, ...], record: str, fields: tuple[str, ...]) -> dict[tuple[str, str], Any]:
    if any(change.record == record and change.field in fields for change in changes):
        return {}
    return {(record, field): UNSET for field in fields if field in before.get(record, {})}
