"""审查方案：认证周期内的各次审查、期限、本次必须包含的内容；登记变更和起因；由上次审查新建后续审查；必查事项。"""

from __future__ import annotations

import argparse
from typing import get_args

import msgspec

from desktop.actions import follow_up, programme
from desktop.actions.opening import open_existing
from desktop.actions.workspace import Workspace
from desktop.base.words import _
from desktop.cli.words import Common, day, say_json, whole
from desktop.domain.programme import WindowState, day_of
from desktop.domain.scheme import AuditKind
from desktop.domain.topics import topics_of


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="command", required=True, metavar="show|refresh|change|trigger|follow-up|carry|topics")
    show = commands.add_parser("show")
    show.add_argument("audit", metavar="AUDIT")
    show.add_argument("--today", type=day, metavar="DATE")
    commands.add_parser("refresh").add_argument("audit", metavar="AUDIT")
    change = commands.add_parser("change")
    change.add_argument("audit", metavar="AUDIT")
    change.add_argument("--what", required=True, metavar="TEXT")
    change.add_argument("--reason", required=True, metavar="TEXT")
    trigger = commands.add_parser("trigger")
    trigger.add_argument("audit", metavar="AUDIT")
    trigger.add_argument("trigger", metavar="ID")
    trigger.add_argument("--note", metavar="TEXT")
    following = commands.add_parser("follow-up")
    following.add_argument("audit", metavar="AUDIT")
    following.add_argument("kind", choices=get_args(AuditKind))
    following.add_argument("--number", metavar="TEXT")
    following.add_argument("--held", type=whole, metavar="LEVEL")
    following.add_argument("--decided", type=day, metavar="DATE")
    following.add_argument("--starts", type=day, metavar="DATE")
    carry = commands.add_parser("carry")
    carry.add_argument("audit", metavar="AUDIT")
    carry.add_argument("item", nargs="*", metavar="CLAUSE")
    carry.add_argument("--reason", default="", metavar="TEXT")
    commands.add_parser("topics").add_argument("audit", metavar="AUDIT")


def run(args: argparse.Namespace, common: Common) -> int:
    with open_existing(common.store) as ws:
        return _RUN[args.command](ws, args, common)


def _show(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    stands = programme.programme(ws, args.audit, args.today)
    if common.json:
        say_json({"audit": args.audit, **msgspec.to_builtins(stands)})
        return 1 if any(one.severity == "critical" for one in stands.notices) else 0
    view = ws.audit(args.audit)
    kinds: dict[str, str] = {str(kind): title for kind, title in view.scheme.audit_kinds.items()}
    labels = {level.stars: level.label for level in view.rules.result.levels}
    for window in stands.windows:
        span = _("{start} 至 {until}").format(start=window.opens or "…", until=window.until or window.latest or "…")
        if window.until is not None and window.latest is not None:
            span += _("（特殊情况不晚于 {latest}）").format(latest=window.latest)
        print(f"{window.title}：{span}，{state_title(window.state)}" + (f" {window.on}" if window.on else "") + f"（{window.clause}）")
    for audit in stands.audits:
        level = None if audit.level is None else labels.get(audit.level, str(audit.level))
        parts = (day_of(audit) or "…", kinds.get(audit.kind or "", audit.kind), audit.number, level)
        print("  ".join(str(part) for part in parts if part is not None))
    for one in stands.requirements:
        print(f"{one.title}：{one.why}（{one.clause}）")
    for notice in stands.notices:
        print(notice.sentence)
    return 1 if any(one.severity == "critical" for one in stands.notices) else 0


def state_title(state: WindowState) -> str:
    """What became of a window."""
    return {
        "unknown": _("还算不出"),
        "future": _("未到期"),
        "open": _("待安排"),
        "late": _("已过正常期限"),
        "overdue": _("已逾期"),
        "planned": _("已计划"),
        "done": _("已完成"),
        "done-early": _("已完成，过早"),
        "done-late": _("已完成，晚于正常期限"),
        "done-beyond": _("已完成，超过期限"),
    }[state]


def _refresh(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    stands = programme.refresh(ws, args.audit).view.document.programme
    count = len(stands.audits) if stands else 0
    if common.json:
        say_json({"audit": args.audit, "audits": count})
    else:
        print(_("审查方案里有 {n} 次其他审查。").format(n=count))
    return 0


def _change(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    programme.record_change(ws, args.audit, what=args.what, reason=args.reason)
    return _done(args, common)


def _trigger(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    programme.name_trigger(ws, args.audit, args.trigger, note=args.note)
    return _done(args, common)


def _follow_up(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    made = follow_up.follow_up(
        ws, args.audit, kind=args.kind, number=args.number, held=args.held, decided_on=args.decided, starts_on=args.starts
    )
    document = made.view.document
    if common.json:
        held = document.previous.held if document.previous else None
        say_json({"audit": made.audit, "after": args.audit, "held": held, "findings": len(document.findings)})
    else:
        print(made.audit)
    return 0


def _carry(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    if args.item:
        follow_up.carry(ws, args.audit, tuple(args.item), reason=args.reason)
        return _done(args, common)
    found = follow_up.options(ws, args.audit)
    if common.json:
        say_json({"audit": args.audit, "items": [msgspec.to_builtins(one) for one in found]})
    else:
        for one in found:
            print(f"{one.name}：{one.why}")
    return 0


def _topics(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    view = ws.audit(args.audit)
    topics = topics_of(view.document, view.scheme)
    empty = [topic for topic in topics if topic.state == "empty"]
    if common.json:
        told = [{"id": one.point.id, "text": one.point.text, "clause": one.point.clause, "state": one.state} for one in topics]
        say_json({"audit": args.audit, "topics": told})
    else:
        marks = {"answered": "✓", "not-applicable": "—", "empty": "·"}
        for one in topics:
            print(f"{marks[one.state]} {one.point.id}  {one.point.text}（{one.point.clause}）")
    return 1 if empty else 0


def _done(args: argparse.Namespace, common: Common) -> int:
    if common.json:
        say_json({"audit": args.audit})
    return 0


_RUN = {
    "show": _show,
    "refresh": _refresh,
    "change": _change,
    "trigger": _trigger,
    "follow-up": _follow_up,
    "carry": _carry,
    "topics": _topics,
}
