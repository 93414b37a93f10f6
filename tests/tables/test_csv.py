"""CSV files of every encoding and separator, damaged and hostile ones."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.base.errors import BadInput, Cancelled
from desktop.domain.survey_table import Cell
from desktop.tables.read import table_of
from tests.tables.exports import as_csv

ROWS: list[list[Any]] = [["序号", "1、按时到达；满意吗", "意见"], [1, "非常满意", "很好，\n“准时”"], [2, "满意", "再快点；谢谢"]]
TEXTS = [(1, ROWS[0]), (2, ["1", "非常满意", "很好，\n“准时”"]), (3, ["2", "满意", "再快点；谢谢"])]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_and_separator_gives_the_same_table(encoding: str, separator: str) -> None:
    table = table_of(as_csv(ROWS, encoding=encoding, separator=separator), "答卷.csv")
    assert [(number, list(cells)) for number, cells in table.rows] == TEXTS
    assert not table.faults
    assert table.notes == ()


def test_quotes_keep_separators_and_line_ends() -> None:
    table = table_of(as_csv(ROWS, quote=True, separator=";"), "x.csv")
    assert table.rows[1][1][2] == "很好，\n“准时”"


def test_blank_lines_are_left_out_and_rows_keep_their_numbers() -> None:
    table = table_of(b"a,b\n\n1,2\n,\n3,4\n", "x.csv")
    assert [(number, list(cells)) for number, cells in table.rows] == [(1, ["a", "b"]), (3, ["1", "2"]), (5, ["3", "4"])]


def test_a_damaged_byte_costs_one_cell_and_not_the_file() -> None:
    data = as_csv([*ROWS, *[[n, "满意", "服务及时，师傅讲解清楚"] for n in range(3, 60)]], encoding="utf-8")
    place = data.index("师傅".encode())
    table = table_of(data[:place] + b"\xff" + data[place + 1 :], "x.csv")
    assert len(table.rows) == 60
    assert table.faults == {Cell(4, 3): "有无法识别的字符"}
    assert "UTF-8" in table.notes[0]
    damaged = as_csv([*ROWS, *[[n, "满意", "服务及时，师傅讲解清楚"] for n in range(3, 60)]], encoding="gb18030")
    place = damaged.index("师傅".encode("gb18030"))
    table = table_of(damaged[:place] + b"\xff" + damaged[place + 1 :], "x.csv")
    assert len(table.rows) == 60
    assert list(table.faults) == [Cell(4, 3)]


def test_a_row_that_was_cut_or_shifted_is_told() -> None:
    table = table_of("甲,乙,丙\n1,2,3\n4,5,6,7\n8,9".encode(), "x.csv")
    assert set(table.faults) == {Cell(3, 0), Cell(4, 0)}
    assert table.faults[Cell(3, 0)].startswith("有 4 列，多于表头的 3 列")
    assert table.faults[Cell(4, 0)].startswith("只有 2 列，表头有 3 列")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "空的"),
        (b"  \n \n", "空的"),
        (b",,\n,,", "没有内容"),
        (b"a,b\n\x00\x01,2", "不是 CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 .xls"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "不是表格"),
        (b"%PDF-1.7\n", "不是表格"),
        (bytes(range(128, 256)) * 40, "编码"),
        (b"a," * 600 + b"b\n1", "超过 500 列"),
        (b'a,b\n1,"' + b"x" * 40_000 + b'"\n', "32767"),
        (b'a,b\n1,"' + b"x" * 200_000, "CSV"),
        (b"a\n" + b"1\n" * 20_001, "20000 行"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(data: bytes, told: str) -> None:
    with pytest.raises(BadInput) as refused:
        table_of(data, "答卷.csv")
    assert told in refused.value.sentence
    assert refused.value.sentence.startswith("答卷.csv：")


def test_reading_can_be_stopped() -> None:
    seen: list[int] = []

    def watch(row: int, total: int) -> bool:
        assert row <= total == 5001
        seen.append(row)
        return row >= 1000

    with pytest.raises(Cancelled):
        table_of(b"a\n" + b"1\n" * 5000, "x.csv", watch=watch)
    assert seen == [500, 1000]
