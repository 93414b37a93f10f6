"""A PDF as pictures of its pages. Runs beside the window, one at a time: PDFium dies when two threads are in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from collections.abc import Callable

# A picture wider than this is painted enlarged.
WIDEST = 3200
# Held while anything of PDFium is called.
LOCK = Lock()


@dataclass(frozen=True)
class Mark:
    """A heading of the outline: the page it stands on (from 0) and how far down, 0 to 1."""

    level: int
    text: str
    page: int
    down: float


@dataclass(frozen=True)
class Paper:
    """A laid out report. `sizes` are the pages' width and height in points, `seconds` what the laying out took."""

    data: bytes
    sizes: tuple[tuple[float, float], ...]
    outline: tuple[Mark, ...]
    seconds: float


def make(lay_out: Callable[[], bytes]) -> Paper:
    """Lay a report out and look at what came of it."""
    began = monotonic()
    data = lay_out()
    with _open(data) as pdf:
        sizes = tuple(pdf.get_page_size(place) for place in range(len(pdf)))
        outline = tuple(_marks(pdf, sizes))
    return Paper(data, sizes, outline, monotonic() - began)


def pictures(paper: Paper, pages: Sequence[int], width: int) -> dict[int, QImage]:
    """Pages as pictures so many pixels wide."""
    width = min(width, WIDEST)
    made: dict[int, QImage] = {}
    with _open(paper.data) as pdf:
        for place in pages:
            if not 0 <= place < len(paper.sizes):
                continue
            page = pdf[place]
            bitmap = page.render(scale=width / paper.sizes[place][0], prefer_bgrx=True)
            # The buffer goes with the bitmap: the picture keeps its own.
            image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
            made[place] = image.copy()
            bitmap.close()
            page.close()
    return made


@contextmanager
def _open(data: bytes) -> Iterator[Any]:
    import pypdfium2

    with LOCK:
        pdf = pypdfium2.PdfDocument(data)
        try:
            yield pdf
        finally:
            pdf.close()


def _marks(pdf: Any, sizes: Sequence[tuple[float, float]]) -> Iterator[Mark]:
    for entry in pdf.get_toc(max_depth=3):
        goal = entry.get_dest()
        page = goal.get_index() if goal is not None else None
        if goal is None or page is None:
            continue
        _mode, view = goal.get_view()
        top = view[1] if len(view) > 1 else sizes[page][1]
        yield Mark(entry.level, entry.get_title(), page, min(max(0.0, 1 - top / sizes[page][1]), 1.0))
