"""The one list of pictures: a name and how to get there. Steps of an audit come in by themselves, other pages add a line to PAGES."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from desktop.base import paths
from tests.shots import (
    document_states,
    evidence_states,
    finding_states,
    mark_states,
    measurement_states,
    meeting_states,
    plan_grid_states,
    plan_states,
    report_states,
    score_states,
    survey_states,
    visit_states,
)

if TYPE_CHECKING:
    from desktop.ui.audits.listing_page import ListingPage
    from desktop.ui.main_window import MainWindow

PATIENCE = 30  # seconds


@dataclass(frozen=True)
class Shot:
    """`go` brings the window there; `audit` names the sample document to open first, empty: the start page on all of them."""

    name: str
    go: Callable[[MainWindow], None]
    audit: str = ""
    empty_store: bool = False


def until(there: Callable[[], object]) -> None:
    """Wait, with the window alive."""
    end = time.monotonic() + PATIENCE
    while not there():
        if time.monotonic() > end:
            raise TimeoutError("the page did not come")
        QTest.qWait(5)


def step(name: str) -> Callable[[MainWindow], None]:
    """Open a step of the audit."""

    def go(window: MainWindow) -> None:
        assert window.frame is not None
        window.frame.open_step(name)
        settle(window)

    return go


def settle(window: MainWindow) -> None:
    """Let all that was asked come back and be painted."""
    done: list[int] = []
    window.runner.ask(window, lambda _ws: 1, done.append)
    until(lambda: done)
    QTest.qWait(150)
    # A page may lay something out beside the window, and then paint it.
    until(lambda: not window.runner._works)


def _stay(window: MainWindow) -> None:
    settle(window)


def _new(window: MainWindow) -> None:
    window.start.begin()
    until(window.start.schemes_shown)
    settle(window)


def _keys(window: MainWindow) -> None:
    settle(window)
    window.show_keys()


def _refused(window: MainWindow) -> None:
    settle(window)
    window.start.open_file(paths.resources() / "fonts" / "OFL.txt")
    until(_list(window).notice.isVisible)


def _list(window: MainWindow) -> ListingPage:
    from desktop.ui.audits.listing_page import ListingPage

    page = window.start.stack.currentWidget()
    assert isinstance(page, ListingPage)
    return page


def _begin(window: MainWindow) -> None:
    """An audit of which nothing is known but the client."""
    from desktop.actions import audits

    window.runner.act(
        window,
        lambda ws: audits.create(ws, scheme=ws.library.ids()[0], client="云岫智能家电有限公司"),
        lambda changes: window.open_audit(changes.audit),
    )
    until(lambda: window.frame is not None)
    settle(window)


PAGES: tuple[Shot, ...] = (
    Shot("first-start", _stay, empty_store=True),
    Shot("new-audit", _new),
    Shot("start", _stay),
    Shot("start-refused", _refused),
    Shot("keys", _keys, audit="chengyu"),
    Shot("empty-audit", _begin),
    Shot("score-sampled", score_states.row("5.3.2.2", photos=True), audit="beiheng"),
    Shot("score-deducted", score_states.row("4.1.4", photos=True), audit="chengyu"),
    Shot("score-begun-deduction", score_states.row("5.1.5.2", pressed="D"), audit="qian"),
    Shot("score-excluded", score_states.row("5.2.5.5"), audit="qian"),
    Shot("score-conformity", score_states.row("4.2.1.3"), audit="chengyu"),
    Shot("score-survey", score_states.row("@survey"), audit="chengyu"),
    Shot("score-facts", score_states.row("@facts"), audit="chengyu"),
    Shot("score-complaints", score_states.row("@complaints", pressed="2"), audit="chengyu"),
    Shot("score-characteristics", score_states.row("@characteristics"), audit="qian"),
    Shot("score-special", score_states.row("@special"), audit="beiheng"),
    Shot("score-levels", score_states.row("@levels"), audit="beiheng"),
    Shot("score-large", score_states.large, audit="chengyu"),
    Shot("score-begun", score_states.begun("ctc", "FvFvSvN")),
    Shot("score-judged", score_states.begun("bz", "1")),
    Shot("score-observed", score_states.observed("5.3.2.2"), audit="beiheng"),
    Shot("score-observed-deducting", score_states.observed("4.1.4", site=1, pressed="D"), audit="chengyu"),
    Shot("score-observed-conformity", score_states.observed("4.2.1.3", site=1), audit="chengyu"),
    Shot("score-overriding", score_states.observed("5.3.2.2", pressed="P"), audit="beiheng"),
    Shot("score-overridden", score_states.observed("5.3.2.2", pressed="P", reason="三份样本取自同一天，不具代表性"), audit="beiheng"),
    Shot("score-observing-begun", score_states.begun("ctc", "OFvOM")),
    Shot("plan-missing", plan_states.missing),
    Shot("plan-lower", plan_states.lower, audit="qian"),
    Shot("plan-cycle", plan_states.cycle, audit="qian"),
    Shot("plan-application", plan_states.application),
    Shot("plan-refused", plan_states.refused),
    Shot("plan-days", plan_states.days),
    Shot("plan-sites", plan_states.sites),
    Shot("plan-team", plan_states.team),
    Shot("plan-grid", plan_grid_states.laid_out, audit="beiheng"),
    Shot("plan-grid-parts", plan_grid_states.laid_out, audit="qian"),
    Shot("plan-grid-line", plan_grid_states.open_line, audit="beiheng"),
    Shot("plan-grid-clash", plan_grid_states.clash, audit="qian"),
    Shot("plan-grid-people", plan_grid_states.people, audit="qian"),
    Shot("plan-grid-confirming", plan_grid_states.confirming, audit="beiheng"),
    Shot("plan-grid-asking", plan_grid_states.asking, audit="beiheng"),
    Shot("plan-grid-many", plan_grid_states.many),
    Shot("plan-grid-dateless", plan_grid_states.dateless),
    Shot("programme", plan_grid_states.programme, audit="qian"),
    Shot("programme-next", plan_grid_states.following, audit="beiheng"),
    Shot("next-audit", plan_grid_states.next_audit),
    Shot("documents-question", document_states.question),
    Shot("documents-passed", document_states.passed),
    Shot("documents-deviation", document_states.deviation),
    Shot("documents-training", document_states.training),
    Shot("findings-corrected", finding_states.corrected),
    Shot("findings-written", finding_states.written),
    Shot("findings-written-foot", finding_states.written_foot),
    Shot("findings-opened", finding_states.opened),
    Shot("findings-asked", finding_states.asked),
    Shot("findings-improvement", finding_states.improvement),
    Shot("findings-disagreed", finding_states.disagreed),
    Shot("findings-carried", finding_states.carried),
    Shot("findings-offered", finding_states.offered),
    Shot("findings-rescored", finding_states.rescored),
    Shot("findings-many", finding_states.many),
    Shot("findings-none", finding_states.none),
    Shot("visits-made", visit_states.made),
    Shot("visits-middle", visit_states.middle),
    Shot("visits-foot", visit_states.foot),
    Shot("visits-doubtful", visit_states.doubtful),
    Shot("visits-planned", visit_states.planned),
    Shot("visits-many", visit_states.many),
    Shot("visits-undecided", visit_states.undecided),
    Shot("evidence", evidence_states.full, audit="chengyu"),
    Shot("evidence-several", evidence_states.several, audit="chengyu"),
    Shot("evidence-clauses", evidence_states.clauses, audit="chengyu"),
    Shot("evidence-large", evidence_states.large, audit="chengyu"),
    Shot("evidence-marked", mark_states.aside, audit="chengyu"),
    Shot("evidence-custody", mark_states.custody, audit="chengyu"),
    Shot("evidence-marking", mark_states.marking, audit="chengyu"),
    Shot("evidence-writing", mark_states.writing, audit="chengyu"),
    Shot("evidence-client", mark_states.client, audit="chengyu"),
    Shot("evidence-near", mark_states.near, audit="chengyu"),
    Shot("evidence-refused", evidence_states.refused, audit="chengyu"),
    Shot("evidence-drop", evidence_states.hint, audit="chengyu"),
    Shot("evidence-importing", evidence_states.importing, audit="chengyu"),
    Shot("evidence-narrowed", evidence_states.narrowed, audit="chengyu"),
    Shot("evidence-report", evidence_states.report, audit="chengyu"),
    Shot("evidence-left-out", evidence_states.left_out, audit="chengyu"),
    Shot("evidence-held", evidence_states.held, audit="chengyu"),
    Shot("survey-filling", survey_states.filling, audit="chengyu"),
    Shot("survey-entry", survey_states.entering, audit="chengyu"),
    Shot("survey-responses", survey_states.responses, audit="chengyu"),
    Shot("survey-import", survey_states.importing, audit="chengyu"),
    Shot("survey-questions", survey_states.questions, audit="chengyu"),
    Shot("survey-import-columns", survey_states.import_columns, audit="chengyu"),
    Shot("survey-import-labels", survey_states.import_labels, audit="chengyu"),
    Shot("survey-import-first", survey_states.import_first, audit="chengyu"),
    Shot("survey-import-refused", survey_states.import_refused, audit="chengyu"),
    Shot("measurement-plan", measurement_states.plan),
    Shot("measurement-signed", measurement_states.signed),
    Shot("measurement-ended", measurement_states.ended),
    Shot("measurement-measuring", measurement_states.measuring),
    Shot("measurement-many", measurement_states.many),
    Shot("measurement-bare", measurement_states.bare),
    Shot("meeting-opening", meeting_states.page("opening", "opening")),
    Shot("meeting-empty", meeting_states.page("opening", "opening", filled=False)),
    Shot("meeting-refused", meeting_states.page("opening", "opening", filled=False, then=meeting_states.refused)),
    Shot("meeting-note", meeting_states.page("opening", "opening", then=meeting_states.note)),
    Shot("meeting-person", meeting_states.page("opening", "opening", then=meeting_states.person)),
    Shot("meeting-signing", meeting_states.page("opening", "opening", then=meeting_states.signing)),
    Shot("meeting-bare", meeting_states.page("opening", "opening", scheme=meeting_states.WITHOUT)),
    Shot("meeting-team", meeting_states.page("closing", "team")),
    Shot("meeting-closing", meeting_states.page("closing", "closing")),
    Shot("meeting-talks", meeting_states.page("closing", "talks")),
    Shot("meeting-talk", meeting_states.page("closing", "talks", then=meeting_states.talk)),
    Shot("meeting-talks-none", meeting_states.page("opening", "talks", filled=False)),
    Shot("meeting-sign-ins", meeting_states.page("closing", "sign-ins", then=meeting_states.signed_in)),
    Shot("meeting-termination", meeting_states.page("closing", "termination")),
    Shot("meeting-ended", meeting_states.page("closing", "termination", then=meeting_states.ended)),
    Shot("report", report_states.report, audit="beiheng"),
    Shot("report-texts", report_states.texts, audit="beiheng"),
    Shot("report-client-copy", report_states.client_copy, audit="beiheng"),
    Shot("report-missing", report_states.missing),
    Shot("report-form-findings", report_states.form("nonconformity"), audit="qian"),
    Shot("report-form-plan", report_states.form("plan"), audit="qian"),
    Shot("report-conclusion", report_states.conclusion, audit="qian"),
    Shot("report-disagrees", report_states.disagrees, audit="chengyu"),
    Shot("report-undecided", report_states.undecided),
    Shot("report-approval", report_states.approval, audit="qian"),
    Shot("report-disapproved", report_states.disapproved),
    Shot("report-delivered", report_states.delivered, audit="qian"),
    Shot("report-undelivered", report_states.undelivered, audit="chengyu"),
    Shot("send-incomplete", report_states.incomplete),
    Shot("send-written", report_states.written, audit="chengyu"),
    Shot("send-refused", report_states.refused, audit="chengyu"),
)


def steps_of(window: MainWindow, audit: str) -> list[Shot]:
    """A picture for each step of the audit that is open."""
    assert window.frame is not None
    return [Shot(f"{audit}-{name}", step(name), audit=audit) for name in window.frame.steps()]
