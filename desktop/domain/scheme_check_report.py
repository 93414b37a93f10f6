"""The reports a scheme demands: each mandatory content can be looked for in an assessment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.base.words import _
from desktop.domain.scheme import Content, Scheme
from desktop.domain.scheme_check_base import Known, Path, Problem, repeated

# What the contents of a report may ask for; `grade` means that a complete grade exists.
NEEDS = frozenset(
    {
        "client.name",
        "client.address",
        "client.headcount",
        "client.credit_code",
        "client.registered_address",
        "client.audit_address",
        "audit.kind",
        "audit.number",
        "audit.purpose",
        "audit.scope",
        "audit.criteria",
        "audit.period",
        "audit.starts_on",
        "audit.ends_on",
        "audit.evaluated_on",
        "training.held_on",
        "training.trainer",
        "training.content",
        "training.laws_suitable",
        "training.laws",
        "training.leader_part",
        "sites",
        "team",
        "samples",
        "conclusion.kind",
        "conclusion.text",
        "grade",
        "report.basics",
        "report.evaluation",
        "report.process",
        "report.deviations",
        "report.uncertainty",
        "report.sampling",
        "report.opinion",
        "report.results",
    }
)

# What the records of an audit may ask for beside that: a meeting held, its attendance, talks of a kind, papers of the preparation.
RECORD_NEEDS = NEEDS | {
    "meetings.opening",
    "meetings.team",
    "meetings.closing",
    "attendance.opening",
    "attendance.team",
    "attendance.closing",
    "communications.daily",
    "communications.pre-closing",
    "sign_ins",
    "delivery",
    "visits",
    "responses",
    "evidence",
    "appointment.confirmed_on",
    "plan.confirmed_on",
    "document_review.finished_on",
    "person_days.planned_days",
    "measurement.signed_on",
}


def report_problems(own: Scheme, known: Known) -> Iterator[Problem]:
    """Faults of the reports and of the other papers whose contents are listed."""
    yield from repeated((("reports", place, "kind"), form.kind) for place, form in enumerate(own.reports))
    for place, form in enumerate(own.reports):
        path: Path = ("reports", place)
        if not form.contents:
            yield Problem(path, _("报告“{title}”没有列出内容，请补上 contents").format(title=form.title))
        if form.status == "borrowed" and form.heading is None:
            yield Problem(path, _("报告“{title}”的内容借自他处，请用 heading 写明").format(title=form.title))
        yield from repeated(((*path, "contents", at, "id"), content.id) for at, content in enumerate(form.contents))
        for at, content in enumerate(form.contents):
            yield from _needs((*path, "contents", at), content)
    for name, paper in (("appointment", own.appointment), ("training", own.training)):
        contents = paper.contents if paper else ()
        yield from repeated(((name, "contents", at, "id"), content.id) for at, content in enumerate(contents))
        for at, content in enumerate(contents):
            yield from _needs((name, "contents", at), content)
    for at, line in enumerate(own.plan_contents):
        yield from _known_needs(("plan_contents", at), line.needs, NEEDS | {"slots"})
    yield from repeated((("records", at, "id"), record.id) for at, record in enumerate(own.records))
    for at, record in enumerate(own.records):
        yield from _needs(("records", at), record, RECORD_NEEDS)


def _needs(path: Path, content: Content, allowed: frozenset[str] = NEEDS) -> Iterator[Problem]:
    if not content.needs:
        yield Problem(path, _("“{title}”没有写 needs，无从判断是否齐全，请补上").format(title=content.title))
    yield from _known_needs(path, content.needs, allowed)


def _known_needs(path: Path, needs: Sequence[str], known: frozenset[str]) -> Iterator[Problem]:
    for at, need in enumerate(needs):
        if need not in known:
            reason = _("评审数据中没有 {need}，可用：{known}")
            yield Problem((*path, "needs", at), reason.format(need=need, known="、".join(sorted(known))))
