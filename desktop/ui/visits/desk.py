"""What the cards of the page share: the page's context and drafts, and fields that move from visit to visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QWidget

from desktop.ui.drafting import Drafts
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.assessment import Visit
    from desktop.ui.page import Context

CommitFor = Callable[["Workspace", str, str, str], "Changes"]  # workspace, audit, visit, text
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


class VisitCard(Card):
    """A card about one visit, another one when `show_visit` says so; its fields move along with what was typed kept."""

    def __init__(self, desk: Desk, title: str, *, note: str = "") -> None:
        super().__init__(margins=(16, 10, 16, 14), spacing=8)
        self.desk = desk
        self.visit = ""
        self.head = SectionHead(title, note=note, size=14)
        self.head.setMinimumHeight(28)
        self.body.addWidget(self.head)
        self._bound: dict[str, _Bound] = {}

    @property
    def record(self) -> str:
        """The record of the visit at hand."""
        return f"visits/{self.visit}"

    def typed(self, name: str, field: Any, said: Say, *, read: Callable[[str], str | None] = str, commit: CommitFor | None = None) -> None:
        """A field that is typed into; `commit(ws, audit, visit, text)` in place of writing the text itself."""
        self._bound[name] = _Bound(field, said, read, commit)

    def show_visit(self, view: AuditView, visit: Visit) -> None:
        """Show a visit as the audit holds it."""
        if visit.id != self.visit:
            self.let_go()
            self.visit = visit.id or ""
            for name, bound in self._bound.items():
                self.tie(name, bound)
        values = self.values(view, visit)
        for name in self._bound:
            self.desk.drafts.show(self.record, name, values.get(name, ""))

    def tie(self, name: str, bound: _Bound) -> None:
        """Bind a field to the visit at hand."""
        bound.field.reset("")
        bound.said("")
        taken = partial(_take, commit=bound.commit, audit=self.desk.context.audit, visit=self.visit) if bound.commit is not None else None
        self.desk.drafts.bind(bound.field, self.record, name, said=bound.said, read=bound.read, commit=taken)

    def let_go(self) -> None:
        """Take in what is typed and leave the visit."""
        if self.visit:
            for name in self._bound:
                self.desk.drafts.unbind(self.record, name)
        self.visit = ""

    def values(self, _view: AuditView, _visit: Visit) -> dict[str, str]:
        """What the fields show, by their names."""
        return {}


def _take(ws: Workspace, text: str, *, commit: CommitFor, audit: str, visit: str) -> Changes:
    return commit(ws, audit, visit, text)


class ErrorLine(Label):
    """The sentence of a refusal, in red under what it concerns."""

    def __init__(self) -> None:
        super().__init__("", size=12, role="wrong", wrap=True)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence; an empty one hides the line."""
        self.setText(sentence)
        self.setVisible(bool(sentence))
