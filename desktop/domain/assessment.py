"""The assessment document `fieldaudit.assessment/1`: all that is known of one audit, as plain data (CONTRACT.md).

Everything after `settings` in Assessment is optional and is not read by grading, except `findings`-like lists named there.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from desktop.base.typed import LINES, ONE_LINE
from desktop.domain.scheme import AuditKind

FORMAT = "fieldaudit.assessment/1"

Line = Annotated[str, Meta(max_length=500, pattern=ONE_LINE)]
Long = Annotated[str, Meta(max_length=50_000, pattern=LINES)]
Reason = Annotated[str, Meta(min_length=1, max_length=5000, pattern=LINES)]
Key = Annotated[str, Meta(min_length=1, max_length=80, pattern=ONE_LINE)]
Count = Annotated[int, Meta(ge=0, le=10_000_000)]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


class _Part(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Unknown keys are refused; what is not set is not written."""


class Client(_Part, frozen=True):
    name: Line | None = None
    address: Line | None = None
    headcount: Count | None = None
    credit_code: Line | None = None
    registered_address: Line | None = None
    audit_address: Line | None = None
    contact: Line | None = None
    shifts: Line | None = None


class Audit(_Part, frozen=True):
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


class Deduction(_Part, frozen=True):
    """A statement that costs points (扣分项)."""

    points: Decimal
    statement: Long = ""
    evidence: tuple[Key, ...] = ()  # ids of `evidence`


class Answer(_Part, frozen=True):
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


class ConformityAnswer(_Part, frozen=True):
    """A conformity item with more to say than its result; a bare result may stand as text."""

    result: ConformityResult | None = None
    excluded: Reason | None = None
    note: Long | None = None
    rolled: bool = False
    override: Reason | None = None


class Verdict(_Part, frozen=True):
    passed: bool
    reason: Long = ""


class Channel(_Part, frozen=True):
    """One channel of the perception survey: percent 0..100 of the full score, or why it was not used."""

    percent: Decimal | None = None
    responses: Count | None = None
    not_used: Reason | None = None
    counted: bool = False  # reckoned from `responses` and kept up with them; else typed by a person


class SurveyResult(_Part, frozen=True):
    face_to_face: Channel | None = None
    electronic: Channel | None = None
    combined: Channel | None = None


class Complaint(_Part, frozen=True):
    months_ago: Decimal
    rectified: bool
    note: Long | None = None


class Facts(_Part, frozen=True):
    """Not set: unknown. null in a `months_since`: it never happened."""

    operating_months: Decimal | UnsetType | None = UNSET
    months_since_accident: Decimal | UnsetType | None = UNSET
    months_since_negative_publicity: Decimal | UnsetType | None = UNSET
    major_complaints: tuple[Complaint, ...] | UnsetType | None = UNSET


class TypedEvaluation(_Part, frozen=True):
    percent: Decimal


class JudgedLevel(_Part, frozen=True):
    met: bool
    reason: Long = ""


class CharacteristicsResult(_Part, frozen=True):
    sampled: Count | None = None
    failed: Count | None = None
    passed: bool | None = None


class LevelByHand(_Part, frozen=True):
    stars: int
    reason: Reason


class Previous(_Part, frozen=True):
    """The level held before this audit: `stars`, or `level` where the scheme speaks of levels; either is understood."""

    stars: int | None = None
    level: int | None = None

    @property
    def held(self) -> int | None:
        return self.stars if self.stars is not None else self.level


class Site(_Part, frozen=True):
    id: Key | None = None
    name: Line | None = None
    address: Line | None = None
    services: Long | None = None
    audited_on: Line | None = None
    temporary: bool = False


class Member(_Part, frozen=True):
    id: Key | None = None
    name: Line | None = None
    role: Literal["leader", "auditor", "expert"] | None = None
    registration: Line | None = None
    days: Decimal | None = None


