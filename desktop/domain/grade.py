"""What grading gives: the grade with every reason for it (CONTRACT.md, `grade --json`)."""

from __future__ import annotations

from msgspec import UNSET, Struct, field


class _Part(Struct, frozen=True, kw_only=True):
    """Numbers are decimal strings: exact when finite, else 12 places."""


class Chapter(_Part, frozen=True):
    points: str
    of: str


class Score(_Part, frozen=True):
    points: str
    of: str
    percent: str  # normalised for exclusions
    final: str  # after special deductions and bonus, the number compared
    chapters: dict[str, Chapter] = field(default_factory=dict)


class GradeLevel(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`stars` (null below the lowest grade) or, where the scheme speaks of levels, `level` alone.

    `stars` is written even when it is null; UNSET, so that it is left out, only beside a level.
    """

    label: str
    stars: int | None = UNSET  # type: ignore[assignment]
    level: int | None = None


class Condition(_Part, frozen=True):
    """One bound of one criterion at one level."""

    id: str
    stars: int
    met: bool | None  # null: the value is not known yet
    value: str | None
    required: str
    clause: str
    text: str
    status: str = "stated"


class Missing(_Part, frozen=True):
    """Something the scheme asks and the document lacks."""

    id: str
    clause: str
    text: str


class Next(_Part, frozen=True, omit_defaults=True):
    """The next level and its unmet conditions, each a sentence with its gap. `level` beside `stars` where the scheme has levels."""

    stars: int
    needs: list[str]
    level: int | None = None


class OutcomeOption(_Part, frozen=True):
    kind: str
    clause: str
    text: str
    needs: list[str] = field(default_factory=list)


class Unverified(_Part, frozen=True):
    """A number from another source than the scheme, or one the auditor set; drafts only."""

    id: str
    kind: str  # borrowed, set-by-auditor
    clause: str
    text: str


class Grade(_Part, frozen=True):
    """The result of grading one assessment. `grade` is null while `complete` is false."""

    scheme: str
    scheme_version: str
    scheme_sha256: str
    complete: bool
    missing: list[Missing]
    grade: GradeLevel | None
    score: Score | None
    decided_by: list[str]
    conditions: list[Condition]
    next: Next | None
    outcomes: list[OutcomeOption]
    unverified: list[Unverified]
    notes: list[str]
    parts: list[PartGrade] | None = None


class PartGrade(Grade, frozen=True, kw_only=True):
    """One evaluation of a combined grade, in the same shape; what the scheme allows follows from the whole alone."""

    id: str
    title: str
