"""A PDF as pictures of its pages. Runs beside the window; pypdfium2 is called from one thread only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from collections.abc import Callable

# A picture wider than this is painted enlarged.
WIDEST = 3200


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
    with _Open(data) as pdf:
        sizes = tuple(pdf.get_page_size(place) for place in range(len(pdf)))
        outline = tuple(_marks(pdf, sizes))
    return Paper(data, sizes, outline, monotonic() - began)


def pictures(paper: Paper, pages: Sequence[int], width: int) -> dict[int, QImage]:
    """Pages as pictures so many pixels wide."""
    width = min(width, WIDEST)
    made: dict[int, QImage] = {}
    with _Open(paper.data) as pdf:
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


class _Open:
    def __init__(self, data: bytes) -> None:
        import pypdfium2

        self._pdf: Any = pypdfium2.PdfDocument(data)

    def __enter__(self) -> Any:
        return self._pdf

    def __exit__(self, *_error: object) -> None:
        self._pdf.close()


def _marks(pdf: Any, sizes: Sequence[tuple[float, float]]) -> Iterator[Mark]:
    for entry in pdf.get_toc(max_depth=3):
        goal = entry.get_dest()
        page = goal.get_index() if goal is not None else None
        if goal is None or page is None:
            continue
        _mode, view = goal.get_view()
        top = view[1] if len(view) > 1 else sizes[page][1]
        yield Mark(entry.level, entry.get_title(), page, min(max(0.0, 1 - top / sizes[page][1]), 1.0))
