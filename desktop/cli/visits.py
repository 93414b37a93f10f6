"""暗访：按规则列出次数与各次暗访、计划一次、写明是否暗访的决定、开放给受审查方。"""

from __future__ import annotations

import argparse
from typing import Any

from desktop.actions import visits
from desktop.actions.opening import open_existing
from desktop.actions.workspace import AuditView, Workspace
from desktop.base.words import _
from desktop.cli.words import Common, day, say_json
from desktop.domain.assessment import Visit
from desktop.domain.visit import duration, is_made, length_words, visit_need, waiting
from desktop.domain.visit_flags import visit_flags


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="command", required=True, metavar="list|plan|decide|release")
    listed = commands.add_parser("list")
    listed.add_argument("audit", metavar="AUDIT")
    listed.add_argument("--names", action="store_true", help=_("写出访客姓名（内部使用）"))
    plan = commands.add_parser("plan")
    plan.add_argument("audit", metavar="AUDIT")
    for name in ("--site", "--channel", "--scenario", "--cover-story", "--visitor", "--qualification"):
        plan.add_argument(name, metavar="TEXT")
    plan.add_argument("--planned-on", type=day, metavar="DATE")
    plan.add_argument("--item", action="append", default=[], metavar="CLAUSE")
    decide = commands.add_parser("decide")
    decide.add_argument("audit", metavar="AUDIT")
    decide.add_argument("needed", choices=("yes", "no"))
    decide.add_argument("--reason", required=True, metavar="TEXT")
    release = commands.add_parser("release")
    release.add_argument("audit", metavar="AUDIT")
    release.add_argument("visit", nargs="?", metavar="VISIT")
    release.add_argument("--hide", action="store_true")


def run(args: argparse.Namespace, common: Common) -> int:
    with open_existing(common.store) as ws:
        return _RUN[args.command](ws, args, common)


def _list(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    view = ws.audit(args.audit)
    need = visit_need(view.document, view.scheme)
    flags = visit_flags(view.document)
    told = [
        _told(view, visit, number, names=args.names) | {"flags": [flag.text for flag in flags.get(visit.id or "", ())]}
        for number, visit in enumerate(view.document.visits, 1)
    ]
    if common.json:
        asked = {"state": need.state, "least": need.least, "made": need.made, "planned": need.planned, "due": need.due}
        sites = [{"site": one.site, "name": one.name, "planned": one.planned, "made": one.made} for one in need.sites]
        say_json({"audit": view.id, "need": asked | {"clause": need.clause, "why": need.why, "sites": sites}, "visits": told})
    else:
        print(need.why + (_("（{clause}）").format(clause=need.clause) if need.clause else ""))
        for one in told:
            print("  ".join(str(one[key]) for key in ("alias", "site", "channel", "when", "length", "state") if one[key]))
            print("\n".join(f"    {text}" for text in one["flags"]), end="\n" if one["flags"] else "")
    return 1 if need.blocks else 0


def _told(view: AuditView, visit: Visit, number: int, *, names: bool) -> dict[str, Any]:
    took, (waited, longest) = duration(visit), waiting(visit)
    site = next((one.name for one in view.document.sites if one.id == visit.site and one.name), visit.site)
    return {
        "id": visit.id,
        "alias": visit.visitor_alias or _("访客 {number}").format(number=number),
        "site": site,
        "channel": visit.channel,
        "when": visit.started_at or (visit.planned_on.isoformat() if visit.planned_on else None),
        "length": length_words(took) if took is not None else None,
        "waited": length_words(waited) if waited else None,
        "longest_wait": length_words(longest) if longest else None,
        "state": _("已开放") if visit.released else _("已实施") if is_made(visit) else _("计划"),
        "items": list(visit.items),
        **({"visitor": visit.visitor, "qualification": visit.qualification} if names else {}),
    }


def _plan(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    before = {one.id for one in ws.audit(args.audit).document.visits}
    changes = visits.plan(
        ws,
        args.audit,
        site=args.site,
        channel=args.channel,
        scenario=args.scenario,
        cover_story=args.cover_story,
        visitor=args.visitor,
        qualification=args.qualification,
        planned_on=args.planned_on,
        items=tuple(args.item),
    )
    one = next(visit for visit in changes.view.document.visits if visit.id not in before)
    if common.json:
        say_json({"audit": args.audit, "visit": one.id, "alias": one.visitor_alias})
    else:
        print(one.visitor_alias)
    return 0


def _decide(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    view = visits.decide(ws, args.audit, needed=args.needed == "yes", reason=args.reason).view
    need = visit_need(view.document, view.scheme)
    if common.json:
        say_json({"audit": args.audit, "state": need.state, "due": need.due})
    else:
        print(need.why)
    return 0


def _release(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    view = visits.release(ws, args.audit, visit=args.visit, released=not args.hide).view
    shown = [visits.name_of(one) for one in view.document.visits if one.released]
    if common.json:
        say_json({"audit": args.audit, "released": shown})
    else:
        print(_("受审查方可以看到：{visits}").format(visits="、".join(shown) or _("无")))
    return 0


_RUN = {"list": _list, "plan": _plan, "decide": _decide, "release": _release}
