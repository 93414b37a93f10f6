"""What is still wrong with an audit, and which outcomes the scheme allows it now: `audit check`, `audit outcomes`."""

from __future__ import annotations

import argparse

import msgspec

from desktop.actions import concluding
from desktop.actions.workspace import Workspace
from desktop.base.words import _
from desktop.cli.words import Common, say_json, with_clause
from desktop.domain.concluding import outcome_titles
from desktop.domain.notices import blocking


def check(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    """The approval list; 1 while something blocks approval."""
    found = concluding.check(ws, args.audit)
    stops = blocking(found)
    if common.json:
        say_json({"audit": args.audit, "ready": not stops, "notices": [msgspec.to_builtins(one) for one in found]})
        return 1 if stops else 0
    titles = {"critical": _("须解决"), "warning": _("请核对"), "note": _("说明")}
    for severity, title in titles.items():
        listed = [one for one in found if one.severity == severity]
        if listed:
            print(_("{title}（{n} 项）").format(title=title, n=len(listed)))
            print("\n".join(f"  {with_clause(one)}" for one in listed))
    print(_("没有须解决的问题，可以提交审定。") if not stops else _("还有 {n} 项须解决，不能审定。").format(n=len(stops)))
    return 1 if stops else 0


def outcomes(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    """Every outcome for this audit, allowed or why not; 1 when none is allowed."""
    found = concluding.outcomes(ws, args.audit)
    allowed = [one for one in found if one.allowed and one.ground is None]
    if common.json:
        told = [msgspec.to_builtins(one) | {"allowed": one.allowed} for one in found]
        say_json({"audit": args.audit, "outcomes": told})
        return 0 if allowed else 1
    titles = outcome_titles()
    for one in found:
        mark = _("可以") if one.allowed else _("不可以")
        print(f"{mark}  {titles.get(one.kind, one.kind)}  {one.text}" + _("（{clause}）").format(clause=one.clause) + f"  [{one.id}]")
        print("".join(f"      {why}\n" for why in one.why_not), end="")
        if one.allowed and one.owed:
            print(_("      须备：{owed}").format(owed="；".join(one.owed)))
    return 0 if allowed else 1
