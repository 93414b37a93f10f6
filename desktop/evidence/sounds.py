"""Recordings and films that are a stream without a frame around it: MP3, AAC, AMR, Ogg, FLAC, MPEG."""

from __future__ import annotations

from typing import BinaryIO

_TAG_LIMIT = 64 * 1024 * 1024  # a cover picture before an MP3
_MPEG1_RATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)  # kbit/s, layer III
_MPEG2_RATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}  # Hz by version


def tell(source: BinaryIO, head: bytes, size: int) -> str | None:
    """The media type of a stream, or None."""
    if head[:6] == b"#!AMR\n" or head[:9] == b"#!AMR-WB\n":
        return "audio/amr"
    if head[:4] == b"fLaC":
        return "audio/flac"
    if head[:4] == b"OggS":
        return "video/ogg" if b"\x80theora" in head else "audio/ogg"
    if head[:4] == b"\0\0\1\xba":
        return "video/mpeg"
    if any(len(head) > 4 * step and set(head[at::step]) == {0x47} for at, step in ((0, 188), (4, 192))):
        return "video/mp2t"
    return _frames(source, head, size)


def _frames(source: BinaryIO, head: bytes, size: int) -> str | None:
    """Two frames in a row: one alone is found in any file."""
    start = 0
    if head[:3] == b"ID3" and len(head) > 10:
        start = 10 + (head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9])
        if start > min(_TAG_LIMIT, size):
            return None
    source.seek(start)
    data = source.read(16 * 1024).lstrip(b"\0") if start else head
    for media_type, length_of in (("audio/aac", _aac), ("audio/mpeg", _mp3)):
        length = length_of(data[:8])
        following = data[length : length + 8] if length else b""
        if length and (length_of(following) or start + length == size):
            return media_type
    return None


def _aac(frame: bytes) -> int:
    """The length of an ADTS frame (ISO/IEC 13818-7), 0 if it is none."""
    if len(frame) < 7 or frame[0] != 0xFF or frame[1] & 0xF6 != 0xF0:
        return 0
    length = (frame[3] & 3) << 11 | frame[4] << 3 | frame[5] >> 5
    return length if length > 7 else 0


def _mp3(frame: bytes) -> int:
    """The length of a frame of layer III (ISO/IEC 11172-3, 13818-3), 0 if it is none."""
    if len(frame) < 4 or frame[0] != 0xFF or frame[1] & 0xE6 != 0xE2:
        return 0
    version, rate = frame[1] >> 3 & 3, frame[2] >> 2 & 3
    if version == 1 or rate == 3:
        return 0
    kilobits = (_MPEG1_RATES if version == 3 else _MPEG2_RATES)[frame[2] >> 4]
    samples = 144 if version == 3 else 72
    return samples * kilobits * 1000 // _RATES[version][rate] + (frame[2] >> 1 & 1) if kilobits else 0
