"""What a report lacks, the topics of the audit counted as the one chapter they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.domain.report_contents import MissingContent, missing_contents

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView

TOPICS = "topics"


def topics_title() -> str:
    """The heading under which a report prints the topics."""
    return _("本类审查的必查内容")


def lacking(view: AuditView, kind: str) -> list[MissingContent]:
    """The mandatory contents that are not all there, in the scheme's order."""
    found = missing_contents(view.document, view.scheme, view.grade, kind)
    unsaid = [one for one in found if one.id.startswith(f"{TOPICS}/")]
    kept = [one for one in found if not one.id.startswith(f"{TOPICS}/")]
    if unsaid:
        needs = tuple(path for one in unsaid for path in one.needs)
        kept.append(MissingContent(id=TOPICS, title=topics_title(), clause=unsaid[0].clause, needs=needs))
    return kept
