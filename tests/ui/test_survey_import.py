"""Tables of responses taken in at the screen: looked at, set right, refused in one sentence, and never twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.actions import audits, survey
from desktop.actions.opening import open_workspace
from desktop.domain.assessment import Response
from desktop.domain.scheme import Survey
from desktop.ui.main_window import MainWindow
from desktop.ui.survey.import_card import ImportCard
from desktop.ui.survey.page import SurveyPage
from desktop.ui.survey.responses_view import ResponsesView
from tests.tables import exports
from tests.tables.test_xlsx import repacked

LEFT = Qt.MouseButton.LeftButton
Open = Callable[..., MainWindow]


class Desk:
    """An audit open at 答卷."""

    def __init__(self, window: MainWindow, qtbot: QtBot, form: Survey, folder: Path) -> None:
        self.window, self.qtbot, self.form, self.folder = window, qtbot, form, folder
        qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
        assert window.frame is not None
        window.frame.open_step("survey")
        page = window.frame.page()
        assert isinstance(page, SurveyPage)
        self.page = page
        page.modes.show("responses")

    @property
    def view(self) -> ResponsesView:
        assert self.page.modes.responses is not None
        return self.page.modes.responses

    @property
    def card(self) -> ImportCard:
        return self.view.importing

    @property
    def responses(self) -> tuple[Response, ...]:
        return self.page.view.document.responses

    def until(self, there: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(there()), timeout=15_000)

    def read(self, data: bytes, name: str = "答卷.xlsx") -> None:
        path = self.folder / name
        path.write_bytes(data)
        self.card.read(path)
        self.until(lambda: self.card._work is None and (self.card.prepared is not None or not self.card.fault.isHidden()))

    def take(self) -> None:
        before = len(self.responses)
        self.qtbot.mouseClick(self.card.take, LEFT)
        self.until(lambda: len(self.responses) > before and self.card.take.isHidden())

    def choose(self, rows: Any, id_: str, chosen: str) -> None:
        """Open a row by the keyboard and choose in its list."""
        rows.rows.setFocus()
        place = [row.id for row in rows.rows.rows()].index(id_)
        self.qtbot.keyClick(rows.rows, Qt.Key.Key_Home)
        for _step in range(place):
            self.qtbot.keyClick(rows.rows, Qt.Key.Key_Down)
        self.qtbot.keyClick(rows.rows, Qt.Key.Key_Return)
        assert rows.choice is not None
        before = self.card.prepared
        rows.choice.select(chosen)
        rows.choice.chosen.emit(chosen)
        self.until(lambda: self.card.prepared is not before)

    def texts(self) -> dict[str, str]:
        """What each column holds, in words."""
        return {row.id: row.text for row in self.card.faces.columns.rows.rows()}


@pytest.fixture
def desk(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Desk:
    ws = open_workspace(tmp_path / "store")
    audit = audits.create(ws, scheme="cqm", client="澄屿家居服务有限公司").audit
    form = survey.forms(ws.audit(audit)).current
    ws.close()
    return Desk(open_window(audit), qtbot, form, tmp_path)


def test_a_table_that_explains_itself_is_shown_and_taken_in(desk: Desk) -> None:
    desk.read(exports.as_xlsx(exports.wjx(desk.form, 12)))
    assert desk.card.faces.face() == "first"
    rows = desk.card.faces.first.table()
    assert len(rows) == 8
    # The number of the row in the file, then what is read from it: points where words stood.
    assert rows[0].cells[0] == "2"
    assert rows[0].cells[5] in "345"
    assert desk.card.says.text().startswith("可导入 12 份，已有 0 份，不能读入 0 行")
    desk.take()
    # Nothing was left over: the list is back, with one undo for all of it.
    assert desk.card.isHidden()
    assert desk.view.list.isVisible()
    assert len(desk.responses) == 12
    desk.read(exports.as_xlsx(exports.wjx(desk.form, 12)))
    assert desk.card.take.isHidden()
    assert "可导入 0 份，已有 12 份" in desk.card.says.text()
    desk.qtbot.keyClick(desk.card.faces.tabs, Qt.Key.Key_Escape)
    assert desk.card.isHidden()
    assert desk.window.frame is not None
    desk.window.frame.undo()
    desk.until(lambda: not desk.responses)


def test_the_keyboard_comes_back_to_the_import_and_esc_shuts_it(desk: Desk) -> None:
    desk.read(exports.as_xlsx(exports.wjx(desk.form, 12)))
    desk.page.modes.show("totals")
    desk.page.modes.show("responses")
    assert desk.card.faces.tabs.hasFocus()
    desk.qtbot.keyClick(desk.card.faces.tabs, Qt.Key.Key_Escape)
    desk.until(desk.card.isHidden)
    assert desk.view.list.hasFocus()


def test_options_nobody_knows_are_given_their_worth_and_it_is_remembered(desk: Desk) -> None:
    words = {"非常满意": "超出预期", "满意": "符合预期", "一般": "没用过"}
    rows = [[words.get(cell, cell) for cell in row] for row in exports.wjx(desk.form, 12)]
    desk.read(exports.as_csv(rows, encoding="gb18030"), "答卷.csv")
    assert desk.card.faces.face() == "labels"
    assert desk.card.take.isHidden()
    labels = desk.card.faces.labels
    assert {row.text for row in labels.rows.rows()} == {"不认识，请选分值"}
    desk.choose(labels, "超出预期", "5")
    desk.choose(labels, "符合预期", "4")
    desk.choose(labels, "没用过", "none")
    assert {row.id: row.text for row in labels.rows.rows()}["没用过"] == "不算作答（手工指定）"
    desk.take()
    assert {points for one in desk.responses for points in one.answers.values()} == {4, 5}
    # The next file of the same survey is read the same way.
    later = [[words.get(cell, cell) for cell in row] for row in exports.wjx(desk.form, 15, start=1)]
    desk.read(exports.as_csv(later), "答卷2.csv")
    assert "可导入 3 份，已有 12 份" in desk.card.says.text()
    desk.qtbot.keyClick(labels.rows, Qt.Key.Key_Delete)
    desk.until(lambda: "不认识，请选分值" in {row.text for row in labels.rows.rows()})


def test_what_was_set_right_is_there_after_a_break(desk: Desk) -> None:
    rows = exports.wjx(desk.form, 5)
    rows[0][7], rows[0][8] = "第一问", "第二问"
    desk.read(exports.as_csv(rows), "答卷.csv")
    assert desk.card.faces.face() == "columns"
    assert "2 题找不到对应的列" in desk.card.says.text()
    desk.choose(desk.card.faces.columns, "第一问", "q1")
    desk.qtbot.mouseClick(desk.card.close_button, LEFT)
    desk.read(exports.as_csv(rows), "答卷.csv")
    # One is still open: nothing is taken in half before somebody says so.
    assert desk.texts()["第一问"].startswith("1 ")
    assert "1 题找不到对应的列" in desk.card.says.text()
    assert desk.card.take.isHidden()
    desk.choose(desk.card.faces.columns, "第二问", "q2")
    desk.take()
    assert all(len(one.answers) == 15 for one in desk.responses)


def test_lines_of_a_matrix_and_options_of_a_choice_are_told(desk: Desk) -> None:
    rows = exports.wjx(desk.form, 6, matrix=True)
    rows[0][6] = "1、您接受过哪些服务？(安装)"
    rows[0].insert(7, "1、您接受过哪些服务？(维修)")
    for row in rows[1:]:
        row[6] = "1"
        row.insert(7, "0")
    desk.read(exports.as_xlsx(rows))
    shown = {row.id: row for row in desk.card.faces.columns.rows.rows()}
    line = shown[f"2、请对以下各项作出评价—{desk.form.questions[0].text}"]
    assert line.title == desk.form.questions[0].text
    assert line.note == "矩阵题 2、请对以下各项作出评价"
    option = shown["1、您接受过哪些服务？(安装)"]
    assert (option.title, option.text, option.note) == ("安装", "接受的服务：勾选“安装”", "多选题 1、您接受过哪些服务？")
    # A question nobody asks for becomes the place: its options come along.
    where = "17、您从哪里了解到我们？(门店)"
    desk.choose(desk.card.faces.columns, where, "site")
    assert desk.texts()[where] == "服务网点或地点：勾选“门店”"
    assert desk.texts()["17、您从哪里了解到我们？(网络)"] == "服务网点或地点：勾选“网络”"
    desk.take()
    assert {one.service for one in desk.responses} == {"安装"}


def test_another_sheet_another_head_another_channel(desk: Desk) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "说明"
    first.append(["这是导出说明"])
    sheet = book.create_sheet("答卷")
    sheet.append(["2026 年顾客调查"])
    for row in exports.wjx(desk.form, 4):
        sheet.append(row)
    desk.read(exports.saved(book))
    settings = desk.card.settings
    assert settings.sheet.isVisible()
    before = desk.card.prepared
    settings.sheet.select("答卷")
    settings.sheet.chosen.emit("答卷")
    desk.until(lambda: desk.card.prepared not in (None, before))
    assert settings.head.selected() == "2"
    settings.channel.select("face_to_face")
    settings.channel.chosen.emit("face_to_face")
    desk.until(lambda: desk.card.mapping is not None and desk.card.mapping.channel == "face_to_face")
    desk.until(lambda: desk.card.prepared is not None and desk.card.prepared.guess.mapping.channel == "face_to_face")
    desk.take()
    assert {one.channel for one in desk.responses} == {"face_to_face"}
    desk.read(exports.saved(book))
    settings.head.select("1")
    settings.head.chosen.emit("1")
    desk.until(lambda: "找不到对应的列" in desk.card.says.text())
    assert desk.card.take.isHidden()


def test_rows_that_cannot_be_read_stand_with_row_and_column_and_can_be_copied(desk: Desk) -> None:
    rows = exports.wjx(desk.form, 12)
    rows[3][8] = "也许"
    rows[7][10] = "9"
    desk.read(exports.as_xlsx(rows))
    # Among the first rows what cannot be read is red, as it stands in the file.
    marked = [(row.cells[0], [row.cells[place] for place in row.wrong]) for row in desk.card.faces.first.table() if row.wrong]
    assert marked == [("4", ["也许"]), ("8", ["9"])]
    desk.card.faces.show_face("refused")
    table = desk.card.faces.refused.table()
    assert [(row.cells[0], row.cells[1], row.cells[3]) for row in table] == [("4", "I", "也许"), ("8", "K", "9")]
    desk.take()
    # The rest came in, and what did not stays in sight.
    assert len(desk.responses) == 10
    assert "已导入 10 份" in desk.card.says.text()
    assert not desk.card.isHidden()
    desk.qtbot.mouseClick(desk.card.copy, LEFT)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[:2] for line in lines] == [["4", "I"], ["8", "K"]]


def formulas(form: Survey) -> bytes:
    """Written by a program that does not reckon: the second row's first answer is a formula without a result."""
    rows = exports.wjx(form, 4)
    rows[2][7] = "=3+1"
    return exports.as_xlsx(rows)


