"""From blocks to strips: each kind of block in one function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from desktop.report import model
from desktop.report.breaking import Line
from desktop.report.grid import key_value_strips, table_strips
from desktop.report.pen import Pen
from desktop.report.pictures import Fetch, photo_strips
from desktop.report.signing import sign_in_strips, sign_line_strips
from desktop.report.strips import Strip
from desktop.report.styles import (
    ACCENT,
    LEFT,
    LINE2,
    OPEN,
    OPEN_MARK,
    OPEN_TINT,
    TEXT,
    TINT,
    TRACK,
    WIDTH,
    WRONG,
    WRONG_TINT,
    Style,
    styles,
)

_HEADINGS = {0: "part", 1: "chapter", 2: "section"}
# The ground, the edge and the title of a note.
_TONES = {"open": (OPEN_TINT, OPEN_MARK, OPEN), "info": (TINT, ACCENT, TEXT), "wrong": (WRONG_TINT, WRONG, WRONG)}


def strips_of(blocks: Iterable[model.Block], fetch: Fetch) -> Iterator[Strip]:
    """The strips of a report's blocks in their order. `fetch` gives a picture's bytes when its page is drawn."""
    breaks = False
    for block in blocks:
        if isinstance(block, model.PageBreak):
            breaks = True
            continue
        for strip in _STRIPS[type(block)](block, fetch):
            strip.breaks, breaks = strip.breaks or breaks, False
            yield strip


def _line(pen: Pen, y: float, *, line: Line, style: Style, x: float, width: float) -> None:
    pen.line(line, x, y + style.baseline, style, width=width)


def _tied(at: int, count: int) -> bool:
    """Whether a line stays with the next: two lines at least at the foot of a page and at the top of the next."""
    return at == 0 or at == count - 2 if count > 3 else at < count - 1


def _paragraph(block: model.Paragraph, _fetch: Fetch) -> Iterator[Strip]:
    style = styles()[block.style]
    lines = style.lines(block.text, WIDTH)
    for at, line in enumerate(lines):
        strip = Strip(
            style.leading, partial(_line, line=line, style=style, x=LEFT, width=WIDTH), tied=_tied(at, len(lines)) and at < len(lines) - 1
        )
        strip.above = style.above + block.space if at == 0 else 0.0
        if at == len(lines) - 1:
            strip.height += style.below
        yield strip


def _heading(block: model.Heading, _fetch: Fetch) -> Iterator[Strip]:
    style, mark = styles()[_HEADINGS[block.level]], styles()["mark"]
    # An enumeration comma brings its own space.
    number = block.number if block.number.endswith("、") else f"{block.number}  " if block.number else ""
    marked = mark.fitted(block.mark, WIDTH * 0.4) if block.mark else ""
    room = WIDTH - (mark.width(marked) + 10 if marked else 0)
    indent = style.width(number)
    lines = style.lines(block.text, room - indent)
    for at, line in enumerate(lines):

        def draw(pen: Pen, y: float, *, at: int = at, line: Line = line) -> None:
            if at == 0 and number:
                pen.plain(number.rstrip(), LEFT, y + style.baseline, style)
            pen.line(line, LEFT + indent, y + style.baseline, style)
            if at == 0 and marked:
                pen.plain(marked, LEFT + WIDTH, y + style.baseline, mark, align="right")

        strip = Strip(style.leading, draw, tied=True)
        if at == 0:
            strip.above = style.above
            strip.outline = (block.level, f"{number}{block.text}".replace("\n", " ")[:120])
        if at == len(lines) - 1:
            strip.height += style.below
        yield strip


def _stars(block: model.Stars, _fetch: Fetch) -> Iterator[Strip]:
    style = styles()["result"]
    size, step = (15.0, 18.5) if block.of <= 5 else (12.5, 15.5)

    def draw(pen: Pen, y: float) -> None:
        for at in range(block.of):
            got = at < block.got
            pen.star(
                LEFT + at * step, y + (style.leading - size) / 2, size, fill=ACCENT if got else "#FFFFFF", edge=ACCENT if got else LINE2
            )
        x = LEFT + (block.of * step + 12 if block.of else 0)
        score = style.fitted(block.score, WIDTH * 0.4)
        room = WIDTH - (x - LEFT) - style.width(score) - 12
        pen.plain(style.fitted(block.label, room), x, y + style.baseline, style)
        pen.plain(score, LEFT + WIDTH, y + style.baseline, style, align="right")

    yield Strip(style.leading + 3, draw, above=4, tied=True)


def _bars(block: model.Bars, _fetch: Fetch) -> Iterator[Strip]:
    style = styles()["cell"]
    text_width = WIDTH * 0.18
    longest = max((style.width(style.fitted(bar.label, WIDTH)) for bar in block.bars), default=0.0)
    label_width = min(WIDTH * 0.45, max(WIDTH * 0.2, longest + 20))
    left, room = LEFT + label_width, WIDTH - label_width - text_width

    def draw(pen: Pen, y: float, *, bar: model.Bar) -> None:
        mark = " *" if bar.starred else ""
        middle = y + style.leading / 2
        pen.plain(style.fitted(bar.label, label_width - 14) + mark, LEFT, y + style.baseline, style)
        pen.box(left, middle - 2.5, room, 5, TRACK, radius=2.5)
        share = min(1.0, max(0.0, bar.share))
        if share > 0:
            pen.box(left, middle - 2.5, max(5.0, room * share), 5, ACCENT, radius=2.5)
        for place, _name in block.marks:
            pen.box(left + room * place - 0.25, y, 0.5, style.leading + 1.5, LINE2)
        if bar.interval is not None:
            low, high = (left + room * min(1.0, max(0.0, one)) for one in bar.interval)
            pen.box(low, middle - 0.4, max(0.8, high - low), 0.8, TEXT)
            for end in (low, high):
                pen.box(end - 0.4, middle - 3, 0.8, 6, TEXT)
        pen.plain(style.fitted(bar.text, text_width - 6), LEFT + WIDTH, y + style.baseline, style, align="right")

    if block.marks:
        yield _mark_names(block, left, room)
    for at, bar in enumerate(block.bars):
        above = 3 if at == 0 and not block.marks else 0
        yield Strip(style.leading + 1.5, partial(draw, bar=bar), above=above, tied=at < len(block.bars) - 1 and at < 8)


def _mark_names(block: model.Bars, left: float, room: float) -> Strip:
    style = styles()["fact"]

    def draw(pen: Pen, y: float) -> None:
        for place, name in block.marks:
            pen.plain(style.fitted(name, room / 4), left + room * place, y + style.baseline, style, align="center")

    return Strip(style.leading, draw, above=3, tied=True)


def _note(block: model.Note, _fetch: Fetch) -> Iterator[Strip]:
    ground, edge, ink = _TONES[block.tone]
    body, title, mark = styles()["cell"], replace(styles()["note-title"], colour=ink), styles()["mark"]
    pieces: list[tuple[Style, Line, str, float]] = [(title, line, "", WIDTH - 24) for line in title.lines(block.title, WIDTH - 24)]
    for text, right in block.lines:
        marked = mark.fitted(right, WIDTH * 0.3) if right else ""
        # A line is spread no wider than it was broken for: the mark keeps its place.
        room = WIDTH - 24 - (mark.width(marked) + 10 if marked else 0)
        pieces += [(body, line, marked if at == 0 else "", room) for at, line in enumerate(body.lines(text, room))]
    for at, (style, line, marked, room) in enumerate(pieces):
        first, last = at == 0, at == len(pieces) - 1
        pad = 5.0 if first else 0.0
        height = style.leading + pad + (5.0 if last else 0.0)

        def draw(
            pen: Pen,
            y: float,
            *,
            style: Style = style,
            line: Line = line,
            marked: str = marked,
            room: float = room,
            pad: float = pad,
            height: float = height,
        ) -> None:
            # A hair more, so that no seam shows between the strips of one box.
            pen.box(LEFT, y, WIDTH, height + 0.4, ground)
            pen.box(LEFT, y, 2.5, height + 0.4, edge)
            pen.line(line, LEFT + 12, y + pad + style.baseline, style, width=room)
            if marked:
                pen.plain(marked, LEFT + WIDTH - 12, y + pad + style.baseline, mark, align="right")

        yield Strip(height, draw, above=8 if first else 0, tied=_tied(at, len(pieces)) and not last)
    yield Strip(4, lambda _pen, _y: None)


def _signatures(block: model.Signatures, _fetch: Fetch) -> Iterator[Strip]:
    style = styles()["cell"]
    share = WIDTH / max(1, len(block.names))

    def draw(pen: Pen, y: float) -> None:
        for at, name in enumerate(block.names):
            x = LEFT + at * share
            pen.plain(name, x, y + 24, style)
            pen.rule(x + style.width(name) + 4, y + 27, share - style.width(name) - 20, LINE2)

    yield Strip(36, draw, above=14)


def _table(block: model.Table, _fetch: Fetch) -> Iterator[Strip]:
    return table_strips(block)


def _key_values(block: model.KeyValues, _fetch: Fetch) -> Iterator[Strip]:
    return key_value_strips(block)


def _photos(block: model.Photos, fetch: Fetch) -> Iterator[Strip]:
    return photo_strips(block, fetch)


def _sign_lines(block: model.SignLines, _fetch: Fetch) -> Iterator[Strip]:
    return sign_line_strips(block)


def _sign_in(block: model.SignInSheet, _fetch: Fetch) -> Iterator[Strip]:
    return sign_in_strips(block)


_STRIPS: dict[type, Callable[[Any, Fetch], Iterator[Strip]]] = {
    model.Heading: _heading,
    model.Paragraph: _paragraph,
    model.Table: _table,
    model.KeyValues: _key_values,
    model.Stars: _stars,
    model.Bars: _bars,
    model.Note: _note,
    model.Photos: _photos,
    model.Signatures: _signatures,
    model.SignLines: _sign_lines,
    model.SignInSheet: _sign_in,
}
