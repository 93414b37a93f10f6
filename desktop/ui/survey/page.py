"""感知调查: the channels' percentages with the facts of the same clause; beside it, on the same page, entry and the list of responses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.questionnaire import Forms, forms_of
from desktop.domain.survey import criterion
from desktop.ui.drafting import Drafts
from desktop.ui.page import Context, KeyHint, Page
from desktop.ui.survey.channel_card import ChannelCard
from desktop.ui.survey.combined_card import CombinedCard
from desktop.ui.survey.complaints_card import ComplaintsCard
from desktop.ui.survey.desk import Desk, fact_criteria
from desktop.ui.survey.dimensions import Counts, count
from desktop.ui.survey.facts_card import FactsCard, fact_titles
from desktop.ui.survey.modes import Modes
from desktop.ui.survey.result_pane import ResultPane
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.assessment import Response


# So many answers are counted within a few milliseconds.
AT_ONCE = 300


class SurveyPage(Page):
    """Form at the left, results at the right."""

    keys = (
        KeyHint(("Tab",), _("下一栏")),
        KeyHint(("←", "→"), _("采用或未采用")),
        KeyHint(("Alt", "1–2"), _("当面、电子")),
        KeyHint(("Alt", "A"), _("添加投诉")),
        KeyHint(("Ctrl", "Z"), _("撤销")),
    )
    more_keys = (
        KeyHint(("Alt", "S"), _("汇总")),
        KeyHint(("Alt", "F"), _("当面录入")),
        KeyHint(("Alt", "D"), _("答卷")),
        KeyHint(("Alt", "Q"), _("问卷")),
        KeyHint(("Enter",), _("计入；打开列表中的一行")),
        KeyHint(("Esc",), _("收起打开的一行")),
        KeyHint(("Del",), _("移除列表中的一行")),
    )

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.drafts = Drafts(context, self)
        self.desk = desk = Desk(context, self.drafts, self)
        asked = fact_criteria(view.rules)
        self.face = ChannelCard(desk, "face_to_face", _("当面调查"))
        self.electronic = ChannelCard(desk, "electronic", _("电子问卷"))
        self.combined = CombinedCard(desk) if criterion(view.rules, "survey.combined") is not None else None
        self.facts = FactsCard(desk, asked) if asked.keys() & fact_titles().keys() else None
        self.complaints = ComplaintsCard(desk, asked["major_complaints"]) if "major_complaints" in asked else None
        self.result = ResultPane(view.rules)
        self._counted: tuple[Forms, tuple[Response, ...]] | None = None
        self._lay_out()
        self._shortcut("Alt+1", lambda: self.reveal("survey.face_to_face"))
        self._shortcut("Alt+2", lambda: self.reveal("survey.electronic"))
        self._shortcut("Alt+A", self._add_complaint)
        self.modes.bind_keys(self._shortcut)
        self.refresh(view)
        self.drafts.restore()

    def _shortcut(self, keys: str, does: object) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(does)

    def _lay_out(self) -> None:
        self.column = ScrollColumn(margins=(24, 4, 12, 24), spacing=8)
        self.summary = Label("", role="text2", elide=True)
        self.summary.setMinimumWidth(40)
        both = QWidget()
        # As tall as the taller card, no more.
        both.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        channels = QHBoxLayout(both)
        channels.setContentsMargins(0, 0, 0, 0)
        channels.setSpacing(8)
        channels.addWidget(self.face, 1)
        channels.addWidget(self.electronic, 1)
        body = self.column.body
        body.addWidget(both)
        for card in (self.combined, self.facts, self.complaints):
            if card is not None:
                body.addWidget(card)
        self.heads, self.stack, self.side = QStackedWidget(), QStackedWidget(), QStackedWidget()
        self.modes = Modes(self.desk, self.view, self.heads, self.stack, self.side, (self.summary, self.column, self.result))
        self.modes.switched.connect(self.keys_changed)
        top = QHBoxLayout()
        top.setContentsMargins(24, 16, 12, 4)
        top.setSpacing(16)
        top.addWidget(self.modes.switch)
        top.addWidget(self.heads, 1)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(top)
        left.addWidget(self.stack, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(left, 1)
        outer.addWidget(self.side)

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        self._count(view)
        self.face.refresh(view)
        self.electronic.refresh(view)
        for card in (self.combined, self.facts, self.complaints):
            if card is not None:
                card.refresh(view)
        missing = {entry.id for entry in view.grade.missing}
        self.face.set_needed("survey.face_to_face" in missing)
        self.electronic.set_needed("survey.electronic" in missing)
        if self.facts is not None:
            for name, entry in self.facts.months.items():
                entry.entry.set_needed(f"facts.{name}" in missing)
        if self.complaints is not None:
            self.complaints.set_needed("facts.major_complaints" in missing)
        self.result.refresh(view)
        self.modes.refresh(view)
        self.summary.setText(self._summary(view))

    def _count(self, view: AuditView) -> None:
        """Go through the answers, only when they are others than before, and beside the window when they are many."""
        if view.scheme.survey is None:
            return
        of = (forms_of(view.scheme.survey, view.document.questionnaire), view.document.responses)
        if self._counted == of:
            return
        self._counted = of

        def take(counts: Counts) -> None:
            if self._counted == of:
                self._show_counts(counts)

        if len(of[1]) > AT_ONCE:
            self.context.runner.ask(self, lambda _ws: count(*of), take)
        else:
            take(count(*of))

    def _show_counts(self, counts: Counts) -> None:
        self.face.set_answers(counts.tallies["face_to_face"])
        self.electronic.set_answers(counts.tallies["electronic"])
        if self.result.dimensions is not None:
            self.result.dimensions.set_counts(counts)

    @staticmethod
    def _summary(view: AuditView) -> str:
        form = view.scheme.survey
        if form is None:
            return ""
        required = form.required.get(view.document.audit.kind or "initial")
        said = {"must": _("本次审查须做"), "may": _("本次审查视情况做")}.get(required or "", _("方案没有规定本次是否做"))
        return _("{said}（{clause}）").format(said=said, clause=form.clause)

    def keys_now(self) -> tuple[KeyHint, ...]:
        return self.modes.keys() or self.keys

    def leave(self) -> None:
        self.modes.leave()
        if self.complaints is not None:
            self.complaints.finish()
        self.drafts.commit_all()

    def reveal(self, record: str) -> None:
        """Go to `survey.face_to_face`, `survey.electronic`, `facts.operating_months`, `facts.major_complaints` ..."""
        section, _dot, name = record.replace("/", ".").partition(".")
        if section == "responses":
            self.modes.open_response(name)
            return
        if section == "questionnaire":
            self.modes.show("form")
            return
        self.modes.show("totals")
        if section == "survey":
            card = self.electronic if name == "electronic" else self.face
            self.column.ensureWidgetVisible(card)
            card.percent.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif section == "facts" and self.facts is not None and (name in self.facts.months or not name):
            entry = self.facts.months.get(name) or next(iter(self.facts.months.values()))
            self.column.ensureWidgetVisible(entry)
            entry.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif section == "facts" and self.complaints is not None:
            self.column.ensureWidgetVisible(self.complaints)
            self.complaints.add.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add_complaint(self) -> None:
        if self.complaints is not None:
            self.modes.show("totals")
            self.complaints.add_complaint()
            self.column.ensureWidgetVisible(self.complaints)
