"""The few fields of an EXIF block that evidence needs, read within bounds; a broken block says nothing and harms nothing.

Source: CIPA DC-008 (EXIF 2.32), TIFF 6.0.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from desktop.base.numbers import plain

_ENTRIES_LIMIT = 500  # cameras write about sixty
_TEXT_LIMIT = 200  # bytes of one text
_MAKE, _MODEL, _ORIENTATION, _EXIF_IFD = 0x010F, 0x0110, 0x0112, 0x8769
_TAKEN, _OFFSET = 0x9003, 0x9011
_GPS_IFD = 0x8825
_NORTH, _LATITUDE, _EAST, _LONGITUDE, _STATUS = 1, 2, 3, 4, 9
_SHORT, _ASCII, _LONG, _RATIONAL, _UTF8 = 3, 2, 4, 5, 129
_GPS_PLACES = 7  # of a degree: a centimetre
_Value = str | int | tuple[Fraction | None, ...]


@dataclass(frozen=True)
class Exif:
    """`taken_at` is ISO 8601, with a zone only where the camera wrote one; `orientation` 1 to 8.

    `gps` is latitude and longitude in degrees, north and east positive; `gps_invalid`: something is written there that is no place.
    """

    taken_at: str | None = None
    device: str | None = None
    orientation: int = 1
    gps: tuple[Decimal, Decimal] | None = None
    gps_invalid: bool = False


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
    place = main.get(_GPS_IFD)
    where = tiff.fields(place) if isinstance(place, int) else {}
    gps = _place(where)
    return Exif(
        taken_at=_moment(shot.get(_TAKEN), shot.get(_OFFSET)),
        device=_device(main.get(_MAKE), main.get(_MODEL)),
        orientation=orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else 1,
        gps=gps,
        gps_invalid=gps is None and bool({_LATITUDE, _LONGITUDE} & where.keys()),
    )


class _Tiff:
    def __init__(self, block: bytes, order: str) -> None:
        self.block = block
        self.order = order

    def fields(self, at: int) -> dict[int, _Value]:
        """The short texts, single numbers and triples of fractions of the directory at this offset."""
        if at < 8 or at + 2 > len(self.block):
            return {}
        (count,) = struct.unpack_from(self.order + "H", self.block, at)
        if count > _ENTRIES_LIMIT:
            raise AbsurdExif
        found: dict[int, _Value] = {}
        for start in range(at + 2, min(at + 2 + 12 * count, len(self.block) - 11), 12):
            tag, kind, amount = struct.unpack_from(self.order + "2HL", self.block, start)
            value = self._value(kind, amount, start + 8)
            if value is not None:
                found.setdefault(tag, value)
        return found

    def _value(self, kind: int, amount: int, at: int) -> _Value | None:
        if kind in (_ASCII, _UTF8) and 0 < amount <= _TEXT_LIMIT:
            if amount > 4:
                (at,) = struct.unpack_from(self.order + "L", self.block, at)
            raw = self.block[at : at + amount]
            return raw.split(b"\0")[0].decode("utf-8", "replace") if len(raw) == amount else None
        if kind == _SHORT and amount == 1:
            return int(struct.unpack_from(self.order + "H", self.block, at)[0])
        if kind == _LONG and amount == 1:
            return int(struct.unpack_from(self.order + "L", self.block, at)[0])
        if kind == _RATIONAL and amount == 3:
            (at,) = struct.unpack_from(self.order + "L", self.block, at)
            if at + 24 > len(self.block):
                return (None,)
            parts = struct.unpack_from(self.order + "6L", self.block, at)
            return tuple(Fraction(over, under) if under else None for over, under in zip(parts[::2], parts[1::2], strict=True))
        return None


def _place(where: dict[int, _Value]) -> tuple[Decimal, Decimal] | None:
    """A place on earth, or None: nothing is mended, and the zeros that devices write before they know are no place."""
    latitude = _degrees(where.get(_LATITUDE), where.get(_NORTH), "NS", 90)
    longitude = _degrees(where.get(_LONGITUDE), where.get(_EAST), "EW", 180)
    if latitude is None or longitude is None or where.get(_STATUS) == "V" or not (latitude or longitude):
        return None
    return latitude, longitude


def _degrees(parts: _Value | None, side: _Value | None, sides: str, most: int) -> Decimal | None:
    if not isinstance(parts, tuple) or len(parts) != 3 or not isinstance(side, str) or side.strip() not in tuple(sides):
        return None
    degrees, minutes, seconds = parts
    if degrees is None or minutes is None or seconds is None or minutes >= 60 or seconds >= 60:
        return None
    whole = degrees + minutes / 60 + seconds / 3600
    if whole > most:
        return None
    value = Decimal(plain(Fraction(round(whole * 10**_GPS_PLACES), 10**_GPS_PLACES)))
    return -value if value and side.strip() == sides[1] else value


def _moment(taken: _Value | None, offset: _Value | None) -> str | None:
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


def _device(make: _Value | None, model: _Value | None) -> str | None:
    maker, name = _clean(make), _clean(model)
    if not name or name.casefold().startswith(maker.casefold()):
        return name or maker or None
    return f"{maker} {name}".strip()


def _clean(text: _Value | None) -> str:
    if not isinstance(text, str):
        return ""
    kept = "".join(sign for sign in text if unicodedata.category(sign)[0] != "C" and sign != "�")
    return " ".join(kept.split())[:100]
