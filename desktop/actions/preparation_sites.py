"""The sample of sites: drawn so that anybody can repeat it, swapped with a reason; a list of sites from a table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import UNSET

from desktop.actions.preparation import add_sites
from desktop.actions.workspace import AuditView, Changes, Workspace, builtins
from desktop.base import clock
from desktop.base.errors import BadInput
from desktop.base.spelling import is_number
from desktop.base.typed import convert
from desktop.base.words import _
from desktop.domain import site_draw
from desktop.domain.assessment import Site
from desktop.domain.preparation import SiteSample, Swap
from desktop.domain.sampling import LONGEST_SEED

# What a column of a list of sites may be called, signs only.
_HEADS: dict[str, tuple[str, ...]] = {
    "name": ("场所名称", "名称", "门店", "门店名称", "网点", "网点名称", "name"),
    "address": ("地址", "场所地址", "门店地址", "address"),
    "services": ("服务内容", "服务", "活动", "业务", "services"),
    "headcount": ("人数", "有效人数", "员工人数", "headcount"),
    "service_hours": ("服务时间", "营业时间", "工作时间", "hours"),
    "travel_minutes": ("路程分钟", "路程", "路上分钟", "travel"),
    "temporary": ("临时", "临时场所", "temporary"),
}
_YES = frozenset({"是", "y", "yes", "true", "1", "√", "临时"})


def draw_sites(ws: Workspace, audit: str, *, seed: str | None = None, count: int | None = None, reason: str | None = None) -> Changes:
    """Draw the sites to visit from the list as it stands: the n smallest by SHA-256 of "seed:number".

    The seed is the audit's number unless given (then its client's name), so that it is on paper. `count`: more than the rule asks, or where
    it has none, with the reason. Swaps of an earlier draw end. Raises BadInput for fewer than the rule asks.
    """
    view = ws.audit(audit)
    frame = tuple(site.id or "" for site in site_draw.counted_sites(view.document))
    if not frame:
        raise BadInput(_("场所名单是空的（总部和临时场所不计），没有可抽的场所。"))
    asked = site_draw.how_many(view.document, view.scheme, len(frame))
    number = _count(asked, count, len(frame), reason)
    seed = (seed if seed is not None else view.document.audit.number or view.document.client.name or "").strip()
    if len(seed) > LONGEST_SEED:
        raise BadInput(_("抽样种子超过 {most} 个字符，请缩短。").format(most=LONGEST_SEED))
    sample = SiteSample(
        seed=seed,
        frame=frame,
        drawn=site_draw.drawn_of(frame, number, seed),
        formula=_formula(view, len(frame), number, reason),
        drawn_on=clock.now().date(),
    )
    return _write(ws, audit, sample, "draw-sites")


def clear_sample(ws: Workspace, audit: str) -> Changes:
    """Visit all sites again: no sample."""
    return ws.edit(audit, "clear-sample", {("site_sample", name): UNSET for name in SiteSample.__struct_fields__})


def swap_site(ws: Workspace, audit: str, *, out: str, into: str, reason: str) -> Changes:
    """Visit another site than one that was drawn, with the reason. Sites by id or name."""
    view, sample = _sample(ws, audit)
    if not reason.strip():
        raise BadInput(_("换场所要写明理由，请补上。"))
    leaves, comes = _site(view, out), _site(view, into)
    visited = site_draw.sample_after_swaps(sample)
    if leaves not in visited:
        raise BadInput(_("场所“{site}”没有抽中，不能换出。").format(site=out[:80]))
    if comes in visited:
        raise BadInput(_("场所“{site}”已经抽中，请换入别的场所。").format(site=into[:80]))
    if comes not in sample.frame:
        raise BadInput(_("场所“{site}”不在抽样时的名单里，请先重新抽样。").format(site=into[:80]))
    swaps = (*sample.swaps, Swap(out=leaves, into=comes, reason=reason.strip()))
    return ws.edit(audit, "swap-site", {("site_sample", "swaps"): builtins(swaps)})


def take_back_swap(ws: Workspace, audit: str) -> Changes:
    """Take the last swap back."""
    _view, sample = _sample(ws, audit)
    if not sample.swaps:
        raise BadInput(_("没有换过场所，没有可以撤回的。"))
    return ws.edit(audit, "take-back-swap", {("site_sample", "swaps"): builtins(sample.swaps[:-1]) or UNSET})


def import_sites(ws: Workspace, audit: str, file: str) -> Changes:
    """Put the sites of a CSV or XLSX table on the list.

    Its first row names the columns: 场所名称、地址、服务内容、人数、服务时间、路程（分钟）、临时. Raises BadInput with the row.
    """
    from desktop.tables.read import read_table

    table = read_table(Path(file))
    if not table.rows:
        raise BadInput(_("{name}：没有内容。").format(name=table.name))
    columns = _columns(table.rows[0][1])
    if "name" not in columns:
        raise BadInput(_("{name}：第一行没有“场所名称”一列，请补上列名。").format(name=table.name))
    return add_sites(ws, audit, tuple(_row(table.name, number, cells, columns) for number, cells in table.rows[1:]))


def _columns(heads: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, head in enumerate(heads):
        text = "".join(sign for sign in head.casefold().split("（")[0].split("(")[0] if sign.isalnum())
        for field, names in _HEADS.items():
            if text in names:
                found.setdefault(field, place)
    return found


def _row(name: str, number: int, cells: Sequence[str], columns: dict[str, int]) -> Site:
    where = _("{name} 第 {row} 行").format(name=name, row=number)
    fields: dict[str, Any] = {}
    for field, place in columns.items():
        text = cells[place].strip() if place < len(cells) else ""
        if not text:
            continue
        if field == "temporary":
            fields[field] = text.casefold() in _YES
        elif field in ("headcount", "travel_minutes"):
            if not is_number(text) or (value := Decimal(text)) != value.to_integral_value() or not 0 <= value <= 10_000_000:
                raise BadInput(_("{where}：“{text}”不是 0 到 10000000 之间的整数，请改正。").format(where=where, text=text[:40]))
            fields[field] = int(value)
        else:
            fields[field] = text
    return convert(fields, Site, where)


def _count(asked: int | None, count: int | None, of: int, reason: str | None) -> int:
    if count is None:
        if asked is None:
            raise BadInput(_("规则没有给出这类审查的场所抽样办法，请填写要抽的个数和理由。"))
        return asked
    if not 1 <= count <= of:
        raise BadInput(_("要抽的个数 {n} 应在 1 到 {of} 之间，请改正。").format(n=count, of=of))
    if asked is not None and count < asked:
        raise BadInput(_("规则要求至少 {asked} 个场所，不能只抽 {n} 个。").format(asked=asked, n=count))
    if count != asked and not (reason or "").strip():
        raise BadInput(_("抽 {n} 个场所与规则的算式不同，请写明理由。").format(n=count))
    return count


def _formula(view: AuditView, of: int, number: int, reason: str | None) -> str:
    rule = view.scheme.site_sampling
    said = f"N={of}，n={number}"
    parts = [part for part in (rule.formula if rule else "", (reason or "").strip()) if part]
    return "；".join([said, *parts])[:500]


def _sample(ws: Workspace, audit: str) -> tuple[AuditView, SiteSample]:
    view = ws.audit(audit)
    if view.document.site_sample is None:
        raise BadInput(_("还没有抽样，请先抽取场所。"))
    return view, view.document.site_sample


def _site(view: AuditView, name: str) -> str:
    found = [site.id for site in view.document.sites if name in (site.id, site.name)]
    if len(found) != 1 or found[0] is None:
        what = _("场所名单里有几个“{site}”，请用编号指明。") if found else _("场所名单里没有“{site}”，请核对。")
        raise BadInput(what.format(site=name[:80]))
    return found[0]


def _write(ws: Workspace, audit: str, sample: SiteSample, name: str) -> Changes:
    plain = builtins(sample)
    return ws.edit(audit, name, {("site_sample", field): plain.get(field, UNSET) for field in SiteSample.__struct_fields__})
