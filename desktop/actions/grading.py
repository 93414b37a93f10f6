"""Grading, person-days, site samples and calendars without a store: from a file and a scheme's id."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop.base import paths
from desktop.base.errors import BadInput
from desktop.base.strict_json import read_json_file
from desktop.base.typed import convert
from desktop.domain import cycle, persondays, sampling
from desktop.domain.assessment import Assessment
from desktop.domain.grade import Grade
from desktop.domain.grading import grade
from desktop.domain.rules import compile_rules
from desktop.domain.scheme import AuditKind, Scheme
from desktop.schemes.library import Library


def library(folders: Sequence[Path] | None = None) -> Library:
    """The schemes that ship and a body's own, or those of the folders named."""
    return Library(list(folders) if folders else paths.scheme_folders())


def scheme(name: str) -> Scheme:
    """A scheme by its id. Raises NotFound."""
    return library().load(name).scheme


def grade_file(path: Path) -> Grade:
    """Grade the assessment document in a file. Raises BadInput naming the file."""
    document = convert(read_json_file(path), Assessment, path.name)
    try:
        loaded = library().load(document.scheme, document.settings)
        return grade(document, compile_rules(loaded.scheme, version=loaded.version, sha256=loaded.sha256))
    except BadInput as error:
        raise BadInput(f"{path.name}：{error.sentence}") from None


def person_days(
    name: str,
    *,
    headcount: int,
    kind: AuditKind = "initial",
    reduce: Decimal | None = None,
    add: Decimal | None = None,
    reason: str | None = None,
    initial_days: Decimal | None = None,
) -> dict[str, Any]:
    """Person-days on site (CONTRACT.md, `person-days`)."""
    return persondays.person_days(scheme(name), headcount, kind=kind, reduce=reduce, add=add, reason=reason, initial_days=initial_days)


def site_sample(name: str, *, sites: int, kind: AuditKind, seed: str = "") -> dict[str, Any]:
    """Which sites are visited (CONTRACT.md, `sample`)."""
    return sampling.site_sample(scheme(name), sites, kind=kind, seed=seed)


def calendar(name: str, *, decided: date, last_audit: date | None = None, expires: date | None = None) -> dict[str, Any]:
    """When the audits of the cycle are due (CONTRACT.md, `calendar`)."""
    return cycle.calendar(scheme(name), decided, last_audit=last_audit, expires=expires)
