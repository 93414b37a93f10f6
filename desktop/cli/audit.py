"""审查：导入、列出、查看、导出、历史，按文件执行操作，核对还缺什么、可以作出哪些结论。"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import msgspec

from desktop.actions import audits, catalogue, history
from desktop.actions.opening import open_existing, open_workspace
from desktop.actions.workspace import Workspace
from desktop.base.files import read_file, write_file
from desktop.base.strict_json import read_json_file
from desktop.base.words import _
from desktop.cli import approval, clauses
from desktop.cli.grade import lines
from desktop.cli.words import Common, say_json


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="command", required=True, metavar="import|list|show|export|history|apply|check|outcomes")
    commands.add_parser("import").add_argument("file", type=Path, metavar="ASSESSMENT.json")
    commands.add_parser("list").add_argument("query", nargs="?", default="")
    show = commands.add_parser("show")
    show.add_argument("audit", metavar="AUDIT")
    clauses.arguments(show)
    export = commands.add_parser("export")
    export.add_argument("audit", metavar="AUDIT")
    export.add_argument("out", type=Path, metavar="OUT.json")
    past = commands.add_parser("history")
    past.add_argument("audit", metavar="AUDIT")
    past.add_argument("--record")
    past.add_argument("--field")
    apply = commands.add_parser("apply")
    apply.add_argument("audit", metavar="AUDIT")
    apply.add_argument("changes", type=Path, metavar="CHANGES.json")
    for name in ("check", "outcomes"):
        commands.add_parser(name).add_argument("audit", metavar="AUDIT")


def run(args: argparse.Namespace, common: Common) -> int:
    # Only what brings an audit in may make a store.
    with (open_workspace if args.command == "import" else open_existing)(common.store) as ws:
        return _RUN[args.command](ws, args, common)


def _import(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    changes = audits.import_document(ws, read_file(args.file), args.file.name)
    if common.json:
        say_json({"audit": changes.audit})
    else:
        print(changes.audit)
    return 0


def _list(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    rows = audits.listing(ws, args.query)
    if common.json:
        say_json([row._asdict() for row in rows])
    else:
        for row in rows:
            print(f"{row.id}  {row.client}  {row.title}  {row.done}/{row.total}  {row.grade_label or _('未评定')}")
    return 0


def _show(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    view = ws.audit(args.audit)
    if clauses.asked(args):
        return clauses.show(view, args, common, ws.author.name)
    if common.json:
        say_json({"audit": view.id, "saved_at": view.saved_at, "completeness": view.completeness, "grade": msgspec.to_builtins(view.grade)})
    else:
        print(
            _("{client}，已答 {done} / {total}").format(
                client=view.document.client.name, done=view.completeness[0], total=view.completeness[1]
            )
        )
        print("\n".join(lines(view.grade)))
    return 0


def _export(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    write_file(args.out, audits.export_document(ws, args.audit))
    if common.json:
        say_json({"audit": args.audit, "file": str(args.out)})
    return 0


def _history(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    actions = history.history(ws, args.audit, args.record, args.field)
    if common.json:
        say_json([msgspec.to_builtins(action) for action in actions])
        return 0
    for action in actions:
        print(f"{action.at}  {action.by}  {action.name}")
        for change in action.changes:
            print(f"    {change.record} {change.field}：{_shown(change.before)} → {_shown(change.after)}")
    return 0


def _apply(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    done = catalogue.run(ws, args.audit, read_json_file(args.changes), args.changes.name)
    written = sum(1 for changes in done if changes.action is not None)
    if common.json:
        say_json({"audit": args.audit, "actions": len(done), "written": written})
    else:
        print(_("执行 {count} 条操作，其中 {written} 条有改动。").format(count=len(done), written=written))
    return 0


def _shown(value: Any) -> str:
    if value is msgspec.UNSET:
        return _("无")
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode("utf-8")
    return text if len(text) <= 60 else text[:59] + "…"


_RUN = {
    "import": _import,
    "list": _list,
    "show": _show,
    "export": _export,
    "history": _history,
    "apply": _apply,
    "check": approval.check,
    "outcomes": approval.outcomes,
}
