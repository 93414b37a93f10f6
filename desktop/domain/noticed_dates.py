"""Dates on the papers that cannot be: of another age, of tomorrow, out of order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from desktop.base.words import _
from desktop.domain.notices import Notice

# Certification of services is younger, and nobody plans further.
EARLIEST, LATEST = 1990, 2100


class Dated(NamedTuple):
    """A date on a paper: where it stands, what it is called, whether it says that something has happened."""

    record: str
    field: str
    title: str
    day: date | None
    past: bool = True


def date_notices(dates: Iterable[Dated], today: date | None = None) -> Iterator[Notice]:
    """What is impossible about each date by itself. Without `today` nothing is said of the future."""
    for one in dates:
        if one.day is None:
            continue
        if not is_likely(one.day):
            sentence = _("{title} {day} 不合常理，请核对年份。")
            severity = True
        elif one.past and today is not None and one.day > today:
            sentence = _("{title} {day} 晚于今天，还没有发生的事不能记成已发生。")
            severity = False
        else:
            continue
        yield Notice(
            id=f"date/{one.record}/{one.field}",
            severity="critical" if severity else "warning",
            sentence=sentence.format(title=one.title, day=one.day.isoformat()),
            record=one.record,
            field=one.field,
        )


def order_notices(pairs: Iterable[tuple[Dated, Dated]]) -> Iterator[Notice]:
    """For each pair whose first is later than its second: a notice at the second."""
    for first, second in pairs:
        if first.day is not None and second.day is not None and first.day > second.day:
            yield Notice(
                id=f"order/{second.record}/{second.field}/{first.field}",
                severity="warning",
                sentence=_("{second} {then} 早于{first} {when}，请核对。").format(
                    second=second.title, then=second.day.isoformat(), first=first.title, when=first.day.isoformat()
                ),
                record=second.record,
                field=second.field,
            )


def is_likely(day: date) -> bool:
    """Whether a date can stand on a paper of an audit."""
    return EARLIEST <= day.year <= LATEST


def days_later(day: date, days: int) -> date:
    """So many calendar days later; the calendar's last day at most."""
    return day + timedelta(days) if (date.max - day).days >= days else date.max


def working_days_later(day: date, days: int) -> date:
    """So many days from Monday to Friday later. Public holidays differ each year and are not known here."""
    weeks, rest = divmod(days, 5)
    day = days_later(day, weeks * 7)
    # Whoever starts on a weekend counts from Monday on, as from the Friday before.
    day = day - timedelta(max(day.weekday() - 4, 0)) if day > date.min + timedelta(3) else day
    while rest and day < date.max:
        day += timedelta(1)
        rest -= day.weekday() < 5
    return day
