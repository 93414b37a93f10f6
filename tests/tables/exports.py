"""Tables as survey programs export them (docs/survey-import.md), with invented answers."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from desktop.domain.scheme import Survey

Rows = list[list[Any]]
WORDS = {1: "非常不满意", 2: "不满意", 3: "一般", 4: "满意", 5: "非常满意"}


def wjx(form: Survey, count: int, *, words: bool = True, seed: int = 1, matrix: bool = False, start: int = 1) -> Rows:
    """As 问卷星 exports: about the answer first, then the questions by number; a multiple choice joined, one in columns of its own."""
    draw = random.Random(seed)
    titles: list[Any] = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "1、您接受过哪些服务？"]
    if matrix:
        titles += [f"2、请对以下各项作出评价—{question.text}" for question in form.questions]
    else:
        titles += [f"{number}、{question.text}" for number, question in enumerate(form.questions, 2)]
    after = len(form.questions) + 2
    titles += [f"{after}、您从哪里了解到我们？(门店)", f"{after}、您从哪里了解到我们？(网络)", f"{after + 1}、您对我们的意见和建议", "总分"]
    rows: Rows = [titles]
    for number in range(1, count + 1):
        answers = [draw.choice((3, 4, 4, 5, 5)) for _question in form.questions]
        row: list[Any] = [number, f"2026/11/{18 + number // 600} 10:{number // 60 % 60:02d}:{number % 60:02d}", f"{60 + number % 90}秒"]
        row += ["微信", "N/A", f"223.104.{number % 200}.{number % 250}(江西-南昌)", draw.choice(("安装┋维修", "维修", "安装┋保养"))]
        row += [WORDS[points] if words else points for points in answers]
        row += [draw.randint(0, 1), draw.randint(0, 1), draw.choice(("(空)", f"希望再快一点，第 {number} 次反馈")), sum(answers)]
        if number >= start:
            rows.append(row)
    return rows


def kobo(form: Survey, count: int, *, labels: bool = False, seed: int = 2) -> Rows:
    """As KoboToolbox exports: start and end, groups before names, a multiple choice joined and in columns, its own columns last."""
    draw = random.Random(seed)
    titles: list[Any] = ["start", "end", "visit/site", "visit/service", "visit/service/install", "visit/service/repair"]
    titles += [question.text if labels else f"{question.dimension}/{question.id}" for question in form.questions]
    titles += ["remark", "__version__", "_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by"]
    titles += ["_tags", "_index"]
    rows: Rows = [titles]
    for number in range(1, count + 1):
        minute = f"{number // 60 % 24:02d}:{number % 60:02d}"
        row: list[Any] = [f"2026-11-18T{minute}:00.000+08:00", f"2026-11-18T{minute}:50.000+08:00", "城东服务站"]
        row += draw.choice((["install repair", "1", "1"], ["repair", "0", "1"]))
        row += [str(draw.choice((3, 4, 5, 5))) for _question in form.questions]
        row += ["", "vB3xQ", 5_000_000 + number, f"0a1b2c3d-0000-4000-8000-{number:012d}", "2026-11-18T06:00:00"]
        row += ["", "", "submitted_via_web", "", "", number]
        rows.append(row)
    return rows


def as_csv(rows: Sequence[Sequence[Any]], *, encoding: str = "utf-8-sig", separator: str = ",", quote: bool = False) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL if quote else csv.QUOTE_MINIMAL).writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(rows: Sequence[Sequence[Any]], title: str = "Sheet1") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
