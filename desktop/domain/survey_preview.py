"""A table before it is taken in: what its columns look like, what stands in the answers and what is read from it, its first rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from desktop.base.errors import BadInput
from desktop.domain.scheme import Survey
from desktop.domain.survey_cells import word
from desktop.domain.survey_columns import parts_of
from desktop.domain.survey_mapping import FIELDS, NO_ANSWER, Head, Mapping
from desktop.domain.survey_rows import RowReader
from desktop.domain.survey_table import Table

FIRST = 8
MOST_SAID = 100
_EXAMPLE = 24

Shape = Literal["single", "matrix", "choice"]


class ColumnLook(NamedTuple):
    """A column as a person knows it: a line of a matrix, an option of a multiple choice (`part` of `stem`), or one by itself."""

    title: str
    shape: Shape
    stem: str
    part: str
    example: str


class Said(NamedTuple):
    """A text that stands in columns of questions: how often, and what it is read as. `points` None: no answer, or not `known`."""

    text: str
    times: int
    points: int | None
    known: bool
    by_label: bool  # a person said so


class PreviewRow(NamedTuple):
    """A row as it would be read, one text for each mapped column; `wrong`: places of texts that cannot be read."""

    row: int
    cells: tuple[str, ...]
    wrong: frozenset[int]


class Preview(NamedTuple):
    """`mapped`: the titles of the columns that are used, as the rows show them."""

    columns: tuple[ColumnLook, ...]
    said: tuple[Said, ...]
    mapped: tuple[str, ...]
    rows: tuple[PreviewRow, ...]


def preview(table: Table, head: Head, mapping: Mapping, form: Survey) -> Preview:
    """What there is to see of a table before it is taken in."""
    body = [(number, cells) for number, cells in table.rows if number > head.row]
    asked = {question.id for question in form.questions}
    used = [(place, title) for place, title in enumerate(head.titles) if _target(mapping, title) in (*asked, *FIELDS[:-1])]
    questions = [place for place, title in used if _target(mapping, title) in asked]
    reader = RowReader(mapping, form)
    return Preview(
        columns=_columns(head, body),
        said=_said(body, questions, reader, mapping),
        mapped=tuple(title for _place, title in used),
        rows=tuple(_row(number, cells, [place for place, _title in used], set(questions), reader) for number, cells in body[:FIRST]),
    )


def _target(mapping: Mapping, title: str) -> str:
    target = mapping.columns.get(title, "")
    return target.partition("=")[0] if "=" in target else target


def _columns(head: Head, body: Sequence[tuple[int, Sequence[str]]]) -> tuple[ColumnLook, ...]:
    parts = parts_of(head.titles)
    looks = []
    for place, title in enumerate(head.titles):
        example = next((cells[place] for _number, cells in body[:50] if place < len(cells) and cells[place]), "")
        kind: tuple[Shape, str, str] = parts.get(title, ("single", "", title))
        looks.append(ColumnLook(title, *kind, example[:_EXAMPLE]))
    return tuple(looks)


def _said(body: Sequence[tuple[int, Sequence[str]]], places: Sequence[int], reader: RowReader, mapping: Mapping) -> tuple[Said, ...]:
    counts: Counter[str] = Counter()
    for _number, cells in body:
        counts.update(cells[place] for place in places if place < len(cells))
    labels = {word(label) for label in mapping.labels}
    found = []
    for text, times in counts.items():
        if word(text) in NO_ANSWER:
            continue
        points, known = _read(reader, text)
        found.append(Said(text, times, points, known, word(text) in labels))
    # What is not understood comes first, then the best.
    found.sort(key=lambda one: (one.known, -(one.points or 0), -one.times))
    return tuple(found[:MOST_SAID])


def _read(reader: RowReader, text: str) -> tuple[int | None, bool]:
    try:
        return reader.points(text), True
    except BadInput:
        return None, False


def _row(number: int, cells: Sequence[str], places: Sequence[int], questions: set[int], reader: RowReader) -> PreviewRow:
    texts, wrong = [], set()
    for at, place in enumerate(places):
        text = cells[place] if place < len(cells) else ""
        if place in questions:
            points, known = _read(reader, text)
            if not known:
                wrong.add(at)
            else:
                text = "" if points is None else str(points)
        texts.append(text[:_EXAMPLE])
    return PreviewRow(number, tuple(texts), frozenset(wrong))
