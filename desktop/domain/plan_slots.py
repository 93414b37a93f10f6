"""What is wrong with single lines of an audit plan: times, days, places, people, contents."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from desktop.base.words import _
from desktop.domain.assessment import Assessment, Member, Site
from desktop.domain.notices import Notice, Severity
from desktop.domain.plan import Placed, member_name, members_by_id, placed, places, separate_plans, sites_by_id, slot_title
from desktop.domain.preparation import Slot
from desktop.domain.rules import Rules
from desktop.domain.service_hours import Span, lies_within, open_spans
from desktop.domain.site_draw import HEAD_OFFICE


class Frame(Struct, frozen=True, kw_only=True):
    """What every line is held against, looked up once."""

    document: Assessment
    rules: Rules
    timed: tuple[Placed | None, ...]  # the slots in their order
    sites: dict[str, Site]
    audited: frozenset[str]
    members: dict[str, Member]
    parts: frozenset[str]
    hours: dict[str, tuple[Span, ...] | None]
    expert_clause: str

    def notice(self, check: str, slot: Slot, severity: Severity, sentence: str, field: str, clause: str = "") -> Notice:
        return Notice(
            id=f"plan-{check}/{slot.id}",
            severity=severity,
            sentence=_("审查计划 {slot}：{sentence}").format(slot=slot_title(slot, self.sites), sentence=sentence),
            clause=clause,
            record=f"slots/{slot.id}",
            field=field,
        )


def frame_of(document: Assessment, rules: Rules) -> Frame:
    """The frame for an audit's plan."""
    sites = sites_by_id(document)
    team = rules.scheme.team_rules
    return Frame(
        document=document,
        rules=rules,
        timed=tuple(map(placed, document.slots)),
        sites=sites,
        audited=frozenset((HEAD_OFFICE, *places(document))),
        members=members_by_id(document),
        parts=frozenset(content.id for content in separate_plans(rules.scheme)),
        hours={HEAD_OFFICE: open_spans(document.client.service_hours)}
        | {key: open_spans(site.service_hours) for key, site in sites.items() if site.service_hours},
        expert_clause=(team.experts if team else None) or "",
    )


def slot_notices(frame: Frame) -> Iterator[Notice]:
    """Line by line, in the order of the document."""
    known, experts = frame.members, {key for key, member in frame.members.items() if member.role == "expert"}
    items = frame.rules.items
    for slot, one in zip(frame.document.slots, frame.timed, strict=True):
        yield from _time(frame, slot)
        yield from _place(frame, slot, one)
        # Only what does not look right at first sight is looked at closely: nearly every line is in order.
        if len(slot.people) != 1 or slot.people[0] not in known or slot.people[0] in experts:
            yield from _people(frame, slot)
        if frame.parts or not slot.items or not all(map(items.__contains__, slot.items)):
            yield from _contents(frame, slot)


def _time(frame: Frame, slot: Slot) -> Iterator[Notice]:
    audit = frame.document.audit
    if slot.on is None or slot.start is None or slot.end is None:
        field = "on" if slot.on is None else "start" if slot.start is None else "end"
        yield frame.notice("time-missing", slot, "warning", _("还没有写日期、开始或结束时间。"), field)
    elif slot.end <= slot.start:
        yield frame.notice("time-reversed", slot, "critical", _("结束不晚于开始；过夜的安排请按天分成两行。"), "end")
    if slot.on is not None and ((audit.starts_on and slot.on < audit.starts_on) or (audit.ends_on and slot.on > audit.ends_on)):
        first, last = audit.starts_on or "…", audit.ends_on or "…"
        sentence = _("日期不在审查期间（{first} 至 {last}）之内。").format(first=first, last=last)
        yield frame.notice("outside-days", slot, "critical", sentence, "on")


def _place(frame: Frame, slot: Slot, one: Placed | None) -> Iterator[Notice]:
    site = slot.site or HEAD_OFFICE
    if site and site not in frame.sites:
        yield frame.notice("site-unknown", slot, "critical", _("场所清单里没有这个场所，请改选。"), "site")
        return
    if site not in frame.audited:
        yield frame.notice("site-not-drawn", slot, "warning", _("这个场所不在本次抽取的场所之内，请改选或补上更换的理由。"), "site")
    spans = frame.hours.get(site)
    if spans is None or slot.kind is not None:
        return
    if one is not None and not lies_within(one.start, one.end, spans):
        hours = (frame.sites[site].service_hours if site else frame.document.client.service_hours) or ""
        sentence = _("不全在服务时间（{hours}）之内，那时看不到服务。").format(hours=hours[:60])
        yield frame.notice("outside-hours", slot, "warning", sentence, "start")


def _people(frame: Frame, slot: Slot) -> Iterator[Notice]:
    unknown = [person for person in slot.people if person not in frame.members]
    if unknown:
        sentence = _("{people} 不在审查组里，请改选。").format(people="、".join(unknown[:5]))
        yield frame.notice("person-unknown", slot, "critical", sentence, "people")
    if slot.kind in ("travel", "break"):
        return
    if not slot.people:
        yield frame.notice("nobody", slot, "warning", _("没有安排人。"), "people")
        return
    known = [frame.members[person] for person in slot.people if person in frame.members]
    if slot.kind is None and known and all(member.role == "expert" for member in known):
        names = "、".join(member_name(frame.members, member.id or "") for member in known[:5])
        sentence = _("只有技术专家（{names}），专家不作审查，请加一名审查员。").format(names=names)
        yield frame.notice("expert-alone", slot, "critical", sentence, "people", frame.expert_clause)


def _contents(frame: Frame, slot: Slot) -> Iterator[Notice]:
    items = frame.rules.items
    unknown = [item for item in slot.items if item not in items]
    if unknown:
        yield frame.notice("item-unknown", slot, "critical", _("方案中没有条款 {items}。").format(items="、".join(unknown[:5])), "items")
    if slot.kind is None and not slot.items and not (slot.activity or "").strip():
        yield frame.notice("nothing", slot, "warning", _("没有写审查内容或活动。"), "items")
    if frame.parts and slot.kind is None and slot.part not in frame.parts:
        sentence = (
            _("没有写属于哪份计划，请选一份。") if not slot.part else _("方案没有名为 {part} 的计划，请改选。").format(part=slot.part)
        )
        yield frame.notice("part", slot, "warning", sentence, "part")
