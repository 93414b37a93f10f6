"""What is typed on a page is safe at once: a draft within 80 ms of a keystroke, an action when the field is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

if TYPE_CHECKING:
    from desktop.actions.workspace import Changes, Workspace
    from desktop.store.store import Draft
    from desktop.ui.page import Context

# A draft is written at most so often, in ms, and never later than this after a keystroke.
PAUSE = 80
# A field of a record: `items/5.1.1.1`, `note`; it may lead into a list: `major_complaints.0.note`.
Key = tuple[str, str]
Fn = Callable[["Workspace", str], "Changes"]


class Field(Protocol):
    """What a text field, number field or text area gives (widgets/fields.py)."""

    @property
    def edited(self) -> SignalInstance: ...
    @property
    def left(self) -> SignalInstance: ...
    def value(self) -> str: ...
    def set_value(self, value: str) -> None: ...
    def reset(self, value: str) -> None: ...
    def resume(self, value: str) -> None: ...
    def commit(self) -> None: ...


class Standing(Protocol):
    """A field and what it stands for at the moment (slot.py)."""

    key: Key

    def is_typed(self) -> bool: ...
    def settle(self) -> None: ...


@dataclass(frozen=True)
class Deed:
    """What leaving a field does: an action on the workspace and an audit's id. `keys`: drafts that end with it beside the field's own."""

    fn: Fn
    keys: tuple[Key, ...] = ()


class Typed(QObject):
    """What is typed on a page and no part of the audit yet. Signal: `restored`, after kept drafts were read."""

    restored = Signal()

    def __init__(self, context: Context, owner: QObject) -> None:
        super().__init__(owner)
        self.context = context
        # Left, but not complete yet, refused, or on its way.
        self.pending: dict[Key, str] = {}
        self.refused: dict[Key, str] = {}
        self.slots: WeakSet[Standing] = WeakSet()
        self._moved: dict[str, str] = {}
        self._typed: dict[Key, str] = {}
        self._written: set[Key] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.keep)

    def restore(self) -> None:
        """Read what was typed before and never became part of the audit."""
        from desktop.actions import drafts

        audit = self.context.audit
        self.context.runner.ask(self, lambda ws: drafts.drafts(ws, audit), self._restored)

    def _restored(self, found: list[Draft]) -> None:
        # A field in which somebody has typed since knows better.
        typing = {slot.key for slot in self.slots if slot.is_typed()} | self._typed.keys()
        for draft in found:
            key = (draft.record, draft.field)
            if key not in typing:
                self.pending.setdefault(key, draft.text)
        if found:
            self.restored.emit()

    def type(self, key: Key, text: str) -> None:
        """A keystroke; written down within 80 ms."""
        self._typed[key] = text
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Write down what was typed since the last time."""
        from desktop.actions import drafts

        typed, self._typed = self._typed, {}
        self._timer.stop()
        if not typed:
            return
        self._written |= typed.keys()
        audit = self.context.audit

        def write(ws: Workspace) -> None:
            for (record, name), text in typed.items():
                drafts.keep_draft(ws, audit, record, name, text)

        self.context.runner.act(self, write)

    def hold(self, key: Key, text: str, sentence: str = "") -> None:
        """Keep a text that cannot be taken in yet."""
        self.pending[key] = text
        self.refused[key] = sentence
        self.type(key, text)

    def forget(self, *keys: Key) -> None:
        """A text was given up or taken in some other way."""
        from desktop.actions import drafts

        known = [key for key in keys if key in self.pending or key in self._typed or key in self._written]
        for key in keys:
            for texts in (self.pending, self.refused, self._typed):
                texts.pop(key, None)
            self._written.discard(key)
        audit = self.context.audit
        if not known:
            return

        def drop(ws: Workspace) -> None:
            for record, name in known:
                drafts.drop_draft(ws, audit, record, name)

        self.context.runner.act(self, drop)

    def move(self, before: str, after: str) -> None:
        """What was typed for a record goes over to another: what was only a place has become a record."""
        from desktop.actions import drafts

        self.keep()
        self._moved[before] = after
        moved = {key: text for key, text in self.pending.items() if key[0] == before}
        for (record, name), text in moved.items():
            del self.pending[record, name]
            self.pending[after, name] = text
            if (record, name) in self.refused:
                self.refused[after, name] = self.refused.pop((record, name))
        audit = self.context.audit

        def rename(ws: Workspace) -> None:
            for one in drafts.drafts(ws, audit):
                if one.record == before:
                    drafts.keep_draft(ws, audit, after, one.field, one.text)
                    drafts.drop_draft(ws, audit, before, one.field)

        self.context.runner.act(self, rename)

    def take(self, slot: Standing, key: Key, text: str, deed: Deed) -> None:
        """Run what leaving a field does. Refused: the text stays, with the sentence beside the field."""
        from desktop.actions import drafts

        audit, keys = self.context.audit, (key, *deed.keys)
        texts = {one: text if one == key else self.pending.get(one, "") for one in keys}
        for one in keys:
            self._typed.pop(one, None)
            self._written.discard(one)
        self.pending[key] = text
        self.refused.pop(key, None)

        def run(ws: Workspace) -> Changes:
            # Written down first: what is refused is still there after a restart.
            drafts.keep_draft(ws, audit, *key, text)
            changes = deed.fn(ws, audit)
            for one in keys:
                drafts.drop_draft(ws, audit, *one)
            return changes

        def done(_changes: Changes) -> None:
            for one in keys:
                # The record may have got another name by this very action.
                for now in (one, (self._moved.get(one[0], one[0]), one[1])):
                    if self.pending.get(now) == texts[one]:
                        self.pending.pop(now, None)
                    self.refused.pop(now, None)
            slot.settle()

        def failed(sentence: str) -> None:
            if key in self.pending:
                self.refused[key] = sentence
            if slot.key == key:
                slot.settle()
            else:
                self.refused_elsewhere(sentence)

        self.context.runner.act(self, run, done, failed)

    def refused_elsewhere(self, sentence: str) -> None:
        """A text was refused whose field has gone on to something else."""
