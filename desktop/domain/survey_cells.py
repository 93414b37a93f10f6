"""What stands in the cells of a survey's export: points, words of a scale, times and durations."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from typing import NamedTuple

from desktop.base.words import _
from desktop.domain.survey_mapping import WORDS_OF_FIVE, plain

_POINTS = re.compile(r"^(\d{1,3})(?:\.0+)?(?:分|星)?$")
_LED = re.compile(r"^(\d{1,3})\s*[.、:：=\-—]\s*(\D.*)$|^(.+?)[(（](\d{1,3})分?[)）]$")
_TIME = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$")
_SECONDS = re.compile(r"^(?:(\d{1,4})(?:小时|时|h))?(?:(\d{1,6})(?:分钟|分|min|m))?(?:(\d{1,8})(?:\.\d+)?(?:秒|s)?)?$")
_CLOCK = re.compile(r"^(\d{1,3}):(\d{2})(?::(\d{2}))?$")
_STARS = {"★" * count + "☆" * (5 - count): count for count in range(1, 6)} | {"★" * count: count for count in range(1, 6)}
_TICKED = frozenset(("1", "是", "true", "yes", "√", "✓", "y"))
_UNTICKED = frozenset(("", "0", "否", "false", "no", "n", "-2", "-3", "(空)", "(跳过)"))
_MOST_SECONDS = 10_000_000
_DAY = 86_400


class Points(NamedTuple):
    points: int
    by_number: bool  # whether a bare number said it


def word(text: str) -> str:
    """A cell for comparing: of one width and case, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def points_of(cell: str, scale: int) -> Points | None:
    """The points a cell (as `word`) says by itself, in bounds or not; None when it says none that is known."""
    number = _POINTS.match(cell)
    if number:
        return Points(int(number[1]), True)
    if cell in _STARS:
        return Points(_STARS[cell], False)
    words = WORDS_OF_FIVE if scale == 5 else {}
    if plain(cell) in words:
        return Points(words[plain(cell)], False)
    led = _LED.match(cell)
    if led is None:
        return None
    # `5、非常满意`, `非常满意(5)`: the number, unless the words are known to say otherwise.
    points, label = int(led[1] or led[4]), plain(led[2] or led[3])
    return Points(points, True) if words.get(label, points) == points else None


def ticked(cell: str, option: str) -> bool | None:
    """Whether a column that stands for one option is ticked; None when the cell says neither."""
    said = word(cell)
    if said in _TICKED or said == word(option):
        return True
    return False if said in _UNTICKED else None


def rejected(status: str) -> str | None:
    """Why a response that its collector did not approve is void, from the platform's validation status."""
    said = word(status).removeprefix("validation_status_").replace("_", "")
    if said in ("notapproved", "未通过", "未批准"):
        return _("收集平台的校验状态为未通过（{status}）").format(status=status[:60])
    if said in ("onhold", "待定"):
        return _("收集平台的校验状态为待定（{status}）").format(status=status[:60])
    return None


def moment(text: str) -> str:
    """A time in one writing, `2026-11-18 10:22:03+08:00`; what is no time stays as it is."""
    found = _TIME.match(text.strip())
    if found is None:
        return text.strip()
    year, month, day, hour, minute, second, zone = found.groups()
    date = f"{year}-{int(month):02d}-{int(day):02d}"
    if hour is None:
        return date
    zone = "+00:00" if zone == "Z" else f"{zone[:3]}:{zone[-2:]}" if zone else ""
    return f"{date} {int(hour):02d}:{minute}:{second or '00'}{zone}"


def seconds_of(text: str) -> int | None:
    """A duration in seconds: `125秒`, `2分5秒`, `00:02:05`, `125`; None for what is none."""
    said = word(text)
    clock = _CLOCK.match(said)
    if clock:
        first, second, third = int(clock[1]), int(clock[2]), clock[3]
        return first * 3600 + second * 60 + int(third) if third else first * 60 + second
    found = _SECONDS.match(said)
    if found is None or not said:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    total = hours * 3600 + minutes * 60 + seconds
    return total if total <= _MOST_SECONDS else None


def seconds_between(started: str | None, answered: str | None) -> int | None:
    """The seconds between two moments on the same clock, when they are less than a day apart."""
    try:
        span = datetime.fromisoformat(answered or "") - datetime.fromisoformat(started or "")
    except (ValueError, TypeError):
        return None
    seconds = int(span.total_seconds())
    return seconds if 0 < seconds < _DAY else None
