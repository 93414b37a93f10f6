"""What the audit's papers add to its report: topics, findings with what stays open, meetings, departures from the plan, both scorings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.base.words import _
from desktop.domain.corrections import standings, state_titles
from desktop.domain.document_gate import deviation
from desktop.domain.fieldnotes import Communication, Finding
from desktop.domain.findings import disagreements, kind_titles, name, title
from desktop.domain.meetings import attendees, ground_of, meeting_of, meeting_titles
from desktop.domain.second_scoring import began, differences, grade_as_found
from desktop.domain.topics import Topic, topics_of
from desktop.report import terms
from desktop.report.data import ReportData
from desktop.report.evidence_list import evidence_numbers
from desktop.report.fieldwork import site_name
from desktop.report.model import Block, Cell, Column, Heading, Paragraph, Row, Table


def evidence_of(data: ReportData, record: str, named: Iterable[str]) -> str:
    """The evidence a record names itself, and what is linked to it, by its numbers in this report."""
    numbers = evidence_numbers(data.document)
    linked = {one.id for one in data.document.evidence if record in one.links}
    cited = sorted(numbers[key] for key in {*named, *linked} if key in numbers)
    return _("证据 {numbers}").format(numbers=terms.listed(map(str, cited), most=40)) if cited else ""


def topic_table(data: ReportData) -> Table:
    """Each topic of this audit with what was found and what it rests on."""
    numbers = {one.id: number_of(data, one) for one in data.document.findings if one.id}
    columns = (Column(_("内容"), 3.4), Column(_("条款"), 1.3), Column(_("所见"), 5), Column(_("证据、发现"), 1.7))
    return Table(columns, tuple(_topic_row(data, topic, numbers) for topic in topics_of(data.document, data.scheme)))


def _topic_row(data: ReportData, topic: Topic, numbers: dict[str, str]) -> Row:
    answer = topic.answer
    said: str | Cell = (answer.found or "").strip()
    if topic.state == "not-applicable":
        said = Cell(_("不适用：{reason}").format(reason=(answer.not_applicable or "").strip()), "quiet")
    elif topic.state == "empty":
        said = Cell(_("未填写"), "open")
    proof = (evidence_of(data, f"topics/{topic.point.id}", answer.evidence), numbers.get(answer.finding or "", ""))
    return Row((topic.point.text, topic.point.clause, said, "\n".join(part for part in proof if part)))


def finding_table(data: ReportData, *, grouped: bool = True) -> Table:
    """All findings in few lines, by kind, each with where its correction stands."""
    states = {one.finding.id: one.state for one in standings(data.document)}
    rows = []
    for kind, words in kind_titles().items():
        listed = [one for one in data.document.findings if one.kind == kind]
        if listed and grouped:
            rows.append(Row((_("{what}（{n}）").format(what=words, n=len(listed)), "", "", ""), group=True))
        rows += [_finding_row(data, one, states.get(one.id, "not-needed")) for one in listed]
    columns = (Column(_("编号"), 1.7), Column(_("条款与陈述"), 6.3), Column(_("场所"), 1.7), Column(_("状态"), 1.7))
    return Table(columns, tuple(rows))


def number_of(data: ReportData, one: Finding) -> str:
    """A finding's number; the audit's own, which stands on every page, is left out."""
    return name(one).removeprefix(f"{data.document.audit.number}-")


def _finding_row(data: ReportData, one: Finding, state: str) -> Row:
    rules = data.rules.items
    clauses = terms.listed(
        (f"{rules[key].item.clause or key} {rules[key].item.title}" if key in rules else key for key in one.items), most=4
    )
    proof = evidence_of(data, f"findings/{one.id}", one.evidence)
    what = "\n".join(part for part in (clauses, (one.statement or "").strip(), proof) if part)
    heading = number_of(data, one) + (f"\n{title(one)}" if one.kind == "nonconformity" else "")
    told = dict(state_titles())[state]  # type: ignore[index] # a State
    return Row(
        (
            heading,
            what or Cell(_("未填写"), "open"),
            site_name(data, one.site) if one.site else "",
            Cell(told, "open" if state not in ("accepted", "not-needed") else "cell"),
        )
    )


def finding_blocks(data: ReportData) -> Iterator[Block]:
    """The findings, then the disagreements that are not settled, in both parties' words."""
    if data.document.findings:
        yield finding_table(data)
    rule = data.scheme.findings
    left = disagreements(data.document)
    if left:
        yield Heading(_("未解决的分歧"), 2, mark=(rule.disagreement_clause or "") if rule else "")
        yield Table(
            (Column(_("编号"), 1.7), Column(_("审查组的陈述"), 4.7), Column(_("受审查方的意见"), 4.7)),
            tuple(
                Row((number_of(data, one), (one.statement or "").strip(), (one.client_view or "").strip() or Cell(_("未填写"), "open")))
                for one in left
            ),
        )


