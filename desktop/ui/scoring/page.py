"""The score page: three panes, where the person is, and the keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QWidget

from desktop.base.words import _
from desktop.ui.page import Context, KeyHint, Page
from desktop.ui.scoring import past
from desktop.ui.scoring.clause_pane import ClausePane
from desktop.ui.scoring.controls import evidence_of
from desktop.ui.scoring.desk import Desk
from desktop.ui.scoring.grade_pane import GradePane
from desktop.ui.scoring.intake import Intake
from desktop.ui.scoring.large_view import LargeView
from desktop.ui.scoring.matters import row_of_missing
from desktop.ui.scoring.outline import HEADING
from desktop.ui.scoring.row_states import record_of
from desktop.ui.scoring.tree_pane import TreePane
from desktop.ui.thumbnails import Thumbnails

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Workspace


class ScorePage(Page):
    """The tree at the left, the clause in the middle, the grade at the right."""

    keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("↑", "↓"), _("换条款")),
        KeyHint(("0–9",), _("记分")),
        KeyHint(("F",), _("满分")),
        KeyHint(("D",), _("扣分")),
        KeyHint(("N",), _("不适用")),
        KeyHint(("E",), _("证据")),
        KeyHint(("J",), _("下一未评")),
    )
    more_keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("S",), _("按样本评分")),
        KeyHint(("0",), _("不得分（全有或全无、按比例的条款）")),
        KeyHint(("1", "2", "3"), _("符合、轻微不符合、严重不符合；达到、未达到")),
        KeyHint(("Enter",), _("到评分处；再按记下并回到条款")),
        KeyHint(("Esc",), _("回到条款")),
        KeyHint(("Ctrl", "↓"), _("下一条未评")),
        KeyHint(("←", "→"), _("收起、展开")),
        KeyHint(("Backspace",), _("清除评分")),
        KeyHint(("Ctrl", "V"), _("粘贴照片")),
    )

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.desk = Desk(context, view, self)
        self.thumbnails = Thumbnails(context.runner, self)
        self.tree = TreePane(view)
        self.clause = ClausePane(self.desk, self.thumbnails)
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
        for pane in (self.clause, self.grade):
            pane.go.connect(self.go)
        self.clause.away.connect(self._away)
        self.clause.step.connect(self._step)
        self.clause.browse.connect(self.intake.browse)
        self.clause.dropped.connect(self.intake.take_mime)
        self.clause.opened.connect(self._open)
        self.clause.unlinked.connect(self._unlink)
        self.large.closed.connect(self.back_to_tree)
        self.large.unlinked.connect(self._unlink)
        self.large.step.connect(self._step_large)
        self.desk.restored.connect(self._show_clause)
        self.grade.refresh()
        self._read_record = ""
        self._entered = False
        self.go(self.tree.outline.first(self.tree.model.states))
        self.desk.restore()

    # Page

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        before, self.desk.view = self.desk.view, view
        self.tree.refresh(view)
        if self.current not in self.tree.outline.entries:
            self.tree.show_current(self.tree.outline.first(self.tree.model.states))
        self._show_clause(before)
        self.grade.refresh()
        entry = self.large.entry()
        if entry is not None:
            self.large.refresh(next((one for one in view.document.evidence if one.id == entry.id), None))

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

        def read(ws: Workspace) -> list[past.Turn]:
            return past.turns(past.read(ws, audit, record), record, rules)

        def done(found: list[past.Turn]) -> None:
            if record == self._read_record:
                self.clause.past.take(found)

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
            Qt.Key.Key_Delete: self.clause.clear,
            Qt.Key.Key_J: self.next_open,
            Qt.Key.Key_E: lambda: self.intake.browse(-1),
        }
        if key in plain:
            plain[key]()
            return True
        return bool(text) and len(text) == 1 and text.isascii() and self.clause.press(text)

    def _escape(self) -> None:
        self.clause.leave()
        self.back_to_tree()

    # Evidence at hand

    def _open(self, evidence: str) -> None:
        entry = next((one for one in self.view.document.evidence if one.id == evidence), None)
        if entry is not None:
            self.large.show_entry(entry)

    def _step_large(self, by: int) -> None:
        entry = self.large.entry()
        if entry is None or self.clause.rule is None:
            return
        entries = evidence_of(self.desk, self.clause.rule)
        place = next((at for at, one in enumerate(entries) if one.id == entry.id), None)
        if place is not None:
            self.large.show_entry(entries[(place + by) % len(entries)])

    def _unlink(self, id_: str) -> None:
        from desktop.actions import evidence

        rule = self.clause.rule
        entry = next((one for one in self.view.document.evidence if one.id == id_), None)
        if rule is None or entry is None:
            return
        record = next((one for one in (record_of(rule), f"items/{rule.item.id}") if one in entry.links), record_of(rule))
        self.large.hide()
        self.desk.act(
            self,
            lambda ws, audit: evidence.unlink(ws, audit, id_, record),
            done=lambda _changes: self.context.shell.toast(_("已取消关联，照片仍在证据中"), undo=True),
        )
        self.back_to_tree()


def _types(widget: QWidget | None) -> bool:
    """Whether the keys go into a field."""
    from PySide6.QtWidgets import QLineEdit

    return isinstance(widget, QLineEdit | QPlainTextEdit)
