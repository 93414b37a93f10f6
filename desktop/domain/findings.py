"""Findings (审查发现): their names and numbers, what stands behind them, and what a finding may not be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.assessment import Assessment, ConformityAnswer, Deduction
from desktop.domain.fieldnotes import Finding, FindingKind
from desktop.domain.item_view import item_points
from desktop.domain.rules import Rules
from desktop.domain.scoring import has_value

MOST_FINDINGS = 5000
MOST_ITEMS = 100
_REASON_LIMIT = 5000
_NUMBER = re.compile(r"(?:.*-)?F(\d{1,6})", re.ASCII | re.DOTALL)


def kind_titles() -> dict[FindingKind, str]:
    """What the kinds of findings are called, in the order they are listed."""
    return {
        "nonconformity": _("不符合"),
        "deduction": _("扣分项"),
        "improvement": _("改进机会"),
        "disagreement": _("分歧"),
    }


def title(finding: Finding) -> str:
    """The kind with its severity: 轻微不符合, 扣分项."""
    if finding.kind == "nonconformity" and finding.severity is not None:
        return _("轻微不符合") if finding.severity == "minor" else _("严重不符合")
    return kind_titles()[finding.kind] if finding.kind else _("未定种类")


def name(finding: Finding) -> str:
    """The finding in a sentence: its number, else its id."""
    return finding.number or finding.id or _("（无编号）")


def next_number(document: Assessment) -> str:
    """The number of a new finding: of this audit, one after the highest; F01, or SH-2026-118-F01 where the audit has a number.

    A number stays with its finding whatever becomes of its kind or of the audit's number.
    """
    return next_numbers(document, 1)[0]


def next_numbers(document: Assessment, count: int) -> list[str]:
    """The numbers of so many new findings."""
    taken = [int(found[1]) for one in document.findings if (found := _NUMBER.fullmatch((one.number or "").strip()))]
    own = (document.audit.number or "").strip()[:80]
    first = max(taken, default=0) + 1
    return [f"{own + '-' if own else ''}F{number:02d}" for number in range(first, first + count)]


def by_id(document: Assessment) -> dict[str, Finding]:
    """The findings by their ids."""
    return {one.id: one for one in document.findings if one.id}


def shown(document: Assessment) -> dict[str, set[str]]:
    """The evidence of each record that evidence is linked to, by the record."""
    found: dict[str, set[str]] = {}
    for one in document.evidence:
        for link in one.links:
            found.setdefault(link, set()).add(one.id or "")
    return found


def has_evidence(finding: Finding, linked: Mapping[str, set[str]]) -> bool:
    """Whether a finding rests on something: named evidence, evidence linked to it, or what was seen in words."""
    return bool(finding.evidence or (finding.objective_evidence or "").strip() or linked.get(f"findings/{finding.id}"))


def special_reason(finding: Finding) -> str | None:
    """The line that stands for a finding among the special deductions; None when none does. Its number ties the two."""
    if not finding.special or finding.kind != "nonconformity":
        return None
    return f"{name(finding)}：{(finding.statement or '').strip()}"[:_REASON_LIMIT]


def special_holders(document: Assessment) -> list[Finding | None]:
    """The finding behind each special deduction, in their order; None where no nonconformity stands behind it."""
    reasons = {special_reason(one): one for one in document.findings}
    return [reasons.get(reason) for reason in document.special_deductions]


def disagreements(document: Assessment) -> list[Finding]:
    """What stays open between team and client and goes into the report."""
    return [one for one in document.findings if one.kind == "disagreement" or one.client_agrees is False]


def of_deduction(document: Assessment, deduction: Deduction) -> Finding | None:
    """The finding that stands for a clause's deduction."""
    return by_id(document).get(deduction.finding) if deduction.finding else None


def standing_for(document: Assessment) -> dict[str, str]:
    """The clauses of which a deduction names a finding, by the finding's id."""
    return {one.finding: key for key, answer in document.items.items() for one in answer.deductions or () if one.finding}


def of_conformity(document: Assessment, item: str) -> list[Finding]:
    """The nonconformities of this audit at an item."""
    return [one for one in document.findings if one.kind == "nonconformity" and item in one.items and not one.carried_from]


def related(rules: Rules, one: str, other: str) -> bool:
    """Whether two clauses are the same, or one holds the other."""
    if one == other:
        return True
    first, second = rules.items.get(one), rules.items.get(other)
    return (first is not None and other in first.path) or (second is not None and one in second.path)


def costing(document: Assessment, rules: Rules, items: Iterable[str]) -> list[str]:
    """The answered clauses, related to these, that cost points or do not conform."""
    wanted = tuple(items)
    found = []
    for key, answer in document.items.items():
        if key in rules.items and any(related(rules, key, item) for item in wanted):
            if answer.deductions:
                found.append(key)
            elif has_value(answer):
                got, of = item_points(rules, document, key)
                if got is not None and got < of:
                    found.append(key)
    for key, judged in document.conformity.items():
        result = judged.result if isinstance(judged, ConformityAnswer) else judged
        if result in ("minor", "severe") and any(related(rules, key, item) for item in wanted):
            found.append(key)
    return found


