"""The view of the conclusion: the outcomes to choose from, beside them what they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from desktop.base.words import _
from desktop.domain.assessment import Conclusion
from desktop.ui.page import Context, KeyHint
from desktop.ui.paper_view import PaperView
from desktop.ui.reports import approving
from desktop.ui.reports.conclusion_cards import GradeCard, NeedsCard, RequestCard, WordsCard
from desktop.ui.reports.outcomes_card import OutcomesCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.actions.workspace import AuditView
    from desktop.domain.notices import Notice
    from desktop.domain.scheme import Step


class ConclusionView(PaperView):
    """See the module."""

    elsewhere: ClassVar[Step] = "score"
    keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("↑", "↓"), _("换结论")),
        KeyHint(("Alt", "M"), _("下一待办")),
        KeyHint(("Ctrl", "Enter"), _("写完")),
    )

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.outcomes = OutcomesCard(self.desk)
        self.words = WordsCard(self.desk)
        self.grade = GradeCard()
        self.needs = NeedsCard()
        self.request = RequestCard(self.desk)
        self.add(self.left, self.outcomes, self.words)
        self.add(self.right, self.grade, self.needs, self.request)
        for column in (self.left, self.right):
            column.body.addStretch(1)
        self.setFocusProxy(self.outcomes.cards)
        self.outcomes.score_wanted.connect(lambda: context.shell.go("score"))
        self.outcomes.request_wanted.connect(lambda: self.request.reveal("conclusion.client_request"))
        self.grade.findings_wanted.connect(lambda: context.shell.go("findings"))
        self.words.confirmed.connect(self.outcomes.confirm)
        self.refresh(view)
        self.drafts.restore()

    def own_notices(self, view: AuditView) -> Sequence[Notice]:
        # What speaks against an outcome stands at the outcome, what it owes in its own card.
        told = ("conclusion-not-allowed", "conclusion-owed")
        return [one for one in approving.conclusion(view) if not one.id.startswith(told) and one.id != "conclusion"]

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        standing = self.outcomes.standing()
        self.needs.show_standing(standing)
        conclusion = view.document.conclusion or Conclusion()
        self.words.mark_reason(standing is not None and bool(standing.owed) and not (conclusion.reason or "").strip())
