"""发现: written from what was scored or seen, discussed and confirmed, corrected in rounds, scored a second time."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, cast, get_args

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.actions import findings
from desktop.base import clock
from desktop.base.words import _
from desktop.domain.corrections import standings
from desktop.domain.fieldnotes import FindingKind
from desktop.domain.papers import paper_titles
from desktop.domain.second_scoring import began
from desktop.ui.drafting import Drafts
from desktop.ui.findings.checks import checked
from desktop.ui.findings.comparing import Comparing
from desktop.ui.findings.detail import Detail
from desktop.ui.findings.keyboard import KEYS, MORE_KEYS, deeds, listen
from desktop.ui.findings.listing import FindingRow, filters, passing, rows_of
from desktop.ui.findings.offering import Offering
from desktop.ui.findings.offers_panel import OffersPanel
from desktop.ui.findings.second_panel import SecondPanel
from desktop.ui.findings.side import Side
from desktop.ui.mime import may_hold
from desktop.ui.page import Context, Page
from desktop.ui.paper_export import PaperExport
from desktop.ui.record_cards import Desk
from desktop.ui.thumbnails import Thumbnails
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.notices import EmptyState

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes
    from desktop.domain.corrections import Standing
    from desktop.ui.linked_evidence import LinkedEvidence

_SHORTCUT = Qt.FocusReason.ShortcutFocusReason
PAPERS = ("findings", "nonconformity", "scoring-rounds")


class FindingsPage(Page):
    """The list at the left; at the right a finding, what the scores offer, or the second scoring."""

    keys = KEYS
    more_keys = MORE_KEYS

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.drafts = Drafts(context, self)
        self.desk = Desk(context, self.drafts, self)
        self.shown = ""
        self._today = clock.now().date()
        self._standings: dict[str, Standing] = {}
        self._rows: list[FindingRow] = []
        self.side = Side()
        self.detail = Detail(self.desk, view, Thumbnails(context.runner, self))
        self.offers = OffersPanel()
        self.offering = Offering(self.desk, self.offers)
        self.second = SecondPanel()
        self.comparing = Comparing(self.desk, self.second, view)
        self.empty = EmptyState(_("还没有审查发现"), _("由扣分和判定建立，或按 N 记下一条。"), icon="flag")
        self.exporting = PaperExport(context, self)
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self.refresh(view)
        self.drafts.restore()

    def _lay_out(self) -> None:
        for widget in (self.detail, self.offers, self.second, self.empty):
            self.stack.addWidget(widget)
        new = Button(_("新增"), kind="primary", icon="plus", key="N")
        new.clicked.connect(self.add_finding)
        self.empty.buttons.addWidget(new)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(self.stack, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The list comes first: letters and arrows mean findings as soon as the page opens.
        order = (
            self.side.list,
            self.side.papers,
            self.side.add,
            *self.side.pills.values(),
            self.side.offers.button,
            self.side.second.button,
        )
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        context, side, detail = self.context, self.side, self.detail
        side.add.clicked.connect(self.add_finding)
        side.filtered.connect(self._refilter)
        side.list.chosen.connect(self.show_finding)
        side.list.clicked.connect(lambda _index: self.stack.setCurrentWidget(detail))
        side.list.removed.connect(self.remove_finding)
        side.list.opened.connect(lambda _id: self.begin(self._first_field()))
        side.offers.opened.connect(self.show_offers)
        side.second.opened.connect(self.show_second)
        side.others.opened.connect(self._open_other)
        side.print_wanted.connect(self.print_paper)
        detail.head.report_wanted.connect(lambda: self.print_paper("nonconformity"))
        detail.head.remove_wanted.connect(lambda: self.remove_finding(self.shown))
        self.second.print_wanted.connect(partial(self.print_paper, "scoring-rounds"))
        self.second.opened.connect(lambda record: self.context.shell.go("score", record))
        self.exporting.failed.connect(context.shell.toast)
        report = partial(self.print_paper, "nonconformity")
        listen(self, {"Ctrl+V": self._paste, "Ctrl+E": report, "Ctrl+P": side.show_papers})

    # Showing

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        self._today = clock.now().date()
        all_ = standings(view.document)
        self._standings = {one.finding.id or "": one for one in all_}
        self._rows = rows_of(view, all_, checked(view), self._today)
        if self.shown not in self._standings:
            passed = passing(self._rows, self.side.by)
            self._let_go(passed[0].id if passed else "")
        self.side.set_papers({kind: title for kind, title in paper_titles(view.scheme).items() if kind in PAPERS} if all_ else {})
        self._show_strips(view, all_)
        self.setFocusProxy(self.side.list if all_ else self.side.add)
        self._show()
        here = self.stack.currentWidget()
        if here in (self.detail, self.empty):
            self.stack.setCurrentWidget(self.detail if self.shown else self.empty)
        elif here is self.second:
            self.comparing.show()

    def _show(self) -> None:
        self.side.show_rows(self._rows, self.shown)
        standing = self._standings.get(self.shown)
        if standing is not None:
            self.detail.show_finding(self.view, standing, checked(self.view).of(self.shown), self._today)

    def _show_strips(self, view: AuditView, all_: list[Standing]) -> None:
        offered = self.offering.take(view)
        self.side.offers.say(_("{n} 条扣分或判定还没有发现").format(n=offered) if offered else "")
        if not offered and self.stack.currentWidget() is self.offers:
            self.stack.setCurrentWidget(self.detail if self.shown else self.empty)
            self.side.list.setFocus(_SHORTCUT)
        needed = [one for one in all_ if one.needed]
        waiting, begun = sum(one.open for one in needed), began(view.document)
        told = _("整改后重新评分中") if begun else _("可以按整改后的情况重新评分") if needed and not waiting else ""
        self.side.second.say(told)
        self.comparing.take(view, needed)
        self.side.show_others(checked(view).others())

    def _let_go(self, id_: str) -> None:
        if id_ != self.shown:
            self.detail.let_go()
            self.shown = id_

    def show_finding(self, id_: str) -> None:
        """Another finding comes to the right; what was typed in the one before is taken in."""
        if id_ != self.shown:
            self._let_go(id_)
            self._show()
            self.drafts.restore()
        self.stack.setCurrentWidget(self.detail if self.shown else self.empty)

    def _refilter(self) -> None:
        rows = passing(self._rows, self.side.by)
        if rows and self.shown not in {row.id for row in rows}:
            self.show_finding(rows[0].id)
        else:
            self._show()

    def show_offers(self) -> None:
        """What the scores offer."""
        if not self.side.offers.isHidden():
            self.stack.setCurrentWidget(self.offers)
            self.offers.list.setFocus(_SHORTCUT)

    def show_second(self) -> None:
        """The second scoring."""
        if not self.side.second.isHidden():
            self.stack.setCurrentWidget(self.second)
            (self.second.begin if not self.second.begin.isHidden() else self.second.score).setFocus(_SHORTCUT)
            self.comparing.show()

    def _open_other(self, id_: str) -> None:
        record = next(one.record for one in checked(self.view).others() if one.id == id_)
        self.context.shell.go("score", "special_deductions" if record == "assessment" else record)

    # Acting

    def add_finding(self) -> None:
        """One more, of the kind that is filtered for; written at once."""
        kind = cast(FindingKind, self.side.by) if self.side.by in get_args(FindingKind) else "nonconformity"

        def added(changes: Changes) -> None:
            if changes.action is not None:
                if self.side.by == "open":
                    self.side.choose("all")
                self.show_finding(changes.action.changes[0].record.partition("/")[2])
                self.begin(self.detail.facts.statement.field)

        self.desk.act(lambda ws, audit: findings.add(ws, audit, kind), None, added)

    def remove_finding(self, id_: str) -> None:
        """Take a finding out; the toast brings it back."""
        one = next((one for one in self.view.document.findings if one.id == id_), None)
        if one is None:
            return
        self.drafts.commit_all()
        rows = [row.id for row in self.side.list.rows()]
        place = rows.index(id_) if id_ in rows else 0
        after = next(iter((*rows[place + 1 :], *rows[:place][::-1])), "")

        def removed(_changes: Changes) -> None:
            if after:
                self.show_finding(after)

        toast = _("已删除发现 {name}").format(name=one.number or "")
        self.desk.act(lambda ws, audit: findings.remove(ws, audit, id_), self.detail.head.error.say, removed, toast=toast)
        self.side.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def print_paper(self, kind: str) -> None:
        """A form as PDF."""
        if kind in paper_titles(self.view.scheme):
            self.drafts.commit_all()
            self.exporting.ask(self.view, kind)

    # Keys

    def _first_field(self) -> QWidget:
        detail = self.detail
        if not detail.verify.isHidden():
            return detail.verify.reason
        if not detail.round.isHidden() and not detail.round.form.isHidden():
            return detail.round.areas["cause"]
        return detail.facts.statement.field

    def begin(self, widget: QWidget) -> None:
        """Go to a field of the finding."""
        self.stack.setCurrentWidget(self.detail)
        self.detail.go(widget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        place = event.key() - Qt.Key.Key_1
        does = deeds(self).get(Qt.Key(event.key()))
        if modifiers or (does is None and not 0 <= place < len(filters())):
            super().keyPressEvent(event)
        elif does is not None:
            does()
        else:
            wanted = list(filters())[place]
            if not self.side.pills[wanted].isHidden():
                self.side.choose(wanted)

    def to_list(self) -> None:
        """Back to the list."""
        self.stack.setCurrentWidget(self.detail)
        self.side.list.setFocus(_SHORTCUT)

    def linked(self) -> LinkedEvidence:
        """The evidence that files go to: of the facts, or of the round while the facts are only read."""
        detail = self.detail
        return detail.round.linked if not detail.round.isHidden() and detail.facts.isHidden() else detail.facts.linked

    def _paste(self) -> None:
        if self.shown and self.stack.currentWidget() is self.detail:
            self.linked().paste()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.shown and may_hold(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.shown and self.linked().take_mime(event.mimeData()):
            event.acceptProposedAction()

    def leave(self) -> None:
        self.drafts.commit_all()

    def reveal(self, record: str) -> None:
        """Go to a finding or the round of one; `rounds` leads to the second scoring, a clause to what the scores offer."""
        section, _slash, key = record.partition("/")
        owner = next((one.finding for one in self.view.document.corrections if one.id == key), None) if section == "corrections" else key
        if section == "rounds":
            self.show_second()
        elif section in ("items", "conformity", "assessment"):
            self.show_offers()
        elif owner and any(one.id == owner for one in self.view.document.findings):
            self.side.choose("all")
            self.show_finding(owner)
            self.side.list.setFocus(_SHORTCUT)
