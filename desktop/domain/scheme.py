"""A scheme as read from its declarative file: one certification body's rules, every rule with its clause.

These types are the format `fieldaudit.scheme/1` (docs/scheme-format.md); the JSON Schema that ships is made from them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, field

from desktop.domain.scheme_field import Demand, FindingRules, Limit
from desktop.domain.scheme_papers import Condition, Deadline, DocumentsFirst, Paper, TeamRules
from desktop.domain.scheme_terms import AuditKind, Clause, Content, Id, Point, Text, Title
from desktop.domain.scheme_terms import Strict as _Strict

__all__ = ["AuditKind", "Content", "Demand", "FindingRules", "Limit", "Point"]

FORMAT = "fieldaudit.scheme/1"

ItemKind = Literal["group", "points", "all-or-nothing", "proportional", "deduct", "evidence-only", "guidance", "conformity", "level"]
# Kinds whose items carry points and are added up.
SCORED_KINDS = frozenset({"points", "all-or-nothing", "proportional", "deduct"})
# Kinds of audit in which an item may keep its value unless the scheme says otherwise.
CARRYING: tuple[AuditKind, ...] = ("surveillance", "special")
Status = Literal["stated", "borrowed"]
GapKind = Literal["reading", "borrowed", "open"]

Bound = Annotated[str, Meta(pattern=r"^(>=|<=|>|<|=) (-?\d+(\.\d+)?|true|false)$")]
Months = Annotated[int, Meta(ge=-120, le=120)]


class PlanContent(Point, frozen=True):
    """What an audit plan says; or, where `plan` is set, a plan of its own: who audits which clauses, or who measures what."""

    plan: Literal["items", "characteristics"] | None = None
    # Paths into the assessment document, as in a report's contents; `slots` are the lines of the plan.
    needs: tuple[str, ...] = ()


class Item(_Strict, frozen=True):
    """A node of the indicator tree. `points` only for groups and scored kinds; a group's points are the sum of its leaves'."""

    id: Id
    title: Title
    kind: ItemKind
    clause: Clause | None = None  # as printed; the id when absent
    hint: Text | None = None
    points: Decimal | None = None
    points_status: Status = "stated"
    kind_status: Status = "stated"  # borrowed: a default, the auditor changes it per item
    # What failed samples cost: their share of the points; or all of them as soon as one failed.
    samples: Literal["share", "all-or-nothing"] = "share"
    chapter: bool = False  # a first-level indicator (一级指标)
    level: int | None = None  # the level that a `level` item describes
    note: Text | None = None
    items: tuple[Item, ...] = ()


class Level(_Strict, frozen=True):
    """A grade of an evaluation. Levels are listed from the lowest to the highest."""

    stars: int
    label: Title
    # Given by the auditor's hand with a reason: the scheme names the level but prints no threshold for it.
    by_hand: bool = False
    # What the level adds to a combined grade; null: no combined grade with this level.
    adds: int | None = None


Measure = Literal[
    "score.final",  # percent points of the evaluation after special deductions and bonus
    "score.lowest_indicator",  # lowest first-level indicator, percent of its own points
    "special_deductions",  # their number
    "evaluation.percent",  # the percentage typed for an evaluation whose items no source prints
    "management_audit",  # passed: true or false
    "conformity.severe",  # number of severe nonconformities among the conformity items
    "survey.combined",  # S, percent
    "survey.face_to_face",  # S face-to-face, percent
    "facts.operating_months",
    "facts.months_since_accident",  # null in the document: never happened, any bound holds
    "facts.months_since_negative_publicity",
    "facts.major_complaints",  # number within `window_months`
    "facts.unrectified_complaints",  # number within `window_months` not effectively rectified
    "characteristics",  # passed: true or false
    "judged_level",  # the level's own judgement by the auditor: true or false
    "sum_of_parts",  # what the parts' levels add up to; only in `combination`
]


class Criterion(_Strict, frozen=True):
    """One measured thing with its bound per level. A level without a bound here sets no condition."""

    id: Id
    measure: Measure
    text: Title
    clause: Clause
    bounds: dict[int, Bound]  # by the level's stars
    unit: str = ""
    status: Status = "stated"  # borrowed: the bounds come from another source
    window_months: int | None = None
    # The grade's label when not even the lowest level's bound holds here.
    below: Title | None = None


class Scoring(_Strict, frozen=True):
    """How the scored items become one number."""

    clause: Clause
    total: Decimal = Decimal(100)  # full marks as printed; the items must add up to it
    exclusions: Literal["shrink-base", "keep-base"] = "shrink-base"
    exclusions_clause: Clause | None = None
    # Each takes one point; after: outside the normalised score, before: from the raw points.
    special_deductions: Literal["after", "before"] | None = None
    special_clause: Clause | None = None
    bonus: bool = False  # one bonus item of one point
    most: Decimal | None = None  # the final score is never above this


class Evaluation(_Strict, frozen=True):
    """A part of the assessment that gives a grade of its own."""

    id: Id
    title: Title
    basis: Title
    clause: Clause
    levels: tuple[Level, ...]
    criteria: tuple[Criterion, ...]
    below: Title  # the label under the lowest level
    # Roots of the indicator tree whose scored leaves are added up; empty: nothing is scored here.
    items: tuple[Id, ...] = ()
    scoring: Scoring | None = None
    # What the result shows: stars (contract `stars`) or level (contract `level`).
    result: Literal["stars", "level"] = "stars"


class Combination(_Strict, frozen=True):
    """The grade made of several evaluations: the sum of what their levels add, under further criteria if any."""

    parts: tuple[Id, ...]
    clause: Clause
    levels: tuple[Level, ...]
    criteria: tuple[Criterion, ...]
    below: Title
    title: Title
    result: Literal["stars", "level"] = "stars"


OutcomeKind = Literal["recommend", "conditional", "lower-level", "not", "keep", "upgrade", "downgrade", "suspend", "restore", "withdraw"]
When = Literal[
    "any-grade",  # some grade is reached
    "no-grade",
    "at-least-applied",  # grade >= level applied for (or nothing was applied for)
    "below-applied",
    "next-below-applied",  # exactly one level below the one applied for
    "far-below-applied",  # more than one level below it
    "starred",  # a grade of one star or more
    "unstarred",  # a grade of no star
    "at-least-previous",
    "equal-previous",
    "above-previous",
    "below-previous",
    "unrectified-complaint",
    "no-unrectified-complaint",  # what may be recommended or kept only without one
    "accident-in-window",
    "characteristics-failed",
    "findings-open",  # nonconformities not yet closed
]


class Outcome(_Strict, frozen=True):
    """A conclusion the scheme allows, in the scheme's own terms, when all of `when` holds."""

    kind: OutcomeKind
    text: Title
    clause: Clause
    audits: tuple[AuditKind, ...]
    when: tuple[When, ...]
    needs: tuple[Title, ...] = ()  # what must be on file: the client's request, a reason
    id: Id | None = None  # so that a gap's choice can change it
    request: bool = False  # only at the client's own request
    closed: bool = False  # only when nothing that has to be corrected is open


