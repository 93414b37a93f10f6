"""The client's audit programme: all audits of the client brought together, what is due, what changes and why."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import UNSET, Struct

from desktop.actions.workspace import AuditView, Changes, Workspace, builtins
from desktop.base import clock, ids
from desktop.base.errors import BadInput, NotFound
from desktop.base.words import _
from desktop.domain.notices import Notice
from desktop.domain.preparation import Programme, ProgrammeAudit, ProgrammeChange
from desktop.domain.programme import MOST_AUDITS, Cycle, CycleWindow, cycle_of, last_looked_at, merged, own_entry, windows
from desktop.domain.programme_check import programme_notices, triggers_of
from desktop.domain.programme_needs import Requirement, audits_with_own, requirements
from desktop.domain.scheme import AuditKind

MOST_CHANGES = 500


class ProgrammeView(Struct, frozen=True, kw_only=True):
    """The programme as it stands today. Among `audits` this one has the id `own`; `looked`: by leaf the audit that last looked at it."""

    cycle: Cycle
    audits: tuple[ProgrammeAudit, ...]
    windows: tuple[CycleWindow, ...]
    requirements: tuple[Requirement, ...]
    notices: tuple[Notice, ...]
    looked: dict[str, ProgrammeAudit]
    changes: tuple[ProgrammeChange, ...]


def programme(ws: Workspace, audit: str, today: date | None = None) -> ProgrammeView:
    """The programme of this audit's client under its scheme, from all audits of the store and what the document carries."""
    view, day = ws.audit(audit), today or clock.now().date()
    known = others(ws, audit)
    every = audits_with_own(view.document, view.rules, known)
    cycle = cycle_of(view.document, view.scheme)
    return ProgrammeView(
        cycle=cycle,
        audits=every,
        windows=windows(view.scheme, cycle, every, day),
        requirements=requirements(view.document, view.rules, day, known),
        notices=tuple(programme_notices(view.document, view.rules, day, known)),
        looked=last_looked_at(every, day),
        changes=view.document.programme.changes if view.document.programme else (),
    )


def others(ws: Workspace, audit: str) -> tuple[ProgrammeAudit, ...]:
    """The client's other audits under this scheme: those of the store as they stand, beside what the document carries of them."""
    view = ws.audit(audit)
    carried = view.document.programme.audits if view.document.programme else ()
    found = []
    for one in same_client(ws, view):
        other = ws.audit(one)
        found.append(own_entry(other.document, other.rules, one, other.grade))
    return merged((one for one in carried if one.audit != audit), found)


def same_client(ws: Workspace, view: AuditView) -> list[str]:
    """The ids of the other audits of the client under the same scheme: by credit code, and by name where one of the two has none."""
    scheme = view.document.scheme
    codes = {key: _code(value) for key, value in ws.store.said(scheme, "client", "credit_code").items()}
    names = ws.store.said(scheme, "client", "name")
    code, name = _code(view.document.client.credit_code), _name(view.document.client.name)
    found = []
    for key in sorted(codes.keys() | names.keys()):
        theirs = codes.get(key, "")
        same = theirs == code if theirs and code else bool(name) and _name(names.get(key)) == name
        if same and key != view.id:
            found.append(key)
    return found[-MOST_AUDITS:]


def _code(value: Any) -> str:
    return "".join(str(value or "").split()).upper()


def _name(value: Any) -> str:
    return "".join(str(value or "").split()).casefold()


def refresh(ws: Workspace, audit: str) -> Changes:
    """Write what the store knows of the client's other audits into this document, so that it goes wherever the audit goes."""
    view = ws.audit(audit)
    cycle = cycle_of(view.document, view.scheme)
    values: dict[str, Any] = {"audits": builtins(others(ws, audit)) or UNSET}
    if cycle.decided is not None:
        values["decided_on"] = cycle.decided.isoformat()
    return ws.edit(audit, "refresh-programme", {("programme", name): value for name, value in values.items()})


