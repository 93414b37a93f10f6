"""The client's programme over a certification cycle: its audits, the windows they settle, what they covered together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from desktop.base.errors import BadInput
from desktop.domain.assessment import Assessment, ConformityAnswer
from desktop.domain.cycle import DEFAULT_CYCLE, add_months
from desktop.domain.grade import Grade
from desktop.domain.preparation import ProgrammeAudit
from desktop.domain.rules import Rules
from desktop.domain.scheme import Anchor, AuditKind, Scheme, Window
from desktop.domain.scoring import has_value
from desktop.domain.site_draw import audited_sites
from desktop.domain.visit import is_made

# More audits than one client has in a cycle.
MOST_AUDITS = 200
# Stands for the id of the audit that is looked at, where only its document is known.
OWN = "own"

# unknown: it cannot be reckoned yet; future: not open yet; open: now; late: past the normal limit, not past the last one;
# overdue: past the last limit; planned: an audit is to come in it. done-…: the audit was made, too early or too late.
WindowState = Literal["unknown", "future", "open", "late", "overdue", "planned", "done", "done-early", "done-late", "done-beyond"]


class Cycle(Struct, frozen=True, kw_only=True):
    """The dates of a cycle. `decided` None: no certificate yet, nothing can be reckoned."""

    decided: date | None
    expires: date | None


class CycleWindow(Struct, frozen=True, kw_only=True):
    """One window of the cycle with what became of it. Limits are inclusive; `audit` is the one that settles it."""

    what: str
    title: str
    clause: str
    note: str
    kind: AuditKind | None
    application: bool
    opens: date | None
    until: date | None
    latest: date | None
    state: WindowState
    audit: ProgrammeAudit | None = None
    on: date | None = None  # when it was settled, or is planned to be


def cycle_of(document: Assessment, scheme: Scheme) -> Cycle:
    """Decision and expiry of the certificate in force: as the programme says, else as the audit does, else reckoned."""
    programme = document.programme
    decided = (programme.decided_on if programme else None) or document.audit.decided_on
    expires = programme.expires_on if programme else None
    if expires is None and decided is not None:
        try:
            expires = add_months(decided, scheme.calendar.cycle_months if scheme.calendar else DEFAULT_CYCLE)
        except BadInput:
            expires = None
    return Cycle(decided=decided, expires=expires)


def own_entry(document: Assessment, rules: Rules, audit: str = OWN, grade: Grade | None = None) -> ProgrammeAudit:
    """This audit as a line of the programme: what it looked at, where, and what it came to."""
    found = grade.grade if grade and grade.complete else None
    answers = sum(1 for one in document.responses if one.void is None)
    channels = (document.survey.face_to_face, document.survey.electronic)
    typed = sum(channel.responses or 0 for channel in channels if channel is not None)
    names = {site.id: site.name or site.id for site in document.sites if site.id}
    return ProgrammeAudit(
        id=audit,
        audit=audit,
        kind=document.audit.kind,
        number=document.audit.number,
        applied_on=document.application.received_on if document.application else None,
        planned_on=document.audit.starts_on,
        ended_on=document.audit.ends_on or document.audit.evaluated_on,
        late_reason=document.programme.late_reason if document.programme else None,
        items=covered_items(document, rules),
        sites=tuple(names[key] for key in audited_sites(document) if key in names)[:MOST_AUDITS],
        visits=sum(1 for one in document.visits if is_made(one)),
        responses=max(answers, typed),
        level=(found.stars if found.level is None else found.level) if found else None,
    )


def covered_items(document: Assessment, rules: Rules) -> tuple[str, ...]:
    """The leaves this audit looked at itself, in tree order: with a value of its own, not carried over."""
    seen: set[str] = set()
    for key, answer in document.items.items():
        rule = rules.items.get(key)
        if rule is not None and answer.carried is None and has_value(answer):
            seen.update(rule.leaves)
    for key, judged in document.conformity.items():
        rule = rules.items.get(key)
        if rule is not None and (judged.result if isinstance(judged, ConformityAnswer) else judged) is not None:
            seen.update(rule.conformity)
    seen.update(key for key, rule in rules.items.items() if rule.item.kind == "level" and str(rule.item.level) in document.levels)
    return tuple(key for key in rules.items if key in seen)


def merged(carried: Iterable[ProgrammeAudit], found: Iterable[ProgrammeAudit]) -> tuple[ProgrammeAudit, ...]:
    """The audits of a programme in the order of their days: what is at hand stands for what was written down of the same audit."""
    known = {_key(one): one for one in carried}
    for one in found:
        old = known.get(_key(one))
        known[_key(one)] = (
            one if old is None else replace(one, due=one.due or old.due, level=one.level if one.level is not None else old.level)
        )
    return tuple(sorted(known.values(), key=lambda one: (day_of(one) or date.max, one.number or "", _key(one))))[-MOST_AUDITS:]


def _key(one: ProgrammeAudit) -> str:
    return one.audit or one.id or one.number or f"{one.kind}/{one.planned_on}/{one.ended_on}"


def day_of(one: ProgrammeAudit) -> date | None:
    """The day that counts for the windows: its end, else when it is planned."""
    return one.ended_on or one.planned_on


def is_past(one: ProgrammeAudit, today: date) -> bool:
    """Whether the audit was made."""
    return one.ended_on is not None and one.ended_on <= today


def in_cycle(audits: Iterable[ProgrammeAudit], cycle: Cycle) -> tuple[ProgrammeAudit, ...]:
    """The audits made under the certificate in force: after its decision; those without a day are still to come."""
    decided = cycle.decided
    return tuple(one for one in audits if decided is None or (day := day_of(one)) is None or day > decided)


def windows(scheme: Scheme, cycle: Cycle, audits: Sequence[ProgrammeAudit], today: date) -> tuple[CycleWindow, ...]:
    """The windows of the cycle in the scheme's order, each with the audit that settles it; one that repeats goes on until expiry."""
    rule = scheme.calendar
    mine = in_cycle(audits, cycle)
    turns: dict[AuditKind | None, int] = {}
    found: list[CycleWindow] = []
    for window in rule.windows if rule else ():
        made = [one for one in mine if one.kind == window.kind] if window.kind else []
        while True:
            turn = turns.get(window.kind, 0)
            one = made[turn] if turn < len(made) else None
            before = made[turn - 1] if 0 < turn <= len(made) else None
            found.append(_window(window, cycle, one, before.ended_on if before else None, today))
            if window.kind is None or window.event == "application":
                break
            turns[window.kind] = turn + 1
            if not window.repeats or one is None or len(found) >= MOST_AUDITS:
                break
            limit = _day(window.until, cycle, one.ended_on)
            if limit is None or (cycle.expires is not None and limit > cycle.expires):
                break
    return tuple(found)


