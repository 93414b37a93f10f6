"""The views of the planning page, a row each; the page makes a pill of every row and the view when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.ui.page import Context, Left
from desktop.ui.planning import needs
from desktop.ui.viewed_page import PageView, ViewSpec

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


def all_views() -> tuple[ViewSpec, ...]:
    """Every view in the order of the work."""
    return (
        ViewSpec("basics", _("基本情况"), _basics, ("client", "audit", "previous", "assessment", "sites", "team"), needs.count),
        ViewSpec("plan", _("计划网格"), _plan, ("slots", "plan", "plan_changes"), _plan_left, "plan"),
    )


def views_of(view: AuditView) -> tuple[ViewSpec, ...]:
    """The views an audit has."""
    return tuple(spec for spec in all_views() if spec.is_shown(view))


def left(view: AuditView) -> Left:
    """For the rail: what is open in all views."""
    count = sum(spec.left(view) for spec in views_of(view))
    return Left(count, done=not count)


def _basics(context: Context, view: AuditView) -> PageView:
    from desktop.ui.planning.basics_view import BasicsView

    return BasicsView(context, view)


def _plan(context: Context, view: AuditView) -> PageView:
    from desktop.ui.planning.grid.view import PlanGridView

    return PlanGridView(context, view)


def _plan_left(view: AuditView) -> int:
    from desktop.ui.planning.grid.checked import left

    return left(view)
