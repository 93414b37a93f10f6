"""The team's papers: who leads, who was here before, the appointment, the notice to the client with its confirmation or objection."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from msgspec import UNSET

from desktop.actions.workspace import AuditView, Changes, Field, Workspace
from desktop.base import clock
from desktop.base.errors import BadInput, NotFound
from desktop.base.words import _
from desktop.domain.appointment_check import lacking
from desktop.domain.people import name_key
from desktop.domain.report_contents import path_title
from desktop.store.listing import AuditRow

# Audits of one client that are looked through; nobody has more in one store.
_MOST_EARLIER = 200


class Earlier(NamedTuple):
    """An audit of the same client in which somebody of this team was."""

    member: str  # id in this audit's team
    audit: AuditRow


def lead(ws: Workspace, audit: str, member: str) -> Changes:
    """Make a member the leader; who led before becomes an auditor. Member by id or name."""
    view = ws.audit(audit)
    key = _member(view, member)
    values: dict[Field, Any] = {(f"team/{key}", "role"): "leader"}
    values |= {(f"team/{one.id}", "role"): "auditor" for one in view.document.team if one.role == "leader" and one.id != key}
    return ws.edit(audit, "lead", values)


def earlier_audits(ws: Workspace, audit: str) -> list[Earlier]:
    """Which members were in other audits of this client that this store holds, by name or registration number."""
    view = ws.audit(audit)
    client = (view.document.client.name or "").strip()
    if not client:
        return []
    members = {name_key(text): one.id or "" for one in view.document.team for text in (one.registration, one.name) if name_key(text)}
    found = []
    for row in ws.store.audits(client, _MOST_EARLIER):
        if row.id == audit or row.client.strip() != client:
            continue
        there = {
            members[key]
            for path, fields in ws.store.records(row.id).items()
            if path.startswith("team/")
            for key in (name_key(fields.get("registration")), name_key(fields.get("name")))
            if key in members
        }
        found += [Earlier(member, row) for member in sorted(there)]
    return found


def note_ties(ws: Workspace, audit: str) -> Changes:
    """Write beside each member in which earlier audits of this client he or she was; a judgement already made on other ties ends."""
    view = ws.audit(audit)
    said: dict[str, list[str]] = {}
    for member, row in earlier_audits(ws, audit):
        said.setdefault(member, []).append(" ".join(part for part in (row.starts_on or "", row.title, row.number or row.id[:8]) if part))
    values: dict[Field, Any] = {}
    for one in view.document.team:
        lines = [_("参加过本客户的审查：{audit}").format(audit=text) for text in said.get(one.id or "", [])]
        new = [line for line in lines if line not in (one.ties or "")]
        if new:
            values[f"team/{one.id}", "ties"] = "\n".join([*((one.ties or "").splitlines()), *new])
            values[f"team/{one.id}", "independent"] = UNSET
    return ws.edit(audit, "note-ties", values)


def appoint(ws: Workspace, audit: str, *, number: str | None = None, by: str | None = None, on: date | None = None) -> Changes:
    """Appoint the team, today and by who acts unless said. Raises BadInput while the appointment lacks what the scheme wants in it."""
    view = ws.audit(audit)
    missing = [path for _content, paths in lacking(view.document, view.scheme.appointment) for path in paths]
    if not view.document.team:
        missing.insert(0, "team")
    if missing:
        names = "、".join(dict.fromkeys(path_title(path) for path in missing))
        raise BadInput(_("审查委任还缺{what}，写全后再委任。").format(what=names))
    values: dict[Field, Any] = {("appointment", "issued_on"): _day(on), ("appointment", "issued_by"): by or ws.author.name}
    if number is not None:
        values["appointment", "number"] = number.strip() or UNSET
    return ws.edit(audit, "appoint", values)


def notify_client(ws: Workspace, audit: str, *, on: date | None = None) -> Changes:
    """The notice went to the client, today unless said; an answer to an earlier one ends."""
    fields: dict[str, Any] = {"noticed_on": _day(on), "confirmed_by": UNSET, "confirmed_on": UNSET, "objection": UNSET}
    return ws.edit(audit, "notify-client", {("appointment", name): value for name, value in fields.items()})


def confirm_notice(ws: Workspace, audit: str, *, by: str, on: date | None = None) -> Changes:
    """The client confirms the notice: who, and when (today unless said). An objection that was met stays on file."""
    _noticed(ws, audit)
    if not by.strip():
        raise BadInput(_("请写明受审查方由谁确认。"))
    return ws.edit(audit, "confirm-notice", {("appointment", "confirmed_by"): by.strip(), ("appointment", "confirmed_on"): _day(on)})


def object_to_notice(ws: Workspace, audit: str, *, objection: str) -> Changes:
    """The client objects, to a member or a date; a confirmation given before ends. An empty text takes the objection back."""
    _noticed(ws, audit)
    fields: dict[str, Any] = {"objection": objection.strip() or UNSET}
    if objection.strip():
        fields |= {"confirmed_by": UNSET, "confirmed_on": UNSET}
    return ws.edit(audit, "object-to-notice", {("appointment", name): value for name, value in fields.items()})


def _noticed(ws: Workspace, audit: str) -> None:
    own = ws.audit(audit).document.appointment
    if own is None or own.noticed_on is None:
        raise BadInput(_("审查通知还没有发给受审查方，请先记录发出的日期。"))


def _member(view: AuditView, name: str) -> str:
    found = [one.id for one in view.document.team if name in (one.id, one.name)]
    if not found or found[0] is None:
        raise NotFound(_("审查组里没有{name}。").format(name=name[:80]))
    if len(found) > 1:
        raise BadInput(_("审查组里有几个{name}，请用编号指明。").format(name=name[:80]))
    return found[0]


def _day(on: date | None) -> str:
    return (on or clock.now().date()).isoformat()
