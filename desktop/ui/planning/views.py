"""The views of the planning page, a row each; the page makes a pill of every row and the view when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.ui import prepared
from desktop.ui.page import Context, Left
from desktop.ui.planning import needs
from desktop.ui.planning.sites import checked as site_notices
from desktop.ui.viewed_page import PageView, ViewSpec

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


def all_views() -> tuple[ViewSpec, ...]:
    """Every view in the order of the work."""
    return (
        ViewSpec("basics", _("基本情况"), _basics, ("client", "audit", "previous", "assessment"), needs.count),
        ViewSpec("application", _("申请评审"), _application, ("application", "dossier", "admission"), _open("application"), "application"),
        ViewSpec("days", _("人日"), _days, ("person_days",), _open("days"), "person-days"),
        ViewSpec("sites", _("场所抽样"), _sites, ("sites", "site_sample"), site_notices.left, "sites"),
        ViewSpec("team", _("审查组与委任"), _team, ("team", "appointment"), _open("team", "appointment"), "appointment"),
        ViewSpec("plan", _("计划网格"), _plan, ("slots", "plan", "plan_changes"), _plan_left, "plan"),
        ViewSpec("programme", _("审查方案"), _programme, ("programme",), _programme_left, "programme"),
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


def _application(context: Context, view: AuditView) -> PageView:
    from desktop.ui.planning.application.view import ApplicationView

    return ApplicationView(context, view)


def _days(context: Context, view: AuditView) -> PageView:
    from desktop.ui.planning.days.view import DaysView

    return DaysView(context, view)


def _sites(context: Context, view: AuditView) -> PageView:
    from desktop.ui.planning.sites.view import SitesView

    return SitesView(context, view)


def _team(context: Context, view: AuditView) -> PageView:
    from desktop.ui.planning.team.view import TeamView

    return TeamView(context, view)


def _open(*parts: str) -> Callable[[AuditView], int]:
    return lambda view: prepared.left(view, *parts)


def _plan(context: Context, view: AuditView) -> PageView:
    from desktop.ui.planning.grid.view import PlanGridView

    return PlanGridView(context, view)


def _plan_left(view: AuditView) -> int:
    from desktop.ui.planning.grid.checked import left

    return left(view)


def _programme(context: Context, view: AuditView) -> PageView:
    from desktop.ui.planning.programme.view import ProgrammeView

    return ProgrammeView(context, view)


def _programme_left(view: AuditView) -> int:
    from desktop.ui.planning.programme.checked import left

    return left(view)
