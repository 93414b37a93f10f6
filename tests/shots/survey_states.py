"""A state of the survey page: a channel that was not used, half a percentage refused, a complaint open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow
    from desktop.ui.survey.page import SurveyPage


def filling(window: MainWindow) -> None:
    """In the middle of filling in."""
    from desktop.ui.survey.page import SurveyPage
    from tests.shots.pages import settle

    assert window.frame is not None
    window.frame.open_step("survey")
    page = window.frame.page()
    assert isinstance(page, SurveyPage)
    page.face.mode.chosen.emit("not")
    page.electronic.percent.setFocus()
    page.electronic.percent.selectAll()
    QTest.keyClicks(page.electronic.percent, "101")
    page.drafts.commit_all()
    assert page.complaints is not None
    page.complaints.edit(0)
    settle(window)


def _mode(window: MainWindow, mode: str) -> SurveyPage:
    from desktop.ui.survey.page import SurveyPage
    from tests.shots.pages import settle

    assert window.frame is not None
    window.frame.open_step("survey")
    page = window.frame.page()
    assert isinstance(page, SurveyPage)
    page.modes.show(mode)
    settle(window)
    return page


def entering(window: MainWindow) -> None:
    """In the middle of an interview."""
    from tests.shots.pages import settle

    page = _mode(window, "entry")
    assert page.modes.entry is not None
    QTest.keyClicks(page.modes.entry.sheet, "45345p4")
    settle(window)


def responses(window: MainWindow) -> None:
    """The list of responses."""
    _mode(window, "responses")


def importing(window: MainWindow) -> None:
    """A table read, one of its rows not to be taken in."""
    import tempfile
    from pathlib import Path

    from desktop.actions import survey
    from tests.shots.pages import settle, until
    from tests.tables import exports

    page = _mode(window, "responses")
    view = page.modes.responses
    assert view is not None
    rows = exports.wjx(survey.forms(page.view).current, 40)
    rows[3][8] = "也许"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "问卷星导出.csv"
        path.write_bytes(exports.as_csv(rows))
        view.importing.read(path)
        until(lambda: view.importing.prepared is not None)
    settle(window)
