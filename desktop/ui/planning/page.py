"""策划: views switched by pills; each is a row of `views.py`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from desktop.base.words import _
from desktop.ui.page import Context, KeyHint, Page
from desktop.ui.planning.plan_view import PlanView
from desktop.ui.planning.views import ViewSpec, views_of
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class PlanningPage(Page):
    """The head with its pills, and the view at hand."""

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self._specs = {spec.id: spec for spec in views_of(view)}
        self._views: dict[str, PlanView] = {}
        self._stale: set[str] = set()
        self._at = ""
        self.pills: dict[str, FilterPill] = {}
        self.summary = Label("", role="text2", elide=True)
        self.summary.setMinimumWidth(16)
        self.stack = QStackedWidget()
        self._tools = QHBoxLayout()
        self._lay_out()
        self._count()
        self.show_view(next(iter(self._specs)))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 24, 4)
        head.setSpacing(6)
        head.addWidget(Label(_("策划"), size=20, weight=700))
        head.addSpacing(4)
        head.addWidget(self.summary, 1)
        for place, spec in enumerate(self._specs.values(), 1):
            pill = FilterPill(spec.title)
            pill.clicked.connect(partial(self._clicked, spec.id))
            self.pills[spec.id] = pill
            head.addWidget(pill)
            if place <= 9:
                pill.setToolTip(f"{spec.title}　Alt {place}")
                self._shortcut(f"Alt+{place}", spec.id)
        self._tools.setSpacing(8)
        head.addLayout(self._tools)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(self.stack, 1)

    def _shortcut(self, keys: str, id_: str) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(partial(self.show_view, id_))

    def _clicked(self, id_: str, _on: bool = False) -> None:
        self.show_view(id_)

    # Views

    def at(self) -> str:
        """The id of the view at hand."""
        return self._at

    def current(self) -> PlanView:
        """The view at hand."""
        return self._views[self._at]

    def show_view(self, id_: str) -> PlanView:
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
        # Its keys are heard once it has the focus.
        self.setFocusProxy(shown)
        shown.setFocus(Qt.FocusReason.OtherFocusReason)
        for name, view in self._views.items():
            for tool in view.tools:
                tool.setVisible(name == id_)
        self.summary.setText(shown.summary())
        self.keys_changed.emit()
        return shown

    def _make(self, spec: ViewSpec) -> PlanView:
        made = spec.make(self.context, self.view)
        made.keys_changed.connect(self.keys_changed)
        self._views[spec.id] = made
        self.stack.addWidget(made)
        for tool in made.tools:
            self._tools.addWidget(tool)
        return made

    # As a page

    def keys_now(self) -> tuple[KeyHint, ...]:
        return (KeyHint(("Alt", f"1–{len(self._specs)}"), _("换视图")), *self.current().keys_now())

    @property
    def more_keys(self) -> tuple[KeyHint, ...]:  # type: ignore[override]
        return self.current().more_keys

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        self._stale = set(self._views) - {self._at}
        self.current().refresh(view)
        self.summary.setText(self.current().summary())
        self._count()

    def _count(self) -> None:
        for id_, spec in self._specs.items():
            self.pills[id_].set_count(spec.left(self.view) or None)

    def reveal(self, record: str) -> None:
        """Go to a record or field in the view that has it; a view by its id."""
        section = record.replace("/", ".").partition(".")[0]
        if section in self._specs:
            self.show_view(section)
            return
        found = next((spec.id for spec in self._specs.values() if section in spec.sections), None)
        if found is not None:
            self.show_view(found).reveal(record)

    def leave(self) -> None:
        self.current().leave()
