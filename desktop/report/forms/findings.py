"""Findings on paper: the list of all, each nonconformity with its rounds of correction for signature, the two scorings side by side."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.base.words import _
from desktop.domain.corrections import standings
from desktop.domain.fieldnotes import Correction, Finding
from desktop.domain.findings import name, title
from desktop.domain.second_scoring import began, grade_as_found
from desktop.report.data import ReportData
from desktop.report.fieldwork import site_name
from desktop.report.forms.parts import Value, about, clauses, leader, lines, said, signed, to_sign
from desktop.report.model import Block, Cell, Heading, PageBreak, Paragraph, Signed
from desktop.report.trail import both_scorings, evidence_of, finding_table


def overview(data: ReportData) -> Iterator[Block]:
    """All findings in few lines, by kind."""
    document = data.document
    yield about(data)
    if not document.findings:
        yield Paragraph(_("没有审查发现。"))
        return
    yield finding_table(data)
    yield to_sign(Signed(_("组长"), leader(data)), Signed(_("受审查方")))


def nonconformities(data: ReportData) -> Iterator[Block]:
    """A report for each nonconformity and each deduction that has to be corrected, on pages of its own, to be signed."""
    found = [one for one in standings(data.document) if one.needed or one.finding.kind == "nonconformity"]
    if not found:
        yield Paragraph(_("没有需要受审查方整改的发现。"))
    for at, one in enumerate(found):
        if at:
            yield PageBreak()
        yield from _report(data, one.finding, one.rounds)


def _report(data: ReportData, finding: Finding, rounds: tuple[Correction, ...]) -> Iterator[Block]:
    rules = data.scheme.findings
    yield Heading(f"{name(finding)}　{title(finding)}", 1, mark=(rules.clause or "") if rules else "")
    yield about(data)
    yield lines(
        (_("条款"), clauses(data, finding.items)),
        (_("场所"), site_name(data, finding.site) if finding.site else _("总部")),
        (_("要求"), finding.requirement),
        (_("不符合事实"), finding.statement),
        (
            _("客观证据"),
            "\n".join(
                part for part in (finding.objective_evidence or "", evidence_of(data, f"findings/{finding.id}", finding.evidence)) if part
            ),
        ),
    )
    yield from said(
        (_("性质"), _("特别扣分项") if finding.special else None),
        (_("上次审查带来"), finding.carried_from),
        (_("受审查方意见"), finding.client_view),
    )
    # The rule stands beside the text it governs.
    if rules is not None and rules.wording_clause:
        yield Paragraph(_("只陈述事实，不提示原因和解决办法（{clause}）。").format(clause=rules.wording_clause), "small")
    yield to_sign(
        Signed(_("审查员"), finding.found_by or "", str(finding.found_on or "")),
        signed(_("受审查方确认"), finding.confirmation, on=finding.discussed_on),
    )
    yield Heading(_("纠正与纠正措施"), 2, mark=(rules.correction_clause or "") if rules else "")
    if not rounds:
        yield lines((_("完成期限"), finding.due_on), (_("原因分析"), " "), (_("纠正"), " "), (_("纠正措施"), " "))
        yield to_sign(Signed(_("受审查方")), Signed(_("验证人")))
    for number, one in enumerate(rounds, 1):
        yield from _round(data, number, one)


def _round(data: ReportData, number: int, one: Correction) -> Iterator[Block]:
    yield Heading(_("第 {n} 轮").format(n=number), 2)
    yield lines(
        (_("完成期限"), one.due_on),
        (_("收到日期"), one.received_on),
        (_("原因分析"), one.cause),
        (_("纠正"), one.correction),
        (_("纠正措施"), one.action),
    )
    yield from said((_("证据"), evidence_of(data, f"corrections/{one.id}", one.evidence)))
    hows = {"written": _("书面验证"), "on-site": _("现场验证")}
    verdicts: dict[str, Value] = {"accepted": _("接受"), "sent-back": Cell(_("退回"), "wrong")}
    yield lines(
        (_("验证方式"), hows.get(one.verification or "")),
        (_("验证结果"), verdicts.get(one.verdict or "")),
        (_("退回理由") if one.verdict == "sent-back" else _("验证情况"), one.reason),
    )
    yield to_sign(Signed(_("受审查方")), Signed(_("验证人"), one.verified_by or "", str(one.verified_on or "")))


def scoring_rounds(data: ReportData) -> Iterator[Block]:
    """The two scorings: what each gave, and every value that differs."""
    document = data.document
    yield about(data)
    before = grade_as_found(document, data.rules)
    if before is None or not began(document):
        yield Paragraph(_("没有第二次评分：第一次评分即最终结果。"))
        return
    kept = document.rounds.as_found if document.rounds else None
    if kept is not None:
        closed = ((kept.closed_at or "")[:16].replace("T", " "), kept.closed_by or "")
        yield from said((_("第一次评分关闭"), "，".join(part for part in closed if part)))
    yield from both_scorings(data)
    yield to_sign(Signed(_("组长"), leader(data)))
