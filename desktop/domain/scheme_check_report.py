"""The reports a scheme demands: each mandatory content can be looked for in an assessment."""

from __future__ import annotations

from collections.abc import Iterator

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


def report_problems(own: Scheme, known: Known) -> Iterator[Problem]:
    """Faults of the reports."""
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


def _needs(path: Path, content: Content) -> Iterator[Problem]:
    if not content.needs:
        yield Problem(path, _("“{title}”没有写 needs，无从判断是否齐全，请补上").format(title=content.title))
    for at, need in enumerate(content.needs):
        if need not in NEEDS:
            reason = _("评审数据中没有 {need}，可用：{known}")
            yield Problem((*path, "needs", at), reason.format(need=need, known="、".join(sorted(NEEDS))))
