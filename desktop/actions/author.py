"""Who acts: the name and registration number printed in history and reports."""

from __future__ import annotations

from desktop.actions.workspace import Author, Workspace
from desktop.base.errors import BadInput
from desktop.base.words import _

_LONGEST = 100


def author(ws: Workspace) -> tuple[Author, bool]:
    """Who acts now, and whether a name has been given."""
    return ws.author, bool(ws.store.setting("author.name"))


def set_author(ws: Workspace, name: str, registration: str = "") -> Author:
    """Give the auditor's name and registration number; later actions carry them."""
    name, registration = " ".join(name.split()), " ".join(registration.split())
    if not name:
        raise BadInput(_("请填写姓名，它会印在报告和历史里。"))
    if max(len(name), len(registration)) > _LONGEST:
        raise BadInput(_("姓名或注册号超过 {most} 字，请缩短。").format(most=_LONGEST))
    ws.set_author(name, registration)
    return ws.author
