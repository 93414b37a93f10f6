"""Findings: written down with a number, made from a deduction or a conformity result, discussed, confirmed, tied to special deductions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from msgspec import UNSET

from desktop.actions.workspace import AuditView, Changes, Field, Workspace, builtins
from desktop.base import clock, ids
from desktop.base.errors import BadInput, NotFound
from desktop.base.words import _
from desktop.domain import findings as rules
from desktop.domain.assessment import ConformityAnswer, Deduction
from desktop.domain.corrections import rounds_by_finding
from desktop.domain.fieldnotes import Finding, FindingKind
from desktop.domain.signature import Signature

Severity = Literal["minor", "severe"]


def add(
    ws: Workspace,
    audit: str,
    kind: FindingKind,
    *,
    severity: Severity | None = None,
    items: tuple[str, ...] = (),
    site: str | None = None,
    requirement: str | None = None,
    statement: str | None = None,
    objective_evidence: str | None = None,
    evidence: tuple[str, ...] = (),
    found_on: date | None = None,
    other_matter: bool = False,
) -> Changes:
    """A finding under the next number, found today by who acts unless said otherwise. `site`: id or name.

    `other_matter`: an improvement on a clause that costs points is confirmed to be about something else; without that it is refused.
    """
    view = ws.audit(audit)
    fields = {
        "kind": kind,
        "severity": severity,
        "items": list(dict.fromkeys(items)),
        "site": _site(view, site),
        "requirement": requirement,
        "statement": statement,
        "objective_evidence": objective_evidence,
        "evidence": _known_evidence(view, evidence),
        "found_on": found_on,
        "other_matter": ws.author.name if other_matter else None,
    }
    return ws.edit(audit, "add-finding", _new_fields(ws, fields, ids.new_id(), rules.next_number(view.document)))


def from_deduction(ws: Workspace, audit: str, item: str, *, place: int = 0) -> Changes:
    """The finding that stands for a clause's deduction, by its place from 0: its words, its evidence. BadInput where one stands already."""
    return from_scores(ws, audit, ((item, place),))


def from_conformity(ws: Workspace, audit: str, item: str) -> Changes:
    """The nonconformity of a clause that does not conform, with its severity and its note. BadInput where one stands already."""
    return from_scores(ws, audit, ((item, None),))


def from_scores(ws: Workspace, audit: str, chosen: tuple[tuple[str, int | None], ...]) -> Changes:
    """Findings for several in one step: each a clause with the place of its deduction from 0, or None for its conformity result."""
    view = ws.audit(audit)
    numbers = rules.next_numbers(view.document, len(chosen))
    values: dict[Field, Any] = {}
    for number, (item, place) in zip(numbers, dict.fromkeys(chosen), strict=False):
        key = ids.new_id()
        if place is None:
            fields = _of_conformity(view, item)
        else:
            lost, fields = _of_deduction(view, item, place)
            linked = values.setdefault((f"items/{item}", "deductions"), [*builtins(lost)])
            linked[place] = {**linked[place], "finding": key}
        values |= _new_fields(ws, fields, key, number)
    return ws.edit(audit, "add-finding", values)


def _of_deduction(view: AuditView, item: str, place: int) -> tuple[tuple[Deduction, ...], dict[str, Any]]:
    answer = view.document.items.get(item)
    listed = (answer.deductions if answer else None) or ()
    if not 0 <= place < len(listed):
        raise BadInput(_("条款 {item} 没有第 {place} 条扣分。").format(item=item, place=place + 1))
    lost = listed[place]
    there = rules.of_deduction(view.document, lost)
    if there is not None:
        raise BadInput(_("这条扣分已有发现 {name}，不必再建。").format(name=rules.name(there)))
    return listed, {"kind": "deduction", "items": [item], "statement": lost.statement, "evidence": list(lost.evidence)}


def _of_conformity(view: AuditView, item: str) -> dict[str, Any]:
    answer = view.document.conformity.get(item)
    result = answer.result if isinstance(answer, ConformityAnswer) else answer
    if result not in ("minor", "severe"):
        raise BadInput(_("条款 {item} 没有判为不符合，不能由它建立不符合。").format(item=item))
    there = rules.of_conformity(view.document, item)
    if there:
        raise BadInput(_("条款 {item} 已有不符合 {name}，不必再建。").format(item=item, name=rules.name(there[0])))
    seen = [one for one in view.document.observations if one.item == item and one.result in ("minor", "severe")]
    note = (answer.note if isinstance(answer, ConformityAnswer) else None) or "\n".join(one.seen for one in seen if one.seen)
    links = {f"conformity/{item}", *(f"observations/{one.id}" for one in seen)}
    sites = {one.site for one in seen}
    return {
        "kind": "nonconformity",
        "severity": result,
        "items": [item],
        "statement": note,
        "evidence": [one.id for one in view.document.evidence if one.id and not links.isdisjoint(one.links)],
        "site": sites.pop() if len(sites) == 1 else None,
    }


