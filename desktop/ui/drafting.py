"""What is typed on a page is safe at once: a draft within 80 ms of a keystroke, an action when the field is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QWidget

from desktop.base.errors import BadInput

if TYPE_CHECKING:
    from desktop.actions.workspace import Changes, Workspace
    from desktop.store.store import Draft
    from desktop.ui.page import Context

# A draft is written at most so often, and never later than this after a keystroke.
PAUSE = 80

Key = tuple[str, str]
Commit = Callable[["Workspace", str], "Changes"]


class Field(Protocol):
    """What a text field, number field or text area gives (widgets/fields.py)."""

    @property
    def edited(self) -> SignalInstance: ...
    @property
    def left(self) -> SignalInstance: ...
    def value(self) -> str: ...
    def set_value(self, value: str) -> None: ...
    def reset(self, value: str) -> None: ...
    def commit(self) -> None: ...


@dataclass
class _Bound:
    field: Field
    read: Callable[[str], str | None]
    commit: Commit | None
    said: Callable[[str], None]
    shown: str = ""  # what the audit holds
    held: str | None = None  # left, but not (yet) taken in


class Drafts(QObject):
    """The fields of a page, each bound to a field of a record of the audit.

    `show` brings what the audit holds; it never overwrites what is being typed or was refused.
    """

    def __init__(self, context: Context, owner: QWidget) -> None:
        super().__init__(owner)
        self._context = context
        self._bound: dict[Key, _Bound] = {}
        self._typed: dict[Key, str] = {}
        # What each field stands for at the moment; a field may move from record to record.
        self._keys: WeakKeyDictionary[Any, Key] = WeakKeyDictionary()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._keep)

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
        key = (record, name)
        self._bound[key] = _Bound(field, read, commit, said)
        if field not in self._keys:
            field.edited.connect(lambda text: self._edited(field, text))
            field.left.connect(lambda text: self._left(field, text))
        self._keys[field] = key

    def unbind(self, record: str, name: str = "") -> None:
        """The fields of a record (or only `name`) go away; what is typed in them is taken in first."""
        for key in [key for key in self._bound if key[0] == record and name in ("", key[1])]:
            self._bound[key].field.commit()
            del self._bound[key]

    def show(self, record: str, name: str, value: str) -> None:
        """What the audit holds."""
        bound = self._bound.get((record, name))
        if bound is None:
            return
        bound.shown = value
        if bound.held is None:
            bound.field.set_value(value)

    def give_up(self, record: str, name: str) -> None:
        """Forget what was typed and show what the audit holds."""
        from desktop.actions import drafts

        bound = self._bound.get((record, name))
        if bound is None:
            return
        self._typed.pop((record, name), None)
        bound.held = None
        bound.field.reset(bound.shown)
        bound.said("")
        self._context.runner.act(self, lambda ws: drafts.drop_draft(ws, self._context.audit, record, name))

    def settle(self, record: str, name: str) -> None:
        """What the field held became part of the audit together with another field."""
        bound = self._bound.get((record, name))
        if bound is not None and bound.held is not None:
            self.give_up(record, name)

    def held(self, record: str, name: str) -> str | None:
        """What the field shows that the audit does not hold: refused, or on its way; None when there is nothing such."""
        bound = self._bound.get((record, name))
        return bound.held if bound is not None else None

    def commit_all(self) -> None:
        """Take in what is being typed anywhere on the page."""
        for bound in list(self._bound.values()):
            if shiboken6.isValid(bound.field):
                bound.field.commit()
        self._keep()

    def restore(self) -> None:
        """Show what was typed before and never taken in, with the reason; fields bound later ask again."""
        from desktop.actions import drafts

        self._context.runner.ask(self, lambda ws: drafts.drafts(ws, self._context.audit), self._restored)

    def _restored(self, kept: list[Draft]) -> None:
        for draft in kept:
            key = (draft.record, draft.field)
            bound = self._bound.get(key)
            # A field in which somebody has typed since knows better.
            if bound is not None and bound.held is None and key not in self._typed and bound.field.value() == bound.shown:
                bound.field.reset(draft.text)
                self._take(key, bound, draft.text)

    def _edited(self, field: Field, text: str) -> None:
        key = self._keys.get(field)
        if key is None or key not in self._bound:
            return
        self._typed[key] = text
        if not self._timer.isActive():
            self._timer.start()

    def _keep(self) -> None:
        from desktop.actions import drafts

        typed, self._typed = self._typed, {}
        self._timer.stop()
        if not typed:
            return
        audit = self._context.audit

        def keep(ws: Workspace) -> None:
            for (record, name), text in typed.items():
                drafts.keep_draft(ws, audit, record, name, text)

        self._context.runner.act(self, keep)

    def _left(self, field: Field, text: str) -> None:
        key = self._keys.get(field)
        bound = self._bound.get(key) if key is not None else None
        if key is not None and bound is not None:
            self._take(key, bound, text)

    def _take(self, key: Key, bound: _Bound, typed: str) -> None:
        from desktop.actions import drafts

        bound.held = typed
        self._typed.pop(key, None)
        audit, (record, name) = self._context.audit, key
        sentence, text = "", None
        try:
            text = bound.read(typed)
        except BadInput as error:
            sentence = error.sentence
        if text is None:
            bound.said(sentence)
            self._context.runner.act(self, lambda ws: drafts.keep_draft(ws, audit, record, name, typed))
            return
        kept: str = text

        def take(ws: Workspace) -> object:
            # Written down first: what is refused is still there after a restart.
            drafts.keep_draft(ws, audit, record, name, kept)
            if bound.commit is None:
                return drafts.commit_draft(ws, audit, record, name)
            changes = bound.commit(ws, kept)
            drafts.drop_draft(ws, audit, record, name)
            return changes

        def done(_changes: object) -> None:
            if bound.held == typed:
                bound.held = None
                if self._is_here(key, bound):
                    bound.said("")
                    bound.field.set_value(bound.shown)

        def failed(sentence: str) -> None:
            if bound.held == typed and self._is_here(key, bound):
                bound.said(sentence)

        self._context.runner.act(self, take, done, failed)

    def _is_here(self, key: Key, bound: _Bound) -> bool:
        """Whether the field still stands for this."""
        return shiboken6.isValid(bound.field) and self._keys.get(bound.field) == key
