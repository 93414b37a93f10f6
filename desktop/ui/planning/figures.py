"""What the scheme reckons from the plan, as lines of text: person-days, the sample of sites, the intervals of the cycle."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from desktop.base.errors import BadInput
from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.domain.persondays import person_days
from desktop.domain.sampling import site_sample

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.assessment import Site
    from desktop.domain.scheme import Anchor, Window


class Figure(NamedTuple):
    """A figure with its clause; `details` say how it came about; `open` what the scheme leaves open or what does not fit."""

    value: str
    clause: str = ""
    details: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


def days_figure(view: AuditView) -> Figure:
    """Person-days on site for the headcount, beside what the team has."""
    headcount = view.document.client.headcount
    planned = team_days(view)
    team = (_("审查组合计 {n} 人日（技术专家不计）").format(n=plain(planned)),) if planned else ()
    if headcount is None:
        return Figure("", details=team, open=(_("填写有效人数后给出建议人日。"),))
    try:
        found = person_days(view.scheme, headcount, kind=view.document.audit.kind or "initial")
    except BadInput as error:
        return Figure("", details=team, open=(error.sentence,))
    clause = found["clause"] or ""
    formula = (found["formula"],) if found["formula"] else ()
    if "open" in found:
        return Figure("", clause, (*team, *formula), (found["open"],))
    suggested = found["suggested_days"]
    details = [*team, *formula]
    if found["least_days"] is not None:
        details.append(_("减少后不少于 {n} 人日").format(n=plain(found["least_days"])))
    review = found["document_review"]
    if review:
        details.append(_("文件评审另计 {low} 至 {high} 人日").format(low=plain(review[0]), high=plain(review[1])))
    others = {name: days for name, days in found["alternatives"].items() if days != found["base_days"]}
    if others:
        told = "，".join(f"{name} {plain(days)}" for name, days in others.items())
        details.append(_("按其他读法的基础人日：{told}").format(told=told))
    short: tuple[str, ...] = ()
    if planned and Fraction(planned) < Fraction(suggested):
        lack = Fraction(suggested) - Fraction(planned)
        short = (_("审查组人日比建议少 {n}，请写明减少的理由。").format(n=plain(lack)),)
    value = _("建议 {n} 人日").format(n=plain(suggested))
    if found["base_days"] is not None:
        value += _("，基础 {n}").format(n=plain(found["base_days"]))
    return Figure(value, clause, tuple(details), short)


def team_days(view: AuditView) -> Decimal:
    """Days of all who audit."""
    return sum((member.days for member in view.document.team if member.days and member.role != "expert"), Decimal(0))


def is_head_office(site: Site, view: AuditView) -> bool:
    """Whether a site is the head office: it says so, or it lies at the client's own address."""
    client = view.document.client
    own = {address.strip() for address in (client.address, client.audit_address) if address and address.strip()}
    return "总部" in (site.name or "") or (site.address or "").strip() in own


def sample_figure(view: AuditView) -> Figure | None:
    """Which of the listed sites are visited; None where the scheme says nothing of it or no sites are listed."""
    sites = view.document.sites
    if view.scheme.site_sampling is None or not sites:
        return None
    counted = [site for site in sites if not site.temporary and not is_head_office(site, view)]
    # The audit's number is on paper, so that anybody can repeat the draw.
    seed = view.document.audit.number or view.document.client.name or ""
    try:
        found = site_sample(view.scheme, len(counted), kind=view.document.audit.kind or "initial", seed=seed)
    except BadInput as error:
        return Figure("", open=(error.sentence,))
    clause = found["clause"] or ""
    left_out = len(sites) - len(counted)
    details = [found["formula"]] if found["formula"] else []
    if left_out:
        details.append(_("总部和临时场所 {n} 个不计").format(n=left_out))
    if found["sample"] is None:
        return Figure("", clause, tuple(details), (found["open"],))
    names = "、".join(counted[number - 1].name or _("未命名场所") for number in found["sites"])
    if found["sample"] < len(counted):
        details.append(_("抽到：{names}（种子“{seed}”，可重复）").format(names=names, seed=seed))
    value = _("{of} 个场所中查 {n} 个").format(of=len(counted), n=found["sample"])
    return Figure(value, clause, tuple(details))


def interval(window: Window) -> str:
    """A window in months, while no day is known to reckon it from."""
    start, until, latest = (_anchor(one) for one in (window.start, window.until, window.latest))
    if start and until:
        return _("{start}至{until}").format(start=start, until=until)
    said = _("不晚于{until}").format(until=until) if until else _("{start}起").format(start=start) if start else ""
    return said + (_("，特殊情况不晚于{latest}").format(latest=latest) if latest else "")


def _anchor(anchor: Anchor | None) -> str:
    if anchor is None:
        return ""
    after = {"decided": _("认证决定"), "last-audit": _("上次审查结束"), "expires": _("证书到期")}[anchor.after]
    if anchor.months == 0:
        return _("{after}之日").format(after=after)
    words = _("{after}后 {n} 个月") if anchor.months > 0 else _("{after}前 {n} 个月")
    return words.format(after=after, n=abs(anchor.months))
