"""列出窗口的全部操作及其参数格式（JSON Schema）。"""

from __future__ import annotations

import argparse

from desktop.actions.catalogue import ACTIONS
from desktop.cli.words import Common, say_json


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME")


def run(args: argparse.Namespace, common: Common) -> int:
    chosen = [spec for spec in ACTIONS.values() if args.name in (None, spec.name)]
    if common.json:
        say_json([{"name": spec.name, "summary": spec.summary, "schema": spec.schema()} for spec in chosen])
    else:
        for spec in chosen:
            fields = "，".join(field for field in spec.parameters.__struct_fields__ if field != "action")
            print(f"{spec.name:18} {fields}")
    return 0 if chosen else 1
