"""What an action touched, in a few words, for the toast of undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base.words import _

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.history import Action


def _section(name: str) -> str:
    return {
        "items": _("评分"),
        "conformity": _("符合性"),
        "observations": _("现场记录"),
        "client": _("客户"),
        "audit": _("审查信息"),
        "assessment": _("申请等级与加减分"),
        "survey": _("感知调查"),
        "responses": _("调查答卷"),
        "questionnaire": _("调查问卷"),
        "facts": _("事实"),
        "management_audit": _("管理审查结论"),
        "characteristics": _("服务特性测评"),
        "measurement": _("测评方案"),
        "samples": _("测评样本"),
        "level_by_hand": _("人工定级"),
        "levels": _("等级判断"),
        "evaluations": _("分项得分"),
        "previous": _("原等级"),
        "settings": _("方案设置"),
        "application": _("申请评审"),
        "dossier": _("申请资料"),
        "admission": _("受理条件"),
        "person_days": _("人日核算"),
        "site_sample": _("场所抽样"),
        "appointment": _("委任与通知"),
        "documents": _("评审的文件"),
        "document_review": _("文件评审"),
        "training": _("审查前培训"),
        "sites": _("场所"),
        "team": _("审查组"),
        "visits": _("暗访"),
        "evidence": _("证据"),
        "findings": _("审查发现"),
        "corrections": _("整改"),
        "rounds": _("两次评分"),
        "meetings": _("会议记录"),
        "attendance": _("签到表"),
        "communications": _("沟通记录"),
        "sign_ins": _("签到记录"),
        "termination": _("提前终止"),
        "slots": _("审查计划"),
        "plan": _("审查计划"),
        "plan_changes": _("计划变更"),
        "programme": _("审查方案"),
        "topics": _("必查内容"),
        "report": _("报告内容"),
        "conclusion": _("结论"),
        "delivery": _("交付记录"),
    }.get(name, _("内容"))


def place(record: str, view: AuditView) -> str:
    """A record in words: the section, and the clause with its title where it is one."""
    section, _slash, key = record.partition("/")
    if section == "observations":
        key = next((one.item or "" for one in view.document.observations if one.id == key), "")
    item = view.rules.items.get(key) if section in ("items", "conformity", "observations") else None
    if item is not None:
        return f"{_section(section)} {item.item.clause or key} {item.item.title}"
    return _section(section)


def touched(action: Action, view: AuditView) -> str:
    """What an action touched: one place, or the first and how many more."""
    records = list(dict.fromkeys(change.record for change in action.changes))
    if not records:
        return ""
    first = place(records[0], view)
    return first if len(records) == 1 else _("{place}等 {n} 处").format(place=first, n=len(records))
