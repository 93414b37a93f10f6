"""The document review (文件评审): its questions until they are closed, its outcome, and whether anybody may be on site before it passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.application import for_kind
from desktop.domain.assessment import Assessment
from desktop.domain.noticed_dates import Dated, date_notices, order_notices
from desktop.domain.notices import Notice, Severity, tail
from desktop.domain.people import name_key
from desktop.domain.preparation import DocumentReview, ReviewedDocument
from desktop.domain.scheme import Point, Scheme

_RECORD = "document_review"


class Gate(Struct, frozen=True, kw_only=True):
    """Whether the way on site is open.

    silent: the scheme does not say; not-asked: not for this kind of audit; inside: the review is part of the audit on site;
    passed; left-out: not made, with a reason the scheme allows; deviation: begun anyway, with a reason; shut: nobody on site yet.
    """

    state: Literal["silent", "not-asked", "inside", "passed", "left-out", "deviation", "shut"]
    clause: str
    why: str

    @property
    def blocks(self) -> bool:
        return self.state == "shut"


def gate(document: Assessment, scheme: Scheme) -> Gate:
    """Whether this audit may go on site as far as the document review is concerned."""
    rule, own = scheme.document_review, document.document_review or DocumentReview()
    if rule is None:
        return Gate(state="silent", clause="", why=_("规则没有写明文件评审与现场审查的先后。"))
    if rule.audits and document.audit.kind is not None and document.audit.kind not in rule.audits:
        return Gate(state="not-asked", clause=rule.clause, why=_("规则没有要求这类审查先做文件评审。"))
    if is_left_out(document, scheme):
        return Gate(state="left-out", clause=rule.leave_out_clause or rule.clause, why=_("这类审查可以不做文件评审，理由已写明。"))
    if rule.when == "inside":
        return Gate(state="inside", clause=rule.clause, why=_("文件评审在现场审查之内进行。"))
    open_questions = len(open_documents(document))
    if own.passed and not open_questions:
        return Gate(state="passed", clause=rule.clause, why=_("文件评审已通过。"))
    if (own.started_anyway or "").strip():
        return Gate(state="deviation", clause=rule.clause, why=_("文件评审通过之前已开始现场审查，按偏离记录。"))
    if own.passed is False:
        why = _("文件评审未通过，不能安排现场审查。")
    elif open_questions:
        why = _("文件评审有 {n} 个问题没有关闭，通过之后才能到现场。").format(n=open_questions)
    else:
        why = _("文件评审通过之后才能到现场。")
    return Gate(state="shut", clause=rule.clause, why=why)


def check_may_start(document: Assessment, scheme: Scheme) -> None:
    """BadInput while the scheme wants the documents passed before anybody goes on site; for what begins an audit on site."""
    found = gate(document, scheme)
    if found.blocks:
        raise BadInput(_("{why}；确需先到现场的，请先按偏离登记理由（{clause}）。").format(why=tail(found.why), clause=found.clause))


def is_left_out(document: Assessment, scheme: Scheme) -> bool:
    """Whether the review is left out, with a reason, where the scheme allows that."""
    rule, own = scheme.document_review, document.document_review
    said = bool(own and (own.left_out or "").strip())
    return said and rule is not None and document.audit.kind in rule.may_leave_out


def open_documents(document: Assessment) -> tuple[ReviewedDocument, ...]:
    """The reviewed documents whose question is not closed."""
    return tuple(one for one in document.documents if one.result == "question" and one.closed_on is None)


def unread(document: Assessment, scheme: Scheme) -> tuple[Point, ...]:
    """What the scheme wants read at least and no reviewed document is about."""
    rule = scheme.document_review
    about = {key for one in document.documents for key in one.about}
    return tuple(point for point in for_kind(rule.least, document.audit.kind) if point.id not in about) if rule else ()


def deviation(review: DocumentReview) -> str:
    """The sentence that a start before the review had passed leaves in the report's deviations."""
    who = "，".join(part for part in (review.started_anyway_by, review.started_anyway_on and review.started_anyway_on.isoformat()) if part)
    reason = " ".join((review.started_anyway or "").split()).rstrip("。")
    return _("文件评审通过之前开始现场审查：{reason}").format(reason=reason) + (f"（{who}）。" if who else "。")


def on_site_signs(document: Assessment, today: date | None = None) -> str | None:
    """What shows that the audit on site has begun; None while nothing does."""
    opening = document.meetings.get("opening")
    if opening is not None and (opening.started_at or "").strip():
        return _("首次会议已开始")
    if document.observations:
        return _("已有现场记录")
    starts = document.audit.starts_on
    if starts is not None and today is not None and starts <= today:
        return _("审查开始日期 {day} 已到").format(day=starts.isoformat())
    return None


def notices(document: Assessment, scheme: Scheme, today: date | None = None) -> list[Notice]:
    """What stands against the document review."""
    own, found = document.document_review or DocumentReview(), gate(document, scheme)
    listed = [*_gate(document, own, found, today), *_outcome(document, scheme, own, found)]
    return [*listed, *_documents(document, own, found), *_reviewer(document, own, found), *_dates(document, own, found, today)]


