"""Which mandatory contents of a scheme's report an audit's document holds, and which are missing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import UNSET, Struct

from desktop.base.words import _
from desktop.domain.assessment import Assessment, Member
from desktop.domain.grade import Grade
from desktop.domain.scheme import Content, Point, ReportForm, Scheme
from desktop.domain.topics import empty_topics

# A grade is there; every other path leads into the document.
GRADE = "grade"
_OWN_NUMBER = re.compile(r"[a-z]|[0-9]{1,2}")


class MissingContent(Struct, frozen=True, kw_only=True):
    """A mandatory content that is not all there; `needs` are the paths that hold nothing."""

    id: str
    title: str
    clause: str
    needs: tuple[str, ...]


def report_form(scheme: Scheme, kind: str) -> ReportForm | None:
    """The scheme's form of a kind of report, None when it demands no such report."""
    return next((form for form in scheme.reports if form.kind == kind), None)


def common_kinds(scheme: Scheme) -> tuple[str, ...]:
    """The kinds of report beside those the scheme demands; a measurement without a form of its own has its record, a survey its report."""
    measured = scheme.characteristics is not None and report_form(scheme, "characteristics") is None
    asked = ("survey",) if scheme.survey is not None else ()
    return ("checklist", "photos", "visits", *asked, *(("characteristics",) if measured else ()))


def contents_of(form: ReportForm, document: Assessment) -> tuple[Content, ...]:
    """The contents that this audit's report must have; while the kind of audit is not known, all of them."""
    kind = document.audit.kind
    return tuple(content for content in form.contents if not content.audits or kind is None or kind in content.audits)


def number_of(content: Content, place: int) -> str:
    """The content's number in the scheme's own list (a, b … or 1, 2 …), else its place."""
    return content.id if _OWN_NUMBER.fullmatch(content.id) else str(place)


def missing_contents(document: Assessment, scheme: Scheme, grade: Grade, kind: str) -> list[MissingContent]:
    """What the report of this kind lacks, in the scheme's order; empty when the scheme demands no such report."""
    form = report_form(scheme, kind)
    if form is None:
        return []
    missing = []
    for content in contents_of(form, document):
        needs = tuple(path for path in content.needs if not is_there(document, grade, path))
        if needs:
            missing.append(MissingContent(id=content.id, title=content.title, clause=content.clause, needs=needs))
    if form.topics and document.audit.kind is not None:
        missing += [_unsaid(topic) for topic in empty_topics(document, scheme)]
    return missing


def _unsaid(topic: Point) -> MissingContent:
    return MissingContent(id=f"topics/{topic.id}", title=topic.text, clause=topic.clause, needs=(f"topics.{topic.id}",))


def is_there(document: Assessment, grade: Grade, path: str) -> bool:
    """Whether a path of `needs` holds something: a text with a sign in it, a number, a list with an element that says something."""
    return grade.complete if path == GRADE else holds(document, path)


def holds(document: Assessment, path: str) -> bool:
    """Whether a path into the document holds something; what a grade must say is asked by `is_there`."""
    section, _dot, rest = path.partition(".")
    value: Any = getattr(document, section, None)
    if path == "team":
        # A name alone does not say that the person may audit.
        return any(_says(member.name) and _says(member.registration) for member in value if isinstance(member, Member))
    for key in rest.split(".") if rest else ():
        value = value.get(key) if isinstance(value, Mapping) else getattr(value, key, None)
    if rest and (section == "facts" or isinstance(value, bool)):
        # In the facts null is an answer: it never happened. So is a no.
        return value is not UNSET
    return _says(value)


def _says(value: Any) -> bool:
    if value is None or value is UNSET or value is False:
        return False
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, Struct):
        return any(_says(getattr(value, name)) for name in value.__struct_fields__ if name != "id")
    if isinstance(value, Mapping):
        return any(_says(entry) for entry in value.values())
    if isinstance(value, Sequence):
        return any(_says(entry) for entry in value)
    return True


def narrative_titles() -> dict[str, str]:
    """What the report's narratives (`report.<key>`) are called, in the order a report has them."""
    return {
        "basics": _("服务基本情况"),
        "evaluation": _("综合评价"),
        "process": _("审查过程及各项要求情况"),
        "deviations": _("计划偏离"),
        "uncertainty": _("审查风险与不确定性"),
        "sampling": _("抽样及样本说明"),
        "results": _("结果说明"),
        "opinion": _("意见建议"),
    }


def path_title(path: str) -> str:
    """What a path of `needs` is called for a person; a path without a name of its own stands as it is."""
    section, _dot, key = path.partition(".")
    if section == "report":
        return narrative_titles().get(key, key)
    if section == "topics":
        return _("所见情况，或不适用的理由")
    return {
        GRADE: _("评定结果"),
        "client.name": _("受审查方名称"),
        "client.address": _("地址"),
        "client.headcount": _("有效人数"),
        "client.credit_code": _("统一社会信用代码"),
        "client.registered_address": _("注册地址"),
        "client.audit_address": _("审查地址"),
        "client.contact": _("联系人"),
        "client.shifts": _("班次"),
        "client.legal_status": _("法律地位"),
        "client.activities": _("具体活动"),
        "client.outsourcing": _("外包过程"),
        "assessment.applied_for": _("申请等级"),
        "audit.kind": _("审查类型"),
        "audit.number": _("报告编号"),
        "audit.trigger": _("审查起因"),
        "audit.purpose": _("审查目的"),
        "audit.scope": _("审查范围"),
        "audit.criteria": _("审查准则"),
        "audit.period": _("报告覆盖时段"),
        "audit.starts_on": _("审查开始日期"),
        "audit.ends_on": _("审查结束日期"),
        "audit.evaluated_on": _("评定日期"),
        "audit.decided_on": _("认证决定日期"),
        "audit.last_audit_on": _("上次审查结束日期"),
        "training.held_on": _("培训日期"),
        "training.trainer": _("培训人"),
        "training.content": _("专业培训的内容"),
        "training.laws_suitable": _("法规、标准是否适宜"),
        "training.laws": _("法规、标准及说明"),
        "training.leader_part": _("组长培训的内容"),
        "sites": _("场所"),
        "team": _("审查组（姓名及注册信息）"),
        "samples": _("样本"),
        "visits": _("暗访"),
        "responses": _("调查问卷"),
        "evidence": _("证据"),
        "survey": _("顾客感知调查"),
        "characteristics": _("服务特性测评"),
        "characteristics.sampled": _("测评样本数"),
        "characteristics.failed": _("测评未通过数"),
        "characteristics.passed": _("测评结果"),
        "conclusion": _("审查结论"),
        "conclusion.kind": _("审查结论"),
        "conclusion.text": _("结论说明"),
        "conclusion.reason": _("结论理由"),
    }.get(path, path)
