"""The Chinese words of the readable twin for what the format names in English."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.scheme import AuditKind

AUDIT_KINDS = {
    "initial": "初次审查",
    "surveillance": "监督审查",
    "recertification": "再认证审查",
    "special": "特殊审查",
    "extension": "扩大范围审查",
    "suspension-review": "暂停恢复审查",
}
ITEM_KINDS = {
    "group": "分组",
    "points": "打分",
    "all-or-nothing": "全有或全无",
    "proportional": "按抽样比例",
    "deduct": "逐项扣分",
    "evidence-only": "只记证据",
    "guidance": "指引，不计分",
    "conformity": "符合性",
    "level": "等级描述",
}
# What stands behind a value that is not from the scheme's own text.
STATUS = {"stated": "", "borrowed": "〔借用〕", "open": "〔未定〕"}
GAP_KINDS = {"reading": ("读法", "所取读法"), "borrowed": ("借用", "来源"), "open": ("未定", "未设时")}
VALUES = {"percent": "百分数", "number": "数值", "text": "文字"}
STEPS = {
    "plan": "计划",
    "documents": "文件审查",
    "visits": "暗访",
    "opening": "首次会议",
    "score": "评分",
    "survey": "顾客调查",
    "measurement": "服务特性测评",
    "evidence": "证据",
    "topics": "必查内容",
    "findings": "发现",
    "closing": "末次会议",
    "report": "报告",
    "review": "复核",
    "send": "提交",
}
MEASURES = {
    "score.final": "最终得分",
    "score.lowest_indicator": "最低一级指标得分率",
    "special_deductions": "特别扣分项数",
    "evaluation.percent": "录入的百分比",
    "management_audit": "管理审核通过",
    "conformity.severe": "严重不符合数",
    "survey.combined": "综合满意度 S",
    "survey.face_to_face": "当面调查满意度",
    "facts.operating_months": "经营月数",
    "facts.months_since_accident": "距最近责任事故月数",
    "facts.months_since_negative_publicity": "距最近负面信息月数",
    "facts.major_complaints": "重大投诉数",
    "facts.unrectified_complaints": "未有效整改的投诉数",
    "characteristics": "服务特性测评通过",
    "judged_level": "逐级判定",
    "sum_of_parts": "各评价之和",
}
OUTCOMES = {
    "recommend": "推荐",
    "conditional": "有条件推荐",
    "lower-level": "推荐较低等级",
    "not": "不推荐",
    "keep": "保持",
    "upgrade": "升级",
    "downgrade": "降级",
    "suspend": "暂停",
    "restore": "恢复",
    "withdraw": "撤销",
}
WHEN = {
    "any-grade": "达到某一等级",
    "no-grade": "未达到任何等级",
    "at-least-applied": "达到申请等级",
    "below-applied": "低于申请等级",
    "next-below-applied": "恰低申请等级一级",
    "far-below-applied": "低于申请等级不止一级",
    "starred": "达到一星（级）以上",
    "unstarred": "所得等级没有星",
    "at-least-previous": "不低于原等级",
    "equal-previous": "等于原等级",
    "above-previous": "高于原等级",
    "below-previous": "低于原等级",
    "unrectified-complaint": "有未有效整改的重大投诉",
    "no-unrectified-complaint": "没有未有效整改的重大投诉",
    "accident-in-window": "期限内有责任事故",
    "characteristics-failed": "服务特性测评未通过",
    "findings-open": "有未关闭的不符合",
}
_RELATIONS = {">=": "≥", "<=": "≤", ">": "＞", "<": "＜", "=": "＝"}


def bound(rule: str | None, unit: str) -> str:
    """A bound for a person: `>= 90` as ≥ 90 with its unit; a dash where there is no condition."""
    if rule is None:
        return "—"
    relation, _space, value = rule.partition(" ")
    if value in ("true", "false"):
        return "是" if (value == "true") == (relation == "=") else "否"
    return f"{_RELATIONS[relation]} {value}{unit}"


def kinds(audits: Sequence[AuditKind]) -> str:
    """Kinds of audit in words; none named means all."""
    return "、".join(AUDIT_KINDS[kind] for kind in audits) or "全部"
