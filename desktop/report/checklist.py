"""The checklist: every item of the scheme with its full marks, what was got, how, and what was found."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.base.numbers import plain, shown
from desktop.base.words import _
from desktop.domain.assessment import ConformityAnswer, Observation
from desktop.domain.grading import item_points
from desktop.domain.observation import by_item
from desktop.domain.rules import RuleItem
from desktop.domain.scheme import SCORED_KINDS
from desktop.report import terms
from desktop.report.answers import lines_of, verdict_lines
from desktop.report.data import ReportData
from desktop.report.evidence_list import evidence_numbers
from desktop.report.model import Block, Cell, Column, Paragraph, Row, Table
from desktop.report.observed import observation_lines


def checklist_blocks(data: ReportData) -> Iterator[Block]:
    """One table over the whole tree; groups carry the sums of what lies under them."""
    numbers = evidence_numbers(data.document)
    observed = by_item(data.document.observations)
    rows = [_row(data, rule, numbers, observed.get(key, [])) for key, rule in data.rules.items.items()]
    columns = [
        Column(_("条款"), 1.35),
        Column(_("内容"), 2.5),
        Column(_("满分"), 0.75, "right"),
        Column(_("得分"), 0.85, "right"),
        Column(_("方式"), 1.45),
        Column(_("扣分陈述与说明"), 3.7),
    ]
    if not any(rule.points for rule in data.rules.items.values()):
        # Nothing carries points: two columns would stand empty.
        del columns[2:4]
        rows = [Row((*row.cells[:2], *row.cells[4:]), group=row.group) for row in rows]
    yield Table(tuple(columns), tuple(rows))
    if any(rule.item.points_status == "borrowed" for rule in data.rules.items.values()):
        yield Paragraph(_("* 分值未核对标准原文。"), "open-small")


def _row(data: ReportData, rule: RuleItem, numbers: dict[str, int], observations: list[Observation]) -> Row:
    item, document = rule.item, data.document
    answer = document.items.get(item.id)
    full: str | Cell = ""
    got: str | Cell = ""
    how = ""
    lines = list(lines_of(answer, numbers)) if answer is not None else []
    if rule.leaves and rule.points is not None:
        points = item_points(data.rules, document, item.id)[0]
        borrowed = any(data.rules.items[leaf].item.points_status == "borrowed" for leaf in rule.leaves)
        full = plain(rule.points) + (" *" if borrowed else "")
        if points is not None:
            got = shown(points)
        elif answer is not None and answer.excluded is not None:
            got = terms.EMPTY
        elif item.kind in SCORED_KINDS and not _under_answer(data, rule):
            got = Cell(_("未评"), "open")
    if answer is not None:
        how = terms.method(answer)
    judged = document.conformity.get(item.id)
    if judged is not None:
        how = terms.conformity(judged)
        if isinstance(judged, ConformityAnswer):
            lines += verdict_lines(judged)
    elif item.kind == "conformity" and not _under_answer(data, rule):
        how = _("未判")
    elif item.kind == "level" and item.level is not None:
        verdict = document.levels.get(str(item.level))
        if verdict is not None:
            how = _("达到") if verdict.met else _("未达到")
            lines += [verdict.reason] if verdict.reason else []
    elif item.kind in ("guidance", "evidence-only") and not how:
        how = _("不计分")
    lines += observation_lines(data, observations, judged if isinstance(judged, ConformityAnswer) else answer)
    group = bool(item.items) and item.kind == "group"
    return Row((item.clause or item.id, item.title, full, got, how, "\n".join(lines)), group=group)


def _under_answer(data: ReportData, rule: RuleItem) -> bool:
    """Whether a group above was answered in place of this item."""
    answered = data.document.items.keys() | data.document.conformity.keys()
    return any(above in answered for above in rule.path[:-1])
