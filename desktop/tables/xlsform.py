"""The questionnaire as an XLSForm, for KoboToolbox, ODK and other programs that read the standard (sheets survey, choices, settings)."""

from __future__ import annotations

import io
import re
from typing import Any

from desktop.base.words import _
from desktop.domain.scheme import Survey
from desktop.domain.survey_mapping import LABELS, xml_name

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SCALE = "points"
_CONSENT = "consent"
_AGREED = "${consent} = 'yes'"


def write_xlsform(form: Survey, *, title: str, form_id: str, version: str) -> bytes:
    """The workbook's bytes. Its names are those the import knows again: the questions' ids, site, service, consent, remark."""
    from openpyxl import Workbook

    book = Workbook()
    survey = book.active
    assert survey is not None
    survey.title = "survey"
    _sheet(survey, _survey_rows(form), conditions=7)
    _sheet(book.create_sheet("choices"), _choice_rows(form.scale))
    settings = [["form_title", "form_id", "version", "style"], [title[:200], form_id, version, "pages"]]
    _sheet(book.create_sheet("settings"), settings)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _survey_rows(form: Survey) -> list[list[str]]:
    rows = [
        ["type", "name", "label", "hint", "required", "appearance", "relevant"],
        ["start", "start"],
        ["end", "end"],
        ["begin_group", "visit", _("调查信息"), "", "", "field-list"],
        [f"select_one {_CONSENT}", "consent", LABELS["consent"], _("调查匿名，答案只用于本次评价"), "yes"],
        ["text", "site", LABELS["site"], "", "", "", _AGREED],
        ["text", "service", LABELS["service"], "", "", "", _AGREED],
        ["end_group"],
    ]
    hint = _("1 为很不满意，{scale} 为很满意；不便回答可以不选").format(scale=form.scale)
    for place, dimension in enumerate(form.dimensions, 1):
        asked = [question for question in form.questions if question.dimension == dimension.id]
        if not asked:
            continue
        rows.append(["begin_group", f"d{place}", dimension.title, "", "", "field-list", _AGREED])
        rows += [[f"select_one {_SCALE}", xml_name(question.id), question.text, hint, "", "horizontal"] for question in asked]
        rows.append(["end_group"])
    rows.append(["text", "remark", LABELS["remark"], "", "", "multiline", _AGREED])
    return rows


def _choice_rows(scale: int) -> list[list[str]]:
    ends = {1: _("1 很不满意"), scale: _("{scale} 很满意").format(scale=scale)}
    rows = [["list_name", "name", "label"]]
    rows += [[_SCALE, str(points), ends.get(points, str(points))] for points in range(1, scale + 1)]
    return [*rows, [_CONSENT, "yes", _("同意")], [_CONSENT, "no", _("不同意")]]


def _sheet(sheet: Any, rows: list[list[str]], *, conditions: int = 0) -> None:
    """`conditions`: the column that holds the form's own expressions; everywhere else a text is only a text."""
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if text:
                cell = sheet.cell(number, column)
                cell.value = text if column == conditions else _plain(text)
                # Text, also where it begins like a formula.
                cell.data_type = "s"


def _plain(text: str) -> str:
    """Text without signs a workbook cannot hold, and without the form's own references."""
    return _CONTROL.sub("", text).replace("${", "$ {")
