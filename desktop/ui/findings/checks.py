"""What the checks say of the findings, by finding; light enough for the count in the rail."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from desktop.base import clock
from desktop.domain.approval_findings import finding_notices
from desktop.domain.notices import Notice
from desktop.ui.page import Left

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


@dataclass(frozen=True)
class Checked:
    """The notices of an audit's findings: by the finding's id, and what belongs to none."""

    by_finding: dict[str, list[Notice]] = field(default_factory=dict)
    elsewhere: list[Notice] = field(default_factory=list)

    def of(self, finding: str) -> list[Notice]:
        """All that is said of a finding and its rounds."""
        return self.by_finding.get(finding, [])

    def is_open(self, finding: str) -> bool:
        """Whether something is left to do about a finding."""
        return any(one.severity != "note" for one in self.of(finding))

    def others(self) -> list[Notice]:
        """What belongs to no finding and is not offered to become one."""
        return [one for one in self.elsewhere if one.severity != "note" and not one.id.startswith("conformity-finding/")]


# The last one: the rail and the page ask for the same view one after the other.
_last: tuple[object, date, Checked] | None = None


def checked(view: AuditView) -> Checked:
    """What the checks say today."""
    global _last
    today = clock.now().date()
    if _last is not None and _last[0] is view.records and _last[1] == today:
        return _last[2]
    rounds = {one.id: one.finding for one in view.document.corrections}
    found = Checked()
    for notice in finding_notices(view.document, view.rules, today):
        section, _slash, key = notice.record.partition("/")
        owner = key if section == "findings" else rounds.get(key) if section == "corrections" else None
        if owner:
            found.by_finding.setdefault(owner, []).append(notice)
        else:
            found.elsewhere.append(notice)
    _last = (view.records, today, found)
    return found


def left(view: AuditView) -> Left:
    """Findings with something left to do, results without a finding; red when a correction is overdue. No tick where there is nothing."""
    found = checked(view)
    count = sum(found.is_open(key) for key in found.by_finding) + sum(one.severity != "note" for one in found.elsewhere)
    late = any(one.id.startswith("correction-overdue/") for listed in found.by_finding.values() for one in listed)
    return Left(count, done=bool(view.document.findings) and not count, wrong=late)
