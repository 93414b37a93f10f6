"""The training before the audit: its record at the left, the signatures at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from desktop.base.words import _
from desktop.ui.documents.signatures_card import SignaturesCard
from desktop.ui.documents.training_card import TrainingCard
from desktop.ui.page import Context, KeyHint
from desktop.ui.paper_view import PaperView

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class TrainingView(PaperView):
    """See the module."""

    parts: ClassVar[tuple[str, ...]] = ("training",)
    keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("Tab",), _("下一栏")),
        KeyHint(("Enter",), _("请人签名")),
        KeyHint(("Alt", "M"), _("下一处待办")),
        KeyHint(("Ctrl", "Z"), _("撤销")),
    )
    more_keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("Del",), _("清除签名")),
        KeyHint(("Esc",), _("收起签名处")),
    )

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.record = TrainingCard(self.desk, view.scheme)
        self.signatures = SignaturesCard(self.desk)
        self.add(self.left, self.record)
        self.add(self.right, self.signatures)
        self.refresh(view)
        self.drafts.restore()

    def summary(self) -> str:
        own = self.view.document.training
        if own is None or own.held_on is None:
            return ""
        return _("{day}，{n} 人").format(day=own.held_on.isoformat(), n=len(own.trainees))
