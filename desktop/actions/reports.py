"""Reports: what is still missing for one, and the PDF of a draft."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.actions import evidence
from desktop.actions.audits import document_bytes
from desktop.actions.workspace import AuditView, Workspace
from desktop.base.errors import BadInput, Refused
from desktop.base.words import _
from desktop.domain.papers import is_begun, paper_titles
from desktop.domain.report_contents import MissingContent, common_kinds, missing_contents

if TYPE_CHECKING:
    from desktop.report.pictures import KeptPictures


def kinds(view: AuditView) -> list[tuple[str, str]]:
    """The reports this audit has something to print in: kind and title. By name any of `all_kinds` can be asked for."""
    visited = view.scheme.visits is not None or "visits" in view.scheme.steps or bool(view.document.visits)
    return [(kind, title) for kind, title in all_kinds(view) if is_begun(view.document, kind) and (kind != "visits" or visited)]


def all_kinds(view: AuditView) -> list[tuple[str, str]]:
    """Every report of the scheme: kind and title."""
    titles = {
        "checklist": _("服务认证审查检查表"),
        "photos": _("照片附录"),
        "visits": _("暗访报告"),
        "survey": _("顾客感知调查报告"),
        "characteristics": _("服务特性测评记录"),
    }
    reports = [(form.kind, form.title) for form in view.scheme.reports] + [(kind, titles[kind]) for kind in common_kinds(view.scheme)]
    return [*reports, *paper_titles(view.scheme).items()]


def missing(ws: Workspace, audit: str, kind: str = "audit") -> list[MissingContent]:
    """The mandatory contents of a report that the audit still lacks."""
    view = ws.audit(audit)
    _check_kind(view, kind)
    return missing_contents(view.document, view.scheme, view.grade, kind)


# The last view asked about: every paper of an audit asks for the same.
_versioned: tuple[AuditView, str] | None = None


def version(view: AuditView) -> str:
    """The content hash that names this state of an audit: in the watermark and in `AUDIT@VERSION`."""
    global _versioned
    known = _versioned
    if known is None or known[0] is not view:
        _versioned = known = view, hashlib.sha256(document_bytes(view)).hexdigest()
    return known[1]


def render(ws: Workspace, audit: str, kind: str = "audit", *, final: bool = False, client_copy: bool = False) -> bytes:
    """A report as PDF. A final one is refused while anything is missing or unverified, with the list."""
    return prepare(ws, audit, kind, final=final, client_copy=client_copy)()


def kept_pictures() -> KeptPictures:
    """A memory of printed pictures, for whoever makes the same report again after each edit."""
    from desktop.report.pictures import KeptPictures

    return KeptPictures()


def prepare(
    ws: Workspace,
    audit: str,
    kind: str = "audit",
    *,
    final: bool = False,
    client_copy: bool = False,
    pictures: KeptPictures | None = None,
) -> Callable[[], bytes]:
    """All that a report needs, as a function that lays it out on any thread. What is in `pictures` is not shrunk again."""
    from desktop.report.data import ReportData

    view = ws.audit(audit)
    _check_kind(view, kind)
    if final:
        refuse_final(view, kind)
    photo = evidence.printable(ws.vault, view.document, redact=client_copy)
    data = ReportData(
        document=view.document,
        rules=view.rules,
        grade=view.grade,
        photo=photo if pictures is None else pictures.over(photo),
        version=version(view),
        draft=not final,
        # The moment of the last change, not of printing: the same data give the same bytes.
        generated_at=view.saved_at,
        client_copy=client_copy,
    )

    def lay_out() -> bytes:
        from desktop.report.render import render as to_pdf

        return to_pdf(data, kind)

    return lay_out


class FinalRefused(Refused):
    """A final report cannot be made yet; `reasons` is the list."""

    code = "final-refused"

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(_("还不能出定稿：{reasons}。").format(reasons="；".join(reasons)))
        self.reasons = reasons


def refuse_final(view: AuditView, kind: str) -> None:
    """Raise FinalRefused with every reason against a final report."""
    reasons = [
        _("缺 {title}（{clause}）").format(title=entry.title, clause=entry.clause)
        for entry in missing_contents(view.document, view.scheme, view.grade, kind)
    ]
    reasons += [_("未核对 {text}").format(text=entry.text) for entry in view.grade.unverified]
    # Until a final is a checked PDF/A that cannot be edited, there is none.
    reasons.append(_("本版本只出草稿"))
    raise FinalRefused(reasons)


def _check_kind(view: AuditView, kind: str) -> None:
    known = [name for name, _title in all_kinds(view)]
    if kind not in known:
        raise BadInput(_("这个方案没有 {kind} 报告。可用：{all}。").format(kind=kind, all="、".join(known)))
