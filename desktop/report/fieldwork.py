"""What was looked at on site: places, team, samples, mystery visits, survey and facts, as tables."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import UnsetType

from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.report import terms
from desktop.report.data import ReportData
from desktop.report.evidence_list import linked_numbers
from desktop.report.model import Block, Cell, Column, Heading, KeyValues, Paragraph, Row, Table


def site_blocks(data: ReportData) -> Iterator[Block]:
    rows = []
    for number, site in enumerate(data.document.sites, 1):
        name = _("{name}（临时现场）").format(name=site.name or "") if site.temporary else site.name or terms.EMPTY
        rows.append(Row((str(number), name, site.address or terms.EMPTY, site.services or terms.EMPTY, site.audited_on or terms.EMPTY)))
    columns = (Column(_("序号"), 0.8), Column(_("场所"), 2.5), Column(_("地址"), 3.4), Column(_("服务"), 2.8), Column(_("审查日期"), 2.1))
    yield Table(columns, tuple(rows))


def _site(data: ReportData, named: str | None) -> str:
    """The name of a site that is given by its id or by its name."""
    return next((site.name for site in data.document.sites if site.id == named and site.name), named) or terms.EMPTY


def team_blocks(data: ReportData) -> Iterator[Block]:
    order = {"leader": 0, "auditor": 1, "expert": 2}
    members = sorted(data.document.team, key=lambda member: order.get(member.role or "", 3))
    rows = []
    for member in members:
        days = plain(member.days) if member.days is not None else terms.EMPTY
        registration = member.registration or (terms.EMPTY if member.role == "expert" else Cell(_("未填写"), "open"))
        rows.append(Row((member.name or terms.EMPTY, terms.role(member.role), registration, days)))
    yield Table((Column(_("姓名"), 2.4), Column(_("职责"), 1.8), Column(_("注册信息"), 4), Column(_("人日"), 1, "right")), tuple(rows))


def sample_blocks(data: ReportData) -> Iterator[Block]:
    document = data.document
    measured = document.characteristics
    if measured is not None:
        yield KeyValues(tuple(_measured_lines(data)))
    if not document.samples:
        return
    rows = []
    for number, sample in enumerate(document.samples, 1):
        passed = Cell("×", "wrong") if sample.passed is False else "✓" if sample.passed else terms.EMPTY
        results = "，".join(f"{name} {'✓' if met else '×'}" for name, met in sample.results.items())
        told = "\n".join(part for part in (sample.characteristic, sample.service, results, sample.note) if part) or terms.EMPTY
        rows.append(Row((str(sample.number or number), told, _site(data, sample.site), sample.taken_at or terms.EMPTY, passed)))
    columns = (
        Column(_("序号"), 0.8),
        Column(_("特性与样本"), 5),
        Column(_("场所"), 2.2),
        Column(_("时间"), 1.8),
        Column(_("合格"), 0.8, "center"),
    )
    yield Table(columns, tuple(rows))


def _measured_lines(data: ReportData) -> Iterator[tuple[str, str]]:
    measured = data.document.characteristics
    if measured is None:
        return
    if measured.sampled is not None:
        failed = terms.EMPTY if measured.failed is None else str(measured.failed)
        yield _("服务特性测评"), _("抽样 {sampled}，未通过 {failed}").format(sampled=measured.sampled, failed=failed)
    if measured.passed is not None:
        yield _("测评结果"), _("达到要求") if measured.passed else _("未达到要求")
    line = data.scheme.characteristics.pass_line if data.scheme.characteristics else None
    if line is not None:
        yield _("合格线"), f"{plain(line)} %"


def visit_blocks(data: ReportData) -> Iterator[Block]:
    """Visitors stand under their alias, in every copy."""
    for number, visit in enumerate(data.document.visits, 1):
        yield Heading(_("暗访 {number}").format(number=number), 2)
        when = _("{first} 至 {last}").format(first=visit.started_at, last=visit.ended_at) if visit.ended_at else visit.started_at or ""
        clauses = (data.rules.items[key].item.clause or key if key in data.rules.items else key for key in visit.items)
        pairs = (
            (_("访客"), visit.visitor_alias or _("访客 {number}").format(number=number)),
            (_("场所"), _site(data, visit.site) if visit.site else ""),
            (_("渠道"), visit.channel),
            (_("时间"), when.replace("T", " ")),
            (_("情境"), visit.scenario),
            (_("所见"), visit.findings),
            (_("涉及条款"), terms.listed(clauses)),
            (_("证据"), linked_numbers(data.document, f"visits/{visit.id}")),
        )
        yield KeyValues(tuple((label, text) for label, text in pairs if text))


def survey_blocks(data: ReportData) -> Iterator[Block]:
    survey = data.document.survey
    rows = []
    for name in ("face_to_face", "electronic", "combined"):
        one = getattr(survey, name)
        if one is None:
            continue
        percent = Cell(_("未使用：{reason}").format(reason=one.not_used), "quiet") if one.not_used else _percent(one.percent)
        count = terms.EMPTY if one.responses is None else str(one.responses)
        rows.append(Row((terms.channel(name), count, percent)))
    if rows:
        yield Table((Column(_("渠道"), 2), Column(_("有效问卷"), 1.5, "right"), Column(_("得分率"), 4, "right")), tuple(rows))
    if data.document.responses:
        yield Paragraph(_("本次登记问卷 {count} 份。").format(count=len(data.document.responses)), "small")


def _percent(value: Decimal | None) -> str:
    return terms.EMPTY if value is None else terms.number(plain(value), "%")


def has_survey(data: ReportData) -> bool:
    survey = data.document.survey
    return any((survey.face_to_face, survey.electronic, survey.combined, data.document.responses))


def fact_lines(data: ReportData) -> list[tuple[str, str]]:
    """The facts that are known; null was answered with never."""
    facts = data.document.facts
    lines: list[tuple[str, str]] = []
    for title, value in (
        (_("经营时间"), facts.operating_months),
        (_("距最近责任事故"), facts.months_since_accident),
        (_("距最近负面信息"), facts.months_since_negative_publicity),
    ):
        if not isinstance(value, UnsetType):
            lines.append((title, _("从未发生") if value is None else _("{months} 个月").format(months=plain(value))))
    complaints = facts.major_complaints
    if not isinstance(complaints, UnsetType) and complaints is not None:
        told = [
            _("{months} 个月前，{state}").format(months=plain(one.months_ago), state=_("已有效整改") if one.rectified else _("未有效整改"))
            + (_("：{note}").format(note=one.note) if one.note else "")
            for one in complaints
        ]
        lines.append((_("重大投诉"), "\n".join(told) or _("没有")))
    return lines
