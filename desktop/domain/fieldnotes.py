"""What is written on site beside the scores: meetings, attendance, talks, findings with their corrections, early end, delivery."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import field

from desktop.domain.part import Key, Line, Long, Part, Sha256
from desktop.domain.signature import Signature

MeetingKind = Literal["opening", "team", "closing"]


class AgendaPoint(Part, frozen=True):
    """Whether a point of the agenda was spoken of."""

    done: bool = False
    note: Long | None = None


class MeetingRecord(Part, frozen=True):
    """A meeting as held, by its kind."""

    started_at: Line | None = None
    ended_at: Line | None = None
    place: Line | None = None
    chair: Line | None = None
    points: dict[Key, AgendaPoint] = field(default_factory=dict)  # by the id of the scheme's agenda
    minutes: Long | None = None


class Attendee(Part, frozen=True):
    """One person on a sign-in sheet (签到)."""

    id: Key | None = None
    meeting: MeetingKind | None = None
    name: Line | None = None
    department: Line | None = None
    post: Line | None = None
    side: Literal["client", "team", "observer"] | None = None
    signature: Signature | None = None


class SignIn(Part, frozen=True):
    """What the regulator's phone sign-in gave for one day of the audit."""

    id: Key | None = None
    on: date | None = None
    evidence: tuple[Key, ...] = ()
    note: Long | None = None


class Communication(Part, frozen=True):
    """A talk that has to be on file: daily with the client, with top management before closing, a report to the body."""

    id: Key | None = None
    kind: Literal["daily", "pre-closing", "to-body"] | None = None
    at: Line | None = None
    by: Line | None = None
    with_whom: Line | None = None
    ground: Key | None = None  # for a report to the body: id of the scheme's `limits`
    content: Long | None = None
    answer: Long | None = None
    answered_by: Line | None = None
    answered_on: date | None = None


FindingKind = Literal["nonconformity", "deduction", "improvement", "disagreement"]


class Finding(Part, frozen=True):
    """A finding (审查发现). Its corrections are the elements of `corrections` that name it."""

    id: Key | None = None
    number: Line | None = None
    kind: FindingKind | None = None
    severity: Literal["minor", "severe"] | None = None  # of a nonconformity
    special: bool = False  # a special deduction stands for it
    items: tuple[Key, ...] = ()
    site: Key | None = None
    requirement: Long | None = None
    statement: Long | None = None
    evidence: tuple[Key, ...] = ()
    objective_evidence: Long | None = None  # in words: what was seen, where, which sample
    found_by: Line | None = None
    found_on: date | None = None
    discussed_on: date | None = None  # with the client
    client_agrees: bool | None = None
    client_view: Long | None = None
    # An improvement on the clause of a deduction: confirmed to be another matter, by whom.
    other_matter: Line | None = None
    due_on: date | None = None
    confirmation: Signature | None = None  # the client's, on the report
    carried_from: Line | None = None  # the earlier audit's number; it is verified in this one


class Correction(Part, frozen=True):
    """One round of correcting a finding, from the demand to the verdict; a round sent back keeps its text and is followed by another."""

    id: Key | None = None
    finding: Key | None = None
    due_on: date | None = None
    received_on: date | None = None
    cause: Long | None = None
    correction: Long | None = None
    action: Long | None = None  # corrective action
    evidence: tuple[Key, ...] = ()
    verification: Literal["written", "on-site"] | None = None
    verified_by: Line | None = None
    verified_on: date | None = None
    verdict: Literal["accepted", "sent-back"] | None = None
    reason: Long | None = None  # why sent back; on acceptance what was checked


class Termination(Part, frozen=True):
    """The audit's early end."""

    ground: Key | None = None  # id of the scheme's `limits`
    reason: Long | None = None
    done_so_far: Long | None = None
    at: Line | None = None
    consent_by: Line | None = None  # the body's
    consent_on: date | None = None


class Delivery(Part, frozen=True):
    """A report given to the client: which bytes, how, to whom, and the receipt."""

    id: Key | None = None
    kind: Key | None = None  # of report
    version: Line | None = None
    sha256: Sha256 | None = None
    at: Line | None = None
    how: Line | None = None
    to: Line | None = None
    received_on: date | None = None
    receipt: tuple[Key, ...] = ()  # ids of `evidence`
    signature: Signature | None = None
