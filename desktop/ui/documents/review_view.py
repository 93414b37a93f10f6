"""The document review: documents at the left, gate and outcome at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from desktop.base.words import _
from desktop.domain.document_gate import open_documents
from desktop.ui.documents.documents_card import DocumentsCard
from desktop.ui.documents.gate_card import GateCard
from desktop.ui.documents.outcome_card import OutcomeCard
from desktop.ui.page import Context, KeyHint
from desktop.ui.paper_view import LIST_KEYS, NEXT, UNDO, PaperView

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class ReviewView(PaperView):
    """See the module."""

    parts: ClassVar[tuple[str, ...]] = ("documents",)
    said: ClassVar[tuple[str, ...]] = ("documents-gate", "documents-deviation")
    keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("Alt", "N"), _("登记文件")),
        KeyHint(("←", "→"), _("换结果、换结论")),
        NEXT,
        UNDO,
    )
    more_keys: ClassVar[tuple[KeyHint, ...]] = LIST_KEYS

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.documents = DocumentsCard(self.desk, view)
        self.gate = GateCard(self.desk)
        self.outcome = OutcomeCard(self.desk)
        self.add(self.left, self.documents)
        self.add(self.right, self.gate, self.outcome)
        self.shortcut("Alt+N", self.documents.add_element)
        self.setFocusProxy(self.documents)
        self.refresh(view)
        self.drafts.restore()

    def summary(self) -> str:
        listed = self.view.document.documents
        if not listed:
            return ""
        still = len(open_documents(self.view.document))
        return _("{n} 份").format(n=len(listed)) + (_("，{n} 个问题未关闭").format(n=still) if still else "")
