"""Workbooks: values, formulas, merged cells, a million blank rows, and files that mean harm."""

from __future__ import annotations

import io
import re
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from openpyxl import Workbook

from desktop.base.errors import BadInput, Cancelled
from desktop.domain.survey_table import Cell, Table, letter
from desktop.tables.read import table_of
from tests.tables.exports import as_xlsx, saved

ROWS: list[list[Any]] = [["序号", "时间", "1、按时到达"], [1, datetime(2026, 11, 18, 10, 2, 3), 4.0], [2, None, "非常满意"]]  # noqa: DTZ001


def read(data: bytes, sheet: str | None = None, watch: Callable[[int, int], bool] | None = None) -> Table:
    return table_of(data, "答卷.xlsx", sheet, watch)


def texts(table: Table) -> list[tuple[int, list[str]]]:
    return [(number, list(cells)) for number, cells in table.rows]


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """The same workbook with parts changed (None: left out) and added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = change(part, old.read(part))
            if content is not None:
                new.writestr(part, content)
        for name, content in more.items():
            new.writestr(name, content)
    return out.getvalue()


def with_sheet(change: Callable[[bytes], bytes]) -> bytes:
    return repacked(as_xlsx(ROWS), lambda name, data: change(data) if name == "xl/worksheets/sheet1.xml" else data)


def test_values_are_the_texts_a_csv_would_hold() -> None:
    assert texts(read(as_xlsx(ROWS))) == [
        (1, ["序号", "时间", "1、按时到达"]),
        (2, ["1", "2026-11-18 10:02:03", "4"]),
        (3, ["2", "", "非常满意"]),
    ]


def test_the_first_sheet_with_something_in_it_or_the_one_named() -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = "说明"
    book.create_sheet("答卷").append(["序号", "题"])
    book.create_sheet("选项").append(["甲", "乙"])
    table = read(saved(book))
    assert texts(table) == [(1, ["序号", "题"])]
    assert "未读：说明、选项" in table.notes[0]
    assert texts(read(saved(book), "选项")) == [(1, ["甲", "乙"])]
    with pytest.raises(BadInput, match="没有名为“别的”的工作表"):
        read(saved(book), "别的")


def test_formulas_are_read_by_their_kept_results() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[Any]] = [["题一", "题二"], [4, "=A2+1"], [5, "=1/0"]]
    for row in rows:
        sheet.append(row)
    table = read(saved(book))
    # Written by a program that does not reckon: there is no result.
    assert set(table.faults) == {Cell(2, 2), Cell(3, 2)}
    assert "公式 2 处" in table.notes[0]
    assert "B2" in table.notes[1]
    reckoned = repacked(
        saved(book),
        lambda name, data: re.sub(rb"<f>A2\+1</f><v ?/?>(</v>)?", b"<f>A2+1</f><v>5</v>", data) if name.endswith("sheet1.xml") else data,
    )
    table = read(reckoned)
    assert texts(table)[1] == (2, ["4", "5"])
    assert set(table.faults) == {Cell(3, 2)}


def test_an_empty_result_of_a_formula_is_a_result() -> None:
    cell = b'<c r="B2" t="str"><f>IF(A2="","",A2)</f><v></v></c>'
    table = read(with_sheet(lambda sheet: re.sub(rb'<c r="B2".*?</c>', cell, sheet)))
    assert table.faults == {}
    assert texts(table)[1] == (2, ["1", "", "4"])


def test_every_kind_of_value_is_the_text_a_person_sees() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([True, 12.5, 1e20, 0.1, "#N/A", time(8, 5), timedelta(minutes=2, seconds=5), date(2026, 11, 18), " 空 格 "])
    assert texts(read(saved(book))) == [
        (1, ["1", "12.5", "1e+20", "0.1", "#N/A", "08:05:00", "125", "2026-11-18 00:00:00", "空 格"]),
    ]


def test_shared_texts_rich_texts_and_readings_beside_them() -> None:
    shared = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>题</t></si>'
        '<si><r><t>准</t></r><r><t>时</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si></sst>'
    ).encode()
    cells = (
        b'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        b'<c t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> b</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c></row>'
    )
    kind = (
        b'<Override PartName="/xl/sharedStrings.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )

    def change(name: str, data: bytes) -> bytes:
        if name == "[Content_Types].xml":
            return data.replace(b"</Types>", kind)
        return (
            re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData>" + cells + b"</sheetData>", data) if name.endswith("sheet1.xml") else data
        )

    data = repacked(as_xlsx(ROWS), change, **{"xl/sharedStrings.xml": shared})
    assert texts(read(data)) == [(1, ["题", "准时", "a b"])]


def test_names_with_a_prefix_and_cells_without_a_place() -> None:
    def prefixed(sheet: bytes) -> bytes:
        sheet = re.sub(rb'(<c) r="[A-Z]+\d+"', rb"\1", sheet)
        sheet = re.sub(rb'(<row) r="\d+"', rb"\1", sheet).replace(b" xmlns=", b" xmlns:x=")
        return re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", sheet)

    assert texts(read(with_sheet(prefixed))) == [*texts(read(as_xlsx(ROWS)))[:2], (3, ["2", "非常满意"])]


def test_merged_cells_hold_the_same_everywhere() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["序号", "请评价", None, "网点"], [None, "准时", "礼貌", None], [1, 4, 5, "城东"], [2, 3, 4, None]):
        sheet.append(row)
    for span in ("B1:C1", "A1:A2", "D1:D2", "D3:D4"):
        sheet.merge_cells(span)
    table = read(saved(book))
    assert texts(table) == [
        (1, ["序号", "请评价", "请评价", "网点"]),
        (2, ["序号", "准时", "礼貌", "网点"]),
        (3, ["1", "4", "5", "城东"]),
        (4, ["2", "3", "4", "城东"]),
    ]
    assert table.spanned == {1}
    assert "合并单元格 4 处" in table.notes[0]


def test_a_million_blank_rows_cost_nothing() -> None:
    blank = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (number, number) for number in range(4, 1_048_577))
    data = with_sheet(lambda sheet: sheet.replace(b"</sheetData>", blank + b"</sheetData>").replace(b"A1:C3", b"A1:XFD1048576"))
    tracemalloc.start()
    table = read(data)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(table.rows) == 3
    assert "第 3 行以后连续 5000 行是空行" in table.notes[-1]
    # The file itself stands in memory once; the rows do not.
    assert most < 40_000_000


def test_blank_rows_between_keep_the_numbers_of_the_rest() -> None:
    data = with_sheet(lambda sheet: sheet.replace(b'<row r="3">', b'<row r="900">').replace(b'"A3"', b'"A900"').replace(b'"C3"', b'"C900"'))
    assert [number for number, _cells in texts(read(data))] == [1, 2, 900]


def test_a_row_number_that_lies_ends_the_sheet() -> None:
    table = read(with_sheet(lambda sheet: sheet.replace(b'<row r="3">', b'<row r="999999999">')))
    assert [number for number, _cells in texts(table)] == [1, 2]
    assert "读到此处为止" in table.notes[0]


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: as_xlsx(ROWS)[:-200], "不完整"),
        (lambda: b"PK\x03\x04" + b"\0" * 100, "不完整"),
        (lambda: repacked(as_xlsx(ROWS), lambda name, data: None if name == "[Content_Types].xml" else data), "不是 Excel"),
        (lambda: repacked(as_xlsx(ROWS), lambda name, data: None if name == "xl/workbook.xml" else data), "不是完整"),
        (lambda: with_sheet(lambda sheet: sheet.replace(b"</row>", b"", 1)), "不是完整"),
        (lambda: with_sheet(lambda sheet: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>' + sheet), "实体定义"),
        (lambda: with_sheet(lambda sheet: b"<!--" + b"x" * 9000 + b"-->" + sheet), "实体定义"),
        (lambda: with_sheet(lambda sheet: sheet.decode().encode("utf-16")), "UTF-8"),
        (lambda: with_sheet(lambda sheet: sheet + b" " * 6_000_000), "压缩炸弹"),
        (lambda: repacked(as_xlsx(ROWS), lambda _name, data: data, **{"xl/styles2.xml": b" " * 17_000_000}), "压缩炸弹"),
        (lambda: repacked(as_xlsx(ROWS), lambda _name, data: data, **{f"xl/{n}.bin": b"" for n in range(2001)}), "超过 2000"),
        (lambda: as_xlsx([[f"列{n}" for n in range(501)]]), "超过 500 列"),
        (lambda: as_xlsx([]), "没有内容"),
    ],
)
def test_broken_and_hostile_files_are_refused_in_one_sentence(make: Callable[[], bytes], told: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(make())
    assert told in refused.value.sentence
    assert refused.value.sentence.startswith("答卷.xlsx：")
    assert "\n" not in refused.value.sentence


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_sheet(lambda sheet: sheet.replace(b"</sheetData>", b" " * 20_000_000 + b"</sheetData>"))
    tracemalloc.start()
    with pytest.raises(BadInput, match="压缩炸弹"):
        read(bomb)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2_000_000


def test_a_size_that_lies_does_not_unpack_more() -> None:
    data = bytearray(with_sheet(lambda sheet: sheet.replace(b"</sheetData>", b" " * 5_000_000 + b"</sheetData>")))
    # Both headers of the sheet say 3000 bytes.
    name = b"xl/worksheets/sheet1.xml"
    local, central = data.index(name) - 30, data.rindex(name) - 46
    struct.pack_into("<I", data, local + 22, 3000)
    struct.pack_into("<I", data, central + 24, 3000)
    with pytest.raises(BadInput, match="已损坏"):
        read(bytes(data))


def test_a_locked_part_is_said() -> None:
    data = bytearray(as_xlsx(ROWS))
    name = b"xl/workbook.xml"
    data[data.rindex(name) - 46 + 8] |= 1
    with pytest.raises(BadInput, match="密码"):
        read(bytes(data))


def test_reading_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        read(as_xlsx([["题"], *[[n % 5 + 1] for n in range(1000)]]), watch=lambda row, total: total == 1001 and row >= 400)


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA"), (16384, "XFD")])
def test_columns_have_letters(column: int, letters: str) -> None:
    assert letter(column) == letters
