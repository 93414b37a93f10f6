"""The assessment document `fieldaudit.assessment/1`: all that is known of one audit, as plain data (CONTRACT.md).

Everything after `settings` in Assessment is optional and is not read by grading, except `findings`-like lists named there.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType, field

from desktop.domain.fieldnotes import (
    Attendee,
    Communication,
    Correction,
    Delivery,
    Finding,
    MeetingKind,
    MeetingRecord,
    SignIn,
    Termination,
)
from desktop.domain.measured import Measurement, Sample
from desktop.domain.part import Count, Key, Line, Long, Part, Reason, Sha256
from desktop.domain.preparation import (
    AdmissionCheck,
    Application,
    Appointment,
    AuditPlan,
    DayAccount,
    DocumentReview,
    DossierEntry,
    PlanChange,
    Programme,
    ReviewedDocument,
    SiteSample,
    Slot,
    TopicAnswer,
    Training,
)
from desktop.domain.scheme import AuditKind
from desktop.domain.signature import Signature

FORMAT = "fieldaudit.assessment/1"


class Client(Part, frozen=True):
    name: Line | None = None
    address: Line | None = None
    headcount: Count | None = None
    credit_code: Line | None = None
    registered_address: Line | None = None
    audit_address: Line | None = None
    contact: Line | None = None
    shifts: Line | None = None
    legal_status: Line | None = None
    activities: Long | None = None  # what the organisation does, for the scope's pattern
    outsourcing: Long | None = None  # processes others do for it
    service_hours: Line | None = None  # of the head office, as "08:30-17:30"


class Audit(Part, frozen=True):
    kind: AuditKind | None = None
    evaluated_on: date | None = None
    number: Line | None = None
    trigger: Line | None = None
    purpose: Long | None = None
    scope: Long | None = None
    criteria: Long | None = None  # with edition
    period: Line | None = None  # the time the report covers
    starts_on: date | None = None
    ends_on: date | None = None
    # From these two the cycle's windows are reckoned: the certificate in force, and the end of the audit before this one.
    decided_on: date | None = None
    last_audit_on: date | None = None


class Deduction(Part, frozen=True):
    """A statement that costs points (扣分项)."""

    points: Decimal
    statement: Long = ""
    evidence: tuple[Key, ...] = ()  # ids of `evidence`
    finding: Key | None = None  # id of the finding that stands for it


class Answer(Part, frozen=True):
    """What was found at one item. At most one of score, met, sampled with failed, deductions, excluded."""

    score: Decimal | None = None
    met: bool | None = None
    sampled: Count | None = None
    failed: Count | None = None
    deductions: tuple[Deduction, ...] | None = None
    excluded: Reason | None = None
    carried: Reason | None = None
    note: Long | None = None
    # The value is rolled up from `observations`; the leader's own value instead says why in `override`.
    rolled: bool = False
    override: Reason | None = None


ConformityResult = Literal["conforming", "minor", "severe"]


class ConformityAnswer(Part, frozen=True):
    """A conformity item with more to say than its result; a bare result may stand as text."""

    result: ConformityResult | None = None
    excluded: Reason | None = None
    note: Long | None = None
    rolled: bool = False
    override: Reason | None = None


class Verdict(Part, frozen=True):
    passed: bool
    reason: Long = ""


class Channel(Part, frozen=True):
    """One channel of the perception survey: percent 0..100 of the full score, or why it was not used."""

    percent: Decimal | None = None
    responses: Count | None = None
    not_used: Reason | None = None
    counted: bool = False  # reckoned from `responses` and kept up with them; else typed by a person


class SurveyResult(Part, frozen=True):
    face_to_face: Channel | None = None
    electronic: Channel | None = None
    combined: Channel | None = None


class Complaint(Part, frozen=True):
    months_ago: Decimal
    rectified: bool
    note: Long | None = None


class Facts(Part, frozen=True):
    """Not set: unknown. null in a `months_since`: it never happened."""

    operating_months: Decimal | UnsetType | None = UNSET
    months_since_accident: Decimal | UnsetType | None = UNSET
    months_since_negative_publicity: Decimal | UnsetType | None = UNSET
    major_complaints: tuple[Complaint, ...] | UnsetType | None = UNSET


class TypedEvaluation(Part, frozen=True):
    percent: Decimal


class JudgedLevel(Part, frozen=True):
    met: bool
    reason: Long = ""


class CharacteristicsResult(Part, frozen=True):
    sampled: Count | None = None
    failed: Count | None = None
    passed: bool | None = None


class LevelByHand(Part, frozen=True):
    stars: int
    reason: Reason


class Previous(Part, frozen=True):
    """The level held before this audit: `stars`, or `level` where the scheme speaks of levels; either is understood."""

    stars: int | None = None
    level: int | None = None

    @property
    def held(self) -> int | None:
        return self.stars if self.stars is not None else self.level


class Site(Part, frozen=True):
    id: Key | None = None
    name: Line | None = None
    address: Line | None = None
    services: Long | None = None
    audited_on: Line | None = None
    temporary: bool = False
    headcount: Count | None = None
    service_hours: Line | None = None  # as "08:30-17:30"; a day that is none of the week is not said here
    travel_minutes: Count | None = None  # from the site before it in the plan


class Member(Part, frozen=True):
    id: Key | None = None
    name: Line | None = None
    role: Literal["leader", "auditor", "expert"] | None = None
    registration: Line | None = None
    days: Decimal | None = None
    phone: Line | None = None
    competence: Line | None = None  # what the person may audit
    # Who audited this client before, or has another tie to it, says so; whether that is no obstacle is decided with a reason.
    independent: bool | None = None
    ties: Long | None = None
    signature: Signature | None = None


Method = Literal["interview", "observation", "document"]
# One way of getting to know something, or several at once.
Methods = Method | Annotated[tuple[Method, ...], Meta(min_length=1, max_length=3)]


class Observation(Part, frozen=True):
    """What one auditor saw of one item at one site; the clause's value is rolled up from all of them."""

    id: Key | None = None
    item: Key | None = None
    site: Key | None = None  # id of `sites`; absent: the head office
    auditor: Line | None = None
    method: Methods | None = None  # how it was got
    interviewed: Line | None = None  # who was asked, by role, not by name
    at: Line | None = None
    seen: Long | None = None
    sampled: Count | None = None
    failed: Count | None = None
    met: bool | None = None
    deductions: tuple[Deduction, ...] | None = None
    result: ConformityResult | None = None


