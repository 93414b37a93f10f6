"""Office files by their table of contents: packed ones (OOXML in a zip) and old ones (OLE); nothing is ever unpacked."""

from __future__ import annotations

import struct
from typing import BinaryIO

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.evidence.refusals import incomplete

OLD = bytes.fromhex("d0cf11e0a1b11ae1")
_CONTENTS_LIMIT = 4 * 1024 * 1024  # bytes of a zip's table of contents
_FILES_LIMIT = 20_000
_LARGE = 1024**3  # bytes it would unpack to
_END, _ENTRY = b"PK\x05\x06", b"PK\x01\x02"
_OOXML = "application/vnd.openxmlformats-officedocument."
_PARTS = {
    b"word/document.xml": _OOXML + "wordprocessingml.document",
    b"xl/workbook.xml": _OOXML + "spreadsheetml.sheet",
    b"xl/workbook.bin": _OOXML + "spreadsheetml.sheet",
    b"ppt/presentation.xml": _OOXML + "presentationml.presentation",
}
_STREAMS = {
    "WordDocument": "application/msword",
    "Workbook": "application/vnd.ms-excel",
    "Book": "application/vnd.ms-excel",
    "PowerPoint Document": "application/vnd.ms-powerpoint",
    "EncryptedPackage": "application/vnd.ms-office",
}
_SECTORS_LIMIT = 1024  # of an old file's directory
_TABLES_LIMIT = 40_000  # enough for 2 GB in sectors of 512 bytes
_NO_SECTOR = 0xFFFFFFFA  # from here on a number is a mark, not a place


def tell_packed(source: BinaryIO, size: int, name: str) -> tuple[str, list[str]]:
    """The media type of a zip that is an Office file, with a note when it would unpack to something monstrous.

    BadInput for any other zip, one that stops short, and one whose table of contents is absurd.
    """
    names, unpacked = _contents(source, size, name)
    kind = next((kind for part, kind in _PARTS.items() if part in names), None)
    if kind is None or b"[Content_Types].xml" not in names:
        raise BadInput(_("{name}：压缩包不能作为证据，请解压后添加其中的文件。").format(name=name))
    if unpacked <= _LARGE:
        return kind, []
    return kind, [_("解压后有 {mb} MB，可能是压缩炸弹：原样保存，请勿直接打开。").format(mb=unpacked // 1024**2)]


def _contents(source: BinaryIO, size: int, name: str) -> tuple[set[bytes], int]:
    """The names of the first files in a zip, and what all say they unpack to."""
    tail_at = max(0, size - 65_557)
    source.seek(tail_at)
    tail = source.read(65_557)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise incomplete(name)
    count, length, start = struct.unpack("<H2L", tail[at + 10 : at + 20])
    if length > _CONTENTS_LIMIT or count > _FILES_LIMIT:
        raise BadInput(_("{name}：文档内部的文件目录大小异常，请重新另存后添加。").format(name=name))
    if start + length > tail_at + at:
        raise incomplete(name)
    source.seek(start)
    data = source.read(length)
    names: set[bytes] = set()
    unpacked = place = 0
    while len(data) >= place + 46 and data[place : place + 4] == _ENTRY:
        (whole,) = struct.unpack_from("<L", data, place + 24)
        named, extra, comment = struct.unpack_from("<3H", data, place + 28)
        unpacked += whole
        names.add(data[place + 46 : place + 46 + named])
        place += 46 + named + extra + comment
    return names, unpacked


def tell_old(source: BinaryIO, size: int, name: str) -> str | None:
    """The media type of an OLE file by the streams in its directory ([MS-CFB]); None for other contents than Office's."""
    source.seek(0)
    header = source.read(512)
    if len(header) < 512:
        raise incomplete(name)
    shift = struct.unpack_from("<H", header, 30)[0]
    if shift not in (9, 12):
        raise incomplete(name)
    tables = _tables(source, header, shift, size, name)
    sector = struct.unpack_from("<L", header, 48)[0]
    seen: set[int] = set()
    while sector < _NO_SECTOR and sector not in seen and len(seen) < _SECTORS_LIMIT:
        seen.add(sector)
        data = _sector(source, sector, shift, size, name)
        for entry in range(0, len(data), 128):
            (length,) = struct.unpack_from("<H", data, entry + 64)
            kind = _STREAMS.get(data[entry : entry + min(max(length, 2), 64) - 2].decode("utf-16-le", "replace"))
            if kind and data[entry + 66] == 2:
                return kind
        sector = _next(source, sector, tables, shift, size, name)
    return None


def _tables(source: BinaryIO, header: bytes, shift: int, size: int, name: str) -> list[int]:
    """Where the sectors of the allocation table lie: 109 are named in the header, the others in a chain of their own."""
    found = list(struct.unpack_from("<109L", header, 76))
    (following,) = struct.unpack_from("<L", header, 68)
    each = (1 << shift) // 4
    while following < _NO_SECTOR and len(found) < _TABLES_LIMIT:
        *more, following = struct.unpack(f"<{each}L", _sector(source, following, shift, size, name))
        found += more
    return [sector for sector in found if sector < _NO_SECTOR]


def _sector(source: BinaryIO, number: int, shift: int, size: int, name: str) -> bytes:
    start = (number + 1) << shift
    if start >= size:
        raise incomplete(name)
    source.seek(start)
    return source.read(1 << shift).ljust(1 << shift, b"\0")


def _next(source: BinaryIO, sector: int, tables: list[int], shift: int, size: int, name: str) -> int:
    """The sector that follows, by the allocation table."""
    table, place = divmod(sector, (1 << shift) // 4)
    if table >= len(tables):
        raise incomplete(name)
    return int(struct.unpack_from("<L", _sector(source, tables[table], shift, size, name), place * 4)[0])
