"""Reads a finished report the way a person's reader does: pages of text, outline, fonts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
import pypdfium2

from desktop.domain.assessment import Assessment
from desktop.domain.grading import grade
from desktop.domain.rules import Rules
from desktop.report.data import ReportData
from tests.report.samples import pictures, rules_of, sample

VERSION = "3f2a91c0aa117b1e"
MADE = "2026-11-25T07:02:00.000Z+08:00"


def document_of(data: dict[str, Any]) -> Assessment:
    return msgspec.convert(data, Assessment, strict=False)


def data_of(data: dict[str, Any], rules: Rules | None = None, **changes: Any) -> ReportData:
    """What a report of the document is made from."""
    rules = rules or rules_of(data["scheme"])
    document = document_of(data)
    made = ReportData(
        document=document, rules=rules, grade=grade(document, rules), photo=pictures().get, version=VERSION, generated_at=MADE
    )
    return replace(made, **changes)


def sample_data(scheme_id: str, **changes: Any) -> ReportData:
    return data_of(sample(scheme_id), **changes)


def pages(pdf: bytes) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = []
        for page in document:
            text = page.get_textpage()
            found.append(text.get_text_range().replace("\r\n", "\n"))
            text.close()
            page.close()
        return found


def text(pdf: bytes) -> str:
    return "\n".join(pages(pdf))


def joined(pdf: bytes) -> str:
    """All text without the line ends that the layout made."""
    return "".join(text(pdf).split())


def outline(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [entry.get_title() for entry in document.get_toc()]
