"""A list of the audit (sites, team, documents) edited in place: add, open a row, remove with a way back."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions import audits
from desktop.base.words import _
from desktop.ui.form_cards import as_text
from desktop.ui.notices_card import split_place
from desktop.ui.record_cards import CommitFor, Desk, RecordCard
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.element_list import ElementList, ElementRow
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.scroll import see
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace


class Editor(RecordCard):
    """The fields of one element. Signals: `finished`, `remove_wanted`."""

    finished = Signal()
    remove_wanted = Signal()

    def __init__(self, desk: Desk, section: str) -> None:
        super().__init__(desk, section, "")
        self.head.hide()
        self.set_variant("sunken")
        self.body.setContentsMargins(12, 10, 12, 10)
        self.entries: dict[str, Entry] = {}

    def entry(
        self,
        name: str,
        title: str,
        field: Any,
        *,
        note: str = "",
        read: Callable[[str], str | None] = str,
        commit: CommitFor | None = None,
    ) -> Entry:
        """A captioned field that is typed into."""
        entry = Entry(title, field, note=note)
        self.typed(name, field, entry.say, read=read, commit=commit)
        self.entries[name] = entry
        return entry

    def put(self, **fields: Any) -> None:
        """Set fields that are chosen."""
        section, element = self._section, self.key
        self.desk.act(lambda ws, audit: audits.put_element(ws, audit, section, element, fields))

    def end_row(self, word: str = "") -> None:
        """The row of buttons at the foot; `word`: what taking it out is called."""
        remove = Button(word or _("移除"), kind="ghost", icon="trash", danger=True)
        remove.clicked.connect(self.remove_wanted)
        close = Button(_("完成"), key="Esc")
        close.clicked.connect(self.finished)
        buttons = QHBoxLayout()
        buttons.addWidget(remove)
        buttons.addStretch(1)
        buttons.addWidget(close)
        self.body.addLayout(buttons)

    def show_element(self, element: Any) -> None:
        """Show the element as the audit holds it."""
        self.show_key(element.id, {name: as_text(getattr(element, name)) for name in self.entries})

    def has_text(self) -> bool:
        """Whether anything stands in the fields."""
        return any(entry.field.property("text") or entry.field.property("plainText") for entry in self.entries.values())

    def first(self) -> QWidget:
        """The field to begin with."""
        return next(iter(self.entries.values())).field

    def reveal(self, name: str) -> None:
        """Give the focus to a field by its name; without such a field to the first."""
        entry = self.entries.get(name)
        (entry.field if entry is not None else self.first()).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: Any) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        else:
            super().keyPressEvent(event)


class ElementCard(Card):
    """A list of the audit with its head."""

    def __init__(self, desk: Desk, section: str, title: str, add: str, empty: str, *, key: str) -> None:
        super().__init__(margins=(16, 10, 16, 12), spacing=6)
        self.desk = desk
        self.section = section
        self.elements: tuple[Any, ...] = ()
        self._of: tuple[Any, ...] | None = None
        self.head = SectionHead(title, size=14)
        self.add = Button(add, icon="plus", small=True)
        self.add.setToolTip(f"{add}　{key}")
        self.add.clicked.connect(self.add_element)
        self.head.row.addWidget(self.add)
        self.list = self.make_list(title)
        self.list.opened.connect(self.edit)
        self.list.removed.connect(self.remove)
        self.empty = Label(empty, role="text3", wrap=True)
        self.below = QVBoxLayout()
        self.body.addWidget(self.head)
        self.body.addWidget(self.list)
        self.body.addWidget(self.empty)
        self.body.addLayout(self.below)

    def make_list(self, title: str) -> ElementList:
        """The list itself. Override for one that shows more."""
        return ElementList(name=title, title_share=30)

    @abstractmethod
    def lines(self) -> Sequence[ElementRow]:
        """The elements as rows."""

    @abstractmethod
    def make_editor(self) -> Editor:
        """An editor for one element."""

    @abstractmethod
    def name_of(self, element: Any) -> str:
        """What an element is called in the toast."""

    def listed(self, view: AuditView) -> tuple[Any, ...]:
        """The elements the card is about. Override for some of a list."""
        return tuple(getattr(view.document, self.section))

    def refresh(self, view: AuditView) -> None:
        """Show the list as it stands."""
        self.elements = self.listed(view)
        if self.list.editing() and self._element(self.list.editing()) is None:
            self._close()
        of = (self.elements, *self.depends(view))
        if of != self._of:
            # Thousands of rows are not made anew with every change elsewhere.
            self._of = of
            self.list.set_rows(self.lines())
        count = len(self.elements)
        self.list.setVisible(bool(count))
        self.empty.setVisible(not count)
        self.setFocusProxy(self.list if count else self.add)
        self.head.note.setText(str(count) if count else "")
        editor = self.list.editor()
        element = self._element(self.list.editing())
        if isinstance(editor, Editor) and element is not None:
            editor.show_element(element)

    def depends(self, view: AuditView) -> tuple[Any, ...]:
        """What the rows follow from beside the elements themselves."""
        return ()

    def _element(self, id_: str) -> Any:
        return next((element for element in self.elements if element.id == id_), None)

    def add_element(self) -> None:
        """Add one and open it."""
        self.finish()

        def added(changes: Changes) -> None:
            if changes.action is not None:
                self.edit(changes.action.changes[0].record.partition("/")[2])

        self.desk.act(self.begin, done=added)

    def begin(self, ws: Workspace, audit: str) -> Changes:
        """One more element. Override where it is not begun empty."""
        return audits.put_element(ws, audit, self.section, None, {})

    def edit(self, id_: str) -> None:
        """Open a row."""
        element = self._element(id_)
        if element is None or self.list.editing() == id_:
            return
        self.finish()
        editor = self.make_editor()
        editor.finished.connect(self._finished)
        editor.remove_wanted.connect(lambda: self.remove(id_))
        editor.show_element(element)
        self.list.open_editor(id_, editor)
        self.desk.drafts.restore()
        editor.first().setFocus(Qt.FocusReason.OtherFocusReason)
        see(editor)

    def reveal(self, place: str) -> bool:
        """Open a row at a field, `team/<id>.days`; the section alone leads to the list, or to its button while that is empty."""
        section, id_, field = split_place(place)
        if section != self.section:
            return False
        if self._element(id_) is not None:
            self.edit(id_)
            editor = self.list.editor()
            if isinstance(editor, Editor):
                editor.reveal(field)
            return True
        widget = self.list if self.elements else self.add
        see(widget)
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _finished(self) -> None:
        self.finish()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Take in what is typed and close the editor; an element that says nothing goes away."""
        id_ = self.list.editing()
        editor = self.list.editor()
        if not id_ or not isinstance(editor, Editor):
            return
        touched = editor.has_text()
        element = self._element(id_)
        self._close()
        if element is not None and not touched and not self.says(element):
            self._remove(id_, "")

    def _close(self) -> None:
        editor = self.list.editor()
        if isinstance(editor, Editor):
            editor.let_go()
        self.list.close_editor()

    def says(self, element: Any) -> bool:
        """Whether anything stands in an element."""
        return any(getattr(element, name) for name in element.__struct_fields__ if name != "id")

    def remove(self, id_: str) -> None:
        """Take one out; the toast brings it back."""
        element = self._element(id_)
        if element is None:
            return
        if self.list.editing() == id_:
            self._close()
        self._remove(id_, _("已移除{what}").format(what=self.name_of(element)))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, id_: str, said: str) -> None:
        section = self.section
        self.desk.act(lambda ws, audit: audits.remove_element(ws, audit, section, id_), toast=said)
