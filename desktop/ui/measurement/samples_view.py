"""样本: the list at the left, the sample at hand beside it; Enter leads to the next one that is not measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.actions import audits, measurement
from desktop.base.words import _
from desktop.domain.measurement import results_of
from desktop.ui.measurement.sample_card import SampleCard
from desktop.ui.measurement.sample_list import SamplePane, SampleRow
from desktop.ui.measurement.words import name_of, site_of
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.notices import EmptyState
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes
    from desktop.domain.measured import Sample
    from desktop.ui.measurement.live import Live
    from desktop.ui.record_cards import Desk
    from desktop.ui.thumbnails import Thumbnails

_HERE = Qt.FocusReason.ShortcutFocusReason


class SamplesView(QWidget):
    """`head` belongs into the page's top row."""

    def __init__(self, desk: Desk, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.desk = desk
        self.view: AuditView | None = None
        self.shown = ""
        self._drawn: frozenset[int] = frozenset()
        self.pane = SamplePane()
        self.list = self.pane.list
        self.card = SampleCard(desk, thumbnails)
        self.column = ScrollColumn(margins=(0, 4, 12, 16), spacing=8)
        self.column.body.addWidget(self.card)
        self.plan_button = Button(_("去测评方案"), kind="primary")
        self.add_button = Button(_("补加样本"), icon="plus")
        self.list.chosen.connect(self.show_sample)
        self.list.opened.connect(lambda: self.card.sheet.setFocus(_HERE))
        self.list.removed.connect(self.remove)
        self.card.turned.connect(self.turn)
        self.card.followed.connect(self._follow)
        self.add_button.clicked.connect(self.add_sample)
        self._lay_out()
        self._build_head()

    def _lay_out(self) -> None:
        both = QWidget()
        rows = QHBoxLayout(both)
        rows.setContentsMargins(24, 4, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.pane)
        rows.addWidget(self.column, 1)
        empty = EmptyState(_("还没有样本"), _("在测评方案里写好总体和样本数，再抽取样本。"), icon="grid")
        empty.buttons.addWidget(self.plan_button)
        self.pages = QStackedWidget()
        self.pages.addWidget(empty)
        self.pages.addWidget(both)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.pages)

    def _build_head(self) -> None:
        self.head = QWidget()
        self.told = Label("", role="text2", elide=True)
        self.told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bin = Button(_("移除样本"), icon="trash", kind="ghost")
        self.bin.clicked.connect(lambda: self.remove(self.shown))
        row = QHBoxLayout(self.head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.told, 1)
        row.addWidget(self.bin)
        row.addWidget(self.add_button)

    def refresh(self, view: AuditView) -> None:
        """The audit changed."""
        self.view = view
        samples = view.document.samples
        ids = [one.id for one in samples]
        if self.shown not in ids:
            self.card.let_go()
            first = next((one.id for one in samples if one.passed is None), ids[0] if ids else "")
            self.shown = first or ""
        linked: dict[str, int] = {}
        for piece in view.document.evidence:
            for link in piece.links:
                linked[link] = linked.get(link, 0) + 1
        rows = [_row(view, one, place, linked.get(f"samples/{one.id}", 0)) for place, one in enumerate(samples, 1)]
        self.pane.show_rows(rows, self.shown)
        done = sum(one.passed is not None for one in samples)
        self.told.setText(_("已测 {done} / {all} 个").format(done=done, all=len(samples)) if samples else "")
        self.bin.setEnabled(bool(samples))
        self.pages.setCurrentIndex(1 if samples else 0)
        self.setFocusProxy(self.card.sheet if samples else self.plan_button)
        self._fill()

    def show_live(self, live: Live) -> None:
        """The draw is known."""
        if live.drawn != self._drawn:
            self._drawn = live.drawn
            self._fill()

    def _fill(self) -> None:
        view = self.view
        found = next((one for one in enumerate(view.document.samples, 1) if one[1].id == self.shown), None) if view is not None else None
        if view is not None and found is not None:
            number = found[1].number
            drawn = number is not None and (number in self._drawn or not self._drawn)
            self.card.show_sample(view, found[1], found[0], drawn=drawn)

    def show_sample(self, id_: str) -> None:
        """Another sample comes to hand; what was typed in the one before is taken in."""
        if id_ == self.shown or self.view is None:
            return
        self.card.let_go()
        self.shown = id_
        self.column.verticalScrollBar().setValue(0)
        self.pane.show_rows(self.pane.rows(), id_)
        self._fill()
        self.desk.drafts.restore()

    def turn(self, step: int) -> None:
        """To the next sample that is not measured, else the next one at all; -1: to the one before."""
        if self.view is None:
            return
        samples = self.view.document.samples
        ids = [one.id or "" for one in samples]
        here = ids.index(self.shown)
        if step < 0:
            target = ids[max(0, here - 1)]
        else:
            ahead = [*samples[here + 1 :], *samples[:here]]
            # The sample at hand may be on its way still; those after it come first, then those left behind.
            open_ = next((one.id for one in ahead if one.passed is None), None)
            target = open_ or ids[min(here + 1, len(ids) - 1)]
            if open_ is None and self.card.passed is not None:
                self.desk.context.shell.toast(_("样本都已测完"))
        self.show_sample(target)
        self.card.sheet.setFocus(_HERE)
        self._follow()

    def _follow(self) -> None:
        rect = self.card.sheet.current_rect()
        top = self.card.y() + self.card.sheet.y() + rect.center().y()
        self.column.ensureVisible(0, top, 0, rect.height() // 2 + 48)

    def add_sample(self) -> None:
        """A sample beside those drawn; why it is added comes first."""

        def added(changes: Changes) -> None:
            if changes.action is not None:
                self.show_sample(changes.action.changes[0].record.partition("/")[2])
                self.column.ensureWidgetVisible(self.card.remark, 0, 48)
                self.card.remark.setFocus(_HERE)

        self.desk.act(measurement.add_sample, self.card.error.say, added)

    def remove(self, id_: str) -> None:
        """Take a sample out; the toast brings it back."""
        if self.view is None:
            return
        found = next((one for one in enumerate(self.view.document.samples, 1) if one[1].id == id_), None)
        if found is None:
            return
        self.desk.drafts.commit_all()
        toast = _("已移除{name}").format(name=name_of(found[1], found[0]))
        self.desk.act(lambda ws, audit: audits.remove_element(ws, audit, "samples", id_), self.card.error.say, toast=toast)


def _row(view: AuditView, sample: Sample, place: int, evidence: int) -> SampleRow:
    text = "，".join(part for part in (site_of(view.document, sample), sample.service, sample.touchpoint) if part)
    begun = bool(results_of(sample))
    return SampleRow(sample.id or "", name_of(sample, place), text, sample.passed, begun, evidence)
