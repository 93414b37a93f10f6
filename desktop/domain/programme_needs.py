"""What an audit of its kind must contain for the programme: visits, a survey in time, a measurement, topics."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.assessment import Assessment
from desktop.domain.cycle import add_months
from desktop.domain.preparation import ProgrammeAudit
from desktop.domain.programme import OWN, cycle_of, day_of, merged, own_entry
from desktop.domain.rules import Rules
from desktop.domain.scheme import Scheme
from desktop.domain.topics import topics_of
from desktop.domain.visit import visit_need

# met; due: owed by this audit; advised: better now than later; open: the text leaves it to the auditor; excused: a reason stands instead.
RequirementState = Literal["met", "due", "advised", "open", "excused"]
# How long until the next regular audit, where the survey asks whether it can wait.
_YEAR = 12


class Requirement(Struct, frozen=True, kw_only=True):
    """One thing an audit of this kind must contain."""

    id: str
    title: str
    clause: str
    state: RequirementState
    why: str
    record: str


def audits_with_own(document: Assessment, rules: Rules, others: Sequence[ProgrammeAudit] | None = None) -> tuple[ProgrammeAudit, ...]:
    """All audits of the programme known here: the others, None: those the document carries, and this one as it stands.

    What was only planned and is now this audit is not counted beside it.
    """
    own = own_entry(document, rules)
    if others is None:
        others = document.programme.audits if document.programme else ()
    return merged((one for one in others if not _became(one, own)), (own,))


def _became(one: ProgrammeAudit, own: ProgrammeAudit) -> bool:
    return one.audit is None and one.ended_on is None and one.kind == own.kind and one.planned_on in (None, own.planned_on)


def is_own(one: ProgrammeAudit) -> bool:
    """Whether a line of the programme is the audit that is looked at."""
    return one.audit == OWN


def requirements(
    document: Assessment, rules: Rules, today: date, others: Sequence[ProgrammeAudit] | None = None
) -> tuple[Requirement, ...]:
    """What an audit of this kind must contain, in the order of the work, each with where it stands."""
    every = audits_with_own(document, rules, others)
    return tuple(
        one
        for one in (
            _visits(document, rules.scheme),
            _survey(document, rules, every, today),
            _measurement(document, rules),
            _topics(document, rules.scheme),
        )
        if one is not None
    )


def _visits(document: Assessment, scheme: Scheme) -> Requirement | None:
    need = visit_need(document, scheme)
    if need.state == "not-asked":
        return None
    states: dict[str, RequirementState] = {"met": "met", "excused": "excused", "not-needed": "excused", "undecided": "due", "due": "due"}
    state = states[need.state]
    return Requirement(id="visits", title=_("暗访"), clause=need.clause, state=state, why=need.why, record="visit_plan")


def _survey(document: Assessment, rules: Rules, audits: Sequence[ProgrammeAudit], today: date) -> Requirement | None:
    """A survey at every audit, or at least once in so many months reckoned from the last one, at first from the decision."""
    rule = rules.scheme.survey
    kind = document.audit.kind
    how = rule.required.get(kind) if rule and kind else None
    if rule is None or how is None:
        return None
    own = own_entry(document, rules)
    title, responses = _("随机调查（顾客调查）"), own.responses or 0
    state, why = _survey_state(document, rules, audits, own, today)
    if responses:
        state, why = "met", _("本次有 {n} 份问卷。").format(n=responses)
    return Requirement(id="survey", title=title, clause=rule.clause, state=state, why=why, record="survey")


def _survey_state(
    document: Assessment, rules: Rules, audits: Sequence[ProgrammeAudit], own: ProgrammeAudit, today: date
) -> tuple[RequirementState, str]:
    rule, kind = rules.scheme.survey, document.audit.kind
    if rule is not None and kind and rule.required.get(kind) == "must":
        return "due", _("这类审查必须做顾客调查，还没有问卷。")
    months = rule.at_least_every_months if rule else None
    if months is None or kind not in ("surveillance", "special"):
        return "open", _("是否调查由审查组决定。")
    here = day_of(own) or today
    past = [day for one in audits if one.responses and not is_own(one) and (day := day_of(one)) is not None and day < here]
    since = max(past, default=None) or cycle_of(document, rules.scheme).decided
    if since is None:
        return "open", _("没有上次调查的日期，至少每 {months} 个月调查一次，请核对。").format(months=months)
    try:
        due, following = add_months(since, months), add_months(here, _YEAR)
    except BadInput:
        return "open", _("日期太远，调查的期限算不出，请核对。")
    values = {"months": months, "due": due, "since": since}
    if here >= due:
        return "due", _("自 {since} 以来没有做过调查，至少每 {months} 个月一次，本次必须做。").format(**values)
    if following > due:
        return "advised", _("调查应在 {due} 前做（至少每 {months} 个月一次），下次监督时已经超过，宜在本次做。").format(**values)
    return "open", _("下一次调查不晚于 {due}。").format(**values)


def _measurement(document: Assessment, rules: Rules) -> Requirement | None:
    rule, kind = rules.scheme.characteristics, document.audit.kind
    if rule is None or kind is None or kind not in rule.required:
        return None
    made = bool(document.samples) or document.characteristics is not None
    why = _("已有 {n} 个样本。").format(n=len(document.samples)) if made else _("这类审查要做服务特性测评，还没有样本。")
    title = _("服务特性测评")
    return Requirement(id="measurement", title=title, clause=rule.clause, state="met" if made else "due", why=why, record="measurement")


def _topics(document: Assessment, scheme: Scheme) -> Requirement | None:
    topics = topics_of(document, scheme)
    if not topics:
        return None
    empty = sum(1 for topic in topics if topic.state == "empty")
    why = _("{n} 项必查事项，还有 {left} 项没有写。").format(n=len(topics), left=empty) if empty else _("必查事项都已写明。")
    clause = topics[0].point.clause
    return Requirement(id="topics", title=_("必查事项"), clause=clause, state="due" if empty else "met", why=why, record="topics")
