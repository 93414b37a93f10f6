"""打印报告草稿（PDF）；--kind all 把有内容的报告和表单全部写入一个新文件夹。"""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.actions import papers, reports
from desktop.actions.opening import open_existing
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput
from desktop.base.files import write_file
from desktop.base.words import _
from desktop.cli.words import Common, Progress, say_json

# Everything that holds something, into a folder.
ALL = "all"
# The names that stay: forms that every scheme has, whatever its own reports are called.
_FORMS = {"notice": "appointment", "nonconformities": "nonconformity", "document-review": "documents"}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("audit", metavar="AUDIT")
    parser.add_argument("--kind", default="audit", metavar="KIND")
    parser.add_argument("--final", action="store_true")
    parser.add_argument("--client-copy", action="store_true")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")


def run(args: argparse.Namespace, common: Common) -> int:
    with open_existing(common.store) as ws:
        view = ws.audit(args.audit)
        if args.kind == ALL and not args.final:
            return _all(ws, args, common)
        if args.out.suffix.lower() != ".pdf":
            raise BadInput(_("报告写成 PDF，请给出以 .pdf 结尾的文件名，而不是 {name}。").format(name=args.out.name))
        kind = args.kind if args.kind in dict(reports.all_kinds(view)) else _FORMS.get(args.kind, args.kind)
        data = reports.render(ws, args.audit, kind, final=args.final, client_copy=args.client_copy)
        missing = reports.missing(ws, args.audit, kind)
        write_file(args.out, data)
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


def _all(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    """Write every report and form that holds something into a folder that is made for them."""
    view = ws.audit(args.audit)
    found = papers.prepare_all(ws, args.audit, client_copy=args.client_copy)
    files = papers.write_all(found, args.out, Progress(_("导出")), lambda: False)
    if common.json:
        listed = [{"kind": paper.kind, "file": str(path)} for paper, path in zip(found, files, strict=True)]
        say_json({"folder": str(files[0].parent), "version": reports.version(view), "complete": view.grade.complete, "files": listed})
    else:
        print(_("已写 {count} 份到 {folder}。").format(count=len(files), folder=files[0].parent))
    return 0 if view.grade.complete else 1
