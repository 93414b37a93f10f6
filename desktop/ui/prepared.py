"""What stands against an audit's papers as of today, reckoned once for each state of the audit however many places ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base import clock
from desktop.domain.notices import Notice, by_severity
from desktop.domain.preparation_check import CHECKS

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView

# The state asked about last and what was found: rail, pills and views ask one after the other.
_last: tuple[object, object, dict[str, list[Notice]]] = (None, None, {})


def notices(view: AuditView, *parts: str) -> list[Notice]:
    """The notices of some parts of the preparation (`preparation_check.CHECKS`), the gravest first."""
    global _last
    today = clock.now().date()
    if _last[0] is not view or _last[1] != today:
        _last = (view, today, {})
    found = _last[2]
    for part in parts:
        if part not in found:
            found[part] = CHECKS[part](view.document, view.scheme, today)
    return by_severity(notice for part in parts for notice in found[part])


def left(view: AuditView, *parts: str) -> int:
    """How many of them are something to do; a note is not."""
    return sum(notice.severity != "note" for notice in notices(view, *parts))
