"""The survey as a report of its own: how it was asked, S with its intervals, dimensions, questions, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from desktop.base.numbers import plain, shown
from desktop.base.words import _
from desktop.domain.exact import ONE
from desktop.domain.questionnaire import versions
from desktop.domain.survey import criterion
from desktop.domain.survey_figures import DimensionFigure, Figure
from desktop.domain.survey_interval import Interval, respondents_for
from desktop.domain.survey_state import SurveyState, level_reached, survey_state
from desktop.report import terms
from desktop.report.data import ReportData
from desktop.report.model import Bar, Bars, Block, Cell, Column, Heading, KeyValues, Note, Paragraph, Row, Table

_COMBINED = "survey.combined"
_MOST_REMARKS = 2000


def survey_report(data: ReportData) -> Iterator[Block]:
    """The blocks of the survey's report."""
    now = survey_state(data.document, data.rules)
    if now is None:
        return
    yield Heading(_("调查概况"), 1, mark=now.forms.survey.clause)
    yield KeyValues(tuple(_overview(data, now)))
    yield Heading(_("调查结果 S"), 1)
    yield from _results(data, now)
    yield Heading(_("各方面得分"), 1)
    yield from _dimensions(data, now)
    yield Heading(_("各题结果"), 1)
    yield from _questions(now)
    yield from _set_aside(data)
    if not data.client_copy:
        yield from _doubts(data, now)
        yield from _remarks(data)


def _overview(data: ReportData, now: SurveyState) -> Iterator[tuple[str, str | Cell]]:
    figures, form = now.figures, now.forms.current
    for name, figure in (("face_to_face", figures.face_to_face), ("electronic", figures.electronic)):
        state = now.channels[name]  # type: ignore[index]
        reason = state.kept.not_used if state.kept else None
        told = _("{count} 份有效问卷").format(count=figure.responses)
        if state.standing == "typed" and state.kept is not None and state.kept.percent is not None:
            typed = _("采用手工填写的结果 {percent}").format(percent=_percent(Fraction(state.kept.percent)))
            if state.kept.responses:
                typed += _("（{count} 份）").format(count=state.kept.responses)
            told = _("{typed}；登记的{told}").format(typed=typed, told=told) if figure.responses else typed
        yield terms.channel(name), _("未采用：{reason}").format(reason=reason) if reason else told
    if figures.void:
        yield _("作废"), _("{count} 份，不计入任何结果").format(count=figures.void)
    own = _("方案原问卷") if not now.forms.version else _("本次问卷第 {version} 版").format(version=now.forms.version)
    yield _("问卷"), _("{own}，{count} 题，{scale} 分制").format(own=own, count=len(form.questions), scale=form.scale)
    answered = [one for one in versions(now.forms, data.document.responses) if one.responses]
    if len(answered) > 1:
        names = [_("第 {n} 版").format(n=one.number) if one.number else _("方案原问卷") for one in answered]
        parts = [_("{name} {count} 份").format(name=name, count=one.responses) for name, one in zip(names, answered, strict=True)]
        yield _("按版本作答"), _("{parts}，各按作答时的题目和分制计算").format(parts="，".join(parts))
    yield _("计算方法"), _("S = 各题得分之和 ÷（分制 × 作答题数）× 100 %，按全部有效问卷计；拒答的题不计入")
    note = now.forms.survey.note
    if note:
        yield _("方案的规定"), note


