"""PDF as evidence: whole by its ends; its first page as a small picture, made where a fault harms nothing."""

from __future__ import annotations

import io
from typing import BinaryIO

from desktop.evidence.refusals import incomplete

PREVIEW_LIMIT = 64 * 1024 * 1024  # bytes; a larger one is kept without a picture
_TAIL = 64 * 1024  # the end mark may have rubbish behind it
_SIDE_LIMIT = 14_400  # points, as the format allows


def is_pdf(head: bytes) -> bool:
    """Whether the first bytes are those of a PDF; some programs put a few before them."""
    return b"%PDF-" in head[:1024]


def check(source: BinaryIO, size: int, name: str) -> None:
    """BadInput for a PDF that has lost its end."""
    source.seek(max(0, size - _TAIL))
    if b"%%EOF" not in source.read(_TAIL):
        raise incomplete(name)


def first_page(data: bytes, edge: int = 320) -> bytes | None:
    """The first page as a JPEG whose longer edge is `edge` pixels; None for one that is locked or cannot be drawn.

    The library is a reader of hostile bytes: call this in a process of its own (see hands.py).
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return None
    try:
        page = document[0]
        width, height = page.get_size()
        if not (0 < width <= _SIDE_LIMIT and 0 < height <= _SIDE_LIMIT):
            return None
        picture = page.render(scale=edge / max(width, height), fill_color=(255, 255, 255, 255)).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError):
        return None
    finally:
        document.close()
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82)
    return out.getvalue()
