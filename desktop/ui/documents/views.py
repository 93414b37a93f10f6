"""The views of the documents page, a row each; light, for the rail asks how much is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.domain.document_gate import gate
from desktop.ui import prepared
from desktop.ui.page import Context, Left
from desktop.ui.viewed_page import PageView, ViewSpec

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


def views_of(view: AuditView) -> tuple[ViewSpec, ...]:
    """The views an audit has: a training where the scheme asks for one or a record is kept."""
    review = ViewSpec("review", _("文件评审"), _review, ("documents", "document_review"), _review_left, "documents")
    if view.scheme.training is None and view.document.training is None:
        return (review,)
    return (review, ViewSpec("before", _("审查前培训"), _training, ("training",), _training_left, "training"))


def left(view: AuditView) -> Left:
    """For the rail: what is open; a tick once the review is done; red when somebody is on site too early."""
    count = sum(spec.left(view) for spec in views_of(view))
    wrong = any(one.id == "documents-gate" and one.severity == "critical" for one in prepared.notices(view, "documents"))
    done = gate(view.document, view.scheme).state in ("passed", "left-out") or bool(view.document.documents)
    return Left(count, done=not count and done, wrong=wrong)


def _review_left(view: AuditView) -> int:
    return prepared.left(view, "documents")


def _training_left(view: AuditView) -> int:
    return prepared.left(view, "training")


def _review(context: Context, view: AuditView) -> PageView:
    from desktop.ui.documents.review_view import ReviewView

    return ReviewView(context, view)


def _training(context: Context, view: AuditView) -> PageView:
    from desktop.ui.documents.training_view import TrainingView

    return TrainingView(context, view)
