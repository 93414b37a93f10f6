"""The audit plan: lines laid out, added, changed, moved, copied and taken out, several in one action; confirmed by the client."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal

from msgspec import UNSET
from msgspec.structs import replace as replace_fields

from desktop.actions.workspace import AuditView, Changes, Field, Workspace, builtins
from desktop.base import clock, ids
from desktop.base.errors import BadInput, NotFound
from desktop.base.words import _
from desktop.domain.plan import clock_text, in_order, is_logged, minute, separate_plans, slot_title
from desktop.domain.plan_suggest import suggest as first_plan
from desktop.domain.preparation import Slot
from desktop.domain.service_hours import DAY
from desktop.domain.signature import Signature

SlotKind = Literal["meeting", "travel", "break"]
Fields = dict[str, Any]

_FIELDS = tuple(name for name in Slot.__struct_fields__ if name != "id")


def suggest(ws: Workspace, audit: str, *, replace: bool = False, reason: str | None = None) -> Changes:
    """Lay out a first plan over the audit's days, sites and people; `replace`: instead of the lines there are."""
    view = ws.audit(audit)
    if view.document.slots and not replace:
        raise BadInput(_("审查计划已有 {n} 行，重新排列会替换它们，请先确认要替换。").format(n=len(view.document.slots)))
    values: dict[Field, Any] = {}
    for slot in view.document.slots:
        values |= _gone(view, slot.id or "")
    for slot in first_plan(view.document, view.rules):
        values |= _said(ids.new_id(), slot)
    return _edit(ws, view, "suggest-plan", values, reason)


def add_slot(
    ws: Workspace,
    audit: str,
    *,
    on: date | None = None,
    start: str | None = None,
    end: str | None = None,
    site: str | None = None,
    people: tuple[str, ...] = (),
    items: tuple[str, ...] = (),
    activity: str | None = None,
    with_whom: str | None = None,
    part: str | None = None,
    kind: SlotKind | None = None,
    reason: str | None = None,
) -> Changes:
    """A line of the plan. `site` and `people`: ids or names; without a site it is at the head office. `reason`: after a confirmation."""
    view = ws.audit(audit)
    slot = Slot(
        kind=kind,
        part=part or (_usual_part(view) if items or kind is not None else None),
        on=on,
        start=start,
        end=end,
        site=_site(view, site),
        people=_members(view, people),
        items=items,
        activity=activity,
        with_whom=with_whom,
    )
    return _edit(ws, view, "add-slot", _said(ids.new_id(), slot), reason)


def add_slots(ws: Workspace, audit: str, slots: tuple[Slot, ...], *, reason: str | None = None) -> Changes:
    """Several lines in one action; sites and people by id or name."""
    view = ws.audit(audit)
    values: dict[Field, Any] = {}
    for slot in slots:
        values |= _said(ids.new_id(), _resolved(view, slot))
    return _edit(ws, view, "add-slots", values, reason)


def change_slots(ws: Workspace, audit: str, slots: tuple[str, ...], fields: Fields, *, reason: str | None = None) -> Changes:
    """Set the same fields of one or several lines; null clears one. BadInput for a field that lines do not have."""
    view = ws.audit(audit)
    unknown = next((name for name in fields if name not in _FIELDS), None)
    if unknown is not None:
        raise BadInput(_("审查计划的一行没有 {name} 这一项。可用：{all}。").format(name=unknown[:40], all="、".join(_FIELDS)))
    fields = {name: builtins(value) for name, value in fields.items()}
    if "site" in fields:
        fields["site"] = _site(view, fields["site"])
    if isinstance(fields.get("people"), list):
        fields["people"] = list(_members(view, fields["people"]))
    values = {
        (f"slots/{slot.id}", name): UNSET if value is None or value == [] else value
        for slot in _found(view, slots)
        for name, value in fields.items()
    }
    return _edit(ws, view, "change-slots", _kept(view, values), reason)


def move_slots(ws: Workspace, audit: str, slots: tuple[str, ...], *, days: int = 0, minutes: int = 0, reason: str | None = None) -> Changes:
    """Move lines by days and minutes together. BadInput when one would leave its day."""
    view = ws.audit(audit)
    values: dict[Field, Any] = {}
    for slot in _found(view, slots):
        values |= {(f"slots/{slot.id}", name): value for name, value in _moved(view, slot, days, minutes).items()}
    return _edit(ws, view, "move-slots", values, reason)


def copy_slots(
    ws: Workspace,
    audit: str,
    slots: tuple[str, ...],
    *,
    days: int = 0,
    minutes: int = 0,
    site: str | None = None,
    people: tuple[str, ...] = (),
    reason: str | None = None,
) -> Changes:
    """Copies of lines, moved by days and minutes, for another site or other people where these are named."""
    view = ws.audit(audit)
    values: dict[Field, Any] = {}
    for slot in _found(view, slots):
        key = ids.new_id()
        values |= _said(key, slot)
        values |= {(f"slots/{key}", name): value for name, value in _moved(view, slot, days, minutes).items()}
        if site is not None:
            values[f"slots/{key}", "site"] = _site(view, site)
        if people:
            values[f"slots/{key}", "people"] = list(_members(view, people))
    return _edit(ws, view, "copy-slots", {field: value for field, value in values.items() if value is not None}, reason)


def remove_slots(ws: Workspace, audit: str, slots: tuple[str, ...], *, reason: str | None = None) -> Changes:
    """Take lines out; undo brings them back."""
    view = ws.audit(audit)
    values: dict[Field, Any] = {}
    for slot in _found(view, slots):
        values |= _gone(view, slot.id or "")
    return _edit(ws, view, "remove-slots", values, reason)


