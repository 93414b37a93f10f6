"""服务特性测评：填写方案和各项特性并签署、抽取样本、登记一个样本的结果、查看结果。"""

from __future__ import annotations

import argparse
from typing import Any

from desktop.actions import measurement
from desktop.actions.opening import open_existing
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput
from desktop.base.numbers import shown
from desktop.base.words import _
from desktop.cli.words import Common, say_json, whole
from desktop.domain.measurement import flags, result, ruling

_JUDGED = {"pass": True, "fail": False, "open": None}


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="command", required=True, metavar="plan|describe|sign|draw|record|show")
    plan = commands.add_parser("plan")
    plan.add_argument("audit", metavar="AUDIT")
    plan.add_argument("--characteristic", action="append", metavar="TEXT")
    plan.add_argument("--population", metavar="TEXT")
    plan.add_argument("--population-size", type=whole, metavar="N")
    plan.add_argument("--size", type=whole, metavar="N")
    plan.add_argument("--reason", metavar="TEXT")
    plan.add_argument("--seed", metavar="TEXT")
    plan.add_argument("--team", metavar="TEXT")
    describe = commands.add_parser("describe")
    describe.add_argument("audit", metavar="AUDIT")
    describe.add_argument("characteristic", metavar="CHARACTERISTIC")
    for name in ("--name", "--clause", "--method", "--criterion"):
        describe.add_argument(name, metavar="TEXT")
    commands.add_parser("sign").add_argument("audit", metavar="AUDIT")
    draw = commands.add_parser("draw")
    draw.add_argument("audit", metavar="AUDIT")
    draw.add_argument("--population-size", type=whole, metavar="N")
    draw.add_argument("--size", type=whole, metavar="N")
    draw.add_argument("--seed", metavar="TEXT")
    record = commands.add_parser("record")
    record.add_argument("audit", metavar="AUDIT")
    record.add_argument("sample", metavar="SAMPLE")
    record.add_argument("--result", action="append", default=[], metavar="CHARACTERISTIC=pass|fail|open")
    for name in ("--site", "--service", "--touchpoint", "--taken-at", "--note"):
        record.add_argument(name, metavar="TEXT")
    commands.add_parser("show").add_argument("audit", metavar="AUDIT")


def run(args: argparse.Namespace, common: Common) -> int:
    with open_existing(common.store) as ws:
        if args.command == "plan":
            _plan(ws, args)
        elif args.command == "describe":
            measurement.describe(
                ws, args.audit, args.characteristic, name=args.name, clause=args.clause, method=args.method, criterion=args.criterion
            )
        elif args.command == "sign":
            measurement.sign(ws, args.audit)
        elif args.command == "draw":
            measurement.draw(ws, args.audit, seed=args.seed, population_size=args.population_size, sample_size=args.size)
        elif args.command == "record":
            _record(ws, args)
        return _show(ws, args, common)


def _plan(ws: Workspace, args: argparse.Namespace) -> None:
    measurement.plan(
        ws,
        args.audit,
        characteristics=tuple(args.characteristic) if args.characteristic else None,
        population=args.population,
        population_size=args.population_size,
        sample_size=args.size,
        reason=args.reason,
        seed=args.seed,
        team=args.team,
    )


def _record(ws: Workspace, args: argparse.Namespace) -> None:
    results: dict[str, bool | None] = {}
    for text in args.result:
        name, equals, told = text.rpartition("=")
        if not equals or told not in _JUDGED:
            raise BadInput(_("--result 应写作 特性=pass、特性=fail 或 特性=open，而不是 {text}。").format(text=text[:80]))
        results[name] = _JUDGED[told]
    measurement.measure(
        ws,
        args.audit,
        args.sample,
        results=results or None,
        site=args.site,
        service=args.service,
        touchpoint=args.touchpoint,
        taken_at=args.taken_at,
        note=args.note,
    )


def _show(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    view = ws.audit(args.audit)
    document, found = view.document, result(view.document, view.rules)
    doubts = flags(document)
    rule, over = ruling(document, view.rules), measurement.ended(ws, args.audit)
    percent = None if found.percent is None else shown(found.percent)
    if common.json:
        told: dict[str, Any] = {
            "audit": view.id,
            "plan": ws.audit(args.audit).records.get("measurement"),
            "numbers": [one.number for one in document.samples],
            "samples": found.drawn,
            "judged": found.judged,
            "failed": found.failed,
            "percent": percent,
            "pass_line": view.rules.pass_line,
            "passed": found.passed,
            "ruling": rule,
            "signature_ended": over._asdict() if over is not None else None,
            "characteristics": {name: {"judged": judged, "failed": failed} for name, (judged, failed) in found.by_characteristic.items()},
            "flags": [{"kind": one.kind, "text": one.text} for one in doubts],
        }
        say_json(told)
        return 0
    print(_("样本 {n} 个，已测 {judged} 个，未通过 {failed} 个").format(n=found.drawn, judged=found.judged, failed=found.failed))
    print(_("抽样号：{numbers}").format(numbers="、".join(str(one.number) for one in document.samples if one.number is not None)))
    print(rule)
    verdict = {True: _("达到要求"), False: _("未达到要求"), None: _("未定（没有合格线或没有样本）")}[found.passed]
    print(_("结果：{verdict}").format(verdict=verdict))
    if over is not None:
        print(_("{name} {day} 的签署已失效：{by} 此后改过方案。").format(name=over.signed_by, day=over.signed_on, by=over.by))
    for one in doubts:
        print(f"  - {one.text}")
    return 0