class Patch(_Strict, frozen=True):
    """A change to the scheme's data. `path` is keys joined by `/`; an element of a list is named by its id or stars."""

    path: Annotated[str, Meta(min_length=1, max_length=200)]
    value: str | int | bool | list[str] | dict[str, str] | None = None
    remove: bool = False


class Choice(_Strict, frozen=True):
    """Another reading than the default, chosen by `settings` under the gap's id."""

    text: Text
    patch: tuple[Patch, ...] = ()


class Gap(_Strict, frozen=True):
    """What the scheme's text leaves ambiguous (reading), lends from elsewhere (borrowed) or leaves without value (open)."""

    id: Id
    kind: GapKind
    clause: Clause
    problem: Text
    # reading: the reading taken; borrowed: the source; open: what the product does without it.
    taken: Text
    show: Text | None = None  # what a person is told beside the number
    choices: dict[str, Choice] = field(default_factory=dict)
    # open: where a value that is set goes and what it must be.
    sets: str | None = None
    value: Literal["percent", "number", "text"] | None = None


class Bracket(_Strict, frozen=True):
    """Person-days for a headcount up to and including `up_to`."""

    up_to: int
    days: Decimal


class Beyond(_Strict, frozen=True):
    """Past the last bracket: `days + rounding((n - start) / each) * add`."""

    start: int
    each: int
    add: Decimal
    rounding: Literal["up", "down"]


class PersonDays(_Strict, frozen=True):
    """How the on-site audit time is reckoned. `base` empty: the scheme prints no table."""

    clause: Clause
    formula: Text
    base: tuple[Bracket, ...] = ()
    beyond: Beyond | None = None
    alternatives: dict[str, Beyond] = field(default_factory=dict)
    document_review: tuple[Decimal, Decimal] | None = None
    largest_reduction: Decimal | None = None  # share of the base, 0..1
    reduction_clause: Clause | None = None
    suggested_step: Decimal = Decimal("0.5")
    # Share of the initial on-site days, as "2/3", with its clause.
    recertification_share: Annotated[str, Meta(pattern=r"^\d{1,3}/\d{1,3}$")] | None = None
    recertification_clause: Clause | None = None
    counted: Text | None = None  # what headcount counts


class SiteSampling(_Strict, frozen=True):
    """How many of N sites (without the head office) are visited, per kind of audit. Kinds not named: no rule in the text."""

    clause: Clause
    rules: dict[AuditKind, Literal["all", "sqrt-up"]]
    formula: Text


class Anchor(_Strict, frozen=True):
    """A date reckoned from another: same day so many months later (negative: earlier), clamped to the month's end."""

    after: Literal["decided", "last-audit", "expires"]
    months: Months


