"""A page whose content is switched by pills: its views, a row each, made when they are first opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.papers import paper_titles
from desktop.ui.page import Context, KeyHint, Page
from desktop.ui.paper_export import PaperExport
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class PageView(QWidget):
    """One view of a page: made when it is first opened, then kept; shows the view of the audit it was given last.

    `tools`: buttons for the page's head, shown while this view is; `summary()`: the line beside the page's title.
    """

    # Other keys are at hand than before.
    keys_changed = Signal()

    # 3 to 6 for the status bar; the page adds its own.
    keys: ClassVar[tuple[KeyHint, ...]] = ()
    # The rest, for the sheet.
    more_keys: ClassVar[tuple[KeyHint, ...]] = ()

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__()
        self.context = context
        self.view = view
        self.tools: tuple[QWidget, ...] = ()

    def shortcut(self, keys: str, does: Callable[[], object]) -> None:
        """Keys that work while this view is seen, wherever the focus is."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(does)

    def keys_now(self) -> tuple[KeyHint, ...]:
        """The keys at this moment."""
        return self.keys

    def summary(self) -> str:
        """A line of figures for the page's head."""
        return ""

    def refresh(self, view: AuditView) -> None:
        """The audit changed, or the view is shown again after a change. Override; call this first."""
        self.view = view

    def reveal(self, record: str) -> None:
        """Go to a record or a field, `team/<id>`, `audit.scope`. Override where that makes sense."""

    def leave(self) -> None:
        """About to be hidden: commit what is being typed. Override where there are fields."""


class ViewSpec(NamedTuple):
    """`make` imports the view's module, so that it costs nothing before it is opened.

    `sections`: the records that `reveal` finds there (`team` of `team/<id>` and `team.leader`); the first row that has one is taken.
    `left`: what is open there, for the pill and, added up, for the rail. `paper`: the kind of form it prints. `is_shown`: whether an
    audit has it.
    """

    id: str
    title: str
    make: Callable[[Context, AuditView], PageView]
    sections: tuple[str, ...] = ()
    left: Callable[[AuditView], int] = lambda _view: 0
    paper: str = ""
    is_shown: Callable[[AuditView], bool] = lambda _view: True


