"""Fonts for signs that the typeface lacks, rare hanzi and emoji: each file is unpacked when the first of its signs comes, and kept."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from desktop.base import paths

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.report.typeface import WideFont

# What the files of hanzi were cut from.
_HAN = ((0x2E80, 0x2FDF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
# Below are letters and controls, then surrogates and private use, which mean nothing in another's font.
_FIRST = 0x2000
_NONE = (0xD800, 0xF8FF)


def rare_font(point: int) -> WideFont | None:
    """The font that has the sign, None where none does. Reads at most one file of 1 MB, 3 MB in memory, once for all its signs."""
    if point < _FIRST or _NONE[0] <= point <= _NONE[1]:
        return None
    path = _file(point)
    font = _font(path) if path is not None else None
    return font if font is not None and point in font.face.charToGlyph else None


def _file(point: int) -> Path | None:
    if not any(low <= point <= high for low, high in _HAN):
        return _folder() / "NotoEmoji.ttf.xz"
    starts = _han_files()
    at = bisect_right(starts, point, key=lambda start: start[0]) - 1
    return starts[at][1] if at >= 0 else None


@cache
def _han_files() -> list[tuple[int, Path]]:
    """The files of hanzi with the first code point of each, which is their name."""
    return sorted((int(path.name.split("-")[1].split(".")[0], 16), path) for path in _folder().glob("BabelStoneHan-*.ttf.xz"))


@cache
def _font(path: Path) -> WideFont:
    import lzma
    from io import BytesIO

    from desktop.report.typeface import WideFont

    return WideFont(path.name.split(".")[0], BytesIO(lzma.decompress(path.read_bytes())))


def _folder() -> Path:
    return paths.resources() / "fonts" / "rare"
