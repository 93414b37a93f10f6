"""Rounds that have their verdict: readable as they stood, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.findings.told_card import Lines, Proofs
from desktop.ui.findings.words import short
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.chips import Chip

if TYPE_CHECKING:
    from datetime import date

    from desktop.actions.workspace import AuditView
    from desktop.domain.corrections import Standing
    from desktop.domain.fieldnotes import Correction
    from desktop.ui.thumbnails import Thumbnails

FEW = 5


class PastRound(Card):
    """One round that was accepted or sent back. Signal: `evidence_wanted(str)`."""

    evidence_wanted = Signal(str)

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__("sunken", margins=(14, 8, 14, 12))
        self.head = SectionHead("", size=14)
        self.back = Chip(_("退回"), icon="undo", tone="open")
        self.accepted = Chip(_("已接受"), icon="check", tone="accent")
        self.head.row.insertWidget(1, self.head.note)
        self.head.row.addWidget(self.back)
        self.head.row.addWidget(self.accepted)
        self.lines = Lines()
        self.proofs = Proofs(thumbnails, _("证据"))
        self.proofs.row.opened.connect(self.evidence_wanted)
        self.body.addWidget(self.head)
        self.body.addLayout(self.lines)
        self.body.addLayout(self.proofs)

    def show_round(self, view: AuditView, number: int, one: Correction, today: date) -> None:
        """A round as it stood."""
        sent_back = one.verdict == "sent-back"
        self.head.title.setText(_("第 {n} 轮").format(n=number))
        handed = _("受审查方 {day} 提交").format(day=short(one.received_on, today)) if one.received_on else _("受审查方没有提交")
        self.head.note.setText(handed)
        self.back.setVisible(sent_back)
        self.accepted.setVisible(not sent_back)
        how = {"written": _("书面验证"), "on-site": _("现场验证")}.get(one.verification or "", "")
        verified = "，".join(part for part in (how, one.verified_by or "", short(one.verified_on, today)) if part)
        self.lines.set_lines(
            (
                (_("原因分析"), one.cause or "", "text"),
                (_("纠正"), one.correction or "", "text"),
                (_("纠正措施"), one.action or "", "text"),
                (_("退回理由"), one.reason or "" if sent_back else "", "open"),
                (_("验证情况"), "" if sent_back else one.reason or "", "text"),
                (_("验证"), verified, "text2"),
            )
        )
        record = f"corrections/{one.id}"
        self.proofs.take(tuple(entry for entry in view.document.evidence if record in entry.links or entry.id in one.evidence))


class PastRounds(QWidget):
    """All of them; the first few, the rest on demand. Signal: `evidence_wanted(str)`."""

    evidence_wanted = Signal(str)

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._all = False
        self._cards: list[PastRound] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.more = Button("", kind="ghost")
        self.more.clicked.connect(self._show_all)
        self._column.addWidget(self.more)
        self._what: tuple[AuditView, Standing, date] | None = None

    def show_rounds(self, view: AuditView, standing: Standing, today: date) -> None:
        """The rounds of a finding that have their verdict."""
        if self._what is None or self._what[1].finding.id != standing.finding.id:
            self._all = False
        self._what = (view, standing, today)
        self._show()

    def _show_all(self) -> None:
        self._all = True
        self._show()

    def _show(self) -> None:
        if self._what is None:
            return
        view, standing, today = self._what
        past = [(number, one) for number, one in enumerate(standing.rounds, 1) if one.verdict is not None][::-1]
        shown = past if self._all else past[:FEW]
        while len(self._cards) < len(shown):
            card = PastRound(self._thumbnails)
            card.evidence_wanted.connect(self.evidence_wanted)
            self._column.insertWidget(len(self._cards), card)
            self._cards.append(card)
        for place, card in enumerate(self._cards):
            card.setVisible(place < len(shown))
            if place < len(shown):
                card.show_round(view, *shown[place], today)
        hidden = len(past) - len(shown)
        self.more.set_text(_("再看前面 {n} 轮").format(n=hidden))
        self.more.setVisible(bool(hidden))
        self.setVisible(bool(past))

    def cards(self) -> list[PastRound]:
        """The rounds that are shown."""
        return [card for card in self._cards if not card.isHidden()]
