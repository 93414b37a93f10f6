"""Everything that speaks against an audit plan: its lines, people's days, what it leaves out, what it must say, its confirmation."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.domain.assessment import Assessment
from desktop.domain.notices import Notice
from desktop.domain.plan import member_name, separate_plans, site_name, slot_title
from desktop.domain.plan_coverage import Coverage, coverage
from desktop.domain.plan_people import LONGEST_DAY, Clash, Way, auditor_days, by_person, clashes, short_ways, ways, workdays
from desktop.domain.plan_slots import Frame, frame_of, slot_notices
from desktop.domain.report_contents import holds, path_title
from desktop.domain.rules import Rules

# So many sites, clauses or changes are named one by one; the rest is a number.
MOST_NAMED = 20


def plan_notices(document: Assessment, rules: Rules) -> list[Notice]:
    """What a person should know before the client confirms the plan; empty lines of a plan not begun are one notice."""
    if not document.slots:
        return list(_no_plan(rules))
    frame = frame_of(document, rules)
    return [
        *slot_notices(frame),
        *_people(frame),
        *_coverage(frame, coverage(document, rules)),
        *_contents(document, rules),
        *_days(document),
        *_confirmation(document, rules),
    ]


def plan_clause(rules: Rules) -> str:
    """Where the scheme speaks of the plan."""
    return next((content.clause for content in rules.scheme.plan_contents), "")


def _no_plan(rules: Rules) -> Iterator[Notice]:
    asked = bool(rules.scheme.plan_contents)
    yield Notice(
        id="plan-missing",
        severity="critical" if asked else "warning",
        sentence=_("还没有审查计划。"),
        clause=plan_clause(rules),
        record="plan",
    )


def _people(frame: Frame) -> Iterator[Notice]:
    known = ways(frame.document)
    for person, lines in by_person(frame.document, frame.timed).items():
        name = member_name(frame.members, person)
        yield from (_clash(frame, clash, name) for clash in clashes(person, lines, known.head))
        yield from (_way(frame, way, name) for way in short_ways(person, lines, known))
        for one in workdays(person, lines):
            if one.minutes > LONGEST_DAY:
                yield Notice(
                    id=f"plan-long-day/{person}/{one.day}",
                    severity="warning",
                    sentence=_("审查计划：{name} 在 {day} 工作 {hours} 小时，超过 {most} 小时，请调到别的日子或别人。").format(
                        name=name, day=one.day, hours=_hours(one.minutes), most=LONGEST_DAY // 60
                    ),
                    record=f"team/{person}" if person in frame.members else "plan",
                )


def _clash(frame: Frame, clash: Clash, name: str) -> Notice:
    earlier, later = slot_title(clash.earlier.slot, frame.sites), slot_title(clash.later.slot, frame.sites)
    two = clash.two_places
    sentence = _("审查计划：{name} 在 {one} 还没结束，又排了 {other}{two}。").format(
        name=name, one=earlier, other=later, two=_("，同时在两处") if two else ""
    )
    slot = clash.later.slot.id
    return Notice(
        id=f"plan-overlap/{slot}/{clash.person}",
        severity="critical" if two else "warning",
        sentence=sentence,
        record=f"slots/{slot}",
        field="start",
    )


def _way(frame: Frame, way: Way, name: str) -> Notice:
    places = {"one": site_name(frame.sites, way.before.slot.site), "other": site_name(frame.sites, way.after.slot.site)}
    if way.needed is None:
        sentence = _("审查计划：{name} 在 {day} 从{one}到{other}，没有留路上的时间。").format(name=name, day=way.after.day, **places)
    else:
        sentence = _("审查计划：{name} 在 {day} 从{one}到{other}只有 {gap} 分钟，路上需要 {needed} 分钟。").format(
            name=name, day=way.after.day, gap=way.minutes, needed=way.needed, **places
        )
    slot = way.after.slot.id
    return Notice(id=f"plan-travel/{slot}/{way.person}", severity="warning", sentence=sentence, record=f"slots/{slot}", field="start")


def _coverage(frame: Frame, covered: Coverage) -> Iterator[Notice]:
    clause = plan_clause(frame.rules)
    names = [frame.rules.items[leaf].item.clause or leaf for leaf in covered.nowhere[:MOST_NAMED]]
    if covered.nowhere:
        yield Notice(
            id="plan-uncovered",
            severity="critical",
            sentence=_("审查计划：{n} 个条款没有安排审查：{names}{more}。").format(
                n=len(covered.nowhere), names="、".join(names), more="…" if len(covered.nowhere) > len(names) else ""
            ),
            clause=clause,
            record="plan",
        )
    nowhere = len(covered.nowhere)
    lacking = [site for site in covered.sites if len(site.missing) > nowhere or (covered.leaves and not site.planned)]
    for site in lacking[:MOST_NAMED]:
        sentence = (
            _("审查计划：{site}没有安排审查。").format(site=site.name)
            if not site.planned
            else _("审查计划：{site}有 {n} 个条款没有安排（共 {of} 个）。").format(site=site.name, n=len(site.missing), of=site.of)
        )
        record = f"sites/{site.site}" if site.site else "plan"
        yield Notice(
            id=f"plan-site-uncovered/{site.site or 'head-office'}", severity="warning", sentence=sentence, clause=clause, record=record
        )
    if len(lacking) > MOST_NAMED:
        sentence = _("审查计划：另有 {n} 个场所没有安排或没有排全。").format(n=len(lacking) - MOST_NAMED)
        yield Notice(id="plan-sites-uncovered", severity="warning", sentence=sentence, clause=clause, record="plan")


def _contents(document: Assessment, rules: Rules) -> Iterator[Notice]:
    plans = {content.id for content in separate_plans(rules.scheme)}
    filled = {slot.part for slot in document.slots}
    for content in rules.scheme.plan_contents:
        if content.audits and document.audit.kind is not None and document.audit.kind not in content.audits:
            continue
        lacks = [path for path in content.needs if not holds(document, path)]
        if content.id in plans and content.id not in filled:
            sentence = _("《{plan}》还没有内容。").format(plan=content.text)
        elif lacks:
            sentence = _("审查计划缺少“{content}”：{paths} 没有填。").format(
                content=content.text, paths="、".join(_path_title(path) for path in lacks)
            )
        else:
            continue
        record, _dot, field = (lacks[0] if lacks else "plan").partition(".")
        yield Notice(
            id=f"plan-content/{content.id}", severity="critical", sentence=sentence, clause=content.clause, record=record, field=field
        )


def _path_title(path: str) -> str:
    return _("审查计划的各行") if path == "slots" else path_title(path)


def _days(document: Assessment) -> Iterator[Notice]:
    account = document.person_days
    planned = account.planned_days if account else None
    if planned is not None:
        days = auditor_days(document)
        if days < planned:
            yield Notice(
                id="plan-person-days",
                severity="warning",
                sentence=_("审查计划合计 {days} 人日，少于核定的 {planned} 人日（专家不计）。").format(
                    days=plain(days), planned=plain(planned)
                ),
                record="person_days",
                field="planned_days",
            )


def _confirmation(document: Assessment, rules: Rules) -> Iterator[Notice]:
    clause = plan_clause(rules)
    plan = document.plan
    if plan is None or plan.confirmed_on is None:
        changed = bool(document.plan_changes)
        yield Notice(
            id="plan-unconfirmed",
            severity="warning",
            sentence=_("审查计划在受审查方确认后改动过，请再次确认。") if changed else _("审查计划还没有由受审查方确认。"),
            clause=clause,
            record="plan",
            field="confirmed_on",
        )
    elif document.audit.starts_on is not None and plan.confirmed_on > document.audit.starts_on:
        sentence = _("审查计划在 {on} 才由受审查方确认，晚于审查开始日期 {start}。").format(
            on=plan.confirmed_on, start=document.audit.starts_on
        )
        yield Notice(id="plan-confirmed-late", severity="warning", sentence=sentence, clause=clause, record="plan", field="confirmed_on")
    silent = [change for change in document.plan_changes if not (change.reason or "").strip()]
    for change in silent[:MOST_NAMED]:
        what = (change.what or "").partition("\n")[0][:80]
        yield Notice(
            id=f"plan-change-reason/{change.id}",
            severity="critical",
            sentence=_("计划变更“{what}”没有写原因。").format(what=what),
            clause=clause,
            record=f"plan_changes/{change.id}",
            field="reason",
        )
    if len(silent) > MOST_NAMED:
        sentence = _("另有 {n} 处计划变更没有写原因。").format(n=len(silent) - MOST_NAMED)
        yield Notice(id="plan-change-reasons", severity="critical", sentence=sentence, clause=clause, record="plan")


def _hours(minutes: int) -> str:
    whole, rest = divmod(minutes, 60)
    return str(whole) if not rest else f"{whole}:{rest:02d}"
