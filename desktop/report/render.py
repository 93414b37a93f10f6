"""The door to reports: from an audit's data and a kind of report to the bytes of a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from msgspec import structs

from desktop.base.clock import from_stamp
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.evidence import printed
from desktop.domain.grading import grade
from desktop.domain.papers import paper_titles
from desktop.domain.report_contents import common_kinds, report_form
from desktop.report.audit_report import first_page, report_blocks, title_lines
from desktop.report.checklist import checklist_blocks
from desktop.report.copies import for_client
from desktop.report.data import ReportData
from desktop.report.evidence_list import evidence_blocks
from desktop.report.forms import FORMS
from desktop.report.measurement import measurement_blocks
from desktop.report.model import Block, Report
from desktop.report.survey_report import survey_report
from desktop.report.visits import visits_report


def kinds(data: ReportData) -> tuple[str, ...]:
    """The kinds of report that can be made for the audit's scheme."""
    return (*dict.fromkeys(form.kind for form in data.scheme.reports), *common_kinds(data.scheme), *paper_titles(data.scheme))


def render(data: ReportData, kind: str) -> bytes:
    """The report as PDF. The same data give the same bytes. BadInput when the scheme has no report of this kind."""
    from desktop.report.pages import to_pdf

    if data.client_copy:
        document = for_client(data.document)
        # The grade's notes quote the document.
        data = replace(data, document=document, grade=grade(document, data.rules))
    # Its numbers are places in this order, on every page.
    whole = data.document.evidence
    shown = printed(whole)
    data = replace(data, document=structs.replace(data.document, evidence=shown), left_out=len(whole) - len(shown))
    title, blocks = _blocks(data, kind)
    return to_pdf(_report(data, title, tuple(blocks)), data.photo)


def _blocks(data: ReportData, kind: str) -> tuple[str, Iterator[Block]]:
    form = report_form(data.scheme, kind)
    if form is not None:
        return form.title, report_blocks(data, form)
    papers = paper_titles(data.scheme)
    if kind in papers:
        return papers[kind], _form(data, papers[kind], FORMS[kind](data))
    if kind not in common_kinds(data.scheme):
        known = "、".join(kinds(data))
        raise BadInput(_("方案“{scheme}”没有 {kind} 报告，可用：{known}。").format(scheme=data.scheme.title, kind=kind[:40], known=known))
    title, blocks = {
        "checklist": (_("审查检查表"), checklist_blocks),
        "photos": (_("照片与证据"), evidence_blocks),
        "visits": (_("暗访报告"), visits_report),
        "survey": (_("顾客感知调查报告"), survey_report),
        "characteristics": (_("服务特性测评记录"), measurement_blocks),
    }[kind]
    return title, _alone(data, title, blocks(data))


def _alone(data: ReportData, title: str, blocks: Iterator[Block]) -> Iterator[Block]:
    yield from first_page(data, title)
    yield from blocks


def _form(data: ReportData, title: str, blocks: Iterator[Block]) -> Iterator[Block]:
    yield from title_lines(data, title)
    yield from blocks


def _report(data: ReportData, title: str, blocks: tuple[Block, ...]) -> Report:
    document, body = data.document, data.scheme.body
    made = _("，{when} 生成").format(when=from_stamp(data.generated_at).strftime("%Y-%m-%d %H:%M")) if data.generated_at else ""
    copy = _("客户版，") if data.client_copy else ""
    if data.draft:
        foot = _("{copy}草稿 {version}{made}，不得对外使用").format(copy=copy, version=data.short_version, made=made)
    else:
        foot = _("{copy}版本 {version}{made}").format(copy=copy, version=data.short_version, made=made)
    client = document.client.name or ""
    return Report(
        title=f"{title} {client}".strip(),
        author=body.name,
        subject=data.scheme.title,
        header_left="·".join(part for part in (body.short, client) if part),
        header_right=document.audit.number or "",
        footer=foot,
        watermark=_("草稿 {version}").format(version=data.short_version) if data.draft else "",
        stamp=data.generated_at,
        blocks=blocks,
    )
