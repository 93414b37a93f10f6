"""Scores: answer an item, conformity, survey percentages, typed evaluations, judged levels, special deductions, settings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from msgspec import UNSET

from desktop.actions.workspace import Changes, Field, Workspace, builtins
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.assessment import ConformityResult, Deduction

# The fields of an answer of which at most one stands (sampled and failed go together).
_VALUES = ("score", "met", "sampled", "failed", "deductions", "excluded")


def answer(
    ws: Workspace,
    audit: str,
    item: str,
    *,
    score: Decimal | None = None,
    met: bool | None = None,
    sampled: int | None = None,
    failed: int | None = None,
    deductions: tuple[Deduction, ...] | None = None,
    excluded: str | None = None,
    carried: str | None = None,
    note: str | None = None,
) -> Changes:
    """What was found at an item. A value takes the place of the one before; a note or carrying alone leaves it.

    Answering a group takes the place of all answers under it, and an answer under a group takes the group's place.
    """
    given = {"score": score, "met": met, "sampled": sampled, "failed": failed, "deductions": deductions, "excluded": excluded}
    record = f"items/{item}"
    values: dict[Field, Any] = {}
    if any(value is not None for value in given.values()):
        values |= {(record, name): UNSET if value is None else builtins(value) for name, value in given.items()}
        values |= _others_on_the_path(ws, audit, item)
    if carried is not None:
        values[record, "carried"] = carried or UNSET
    if note is not None:
        values[record, "note"] = note or UNSET
    return ws.edit(audit, "answer", values)


def clear_answer(ws: Workspace, audit: str, item: str) -> Changes:
    """Take the answer back; the note stays."""
    return ws.edit(audit, "clear-answer", {(f"items/{item}", name): UNSET for name in (*_VALUES, "carried")})


def _others_on_the_path(ws: Workspace, audit: str, item: str) -> dict[Field, Any]:
    view = ws.audit(audit)
    rule = view.rules.items.get(item)
    if rule is None:
        raise BadInput(_("方案中没有条款 {item}。").format(item=item))
    related = {above for above in rule.path if above != item} | {
        key for key, other in view.rules.items.items() if item in other.path and key != item
    }
    values: dict[Field, Any] = {}
    for other in related:
        for name in _VALUES:
            if name in view.records.get(f"items/{other}", {}):
                values[f"items/{other}", name] = UNSET
    return values


def conformity(
    ws: Workspace, audit: str, item: str, *, result: ConformityResult | None = None, excluded: str | None = None, note: str | None = None
) -> Changes:
    """The result of a conformity item; neither result, exclusion nor note: take the answer back."""
    record = f"conformity/{item}"
    before = ws.audit(audit).records.get(record, {})
    old_result = before.get("value", before.get("result"))
    if result is None and excluded is None and note is not None:
        result, excluded = old_result, before.get("excluded")
    kept_note = before.get("note") if note is None else note or None
    values: dict[Field, Any] = {(record, name): UNSET for name in ("value", "result", "excluded", "note")}
    if result is not None and kept_note is None:
        values[record, "value"] = result
    else:
        values[record, "result"] = result or UNSET
        values[record, "excluded"] = excluded or UNSET
        values[record, "note"] = kept_note or UNSET
    return ws.edit(audit, "conformity", values)


def survey_channel(
    ws: Workspace,
    audit: str,
    channel: Literal["face_to_face", "electronic", "combined"],
    *,
    percent: Decimal | None = None,
    responses: int | None = None,
    not_used: str | None = None,
) -> Changes:
    """A survey channel's percentage and number of responses, or why it was not used; nothing: take it back."""
    given = {"percent": percent, "responses": responses, "not_used": not_used or None}
    value = {name: builtins(entry) for name, entry in given.items() if entry is not None}
    return ws.edit(audit, "survey-channel", {("survey", channel): value or UNSET})


def evaluation(ws: Workspace, audit: str, evaluation: str, *, percent: Decimal | None = None) -> Changes:
    """The percentage of an evaluation whose items no source prints; none: take it back."""
    return ws.edit(audit, "evaluation", {(f"evaluations/{evaluation}", "percent"): UNSET if percent is None else builtins(percent)})


def judge_level(ws: Workspace, audit: str, level: str, *, met: bool | None = None, reason: str | None = None) -> Changes:
    """The auditor's reasoned judgement whether a level is met; none: take it back."""
    record = f"levels/{level}"
    kept = ws.audit(audit).records.get(record, {}).get("reason", UNSET) if reason is None else reason or UNSET
    if met is None:
        return ws.edit(audit, "judge-level", {(record, "met"): UNSET, (record, "reason"): UNSET})
    return ws.edit(audit, "judge-level", {(record, "met"): met, (record, "reason"): kept})


def special_deduction(ws: Workspace, audit: str, *, add: str | None = None, remove: int | None = None) -> Changes:
    """Add a special deduction with its reason, or remove one by its place from 0."""
    reasons = list(ws.audit(audit).document.special_deductions)
    if add is not None:
        reasons.append(add)
    if remove is not None:
        if not 0 <= remove < len(reasons):
            raise BadInput(_("没有第 {place} 条特别扣分。").format(place=remove + 1))
        del reasons[remove]
    return ws.edit(audit, "special-deduction", {("assessment", "special_deductions"): reasons or UNSET})


def bonus(ws: Workspace, audit: str, *, reason: str | None = None) -> Changes:
    """The bonus item with its reason; none: take it back."""
    return ws.edit(audit, "bonus", {("assessment", "bonus"): reason or UNSET})


def setting(ws: Workspace, audit: str, gap: str, *, value: str | None = None) -> Changes:
    """Switch a reading or set an open value by the gap's id; none: back to the default."""
    return ws.edit(audit, "setting", {(f"settings/{gap}", "value"): value or UNSET})
