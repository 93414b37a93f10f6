"""审查方案: the client's programme over the cycle, brought together from all audits of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.actions import programme
from desktop.base.words import _
from desktop.domain.programme import OWN
from desktop.domain.programme_check import trigger_of, triggers_of
from desktop.ui.drafting import Drafts
from desktop.ui.follow_up_form import FollowUpForm, Wish
from desktop.ui.page import Context, KeyHint
from desktop.ui.planning.programme.audits_card import AuditsCard
from desktop.ui.planning.programme.changes_card import ChangesCard, TriggerCard
from desktop.ui.planning.programme.contain_card import ContainCard
from desktop.ui.planning.programme.dates_card import DatesCard
from desktop.ui.planning.programme.plan_bar import PlanBar
from desktop.ui.planning.programme.strip_card import StripCard
from desktop.ui.planning.programme.windows_card import WindowsCard
from desktop.ui.record_cards import Desk
from desktop.ui.viewed_page import PageView
from desktop.ui.widgets.notices import Notice
from desktop.ui.widgets.scroll import ScrollColumn

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes

# Steps in which records are filled in that the programme speaks of.
_STEPS = {"visit_plan": "visits", "visits": "visits", "survey": "survey", "measurement": "measurement", "topics": "topics"}


class ProgrammeView(PageView):
    """Cards in two columns below the strip of the cycle."""

    keys = (KeyHint(("Tab",), _("下一栏")), KeyHint(("Alt", "N"), _("新建后续审查")), KeyHint(("Ctrl", "Z"), _("撤销")))
    more_keys = (KeyHint(("↑", "↓"), _("列表中换一行")), KeyHint(("Enter",), _("到那一处")))

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.drafts = Drafts(context, self)
        desk = Desk(context, self.drafts, self)
        self.stands: programme.ProgrammeView | None = None
        self.strip = StripCard(view.scheme)
        self.form = FollowUpForm()
        self.form.hide()
        self.refused = Notice()
        self.refused.hide()
        self.plan_bar = PlanBar(desk)
        self.windows, self.dates = WindowsCard(view.scheme), DatesCard(desk)
        self.contain, self.audits = ContainCard(), AuditsCard(view)
        self.changes, self.trigger = ChangesCard(desk), TriggerCard(desk)
        self._lay_out()
        self.contain.wanted.connect(self._follow)
        self.windows.plan_wanted.connect(self.plan_bar.begin)
        self.windows.drop_wanted.connect(
            lambda entry: desk.act(lambda ws, audit: programme.drop_planned(ws, audit, entry), self.refused.say, toast=_("已取消安排"))
        )
        self.audits.opened.connect(self._open)
        self.audits.next_wanted.connect(self.begin_next)
        self.form.made.connect(self._make)
        self.form.given_up.connect(self.form.hide)
        self.shortcut("Alt+N", self.begin_next)
        self.refresh(view)
        self.drafts.restore()

    def _lay_out(self) -> None:
        self.column = ScrollColumn(margins=(24, 4, 12, 24), spacing=8)
        body = self.column.body
        for widget in (self.refused, self.form, self.strip, self.plan_bar):
            body.addWidget(widget)
        columns = QHBoxLayout()
        columns.setSpacing(8)
        for share, cards in ((3, (self.windows, self.audits)), (2, (self.contain, self.trigger, self.dates, self.changes))):
            column = QVBoxLayout()
            column.setSpacing(8)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            columns.addLayout(column, share)
        body.addLayout(columns)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.column)

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        self.dates.refresh(view)
        points = [(point.id, point.text) for point in triggers_of(view.scheme)] if view.document.audit.kind == "special" else []
        named = trigger_of(view.document, view.scheme)
        self.trigger.show_trigger(points, named.id if named else "", view.document.audit.trigger or "")
        audit = self.context.audit
        # The client's other audits are in the store.
        self.context.runner.ask(self, lambda ws: programme.programme(ws, audit), self._take, self.refused.say)

    def _take(self, stands: programme.ProgrammeView) -> None:
        self.stands = stands
        here = self.view.document.audit.ends_on or self.view.document.audit.starts_on
        self.strip.show_cycle(stands.cycle, stands.windows, stands.audits, here)
        self.windows.show_programme(stands)
        self.contain.show_programme(stands)
        self.audits.show_programme(stands, self.view.scheme)
        self.changes.show_changes(stands.changes)

    def summary(self) -> str:
        found = self.view.document.programme
        return _("{n} 次审查").format(n=len(found.audits) + 1) if found is not None and found.audits else ""

    def begin_next(self) -> None:
        """Show the form of the next audit."""
        self.form.show_audit(self.view)
        self.form.show()
        self.column.verticalScrollBar().setValue(0)
        self.form.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, wish: Wish) -> None:
        audit = self.context.audit
        self.drafts.commit_all()

        def done(changes: Changes) -> None:
            self.form.hide()
            self.context.shell.open_audit(changes.audit)

        self.context.runner.act(self, lambda ws: wish.make(ws, audit), done, self.form.failed)

    def _open(self, audit: str) -> None:
        ids = {one.audit for one in self.stands.audits} if self.stands is not None else set()
        if audit in ids and audit != OWN:
            self.context.shell.open_audit(audit)

    def _follow(self, target: str) -> None:
        section = target.replace("/", ".").partition(".")[0]
        if section == "programme":
            self.reveal(target)
        elif section in _STEPS:
            self.context.shell.go(_STEPS[section], target)  # type: ignore[arg-type] # steps all of them
        else:
            self.context.shell.go("plan", target)

    def reveal(self, record: str) -> None:
        """A field of the programme; what was changed."""
        if not self.dates.reveal(record) and record.endswith("changes"):
            self.column.ensureWidgetVisible(self.changes, 0, 48)
            self.changes.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        self.drafts.commit_all()
