"""What follows from an edit by rule and is written with it: values rolled up, verdicts of samples, a plan's signature, survey results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec import UNSET

from desktop.actions import settling_notes, settling_papers, settling_plan
from desktop.actions.survey_counting import channel_values
from desktop.base.typed import convert
from desktop.base.words import _
from desktop.domain import observation as observed
from desktop.domain.assessment import Assessment, Observation
from desktop.domain.history import Change, Records, apply
from desktop.domain.measurement import PLAN_FIELDS, verdict
from desktop.domain.records import to_document
from desktop.domain.rules import Rules

# The fields of which at most one way stands at an item.
VALUES = ("score", "met", "sampled", "failed", "deductions", "excluded")
_SIGNATURE = ("signed_by", "signed_on")


def settled(
    before: Records, changes: tuple[Change, ...], rules: Rules, document: Assessment, by: str, *, checked: bool
) -> tuple[Change, ...]:
    """The changes with all that follows from them. `checked`: an edit by a person, so its observations must be allowed.

    Raises BadInput for an observation that cannot stand or that is not this person's to write.
    """
    if papers := settling_papers.ended(before, changes, checked=checked):
        changes = _folded(before, changes, papers)
    touched = {change.record.partition("/")[0] for change in changes}
    notes = settling_notes.concerns(changes)
    if checked:
        changes = tuple(_linked(change) for change in changes)
    plan = settling_plan.concerns(changes)
    if not notes and not plan and touched.isdisjoint(("observations", "samples", "measurement", "responses", "questionnaire")):
        return changes
    after = _copied(before, changes)
    apply(after, changes)
    values: dict[tuple[str, str], Any] = {}
    if "observations" in touched:
        items = _touched_items(before, after, changes)
        typed = _observations(after, items)
        if checked:
            _check(before, after, changes, typed, rules, document, by)
        for item in sorted(items):
            values |= rolled_values(after, rules, item, typed.get(item, []))
    if "measurement" in touched:
        values |= _signature(before, changes, checked=checked)
    if touched & {"samples", "measurement"}:
        values |= _verdicts(after, changes)
    if touched & {"responses", "questionnaire"}:
        values |= channel_values(after, rules)
    if notes:
        if checked:
            settling_notes.check(before, after, changes, rules, document)
        values |= settling_notes.follows(before, after, changes)
    if plan:
        values |= settling_plan.follows(before, after, changes, rules, document, by, checked=checked)
    return _folded(before, changes, values)


def rolled_values(
    records: Records, rules: Rules, item: str, observations: list[Observation], *, anew: bool = False
) -> dict[tuple[str, str], Any]:
    """The fields that bring an item to what its observations come to.

    What the leader decided, and what was excluded, stays unless `anew`.
    """
    rule = rules.items.get(item)
    if rule is None:
        return {}
    conformity = rule.item.kind == "conformity"
    record = f"{'conformity' if conformity else 'items'}/{item}"
    stands = records.get(record, {})
    total = observed.roll_up(observations)
    if total is not None and (total.way == "result") != conformity:
        total = None
    names = ("value", "result", "excluded") if conformity else (*VALUES, "carried")
    if total is None:
        # Nothing is left to roll up, or it cannot be added up: a value that came from observations does not stay.
        return {(record, name): UNSET for name in (*names, "rolled")} if stands.get("rolled") else {}
    if not anew and ("override" in stands or "excluded" in stands or _above(records, rules, item)):
        return {}
    values: dict[tuple[str, str], Any] = {(record, name): UNSET for name in (*names, "override")}
    for name in ("sampled", "failed", "met", "deductions", "result"):
        value = getattr(total, name)
        if value is not None:
            values[record, name] = msgspec.json.decode(msgspec.json.encode(value))
    if (record, "deductions") in values:
        values[record, "deductions"] = settling_notes.keep_links(stands.get("deductions"), values[record, "deductions"])
    values[record, "rolled"] = True
    return values


def _linked(change: Change) -> Change:
    """A new list of deductions keeps the findings that stand for them."""
    if change.field != "deductions" or not change.record.startswith("items/"):
        return change
    return Change(change.record, change.field, change.before, settling_notes.keep_links(change.before, change.after))


def _above(records: Records, rules: Rules, item: str) -> bool:
    """Whether a group over the item is answered as a whole."""
    return any(
        name in records.get(f"{section}/{above}", {})
        for above in rules.items[item].path[:-1]
        for section, names in (("items", VALUES), ("conformity", ("value", "result", "excluded")))
        for name in names
    )


def _copied(before: Records, changes: Iterable[Change]) -> Records:
    # Only what is touched is copied; the rest is shared with the view before.
    after = dict(before)
    for change in changes:
        if change.record in before:
            after[change.record] = dict(before[change.record])
    return after


def _touched_items(before: Records, after: Records, changes: Iterable[Change]) -> set[str]:
    records = {change.record for change in changes if change.record.startswith("observations/")}
    named = (state.get(record, {}).get("item") for state in (before, after) for record in records)
    return {item for item in named if isinstance(item, str)}


def _observations(records: Records, items: set[str]) -> dict[str, list[Observation]]:
    some = {
        path: fields
        for path, fields in records.items()
        if path.startswith("observations/") and isinstance(fields.get("item"), str) and fields["item"] in items
    }
    return observed.by_item(convert(to_document(some).get("observations", []), list[Observation], _("现场记录")))


def _check(
    before: Records,
    after: Records,
    changes: Iterable[Change],
    typed: Mapping[str, list[Observation]],
    rules: Rules,
    document: Assessment,
    by: str,
) -> None:
    by_id = {one.id: one for entries in typed.values() for one in entries}
    for record in dict.fromkeys(change.record for change in changes if change.record.startswith("observations/")):
        old = before.get(record)
        if old is not None:
            observed.check_author(document, old.get("auditor"), by)
        if record not in after:
            continue
        new = by_id.get(record.partition("/")[2]) or Observation()
        observed.check_observation(document, rules, new)
        observed.check_author(document, new.auditor, by)
    for item, entries in typed.items():
        observed.check_one_way(rules, item, entries)


def _signature(before: Records, changes: Iterable[Change], *, checked: bool) -> dict[tuple[str, str], Any]:
    """A plan of which something is changed after it was signed is no longer signed; what it left open may be filled in."""
    fields = {change.field for change in changes if change.record == "measurement"}
    stood = settling_papers.stood
    changed = {change.field for change in changes if change.record == "measurement" and stood(change, checked=checked)}
    if changed.isdisjoint(PLAN_FIELDS) or not fields.isdisjoint(_SIGNATURE):
        return {}
    return {("measurement", name): UNSET for name in _SIGNATURE if name in before.get("measurement", {})}


def _verdicts(after: Records, changes: tuple[Change, ...]) -> dict[tuple[str, str], Any]:
    """A sample with results passes when every characteristic of the plan does."""
    asked = after.get("measurement", {}).get("characteristics") or ()
    if not isinstance(asked, list | tuple) or not all(isinstance(one, str) for one in asked):
        return {}
    replanned = any(change.record == "measurement" and change.field == "characteristics" for change in changes)
    touched = {change.record for change in changes if change.field == "results"}
    said = {change.record for change in changes if change.field == "passed"}
    values: dict[tuple[str, str], Any] = {}
    for path, fields in after.items():
        if path.startswith("samples/") and (replanned or path in touched):
            results = fields.get("results")
            if isinstance(results, dict) and results:
                passed = verdict(results, asked)
                values[path, "passed"] = UNSET if passed is None else passed
            elif path in touched and path not in said and results is None:
                values[path, "passed"] = UNSET
    return values


def _folded(before: Records, changes: tuple[Change, ...], values: Mapping[tuple[str, str], Any]) -> tuple[Change, ...]:
    """One change a field: what the edit said, or what follows from it."""
    kept = {(change.record, change.field): change for change in changes}
    for (record, field), value in values.items():
        kept[record, field] = Change(record, field, before.get(record, {}).get(field, UNSET), value)
    return tuple(change for change in kept.values() if change.before != change.after)
