"""A first audit plan laid out quickly: chapters over sites, days and people, for a person to change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.assessment import Assessment
from desktop.domain.plan import MOST_SLOTS, clock_text, placed, places, separate_plans, sites_by_id
from desktop.domain.plan_coverage import leaves_to_plan
from desktop.domain.plan_people import Ways, ways
from desktop.domain.preparation import Slot
from desktop.domain.rules import Rules
from desktop.domain.service_hours import DAY, Span, open_spans
from desktop.domain.site_draw import HEAD_OFFICE

# A working day of an audit, with the break at noon; meetings at its ends.
WORK: tuple[Span, ...] = ((9 * 60, 12 * 60), (13 * 60, 17 * 60))
MEETING = 30
# How long a chapter gets: the longest with which everything fits in, else the shortest and some is left over.
LENGTHS = (180, 150, 120, 90, 60, 45, 30, 20, 15)
MOST_DAYS = 366


@dataclass(slots=True)
class _Person:
    """Where somebody is in the laying out: free from `at` minutes of the day with number `day`."""

    id: str
    free: list[list[Span]]  # by day
    day: int = 0
    at: int = 0
    site: str = ""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Days, ways, hours by site, and the minute of the last day at which everybody is back."""

    days: list[date]
    known: Ways
    hours: dict[str, tuple[Span, ...] | None]
    closing: int

    def way(self, start: str, end: str) -> int:
        """Minutes from site to site; what nobody has said is half an hour."""
        minutes = self.known.minutes(start, end) if start != end else 0
        return MEETING if minutes is None else minutes


@dataclass(frozen=True, slots=True)
class _Work:
    """What is done in one go: `items` empty for a measurement."""

    site: str
    part: str | None
    items: tuple[str, ...]
    activity: str | None


def suggest(document: Assessment, rules: Rules) -> list[Slot]:
    """Slots without ids: an opening and a closing meeting, then every chapter at every audited site.

    One auditor takes a site as a whole, the head office is shared; the time of a chapter is what the days give, from three hours down to
    fifteen minutes. What does not fit in is left out and shows in the coverage. BadInput without days or auditors.
    """
    days = _days(document)
    auditors = [member.id for member in document.team if member.id and member.role != "expert"]
    if not auditors:
        raise BadInput(_("审查组里还没有审查员，排不出计划，请先加上组长或审查员。"))
    everybody = tuple(member.id for member in document.team if member.id)
    audited = places(document)
    meetings = _meetings(rules, days, everybody, audited[0])
    work = list(_work(document, rules, audited))
    if len(work) > MOST_SLOTS:
        raise BadInput(
            _("{sites} 个场所逐章审查要排 {n} 行，超过 {most} 行，请先抽取场所。").format(sites=len(audited), n=len(work), most=MOST_SLOTS)
        )
    hours = {key: open_spans(site.service_hours) for key, site in sites_by_id(document).items()}
    hours.setdefault(audited[0], open_spans(document.client.service_hours))
    closing = min((WORK[-1][1], *(one.start for one in map(placed, meetings) if one and one.day == days[-1] and one.start > WORK[0][0])))
    frame = _Frame(days, ways(document), hours, closing)
    slots: list[Slot] = []
    for length in LENGTHS:
        people = [_Person(one, _free(days, meetings), at=WORK[0][0] + MEETING, site=audited[0]) for one in auditors]
        slots, all_fit = _laid_out(work, people, frame, length)
        if all_fit:
            break
    return [*meetings, *slots]


