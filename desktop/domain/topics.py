"""The topics a scheme demands for a kind of audit: a second tree beside the clauses, answered with what was found or not applicable."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from desktop.base.words import _
from desktop.domain.assessment import Assessment
from desktop.domain.notices import Notice
from desktop.domain.preparation import TopicAnswer
from desktop.domain.rules import Rules
from desktop.domain.scheme import Point, Scheme, Step

TOPICS: Step = "topics"
# The steps that build on what was found.
_AFTER = ("findings", "closing", "report", "review", "send")

TopicState = Literal["answered", "not-applicable", "empty"]


class Topic(Struct, frozen=True):
    """One topic with what is said of it; `answer` is empty while nothing is."""

    point: Point
    answer: TopicAnswer
    state: TopicState


def topics_asked(scheme: Scheme, document: Assessment) -> tuple[Point, ...]:
    """The topics of this kind of audit, in the scheme's order; while the kind is not known, all of them."""
    kind = document.audit.kind
    return tuple(point for point in scheme.topics if not point.audits or kind is None or kind in point.audits)


def steps_of(document: Assessment, scheme: Scheme) -> tuple[Step, ...]:
    """The scheme's steps in its order, with the topics where this kind of audit has some, and without them where it has none.

    Where the scheme does not name the step it comes before the findings, else at the end of the field work.
    """
    steps = tuple(step for step in scheme.steps if step != TOPICS)
    if not topics_asked(scheme, document):
        return steps
    if TOPICS in scheme.steps or not steps:
        return scheme.steps
    place = next((place for place, step in enumerate(steps) if step in _AFTER), len(steps))
    return (*steps[:place], TOPICS, *steps[place:])


def topics_of(document: Assessment, scheme: Scheme) -> tuple[Topic, ...]:
    """Each topic of this audit with its answer."""
    nothing = TopicAnswer()
    answers = ((point, document.topics.get(point.id, nothing)) for point in topics_asked(scheme, document))
    return tuple(Topic(point, answer, state_of(answer)) for point, answer in answers)


def state_of(answer: TopicAnswer) -> TopicState:
    """Answered by words, evidence or a finding; else not applicable when a reason says so."""
    if (answer.found or "").strip() or answer.evidence or answer.finding:
        return "answered"
    return "not-applicable" if (answer.not_applicable or "").strip() else "empty"


def empty_topics(document: Assessment, scheme: Scheme) -> tuple[Point, ...]:
    """The topics of which nothing is said: they are missing contents of the report."""
    return tuple(topic.point for topic in topics_of(document, scheme) if topic.state == "empty")


def topic_notices(document: Assessment, rules: Rules) -> list[Notice]:
    """Empty topics, answers that say both, links that lead nowhere, answers to what this audit does not ask."""
    scheme = rules.scheme
    found: list[Notice] = []
    evidence = {one.id for one in document.evidence}
    findings = {one.id for one in document.findings}
    for topic in topics_of(document, scheme):
        point, answer = topic.point, topic.answer
        if topic.state == "empty":
            sentence = _("必查事项“{topic}”还没有写，不适用的请写明理由。").format(topic=point.text)
            found.append(_notice("empty", point, "critical", sentence, "found"))
        if topic.state == "answered" and answer.not_applicable is not None:
            sentence = _("必查事项“{topic}”既写了情况又写了不适用，请只保留一种。").format(topic=point.text)
            found.append(_notice("doubled", point, "warning", sentence, "not_applicable"))
        if not evidence.issuperset(answer.evidence):
            sentence = _("必查事项“{topic}”引用的证据已不在，请重新引用。").format(topic=point.text)
            found.append(_notice("evidence", point, "warning", sentence, "evidence"))
        if answer.finding is not None and answer.finding not in findings:
            sentence = _("必查事项“{topic}”引用的审查发现已不在，请重新引用。").format(topic=point.text)
            found.append(_notice("finding", point, "warning", sentence, "finding"))
    asked = {point.id for point in topics_asked(scheme, document)}
    for key, answer in document.topics.items():
        if key not in asked and state_of(answer) != "empty":
            text = next((point.text for point in scheme.topics if point.id == key), key)
            sentence = _("必查事项“{topic}”不是这类审查要求的，报告里不列。").format(topic=text)
            found.append(Notice(id=f"topic-beside/{key}", severity="note", sentence=sentence, record=f"topics/{key}"))
    return found


def _notice(check: str, point: Point, severity: Literal["critical", "warning"], sentence: str, field: str) -> Notice:
    return Notice(
        id=f"topic-{check}/{point.id}", severity=severity, sentence=sentence, clause=point.clause, record=f"topics/{point.id}", field=field
    )
