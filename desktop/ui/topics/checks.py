"""How many topics are still to be written, for the rail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.topics import topics_of
from desktop.ui.page import Left

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


def left(view: AuditView) -> Left:
    """Topics of which nothing is said; without topics no tick."""
    asked = topics_of(view.document, view.scheme)
    count = sum(topic.state == "empty" for topic in asked)
    return Left(count, done=bool(asked) and not count)
