"""What the parts of an audit's document are called where evidence is linked to them."""

from __future__ import annotations

from desktop.base.words import _


def section_title(section: str) -> str:
    """A section of the document in words; one without a name of its own is another record."""
    return {
        "client": _("受审查方"),
        "application": _("认证申请"),
        "dossier": _("申请资料"),
        "admission": _("受理条件"),
        "sites": _("场所"),
        "team": _("审查组"),
        "training": _("培训"),
        "plan": _("审查计划"),
        "slots": _("审查计划"),
        "documents": _("文件评审"),
        "document_review": _("文件评审"),
        "meetings": _("会议"),
        "sign_ins": _("会议签到"),
        "attendance": _("会议签到"),
        "communications": _("沟通记录"),
        "topics": _("审查主题"),
        "visits": _("暗访"),
        "visit_plan": _("暗访安排"),
        "observations": _("现场记录"),
        "samples": _("测评样本"),
        "measurement": _("服务特性测评"),
        "characteristics": _("服务特性测评"),
        "survey": _("顾客感知调查"),
        "questionnaire": _("调查问卷"),
        "responses": _("调查答卷"),
        "facts": _("事实核查"),
        "management_audit": _("管理审核"),
        "levels": _("等级判断"),
        "level_by_hand": _("等级判断"),
        "evaluations": _("分项得分"),
        "findings": _("审查发现"),
        "corrections": _("纠正措施"),
        "conclusion": _("审查结论"),
        "report": _("报告内容"),
        "delivery": _("报告交付"),
    }.get(section, _("其他记录"))
