"""The audit plan for the client to confirm: its particulars, who looks at what, where and when, and later changes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from desktop.base.words import _
from desktop.domain.plan import day_text, in_order, member_name, members_by_id, separate_plans, site_name, sites_by_id
from desktop.domain.preparation import AuditPlan, Slot
from desktop.report import terms
from desktop.report.data import ReportData
from desktop.report.fieldwork import team_blocks
from desktop.report.forms.parts import clauses, leader, lines, said, signed, to_sign
from desktop.report.model import Block, Column, Heading, PageBreak, Paragraph, Row, Signed, Table
from desktop.report.trail import change_table


def plan(data: ReportData) -> Iterator[Block]:
    """One plan, or each of the scheme's plans on pages of its own."""
    document, own = data.document, data.document.plan or AuditPlan()
    yield lines(
        (_("受审查方"), document.client.name),
        (_("审查类型"), terms.audit_kind(data.scheme, document.audit.kind)),
        (_("审查目的"), document.audit.purpose),
        (_("审查准则"), document.audit.criteria or "\n".join(point.text for point in data.scheme.basis)),
        (_("审查范围"), document.audit.scope),
        (_("审查日期"), terms.dates(document)),
        (_("场所"), terms.listed((site.name or "" for site in document.sites), most=60) or _("总部")),
    )
    yield from said((_("说明"), own.note))
    yield Heading(_("审查组"), 1)
    yield from team_blocks(data)
    several = separate_plans(data.scheme)
    for at, part in enumerate(several):
        if at:
            yield PageBreak()
        yield Heading(part.text, 1, mark=part.clause)
        yield from _days(data, tuple(slot for slot in document.slots if slot.part == part.id))
    if several:
        rest = tuple(slot for slot in document.slots if slot.part not in {part.id for part in several})
        if rest:
            yield Heading(_("未归入计划的安排"), 1)
            yield from _days(data, rest)
    else:
        yield Heading(_("日程"), 1)
        yield from _days(data, document.slots)
    if document.plan_changes:
        yield Heading(_("确认后的变更"), 1)
        yield change_table(data)
    yield to_sign(Signed(_("组长"), leader(data)), signed(_("受审查方确认"), own.confirmation, name=own.confirmed_by, on=own.confirmed_on))


def _days(data: ReportData, slots: tuple[Slot, ...]) -> Iterator[Block]:
    if not slots:
        yield Paragraph(_("还没有安排。"), "open-small")
        return
    sites, members = sites_by_id(data.document), members_by_id(data.document)
    rows = []
    for day, entries in groupby(in_order(slots), key=lambda one: one.on):
        rows.append(Row((day_text(day), "", "", ""), group=True))
        for slot in entries:
            what = "\n".join(part for part in (slot.activity or "", clauses(data, slot.items, most=20)) if part)
            times = f"{slot.start or '…'}—{slot.end or '…'}"
            who = "、".join(member_name(members, one) for one in slot.people)
            place = "\n".join(part for part in (site_name(sites, slot.site), slot.with_whom or "") if part)
            rows.append(Row((times, what or terms.EMPTY, place, who or terms.EMPTY)))
    columns = (Column(_("时间"), 1.6), Column(_("活动和条款"), 5.2), Column(_("场所与对象"), 2.4), Column(_("审查人员"), 1.8))
    yield Table(columns, tuple(rows))
