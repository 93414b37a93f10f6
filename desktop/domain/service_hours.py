"""When a site serves its customers: written hours as minutes of the day."""

from __future__ import annotations

import re

DAY = 24 * 60

_RANGE = re.compile(r"(?<!\d)(\d{1,2})[:：](\d{2})\s*(?:-|–|—|~|～|至|到)+\s*(?:次日|翌日)?\s*(\d{1,2})[:：](\d{2})(?!\d)", re.ASCII)
_ALWAYS = re.compile(r"(?<!\d)24\s*小时|全天|(?<!\d)7\s*[xX×*]\s*24(?!\d)")

Span = tuple[int, int]


def open_spans(text: str | None) -> tuple[Span, ...] | None:
    """The hours as spans of minutes 0..1440 of one day, merged and ascending; what goes over midnight is cut there.

    None when nothing is written or no hours can be read from it. Days of the week are not understood and not looked at.
    """
    spans: list[Span] = []
    for found in _RANGE.finditer((text or "")[:500]):
        start, end = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
        if max(start, end) > DAY or int(found[2]) > 59 or int(found[4]) > 59:
            return None
        spans += [(start, end)] if start < end else [(start, DAY), (0, end)] if start > end else []
    if not spans:
        return ((0, DAY),) if text and _ALWAYS.search(text[:500]) else None
    return merged(spans)


def merged(spans: list[Span]) -> tuple[Span, ...]:
    """Spans joined where they touch or overlap, ascending; empty ones are left out."""
    result: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def lies_within(start: int, end: int, spans: tuple[Span, ...]) -> bool:
    """Whether a span lies in the hours as a whole."""
    return any(low <= start and end <= high for low, high in spans)
