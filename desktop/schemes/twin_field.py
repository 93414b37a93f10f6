"""The part of the readable twin that is about the work on site: grounds, records, findings and their correction."""

from __future__ import annotations

from desktop.domain.scheme import Demand, FindingRules, Limit, Scheme
from desktop.schemes.markdown import facts, section, table
from desktop.schemes.twin_words import STATUS, kinds

_GROUNDS = {"report": "向机构报告", "terminate": "终止审查", "suspend": "暂停", "withdraw": "撤销", "cancel": "注销"}


def field_lines(scheme: Scheme) -> list[str]:
    """Limits with what they are a ground for, the records, the rules for findings."""
    lines = section("期限与限制", table(("条款", "内容", "审查类型", "作为理由"), (_limit(one) for one in scheme.limits)))
    lines += section("必备记录", table(("条款", "记录", "数据", "审查类型", "审定前"), (_record(one) for one in scheme.records)))
    if scheme.findings:
        lines += section("审查发现与整改", _findings(scheme.findings))
    return lines


def _limit(one: Limit) -> tuple[object, ...]:
    grounds = "、".join(_GROUNDS[ground] for ground in one.grounds) + ("（须经机构同意）" if one.consent else "")
    return one.clause, one.text + STATUS[one.status], kinds(one.audits), grounds or None


def _record(one: Demand) -> tuple[object, ...]:
    return one.clause, one.title, "、".join(one.needs), kinds(one.audits), "须有" if one.blocks else "可缺"


def _findings(rules: FindingRules) -> list[str]:
    return facts(
        (
            ("记录发现", rules.clause),
            ("扣分项不作为改进机会", rules.improvement_clause),
            ("不提示原因和解决办法", rules.wording_clause),
            ("未解决的分歧", rules.disagreement_clause),
            ("受审查方确认", rules.confirmation_clause),
            ("整改", rules.correction_clause),
            ("整改期限", f"{rules.due_days} 天" if rules.due_days else "原文没有写明天数"),
            ("验证", rules.verification_clause),
        )
    )
