"""The service-characteristic measurement: its plan, what it came to, each sample, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.base.numbers import plain, shown
from desktop.base.words import _
from desktop.domain.measured import Measurement, Sample, Way
from desktop.domain.measurement import Measured, flags, result, results_of
from desktop.report import terms
from desktop.report.data import ReportData
from desktop.report.evidence_list import linked_numbers
from desktop.report.fieldwork import site_name
from desktop.report.model import Block, Cell, Column, Heading, KeyValues, Note, Paragraph, Row, Table


def sample_blocks(data: ReportData) -> Iterator[Block]:
    """All of the measurement that is there; nothing where it was not made."""
    document = data.document
    if document.measurement is not None:
        yield KeyValues(tuple(_plan_lines(data)))
        if document.measurement.ways:
            yield _ways(document.measurement)
    found = result(document, data.rules)
    lines = tuple(_result_lines(data, found))
    if lines:
        yield KeyValues(lines)
    if any(judged for judged, _failed in found.by_characteristic.values()):
        yield Table(
            (Column(_("测评特性"), 5), Column(_("测评"), 1.2, "right"), Column(_("未通过"), 1.2, "right")),
            tuple(
                Row((name, str(judged), Cell(str(failed), "wrong") if failed else "0"))
                for name, (judged, failed) in found.by_characteristic.items()
            ),
        )
    if document.samples:
        yield _samples(data)
    doubts = [] if data.client_copy else flags(document)
    if doubts:
        yield Note(_("测评与方案不一致或待补的内容"), tuple((flag.text, "") for flag in doubts), "open")


def measurement_blocks(data: ReportData) -> Iterator[Block]:
    """The measurement as a report of its own, for a scheme that demands no form for it."""
    yield Heading(_("测评方案、结果与样本"), 0, mark=data.scheme.characteristics.clause if data.scheme.characteristics else "")
    blocks = list(sample_blocks(data))
    yield from blocks or [Paragraph(_("没有服务特性测评的记录。"))]


def _plan_lines(data: ReportData) -> Iterator[tuple[str, str | Cell]]:
    plan = data.document.measurement
    if plan is None:
        return
    blank = Cell(_("未填写"), "open")
    size = _("（共 {n} 个，从 1 编号）").format(n=plan.population_size) if plan.population_size else ""
    yield _("测评特性"), terms.listed(plan.characteristics, most=100) or blank
    yield _("总体"), (plan.population or "") + size or blank
    yield _("样本数"), _("{n} 个").format(n=plan.sample_size) if plan.sample_size else blank
    yield _("样本数的理由"), plan.reason or blank
    if plan.seed:
        yield _("抽取办法"), _("种子“{seed}”：取“种子:号码”的 SHA-256 最小的号码，任何人都能重做").format(seed=plan.seed)
    if plan.team:
        yield _("测评人员"), plan.team
    signed = plan.signed_by and plan.signed_on
    yield _("组长签署"), f"{plan.signed_by}　{plan.signed_on}" if signed else Cell(_("未签署"), "open")


def _ways(plan: Measurement) -> Table:
    rows = []
    for name in plan.characteristics:
        way = plan.ways.get(name, Way())
        rows.append(Row((name, way.clause or terms.EMPTY, way.method or terms.EMPTY, way.criterion or terms.EMPTY)))
    return Table((Column(_("测评特性"), 2.6), Column(_("条款"), 1.1), Column(_("方法"), 2), Column(_("判定准则"), 3.2)), tuple(rows))


def _result_lines(data: ReportData, found: Measured) -> Iterator[tuple[str, str | Cell]]:
    typed = data.document.characteristics
    counted = (typed.sampled, typed.failed) if typed is not None and typed.sampled is not None else (found.judged, found.failed)
    if counted[0]:
        yield _("服务特性测评"), _("抽样 {sampled}，未通过 {failed}").format(sampled=counted[0], failed=counted[1] or 0)
    if found.percent is not None:
        yield _("合格率"), f"{shown(found.percent)} %"
    line = data.rules.pass_line
    if line is not None:
        yield _("合格线"), f"{plain(line)} %"
    passed = found.passed if line is not None else typed.passed if typed is not None else None
    if passed is not None:
        yield _("测评结果"), _("达到要求") if passed else Cell(_("未达到要求"), "wrong")
    elif counted[0]:
        yield _("测评结果"), Cell(_("未定：认证机构没有设定合格线"), "open")


def _samples(data: ReportData) -> Table:
    rows = []
    for number, sample in enumerate(data.document.samples, 1):
        passed = Cell("×", "wrong") if sample.passed is False else "✓" if sample.passed else terms.EMPTY
        place = "\n".join(part for part in (site_name(data, sample.site) if sample.site else "", sample.taken_at) if part)
        cited = linked_numbers(data.document, f"samples/{sample.id}")
        rows.append(Row((str(sample.number or number), _told(sample), place or terms.EMPTY, passed, cited)))
    columns = (
        Column(_("序号"), 0.8),
        Column(_("样本与各特性结果"), 5.2),
        Column(_("场所与时间"), 2.4),
        Column(_("合格"), 0.8, "center"),
        Column(_("证据"), 0.9),
    )
    return Table(columns, tuple(rows))


def _told(sample: Sample) -> str:
    results = "，".join(f"{name} {'✓' if met else '×'}" for name, met in results_of(sample).items())
    where = "，".join(part for part in (sample.service, sample.touchpoint) if part)
    return "\n".join(part for part in (where, results or sample.characteristic, sample.note) if part) or terms.EMPTY
