"""The document review with its questions, outcome and gate, a start before it passed as a deviation, and the training before the audit."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from msgspec import UNSET
from msgspec.structs import replace

from desktop.actions.workspace import AuditView, Changes, Field, Workspace, builtins
from desktop.base import clock, ids
from desktop.base.errors import BadInput, NotFound
from desktop.base.words import _
from desktop.domain import document_gate as gating
from desktop.domain.notices import tail
from desktop.domain.people import name_key
from desktop.domain.preparation import DocumentReview, ReviewedDocument, Training
from desktop.domain.signature import Signature

MOST_SIGNATURES = 200


def review_document(
    ws: Workspace,
    audit: str,
    *,
    document: str | None = None,
    title: str | None = None,
    version: str | None = None,
    requirement: str | None = None,
    about: tuple[str, ...] | None = None,
    result: Literal["suitable", "question"] | None = None,
    question: str | None = None,
) -> Changes:
    """Put a reviewed document on file, or change one by its id; what is not given stays, an empty text clears.

    A question makes its result "question"; a question that is changed is open again.
    """
    view = ws.audit(audit)
    before = _document(view, document) if document is not None else ReviewedDocument()
    if document is None and not (title or "").strip():
        raise BadInput(_("请写所评审文件的名称。"))
    given = {"title": title, "version": version, "requirement": requirement, "question": question}
    fields: dict[str, Any] = {name: text.strip() or UNSET for name, text in given.items() if text is not None}
    if result is None and (question or "").strip():
        result = "question"
    if result is not None:
        fields["result"] = result
    if result == "question" and not (question or before.question or "").strip():
        raise BadInput(_("评为有问题的文件，请写明问题和要求的修改。"))
    if about is not None:
        _check_about(view, about)
        fields["about"] = list(dict.fromkeys(about)) or UNSET
    if result is not None or question is not None:
        asked = (fields.get("result", before.result), fields.get("question", before.question or UNSET))
        if asked != (before.result, before.question or UNSET):
            fields["closed_on"] = UNSET
    record = f"documents/{document or ids.new_id()}"
    return ws.edit(audit, "review-document", {(record, name): value for name, value in fields.items()})


def close_question(ws: Workspace, audit: str, document: str, *, answer: str, on: date | None = None) -> Changes:
    """The question on a document is answered and closed, today unless said. Raises BadInput without an answer."""
    one = _document(ws.audit(audit), document)
    if one.result != "question":
        raise BadInput(_("“{title}”没有待关闭的问题。").format(title=(one.title or "")[:60]))
    if not answer.strip():
        raise BadInput(_("关闭问题要写明怎样解决的，请补上。"))
    values = {(f"documents/{document}", "answer"): answer.strip(), (f"documents/{document}", "closed_on"): _day(on)}
    return ws.edit(audit, "close-question", values)


def reopen_question(ws: Workspace, audit: str, document: str) -> Changes:
    """The answer was not enough: the question is open again, its text stays."""
    _document(ws.audit(audit), document)
    return ws.edit(audit, "reopen-question", {(f"documents/{document}", "closed_on"): UNSET})


def finish_documents(
    ws: Workspace, audit: str, *, passed: bool | None, summary: str | None = None, on: date | None = None, by: str | None = None
) -> Changes:
    """The outcome of the document review, by who acts and today unless said; None: take it back.

    Raises BadInput for a pass with nothing on file, a question open, or something unread that the scheme wants read.
    """
    view = ws.audit(audit)
    names = ("passed", "finished_on", "reviewed_by")
    if passed is None:
        return ws.edit(audit, "finish-documents", {("document_review", name): UNSET for name in names})
    if passed:
        _check_pass(view)
    fields: dict[str, Any] = dict(zip(names, (passed, _day(on), by or ws.author.name), strict=True)) | {"left_out": UNSET}
    if summary is not None:
        fields["summary"] = summary.strip() or UNSET
    return ws.edit(audit, "finish-documents", {("document_review", name): value for name, value in fields.items()})


def leave_out_documents(ws: Workspace, audit: str, *, reason: str | None) -> Changes:
    """Make no document review, with the reason, where the scheme allows that; None: make one after all."""
    view = ws.audit(audit)
    rule = view.scheme.document_review
    if reason is None:
        return ws.edit(audit, "leave-out-documents", {("document_review", "left_out"): UNSET})
    if rule is None or view.document.audit.kind not in rule.may_leave_out:
        raise BadInput(_("规则没有允许这类审查不做文件评审。"))
    if not reason.strip():
        raise BadInput(_("不做文件评审要写明理由（如服务体系和内外部环境没有变更），请补上。"))
    return ws.edit(audit, "leave-out-documents", {("document_review", "left_out"): reason.strip()})


def start_anyway(ws: Workspace, audit: str, *, reason: str | None) -> Changes:
    """Go on site before the documents have passed: a deviation with reason, name and day that is written into the report; None: not so.

    Raises BadInput where the way is open, and without a reason.
    """
    view = ws.audit(audit)
    own = view.document.document_review or DocumentReview()
    told = view.document.report.get("deviations", "")
    kept = told
    if own.started_anyway:
        kept = "\n".join(line for line in told.split("\n") if line != gating.deviation(own))
    names = ("started_anyway", "started_anyway_by", "started_anyway_on")
    values: dict[Field, Any]
    if reason is None:
        values = {("document_review", name): UNSET for name in names}
        return ws.edit(audit, "start-anyway", values | {("report", "deviations"): kept or UNSET})
    if not reason.strip():
        raise BadInput(_("文件评审通过之前开始现场审查，要写明理由。"))
    found = gating.gate(view.document, view.scheme)
    if found.state not in ("shut", "deviation"):
        raise BadInput(_("{why}，不需要登记偏离。").format(why=tail(found.why)))
    new = replace(own, started_anyway=reason.strip(), started_anyway_by=ws.author.name, started_anyway_on=clock.now().date())
    plain = builtins(new)
    values = {("document_review", name): plain[name] for name in names}
    values["report", "deviations"] = "\n".join(part for part in (kept, gating.deviation(new)) if part)
    return ws.edit(audit, "start-anyway", values)


def sign_training(ws: Workspace, audit: str, *, name: str, role: str = "", strokes: str = "") -> Changes:
    """Somebody signs the training record, with the strokes drawn or by name alone; who signs again replaces the first signature."""
    own = ws.audit(audit).document.training or Training()
    if not name.strip():
        raise BadInput(_("请写签名人的姓名。"))
    if own.held_on is None or not (own.trainer or "").strip():
        raise BadInput(_("培训记录还没有写日期和培训人，写好后再签名。"))
    signature = Signature(name=name.strip(), role=role.strip(), at=clock.stamp(clock.now()), strokes=strokes)
    others = [one for one in own.signatures if name_key(one.name) != name_key(name)]
    if len(others) >= MOST_SIGNATURES:
        raise BadInput(_("培训记录的签名超过 {most} 个，请核对。").format(most=MOST_SIGNATURES))
    return ws.edit(audit, "sign-training", {("training", "signatures"): builtins([*others, signature])})


def _check_pass(view: AuditView) -> None:
    if not view.document.documents:
        raise BadInput(_("还没有登记评审过的文件，不能写通过。"))
    still = gating.open_documents(view.document)
    if still:
        titles = "、".join((one.title or "")[:40] for one in still[:3])
        raise BadInput(_("还有 {n} 个问题没有关闭（{titles}），不能写通过。").format(n=len(still), titles=titles))
    unread = gating.unread(view.document, view.scheme)
    if unread:
        raise BadInput(_("规则要求至少评审“{text}”（{clause}），还没有登记。").format(text=unread[0].text, clause=unread[0].clause))


def _check_about(view: AuditView, about: tuple[str, ...]) -> None:
    rule = view.scheme.document_review
    known = {point.id for point in rule.least} if rule else set()
    for key in about:
        if key not in known:
            raise BadInput(_("方案没有列出至少要评审的 {key}，可用：{all}。").format(key=key[:80], all="、".join(sorted(known)) or _("无")))


def _document(view: AuditView, document: str) -> ReviewedDocument:
    found = next((one for one in view.document.documents if one.id == document), None)
    if found is None:
        raise NotFound(_("文件评审中没有编号为 {id} 的文件。").format(id=document[:80]))
    return found


def _day(on: date | None) -> str:
    return (on or clock.now().date()).isoformat()
