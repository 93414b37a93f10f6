"""The score page: three panes, where the person is, and the keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QWidget

from desktop.base.words import _
from desktop.ui.page import Context, Page
from desktop.ui.scoring import page_keys, past
from desktop.ui.scoring.clause_pane import ClausePane
from desktop.ui.scoring.desk import Desk
from desktop.ui.scoring.filter_bar import ALL_SITES
from desktop.ui.scoring.grade_pane import GradePane
from desktop.ui.scoring.intake import Intake
from desktop.ui.scoring.large_view import LargeView
from desktop.ui.scoring.matters import row_of_missing
from desktop.ui.scoring.observing import Observing
from desktop.ui.scoring.outline import HEADING
from desktop.ui.scoring.row_states import record_of
from desktop.ui.scoring.shown_evidence import ShownEvidence
from desktop.ui.scoring.tree_pane import TreePane
from desktop.ui.thumbnails import Thumbnails

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Author, Workspace


class ScorePage(Page):
    """The tree at the left, the clause in the middle, the grade at the right."""

    keys = page_keys.KEYS
    more_keys = page_keys.MORE_KEYS

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.desk = Desk(context, view, self)
        self.thumbnails = Thumbnails(context.runner, self)
        self.tree = TreePane(view)
        self.observing = Observing(self.desk)
        self.clause = ClausePane(self.desk, self.thumbnails, self.observing)
        self.intake = Intake(self.desk, self.clause)
        self.grade = GradePane(self.desk)
        self.large = LargeView(self.desk, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.tree)
        row.addWidget(self.clause, 1)
        row.addWidget(self.grade)
        self.setFocusProxy(self.tree)
        self.tree.chosen.connect(self.go)
        self.tree.site_chosen.connect(self._at_site)
        for pane in (self.clause, self.grade):
            pane.go.connect(self.go)
        self.clause.away.connect(self._away)
        self.clause.step.connect(self._step)
        self.clause.browse.connect(self.intake.browse)
        self.observing.changed.connect(self._show_clause)
        self.clause.dropped.connect(self.intake.take_mime)
        self.shown = ShownEvidence(self.desk, self.clause, self.large)
        self.shown.away.connect(self.back_to_tree)
        self.desk.restored.connect(self._show_clause)
        self.grade.refresh()
        self._read_record = ""
        self._entered = False
        self.go(self.tree.outline.first(self.tree.model.states))
        self.desk.restore()
        self._ask_who()

    # Page

    def _ask_who(self) -> None:
        from desktop.actions import author

        def done(found: tuple[Author, bool]) -> None:
            if found[0].name != self.observing.me:
                self.observing.me = found[0].name
                self.tree.refresh(self.view, self.observing.me)
                self._show_clause()

        self.context.runner.ask(self, author.author, done)

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        before, self.desk.view = self.desk.view, view
        self.tree.refresh(view)
        if self.current not in self.tree.outline.entries:
            self.tree.show_current(self.tree.outline.first(self.tree.model.states))
        self._show_clause(before)
        self.grade.refresh()
        self.shown.refresh()

    def reveal(self, record: str) -> None:
        section, _slash, key = record.partition("/")
        if section in ("items", "conformity"):
            target = key
        elif section in ("levels", "evaluations"):
            target = row_of_missing(self.view.rules, f"{section}.{key}")
        elif section in ("level_by_hand", "previous", "assessment"):
            target = "@levels"
        else:
            target = row_of_missing(self.view.rules, f"{section}.{key}" if key else section)
        if target in self.tree.outline.entries:
            self.go(target)

    def leave(self) -> None:
        self.clause.leave()
        if self.large.entry() is not None:
            self.large.caption.commit()
        self.desk.keep()

    # Where the person is

    @property
    def current(self) -> str:
        """The key of the row at hand."""
        return self.tree.current

    def go(self, key: str) -> None:
        """Go to a clause or matter."""
        if key not in self.tree.outline.entries or key == HEADING:
            return
        self.tree.show_current(key)
        self._show_clause()

    def _away(self) -> None:
        # The Enter that left a field goes on to the page; it must not lead back into the clause.
        self._entered = True
        QTimer.singleShot(0, self._forget_enter)
        self.back_to_tree()

    def _forget_enter(self) -> None:
        self._entered = False

    def back_to_tree(self) -> None:
        """The keys go to the tree again."""
        self.tree.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_open(self) -> None:
        """Go to the next row still to be answered."""
        key = self.tree.next_open()
        if key:
            self.back_to_tree()
            self.go(key)
        else:
            self.context.shell.toast(_("没有未评的了。"))

    def _step(self, by: int) -> None:
        self.back_to_tree()
        self.go(self.tree.step(by))

    def _show_clause(self, before: AuditView | None = None) -> None:
        key = self.current
        if not key:
            return
        entry = self.tree.outline.entries[key]
        states = self.tree.model.states
        counted = [one for one in self.tree.outline.entries if one in states and states[one].counts]
        place = (counted.index(key) + 1 if key in counted else 0, len(counted))
        if entry.matter is not None:
            self.clause.show_matter(entry.matter, place)
            self.clause.past.take([])
            self._read_record = ""
            return
        rule = self.view.rules.items[key]
        self.clause.show_item(rule, states, place)
        record = record_of(rule)
        changed = before is not None and before.records.get(record) is not self.view.records.get(record)
        if record != self._read_record or changed:
            self._read_record = record
            self._read_past(record)

    def _read_past(self, record: str) -> None:
        audit, rules = self.context.audit, self.view.rules

        def read(ws: Workspace) -> tuple[list[past.Turn], past.Decided | None]:
            actions = past.read(ws, audit, record)
            return past.turns(actions, record, rules), past.decided(actions, record)

        def done(found: tuple[list[past.Turn], past.Decided | None]) -> None:
            if record == self._read_record:
                self.clause.past.take(found[0])
                self.clause.override.take(found[1])

        self.clause.past.take([])
        self.context.runner.ask(self.clause.past, read, done)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._press(event):
            super().keyPressEvent(event)

    def _press(self, event: QKeyEvent) -> bool:
        key, text = event.key(), event.text().upper()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and key == Qt.Key.Key_V:
            return self.intake.paste()
        if control and key == Qt.Key.Key_Down:
            self.next_open()
            return True
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return self._step_record(-1 if key == Qt.Key.Key_Up else 1)
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and text.isdecimal():
            return self._filter_by(int(text))
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            return False
        plain: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Up: lambda: self._step(-1),
            Qt.Key.Key_Down: lambda: self._step(1),
            Qt.Key.Key_Escape: self._escape,
        }
        if key in plain:
            plain[key]()
            return True
        if self._entered and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return True
        if _types(QApplication.focusWidget()):
            # A field leaves some keys alone (Enter among them); they are not meant for the clause.
            return False
        plain = {
            Qt.Key.Key_Return: self.clause.enter,
            Qt.Key.Key_Enter: self.clause.enter,
            Qt.Key.Key_Backspace: self.clause.clear,
            Qt.Key.Key_Delete: self.clause.delete,
            Qt.Key.Key_J: self.next_open,
            Qt.Key.Key_E: self.intake.browse,
        }
        if key == Qt.Key.Key_O and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.clause.observed.observe_all()
            return True
        if key in plain:
            plain[key]()
            return True
        return bool(text) and len(text) == 1 and text.isascii() and self.clause.press(text)

    def _at_site(self, site: str) -> None:
        """Who looks at one site is there: records begin there."""
        if site != ALL_SITES:
            self.observing.site = site
            self._show_clause()
        self.back_to_tree()

    def _step_record(self, by: int) -> bool:
        self.clause.leave()
        self.back_to_tree()
        return self.clause.step_record(by)

    def _filter_by(self, number: int) -> bool:
        found = list(self.tree.pills)[(number - 1) % len(self.tree.pills)]
        if self.tree.pills[found].isHidden():
            return False
        self.tree.set_filter(found)
        return True

    def _escape(self) -> None:
        self.clause.leave()
        self.back_to_tree()


def _types(widget: QWidget | None) -> bool:
    """Whether the keys go into a field."""
    from PySide6.QtWidgets import QLineEdit

    return isinstance(widget, QLineEdit | QPlainTextEdit)
