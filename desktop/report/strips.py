"""Strips, the smallest parts of a page, and how they are put on pages: what belongs together stays, heads are repeated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.report.pen import Pen

# Draws the strip with its top at y.
Draw = Callable[[Pen, float], None]


@dataclass(slots=True)
class Strip:
    """A horizontal slice of the report that is never cut. `height` in points."""

    height: float
    draw: Draw
    above: float = 0  # space above, dropped at the top of a page
    tied: bool = False  # never the last on a page: stays with the next
    head: tuple[Strip, ...] = ()  # repeated above when the strip begins a page
    foot: Draw | None = None  # closes the part of a table that a page ends with
    outline: tuple[int, str] | None = None
    breaks: bool = False  # begins a page


class Placed(NamedTuple):
    strip: Strip
    y: float  # from the top of the text area


@dataclass(slots=True)
class Page:
    strips: list[Placed] = field(default_factory=list)
    feet: list[tuple[Draw, float]] = field(default_factory=list)
    used: float = 0


def paginate(strips: Sequence[Strip], height: float) -> list[Page]:
    """The strips on pages of a height."""
    pages = [Page()]
    at = 0
    while at < len(strips):
        end = at
        while strips[end].tied and end + 1 < len(strips):
            end += 1
        chain = strips[at : end + 1]
        page = pages[-1]
        if page.strips and (chain[0].breaks or not _fits(chain, page, height)):
            page = _turn(pages, chain[0])
        for strip in chain:
            # Only a chain taller than a page comes here with a strip that does not fit.
            if page.strips and not _fits([strip], page, height):
                page = _turn(pages, strip)
            _place(page, strip)
        at = end + 1
    return pages


def _fits(chain: Sequence[Strip], page: Page, height: float) -> bool:
    need = sum(strip.above + strip.height for strip in chain)
    return page.used + need <= height + 0.01 or not page.strips


def _turn(pages: list[Page], first: Strip) -> Page:
    before = pages[-1]
    last = before.strips[-1].strip
    # The table goes on: its part on this page is closed.
    if first.head and last.foot is not None:
        before.feet.append((last.foot, before.used))
    page = Page()
    pages.append(page)
    for strip in first.head:
        _place(page, strip)
    return page


def _place(page: Page, strip: Strip) -> None:
    above = strip.above if page.strips else 0.0
    page.strips.append(Placed(strip, page.used + above))
    page.used += above + strip.height
