"""Words the views of the meetings share: times, sides, days."""

from __future__ import annotations

from datetime import date
from typing import Literal

from desktop.base.words import _
from desktop.domain.meetings import day_of
from desktop.domain.visit import read_time
from desktop.ui.widgets.dates import weekday

Side = Literal["client", "team", "observer"]
SIDES: tuple[Side, ...] = ("client", "team", "observer")
_WIDE = str.maketrans("０１２３４５６７８９：－／", "0123456789:-/")


def side_title(side: str | None) -> str:
    """What a side of the table is called."""
    return {"client": _("受审查方"), "team": _("审查组"), "observer": _("观察员")}.get(side or "", _("未定"))


def day_words(day: date) -> str:
    """11-24 周二"""
    return f"{day:%m-%d} {weekday(day)}"


def moment(text: str | None) -> str:
    """A written time for a row: 11-24 17:30, the day alone where no time is written, else as it stands."""
    found, day = read_time(text), day_of(text)
    if found is not None:
        return f"{found:%m-%d %H:%M}"
    return f"{day:%m-%d}" if day is not None else (text or "").strip()[:40]


def whole_time(text: str, day: date) -> str:
    """A time as it is kept, with its day: `9:05` and `0905` on that day become 2026-11-24 09:05; what is no time stays as it is."""
    plain = text.translate(_WIDE).replace("/", "-").strip()
    if plain.isdigit() and len(plain) in (3, 4):
        plain = f"{plain[:-2]}:{plain[-2:]}"
    if ":" in plain and "-" not in plain and len(plain) <= 8:
        hour, _colon, rest = plain.partition(":")
        return f"{day.isoformat()} {hour.zfill(2)}:{rest}"
    return plain
