"""What a scheme says of the papers made before the audit: refusal, admission, team, appointment, document review, training."""

from __future__ import annotations

from typing import Literal

from desktop.domain.scheme_terms import AuditKind, Clause, Content, Point, Strict, Title


class Deadline(Strict, frozen=True):
    """Days to do something in, counted from the day after. open: the text does not say which days; calendar days are taken, both shown."""

    clause: Clause
    days: int
    counted: Literal["calendar", "working", "open"] = "calendar"


class Condition(Point, frozen=True):
    """A condition of admission; how far back from the application it looks, where it does."""

    months_back: int | None = None
    calendar_year: bool = False  # the application's own year as well


class Paper(Strict, frozen=True):
    """A paper of the audit with what it holds at least."""

    title: Title
    clause: Clause
    contents: tuple[Content, ...] = ()


class DocumentsFirst(Strict, frozen=True):
    """When the client's documents are reviewed (文件评审): before anybody goes on site, or inside the audit on site."""

    clause: Clause
    when: Literal["before", "inside"]
    audits: tuple[AuditKind, ...] = ()  # empty: all
    least: tuple[Point, ...] = ()  # what is read at least
    # The kinds of audit that may do without, with a reason.
    may_leave_out: tuple[AuditKind, ...] = ()
    leave_out_clause: Clause | None = None


class TeamRules(Strict, frozen=True):
    """Which rules for the team the text prints: each field is the clause, absent where the text is silent."""

    registration: Clause | None = None  # auditors are registered
    experts: Clause | None = None  # experts neither audit nor count in the days
    single: Clause | None = None  # a single auditor can lead
    ties: Clause | None = None  # who audited the client before is weighed
    apart: Clause | None = None  # who reviews the file or decides was not on site
