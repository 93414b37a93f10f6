"""The appointment of the team and the notice to the client: what they hold at least, issued, sent, confirmed or objected to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop.base.words import _
from desktop.domain.application import for_kind
from desktop.domain.assessment import Assessment
from desktop.domain.noticed_dates import Dated, date_notices, order_notices
from desktop.domain.notices import Notice, Severity, tail
from desktop.domain.preparation import Appointment
from desktop.domain.report_contents import holds, path_title
from desktop.domain.scheme import Content, Scheme
from desktop.domain.scheme_papers import Paper

_RECORD = "appointment"
# What the client confirms with the notice; a confirmation ends when one of them changes.
CONFIRMED = frozenset({"audit.kind", "audit.purpose", "audit.scope", "audit.criteria", "audit.starts_on", "audit.ends_on"})


def lacking(document: Assessment, paper: Paper | None) -> list[tuple[Content, tuple[str, ...]]]:
    """The contents a paper must have and has not, each with the paths that hold nothing."""
    found = []
    for content in for_kind(paper.contents, document.audit.kind) if paper else ():
        missing = tuple(path for path in content.needs if not holds(document, path))
        if missing:
            found.append((content, missing))
    return found


def lacking_notices(document: Assessment, paper: Paper | None, key: str) -> Iterator[Notice]:
    """A notice for each content a paper lacks, at the field where it would stand."""
    for content, missing in lacking(document, paper):
        section, _dot, field = missing[0].partition(".")
        sentence = _("{paper}缺少“{content}”：没有{missing}。").format(
            paper=paper.title if paper else "", content=content.title, missing="、".join(path_title(path) for path in missing)
        )
        yield Notice(
            id=f"{key}-content/{content.id}", severity="critical", sentence=sentence, clause=content.clause, record=section, field=field
        )


def notices(document: Assessment, scheme: Scheme, today: date | None = None) -> list[Notice]:
    """What stands against appointment and notice."""
    own, rule = document.appointment or Appointment(), scheme.appointment
    return [*lacking_notices(document, rule, _RECORD), *_steps(own, rule), *_objection(own), *_dates(document, own, today)]


def _steps(own: Appointment, rule: Paper | None) -> Iterator[Notice]:
    clause = rule.clause if rule else ""
    severity: Severity = "critical" if rule else "warning"
    if own.issued_on is None:
        yield _notice("appointment-issued", severity, _("审查组还没有委任（没有委任日期）。"), clause, "issued_on")
    elif not (own.issued_by or "").strip():
        yield _notice("appointment-issuer", "warning", _("审查委任没有写签发人。"), clause, "issued_by")
    if own.noticed_on is None:
        yield _notice("notice-sent", "warning", _("还没有把审查通知发给受审查方。"), clause, "noticed_on")
    elif own.confirmed_on is None and not (own.objection or "").strip():
        yield _notice("notice-unconfirmed", "warning", _("受审查方还没有确认审查通知。"), clause, "confirmed_on")
    if own.confirmed_on is not None and not (own.confirmed_by or "").strip():
        yield _notice("notice-who", "warning", _("没有写受审查方由谁确认审查通知。"), clause, "confirmed_by")


def _objection(own: Appointment) -> Iterator[Notice]:
    objection = (own.objection or "").strip()
    if objection and own.confirmed_on is None:
        sentence = _("受审查方对审查通知有异议，处理后须再次确认：{text}。").format(text=tail(objection, 100))
        yield _notice("notice-objection", "critical", sentence, "", "objection")


def _dates(document: Assessment, own: Appointment, today: date | None) -> Iterator[Notice]:
    issued = Dated(_RECORD, "issued_on", _("委任日期"), own.issued_on)
    noticed = Dated(_RECORD, "noticed_on", _("审查通知的日期"), own.noticed_on)
    confirmed = Dated(_RECORD, "confirmed_on", _("受审查方确认的日期"), own.confirmed_on)
    starts = Dated("audit", "starts_on", _("审查开始日期"), document.audit.starts_on, past=False)
    ends = Dated("audit", "ends_on", _("审查结束日期"), document.audit.ends_on, past=False)
    yield from date_notices([issued, noticed, confirmed, starts, ends], today)
    yield from order_notices([(issued, starts), (noticed, confirmed), (noticed, starts), (confirmed, starts), (starts, ends)])


def _notice(key: str, severity: Severity, sentence: str, clause: str, field: str) -> Notice:
    return Notice(id=key, severity=severity, sentence=sentence, clause=clause, record=_RECORD, field=field)