def _window(window: Window, cycle: Cycle, one: ProgrammeAudit | None, last: date | None, today: date) -> CycleWindow:
    opens, until, latest = (_day(anchor, cycle, last) for anchor in (window.start, window.until, window.latest))
    application = window.event == "application"
    on = (one.applied_on or day_of(one) if application else day_of(one)) if one else None
    done = one is not None and (on is not None and on <= today if application else is_past(one, today))
    limit = until or latest
    state: WindowState
    if done and on is not None:
        beyond, late = latest or until, until
        state = "done"
        if opens is not None and on < opens:
            state = "done-early"
        elif beyond is not None and on > beyond:
            state = "done-beyond"
        elif late is not None and on > late:
            state = "done-late"
    elif limit is None:
        state = "unknown"
    elif today > (latest or limit):
        state = "overdue"
    elif today > limit:
        state = "late"
    elif on is not None:
        state = "planned"
    else:
        state = "future" if opens is not None and today < opens else "open"
    return CycleWindow(
        what=window.what,
        title=window.title,
        clause=window.clause,
        note=window.note or "",
        kind=window.kind,
        application=application,
        opens=opens,
        until=until,
        latest=latest,
        state=state,
        audit=one,
        on=on,
    )


def _day(anchor: Anchor | None, cycle: Cycle, last: date | None) -> date | None:
    known: Mapping[str, date | None] = {"decided": cycle.decided, "last-audit": last, "expires": cycle.expires}
    day = known[anchor.after] if anchor else None
    if anchor is None or day is None:
        return None
    try:
        return add_months(day, anchor.months)
    except BadInput:
        return None


def last_looked_at(audits: Iterable[ProgrammeAudit], today: date) -> dict[str, ProgrammeAudit]:
    """By leaf: the last audit made that looked at it."""
    found: dict[str, ProgrammeAudit] = {}
    for one in sorted((one for one in audits if is_past(one, today)), key=lambda one: day_of(one) or date.min):
        found.update(dict.fromkeys(one.items, one))
    return found
