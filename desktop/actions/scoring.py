"""Scores: answer an item, conformity, survey percentages, typed evaluations, judged levels, special deductions, settings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from msgspec import UNSET

from desktop.actions import observations
from desktop.actions.settling import VALUES
from desktop.actions.workspace import Changes, Field, Workspace, builtins
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.assessment import ConformityResult, Deduction


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
    override: str | None = None,
) -> Changes:
    """What was found at an item. A value takes the place of the one before; a note or carrying alone leaves it.

    Answering a group takes the place of all answers under it, and an answer under a group takes the group's place.
    Where observations give the value, only the leader enters another, with the reason in `override`.
    """
    given = {"score": score, "met": met, "sampled": sampled, "failed": failed, "deductions": deductions, "excluded": excluded}
    record = f"items/{item}"
    values: dict[Field, Any] = {}
    if any(value is not None for value in given.values()):
        values |= {(record, name): UNSET if value is None else builtins(value) for name, value in given.items()}
        values |= _others_on_the_path(ws, audit, item)
        values |= observations.by_hand(ws, audit, record, item, override)
    elif override is not None:
        values[record, "override"] = _new_reason(ws, audit, record, override)
    if carried is not None:
        values[record, "carried"] = carried or UNSET
    if note is not None:
        values[record, "note"] = note or UNSET
    return ws.edit(audit, "answer", values)


def clear_answer(ws: Workspace, audit: str, item: str) -> Changes:
    """Take the answer back; the note stays. In place of the leader's own value comes what the observations say."""
    record = f"items/{item}"
    values = observations.taken_back(ws, audit, record, item)
    if values is None:
        values = {(record, name): UNSET for name in (*VALUES, "carried", "rolled", "override")}
    return ws.edit(audit, "clear-answer", values)


def _new_reason(ws: Workspace, audit: str, record: str, override: str) -> str:
    """Another reason for a value that stands against its observations."""
    if not override or "override" not in ws.audit(audit).records.get(record, {}):
        raise BadInput(_("改判理由要和改判的结果一起填写。"))
    return override


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
        for name in (*VALUES, "rolled", "override"):
            if name in view.records.get(f"items/{other}", {}):
                values[f"items/{other}", name] = UNSET
    return values


def conformity(
    ws: Workspace,
    audit: str,
    item: str,
    *,
    result: ConformityResult | None = None,
    excluded: str | None = None,
    note: str | None = None,
    override: str | None = None,
) -> Changes:
    """The result of a conformity item; neither result, exclusion nor note: take the answer back.

    Where observations give the result, only the leader enters another, with the reason in `override`.
    """
    record = f"conformity/{item}"
    before = ws.audit(audit).records.get(record, {})
    values: dict[Field, Any] = {(record, name): UNSET for name in ("value", "result", "excluded", "note", "rolled", "override")}
    if result is not None or excluded is not None:
        values |= observations.by_hand(ws, audit, record, item, override)
    elif note is not None or override is not None:
        result, excluded = before.get("value", before.get("result")), before.get("excluded")
        values[record, "rolled"] = before.get("rolled", UNSET)
        values[record, "override"] = before.get("override", UNSET) if override is None else _new_reason(ws, audit, record, override)
    else:
        rolled = observations.taken_back(ws, audit, record, item)
        if rolled is not None:
            return ws.edit(audit, "conformity", {key: value for key, value in rolled.items() if key[0].startswith("conformity/")})
    kept_note = before.get("note") if note is None else note or None
    bare = kept_note is None and values[record, "rolled"] is UNSET and values[record, "override"] is UNSET
    if result is not None and bare:
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
