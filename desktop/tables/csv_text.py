"""A CSV file as a table: the encoding found by trying strictly, the separator by the first line, damaged rows told."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from desktop.base.errors import BadInput, Cancelled
from desktop.base.words import _
from desktop.domain.survey_table import Cell, Table
from desktop.tables.sheet_xml import MOST_COLUMNS, MOST_ROWS, Watch

_MOST_CELL = 32_767
_UNKNOWN = "\ufffd"
# A file is taken as damaged, not as of another encoding, while at most one sign in so many cannot be read.
_DAMAGED = 50
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_csv(data: bytes, name: str, watch: Watch = None) -> Table:
    """The table of a CSV file. Raises BadInput with the reason, Cancelled when `watch` says so."""
    text, notes = decode(data, name)
    separator = _separator(text)
    total = text.count("\n")
    rows: list[tuple[int, list[str]]] = []
    faults: dict[Cell, str] = {}
    width = 0
    for number, cells in enumerate(_records(text, separator, name), 1):
        if watch is not None and number % 500 == 0 and watch(min(number, total), total):
            raise Cancelled(_("已取消，没有导入任何问卷。"))
        stripped = [cell.strip() for cell in cells]
        if not any(stripped):
            continue
        if len(stripped) > MOST_COLUMNS:
            raise BadInput(_("{name}：第 {row} 行超过 {most} 列，没有读入。").format(name=name, row=number, most=MOST_COLUMNS))
        rows.append((number, stripped))
        if len(rows) > MOST_ROWS:
            raise BadInput(_("{name}：超过 {most} 行，请分成几个文件导入。").format(name=name, most=MOST_ROWS))
        width = width or len(stripped)
        if len(stripped) < width:
            faults[Cell(number, 0)] = _("只有 {count} 列，表头有 {width} 列，可能被截断").format(count=len(stripped), width=width)
        elif any(stripped[width:]):
            faults[Cell(number, 0)] = _("有 {count} 列，多于表头的 {width} 列，可能有未加引号的分隔符").format(
                count=len(stripped), width=width
            )
        for column, cell in enumerate(stripped, 1):
            if _UNKNOWN in cell:
                faults[Cell(number, column)] = _("有无法识别的字符")
    if not rows:
        raise BadInput(_("{name}：表中没有内容。").format(name=name))
    return Table(name, tuple(rows), faults, frozenset(), tuple(notes))


def decode(data: bytes, name: str) -> tuple[str, list[str]]:
    """The text of a file in UTF-8 (with or without mark), UTF-16 with mark, or GB18030; a few damaged signs become U+FFFD."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            return _told(text, encoding.upper().removesuffix("-SIG"), name)
    if b"\0" in data:
        raise BadInput(_("{name}：不是 CSV 文本文件，请导出为 CSV 或 .xlsx 后再导入。").format(name=name))
    found = []
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), []
        except UnicodeDecodeError:
            text = data.decode(encoding, errors="replace")
            found.append((text.count(_UNKNOWN), encoding, text))
            # Damaged UTF-8 often reads as GB18030 without a fault, and as nonsense.
            if encoding == "utf-8" and _few(text):
                break
    _count, encoding, text = min(found)
    return _told(text, encoding.upper(), name)


def _few(text: str) -> bool:
    foreign = sum(1 for sign in text if sign > "\x7f")
    return text.count(_UNKNOWN) * _DAMAGED <= foreign


def _told(text: str, encoding: str, name: str) -> tuple[str, list[str]]:
    if _UNKNOWN not in text:
        return text, []
    if not _few(text):
        raise BadInput(_("{name}：文字编码既不是 UTF-8 也不是 GB18030，请以 UTF-8 另存后再导入。").format(name=name))
    count = text.count(_UNKNOWN)
    return text, [_("按 {encoding} 读入，有 {count} 个字符无法识别，所在的行见清单。").format(encoding=encoding, count=count)]


def _separator(text: str) -> str:
    """The commonest of comma, semicolon and tab in the first line, outside quotes."""
    counts = dict.fromkeys(",;\t", 0)
    quoted = False
    for sign in text[:100_000].lstrip():
        if sign == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif sign in "\r\n":
            break
        elif sign in counts:
            counts[sign] += 1
    return max(counts, key=lambda sign: counts[sign])


def _records(text: str, separator: str, name: str) -> Iterator[list[str]]:
    limit = csv.field_size_limit()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    number = 0
    try:
        for cells in reader:
            number += 1
            if any(len(cell) > _MOST_CELL for cell in cells):
                raise BadInput(
                    _("{name}：第 {row} 行有超过 {most} 字的单元格，可能缺少引号，没有读入。").format(
                        name=name, row=number, most=_MOST_CELL
                    )
                )
            yield cells
    except csv.Error:
        raise BadInput(
            _("{name}：第 {row} 行附近不是合法的 CSV（引号不成对，或单元格超过 {limit} 字），没有读入。").format(
                name=name, row=number + 1, limit=limit
            )
        ) from None
