"""Correcting findings: asked for with a due date, answered, accepted or sent back into the next round; then the second scoring."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

from msgspec import UNSET

from desktop.actions import findings
from desktop.actions.workspace import AuditView, Changes, Field, Workspace, builtins
from desktop.base import clock, ids
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain import corrections as rounds
from desktop.domain import second_scoring
from desktop.domain.assessment import AfterCorrection
from desktop.domain.fieldnotes import Correction, Finding
from desktop.domain.findings import kind_titles, name
from desktop.domain.records import TOP, to_records

Verification = Literal["written", "on-site"]


def ask(ws: Workspace, audit: str, finding: str, *, due_on: date | None = None) -> Changes:
    """Ask the client to correct a finding: opens a round. Without a due date the scheme's days count from today, where it states any."""
    view = ws.audit(audit)
    key, one = findings.find(view, finding)
    if one.kind not in ("nonconformity", "deduction"):
        what = kind_titles()[one.kind] if one.kind else _("未定种类的发现")
        raise BadInput(_("{name} 是{what}，不要求整改。").format(name=name(one), what=what))
    listed = rounds.rounds_by_finding(view.document).get(key, [])
    if rounds.open_round(listed) is not None:
        raise BadInput(_("{name} 已有一轮整改没有结论，同时只能有一轮。").format(name=name(one)))
    if listed and listed[-1].verdict == "accepted":
        raise BadInput(_("{name} 的整改已经接受，不用再提要求。").format(name=name(one)))
    return ws.edit(audit, "ask-correction", _new_round(view, key, due_on))


def set_due(ws: Workspace, audit: str, finding: str, due_on: date) -> Changes:
    """Move the due date of the open round."""
    key, one, listed = _of(ws.audit(audit), finding)
    record = f"corrections/{_open(one, listed).id}"
    return ws.edit(audit, "due-correction", {(record, "due_on"): due_on.isoformat(), (f"findings/{key}", "due_on"): due_on.isoformat()})


def answer(
    ws: Workspace,
    audit: str,
    finding: str,
    *,
    cause: str | None = None,
    correction: str | None = None,
    corrective_action: str | None = None,
    received_on: date | None = None,
    evidence: tuple[str, ...] | None = None,
) -> Changes:
    """What the client says in the open round; what is not given stays, an empty text clears. Received today unless it was before."""
    view = ws.audit(audit)
    _key, one, listed = _of(view, finding)
    open_one = _open(one, listed)
    record = f"corrections/{open_one.id}"
    given = {"cause": cause, "correction": correction, "action": corrective_action}
    values: dict[Field, Any] = {(record, field): text or UNSET for field, text in given.items() if text is not None}
    if evidence is not None:
        known = {entry.id for entry in view.document.evidence}
        unknown = [entry for entry in evidence if entry not in known]
        if unknown:
            raise BadInput(_("这次审查里没有编号为 {id} 的证据。").format(id=unknown[0][:80]))
        values[record, "evidence"] = list(dict.fromkeys(evidence)) or UNSET
    day = received_on or open_one.received_on or _today()
    if day > _today():
        raise BadInput(_("提交日期 {day} 还没有到，请改正。").format(day=day.isoformat()))
    values[record, "received_on"] = day.isoformat()
    return ws.edit(audit, "answer-correction", values)


def accept(
    ws: Workspace, audit: str, finding: str, *, verification: Verification, reason: str | None = None, verified_on: date | None = None
) -> Changes:
    """The open round is accepted, verified in writing or on site. BadInput without a cause or an action: that is sent back."""
    _key, one, listed = _of(ws.audit(audit), finding)
    open_one = _open(one, listed)
    missing = rounds.lacks(open_one)
    if missing:
        raise BadInput(_("{name} 的整改缺{what}，不能接受，请退回重做。").format(name=name(one), what="、".join(missing)))
    verdict = _verdict(ws, open_one, "accepted", reason, verification, verified_on)
    return ws.edit(audit, "accept-correction", verdict)


def send_back(
    ws: Workspace,
    audit: str,
    finding: str,
    reason: str,
    *,
    due_on: date | None = None,
    verification: Verification | None = None,
    verified_on: date | None = None,
) -> Changes:
    """The open round is sent back with the reason: it keeps its text, and the next round opens."""
    view = ws.audit(audit)
    key, one, listed = _of(view, finding)
    open_one = _open(one, listed)
    return _sent_back(ws, view, key, open_one, reason, due_on, verification, verified_on, "send-back-correction")


