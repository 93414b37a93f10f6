"""The client's audit programme as a form: the cycle's windows with what became of each, the audits, coverage, changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from desktop.base.clock import from_stamp
from desktop.base.words import _
from desktop.domain.cycle import interval_words
from desktop.domain.preparation import Programme, ProgrammeAudit
from desktop.domain.programme import CycleWindow, WindowState, cycle_of, is_past, last_looked_at, windows
from desktop.domain.programme_needs import audits_with_own, is_own
from desktop.report import terms
from desktop.report.data import ReportData
from desktop.report.forms.parts import about, clauses, leader, lines, said, to_sign, told
from desktop.report.model import Block, Cell, Column, Heading, Note, Paragraph, Row, Signed, Table

_MOST_NAMED = 40


def programme(data: ReportData) -> Iterator[Block]:
    """The programme as it stood at the last change of the audit."""
    document, own = data.document, data.document.programme or Programme()
    cycle, today = cycle_of(document, data.scheme), _today(data)
    every = audits_with_own(document, data.rules)
    yield about(data)
    yield lines(
        (_("认证决定"), cycle.decided or _("尚未作出")),
        (_("证书到期"), cycle.expires or _("尚未确定")),
    )
    yield from _windows(data, windows(data.scheme, cycle, every, today) if cycle.decided else (), today)
    yield Heading(_("周期内的审查"), 1, mark=data.scheme.calendar.clause if data.scheme.calendar else "")
    yield _audits(data, every)
    yield from _coverage(data, every, today)
    if own.changes:
        yield Heading(_("方案的变更"), 1)
        yield Table(
            (Column(_("日期"), 1.6), Column(_("依据"), 2), Column(_("变更"), 4), Column(_("理由"), 4)),
            tuple(Row((told(one.on), one.after or "", one.what or "", told(one.reason))) for one in own.changes),
        )
    yield from said((_("延期理由"), own.late_reason), (_("说明"), own.note))
    yield to_sign(Signed(_("编制"), leader(data)), Signed(_("批准")))


def _today(data: ReportData) -> date:
    """The day the form speaks of: that of the last change, so that the same data print the same."""
    if data.generated_at:
        return from_stamp(data.generated_at).date()
    audit = data.document.audit
    return audit.evaluated_on or audit.ends_on or audit.starts_on or date.min


def state_words() -> dict[WindowState, tuple[str, str]]:
    """What the states of a window are called, and how they are printed."""
    return {
        "unknown": (_("尚不能推算"), "open"),
        "future": (_("未到期"), "cell"),
        "open": (_("期限之内"), "cell"),
        "late": (_("已过正常期限"), "open"),
        "overdue": (_("已超过最长期限"), "wrong"),
        "planned": (_("已安排"), "cell"),
        "done": (_("按期完成"), "strong"),
        "done-early": (_("提前完成"), "open"),
        "done-late": (_("延期完成"), "open"),
        "done-beyond": (_("超过最长期限后完成"), "wrong"),
    }


def _windows(data: ReportData, found: Sequence[CycleWindow], today: date) -> Iterator[Block]:
    rule = data.scheme.calendar
    yield Heading(_("期限"), 1, mark=rule.clause if rule else "")
    if not found:
        yield from _intervals(data)
        return
    words = state_words()
    rows = []
    for window in found:
        limit = [_day(window.until)]
        if window.latest is not None and window.latest != window.until:
            limit.append(_("特殊情况 {day}").format(day=_day(window.latest)))
        state, style = words[window.state]
        on = _("{day}（计划）").format(day=_day(window.on)) if window.on and not window.state.startswith("done") else _day(window.on)
        rows.append(Row((window.title, window.clause, _day(window.opens), "\n".join(limit), on, Cell(state, style))))
    columns = (
        Column(_("审查"), 2.6),
        Column(_("条款"), 1.5),
        Column(_("不早于"), 1.6),
        Column(_("不晚于"), 2.1),
        Column(_("日期"), 2),
        Column(_("状态"), 2),
    )
    yield Table(columns, tuple(rows))
    notes = tuple(dict.fromkeys((window.note, window.clause) for window in found if window.note))
    if notes:
        yield Note(_("期限的说明"), notes)
    if today != date.min:
        yield Paragraph(_("状态截至 {day}。").format(day=terms.day(today)), "small")


def _intervals(data: ReportData) -> Iterator[Block]:
    """Without a decision nothing can be reckoned: the scheme's intervals themselves."""
    rule = data.scheme.calendar
    if rule is None or not rule.windows:
        yield Paragraph(_("规则没有给出审查的间隔，按认证机构的规定安排。"))
        return
    rows = tuple(Row((window.title, window.clause, interval_words(window), window.note or "")) for window in rule.windows)
    yield Table((Column(_("审查"), 2.4), Column(_("条款"), 1.5), Column(_("期限"), 3.4), Column(_("说明"), 4)), rows)
    yield Paragraph(_("还没有认证决定日期，各次审查的日期尚不能推算。"), "open-small")


def _audits(data: ReportData, every: Sequence[ProgrammeAudit]) -> Block:
    rows = []
    for one in every:
        when = one.ended_on or one.planned_on
        did = [
            _("暗访 {n} 次").format(n=one.visits) if one.visits else "",
            _("问卷 {n} 份").format(n=one.responses) if one.responses else "",
        ]
        name = terms.audit_kind(data.scheme, one.kind) or terms.EMPTY
        parts = (name, one.number or "", _("（本次）") if is_own(one) else "")
        day = (terms.day(when) + ("" if one.ended_on else _("（计划）"))) if when else terms.EMPTY
        covered = _numbers(data, one.items) if len(one.items) < _MOST_NAMED else _("{n} 个条款").format(n=len(one.items))
        rows.append(
            Row(
                (
                    "\n".join(part for part in parts if part),
                    day,
                    covered or terms.EMPTY,
                    terms.listed(one.sites, most=6) or terms.EMPTY,
                    "\n".join(part for part in did if part) or terms.EMPTY,
                )
            )
        )
    columns = (Column(_("审查"), 2.2), Column(_("日期"), 1.9), Column(_("覆盖的条款"), 3.6), Column(_("场所"), 2.6), Column(_("其他"), 1.7))
    return Table(columns, tuple(rows))


def _numbers(data: ReportData, items: Sequence[str]) -> str:
    rules = data.rules.items
    return terms.listed((rules[key].item.clause or key if key in rules else key for key in items), most=_MOST_NAMED)


def _coverage(data: ReportData, every: Sequence[ProgrammeAudit], today: date) -> Iterator[Block]:
    """What no audit that is over has looked at; only once one is."""
    done = [one for one in every if is_past(one, today)]
    seen = last_looked_at(done, today)
    if not seen:
        return
    leaves = [key for key, rule in data.rules.items.items() if rule.is_leaf]
    unseen = [key for key in leaves if key not in seen]
    visited = {name for one in done for name in one.sites}
    never = [site.name or site.id or "" for site in data.document.sites if (site.name or site.id) not in visited]
    yield lines(
        (_("已覆盖的条款"), _("{n} / {of}").format(n=len(leaves) - len(unseen), of=len(leaves))),
        (_("尚未覆盖"), clauses(data, unseen) or _("无")),
        (_("尚未到访的场所"), terms.listed(never, most=_MOST_NAMED) or _("无")),
    )


def _day(value: date | None) -> str:
    return terms.day(value) if value else terms.EMPTY
