"""What is still wrong with the conclusion and with the contents of the reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop.base.words import _
from desktop.domain.assessment import Assessment
from desktop.domain.concluding import OutcomeStanding, open_matters, outcome_standings, outcome_titles, standing_of
from desktop.domain.grade import Grade
from desktop.domain.notices import Notice
from desktop.domain.report_contents import missing_contents, path_title
from desktop.domain.rules import Rules

# Outcomes that take something for good: with something still open they want a second look.
_FAVOURABLE = frozenset({"recommend", "keep", "upgrade", "restore"})
_EXPLAINED = frozenset({"conditional", "lower-level", "not", "downgrade", "suspend", "withdraw"})


def conclusion_notices(document: Assessment, rules: Rules, grade: Grade, today: date) -> Iterator[Notice]:
    """All that speaks against the conclusion as it stands."""
    conclusion = document.conclusion
    if conclusion is None or not (conclusion.kind or "").strip():
        yield Notice(id="conclusion", severity="critical", sentence=_("还没有审查结论。"), record="conclusion", field="kind")
        return
    found = outcome_standings(document, rules, grade)
    chosen = standing_of(conclusion, found)
    if chosen is None:
        named = outcome_titles().get(conclusion.kind or "", conclusion.kind)
        sentence = _("结论“{kind}”不是规则为这类审查列出的结论。").format(kind=named)
        yield Notice(id="conclusion-kind", severity="critical", sentence=sentence, record="conclusion", field="kind")
        return
    yield from _chosen(document, rules, chosen, today)


def _chosen(document: Assessment, rules: Rules, chosen: OutcomeStanding, today: date) -> Iterator[Notice]:
    conclusion = document.conclusion
    assert conclusion is not None
    for place, why in enumerate(chosen.why_not, 1):
        sentence = _("结论“{text}”现在不能作出：{why}").format(text=chosen.text, why=why)
        yield Notice(
            id=f"conclusion-not-allowed/{place}",
            severity="critical",
            sentence=sentence,
            clause=chosen.clause,
            record="conclusion",
            field="kind",
        )
    matters = open_matters(document) if chosen.kind in _FAVOURABLE and chosen.allowed else []
    if matters:
        own = rules.scheme.findings
        sentence = _("结论为“{text}”，还有 {n} 项须整改的没有关闭：{names}。").format(
            text=chosen.text, n=len(matters), names="、".join(matters[:5])
        )
        yield Notice(
            id="conclusion-open-findings",
            severity="critical" if own is not None and own.verification_clause else "warning",
            sentence=sentence,
            clause=(own.verification_clause if own else None) or "",
            record="conclusion",
            field="kind",
        )
    if chosen.kind in _EXPLAINED and not (conclusion.reason or "").strip():
        sentence = _("结论“{text}”没有写明理由。").format(text=chosen.text)
        yield Notice(
            id="conclusion-reason", severity="critical", sentence=sentence, clause=chosen.clause, record="conclusion", field="reason"
        )
    for place, owed in enumerate(chosen.owed, 1):
        sentence = _("结论“{text}”须备：{owed}。").format(text=chosen.text, owed=owed)
        yield Notice(id=f"conclusion-owed/{place}", severity="note", sentence=sentence, clause=chosen.clause, record="conclusion")
    if not (conclusion.decided_by or "").strip() or conclusion.decided_on is None:
        sentence = _("结论没有写明由谁、何时作出。")
        yield Notice(id="conclusion-by", severity="warning", sentence=sentence, record="conclusion", field="decided_by")
    for field, what, day in (
        ("decided_on", _("结论日期"), conclusion.decided_on),
        ("requested_on", _("受审查方申请日期"), conclusion.requested_on),
    ):
        if day is not None and day > today:
            sentence = _("{what} {day} 还没有到。").format(what=what, day=day.isoformat())
            yield Notice(id=f"conclusion-date/{field}", severity="warning", sentence=sentence, record="conclusion", field=field)


def content_notices(document: Assessment, rules: Rules, grade: Grade) -> Iterator[Notice]:
    """The mandatory contents of the scheme's reports that are missing, each once however many reports ask for it."""
    seen: set[str] = set()
    for form in rules.scheme.reports:
        for content in missing_contents(document, rules.scheme, grade, form.kind):
            # Empty topics are told by their own check.
            needs = [path for path in content.needs if path not in seen and not path.startswith("topics.")]
            if not needs:
                continue
            seen.update(needs)
            lacks = "、".join(path_title(path) for path in needs)
            sentence = _("{form}缺“{title}”：{lacks}。").format(form=form.title, title=content.title, lacks=lacks)
            section, _dot, rest = needs[0].partition(".")
            yield Notice(
                id=f"report/{form.kind}/{content.id}",
                severity="critical" if form.status == "stated" else "warning",
                sentence=sentence,
                clause=content.clause,
                record="assessment" if section == "grade" else section,
                field=rest,
            )
