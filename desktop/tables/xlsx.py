"""An XLSX sheet as a table: values only, streamed, with formulas and merged cells told."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from desktop.base.errors import BadInput, Cancelled
from desktop.base.words import _
from desktop.domain.survey_table import Cell, Table, letter
from desktop.tables.archive import DAMAGED, open_archive

MOST_ROWS = 20_000
MOST_COLUMNS = 500
_LAST_ROW = 1_048_576
_MOST_SHEETS = 100
# So many blank rows in a row end a sheet; files whose whole columns were formatted go on to row 1,048,576.
_BLANK_RUN = 5000
_MOST_MERGED = 5000
_MOST_FILLED = 200_000
_MOST_CELL = 32_767
_CHUNK = 1024 * 1024
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")
# Both XML parsers that may be underneath raise a SyntaxError.
_BROKEN = (*DAMAGED, TypeError, AttributeError, AssertionError, OverflowError, SyntaxError)

_Span = tuple[int, int, int, int]  # first row and column, last row and column
Watch = Callable[[int], bool] | None  # told the row reached; true: stop


def read_xlsx(data: bytes, name: str, sheet: str | None = None, watch: Watch = None) -> Table:
    """A sheet of a workbook, the first with anything in it unless named. Raises BadInput with the reason, Cancelled by `watch`."""
    import openpyxl

    archive = open_archive(data, name)
    with archive, warnings.catch_warnings():
        # The library warns of decorations it leaves out.
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(archive_file(archive), read_only=True, data_only=True)
            try:
                chosen, others = _chosen(book, name, sheet)
                part = getattr(chosen, "_worksheet_path", "")
                has_formulas, spans = _scan(archive, part)
                rows, notes = _rows(chosen, name, watch)
            finally:
                book.close()
            faults: dict[Cell, str] = {}
            if has_formulas:
                notes += _formulas(archive, chosen.title, rows, faults, watch)
        except (BadInput, Cancelled):
            raise
        except _BROKEN:
            raise BadInput(_("{name}：不是完整的 Excel 工作簿，请用 Excel 打开后另存为 .xlsx 再导入。").format(name=name)) from None
    spanned = _fill(rows, spans, notes)
    if others:
        notes.append(_("只读工作表“{sheet}”，未读：{others}。").format(sheet=chosen.title, others="、".join(others[:10])))
    ordered = tuple((number, rows[number]) for number in sorted(rows))
    return Table(name, ordered, faults, frozenset(spanned), tuple(notes))


def archive_file(archive: zipfile.ZipFile) -> Any:
    """The file behind an open zip, from its start."""
    source = archive.fp
    assert source is not None
    source.seek(0)
    return source


def _chosen(book: Any, name: str, wanted: str | None) -> tuple[Any, list[str]]:
    sheets = list(book.worksheets)
    if len(sheets) > _MOST_SHEETS:
        raise BadInput(_("{name}：工作表超过 {most} 张，没有读入。").format(name=name, most=_MOST_SHEETS))
    titles = [sheet.title for sheet in sheets]
    if wanted is not None:
        if wanted not in titles:
            raise BadInput(
                _("{name}：没有名为“{sheet}”的工作表，可用：{all}。").format(name=name, sheet=wanted[:40], all="、".join(titles[:20])),
                code="no-sheet",
            )
        return sheets[titles.index(wanted)], []
    for sheet in sheets:
        # The size a file gives itself may be a lie.
        sheet.reset_dimensions()
        first = next((row for row in _limited(sheet) if any(value is not None for value in row)), None)
        if first is not None:
            return sheet, [title for title in titles if title != sheet.title]
    raise BadInput(_("{name}：表中没有内容。").format(name=name))


def _limited(sheet: Any) -> Iterator[tuple[Any, ...]]:
    for place, row in enumerate(sheet.iter_rows(values_only=True)):
        if place >= _BLANK_RUN:
            return
        yield row


def _rows(sheet: Any, name: str, watch: Watch) -> tuple[dict[int, list[str]], list[str]]:
    sheet.reset_dimensions()
    rows: dict[int, list[str]] = {}
    blank = 0
    notes: list[str] = []
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if watch is not None and number % 200 == 0 and watch(number):
            raise Cancelled(_("已取消，没有导入任何问卷。"))
        texts = [_text(value) for value in row]
        while texts and not texts[-1]:
            texts.pop()
        if number > _LAST_ROW:
            raise BadInput(_("{name}：行号超过 Excel 的上限 {most}，文件已损坏，没有读入。").format(name=name, most=_LAST_ROW))
        if not texts:
            blank += 1
            if blank >= _BLANK_RUN:
                notes.append(_("第 {row} 行以后连续 {count} 行是空行，读到此处为止。").format(row=number - blank, count=blank))
                break
            continue
        blank = 0
        if len(texts) > MOST_COLUMNS:
            raise BadInput(_("{name}：第 {row} 行超过 {most} 列，没有读入。").format(name=name, row=number, most=MOST_COLUMNS))
        rows[number] = texts
        if len(rows) > MOST_ROWS:
            raise BadInput(_("{name}：超过 {most} 行，请分成几个文件导入。").format(name=name, most=MOST_ROWS))
    return rows, notes


def _text(value: Any) -> str:
    """A cell's value as the text a CSV of the same table would hold."""
    if value is None:
        return ""
    if type(value) is str:
        return value.strip()[:_MOST_CELL]
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int):
        return str(value) if abs(value) < 10**20 else f"{value:.6g}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e20 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(int(value.total_seconds()))
    return str(value).strip()[:_MOST_CELL]


