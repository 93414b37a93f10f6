"""Containers of sound and film: MP4 and its kin, RIFF, Matroska, ASF; walked over by their lengths, never read whole."""

from __future__ import annotations

import struct
from typing import BinaryIO

from desktop.evidence.refusals import incomplete

_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
_BOXES_LIMIT = 10_000  # a film cut into fragments has some thousands
_ATOMS = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}  # with which films older than `ftyp` begin
_KNOWN = _ATOMS | {b"ftyp", b"moof", b"mfra", b"sidx", b"styp", b"meta", b"udta", b"uuid"}
_TRACKS_LIMIT = 64
_ASF = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")
_ASF_FILM = bytes.fromhex("c0ef19bc4d5bcf11a8fd00805f5c442b")
_ASF_HEADER_LIMIT = 1024 * 1024
_EBML, _SEGMENT, _DOCTYPE = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67", b"\x42\x82"


def is_heic(head: bytes) -> bool:
    """Whether the first bytes announce a HEIC picture (ISO/IEC 23008-12)."""
    return head[4:8] == b"ftyp" and head[8:12] in _HEIC and b"avif" not in head[8:64]


def tell(source: BinaryIO, head: bytes, size: int, name: str) -> str | None:
    """The media type of a container, or None. BadInput when its parts reach beyond the file."""
    if head[4:8] == b"ftyp":
        return _iso(source, head[8:12], size, name)
    if head[4:8] in _ATOMS and size > 16:
        return "video/quicktime" if _films(source, size, name) is not None else None
    if head[:4] == b"RIFF" and head[8:12] in (b"WAVE", b"AVI "):
        _check_riff(head, size, name)
        return "audio/wav" if head[8:12] == b"WAVE" else "video/x-msvideo"
    if head[:4] == _EBML:
        return _matroska(head, size, name)
    return _asf(source, size, name) if head[:16] == _ASF else None


def _iso(source: BinaryIO, brand: bytes, size: int, name: str) -> str | None:
    """ISO/IEC 14496-12: the brand says little; whether there is a film track is in the file's index."""
    if brand == b"avif":
        return None
    films = _films(source, size, name)
    if films is None:
        raise incomplete(name)
    if not films:
        return "audio/mp4"
    if brand == b"qt  ":
        return "video/quicktime"
    return "video/3gpp" if brand[:2] == b"3g" else "video/mp4"


def _films(source: BinaryIO, size: int, name: str) -> bool | None:
    """Whether a track is a film; None without an index, as when the recorder never closed the file."""
    tracks = [where for kind, *where in _boxes(source, 0, size, name, strict=True) if kind == b"moov"]
    if not tracks:
        return None
    start, end = tracks[0]
    found: list[bytes] = []
    for kind, at, until in _boxes(source, start, end, name):
        if kind == b"trak" and len(found) < _TRACKS_LIMIT:
            found.append(_handler(source, at, until, name))
    return b"vide" in found


def _handler(source: BinaryIO, start: int, end: int, name: str) -> bytes:
    for wanted in (b"mdia", b"hdlr"):
        inside = next(((at, until) for kind, at, until in _boxes(source, start, end, name) if kind == wanted), None)
        if inside is None:
            return b""
        start, end = inside
    source.seek(start + 8)
    return source.read(4)


def _boxes(source: BinaryIO, start: int, end: int, name: str, *, strict: bool = False) -> list[tuple[bytes, int, int]]:
    """Kind, start and end of what each box holds. `strict`: a known one that reaches beyond the end is refused."""
    found: list[tuple[bytes, int, int]] = []
    while start + 8 <= end and len(found) < _BOXES_LIMIT:
        source.seek(start)
        length, kind = struct.unpack(">L4s", source.read(8))
        held = start + 8
        if length == 1:
            wide = source.read(8)
            if len(wide) < 8:
                raise incomplete(name)
            (length,) = struct.unpack(">Q", wide)
            held += 8
        elif length == 0:
            length = end - start
        if length < held - start or start + length > end:
            # Some cameras leave rubbish behind the last box.
            if strict and kind in _KNOWN:
                raise incomplete(name)
            break
        found.append((kind, held, start + length))
        start += length
    return found


def _check_riff(head: bytes, size: int, name: str) -> None:
    (length,) = struct.unpack("<L", head[4:8])
    # A recorder that streams leaves its length open; films beyond 1 GB go on in a second part.
    if length not in (0, 0xFFFFFFFF) and length + 8 > size:
        raise incomplete(name)


def _matroska(head: bytes, size: int, name: str) -> str | None:
    """RFC 8794, RFC 9559: a header that names the type, then one segment."""
    length, at = _varying(head, 4)
    if length is None or at + length > len(head):
        return None
    header, rest = head[at : at + length], at + length
    place = header.find(_DOCTYPE)
    kind = header[place + 3 : place + 3 + (header[place + 2] & 0x7F)] if 0 <= place < len(header) - 3 else b""
    media_type = {b"matroska": "video/x-matroska", b"webm": "video/webm"}.get(kind.rstrip(b"\0"))
    if media_type and head[rest : rest + 4] == _SEGMENT:
        inside, start = _varying(head, rest + 4)
        if inside is not None and start + inside > size:
            raise incomplete(name)
    return media_type


def _varying(data: bytes, at: int) -> tuple[int | None, int]:
    """A number of varying length and where it ends; None when it is left open."""
    if at >= len(data) or not data[at]:
        return None, at
    length = 9 - data[at].bit_length()
    value = int.from_bytes(data[at : at + length], "big") & ((1 << 7 * length) - 1)
    return (None if value == (1 << 7 * length) - 1 else value), at + length


def _asf(source: BinaryIO, size: int, name: str) -> str:
    source.seek(16)
    (length,) = struct.unpack("<Q", source.read(8).ljust(8, b"\xff"))
    if length > size:
        raise incomplete(name)
    source.seek(0)
    return "video/x-ms-wmv" if _ASF_FILM in source.read(min(length, _ASF_HEADER_LIMIT)) else "audio/x-ms-wma"