class ViewedPage(Page):
    """The head with its pills, and the view at hand. `specs(view)` are the views of an audit; others may come with its kind."""

    def __init__(self, context: Context, view: AuditView, title: str, specs: Callable[[AuditView], Sequence[ViewSpec]]) -> None:
        super().__init__(context, view)
        self._specs_of = specs
        self._specs: dict[str, ViewSpec] = {}
        self._views: dict[str, PageView] = {}
        self._stale: set[str] = set()
        self._at = ""
        self._seen = False
        self.pills: dict[str, FilterPill] = {}
        self.summary = Label("", role="text2", elide=True)
        self.summary.setMinimumWidth(16)
        self.stack = QStackedWidget()
        self._row = QHBoxLayout()
        self._tools = QHBoxLayout()
        self.paper = PaperExport(context, self)
        self.paper.failed.connect(context.shell.toast)
        self.print_button = Button(_("打印表单"), icon="print")
        self.print_button.clicked.connect(self.print_form)
        self.paper.busy.connect(lambda busy: self.print_button.setEnabled(not busy))
        self._lay_out(title)
        self._show_pills()
        for place in range(1, 10):
            self._shortcut(f"Alt+{place}", partial(self._show_place, place))
        self._shortcut("Ctrl+P", self.print_form)
        self.show_view(next(iter(self._specs)))

    def _lay_out(self, title: str) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 24, 4)
        head.setSpacing(8)
        head.addWidget(Label(title, size=20, weight=700))
        head.addSpacing(2)
        head.addWidget(self.summary, 1)
        self._row.setSpacing(6)
        head.addLayout(self._row)
        self._tools.setSpacing(8)
        self._tools.addWidget(self.print_button)
        head.addLayout(self._tools)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(self.stack, 1)

    def _show_pills(self) -> None:
        """The views this audit has; one alone needs no pill."""
        specs = {spec.id: spec for spec in self._specs_of(self.view)}
        if list(specs) != list(self._specs):
            self._specs = specs
            for id_, spec in specs.items():
                if id_ not in self.pills:
                    self.pills[id_] = FilterPill(spec.title)
                    self.pills[id_].clicked.connect(partial(self._clicked, id_))
            for place, id_ in enumerate(specs, 1):
                self.pills[id_].setToolTip(f"{specs[id_].title}　Alt {place}")
                self._row.insertWidget(place - 1, self.pills[id_])
            for id_, pill in self.pills.items():
                pill.setVisible(id_ in specs and len(specs) > 1)
        for id_, spec in specs.items():
            self.pills[id_].set_count(spec.left(self.view) or None)

    def _shortcut(self, keys: str, does: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(does)

    def _clicked(self, id_: str, _on: bool = False) -> None:
        self.show_view(id_)

    def _show_place(self, place: int) -> None:
        ids = list(self._specs)
        if place <= len(ids):
            self.show_view(ids[place - 1])

    # Views

    def at(self) -> str:
        """The id of the view at hand."""
        return self._at

    def current(self) -> PageView:
        """The view at hand."""
        return self._views[self._at]

    def show_view(self, id_: str) -> PageView:
        """Bring a view to the front."""
        for name, pill in self.pills.items():
            pill.setChecked(name == id_)
        if id_ == self._at:
            return self._views[id_]
        if self._at:
            self._views[self._at].leave()
        shown = self._views.get(id_)
        if shown is None:
            shown = self._make(self._specs[id_])
        elif id_ in self._stale:
            shown.refresh(self.view)
        self._stale.discard(id_)
        self._at = id_
        self.stack.setCurrentWidget(shown)
        # Its fields come next by Tab.
        self.setFocusProxy(shown)
        shown.setFocus(Qt.FocusReason.OtherFocusReason)
        for name, view in self._views.items():
            for tool in view.tools:
                tool.setVisible(name == id_)
        self._show_head()
        self.keys_changed.emit()
        return shown

    def _make(self, spec: ViewSpec) -> PageView:
        made = spec.make(self.context, self.view)
        made.keys_changed.connect(self.keys_changed)
        self._views[spec.id] = made
        self.stack.addWidget(made)
        for tool in made.tools:
            self._tools.addWidget(tool)
        return made

    def _show_head(self) -> None:
        self.summary.setText(self.current().summary())
        title = paper_titles(self.view.scheme).get(self._specs[self._at].paper, "")
        self.print_button.setVisible(bool(title))
        self.print_button.setToolTip(_("《{title}》的 PDF　Ctrl P").format(title=title))

    def print_form(self) -> None:
        """Write the form of the view at hand as PDF."""
        kind = self._specs[self._at].paper
        if kind in paper_titles(self.view.scheme):
            self.leave()
            self.paper.ask(self.view, kind)

    # As a page

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._seen:
            # Else the focus of the page before goes to the first button of the head.
            self._seen = True
            self.current().setFocus(Qt.FocusReason.OtherFocusReason)

    def keys_now(self) -> tuple[KeyHint, ...]:
        switch = (KeyHint(("Alt", f"1–{len(self._specs)}"), _("换视图")),) if len(self._specs) > 1 else ()
        return (*switch, *self.current().keys_now())

    @property
    def more_keys(self) -> tuple[KeyHint, ...]:  # type: ignore[override]
        return (*self.current().more_keys, KeyHint(("Ctrl", "P"), _("打印表单")))

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        self._stale = set(self._views) - {self._at}
        self._show_pills()
        if self._at not in self._specs:
            self.show_view(next(iter(self._specs)))
        self.current().refresh(view)
        self._show_head()

    def reveal(self, record: str) -> None:
        """Go to a record or field in the view that has it; a view by its id."""
        section = record.replace("/", ".").partition(".")[0]
        found = next((spec.id for spec in self._specs.values() if section in spec.sections), None)
        if found is not None:
            self.show_view(found).reveal(record)
        elif section in self._specs:
            self.show_view(section)

    def leave(self) -> None:
        self.current().leave()