def _scan(archive: zipfile.ZipFile, part: str) -> tuple[bool, list[_Span]]:
    """Whether the sheet has formulas, and its merged cells, from its text."""
    formulas = False
    spans: list[_Span] = []
    tail = b""
    with archive.open(part.lstrip("/")) as source:
        while chunk := source.read(_CHUNK):
            text = tail + chunk
            formulas = formulas or _FORMULA.search(text) is not None
            end = 0
            for found in _MERGED.finditer(text):
                end = found.end()
                if len(spans) < _MOST_MERGED:
                    spans.append((int(found[2]), _column(found[1]), int(found[4]), _column(found[3])))
            tail = text[max(end, len(text) - 200) :]
    return formulas, spans


def _column(letters: bytes) -> int:
    number = 0
    for sign in letters:
        number = number * 26 + sign - 64
    return number


def _fill(rows: dict[int, list[str]], spans: list[_Span], notes: list[str]) -> set[int]:
    """Put a merged cell's text into every cell it covers; the rows where it spans some of the columns."""
    spanned: set[int] = set()
    filled, wide = 0, max((len(row) for row in rows.values()), default=0)
    for first_row, first, last_row, last in spans:
        last, last_row = min(last, MOST_COLUMNS), min(last_row, first_row + MOST_ROWS)
        row = rows.get(first_row)
        text = row[first - 1] if row and first <= len(row) else ""
        filled += (last_row - first_row + 1) * (last - first + 1)
        if not text or filled > _MOST_FILLED:
            continue
        if first < last and last - first + 1 < wide:
            spanned.add(first_row)
        for number in range(first_row, last_row + 1):
            cells = rows.get(number)
            if cells is None:
                # A blank row under a merged cell is blank still.
                continue
            cells += [""] * (last - len(cells))
            cells[first - 1 : last] = [text] * (last - first + 1)
    if spans:
        notes.append(_("表中有合并单元格 {count} 处，各格按同一内容读入。").format(count=len(spans)))
    return spanned


def _formulas(archive: zipfile.ZipFile, title: str, rows: dict[int, list[str]], faults: dict[Cell, str], watch: Watch) -> list[str]:
    """Formulas are read by the result kept beside them; one without a result is a fault of its cell."""
    import openpyxl

    book = openpyxl.load_workbook(archive_file(archive), read_only=True, data_only=False)
    count, last = 0, max(rows, default=0)
    try:
        sheet: Any = book[title]
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(max_row=last), 1):
            if watch is not None and number % 200 == 0 and watch(number):
                raise Cancelled(_("已取消，没有导入任何问卷。"))
            for cell in row:
                if getattr(cell, "data_type", "") != "f":
                    continue
                count += 1
                column = cell.column
                kept = rows.get(number, [])
                if column > len(kept) or not kept[column - 1]:
                    faults[Cell(number, column)] = _("是没有结果的公式")
    finally:
        book.close()
    told = [_("表中有公式 {count} 处，按文件中保存的结果读入，没有重新计算。").format(count=count)]
    if faults:
        first = min(faults)
        told.append(
            _("其中 {count} 处没有保存结果（如 {cell}），请用 Excel 打开并保存一次。").format(
                count=len(faults), cell=f"{letter(first.column)}{first.row}"
            )
        )
    return told
