"""Whether a scheme is consistent in itself: points add up, thresholds ascend, references lead somewhere, rules have sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from desktop.base.words import _
from desktop.domain.scheme import CARRYING, Point, Scheme
from desktop.domain.scheme_check_base import Known, Path, Problem, repeated, walk
from desktop.domain.scheme_check_items import item_problems
from desktop.domain.scheme_check_levels import combination_problems, evaluation_problems
from desktop.domain.scheme_check_plan import plan_problems
from desktop.domain.scheme_check_report import report_problems

Rule = Callable[[Scheme, Known], Iterator[Problem]]

# Lists of lines whose ids must differ within the list.
POINT_LISTS = ("basis", "plan_contents", "documents", "admission", "topics", "triggers", "limits", "certificate")


def problems(own: Scheme, blocks: Sequence[Scheme] = ()) -> list[Problem]:
    """Everything inconsistent in a scheme, given the blocks it uses; paths lead into its own data.

    Empty: the scheme can be graded, planned and reported without meeting a contradiction.
    """
    known = Known(own, blocks)
    rules: tuple[Rule, ...] = (
        _sources,
        item_problems,
        evaluation_problems,
        combination_problems,
        _gaps,
        _unsaid,
        _lists,
        _audit_kinds,
        plan_problems,
        report_problems,
    )
    return [problem for rule in rules for problem in rule(own, known)]


def _sources(own: Scheme, known: Known) -> Iterator[Problem]:
    """A scheme names the document it is taken from; a missing number is said to be missing."""
    for path, text in (("title", own.rule.title), ("number", own.rule.number)):
        if text is not None and not text.strip():
            yield Problem(("rule", path), _("出处不能为空，请写明规则文件的名称和编号"))
    if own.rule.number is None and own.evaluations and not known.has_gap("open"):
        yield Problem(("rule",), _("缺少规则文件编号（number）；原文没有编号时，请用 open 缺口说明"))
    if own.evaluations and not own.basis:
        yield Problem(("basis",), _("缺少认证依据（basis），请至少写一条"))


def _gaps(own: Scheme, known: Known) -> Iterator[Problem]:
    yield from repeated(((("gaps", place, "id"), gap.id) for place, gap in enumerate(own.gaps)), known.block_gaps)
    for place, gap in enumerate(own.gaps):
        path = ("gaps", place)
        if "reading" in gap.choices:
            yield Problem((*path, "choices", "reading"), _("reading 是默认读法的名称，请给这个选项另取名称"))
        if gap.sets is not None and gap.value is None:
            yield Problem((*path, "sets"), _("{id} 有 sets 而没有 value，请写明值的种类（percent、number 或 text）").format(id=gap.id))
        if gap.value is not None and gap.sets is None:
            yield Problem((*path, "value"), _("{id} 有 value 而没有 sets，请写明值放到哪里").format(id=gap.id))
        if gap.sets is not None and gap.kind != "open":
            yield Problem((*path, "sets"), _("{id} 不是 open 缺口，不能有 sets").format(id=gap.id))


def _unsaid(own: Scheme, known: Known) -> Iterator[Problem]:
    """What is borrowed or open is declared by a gap of the same file; the first place of each status stands for the rest."""
    said: set[str] = set()
    for path, status in _statuses(own):
        enough = ("borrowed", "open") if status == "borrowed" else ("open",)
        if status == "stated" or status in said or any(known.has_gap(kind) for kind in enough):
            continue
        said.add(status)
        yield Problem(path, _("标为 {status}，但本文件没有相应的缺口；请在 gaps 中写明来源和处理办法").format(status=status))


def _statuses(own: Scheme) -> Iterator[tuple[Path, str]]:
    """Every place of the file that says whether it is from its own text."""
    for path, item in walk(own.items):
        yield (*path, "points_status"), item.points_status
        yield (*path, "kind_status"), item.kind_status
    for place, evaluation in enumerate(own.evaluations):
        yield from ((("evaluations", place, "criteria", at, "status"), one.status) for at, one in enumerate(evaluation.criteria))
    if own.combination:
        yield from ((("combination", "criteria", at, "status"), one.status) for at, one in enumerate(own.combination.criteria))
    yield from ((("reports", place, "status"), form.status) for place, form in enumerate(own.reports))
    if own.survey and own.survey.questions:
        yield ("survey", "questions_status"), own.survey.questions_status
    for name in POINT_LISTS:
        yield from (((name, place, "status"), line.status) for place, line in enumerate(getattr(own, name)))
    for place, meeting in enumerate(own.meetings):
        yield from ((("meetings", place, "points", at, "status"), point.status) for at, point in enumerate(meeting.points))


def _lists(own: Scheme, known: Known) -> Iterator[Problem]:
    for name in POINT_LISTS:
        lines: tuple[Point, ...] = getattr(own, name)
        yield from repeated(((name, place, "id"), line.id) for place, line in enumerate(lines))
    for place, meeting in enumerate(own.meetings):
        yield from repeated((("meetings", place, "points", at, "id"), point.id) for at, point in enumerate(meeting.points))
    yield from repeated((("meetings", place, "kind"), meeting.kind) for place, meeting in enumerate(own.meetings))
    yield from repeated((("steps", place), step) for place, step in enumerate(own.steps))
    yield from repeated((("uses", place), used) for place, used in enumerate(own.uses))
    if own.survey:
        yield from repeated((("survey", "dimensions", at, "id"), one.id) for at, one in enumerate(own.survey.dimensions))
        yield from repeated((("survey", "questions", at, "id"), one.id) for at, one in enumerate(own.survey.questions))


def _audit_kinds(own: Scheme, known: Known) -> Iterator[Problem]:
    """Whoever can be graded lists its kinds of audit, and speaks of no other."""
    if not own.evaluations:
        return
    if not own.audit_kinds:
        yield Problem(("evaluations",), _("能评级的方案要列出审查类型，请补上 audit_kinds"))
        return
    for path, kinds in _kinds_spoken_of(own):
        for kind in kinds:
            if kind not in own.audit_kinds:
                yield Problem(path, _("审查类型 {kind} 不在 audit_kinds 中，请补上或删除").format(kind=kind))


def _kinds_spoken_of(own: Scheme) -> Iterator[tuple[tuple[str | int, ...], Iterable[str]]]:
    for name in POINT_LISTS:
        yield from (((name, place, "audits"), line.audits) for place, line in enumerate(getattr(own, name)))
    yield from ((("outcomes", place, "audits"), outcome.audits) for place, outcome in enumerate(own.outcomes))
    for place, meeting in enumerate(own.meetings):
        yield from ((("meetings", place, "points", at, "audits"), point.audits) for at, point in enumerate(meeting.points))
    for place, form in enumerate(own.reports):
        yield from ((("reports", place, "contents", at, "audits"), content.audits) for at, content in enumerate(form.contents))
    yield from ((("records", place, "audits"), record.audits) for place, record in enumerate(own.records))
    if own.survey:
        yield ("survey", "required"), own.survey.required
    if own.visits:
        yield ("visits", "least"), own.visits.least
    if own.characteristics:
        yield ("characteristics", "required"), own.characteristics.required
    if own.site_sampling:
        yield ("site_sampling", "rules"), own.site_sampling.rules
    if own.calendar:
        yield from ((("calendar", "windows", at, "kind"), (one.kind,)) for at, one in enumerate(own.calendar.windows) if one.kind)
    for name, paper in (("appointment", own.appointment), ("training", own.training)):
        yield from (((name, "contents", at, "audits"), content.audits) for at, content in enumerate(paper.contents if paper else ()))
    if own.document_review:
        yield ("document_review", "audits"), own.document_review.audits
        yield ("document_review", "may_leave_out"), own.document_review.may_leave_out
        yield from ((("document_review", "least", at, "audits"), line.audits) for at, line in enumerate(own.document_review.least))
    if own.carrying != CARRYING:
        yield ("carrying",), own.carrying
