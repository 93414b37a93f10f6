"""The part of the readable twin that is about planning, meetings and reports."""

from __future__ import annotations

from desktop.base.numbers import plain
from desktop.domain.scheme import Anchor, Beyond, Calendar, PersonDays, ReportForm, Scheme, SiteSampling, Survey, Window
from desktop.schemes.markdown import facts, section, table
from desktop.schemes.twin_words import AUDIT_KINDS, STATUS, kinds

_ANCHORS = {"decided": "认证决定", "last-audit": "上次审查结束", "expires": "证书到期"}
_SAMPLING = {"all": "全部场所", "sqrt-up": "√N 向上取整"}
_MEETINGS = {"opening": "首次会议", "closing": "末次会议", "team": "审查组会议"}


def plan_lines(scheme: Scheme) -> list[str]:
    """Person-days, sites, calendar, survey, visits and characteristics, as far as the scheme has them."""
    lines: list[str] = []
    if scheme.person_days:
        lines += section("人日", _person_days(scheme.person_days))
    if scheme.site_sampling:
        lines += section("多场所抽样", _sampling(scheme.site_sampling))
    if scheme.calendar:
        lines += section("周期", _calendar(scheme.calendar))
    if scheme.survey:
        lines += section("顾客调查", _survey(scheme.survey))
    if scheme.visits:
        least = "；".join(f"{AUDIT_KINDS[kind]}至少 {number} 次" for kind, number in scheme.visits.least.items())
        lines += section("暗访", facts((("条款", scheme.visits.clause), ("次数", least), ("说明", scheme.visits.note))))
    if scheme.characteristics:
        rule = scheme.characteristics
        passed = "未定" if rule.pass_line is None else f"合格样本不少于 {plain(rule.pass_line)}%"
        lines += section("服务特性测评", facts((("条款", rule.clause), ("适用", kinds(rule.required)), ("通过线", passed))))
    return lines


def meeting_lines(scheme: Scheme) -> list[str]:
    """Each meeting with its agenda."""
    lines: list[str] = []
    for meeting in scheme.meetings:
        rows = table(
            ("条款", "议程", "审查类型"), ((one.clause, one.text + STATUS[one.status], kinds(one.audits)) for one in meeting.points)
        )
        title = f"{_MEETINGS[meeting.kind]}：{meeting.title}（{meeting.clause}）"
        lines += section(title, rows or ["原文没有列出议程。", ""])
    return lines


def report_lines(scheme: Scheme) -> list[str]:
    """Each report with its mandatory contents."""
    return [line for form in scheme.reports for line in _report(form)]


def _report(form: ReportForm) -> list[str]:
    rows = table(
        ("条款", "内容", "数据", "审查类型"),
        ((one.clause, one.title, "、".join(one.needs), kinds(one.audits)) for one in form.contents),
    )
    head = facts((("注明", form.heading), ("另含", "本次审查的必查事项" if form.topics else None)))
    return section(f"报告：{form.title}（{form.clause}）{STATUS[form.status]}", [*head, *rows])


def _person_days(rule: PersonDays) -> list[str]:
    review = None if rule.document_review is None else "～".join(plain(days) for days in rule.document_review)
    cut = None if rule.largest_reduction is None else f"不超过 {plain(rule.largest_reduction * 100)}%（{rule.reduction_clause}）"
    again = None if rule.recertification_share is None else f"初次的 {rule.recertification_share}（{rule.recertification_clause}）"
    lines = facts(
        (
            ("条款", rule.clause),
            ("公式", rule.formula),
            ("人数口径", rule.counted),
            ("文件审查人日", review),
            ("减少", cut),
            ("再认证", again),
            ("建议值取整到", plain(rule.suggested_step)),
            ("超出人数档", rule.beyond and _beyond(rule.beyond)),
            *((f"读法 {name}", _beyond(other)) for name, other in rule.alternatives.items()),
        )
    )
    below = 1
    rows = []
    for bracket in rule.base:
        rows.append((f"{below}～{bracket.up_to}", plain(bracket.days)))
        below = bracket.up_to + 1
    return lines + table(("人数", "人日"), rows)


def _beyond(rule: Beyond) -> str:
    rounding = {"up": "进一", "down": "舍去"}[rule.rounding]
    return f"(人数－{rule.start})÷{rule.each} {rounding}，每档加 {plain(rule.add)} 人日"


def _sampling(rule: SiteSampling) -> list[str]:
    rows = table(("审查类型", "场所数"), ((AUDIT_KINDS[kind], _SAMPLING[how]) for kind, how in rule.rules.items()))
    return [*facts((("条款", rule.clause), ("公式", rule.formula))), *rows]


def _calendar(rule: Calendar) -> list[str]:
    rows = table(
        ("事项", "条款", "完成于", "最早", "正常不晚于", "特殊不晚于", "说明"),
        (
            (one.title, one.clause, _settles(one), _anchor(one.start), _anchor(one.until), _anchor(one.latest), one.note)
            for one in rule.windows
        ),
    )
    return [*facts((("条款", rule.clause), ("周期", f"{rule.cycle_months} 个月"))), *rows]


def _settles(window: Window) -> str:
    if window.kind is None:
        return "—"
    what = AUDIT_KINDS[window.kind] + ("的申请" if window.event == "application" else "")
    return what + ("，每次之后重新起算" if window.repeats else "")


def _anchor(anchor: Anchor | None) -> str:
    if anchor is None:
        return "—"
    if anchor.months == 0:
        return f"{_ANCHORS[anchor.after]}当日"
    return f"{_ANCHORS[anchor.after]}{'后' if anchor.months > 0 else '前'} {abs(anchor.months)} 个月"


def _survey(survey: Survey) -> list[str]:
    required = "；".join(f"{AUDIT_KINDS[kind]}{'必做' if how == 'must' else '可做'}" for kind, how in survey.required.items())
    pooling = {"pooled": "两渠道合并计算", "mean": "两渠道取平均"}[survey.pooling]
    every = None if survey.at_least_every_months is None else f"至少每 {survey.at_least_every_months} 个月一次"
    lines = facts(
        (("条款", survey.clause), ("适用", required), ("合成", pooling), ("分制", survey.scale), ("频次", every), ("说明", survey.note))
    )
    titles = {one.id: one.title for one in survey.dimensions}
    rows = ((titles[one.dimension], one.text, "、".join(one.clauses)) for one in survey.questions)
    found = table(("维度", "问题", "对应条款"), rows)
    lines += found or facts((("维度", "、".join(titles.values())),))
    return [*lines, *facts((("问卷", STATUS[survey.questions_status].strip("〔〕")),))]
