"""One field of a page and what it stands for; it may go from record to record, and what is typed stays safe."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject

from desktop.base.errors import BadInput
from desktop.ui.typed import Deed, Field, Key, Typed

if TYPE_CHECKING:
    from desktop.actions.workspace import Changes


class Slot(QObject):
    """One field of the page and the field of a record that it stands for at the moment.

    `take(key, text)` says what leaving the field does: a Deed, or None to keep the text as a draft until more is there; BadInput is shown
    by `said`, which gets an empty sentence when all is well. Without `take` the text itself is written.
    """

    def __init__(
        self,
        typed: Typed,
        field: Field,
        *,
        said: Callable[[str], None],
        take: Callable[[Key, str], Deed | None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        super().__init__(owner or typed)
        self._typed = typed
        self.field = field
        self.key: Key = ("", "")
        self._value = ""
        self._said = said
        self._take = take or _write
        typed.slots.add(self)
        field.edited.connect(self._edited)
        field.left.connect(self._left)
        typed.restored.connect(self._restored)

    def _restored(self) -> None:
        """What was typed before came in while the field stood there already."""
        held = self._typed.pending.get(self.key)
        if held is not None and self.field.value() == self._value:
            self.bring_back(held)

    def bring_back(self, text: str) -> None:
        """Show what was typed before; leaving the field tells it again."""
        self.field.resume(text)

    def show(self, record: str, name: str, value: str) -> None:
        """Stand for this field of this record, which holds `value`; what was typed there and is not taken in yet comes back."""
        key = (record, name)
        if key != self.key:
            self.field.commit()
            self.key = key
            self._value = value
            held = self._typed.pending.get(key)
            if held is None:
                self.field.reset(value)
            else:
                self.bring_back(held)
            sentence = self._typed.refused.get(key, "")
            if sentence:
                self._said(sentence)
            return
        self._value = value
        if key not in self._typed.pending:
            self.field.set_value(value)

    def move(self, before: str, after: str) -> None:
        """The record it stands for has got its name; what is being typed stays as it is."""
        if self.key[0] == before:
            self.key = (after, self.key[1])

    def is_held(self) -> bool:
        """Whether the field shows what was left and the audit does not hold."""
        return self.key in self._typed.pending

    def is_typed(self) -> bool:
        """Whether somebody is typing here."""
        return shiboken6.isValid(self) and shiboken6.isValid(self.field) and not self.is_held() and self.field.value() != self._value

    def give_up(self) -> None:
        """Forget what was typed."""
        self._typed.forget(self.key)
        self.field.reset(self._value)
        self._said("")

    def settle(self) -> None:
        """What was left has been taken in or refused."""
        if not (shiboken6.isValid(self) and shiboken6.isValid(self.field)):
            return
        self._said(self._typed.refused.get(self.key, ""))
        if self.key not in self._typed.pending:
            self.field.set_value(self._value)

    def _edited(self, text: str) -> None:
        if self.key[0]:
            self._typed.type(self.key, text)

    def _left(self, text: str) -> None:
        if not self.key[0]:
            return
        try:
            deed = self._take(self.key, text)
        except BadInput as error:
            self._typed.hold(self.key, text, error.sentence)
            self._said(error.sentence)
            return
        if deed is None:
            self._typed.hold(self.key, text)
            self._said("")
        else:
            self._typed.take(self, self.key, text, deed)


def _write(key: Key, _text: str) -> Deed:
    def write(ws: Any, audit: str) -> Changes:
        from desktop.actions import drafts

        return drafts.commit_draft(ws, audit, *key)

    return Deed(write)
