"""What speaks against the audit as a part of the programme, as far as its own document knows; once for each state of the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base import clock
from desktop.domain.programme_check import programme_notices

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView

# The state asked about last: pill and rail ask one after the other.
_last: tuple[object, object, int] = (None, None, 0)


def left(view: AuditView) -> int:
    """How much of it stands in the way of approval and belongs here; what a step of its own counts is not counted twice."""
    global _last
    today = clock.now().date()
    if _last[0] is not view or _last[1] != today:
        found = programme_notices(view.document, view.rules, today)
        count = sum(one.severity == "critical" and one.record in ("programme", "audit") for one in found)
        _last = (view, today, count)
    return _last[2]
