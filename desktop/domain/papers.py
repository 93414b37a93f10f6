"""The forms an audit has beside its reports: which of them a scheme gives occasion to, and what they are called."""

from __future__ import annotations

from desktop.base.words import _
from desktop.domain.assessment import Assessment
from desktop.domain.scheme import Scheme

# The sections of the document that a form prints; with nothing in any of them it would be an empty sheet.
_SECTIONS: dict[str, tuple[str, ...]] = {
    "application": ("application", "dossier", "admission"),
    "sites": ("sites", "site_sample"),
    "person-days": ("person_days",),
    "appointment": ("appointment",),
    "programme": ("programme",),
    "plan": ("slots",),
    "documents": ("documents", "document_review"),
    "training": ("training",),
    "meetings": ("meetings", "attendance"),
    "communications": ("communications",),
    "topics": ("topics",),
    "findings": ("findings",),
    "nonconformity": ("findings",),
    "scoring-rounds": ("rounds",),
    "termination": ("termination",),
    "delivery": ("delivery",),
}


def is_begun(document: Assessment, kind: str) -> bool:
    """Whether a form has something to print; any other kind of report has."""
    return kind not in _SECTIONS or any(getattr(document, section) for section in _SECTIONS[kind])


def paper_titles(scheme: Scheme) -> dict[str, str]:
    """The forms by kind, in the order of an audit's days; the scheme's own names where it has them."""
    steps = set(scheme.steps)
    found: dict[str, str] = {}
    if "plan" in steps:
        if scheme.documents or scheme.admission:
            found["application"] = _("申请评审表")
        found["sites"] = _("多场所清单与抽样方案")
        found["person-days"] = _("审查人日核算表")
        found["appointment"] = scheme.appointment.title if scheme.appointment else _("审查委任与通知书")
        found["programme"] = _("审查方案")
        found["plan"] = _("审查计划")
    if "documents" in steps:
        found["documents"] = _("文件评审记录")
    if scheme.training is not None:
        found["training"] = scheme.training.title
    if "opening" in steps or "closing" in steps:
        found["meetings"] = _("会议记录与签到表")
        found["communications"] = _("沟通记录")
    if scheme.topics:
        found["topics"] = _("必查内容记录")
    if "findings" in steps:
        found["findings"] = _("审查发现一览表")
        found["nonconformity"] = _("不符合报告")
        found["scoring-rounds"] = _("整改前后评分对照表")
    if "closing" in steps:
        found["termination"] = _("审查终止报告")
    if "report" in steps and "plan" in steps:
        found["delivery"] = _("报告交付与签收记录")
    return found