def _results(data: ReportData, now: SurveyState) -> Iterator[Block]:
    figures = now.figures
    if figures.s.percent is None and now.s is None:
        yield Paragraph(_("没有有效问卷，也没有填写结果。"), "open-small")
        return
    by_mean = now.forms.survey.pooling == "mean"
    rows = [(_("S 当面"), figures.face_to_face), (_("电子"), figures.electronic), (_("S"), figures.s)]
    used = [(name, figure) for name, figure in rows if figure.percent is not None]
    if used:
        columns = (
            Column("", 1.4), Column(_("有效问卷"), 1.2, "right"), Column(_("得分率"), 1.4, "right"),
            Column(_("95 % 区间"), 2.4, "right"), Column(_("标准差"), 1.2, "right"), Column(_("单独达到"), 1.8),
        )  # fmt: skip
        measures = {_("S 当面"): "survey.face_to_face", _("S"): _COMBINED}
        yield Table(columns, tuple(_result_row(data, name, figure, measures.get(name)) for name, figure in used))
        yield Bars(tuple(_bar(name, figure) for name, figure in used), _marks(data))
    lines = [(_("评级采用"), _("S {s}，S 当面 {face}").format(s=_percent(now.s), face=_percent(now.face_to_face)))]
    if figures.pooled is not None and figures.mean is not None:
        taken = _("按渠道平均") if by_mean else _("按问卷合并")
        both = _("按问卷合并 {pooled}，按渠道平均 {mean}；方案取{taken}").format(
            pooled=_percent(figures.pooled), mean=_percent(figures.mean), taken=taken
        )
        lines.append((_("两种合成"), both))
    yield KeyValues(tuple(lines))
    yield from _warnings(data, now)
    yield Paragraph(
        _("区间按受访者各自的得分率、以渠道分层用 t 分布计算；任一渠道少于 5 份时不给区间。区间只说明抽样的不确定性，不参与评级。"), "small"
    )
    yield from _sample_size(figures.s)


def _result_row(data: ReportData, name: str, figure: Figure, measure: str | None) -> Row:
    level = level_reached(data.rules, measure, figure.percent) if measure and figure.percent is not None else None
    return Row(
        (
            name,
            str(figure.responses),
            _percent(figure.percent),
            _bounds(figure.interval),
            terms.EMPTY if figure.spread is None else shown(figure.spread, 1),
            level or (terms.EMPTY if measure is None or criterion(data.rules, measure) is None else _("未达最低一级")),
        )
    )


def _warnings(data: ReportData, now: SurveyState) -> Iterator[Block]:
    figures = now.figures
    lines: list[tuple[str, str]] = []
    if figures.pooled is not None and figures.mean is not None:
        one, other = (level_reached(data.rules, _COMBINED, value) for value in (figures.pooled, figures.mean))
        if one != other:
            lines.append(
                (_("两种合成方法单独达到的等级不同：合并为{one}，平均为{other}。").format(one=one or _("无"), other=other or _("无")), "")
            )
    for channel, state in now.channels.items():
        if state.differs:
            counted = _percent(Fraction(state.counted.percent) if state.counted and state.counted.percent is not None else None)
            told = (
                _("{channel}：采用手工填写的结果，登记的问卷为 {counted}。")
                if state.standing != "counted"
                else _("{channel}：采用的结果与登记的问卷（{counted}）不符，请重新按问卷计算。")
            )
            lines.append((told.format(channel=terms.channel(channel), counted=counted), ""))
    if lines:
        yield Note(_("请注意"), tuple(lines), "open")


def _sample_size(figure: Figure) -> Iterator[Block]:
    if figure.interval is None or not figure.spread:
        return
    needed = respondents_for(3, float(figure.spread))
    if needed is not None:
        yield Paragraph(
            _("现有 {have} 份，区间半宽 ±{half} 个百分点；按现有标准差，半宽 ±3 个百分点约需 {needed} 份。").format(
                have=figure.responses, half=shown(figure.interval.half, 1), needed=needed
            ),
            "small",
        )


def _dimensions(data: ReportData, now: SurveyState) -> Iterator[Block]:
    found = [one for one in now.figures.dimensions if one.all.percent is not None]
    if not found:
        yield Paragraph(_("没有有效问卷。"), "small")
        return
    yield Bars(tuple(_bar(one.title, one.all) for one in found), _marks(data))
    columns = (
        Column(_("方面"), 2), Column(_("当面"), 1.5, "right"), Column(_("电子"), 1.5, "right"), Column(_("全部"), 1.5, "right"),
        Column(_("95 % 区间"), 2.2, "right"), Column(_("作答份数"), 1.3, "right"),
    )  # fmt: skip
    yield Table(columns, tuple(_dimension_row(one) for one in found))


