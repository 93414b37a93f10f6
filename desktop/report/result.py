"""The grade in a report: stars or level, score, what decides, chapters as bars, and every condition with value, bound and clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.domain.grade import Condition, Grade, PartGrade
from desktop.domain.scheme import Criterion, Level, Scheme
from desktop.report import terms
from desktop.report.data import ReportData
from desktop.report.model import Bar, Bars, Block, Cell, Column, Heading, KeyValues, Note, Paragraph, Row, Stars, Table

# With more levels than these a condition's bounds stand in rows of their own.
_MOST_COLUMNS = 6


def levels_of(scheme: Scheme, part: str | None = None) -> tuple[Level, ...]:
    """The levels of one evaluation, or of the whole result."""
    if part is not None:
        return next((one.levels for one in scheme.evaluations if one.id == part), ())
    if scheme.combination is not None:
        return scheme.combination.levels
    return scheme.evaluations[0].levels if scheme.evaluations else ()


def summary(data: ReportData) -> Iterator[Block]:
    """What the first page says of the result."""
    grade = data.grade
    yield _stars(data, grade, None)
    if not grade.complete:
        missing = len(grade.missing) or sum(len(part.missing) for part in grade.parts or ())
        yield Paragraph(_("评定所需的内容还缺 {count} 项，未评定等级。").format(count=missing), "open-small")
    for sentence in _decided(data, grade, None):
        yield Paragraph(sentence, "small")
    for part in grade.parts or ():
        if part.grade is not None:
            yield Paragraph(_part_line(part), "small")
    graded: list[Grade | PartGrade] = [*grade.parts] if grade.parts else [grade]
    bars = [bar for part in graded for bar in _chapter_bars(data, part)]
    if bars:
        yield Bars(tuple(bars))
    if any(bar.starred for bar in bars):
        yield Paragraph(_("* 分值未核对标准原文。"), "open-small")


def details(data: ReportData) -> Iterator[Block]:
    """The whole result with all its reasons."""
    grade = data.grade
    parts = grade.parts or []
    if parts:
        yield from _sum(data, parts)
    for part in parts:
        yield Heading(part.title, 2)
        yield _stars(data, part, part.id)
        yield from _reasons(data, part, part.id)
    if parts:
        yield Heading(_scheme_title(data.scheme), 2)
    else:
        yield _stars(data, grade, None)
    yield from _reasons(data, grade, None)
    yield from _next(data, grade)
    if grade.missing:
        yield Heading(_("评定尚缺的内容"), 2)
        yield Table(
            (Column(_("条款"), 1.2), Column(_("所缺"), 6)),
            # A sentence about an item begins with its number, which stands beside it already.
            tuple(Row((one.clause, one.text.removeprefix(f"{one.clause} "))) for one in grade.missing),
        )


def _scheme_title(scheme: Scheme) -> str:
    return scheme.combination.title if scheme.combination else ""


def _stars(data: ReportData, grade: Grade | PartGrade, part: str | None) -> Stars:
    most = max((level.stars for level in levels_of(data.scheme, part)), default=0)
    got = grade.grade
    score = ""
    if grade.score is not None:
        score = _("{points} 分").format(points=terms.points(grade.score.final))
    if got is None:
        return Stars(0, 0, _("未评定"), score)
    # Levels are drawn as stars only where the scheme speaks of stars.
    drawn = 0 if got.level is not None or not isinstance(got.stars, int) else most
    return Stars((got.stars or 0) if drawn else 0, drawn, got.label, score)


def _part_line(part: PartGrade) -> str:
    score = _("，{points} 分").format(points=terms.points(part.score.final)) if part.score else ""
    return _("{title}：{label}{score}").format(title=part.title, label=part.grade.label if part.grade else _("未评定"), score=score)


def _sum(data: ReportData, parts: Sequence[PartGrade]) -> Iterator[Block]:
    rows = [Row((part.title, part.grade.label if part.grade else Cell(_("未评定"), "open"), _added(data, part))) for part in parts]
    grade = data.grade.grade
    total = str(grade.stars) if grade is not None and isinstance(grade.stars, int) else terms.EMPTY
    rows.append(Row((_("合计"), grade.label if grade else Cell(_("未评定"), "open"), total), group=True))
    yield Table((Column(_("评价"), 5), Column(_("等级"), 2.5), Column(_("计星"), 1, "right")), tuple(rows))


def _added(data: ReportData, part: PartGrade) -> str:
    if part.grade is None or part.grade.stars is None:
        return terms.EMPTY
    adds = next((level.adds for level in levels_of(data.scheme, part.id) if level.stars == part.grade.stars), None)
    return terms.EMPTY if adds is None else str(adds)


def _chapter_bars(data: ReportData, grade: Grade | PartGrade) -> Iterator[Bar]:
    if grade.score is None:
        return
    for key, chapter in grade.score.chapters.items():
        rule = data.rules.items.get(key)
        points, of = Decimal(chapter.points), Decimal(chapter.of)
        starred = rule is not None and any(data.rules.items[leaf].item.points_status == "borrowed" for leaf in rule.leaves)
        yield Bar(rule.name if rule else key, float(points / of) if of else 0.0, f"{terms.points(chapter.points)} / {plain(of)}", starred)


def _reasons(data: ReportData, grade: Grade | PartGrade, part: str | None) -> Iterator[Block]:
    if grade.score is not None:
        yield KeyValues(tuple(_score_lines(data, grade)))
        bars = tuple(_chapter_bars(data, grade))
        if bars:
            yield Bars(bars)
    for sentence in _decided(data, grade, part):
        yield Paragraph(sentence)
    if grade.conditions:
        yield from _conditions(data, grade, part)


def _score_lines(data: ReportData, grade: Grade | PartGrade) -> Iterator[tuple[str, str]]:
    score = grade.score
    if score is None:
        return
    yield _("实得 / 应得"), f"{terms.points(score.points)} / {terms.number(score.of)}"
    yield _("折合百分"), terms.points(score.percent)
    document = data.document
    if document.special_deductions:
        yield _("特别扣分"), _("{count} 项").format(count=len(document.special_deductions))
    if document.bonus:
        yield _("特别加分"), _("1 项")
    yield _("最后得分"), terms.points(score.final)


def _criterion(scheme: Scheme, part: str | None, key: str) -> Criterion | None:
    owners = [one for one in scheme.evaluations if part in (None, one.id)]
    lists = [one.criteria for one in owners] + ([scheme.combination.criteria] if scheme.combination and part is None else [])
    return next((criterion for criteria in reversed(lists) for criterion in criteria if criterion.id == key), None)


def _text(criterion: Criterion | None, one: Condition) -> str:
    """What is measured, without the level and bound that a condition's own sentence has."""
    return criterion.text if criterion is not None else one.text