class Window(_Strict, frozen=True):
    """When an audit of the cycle is due. Limits are inclusive."""

    what: Id
    title: Title
    clause: Clause
    start: Anchor | None = None
    until: Anchor | None = None
    latest: Anchor | None = None  # special cases only
    note: Text | None = None
    # The audit that settles the window: the first window of a kind by the first such audit of the cycle, and so on.
    kind: AuditKind | None = None
    event: Literal["audit", "application"] = "audit"  # what has to happen in the window: the audit, or only its application
    repeats: bool = False  # it opens again after each such audit until the certificate expires


class Calendar(_Strict, frozen=True):
    """The cycle of audits between decision and expiry."""

    clause: Clause
    cycle_months: Annotated[int, Meta(ge=1, le=120)] = 36
    windows: tuple[Window, ...] = ()


class Question(_Strict, frozen=True):
    """One question of the perception survey, in our wording."""

    id: Id
    dimension: Id
    text: Title
    clauses: tuple[Clause, ...] = ()


class Dimension(_Strict, frozen=True):
    id: Id
    title: Title


class Survey(_Strict, frozen=True):
    """The customer perception survey the scheme asks for."""

    clause: Clause
    required: dict[AuditKind, Literal["must", "may"]]
    pooling: Literal["pooled", "mean"] = "pooled"
    scale: int = 5
    dimensions: tuple[Dimension, ...] = ()
    questions: tuple[Question, ...] = ()
    questions_status: Literal["stated", "borrowed", "open"] = "open"
    at_least_every_months: int | None = None
    note: Text | None = None


class Visits(_Strict, frozen=True):
    """How many mystery visits (暗访) an audit of each kind needs; 0: as the client's features require, with a reason."""

    clause: Clause
    least: dict[AuditKind, int]
    note: Text | None = None


class Characteristics(_Strict, frozen=True):
    """The service-characteristic measurement. `pass_line`: percent of samples that must pass; null: open."""

    clause: Clause
    required: tuple[AuditKind, ...]
    pass_line: Decimal | None = None


class Meeting(_Strict, frozen=True):
    """An agenda; `points` empty: the text prints none."""

    kind: Literal["opening", "closing", "team"]
    title: Title
    clause: Clause
    points: tuple[Point, ...] = ()


class ReportForm(_Strict, frozen=True):
    """A report the scheme demands, with its mandatory contents in the scheme's order."""

    kind: Literal["audit", "document-review", "management", "characteristics"]
    title: Title
    clause: Clause
    contents: tuple[Content, ...]
    status: Literal["stated", "borrowed"] = "stated"
    heading: Title | None = None  # printed above contents that another scheme's list lends
    topics: bool = False  # the scheme's `topics` for this kind of audit are contents too


class Body(_Strict, frozen=True):
    name: Title
    short: Title


class Rule(_Strict, frozen=True):
    """The document the scheme is taken from."""

    title: Title
    number: str | None = None
    edition: str | None = None
    issued: str | None = None
    effective: str | None = None


Step = Literal[
    "plan",
    "documents",
    "visits",
    "opening",
    "score",
    "survey",
    "measurement",
    "evidence",
    "topics",
    "findings",
    "closing",
    "report",
    "review",
    "send",
]


class Scheme(_Strict, frozen=True):
    """One scheme, or a building block that others use by name."""

    format: Literal["fieldaudit.scheme/1"]
    id: Id
    version: Title
    title: Title
    body: Body
    rule: Rule
    basis: tuple[Point, ...]
    items: tuple[Item, ...] = ()
    # Blocks whose items and gaps come in before this scheme's own.
    uses: tuple[Id, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    combination: Combination | None = None
    outcomes: tuple[Outcome, ...] = ()
    gaps: tuple[Gap, ...] = ()
    audit_kinds: dict[AuditKind, Title] = field(default_factory=dict)
    # The kinds of audit in which an item may keep the value of the audit before, with a reason.
    carrying: tuple[AuditKind, ...] = CARRYING
    steps: tuple[Step, ...] = ()
    survey: Survey | None = None
    visits: Visits | None = None
    characteristics: Characteristics | None = None
    person_days: PersonDays | None = None
    site_sampling: SiteSampling | None = None
    calendar: Calendar | None = None
    meetings: tuple[Meeting, ...] = ()
    reports: tuple[ReportForm, ...] = ()
    plan_contents: tuple[PlanContent, ...] = ()
    documents: tuple[Point, ...] = ()
    admission: tuple[Condition, ...] = ()
    topics: tuple[Point, ...] = ()
    triggers: tuple[Point, ...] = ()
    limits: tuple[Limit, ...] = ()
    findings: FindingRules | None = None
    records: tuple[Demand, ...] = ()
    certificate: tuple[Point, ...] = ()
    scope_pattern: Text | None = None
    refusal: Deadline | None = None  # to tell a client that is not admitted
    team_rules: TeamRules | None = None
    appointment: Paper | None = None
    document_review: DocumentsFirst | None = None
    training: Paper | None = None
    conformity_clause: Clause | None = None
