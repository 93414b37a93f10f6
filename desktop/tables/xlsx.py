"""An XLSX sheet as a table: values only, streamed, with formulas and merged cells told."""

from __future__ import annotations

import warnings
import zipfile
from typing import Any, NamedTuple
from xml.parsers.expat import ExpatError

from desktop.base.errors import BadInput, Cancelled
from desktop.base.words import _
from desktop.domain.survey_table import Table, letter
from desktop.tables.archive import DAMAGED, open_archive
from desktop.tables.sheet_xml import BLANK_RUN, MOST_COLUMNS, MOST_ROWS, Book, Sheet, Span, Watch, read_sheet

_MOST_SHEETS = 100
_MOST_FILLED = 200_000
_MB = 1024 * 1024
# Above that, how many rows there are is not counted beforehand.
_MOST_COUNTED = 64 * _MB
# Both XML parsers underneath: one raises a SyntaxError, the other an error of its own.
_BROKEN = (*DAMAGED, ExpatError, TypeError, AttributeError, AssertionError, OverflowError, SyntaxError)


class _Part(NamedTuple):
    """A sheet by its title and its place in the archive."""

    title: str
    path: str


def read_xlsx(data: bytes, name: str, sheet: str | None = None, watch: Watch = None) -> Table:
    """A sheet of a workbook, the first with anything in it unless named. Raises BadInput with the reason, Cancelled by `watch`."""
    archive = open_archive(data, name)
    with archive, warnings.catch_warnings():
        # The library warns of decorations it leaves out.
        warnings.simplefilter("ignore")
        try:
            book, parts = _book(archive, name)
            chosen, found = _chosen(archive, book, parts, sheet, watch)
        except (BadInput, Cancelled):
            raise
        except _BROKEN:
            raise BadInput(_("{name}：不是完整的 Excel 工作簿，请用 Excel 打开后另存为 .xlsx 再导入。").format(name=name)) from None
    notes: list[str] = []
    if found.ended is not None:
        notes.append(_("第 {row} 行以后连续 {count} 行是空行，读到此处为止。").format(row=found.ended, count=BLANK_RUN))
    notes += _formulas(found)
    spanned = _fill(found.rows, found.merged, notes)
    others = [part.title for part in parts if part != chosen]
    if others:
        notes.append(_("只读工作表“{sheet}”，未读：{others}。").format(sheet=chosen.title, others="、".join(others[:10])))
    ordered = tuple((number, found.rows[number]) for number in sorted(found.rows))
    titles = tuple(part.title for part in parts)
    return Table(name, ordered, found.faults, frozenset(spanned), tuple(notes), chosen.title, titles)


def _book(archive: zipfile.ZipFile, name: str) -> tuple[Book, list[_Part]]:
    """What the library knows of a workbook: its sheets, shared texts and styles; the sheets themselves are not touched."""
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.styles.stylesheet import apply_stylesheet

    reader: Any = ExcelReader(archive_file(archive), read_only=True, data_only=True)
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    parts = [
        _Part(sheet.name, rel.target)
        for sheet, rel in reader.parser.find_sheets()
        if rel.target in reader.valid_files and "chartsheet" not in rel.Type
    ]
    if len(parts) > _MOST_SHEETS:
        raise BadInput(_("{name}：工作表超过 {most} 张，没有读入。").format(name=name, most=_MOST_SHEETS))
    work = reader.wb
    strings: list[str] = reader.shared_strings
    return Book(name, strings, frozenset(work._date_formats), frozenset(work._timedelta_formats), work.epoch), parts


def archive_file(archive: zipfile.ZipFile) -> Any:
    """The file behind an open zip, from its start."""
    source = archive.fp
    assert source is not None
    source.seek(0)
    return source


def _chosen(archive: zipfile.ZipFile, book: Book, parts: list[_Part], wanted: str | None, watch: Watch) -> tuple[_Part, Sheet]:
    """The sheet named, else the first with anything in it."""
    titles = [part.title for part in parts]
    if wanted is not None and wanted not in titles:
        raise BadInput(
            _("{name}：没有名为“{sheet}”的工作表，可用：{all}。").format(name=book.name, sheet=wanted[:40], all="、".join(titles[:20])),
            code="no-sheet",
        )
    for part in parts:
        if wanted is None or part.title == wanted:
            found = _read(archive, book, part, watch)
            if found.rows:
                return part, found
    raise BadInput(_("{name}：表中没有内容。").format(name=book.name))


def _read(archive: zipfile.ZipFile, book: Book, part: _Part, watch: Watch) -> Sheet:
    total = 0
    if watch is not None and archive.getinfo(part.path).file_size <= _MOST_COUNTED:
        with archive.open(part.path) as source:
            while chunk := source.read(_MB):
                # Over the joint of two pieces a row may be missed: the count only shows how far the reading is.
                total += chunk.count(b"<row ") + chunk.count(b"<row>")
    with archive.open(part.path) as source:
        return read_sheet(source, book, watch, total)


def _formulas(found: Sheet) -> list[str]:
    """Formulas are read by the result kept beside them; one without a result is a fault of its cell."""
    if not found.formulas:
        return []
    told = [_("表中有公式 {count} 处，按文件中保存的结果读入，没有重新计算。").format(count=found.formulas)]
    if found.faults:
        first = min(found.faults)
        told.append(
            _("其中 {count} 处没有保存结果（如 {cell}），请用 Excel 打开并保存一次。").format(
                count=len(found.faults), cell=f"{letter(first.column)}{first.row}"
            )
        )
    return told


def _fill(rows: dict[int, list[str]], spans: list[Span], notes: list[str]) -> set[int]:
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
