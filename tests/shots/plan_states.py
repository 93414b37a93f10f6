"""States of the planning page: its lower part with an open row, the strip of a cycle, what is still missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow
    from desktop.ui.planning.basics_view import BasicsView


def page_of(window: MainWindow) -> BasicsView:
    """The basics of the planning page, open."""
    from desktop.ui.planning.basics_view import BasicsView
    from desktop.ui.planning.page import PlanningPage

    assert window.frame is not None
    window.frame.open_step("plan")
    page = window.frame.page()
    assert isinstance(page, PlanningPage)
    basics = page.show_view("basics")
    assert isinstance(basics, BasicsView)
    return basics


def lower(window: MainWindow) -> None:
    """A member open for editing, a refused date beside it."""
    from tests.shots.pages import settle

    page = page_of(window)
    page.drafts.commit_all()
    page.team.edit(page.team.elements[1].id)
    settle(window)
    field = page.audit.entries["audit.starts_on"].field
    field.setFocus()
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, "2026-11-31")
    page.drafts.commit_all()
    bar = page.column.verticalScrollBar()
    bar.setValue(bar.maximum())
    settle(window)


def cycle(window: MainWindow) -> None:
    """Both dates of the cycle known."""
    from tests.shots.pages import settle

    page = page_of(window)
    for name, day in (("audit.decided_on", "2025-12-08"), ("audit.last_audit_on", "2026-11-06")):
        field = page.cycle.entries[name].field
        field.setFocus()
        field.selectAll()  # type: ignore[attr-defined]
        QTest.keyClicks(field, day)
    page.drafts.commit_all()
    settle(window)


def missing(window: MainWindow) -> None:
    """An audit just begun, whose report lacks nearly all."""
    from tests.shots.pages import _begin, settle

    _begin(window)
    page_of(window)
    settle(window)
