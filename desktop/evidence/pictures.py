"""Headers of WebP (RFC 9649) and HEIC pictures: kind, size in pixels, the EXIF block, read without decoding."""

from __future__ import annotations

import struct
from typing import BinaryIO

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.evidence.refusals import incomplete

HEIC_LIMIT = 64 * 1024 * 1024  # bytes: its reader holds all of it
_CHUNKS_LIMIT = 10_000
_EXIF = b"Exif\0\0"


def read_webp(source: BinaryIO, name: str, size: int) -> tuple[int, int, bytes]:
    """Width and height in pixels, and the EXIF block (empty when there is none)."""
    source.seek(4)
    (length,) = struct.unpack("<L", _exactly(source, 4, name))
    if length + 8 > size or length < 12:
        raise incomplete(name)
    source.seek(12)
    sides: tuple[int, int] | None = None
    exif = b""
    for _chunk in range(_CHUNKS_LIMIT):
        head = source.read(8)
        at = source.tell()
        if len(head) < 8 or at > length + 8:
            break
        kind, held = struct.unpack("<4sL", head)
        if at + held > size:
            raise incomplete(name)
        if kind in _SIDES and sides is None:
            sides = _SIDES[kind](_exactly(source, min(held, 10), name).ljust(10, b"\0"))
        elif kind == b"EXIF" and not exif:
            # One byte more than is ever let pass, so that what is absurd can be told.
            exif = source.read(min(held, 128 * 1024 + 7)).removeprefix(_EXIF)
        source.seek(at + held + (held & 1))
    if sides is None or not all(sides):
        raise incomplete(name)
    return *sides, exif


def _extended(head: bytes) -> tuple[int, int]:
    return int.from_bytes(head[4:7], "little") + 1, int.from_bytes(head[7:10], "little") + 1


def _lossy(head: bytes) -> tuple[int, int]:
    width, height = struct.unpack("<2H", head[6:10])
    return width & 0x3FFF, height & 0x3FFF


def _lossless(head: bytes) -> tuple[int, int]:
    bits = int.from_bytes(head[1:5], "little")
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


_SIDES = {b"VP8X": _extended, b"VP8 ": _lossy, b"VP8L": _lossless}


def read_heic(source: BinaryIO, name: str, size: int) -> tuple[int, int, bytes]:
    """Width and height in pixels as a person sees it (the container turns the picture), and the EXIF block."""
    from pi_heif import open_heif

    if size > HEIC_LIMIT:
        raise BadInput(_("{name}：HEIC 图片超过 {mb} MB，请换用较小的图片。").format(name=name, mb=HEIC_LIMIT // 1024**2))
    source.seek(0)
    try:
        # The library bounds sizes, counts and depths by itself; nothing is decoded here.
        image = open_heif(source)[0]
        width, height = image.size
        exif = image.info.get("exif") or b""
    except (OSError, ValueError, RuntimeError, SyntaxError, EOFError, LookupError, MemoryError):
        raise incomplete(name) from None
    if width < 1 or height < 1:
        raise incomplete(name)
    return width, height, bytes(exif).removeprefix(_EXIF)


def _exactly(source: BinaryIO, size: int, name: str) -> bytes:
    data = source.read(size)
    if len(data) != size:
        raise incomplete(name)
    return data
