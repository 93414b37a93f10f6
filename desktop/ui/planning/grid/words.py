"""Names short enough for a bar: of sites and people, none like another; days as the head shows them; what a bar says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from desktop.base.words import _
from desktop.domain.plan import member_name, members_by_id, places, site_name, sites_by_id, slot_subject, slot_title
from desktop.domain.plan_words import kind_title
from desktop.ui.widgets.dates import weekday

if TYPE_CHECKING:
    from desktop.domain.assessment import Assessment
    from desktop.domain.preparation import Slot
    from desktop.domain.rules import Rules


def short_names(names: Sequence[str], letters: int) -> list[str]:
    """A short form for each name, of about so many letters, no two alike: its beginning, else its end, else what tells it apart.

    Names that begin alike are shortened alike; those that nothing tells apart are numbered.
    """
    clean = ["".join(name.split()) for name in names]
    groups: dict[str, list[int]] = {}
    for place, name in enumerate(clean):
        groups.setdefault(name[:1], []).append(place)
    found: dict[int, str] = {}
    for group in groups.values():
        used = set(found.values())
        for cut in _cuts([clean[place] for place in group], letters):
            if "" not in cut and len(set(cut)) == len(cut) and used.isdisjoint(cut):
                found |= dict(zip(group, cut, strict=True))
                break
    used, number = set(found.values()), 0
    for place in range(len(clean)):
        if place not in found:
            number += 1
            while str(number) in used:
                number += 1
            found[place] = str(number)
    return [found[place] for place in range(len(clean))]


def _cuts(names: Sequence[str], letters: int) -> Iterator[list[str]]:
    """Ways to shorten names, the best first."""
    yield [name[:letters] for name in names]
    yield [name[-letters:] for name in names]
    prefix, suffix = _alike(names), _alike([name[::-1] for name in names])
    yield [name[prefix : max(prefix + 1, len(name) - suffix)][: letters + 2] for name in names]
    yield [name[: letters + 2] for name in names]


def _alike(names: Sequence[str]) -> int:
    """How many letters all names begin with."""
    columns = zip(*names, strict=False)
    return next((place for place, letters in enumerate(columns) if len(set(letters)) > 1), min(map(len, names)))


class Names(NamedTuple):
    """How sites and people of an audit are called in the grid, by id; a site that is the head office has its own id or ''."""

    head: str
    sites: tuple[str, ...]  # where the audit goes, and wherever a line is
    site: dict[str, str]
    site_short: dict[str, str]
    site_letter: dict[str, str]
    people: tuple[str, ...]
    person: dict[str, str]
    person_short: dict[str, str]


def names_of(document: Assessment) -> Names:
    """The names for the audit as it stands."""
    known, members = sites_by_id(document), members_by_id(document)
    audited = places(document)
    head = audited[0]
    sites = tuple(dict.fromkeys((*audited, *(slot.site or head for slot in document.slots))))
    people = tuple(dict.fromkeys((*members, *(person for slot in document.slots for person in slot.people))))
    full = [site_name(known, site) for site in sites]
    called = [member_name(members, person) for person in people]
    return Names(
        head=head,
        sites=sites,
        site=dict(zip(sites, full, strict=True)),
        site_short=dict(zip(sites, short_names(full, 2), strict=True)),
        site_letter=dict(zip(sites, short_names(full, 1), strict=True)),
        people=people,
        person=dict(zip(people, called, strict=True)),
        person_short=dict(zip(people, short_names(called, 1), strict=True)),
    )


def bar_labels(slot: Slot, names: Names, rules: Rules, mode: str) -> tuple[str, ...]:
    """What a bar says, the longest first; the first that fits is painted."""
    site = slot.site or names.head
    where = (names.site_short.get(site, site), names.site_letter.get(site, site))
    full = "、".join(names.person.get(person, person) for person in slot.people) or _("未派人")
    short = "、".join(names.person_short.get(person, person) for person in slot.people) or "–"
    subject = slot_subject(slot, rules, most=3) or (kind_title(slot.kind) if slot.kind else "")
    if slot.kind is not None and mode != "sites":
        return tuple(dict.fromkeys((f"{subject}·{where[0] if mode == 'people' else full}", subject, subject[:4], subject[:2])))
    if mode == "people":
        return tuple(dict.fromkeys((f"{where[0]}·{subject}" if subject else where[0], where[0], where[1])))
    if mode == "sites":
        return tuple(dict.fromkeys((f"{full}·{subject}" if subject else full, full, short)))
    if not slot.items:
        return tuple(dict.fromkeys((f"{subject}·{full}", f"{subject}·{short}", subject[:4], subject[:2])))
    return f"{where[0]}·{full}", f"{where[0]}·{short}", f"{where[1]}·{short}", where[1]


def told(slot: Slot, names: Names, rules: Rules, document: Assessment) -> str:
    """A slot in full, for the tooltip and screen readers."""
    people = "、".join(names.person.get(person, person) for person in slot.people) or _("未派人")
    lines = [slot_title(slot, sites_by_id(document)), people, slot_subject(slot, rules, most=12)]
    if slot.with_whom:
        lines.append(_("受审查方：{names}").format(names=slot.with_whom))
    return "\n".join(line for line in lines if line)


def day_head(day: date, *, wide: bool = True) -> str:
    """A day in the head: 11 月 24 日 周二."""
    return _("{month} 月 {day} 日 {weekday}").format(month=day.month, day=day.day, weekday=weekday(day)) if wide else f"{day:%m-%d}"


def clock_words(day: date, start: str | None) -> str:
    """A moment in a sentence: 25 日 13:30."""
    return _("{day} 日 {time}").format(day=day.day, time=start or "…")
