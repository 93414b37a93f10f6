"""What the page does to evidence: linked, unlinked, ordered, left out of the report, taken out; each said with a way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.ui.evidence import words
from desktop.ui.evidence.other_records import link_title

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes
    from desktop.domain.assessment import Evidence
    from desktop.ui.page import Context, Page


class Deeds:
    """Actions on pieces by their ids; the page follows when the audit has changed."""

    def __init__(self, context: Context, page: Page) -> None:
        self._context, self._page = context, page

    @property
    def _view(self) -> AuditView:
        return self._page.view

    def _say(self, text: str, *, undo: bool = True) -> None:
        self._context.shell.toast(text, undo=undo)

    def link(self, ids: Sequence[str], record: str) -> None:
        """Link pieces to a clause."""
        from desktop.actions import evidence_links

        listed, audit = list(ids), self._context.audit
        title = link_title(record, self._view)

        def done(changes: Changes) -> None:
            if changes.action is None:
                self._say(_("所选证据原已关联到 {what}").format(what=title), undo=False)
            else:
                self._say(_("{n} 件已关联到 {what}").format(n=len(changes.action.changes), what=title))

        if listed:
            self._context.runner.act(self._page, lambda ws: evidence_links.link_many(ws, audit, listed, record), done)

    def unlink(self, entry: Evidence, record: str) -> None:
        """Take a link away."""
        from desktop.actions import evidence_links

        audit, id_, title = self._context.audit, entry.id or "", link_title(record, self._view)
        self._context.runner.act(
            self._page,
            lambda ws: evidence_links.unlink(ws, audit, id_, record),
            lambda _changes: self._say(_("已取消与 {what} 的关联").format(what=title)),
        )

    def remove(self, entries: Sequence[Evidence]) -> None:
        """Take pieces out of the audit."""
        from desktop.actions import evidence_links

        audit, ids = self._context.audit, [one.id or "" for one in entries]
        if not ids:
            return
        said = _("已移除“{what}”").format(what=words.title(entries[0])) if len(ids) == 1 else _("已移除 {n} 件证据").format(n=len(ids))
        self._context.runner.act(self._page, lambda ws: evidence_links.remove_many(ws, audit, ids), lambda _changes: self._say(said))

    def report(self, entries: Sequence[Evidence]) -> None:
        """Into the report, or out of it: in, when one of them is out."""
        from desktop.actions import evidence_links

        audit, ids = self._context.audit, [one.id or "" for one in entries]
        if not ids:
            return
        shown = any(one.left_out for one in entries)
        said = _("{n} 件列入报告") if shown else _("{n} 件不列入报告，仍随审查保存")
        self._context.runner.act(
            self._page,
            lambda ws: evidence_links.in_report(ws, audit, ids, shown),
            lambda _changes: self._say(said.format(n=len(ids))),
        )

    def move(self, ids: Sequence[str], before: str) -> None:
        """Let go in the report's order before another piece, with "" at the end."""
        from desktop.actions import evidence_links

        audit, listed = self._context.audit, list(ids)

        def done(changes: Changes) -> None:
            if changes.action is not None:
                self._say(_("已调整报告中的次序"))

        self._context.runner.act(self._page, lambda ws: evidence_links.move_many(ws, audit, listed, before or None), done)
