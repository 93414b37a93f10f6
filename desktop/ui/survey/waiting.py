"""Respondents that were begun: kept with every answer, brought back after a crash, waiting while another one is entered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.ui.survey import entered as entries
from desktop.ui.survey.entered import RECORD, Entered

if TYPE_CHECKING:
    from desktop.store.store import Draft
    from desktop.ui.page import Context


class Waiting(QObject):
    """The drafts of an audit's entries."""

    def __init__(self, context: Context, owner: QObject) -> None:
        super().__init__(owner)
        self._context = context
        # By key: a new one left for a change, one that could not be saved.
        self._begun: dict[str, Entered] = {}

    def write(self, one: Entered, failed: Callable[[str], None]) -> None:
        """Write down what was entered so far."""
        from desktop.actions import drafts

        audit, key, text = self._context.audit, one.key, entries.encode(one)
        self._context.runner.act(self, lambda ws: drafts.keep_draft(ws, audit, RECORD, key, text), None, failed)

    def drop(self, key: str) -> None:
        """Forget what was written down."""
        from desktop.actions import drafts

        audit = self._context.audit
        self._context.runner.act(self, lambda ws: drafts.drop_draft(ws, audit, RECORD, key))

    def put(self, one: Entered) -> None:
        """Let one wait, if something of it would be lost otherwise."""
        if one.is_begun():
            self._begun[one.key] = one

    def take(self, key: str) -> Entered | None:
        """The one with this key, which waits no longer."""
        return self._begun.pop(key, None)

    def next_one(self) -> Entered | None:
        """The one that was begun first."""
        return self._begun.pop(min(self._begun)) if self._begun else None

    def __bool__(self) -> bool:
        return bool(self._begun)

    def restore(self, here: Callable[[], set[str]], done: Callable[[], None]) -> None:
        """Read what was written down before; `here`: the ids of the responses that are there."""
        from desktop.actions import drafts

        audit = self._context.audit

        def restored(kept: list[Draft]) -> None:
            there = here()
            for draft in kept:
                one = entries.decode(draft.text) if draft.record == RECORD else None
                if one is not None and one.key == draft.field and (one.response is None or one.response in there):
                    self._begun.setdefault(one.key, one)
            done()

        self._context.runner.ask(self, lambda ws: drafts.drafts(ws, audit), restored)
