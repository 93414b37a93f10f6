"""What was looked at on site: places, team, survey and facts, as tables."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import UnsetType

from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.report import terms
from desktop.report.data import ReportData
from desktop.report.model import Block, Cell, Column, Paragraph, Row, Table


def site_blocks(data: ReportData) -> Iterator[Block]:
    rows = []
    for number, site in enumerate(data.document.sites, 1):
        name = _("{name}（临时现场）").format(name=site.name or "") if site.temporary else site.name or terms.EMPTY
        rows.append(Row((str(number), name, site.address or terms.EMPTY, site.services or terms.EMPTY, site.audited_on or terms.EMPTY)))
    columns = (Column(_("序号"), 0.8), Column(_("场所"), 2.5), Column(_("地址"), 3.4), Column(_("服务"), 2.8), Column(_("审查日期"), 2.1))
    yield Table(columns, tuple(rows))


def site_name(data: ReportData, named: str | None) -> str:
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
