"""审查发现：列出、登记、由扣分和不符合判定建立，提出整改、登记整改、接受或退回，开始第二次评分。"""

from __future__ import annotations

import argparse
from typing import Any, get_args

from desktop.actions import corrections, findings
from desktop.actions.opening import open_existing
from desktop.actions.workspace import AuditView, Workspace
from desktop.base import clock
from desktop.base.words import _
from desktop.cli.words import Common, day, say_json, whole
from desktop.domain.corrections import Standing, standings, state_titles
from desktop.domain.fieldnotes import FindingKind
from desktop.domain.findings import has_evidence, shown, title


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="list|add|from-deduction|from-conformity|ask|answer|accept|send-back|second-scoring"
    )
    commands.add_parser("list").add_argument("audit", metavar="AUDIT")
    add = commands.add_parser("add")
    add.add_argument("audit", metavar="AUDIT")
    add.add_argument("kind", choices=get_args(FindingKind))
    add.add_argument("--severity", choices=("minor", "severe"))
    add.add_argument("--item", action="append", default=[], metavar="CLAUSE")
    for name in ("--site", "--requirement", "--statement", "--objective-evidence"):
        add.add_argument(name, metavar="TEXT")
    add.add_argument("--other-matter", action="store_true", help=_("确认与同条款的扣分是两件事"))
    made = commands.add_parser("from-deduction")
    made.add_argument("audit", metavar="AUDIT")
    made.add_argument("item", metavar="CLAUSE")
    made.add_argument("--place", type=whole, default=1, metavar="N", help=_("该条款的第几条扣分"))
    made = commands.add_parser("from-conformity")
    made.add_argument("audit", metavar="AUDIT")
    made.add_argument("item", metavar="CLAUSE")
    for name in ("ask", "answer", "accept", "send-back"):
        one = commands.add_parser(name)
        one.add_argument("audit", metavar="AUDIT")
        one.add_argument("finding", metavar="FINDING")
        if name in ("ask", "send-back"):
            one.add_argument("--due-on", type=day, metavar="DATE")
        if name in ("accept", "send-back"):
            one.add_argument("--reason", required=name == "send-back", metavar="TEXT")
        if name == "accept":
            one.add_argument("--verification", choices=("written", "on-site"), required=True)
        if name == "answer":
            one.add_argument("--received-on", type=day, metavar="DATE")
            for text in ("--cause", "--correction", "--corrective-action"):
                one.add_argument(text, metavar="TEXT")
    commands.add_parser("second-scoring").add_argument("audit", metavar="AUDIT")


def run(args: argparse.Namespace, common: Common) -> int:
    with open_existing(common.store) as ws:
        _do(ws, args)
        still_open = _list(ws.audit(args.audit), common)
        return int(still_open and args.command == "list")


def _do(ws: Workspace, args: argparse.Namespace) -> None:
    if args.command == "add":
        findings.add(
            ws,
            args.audit,
            args.kind,
            severity=args.severity,
            items=tuple(args.item),
            site=args.site,
            requirement=args.requirement,
            statement=args.statement,
            objective_evidence=args.objective_evidence,
            other_matter=args.other_matter,
        )
    elif args.command == "from-deduction":
        findings.from_deduction(ws, args.audit, args.item, place=args.place - 1)
    elif args.command == "from-conformity":
        findings.from_conformity(ws, args.audit, args.item)
    elif args.command == "ask":
        corrections.ask(ws, args.audit, args.finding, due_on=args.due_on)
    elif args.command == "answer":
        corrections.answer(
            ws,
            args.audit,
            args.finding,
            cause=args.cause,
            correction=args.correction,
            corrective_action=args.corrective_action,
            received_on=args.received_on,
        )
    elif args.command == "accept":
        corrections.accept(ws, args.audit, args.finding, verification=args.verification, reason=args.reason)
    elif args.command == "send-back":
        corrections.send_back(ws, args.audit, args.finding, args.reason, due_on=args.due_on)
    elif args.command == "second-scoring":
        corrections.begin_second_scoring(ws, args.audit)


def _list(view: AuditView, common: Common) -> bool:
    """Every finding with its state; whether something that has to be corrected is open."""
    linked = shown(view.document)
    listed = standings(view.document)
    if common.json:
        told = [_told(one, proven=has_evidence(one.finding, linked)) for one in listed]
        say_json({"audit": view.id, "findings": told})
    for one in () if common.json else listed:
        finding = one.finding
        late = one.overdue(clock.now().date())
        parts = [finding.number or "", title(finding), "、".join(finding.items), state_titles()[one.state]]
        parts += [_("期限 {day}").format(day=one.due_on)] if one.due_on else []
        parts += [_("逾期 {n} 天").format(n=late)] if late else []
        proves = finding.kind in ("nonconformity", "deduction") and not has_evidence(finding, linked)
        parts += [_("没有客观证据")] if proves else []
        print("  ".join(part for part in parts if part))
        print(f"    {' '.join((finding.statement or '').split())[:200]}")
    return any(one.open for one in listed)


def _told(one: Standing, *, proven: bool) -> dict[str, Any]:
    finding = one.finding
    return {
        "id": finding.id,
        "number": finding.number,
        "kind": finding.kind,
        "severity": finding.severity,
        "special": finding.special,
        "items": list(finding.items),
        "statement": finding.statement,
        "evidence": proven,
        "agrees": finding.client_agrees,
        "state": one.state,
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "rounds": len(one.rounds),
    }
