"""The reports a scheme demands, for any scheme: first page, its mandatory contents in its order, the records, the appendices."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.base.words import _
from desktop.domain.report_contents import contents_of, missing_contents, number_of, path_title
from desktop.domain.scheme import ReportForm
from desktop.domain.topics import topics_asked
from desktop.report import terms
from desktop.report.answers import findings, left_out
from desktop.report.chapters import Chapters, conclusion_blocks
from desktop.report.checklist import checklist_blocks
from desktop.report.data import ReportData
from desktop.report.evidence_list import evidence_blocks
from desktop.report.fieldwork import fact_lines, has_survey, survey_blocks
from desktop.report.measurement import sample_blocks
from desktop.report.model import Block, Heading, KeyValues, Note, PageBreak, Paragraph, Signatures
from desktop.report.result import details, levels_of, summary
from desktop.report.trail import both_scorings, departures, finding_blocks, meeting_blocks, scoring_line, topic_table
from desktop.report.visits import visit_blocks

_GRADED = frozenset({"audit", "management"})
_NUMERALS = "一二三四五六七八九十"


def report_blocks(data: ReportData, form: ReportForm) -> Iterator[Block]:
    """The blocks of a report of the scheme's form."""
    contents = contents_of(form, data.document)
    graded = form.kind in _GRADED or any("grade" in content.needs for content in contents)
    yield from first_page(data, form.title)
    if data.draft:
        yield _draft_note(data, form)
    if graded:
        yield Heading(_("评定结果"), 1)
        yield from summary(data)
        yield from scoring_line(data)
    yield Heading(_("规则要求的报告内容"), 0, mark=form.clause)
    if form.heading:
        yield Paragraph(form.heading, "open-small")
    chapters = Chapters(data)
    for place, content in enumerate(contents, 1):
        yield from chapters.blocks(content, place)
    if form.topics:
        yield from _topics(data)
    if graded:
        yield from _records(data, chapters)
    yield Signatures((_("审查组长："), _("审查组成员："), _("日期：")))
    if graded:
        yield PageBreak()
        yield Heading(_("附 A  审查检查表"), 0)
        yield from checklist_blocks(data)
    yield PageBreak()
    yield Heading(_("附 B  照片与证据") if graded else _("附  照片与证据"), 0)
    yield from evidence_blocks(data)


def _topics(data: ReportData) -> Iterator[Block]:
    """The topics demanded of this kind of audit, as a chapter after the numbered contents."""
    table = topic_table(data)
    if table.rows:
        asked = topics_asked(data.scheme, data.document)
        clauses = list(dict.fromkeys(point.clause.split(" ")[0] for point in asked))
        yield Heading(_("本类审查的必查内容"), 1, mark=terms.listed(clauses, most=3))
        yield table


def title_lines(data: ReportData, title: str) -> Iterator[Block]:
    """What the paper is, of which scheme and kind of audit, and whose copy."""
    kind = terms.audit_kind(data.scheme, data.document.audit.kind)
    yield Paragraph(title, "title")
    yield Paragraph("，".join(part for part in (data.scheme.title, kind, _("客户版") if data.client_copy else "") if part), "subtitle")


def first_page(data: ReportData, title: str) -> Iterator[Block]:
    """Title and what the report is about."""
    yield from title_lines(data, title)
    document = data.document
    rule = data.scheme.rule
    basis = " ".join(part for part in (rule.number, rule.title, rule.edition) if part)
    pairs = (
        (_("受审查方"), document.client.name or _("未填写")),
        (_("报告编号"), document.audit.number),
        (_("审查依据"), basis),
        (_("审查范围"), document.audit.scope),
        (_("审查日期"), terms.dates(document)),
        (_("审查组"), _team_line(data)),
        (_("申请等级"), _level(data, document.applied_for)),
        (_("原有等级"), _level(data, (document.previous.stars or document.previous.level) if document.previous else None)),
    )
    yield KeyValues(tuple((label, text) for label, text in pairs if text))


