"""What stands against the list of sites and the sample; light, for the rail asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.domain.notices import Notice
from desktop.ui import prepared
from desktop.ui.planning.needs import wanted

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


def notices(view: AuditView) -> list[Notice]:
    """What stands against list and sample."""
    asked = wanted(view).get("sites")
    lacks = (
        [Notice(id="report-sites", severity="warning", sentence=_("审查报告要写场所。"), clause="、".join(asked), record="sites")]
        if asked
        else []
    )
    listed = [one for one in prepared.notices(view, "client") if one.record.startswith("sites")]
    return [*lacks, *listed, *prepared.notices(view, "sites")]


def left(view: AuditView) -> int:
    """How much of it is to do."""
    return sum(one.severity != "note" for one in notices(view))
