"""What a scheme's types are made of: strict structs, bounded texts, the line of a list and the mandatory content."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

AuditKind = Literal["initial", "surveillance", "recertification", "special", "extension", "suspension-review"]

Id = Annotated[str, Meta(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
Title = Annotated[str, Meta(min_length=1, max_length=200)]
Text = Annotated[str, Meta(min_length=1, max_length=2000)]
Clause = Annotated[str, Meta(min_length=1, max_length=80)]


class Strict(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Unknown keys are refused."""


class Point(Strict, frozen=True):
    """One line of a list the scheme demands: a document, condition, topic, agenda point, trigger, content or limit."""

    id: Id
    text: Title
    clause: Clause
    # Only for these kinds of audit; empty: for all.
    audits: tuple[AuditKind, ...] = ()
    # Set when the line does not come from the scheme's own text.
    status: Literal["stated", "borrowed", "open"] = "stated"


class Content(Strict, frozen=True):
    """A mandatory content of a report: it is there when every path of `needs` holds something in the document."""

    id: Id
    title: Title
    clause: Clause
    # Paths into the assessment document, `client.name`, `report.basics`; a path to a list needs one element.
    needs: tuple[str, ...]
    audits: tuple[AuditKind, ...] = ()
