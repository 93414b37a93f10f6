"""The draw: how many the rule asks for, the seed, the number with its reason where it departs; drawn again from the list as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.actions import preparation_sites
from desktop.base.words import _
from desktop.domain.site_draw import SampleState, sample_state
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.fields import NumberField, TextField
from desktop.ui.widgets.forms import Entry, row
from desktop.ui.widgets.scroll import see
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.actions.workspace import AuditView, Changes, Workspace

RECORD = "site_sample"


class DrawCard(Card):
    """What is typed here counts once the draw is made."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(16, 10, 16, 14), spacing=10)
        self.desk = desk
        self.head = SectionHead(_("抽样"), size=14)
        self.head.setMinimumHeight(28)
        self.rule = Label("", weight=500, wrap=True)
        self.formula = Label("", size=12, role="text2", wrap=True)
        self.count, self.seed = NumberField(places=0, width=88), TextField()
        self.reason = TextField(hint=_("个数与规则不同，或规则没有抽样办法时"))
        self.seed.setToolTip(_("用同一个种子和名单，任何人都能抽出同样的场所"))
        count = self._entry("count", _("抽几个"), self.count)
        count.setFixedWidth(96)
        self.body.addWidget(self.head)
        self.body.addWidget(self.rule)
        self.body.addWidget(self.formula)
        seed, reason = self._entry("seed", _("种子"), self.seed), self._entry("reason", _("理由"), self.reason)
        self.body.addLayout(row(count, seed, stretch=(0, 1)))
        self.body.addWidget(reason)
        self._asked = (count, seed, reason)
        self.button = Button(_("抽取场所"), kind="primary", key="Alt D")
        self.button.clicked.connect(self.draw)
        self.clear = Button(_("取消抽样"), kind="ghost")
        self.clear.setToolTip(_("不抽样，名单上的场所全部审查"))
        self.clear.clicked.connect(self._clear)
        buttons = row(self.button, self.clear, stretch=(0, 0))
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.drawn = Label("", size=12, role="text2", wrap=True)
        self.error = ErrorLine()
        self.body.addWidget(self.error)
        self.body.addWidget(self.drawn)

    def _entry(self, name: str, title: str, field: TextField) -> Entry:
        entry = Entry(title, field)
        # Kept as it is typed, part of the audit only by the draw.
        self.desk.drafts.bind(field, RECORD, f"draw.{name}", said=entry.say, read=lambda _text: None)
        return entry

    def refresh(self, view: AuditView) -> None:
        """Where the sampling stands."""
        state, sample = sample_state(view.document, view.scheme), view.document.site_sample
        self.head.note.setText(state.clause)
        self.rule.setText(_rule(state))
        self.formula.setText(state.formula)
        self.formula.setVisible(bool(state.formula))
        self.count.setPlaceholderText("" if state.required is None else str(min(state.required, state.of)))
        self.seed.setPlaceholderText(view.document.audit.number or view.document.client.name or "")
        self.button.set_text(_("重新抽样") if sample is not None else _("抽取场所"))
        # Where all are visited there is nothing to draw.
        draws = state.how != "all" or sample is not None
        for widget in (*self._asked, self.button):
            widget.setVisible(draws)
        self.button.setEnabled(bool(state.of))
        self.clear.setVisible(sample is not None)
        told = ""
        if sample is not None:
            day = sample.drawn_on.isoformat() if sample.drawn_on is not None else _("日期未写")
            told = _("{day} 用种子“{seed}”从 {of} 个场所中抽取 {n} 个，{formula}。").format(
                day=day, seed=sample.seed, of=len(sample.frame), n=len(sample.drawn), formula=sample.formula
            )
        self.drawn.setText(told)
        self.drawn.setVisible(bool(told))

    def draw(self) -> None:
        """Draw from the list as it stands."""
        if self.button.isHidden():
            return
        count, seed, reason = (field.value().strip() for field in (self.count, self.seed, self.reason))

        def act(ws: Workspace, audit: str) -> Changes:
            return preparation_sites.draw_sites(ws, audit, seed=seed or None, count=int(count) if count else None, reason=reason or None)

        def done(_changes: object) -> None:
            self.error.say("")
            for name in ("count", "seed", "reason"):
                self.desk.drafts.give_up(RECORD, f"draw.{name}")

        self.desk.act(act, self.error.say, done)

    def _clear(self) -> None:
        self.desk.act(preparation_sites.clear_sample, self.error.say, toast=_("已取消抽样，名单上的场所全部审查"))

    def reveal(self, place: str) -> bool:
        """Go to the draw."""
        if not place.startswith(RECORD) or place.endswith(".swaps"):
            return False
        field: QWidget = self.reason if place.endswith(".formula") else self.button
        see(field)
        field.setFocus()
        return True


def _rule(state: SampleState) -> str:
    if not state.of:
        return _("名单上还没有可抽的场所（总部和临时场所不计）。")
    if state.how == "open":
        return _("规则没有给出这类审查的抽样办法；不抽样时 {n} 个场所全部审查。").format(n=state.of)
    if state.how == "all":
        return _("这类审查不抽样，{n} 个场所全部审查。").format(n=state.of)
    return _("{of} 个场所至少抽 {n} 个，总部另计。").format(of=state.of, n=state.required)
