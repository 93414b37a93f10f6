"""What the first bytes of a picture say, read without decoding: kind, size in pixels, the EXIF block. All bounds are here."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import BinaryIO

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.evidence.containers import is_heic
from desktop.evidence.pictures import read_heic, read_webp
from desktop.evidence.refusals import empty

HEAD = 4096  # bytes that are enough to tell a kind
FILE_LIMIT = 256 * 1024 * 1024  # bytes of one picture
PIXEL_LIMIT = 100_000_000
EXIF_LIMIT = 128 * 1024  # a JPEG segment holds at most 64 KiB; what is more was made to hurt
_PARTS_LIMIT = 100_000  # segments or chunks
_SCANS_LIMIT = 64  # a progressive photo has about ten; each costs a pass over all pixels
_SCAN = re.compile(b"\xff\xda")
_NO_LENGTH = {0x01, *range(0xD0, 0xD8)}
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True)
class Header:
    """`media_type` one of JPEG, PNG, WebP, HEIC; width and height in pixels as decoded, before EXIF's orientation is heeded."""

    media_type: str
    width: int
    height: int
    exif: bytes  # TIFF block, empty when there is none


def read_header(source: BinaryIO, name: str) -> Header:
    """The header of a picture by its content, whatever its name; BadInput for another kind, a broken one, or one over the bounds."""
    size = source.seek(0, 2)
    if size == 0:
        raise empty(name)
    if size > FILE_LIMIT:
        raise BadInput(_("{name}：图片超过 {mb} MB，请换用较小的图片。").format(name=name, mb=FILE_LIMIT // 1024**2))
    source.seek(0)
    kind = picture_type(source.read(HEAD))
    source.seek(8)
    if kind == "image/png":
        header = _png(source, name, size)
    elif kind == "image/jpeg":
        header = _jpeg(source, name)
    elif kind == "image/webp":
        header = Header(kind, *read_webp(source, name, size))
    elif kind == "image/heic":
        header = Header(kind, *read_heic(source, name, size))
    else:
        raise BadInput(_("{name}：内容不是 JPEG、PNG、WebP 或 HEIC 图片，请换用相机原图或截图。").format(name=name))
    if header.width * header.height > PIXEL_LIMIT:
        raise BadInput(
            _("{name}：{width}×{height} 像素，超过 {limit} 万像素的上限，请缩小后再添加。").format(
                name=name, width=header.width, height=header.height, limit=PIXEL_LIMIT // 10_000
            )
        )
    if len(header.exif) > EXIF_LIMIT:
        raise absurd_exif(name)
    return header


def picture_type(head: bytes) -> str | None:
    """The media type of a picture by its first bytes; None for anything else."""
    if head[:3] == b"\xff\xd8\xff":
        return "image/jpeg"
    if head[:8] == b"\x89PNG\r\n\x1a\n":
        return "image/png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    return "image/heic" if is_heic(head) else None


def broken(name: str) -> BadInput:
    """The refusal of a picture that stops short or does not decode."""
    return BadInput(_("{name}：图片不完整或已损坏，请重新从相机或手机复制原图。").format(name=name))


def absurd_exif(name: str) -> BadInput:
    """The refusal of a picture whose metadata is made to hurt."""
    return BadInput(_("{name}：拍摄信息（EXIF）大小异常，请换用相机原图。").format(name=name))


def _jpeg(source: BinaryIO, name: str) -> Header:
    source.seek(2)
    exif = b""
    frame: tuple[int, int] | None = None
    at_once = 0  # components that one scan may bring all together
    for _part in range(_PARTS_LIMIT):
        marker = _marker(source, name)
        if marker in _NO_LENGTH:
            continue
        if marker in (0xD9, 0xDA):
            if frame is None or marker == 0xD9:
                raise broken(name)
            # A sequential picture whose first scan brings all of it ends with that one: the decoder refuses another.
            if _scanned(source, name) != at_once:
                _check_scans(source, name)
            return Header("image/jpeg", *frame, exif)
        length = _exactly(source, 2, name)
        (size,) = struct.unpack(">H", length)
        if size < 2:
            raise broken(name)
        body = _exactly(source, size - 2, name)
        if marker == 0xE1 and body[:6] == b"Exif\0\0":
            exif += body[6:]
            if len(exif) > EXIF_LIMIT:
                raise absurd_exif(name)
        elif marker in _FRAMES:
            # A second frame could hide a larger picture behind a small one.
            if frame is not None or len(body) < 6:
                raise broken(name)
            height, width = struct.unpack(">2H", body[1:5])
            frame = _sides(width, height, name)
            at_once = body[5] if marker in (0xC0, 0xC1) else 0
    raise broken(name)


def _scanned(source: BinaryIO, name: str) -> int:
    """How many components the scan that begins here brings."""
    return _exactly(source, 3, name)[2]


def _check_scans(source: BinaryIO, name: str) -> None:
    scans = 1
    last = b""
    while piece := source.read(1024 * 1024):
        # Three times as fast as counting the two bytes.
        scans += len(_SCAN.findall(piece)) + (last == b"\xff" and piece[:1] == b"\xda")
        last = piece[-1:]
        if scans > _SCANS_LIMIT:
            raise BadInput(_("{name}：JPEG 的扫描次数异常，解码会拖垮电脑，请换用相机原图。").format(name=name))


def _marker(source: BinaryIO, name: str) -> int:
    if _exactly(source, 1, name) != b"\xff":
        raise broken(name)
    for _fill in range(_PARTS_LIMIT):
        value = _exactly(source, 1, name)[0]
        if value != 0xFF:
            return value
    raise broken(name)


def _png(source: BinaryIO, name: str, end: int) -> Header:
    frame: tuple[int, int] | None = None
    exif = b""
    for _part in range(_PARTS_LIMIT):
        length, kind = struct.unpack(">L4s", _exactly(source, 8, name))
        if source.tell() + length + 4 > end:
            raise broken(name)
        if (kind == b"IHDR") != (frame is None):
            raise broken(name)
        if kind == b"IHDR":
            if length != 13:
                raise broken(name)
            width, height = struct.unpack(">2L", _exactly(source, 8, name))
            frame = _sides(width, height, name)
            length -= 8
        elif kind == b"eXIf":
            if length > EXIF_LIMIT:
                raise absurd_exif(name)
            exif = _exactly(source, length, name)
            length = 0
        elif kind == b"IEND":
            break
        source.seek(length + 4, 1)
    else:
        raise broken(name)
    if frame is None:
        raise broken(name)
    return Header("image/png", *frame, exif)


def _sides(width: int, height: int, name: str) -> tuple[int, int]:
    if not width or not height:
        raise broken(name)
    return width, height


def _exactly(source: BinaryIO, size: int, name: str) -> bytes:
    data = source.read(size)
    if len(data) != size:
        raise broken(name)
    return data
