"""The next audit of the same client, made from the last one; and clauses that keep the last one's value with a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import UNSET

from desktop.actions import audits, programme
from desktop.actions.workspace import AuditView, Changes, Field, Workspace, builtins
from desktop.base.errors import BadInput, NotFound
from desktop.base.words import _
from desktop.domain.follow_up import CarryOption, carry_options, client_part, held_level, kept_value, open_findings
from desktop.domain.preparation import Programme
from desktop.domain.programme import cycle_of, last_looked_at, merged
from desktop.domain.scheme import AuditKind

_VALUES = ("score", "met", "sampled", "failed", "deductions", "excluded", "rolled", "override")


def follow_up(
    ws: Workspace,
    audit: str,
    *,
    kind: AuditKind,
    number: str | None = None,
    trigger: str | None = None,
    held: int | None = None,
    decided_on: date | None = None,
    starts_on: date | None = None,
) -> Changes:
    """A new audit of the client: client, sites, team to be weighed anew, programme, level held, open findings to be verified.

    `held`: where the certificate says otherwise than the last conclusion; `decided_on`: of the certificate in force. Nothing is written
    into the last audit.
    """
    last = ws.audit(audit)
    document, rules = last.document, last.rules
    if rules.scheme.audit_kinds and kind not in rules.scheme.audit_kinds:
        raise BadInput(_("方案没有 {kind} 这类审查。").format(kind=kind))
    level = held if held is not None else held_level(document, last.grade)
    ended = document.audit.ends_on or document.audit.evaluated_on
    decided = decided_on or _decided(last)
    name = document.audit.number or _("上次审查")
    findings, corrections = open_findings(document, name)
    plain: dict[str, Any] = {"format": "fieldaudit.assessment/1", "scheme": document.scheme, **client_part(document, kind)}
    told = {"number": number, "trigger": trigger, "starts_on": starts_on, "decided_on": decided, "last_audit_on": ended}
    plain["audit"] |= {field: builtins(value) for field, value in told.items() if value}
    plain["programme"] = builtins(_programme(ws, last, kind, decided))
    plain["findings"], plain["corrections"] = builtins(findings), builtins(corrections)
    if level is not None:
        plain["previous"] = {"level" if rules.result.result == "level" else "stars": level}
    return audits.begin(ws, "create-audit", plain, _("后续审查"))


def _decided(last: AuditView) -> date | None:
    """The decision of the certificate in force. After an audit that leads to a new one only a later decision is that."""
    decided = cycle_of(last.document, last.scheme).decided
    ended = last.document.audit.ends_on or last.document.audit.evaluated_on
    if last.document.audit.kind in (None, "initial", "recertification"):
        return decided if decided is not None and ended is not None and decided >= ended else None
    return decided


def _programme(ws: Workspace, last: AuditView, kind: AuditKind, decided: date | None) -> Programme:
    """The programme as the next audit takes it along: the last one is in it, what was planned as this one no longer."""
    stands = last.document.programme or Programme()
    known = merged(programme.others(ws, last.id), (programme.entry_for(last),))
    planned = next((one for one in known if one.audit is None and one.ended_on is None and one.kind == kind), None)
    expires = stands.expires_on if decided is not None and decided == stands.decided_on else None
    return Programme(
        decided_on=decided,
        expires_on=expires,
        audits=tuple(one for one in known if one is not planned),
        changes=stands.changes,
        note=stands.note,
    )


def last_audit(ws: Workspace, audit: str) -> AuditView:
    """The audit of the client made before this one, as it stands in the store. Raises NotFound."""
    view = ws.audit(audit)
    here = view.document.audit.starts_on or view.document.audit.evaluated_on
    known = [one for one in programme.others(ws, audit) if one.ended_on is not None and (here is None or one.ended_on <= here)]
    here_too = set(programme.same_client(ws, view))
    for one in reversed(known):
        if one.audit in here_too:
            return ws.audit(one.audit)
    raise NotFound(_("本机没有这个客户上一次的审查，沿用不了上次的结果；请先导入上次的数据包。"))


def options(ws: Workspace, audit: str, today: date | None = None) -> tuple[CarryOption, ...]:
    """Each scored clause against the audit before: due, or may be carried, and why. Raises NotFound without that audit."""
    view, last = ws.audit(audit), last_audit(ws, audit)
    day = today or date.max
    looked = last_looked_at(programme.others(ws, audit), day)
    return carry_options(last.document, view.document, view.rules, looked)


def carry(ws: Workspace, audit: str, items: tuple[str, ...], *, reason: str) -> Changes:
    """Let clauses keep the value of the audit before, with the reason; it prints. BadInput for one that has none, or may not."""
    view, last = ws.audit(audit), last_audit(ws, audit)
    if not reason.strip():
        raise BadInput(_("请写明沿用上次结果的理由。"))
    known = {one.item: one for one in carry_options(last.document, view.document, view.rules)}
    values: dict[Field, Any] = {}
    for item in dict.fromkeys(items):
        option = known.get(item)
        if option is None:
            raise BadInput(_("条款 {item} 不在可以评分的条款之内，请核对编号。").format(item=item))
        if option.state in ("no-value", "not-allowed"):
            raise BadInput(_("条款 {name} 不能沿用：{why}").format(name=option.name, why=option.why))
        value = kept_value(last.document.items[item])
        values |= {(f"items/{item}", name): value.get(name, UNSET) for name in _VALUES}
        values[f"items/{item}", "carried"] = reason.strip()
    return ws.edit(audit, "carry-items", values)
