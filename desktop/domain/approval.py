"""The approval list: everything that is still wrong with an audit, joined from all checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from desktop.domain.approval_conclusion import conclusion_notices, content_notices
from desktop.domain.approval_findings import finding_notices
from desktop.domain.approval_records import record_notices, termination_notices
from desktop.domain.approval_scores import score_notices
from desktop.domain.assessment import Assessment
from desktop.domain.grade import Grade
from desktop.domain.notices import Notice, by_severity
from desktop.domain.plan_check import plan_notices
from desktop.domain.preparation import ProgrammeAudit
from desktop.domain.preparation_check import preparation_notices
from desktop.domain.programme_check import OWED, programme_notices
from desktop.domain.rules import Rules
from desktop.domain.topics import topic_notices


def approval(document: Assessment, rules: Rules, grade: Grade, today: date, others: Sequence[ProgrammeAudit] | None = None) -> list[Notice]:
    """Everything still wrong with an audit, the gravest first, each once; critical notices stand in the way of approval.

    `grade`: of this document; `today`: of whoever asks, for what is overdue or still to come; `others`: the client's
    other audits, None: those the document carries. An audit that ended early is not graded: what
    is then missing of scores, records and conclusion is only noted.
    """
    planned = programme_notices(document, rules, today, others)
    work: tuple[Notice, ...] = (
        *(one for one in planned if one.id in OWED),
        *topic_notices(document, rules),
        *score_notices(document, rules, grade),
        *record_notices(document, rules, grade, today),
        *conclusion_notices(document, rules, grade, today),
        *content_notices(document, rules, grade),
    )
    if document.termination is not None:
        work = (*termination_notices(document, rules), *(replace(one, severity="note") for one in work))
    found = (
        *preparation_notices(document, rules.scheme, today),
        *plan_notices(document, rules),
        *(one for one in planned if one.id not in OWED),
        *work,
        *finding_notices(document, rules, today),
    )
    return by_severity(_once(found))


def _once(notices: Iterable[Notice]) -> Iterator[Notice]:
    seen: set[str] = set()
    for one in notices:
        if one.id not in seen:
            seen.add(one.id)
            yield one
