"""认证方案：列出、查看、检查。"""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.actions import schemes
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.cli.words import Common, say_json


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="command", required=True, metavar="list|show|check")
    commands.add_parser("list")
    show = commands.add_parser("show")
    show.add_argument("scheme", metavar="ID")
    check = commands.add_parser("check")
    check.add_argument("files", type=Path, nargs="+", metavar="FILE")


def run(args: argparse.Namespace, common: Common) -> int:
    if args.command == "list":
        listed = schemes.listing()
        if common.json:
            say_json(listed)
        else:
            for entry in listed:
                print(f"{entry['id']:10} {entry['body']} · {entry['title']}（{entry['version']}）")
        return 0
    if args.command == "show":
        if common.json:
            say_json(schemes.as_data(args.scheme))
        else:
            print(schemes.readable(args.scheme))
        return 0
    for path in args.files:
        if not path.is_file():
            raise BadInput(_("读不到方案文件 {path}。请检查路径。").format(path=path))
    faults = schemes.faults(args.files)
    if common.json:
        say_json([{"file": fault.file, "line": fault.line, "reason": fault.reason} for fault in faults])
    else:
        for fault in faults:
            print(_("{file} 第 {line} 行：{reason}").format(file=fault.file, line=fault.line, reason=fault.reason))
        if not faults:
            print(_("没有发现问题。"))
    return 1 if faults else 0
