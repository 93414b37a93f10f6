"""打印报告草稿（PDF）。"""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.actions import reports
from desktop.actions.opening import open_existing
from desktop.base.errors import BadInput
from desktop.base.files import write_file
from desktop.base.words import _
from desktop.cli.words import Common, say_json


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("audit", metavar="AUDIT")
    parser.add_argument("--kind", default="audit", metavar="KIND")
    parser.add_argument("--final", action="store_true")
    parser.add_argument("--client-copy", action="store_true")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")


def run(args: argparse.Namespace, common: Common) -> int:
    ws = open_existing(common.store)
    try:
        view = ws.audit(args.audit)
        if args.out.suffix.lower() != ".pdf":
            raise BadInput(_("报告写成 PDF，请给出以 .pdf 结尾的文件名，而不是 {name}。").format(name=args.out.name))
        data = reports.render(ws, args.audit, args.kind, final=args.final, client_copy=args.client_copy)
        missing = reports.missing(ws, args.audit, args.kind)
        write_file(args.out, data)
    finally:
        ws.close()
    if common.json:
        say_json(
            {
                "file": str(args.out),
                "version": reports.version(view),
                "complete": view.grade.complete,
                "missing": [{"id": entry.id, "clause": entry.clause, "title": entry.title} for entry in missing],
            }
        )
    else:
        print(_("已写 {file}，缺 {count} 项必备内容。").format(file=args.out, count=len(missing)))
    return 0 if view.grade.complete else 1
