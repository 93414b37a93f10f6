"""The audit plan read for reckoning: who is where from when to when, what belongs to which part, how a line of it is called."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.assessment import Assessment, Member, Site
from desktop.domain.preparation import Slot
from desktop.domain.rules import Rules
from desktop.domain.scheme import PlanContent, Scheme
from desktop.domain.service_hours import DAY
from desktop.domain.site_draw import audited_sites, head_office

# More lines than any audit has.
MOST_SLOTS = 5000


class Placed(Struct, frozen=True, gc=False):
    """A slot whose day and time are right: minutes of that day, `start` before `end`."""

    day: date
    start: int
    end: int
    slot: Slot


def clock_text(minutes: int) -> str:
    """Minutes since midnight as a time of day."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


# Looked up, not reckoned: every check asks for the times of every line.
_MINUTES: dict[str | None, int] = {clock_text(minutes): minutes for minutes in range(DAY + 1)}


def minute(text: str | None) -> int | None:
    """A time of day as minutes since midnight, 24:00 as 1440; None when it is not said."""
    return _MINUTES.get(text)


def placed(slot: Slot) -> Placed | None:
    """The slot in time; None while its day or a time is missing, or when it ends before it starts."""
    start, end = _MINUTES.get(slot.start), _MINUTES.get(slot.end)
    if slot.on is None or start is None or end is None or start >= end:
        return None
    return Placed(slot.on, start, end, slot)


def in_order(slots: tuple[Slot, ...]) -> list[Slot]:
    """The lines by day and time; those without come last."""
    return sorted(slots, key=lambda one: (one.on or date.max, one.start or "99", one.end or "99", one.site or "", one.id or ""))


def separate_plans(scheme: Scheme) -> tuple[PlanContent, ...]:
    """The plans a scheme asks for where it asks for several; empty: all slots are one plan."""
    plans = tuple(content for content in scheme.plan_contents if content.plan is not None)
    return plans if len(plans) > 1 else ()


def measuring_plans(scheme: Scheme) -> frozenset[str]:
    """The plans that cover no clauses; whatever stands in another one, or in none, does."""
    return frozenset(content.id for content in separate_plans(scheme) if content.plan != "items")


def places(document: Assessment) -> tuple[str, ...]:
    """Where this audit goes: the head office first, then the sites that were drawn, or all of the list."""
    head = head_office(document)
    return (head, *(site for site in audited_sites(document) if site and site != head))


def sites_by_id(document: Assessment) -> dict[str, Site]:
    """The sites by their ids."""
    return {site.id: site for site in document.sites if site.id}


def members_by_id(document: Assessment) -> dict[str, Member]:
    """The team by their ids."""
    return {member.id: member for member in document.team if member.id}


def site_name(sites: dict[str, Site], site: str | None) -> str:
    """What a place is called in a sentence."""
    if not site:
        return _("总部")
    known = sites.get(site)
    return (known.name if known else None) or site


def member_name(members: dict[str, Member], member: str) -> str:
    """What a person is called in a sentence."""
    known = members.get(member)
    return (known.name if known else None) or member


def day_text(day: date | None) -> str:
    """A day as a plan shows it."""
    return day.isoformat() if day else _("日期未定")


def slot_title(slot: Slot, sites: dict[str, Site]) -> str:
    """Which line of the plan is meant: `2026-11-20 09:00-10:30 总部`."""
    times = f"{slot.start or '…'}-{slot.end or '…'}" if slot.start or slot.end else _("时间未定")
    return f"{day_text(slot.on)} {times} {site_name(sites, slot.site)}"


def slot_subject(slot: Slot, rules: Rules | None = None, most: int = 8) -> str:
    """What a line is about: its activity and its clauses, the first `most` of them."""
    names = [rules.items[key].item.clause or key if rules and key in rules.items else key for key in slot.items[:most]]
    clauses = "、".join(names) + (_("等 {n} 条").format(n=len(slot.items)) if len(slot.items) > most else "")
    return _("：").join(part for part in (slot.activity, clauses) if part)


def is_logged(document: Assessment) -> bool:
    """Whether changes of the plan go on file: the client has confirmed it, now or before."""
    plan = document.plan
    return bool(document.plan_changes) or (plan is not None and (plan.confirmed_on is not None or plan.confirmation is not None))


def check_slot(slot: Slot, document: Assessment, rules: Rules) -> None:
    """Whether a line can stand in this audit's plan. BadInput names it and what is wrong."""
    sites = sites_by_id(document)
    line = slot_title(slot, sites)
    if slot.start and slot.end and slot.end <= slot.start:
        raise BadInput(_("审查计划 {line}：结束不晚于开始；过夜的安排请按天分成两行。").format(line=line))
    if slot.site and slot.site not in sites:
        raise BadInput(_("审查计划 {line}：场所清单里没有这个场所，请先加上或改选。").format(line=line))
    members = members_by_id(document)
    for what, known, named in (
        (_("审查组里没有 {key}"), members, slot.people),
        (_("方案中没有条款 {key}"), rules.items, slot.items),
    ):
        unknown = next((key for key in named if key not in known), None)
        if unknown is not None:
            raise BadInput(_("审查计划 {line}：{what}，请改选。").format(line=line, what=what.format(key=unknown)))
        if len(set(named)) < len(named):
            raise BadInput(_("审查计划 {line}：同一人或同一条款写了两次，请删去一个。").format(line=line))
    plans = {content.id: content.text for content in separate_plans(rules.scheme)}
    if slot.part and slot.part not in plans:
        names = "、".join(f"{key}（{text}）" for key, text in plans.items())
        asked = _("可选 {names}").format(names=names) if plans else _("方案只有一份计划，请删去 part")
        raise BadInput(_("审查计划 {line}：没有名为 {part} 的计划，{asked}。").format(line=line, part=slot.part, asked=asked))
