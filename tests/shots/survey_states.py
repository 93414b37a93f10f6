"""A state of the survey page: a channel that was not used, half a percentage refused, a complaint open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


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