def _level(data: ReportData, stars: int | None) -> str:
    return next((level.label for level in levels_of(data.scheme) if level.stars == stars), "")


def _team_line(data: ReportData) -> str:
    counted = []
    for role in ("leader", "auditor", "expert"):
        count = sum(1 for member in data.document.team if member.role == role)
        if count:
            counted.append(_("{role} {count} 名").format(role=terms.role(role), count=count))
    return "，".join(counted)


def _draft_note(data: ReportData, form: ReportForm) -> Note:
    missing = missing_contents(data.document, data.scheme, data.grade, form.kind)
    if not missing:
        return Note(_("必备内容齐全"))
    places = {content.id: number_of(content, place) for place, content in enumerate(contents_of(form, data.document), 1)}
    lines = []
    for one in missing:
        needs = "、".join(dict.fromkeys(path_title(path) for path in one.needs))
        told = one.title if needs == one.title else _("{title}：缺{needs}").format(title=one.title, needs=needs)
        lines.append((f"{places.get(one.id, '·')}  {told}", one.clause))
    return Note(_("缺少 {count} 项必备内容").format(count=len(missing)), tuple(lines), "open")


def _records(data: ReportData, chapters: Chapters) -> Iterator[Block]:
    """What stands behind the contents: result, conclusion, findings, visits, survey, facts, notes. Printed once."""
    sections: list[tuple[str, list[Block]]] = []
    document = data.document
    if not chapters.has("grade"):
        sections.append((_("评定结果及依据"), list(details(data))))
    if not chapters.has("conclusion") and document.conclusion is not None and document.conclusion.kind:
        sections.append((_("审查结论"), list(conclusion_blocks(data))))
    sections.append((_("扣分项与不符合"), list(findings(data))))
    sections.append((_("审查发现与分歧"), list(finding_blocks(data))))
    sections.append((_("整改前后的评分"), list(both_scorings(data))))
    sections.append((_("不适用与沿用的条款"), list(left_out(data))))
    if not (chapters.has("samples") or chapters.has("characteristics")):
        sections.append((_("服务特性测评"), list(sample_blocks(data))))
    if not chapters.has("visits"):
        sections.append((_("暗访"), list(visit_blocks(data))))
    if not chapters.has("survey") and has_survey(data):
        sections.append((_("顾客感知调查"), list(survey_blocks(data))))
    sections.append((_("会议与沟通"), list(meeting_blocks(data))))
    if not chapters.has("deviations"):
        sections.append((_("与计划的偏离"), list(departures(data, told=False))))
    facts = fact_lines(data)
    if facts:
        sections.append((_("经营与事件情况"), [KeyValues(tuple(facts))]))
    judged = [
        (level.label, f"{_('达到') if verdict.met else _('未达到')}{'：' + verdict.reason if verdict.reason else ''}")
        for level in levels_of(data.scheme)
        if (verdict := document.levels.get(str(level.stars))) is not None
    ]
    if judged:
        sections.append((_("逐级判断"), [KeyValues(tuple(judged))]))
    sections.append((_("读法、借用与待定"), list(_notes(data))))
    yield Heading(_("评分与审查记录"), 0)
    for place, (title, blocks) in enumerate((title, blocks) for title, blocks in sections if blocks):
        yield Heading(title, 1, f"{_NUMERALS[place]}、" if place < len(_NUMERALS) else "")
        yield from blocks


def _notes(data: ReportData) -> Iterator[Block]:
    """What is not the scheme's own text or not verified, said plainly."""
    grade = data.grade
    kinds = {"borrowed": _("借用"), "open": _("待定"), "set-by-auditor": _("审核员自设")}
    if data.document.level_by_hand is not None:
        yield Note(_("等级由审查员评定"), ((data.document.level_by_hand.reason, ""),), "open")
    if grade.unverified:
        lines = tuple((f"{kinds.get(one.kind, one.kind)}：{one.text}", one.clause) for one in grade.unverified)
        yield Note(_("未核对的内容，正式报告不得采用"), lines, "open")
    for text in grade.notes:
        yield Paragraph(text, "small")
