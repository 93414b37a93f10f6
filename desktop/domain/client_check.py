"""Who the client is and what is to be certified: what is not said yet, what does not fit, the scope in the scheme's pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from desktop.base.words import _
from desktop.domain.assessment import Assessment
from desktop.domain.notices import Notice, Severity
from desktop.domain.scheme import Scheme

_SLOT = re.compile(r"\[[^\]]*\]")
# The signs of a credit code by their value, and the weights of the first seventeen (GB 32100).
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


def notices(document: Assessment, scheme: Scheme, today: date | None = None) -> list[Notice]:
    """What is missing or does not fit in client, days, scope and list of sites."""
    return [*_said(document, scheme), *_client(document), *_dates(document), *_scope(document, scheme), *_sites(document)]


def proposed_scope(document: Assessment, scheme: Scheme) -> str | None:
    """The scope as the scheme's pattern wants it; None without a pattern, or while name or activities are not known."""
    name, activities = (document.client.name or "").strip(), (document.client.activities or "").strip()
    slot = _SLOT.search(scheme.scope_pattern or "")
    if not (scheme.scope_pattern and slot and name and activities):
        return None
    return name + activities.rstrip("。；;.") + scheme.scope_pattern[slot.end() :]


def fits_pattern(scope: str, document: Assessment, scheme: Scheme) -> bool:
    """Whether a scope names the organisation first and ends as the scheme's pattern does; what lies between is free."""
    pattern = scheme.scope_pattern or ""
    ending = _SLOT.split(pattern)[-1].rpartition("的")[2]
    return scope.strip().startswith((document.client.name or "").strip()) and scope.strip().rstrip("。").endswith(ending)


def is_credit_code(code: str) -> bool:
    """Whether eighteen signs are a unified social credit code: allowed signs and the right check sign (GB 32100)."""
    if len(code) != 18 or any(sign not in _SIGNS for sign in code):
        return False
    total = sum(_SIGNS.index(sign) * weight for sign, weight in zip(code[:17], _WEIGHTS, strict=True))
    return _SIGNS[-total % 31] == code[17]


def _said(document: Assessment, scheme: Scheme) -> Iterator[Notice]:
    client, audit = document.client, document.audit
    asked: list[tuple[str, str, object, Severity, str]] = [
        ("client", "name", client.name, "critical", _("没有写客户名称。")),
        ("client", "address", client.address, "warning", _("没有写客户地址。")),
        ("client", "legal_status", client.legal_status, "warning", _("没有写法律地位（如企业法人及执照有效期）。")),
        ("client", "headcount", client.headcount is not None or None, "critical", _("没有写有效人数，人日没有依据。")),
        ("client", "outsourcing", client.outsourcing, "warning", _("没有写外包过程；没有外包的也请写明。")),
        ("client", "shifts", client.shifts, "warning", _("没有写班次；只有一班的也请写明。")),
        ("audit", "kind", audit.kind, "critical", _("没有写审查类型。")),
        ("audit", "scope", audit.scope, "critical", _("没有写审查范围。")),
    ]
    if scheme.scope_pattern:
        asked.append(("client", "activities", client.activities, "warning", _("没有写具体活动，认证范围按规则的写法要用到。")))
    for record, field, value, severity, sentence in asked:
        if value is None or (isinstance(value, str) and not value.strip()):
            yield Notice(id=f"missing/{record}/{field}", severity=severity, sentence=sentence, record=record, field=field)
    if document.applied_for is None and document.audit.kind in (None, "initial", "recertification", "extension"):
        yield Notice(
            id="missing/applied-for", severity="warning", sentence=_("没有写申请的等级。"), record="assessment", field="applied_for"
        )


def _client(document: Assessment) -> Iterator[Notice]:
    client = document.client
    if client.headcount == 0:
        yield Notice(
            id="headcount-zero",
            severity="critical",
            sentence=_("有效人数为 0，没有人的服务无从审查，请改正。"),
            record="client",
            field="headcount",
        )
    code = (client.credit_code or "").strip().upper()
    if code and not is_credit_code(code):
        yield Notice(
            id="credit-code",
            severity="warning",
            sentence=_("统一社会信用代码 {code} 的位数、字符或校验位不对，请对照营业执照核对。").format(code=code[:40]),
            record="client",
            field="credit_code",
        )


def _dates(document: Assessment) -> Iterator[Notice]:
    first, last = document.audit.starts_on, document.audit.ends_on
    if first and last and last < first:
        sentence = _("审查结束日期 {last} 早于开始日期 {first}，请改正。").format(first=first, last=last)
        yield Notice(id="audit-dates", severity="critical", sentence=sentence, record="audit", field="ends_on")


def _scope(document: Assessment, scheme: Scheme) -> Iterator[Notice]:
    scope = (document.audit.scope or "").strip()
    if scope and scheme.scope_pattern and not fits_pattern(scope, document, scheme):
        better = proposed_scope(document, scheme)
        sentence = _("认证范围与规则的写法“{pattern}”不符").format(pattern=scheme.scope_pattern)
        yield Notice(
            id="scope-pattern",
            severity="warning",
            sentence=sentence + (_("，可写作：{text}。").format(text=better[:300]) if better else _("，请对照改写。")),
            record="audit",
            field="scope",
        )


def _sites(document: Assessment) -> Iterator[Notice]:
    """One notice a fault, however many sites have it, at the first of them."""
    nameless, lone, twice, people = [], [], [], 0
    seen: dict[tuple[str, str], str] = {}
    for site in document.sites:
        name, address = (site.name or "").strip(), (site.address or "").strip()
        if not name:
            nameless.append(site)
        elif not address:
            lone.append(site)
        if name and seen.setdefault((name, address), site.id or "") != (site.id or ""):
            twice.append(site)
        people += site.headcount or 0
    for key, found, field, sentence in (
        ("site-name", nameless, "name", _("{n} 个场所没有名称。")),
        ("site-address", lone, "address", _("{n} 个场所没有地址：{names}。")),
        ("site-twice", twice, "name", _("{n} 个场所与前面的名称和地址都相同：{names}，请删去重复的。")),
    ):
        if found:
            names = "、".join((site.name or "")[:30] for site in found[:3]) + ("……" if len(found) > 3 else "")
            yield Notice(
                id=key,
                severity="warning",
                sentence=sentence.format(n=len(found), names=names),
                record=f"sites/{found[0].id}",
                field=field,
            )
    headcount = document.client.headcount
    if headcount is not None and people > headcount:
        yield Notice(
            id="site-headcount",
            severity="warning",
            sentence=_("各场所人数合计 {sites}，多于有效人数 {all}，请核对。").format(sites=people, all=headcount),
            record="client",
            field="headcount",
        )
