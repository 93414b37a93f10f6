"""One finding at the right: head and way, what is missing, facts, talk and confirmation, the rounds of correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from desktop.domain.corrections import open_round
from desktop.ui.findings.ask_card import AskCard
from desktop.ui.findings.facts_card import FactsCard
from desktop.ui.findings.head import Head
from desktop.ui.findings.lacks import Lacks
from desktop.ui.findings.past_round import PastRounds
from desktop.ui.findings.reopen_card import ReopenCard
from desktop.ui.findings.round_card import RoundCard
from desktop.ui.findings.sign_card import SignCard
from desktop.ui.findings.talk_card import TalkCard
from desktop.ui.findings.told_card import ToldCard
from desktop.ui.findings.verify_bar import VerifyBar
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.scroll import ScrollColumn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop.actions.workspace import AuditView
    from desktop.domain.corrections import Standing
    from desktop.domain.notices import Notice
    from desktop.ui.thumbnails import Thumbnails

_SHORTCUT = Qt.FocusReason.ShortcutFocusReason


class Detail(ScrollColumn):
    """Once a finding is being corrected its facts are read, not written; E opens them."""

    def __init__(self, desk: Desk, view: AuditView, thumbnails: Thumbnails) -> None:
        super().__init__(margins=(20, 14, 16, 24), spacing=8)
        self.desk = desk
        self._standing: Standing | None = None
        self._opened = False
        self.head = Head()
        self.lacks = Lacks()
        self.told = ToldCard(thumbnails)
        self.facts = FactsCard(desk, view, thumbnails)
        self.talk = TalkCard(desk, view)
        self.sign = SignCard(desk, view)
        self.ask = AskCard(desk, view)
        self.round = RoundCard(desk, thumbnails)
        self.verify = VerifyBar(desk, view)
        self.reopen = ReopenCard(desk)
        self.past = PastRounds(thumbnails)
        for widget in (self.head, self.lacks, self.told, *self._forms(), self.ask, self.round, self.verify, self.reopen, self.past):
            self.body.addWidget(widget)
        self.told.edit_wanted.connect(self.open_forms)
        self.lacks.wanted.connect(self.go_to)
        for source in (self.told, self.past):
            source.evidence_wanted.connect(lambda id_: desk.context.shell.go("evidence", f"evidence/{id_}"))

    def _forms(self) -> tuple[FactsCard, TalkCard, SignCard]:
        return self.facts, self.talk, self.sign

    def show_finding(self, view: AuditView, standing: Standing, notices: Sequence[Notice], today: date) -> None:
        """Show a finding as the audit holds it."""
        self._standing = standing
        self.head.show_finding(view, standing, today)
        self.lacks.show_notices(notices)
        self.told.show_finding(view, standing.finding, today)
        for card in (*self._forms(), self.ask, self.reopen):
            card.show_finding(view, standing)
        self._show_forms()
        one = open_round(standing.rounds)
        if one is None:
            self.round.let_go()
            self.verify.let_go()
        else:
            self.round.show_round(view, standing, one, today)
            self.verify.show_round(standing.finding.id or "", one)
        self.round.setVisible(one is not None)
        self.verify.setVisible(standing.state == "received")
        self.past.show_rounds(view, standing, today)

    def _show_forms(self) -> None:
        standing = self._standing
        written = self._opened or (standing is not None and not standing.rounds)
        self.told.setVisible(not written)
        for card in self._forms():
            card.setVisible(written)

    def open_forms(self) -> None:
        """The facts are to be changed."""
        self._opened = True
        self._show_forms()
        self.go(self.facts.statement.field)

    def let_go(self) -> None:
        """Take in what is typed; another finding comes."""
        self._opened = False
        for card in (*self._forms(), self.ask, self.round, self.verify, self.reopen):
            card.let_go()
        self.verticalScrollBar().setValue(0)

    def go(self, widget: QWidget) -> None:
        """Have a field in sight and in focus; the facts open for theirs."""
        if any(card.isAncestorOf(widget) for card in self._forms()) and not self._opened:
            self._opened = True
            self._show_forms()
        widget.setFocus(_SHORTCUT)
        # After the layout has placed what was just shown.
        QTimer.singleShot(0, widget, lambda: self.ensureWidgetVisible(widget, 0, 60))

    def go_to(self, record: str, field: str) -> None:
        """Go to the field that a notice is about."""
        places: dict[str, QWidget] = {
            "kind": self.facts.kind,
            "severity": self.facts.severity,
            "special": self.facts.special,
            "items": self.facts.clauses.field,
            "requirement": self.facts.requirement,
            "statement": self.facts.statement.field,
            "objective_evidence": self.facts.objective,
            "found_on": self.facts.day,
            "other_matter": self.facts.other.yes,
            "discussed_on": self.talk.agrees,
            "client_view": self.talk.view_field,
            "confirmation": self.sign.name,
            "due_on": self.ask.due,
        }
        if record.startswith("corrections/") or (field == "due_on" and not self.round.isHidden()):
            self.go_answer()
        elif field in places:
            self.go(places[field])

    def choose_evidence(self) -> None:
        """Choose from the evidence there is."""
        if self.facts.isHidden():
            self.open_forms()
        self.facts.choose_evidence()

    def go_answer(self) -> None:
        """Go to the client's answer, or to the rounds there were."""
        if self.round.isHidden():
            self.go(self.past)
        else:
            self.round.open()
            self.go(self.round.areas["cause"])
