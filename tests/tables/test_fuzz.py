"""Whatever the bytes: a table, or one sentence that says why not."""

from __future__ import annotations

import random
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import BadInput
from desktop.domain.questionnaire import forms_of
from desktop.domain.survey_mapping import guess
from desktop.domain.survey_rows import Batch, read_rows
from desktop.tables.read import table_of
from tests.domain.test_survey_figures import FORM
from tests.tables import exports
from tests.tables.test_xlsx import repacked


@cache
def whole(kind: str) -> bytes:
    rows = exports.wjx(FORM, 6)
    return exports.as_xlsx(rows) if kind == "xlsx" else exports.as_csv(rows, encoding=kind)


def digest(data: bytes) -> None:
    """All that an import does with a file before it touches the store."""
    refused = ""
    batch = Batch((), 0, (), ())
    try:
        table = table_of(data, "表")
        found = guess(table, FORM)
        batch = read_rows(table, found.head, found.mapping, forms_of(FORM, None), {})
    except BadInput as error:
        refused = error.sentence or "\n"
    assert "\n" not in refused
    for response in batch.responses:
        assert response.answers
        assert all(1 <= points <= FORM.scale for points in response.answers.values())
    for row in batch.refused:
        assert row.sentence


@pytest.mark.parametrize("kind", ["xlsx", "utf-8", "gb18030"])
def test_damaged_files(kind: str) -> None:
    draw = random.Random(kind)
    data = whole(kind)
    for _turn in range(150):
        damaged = bytearray(data)
        for _place in range(draw.choice((1, 3, 30))):
            damaged[draw.randrange(len(damaged))] = draw.randrange(256)
        if draw.random() < 0.2:
            del damaged[draw.randrange(len(damaged)) :]
        digest(bytes(damaged))


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"]
)
def test_damage_inside_the_parts_of_a_workbook(part: str) -> None:
    draw = random.Random(part)

    def damaged(name: str, data: bytes) -> bytes:
        if name != part:
            return data
        changed = bytearray(data)
        for _place in range(draw.choice((1, 2, 8))):
            at = draw.randrange(len(changed))
            changed[at : at + draw.choice((0, 1, 6))] = draw.choice((b"", b"0", b"-1", b"99999999999", b"x", b"<", b'"', b"&#0;", b"\xff"))
        return bytes(changed)

    for _turn in range(60):
        digest(repacked(whole("xlsx"), damaged))


@given(st.binary(max_size=400))
def test_bytes(data: bytes) -> None:
    digest(data)


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=6), min_size=1, max_size=8))
def test_texts(rows: list[list[str]]) -> None:
    digest(exports.as_csv([["序号", "按时到达", "按时办完", "礼貌周到"], *rows], encoding="utf-8", quote=True))