Method = Literal["interview", "observation", "document"]


class Observation(_Part, frozen=True):
    """What one auditor saw of one item at one site; the clause's value is rolled up from all of them."""

    id: Key | None = None
    item: Key | None = None
    site: Key | None = None  # id of `sites`; absent: the head office
    auditor: Line | None = None
    method: Method | None = None
    at: Line | None = None
    seen: Long | None = None
    sampled: Count | None = None
    failed: Count | None = None
    met: bool | None = None
    deductions: tuple[Deduction, ...] | None = None
    result: ConformityResult | None = None


class Measurement(_Part, frozen=True):
    """The plan of the service-characteristic measurement (测评方案), signed by the leader."""

    characteristics: tuple[Line, ...] = ()
    population: Long | None = None
    population_size: Count | None = None  # numbered from 1, for the draw
    sample_size: Count | None = None
    reason: Long | None = None  # why this size
    seed: Line | None = None
    signed_by: Line | None = None
    signed_on: date | None = None


class Sample(_Part, frozen=True):
    """One sample of the service-characteristic measurement."""

    id: Key | None = None
    number: Count | None = None  # in the population, as drawn
    characteristic: Line | None = None
    site: Line | None = None
    service: Line | None = None
    touchpoint: Line | None = None
    taken_at: Line | None = None
    results: dict[Line, bool] = field(default_factory=dict)  # by characteristic
    passed: bool | None = None
    note: Long | None = None


class Moment(_Part, frozen=True):
    """One moment of a visit's timeline."""

    at: Line
    kind: Literal["contact", "wait", "evidence", "event"]
    text: Long = ""
    minutes: Decimal | None = None  # how long a wait or contact took


class Experience(_Part, frozen=True):
    """How one service characteristic was met during a visit."""

    result: Literal["met", "not-met", "not-applicable"] | None = None
    note: Long | None = None


class Visit(_Part, frozen=True):
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


class VisitPlan(_Part, frozen=True):
    """Whether this audit needs a mystery visit where the scheme leaves it to the auditor, or why one it asks for is not made."""

    needed: bool | None = None
    reason: Long | None = None
    decided_by: Line | None = None
    decided_on: date | None = None


class AskedQuestion(_Part, frozen=True):
    id: Key
    dimension: Key
    text: Line
    clauses: tuple[Line, ...] = ()


class EarlierQuestionnaire(_Part, frozen=True):
    """A version that responses were answered with before it was changed."""

    version: Count
    scale: Count = 5
    questions: tuple[AskedQuestion, ...] = ()


class Questionnaire(_Part, frozen=True):
    """The questionnaire of this audit where it departs from the scheme's; `version` counts from 1, the scheme's own has none."""

    version: Count = 1
    scale: Count = 5
    questions: tuple[AskedQuestion, ...] = ()
    earlier: tuple[EarlierQuestionnaire, ...] = ()


class Source(_Part, frozen=True):
    """Where a response came from, so that a second import adds none."""

    file: Line
    row: Count
    digest: Sha256


class Response(_Part, frozen=True):
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


class Gps(_Part, frozen=True):
    latitude: Decimal
    longitude: Decimal


class Mark(_Part, frozen=True):
    """Something drawn on the derived copy; places are shares 0..1 of the upright picture."""

    kind: Literal["arrow", "box", "text", "redact"]
    x: Decimal
    y: Decimal
    to_x: Decimal
    to_y: Decimal
    text: Line = ""


class Evidence(_Part, frozen=True):
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


class Conclusion(_Part, frozen=True):
    kind: Line | None = None  # one of the outcome kinds
    text: Long | None = None
    reason: Long | None = None
    client_request: Long | None = None


class Pin(_Part, frozen=True):
    """The scheme's version an audit was begun with."""

    version: Line
    sha256: Sha256


class Assessment(_Part, frozen=True):
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
    conclusion: Conclusion | None = None
