"""The application's review and the client's sites: documents given in, conditions checked, the decision and when it was told."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from msgspec import UNSET

from desktop.actions.workspace import AuditView, Changes, Field, Workspace, builtins
from desktop.base import clock, ids
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain import application
from desktop.domain.assessment import Site
from desktop.domain.client_check import proposed_scope
from desktop.domain.notices import Notice
from desktop.domain.preparation_check import preparation_notices
from desktop.domain.sampling import MOST_SITES


def notices(view: AuditView) -> list[Notice]:
    """Everything that stands against the papers before the plan, as of today."""
    return preparation_notices(view.document, view.scheme, clock.now().date())


def receive_document(
    ws: Workspace,
    audit: str,
    document: str,
    *,
    on: date | None = None,
    not_applicable: str | None = None,
    note: str | None = None,
    missing: bool = False,
) -> Changes:
    """A document of the application came in (today unless said), or does not apply and why; `missing`: it is not here after all."""
    _known(document, [point.id for point in ws.audit(audit).scheme.documents], _("申请资料"))
    record = f"dossier/{document}"
    if missing:
        values: dict[Field, Any] = {(record, "received_on"): UNSET, (record, "not_applicable"): UNSET}
    elif not_applicable is not None:
        reason = _said(not_applicable, _("请写明这份资料为什么不适用。"))
        values = {(record, "received_on"): UNSET, (record, "not_applicable"): reason}
    else:
        values = {(record, "received_on"): _day(on), (record, "not_applicable"): UNSET}
    if note is not None:
        values[record, "note"] = note or UNSET
    return ws.edit(audit, "receive-document", values)


def check_condition(
    ws: Workspace,
    audit: str,
    condition: str,
    *,
    result: Literal["met", "not-met"] | None = None,
    grounds: str | None = None,
    on: date | None = None,
    evidence: tuple[str, ...] | None = None,
) -> Changes:
    """Whether a condition of admission is met, with the proof seen and the day (today unless said); no result: unknown again."""
    _known(condition, [point.id for point in ws.audit(audit).scheme.admission], _("受理条件"))
    record = f"admission/{condition}"
    values: dict[Field, Any] = {(record, "result"): result or UNSET, (record, "on"): _day(on) if result else UNSET}
    if grounds is not None:
        values[record, "grounds"] = grounds or UNSET
    if evidence is not None:
        values[record, "evidence"] = list(dict.fromkeys(evidence)) or UNSET
    return ws.edit(audit, "check-condition", values)


def decide_application(
    ws: Workspace, audit: str, *, accepted: bool | None, reason: str | None = None, on: date | None = None, by: str | None = None
) -> Changes:
    """Accept or refuse the application, as of today and by who acts unless said; None: take the decision back.

    Raises BadInput for a refusal without reason, and for accepting against a condition that is not met without one.
    """
    names = ("accepted", "reason", "reviewed_by", "decided_on")
    if accepted is None:
        return ws.edit(audit, "decide-application", {("application", name): UNSET for name in (*names, "told_on")})
    view = ws.audit(audit)
    against = [line.condition.text for line in application.admission(view.document, view.scheme) if line.state == "not-met"]
    if not (reason or "").strip() and not accepted:
        raise BadInput(_("不受理要写明理由，并告知申请方。"))
    if not (reason or "").strip() and against:
        raise BadInput(_("受理条件“{text}”不满足，仍要受理的请写明理由。").format(text=against[0]))
    values = (accepted, (reason or "").strip() or UNSET, by or ws.author.name, _day(on))
    return ws.edit(audit, "decide-application", {("application", name): value for name, value in zip(names, values, strict=True)})


def tell_client(ws: Workspace, audit: str, *, on: date | None = None) -> Changes:
    """The client was told of the decision, today unless said. Raises BadInput before there is one."""
    own = ws.audit(audit).document.application
    if own is None or own.accepted is None:
        raise BadInput(_("申请评审还没有结论，没有什么可以通知。"))
    return ws.edit(audit, "tell-client", {("application", "told_on"): _day(on)})


def use_scope(ws: Workspace, audit: str) -> Changes:
    """Write the scope in the scheme's pattern from the client's name and activities."""
    view = ws.audit(audit)
    scope = proposed_scope(view.document, view.scheme)
    if scope is None:
        if not view.scheme.scope_pattern:
            raise BadInput(_("这个方案没有规定认证范围的写法，请直接填写。"))
        raise BadInput(_("请先填写客户名称和具体活动，再按规则的写法生成范围。"))
    return ws.edit(audit, "use-scope", {("audit", "scope"): scope})


def add_sites(ws: Workspace, audit: str, sites: tuple[Site, ...]) -> Changes:
    """Put many sites on the list in one action, in the order given; those without a name are refused."""
    have = len(ws.audit(audit).document.sites)
    if have + len(sites) > MOST_SITES:
        raise BadInput(_("场所共 {n} 个，超过 {most} 个，请分成几次审查。").format(n=have + len(sites), most=MOST_SITES))
    values: dict[Field, Any] = {}
    for place, site in enumerate(sites, 1):
        if not (site.name or "").strip():
            raise BadInput(_("第 {place} 个场所没有名称，请补上。").format(place=place))
        fields = {name: value for name, value in builtins(site).items() if name != "id"}
        record = f"sites/{ids.new_id()}"
        values |= {(record, name): value for name, value in fields.items()}
    return ws.edit(audit, "add-sites", values)


def _known(key: str, keys: list[str], what: str) -> None:
    if key not in keys:
        listed = "、".join(keys) or _("无")
        raise BadInput(_("方案的{what}中没有 {key}，可用：{all}。").format(what=what, key=key[:80], all=listed[:500]))


def _said(text: str, otherwise: str) -> str:
    if not text.strip():
        raise BadInput(otherwise)
    return text.strip()


def _day(on: date | None) -> str:
    return (on or clock.now().date()).isoformat()
