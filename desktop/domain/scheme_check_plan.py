"""What plans an audit: person-days, sites, calendar, visits, survey, service characteristics."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from desktop.base.words import _
from desktop.domain.scheme import Anchor, Beyond, PersonDays, Scheme, Window
from desktop.domain.scheme_check_base import Known, Path, Problem, in_range, repeated

SMALL = Decimal("0.01")


def plan_problems(own: Scheme, known: Known) -> Iterator[Problem]:
    """Faults of everything that plans."""
    if own.person_days:
        yield from _person_days(own.person_days)
    if own.calendar:
        path: Path = ("calendar", "windows")
        yield from repeated(((*path, at, "what"), window.what) for at, window in enumerate(own.calendar.windows))
        for at, window in enumerate(own.calendar.windows):
            yield from _window((*path, at), window)
    if own.visits:
        for kind, least in own.visits.least.items():
            yield from in_range(("visits", "least", kind), least, 0, 100)
    if own.characteristics:
        yield from in_range(("characteristics", "pass_line"), own.characteristics.pass_line, 0, 100)
    if own.refusal:
        yield from in_range(("refusal", "days"), own.refusal.days, 1, 366)
    for at, condition in enumerate(own.admission):
        yield from in_range(("admission", at, "months_back"), condition.months_back, 1, 120)
    if own.document_review:
        rule = own.document_review
        yield from repeated((("document_review", "least", at, "id"), line.id) for at, line in enumerate(rule.least))
        if rule.may_leave_out and not rule.leave_out_clause:
            yield Problem(("document_review", "may_leave_out"), _("可以不做文件评审缺少出处，请补上 leave_out_clause"))
    yield from _survey(own, known)


def _person_days(rule: PersonDays) -> Iterator[Problem]:
    path: Path = ("person_days",)
    last, days = 0, Decimal(0)
    for at, bracket in enumerate(rule.base):
        here = (*path, "base", at)
        yield from in_range((*here, "up_to"), bracket.up_to, 1)
        wrong = list(in_range((*here, "days"), bracket.days, SMALL, 1000))
        yield from wrong
        if bracket.up_to <= last:
            yield Problem((*here, "up_to"), _("人数档应从小到大，{up_to} 应大于上一档的 {last}").format(up_to=bracket.up_to, last=last))
        if not wrong and bracket.days < days:
            yield Problem((*here, "days"), _("人数更多而人日更少（{days} < {before}），请改正").format(days=bracket.days, before=days))
        last, days = bracket.up_to, days if wrong else bracket.days
    if rule.beyond:
        yield from _beyond((*path, "beyond"), rule.beyond, last)
    for name, other in rule.alternatives.items():
        yield from _beyond((*path, "alternatives", name), other, last)
    if rule.document_review:
        low, high = rule.document_review
        wrong = [*in_range((*path, "document_review", 0), low, 0, 1000), *in_range((*path, "document_review", 1), high, 0, 1000)]
        yield from wrong
        if not wrong and low > high:
            yield Problem((*path, "document_review"), _("文件审查人日的下限大于上限，请对调"))
    yield from in_range((*path, "suggested_step"), rule.suggested_step, SMALL, 10)
    yield from in_range((*path, "largest_reduction"), rule.largest_reduction, 0, 1)
    if rule.largest_reduction is not None and not rule.reduction_clause:
        yield Problem((*path, "largest_reduction"), _("减少比例缺少出处，请补上 reduction_clause"))
    if rule.recertification_share is not None:
        yield from _share((*path, "recertification_share"), rule)


def _share(path: Path, rule: PersonDays) -> Iterator[Problem]:
    above, _slash, below = str(rule.recertification_share).partition("/")
    if int(below) == 0 or not 0 < Fraction(int(above), int(below)) <= 1:
        yield Problem(path, _("再认证占初审的比例应大于 0、不超过 1"))
    if not rule.recertification_clause:
        yield Problem(path, _("再认证比例缺少出处，请补上 recertification_clause"))


def _beyond(path: Path, rule: Beyond, last: int) -> Iterator[Problem]:
    if last == 0:
        yield Problem(path, _("没有人数档（base），不能写超出部分，请补上 base 或删除"))
    elif rule.start not in (last, last + 1):
        yield Problem((*path, "start"), _("人数档到 {last} 人为止，start 应为 {last}，否则有缺口或重叠").format(last=last))
    yield from in_range((*path, "each"), rule.each, 1)
    yield from in_range((*path, "add"), rule.add, SMALL, 1000)


def _window(path: Path, window: Window) -> Iterator[Problem]:
    """The limits of a window stand in order where they are reckoned from the same day."""
    limits: list[tuple[str, Anchor | None]] = [("start", window.start), ("until", window.until), ("latest", window.latest)]
    if all(anchor is None for _name, anchor in limits):
        yield Problem(path, _("{what} 没有写起止（start、until 或 latest），请补上").format(what=window.what))
    if window.kind is None and (window.repeats or window.event == "application"):
        yield Problem((*path, "kind"), _("{what} 写了 repeats 或 event，请用 kind 写明是哪类审查").format(what=window.what))
    for place, (name, anchor) in enumerate(limits):
        for earlier, other in limits[:place]:
            if anchor and other and anchor.after == other.after and other.months > anchor.months:
                reason = _("{what} 的 {earlier} 晚于 {name}（{first} 个月与 {second} 个月），请改正")
                yield Problem(
                    (*path, earlier, "months"),
                    reason.format(what=window.what, earlier=earlier, name=name, first=other.months, second=anchor.months),
                )


def _survey(own: Scheme, known: Known) -> Iterator[Problem]:
    survey = own.survey
    if survey is None:
        return
    yield from in_range(("survey", "scale"), survey.scale, 2, 100)
    yield from in_range(("survey", "at_least_every_months"), survey.at_least_every_months, 1, 120)
    dimensions = {dimension.id for dimension in survey.dimensions}
    for at, question in enumerate(survey.questions):
        here: Path = ("survey", "questions", at)
        if question.dimension not in dimensions:
            yield Problem((*here, "dimension"), _("没有名为 {id} 的维度，请在 dimensions 中补上或改正").format(id=question.dimension))
        for place, clause in enumerate(question.clauses):
            if clause not in known.clauses:
                yield Problem((*here, "clauses", place), _("没有条款 {clause}，请改正").format(clause=clause))
