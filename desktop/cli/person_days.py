"""核算现场人日。"""

from __future__ import annotations

import argparse
from typing import get_args

from desktop.actions import grading
from desktop.base.words import _
from desktop.cli.words import Common, decimal, say_json, whole
from desktop.domain.scheme import AuditKind


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scheme", metavar="ID")
    parser.add_argument("--headcount", type=whole, required=True, metavar="N")
    parser.add_argument("--kind", choices=get_args(AuditKind), default="initial")
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--reduce", type=decimal, metavar="SHARE")
    change.add_argument("--add", type=decimal, metavar="SHARE")
    parser.add_argument("--reason", metavar="TEXT")
    parser.add_argument("--initial-days", type=decimal, metavar="D")


def run(args: argparse.Namespace, common: Common) -> int:
    result = grading.person_days(
        args.scheme,
        headcount=args.headcount,
        kind=args.kind,
        reduce=args.reduce,
        add=args.add,
        reason=args.reason,
        initial_days=args.initial_days,
    )
    if common.json:
        say_json(result)
        return 0
    if result["days"] is None:
        print(_("{scheme}：规则没有给出人日表（open），请按机构内部规范核定。").format(scheme=args.scheme))
    else:
        print(_("现场 {days} 人日，建议按 {suggested} 安排").format(days=result["days"], suggested=result["suggested_days"]))
    print(_("依据：{clause}，{formula}").format(clause=result["clause"], formula=result["formula"]))
    return 0
