"""Cards of fields of one record of the audit: a head, captioned fields bound to it, each found by its path."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.actions import audits
from desktop.base.numbers import plain
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.fields import Choice
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.scroll import see

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace


def set_field(desk: Desk, entry: Entry, record: str, name: str, value: Any, back: Callable[[], None]) -> None:
    """Set a field that is chosen and not typed; refused: the reason by the field, and back to what the audit holds."""

    def failed(sentence: str) -> None:
        back()
        entry.say(sentence)

    desk.act(lambda ws, audit: audits.set_fields(ws, audit, record, {name: value}), failed, lambda _changes: entry.say(""))


def as_text(value: object) -> str:
    """A value of the document as a field shows it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain(value)
    return str(value)


class FormCard(Card):
    """A card of fields of one record; `entries` are its fields by path, `client.name`."""

    def __init__(self, desk: Desk, title: str, record: str) -> None:
        super().__init__(margins=(16, 10, 16, 16), spacing=10)
        self.desk = desk
        self.record = record
        self.head = SectionHead(title, size=14)
        self.head.setMinimumHeight(28)
        self.body.addWidget(self.head)
        self.entries: dict[str, Entry] = {}

    def typed(
        self,
        name: str,
        title: str,
        field: QWidget,
        *,
        note: str = "",
        read: Callable[[str], str | None] = str,
        commit: Callable[[Workspace, str, str], Changes] | None = None,
    ) -> Entry:
        """A captioned field that is typed into; `commit(ws, audit, text)` in place of writing the text itself."""
        entry = Entry(title, field, note=note)
        bound: Any = field
        audit = self.desk.context.audit
        taken = None if commit is None else partial(_take, commit=commit, audit=audit)
        self.desk.drafts.bind(bound, self.record, name, said=entry.say, read=read, commit=taken)
        self.entries[f"{self.record}.{name}"] = entry
        return entry

    def chosen(self, name: str, title: str, field: Choice) -> Entry:
        """A captioned choice."""
        entry = Entry(title, field)
        self.entries[f"{self.record}.{name}"] = entry
        return entry

    def refresh(self, view: AuditView) -> None:
        """Show the record as it stands."""
        record = getattr(view.document, self.record)
        for path in self.entries:
            name = path.partition(".")[2]
            self.desk.drafts.show(self.record, name, as_text(getattr(record, name, None)))

    def mark(self, paths: set[str]) -> None:
        """Mark the fields that the report still waits for."""
        for path, entry in self.entries.items():
            entry.set_needed(path in paths)

    def reveal(self, path: str) -> bool:
        """Give the focus to a field by its path; False when it is not here."""
        entry = self.entries.get(path)
        if entry is not None:
            see(entry)
            entry.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return entry is not None


def _take(ws: Workspace, text: str, *, commit: Callable[[Workspace, str, str], Changes], audit: str) -> Changes:
    return commit(ws, audit, text)
