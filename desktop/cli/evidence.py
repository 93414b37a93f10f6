"""证据：加入、列出、取出原件。"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from desktop.actions import evidence
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import Workspace
from desktop.base.words import _
from desktop.cli.words import Common, Progress, say_json


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="command", required=True, metavar="add|list|extract")
    add = commands.add_parser("add")
    add.add_argument("audit", metavar="AUDIT")
    add.add_argument("files", type=Path, nargs="+", metavar="FILE")
    add.add_argument("--item", action="append", default=[], metavar="CLAUSE")
    commands.add_parser("list").add_argument("audit", metavar="AUDIT")
    extract = commands.add_parser("extract")
    extract.add_argument("audit", metavar="AUDIT")
    extract.add_argument("folder", type=Path, metavar="DIR")


def run(args: argparse.Namespace, common: Common) -> int:
    ws = open_workspace(common.store)
    try:
        return _RUN[args.command](ws, args, common)
    finally:
        ws.close()


def _add(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    links = [evidence.record_of(ws, args.audit, item) for item in args.item]
    added = evidence.add_files(ws, args.audit, args.files, links, progress=Progress(_("加入")))
    if common.json:
        say_json({"added": added.added, "same": added.same, "refused": [{"name": name, "reason": why} for name, why in added.refused]})
    else:
        print(_("加入 {count} 件，{same} 件已有。").format(count=len(added.added), same=len(added.same)))
    for name, why in added.refused:
        print(f"{name}：{why}", file=sys.stderr)
    return 2 if added.refused else 0


def _list(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    entries = ws.audit(args.audit).document.evidence
    if common.json:
        say_json([msgspec.to_builtins(entry) for entry in entries])
    else:
        for entry in entries:
            print(f"{entry.id}  {entry.name}  {entry.taken_at or _('元数据缺失')}  {'、'.join(entry.links) or _('未关联')}")
    return 0


def _extract(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    written = evidence.extract(ws, args.audit, args.folder)
    if common.json:
        say_json({"files": [str(path) for path in written]})
    else:
        print(_("取出 {count} 件到 {folder}。").format(count=len(written), folder=args.folder))
    return 0


_RUN = {"add": _add, "list": _list, "extract": _extract}
