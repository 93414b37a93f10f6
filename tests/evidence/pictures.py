"""Pictures for tests, made from nothing."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image

WHEN, ZONE = 0x9003, 0x9011
Gps = dict[int, Any]


def drawing(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """Left half dark, right half light, a bright corner top left: turns can be told apart."""
    image = Image.new("RGB", (width, height), (30, 60, 90))
    image.paste((200, 210, 220), (width // 2, 0, width, height))
    image.paste((255, 0, 0), (0, 0, width // 4, height // 4))
    return image if mode == "RGB" else image.convert(mode)


def jpeg(image: Image.Image | None = None, **exif: Any) -> bytes:
    """A JPEG; `make`, `model`, `orientation`, `taken`, `zone`, `gps` (its directory) go into its EXIF."""
    out = io.BytesIO()
    tags = exif_tags(**exif).tobytes() if exif else b""
    (image or drawing()).save(out, "JPEG", quality=80, exif=tags, progressive=exif.get("progressive", False))
    return out.getvalue()


def exif_tags(**exif: Any) -> Image.Exif:
    tags = Image.Exif()
    for tag, key in ((0x010F, "make"), (0x0110, "model"), (0x0112, "orientation")):
        if key in exif:
            tags[tag] = exif[key]
    below = tags.get_ifd(0x8769)
    for tag, key in ((WHEN, "taken"), (ZONE, "zone")):
        if key in exif:
            below[tag] = exif[key]
    if "gps" in exif:
        tags.get_ifd(0x8825).update(exif["gps"])
    return tags


def degrees(latitude: Any = (31, 14, 6), north: Any = "N", longitude: Any = (121, 28, 12.5), east: Any = "E") -> Gps:
    """A GPS directory; what is None is left out."""
    return {tag: value for tag, value in enumerate((north, latitude, east, longitude), 1) if value is not None}


def webp(image: Image.Image | None = None, *, lossless: bool = False, **exif: Any) -> bytes:
    out = io.BytesIO()
    tags = exif_tags(**exif).tobytes() if exif else b""
    (image or drawing()).save(out, "WEBP", quality=80, lossless=lossless, exif=tags)
    return out.getvalue()


def png(image: Image.Image | None = None) -> bytes:
    out = io.BytesIO()
    (image or drawing()).save(out, "PNG")
    return out.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes whose header claims the size."""
    head = chunk(b"IHDR", struct.pack(">2L5B", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 100_000)) + chunk(b"IEND", b"")


def jpeg_segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body
