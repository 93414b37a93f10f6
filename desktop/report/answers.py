"""What was found at the items, in tables: deductions, nonconformities, what was left out and what was carried over."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from desktop.base.numbers import plain, shown
from desktop.base.words import _
from desktop.domain.assessment import Answer, ConformityAnswer
from desktop.domain.grading import item_points
from desktop.domain.rules import RuleItem
from desktop.report import terms
from desktop.report.data import ReportData
from desktop.report.evidence_list import evidence_numbers, linked_numbers
from desktop.report.model import Block, Cell, Column, Heading, Paragraph, Row, Table


def findings(data: ReportData) -> Iterator[Block]:
    """All that cost points or was not conforming, then special deductions and the bonus."""
    lost = list(_lost_rows(data))
    if lost:
        yield Heading(_("扣分项"), 2)
        yield Table(
            (Column(_("条款"), 1.3), Column(_("失分"), 0.9, "right"), Column(_("陈述与依据"), 6.4), Column(_("证据"), 1.2)), tuple(lost)
        )
    wrong = list(_nonconforming_rows(data))
    if wrong:
        yield Heading(_("不符合"), 2, mark=data.scheme.conformity_clause or "")
        yield Table((Column(_("条款"), 1.3), Column(_("判定"), 1.3), Column(_("说明"), 6), Column(_("证据"), 1.2)), tuple(wrong))
    document = data.document
    if document.special_deductions:
        yield Heading(_("特别扣分"), 2)
        yield Table(
            (Column(_("序号"), 0.8), Column(_("扣分"), 0.9, "right"), Column(_("理由"), 8)),
            tuple(Row((str(at), "1", reason)) for at, reason in enumerate(document.special_deductions, 1)),
        )
    if document.bonus:
        yield Heading(_("特别加分"), 2)
        yield Paragraph(document.bonus)
    if not (lost or wrong or document.special_deductions or document.bonus):
        yield Paragraph(_("没有扣分项和不符合。"))
    if document.management_audit is not None:
        verdict = _("通过") if document.management_audit.passed else _("未通过")
        yield Heading(_("管理审核结论：{verdict}").format(verdict=verdict), 2)
        if document.management_audit.reason:
            yield Paragraph(document.management_audit.reason)


def left_out(data: ReportData) -> Iterator[Block]:
    """Items that were excluded and items that keep their previous value, each with its reason."""
    rules, document = data.rules, data.document
    excluded = [(rule, answer.excluded) for rule, answer in _answered(data) if answer.excluded is not None]
    for key, rule in rules.items.items():
        judged = document.conformity.get(key)
        if isinstance(judged, ConformityAnswer) and judged.excluded is not None:
            excluded.append((rule, judged.excluded))
    carried = [(rule, answer.carried) for rule, answer in _answered(data) if answer.carried is not None]
    for title, entries in ((_("不适用（删减）的条款"), excluded), (_("沿用上次结果的条款"), carried)):
        if entries:
            yield Heading(title, 2)
            yield Table(
                (Column(_("条款"), 1.3), Column(_("内容"), 3), Column(_("理由"), 5.5)),
                tuple(Row((rule.item.clause or rule.item.id, rule.item.title, reason)) for rule, reason in entries),
            )


def lines_of(answer: Answer, numbers: dict[str, int]) -> Iterator[str]:
    """The statements of an answer and its note, a line each; evidence by its number."""
    for at, one in enumerate(answer.deductions or (), 1):
        cited = terms.listed(str(numbers[key]) for key in one.evidence if key in numbers)
        proof = _("（证据 {numbers}）").format(numbers=cited) if cited else ""
        yield _("{at}. 扣 {points} 分：{statement}{proof}").format(
            at=at, points=plain(one.points), statement=one.statement.strip() or _("未写陈述"), proof=proof
        )
    for title, text in ((_("不适用"), answer.excluded), (_("沿用"), answer.carried), (_("组长改判"), answer.override), ("", answer.note)):
        if text and text.strip():
            yield f"{title}：{text.strip()}" if title else text.strip()


def verdict_lines(judged: ConformityAnswer) -> list[str]:
    """What stands beside the verdict on a conformity item, a line each."""
    override = _("组长改判：{reason}").format(reason=judged.override) if judged.override else None
    return [text for text in (judged.excluded, override, judged.note) if text]


def _answered(data: ReportData) -> Iterator[tuple[RuleItem, Answer]]:
    """Answers in the order of the tree."""
    for key, rule in data.rules.items.items():
        answer = data.document.items.get(key)
        if answer is not None:
            yield rule, answer


def _lost_rows(data: ReportData) -> Iterator[Row]:
    numbers = evidence_numbers(data.document)
    for rule, answer in _answered(data):
        got, of = item_points(data.rules, data.document, rule.item.id)
        if got is None or answer.excluded is not None or got >= of:
            continue
        lines = [rule.item.title, *lines_of(answer, numbers)]
        if answer.deductions is None:
            lines.insert(1, terms.method(answer))
        cited = linked_numbers(data.document, f"items/{rule.item.id}")
        yield Row((rule.item.clause or rule.item.id, Cell(shown(Fraction(of) - got), "strong"), "\n".join(lines), cited))


def _nonconforming_rows(data: ReportData) -> Iterator[Row]:
    for key, rule in data.rules.items.items():
        judged = data.document.conformity.get(key)
        result = judged.result if isinstance(judged, ConformityAnswer) else judged
        if judged is None or result not in ("minor", "severe"):
            continue
        style = "wrong" if result == "severe" else "strong"
        told = "\n".join([rule.item.title, *(verdict_lines(judged) if isinstance(judged, ConformityAnswer) else [])])
        yield Row(
            (rule.item.clause or key, Cell(terms.conformity(judged), style), told, linked_numbers(data.document, f"conformity/{key}"))
        )
