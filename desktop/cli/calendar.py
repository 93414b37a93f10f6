"""列出认证周期内各次审查的窗口。"""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.actions import grading
from desktop.base.words import _
from desktop.cli.words import Common, day, say_json


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scheme", metavar="ID")
    parser.add_argument("--decided", type=day, required=True, metavar="DATE")
    parser.add_argument("--last-audit", type=day, metavar="DATE")
    parser.add_argument("--expires", type=day, metavar="DATE")
    parser.add_argument("--ics", type=Path, metavar="OUT")


def run(args: argparse.Namespace, common: Common) -> int:
    result = grading.calendar(args.scheme, decided=args.decided, last_audit=args.last_audit, expires=args.expires)
    if args.ics is not None:
        from desktop.actions.calendar_file import write_calendar

        write_calendar(result, args.ics)
    if common.json:
        say_json(result)
        return 0
    for window in result["windows"]:
        span = _("{start} 至 {until}").format(start=window["from"], until=window["until"])
        latest = _("，特殊情况不晚于 {latest}").format(latest=window["latest"]) if window["latest"] else ""
        print(f"{window['title']}：{span}{latest}（{window['clause']}）")
    for said in result["open"]:
        print(_("open：{said}").format(said=said))
    return 0
