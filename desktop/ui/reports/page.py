"""The step report: reports and forms with their pages, the conclusion, what is still wrong, what was given to the client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.ui.page import Context
from desktop.ui.reports import approving
from desktop.ui.viewed_page import PageView, ViewedPage, ViewSpec

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


def views_of(_view: AuditView) -> tuple[ViewSpec, ...]:
    """The views, a row each."""
    return (
        ViewSpec("papers", _("报告与表单"), _papers, ("report", "kinds", "grade"), approving.missing),
        ViewSpec("conclusion", _("结论"), _conclusion, ("conclusion",), approving.conclusion_left),
        ViewSpec("approval", _("提交前核查"), _approval, ("approval",), approving.critical),
        ViewSpec("delivery", _("交付签收"), _delivery, ("delivery",), approving.unreceived, "delivery"),
    )


class ReportPage(ViewedPage):
    """See the module."""

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view, _("结论与报告"), views_of)

    def reveal(self, record: str) -> None:
        """Go to `report.process`, `kinds/audit`, `conclusion.kind`, `delivery/<id>`, or to a view by its id."""
        section, _dot, rest = record.replace("/", ".").partition(".")
        super().reveal(record)
        if (section == "conclusion" and rest) or (section == "delivery" and rest):
            self.current().reveal(record)


def _papers(context: Context, view: AuditView) -> PageView:
    from desktop.ui.reports.papers_view import PapersView

    return PapersView(context, view)


def _conclusion(context: Context, view: AuditView) -> PageView:
    from desktop.ui.reports.conclusion_view import ConclusionView

    return ConclusionView(context, view)


def _approval(context: Context, view: AuditView) -> PageView:
    from desktop.ui.reports.approval_view import ApprovalView

    return ApprovalView(context, view)


def _delivery(context: Context, view: AuditView) -> PageView:
    from desktop.ui.reports.delivery_view import DeliveryView

    return DeliveryView(context, view)
