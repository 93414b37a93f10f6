"""One sheet of a workbook as texts, read from its XML as a stream: in one pass the cells, the formulas and the merged cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import IO, Any, NamedTuple
from xml.parsers import expat

from desktop.base.errors import BadInput, Cancelled
from desktop.base.words import _
from desktop.domain.survey_table import Cell

MOST_ROWS = 20_000
MOST_COLUMNS = 500
# So many blank rows in a row end a sheet; files whose whole columns were formatted go on to row 1,048,576.
BLANK_RUN = 5000
_MOST_MERGED = 5000
_MOST_CELL = 32_767
# Small pieces: while one is parsed, other threads have to wait for their turn.
_CHUNK = 32 * 1024
_TELL_EVERY = 200
_LETTERS = "".join(chr(sign) for sign in range(65, 91))
_SPAN = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")

Span = tuple[int, int, int, int]  # first row and column, last row and column
Watch = Callable[[int, int], bool] | None  # told the row reached and how many there seem to be; true: stop


class Book(NamedTuple):
    """What the cells of every sheet refer to."""

    name: str  # the file's
    strings: list[str]
    dates: frozenset[int]  # styles
    spans: frozenset[int]  # styles of durations
    epoch: datetime


class Sheet(NamedTuple):
    """`ended`: the last row with content, where so many blank ones follow that the reading stopped."""

    rows: dict[int, list[str]]
    formulas: int
    faults: dict[Cell, str]
    merged: list[Span]
    ended: int | None


class _Enough(Exception):
    """Only blank rows come."""


def read_sheet(source: IO[bytes], book: Book, watch: Watch = None, total: int = 0) -> Sheet:
    """Read a sheet's XML. Raises BadInput past a bound, Cancelled when `watch` says so, ExpatError or ValueError when it is broken."""
    return _Reader(book, watch, total).read(source)


class _Reader:
    def __init__(self, book: Book, watch: Watch, total: int) -> None:
        self._book, self._watch, self._total = book, watch, total
        self._rows: dict[int, list[str]] = {}
        self._faults: dict[Cell, str] = {}
        self._merged: list[Span] = []
        self._formulas = 0
        self._columns: dict[str, int] = {}
        self._row = self._last = self._told = 0
        self._cells: list[str] = []
        # The cell at hand.
        self._column = 0
        self._kind = ""
        self._style = 0
        self._formula = False
        self._texts: list[str] = []
        self._open = self._phonetic = False

    def read(self, source: IO[bytes]) -> Sheet:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _no_types
        ended = None
        try:
            while chunk := source.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except _Enough:
            ended = self._last
        return Sheet(self._rows, self._formulas, self._faults, self._merged, ended)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name[name.find(":") + 1 :]
        if tag == "c":
            place = attributes.get("r")
            self._column = self._column_of(place) if place else self._column + 1
            self._kind = attributes.get("t", "n")
            self._style = int(attributes.get("s", 0))
            self._formula = False
            self._texts = []
        elif tag in ("v", "t"):
            self._open = not self._phonetic
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            self._begin_row(attributes.get("r"))
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "mergeCell":
            span = _SPAN.fullmatch(attributes.get("ref", ""))
            if span and len(self._merged) < _MOST_MERGED:
                self._merged.append((int(span[2]), self._column_of(span[1]), int(span[4]), self._column_of(span[3])))

    def _end(self, name: str) -> None:
        tag = name[name.find(":") + 1 :]
        if tag in ("v", "t"):
            self._open = False
        elif tag == "c":
            self._end_cell()
        elif tag == "row":
            self._end_row()
        elif tag == "rPh":
            self._phonetic = False

    def _text(self, text: str) -> None:
        if self._open:
            self._texts.append(text)

    def _begin_row(self, number: str | None) -> None:
        self._row = int(float(number)) if number else self._row + 1
        self._column = 0
        self._cells = []
        if self._row - self._last > BLANK_RUN:
            raise _Enough
        self._told += 1
        if self._watch is not None and self._told % _TELL_EVERY == 0 and self._watch(min(self._told, self._total), self._total):
            raise Cancelled(_("已取消，没有导入任何问卷。"))

    def _end_row(self) -> None:
        if not any(self._cells):
            if self._row - self._last >= BLANK_RUN:
                raise _Enough
            return
        self._last = self._row
        self._rows[self._row] = self._cells
        if len(self._rows) > MOST_ROWS:
            raise BadInput(_("{name}：超过 {most} 行，请分成几个文件导入。").format(name=self._book.name, most=MOST_ROWS))

    def _end_cell(self) -> None:
        raw = "".join(self._texts)
        if self._formula:
            self._formulas += 1
            # A result that is an empty text is kept as one.
            if not raw and self._kind != "str":
                self._faults[Cell(self._row, self._column)] = _("是没有结果的公式")
        text = self._value(raw) if raw else ""
        if not text:
            return
        if self._column > MOST_COLUMNS:
            raise BadInput(
                _("{name}：第 {row} 行超过 {most} 列，没有读入。").format(name=self._book.name, row=self._row, most=MOST_COLUMNS)
            )
        left = self._column - len(self._cells)
        if left > 0:
            self._cells += [""] * left
        self._cells[self._column - 1] = text

    def _column_of(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            if not 0 < len(letters) <= 3 or letters.strip(_LETTERS):
                raise ValueError(place)
            column = 0
            for sign in letters:
                column = column * 26 + ord(sign) - 64
            self._columns[letters] = column
        return column

    def _value(self, raw: str) -> str:
        """A cell's value as the text a CSV of the same table would hold."""
        kind = self._kind
        if kind == "s":
            return self._book.strings[int(raw)].strip()[:_MOST_CELL]
        if kind in ("inlineStr", "str", "e"):
            return raw.strip()[:_MOST_CELL]
        if kind == "b":
            return "1" if int(raw) else "0"
        if kind == "d":
            from openpyxl.utils.datetime import from_ISO8601

            return _plain(from_ISO8601(raw))  # type: ignore[no-untyped-call]
        number = float(raw) if "." in raw or "e" in raw or "E" in raw else int(raw)
        if self._style in self._book.dates:
            return self._moment(number)
        return _plain(number)

    def _moment(self, number: float) -> str:
        from openpyxl.utils.datetime import from_excel

        try:
            return _plain(from_excel(number, self._book.epoch, timedelta=self._style in self._book.spans))
        except (OverflowError, ValueError):
            return "#VALUE!"


def _plain(value: Any) -> str:
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


def _no_types(*_of: object) -> None:
    raise ValueError("document type")
