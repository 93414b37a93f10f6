"""What follows from an edit of the audit plan: lines that cannot stand are refused, a confirmation ends, the change goes on file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import UNSET

from desktop.base import clock, ids
from desktop.base.errors import BadInput
from desktop.base.typed import convert
from desktop.base.words import _
from desktop.domain.assessment import Assessment
from desktop.domain.history import Change, Records
from desktop.domain.plan import MOST_SLOTS, check_slot, is_logged, members_by_id, sites_by_id
from desktop.domain.plan_words import change_text, role_titles, slots_changed, told
from desktop.domain.preparation import Slot
from desktop.domain.records import to_document
from desktop.domain.report_contents import path_title
from desktop.domain.rules import Rules

Values = dict[tuple[str, str], Any]

CONFIRMED = ("confirmed_by", "confirmed_on", "confirmation")
_LOG = "plan_changes/"
_FACTS = ("what", "at", "by")
# What else a client confirms with a plan; filling in what was left open changes nothing that was confirmed.
_AUDIT = ("purpose", "criteria", "scope", "starts_on", "ends_on")
_NAMED = {"team": ("name", "role"), "sites": ("name", "address")}


def concerns(changes: Sequence[Change]) -> bool:
    """Whether an edit touches what a plan says."""
    return any(
        change.record.startswith(("slots/", _LOG, "team/", "sites/")) or (change.record == "audit" and change.field in _AUDIT)
        for change in changes
    )


def follows(
    before: Records, after: Records, changes: Sequence[Change], rules: Rules, document: Assessment, by: str, *, checked: bool
) -> Values:
    """The end of the confirmation and the line of the log, where the plan had been confirmed. `document`: as it was before.

    `checked`: an edit by a person. BadInput for a line of the plan that cannot stand, or a log that is tampered with.
    """
    if checked:
        _check_log(changes)
    slots = dict.fromkeys(change.record for change in changes if change.record.startswith("slots/"))
    new = _slots(after, slots)
    if checked and new:
        _check_slots(new, after, document, rules)
    if not is_logged(document):
        return _signed_log(changes, by)
    if _speaks_for_itself(changes, checked=checked):
        return {}
    lines = _lines(before, new, slots, [change for change in changes if checked or change.after is not UNSET], document, rules)
    begun = next((change.record for change in changes if _is_new_log(change, before)), None)
    if not lines:
        # Nothing a reader would see: no reason has to be given for it.
        empty = begun is not None and "what" not in after.get(begun, {})
        return {(begun, "reason"): UNSET} if begun and empty else _signed_log(changes, by)
    log = begun or _LOG + ids.new_id()
    values: Values = {("plan", name): UNSET for name in CONFIRMED if name in before.get("plan", {})}
    return values | {(log, "what"): told(lines), (log, "at"): clock.stamp(clock.now()), (log, "by"): by}


def _check_log(changes: Sequence[Change]) -> None:
    for change in changes:
        if change.record.startswith(_LOG) and change.field in _FACTS and change.before is not UNSET:
            raise BadInput(_("计划变更的记录由程序写下，不能修改或删除；可以补写原因和同意的人。"))


def _check_slots(new: Mapping[str, Slot], after: Records, document: Assessment, rules: Rules) -> None:
    if sum(path.startswith("slots/") for path in after) > MOST_SLOTS:
        raise BadInput(_("审查计划超过 {most} 行，请合并或先抽取场所。").format(most=MOST_SLOTS))
    for slot in new.values():
        check_slot(slot, document, rules)


def _speaks_for_itself(changes: Sequence[Change], *, checked: bool) -> bool:
    """Whether the edit confirms the plan as it makes it, or is an undo that brings the log along."""
    if any(change.record == "plan" and change.field in CONFIRMED and change.after is not UNSET for change in changes):
        return True
    return not checked and any(change.record.startswith(_LOG) for change in changes)


def _is_new_log(change: Change, before: Records) -> bool:
    return change.record.startswith(_LOG) and change.record not in before and change.after is not UNSET


def _signed_log(changes: Sequence[Change], by: str) -> Values:
    """A change that a person writes down by hand has a time and an author too."""
    values: Values = {}
    for change in changes:
        if change.record.startswith(_LOG) and change.field == "what" and change.before is UNSET and change.after is not UNSET:
            said = {one.field for one in changes if one.record == change.record}
            values |= {(change.record, "at"): clock.stamp(clock.now())} if "at" not in said else {}
            values |= {(change.record, "by"): by} if "by" not in said else {}
    return values


def _slots(records: Records, paths: Mapping[str, None]) -> dict[str, Slot]:
    some = {path: records[path] for path in paths if path in records}
    return {one.id or "": one for one in convert(to_document(some).get("slots", []), list[Slot], _("审查计划"))} if some else {}


def _lines(
    before: Records, new: Mapping[str, Slot], slots: Mapping[str, None], changes: Sequence[Change], document: Assessment, rules: Rules
) -> list[str]:
    sites, members = sites_by_id(document), members_by_id(document)
    lines = slots_changed(_slots(before, slots), new, sites, members, rules) if slots else []
    people = {person for slot in document.slots for person in slot.people}
    where = {slot.site for slot in document.slots}
    for change in changes:
        section, _slash, key = change.record.partition("/")
        if change.before is UNSET or change.before == change.after:
            continue
        if section == "audit" and change.field in _AUDIT:
            title = path_title(f"audit.{change.field}")
        elif change.field in _NAMED.get(section, ()) and key in (people if section == "team" else where):
            name = before[change.record].get("name")
            title = _("审查组 {name}").format(name=name) if section == "team" else _("场所 {name}").format(name=name)
        else:
            continue
        say = _role if change.field == "role" else _text
        lines.append(f"{title}{_('：')}{change_text(say(change.before), say(change.after))}")
    return lines


def _text(value: Any) -> str:
    return "" if value is UNSET or value is None else str(value)[:200]


def _role(value: Any) -> str:
    return role_titles().get(value, _text(value))
