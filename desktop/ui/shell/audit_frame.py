"""An open audit: top bar, rail of steps, the page at hand; hands each change to what is shown and takes undo to the history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.topics import TOPICS, steps_of, topics_asked
from desktop.ui.page import Context, KeyHint, Page, StepSpec
from desktop.ui.shell import action_words
from desktop.ui.shell.top_bar import TopBar
from desktop.ui.widgets.notices import Toast
from desktop.ui.widgets.rail import Entry, Rail

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.scheme import Step
    from desktop.ui.runner import Runner


class AuditFrame(QWidget):
    """The workspace of one audit; the `Shell` its pages see. Signals: `closed`, `keys_changed`, `audit_wanted(str)` another audit."""

    closed = Signal()
    audit_wanted = Signal(str)
    keys_changed = Signal()

    def __init__(self, runner: Runner, view: AuditView, steps: Sequence[StepSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self.view = view
        self._steps = steps
        self._specs = {spec.id: spec for spec in _in_order(steps, view)}
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._step = ""
        self.top = TopBar()
        self.top.back.clicked.connect(self.close_audit)
        self.top.saved.follow(runner)
        self.rail = Rail()
        self._fill_rail()
        self.rail.chosen.connect(self.open_step)
        self.stack = QStackedWidget()
        self.stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(middle, 1)
        self._toast = Toast(self.stack)
        self._toast.clicked.connect(self.undo)
        runner.changed.connect(self._take)
        runner.refused.connect(self._refused)
        self._shortcuts()
        self._show_view()
        if self._specs:
            self.open_step("score" if "score" in self._specs else next(iter(self._specs)))

    def _shortcuts(self) -> None:
        for keys, does in (
            (QKeySequence(QKeySequence.StandardKey.Undo), self.undo),
            (QKeySequence("Ctrl+Y"), self.redo),
            (QKeySequence("Ctrl+Shift+Z"), self.redo),
            (QKeySequence("Alt+Left"), self.close_audit),
        ):
            self._shortcut(keys, does)
        for place in range(9):
            self._shortcut(QKeySequence(f"Ctrl+{place + 1}"), partial(self._open_place, place))

    def _shortcut(self, keys: QKeySequence, does: Callable[[], None]) -> None:
        shortcut = QShortcut(keys, self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(does)

    def _open_place(self, place: int) -> None:
        for step in list(self._specs)[place : place + 1]:
            self.open_step(step)

    def _fill_rail(self) -> None:
        self.rail.set_entries([Entry(spec.id, spec.title, spec.icon, spec.group) for spec in self._specs.values()])

    # What pages may ask for (page.Shell)

    def toast(self, text: str, *, undo: bool = False) -> None:
        self._toast.say(text, undo=undo)

    def said(self) -> str:
        """What the last toast said."""
        return self._toast.text()

    def go(self, step: Step, record: str = "") -> None:
        self.open_step(step)
        page = self._pages.get(step)
        if page is not None and record:
            page.reveal(record)

    def open_audit(self, audit: str) -> None:
        self.leave()
        self.audit_wanted.emit(audit)

    def undo(self) -> None:
        from desktop.actions import history

        self.leave()
        self._travel(lambda ws: history.undo(ws, self.view.id), _("已撤销：{what}"), _("没有可以撤销的改动。"))

    def redo(self) -> None:
        from desktop.actions import history

        self.leave()
        self._travel(lambda ws: history.redo(ws, self.view.id), _("已重做：{what}"), _("没有可以重做的改动。"))

    def _travel(self, fn: Callable[[Workspace], Changes], said: str, nothing: str) -> None:
        def done(changes: Changes) -> None:
            if changes.action is None:
                self.toast(nothing)
            else:
                self.toast(said.format(what=action_words.touched(changes.action, changes.view) or _("一处已另有改动")))

        self.runner.act(self, fn, done)

    # Steps

    def steps(self) -> list[str]:
        """The steps of this audit that have a page, in the scheme's order."""
        return list(self._specs)

    def page(self) -> Page | None:
        """The page at hand."""
        return self._pages.get(self._step)

    def open_step(self, step: str) -> None:
        """Show a step's page; it is made when it is first opened."""
        if step not in self._specs or step == self._step:
            return
        before = self.page()
        if before is not None:
            before.leave()
        page = self._pages.get(step)
        if page is None:
            page = self._specs[step].make(Context(self.view.id, self.runner, self), self.view)
            self._pages[step] = page
            page.keys_changed.connect(self.keys_changed)
            self.stack.addWidget(page)
        elif step in self._stale:
            page.refresh(self.view)
        self._stale.discard(step)
        self._step = step
        self.stack.setCurrentWidget(page)
        self._toast.raise_()
        self.rail.select(step)
        self.focus_page()
        self.keys_changed.emit()

    def focus_page(self) -> None:
        """Give the keyboard to the page at hand, unless something on it has it already."""
        page = self.page()
        focused = QApplication.focusWidget()
        if page is not None and (focused is None or not page.isAncestorOf(focused)):
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def keys(self) -> tuple[KeyHint, ...]:
        """Keys of the page at hand for the status bar."""
        page = self.page()
        return page.keys_now() if page is not None else ()

    def all_keys(self) -> list[tuple[str, tuple[KeyHint, ...]]]:
        """All keys for the sheet, in groups."""
        page = self.page()
        own = (*page.keys_now(), *page.more_keys) if page is not None else ()
        title = self._specs[self._step].title if self._step in self._specs else ""
        return [
            (title, own),
            (
                _("整个审查"),
                (
                    KeyHint(("Ctrl", f"1–{min(9, len(self._specs))}"), _("打开第几个步骤")),
                    KeyHint(("Ctrl", "Z"), _("撤销")),
                    KeyHint(("Ctrl", "Y"), _("重做")),
                    KeyHint(("Alt", "←"), _("回到全部审查")),
                ),
            ),
        ]

    def close_audit(self) -> None:
        """Commit what is typed and go back to the list."""
        self.leave()
        self.closed.emit()

    def leave(self) -> None:
        """Commit what is being typed."""
        page = self.page()
        if page is not None:
            page.leave()

    # What changes

    def _take(self, changes: Changes) -> None:
        if changes.audit != self.view.id:
            return
        self.view = changes.view
        self._stale = set(self._pages)
        self._renew_steps()
        self._show_view()
        page = self.page()
        if page is not None:
            self._stale.discard(self._step)
            page.refresh(self.view)

    def _renew_steps(self) -> None:
        """Steps come and go with the kind of the audit; the one at hand stays until it is left."""
        specs = {spec.id: spec for spec in _in_order(self._steps, self.view)}
        if list(specs) != list(self._specs):
            self._specs = specs
            self._fill_rail()
            self.rail.select(self._step)

    def _show_view(self) -> None:
        self.top.show_view(self.view)
        for step, spec in self._specs.items():
            left = spec.left(self.view)
            self.rail.set_left(step, left.count, done=left.done, wrong=left.wrong)

    def _refused(self, sentence: str) -> None:
        if self.isVisible():
            self._toast.say(sentence, wrong=True)


def _in_order(steps: Sequence[StepSpec], view: AuditView) -> list[StepSpec]:
    """The steps that have a page, in the order of the scheme; a scheme that names none takes them as they come."""
    order = steps_of(view.document, view.scheme)
    if not order:
        return [spec for spec in steps if spec.id != TOPICS or topics_asked(view.scheme, view.document)]
    return sorted((spec for spec in steps if spec.id in order), key=lambda spec: order.index(spec.id))
