"""证据: clauses at the left to drop on, the grid with its head, the piece at hand at the right; files come in by drop, paste and dialog."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.drafting import Drafts
from desktop.ui.evidence import keyboard
from desktop.ui.evidence.chosen_bar import ChosenBar
from desktop.ui.evidence.clause_list import ClauseList
from desktop.ui.evidence.deeds import Deeds
from desktop.ui.evidence.door import Door
from desktop.ui.evidence.drop import DropHint
from desktop.ui.evidence.empty import NothingFits, NothingYet
from desktop.ui.evidence.grid import EvidenceGrid
from desktop.ui.evidence.head import Head
from desktop.ui.evidence.import_card import ImportCard, summary
from desktop.ui.evidence.large import LargeView
from desktop.ui.evidence.listing import Listing
from desktop.ui.evidence.model import EvidenceModel
from desktop.ui.evidence.other_records import STEPS, other_rows
from desktop.ui.evidence.picker import ClausePicker
from desktop.ui.evidence.preview import Preview
from desktop.ui.evidence.side import Side
from desktop.ui.mime import files_of
from desktop.ui.page import Context, KeyHint, Page
from desktop.ui.thumbnails import Thumbnails

if TYPE_CHECKING:
    from desktop.actions.evidence_intake import Added
    from desktop.actions.workspace import AuditView
    from desktop.domain.assessment import Evidence

# How wide the picture of a cell is at most; wider ones would only fill memory.
WIDTH = 208


class EvidencePage(Page):
    """Thousands of pieces; only what is seen is read and painted."""

    keys = keyboard.KEYS
    more_keys = keyboard.MORE_KEYS

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.setAcceptDrops(True)
        self.drafts = Drafts(context, self)
        self.thumbnails = Thumbnails(context.runner, self, width=round(WIDTH * self.devicePixelRatioF()))
        self.deeds = Deeds(context, self)
        self.door = Door(context, self)
        self.clauses = ClauseList(view.rules)
        self.head = Head()
        self.chosen_bar = ChosenBar()
        self.imported = ImportCard()
        self.model = EvidenceModel(self)
        self.grid = EvidenceGrid(self.model, self.thumbnails)
        self.listing = Listing(self.head, self.model, self.grid, view.rules, self)
        self.preview = Preview(context, self.thumbnails, self.drafts)
        self.none = NothingYet(self.door)
        self.no_match = NothingFits(self._show_all)
        self.side = Side(self, self.head, self.clauses, self.grid)
        self._lay_out()
        self.picker = ClausePicker(view.rules, self)
        self.large = LargeView(context, self.thumbnails, self)
        self.hint = DropHint(self)
        self._connect()
        own = {"E": self.ask_clause, "M": self.mark, "P": self.report, "F2": self.write_caption, "Esc": self.escape}
        keyboard.bind(self, self.head, self.door, self.side, own, self.move_chosen)
        # The keyboard begins in the grid; the head comes after it.
        filters, clauses = self.head.filters, self.clauses
        order: list[QWidget] = [self.grid, self.head.search, filters.auditor, filters.day, *filters.pills.values(), filters.order]
        order += [self.head.clauses, self.head.folder, self.head.files, clauses.search, clauses.view, clauses.close_button]
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)
        self.refresh(view)

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        for widget in (self.grid, self.none, self.no_match):
            self.stack.addWidget(widget)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(16, 16, 10, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.chosen_bar)
        column.addWidget(self.imported)
        column.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.clauses)
        row.addWidget(middle, 1)
        row.addWidget(self.preview)

    def _connect(self) -> None:
        self.door.begun.connect(self.imported.follow)
        self.door.added.connect(self._imported)
        self.door.failed.connect(self.imported.show_failure)
        self.head.files_wanted.connect(self.door.ask_files)
        self.head.folder_wanted.connect(self.door.ask_folder)
        self.clauses.chosen.connect(lambda key: self.head.narrow_to(clause=key))
        self.clauses.linked.connect(lambda record, ids: self.deeds.link(ids, record))
        self.clauses.given.connect(lambda record, data: self._take(data, [record]))
        self.listing.listed.connect(self._listed)
        selection = self.grid.selectionModel()
        selection.selectionChanged.connect(lambda _on, _off: self._show_chosen())
        selection.currentChanged.connect(lambda _new, _old: self._show_current())
        self.grid.large_wanted.connect(self._show_large)
        self.grid.remove_wanted.connect(self._remove)
        self.grid.moved.connect(lambda ids, before: self.deeds.move(ids, before or self.listing.after_listed(ids)))
        for part in (self.chosen_bar, self.preview):
            part.link_wanted.connect(self.ask_clause)
            part.remove_wanted.connect(self._remove)
        self.chosen_bar.report_wanted.connect(self.report)
        self.chosen_bar.dropped.connect(self.drop_choice)
        self.preview.large_wanted.connect(self._show_large)
        self.preview.mark_wanted.connect(self.mark)
        self.preview.unlinked.connect(self._unlink)
        self.preview.opened.connect(self._open_link)
        self.picker.picked.connect(lambda record: self.deeds.link([one.id or "" for one in self._targets()], record))
        self.picker.closed.connect(partial(self.grid.setFocus, Qt.FocusReason.PopupFocusReason))
        self.large.stepped.connect(self._step)
        self.large.closed.connect(partial(self.grid.setFocus, Qt.FocusReason.PopupFocusReason))
        self.large.keys_changed.connect(self.keys_changed)

    # What is listed

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        self.listing.take(view)

    def _listed(self) -> None:
        empty = not self.listing.whole()
        self.head.set_empty(empty)
        self.preview.setVisible(not empty)
        self.side.place(self.listing.whole())
        self.clauses.set_counts(self.listing.shelf.counts.clauses)
        self.clauses.show_chosen(self.head.clause)
        self.setFocusProxy(self.none.first if empty else self.grid)
        self.stack.setCurrentWidget(self.none if empty else self.grid if self.model.rowCount() else self.no_match)
        self._show_current()
        self._show_chosen()

    def _show_current(self) -> None:
        entry = self.grid.current()
        self.preview.show_entry(entry, self.view)
        if entry is None:
            self.large.close_view()
        elif not self.large.isHidden():
            self.large.show_entry(entry)

    def _show_chosen(self) -> None:
        self.chosen_bar.set_chosen(self._entries(self.grid.chosen()))

    def _show_all(self) -> None:
        self.head.clear()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop_choice(self) -> None:
        """Only the piece at hand."""
        current = self.grid.current()
        self.grid.choose([], (current.id or "") if current else "")

    def escape(self) -> None:
        """One step back: a list, the large view, the search, the choice."""
        if not self.picker.isHidden():
            self.picker.close_picker()
        elif not self.large.isHidden():
            self.large.close_view()
        elif self.head.search.hasFocus() and self.head.query():
            self.head.set_query("")
        elif len(self.grid.chosen()) > 1:
            self.drop_choice()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is done to it

    def _entries(self, ids: Sequence[str]) -> list[Evidence]:
        return [self.model.entry(self.model.place_of(id_)) for id_ in ids]

    def _targets(self) -> list[Evidence]:
        """What an action is for: all that is chosen, else the piece at hand."""
        current = self.grid.current()
        return self._entries(self.grid.chosen()) or ([current] if current is not None else [])

    def ask_clause(self) -> None:
        """Ask for the clause that what is chosen belongs to."""
        count = len(self._targets())
        if count:
            title = _("把 {n} 件证据关联到条款").format(n=count) if count > 1 else _("关联到条款")
            self.picker.open(title, other_rows(self.view.document))

    def _unlink(self, record: str) -> None:
        if self.preview.entry is not None:
            self.deeds.unlink(self.preview.entry, record)

    def _open_link(self, record: str) -> None:
        step = STEPS.get(record.partition("/")[0])
        if step is not None:
            self.context.shell.go(step, record)

    def _remove(self) -> None:
        self.deeds.remove(self._targets())

    def report(self) -> None:
        """What is chosen into the report, or out of it."""
        if self.large.isHidden():
            self.deeds.report(self._targets())

    def move_chosen(self, by: int) -> None:
        """What is chosen on or back in the report (1, -1), to its end or beginning (2, -2)."""
        if not self.large.isHidden():
            return
        if self.head.wanted().sort != "order":
            self.context.shell.toast(_("按报告次序排列时，才能调整报告中的次序。"))
            return
        ids = [one.id or "" for one in self._targets()]
        before = self.listing.beside(ids, by)
        if before is not None:
            self.deeds.move(ids, before)

    def write_caption(self) -> None:
        """The keyboard goes to the caption."""
        if self.preview.entry is not None:
            self.preview.caption.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.preview.caption.selectAll()

    def _show_large(self) -> None:
        entry = self.grid.current()
        if entry is not None:
            self.large.show_entry(entry)

    def mark(self) -> None:
        """Draw on the picture at hand."""
        self._show_large()
        self.large.board.set_marking(True)

    def _step(self, by: int) -> None:
        place = self.grid.currentIndex().row() + by
        if 0 <= place < self.model.rowCount():
            self.grid.choose([self.model.entry(place).id or ""])

    # What comes in

    def _take(self, data: QMimeData, links: Sequence[str] = ()) -> None:
        self.hint.hide()
        self.door.take(data, links)

    def _imported(self, added: Added) -> None:
        self.imported.show_added(added)
        if self.imported.isHidden():
            self.context.shell.toast(summary(added), undo=bool(added.added))
        if added.added:
            self.listing.expect(list(added.added))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()) or event.mimeData().hasImage():
            event.acceptProposedAction()
            self.hint.appear()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take(event.mimeData())
        event.acceptProposedAction()

    # The window's wishes

    def keys_now(self) -> tuple[KeyHint, ...]:
        return self.large.keys() or self.keys

    def leave(self) -> None:
        self.picker.close_picker()
        # Undo comes this way too: the large view stays, and closes itself when the page goes.
        self.large.commit()
        self.drafts.commit_all()

    def reveal(self, record: str) -> None:
        """Go to `evidence/<id>`, or to what belongs to a clause, `items/5.1.1.2`, or to another record."""
        section, _slash, key = record.partition("/")
        self.head.clear()
        if section == "evidence":
            self.grid.choose([key])
        elif section in ("items", "conformity"):
            self.head.narrow_to(clause=key)
        else:
            self.head.narrow_to(record=record)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
