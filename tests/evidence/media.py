"""Recordings, films, PDF and Office files for tests, as small as their formats allow."""

from __future__ import annotations

import io
import struct
import zipfile


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">L4s", len(body) + 8, kind) + body


def _track(handler: bytes) -> bytes:
    return box(b"trak", box(b"tkhd", bytes(84)), box(b"mdia", box(b"mdhd", bytes(24)), box(b"hdlr", bytes(8) + handler + bytes(13))))


def mp4(brand: bytes = b"isom", *handlers: bytes, data: bytes = b"film" * 100) -> bytes:
    """A film whose index comes last, as recorders write it; `handlers`: b"vide", b"soun"."""
    moov = box(b"moov", box(b"mvhd", bytes(100)), *(_track(handler) for handler in handlers or (b"vide", b"soun")))
    return box(b"ftyp", brand, bytes(4), brand) + box(b"mdat", data) + moov


def old_mov() -> bytes:
    """A QuickTime film from before `ftyp`."""
    return box(b"wide") + box(b"mdat", b"film" * 10) + box(b"moov", box(b"mvhd", bytes(100)), _track(b"vide"))


def riff(kind: bytes, body: bytes) -> bytes:
    return b"RIFF" + struct.pack("<L", len(body) + 4) + kind + body


def wav() -> bytes:
    return riff(b"WAVE", b"fmt " + struct.pack("<LHHLLHH", 16, 1, 1, 8000, 8000, 1, 8) + b"data" + struct.pack("<L", 800) + bytes(800))


def matroska(kind: bytes, held: bytes = b"\xaa" * 100) -> bytes:
    header = b"\x42\x82" + bytes([0x80 | len(kind)]) + kind
    return b"\x1a\x45\xdf\xa3" + bytes([0x80 | len(header)]) + header + b"\x18\x53\x80\x67" + struct.pack(">Q", 1 << 56 | len(held)) + held


def mp3(tag: bool = True) -> bytes:
    frame = b"\xff\xfb\x90\x00" + bytes(413)  # 128 kbit/s, 44.1 kHz: 417 bytes
    return (b"ID3\x04\0\0" + bytes([0, 0, 1, 0]) + bytes(128) if tag else b"") + frame * 3


def aac() -> bytes:
    frame = bytes([0xFF, 0xF1, 0x50, 0x80, 0x03, 0x1F, 0xFC]) + bytes(17)  # 24 bytes
    return frame * 4


def asf(film: bool) -> bytes:
    kind = bytes.fromhex("c0ef19bc4d5bcf11a8fd00805f5c442b" if film else "409e69f84d5bcf11a8fd00805f5c442b")
    return bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c") + struct.pack("<Q", 100) + bytes(20) + kind + bytes(100)


def ogg(film: bool = False) -> bytes:
    return b"OggS\0\2" + bytes(22) + (b"\x80theora" if film else b"OpusHead") + bytes(50)


def ts() -> bytes:
    return (b"\x47" + bytes(187)) * 6


def pdf(text: str = "", size: tuple[int, int] = (595, 842)) -> bytes:
    """One page with a dark band at its top."""
    out = bytearray(b"%PDF-1.4\n")
    draw = f"0.1 0.2 0.6 rg 0 {size[1] * 3 // 4} {size[0]} {size[1] // 4} re f % {text}".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size[0]} {size[1]}]/Contents 4 0 R>>".encode(),
        b"<</Length %d>>stream\n%s\nendstream" % (len(draw), draw),
    ]
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start)


def packed(*names: str, body: bytes = b"<x/>") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name in names:
            container.writestr(name, body)
    return out.getvalue()


def docx() -> bytes:
    return packed("[Content_Types].xml", "word/document.xml")


def xlsx() -> bytes:
    return packed("[Content_Types].xml", "xl/workbook.xml")


def pptx() -> bytes:
    return packed("[Content_Types].xml", "ppt/presentation.xml")


def ole(*streams: str) -> bytes:
    """An old Office file: header, allocation table, directory (as many sectors as it needs), one sector of data."""
    entries = [("Root Entry", 5), *((name, 2) for name in streams)]
    sectors = -(-len(entries) // 4)
    table = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE, 0xFFFFFFFE]
    header = bytearray(512)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<3H", header, 26, 3, 0xFFFE, 9)
    struct.pack_into("<2L", header, 44, 1, 1)  # one table sector; the directory begins in sector 1
    struct.pack_into("<L", header, 68, 0xFFFFFFFE)
    struct.pack_into("<109L", header, 76, 0, *[0xFFFFFFFF] * 108)
    directory = b""
    for name, kind in entries:
        words = name.encode("utf-16-le")
        directory += words.ljust(64, b"\0") + struct.pack("<HB", len(words) + 2, kind) + bytes(61)
    fat = struct.pack("<128L", *table, *[0xFFFFFFFF] * (128 - len(table)))
    return bytes(header) + fat + directory.ljust(512 * sectors, b"\0") + b"text".ljust(512, b"\0")
