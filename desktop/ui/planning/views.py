"""The views of the planning page, a row each; the page makes a pill of every row and the view when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from desktop.base.words import _
from desktop.ui.page import Context, Left
from desktop.ui.planning import needs
from desktop.ui.planning.plan_view import PlanView

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class ViewSpec(NamedTuple):
    """`make` imports the view's module, so that it costs nothing before it is opened.

    `sections`: the records that `reveal` finds there (`team` of `team/<id>` and `team.leader`); the first row that has one is taken.
    `left`: what is open there, for the pill and, added up, for the rail. `paper`: the kind of form it prints. `is_shown`: whether an
    audit has it.
    """

    id: str
    title: str
    make: Callable[[Context, AuditView], PlanView]
    sections: tuple[str, ...] = ()
    left: Callable[[AuditView], int] = lambda _view: 0
    paper: str = ""
    is_shown: Callable[[AuditView], bool] = lambda _view: True


def all_views() -> tuple[ViewSpec, ...]:
    """Every view in the order of the work."""
    return (ViewSpec("basics", _("基本情况"), _basics, ("client", "audit", "previous", "assessment", "sites", "team"), needs.count),)


def views_of(view: AuditView) -> tuple[ViewSpec, ...]:
    """The views an audit has."""
    return tuple(spec for spec in all_views() if spec.is_shown(view))


def left(view: AuditView) -> Left:
    """For the rail: what is open in all views."""
    count = sum(spec.left(view) for spec in views_of(view))
    return Left(count, done=not count)


def _basics(context: Context, view: AuditView) -> PlanView:
    from desktop.ui.planning.basics_view import BasicsView

    return BasicsView(context, view)
