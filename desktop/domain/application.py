"""The review of an application (申请评审): documents given in, conditions of admission, the decision, and when a refusal is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, TypeVar

from msgspec import Struct

from desktop.base.words import _
from desktop.domain.assessment import Assessment
from desktop.domain.cycle import add_months
from desktop.domain.noticed_dates import Dated, date_notices, days_later, is_likely, order_notices, working_days_later
from desktop.domain.notices import Notice, Severity
from desktop.domain.preparation import AdmissionCheck, Application, DossierEntry
from desktop.domain.scheme import AuditKind, Content, Point, Scheme
from desktop.domain.scheme_papers import Condition

Line = TypeVar("Line", Point, Condition, Content)
# Kinds of audit that begin with an application; surveillance and reviews follow from the certificate.
APPLIED = frozenset({"initial", "recertification", "extension"})


class DossierLine(Struct, frozen=True):
    """One document the scheme asks for, and what became of it."""

    point: Point
    entry: DossierEntry
    state: Literal["received", "not-applicable", "missing"]


class AdmissionLine(Struct, frozen=True):
    """One condition of admission with its result. `since`: the days from which it is looked at, where it looks back."""

    condition: Condition
    check: AdmissionCheck
    state: Literal["met", "not-met", "unknown"]
    since: tuple[date, ...]


class RefusalTerm(Struct, frozen=True):
    """Until when a refusal has to be told: the last day by each way to count, and the one that is taken."""

    clause: str
    days: int
    counted: Literal["calendar", "working", "open"]
    calendar: date
    working: date  # Monday to Friday; public holidays not reckoned

    @property
    def until(self) -> date:
        return self.working if self.counted == "working" else self.calendar


def for_kind(lines: Iterable[Line], kind: AuditKind | None) -> tuple[Line, ...]:
    """The lines of a scheme's list that hold for a kind of audit; while it is not known, all."""
    return tuple(line for line in lines if not line.audits or kind is None or kind in line.audits)


def is_applied(document: Assessment) -> bool:
    """Whether this audit begins with an application."""
    return document.audit.kind is None or document.audit.kind in APPLIED


def dossier(document: Assessment, scheme: Scheme) -> tuple[DossierLine, ...]:
    """The documents of the application in the scheme's order."""
    return tuple(_dossier_line(point, document.dossier.get(point.id)) for point in for_kind(scheme.documents, document.audit.kind))


def admission(document: Assessment, scheme: Scheme) -> tuple[AdmissionLine, ...]:
    """The conditions of admission in the scheme's order; what has no result is unknown, never met."""
    lines = []
    for condition in for_kind(scheme.admission, document.audit.kind):
        check = document.admission.get(condition.id, AdmissionCheck())
        lines.append(AdmissionLine(condition, check, check.result or "unknown", looked_back(condition, document)))
    return tuple(lines)


def looked_back(condition: Condition, document: Assessment) -> tuple[date, ...]:
    """The first days of the times a condition looks back on, from the day the application came in."""
    received = document.application.received_on if document.application else None
    if received is None or not is_likely(received):
        return ()
    days = [add_months(received, -condition.months_back)] if condition.months_back is not None else []
    return tuple(days + ([date(received.year, 1, 1)] if condition.calendar_year else []))


def refusal_term(document: Assessment, scheme: Scheme) -> RefusalTerm | None:
    """When a refusal is due to be told; None unless refused, on a known day, under a scheme that sets a term."""
    rule, own = scheme.refusal, document.application
    if rule is None or own is None or own.accepted is not False or own.decided_on is None:
        return None
    calendar, working = days_later(own.decided_on, rule.days), working_days_later(own.decided_on, rule.days)
    return RefusalTerm(rule.clause, rule.days, rule.counted, calendar, working)


def notices(document: Assessment, scheme: Scheme, today: date | None = None) -> list[Notice]:
    """What stands against this application's review; nothing where the kind of audit needs no application."""
    if not is_applied(document):
        return []
    own = document.application or Application()
    found = [*_dossier(document, scheme, own), *_admission(document, scheme, own), *_strangers(document, scheme)]
    return [*found, *_decision(own), *_refusal(document, scheme, own, today), *_dates(document, own, today)]


def _dossier_line(point: Point, entry: DossierEntry | None) -> DossierLine:
    entry = entry or DossierEntry()
    if (entry.not_applicable or "").strip():
        return DossierLine(point, entry, "not-applicable")
    return DossierLine(point, entry, "received" if entry.received_on is not None else "missing")


def _dossier(document: Assessment, scheme: Scheme, own: Application) -> Iterator[Notice]:
    for line in dossier(document, scheme):
        if line.state == "missing" and own.accepted is not False:
            yield Notice(
                id=f"dossier-missing/{line.point.id}",
                severity=_gravity(own),
                sentence=_("申请资料未收到：{text}；不适用的请写明理由。").format(text=line.point.text),
                clause=line.point.clause,
                record=f"dossier/{line.point.id}",
                field="received_on",
            )


