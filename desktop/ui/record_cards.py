"""What cards about one record of a list share: the page's context and drafts, and fields that move from record to record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QWidget

from desktop.ui.drafting import Drafts
from desktop.ui.widgets.cards import Card, SectionHead

if TYPE_CHECKING:
    from desktop.actions.workspace import Changes, Workspace
    from desktop.ui.page import Context

CommitFor = Callable[["Workspace", str, str, str], "Changes"]  # workspace, audit, the record's key, text
Say = Callable[[str], None]


@dataclass(frozen=True)
class Desk:
    """The page's context, its drafts, and the page as owner of what is asked."""

    context: Context
    drafts: Drafts
    page: QWidget

    def act(
        self,
        fn: Callable[[Workspace, str], Changes],
        failed: Say | None = None,
        done: Callable[[Changes], None] | None = None,
        *,
        toast: str = "",
    ) -> None:
        """Change the audit; `toast`: what was removed, with a way back."""
        audit = self.context.audit

        def finished(changes: Changes) -> None:
            if toast and changes.action is not None:
                self.context.shell.toast(toast, undo=True)
            if done is not None:
                done(changes)

        self.context.runner.act(self.page, lambda ws: fn(ws, audit), finished, failed)


class _Bound(NamedTuple):
    field: Any
    said: Say
    read: Callable[[str], str | None]
    commit: CommitFor | None


class RecordCard(Card):
    """A card about one record of `section`, another one when `show_key` says so; its fields move along with what was typed kept."""

    def __init__(self, desk: Desk, section: str, title: str, *, note: str = "") -> None:
        super().__init__(margins=(16, 10, 16, 14), spacing=8)
        self.desk = desk
        self.key = ""
        self._section = section
        self.head = SectionHead(title, note=note, size=14)
        self.head.setMinimumHeight(28)
        self.body.addWidget(self.head)
        self._bound: dict[str, _Bound] = {}

    @property
    def record(self) -> str:
        """The record at hand."""
        return f"{self._section}/{self.key}"

    def typed(self, name: str, field: Any, said: Say, *, read: Callable[[str], str | None] = str, commit: CommitFor | None = None) -> None:
        """A field that is typed into; `commit(ws, audit, key, text)` in place of writing the text itself."""
        self._bound[name] = _Bound(field, said, read, commit)

    def show_key(self, key: str, values: dict[str, str]) -> None:
        """Show a record as the audit holds it, by the names of the fields."""
        if key != self.key:
            self.let_go()
            self.key = key
            for name, bound in self._bound.items():
                self.tie(name, bound)
        for name in self._bound:
            self.desk.drafts.show(self.record, name, values.get(name, ""))

    def tie(self, name: str, bound: _Bound) -> None:
        """Bind a field to the record at hand."""
        bound.field.reset("")
        bound.said("")
        taken = partial(_take, commit=bound.commit, audit=self.desk.context.audit, key=self.key) if bound.commit is not None else None
        self.desk.drafts.bind(bound.field, self.record, name, said=bound.said, read=bound.read, commit=taken)

    def let_go(self) -> None:
        """Take in what is typed and leave the record."""
        if self.key:
            for name in self._bound:
                self.desk.drafts.unbind(self.record, name)
        self.key = ""


def _take(ws: Workspace, text: str, *, commit: CommitFor, audit: str, key: str) -> Changes:
    return commit(ws, audit, key, text)