def merged(form: Survey) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows = exports.wjx(form, 4)
    rows.insert(0, ["顾客调查"] + [None] * (len(rows[0]) - 1))
    for row in rows:
        sheet.append(row)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(rows[0]))
    return exports.saved(book)


def endless(form: Survey) -> bytes:
    blank = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (number, number) for number in range(6, 1_048_577))

    def change(name: str, data: bytes) -> bytes:
        return data.replace(b"</sheetData>", blank + b"</sheetData>") if name.endswith("sheet1.xml") else data

    return repacked(exports.as_xlsx(exports.wjx(form, 4)), change)


@pytest.mark.parametrize(
    ("make", "name", "new", "bad", "told"),
    [
        (formulas, "a.xlsx", 3, 1, "公式 1 处"),
        (merged, "a.xlsx", 4, 0, "合并单元格 1 处"),
        (endless, "a.xlsx", 4, 0, "连续 5000 行是空行"),
        (lambda form: exports.as_csv(exports.wjx(form, 4), encoding="utf-8-sig"), "a.csv", 4, 0, ""),
        (lambda form: exports.as_csv(exports.wjx(form, 4), encoding="gb18030"), "a.csv", 4, 0, ""),
        (lambda form: exports.as_csv(exports.wjx(form, 4), encoding="utf-16"), "a.csv", 4, 0, ""),
        (lambda form: exports.as_csv(exports.wjx(form, 4)).replace("微信".encode(), b"\xff\xfe", 1), "a.csv", 4, 0, "无法识别"),
    ],
)
def test_odd_files_give_what_they_hold(desk: Desk, make: Callable[[Survey], bytes], name: str, new: int, bad: int, told: str) -> None:
    desk.read(make(desk.form), name)
    said = desk.card.says.text()
    assert said.startswith(f"可导入 {new} 份，已有 0 份，不能读入 {bad} 行")
    assert told in said
    desk.take()
    assert len(desk.responses) == new


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda data: repacked(data, lambda name, part: part + b" " * 20_000_000 if name.endswith("sheet1.xml") else part), "压缩炸弹"),
        (lambda data: data[: len(data) // 2], "不完整"),
        (lambda _data: b"", "空的"),
        (lambda _data: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "旧版 .xls"),
        (lambda _data: b"<html><table></table></html>", "不是表格数据"),
        (lambda data: re.sub(rb"(?s).*", b"PK\x03\x04", data[:10]), "不完整"),
    ],
)
def test_a_file_that_is_no_table_is_one_sentence_and_the_list_stays(desk: Desk, make: Callable[[bytes], bytes], told: str) -> None:
    desk.read(make(exports.as_xlsx(exports.wjx(desk.form, 4))))
    assert told in desk.card.fault.accessibleName()
    assert desk.card.title.text() == "没有导入"
    assert desk.view.list.isVisible()
    assert desk.responses == ()
    # Another try needs nothing to be put away first.
    desk.read(exports.as_xlsx(exports.wjx(desk.form, 4)))
    desk.take()
    assert len(desk.responses) == 4


def test_a_reading_can_be_stopped_at_the_card(desk: Desk) -> None:
    path = desk.folder / "答卷.xlsx"
    path.write_bytes(exports.as_xlsx(exports.wjx(desk.form, 3000)))
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        if not seen:
            desk.qtbot.mouseClick(desk.card.close_button, LEFT)
        seen.append((done, total))

    desk.window.runner.work_started.connect(lambda work: work.progress.connect(stop))
    desk.card.read(path)
    desk.until(lambda: desk.card.title.text() == "已取消，没有导入")
    # How many rows there are is known from the first word on.
    assert seen[0] == (200, 3001)
    assert desk.card.fault.isHidden()
    assert desk.responses == ()
    assert desk.card.prepared is None
