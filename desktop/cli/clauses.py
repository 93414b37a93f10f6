"""条款按筛选列出：未答、扣分、缺陈述、缺证据、有备注、本人记录。"""

from __future__ import annotations

import argparse
from typing import Any

from desktop.actions.workspace import AuditView
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.cli.words import Common, say_json
from desktop.domain import filters


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `audit show` takes to list clauses in place of the grade."""
    parser.add_argument("--filter", choices=filters.FILTERS, metavar="|".join(filters.FILTERS))
    parser.add_argument("--after", metavar="CLAUSE")
    parser.add_argument("--chapters", action="store_true")


def asked(args: argparse.Namespace) -> bool:
    return bool(args.filter or args.after or args.chapters)


def show(view: AuditView, args: argparse.Namespace, common: Common, author: str) -> int:
    """The clauses of a filter, the next open one after a clause, and how far each chapter is."""
    if args.after is not None and args.after not in view.rules.items:
        raise BadInput(_("方案中没有条款 {item}，请核对编号。").format(item=args.after))
    document, rules = view.document, view.rules
    told: dict[str, Any] = {"audit": view.id}
    if args.filter:
        told["filter"] = args.filter
        told["items"] = [_item(view, key) for key in filters.filtered(document, rules, args.filter, author=author)]
    if args.after is not None:
        following = filters.next_unanswered(document, rules, args.after)
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