class Moment(Part, frozen=True):
    """One moment of a visit's timeline."""

    at: Line
    kind: Literal["contact", "wait", "evidence", "event"]
    text: Long = ""
    minutes: Decimal | None = None  # how long a wait or contact took


class Experience(Part, frozen=True):
    """How one service characteristic was met during a visit."""

    result: Literal["met", "not-met", "not-applicable"] | None = None
    note: Long | None = None


class Visit(Part, frozen=True):
    """A mystery visit; evidence the auditor cites, never a score."""

    id: Key | None = None
    visitor_alias: Line | None = None
    visitor: Line | None = None  # the name stays in the internal copy
    qualification: Line | None = None
    site: Line | None = None
    channel: Line | None = None
    scenario: Long | None = None
    cover_story: Long | None = None
    planned_on: date | None = None
    started_at: Line | None = None
    ended_at: Line | None = None
    timeline: tuple[Moment, ...] = ()
    people: tuple[Line, ...] = ()  # roles only
    answers: dict[Line, Experience] = field(default_factory=dict)
    quotes: tuple[Long, ...] = ()
    findings: Long | None = None
    items: tuple[Key, ...] = ()
    released: bool = False  # until then the client's copies do not show it


class VisitPlan(Part, frozen=True):
    """Whether this audit needs a mystery visit where the scheme leaves it to the auditor, or why one it asks for is not made."""

    needed: bool | None = None
    reason: Long | None = None
    decided_by: Line | None = None
    decided_on: date | None = None


class AskedQuestion(Part, frozen=True):
    id: Key
    dimension: Key
    text: Line
    clauses: tuple[Line, ...] = ()


class EarlierQuestionnaire(Part, frozen=True):
    """A version that responses were answered with before it was changed."""

    version: Count
    scale: Count = 5
    questions: tuple[AskedQuestion, ...] = ()


class Questionnaire(Part, frozen=True):
    """The questionnaire of this audit where it departs from the scheme's; `version` counts from 1, the scheme's own has none."""

    version: Count = 1
    scale: Count = 5
    questions: tuple[AskedQuestion, ...] = ()
    earlier: tuple[EarlierQuestionnaire, ...] = ()


class Source(Part, frozen=True):
    """Where a response came from, so that a second import adds none."""

    file: Line
    row: Count
    digest: Sha256


class Response(Part, frozen=True):
    """One respondent's answers: question id to 1..scale; refused questions are left out."""

    id: Key | None = None
    channel: Literal["face_to_face", "electronic"] | None = None
    number: Line | None = None  # the respondent's number, anonymous
    questionnaire: Count | None = None  # version; absent: the scheme's own
    started_at: Line | None = None
    answered_at: Line | None = None
    seconds: Count | None = None
    site: Line | None = None
    service: Line | None = None
    consent: Line | None = None
    answers: dict[Key, Count] = field(default_factory=dict)
    remark: Long | None = None
    void: Reason | None = None  # not counted, and why
    source: Source | None = None


class Gps(Part, frozen=True):
    latitude: Decimal
    longitude: Decimal


class Mark(Part, frozen=True):
    """Something drawn on the derived copy; places are shares 0..1 of the upright picture."""

    kind: Literal["arrow", "box", "text", "redact"]
    x: Decimal
    y: Decimal
    to_x: Decimal
    to_y: Decimal
    text: Line = ""


