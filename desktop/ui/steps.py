"""The steps of an audit that have a page: their words, icons, groups, how much is left there, and how the page is made.

One row a page: `StepSpec("score", _("评分"), "checks", _("现场"), _score, left.score)` with a function `_score(context, view)` that imports
the page's module when it is first opened, so that the start stays lean. Groups: 准备, 现场, 结论. Icons: calendar, document, eye, people,
checks, chat, image, flag, door, report, comment, send.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.ui import left
from desktop.ui.documents import views as document_views
from desktop.ui.findings import checks as finding_checks
from desktop.ui.meetings import checks as meeting_checks
from desktop.ui.page import Context, Page, StepSpec
from desktop.ui.planning import views
from desktop.ui.reports import approving
from desktop.ui.topics import checks as topic_checks

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


def all_steps() -> tuple[StepSpec, ...]:
    """Every step with a page, in the order of an audit's days; the scheme says which of them an audit has."""
    return (
        StepSpec("plan", _("策划"), "calendar", _("准备"), _plan, views.left),
        StepSpec("documents", _("文件评审"), "document", _("准备"), _documents, document_views.left),
        StepSpec("visits", _("暗访"), "eye", _("准备"), _visits, left.visits),
        StepSpec("opening", _("首次会议"), "people", _("现场"), _opening, meeting_checks.opening),
        StepSpec("score", _("评分"), "checks", _("现场"), _score, left.score),
        StepSpec("survey", _("感知调查"), "chat", _("现场"), _survey, left.survey),
        StepSpec("measurement", _("特性测评"), "grid", _("现场"), _measurement, left.measurement),
        StepSpec("evidence", _("证据"), "image", _("现场"), _evidence, left.evidence),
        StepSpec("topics", _("必查内容"), "book", _("现场"), _topics, topic_checks.left),
        StepSpec("findings", _("发现"), "flag", _("现场"), _findings, finding_checks.left),
        StepSpec("closing", _("末次会议"), "door", _("现场"), _closing, meeting_checks.closing),
        StepSpec("report", _("结论与报告"), "report", _("结论"), _report, approving.left),
        StepSpec("send", _("打包上报"), "send", _("结论"), _send, left.nothing),
    )


def _plan(context: Context, view: AuditView) -> Page:
    from desktop.ui.planning.page import PlanningPage

    return PlanningPage(context, view)


def _documents(context: Context, view: AuditView) -> Page:
    from desktop.ui.documents.page import DocumentsPage

    return DocumentsPage(context, view)


def _visits(context: Context, view: AuditView) -> Page:
    from desktop.ui.visits.page import VisitsPage

    return VisitsPage(context, view)


def _opening(context: Context, view: AuditView) -> Page:
    from desktop.ui.meetings.page import MeetingsPage

    return MeetingsPage(context, view, "opening")


def _closing(context: Context, view: AuditView) -> Page:
    from desktop.ui.meetings.page import MeetingsPage

    return MeetingsPage(context, view, "closing")


def _score(context: Context, view: AuditView) -> Page:
    from desktop.ui.scoring.page import ScorePage

    return ScorePage(context, view)


def _survey(context: Context, view: AuditView) -> Page:
    from desktop.ui.survey.page import SurveyPage

    return SurveyPage(context, view)


def _measurement(context: Context, view: AuditView) -> Page:
    from desktop.ui.measurement.page import MeasurementPage

    return MeasurementPage(context, view)


def _evidence(context: Context, view: AuditView) -> Page:
    from desktop.ui.evidence.page import EvidencePage

    return EvidencePage(context, view)


def _topics(context: Context, view: AuditView) -> Page:
    from desktop.ui.topics.page import TopicsPage

    return TopicsPage(context, view)


def _findings(context: Context, view: AuditView) -> Page:
    from desktop.ui.findings.page import FindingsPage

    return FindingsPage(context, view)


def _report(context: Context, view: AuditView) -> Page:
    from desktop.ui.reports.page import ReportPage

    return ReportPage(context, view)


def _send(context: Context, view: AuditView) -> Page:
    from desktop.ui.packages.page import SendPage

    return SendPage(context, view)