def _dimension_row(one: DimensionFigure) -> Row:
    return Row(
        (
            one.title,
            _percent(one.face_to_face.percent),
            _percent(one.electronic.percent),
            _percent(one.all.percent),
            _bounds(one.all.interval),
            str(one.all.responses),
        )
    )


def _questions(now: SurveyState) -> Iterator[Block]:
    titles = {dimension.id: dimension.title for dimension in now.forms.current.dimensions}
    rows: list[Row] = []
    dimension = None
    for number, one in enumerate(now.figures.questions, 1):
        if one.dimension != dimension:
            dimension = one.dimension
            rows.append(Row((titles.get(dimension, dimension), "", "", "", ""), group=True))
        share = terms.EMPTY
        if one.answers:
            share = f"{shown(Decimal(100 * one.satisfied) / one.answers, 1)} %\n{_bounds(one.interval)}"
        rows.append(Row((f"{number}  {one.text}", _percent(one.percent), str(one.answers), str(one.refused), share)))
    columns = (
        Column(_("题目"), 5), Column(_("得分率"), 1.4, "right"), Column(_("作答"), 0.9, "right"), Column(_("拒答"), 0.9, "right"),
        Column(_("满意占比（95 % 区间）"), 2.2, "right"),
    )  # fmt: skip
    yield Table(columns, tuple(rows))
    yield Paragraph(_("满意占比：得分不低于分制 80 % 的答案所占比例，区间用 Wilson 法。"), "small")


def _set_aside(data: ReportData) -> Iterator[Block]:
    void = [response for response in data.document.responses if response.void is not None]
    if void and not data.client_copy:
        yield Heading(_("作废的问卷"), 1)
        columns = (Column(_("编号"), 1.5), Column(_("渠道"), 1.2), Column(_("理由"), 6))
        yield Table(
            columns,
            tuple(Row((one.number or terms.EMPTY, terms.channel(one.channel or ""), one.void or "")) for one in void),
        )


def _doubts(data: ReportData, now: SurveyState) -> Iterator[Block]:
    if not now.flags:
        return
    yield Heading(_("请复核的问卷"), 1)
    yield Paragraph(_("以下只是提示，问卷仍计入结果；不可信的须由审查员写明理由作废。"), "small")
    rows = [
        Row((one.number or terms.EMPTY, terms.channel(one.channel or ""), "；".join(flag.text for flag in now.flags[one.id])))
        for one in data.document.responses
        if one.id in now.flags
    ]
    yield Table((Column(_("编号"), 1.5), Column(_("渠道"), 1.2), Column(_("提示"), 6)), tuple(rows))


def _remarks(data: ReportData) -> Iterator[Block]:
    said = [one for one in data.document.responses if one.remark and one.void is None]
    if not said:
        return
    yield Heading(_("受访者的意见"), 1)
    yield Paragraph(_("只在内部版中列出。"), "small")
    rows = tuple(Row((one.number or terms.EMPTY, one.remark or "")) for one in said[:_MOST_REMARKS])
    yield Table((Column(_("编号"), 1.2), Column(_("意见"), 7)), rows)


def _bar(name: str, figure: Figure) -> Bar:
    whisker = (float(figure.interval.low) / 100, float(figure.interval.high) / 100) if figure.interval else None
    return Bar(name, float(figure.percent or 0) / 100, _percent(figure.percent), interval=whisker)


def _marks(data: ReportData) -> tuple[tuple[float, str], ...]:
    """Where the levels of S begin, as far as the scheme has them."""
    rule = criterion(data.rules, _COMBINED)
    if rule is None:
        return ()
    places = sorted({Fraction(bound.units, ONE) for bound in rule.bounds})
    return tuple((float(place) / 100, plain(place)) for place in places if 0 < place < 100)


def _percent(value: Fraction | None) -> str:
    return terms.EMPTY if value is None else f"{shown(value)} %"


def _bounds(found: Interval | None) -> str:
    return terms.EMPTY if found is None else f"{shown(found.low, 1)}–{shown(found.high, 1)} %"
