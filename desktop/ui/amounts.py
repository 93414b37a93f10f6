"""Sizes and times in words: 3.42 GB, 4.2 MB/秒, 1 分 01 秒."""

from __future__ import annotations

from desktop.base.words import _

_UNITS = ("KB", "MB", "GB", "TB")


def size(count: int) -> str:
    """A number of bytes in the unit that leaves at most three digits before the point; three digits are shown."""
    value, unit = count / 1000, 0
    while value >= 999.5 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    if unit == 0 and value < 1:
        return _("{n} 字节").format(n=count)
    places = 2 if value < 9.995 else 1 if value < 99.95 else 0
    text = f"{value:.{places}f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text} {_UNITS[unit]}"


def duration(seconds: float) -> str:
    """A time that is left or was taken, in whole seconds, at least one."""
    whole = max(1, round(seconds))
    if whole >= 3600:
        return _("{h} 小时 {m:02d} 分").format(h=whole // 3600, m=whole % 3600 // 60)
    if whole >= 60:
        return _("{m} 分 {s:02d} 秒").format(m=whole // 60, s=whole % 60)
    return _("{s} 秒").format(s=whole)
