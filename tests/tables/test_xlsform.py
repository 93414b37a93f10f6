"""The questionnaire as an XLSForm: converted by the reference program, and known again when its answers come back."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from desktop.base import paths
from desktop.domain.questionnaire import forms_of
from desktop.domain.scheme import Dimension, Question, Survey
from desktop.domain.survey_mapping import guess
from desktop.domain.survey_rows import read_rows
from desktop.schemes.library import Library
from desktop.tables.read import table_of
from desktop.tables.xlsform import write_xlsform
from tests.tables.exports import as_csv


@pytest.fixture(scope="module")
def form() -> Survey:
    survey = Library([paths.schemes()]).load("cqm").scheme.survey
    assert survey is not None
    return survey


def written(form: Survey) -> bytes:
    return write_xlsform(form, title="顾客感知调查", form_id="survey_1", version="2")


def converted(data: bytes, tmp_path: Path) -> str:
    """The XForm that pyxform makes; it raises where the form is not one."""
    path = tmp_path / "form.xlsx"
    path.write_bytes(data)
    result = convert(path, validate=False)
    assert result.warnings == []
    xform: str = result.xform
    return xform


def sheet(data: bytes, name: str) -> list[list[str]]:
    book = load_workbook(io.BytesIO(data))
    return [["" if value is None else str(value) for value in row] for row in book[name].iter_rows(values_only=True)]


def instance(xform: str) -> Iterator[str]:
    """The names of the form's own fields."""
    root = ET.fromstring(xform)
    model = next(element for element in root.iter() if element.tag.endswith("}instance"))
    return (element.tag.rpartition("}")[2] for element in model.iter() if len(element) == 0)


def test_the_reference_program_takes_it(form: Survey, tmp_path: Path) -> None:
    xform = converted(written(form), tmp_path)
    names = set(instance(xform))
    assert {"start", "end", "consent", "site", "service", "remark", *(question.id for question in form.questions)} <= names
    for question in form.questions:
        assert question.text in xform
    assert re.search(r'id="survey_1"[^>]*version="2"|version="2"[^>]*id="survey_1"', xform)
    # Each question is answered from 1 to 5, and may be left out.
    assert len(re.findall(r'<select1 [^>]*appearance="horizontal"', xform)) == len(form.questions)
    assert "required" in re.findall(r'<bind[^>]*consent"[^>]*>', xform)[0]
    assert "required" not in re.findall(r'<bind[^>]*/q1"[^>]*>', xform)[0]
    # Whoever declines is asked nothing more.
    assert xform.count("/data/visit/consent  = 'yes'") == 3 + len(form.dimensions)


def test_texts_that_mean_something_to_programs_are_only_texts(tmp_path: Path) -> None:
    hostile = Survey(
        clause="1",
        required={},
        scale=10,
        dimensions=(Dimension(id="响应", title="响应性"), Dimension(id="5.1", title="=1+1")),
        questions=(
            Question(id="1.1", dimension="响应", text='=HYPERLINK("http://a/","x")'),
            Question(id="q2", dimension="响应", text="价格 ${price} 合理 <b>&\x07"),
            Question(id="q3", dimension="5.1", text="+1、-1、@x"),
        ),
    )
    data = written(hostile)
    xform = converted(data, tmp_path)
    assert {"q_1.1", "q2", "q3"} <= set(instance(xform))
    cells = [cell for row in load_workbook(io.BytesIO(data))["survey"].iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert [row[1] for row in sheet(data, "choices") if row[0] == "points"] == [str(points) for points in range(1, 11)]


def test_its_answers_are_known_again_by_names_and_by_labels(form: Survey) -> None:
    names = [row[1] for row in sheet(written(form), "survey")[1:] if row[1] and not row[0].startswith("begin")]
    labels = {row[1]: row[2] for row in sheet(written(form), "survey")[1:]}
    answers = {"start": "2026-11-18T10:00:00.000+08:00", "end": "2026-11-18T10:02:05.000+08:00", "consent": "yes", "site": "城东"}
    row = [answers.get(name, "4" if name.startswith("q") else "安装" if name == "service" else "谢谢") for name in names]
    # Either the names under their groups, or the labels, which is how the platform exports unless told otherwise.
    for head in ([f"grp/{name}" if name.startswith("q") else name for name in names], [labels[name] or name for name in names]):
        table = table_of(as_csv([head, row], separator=";", quote=True), "答卷.csv")
        found = guess(table, form)
        assert found.missing == ()
        (response,) = read_rows(table, found.head, found.mapping, forms_of(form, None), {}).responses
        assert response.answers == {question.id: 4 for question in form.questions}
        assert (response.consent, response.site, response.service, response.remark) == ("yes", "城东", "安装", "谢谢")
        assert (response.seconds, response.answered_at) == (125, "2026-11-18 10:02:05+08:00")


def test_a_form_without_a_dimensions_questions_has_no_empty_group(form: Survey, tmp_path: Path) -> None:
    short = replace(form, questions=form.questions[:1])
    converted(written(short), tmp_path)
    assert sum(1 for row in sheet(written(short), "survey") if row[0] == "begin_group") == 2
