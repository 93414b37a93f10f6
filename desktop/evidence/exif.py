"""The few fields of an EXIF block that evidence needs, read within bounds; a broken block says nothing and harms nothing.

Source: CIPA DC-008 (EXIF 2.32), TIFF 6.0.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from dataclasses import dataclass
from datetime import datetime

_ENTRIES_LIMIT = 500  # cameras write about sixty
_TEXT_LIMIT = 200  # bytes of one text
_MAKE, _MODEL, _ORIENTATION, _EXIF_IFD = 0x010F, 0x0110, 0x0112, 0x8769
_TAKEN, _OFFSET = 0x9003, 0x9011
_SHORT, _ASCII, _LONG, _UTF8 = 3, 2, 4, 129


@dataclass(frozen=True)
class Exif:
    """`taken_at` is ISO 8601, with a zone only where the camera wrote one; `orientation` 1 to 8."""

    taken_at: str | None = None
    device: str | None = None
    orientation: int = 1


class AbsurdExif(ValueError):
    """The block lists more fields than any camera does."""


def read_exif(block: bytes) -> Exif:
    """What a TIFF block says; fields that are absent or broken stay empty. Raises AbsurdExif."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(block[:4])
    if order is None or len(block) < 8:
        return Exif()
    tiff = _Tiff(block, order)
    (first,) = struct.unpack(order + "L", block[4:8])
    main = tiff.fields(first)
    below = main.get(_EXIF_IFD)
    shot = tiff.fields(below) if isinstance(below, int) else {}
    orientation = main.get(_ORIENTATION)
    return Exif(
        taken_at=_moment(shot.get(_TAKEN), shot.get(_OFFSET)),
        device=_device(main.get(_MAKE), main.get(_MODEL)),
        orientation=orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else 1,
    )


class _Tiff:
    def __init__(self, block: bytes, order: str) -> None:
        self.block = block
        self.order = order

    def fields(self, at: int) -> dict[int, str | int]:
        """The short texts and single numbers of the directory at this offset."""
        if at < 8 or at + 2 > len(self.block):
            return {}
        (count,) = struct.unpack_from(self.order + "H", self.block, at)
        if count > _ENTRIES_LIMIT:
            raise AbsurdExif
        found: dict[int, str | int] = {}
        for start in range(at + 2, min(at + 2 + 12 * count, len(self.block) - 11), 12):
            tag, kind, amount = struct.unpack_from(self.order + "2HL", self.block, start)
            value = self._value(kind, amount, start + 8)
            if value is not None:
                found.setdefault(tag, value)
        return found

    def _value(self, kind: int, amount: int, at: int) -> str | int | None:
        if kind in (_ASCII, _UTF8) and 0 < amount <= _TEXT_LIMIT:
            if amount > 4:
                (at,) = struct.unpack_from(self.order + "L", self.block, at)
            raw = self.block[at : at + amount]
            return raw.split(b"\0")[0].decode("utf-8", "replace") if len(raw) == amount else None
        if kind == _SHORT and amount == 1:
            return int(struct.unpack_from(self.order + "H", self.block, at)[0])
        if kind == _LONG and amount == 1:
            return int(struct.unpack_from(self.order + "L", self.block, at)[0])
        return None


def _moment(taken: str | int | None, offset: str | int | None) -> str | None:
    """Local time as the camera wrote it; a zone is never guessed."""
    if not isinstance(taken, str):
        return None
    parts = re.fullmatch(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)", taken.strip(), re.ASCII)
    if parts is None:
        return None
    text = "{}-{}-{}T{}:{}:{}".format(*parts.groups())
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.year < 1900:
        return None
    zone = offset.strip() if isinstance(offset, str) else ""
    return text + (zone if re.fullmatch(r"[+-](0\d|1[0-4]):[0-5]\d", zone, re.ASCII) else "")


def _device(make: str | int | None, model: str | int | None) -> str | None:
    maker, name = _clean(make), _clean(model)
    if not name or name.casefold().startswith(maker.casefold()):
        return name or maker or None
    return f"{maker} {name}".strip()


def _clean(text: str | int | None) -> str:
    if not isinstance(text, str):
        return ""
    kept = "".join(sign for sign in text if unicodedata.category(sign)[0] != "C" and sign != "�")
    return " ".join(kept.split())[:100]
