"""The windows of a certification cycle as a calendar file (RFC 5545), one all-day event a window."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from desktop.base import clock
from desktop.base.files import write_file
from desktop.base.words import _


def write_calendar(result: dict[str, Any], path: Path) -> None:
    """Write the windows of `calendar` to a file, whole or not at all."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//fieldaudit//calendar//ZH", "CALSCALE:GREGORIAN"]
    written = f"{clock.now():%Y%m%d}T000000Z"
    for window in result["windows"]:
        until = window["until"]
        # An event of a whole year says nothing: without a first day of its own a window is the day it ends.
        start = date.fromisoformat(str(window["from"] if window["from_stated"] else until))
        end = date.fromisoformat(str(until)) + timedelta(days=1)
        latest = _("；特殊情况不晚于 {latest}").format(latest=window["latest"]) if window["latest"] else ""
        lines += [
            "BEGIN:VEVENT",
            f"UID:{result['scheme']}-{window['what']}-{start:%Y%m%d}@fieldaudit",
            f"DTSTAMP:{written}",
            f"DTSTART;VALUE=DATE:{start:%Y%m%d}",
            f"DTEND;VALUE=DATE:{end:%Y%m%d}",
            f"SUMMARY:{escaped(window['title'])}",
            f"DESCRIPTION:{escaped(window['clause'] + latest)}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    write_file(path, calendar_bytes(lines))


def calendar_bytes(lines: list[str]) -> bytes:
    """The lines of a calendar as the file's bytes."""
    return "".join(folded + "\r\n" for line in lines for folded in _folded(line)).encode("utf-8")


def escaped(text: str) -> str:
    """Text as a value of the format."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    # A line holds at most 75 bytes; the rest goes on after a space (RFC 5545, 3.1).
    parts: list[str] = []
    current = ""
    for character in line:
        if len((current + character).encode("utf-8")) > (75 if not parts else 74):
            parts.append(current)
            current = ""
        current += character
    parts.append(current)
    return [part if place == 0 else " " + part for place, part in enumerate(parts)]
