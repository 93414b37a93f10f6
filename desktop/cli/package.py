"""数据包：写出、查看、校验、导入、解开。"""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from desktop.actions import packages
from desktop.actions.opening import open_existing, open_workspace
from desktop.base.words import _
from desktop.cli.words import Common, Progress, say_json


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="command", required=True, metavar="write|show|verify|import|extract")
    write = commands.add_parser("write")
    write.add_argument("audit", metavar="AUDIT")
    write.add_argument("-o", "--out", type=Path, required=True, metavar="FILE")
    commands.add_parser("show").add_argument("file", type=Path, metavar="FILE")
    commands.add_parser("verify").add_argument("file", type=Path, metavar="FILE")
    take = commands.add_parser("import")
    take.add_argument("files", type=Path, nargs="+", metavar="FILE")
    extract = commands.add_parser("extract")
    extract.add_argument("file", type=Path, metavar="FILE")
    extract.add_argument("folder", type=Path, metavar="DIR")


def run(args: argparse.Namespace, common: Common) -> int:
    return _RUN[args.command](args, common)


def _write(args: argparse.Namespace, common: Common) -> int:
    with open_existing(common.store) as ws:
        written = packages.write(ws, args.audit, args.out, progress=Progress(_("打包")))
    if common.json:
        say_json(msgspec.to_builtins(written, enc_hook=str))
    else:
        print(
            _("已写 {path}：{files} 个文件，内容指纹 {digest}").format(path=written.path, files=written.files, digest=written.digest[:16])
        )
    return 0


def _show(args: argparse.Namespace, common: Common) -> int:
    found = packages.show(args.file)
    if common.json:
        say_json(found)
        return 0
    print(
        _("{client}，{scheme}，由 {by} 写于 {at}").format(
            client=found["client"], scheme=found["scheme"], by=found["by"], at=found["written_at"]
        )
    )
    for entry in found["files"]:
        print(f"{entry['size']:>12}  {entry['name']}")
    return 0


def _verify(args: argparse.Namespace, common: Common) -> int:
    verified = packages.verify(args.file, Progress(_("校验")))
    if common.json:
        say_json(msgspec.to_builtins(verified))
    else:
        print(_("校验通过：{files} 个文件，签名 {sender}").format(files=verified.files, sender=verified.sender[:16]))
    return 0


def _import(args: argparse.Namespace, common: Common) -> int:
    with open_workspace(common.store) as ws:
        taken = [(path, packages.import_package(ws, path, Progress(_("校验")))) for path in args.files]
    if common.json:
        say_json(
            [
                {
                    "file": str(path),
                    "audit": result.audit,
                    "actions": result.actions,
                    "evidence": result.evidence,
                    "same_grade": result.same_grade,
                }
                for path, result in taken
            ]
        )
    else:
        for path, result in taken:
            print(
                _("{name}：新增 {actions} 条历史、{evidence} 件证据").format(
                    name=path.name, actions=result.actions, evidence=result.evidence
                )
            )
    return 0


def _extract(args: argparse.Namespace, common: Common) -> int:
    count = packages.extract(args.file, args.folder, Progress(_("解开")))
    if common.json:
        say_json({"folder": str(args.folder), "files": count})
    else:
        print(_("解开 {count} 个文件到 {folder}。").format(count=count, folder=args.folder))
    return 0


_RUN = {"write": _write, "show": _show, "verify": _verify, "import": _import, "extract": _extract}
