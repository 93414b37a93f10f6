"""What an audit leaves to the next one of the same client: the level held, open findings, and which clauses may be carried over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from desktop.base.words import _
from desktop.domain.assessment import Answer, Assessment
from desktop.domain.corrections import rounds_by_finding, still_open
from desktop.domain.exact import Ratio
from desktop.domain.fieldnotes import Correction, Finding
from desktop.domain.grade import Grade
from desktop.domain.preparation import ProgrammeAudit
from desktop.domain.rules import RuleItem, Rules
from desktop.domain.scheme import AuditKind
from desktop.domain.scoring import has_value, value_of, way_of

# What a conclusion does to the certificate: the level held stays, or becomes the level reached; else there is none any more.
_KEEPS = frozenset({"keep", "restore", "suspend"})
_REACHES = frozenset({"recommend", "conditional", "lower-level", "upgrade", "downgrade"})

# due: to be looked at again; may: may keep its value with a reason; no-value: nothing to keep; not-allowed: not in this kind of audit.
CarryState = Literal["due", "may", "no-value", "not-allowed"]

# What a client keeps from audit to audit; the notes of one audit stay with it.
_SITE_FIELDS = ("id", "name", "address", "services", "temporary", "headcount", "service_hours", "travel_minutes")
_MEMBER_FIELDS = ("id", "name", "role", "registration", "phone", "competence")


class CarryOption(Struct, frozen=True, kw_only=True):
    """One scored item against the audit before. `why` in a sentence; `last`: when it was last looked at on site."""

    item: str
    name: str
    state: CarryState
    why: str
    last: str = ""


def held_level(document: Assessment, grade: Grade) -> int | None:
    """The level the client holds after an audit: as its conclusion says; without one, as it was held or as an initial audit came to."""
    before = document.previous.held if document.previous else None
    result = grade.grade if grade.complete else None
    reached = None if result is None else result.stars if result.level is None else result.level
    kind = document.conclusion.kind if document.conclusion else None
    if kind == "withdraw" or (kind == "not" and document.audit.kind != "extension"):
        return None
    if kind in _KEEPS or kind == "not":
        return before if before is not None else reached
    if kind in _REACHES:
        return reached if document.audit.kind != "extension" or before is None else before
    return reached if before is None and document.audit.kind in (None, "initial", "recertification") else before


def open_findings(document: Assessment, name: str) -> tuple[list[Finding], list[Correction]]:
    """The findings still to be corrected with their rounds, ready for the next audit: `name` says where they come from.

    Evidence stays in the audit it belongs to; a signature stays under what was signed.
    """
    rounds = rounds_by_finding(document)
    findings, corrections = [], []
    for one in (standing.finding for standing in still_open(document)):
        findings.append(replace(one, evidence=(), confirmation=None, carried_from=one.carried_from or name))
        corrections += [replace(turn, evidence=()) for turn in rounds.get(one.id or "", ())]
    return findings, corrections


def client_part(document: Assessment, kind: AuditKind) -> dict[str, Any]:
    """What the next audit of the client begins with, as plain data: client, sites, team as a suggestion."""
    plain: dict[str, Any] = to_builtins(document)
    before = document.audit.number or _("上次审查")
    team = [{name: one[name] for name in _MEMBER_FIELDS if name in one} for one in plain.get("team", [])]
    for member in team:
        # Having audited this client before is a tie that is weighed anew.
        member["ties"] = _("参加过 {audit} 的审查").format(audit=before)
    audit = {name: plain["audit"][name] for name in ("scope", "criteria") if name in plain.get("audit", {})}
    return {
        "client": plain.get("client", {}),
        "audit": {"kind": kind, **audit},
        "sites": [{name: one[name] for name in _SITE_FIELDS if name in one} for one in plain.get("sites", [])],
        "team": team,
        "settings": dict(document.settings),
    }


def carry_options(
    before: Assessment, document: Assessment, rules: Rules, looked: Mapping[str, ProgrammeAudit] | None = None
) -> tuple[CarryOption, ...]:
    """Each scored leaf, and each group that was scored as a whole: whether it may keep its value in this audit, or is due, and why.

    `looked`: by leaf the audit that last looked at it.
    """
    may = document.audit.kind in rules.scheme.carrying
    open_items = _touched_by_findings(document, rules)
    found = []
    whole = {key for key, one in before.items.items() if has_value(one)}
    for key, rule in rules.items.items():
        answer = before.items.get(key)
        if not rule.is_leaf and (key not in whole or rule.points is None):
            continue
        state, why = _option(answer, rule, may=may, is_open=not open_items.isdisjoint(rule.leaves))
        above = next((one for one in rule.path[:-1] if one in whole), None)
        if state == "no-value" and above is not None:
            why = _("上次在上级条款 {above} 整体评分，只能整体沿用。").format(above=rules.items[above].item.clause or above)
        last = next((looked[leaf] for leaf in rule.leaves if leaf in looked), None) if looked else None
        found.append(CarryOption(item=key, name=rule.name, state=state, why=why, last=(last.number or "") if last else ""))
    return tuple(found)


def _option(answer: Answer | None, rule: RuleItem, *, may: bool, is_open: bool) -> tuple[CarryState, str]:
    if answer is None or not has_value(answer):
        return "no-value", _("上次没有这一条的结果，须重新评分。")
    if not may:
        return "not-allowed", _("这类审查不沿用上次的结果。")
    if is_open:
        return "due", _("有未关闭的审查发现，须在本次验证。")
    if answer.carried is not None:
        return "due", _("上次也是沿用，没有现场审查。")
    if _lost(answer, rule):
        return "due", _("上次有失分。")
    return "may", _("上次满分，可以写明理由后沿用。")


def _lost(answer: Answer, rule: RuleItem) -> bool:
    way = way_of(answer)
    if way is None:
        return True
    points: Ratio = value_of(rule, answer, way)
    return points[0] < rule.full * points[1]


def _touched_by_findings(document: Assessment, rules: Rules) -> set[str]:
    named = {item for one in still_open(document) for item in one.finding.items if item in rules.items}
    return {leaf for item in named for leaf in rules.items[item].leaves}


def kept_value(answer: Answer) -> dict[str, Any]:
    """The value of an answer as plain data; statements stay, what was linked to them stays in the audit before."""
    plain: dict[str, Any] = to_builtins(answer)
    kept: dict[str, Any] = {name: plain[name] for name in ("score", "met", "sampled", "failed") if name in plain}
    if answer.deductions is not None:
        kept["deductions"] = [{"points": one["points"], "statement": one.get("statement", "")} for one in plain["deductions"]]
    return kept
