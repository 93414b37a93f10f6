"""The conclusion: the outcomes that the grade allows now, the one chosen, what it needs on file, and whether it agrees with the grade."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.numbers import shown
from desktop.base.words import _
from desktop.domain.assessment import Conclusion
from desktop.domain.conclusions import is_allowed, outcome_chosen
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.fields import TextArea
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.glyphs import StatusGlyph
from desktop.ui.widgets.notices import Notice
from desktop.ui.widgets.radio_cards import RadioCard, RadioCards
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.domain.grade import OutcomeOption
    from desktop.domain.scheme import Outcome
    from desktop.ui.drafting import Drafts

RECORD = "conclusion"
# Between the outcome's own text and what a person wrote.
_END = "。\n"


class ConclusionPart(QWidget):
    """Signals: `chosen(object)` an action `fn(ws) -> Changes` that sets the conclusion; `cleared`; `score_wanted`."""

    chosen = Signal(object)
    cleared = Signal(object)
    score_wanted = Signal()

    def __init__(self, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._view: AuditView | None = None
        self.head = SectionHead(_("结论"), size=16)
        self.clear = Button(_("清除"), kind="ghost")
        self.clear.clicked.connect(self._clear)
        self.head.row.addWidget(self.clear)
        self.waits = Notice(variant="open", fix=_("去评分"))
        self.waits.fixed.connect(self.score_wanted)
        self.cards = RadioCards(name=_("结论"))
        self.cards.chosen.connect(self._choose)
        self.agrees = Card("sunken", margins=(14, 10, 14, 10))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(StatusGlyph("done"), 0, Qt.AlignmentFlag.AlignVCenter)
        self._agrees_text = Label("", role="text2", wrap=True)
        row.addWidget(self._agrees_text, 1)
        self.agrees.body.addLayout(row)
        self.needs = Label("", size=12, role="text2", wrap=True)
        self._fields = QWidget()
        fields = QVBoxLayout(self._fields)
        fields.setContentsMargins(0, 2, 0, 0)
        fields.setSpacing(10)
        fields.addWidget(self.needs)
        self.entries: dict[str, Entry] = {}
        for name, title, hint in (
            ("text", _("结论说明"), _("写明建议的等级和范围")),
            ("reason", _("理由"), _("依据哪些事实；须备的材料在哪里")),
            ("client_request", _("受审查方的申请"), _("谁在何时以何种方式提出")),
        ):
            entry = Entry(title, TextArea(name=title, hint=hint, lines=2))
            drafts.bind(entry.field, RECORD, name, said=entry.say)  # type: ignore[arg-type] # a TextArea
            self.entries[name] = entry
            fields.addWidget(entry)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.head, self.waits, self.cards, self.agrees, self._fields):
            column.addWidget(widget)

    def show_view(self, view: AuditView) -> None:
        """The conclusion as the audit holds it, and what the grade allows now."""
        self._view = view
        conclusion = view.document.conclusion or Conclusion()
        kind = view.document.audit.kind
        named = outcome_chosen(conclusion, view.grade, view.scheme, kind) if conclusion.kind else None
        stands = bool(conclusion.kind) and is_allowed(conclusion, view.grade, view.scheme, kind)
        options = view.grade.outcomes
        cards = [RadioCard(_id(option), option.text, option.clause) for option in options]
        if conclusion.kind and not stands:
            under = _("评定完成后才能核对")
            if view.grade.complete:
                under = _("与评定不符：现在是{grade}，规则不允许这个结论").format(grade=_grade_words(view))
            text = named.text if named is not None else conclusion.text or conclusion.kind
            clause = named.clause if named is not None else ""
            cards.append(RadioCard("now", text, clause, under, wrong=view.grade.complete))
        self.setVisible(bool(view.scheme.outcomes) or bool(conclusion.kind))
        self.cards.setVisible(bool(cards))
        self.cards.set_cards(cards, (_id(named) if stands and named is not None else "now") if conclusion.kind else "")
        self.clear.setVisible(bool(conclusion.kind))
        self.waits.say(_waits(view, has_options=bool(options)))
        self.agrees.setVisible(stands)
        self._agrees_text.setText(_("与评定相符：{grade}。").format(grade=_grade_words(view)))
        self._show_fields(conclusion, named)

    def _show_fields(self, conclusion: Conclusion, named: OutcomeOption | Outcome | None) -> None:
        needs = tuple(named.needs) if named is not None else ()
        asks_client = any(need.endswith(_("申请")) for need in needs)
        self._fields.setVisible(bool(conclusion.kind) or bool(conclusion.text or conclusion.reason or conclusion.client_request))
        self.needs.setText(_("须备：{needs}。").format(needs="；".join(needs)))
        self.needs.setVisible(bool(needs))
        self.entries["client_request"].setVisible(asks_client or bool(conclusion.client_request))
        self.entries["client_request"].set_needed(asks_client and not conclusion.client_request)
        self.entries["reason"].set_needed(bool(needs) and not conclusion.reason)
        for name in self.entries:
            self._drafts.show(RECORD, name, getattr(conclusion, name) or "")

    def focus(self, field: str = "") -> None:
        """Put the cursor into a field, else on the choices."""
        entry = self.entries.get(field)
        target = entry.field if entry is not None and entry.isVisible() else self.cards
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, id_: str) -> None:
        view = self._view
        option = next((one for one in view.grade.outcomes if _id(one) == id_), None) if view is not None else None
        if view is None or option is None:
            return
        texts = {one.text for one in view.scheme.outcomes} | {one.text for one in view.grade.outcomes}
        several = sum(one.kind == option.kind for one in view.grade.outcomes) > 1

        def act(ws: Workspace) -> Changes:
            from desktop.actions import audits

            now = ws.audit(view.id).document.conclusion
            own = _own_words(now.text or "" if now is not None else "", texts)
            # Where a kind stands for several outcomes, its text says first which; what a person wrote stays.
            text = _END.join(part for part in (option.text if several else "", own) if part)
            return audits.set_fields(ws, view.id, RECORD, {"kind": option.kind, "text": text or None})

        self.chosen.emit(act)

    def _clear(self) -> None:
        view = self._view
        if view is not None:
            self.cleared.emit(lambda ws: _cleared(ws, view.id))


def _cleared(ws: Workspace, audit: str) -> Changes:
    from desktop.actions import audits

    return audits.set_fields(ws, audit, RECORD, {"kind": None, "text": None, "reason": None, "client_request": None})


def _own_words(text: str, outcomes: set[str]) -> str:
    """What stands in the text besides the outcome that was put there."""
    for outcome in outcomes:
        if text == outcome:
            return ""
        if text.startswith(outcome + _END):
            return text[len(outcome + _END) :]
    return text


def _id(option: OutcomeOption | Outcome) -> str:
    return f"{option.kind}|{option.text}"


def _waits(view: AuditView, *, has_options: bool) -> str:
    """Why there is nothing to choose yet."""
    if not view.grade.complete:
        lacks = len(view.grade.missing)
        return _("评定还缺 {n} 项，完成后这里列出规则允许的结论。").format(n=lacks)
    if not has_options:
        return _("按现在的评定和审查类型，规则没有列出结论。请核对审查类型和原有等级。")
    return ""


def _grade_words(view: AuditView) -> str:
    grade = view.grade
    label = grade.grade.label if grade.grade is not None else _("未评定")
    if grade.score is None:
        return label
    points = shown(Fraction(grade.score.final))
    return _("{label}，{points} 分").format(label=label, points=points.rstrip("0").rstrip(".") if "." in points else points)
