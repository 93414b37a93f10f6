"""The typed fields of a page that are each bound to a field of a record."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QObject

from desktop.ui.slot import Slot
from desktop.ui.typed import Deed, Field, Key, Typed

if TYPE_CHECKING:
    from desktop.actions.workspace import Changes, Workspace
    from desktop.store.store import Draft
    from desktop.ui.page import Context

__all__ = ["Commit", "Drafts", "Field"]

Commit = Callable[["Workspace", str], "Changes"]


class Drafts(Typed):
    """The fields of a page, each bound to a field of a record of the audit.

    `show` brings what the audit holds; it never overwrites what is being typed or was refused.
    """

    def __init__(self, context: Context, owner: QObject) -> None:
        super().__init__(context, owner)
        self._bound: dict[Key, _Bound] = {}
        # A field may move from record to record.
        self._of_field: WeakKeyDictionary[Any, _Bound] = WeakKeyDictionary()

    def bind(
        self,
        field: Field,
        record: str,
        name: str,
        *,
        said: Callable[[str], None],
        read: Callable[[str], str | None] = str,
        commit: Commit | None = None,
    ) -> None:
        """Tie a field to `name` of `record` (`client`, `sites/<id>`); `name` may lead into a list: `major_complaints.0.note`.

        `said(sentence)` shows a refusal by the field, an empty sentence takes it away. `read` brings what was typed into the form that is
        kept, or raises BadInput; None: it stays a draft until more is there. `commit(workspace, text)` takes the place of writing the
        text itself, for numbers.
        """
        bound = self._of_field.get(field)
        if bound is None or not shiboken6.isValid(bound):
            bound = self._of_field[field] = _Bound(self, field)
        bound.aim((record, name), said, read, commit)
        self._bound[record, name] = bound

    def unbind(self, record: str, name: str = "") -> None:
        """The fields of a record (or only `name`) go away; what is typed in them is taken in first."""
        for key in [key for key in self._bound if key[0] == record and name in ("", key[1])]:
            if self._bound[key].is_at(key):
                self._bound[key].field.commit()
            del self._bound[key]
            # It is still written down, and read again by `restore`.
            self.pending.pop(key, None)
            self.refused.pop(key, None)

    def is_bound(self, bound: _Bound) -> bool:
        """Whether a field still stands for what it was bound to."""
        return self._bound.get(bound.key) is bound

    def _restored(self, found: list[Draft]) -> None:
        # Fields that are bound later ask again.
        super()._restored([one for one in found if self._at(one.record, one.field) is not None])

    def _at(self, record: str, name: str) -> _Bound | None:
        bound = self._bound.get((record, name))
        return bound if bound is not None and bound.is_at((record, name)) else None

    def show(self, record: str, name: str, value: str) -> None:
        """What the audit holds."""
        bound = self._at(record, name)
        if bound is not None:
            bound.show(record, name, value)

    def give_up(self, record: str, name: str) -> None:
        """Forget what was typed and show what the audit holds."""
        from desktop.actions import drafts

        bound, audit = self._at(record, name), self.context.audit
        if bound is not None:
            bound.give_up()
            self.context.runner.act(self, lambda ws: drafts.drop_draft(ws, audit, record, name))

    def settle(self, record: str, name: str) -> None:
        """What the field held became part of the audit together with another field."""
        if self.held(record, name) is not None:
            self.give_up(record, name)

    def held(self, record: str, name: str) -> str | None:
        """What the field shows that the audit does not hold: refused, or on its way; None when there is nothing such."""
        return self.pending.get((record, name)) if (record, name) in self._bound else None

    def commit_all(self) -> None:
        """Take in what is being typed anywhere on the page."""
        for bound in list(self._bound.values()):
            if shiboken6.isValid(bound) and shiboken6.isValid(bound.field):
                bound.field.commit()
        self.keep()


class _Bound(Slot):
    """A slot that stays where it was bound until it is bound again."""

    def __init__(self, drafts: Drafts, field: Field) -> None:
        super().__init__(drafts, field, said=_nothing, take=self._read_and_commit, owner=field if isinstance(field, QObject) else drafts)
        self._drafts = drafts
        self._read: Callable[[str], str | None] = str
        self._commit: Commit | None = None

    def aim(self, key: Key, said: Callable[[str], None], read: Callable[[str], str | None], commit: Commit | None) -> None:
        """Stand for another field of a record; what it shows comes with `show`."""
        self.key, self._value = key, ""
        self._typed.pending.pop(key, None)
        self._typed.refused.pop(key, None)
        self._said, self._read, self._commit = said, read, commit

    def is_at(self, key: Key) -> bool:
        """Whether it still stands for this."""
        return shiboken6.isValid(self) and shiboken6.isValid(self.field) and self.key == key

    def _edited(self, text: str) -> None:
        if self._drafts.is_bound(self):
            super()._edited(text)

    def _left(self, text: str) -> None:
        if self._drafts.is_bound(self):
            super()._left(text)

    def bring_back(self, text: str) -> None:
        # Tried at once: why it was refused is said beside it.
        self.field.reset(text)
        self._left(text)

    def _read_and_commit(self, key: Key, typed: str) -> Deed | None:
        text, commit = self._read(typed), self._commit
        if text is None:
            return None

        def fn(ws: Workspace, audit: str) -> Changes:
            from desktop.actions import drafts

            if commit is not None:
                return commit(ws, text)
            drafts.keep_draft(ws, audit, *key, text)
            return drafts.commit_draft(ws, audit, *key)

        return Deed(fn)


def _nothing(_sentence: str) -> None:
    pass
