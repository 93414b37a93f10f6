"""审查计划：列出、排出初稿、核对、由受审查方确认，导出日历文件。"""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from desktop.actions import plan
from desktop.actions.opening import open_existing
from desktop.actions.plan_calendar import write_plan_calendar
from desktop.actions.workspace import Workspace
from desktop.base.words import _
from desktop.cli.words import Common, day, say_json, say_notices
from desktop.domain.notices import blocking, by_severity
from desktop.domain.plan import members_by_id, sites_by_id
from desktop.domain.plan_check import plan_notices
from desktop.domain.plan_coverage import coverage
from desktop.domain.plan_words import slot_line


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="command", required=True, metavar="list|suggest|check|confirm|ics")
    commands.add_parser("list").add_argument("audit", metavar="AUDIT")
    suggest = commands.add_parser("suggest")
    suggest.add_argument("audit", metavar="AUDIT")
    suggest.add_argument("--replace", action="store_true", help=_("替换已有的各行"))
    suggest.add_argument("--reason", metavar="TEXT", help=_("受审查方确认之后变更的原因"))
    commands.add_parser("check").add_argument("audit", metavar="AUDIT")
    confirm = commands.add_parser("confirm")
    confirm.add_argument("audit", metavar="AUDIT")
    confirm.add_argument("--by", required=True, metavar="NAME")
    confirm.add_argument("--on", type=day, metavar="DATE")
    ics = commands.add_parser("ics")
    ics.add_argument("audit", metavar="AUDIT")
    ics.add_argument("--person", metavar="NAME")
    ics.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.ics")


def run(args: argparse.Namespace, common: Common) -> int:
    with open_existing(common.store) as ws:
        return _RUN[args.command](ws, args, common)


def _list(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    view = ws.audit(args.audit)
    document = view.document
    covered = coverage(document, view.rules)
    ordered = plan.lines(view)
    if common.json:
        counted = {"planned": covered.planned, "of": covered.of, "nowhere": list(covered.nowhere)}
        sites = [{"site": one.site, "name": one.name, "planned": one.planned, "of": one.of} for one in covered.sites]
        say_json({"audit": view.id, "slots": [msgspec.to_builtins(one) for one in ordered], "coverage": counted | {"sites": sites}})
        return 0
    sites_known, members = sites_by_id(document), members_by_id(document)
    for slot in ordered:
        print(slot_line(slot, sites_known, members, view.rules))
    print(_("条款×场所：{planned}/{of} 已安排。").format(planned=covered.planned, of=covered.of))
    return 0


def _suggest(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    view = plan.suggest(ws, args.audit, replace=args.replace, reason=args.reason).view
    covered = coverage(view.document, view.rules)
    if common.json:
        say_json({"audit": view.id, "slots": len(view.document.slots), "planned": covered.planned, "of": covered.of})
    else:
        values = {"n": len(view.document.slots), "planned": covered.planned, "of": covered.of}
        print(_("排出 {n} 行，条款×场所 {planned}/{of} 已安排。").format(**values))
    return 0 if covered.complete else 1


def _check(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    view = ws.audit(args.audit)
    found = by_severity(plan_notices(view.document, view.rules))
    if common.json:
        say_json({"audit": view.id, "notices": [msgspec.to_builtins(one) for one in found]})
    elif not found:
        print(_("审查计划没有发现问题。"))
    else:
        say_notices(found)
    return 1 if blocking(found) else 0


def _confirm(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    stands = plan.confirm(ws, args.audit, by=args.by, on=args.on).view.document.plan
    assert stands is not None
    if common.json:
        say_json({"audit": args.audit, "confirmed_by": stands.confirmed_by, "confirmed_on": str(stands.confirmed_on)})
    else:
        print(_("审查计划由 {by} 于 {on} 确认。").format(by=stands.confirmed_by, on=stands.confirmed_on))
    return 0


def _ics(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    count = write_plan_calendar(ws.audit(args.audit), args.out, args.person)
    if common.json:
        say_json({"audit": args.audit, "file": str(args.out), "events": count})
    else:
        print(_("{n} 个日程写入 {file}。").format(n=count, file=args.out))
    return 0


_RUN = {"list": _list, "suggest": _suggest, "check": _check, "confirm": _confirm, "ics": _ics}
