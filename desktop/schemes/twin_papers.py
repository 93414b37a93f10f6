"""The part of the readable twin that is about what comes before the audit: refusal, team, appointment, document review, training."""

from __future__ import annotations

from desktop.domain.scheme import Point, Scheme
from desktop.domain.scheme_papers import Condition, DocumentsFirst, Paper, TeamRules
from desktop.schemes.markdown import facts, section, table
from desktop.schemes.twin_words import STATUS, kinds

_COUNTED = {"calendar": "日历日", "working": "工作日", "open": "日（原文没有写明是日历日还是工作日）"}
_WHEN = {"before": "在现场审查之前，通过后才能到现场", "inside": "在现场审查之内"}


def paper_lines(scheme: Scheme) -> list[str]:
    """What the scheme says of the papers made before the audit, as far as it says anything."""
    lines: list[str] = []
    if scheme.refusal:
        rule = scheme.refusal
        lines += section("不受理的通知", facts((("条款", rule.clause), ("期限", f"{rule.days} {_COUNTED[rule.counted]}"))))
    if scheme.team_rules:
        lines += section("审查组", _team(scheme.team_rules))
    for paper in (scheme.appointment, scheme.training):
        if paper:
            lines += section(f"{paper.title}（{paper.clause}）", _paper(paper))
    if scheme.document_review:
        lines += section("文件评审", _documents(scheme.document_review))
    return lines


def condition_text(point: Point) -> str:
    """A line of a list with its status, a condition with how far back it looks."""
    text = point.text + STATUS[point.status]
    if isinstance(point, Condition) and point.months_back is not None:
        text += f"〔查申请前 {point.months_back} 个月{'和申请日所在的日历年' if point.calendar_year else ''}〕"
    elif isinstance(point, Condition) and point.calendar_year:
        text += "〔查申请日所在的日历年〕"
    return text


def _team(rule: TeamRules) -> list[str]:
    return facts(
        (
            ("审查员须注册", rule.registration),
            ("技术专家不实施审查、不计入审查时间", rule.experts),
            ("只有一名审查员时须能担任组长", rule.single),
            ("考虑成员以前是否审查过该组织", rule.ties),
            ("复核和认证决定人员不参加现场审查", rule.apart),
        )
    )


def _paper(paper: Paper) -> list[str]:
    rows = ((one.clause, one.title, "、".join(one.needs), kinds(one.audits)) for one in paper.contents)
    return table(("条款", "内容", "数据", "审查类型"), rows) or ["原文没有列出内容。", ""]


def _documents(rule: DocumentsFirst) -> list[str]:
    left_out = f"{kinds(rule.may_leave_out)}（{rule.leave_out_clause}），须写明理由" if rule.may_leave_out else None
    lines = facts((("条款", rule.clause), ("先后", _WHEN[rule.when]), ("适用", kinds(rule.audits)), ("可以不做", left_out)))
    return lines + table(("条款", "至少评审", "审查类型"), ((one.clause, one.text, kinds(one.audits)) for one in rule.least))
