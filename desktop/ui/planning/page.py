"""策划: views switched by pills; each is a row of `views.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.ui.page import Context
from desktop.ui.planning.views import views_of
from desktop.ui.viewed_page import ViewedPage

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class PlanningPage(ViewedPage):
    """The papers before the audit, its plan and its programme."""

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view, _("策划"), views_of)