def plan_next(
    ws: Workspace,
    audit: str,
    *,
    kind: AuditKind,
    planned_on: date | None = None,
    due: str | None = None,
    items: tuple[str, ...] = (),
    sites: tuple[str, ...] = (),
) -> Changes:
    """An audit still to come: its kind, day, the window it settles (by `what`), the clauses and sites it is to look at."""
    view = ws.audit(audit)
    unknown = next((item for item in items if item not in view.rules.items), None)
    if unknown is not None:
        raise BadInput(_("方案中没有条款 {item}，请核对编号。").format(item=unknown))
    known = [window.what for window in view.scheme.calendar.windows] if view.scheme.calendar else []
    if due is not None and due not in known:
        raise BadInput(_("方案没有名为 {due} 的期限。可用：{known}。").format(due=due[:80], known="、".join(known) or _("无")))
    if view.scheme.audit_kinds and kind not in view.scheme.audit_kinds:
        raise BadInput(_("方案没有 {kind} 这类审查。").format(kind=kind))
    stands = _stands(view)
    if len(stands.audits) >= MOST_AUDITS:
        raise BadInput(_("审查方案里的审查超过 {most} 次，请核对。").format(most=MOST_AUDITS))
    new = ProgrammeAudit(id=ids.new_id(), kind=kind, planned_on=planned_on, due=due, items=items, sites=sites)
    return ws.edit(audit, "plan-next-audit", {("programme", "audits"): builtins((*stands.audits, new))})


def drop_planned(ws: Workspace, audit: str, entry: str) -> Changes:
    """Take an audit that was only planned out of the programme again."""
    stands = _stands(ws.audit(audit))
    left = [one for one in stands.audits if one.id != entry or one.audit is not None]
    if len(left) == len(stands.audits):
        raise NotFound(_("审查方案里没有编号为 {id} 的计划。").format(id=entry))
    return ws.edit(audit, "drop-planned-audit", {("programme", "audits"): builtins(left) or UNSET})


def record_change(ws: Workspace, audit: str, *, what: str, reason: str) -> Changes:
    """What this audit changes in the programme, and why. BadInput without either."""
    view = ws.audit(audit)
    if not what.strip() or not reason.strip():
        raise BadInput(_("请写明审查方案改了什么、为什么改。"))
    stands = _stands(view)
    if len(stands.changes) >= MOST_CHANGES:
        raise BadInput(_("审查方案的变更超过 {most} 条，请合并。").format(most=MOST_CHANGES))
    new = ProgrammeChange(
        id=ids.new_id(),
        on=clock.now().date(),
        by=ws.author.name,
        after=view.document.audit.number,
        what=what.strip(),
        reason=reason.strip(),
    )
    return ws.edit(audit, "change-programme", {("programme", "changes"): builtins((*stands.changes, new))})


def name_trigger(ws: Workspace, audit: str, trigger: str, *, note: str | None = None) -> Changes:
    """Why a special audit is made: one of the reasons the scheme names (id or text), with what happened in a note."""
    view = ws.audit(audit)
    named = triggers_of(view.scheme)
    point = next((one for one in named if trigger in (one.id, one.text)), None)
    if point is None:
        known = "；".join(f"{one.id} {one.text}" for one in named)
        raise BadInput(_("“{trigger}”不是规则列出的起因。可选：{known}。").format(trigger=trigger[:80], known=known or _("无")))
    text = point.text + (_("（{note}）").format(note=" ".join(note.split())) if note and note.strip() else "")
    if len(text) > 500:
        raise BadInput(_("审查起因超过 500 字，请把经过写到别处。"))
    return ws.edit(audit, "name-trigger", {("audit", "trigger"): text})


def _stands(view: AuditView) -> Programme:
    return view.document.programme or Programme()


def entry_for(view: AuditView) -> ProgrammeAudit:
    """This audit as the next one carries it."""
    return own_entry(view.document, view.rules, view.id, view.grade)
