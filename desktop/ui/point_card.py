"""A card of the points a scheme lists, each with its own record: gone through by keys, one open for editing below its line."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.ui.element_cards import Editor
from desktop.ui.notices_card import split_place
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.check_list import CheckList, CheckRow
from desktop.ui.widgets.scroll import see
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class PointCard(Card):
    """`section` is the records' name, `dossier`; the editor is one for all points."""

    def __init__(self, desk: Desk, section: str, title: str, editor: Editor, empty: str) -> None:
        super().__init__(margins=(8, 10, 8, 10), spacing=4)
        self.desk, self.section = desk, section
        self.view: AuditView | None = None
        self.head = SectionHead(title, size=14)
        self.head.row.setContentsMargins(8, 0, 8, 0)
        self.head.setMinimumHeight(28)
        self.list = CheckList(name=title)
        self.list.opened.connect(self.toggle)
        self.list.marked.connect(self.mark)
        self.list.removed.connect(self.clear)
        self.error = ErrorLine()
        self.empty = Label(empty, role="text3", wrap=True)
        self.empty.setContentsMargins(8, 0, 8, 4)
        self.editor = editor
        editor.setParent(self.list)
        editor.hide()
        editor.finished.connect(self._finished)
        editor.remove_wanted.connect(lambda: self.clear(self.list.editing()))
        for widget in (self.head, self.list, self.empty, self.error):
            self.body.addWidget(widget)

    @abstractmethod
    def rows(self, view: AuditView) -> Sequence[CheckRow]:
        """The points as they stand."""

    @abstractmethod
    def values(self, view: AuditView, key: str) -> dict[str, str]:
        """What the editor's fields hold for a point."""

    @abstractmethod
    def mark(self, key: str) -> None:
        """The point's next state."""

    @abstractmethod
    def clear(self, key: str) -> None:
        """As if nothing had been said of it."""

    def count(self, rows: Sequence[CheckRow]) -> str:
        """How far one is, for the head."""
        return _("{done} / {all}").format(done=sum(row.state != "empty" for row in rows), all=len(rows))

    def refresh(self, view: AuditView) -> None:
        """Show the audit as it stands."""
        self.view = view
        rows = self.rows(view)
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.head.note.setText(self.count(rows) if rows else "")
        if self.list.editing():
            self.editor.show_key(self.list.editing(), self.values(view, self.list.editing()))

    def toggle(self, key: str) -> None:
        """Open a point, or close it when it is open."""
        if self.list.editing() == key:
            self._finished()
        else:
            self.open(key)

    def open(self, key: str, field: str = "") -> None:
        """Open a point at a field."""
        if self.view is None or self.list.line(key) is None:
            return
        self.error.say("")
        if self.list.editing() != key:
            self.finish()
            self.editor.show_key(key, self.values(self.view, key))
            self.list.open_editor(key, self.editor)
            self.desk.drafts.restore()
        self.editor.reveal(field)

    def finish(self) -> None:
        """Take in what is typed and close the editor."""
        self.editor.let_go()
        self.list.close_editor()

    def _finished(self) -> None:
        key = self.list.editing()
        self.finish()
        self.list.focus(key)

    def reveal(self, place: str) -> bool:
        """Go to a point, `dossier/legal.received_on`."""
        section, key, field = split_place(place)
        if section != self.section:
            return False
        if self.list.line(key) is not None:
            self.open(key, field)
        else:
            see(self)
            self.list.focus()
        return True

    def done(self, *_changes: object) -> None:
        """An action went through: what it had been refused for is no longer so."""
        self.error.say("")
