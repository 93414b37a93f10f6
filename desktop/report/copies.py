"""The client's copy: one rule in one place for what it does not show."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec.structs import replace

from desktop.base.words import _
from desktop.domain.assessment import Assessment

# What is written in freely: elsewhere a name is not the visitor's (the team is printed with its names), or is a keyword.
_WRITTEN = frozenset(
    {
        "note",
        "statement",
        "reason",
        "scenario",
        "findings",
        "caption",
        "name",
        "text",
        "client_request",
        "carried",
        "excluded",
        "seen",
        "interviewed",
        "cover_story",
        "quotes",
        "people",
        "population",
        "override",
        "service",
        "touchpoint",
        # Papers, talks and findings.
        "requirement",
        "objective_evidence",
        "client_view",
        "cause",
        "correction",
        "action",
        "content",
        "answer",
        "minutes",
        "found",
        "not_applicable",
        "grounds",
        "question",
        "summary",
        "started_anyway",
        "activity",
        "what",
        "done_so_far",
        "late_reason",
        "laws",
        "leader_part",
    }
)
_SECTIONS = (
    "items", "conformity", "visits", "samples", "evidence", "conclusion", "levels", "level_by_hand", "management_audit", "survey", "facts",
    "observations", "measurement", "findings", "corrections", "topics", "communications", "meetings", "documents", "document_review",
    "training", "plan", "slots", "plan_changes", "programme", "admission", "dossier", "person_days", "application", "termination", "rounds",
)  # fmt: skip


def for_client(document: Assessment) -> Assessment:
    """The document without visits that are not released yet and their evidence, without the names of those who visited in secret,
    wherever they stand, and without what respondents wrote.

    What shows a visit that is not released, or one that is no longer there, is left out whatever else it belongs to.
    """
    shown = {f"visits/{visit.id}" for visit in document.visits if visit.released}
    evidence = tuple(one for one in document.evidence if all(link in shown for link in one.links if link.startswith("visits/")))
    names: dict[str, str] = {}
    visits = []
    for number, visit in enumerate(document.visits, 1):
        stand_in = _("访客 {number}").format(number=number)
        name = (visit.visitor or "").strip()
        alias = visit.visitor_alias
        if not alias or not alias.strip() or (name and name in alias):
            alias = stand_in
        # One sign alone would be found in every other word.
        if len(name) > 1:
            names[name] = alias
        if visit.released:
            visits.append(replace(visit, visitor=None, qualification=None, visitor_alias=alias))
    responses = tuple(replace(response, remark=None) for response in document.responses)
    # Whether and why visits were decided on would give away those that are still to come.
    document = replace(document, visits=tuple(visits), responses=responses, evidence=evidence, visit_plan=None)
    if not names:
        return document
    # The longest name first, so that a name inside another does not spoil it.
    order = sorted(names, key=lambda name: (-len(name), name))
    data = msgspec.to_builtins(document)
    for section in _SECTIONS:
        if section in data:
            data[section] = _renamed(data[section], names, order)
    data["report"] = {key: _without(text, names, order) for key, text in document.report.items()}
    data["special_deductions"] = [_without(text, names, order) for text in document.special_deductions]
    if document.bonus is not None:
        data["bonus"] = _without(document.bonus, names, order)
    return msgspec.convert(data, Assessment, strict=False)


def _renamed(value: Any, names: dict[str, str], order: list[str], *, written: bool = False) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(entry, names, order, written=key in _WRITTEN) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_renamed(entry, names, order, written=written) for entry in value]
    return _without(value, names, order) if written and isinstance(value, str) else value


def _without(text: str, names: dict[str, str], order: list[str]) -> str:
    for name in order:
        text = text.replace(name, names[name])
    return text
