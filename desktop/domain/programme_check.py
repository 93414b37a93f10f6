"""What this audit owes the programme: its trigger, its window, what an audit of its kind must contain, what the cycle has not seen yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from desktop.base.words import _
from desktop.domain.assessment import Assessment
from desktop.domain.notices import Notice, Severity, tail
from desktop.domain.plan_coverage import leaves_to_plan
from desktop.domain.preparation import ProgrammeAudit
from desktop.domain.programme import (
    Cycle,
    CycleWindow,
    cycle_of,
    in_cycle,
    is_past,
    last_looked_at,
    windows,
)
from desktop.domain.programme_needs import Requirement, audits_with_own, is_own, requirements
from desktop.domain.rules import Rules
from desktop.domain.scheme import Point, Scheme

# Work on site that an audit of its kind owes: what it is told by.
OWED = frozenset({"visits", "survey-due", "survey-advised"})
# The most sites or clauses that are named.
MOST_NAMED = 20


def triggers_of(scheme: Scheme) -> tuple[Point, ...]:
    """The reasons a scheme names for a special audit."""
    return tuple(point for point in scheme.triggers if not point.audits or "special" in point.audits)


def trigger_of(document: Assessment, scheme: Scheme) -> Point | None:
    """The named reason of this audit: `audit.trigger` is its id, or its text with what was added to it."""
    said = (document.audit.trigger or "").strip()
    named = triggers_of(scheme)
    exact = next((point for point in named if said in (point.id, point.text)), None)
    return exact or next((point for point in named if said.startswith(point.text)), None)


def programme_notices(document: Assessment, rules: Rules, today: date, others: Sequence[ProgrammeAudit] | None = None) -> list[Notice]:
    """What speaks against this audit as a part of the programme. `others`: the client's other audits, None: those the document carries."""
    every = audits_with_own(document, rules, others)
    cycle = cycle_of(document, rules.scheme)
    follows = document.audit.kind not in (None, "initial")
    found = [*_trigger(document, rules.scheme), *_dates(document, cycle)]
    if follows:
        found += _held(document)
    if follows and rules.scheme.calendar and cycle.decided is None:
        sentence = _("没有写认证决定日期，监督和再认证的期限算不出，请在审查方案里填写。")
        found.append(Notice(id="programme-decided", severity="warning", sentence=sentence, record="programme", field="decided_on"))
    for window in windows(rules.scheme, cycle, every, today) if cycle.decided else ():
        found += _window(window, document)
    found += _owed(requirements(document, rules, today, others))
    found += _cycle(document, rules, in_cycle(every, cycle), today) if follows else ()
    found += _changes(document)
    return found


def _owed(asked: Sequence[Requirement]) -> Iterator[Notice]:
    """Visits and survey; what else is owed is said where scores and topics are checked."""
    ids = {("visits", "due"): "visits", ("survey", "due"): "survey-due", ("survey", "advised"): "survey-advised"}
    for one in asked:
        key = ids.get((one.id, one.state))
        if key is not None:
            severity: Severity = "critical" if one.state == "due" else "warning"
            yield Notice(id=key, severity=severity, sentence=tail(one.why) + "。", clause=one.clause, record=one.record)


def _trigger(document: Assessment, scheme: Scheme) -> Iterator[Notice]:
    named = triggers_of(scheme)
    if document.audit.kind != "special" or not named:
        return
    if not (document.audit.trigger or "").strip():
        sentence, severity = _("特殊审查没有写起因，请从规则列出的情形里选一项。"), "critical"
    elif trigger_of(document, scheme) is None:
        sentence, severity = _("审查起因“{said}”不是规则列出的情形，请选一项或说明归入哪项。"), "warning"
        sentence = sentence.format(said=(document.audit.trigger or "")[:60])
    else:
        return
    clause = named[0].clause
    grade: Severity = "critical" if severity == "critical" else "warning"
    yield Notice(id="programme-trigger", severity=grade, sentence=sentence, clause=clause, record="audit", field="trigger")


def _dates(document: Assessment, cycle: Cycle) -> Iterator[Notice]:
    if cycle.decided and cycle.expires and cycle.expires <= cycle.decided:
        sentence = _("证书到期日 {expires} 不晚于认证决定日 {decided}，请改正。").format(expires=cycle.expires, decided=cycle.decided)
        yield Notice(id="programme-dates", severity="critical", sentence=sentence, record="programme", field="expires_on")


def _held(document: Assessment) -> Iterator[Notice]:
    if document.audit.kind in ("surveillance", "special", "suspension-review") and document.previous is None:
        sentence = _("没有写原获证等级，定不出保持、升级还是降级，请填写。")
        yield Notice(id="programme-held", severity="critical", sentence=sentence, record="previous", field="stars")


