"""What is still wrong with the scores: unanswered, left out without a reason, points taken without words or proof."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.base.words import _
from desktop.domain.assessment import Answer, Assessment, ConformityAnswer
from desktop.domain.filters import standings
from desktop.domain.findings import by_id, has_evidence, shown
from desktop.domain.grade import Grade, Missing
from desktop.domain.notices import Notice, Severity
from desktop.domain.rules import Rules

# Where what a grade misses stands, by the beginning of its id.
_PLACES = {
    "facts": ("facts", ""),
    "survey": ("survey", ""),
    "characteristics": ("characteristics", ""),
    "management_audit": ("management_audit", "passed"),
    "score": ("items", ""),
}


def score_notices(document: Assessment, rules: Rules, grade: Grade) -> Iterator[Notice]:
    """All that speaks against the scores."""
    yield from _unanswered(rules, grade)
    yield from _reasons(document, rules)
    yield from _deductions(document, rules)
    yield from _lost(document, rules)
    if grade.unverified or any(part.unverified for part in grade.parts or ()):
        count = len(grade.unverified) or sum(len(part.unverified) for part in grade.parts or ())
        sentence = _("有 {n} 个数值借自他处或由审查员自设，结果是暂定的，不能出定稿。").format(n=count)
        yield Notice(id="unverified", severity="note", sentence=sentence, record="settings")


def proof_severity(rules: Rules) -> Severity:
    """How grave a deduction without words or proof is: the scheme says so, or it is good practice."""
    return "critical" if rules.scheme.findings is not None and rules.scheme.findings.clause else "warning"


def _unanswered(rules: Rules, grade: Grade) -> Iterator[Notice]:
    seen: set[str] = set()
    for one in (*grade.missing, *(lack for part in grade.parts or () for lack in part.missing)):
        if one.id not in seen:
            seen.add(one.id)
            record, field = _place(one, rules)
            sentence = one.text if one.text.endswith("。") else f"{one.text}。"
            yield Notice(id=f"unanswered/{one.id}", severity="critical", sentence=sentence, clause=one.clause, record=record, field=field)


def _place(one: Missing, rules: Rules) -> tuple[str, str]:
    rule = rules.items.get(one.id)
    if rule is not None:
        return (f"{'conformity' if rule.item.kind == 'conformity' else 'items'}/{one.id}", "")
    section, _dot, rest = one.id.partition(".")
    if section in _PLACES:
        record, field = _PLACES[section]
        return record, field or rest
    fields = {"evaluations": "percent", "levels": "met"}
    return (f"{section}/{rest}", fields[section]) if section in fields else ("assessment", "")


def _reasons(document: Assessment, rules: Rules) -> Iterator[Notice]:
    """What is left out, carried or decided otherwise says why; a blank is no reason."""
    titles = {"excluded": _("不适用"), "carried": _("沿用上次得分"), "override": _("改判")}
    for section, answers in (("items", document.items), ("conformity", document.conformity)):
        for key, answer in answers.items():
            if not isinstance(answer, Answer | ConformityAnswer) or key not in rules.items:
                continue
            for field, title in titles.items():
                text = getattr(answer, field, None)
                if text is not None and not text.strip():
                    sentence = _("{item}：{what}没有写明理由。").format(item=rules.items[key].name, what=title)
                    yield Notice(
                        id=f"no-reason/{section}/{key}/{field}",
                        severity="critical",
                        sentence=sentence,
                        clause=rules.items[key].item.clause or key,
                        record=f"{section}/{key}",
                        field=field,
                    )


def _deductions(document: Assessment, rules: Rules) -> Iterator[Notice]:
    linked, findings = shown(document), by_id(document)
    severity = proof_severity(rules)
    clause = (rules.scheme.findings.clause if rules.scheme.findings else None) or ""
    for key, answer in document.items.items():
        rule = rules.items.get(key)
        if rule is None or not answer.deductions:
            continue
        # Evidence linked to a clause with one deduction is that deduction's; with several it could be any one's.
        own = len(answer.deductions) == 1 and bool(linked.get(f"items/{key}"))
        for place, lost in enumerate(answer.deductions):
            finding = findings.get(lost.finding or "")
            record, which = f"items/{key}", _("第 {n} 条扣分").format(n=place + 1)
            if not lost.statement.strip() and not (finding and (finding.statement or "").strip()):
                sentence = _("{item}：{which}没有陈述。").format(item=rule.name, which=which)
                yield Notice(
                    id=f"deduction-statement/{key}/{place + 1}",
                    severity=severity,
                    sentence=sentence,
                    clause=clause,
                    record=record,
                    field=f"deductions.{place}.statement",
                )
            if not (lost.evidence or own or (finding and has_evidence(finding, linked))):
                sentence = _("{item}：{which}没有客观证据。").format(item=rule.name, which=which)
                yield Notice(
                    id=f"deduction-evidence/{key}/{place + 1}",
                    severity=severity,
                    sentence=sentence,
                    clause=clause,
                    record=record,
                    field=f"deductions.{place}.evidence",
                )


def _lost(document: Assessment, rules: Rules) -> Iterator[Notice]:
    """Clauses that lost points, or do not conform, in another way than by deductions: they say why and show it, or a finding does."""
    severity = proof_severity(rules)
    clause = (rules.scheme.findings.clause if rules.scheme.findings else None) or ""
    linked = shown(document)
    said: dict[str, list[bool]] = {}
    for finding in document.findings:
        for item in finding.items:
            if finding.kind in ("nonconformity", "deduction"):
                said.setdefault(item, []).append(has_evidence(finding, linked))
    for key, one in standings(document, rules).items():
        answer = document.items.get(key)
        if not one.deducted or (answer is not None and answer.deductions):
            continue
        record = f"{'conformity' if rules.items[key].item.kind == 'conformity' else 'items'}/{key}"
        name = rules.items[key].name
        if not one.has_statement and key not in said:
            yield Notice(
                id=f"lost-statement/{key}",
                severity=severity,
                sentence=_("{item}：失分或不符合，没有陈述。").format(item=name),
                clause=clause,
                record=record,
                field="note",
            )
        if not one.has_evidence and not any(said.get(key, ())):
            yield Notice(
                id=f"lost-evidence/{key}",
                severity=severity,
                sentence=_("{item}：失分或不符合，没有客观证据。").format(item=name),
                clause=clause,
                record=record,
            )