def plain(text: str | None) -> str:
    """A statement without spaces, punctuation and case, so that a copy with another comma is still a copy."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text or "").casefold() if sign.isalnum())


def check_findings(
    changed: Mapping[str, tuple[Finding | None, Finding]], after: Sequence[Finding], document: Assessment, rules: Rules
) -> None:
    """Whether findings, each with how it stood before, may stand like this. BadInput with one sentence.

    `document`: the audit with its scores. A finding that costs points is no improvement (each scheme has the rule or takes it over).
    """
    if len(after) > MOST_FINDINGS:
        raise BadInput(_("审查发现超过 {most} 条，请合并。").format(most=MOST_FINDINGS))
    numbers: dict[str, str] = {}
    for one in after:
        other = numbers.setdefault(one.number or one.id or "", one.id or "")
        if other != one.id and (one.id in changed or other in changed):
            raise BadInput(_("发现编号 {number} 已经用过，请换一个。").format(number=one.number))
    for old, new in changed.values():
        _check_shape(new, document, rules)
        if old is None or _touches(old, new, ("kind", "items", "statement", "other_matter")):
            _check_kind(old, new, after, document, rules)


def _touches(old: Finding, new: Finding, fields: Sequence[str]) -> bool:
    return any(getattr(old, field) != getattr(new, field) for field in fields)


def _check_shape(one: Finding, document: Assessment, rules: Rules) -> None:
    if len(one.items) > MOST_ITEMS:
        raise BadInput(_("发现 {name}：条款超过 {most} 个，请分成几条发现。").format(name=name(one), most=MOST_ITEMS))
    for item in one.items:
        if item not in rules.items:
            raise BadInput(_("发现 {name}：方案中没有条款 {item}，请核对编号。").format(name=name(one), item=item))
    if one.site is not None and all(site.id != one.site for site in document.sites):
        raise BadInput(_("发现 {name}：没有编号为 {site} 的场所，请先在场所清单里加上。").format(name=name(one), site=one.site))
    if one.severity is not None and one.kind != "nonconformity":
        raise BadInput(_("发现 {name}：只有不符合才分轻微和严重。").format(name=name(one)))
    if one.special and one.kind != "nonconformity":
        raise BadInput(_("发现 {name}：特别扣分须有对应的不符合，请先取消特别扣分，或把它记为不符合。").format(name=name(one)))


def _check_kind(old: Finding | None, new: Finding, after: Sequence[Finding], document: Assessment, rules: Rules) -> None:
    if new.kind == "improvement":
        if old is not None and old.kind == "deduction":
            raise BadInput(_("发现 {name} 是扣分项，扣分项不能改记为改进机会。").format(name=name(new)))
        item = standing_for(document).get(new.id or "")
        if item is not None:
            raise BadInput(_("发现 {name} 是条款 {item} 的扣分项，不能改记为改进机会。").format(name=name(new), item=item))
        _check_improvement(new, after, document, rules)
    elif new.kind == "deduction" and (words := plain(new.statement)):
        for other in after:
            if other.id != new.id and other.kind == "improvement" and plain(other.statement) == words:
                raise BadInput(
                    _("这件事已作为改进机会 {other} 记下，扣分项不能同时是改进机会，请先删去 {other}。").format(other=name(other))
                )


def _check_improvement(new: Finding, after: Sequence[Finding], document: Assessment, rules: Rules) -> None:
    words = plain(new.statement)
    lost = [one for one in after if one.kind == "deduction" and one.id != new.id]
    if words:
        said = {plain(one.statement): name(one) for one in lost}
        said |= {plain(one.statement): key for key, answer in document.items.items() for one in answer.deductions or ()}
        if words in said:
            raise BadInput(_("这件事已是扣分项（{where}），不能再作为改进机会记一次。").format(where=said[words]))
    if (new.other_matter or "").strip():
        return
    where = clashes(new, lost, document, rules)
    if where:
        raise BadInput(
            _("条款 {items} 已有扣分（{where}）：改进机会若是另一件事，请先确认，扣分项本身不能作为改进机会。").format(
                items="、".join(new.items), where="、".join(where[:5])
            )
        )


def clashes(improvement: Finding, deductions: Iterable[Finding], document: Assessment, rules: Rules) -> list[str]:
    """Where an improvement's clauses cost points: numbers of deduction findings, else clauses."""
    named = [name(one) for one in deductions if any(related(rules, mine, its) for mine in improvement.items for its in one.items)]
    return named or costing(document, rules, improvement.items)