def _level_label(levels: Sequence[Level], stars: int) -> str:
    label = next((level.label for level in levels if level.stars == stars), str(stars))
    return label.split("（")[0]


def _decided(data: ReportData, grade: Grade | PartGrade, part: str | None) -> Iterator[str]:
    """The conditions that decide: what they came to and what the next level asks of them."""
    if grade.grade is None:
        return
    if grade.conditions and all(one.met for one in grade.conditions):
        yield _("各项条件均达到最高等级的要求。")
        return
    levels = levels_of(data.scheme, part)
    for key in grade.decided_by:
        unmet = [one for one in grade.conditions if one.id == key and one.met is False]
        known = [one for one in grade.conditions if one.id == key]
        if not known:
            continue
        criterion = _criterion(data.scheme, part, key)
        first = min(unmet, key=lambda one: one.stars) if unmet else known[-1]
        value = terms.measured(criterion, first.value, met=first.met)
        if unmet:
            yield _("决定条件：{text}：{value}；{level}要求 {bound}（{clause}）。").format(
                text=_text(criterion, first),
                value=value,
                level=_level_label(levels, first.stars),
                bound=terms.bound(criterion, first.required),
                clause=first.clause,
            )
        else:
            yield _("决定条件：{text}：{value}（{clause}）。").format(text=_text(criterion, first), value=value, clause=first.clause)


def _conditions(data: ReportData, grade: Grade | PartGrade, part: str | None) -> Iterator[Block]:
    levels = levels_of(data.scheme, part)
    stars = sorted({one.stars for one in grade.conditions})
    groups: dict[str, list[Condition]] = {}
    for one in grade.conditions:
        groups.setdefault(one.id, []).append(one)
    if len(stars) <= _MOST_COLUMNS:
        rows = [_condition_row(data, part, grade, group, stars) for group in groups.values()]
        columns = [Column(_("条件"), 4.9), Column(_("实际"), 1.7)]
        columns += [Column(_level_label(levels, star), 1.35, "center") for star in stars]
        yield Table((*columns, Column(_("条款"), 1.4 if len(stars) > 4 else 2.6)), tuple(rows))
    else:
        yield Table(
            (
                Column(_("条件"), 4.4),
                Column(_("等级"), 1.4),
                Column(_("要求"), 1.4),
                Column(_("实际"), 1.4),
                Column(_("满足"), 0.9, "center"),
                Column(_("条款"), 1.5),
            ),
            tuple(_single_row(data, part, levels, one) for one in grade.conditions),
        )
    yield Paragraph(_("✓ 满足，× 未满足，? 尚不知道，空白为无要求。"), "small")


def _condition_row(data: ReportData, part: str | None, grade: Grade | PartGrade, group: Sequence[Condition], stars: Sequence[int]) -> Row:
    criterion = _criterion(data.scheme, part, group[0].id)
    decides = group[0].id in grade.decided_by and any(one.met is False for one in group)
    by_stars = {one.stars: one for one in group}
    cells: list[str | Cell] = []
    for star in stars:
        one = by_stars.get(star)
        if one is None:
            cells.append("")
            continue
        cells.append(Cell(f"{terms.bound(criterion, one.required)} {_mark(one.met)}", _mark_style(one.met)))
    text = _text(criterion, group[0])
    borrowed = any(one.status == "borrowed" for one in group) and _("借用") not in text
    title = Cell(text + (_("（借用界限）") if borrowed else ""), "strong" if decides else "cell")
    # A value of each level's own (a judgement) stands in no one column.
    same = len({one.value for one in group}) == 1
    value = terms.measured(criterion, group[0].value, met=group[0].met) if same else terms.EMPTY
    return Row((title, value, *cells, group[0].clause))


def _single_row(data: ReportData, part: str | None, levels: Sequence[Level], one: Condition) -> Row:
    criterion = _criterion(data.scheme, part, one.id)
    return Row(
        (
            _text(criterion, one),
            _level_label(levels, one.stars),
            terms.bound(criterion, one.required),
            terms.measured(criterion, one.value, met=one.met),
            Cell(_mark(one.met), _mark_style(one.met)),
            one.clause,
        )
    )


def _mark(met: bool | None) -> str:
    return "?" if met is None else "✓" if met else "×"


def _mark_style(met: bool | None) -> str:
    return "open" if met is None else "cell" if met else "wrong"


def _next(data: ReportData, grade: Grade) -> Iterator[Block]:
    if grade.next is None or not grade.next.needs:
        return
    title = _("达到{level}还需").format(level=_level_label(levels_of(data.scheme), grade.next.stars))
    yield Note(title, tuple((sentence, "") for sentence in grade.next.needs))