def _gate(document: Assessment, own: DocumentReview, found: Gate, today: date | None) -> Iterator[Notice]:
    if found.blocks:
        signs = on_site_signs(document, today)
        sentence = _("{signs}，而{why}").format(signs=signs, why=found.why) if signs else found.why
        yield _notice("documents-gate", "critical" if signs else "warning", sentence, found.clause, "passed")
    if found.state == "deviation":
        yield _notice("documents-deviation", "warning", _("偏离：{text}").format(text=deviation(own)), found.clause, "started_anyway")
    if (own.started_anyway or "").strip() and deviation(own) not in document.report.get("deviations", ""):
        yield Notice(
            id="documents-deviation-report",
            severity="critical",
            sentence=_("文件评审通过之前开始现场审查的偏离没有写进报告的“计划偏离”。"),
            clause=found.clause,
            record="report",
            field="deviations",
        )


def _outcome(document: Assessment, scheme: Scheme, own: DocumentReview, found: Gate) -> Iterator[Notice]:
    rule = scheme.document_review
    if (own.left_out or "").strip() and found.state != "left-out":
        yield _notice("documents-left-out", "critical", _("规则没有允许这类审查不做文件评审。"), found.clause, "left_out")
    if found.state in ("silent", "not-asked", "left-out"):
        return
    if own.passed is None:
        sentence = _("文件评审还没有结论。")
        yield _notice("documents-outcome", "warning" if found.blocks else "critical", sentence, found.clause, "passed")
        return
    if own.passed and not document.documents:
        yield _notice("documents-none", "critical", _("文件评审已通过，却没有登记评审过的文件。"), found.clause, "passed")
    if own.passed and open_documents(document):
        sentence = _("文件评审已写通过，仍有 {n} 个问题没有关闭。").format(n=len(open_documents(document)))
        yield _notice("documents-open", "critical", sentence, found.clause, "passed")
    for point in unread(document, scheme) if rule and own.passed else ():
        sentence = _("文件评审至少要看的“{text}”没有登记。").format(text=point.text)
        yield Notice(id=f"documents-least/{point.id}", severity="critical", sentence=sentence, clause=point.clause, record="documents")


def _documents(document: Assessment, own: DocumentReview, found: Gate) -> Iterator[Notice]:
    for one in document.documents:
        title = (one.title or "").strip()[:60] or _("未写名称的文件")
        if not (one.title or "").strip():
            what, field, sentence = "title", "title", _("评审的文件有一份没有写名称。")
        elif one.result is None:
            what, field, sentence = "result", "result", _("“{title}”还没有评审结果。").format(title=title)
        elif one.result == "question" and not (one.question or "").strip():
            what, field, sentence = "question", "question", _("“{title}”评为有问题，却没有写问题。").format(title=title)
        elif one.result == "question" and one.closed_on is not None and not (one.answer or "").strip():
            what, field, sentence = "answer", "answer", _("“{title}”的问题已关闭，却没有写怎样解决的。").format(title=title)
        else:
            continue
        severity: Severity = "critical" if own.passed else "warning"
        yield Notice(
            id=f"document-{what}/{one.id}",
            severity=severity,
            sentence=sentence,
            clause=found.clause,
            record=f"documents/{one.id}",
            field=field,
        )


def _reviewer(document: Assessment, own: DocumentReview, found: Gate) -> Iterator[Notice]:
    if own.passed is None or found.state in ("silent", "not-asked", "left-out"):
        return
    name = name_key(own.reviewed_by)
    if not name:
        yield _notice("documents-reviewer", "critical", _("文件评审没有写评审人。"), found.clause, "reviewed_by")
        return
    roles = {name_key(member.name): member.role for member in document.team}
    if name not in roles or roles[name] == "expert":
        sentence = _("文件评审人{name}不是审查组的审查员。").format(name=(own.reviewed_by or "")[:40])
        yield _notice("documents-reviewer", "warning", sentence, found.clause, "reviewed_by")


def _dates(document: Assessment, own: DocumentReview, found: Gate, today: date | None) -> Iterator[Notice]:
    finished = Dated(_RECORD, "finished_on", _("文件评审完成日期"), own.finished_on)
    starts = Dated("audit", "starts_on", _("审查开始日期"), document.audit.starts_on, past=False)
    closed = [Dated(f"documents/{one.id}", "closed_on", _("问题关闭日期"), one.closed_on) for one in document.documents]
    yield from date_notices([finished, Dated(_RECORD, "started_anyway_on", _("偏离登记日期"), own.started_anyway_on), *closed], today)
    if own.passed:
        yield from order_notices((one, finished) for one in closed)
    if found.state == "passed":
        if finished.day is None:
            yield _notice("documents-finished", "warning", _("文件评审没有写完成日期。"), found.clause, "finished_on")
        elif starts.day is not None and finished.day > starts.day and not (own.started_anyway or "").strip():
            sentence = _("文件评审 {finished} 才通过，晚于审查开始日期 {starts}，应按偏离登记理由。")
            sentence = sentence.format(finished=finished.day.isoformat(), starts=starts.day.isoformat())
            yield _notice("documents-late", "critical", sentence, found.clause, "finished_on")


def _notice(key: str, severity: Severity, sentence: str, clause: str, field: str) -> Notice:
    return Notice(id=key, severity=severity, sentence=sentence, clause=clause, record=_RECORD, field=field)
