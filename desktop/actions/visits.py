"""Mystery visits: planned, made with times and words, released to the client when the leader says so. They never touch a score."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from msgspec import UNSET
from msgspec.structs import replace

from desktop.actions.workspace import AuditView, Changes, Field, Workspace, builtins
from desktop.base import clock, ids
from desktop.base.errors import BadInput, NotFound
from desktop.base.words import _
from desktop.domain import visit as visiting
from desktop.domain.assessment import Experience, Moment, Visit
from desktop.domain.observation import check_leads

MomentKind = Literal["contact", "wait", "evidence", "event"]
ExperienceResult = Literal["met", "not-met", "not-applicable"]

_FORMAT = "%Y-%m-%d %H:%M:%S"


def plan(
    ws: Workspace,
    audit: str,
    *,
    site: str | None = None,
    channel: str | None = None,
    scenario: str | None = None,
    cover_story: str | None = None,
    visitor: str | None = None,
    qualification: str | None = None,
    planned_on: date | None = None,
    items: tuple[str, ...] = (),
) -> Changes:
    """A visit to be made, under an alias of its own (V-01 …). `site`: id or name.

    A visitor who is in the team brings his registration as qualification, unless another is given.
    """
    view = ws.audit(audit)
    name = (visitor or "").strip() or None
    alias = visiting.next_alias(view.document.visits)
    visiting.check_alias(alias, name)
    known = next((one.registration for one in view.document.team if name and one.name == name), None)
    fields: dict[str, Any] = {
        "visitor_alias": alias,
        "visitor": name,
        "qualification": qualification or known,
        "site": _site(view, site),
        "channel": channel,
        "scenario": scenario,
        "cover_story": cover_story,
        "planned_on": planned_on,
        "items": _known_items(view, items) or None,
    }
    record = f"visits/{ids.new_id()}"
    return ws.edit(audit, "plan-visit", {(record, key): builtins(value) for key, value in fields.items() if value})


def decide(ws: Workspace, audit: str, *, needed: bool | None, reason: str | None = None, on: date | None = None) -> Changes:
    """Whether this audit needs a visit, and why; or why one that the scheme asks for is not made. None: take the decision back.

    Raises BadInput without a reason: a decision without one is none.
    """
    names = ("needed", "reason", "decided_by", "decided_on")
    if needed is None:
        return ws.edit(audit, "decide-visits", {("visit_plan", name): UNSET for name in names})
    if not (reason or "").strip():
        raise BadInput(_("请写明是否暗访的理由，没有理由的决定不成立。"))
    values = (needed, reason, ws.author.name, (on or clock.now().date()).isoformat())
    return ws.edit(audit, "decide-visits", {("visit_plan", name): value for name, value in zip(names, values, strict=True)})


def start(ws: Workspace, audit: str, visit: str, *, at: str | None = None) -> Changes:
    """The visit begins: now, or at a time that was noted."""
    return _set_time(ws, audit, visit, "start-visit", "started_at", at)


def finish(ws: Workspace, audit: str, visit: str, *, at: str | None = None) -> Changes:
    """The visit ends: now, or at a time that was noted."""
    return _set_time(ws, audit, visit, "finish-visit", "ended_at", at)


def add_moment(
    ws: Workspace, audit: str, visit: str, *, kind: MomentKind, at: str | None = None, text: str = "", minutes: Decimal | None = None
) -> Changes:
    """One more moment at the end of the timeline: `at` now unless given, `minutes` how long it took where that was noted."""
    key, one = find(ws, audit, visit)
    moment = Moment(at=at or _now(), kind=kind, text=text, minutes=minutes)
    return _write_timeline(ws, audit, key, (*one.timeline, moment), "add-moment")


def change_moment(
    ws: Workspace,
    audit: str,
    visit: str,
    place: int,
    *,
    kind: MomentKind | None = None,
    at: str | None = None,
    text: str | None = None,
    minutes: Decimal | None = None,
) -> Changes:
    """Change a moment by its place from 0; what is not given stays, -1 minutes: not known."""
    key, one = find(ws, audit, visit)
    old = _moment(one, place)
    taken = old.minutes if minutes is None else None if minutes < 0 else minutes
    new = Moment(at=at or old.at, kind=kind or old.kind, text=old.text if text is None else text, minutes=taken)
    return _write_timeline(ws, audit, key, (*one.timeline[:place], new, *one.timeline[place + 1 :]), "change-moment")


def remove_moment(ws: Workspace, audit: str, visit: str, place: int) -> Changes:
    """Take a moment out by its place from 0."""
    key, one = find(ws, audit, visit)
    _moment(one, place)
    return _write_timeline(ws, audit, key, (*one.timeline[:place], *one.timeline[place + 1 :]), "remove-moment")


def end_wait(ws: Workspace, audit: str, visit: str, *, at: str | None = None) -> Changes:
    """The last wait is over, now or at a time that was noted; its minutes are reckoned. Raises BadInput when nobody is waiting."""
    key, one = find(ws, audit, visit)
    place = next((place for place in range(len(one.timeline) - 1, -1, -1) if one.timeline[place].kind == "wait"), None)
    if place is None or one.timeline[place].minutes is not None:
        raise BadInput(_("暗访 {visit} 没有正在进行的等候。").format(visit=name_of(one)))
    wait = one.timeline[place]
    begins = next(span.start for span in visiting.spans(one) if span.place == place)
    ends = visiting.read_time(at or _now(), begins)
    if begins is None or ends is None or ends < begins:
        raise BadInput(_("等候从 {start} 开始，到 {end} 结束，算不出时长，请改正时间。").format(start=wait.at, end=at or _now()))
    new = replace(wait, minutes=visiting.minutes_between(begins, ends))
    return _write_timeline(ws, audit, key, (*one.timeline[:place], new, *one.timeline[place + 1 :]), "end-wait")


def order_moments(ws: Workspace, audit: str, visit: str) -> Changes:
    """Put the timeline in the order of time; moments without a readable time come last."""
    key, one = find(ws, audit, visit)
    return _write_timeline(ws, audit, key, tuple(span.moment for span in visiting.spans(one)), "order-moments")


def experience(
    ws: Workspace, audit: str, visit: str, characteristic: str, *, result: ExperienceResult | None = None, note: str | None = None
) -> Changes:
    """How a service characteristic, or a clause by its id, was met; neither result nor note: take the answer back."""
    key, one = find(ws, audit, visit)
    answers = dict(one.answers)
    if result is None and not note:
        answers.pop(characteristic, None)
    else:
        answers[characteristic] = Experience(result=result, note=note or None)
    return ws.edit(audit, "visit-experience", {(f"visits/{key}", "answers"): builtins(answers) or UNSET})


def quote(ws: Workspace, audit: str, visit: str, *, add: str | None = None, remove: int | None = None) -> Changes:
    """Add what somebody said word for word, or remove a quote by its place from 0."""
    key, one = find(ws, audit, visit)
    quotes = list(one.quotes)
    if remove is not None:
        if not 0 <= remove < len(quotes):
            raise BadInput(_("暗访 {visit} 没有第 {place} 条原话。").format(visit=name_of(one), place=remove + 1))
        del quotes[remove]
    if add and add.strip():
        quotes.append(add.strip())
    if len(quotes) > visiting.MOST_QUOTES:
        raise BadInput(_("暗访 {visit} 的原话超过 {most} 条，请合并。").format(visit=name_of(one), most=visiting.MOST_QUOTES))
    return ws.edit(audit, "visit-quote", {(f"visits/{key}", "quotes"): quotes or UNSET})


def cite(ws: Workspace, audit: str, visit: str, *, add: str | None = None, remove: str | None = None) -> Changes:
    """Link a visit to a clause it says something about, or take the link away. The clause's score stays as it is."""
    key, one = find(ws, audit, visit)
    items = [item for item in one.items if item != remove]
    if add is not None and add not in items:
        items += _known_items(ws.audit(audit), [add])
    return ws.edit(audit, "cite-visit", {(f"visits/{key}", "items"): items or UNSET})


