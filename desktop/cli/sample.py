"""抽取要到访的场所。"""

from __future__ import annotations

import argparse
from typing import get_args

from desktop.actions import grading
from desktop.base.words import _
from desktop.cli.words import Common, say_json, whole
from desktop.domain.scheme import AuditKind


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scheme", metavar="ID")
    parser.add_argument("--sites", type=whole, required=True, metavar="N")
    parser.add_argument("--kind", choices=get_args(AuditKind), required=True)
    parser.add_argument("--seed", default="", metavar="TEXT")


def run(args: argparse.Namespace, common: Common) -> int:
    result = grading.site_sample(args.scheme, sites=args.sites, kind=args.kind, seed=args.seed)
    if common.json:
        say_json(result)
    elif result["sample"] is None:
        print(_("{scheme}：规则没有给出场所抽样方法（open）。").format(scheme=args.scheme))
    else:
        print(_("抽 {n} 个场所：{sites}").format(n=result["sample"], sites="、".join(map(str, result["sites"]))))
        print(_("依据：{clause}，{formula}").format(clause=result["clause"], formula=result["formula"]))
    return 0
