"""The page's way to the actions, and what is typed on it; the fields move from clause to clause."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.ui.typed import Fn, Typed

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes
    from desktop.ui.page import Context


class Desk(Typed):
    """What all parts of the page share: the audit at hand, the actions, the drafts."""

    def __init__(self, context: Context, view: AuditView, owner: QObject) -> None:
        super().__init__(context, owner)
        self.view = view

    def act(
        self,
        owner: QObject,
        fn: Fn,
        *,
        done: Callable[[Changes], None] | None = None,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Do something to the audit at hand."""
        audit = self.context.audit
        self.context.runner.act(owner, lambda ws: fn(ws, audit), done, failed)

    def reason_of(self, record: str) -> str | None:
        """The leader's reason that is typed but no part of the audit yet; a value entered now takes it along."""
        return self.pending.get((record, "override"), "").strip() or None

    def refused_elsewhere(self, sentence: str) -> None:
        self.context.shell.toast(sentence)