def release(ws: Workspace, audit: str, *, visit: str | None = None, released: bool = True) -> Changes:
    """Show a visit (none named: all that were made) in the client's copies from now on, or hide it again. The leader does this.

    A visit that is still to be made is never shown.
    """
    view = ws.audit(audit)
    check_leads(view.document, ws.author.name, _("把暗访开放给受审查方"))
    chosen = [find(ws, audit, visit)] if visit is not None else [(one.id, one) for one in view.document.visits if visiting.is_made(one)]
    values: dict[Field, Any] = {}
    for key, one in chosen:
        if released and not visiting.is_made(one):
            raise BadInput(_("暗访 {visit} 还没有实施，开放了受审查方就知道了。").format(visit=name_of(one)))
        values[f"visits/{key}", "released"] = True if released else UNSET
    return ws.edit(audit, "release-visits" if released else "hide-visits", values)


def find(ws: Workspace, audit: str, visit: str) -> tuple[str, Visit]:
    """A visit by its id, or by its alias where only one has it. Raises NotFound."""
    visits = ws.audit(audit).document.visits
    found = [one for one in visits if one.id == visit] or [one for one in visits if one.visitor_alias == visit]
    if len(found) != 1 or not found[0].id:
        raise NotFound(_("这次审查里没有代号或编号为 {visit} 的暗访，或不止一次。").format(visit=visit))
    return found[0].id, found[0]


def name_of(visit: Visit) -> str:
    """What a visit is called: its alias."""
    return visit.visitor_alias or visit.id or ""


def _set_time(ws: Workspace, audit: str, visit: str, name: str, field: str, at: str | None) -> Changes:
    key, one = find(ws, audit, visit)
    if at is not None and visiting.read_time(at, visiting.began(one) or clock.now().replace(tzinfo=None)) is None:
        raise BadInput(_("时间“{at}”看不懂，应写作 2026-11-20 10:05。").format(at=at))
    return ws.edit(audit, name, {(f"visits/{key}", field): at or _now()})


def _write_timeline(ws: Workspace, audit: str, key: str, timeline: tuple[Moment, ...], name: str) -> Changes:
    visiting.check_timeline(timeline)
    return ws.edit(audit, name, {(f"visits/{key}", "timeline"): builtins(timeline) or UNSET})


def _moment(visit: Visit, place: int) -> Moment:
    if not 0 <= place < len(visit.timeline):
        raise BadInput(_("暗访 {visit} 没有第 {place} 个时刻。").format(visit=name_of(visit), place=place + 1))
    return visit.timeline[place]


def _now() -> str:
    return clock.now().strftime(_FORMAT)


def _site(view: AuditView, site: str | None) -> str | None:
    """A site's id from its id or name; what is no site of the audit stays as it was written."""
    return next((one.id for one in view.document.sites if site and site in (one.id, one.name)), site)


def _known_items(view: AuditView, items: Sequence[str]) -> list[str]:
    for item in items:
        if item not in view.rules.items:
            raise BadInput(_("方案中没有条款 {item}，请核对编号。").format(item=item))
    return list(dict.fromkeys(items))
