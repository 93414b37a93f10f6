"""Mystery visits in a report: in few lines beside the audit's other work, and in full as a report of their own."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.base.words import _
from desktop.domain.assessment import Visit
from desktop.domain.visit import began, duration, ended, is_made, length_words, spans, visit_need, waiting
from desktop.domain.visit_flags import visit_flags
from desktop.report import terms
from desktop.report.data import ReportData
from desktop.report.evidence_list import evidence_blocks, linked_numbers
from desktop.report.fieldwork import site_name
from desktop.report.model import Block, Cell, Column, Heading, KeyValues, Note, Paragraph, Row, Table


def visit_blocks(data: ReportData) -> Iterator[Block]:
    """Each visit in few lines. Visitors stand under their alias, in every copy."""
    yield from _owed(data)
    for number, visit in enumerate(data.document.visits, 1):
        yield Heading(_("暗访 {name}").format(name=visit.visitor_alias or number), 2)
        total, _longest = waiting(visit)
        pairs = (
            (_("访客"), _alias(visit, number)),
            (_("场所"), site_name(data, visit.site) if visit.site else ""),
            (_("渠道"), visit.channel),
            (_("时间"), _when(visit)),
            (_("等候"), length_words(total) if total else ""),
            (_("情境"), visit.scenario),
            (_("所见"), visit.findings),
            (_("涉及条款"), _clauses(data, visit)),
            (_("证据"), linked_numbers(data.document, f"visits/{visit.id}")),
        )
        yield KeyValues(tuple((label, text) for label, text in pairs if text))


def visits_report(data: ReportData) -> Iterator[Block]:
    """The report of the mystery visits; the body's own copy names the visitors, the client's shows what was released."""
    visits = data.document.visits
    if not data.client_copy:
        yield Paragraph(_("内部文件：写有访客姓名，不得交给受审查方。"), "open-small")
        need = visit_need(data.document, data.scheme)
        yield Note(_("暗访次数"), ((need.why, need.clause),), "open" if need.blocks else "info")
    if not visits:
        said = _("没有向受审查方公开的暗访。") if data.client_copy else _("没有暗访记录。")
        yield Paragraph(said)
        return
    yield Heading(_("一览"), 1)
    yield _overview(data)
    doubts = {} if data.client_copy else visit_flags(data.document)
    for number, visit in enumerate(visits, 1):
        name = "　".join(part for part in (_alias(visit, number), site_name(data, visit.site) if visit.site else "") if part)
        yield Heading(name, 1)
        yield from _in_full(data, visit, number)
        found = doubts.get(visit.id or "", ())
        if found:
            yield Note(_("需要核实"), tuple((flag.text, "") for flag in found), "open")
    if any(link.startswith("visits/") for one in data.document.evidence for link in one.links):
        yield Heading(_("照片与证据"), 1)
        yield from evidence_blocks(data, "visits")


def _owed(data: ReportData) -> Iterator[Block]:
    """What the scheme still asks of visits, or why none is made; the client is not told."""
    need = visit_need(data.document, data.scheme)
    if not data.client_copy and need.state not in ("not-asked", "met"):
        yield Note(_("暗访次数"), ((need.why, need.clause),), "open" if need.blocks else "info")


def _overview(data: ReportData) -> Table:
    rows = []
    for number, visit in enumerate(data.document.visits, 1):
        took, (total, _longest) = duration(visit), waiting(visit)
        state = _("已开放") if visit.released else _("已实施") if is_made(visit) else _("计划")
        when = _when(visit) or (visit.planned_on.isoformat() if visit.planned_on else "")
        place = "\n".join(part for part in (site_name(data, visit.site) if visit.site else "", visit.channel) if part)
        rows.append(
            Row(
                (
                    _alias(visit, number),
                    place or terms.EMPTY,
                    when or terms.EMPTY,
                    length_words(took) if took is not None else terms.EMPTY,
                    length_words(total) if total else terms.EMPTY,
                    state,
                )
            )
        )
    columns = (
        Column(_("代号"), 1.2),
        Column(_("场所与渠道"), 3),
        Column(_("时间"), 3),
        Column(_("用时"), 1.4, "right"),
        Column(_("等候"), 1.4, "right"),
        Column(_("状态"), 1.1),
    )
    return Table(columns, tuple(rows))


def _in_full(data: ReportData, visit: Visit, number: int) -> Iterator[Block]:
    total, longest = waiting(visit)
    told = _("合计 {total}，最长 {longest}").format(total=length_words(total), longest=length_words(longest)) if total else ""
    inside = not data.client_copy
    pairs: tuple[tuple[str, str | Cell | None], ...] = (
        (_("访客"), _alias(visit, number)),
        (_("访客姓名"), visit.visitor if inside else None),
        (_("访客资格"), (visit.qualification or (Cell(_("未填写"), "open") if is_made(visit) else None)) if inside else None),
        (_("渠道"), visit.channel),
        (_("情境"), visit.scenario),
        (_("身份说辞"), visit.cover_story),
        (_("时间"), _when(visit)),
        (_("接触的人"), "、".join(visit.people)),
        (_("等候"), told),
        (_("所见"), visit.findings),
        (_("涉及条款"), _clauses(data, visit)),
        (_("证据"), linked_numbers(data.document, f"visits/{visit.id}")),
    )
    yield KeyValues(tuple((label, text) for label, text in pairs if text))
    if visit.timeline:
        yield Table(
            (Column(_("时刻"), 1.6), Column(_("类别"), 1), Column(_("内容"), 6), Column(_("时长"), 1.5, "right")), tuple(_moments(visit))
        )
    if visit.answers:
        yield Table((Column(_("服务特性"), 3.2), Column(_("结果"), 1.2), Column(_("所见"), 5.6)), tuple(_answers(data, visit)))
    if visit.quotes:
        yield Heading(_("原话"), 2)
        for quote in visit.quotes:
            yield Paragraph(f"“{quote}”")


def _moments(visit: Visit) -> Iterator[Row]:
    kinds = {"contact": _("接触"), "wait": _("等候"), "evidence": _("取证"), "event": _("事件")}
    first = began(visit)
    for span in spans(visit):
        same_day = span.start is not None and first is not None and span.start.date() == first.date()
        at = span.start.strftime("%H:%M:%S" if span.start.second else "%H:%M") if span.start and same_day else _day_time(span.moment.at)
        length = "" if span.minutes is None else length_words(span.minutes)
        style = "strong" if span.moment.kind == "wait" else "cell"
        yield Row((at, Cell(kinds[span.moment.kind], style), span.moment.text, length))


def _answers(data: ReportData, visit: Visit) -> Iterator[Row]:
    words = {"met": _("满足"), "not-met": _("未满足"), "not-applicable": _("不适用")}
    for key, answer in visit.answers.items():
        rule = data.rules.items.get(key)
        name = f"{rule.item.clause or key} {rule.item.title}" if rule else key
        told = words.get(answer.result or "", terms.EMPTY)
        yield Row((name, Cell(told, "wrong" if answer.result == "not-met" else "cell"), answer.note or ""))


def _alias(visit: Visit, number: int) -> str:
    return visit.visitor_alias or _("访客 {number}").format(number=number)


def _clauses(data: ReportData, visit: Visit) -> str:
    return terms.listed(data.rules.items[key].item.clause or key if key in data.rules.items else key for key in visit.items)


def _when(visit: Visit) -> str:
    start, end = began(visit), ended(visit)
    if start is not None and end is not None and start.date() == end.date():
        return _("{first} 至 {last}").format(first=start.strftime("%Y-%m-%d %H:%M"), last=end.strftime("%H:%M"))
    both = [_day_time(text) for text in (visit.started_at, visit.ended_at) if text]
    return _("{first} 至 {last}").format(first=both[0], last=both[1]) if len(both) == 2 else "".join(both)


def _day_time(text: str) -> str:
    return text.replace("T", " ")