def change(
    ws: Workspace,
    audit: str,
    finding: str,
    *,
    kind: FindingKind | None = None,
    severity: Severity | None = None,
    items: tuple[str, ...] | None = None,
    site: str | None = None,
    requirement: str | None = None,
    statement: str | None = None,
    objective_evidence: str | None = None,
    found_on: date | None = None,
    other_matter: bool | None = None,
) -> Changes:
    """Change a finding (id or number); what is not given stays, an empty text clears. A deduction never becomes an improvement.

    What is no nonconformity any more loses its severity and its special deduction. The client's confirmation ends with any change of
    what was confirmed.
    """
    view = ws.audit(audit)
    key, one = find(view, finding)
    record = f"findings/{key}"
    texts = {"requirement": requirement, "statement": statement, "objective_evidence": objective_evidence}
    values: dict[Field, Any] = {(record, name): value or UNSET for name, value in texts.items() if value is not None}
    if kind is not None:
        values[record, "kind"] = kind
        if kind != "nonconformity":
            values |= {(record, "severity"): UNSET, (record, "special"): UNSET}
    if severity is not None:
        values[record, "severity"] = severity
    if items is not None:
        values[record, "items"] = list(dict.fromkeys(items)) or UNSET
    if site is not None:
        values[record, "site"] = _site(view, site) or UNSET
    if found_on is not None:
        values[record, "found_on"] = found_on.isoformat()
    if other_matter is not None:
        values[record, "other_matter"] = (one.other_matter or ws.author.name) if other_matter else UNSET
    return ws.edit(audit, "change-finding", values)


def cite(ws: Workspace, audit: str, finding: str, *, add: tuple[str, ...] = (), remove: tuple[str, ...] = ()) -> Changes:
    """Name evidence that a finding rests on, by id, or take it out again."""
    view = ws.audit(audit)
    key, one = find(view, finding)
    kept = [entry for entry in one.evidence if entry not in remove]
    named = [*kept, *(entry for entry in _known_evidence(view, add) if entry not in kept)]
    return ws.edit(audit, "cite-finding", {(f"findings/{key}", "evidence"): named or UNSET})


def set_special(ws: Workspace, audit: str, finding: str, *, special: bool = True) -> Changes:
    """Let a special deduction stand for a nonconformity, or take it back; the list of special deductions follows."""
    view = ws.audit(audit)
    key, one = find(view, finding)
    if special and not (one.statement or "").strip():
        raise BadInput(_("发现 {name} 还没有陈述，写明后才能作特别扣分。").format(name=rules.name(one)))
    return ws.edit(audit, "special-finding", {(f"findings/{key}", "special"): True if special else UNSET})


def discuss(ws: Workspace, audit: str, finding: str, *, agrees: bool | None, view: str | None = None, on: date | None = None) -> Changes:
    """What the client says to a finding, today unless said otherwise. Who disagrees leaves it open: it goes into the report as such.

    `agrees` None: take the discussion back.
    """
    key, _one = find(ws.audit(audit), finding)
    record = f"findings/{key}"
    if agrees is None:
        return ws.edit(audit, "discuss-finding", {(record, name): UNSET for name in ("discussed_on", "client_agrees", "client_view")})
    if not agrees and not (view or "").strip() and not (_one.client_view or "").strip():
        raise BadInput(_("受审查方不同意的，请写明其意见，未解决的分歧要写入报告。"))
    values: dict[Field, Any] = {(record, "discussed_on"): (on or _today()).isoformat(), (record, "client_agrees"): agrees}
    if view is not None:
        values[record, "client_view"] = view or UNSET
    return ws.edit(audit, "discuss-finding", values)


def confirm(ws: Workspace, audit: str, finding: str, *, name: str = "", role: str = "", strokes: str = "") -> Changes:
    """The client's signature on a finding's report; without a name it is taken back."""
    key, one = find(ws.audit(audit), finding)
    if not name.strip():
        return ws.edit(audit, "confirm-finding", {(f"findings/{key}", "confirmation"): UNSET})
    if not (one.statement or "").strip():
        raise BadInput(_("发现 {name} 还没有陈述，不能请受审查方确认。").format(name=rules.name(one)))
    signature = Signature(name=name.strip(), role=role.strip(), at=clock.stamp(clock.now()), strokes=strokes)
    return ws.edit(audit, "confirm-finding", {(f"findings/{key}", "confirmation"): builtins(signature)})


def remove(ws: Workspace, audit: str, finding: str) -> Changes:
    """Take a finding out, with a demand to correct it that nobody answered yet. BadInput when a round was answered."""
    view = ws.audit(audit)
    key, one = find(view, finding)
    rounds = rounds_by_finding(view.document).get(key, [])
    if any(entry.verdict is not None or entry.received_on is not None for entry in rounds):
        raise BadInput(_("发现 {name} 已有整改记录，不能删去。").format(name=rules.name(one)))
    records = [f"findings/{key}", *(f"corrections/{entry.id}" for entry in rounds)]
    return ws.edit(audit, "remove-finding", {(record, field): UNSET for record in records for field in view.records[record]})


def find(view: AuditView, finding: str) -> tuple[str, Finding]:
    """A finding by its id, or by its number where only one has it. Raises NotFound."""
    listed = view.document.findings
    found = [one for one in listed if one.id == finding] or [one for one in listed if one.number == finding]
    if len(found) != 1 or not found[0].id:
        raise NotFound(_("这次审查里没有编号为 {finding} 的发现，或不止一条。").format(finding=finding[:80]))
    return found[0].id, found[0]


def _new_fields(ws: Workspace, fields: dict[str, Any], key: str, number: str) -> dict[Field, Any]:
    own: dict[str, Any] = {
        "number": number,
        "found_by": ws.author.name,
        "found_on": _today(),
        **{field: value for field, value in fields.items() if value},
    }
    return {(f"findings/{key}", field): builtins(value) for field, value in own.items()}


def _known_evidence(view: AuditView, evidence: Iterable[str]) -> list[str]:
    known = {one.id for one in view.document.evidence}
    for one in evidence:
        if one not in known:
            raise BadInput(_("这次审查里没有编号为 {id} 的证据。").format(id=one[:80]))
    return list(dict.fromkeys(evidence))


def _site(view: AuditView, site: str | None) -> str | None:
    """A site's id from its id or name."""
    return next((one.id for one in view.document.sites if site and site in (one.id, one.name)), site)


def _today() -> date:
    return clock.now().date()
