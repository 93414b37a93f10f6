"""The page of the step documents: the review, and the training where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.ui.documents.views import views_of
from desktop.ui.page import Context
from desktop.ui.viewed_page import ViewedPage

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class DocumentsPage(ViewedPage):
    """Review and training, switched by pills."""

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view, _("文件评审"), views_of)
