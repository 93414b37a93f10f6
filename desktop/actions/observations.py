"""Observations: what an auditor saw of a clause at a site; the clause's value follows from all of them, unless the leader says why not."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

from desktop.actions.settling import VALUES, rolled_values
from desktop.actions.workspace import AuditView, Changes, Field, Workspace, builtins
from desktop.base import clock, ids
from desktop.base.errors import BadInput, NotFound
from desktop.base.words import _
from desktop.domain import observation as observed
from desktop.domain.assessment import ConformityResult, Deduction, Method, Observation

_COUNTS = ("sampled", "failed", "met", "deductions", "result")


def observe(
    ws: Workspace,
    audit: str,
    item: str,
    *,
    site: str | None = None,
    auditor: str | None = None,
    method: Method | tuple[Method, ...] | None = None,
    interviewed: str | None = None,
    sampled: int | None = None,
    failed: int | None = None,
    met: bool | None = None,
    deductions: tuple[Deduction, ...] | None = None,
    result: ConformityResult | None = None,
    seen: str | None = None,
    at: str | None = None,
    observation: str | None = None,
) -> Changes:
    """What one auditor saw of a clause at a site (id or name; none: the head office), and the clause's value with it.

    There is one record for a clause, site, auditor and method (several methods together are one): observing again changes it.
    `observation` names a record to change outright. A value takes the place of the one before; what is not given stays, an empty text
    or list clears it. `auditor`: who acts. `interviewed`: who was asked, by role.
    """
    view = ws.audit(audit)
    key, old = _record(view, observation)
    values: dict[str, Any] = {
        "item": item,
        "site": _site(view, site) if site is not None else old.site if old else None,
        "auditor": auditor or (old.auditor if old else None) or ws.author.name,
        "method": _method(method) if method is not None else old.method if old else None,
    }
    if old is None:
        key, old = _same_place(view, values)
    given = {"sampled": sampled, "failed": failed, "met": met, "deductions": deductions, "result": result}
    if any(value is not None for value in given.values()):
        _check_open(view, item)
        values |= given
    for name, text in (("seen", seen), ("interviewed", interviewed)):
        if text is not None:
            values[name] = text or None
    values["at"] = at or (old.at if old else None) or clock.now().strftime("%Y-%m-%d %H:%M")
    record = f"observations/{key}"
    return ws.edit(audit, "observe", {(record, name): UNSET if value is None else builtins(value) for name, value in values.items()})


def remove(ws: Workspace, audit: str, observation: str) -> Changes:
    """Take an observation out; the clause's value follows from those that are left."""
    key, _old = _record(ws.audit(audit), observation)
    record = f"observations/{key}"
    return ws.edit(audit, "remove-observation", {(record, name): UNSET for name in ws.audit(audit).records[record]})


def use_observations(ws: Workspace, audit: str, item: str) -> Changes:
    """Give up the leader's own value of a clause, or of a group, and go back to what the observations come to."""
    view = ws.audit(audit)
    under = _under(view, item)
    if not any(observed.way_of(one) for one in under):
        raise BadInput(_("条款 {item} 没有带结果的现场记录，没有可以汇总的。").format(item=item))
    observed.check_leads(view.document, ws.author.name, _("放弃改判、改用现场记录的汇总"))
    return ws.edit(audit, "use-observations", _rolled_anew(view, item, under))


def by_hand(ws: Workspace, audit: str, record: str, item: str, override: str | None) -> dict[Field, Any]:
    """What goes with a value that is entered directly: the leader's reason where observations say something else.

    Raises BadInput when there are observations with results at or under the item and no reason was given, or somebody else leads.
    """
    view = ws.audit(audit)
    under = _under(view, item)
    valued = sum(1 for one in under if observed.way_of(one))
    if override and not under:
        raise BadInput(_("条款 {item} 没有现场记录，直接填写即可，不需要改判理由。").format(item=item))
    reason = override or (view.records.get(record, {}).get("override") if valued else None)
    if valued and not reason:
        raise BadInput(
            _("条款 {item} 已有 {count} 条带结果的现场记录，得分由它们汇总。请改现场记录；组长要改判的，请写明理由。").format(
                item=item, count=valued
            )
        )
    if valued:
        observed.check_leads(view.document, ws.author.name, _("改判现场记录汇总出的结果"))
    return {(record, "rolled"): UNSET, (record, "override"): reason or UNSET}


