"""The start page: its rail, and of the list, the first start, the new audit and the failure to open whichever is due."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.base.words import _
from desktop.ui.audits import MOST
from desktop.ui.audits.listing_page import ListingPage
from desktop.ui.page import KeyHint
from desktop.ui.widgets.rail import Entry, Rail

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

    from desktop.actions.packages import Imported
    from desktop.actions.workspace import AuditView, Author, Changes, Workspace
    from desktop.store.listing import AuditRow
    from desktop.ui.audits.first_start import FirstStart
    from desktop.ui.audits.new_audit import NewAudit
    from desktop.ui.audits.next_audit import NextAudit
    from desktop.ui.audits.not_open import NotOpen
    from desktop.ui.audits.person_form import PersonForm
    from desktop.ui.follow_up_form import Wish
    from desktop.ui.runner import IsCancelled, Progress, Runner

_LIST_KEYS = (
    KeyHint(("↑", "↓"), _("选择")),
    KeyHint(("Enter",), _("打开")),
    KeyHint(("Ctrl", "F"), _("搜索")),
    KeyHint(("Ctrl", "N"), _("新建")),
    KeyHint(("Ctrl", "Shift", "N"), _("后续审查")),
    KeyHint(("Ctrl", "O"), _("打开数据包")),
)
_FIRST_KEYS = (KeyHint(("1", "2", "3"), _("选择")), KeyHint(("Ctrl", "O"), _("打开数据包")), KeyHint(("Ctrl", "N"), _("新建")))
_NEW_KEYS = (KeyHint(("Tab",), _("下一栏")), KeyHint(("↑", "↓"), _("选方案")), KeyHint(("Enter",), _("新建")), KeyHint(("Esc",), _("返回")))


class StartPage(QWidget):
    """Signals: `opened(str)` an audit is to be opened, `keys_changed`, `tried(str)` the store is to be opened with a passphrase."""

    opened = Signal(str)
    keys_changed = Signal()
    tried = Signal(str)

    def __init__(self, runner: Runner, samples: list[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self._samples = samples
        self._query = ""
        self._dialog: QFileDialog | None = None
        self.rail = Rail()
        self.rail.set_title(_("售后服务认证"), _("审查工作台"))
        self.rail.set_entries([Entry("audits", _("审查"), "checks")])
        self.rail.select("audits")
        self.rail.chosen.connect(lambda _id: self.refresh())
        self.stack = QStackedWidget()
        self._blank = QWidget()
        self.stack.addWidget(self._blank)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self.stack, 1)
        self._listing: ListingPage | None = None
        self._first: FirstStart | None = None
        self._new: NewAudit | None = None
        self._next: NextAudit | None = None
        self._not_open: NotOpen | None = None
        for keys, does in (
            ("Ctrl+N", self.begin),
            ("Ctrl+Shift+N", self.begin_next),
            ("Ctrl+O", self.choose_package),
            ("Ctrl+F", self.search),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    # What is shown

    def catch_up(self) -> None:
        """Ask the store again; whoever has begun something else meanwhile is not led away."""
        if self.stack.currentWidget() not in (self._new, self._next):
            self._ask_rows()

    def refresh(self) -> None:
        """Ask the store what it holds and show it."""
        if self._listing is not None:
            self._listing.notice.say("")
        self._ask_rows()

    def _ask_rows(self) -> None:
        query, before = self._query, self.stack.currentWidget()

        def done(rows: list[AuditRow]) -> None:
            if query == self._query and self.stack.currentWidget() is before:
                self.show_rows(rows, query)

        self.runner.ask(self, partial(_listing, query), done)

    def show_rows(self, rows: list[AuditRow], query: str = "") -> None:
        """What the store holds for a query."""
        if not rows and not query:
            self._show_first()
            return
        page = self._list_page()
        page.set_rows(rows, query)
        if not query:
            self.rail.set_left("audits", len(rows), plain=True)
        if self.stack.currentWidget() is not page:
            self._show(page)
            page.view.setFocus()

    def _list_page(self) -> ListingPage:
        if self._listing is None:
            page = ListingPage()
            page.opened.connect(self.opened)
            page.next_wanted.connect(self.begin_next)
            page.new_wanted.connect(self.begin)
            page.package_wanted.connect(self.choose_package)
            page.searched.connect(self._searched)
            self.stack.addWidget(page)
            self._listing = page
        return self._listing

    def _searched(self, query: str) -> None:
        self._query = query
        self.refresh()

    def _show_first(self) -> None:
        if self._first is not None and self.stack.currentWidget() is self._first:
            return
        if self._first is None:
            from desktop.ui.audits.first_start import FirstStart

            page = FirstStart()
            page.sample_wanted.connect(self.open_samples)
            page.package_wanted.connect(self.choose_package)
            page.new_wanted.connect(self.begin)
            page.person.given.connect(self._give_name)
            page.cards[0].setVisible(bool(self._samples))
            self.stack.addWidget(page)
            self._first = page
            self._ask_name()
        self.rail.set_left("audits")
        self._show(self._first)
        self._first.setFocus()

    def show_not_open(self, error: BaseException) -> None:
        """The store could not be opened."""
        if self._not_open is None:
            from desktop.ui.audits.not_open import NotOpen

            self._not_open = NotOpen()
            self._not_open.tried.connect(self.tried)
            self.stack.addWidget(self._not_open)
        self._show(self._not_open)
        self._not_open.show_error(error)

    def _show(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)
        self.keys_changed.emit()

    def schemes_shown(self) -> int:
        """How many schemes the form of a new audit offers."""
        return self._new.scheme_count() if self._new is not None else 0

    def person_form(self) -> PersonForm | None:
        """Where the auditor's name is given, on the first start."""
        return self._first.person if self._first is not None else None

    def not_open_page(self) -> NotOpen | None:
        """The page that says why the store is not open, while it is shown."""
        return self._not_open if self.stack.currentWidget() is self._not_open else None

    def is_open(self) -> bool:
        """Whether there is a store behind the page."""
        return self.stack.currentWidget() not in (self._blank, self._not_open)

    def keys(self) -> tuple[KeyHint, ...]:
        """Keys for the status bar."""
        page = self.stack.currentWidget()
        if page is self._blank or page is self._not_open:
            return ()
        return _FIRST_KEYS if page is self._first else _NEW_KEYS if page in (self._new, self._next) else _LIST_KEYS

    def all_keys(self) -> list[tuple[str, tuple[KeyHint, ...]]]:
        """All keys for the sheet."""
        return [(_("审查"), self.keys())]

    def search(self) -> None:
        """Go to the search field."""
        if self._listing is not None and self.stack.currentWidget() is self._listing:
            self._listing.search.setFocus()
            self._listing.search.selectAll()

    # What a person does

    def begin(self) -> None:
        """Show the form of a new audit."""
        if not self.is_open():
            return
        if self._new is None:
            from desktop.ui.audits.new_audit import NewAudit

            page = NewAudit()
            page.made.connect(self._make)
            page.given_up.connect(self.refresh)
            self.stack.addWidget(page)
            self._new = page
            self.runner.work(page, _schemes, page.set_schemes, page.failed)
        self._show(self._new)
        self._new.begin()

    def begin_next(self, audit: str = "") -> None:
        """Show the form of the audit that follows one of the list, the selected one when none is named."""
        wanted = audit or (self._listing.current() if self._listing is not None and self._listing.isVisible() else "")
        if wanted:
            self.runner.ask(self, lambda ws: ws.audit(wanted), self._show_next, self.say)

    def _show_next(self, view: AuditView) -> None:
        if self._next is None:
            from desktop.ui.audits.next_audit import NextAudit

            page = NextAudit()
            page.made.connect(self._make_next)
            page.given_up.connect(self.refresh)
            self.stack.addWidget(page)
            self._next = page
        self._show(self._next)
        self._next.begin(view)

    def next_page(self) -> NextAudit | None:
        """The form of the next audit, while it is shown."""
        return self._next if self._next is not None and self.stack.currentWidget() is self._next else None

    def _make_next(self, audit: str, wish: Wish) -> None:
        failed = self._next.form.failed if self._next is not None else None
        self.runner.act(self, lambda ws: wish.make(ws, audit), lambda changes: self.opened.emit(changes.audit), failed)

    def _make(self, client: str, scheme: str, kind: str) -> None:
        from desktop.actions import audits

        def done(changes: Changes) -> None:
            self.opened.emit(changes.audit)

        failed = self._new.failed if self._new is not None else None
        self.runner.act(self, lambda ws: audits.create(ws, scheme=scheme, client=client, kind=kind), done, failed)  # type: ignore[arg-type] # one of the scheme's kinds

    def open_samples(self) -> None:
        """Take the sample audits in, with some of their photos."""
        from desktop.actions.demo import sample_audits

        self.runner.act_long(
            self,
            lambda ws, progress, _cancelled: sample_audits(ws, progress=progress),
            lambda _made: self.refresh(),
            self.say,
            title=_("示例审查"),
        )

    def choose_package(self) -> None:
        """Ask for a package, or for an audit's document."""
        if not self.is_open():
            return
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self, _("打开数据包"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("数据包和审查文档 (*.zip *.json)"), _("所有文件 (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.open_file(Path(name)))
        self._dialog = dialog
        dialog.open()

    def open_file(self, path: Path) -> None:
        """Take in a package, or a plain document that ends in .json, and open its audit."""
        from desktop.actions import audits

        if path.suffix.lower() == ".json":
            self.runner.act(
                self,
                lambda ws: audits.import_document(ws, path.read_bytes(), path.name),
                lambda changes: self.opened.emit(changes.audit),
                self.say,
            )
            return

        def done(taken: Imported) -> None:
            self.opened.emit(taken.audit)

        self.runner.act_long(
            self,
            partial(_import_package, path),
            done,
            self.say,
            title=_("打开数据包"),
            in_bytes=True,
        )

    def say(self, sentence: str) -> None:
        """Show why something was not done, on the page at hand."""
        page = self.stack.currentWidget()
        if page is self._first and self._first is not None:
            self._first.notice.say(sentence)
        elif page is self._new and self._new is not None:
            self._new.failed(sentence)
        else:
            self._list_page().notice.say(sentence)

    def _ask_name(self) -> None:
        from desktop.actions import author

        def done(found: tuple[Author, bool]) -> None:
            who, is_given = found
            if self._first is not None:
                self._first.person.show_person(who.name if is_given else "", who.registration)

        self.runner.ask(self, author.author, done)

    def _give_name(self, name: str, registration: str) -> None:
        from desktop.actions import author

        self.runner.act(self, lambda ws: author.set_author(ws, name, registration), lambda _who: self._ask_name(), self.say)


# On the other threads: what they import there does not hold up the window.


def _listing(query: str, ws: Workspace) -> list[AuditRow]:
    from desktop.actions import audits

    return audits.listing(ws, query, MOST + 1)


def _schemes(_progress: Progress, _cancelled: IsCancelled) -> list[dict[str, Any]]:
    from desktop.actions import schemes

    return schemes.listing()


def _import_package(path: Path, ws: Workspace, progress: Progress, cancelled: IsCancelled) -> Imported:
    from desktop.actions import packages

    return packages.import_package(ws, path, progress, cancelled)
