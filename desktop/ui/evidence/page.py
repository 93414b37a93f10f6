"""证据: the grid with its head at the left, the piece at hand at the right; files come in by drop, paste and dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.evidence import find
from desktop.ui.drafting import Drafts
from desktop.ui.evidence import words
from desktop.ui.evidence.door import Door
from desktop.ui.evidence.drop import DropHint, local_files
from desktop.ui.evidence.grid import EvidenceGrid
from desktop.ui.evidence.head import ALL, LOOSE, ChosenBar, Head
from desktop.ui.evidence.import_card import ImportCard, summary
from desktop.ui.evidence.large import LargeView
from desktop.ui.evidence.model import EvidenceModel
from desktop.ui.evidence.picker import ClausePicker
from desktop.ui.evidence.preview import Preview
from desktop.ui.page import Context, KeyHint, Page
from desktop.ui.thumbnails import Thumbnails
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.notices import EmptyState

if TYPE_CHECKING:
    from desktop.actions.evidence_intake import Added
    from desktop.actions.workspace import AuditView, Changes
    from desktop.domain.assessment import Evidence


class EvidencePage(Page):
    """Thousands of pieces; only what is seen is read and painted."""

    keys = (
        KeyHint(("I",), _("导入")),
        KeyHint(("E",), _("关联条款")),
        KeyHint(("Space",), _("大图")),
        KeyHint(("M",), _("标注和遮盖")),
        KeyHint(("F2",), _("写说明")),
        KeyHint(("Ctrl", "F"), _("搜索")),
        KeyHint(("Del",), _("移除")),
    )
    more_keys = (
        KeyHint(("Ctrl", "V"), _("粘贴图片或文件")),
        KeyHint(("Ctrl", "A"), _("全选")),
        KeyHint(("Shift", "↑↓←→"), _("连续选择")),
        KeyHint(("U",), _("只看未关联，再按看全部")),
        KeyHint(("Esc",), _("取消选择；关闭大图和列表")),
    )

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.setAcceptDrops(True)
        self.drafts = Drafts(context, self)
        self.thumbnails = Thumbnails(context.runner, self)
        self._evidence: tuple[Evidence, ...] | None = None
        self._titles = words.item_titles(view.rules)
        self._wanted: list[str] = []  # to be chosen once they are listed
        self._asked = 0
        self.door = Door(context, self)
        self.head = Head()
        self.chosen_bar = ChosenBar()
        self.imported = ImportCard()
        self.model = EvidenceModel(self)
        self.grid = EvidenceGrid(self.model, self.thumbnails)
        self.preview = Preview(context, self.thumbnails, self.drafts)
        self.none = EmptyState(_("还没有证据"), _("把照片或整个文件夹拖到这里，或按 Ctrl V 粘贴截图。"), icon="image")
        self.first = Button(_("选择文件"), kind="primary", icon="plus", key="I")
        self.first.clicked.connect(self.door.ask_files)
        folder = Button(_("选择文件夹"), icon="folder")
        folder.clicked.connect(self.door.ask_folder)
        self.none.buttons.addWidget(self.first)
        self.none.buttons.addWidget(folder)
        self.no_match = EmptyState(_("没有符合条件的证据"), _("换一个词，或改看全部。"), icon="search")
        show_all = Button(_("看全部"))
        show_all.clicked.connect(self._show_all)
        self.no_match.buttons.addWidget(show_all)
        self._lay_out()
        self.picker = ClausePicker(view.rules, self)
        self.large = LargeView(context, self.thumbnails, self)
        self.hint = DropHint(self)
        self._connect()
        # The keyboard begins in the grid; the head comes after it.
        order = [self.grid, self.head.search, *self.head.pills.values(), self.head.folder, self.head.files]
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)
        self.refresh(view)

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        for widget in (self.grid, self.none, self.no_match):
            self.stack.addWidget(widget)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(24, 16, 14, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.chosen_bar)
        column.addWidget(self.imported)
        column.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(self.preview)

    def _connect(self) -> None:
        self.door.begun.connect(self.imported.hide)
        self.door.added.connect(self._imported)
        self.door.failed.connect(self.imported.show_failure)
        self.head.changed.connect(self._filter)
        self.head.files_wanted.connect(self.door.ask_files)
        self.head.folder_wanted.connect(self.door.ask_folder)
        selection = self.grid.selectionModel()
        selection.selectionChanged.connect(lambda _on, _off: self._show_chosen())
        selection.currentChanged.connect(lambda _new, _old: self._show_current())
        self.grid.large_wanted.connect(self._show_large)
        self.grid.remove_wanted.connect(self._remove)
        for part in (self.chosen_bar, self.preview):
            part.link_wanted.connect(self._ask_clause)
            part.remove_wanted.connect(self._remove)
        self.chosen_bar.dropped.connect(self._drop_choice)
        self.preview.large_wanted.connect(self._show_large)
        self.preview.mark_wanted.connect(self._mark)
        self.preview.unlinked.connect(self._unlink)
        self.preview.opened.connect(self._open_link)
        self.picker.picked.connect(self._link)
        self.picker.closed.connect(partial(self.grid.setFocus, Qt.FocusReason.PopupFocusReason))
        self.large.stepped.connect(self._step)
        self.large.closed.connect(partial(self.grid.setFocus, Qt.FocusReason.PopupFocusReason))
        self.large.keys_changed.connect(self.keys_changed)
        for keys, does in (
            ("E", self._ask_clause),
            ("I", self.door.ask_files),
            ("M", self._mark),
            ("U", self._toggle_loose),
            ("F2", self._write_caption),
            ("Ctrl+F", lambda: self.head.search.setFocus(Qt.FocusReason.ShortcutFocusReason)),
            ("Ctrl+V", self.door.paste),
            ("Esc", self._escape),
        ):
            self._shortcut(keys, does)

    def _shortcut(self, keys: str, does: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(does)

    # What is listed

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        if view.document.evidence == self._evidence:
            return
        self._evidence = view.document.evidence
        self.head.set_evidence(self._evidence)
        self._filter()

    def _filter(self) -> None:
        """List what fits; words are looked for away from the window's thread."""
        self._asked += 1
        query, which = self.head.query(), self.head.filter()
        kind = which if which not in (ALL, LOOSE) else None
        linked = False if which == LOOSE else None
        document, titles, asked = self.view.document, self._titles, self._asked
        if not query:
            self._list(find(document, titles, kind=kind, linked=linked))
            return

        def take(found: list[Evidence]) -> None:
            if asked == self._asked:
                self._list(found)

        self.context.runner.ask(self, lambda _ws: find(document, titles, query, kind=kind, linked=linked), take)

    def _list(self, found: Sequence[Evidence]) -> None:
        chosen = self.grid.chosen()
        current = self.grid.current()
        place = self.grid.currentIndex().row()
        if self.model.set_rows(found):
            self._choose_again(chosen, current, place)
        empty = not self.view.document.evidence
        self.head.set_empty(empty)
        self.preview.setVisible(not empty)
        self.setFocusProxy(self.first if empty else self.grid)
        self.stack.setCurrentWidget(self.none if empty else self.grid if found else self.no_match)
        self._show_current()
        self._show_chosen()

    def _choose_again(self, chosen: list[str], current: Evidence | None, place: int) -> None:
        """After the rows changed: what came in, else what was chosen, else what stands where the last one stood."""
        wanted = [id_ for id_ in self._wanted if self.model.place_of(id_) >= 0]
        if wanted:
            self._wanted = []
            self.grid.choose(wanted[:1])
            return
        kept = [id_ for id_ in chosen if self.model.place_of(id_) >= 0]
        at = current.id or "" if current is not None and self.model.place_of(current.id or "") >= 0 else ""
        if not at and not kept and self.model.rowCount():
            kept = [self.model.entry(min(max(place, 0), self.model.rowCount() - 1)).id or ""]
        self.grid.choose(kept, at)

    def _show_current(self) -> None:
        entry = self.grid.current()
        self.preview.show_entry(entry, self.view)
        if entry is None:
            self.large.close_view()
        elif not self.large.isHidden():
            self.large.show_entry(entry)

    def _show_chosen(self) -> None:
        chosen = self.grid.chosen()
        self.chosen_bar.set_chosen([self.model.entry(self.model.place_of(id_)) for id_ in chosen])

    def _show_all(self) -> None:
        self.head.search.reset("")
        self.head.set_filter(ALL)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_loose(self) -> None:
        self.head.set_filter(ALL if self.head.filter() == LOOSE else LOOSE)

    def _drop_choice(self) -> None:
        current = self.grid.current()
        self.grid.choose([], (current.id or "") if current else "")

    def _escape(self) -> None:
        if not self.picker.isHidden():
            self.picker.close_picker()
        elif not self.large.isHidden():
            self.large.close_view()
        elif self.head.search.hasFocus() and self.head.query():
            self.head.set_query("")
        elif len(self.grid.chosen()) > 1:
            self._drop_choice()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is done to it

    def _targets(self) -> list[str]:
        """What an action is for: all that is chosen, else the piece at hand."""
        chosen = self.grid.chosen()
        current = self.grid.current()
        return chosen or ([current.id or ""] if current is not None else [])

    def _ask_clause(self) -> None:
        count = len(self._targets())
        if count:
            self.picker.open(_("把 {n} 件证据关联到条款").format(n=count) if count > 1 else _("关联到条款"))

    def _link(self, record: str) -> None:
        from desktop.actions import evidence_links

        ids, audit = self._targets(), self.context.audit
        title = words.link_title(record, self.view.rules)

        def done(changes: Changes) -> None:
            if changes.action is None:
                self.context.shell.toast(_("所选证据原已关联到 {what}").format(what=title))
            else:
                self.context.shell.toast(_("{n} 件已关联到 {what}").format(n=len(changes.action.changes), what=title), undo=True)

        self.context.runner.act(self, lambda ws: evidence_links.link_many(ws, audit, ids, record), done)

    def _unlink(self, record: str) -> None:
        from desktop.actions import evidence_links

        entry, audit = self.preview.entry, self.context.audit
        if entry is None:
            return
        id_, title = entry.id or "", words.link_title(record, self.view.rules)

        def done(_changes: Changes) -> None:
            self.context.shell.toast(_("已取消与 {what} 的关联").format(what=title), undo=True)

        self.context.runner.act(self, lambda ws: evidence_links.unlink(ws, audit, id_, record), done)

    def _open_link(self, record: str) -> None:
        section = record.partition("/")[0]
        if section in ("items", "conformity", "levels"):
            self.context.shell.go("score", record)

    def _remove(self) -> None:
        from desktop.actions import evidence_links

        ids, audit = self._targets(), self.context.audit
        if not ids:
            return
        count = len(ids)
        only = self.model.entry(self.model.place_of(ids[0])) if count == 1 else None

        def done(_changes: Changes) -> None:
            said = _("已移除“{what}”").format(what=words.title(only)) if only else _("已移除 {n} 件证据").format(n=count)
            self.context.shell.toast(said, undo=True)

        self.context.runner.act(self, lambda ws: evidence_links.remove_many(ws, audit, ids), done)

    def _write_caption(self) -> None:
        if self.preview.entry is not None:
            self.preview.caption.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.preview.caption.selectAll()

    def _show_large(self) -> None:
        entry = self.grid.current()
        if entry is not None:
            self.large.show_entry(entry)

    def _mark(self) -> None:
        self._show_large()
        self.large.board.set_marking(True)

    def _step(self, by: int) -> None:
        place = self.grid.currentIndex().row() + by
        if 0 <= place < self.model.rowCount():
            self.grid.choose([self.model.entry(place).id or ""])

    # What comes in

    def _imported(self, added: Added) -> None:
        self.imported.show_added(added)
        if self.imported.isHidden():
            self.context.shell.toast(summary(added), undo=bool(added.added))
        if added.added:
            self._wanted = list(added.added)
            self._choose_again([], None, 0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()) or event.mimeData().hasImage():
            event.acceptProposedAction()
            self.hint.appear()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.hint.hide()
        self.door.take(event.mimeData())
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
        """Go to `evidence/<id>`, or to what belongs to a clause, `items/5.1.1.2`."""
        section, _slash, key = record.partition("/")
        self.head.search.reset("")
        if section == "evidence":
            self.head.set_filter(ALL)
            self.grid.choose([key])
        elif section in ("items", "conformity"):
            self.head.set_filter(ALL)
            self.head.set_query(key)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
