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


def _import(window: MainWindow, name: str, data: bytes, face: str = "") -> None:
    import tempfile
    from pathlib import Path

    from tests.shots.pages import settle, until

    view = _mode(window, "responses").modes.responses
    assert view is not None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        view.importing.read(path)
        until(lambda: view.importing.prepared is not None or not view.importing.fault.isHidden())
    if face:
        view.importing.faces.show_face(face)
    settle(window)


def import_columns(window: MainWindow) -> None:
    """Which column is which question, one of them open: a matrix, a multiple choice."""
    from desktop.actions import survey
    from tests.shots.pages import settle
    from tests.tables import exports

    page = _mode(window, "responses")
    rows = exports.wjx(survey.forms(page.view).current, 40, matrix=True)
    rows[0][9] = "2、请对以下各项作出评价—安装得怎么样"
    _import(window, "问卷星导出.xlsx", exports.as_xlsx(rows), "columns")
    assert page.modes.responses is not None
    columns = page.modes.responses.importing.faces.columns
    columns.rows.opened.emit(rows[0][9])
    settle(window)


def import_labels(window: MainWindow) -> None:
    """What the options are worth, two of them not known."""
    from desktop.actions import survey
    from tests.tables import exports

    words = {"非常满意": "超出预期", "满意": "符合预期", "一般": "一般"}
    page = _mode(window, "responses")
    rows = [[words.get(cell, cell) for cell in row] for row in exports.wjx(survey.forms(page.view).current, 40)]
    _import(window, "问卷星导出.csv", exports.as_csv(rows), "labels")


def import_first(window: MainWindow) -> None:
    """The first rows as they would be read."""
    from desktop.actions import survey
    from tests.tables import exports

    page = _mode(window, "responses")
    rows = exports.wjx(survey.forms(page.view).current, 40)
    rows[3][8] = "也许"
    _import(window, "问卷星导出.csv", exports.as_csv(rows), "first")


def import_refused(window: MainWindow) -> None:
    """A file that is no table."""
    _import(window, "答卷.xlsx", b"PK\x03\x04" + b"\0" * 100)


def questions(window: MainWindow) -> None:
    """The questionnaire in a second version, one question open."""
    from desktop.actions import questionnaire
    from tests.shots.pages import settle, until

    page = _mode(window, "form")
    audit = page.context.audit
    done: list[object] = []

    def change(ws: object) -> None:
        questionnaire.remove_question(ws, audit, "q13")  # type: ignore[arg-type]
        questionnaire.change_question(ws, audit, "q9", text="服务人员按约好的时间上门。")  # type: ignore[arg-type]
        questionnaire.add_question(ws, audit, text="旧件和包装按约定带走。", dimension="comfort")  # type: ignore[arg-type]

    page.context.runner.act(page, change, done.append)
    until(lambda: done)
    page.context.runner.act(page, lambda ws: questionnaire.move_question(ws, audit, "q2", place=1))
    settle(window)
    assert page.modes.form is not None
    page.modes.form.edit("q9")
    settle(window)
