"""What the checks say of a plan, reckoned once for each state of the audit: notices, coverage, clashes with what would end them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from desktop.domain.notices import Notice, Severity, by_severity
from desktop.domain.plan_check import plan_notices
from desktop.domain.plan_coverage import Coverage, coverage
from desktop.domain.plan_people import Clash, auditor_days, by_person
from desktop.domain.plan_repair import all_clashes

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.assessment import Assessment


class Checked(Struct, frozen=True):
    """`marks`: by slot the gravest thing said of it; `clashing`: slots somebody cannot be at; `missing`: by site what nobody looks at.

    `alike`: the different ones among `missing`, each with how many sites lack just that.
    """

    notices: tuple[Notice, ...]
    coverage: Coverage
    clashes: tuple[Clash, ...]
    clashing: frozenset[str]
    marks: dict[str, Severity]
    missing: dict[str, frozenset[str]]
    alike: tuple[tuple[frozenset[str], int], ...]
    days: Decimal  # person-days of auditors


_last: tuple[Assessment, Checked] | None = None


def checked(view: AuditView) -> Checked:
    """The checks of the plan as it stands. Asked by the view, the pill and the rail: only the first time is work."""
    global _last
    if _last is not None and _last[0] is view.document:
        return _last[1]
    notices = tuple(by_severity(plan_notices(view.document, view.rules)))
    covered = coverage(view.document, view.rules)
    lines = by_person(view.document)
    found = tuple(all_clashes(view.document, lines))
    marks: dict[str, Severity] = {}
    for notice in notices:
        section, _slash, key = notice.record.partition("/")
        if section == "slots":
            marks.setdefault(key, notice.severity)
    shared: dict[tuple[str, ...], frozenset[str]] = {}
    missing = {site.site: shared.setdefault(site.missing, frozenset(site.missing)) for site in covered.sites}
    alike = tuple(Counter(missing.values()).items())
    clashing = frozenset(one.slot.id or "" for clash in found if clash.two_places for one in (clash.earlier, clash.later))
    _last = view.document, Checked(notices, covered, found, clashing, marks, missing, alike, auditor_days(view.document, lines))
    return _last[1]


def left(view: AuditView) -> int:
    """How much speaks against the plan, for the pill and the rail."""
    return sum(notice.severity == "critical" for notice in checked(view).notices)