def reopen(ws: Workspace, audit: str, finding: str, reason: str, *, due_on: date | None = None) -> Changes:
    """An accepted correction proved no good: it counts as sent back, and the next round opens. Not once the second scoring began."""
    view = ws.audit(audit)
    key, one, listed = _of(view, finding)
    if not listed or listed[-1].verdict != "accepted":
        raise BadInput(_("{name} 的整改没有接受过，不用重开。").format(name=name(one)))
    if second_scoring.began(view.document):
        raise BadInput(_("整改后的第二次评分已经开始，{name} 的整改不能重开；请先撤销第二次评分。").format(name=name(one)))
    last = listed[-1]
    return _sent_back(ws, view, key, last, reason, due_on, last.verification, last.verified_on, "reopen-correction")


def begin_second_scoring(ws: Workspace, audit: str) -> Changes:
    """Keep the scoring as found; from here on the document is the scoring after correction. All that had to be corrected was accepted."""
    view = ws.audit(audit)
    second_scoring.check_begin(view.document, view.grade)
    at = clock.stamp(clock.now())
    closed = [one.finding.id for one in rounds.standings(view.document) if one.state == "accepted" and one.finding.id]
    began = AfterCorrection(began_at=at, began_by=ws.author.name, findings=tuple(closed))
    frozen = second_scoring.frozen(view.document, at, ws.author.name)
    return ws.edit(
        audit, "begin-second-scoring", {("rounds", "as_found"): builtins(frozen), ("rounds", "after_correction"): builtins(began)}
    )


def drop_second_scoring(ws: Workspace, audit: str) -> Changes:
    """Give the second scoring up: the scores are again as found. Undo brings it back."""
    view = ws.audit(audit)
    first = view.document.rounds.as_found if view.document.rounds else None
    if first is None:
        raise BadInput(_("没有第二次评分可以撤销。"))
    kept = builtins(first)
    wanted = to_records({section: kept[section] for section in second_scoring.KEPT if section in kept})
    values: dict[Field, Any] = {("rounds", "as_found"): UNSET, ("rounds", "after_correction"): UNSET}
    for record, fields in view.records.items():
        own = record.partition("/")[0] in second_scoring.KEPT
        values |= {(record, field): UNSET for field in fields if own or (record == TOP and field in second_scoring.KEPT)}
    values |= {(record, field): value for record, fields in wanted.items() for field, value in fields.items()}
    return ws.edit(audit, "drop-second-scoring", values)


def _sent_back(
    ws: Workspace,
    view: AuditView,
    key: str,
    one: Correction,
    reason: str,
    due_on: date | None,
    verification: Verification | None,
    verified_on: date | None,
    action: str,
) -> Changes:
    if not reason.strip():
        raise BadInput(_("退回整改须写明理由。"))
    values = _verdict(ws, one, "sent-back", reason, verification, verified_on)
    return ws.edit(view.id, action, values | _new_round(view, key, due_on))


def _verdict(
    ws: Workspace, one: Correction, verdict: str, reason: str | None, verification: Verification | None, verified_on: date | None
) -> dict[Field, Any]:
    day = verified_on or _today()
    if day > _today():
        raise BadInput(_("验证日期 {day} 还没有到，请改正。").format(day=day.isoformat()))
    fields = {
        "verdict": verdict,
        "reason": (reason or "").strip() or None,
        "verification": verification,
        "verified_by": ws.author.name,
        "verified_on": day.isoformat(),
    }
    return {(f"corrections/{one.id}", field): value for field, value in fields.items() if value}


def _new_round(view: AuditView, key: str, due_on: date | None) -> dict[Field, Any]:
    stated = view.scheme.findings.due_days if view.scheme.findings else None
    due = due_on or (_today() + timedelta(days=stated) if stated else None)
    record = f"corrections/{ids.new_id()}"
    values: dict[Field, Any] = {(record, "finding"): key}
    if due is not None:
        values |= {(record, "due_on"): due.isoformat(), (f"findings/{key}", "due_on"): due.isoformat()}
    return values


def _of(view: AuditView, finding: str) -> tuple[str, Finding, list[Correction]]:
    key, one = findings.find(view, finding)
    return key, one, rounds.rounds_by_finding(view.document).get(key, [])


def _open(one: Finding, listed: list[Correction]) -> Correction:
    found = rounds.open_round(listed)
    if found is None:
        raise BadInput(_("{name} 没有正在进行的整改，请先提出整改要求。").format(name=name(one)))
    return found


def _today() -> date:
    return clock.now().date()
