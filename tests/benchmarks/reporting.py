"""P5: the audit report with 200 photos, and all forms of an audit, against the same pictures and as much text by bare reportlab."""

from __future__ import annotations

import io
import json
import os
from typing import Any

from desktop.actions import audits, evidence, reports
from desktop.base import paths
from desktop.domain.papers import is_begun, paper_titles
from tests.benchmarks.measure import Row, paired
from tests.benchmarks.samples import full_document, photos, scheme_ids, workspace

COUNT = int(os.environ.get("FIELDAUDIT_BENCH_PHOTOS", "200"))


def run() -> list[Row]:
    with workspace() as (ws, folder):
        scheme = max(scheme_ids(), key=lambda name: len(json.dumps(full_document(name))))
        audit = audits.import_document(ws, json.dumps(full_document(scheme)).encode("utf-8"), "bench").audit
        evidence.add_files(ws, audit, photos(folder / "photos", COUNT))
        view = ws.audit(audit)
        made: list[bytes] = []

        def ours() -> None:
            made[:] = [reports.render(ws, audit, "audit")]

        ours()
        pages, text = _measure(made[0])
        pictures = [ws.vault.read(entry.sha256 or "") for entry in view.document.evidence]
        mine, other = paired(ours, lambda: _bare(text, pictures), 3)
    return [Row("P5", f"audit report of {pages} pages with {COUNT} photos / bare reportlab", mine, other, 1.3), _forms()]


def _forms() -> Row:
    """Every form of a sample audit that has a whole paper trail, each a file of its own."""
    with workspace() as (ws, _folder):
        sample = max(
            (paths.resources() / "demo").glob("*.json"), key=lambda path: len(json.loads(path.read_text("utf-8")).get("slots", ()))
        )
        audit = audits.import_document(ws, sample.read_bytes(), sample.name).audit
        view = ws.audit(audit)
        kinds = [kind for kind in paper_titles(view.scheme) if is_begun(view.document, kind)]
        made: list[bytes] = []

        def ours() -> None:
            made[:] = [reports.render(ws, audit, kind) for kind in kinds]

        ours()
        measured = [_measure(pdf) for pdf in made]

        def bare() -> None:
            for _pages, texts in measured:
                _bare(texts, [])

        mine, other = paired(ours, bare, 5)
    pages = sum(count for count, _texts in measured)
    return Row("F4", f"all {len(kinds)} forms of an audit, {pages} pages / bare reportlab", mine, other, 1.3)


def _measure(pdf: bytes) -> tuple[int, list[str]]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    texts = []
    for page in document:
        words = page.get_textpage()
        texts.append(words.get_text_range())
        words.close()
    count = len(document)
    document.close()
    return count, texts


def _bare(texts: list[str], pictures: list[bytes]) -> None:
    """The same words and the same pictures at the same size, nothing else."""
    from PIL import Image
    from reportlab import rl_config

    rl_config.useA85 = 0
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Image as Picture
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    if "Bare" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Bare", paths.resources() / "fonts" / "NotoSansSC-Regular.ttf"))
    style = ParagraphStyle("bare", fontName="Bare", fontSize=10, leading=15, wordWrap="CJK")
    story: list[Any] = [
        Paragraph(line.replace("&", "&amp;").replace("<", "&lt;"), style) for text in texts for line in text.splitlines() if line.strip()
    ]
    for data in pictures:
        image = Image.open(io.BytesIO(data))
        image.draft("RGB", (700, 700))
        image.thumbnail((700, 700))
        small = io.BytesIO()
        image.save(small, "JPEG", quality=85)
        small.seek(0)
        width, height = ImageReader(small).getSize()
        story.append(Picture(small, 240, 240 * height / width))
    SimpleDocTemplate(io.BytesIO(), pagesize=A4).build(story)