def confirm(ws: Workspace, audit: str, *, by: str, on: date | None = None, signature: Signature | None = None) -> Changes:
    """The client's person confirms the plan as it stands, with a signature where one was drawn; earlier changes are agreed to with it."""
    view = ws.audit(audit)
    name = by.strip()
    if not name:
        raise BadInput(_("请写明受审查方由谁确认审查计划。"))
    if not view.document.slots:
        raise BadInput(_("审查计划还没有内容，不能确认。"))
    values: dict[Field, Any] = {
        ("plan", "confirmed_by"): name,
        ("plan", "confirmed_on"): (on or clock.now().date()).isoformat(),
        ("plan", "confirmation"): builtins(signature) if signature else UNSET,
    }
    for change in view.document.plan_changes:
        if not change.agreed_by:
            values[f"plan_changes/{change.id}", "agreed_by"] = name
    return ws.edit(audit, "confirm-plan", values)


def explain_changes(
    ws: Workspace, audit: str, *, reason: str, agreed_by: str | None = None, changes: tuple[str, ...] | None = None
) -> Changes:
    """Why the plan was changed after its confirmation, for the changes named or for all that do not say so yet."""
    view = ws.audit(audit)
    if not reason.strip():
        raise BadInput(_("请写明变更的原因。"))
    logged = {change.id or "": change for change in view.document.plan_changes}
    unknown = next((key for key in changes or () if key not in logged), None)
    if unknown is not None:
        raise NotFound(_("没有编号为 {id} 的计划变更。").format(id=unknown))
    chosen = [key for key, change in logged.items() if not (change.reason or "").strip()] if changes is None else list(changes)
    values: dict[Field, Any] = {(f"plan_changes/{key}", "reason"): reason.strip() for key in chosen}
    if agreed_by and agreed_by.strip():
        values |= {(f"plan_changes/{key}", "agreed_by"): agreed_by.strip() for key in chosen}
    return ws.edit(audit, "explain-plan-changes", values)


def _edit(ws: Workspace, view: AuditView, name: str, values: dict[Field, Any], reason: str | None) -> Changes:
    """The edit, with the reason on the line of the log that it will make."""
    if values and reason and reason.strip() and is_logged(view.document):
        values[f"plan_changes/{ids.new_id()}", "reason"] = reason.strip()
    return ws.edit(view.id, name, values)


def _said(key: str, slot: Slot) -> dict[Field, Any]:
    values: dict[Field, Any] = {
        (f"slots/{key}", name): value for name, value in builtins(slot).items() if name != "id" and value is not None
    }
    return values or {(f"slots/{key}", "value"): None}


def _gone(view: AuditView, key: str) -> dict[Field, Any]:
    return {(f"slots/{key}", name): UNSET for name in view.records[f"slots/{key}"]}


def _kept(view: AuditView, values: dict[Field, Any]) -> dict[Field, Any]:
    """A line of which everything is cleared stays as an empty line."""
    for record in dict.fromkeys(record for record, _name in values):
        stands = dict(view.records[record]) | {name: value for (one, name), value in values.items() if one == record}
        if all(value is UNSET for value in stands.values()):
            values[record, "value"] = None
    return values


def _found(view: AuditView, slots: Iterable[str]) -> list[Slot]:
    known = {slot.id: slot for slot in view.document.slots}
    wanted = list(dict.fromkeys(slots))
    unknown = next((key for key in wanted if key not in known), None)
    if unknown is not None or not wanted:
        raise NotFound(_("审查计划里没有编号为 {id} 的一行。").format(id=unknown or _("（未填）")))
    return [known[key] for key in wanted]


def _moved(view: AuditView, slot: Slot, days: int, minutes: int) -> Mapping[str, Any]:
    """The fields that move a line; only those that it has."""
    values: dict[str, Any] = {}
    title = slot_title(slot, {})
    if days and slot.on is not None:
        try:
            values["on"] = (slot.on + timedelta(days=days)).isoformat()
        except OverflowError:
            raise BadInput(_("审查计划 {line}：移动 {days} 天后日期超出日历，请改正。").format(line=title, days=days)) from None
    for name, at in (("start", minute(slot.start)), ("end", minute(slot.end))) if minutes else ():
        if at is not None:
            if not 0 <= at + minutes <= DAY or (name == "start" and at + minutes == DAY):
                raise BadInput(_("审查计划 {line}：移动后跨过半夜，请按天分成两行。").format(line=title))
            values[name] = clock_text(at + minutes)
    return values


def _resolved(view: AuditView, slot: Slot) -> Slot:
    return replace_fields(slot, id=None, site=_site(view, slot.site), people=_members(view, slot.people))


def _usual_part(view: AuditView) -> str | None:
    """The plan that clauses and meetings belong to, where the scheme has several."""
    return next((one.id for one in separate_plans(view.scheme) if one.plan == "items"), None)


def _site(view: AuditView, site: str | None) -> str | None:
    """A site's id from its id or name; nothing for the head office."""
    if not site:
        return None
    return next((one.id for one in view.document.sites if site in (one.id, one.name)), site)


def _members(view: AuditView, people: Sequence[str]) -> tuple[str, ...]:
    ids_of = {one.name: one.id for one in reversed(view.document.team) if one.name and one.id}
    known = {one.id for one in view.document.team}
    return tuple(dict.fromkeys(person if person in known else ids_of.get(person) or person for person in people))


def lines(view: AuditView) -> list[Slot]:
    """The lines by day and time."""
    return in_order(view.document.slots)
