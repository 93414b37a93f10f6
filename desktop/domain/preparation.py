"""What is put on file before the team goes on site: application, documents, person-days, sample, team's papers, plan, programme."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from desktop.domain.part import Count, Key, Line, Long, Part, Reason
from desktop.domain.scheme import AuditKind
from desktop.domain.signature import Signature

# A time of day on the client's clocks; 24:00 is the end of the day.
TimeOfDay = Annotated[str, Meta(pattern=r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]


class Application(Part, frozen=True):
    """The application and its review (申请评审)."""

    received_on: date | None = None
    accepted: bool | None = None
    reason: Long | None = None
    reviewed_by: Line | None = None
    decided_on: date | None = None
    told_on: date | None = None  # when the client was told


class DossierEntry(Part, frozen=True):
    """One document of the application the scheme asks for, by the id of its `documents`."""

    received_on: date | None = None
    not_applicable: Reason | None = None
    note: Long | None = None


class AdmissionCheck(Part, frozen=True):
    """One condition of admission, by the id of the scheme's `admission`; without result: unknown."""

    result: Literal["met", "not-met"] | None = None
    grounds: Long | None = None  # the proof seen
    on: date | None = None
    evidence: tuple[Key, ...] = ()


class DayChange(Part, frozen=True):
    """One reason to take days off or to put days on: a share of the base, signed."""

    share: Decimal
    reason: Reason


class DayAccount(Part, frozen=True):
    """The person-day sheet (人日核算): what was reckoned is in `domain/persondays.py`, here is what a person decided."""

    changes: tuple[DayChange, ...] = ()
    document_review_days: Decimal | None = None
    initial_days: Decimal | None = None  # of the initial audit, for a recertification
    planned_days: Decimal | None = None  # on site, as decided
    reason: Long | None = None  # when it departs from what was reckoned
    approved_by: Line | None = None
    approved_on: date | None = None


class Swap(Part, frozen=True):
    """A site taken instead of one that was drawn."""

    out: Key
    into: Key
    reason: Reason


class SiteSample(Part, frozen=True):
    """The sites drawn, reproducibly, from the list as it stood."""

    seed: Line
    frame: tuple[Key, ...]  # ids of `sites` that could be drawn, in the order they were numbered
    drawn: tuple[Key, ...]
    formula: Line = ""
    drawn_on: date | None = None
    swaps: tuple[Swap, ...] = ()


class Appointment(Part, frozen=True):
    """The appointment of the team and the notice to the client (审查委任、审查通知)."""

    number: Line | None = None
    issued_on: date | None = None
    issued_by: Line | None = None
    noticed_on: date | None = None
    confirmed_by: Line | None = None  # the client's person
    confirmed_on: date | None = None
    objection: Long | None = None
    # Neither of them may have been on site.
    file_reviewer: Line | None = None
    decider: Line | None = None


class ReviewedDocument(Part, frozen=True):
    """One document of the client's system, as reviewed (文件评审)."""

    id: Key | None = None
    title: Line | None = None
    version: Line | None = None
    requirement: Line | None = None  # clause it was read against
    about: tuple[Key, ...] = ()  # which of the scheme's `document_review.least`
    result: Literal["suitable", "question"] | None = None
    question: Long | None = None  # the fix asked for
    answer: Long | None = None
    closed_on: date | None = None


class DocumentReview(Part, frozen=True):
    """The outcome of the document review."""

    reviewed_by: Line | None = None
    finished_on: date | None = None
    passed: bool | None = None
    summary: Long | None = None
    left_out: Reason | None = None  # why none was made, where the scheme allows that
    # On site before it had passed: a deviation with its reason.
    started_anyway: Reason | None = None
    started_anyway_by: Line | None = None
    started_anyway_on: date | None = None


class Training(Part, frozen=True):
    """The training of the team before the audit (现场审查前培训)."""

    held_on: date | None = None
    place: Line | None = None
    trainer: Line | None = None
    trainer_role: Literal["auditor", "expert"] | None = None
    trainees: tuple[Line, ...] = ()
    content: Long | None = None  # the professional part
    laws_suitable: bool | None = None  # the laws and standards the client selected
    laws: Long | None = None
    leader_part: Long | None = None  # culture, audit rules
    signatures: tuple[Signature, ...] = ()


class AuditPlan(Part, frozen=True):
    """What holds for the whole plan; the lines of it are `slots`."""

    travel_minutes: Count | None = None  # between two sites, where the sites say nothing else
    note: Long | None = None
    confirmed_by: Line | None = None  # the client's person
    confirmed_on: date | None = None
    confirmation: Signature | None = None


class Slot(Part, frozen=True):
    """One line of the audit plan: who looks at what, where and when."""

    id: Key | None = None
    kind: Literal["meeting", "travel", "break"] | None = None  # absent: audit work
    part: Key | None = None  # id of the scheme's `plan_contents` where it asks for several plans
    on: date | None = None
    start: TimeOfDay | None = None
    end: TimeOfDay | None = None
    site: Key | None = None  # id of `sites`; absent: the head office
    people: tuple[Key, ...] = ()  # ids of `team`
    items: tuple[Key, ...] = ()  # clauses; a group stands for its leaves
    activity: Line | None = None  # opening meeting, travel, visit of the warehouse
    with_whom: Line | None = None


class PlanChange(Part, frozen=True):
    """A change of the plan after the client had confirmed it."""

    id: Key | None = None
    at: Line | None = None
    by: Line | None = None
    what: Long | None = None
    reason: Long | None = None
    agreed_by: Line | None = None


class ProgrammeAudit(Part, frozen=True):
    """One audit of the cycle that was made, or that is still to come."""

    id: Key | None = None
    kind: AuditKind | None = None
    audit: Key | None = None  # its id, once it exists
    number: Line | None = None
    due: Line | None = None  # the scheme's window, by its `what`
    applied_on: date | None = None
    planned_on: date | None = None
    ended_on: date | None = None
    late_reason: Long | None = None
    items: tuple[Key, ...] = ()  # clauses covered
    sites: tuple[Line, ...] = ()  # names
    visits: Count | None = None
    responses: Count | None = None
    level: int | None = None


class ProgrammeChange(Part, frozen=True):
    """What an audit changed in the programme, and why."""

    id: Key | None = None
    on: date | None = None
    by: Line | None = None
    after: Line | None = None  # the audit's number
    what: Long | None = None
    reason: Long | None = None


class Programme(Part, frozen=True):
    """The client's audit programme over the cycle (审查方案); each follow-up audit takes it along."""

    decided_on: date | None = None
    expires_on: date | None = None
    audits: tuple[ProgrammeAudit, ...] = ()  # the others, made and to come
    changes: tuple[ProgrammeChange, ...] = ()
    late_reason: Long | None = None  # why this audit lies outside its window
    note: Long | None = None


class TopicAnswer(Part, frozen=True):
    """What was found on a topic the scheme demands for this kind of audit, by the id of its `topics`."""

    found: Long | None = None
    not_applicable: Reason | None = None
    evidence: tuple[Key, ...] = ()
    finding: Key | None = None  # id of `findings`