def _window(window: CycleWindow, document: Assessment) -> Iterator[Notice]:
    mine = window.audit is not None and is_own(window.audit)
    limit = window.latest or window.until
    text = {"title": window.title, "on": window.on, "until": window.until, "latest": window.latest, "opens": window.opens, "limit": limit}
    if mine and not window.application and window.state in ("done-early", "done-late", "done-beyond", "planned", "late", "overdue"):
        yield from _own_window(window, document, text)
    elif mine and window.application and window.until is not None and window.audit is not None:
        yield from _application(window, text)
    elif window.state == "overdue":
        yield _of(window, "overdue", "warning", _("{title}应不晚于 {limit}，已经超过，还没有进行。").format(**text))
    elif window.state == "late":
        yield _of(window, "late", "warning", _("{title}正常不晚于 {until}，已经超过；特殊情况不晚于 {latest}，须说明理由。").format(**text))


def _application(window: CycleWindow, text: dict[str, date | str | None]) -> Iterator[Notice]:
    """The day of this audit's own application against its window; the day of the audit itself says nothing of it."""
    applied = window.audit.applied_on if window.audit else None
    if applied is None:
        key, sentence = "unknown", _("没有写收到再认证申请的日期，无从核对是否不晚于 {until}。")
    elif window.until is not None and applied > window.until:
        key, sentence = "late", _("{title}在 {on}，晚于 {until}。")
    else:
        return
    yield Notice(
        id=f"programme-application-{key}/{window.what}",
        severity="warning",
        sentence=sentence.format(**text),
        clause=window.clause,
        record="application",
        field="received_on",
    )


def _own_window(window: CycleWindow, document: Assessment, text: dict[str, date | str | None]) -> Iterator[Notice]:
    """This audit against its own window: a departure asks for a reason, and past the last limit the body decides."""
    on, reason = window.on, (document.programme.late_reason or "").strip() if document.programme else ""
    if on is None:
        return
    if window.opens is not None and on < window.opens:
        sentence = _("{title}定在 {on}，早于 {opens}，请写明理由。")
    elif window.latest is not None and on > window.latest:
        yield _of(window, "beyond", "critical", _("{title}在 {on}，超过最长期限 {latest}，能否保持由认证机构决定。").format(**text))
        return
    elif window.until is not None and on > window.until:
        sentence = _("{title}在 {on}，晚于 {until}，请写明理由。")
    else:
        if window.state in ("late", "overdue"):
            yield _of(window, "unfinished", "warning", _("{title}应不晚于 {until}，定在 {on}，还没有结束日期。").format(**text))
        return
    severity: Severity = "warning" if reason else "critical"
    if reason:
        sentence = _("{title}在 {on}，不在期限之内，理由：{reason}。")
    told = sentence.format(reason=tail(reason, 200), **text)
    yield _of(window, "own", severity, told)


def _of(window: CycleWindow, check: str, severity: Severity, sentence: str) -> Notice:
    return Notice(
        id=f"programme-window-{check}/{window.what}",
        severity=severity,
        sentence=sentence,
        clause=window.clause,
        record="programme",
        field="late_reason" if check == "own" else "",
    )


def _cycle(document: Assessment, rules: Rules, audits: Sequence[ProgrammeAudit], today: date) -> Iterator[Notice]:
    """What no audit since the decision has looked at, told once this audit has answers of its own."""
    looked = last_looked_at((one for one in audits if is_past(one, today)), today)
    unseen = [leaf for leaf in leaves_to_plan(document, rules) + _carried(document, rules) if leaf not in looked]
    if looked and unseen:
        names = "、".join(rules.items[leaf].item.clause or leaf for leaf in unseen[:MOST_NAMED])
        more = "…" if len(unseen) > MOST_NAMED else ""
        sentence = _("本认证周期内还有 {n} 个条款没有现场审查过：{names}{more}。").format(n=len(unseen), names=names, more=more)
        yield Notice(id="programme-unseen", severity="note", sentence=sentence, record="programme")
    visited = {name for one in audits if is_past(one, today) for name in one.sites}
    never = [site.name or site.id or "" for site in document.sites if (site.name or site.id) not in visited]
    if visited and never:
        names = "、".join(never[:MOST_NAMED]) + ("…" if len(never) > MOST_NAMED else "")
        sentence = _("本认证周期内还有 {n} 个场所没有到访过：{names}。").format(n=len(never), names=names)
        yield Notice(id="programme-sites-unseen", severity="note", sentence=sentence, record="programme")


def _carried(document: Assessment, rules: Rules) -> tuple[str, ...]:
    return tuple(
        leaf for key, one in document.items.items() if one.carried is not None and key in rules.items for leaf in rules.items[key].leaves
    )


def _changes(document: Assessment) -> Iterator[Notice]:
    for change in document.programme.changes if document.programme else ():
        if not (change.reason or "").strip():
            what = (change.what or "").partition("\n")[0][:80]
            yield Notice(
                id=f"programme-change-reason/{change.id}",
                severity="warning",
                sentence=_("审查方案的变更“{what}”没有写理由。").format(what=what),
                record="programme",
                field="changes",
            )
