"""The page's way to the actions, and typed text that is safe before its field is left; the fields move from clause to clause."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from desktop.base.errors import BadInput

if TYPE_CHECKING:
    from typing import Protocol

    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.store.store import Draft
    from desktop.ui.page import Context

    class Field(Protocol):
        """What a text field, number field or text area gives."""

        @property
        def edited(self) -> SignalInstance: ...
        @property
        def left(self) -> SignalInstance: ...
        def value(self) -> str: ...
        def set_value(self, value: str) -> None: ...
        def reset(self, value: str) -> None: ...
        def resume(self, value: str) -> None: ...
        def commit(self) -> None: ...


# A draft is written at most so often, in ms, and never later than this after a keystroke.
PAUSE = 80
# A field of a record: `items/5.1.1.1`, `note`.
Key = tuple[str, str]
Fn = Callable[["Workspace", str], "Changes"]


@dataclass(frozen=True)
class Deed:
    """What leaving a field does: an action on the workspace and an audit's id. `keys`: drafts that end with it beside the field's own."""

    fn: Fn
    keys: tuple[Key, ...] = ()


class Desk(QObject):
    """What all parts of the page share: the audit at hand, the actions, the drafts. Signal: `restored`, after kept drafts were read."""

    restored = Signal()

    def __init__(self, context: Context, view: AuditView, owner: QObject) -> None:
        super().__init__(owner)
        self.context = context
        self.view = view
        # Typed and left, but no part of the audit: not complete yet, refused, or on its way.
        self.held: dict[Key, str] = {}
        self.refused: dict[Key, str] = {}
        self._moved: dict[str, str] = {}
        self._typed: dict[Key, str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.keep)

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

    def restore(self) -> None:
        """Read what was typed before and never became part of the audit."""
        from desktop.actions import drafts

        audit = self.context.audit
        self.context.runner.ask(self, lambda ws: drafts.drafts(ws, audit), self._restored)

    def _restored(self, found: list[Draft]) -> None:
        for draft in found:
            self.held.setdefault((draft.record, draft.field), draft.text)
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
        audit = self.context.audit

        def write(ws: Workspace) -> None:
            for (record, name), text in typed.items():
                drafts.keep_draft(ws, audit, record, name, text)

        self.context.runner.act(self, write)

    def hold(self, key: Key, text: str, sentence: str = "") -> None:
        """Keep a text that cannot be taken in yet."""
        self.held[key] = text
        self.refused[key] = sentence
        self.type(key, text)

    def forget(self, *keys: Key) -> None:
        """A text was given up or taken in some other way."""
        from desktop.actions import drafts

        known = [key for key in keys if self.held.pop(key, None) is not None or self._typed.pop(key, None) is not None]
        for key in keys:
            self.refused.pop(key, None)
            self._typed.pop(key, None)
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
        moved = {key: text for key, text in self.held.items() if key[0] == before}
        for (record, name), text in moved.items():
            del self.held[record, name]
            self.held[after, name] = text
            if (record, name) in self.refused:
                self.refused[after, name] = self.refused.pop((record, name))
        audit = self.context.audit

        def rename(ws: Workspace) -> None:
            for one in drafts.drafts(ws, audit):
                if one.record == before:
                    drafts.keep_draft(ws, audit, after, one.field, one.text)
                    drafts.drop_draft(ws, audit, before, one.field)

        self.context.runner.act(self, rename)

    def reason_of(self, record: str) -> str | None:
        """The leader's reason that is typed but no part of the audit yet; a value entered now takes it along."""
        return self.held.get((record, "override"), "").strip() or None

    def take(self, slot: Slot, key: Key, text: str, deed: Deed) -> None:
        """Run what leaving a field does. Refused: the text stays, with the sentence beside the field."""
        from desktop.actions import drafts

        keys = (key, *deed.keys)
        texts = {one: text if one == key else self.held.get(one, "") for one in keys}
        for one in keys:
            self._typed.pop(one, None)
        self.held[key] = text
        self.refused.pop(key, None)

        def run(ws: Workspace, audit: str) -> Changes:
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
                    if self.held.get(now) == texts[one]:
                        self.held.pop(now, None)
                    self.refused.pop(now, None)
            slot.settle()

        def failed(sentence: str) -> None:
            self.refused[key] = sentence
            if slot.key == key:
                slot.settle()
            else:
                self.context.shell.toast(sentence)

        self.act(self, run, done=done, failed=failed)


class Slot(QObject):
    """One field of the page and the field of a record that it stands for at the moment.

    `take(key, text)` says what leaving the field does: a Deed, or None to keep the text as a draft until more is there; BadInput is shown
    by `said`, which gets an empty sentence when all is well. Without `take` the text itself is written.
    """

    def __init__(
        self,
        desk: Desk,
        field: Field,
        *,
        said: Callable[[str], None],
        take: Callable[[Key, str], Deed | None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        super().__init__(owner or desk)
        self._desk = desk
        self.field = field
        self.key: Key = ("", "")
        self._value = ""
        self._said = said
        self._take = take or _write
        field.edited.connect(self._edited)
        field.left.connect(self._left)
        desk.restored.connect(self._restored)

    def _restored(self) -> None:
        """What was typed before came in while the field stood there already."""
        held = self._desk.held.get(self.key)
        if held is not None and self.field.value() == self._value:
            self.field.resume(held)

    def show(self, record: str, name: str, value: str) -> None:
        """Stand for this field of this record, which holds `value`; what was typed there and is not taken in yet comes back."""
        key = (record, name)
        if key != self.key:
            self.field.commit()
            self.key = key
            self._value = value
            held = self._desk.held.get(key)
            if held is None:
                self.field.reset(value)
            else:
                self.field.resume(held)
            sentence = self._desk.refused.get(key, "")
            if sentence:
                self._said(sentence)
            return
        self._value = value
        if key not in self._desk.held:
            self.field.set_value(value)

    def move(self, before: str, after: str) -> None:
        """The record it stands for has got its name; what is being typed stays as it is."""
        if self.key[0] == before:
            self.key = (after, self.key[1])

    def is_held(self) -> bool:
        """Whether the field shows what the audit does not hold."""
        return self.key in self._desk.held

    def give_up(self) -> None:
        """Forget what was typed."""
        self._desk.forget(self.key)
        self.field.reset(self._value)
        self._said("")

    def settle(self) -> None:
        """What was left has been taken in or refused."""
        if not shiboken6.isValid(self.field):
            return
        self._said(self._desk.refused.get(self.key, ""))
        if self.key not in self._desk.held:
            self.field.set_value(self._value)

    def _edited(self, text: str) -> None:
        if self.key[0]:
            self._desk.type(self.key, text)

    def _left(self, text: str) -> None:
        if not self.key[0]:
            return
        try:
            deed = self._take(self.key, text)
        except BadInput as error:
            self._desk.hold(self.key, text, error.sentence)
            self._said(error.sentence)
            return
        if deed is None:
            self._desk.hold(self.key, text)
            self._said("")
        else:
            self._desk.take(self, self.key, text, deed)


def _write(key: Key, _text: str) -> Deed:
    def write(ws: Any, audit: str) -> Changes:
        from desktop.actions import drafts

        return drafts.commit_draft(ws, audit, *key)

    return Deed(write)