def _admission(document: Assessment, scheme: Scheme, own: Application) -> Iterator[Notice]:
    shown = {link for piece in document.evidence for link in piece.links if link.startswith("admission/")}
    for line in admission(document, scheme):
        text, severity = line.condition.text, _gravity(own)
        key, field = f"admission-{line.state}", "result"
        if line.state == "unknown":
            since = _("（查 {days} 起）").format(days="、".join(day.isoformat() for day in line.since)) if line.since else ""
            sentence = _("受理条件尚未查明：{text}{since}。").format(text=text, since=since)
        elif line.state == "not-met" and own.accepted:
            sentence = _("受理条件不满足而已受理：{text}；请改为不受理，或补齐条件后重新评审。").format(text=text)
        elif line.state == "not-met" and own.accepted is None:
            sentence = _("受理条件不满足：{text}。").format(text=text)
        elif not (line.check.grounds or "").strip() and not line.check.evidence and f"admission/{line.condition.id}" not in shown:
            key, field, severity = "admission-grounds", "grounds", "warning"
            sentence = _("受理条件“{text}”没有写查证的依据。").format(text=text)
        else:
            continue
        if line.state == "unknown" and own.accepted is False:
            continue
        yield Notice(
            id=f"{key}/{line.condition.id}",
            severity=severity,
            sentence=sentence,
            clause=line.condition.clause,
            record=f"admission/{line.condition.id}",
            field=field,
        )


def _gravity(own: Application) -> Severity:
    """What is open before the decision is a reminder; after admission it must not be."""
    return "critical" if own.accepted else "warning"


def _strangers(document: Assessment, scheme: Scheme) -> Iterator[Notice]:
    for section, own, known in (("dossier", document.dossier, scheme.documents), ("admission", document.admission, scheme.admission)):
        ids = {line.id for line in known}
        for key in own:
            if key not in ids:
                yield Notice(
                    id=f"{section}-unknown/{key}",
                    severity="warning",
                    sentence=_("{section}/{key}：方案中没有这一项，请核对编号或删去。").format(section=section, key=key),
                    record=f"{section}/{key}",
                )


def _decision(own: Application) -> Iterator[Notice]:
    if own.accepted is None:
        yield Notice(
            id="application-undecided",
            severity="critical",
            sentence=_("申请评审还没有结论，请写明受理或不受理。"),
            record="application",
            field="accepted",
        )
        return
    if not own.accepted and not (own.reason or "").strip():
        yield Notice(
            id="refusal-reason", severity="critical", sentence=_("不受理没有写理由，请补上。"), record="application", field="reason"
        )
    for field, value, sentence in (
        ("reviewed_by", own.reviewed_by, _("申请评审没有写评审人。")),
        ("decided_on", own.decided_on, _("申请评审没有写结论的日期。")),
    ):
        if not value:
            yield Notice(id=f"application-{field}", severity="warning", sentence=sentence, record="application", field=field)


def _refusal(document: Assessment, scheme: Scheme, own: Application, today: date | None) -> Iterator[Notice]:
    if own.accepted is not False:
        return
    term = refusal_term(document, scheme)
    if term is None:
        if own.told_on is None:
            yield Notice(
                id="refusal-untold",
                severity="warning",
                sentence=_("不受理，还没有记录通知申请方的日期。"),
                record="application",
                field="told_on",
            )
        return
    day = own.told_on or today
    if own.told_on is not None and own.told_on <= term.until:
        return
    ways = {
        "calendar": _("{days} 个日历日，到 {calendar}"),
        "working": _("{days} 个工作日，到 {working}，法定节假日另计"),
        "open": _("{days} 日，按日历日到 {calendar}，按工作日到 {working}，法定节假日另计；原文没有写明，按日历日提示"),
    }
    limit = ways[term.counted].format(days=term.days, calendar=term.calendar.isoformat(), working=term.working.isoformat())
    last = max(term.until, term.working if term.counted == "open" else term.until)
    if own.told_on is not None:
        said = _("{day} 才把不受理通知申请方，晚于期限（{limit}）。").format(day=own.told_on.isoformat(), limit=limit)
    elif day is not None and day > term.until:
        said = _("不受理已过期限仍未通知申请方（{limit}）。").format(limit=limit)
    else:
        said = _("不受理须在期限内通知申请方（{limit}）。").format(limit=limit)
    late = day is not None and day > last
    yield Notice(
        id="refusal-late" if day is not None and day > term.until else "refusal-due",
        severity="critical" if late and own.told_on is None else "warning" if day is not None and day > term.until else "note",
        sentence=said,
        clause=term.clause,
        record="application",
        field="told_on",
    )


def _dates(document: Assessment, own: Application, today: date | None) -> Iterator[Notice]:
    received = Dated("application", "received_on", _("收到申请的日期"), own.received_on)
    decided = Dated("application", "decided_on", _("申请评审结论的日期"), own.decided_on)
    told = Dated("application", "told_on", _("通知申请方的日期"), own.told_on)
    starts = Dated("audit", "starts_on", _("审查开始日期"), document.audit.starts_on, past=False)
    papers = [Dated(f"dossier/{key}", "received_on", _("收到资料的日期"), entry.received_on) for key, entry in document.dossier.items()]
    checks = [Dated(f"admission/{key}", "on", _("查证的日期"), check.on) for key, check in document.admission.items()]
    yield from date_notices([received, decided, told, *papers, *checks], today)
    yield from order_notices([(received, decided), (decided, told), *([(decided, starts)] if own.accepted else [])])
