"""One person's days in a plan: overlaps, the way between two sites, how long a day gets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct

from desktop.domain.assessment import Assessment
from desktop.domain.plan import Placed, placed, sites_by_id
from desktop.domain.service_hours import merged
from desktop.domain.site_draw import HEAD_OFFICE, head_office

# Beyond this nobody audits well; ways and breaks are not counted.
LONGEST_DAY = 8 * 60
HALF_DAY = 4 * 60


class Clash(Struct, frozen=True, gc=False):
    """A person has to be at `later` before `earlier` is over."""

    person: str
    earlier: Placed
    later: Placed
    two_places: bool  # they are at different sites


class Way(Struct, frozen=True, gc=False):
    """A person goes from one site to another in less time than it takes. `needed`: minutes, None when nobody has said."""

    person: str
    before: Placed
    after: Placed
    minutes: int
    needed: int | None


class Ways(Struct, frozen=True):
    """What is known of the ways between sites. `said`: minutes to a site; `usual`: where a site says nothing."""

    head: str
    said: dict[str, int]
    usual: int | None

    def minutes(self, start: str, end: str) -> int | None:
        """From one site to another: what the site it leads to says, back to the head office what the site it comes from says."""
        return self.said.get(start if end == self.head else end, self.usual)


class Workday(Struct, frozen=True, gc=False):
    """What one person works on one day, in minutes; overlapping lines count once."""

    person: str
    day: date
    minutes: int


def by_person(document: Assessment, timed: Iterable[Placed | None] | None = None) -> dict[str, list[Placed]]:
    """Each person's lines in the order of time; lines without a right time are left out. `timed`: the slots as `placed` has them."""
    found: dict[str, list[Placed]] = {}
    for one in map(placed, document.slots) if timed is None else timed:
        if one is not None:
            people = one.slot.people
            for person in people if len(people) < 2 else dict.fromkeys(people):
                found.setdefault(person, []).append(one)
    for lines in found.values():
        lines.sort(key=lambda one: (one.day, one.start, one.end, one.slot.id or ""))
    return found


def clashes(person: str, lines: Iterable[Placed], head: str = HEAD_OFFICE) -> list[Clash]:
    """Each line that begins before an earlier one ends, with the one of them that ends last; lines come in the order of time.

    Every line that overlaps another is in at least one clash, and there is at most one for each line.
    """
    found = []
    last: Placed | None = None
    for line in lines:
        if last is not None and last.day == line.day and line.start < last.end:
            found.append(Clash(person, last, line, (last.slot.site or head) != (line.slot.site or head)))
        if last is None or (line.day, line.end) > (last.day, last.end):
            last = line
    return found


def ways(document: Assessment) -> Ways:
    """How long the ways of an audit take."""
    said = {key: site.travel_minutes for key, site in sites_by_id(document).items() if site.travel_minutes is not None}
    return Ways(head_office(document), said, document.plan.travel_minutes if document.plan else None)


def short_ways(person: str, lines: Iterable[Placed], known: Ways) -> list[Way]:
    """Ways between two sites on one day that are planned too short; a line of travel is the way itself."""
    found = []
    before: Placed | None = None
    for line in lines:
        if line.slot.kind == "travel":
            continue
        if before is not None and before.day == line.day and line.start >= before.end:
            start, end = before.slot.site or known.head, line.slot.site or known.head
            if start != end:
                needed = known.minutes(start, end)
                gap = line.start - before.end
                if gap < (1 if needed is None else needed):
                    found.append(Way(person, before, line, gap, needed))
        if before is None or (line.day, line.end) >= (before.day, before.end):
            before = line
    return found


def workdays(person: str, lines: Iterable[Placed]) -> list[Workday]:
    """A person's days with the time spent at work."""
    days: dict[date, list[tuple[int, int]]] = {}
    for line in lines:
        if line.slot.kind in (None, "meeting"):
            days.setdefault(line.day, []).append((line.start, line.end))
    return [Workday(person, day, sum(end - start for start, end in merged(spans))) for day, spans in days.items()]


def auditor_days(document: Assessment, known: Mapping[str, list[Placed]] | None = None) -> Decimal:
    """The person-days the plan comes to: half a day up to four hours, else a whole one; experts are not counted.

    `known`: what `by_person` says, where it was asked already.
    """
    auditing = {member.id for member in document.team if member.role != "expert"}
    total = Decimal(0)
    for person, lines in (by_person(document) if known is None else known).items():
        if person in auditing:
            total += sum((Decimal("0.5") if one.minutes <= HALF_DAY else Decimal(1) for one in workdays(person, lines)), Decimal(0))
    return total
