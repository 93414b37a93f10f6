"""What stands against an account of person-days: past the limit, without reason, fewer than reckoned, not approved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from desktop.base.words import _
from desktop.domain.assessment import Assessment
from desktop.domain.day_account import Account, account, days_of, days_text, percent_text, share_of
from desktop.domain.noticed_dates import Dated, date_notices, order_notices
from desktop.domain.notices import Notice, Severity
from desktop.domain.persondays import BY_TABLE
from desktop.domain.preparation import DayAccount
from desktop.domain.scheme import Scheme
from desktop.domain.site_draw import counted_sites

_RECORD = "person_days"


def notices(document: Assessment, scheme: Scheme, today: date | None = None) -> list[Notice]:
    """What stands against the person-days of this audit."""
    own, sheet = document.person_days or DayAccount(), account(document, scheme)
    found = [*_numbers(document, own), *_changes(own, sheet), *_review(own, sheet), *_sites(document, scheme, own, sheet)]
    found += [*_planned(own, sheet), *_team(sheet)]
    return [*found, *_readings(sheet), *_approval(own), *_dates(document, own, today)]


def _numbers(document: Assessment, own: DayAccount) -> Iterator[Notice]:
    """Numbers that nobody can have meant."""
    given: list[tuple[str, str, str, Decimal | None]] = [
        (_RECORD, "document_review_days", _("文件评审人日"), own.document_review_days),
        (_RECORD, "initial_days", _("初次现场人日"), own.initial_days),
        (_RECORD, "planned_days", _("计划人日"), own.planned_days),
        *((f"team/{one.id}", "days", _("{name}的人日").format(name=(one.name or "")[:40]), one.days) for one in document.team),
    ]
    for record, field, title, value in given:
        if value is not None and days_of(value) is None:
            yield Notice(
                id=f"days-number/{record}/{field}",
                severity="critical",
                sentence=_("{title}应在 0 到 1000 之间，请改正。").format(title=title),
                record=record,
                field=field,
            )


def _changes(own: DayAccount, sheet: Account) -> Iterator[Notice]:
    for place, change in enumerate(own.changes, 1):
        if share_of(change.share) is None:
            sentence = _("第 {place} 项增减的比例应在 -1 到 10 之间（-0.2 表示减少 20%），请改正。")
        elif not change.reason.strip():
            sentence = _("第 {place} 项人日增减没有写理由。")
        else:
            continue
        yield _notice(f"days-change/{place}", "critical", sentence.format(place=place), sheet.clause, "changes")
    net = sheet.reduced - sheet.added
    if net > sheet.limit:
        said = (
            _("人日减少 {net}，超过规则允许的 {limit}。")
            if sheet.limit_clause
            else _("人日减少 {net}；规则没有写减少的上限，通常不超过 {limit}。")
        )
        sentence = said.format(net=percent_text(net), limit=percent_text(sheet.limit))
        yield _notice("days-reduction", "critical" if sheet.limit_clause else "warning", sentence, sheet.limit_clause, "changes")
    elif sheet.reduced > sheet.limit:
        sentence = _("各项减少合计 {sum}，与增加相抵后为 {net}；上限 {limit} 是否先计增加，规则没有写明，请核对。").format(
            sum=percent_text(sheet.reduced), net=percent_text(max(net, net * 0)), limit=percent_text(sheet.limit)
        )
        yield _notice("days-reduction-gross", "warning", sentence, sheet.limit_clause, "changes")


def _review(own: DayAccount, sheet: Account) -> Iterator[Notice]:
    if sheet.review_range is None:
        return
    low, high = sheet.review_range
    limits = _("{low} 至 {high} 人日").format(low=days_text(low), high=days_text(high))
    if own.document_review_days is None:
        yield _notice(
            "days-review", "warning", _("没有写文件评审人日，规则为 {limits}。").format(limits=limits), sheet.clause, "document_review_days"
        )
    elif sheet.review is not None and not low <= sheet.review <= high:
        sentence = _("文件评审 {days} 人日，不在规则的 {limits} 之内。").format(days=days_text(sheet.review), limits=limits)
        yield _notice("days-review", "warning", sentence, sheet.clause, "document_review_days")


def _sites(document: Assessment, scheme: Scheme, own: DayAccount, sheet: Account) -> Iterator[Notice]:
    """A table asked by headcount alone knows nothing of further sites."""
    rule, sites = scheme.person_days, len(counted_sites(document))
    by_table = rule is not None and bool(rule.base) and (document.audit.kind or "initial") in BY_TABLE
    if by_table and sheet.base is not None and sites:
        severity: Severity = "note" if (own.reason or "").strip() else "warning"
        sentence = _("人日表只按有效人数查得，没有计入 {n} 个分场所，请另行核定并写明理由。").format(n=sites)
        yield _notice("days-sites", severity, sentence, sheet.clause, "reason")


def _planned(own: DayAccount, sheet: Account) -> Iterator[Notice]:
    explained = bool((own.reason or "").strip())
    if sheet.base is None:
        severity: Severity = "note" if explained else "warning"
        yield _notice("days-open", severity, sheet.open, sheet.clause, "reason")
    if not sheet.planned:
        yield _notice("days-planned", "critical", _("没有写计划的现场人日。"), sheet.clause, "planned_days")
        return
    planned = days_text(sheet.planned)
    if sheet.least is not None and sheet.planned < sheet.least and sheet.limit_clause:
        sentence = _("计划 {planned} 人日，低于允许的最少 {least} 人日。").format(planned=planned, least=days_text(sheet.least))
        yield _notice("days-least", "critical", sentence, sheet.limit_clause, "planned_days")
    elif sheet.days is not None and sheet.planned < sheet.days:
        sentence = _("计划 {planned} 人日，少于核算的 {days} 人日。").format(planned=planned, days=days_text(sheet.days))
        sentence += "" if explained else _("请写明理由，或列入增减。")
        yield _notice("days-fewer", "warning" if explained else "critical", sentence, sheet.clause, "planned_days")
    elif sheet.suggested is not None and sheet.planned > sheet.suggested and not explained:
        sentence = _("计划 {planned} 人日，多于核算的 {days} 人日，请写明理由。").format(planned=planned, days=days_text(sheet.suggested))
        yield _notice("days-more", "warning", sentence, sheet.clause, "reason")


def _team(sheet: Account) -> Iterator[Notice]:
    if sheet.without_days:
        names = "、".join(name or _("未写姓名") for name in sheet.without_days[:5])
        yield Notice(
            id="days-members", severity="warning", sentence=_("没有写现场人日：{names}。").format(names=names), record="team", field="days"
        )
    if not sheet.planned or sheet.team == sheet.planned:
        return
    words = {"team": days_text(sheet.team), "planned": days_text(sheet.planned)}
    if sheet.team < sheet.planned:
        sentence = _("审查组（不含技术专家）共 {team} 人日，少于计划的 {planned} 人日。").format(**words)
        yield Notice(id="days-team", severity="critical", sentence=sentence, clause=sheet.clause, record="team", field="days")
    else:
        sentence = _("审查组（不含技术专家）共 {team} 人日，多于计划的 {planned} 人日。").format(**words)
        yield Notice(id="days-team", severity="note", sentence=sentence, clause=sheet.clause, record="team", field="days")


def _readings(sheet: Account) -> Iterator[Notice]:
    other = [one for one in sheet.readings if one.base != sheet.base]
    if other:
        words = "；".join(_("读法 {name} 为 {days} 人日").format(name=one.name, days=days_text(one.base)) for one in other)
        sentence = _("规则的人日表有不同读法：现按 {base} 人日，{others}。").format(base=days_text(sheet.base), others=words)
        yield _notice("days-readings", "note", sentence, sheet.clause, "")


def _approval(own: DayAccount) -> Iterator[Notice]:
    if not (own.approved_by or "").strip() or own.approved_on is None:
        yield _notice("days-approval", "critical", _("人日核算还没有批准。"), "", "approved_by")


def _dates(document: Assessment, own: DayAccount, today: date | None) -> Iterator[Notice]:
    approved = Dated(_RECORD, "approved_on", _("批准人日的日期"), own.approved_on)
    yield from date_notices([approved], today)
    yield from order_notices([(approved, Dated("audit", "starts_on", _("审查开始日期"), document.audit.starts_on))])


def _notice(key: str, severity: Severity, sentence: str, clause: str, field: str) -> Notice:
    return Notice(id=key, severity=severity, sentence=sentence, clause=clause, record=_RECORD, field=field)
