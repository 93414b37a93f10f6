"""The time of day, in one place so that tests and reports can hold it still."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def now() -> datetime:
    """The present moment with the local zone kept, to the millisecond.

    `FIELDAUDIT_NOW` (ISO 8601 with zone) holds the clock still, for pictures and reproducible runs.
    """
    held = os.environ.get("FIELDAUDIT_NOW")
    if held:
        return datetime.fromisoformat(held)
    moment = datetime.now(UTC).astimezone()
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def stamp(moment: datetime) -> str:
    """A moment as written down: UTC time and the zone it was seen in, `2026-11-24T06:32:05.120Z+08:00`."""
    offset = moment.strftime("%z")
    utc = moment.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z{offset[:3]}:{offset[3:5]}"


def from_stamp(text: str) -> datetime:
    """The moment a stamp names, in the zone it was seen in. ValueError if the text is no stamp."""
    utc, _, offset = text.partition("Z")
    moment = datetime.fromisoformat(utc + "+00:00")
    zone = datetime.fromisoformat("2000-01-01T00:00:00" + offset).tzinfo
    return moment.astimezone(zone)
