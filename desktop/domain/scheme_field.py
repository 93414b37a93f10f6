"""What a scheme says of the work on site: grounds for reporting and ending, records it demands, findings and their correction."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from desktop.domain.scheme_terms import Clause, Content, Point, Strict

Ground = Literal["report", "terminate", "suspend", "withdraw", "cancel"]


class Limit(Point, frozen=True):
    """A limit, or a ground: for reporting to the body from on site, ending the audit early, suspending, withdrawing, cancelling."""

    grounds: tuple[Ground, ...] = ()
    consent: bool = False  # only with the body's consent


class Demand(Content, frozen=True):
    """A record that the scheme demands of an audit; it is there when every path of `needs` holds something."""

    blocks: bool = True  # false: approval does not wait for it


class FindingRules(Strict, frozen=True):
    """What the scheme says of findings and their correction; a clause is absent where its text says nothing."""

    clause: Clause | None = None  # how a finding is written down
    improvement_clause: Clause | None = None  # what costs points is no improvement opportunity
    wording_clause: Clause | None = None  # no hint of a cause or a solution
    disagreement_clause: Clause | None = None  # what stays open goes into the report
    confirmation_clause: Clause | None = None  # the client confirms the report
    correction_clause: Clause | None = None
    verification_clause: Clause | None = None
    due_days: Annotated[int, Meta(ge=1, le=3650)] | None = None  # for a correction, from the day it is asked for; null: not stated
