"""What all cards of the page share: a head, captioned fields bound to the audit, the fields by the path the report asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from desktop.actions import audits
from desktop.base.numbers import plain
from desktop.ui.drafting import Drafts, Field
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.fields import Choice
from desktop.ui.widgets.forms import Entry

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.ui.page import Context


@dataclass(frozen=True)
class Desk:
    """What a card is given: the page's context, its drafts, and the page itself as owner of what it asks for."""

    context: Context
    drafts: Drafts
    page: QWidget

    def set_field(self, entry: Entry, record: str, name: str, value: Any, back: Callable[[], None]) -> None:
        """Set a field that is chosen and not typed; refused: the reason by the field, and back to what the audit holds."""

        def failed(sentence: str) -> None:
            back()
            entry.say(sentence)

        audit = self.context.audit
        self.context.runner.act(
            self.page, lambda ws: audits.set_fields(ws, audit, record, {name: value}), lambda _changes: entry.say(""), failed
        )


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

    def typed(self, name: str, title: str, field: QWidget, *, note: str = "", read: Callable[[str], str] = str) -> Entry:
        """A captioned field that is typed into."""
        entry = Entry(title, field, note=note)
        assert isinstance(field, QWidget)
        bound: Any = field
        self._bind(bound, name, entry, read)
        self.entries[f"{self.record}.{name}"] = entry
        return entry

    def _bind(self, field: Field, name: str, entry: Entry, read: Callable[[str], str]) -> None:
        self.desk.drafts.bind(field, self.record, name, said=entry.say, read=read)

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
