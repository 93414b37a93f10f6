"""申请评审 as a view of the planning page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from desktop.base.words import _
from desktop.domain import application
from desktop.ui.page import Context, KeyHint
from desktop.ui.paper_view import PaperView
from desktop.ui.planning.application.admission_card import AdmissionCard
from desktop.ui.planning.application.decision_card import DecisionCard
from desktop.ui.planning.application.dossier_card import DossierCard

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class ApplicationView(PaperView):
    """Documents and conditions at the left, the decision at the right."""

    parts: ClassVar[tuple[str, ...]] = ("application",)
    in_place: ClassVar[tuple[str, ...]] = ("dossier", "admission")
    keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("↑", "↓"), _("换一项")),
        KeyHint(("Space",), _("收到；满足或不满足")),
        KeyHint(("Enter",), _("打开一项")),
        KeyHint(("Alt", "M"), _("下一处待办")),
        KeyHint(("Ctrl", "Z"), _("撤销")),
    )
    more_keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("Del",), _("改为未收到、未查明")),
        KeyHint(("Esc",), _("收起打开的一项")),
        KeyHint(("←", "→"), _("换结论")),
    )

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.dossier = DossierCard(self.desk)
        self.admission = AdmissionCard(self.desk)
        self.decision = DecisionCard(self.desk, view.scheme)
        self.add(self.left, self.dossier, self.admission)
        self.add(self.right, self.decision)
        self.dossier.setVisible(bool(view.scheme.documents))
        self.admission.setVisible(bool(view.scheme.admission))
        self.setFocusProxy((self.dossier if view.scheme.documents else self.admission).list)
        self.refresh(view)
        self.drafts.restore()

    def summary(self) -> str:
        if not application.is_applied(self.view.document):
            return _("这类审查不需要重新申请")
        own = self.view.document.application
        if own is None or own.accepted is None:
            return ""
        return _("已受理") if own.accepted else _("不受理")
