"""The conclusion with the client's wish, and the issue of reports to the client with their receipts."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import UNSET

from desktop.actions import reports
from desktop.actions.workspace import Changes, Field, Workspace, builtins
from desktop.base import clock, ids
from desktop.base.errors import BadInput, NotFound
from desktop.base.files import read_file, write_file
from desktop.base.words import _
from desktop.domain import concluding as rules
from desktop.domain.approval import approval
from desktop.domain.assessment import Conclusion
from desktop.domain.fieldnotes import Delivery
from desktop.domain.meetings import day_of
from desktop.domain.notices import Notice
from desktop.domain.observation import check_leads
from desktop.domain.signature import Signature

_FORMAT = "%Y-%m-%d %H:%M"
MOST_DELIVERIES = 1000


def outcomes(ws: Workspace, audit: str) -> list[rules.OutcomeStanding]:
    """Every outcome of the scheme for this audit, whether it is allowed now and why not."""
    view = ws.audit(audit)
    return rules.outcome_standings(view.document, view.rules, view.grade)


def conclude(
    ws: Workspace, audit: str, outcome: str, *, reason: str | None = None, text: str | None = None, on: date | None = None
) -> Changes:
    """The leader's conclusion: an outcome by the id that `outcomes` gives, today unless said otherwise.

    What the grade, the findings or the missing wish of the client speak against is shown by the approval list, never refused here.
    `text`: the words for the report where they say more than the outcome's own; they begin with them. An empty outcome takes it back.
    """
    view = ws.audit(audit)
    check_leads(view.document, ws.author.name, _("作出审查结论"))
    names = ("kind", "ground", "text", "reason", "decided_by", "decided_on")
    if not outcome:
        return ws.edit(audit, "conclude", {("conclusion", name): UNSET for name in names})
    found = rules.outcome_standings(view.document, view.rules, view.grade)
    chosen = next((one for one in found if one.id == outcome), None)
    if chosen is None:
        raise BadInput(
            _("规则对这类审查没有结论 {outcome}，可用：{all}。").format(outcome=outcome[:60], all="、".join(one.id for one in found))
        )
    said = (text or "").strip()
    if not said.startswith(chosen.text):
        said = f"{chosen.text}。{said}" if said else chosen.text
    before = view.document.conclusion or Conclusion()
    fields: dict[str, Any] = {
        "kind": chosen.kind,
        "ground": chosen.ground,
        "text": said,
        "reason": before.reason if reason is None else reason,
        "decided_by": ws.author.name,
        "decided_on": (on or _today()).isoformat(),
    }
    return ws.edit(audit, "conclude", {("conclusion", name): value or UNSET for name, value in fields.items()})


def client_request(ws: Workspace, audit: str, text: str, *, on: date | None = None) -> Changes:
    """The client's own wish, as for a lower level, with its day; an empty text takes it back."""
    day = (on or _today()).isoformat() if text.strip() else UNSET
    values: dict[Field, Any] = {("conclusion", "client_request"): text.strip() or UNSET, ("conclusion", "requested_on"): day}
    return ws.edit(audit, "client-request", values)


def deliver(ws: Workspace, audit: str, kind: str, how: str, to: str, *, file: str | None = None, at: str | None = None) -> Changes:
    """A report was given to the client: which (kind, version, SHA-256 of its bytes), how, to whom, when.

    `file`: the PDF that was given; without it the client's copy is laid out anew, which gives the same bytes for the same data.
    """
    view = ws.audit(audit)
    if len(view.document.delivery) >= MOST_DELIVERIES:
        raise BadInput(_("报告提交记录超过 {most} 条，请核对。").format(most=MOST_DELIVERIES))
    if not how.strip() or not to.strip():
        raise BadInput(_("请写明报告怎样提交、交给谁。"))
    if at is not None and day_of(at) is None:
        raise BadInput(_("时间“{at}”看不懂，应写作 2026-11-20 17:30。").format(at=at[:40]))
    known = [name for name, _title in reports.all_kinds(view)]
    if kind not in known:
        raise BadInput(_("这个方案没有 {kind} 报告。可用：{all}。").format(kind=kind[:40], all="、".join(known)))
    data = read_file(Path(file)) if file is not None else reports.render(ws, audit, kind, client_copy=True)
    fields = {
        "kind": kind,
        "version": reports.version(view),
        "sha256": hashlib.sha256(data).hexdigest(),
        "at": at or clock.now().strftime(_FORMAT),
        "how": how.strip(),
        "to": to.strip(),
    }
    record = f"delivery/{ids.new_id()}"
    return ws.edit(audit, "deliver", {(record, name): value for name, value in fields.items()})


def give(ws: Workspace, audit: str, kind: str, how: str, to: str, out: Path, *, at: str | None = None) -> Changes:
    """Lay the client's copy of a report out anew into a file, and register that very file as given."""
    if not how.strip() or not to.strip():
        raise BadInput(_("请写明报告怎样提交、交给谁。"))
    write_file(out, reports.render(ws, audit, kind, client_copy=True))
    return deliver(ws, audit, kind, how, to, file=str(out), at=at)


def receive(
    ws: Workspace,
    audit: str,
    delivery: str,
    *,
    on: date | None = None,
    name: str = "",
    role: str = "",
    strokes: str = "",
    evidence: tuple[str, ...] = (),
) -> Changes:
    """The client confirmed the receipt, today unless said otherwise: by a signature, by evidence (a scanned slip), or both."""
    view = ws.audit(audit)
    one = _delivery(view.document.delivery, delivery)
    unknown = [entry for entry in evidence if all(other.id != entry for other in view.document.evidence)]
    if unknown:
        raise BadInput(_("这次审查里没有编号为 {id} 的证据。").format(id=unknown[0][:80]))
    day, given = on or _today(), day_of(one.at)
    if given is not None and day < given:
        raise BadInput(_("签收日期 {day} 早于提交日期 {given}，请改正。").format(day=day.isoformat(), given=given.isoformat()))
    record = f"delivery/{one.id}"
    values: dict[Field, Any] = {(record, "received_on"): day.isoformat()}
    if name.strip():
        # What is entered later is signed on the day that it names.
        at = clock.stamp(clock.now()) if day == _today() else day.isoformat()
        signature = Signature(name=name.strip(), role=role.strip(), at=at, strokes=strokes)
        values[record, "signature"] = builtins(signature)
    if evidence:
        values[record, "receipt"] = list(dict.fromkeys((*one.receipt, *evidence)))
    return ws.edit(audit, "receive-delivery", values)


def check(ws: Workspace, audit: str) -> list[Notice]:
    """Everything still wrong with the audit, as of today."""
    view = ws.audit(audit)
    return approval(view.document, view.rules, view.grade, _today())


def _delivery(listed: tuple[Delivery, ...], delivery: str) -> Delivery:
    for one in listed:
        if one.id == delivery:
            return one
    raise NotFound(_("没有编号为 {id} 的报告提交记录。").format(id=delivery[:80]))


def _today() -> date:
    return clock.now().date()