def taken_back(ws: Workspace, audit: str, record: str, item: str) -> dict[Field, Any] | None:
    """What takes a direct value's place when it is taken back: the roll-up; None where there is none.

    Raises BadInput when the value itself is rolled up, for it cannot go without its observations.
    """
    view = ws.audit(audit)
    under = _under(view, item)
    if not any(observed.way_of(one) for one in under):
        return None
    if view.records.get(record, {}).get("rolled"):
        raise BadInput(_("条款 {item} 的结果由现场记录汇总得出，要清除请改或删现场记录。").format(item=item))
    if "override" not in view.records.get(record, {}):
        return None
    observed.check_leads(view.document, ws.author.name, _("放弃改判、改用现场记录的汇总"))
    return _rolled_anew(view, item, under)


def _rolled_anew(view: AuditView, item: str, under: list[Observation]) -> dict[Field, Any]:
    values: dict[Field, Any] = {(f"items/{item}", name): UNSET for name in (*VALUES, "carried", "override", "rolled")}
    values |= {(f"conformity/{item}", name): UNSET for name in ("value", "result", "excluded", "override", "rolled")}
    for key, entries in observed.by_item(under).items():
        values |= rolled_values(view.records, view.rules, key, entries, anew=True)
    return values


def _under(view: AuditView, item: str) -> list[Observation]:
    """The observations of an item and of all that lies under it."""
    rules = ((one, view.rules.items.get(one.item or "")) for one in view.document.observations)
    return [one for one, rule in rules if rule is not None and item in rule.path]


def _record(view: AuditView, observation: str | None) -> tuple[str, Observation | None]:
    if observation is None:
        return ids.new_id(), None
    found = next((one for one in view.document.observations if one.id == observation), None)
    if found is None:
        raise NotFound(_("这次审查里没有编号为 {id} 的现场记录。").format(id=observation))
    return observation, found


def _same_place(view: AuditView, values: dict[str, Any]) -> tuple[str, Observation | None]:
    for one in view.document.observations:
        if one.id and all(getattr(one, name) == value for name, value in values.items()):
            return one.id, one
    return ids.new_id(), None


def _method(method: Method | tuple[Method, ...]) -> Method | tuple[Method, ...] | None:
    """One way as its word, several in their order, none as nothing."""
    ways = observed.methods_of(method)
    return ways[0] if len(ways) == 1 else ways or None


def _site(view: AuditView, site: str) -> str | None:
    """A site's id from its id or its name; empty: the head office."""
    if not site:
        return None
    found = next((one.id for one in view.document.sites if site in (one.id, one.name)), None)
    if found is None:
        raise BadInput(_("没有场所“{site}”，请先在场所清单里加上。").format(site=site))
    return found


def _check_open(view: AuditView, item: str) -> None:
    """A result cannot be observed where the clause is excluded, or where a group over it is answered as a whole."""
    rule = view.rules.items.get(item)
    if rule is None:
        return
    for section, names in (("items", VALUES), ("conformity", ("value", "result", "excluded"))):
        for key in rule.path:
            stands = view.records.get(f"{section}/{key}", {})
            if "excluded" in stands:
                raise BadInput(_("条款 {item} 已标为不适用，要记录结果请先取消。").format(item=view.rules.items[key].name))
            if key != item and any(name in stands for name in names):
                raise BadInput(
                    _("条款 {group} 已整体评定，不能再记录其下条款的结果；要逐条记录请先清除整体评定。").format(
                        group=view.rules.items[key].name
                    )
                )
