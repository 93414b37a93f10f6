"""The deduction statements of a clause: begun, removed, and joined with their evidence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.assessment import Deduction
from desktop.ui.evidence_menu import show_evidence_menu
from desktop.ui.scoring import words
from desktop.ui.scoring.deduction_home import Home
from desktop.ui.scoring.deduction_row import DeductionRow, Shown
from desktop.ui.scoring.parts import Rows
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import SectionHead

if TYPE_CHECKING:
    from desktop.ui.scoring.desk import Desk


class Deductions(QWidget):
    """All statements of a clause or of a record.

    Signals: `files_wanted(Home, int)` to add evidence to a statement, `said(str)` after one was removed.
    """

    files_wanted = Signal(object, int)
    said = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._home: Home | None = None
        self._begun: int | None = None  # the place of a statement that is begun
        self.head = SectionHead(_("扣分陈述"))
        self.head.note.set_role("wrong")
        self.add = Button(_("新增"), kind="ghost", icon="plus", key="D")
        self.add.clicked.connect(self.begin)
        self.head.row.addWidget(self.add)
        self.rows: Rows[DeductionRow, Shown] = Rows(self._make_row, lambda row, one: row.show_deduction(one), spacing=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self.rows)

    def _make_row(self) -> DeductionRow:
        row = DeductionRow(self._desk)
        row.removed.connect(self._remove)
        row.link.connect(self._link)
        return row

    def show_home(self, home: Home, *, offered: bool) -> None:
        """Show a list of statements; `offered`: one can be begun."""
        if self._home is None or home.record != self._home.record:
            self.commit()
            self._begun = None
        self._home = home
        listed = home.listed(self._desk.view.document)
        held = {key for key in self._desk.pending if key[0] == home.record and key[1].startswith(f"deductions.{len(listed)}.")}
        shown: list[Shown] = [Shown(home, place, one) for place, one in enumerate(listed)]
        if self._begun == len(listed) or held:
            shown.append(Shown(home, len(listed), None))
        self.rows.show_rows(shown)
        total = sum((one.points for one in listed), Decimal(0))
        self.head.note.setText(words.signed(-total) if listed else "")
        self.setVisible(offered or bool(shown))
        self.add.setVisible(offered)

    def keep_home(self, home: Home) -> None:
        """The same list under another record: it has become one."""
        self._home = home

    def begin(self) -> None:
        """Begin a statement and go to its points."""
        if self._home is None:
            return
        self.commit()
        self._begun = len(self._home.listed(self._desk.view.document))
        self.show_home(self._home, offered=True)
        self.rows.shown()[-1].points.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commit(self) -> None:
        """Take in what is being typed."""
        for row in self.rows.shown():
            row.commit()

    def _remove(self, place: int) -> None:
        home, desk = self._home, self._desk
        if home is None:
            return
        count = len(home.listed(desk.view.document))
        self._begun = None
        # What is typed below would move up with its statement: only the removed one's text is given up.
        desk.forget(*((home.record, f"deductions.{place}.{name}") for name in ("points", "statement")))
        if place >= count:
            self.show_home(home, offered=True)
            return
        said = _("已删除第 {n} 条扣分").format(n=place + 1)
        desk.act(self, lambda ws, audit: home.remove(ws, audit, place), done=lambda _changes: self.said.emit(said))

    def _link(self, place: int, where: QPoint) -> None:
        """A menu of the clause's evidence, each on or off for this statement."""
        home, document = self._home, self._desk.view.document
        if home is None:
            return
        listed = home.listed(document)
        if place >= len(listed):
            return
        linked = [one for one in document.evidence if not home.links().isdisjoint(one.links) or one.id in listed[place].evidence]
        show_evidence_menu(
            self,
            where,
            linked,
            lambda one: one.id in listed[place].evidence,
            lambda id_, on: self._set_link(home, place, id_, on),
            lambda: self.files_wanted.emit(home, place),
        )

    def attach(self, home: Home, place: int, evidence: Sequence[str]) -> None:
        """Put pieces of evidence to a statement, which may no longer be in sight."""

        def change(listed: list[Deduction]) -> list[Deduction]:
            if place < len(listed):
                new = [one for one in evidence if one not in listed[place].evidence]
                listed[place] = replace(listed[place], evidence=(*listed[place].evidence, *new))
            return listed

        self._desk.act(self, lambda ws, audit: home.change(ws, audit, change))

    def _set_link(self, home: Home, place: int, evidence: str, on: bool) -> None:
        def change(listed: list[Deduction]) -> list[Deduction]:
            if place < len(listed):
                kept = tuple(one for one in listed[place].evidence if one != evidence)
                listed[place] = replace(listed[place], evidence=(*kept, evidence) if on else kept)
            return listed

        self._desk.act(self, lambda ws, audit: home.change(ws, audit, change))
