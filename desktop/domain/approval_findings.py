"""What is still wrong with the findings and their correction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop.base.words import _
from desktop.domain import corrections
from desktop.domain.approval_scores import proof_severity
from desktop.domain.assessment import Assessment, ConformityAnswer
from desktop.domain.corrections import Standing
from desktop.domain.fieldnotes import Correction, Finding
from desktop.domain.findings import (
    clashes,
    has_evidence,
    name,
    of_conformity,
    plain,
    related,
    shown,
    special_holders,
    special_reason,
    standing_for,
    title,
)
from desktop.domain.notices import Notice, Severity
from desktop.domain.rules import Rules
from desktop.domain.scheme import FindingRules
from desktop.domain.second_scoring import began
from desktop.domain.wording import hints


def finding_notices(document: Assessment, rules: Rules, today: date) -> Iterator[Notice]:
    """All that speaks against findings, special deductions and rounds of correction."""
    own = rules.scheme.findings or FindingRules()
    linked = shown(document)
    for one in document.findings:
        record = f"findings/{one.id}"
        for what, severity, sentence, clause, field in (
            *_said(one, rules, own, proven=has_evidence(one, linked)),
            *_talked(one, own, today),
        ):
            yield Notice(id=f"{what}/{one.id}", severity=severity, sentence=sentence, clause=clause or "", record=record, field=field)
    yield from _improvements(document, rules, own)
    yield from _conformity(document, rules)
    yield from _carried(document, rules)
    yield from _special(document, rules)
    yield from correction_notices(document, rules, today)


# Outcomes that give the client nothing that a correction would have to be waited for.
_GRANTS_NOTHING = frozenset({"not", "suspend", "withdraw"})

Said = tuple[str, Severity, str, str | None, str]


def _said(one: Finding, rules: Rules, own: FindingRules, *, proven: bool) -> Iterator[Said]:
    called = name(one)
    costs = one.kind in ("nonconformity", "deduction")
    proof = proof_severity(rules)
    if one.kind is None:
        yield "finding-kind", "critical", _("发现 {name} 没有定种类。").format(name=called), own.clause, "kind"
    if not (one.statement or "").strip():
        severity: Severity = "critical" if costs else "warning"
        yield "finding-statement", severity, _("{kind} {name} 没有陈述。").format(kind=title(one), name=called), own.clause, "statement"
    if one.kind == "nonconformity" and one.severity is None:
        yield "finding-severity", "critical", _("不符合 {name} 没有定轻微或严重。").format(name=called), own.clause, "severity"
    if costs and not one.items:
        yield "finding-clause", "warning", _("{kind} {name} 没有写明条款。").format(kind=title(one), name=called), own.clause, "items"
    if costs and not (one.requirement or "").strip():
        sentence = _("{kind} {name} 没有写明所对照的要求。").format(kind=title(one), name=called)
        yield "finding-requirement", "warning", sentence, own.clause, "requirement"
    if costs and not proven:
        sentence = _("{kind} {name} 没有客观证据。").format(kind=title(one), name=called)
        yield "finding-evidence", proof, sentence, own.clause, "objective_evidence"
    words = list(dict.fromkeys(hint.text for hint in hints(one.statement))) if costs else []
    if words:
        sentence = _("{kind} {name} 的陈述里有“{words}”，请核对是否提示了原因或解决办法。").format(
            kind=title(one), name=called, words="”“".join(words[:3])
        )
        yield "finding-wording", "warning", sentence, own.wording_clause, "statement"


def _talked(one: Finding, own: FindingRules, today: date) -> Iterator[Said]:
    called = name(one)
    if one.kind in ("nonconformity", "deduction") and one.discussed_on is None and not one.carried_from:
        sentence = _("{kind} {name} 没有与受审查方讨论的记录。").format(kind=title(one), name=called)
        yield "finding-discussed", "warning", sentence, own.clause, "discussed_on"
    if one.kind == "nonconformity" and one.confirmation is None and not one.carried_from:
        severity: Severity = "critical" if own.confirmation_clause else "warning"
        sentence = _("不符合 {name} 没有受审查方的确认。").format(name=called)
        yield "finding-confirmed", severity, sentence, own.confirmation_clause, "confirmation"
    if one.kind == "disagreement" or one.client_agrees is False:
        if not (one.client_view or "").strip():
            sentence = _("{name} 有分歧，没有写明受审查方的意见。").format(name=called)
            yield "finding-view", "critical", sentence, own.disagreement_clause, "client_view"
        else:
            sentence = _("{name} 的分歧没有解决，将写入报告。").format(name=called)
            yield "finding-disagreement", "note", sentence, own.disagreement_clause, "client_view"
    for field, what, day in (("found_on", _("发现日期"), one.found_on), ("discussed_on", _("讨论日期"), one.discussed_on)):
        if day is not None and day > today:
            sentence = _("{name} 的{what} {day} 还没有到。").format(name=called, what=what, day=day.isoformat())
            yield f"finding-{field}", "warning", sentence, None, field
    if one.found_on and one.discussed_on and one.discussed_on < one.found_on:
        sentence = _("{name} 的讨论日期 {day} 早于发现日期 {found}。").format(name=called, day=one.discussed_on, found=one.found_on)
        yield "finding-order", "warning", sentence, None, "discussed_on"


def _improvements(document: Assessment, rules: Rules, own: FindingRules) -> Iterator[Notice]:
    lost = [one for one in document.findings if one.kind == "deduction"]
    words = {plain(one.statement) for one in lost} | {
        plain(entry.statement) for answer in document.items.values() for entry in answer.deductions or ()
    }
    words.discard("")
    named = standing_for(document)
    for one in document.findings:
        if one.kind != "improvement":
            continue
        if one.id in named or plain(one.statement) in words:
            sentence = _("改进机会 {name} 与一条扣分是同一件事，扣分项不能作为改进机会，请删去。").format(name=name(one))
        elif not (one.other_matter or "").strip() and clashes(one, lost, document, rules):
            sentence = _("改进机会 {name} 的条款有扣分，请确认是另一件事。").format(name=name(one))
        else:
            continue
        yield Notice(
            id=f"improvement-deduction/{one.id}",
            severity="critical",
            sentence=sentence,
            clause=own.improvement_clause or "",
            record=f"findings/{one.id}",
            field="other_matter",
        )


def _conformity(document: Assessment, rules: Rules) -> Iterator[Notice]:
    for key, answer in document.conformity.items():
        result = answer.result if isinstance(answer, ConformityAnswer) else answer
        if result not in ("minor", "severe") or key not in rules.items:
            continue
        written = of_conformity(document, key)
        place = {"clause": rules.items[key].item.clause or key, "record": f"conformity/{key}"}
        if not written:
            sentence = _("{item}：判为不符合，还没有不符合发现。").format(item=rules.items[key].name)
            yield Notice(id=f"conformity-finding/{key}", severity="warning", sentence=sentence, **place)
        elif all(one.severity != result for one in written):
            sentence = _("{item}：判定与不符合 {name} 的轻重不一致。").format(item=rules.items[key].name, name=name(written[0]))
            yield Notice(id=f"conformity-severity/{key}", severity="warning", sentence=sentence, **place)


def _special(document: Assessment, rules: Rules) -> Iterator[Notice]:
    clause = next((unit.scoring.special_clause for unit in rules.units if unit.scoring and unit.scoring.special_clause), None) or ""
    for place, holder in enumerate(special_holders(document), 1):
        if holder is None:
            sentence = _("第 {n} 项特别扣分没有对应的不符合，特别扣分须整改。").format(n=place)
            yield Notice(
                id=f"special-finding/{place}",
                severity="critical",
                sentence=sentence,
                clause=clause,
                record="assessment",
                field="special_deductions",
            )
    for one in document.findings:
        reason = special_reason(one)
        if reason is not None and reason not in document.special_deductions:
            sentence = _("不符合 {name} 标为特别扣分，特别扣分里没有它。").format(name=name(one))
            yield Notice(
                id=f"special-missing/{one.id}",
                severity="critical",
                sentence=sentence,
                clause=clause,
                record=f"findings/{one.id}",
                field="special",
            )


def correction_notices(document: Assessment, rules: Rules, today: date) -> Iterator[Notice]:
    """What speaks against the rounds: what cannot be, what is open or overdue, what was accepted without proof."""
    own = rules.scheme.findings or FindingRules()
    for place, (one, sentence) in enumerate(corrections.faults(document), 1):
        yield Notice(
            id=f"round/{one.id}/{place}",
            severity="critical",
            sentence=sentence,
            clause=own.correction_clause or "",
            record=f"corrections/{one.id}",
        )
    needed = [one for one in corrections.standings(document) if one.needed]
    titles = corrections.state_titles()
    for standing in needed:
        called, days = name(standing.finding), standing.overdue(today)
        record = f"findings/{standing.finding.id}"
        if standing.open:
            severity: Severity = (
                "critical" if own.verification_clause and not may_stay_open(document, rules, standing, today) else "warning"
            )
            sentence = _("{name} 的整改没有关闭：{state}。").format(name=called, state=titles[standing.state])
            yield Notice(
                id=f"correction-open/{standing.finding.id}",
                severity=severity,
                sentence=sentence,
                clause=own.verification_clause or "",
                record=record,
            )
        if days:
            sentence = _("{name} 的整改逾期 {n} 天。").format(name=called, n=days)
            yield Notice(
                id=f"correction-overdue/{standing.finding.id}",
                severity="warning",
                sentence=sentence,
                clause=own.correction_clause or "",
                record=record,
                field="due_on",
            )
        yield from _accepted(document, standing.rounds[-1] if standing.rounds else None, called, own)
    if needed and all(one.state == "accepted" for one in needed) and not began(document):
        yield Notice(
            id="second-scoring",
            severity="note",
            sentence=_("要求整改的发现都已关闭，可以按整改后的情况第二次评分。"),
            clause=own.verification_clause or "",
            record="rounds",
        )


def may_stay_open(document: Assessment, rules: Rules, standing: Standing, today: date) -> bool:
    """Whether the conclusion leaves room for a correction that is not accepted yet.

    It need not be waited for where nothing is granted; the condition of a conditional outcome is asked for with a day that is not past.
    """
    conclusion = document.conclusion
    if conclusion is None or conclusion.kind in _GRANTS_NOTHING:
        return conclusion is not None
    kind = document.audit.kind or "initial"
    # What is left to a person's decision is conditional in its kind, but upon no correction.
    conditions = [one for one in rules.scheme.outcomes if one.kind == conclusion.kind == "conditional" and kind in one.audits]
    if not any("at-least-applied" in one.when for one in conditions):
        return False
    return standing.state not in ("to-ask", "not-needed") and standing.due_on is not None and not standing.overdue(today)


def _carried(document: Assessment, rules: Rules) -> Iterator[Notice]:
    """A clause of which a finding came along from the audit before is looked at again, not carried over with its score."""
    for key, answer in document.items.items():
        if answer.carried is None or key not in rules.items:
            continue
        came = [one for one in document.findings if one.carried_from and any(related(rules, key, item) for item in one.items)]
        if came:
            sentence = _("{item}：上次的发现 {names} 须在本次验证，却沿用了上次得分，请重新评分。").format(
                item=rules.items[key].name, names="、".join(name(one) for one in came[:5])
            )
            yield Notice(
                id=f"carried-finding/{key}",
                severity="warning",
                sentence=sentence,
                clause=rules.items[key].item.clause or key,
                record=f"items/{key}",
                field="carried",
            )


def _accepted(document: Assessment, last: Correction | None, called: str, own: FindingRules) -> Iterator[Notice]:
    if last is None or last.verdict != "accepted" or last.evidence:
        return
    if any(f"corrections/{last.id}" in one.links for one in document.evidence):
        return
    written = last.verification == "written"
    sentence = _("{name} 书面验证没有附证实材料。") if written else _("{name} 现场验证没有附现场审查记录。")
    yield Notice(
        id=f"correction-proof/{last.id}",
        severity="warning",
        sentence=sentence.format(name=called),
        clause=own.verification_clause or "",
        record=f"corrections/{last.id}",
        field="evidence",
    )
