"""The conclusion as a choice: every outcome of the scheme, those that stand now, those that do not with the reason, then other grounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.actions import concluding
from desktop.base.words import _
from desktop.domain.assessment import Conclusion
from desktop.domain.concluding import OutcomeStanding, outcome_standings, standing_of
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.notices import Notice
from desktop.ui.widgets.radio_cards import RadioCard, RadioCards
from desktop.ui.widgets.scroll import see
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace

RECORD = "conclusion"
# A conclusion that is none of the scheme's for this kind of audit.
ODD = "now"
# Between an outcome's own text and what a person wrote.
_ENDS = "。，；,;\n 　"


class OutcomesCard(Card):
    """Signals: `score_wanted`; `request_wanted` when an outcome waits for the client's own wish."""

    score_wanted = Signal()
    request_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(16, 10, 16, 16), spacing=8)
        self.desk = desk
        self._found: tuple[OutcomeStanding, ...] = ()
        self._view: AuditView | None = None
        self._shows_grounds = False
        self.head = SectionHead(_("审查结论"), size=14)
        self.clear = Button(_("清除"), kind="ghost", small=True)
        self.clear.clicked.connect(self.take_back)
        self.head.row.addWidget(self.clear)
        self.waits = Notice(variant="open", fix=_("去评分"))
        self.waits.fixed.connect(self.score_wanted)
        self.cards = RadioCards(name=_("审查结论"))
        self.cards.chosen.connect(self.choose)
        self.more = Button("", kind="ghost")
        self.more.clicked.connect(self.toggle)
        self.told = Label(_("不凭等级、由规则另列的情形，须附情况属实的证据。"), size=12, role="text2", wrap=True)
        self.grounds = RadioCards(name=_("暂停或撤销的情形"))
        self.grounds.chosen.connect(self.choose)
        self.error = ErrorLine()
        for widget in (self.head, self.error, self.waits, self.cards):
            self.body.addWidget(widget)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.told)
        self.body.addWidget(self.grounds)

    def refresh(self, view: AuditView) -> None:
        """The outcomes as they stand now."""
        self._view = view
        conclusion = view.document.conclusion or Conclusion()
        self._found = tuple(outcome_standings(view.document, view.rules, view.grade))
        named = standing_of(conclusion, list(self._found)) if conclusion.kind else None
        chosen = named.id if named is not None else ODD if conclusion.kind else ""
        complete = view.grade.complete
        own = [one for one in self._found if one.ground is None]
        cards = [_card(one, chosen, complete=complete) for one in own]
        if chosen == ODD:
            under = _("规则没有为这类审查列出这个结论。")
            cards.append(RadioCard(ODD, conclusion.text or conclusion.kind or "", "", under, wrong=True))
        self.cards.set_cards(cards, chosen if any(card.id == chosen for card in cards) else "")
        self.cards.setVisible(bool(cards))
        others = [one for one in self._found if one.ground is not None]
        by_ground = any(one.id == chosen for one in others)
        self.grounds.set_cards([_card(one, chosen, complete=True) for one in others], chosen if by_ground else "")
        self._shows_grounds = self._shows_grounds or by_ground
        self._show_grounds(len(others))
        self.clear.setVisible(bool(conclusion.kind))
        self.waits.say(_waits(view, has_outcomes=bool(own)))

    def _show_grounds(self, count: int) -> None:
        self.more.setVisible(bool(count))
        self.more.set_text(_("收起其他情形") if self._shows_grounds else _("因其他情形暂停或撤销（{n} 种）").format(n=count))
        self.told.setVisible(bool(count) and self._shows_grounds)
        self.grounds.setVisible(bool(count) and self._shows_grounds)

    def toggle(self) -> None:
        """Show the grounds beside the grade, or put them away."""
        self._shows_grounds = not self._shows_grounds
        self._show_grounds(len(self.grounds.cards()))
        if self._shows_grounds:
            self.grounds.setFocus(Qt.FocusReason.OtherFocusReason)
            see(self.grounds)

    def standing(self) -> OutcomeStanding | None:
        """The outcome that is chosen."""
        chosen = self.cards.selected() or self.grounds.selected()
        return next((one for one in self._found if one.id == chosen), None)

    def reveal(self, place: str) -> bool:
        """The choice itself."""
        if place not in (RECORD, f"{RECORD}.kind", f"{RECORD}.ground"):
            return False
        target: QWidget = self.grounds if self._shows_grounds and self.grounds.selected() else self.cards
        see(target)
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def choose(self, outcome: str) -> None:
        """Conclude; what a person wrote beside the outcome's own text stays."""
        view = self._view
        standing = next((one for one in self._found if one.id == outcome), None)
        if view is None or standing is None:
            return
        texts = {one.text for one in self._found}

        def act(ws: Workspace, audit: str) -> Changes:
            now = ws.audit(audit).document.conclusion
            return concluding.conclude(ws, audit, outcome, text=own_words(now.text or "" if now is not None else "", texts))

        self.error.say("")
        waits = any(part.request for part in view.scheme.outcomes if part.text == standing.text and part.kind == standing.kind)

        def done(_changes: Changes) -> None:
            if waits and not standing.allowed:
                self.request_wanted.emit()

        self.desk.act(act, self._refuse, done)

    def confirm(self) -> None:
        """The same conclusion once more: by whoever is here, today."""
        standing = self.standing()
        if standing is not None:
            self.choose(standing.id)

    def take_back(self) -> None:
        """No conclusion; the toast brings it back."""
        self.error.say("")
        self.desk.act(lambda ws, audit: concluding.conclude(ws, audit, ""), self._refuse, toast=_("已清除结论"))

    def _refuse(self, sentence: str) -> None:
        self.error.say(sentence)
        if self._view is not None:
            # The choice goes back to what the audit holds.
            self.refresh(self._view)


def own_words(text: str, outcomes: set[str]) -> str:
    """What stands in a conclusion's text besides the outcome it begins with."""
    for outcome in sorted(outcomes, key=len, reverse=True):
        if text.startswith(outcome):
            return text[len(outcome) :].lstrip(_ENDS)
    return text


def _card(one: OutcomeStanding, chosen: str, *, complete: bool) -> RadioCard:
    on = one.id == chosen
    # Without a grade the same reason stands above all of them.
    why = "".join(one.why_not) if complete else ""
    return RadioCard(one.id, one.text, one.clause, why, wrong=on and complete and not one.allowed, faint=not one.allowed)


def _waits(view: AuditView, *, has_outcomes: bool) -> str:
    """Why nothing stands yet."""
    if not view.grade.complete:
        missing = len(view.grade.missing) or sum(len(part.missing) for part in view.grade.parts or ())
        return _("评定还缺 {n} 项，等级出来之后才知道哪些结论成立。").format(n=missing)
    if not has_outcomes:
        return _("规则没有为这类审查列出结论。请核对审查类型。")
    return ""