class Evidence(Part, frozen=True):
    """One piece of evidence; its original bytes are kept under the hash."""

    id: Key | None = None
    sha256: Sha256 | None = None
    name: Line | None = None
    media_type: Line | None = None
    size: Count | None = None
    width: Count | None = None
    height: Count | None = None
    taken_at: Line | None = None  # from the file's own metadata; absent: metadata missing
    received_at: Line | None = None  # the file's own date on the carrier it came from
    added_at: Line | None = None
    added_by: Line | None = None
    source: Line | None = None  # folder, card or clipboard it came from
    device: Line | None = None
    gps: Gps | None = None
    caption: Line | None = None
    links: tuple[Key, ...] = ()  # records it belongs to: `items/5.1.1.2`, `visits/<id>`
    marks: tuple[Mark, ...] = ()
    order: Count | None = None  # in the report
    left_out: bool | None = None  # kept with the audit, not printed in its reports


class ScoringRound(Part, frozen=True):
    """What grading reads of a scoring that was closed, kept as it stood."""

    closed_at: Line | None = None
    closed_by: Line | None = None
    items: dict[Key, Answer] = field(default_factory=dict)
    conformity: dict[Key, ConformityResult | ConformityAnswer] = field(default_factory=dict)
    special_deductions: tuple[Reason, ...] = ()
    bonus: Reason | None = None
    management_audit: Verdict | None = None
    evaluations: dict[Key, TypedEvaluation] = field(default_factory=dict)
    levels: dict[Key, JudgedLevel] = field(default_factory=dict)
    characteristics: CharacteristicsResult | None = None  # as counted then, where samples were
    level_by_hand: LevelByHand | None = None
    survey: SurveyResult = field(default_factory=SurveyResult)
    facts: Facts = field(default_factory=Facts)


class AfterCorrection(Part, frozen=True):
    """The second scoring is the document itself; here is when and why it began."""

    began_at: Line | None = None
    began_by: Line | None = None
    findings: tuple[Key, ...] = ()  # the findings whose correction was accepted


class Rounds(Part, frozen=True):
    """The two scorings of an audit whose findings were corrected: as found, and after correction."""

    as_found: ScoringRound | None = None
    after_correction: AfterCorrection | None = None


class Conclusion(Part, frozen=True):
    kind: Line | None = None  # one of the outcome kinds
    ground: Key | None = None  # id of the scheme's `limits`, where it is suspended or withdrawn for another reason than the grade
    text: Long | None = None
    reason: Long | None = None
    client_request: Long | None = None  # the client's own wish, as for a lower level
    requested_on: date | None = None
    decided_by: Line | None = None  # the leader
    decided_on: date | None = None


class Pin(Part, frozen=True):
    """The scheme's version an audit was begun with."""

    version: Line
    sha256: Sha256


class Assessment(Part, frozen=True):
    format: Literal["fieldaudit.assessment/1"]
    scheme: Key
    client: Client = field(default_factory=Client)
    audit: Audit = field(default_factory=Audit)
    applied_for: int | None = None
    items: dict[Key, Answer] = field(default_factory=dict)
    special_deductions: tuple[Reason, ...] = ()
    bonus: Reason | None = None
    conformity: dict[Key, ConformityResult | ConformityAnswer] = field(default_factory=dict)
    management_audit: Verdict | None = None
    survey: SurveyResult = field(default_factory=SurveyResult)
    facts: Facts = field(default_factory=Facts)
    evaluations: dict[Key, TypedEvaluation] = field(default_factory=dict)
    levels: dict[Key, JudgedLevel] = field(default_factory=dict)
    characteristics: CharacteristicsResult | None = None
    level_by_hand: LevelByHand | None = None
    previous: Previous | None = None
    settings: dict[Key, Line] = field(default_factory=dict)
    # From here on: not read by grading.
    pin: Pin | None = None
    sites: tuple[Site, ...] = ()
    team: tuple[Member, ...] = ()
    observations: tuple[Observation, ...] = ()
    measurement: Measurement | None = None
    questionnaire: Questionnaire | None = None
    samples: tuple[Sample, ...] = ()
    visit_plan: VisitPlan | None = None
    visits: tuple[Visit, ...] = ()
    responses: tuple[Response, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    report: dict[Key, Long] = field(default_factory=dict)  # the report's narratives: basics, evaluation, process, ...
    application: Application | None = None
    dossier: dict[Key, DossierEntry] = field(default_factory=dict)
    admission: dict[Key, AdmissionCheck] = field(default_factory=dict)
    person_days: DayAccount | None = None
    site_sample: SiteSample | None = None
    appointment: Appointment | None = None
    documents: tuple[ReviewedDocument, ...] = ()
    document_review: DocumentReview | None = None
    training: Training | None = None
    plan: AuditPlan | None = None
    slots: tuple[Slot, ...] = ()
    plan_changes: tuple[PlanChange, ...] = ()
    programme: Programme | None = None
    topics: dict[Key, TopicAnswer] = field(default_factory=dict)
    meetings: dict[MeetingKind, MeetingRecord] = field(default_factory=dict)
    attendance: tuple[Attendee, ...] = ()
    sign_ins: tuple[SignIn, ...] = ()
    communications: tuple[Communication, ...] = ()
    findings: tuple[Finding, ...] = ()
    corrections: tuple[Correction, ...] = ()
    rounds: Rounds | None = None
    termination: Termination | None = None
    delivery: tuple[Delivery, ...] = ()
    conclusion: Conclusion | None = None
