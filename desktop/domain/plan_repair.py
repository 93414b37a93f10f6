"""What would end a clash of an audit plan: somebody else who is free takes a line, or the line moves to when everybody is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from desktop.domain.assessment import Assessment, Member
from desktop.domain.plan import Placed, member_name, members_by_id, site_name, sites_by_id
from desktop.domain.plan_people import Clash, by_person, clashes
from desktop.domain.service_hours import DAY
from desktop.domain.site_draw import head_office

# A line is moved in steps of so many minutes, and not past this time of day.
STEP = 15
LATEST = 18 * 60


class Repair(Struct, frozen=True, kw_only=True):
    """`instead` takes the place of `person` in `slot`; without `instead` the slot moves by `minutes`.

    `at`: where `instead` is on that day anyway, empty when nowhere.
    """

    slot: str
    person: str
    instead: str | None = None
    minutes: int = 0
    at: str = ""


def all_clashes(document: Assessment, known: Mapping[str, list[Placed]] | None = None) -> list[Clash]:
    """Every clash of the plan, those at two places first, then by day and time. `known`: what `by_person` says, where it was asked."""
    head = head_office(document)
    found = [clash for person, lines in (by_person(document) if known is None else known).items() for clash in clashes(person, lines, head)]
    return sorted(found, key=lambda one: (not one.two_places, one.later.day, one.later.start, one.person))


def repair(document: Assessment, clash: Clash) -> Repair | None:
    """The nearest way out of a clash; None when nobody is free and the day is full."""
    lines = by_person(document)
    members = members_by_id(document)
    head = head_office(document)
    best: tuple[tuple[bool, bool, int], Repair] | None = None
    for line in (clash.later, clash.earlier):
        where = line.slot.site or head
        for place, (key, member) in enumerate(members.items()):
            if not _may_take(line, key, member) or not _is_free(lines.get(key, ()), line, line.start, line.end):
                continue
            sites = {other.slot.site or head for other in lines.get(key, ()) if other.day == line.day}
            rank = (where not in sites, line is clash.earlier, place)
            if best is None or rank < best[0]:
                at = site_name(sites_by_id(document), where) if where in sites else ""
                best = rank, Repair(slot=line.slot.id or "", person=clash.person, instead=key, at=at)
    return best[1] if best is not None else _later(clash, lines)


def _may_take(line: Placed, key: str, member: Member) -> bool:
    return key not in line.slot.people and (member.role != "expert" or line.slot.kind is not None)


def _is_free(lines: Iterable[Placed], moving: Placed, start: int, end: int) -> bool:
    return all(other.day != moving.day or other.slot.id == moving.slot.id or other.end <= start or other.start >= end for other in lines)


def _later(clash: Clash, lines: Mapping[str, list[Placed]]) -> Repair | None:
    line = clash.later
    length = line.end - line.start
    for start in range(-(-clash.earlier.end // STEP) * STEP, min(LATEST, DAY) - length + 1, STEP):
        if all(_is_free(lines.get(person, ()), line, start, start + length) for person in line.slot.people):
            return Repair(slot=line.slot.id or "", person=clash.person, minutes=start - line.start)
    return None


def instead_of(people: Iterable[str], one: Repair) -> tuple[str, ...]:
    """The people of the slot once it is repaired."""
    return tuple(dict.fromkeys(one.instead if person == one.person and one.instead else person for person in people))


def who(document: Assessment, key: str) -> str:
    """A person's name in a sentence."""
    return member_name(members_by_id(document), key)