def meeting_blocks(data: ReportData) -> Iterator[Block]:
    """The meetings that were held, who was there, and what was reported to the body."""
    rows = []
    for kind, words in meeting_titles().items():
        held, present = data.document.meetings.get(kind), attendees(data.document, kind)
        if held is None and not present:
            continue
        meeting = meeting_of(data.scheme, kind)
        times = _(" 至 ").join(part.replace("T", " ") for part in (held.started_at, held.ended_at) if part) if held else ""
        rows.append(
            Row(
                (
                    meeting.title if meeting else words,
                    times or Cell(_("未填写"), "open"),
                    (held.place if held else "") or "",
                    (held.chair if held else "") or "",
                    _("{n} 人").format(n=len(present)) if present else Cell(_("无签到"), "open"),
                )
            )
        )
    if rows:
        yield Table(
            (Column(_("会议"), 2.2), Column(_("时间"), 4), Column(_("地点"), 2.4), Column(_("主持"), 1.6), Column(_("出席"), 1.2)),
            tuple(rows),
        )
    talks = sum(1 for one in data.document.communications if one.kind != "to-body")
    if talks:
        yield Paragraph(_("审查期间与受审查方沟通 {n} 次，记录与审查资料一并保存。").format(n=talks), "small")
    for one in data.document.communications:
        if one.kind == "to-body" and not data.client_copy:
            yield Paragraph(_to_body(data, one), "small")


def _to_body(data: ReportData, one: Communication) -> str:
    ground = ground_of(data.scheme, one.ground)
    what = "，".join(part for part in (ground.text if ground else "", (one.content or "").strip()) if part)
    answer = (one.answer or "").strip() or _("尚无答复")
    return _("{at} 向认证机构报告：{what}；答复：{answer}").format(at=(one.at or "")[:16].replace("T", " "), what=what, answer=answer)


def departures(data: ReportData, *, told: bool) -> Iterator[Block]:
    """Changes of the plan after the client had confirmed it; `told`: the report's own text on departures stands above already."""
    text = data.document.report.get("deviations", "").strip()
    review = data.document.document_review
    logged = deviation(review) if review is not None and review.started_anyway else ""
    if not told and text:
        yield Paragraph(text)
    if logged and logged not in text:
        yield Paragraph(logged)
    changes = data.document.plan_changes
    if changes:
        yield Heading(_("受审查方确认计划之后的变更"), 2)
        yield change_table(data)


def change_table(data: ReportData) -> Table:
    """The changes of a confirmed plan."""
    columns = (Column(_("时间"), 1.9), Column(_("变更"), 4.6), Column(_("理由"), 2.6), Column(_("同意人"), 1.4))
    rows = []
    for one in data.document.plan_changes:
        reason = (one.reason or "").strip() or Cell(_("未填写"), "open")
        rows.append(Row(((one.at or "")[:16].replace("T", " "), one.what or "", reason, one.agreed_by or "")))
    return Table(columns, tuple(rows))


def both_scorings(data: ReportData) -> Iterator[Block]:
    """The scoring as found beside the one after correction, and all that differs; nothing while there is only one."""
    document = data.document
    before = grade_as_found(document, data.rules)
    if before is None or not began(document):
        return
    rows = tuple(
        Row(
            (
                words,
                one.grade.label if one.grade else Cell(_("未评定"), "open"),
                terms.number(one.score.final if one.score else None, _("分")),
            )
        )
        for words, one in ((_("审查时"), before), (_("整改后"), data.grade))
    )
    yield Table((Column(_("评分"), 2), Column(_("等级"), 4), Column(_("得分"), 2, "right")), rows)
    changed = differences(document, data.rules)
    if not changed:
        yield Paragraph(_("两次评分相同，整改没有改变得分。"), "small")
        return
    yield Table(
        (Column(_("条款或项目"), 5.4), Column(_("审查时"), 2.4), Column(_("整改后"), 2.4)),
        tuple(Row((one.what, one.before, one.after)) for one in changed),
    )


def scoring_line(data: ReportData) -> Iterator[Block]:
    """On the first page: what the first scoring came to, where the result above is the second."""
    before = grade_as_found(data.document, data.rules)
    if before is None:
        return
    label = before.grade.label if before.grade else _("未评定")
    final = terms.number(before.score.final, _("分")) if before.score else ""
    first = "，".join(part for part in (label, final) if part)
    yield Paragraph(_("以上为整改验证后的第二次评分；审查时：{first}。").format(first=first), "small")
