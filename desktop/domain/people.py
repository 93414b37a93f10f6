"""Who of the body was on site, by every trace an audit keeps of it; names compared as people write them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from desktop.base.words import _
from desktop.domain.assessment import Assessment


def name_key(name: str | None) -> str:
    """A name to compare by: without blanks, width and case."""
    return "".join(unicodedata.normalize("NFKC", name or "").casefold().split())


def on_site(document: Assessment) -> dict[str, tuple[str, ...]]:
    """Everybody of the body's side who was on site, by `name_key`, with what shows it: in the team, on a sign-in sheet, by a record."""
    found: dict[str, dict[str, None]] = {}
    for name, trace in _traces(document):
        key = name_key(name)
        if key:
            found.setdefault(key, {})[trace] = None
    return {key: tuple(traces) for key, traces in found.items()}


def _traces(document: Assessment) -> Iterator[tuple[str | None, str]]:
    for member in document.team:
        yield member.name, _("审查组成员")
    for attendee in document.attendance:
        if attendee.side == "team":
            yield attendee.name, _("会议签到")
    for observation in document.observations:
        yield observation.auditor, _("现场记录")
    for visit in document.visits:
        yield visit.visitor, _("暗访")
    for finding in document.findings:
        yield finding.found_by, _("开具审查发现")
    for correction in document.corrections:
        if correction.verification == "on-site":
            yield correction.verified_by, _("现场验证")
    if document.measurement:
        yield document.measurement.signed_by, _("签署测评方案")
    if document.training:
        for signature in document.training.signatures:
            yield signature.name, _("培训签名")