def _days(document: Assessment) -> list[date]:
    first, last = document.audit.starts_on, document.audit.ends_on or document.audit.starts_on
    if first is None or last is None:
        raise BadInput(_("还没有写审查开始和结束日期，排不出计划，请先填写。"))
    if last < first:
        raise BadInput(_("审查结束日期 {last} 早于开始日期 {first}，请改正。").format(first=first, last=last))
    if (last - first).days >= MOST_DAYS:
        raise BadInput(_("审查期间 {first} 至 {last} 超过一年，请改正。").format(first=first, last=last))
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _meetings(rules: Rules, days: list[date], people: tuple[str, ...], head: str) -> list[Slot]:
    titles = {meeting.kind: meeting.title for meeting in rules.scheme.meetings}
    plans = separate_plans(rules.scheme)
    part = plans[0].id if plans else None
    first, last = WORK[0][0], WORK[-1][1]
    times = [("opening", days[0], first), ("team", days[-1], last - 2 * MEETING), ("closing", days[-1], last - MEETING)]
    usual = {"opening": _("首次会议"), "closing": _("末次会议")}
    return [
        Slot(
            kind="meeting",
            part=part,
            on=day,
            start=clock_text(start),
            end=clock_text(start + MEETING),
            site=head or None,
            people=people,
            activity=titles.get(kind) or usual.get(kind),  # type: ignore[call-overload]
        )
        for kind, day, start in times
        if kind in titles or kind in usual
    ]


def _work(document: Assessment, rules: Rules, audited: tuple[str, ...]) -> Iterator[_Work]:
    """Site by site: its chapters, then its measurement where the scheme has a plan for that."""
    leaves = leaves_to_plan(document, rules)
    groups: dict[str, list[str]] = {}
    for leaf in leaves:
        rule = rules.items[leaf]
        groups.setdefault(rule.chapter or rule.path[0], []).append(leaf)
    full = {key: len(rules.items[key].leaves) + len(rules.items[key].conformity) for key in groups}
    plans = separate_plans(rules.scheme)
    part = next((one.id for one in plans if one.plan == "items"), None)
    measured = next((one for one in plans if one.plan == "characteristics"), None)
    for site in audited:
        for key, members in groups.items():
            # A chapter of which something is left out is named leaf by leaf.
            yield _Work(site, part, (key,) if full[key] in (0, len(members)) else tuple(members), None)
        if measured is not None:
            yield _Work(site, measured.id, (), _("服务特性测评"))


def _free(days: list[date], meetings: list[Slot]) -> list[list[Span]]:
    busy = [one for one in map(placed, meetings) if one is not None]
    return [
        [span for low, high in WORK for span in _cut(low, high, [(one.start, one.end) for one in busy if one.day == day])] for day in days
    ]


def _cut(low: int, high: int, busy: list[Span]) -> Iterator[Span]:
    for start, end in sorted(busy):
        if start < high and end > low:
            if low < start:
                yield low, start
            low = max(low, end)
    if low < high:
        yield low, high


def _laid_out(work: list[_Work], people: list[_Person], frame: _Frame, length: int) -> tuple[list[Slot], bool]:
    """Everything in the order given, each site by whoever is free first; the head office chapter by chapter."""
    head = frame.known.head
    slots: list[Slot] = []
    full = True
    who: _Person | None = None
    site = head
    for one in work:
        if one.site in (head, HEAD_OFFICE) or one.site != site or who is None:
            who = min(people, key=lambda person: (person.day, person.at))
        site = one.site
        found = _next(who, one.site, length, frame)
        if found is None:
            full = False
            if length != LENGTHS[-1]:
                break
            continue
        day, start = found
        who.day, who.at, who.site = day, start + length, one.site
        slots.append(
            Slot(
                part=one.part,
                on=frame.days[day],
                start=clock_text(start),
                end=clock_text(start + length),
                site=one.site or None,
                people=(who.id,),
                items=one.items,
                activity=one.activity,
            )
        )
    return slots, full


def _next(who: _Person, site: str, length: int, frame: _Frame) -> tuple[int, int] | None:
    """The first time that is long enough: after the way there, in the site's hours, and early enough to be back for the closing meeting."""
    way = frame.way(who.site, site)
    back = frame.closing - frame.way(site, frame.known.head)
    opening = frame.hours.get(site) or ((0, DAY),)
    for day in range(who.day, len(frame.days)):
        earliest = who.at + way if day == who.day else 0
        latest = back if day == len(frame.days) - 1 else DAY
        for low, high in who.free[day]:
            for opens, closes in opening:
                start = max(low, opens, earliest)
                if start + length <= min(high, closes, latest):
                    return day, start
    return None
