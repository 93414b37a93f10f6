"""The reckoning of the person-days with its clause, and the other readings of an ambiguous text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.domain.day_account import Account, account, days_text, percent_text
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.ledger import Ledger, LedgerLine
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class AccountCard(Card):
    """Figures only; they follow from headcount, kind and changes."""

    def __init__(self) -> None:
        super().__init__(margins=(16, 10, 16, 14), spacing=10)
        self.head = SectionHead(_("核算"), size=14)
        self.head.setMinimumHeight(28)
        self.formula = Label("", size=12, role="text2", wrap=True)
        self.ledger = Ledger()
        for widget in (self.head, self.formula, self.ledger):
            self.body.addWidget(widget)

    def refresh(self, view: AuditView) -> None:
        """Reckon again."""
        sheet = account(view.document, view.scheme)
        self.head.note.setText(sheet.clause)
        self.formula.setText(sheet.formula)
        self.formula.setVisible(bool(sheet.formula))
        self.ledger.set_lines(list(lines(sheet)))

    def reveal(self, place: str) -> bool:
        """Nothing is entered here."""
        return False


def lines(sheet: Account) -> Iterator[LedgerLine]:
    """The account from its base to what is planned."""
    if sheet.base is None:
        yield LedgerLine(_("基础"), sheet.open, "—", role="open")
    else:
        yield LedgerLine(_("基础"), sheet.base_words, days_text(sheet.base))
        for change in sheet.changes:
            name = _("减少") if change.share < 0 else _("增加")
            sign = "−" if change.share < 0 else "+"
            text = f"{percent_text(abs(change.share))}　{change.reason}"
            yield LedgerLine(name, text, sign + days_text(abs(change.days or 0 * change.share)))
        yield LedgerLine(_("核算"), _("建议进到 {n} 人日").format(n=days_text(sheet.suggested)), days_text(sheet.days), strong=True)
        limit = percent_text(sheet.limit)
        rule = _("最多减少 {limit}（{clause}）") if sheet.limit_clause else _("规则没有写减少的上限，通常不超过 {limit}")
        yield LedgerLine(_("最少"), rule.format(limit=limit, clause=sheet.limit_clause), days_text(sheet.least))
        for reading in sheet.readings:
            if reading.base != sheet.base:
                text = _("读法 {name}：基础 {base} 人日").format(name=reading.name, base=days_text(reading.base))
                yield LedgerLine(_("另一读法"), text, days_text(reading.days), role="open")
    if sheet.planned is not None:
        review = _("另有文件评审 {n} 人日").format(n=days_text(sheet.review)) if sheet.review else ""
        yield LedgerLine(_("计划"), review, days_text(sheet.planned), strong=True)
    if sheet.team:
        expert = _("技术专家 {n} 人日不计").format(n=days_text(sheet.expert)) if sheet.expert else ""
        yield LedgerLine(_("审查组"), expert, days_text(sheet.team))
