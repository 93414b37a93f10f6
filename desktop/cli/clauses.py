"""条款按筛选列出：未答、扣分、缺陈述、缺证据、有备注、本人记录、不适用、改判、所见不一致；可只看一个场所。"""

from __future__ import annotations

import argparse
from typing import Any

from desktop.actions.workspace import AuditView
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.cli.words import Common, say_json
from desktop.domain import filters

# How the head office is named where no site is.
HEAD_OFFICE = "总部"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `audit show` takes to list clauses in place of the grade."""
    parser.add_argument("--filter", choices=filters.FILTERS, metavar="|".join(filters.FILTERS))
    parser.add_argument("--after", metavar="CLAUSE")
    parser.add_argument("--chapters", action="store_true")
    parser.add_argument("--site", metavar="SITE", help=_("只看一个场所的现场记录：编号或名称，总部写 {head}").format(head=HEAD_OFFICE))


def asked(args: argparse.Namespace) -> bool:
    return bool(args.filter or args.after or args.chapters or args.site)


def show(view: AuditView, args: argparse.Namespace, common: Common, author: str) -> int:
    """The clauses of a filter, the next open one after a clause, and how far each chapter is."""
    if args.after is not None and args.after not in view.rules.items:
        raise BadInput(_("方案中没有条款 {item}，请核对编号。").format(item=args.after))
    document, rules = view.document, view.rules
    told: dict[str, Any] = {"audit": view.id}
    site = None if args.site is None else _site(view, args.site)
    if args.site is not None and not (args.filter or args.after):
        raise BadInput(_("--site 要和 --filter 或 --after 一起用，请补上。"))
    if args.filter:
        told["filter"] = args.filter
        told["items"] = [_item(view, key) for key in filters.filtered(document, rules, args.filter, author=author, site=site)]
    if args.after is not None:
        following = filters.next_unanswered(document, rules, args.after, site=site)
        told["next"] = _item(view, following) if following else None
    if args.chapters:
        told["chapters"] = [
            {"id": one.id, "name": one.name, "done": one.done, "total": one.total} for one in filters.chapters(document, rules)
        ]
    if common.json:
        say_json(told)
    else:
        print("\n".join(_lines(told)))
    return 0


def _site(view: AuditView, named: str) -> str:
    """A site's id from its id or name; the head office has none."""
    found = next((one.id or "" for one in view.document.sites if named in (one.id, one.name)), None)
    if found is None and named != HEAD_OFFICE:
        raise BadInput(_("没有场所“{site}”，请核对场所清单里的编号或名称。").format(site=named))
    return filters.HEAD_OFFICE if found is None else found


def _item(view: AuditView, key: str) -> dict[str, str]:
    item = view.rules.items[key].item
    return {"id": key, "clause": item.clause or key, "title": item.title}


def _lines(told: dict[str, Any]) -> list[str]:
    lines = [f"{one['clause']} {one['title']}" for one in told.get("items", ())]
    if "items" in told:
        lines.append(_("共 {count} 条").format(count=len(told["items"])))
    if "next" in told:
        following = told["next"]
        lines.append(_("下一未答：{item}").format(item=f"{following['clause']} {following['title']}") if following else _("没有未答的条款"))
    lines += [f"{one['name']}  {one['done']} / {one['total']}" for one in told.get("chapters", ())]
    return lines
