"""审查前的准备：核对申请、人日、场所、审查组和文件评审，列出人日核算，导入场所名单，抽取场所。"""

from __future__ import annotations

import argparse
from fractions import Fraction
from typing import Any

import msgspec

from desktop.actions import preparation, preparation_sites
from desktop.actions.opening import open_existing
from desktop.actions.workspace import Workspace
from desktop.base.numbers import to_decimal
from desktop.base.words import _
from desktop.cli.words import Common, say_json, say_notices, whole
from desktop.domain.day_account import account, days_text, percent_text
from desktop.domain.notices import blocking


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="command", required=True, metavar="check|days|sites|draw")
    for name in ("check", "days"):
        commands.add_parser(name).add_argument("audit", metavar="AUDIT")
    sites = commands.add_parser("sites")
    sites.add_argument("audit", metavar="AUDIT")
    sites.add_argument("file", metavar="FILE.csv|xlsx")
    draw = commands.add_parser("draw")
    draw.add_argument("audit", metavar="AUDIT")
    draw.add_argument("--seed", metavar="TEXT")
    draw.add_argument("--count", type=whole, metavar="N")
    draw.add_argument("--reason", metavar="TEXT")


def run(args: argparse.Namespace, common: Common) -> int:
    with open_existing(common.store) as ws:
        return _RUN[args.command](ws, args, common)


def _check(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    found = preparation.notices(ws.audit(args.audit))
    if common.json:
        say_json({"audit": args.audit, "notices": [msgspec.structs.asdict(one) for one in found]})
    elif not found:
        print(_("审查前的准备没有发现问题。"))
    else:
        say_notices(found)
    return 1 if blocking(found) else 0


def _days(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    view = ws.audit(args.audit)
    sheet = account(view.document, view.scheme)
    if common.json:
        told = {
            "base_days": _number(sheet.base),
            "days": _number(sheet.days),
            "suggested_days": _number(sheet.suggested),
            "least_days": _number(sheet.least),
            "document_review": [_number(one) for one in sheet.review_range] if sheet.review_range else None,
            "document_review_days": _number(sheet.review),
            "planned_days": _number(sheet.planned),
            "team_days": _number(sheet.team),
            "changes": [{"share": _number(one.share), "days": _number(one.days), "reason": one.reason} for one in sheet.changes],
            "alternatives": {one.name: _number(one.days) for one in sheet.readings},
            "formula": sheet.formula,
            "clause": sheet.clause,
        }
        say_json({"audit": args.audit} | told | ({"open": sheet.open} if sheet.open else {}))
        return 0
    print(sheet.open or sheet.base_words)
    for line in sheet.changes:
        sign = _("减少") if line.share < 0 else _("增加")
        print(f"  {sign} {percent_text(abs(line.share))}：{line.reason}")
    print(
        _("核算 {days} 人日，建议 {suggested}，最少 {least}，计划 {planned}，审查组 {team}").format(
            days=days_text(sheet.days),
            suggested=days_text(sheet.suggested),
            least=days_text(sheet.least),
            planned=days_text(sheet.planned),
            team=days_text(sheet.team),
        )
    )
    print(_("依据：{clause}，{formula}").format(clause=sheet.clause, formula=sheet.formula))
    return 0


def _sites(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    before = len(ws.audit(args.audit).document.sites)
    added = len(preparation_sites.import_sites(ws, args.audit, args.file).view.document.sites) - before
    if common.json:
        say_json({"audit": args.audit, "added": added})
    else:
        print(_("加入 {n} 个场所").format(n=added))
    return 0


def _draw(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    document = preparation_sites.draw_sites(ws, args.audit, seed=args.seed, count=args.count, reason=args.reason).view.document
    sample = document.site_sample
    assert sample is not None
    names = {site.id: site.name for site in document.sites}
    numbers = {site: number for number, site in enumerate(sample.frame, 1)}
    drawn = [{"number": numbers[site], "site": site, "name": names.get(site)} for site in sample.drawn]
    if common.json:
        say_json({"audit": args.audit, "seed": sample.seed, "of": len(sample.frame), "formula": sample.formula, "sites": drawn})
    else:
        print(_("种子“{seed}”，{formula}").format(seed=sample.seed, formula=sample.formula))
        for one in drawn:
            print(f"{one['number']}  {one['name']}")
    return 0


def _number(value: Fraction | None) -> Any:
    return None if value is None else to_decimal(value)


_RUN = {"check": _check, "days": _days, "sites": _sites, "draw": _draw}
