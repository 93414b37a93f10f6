"""Tables: rows of cells cut into strips line by line, so that no cell is too tall, with the head on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.report import model
from desktop.report.breaking import Line
from desktop.report.pen import Pen
from desktop.report.strips import Strip
from desktop.report.styles import LEFT, LINE, LINE2, SUNKEN, WIDTH, Style, styles

_PAD_X, _PAD_Y = 5.0, 3.0
_ABOVE = 5.0
_NARROW = 16  # signs
_SMALL = 130.0  # points


@dataclass(frozen=True, slots=True)
class _Column:
    x: float
    width: float
    align: model.Align


def table_strips(table: model.Table) -> Iterator[Strip]:
    """The strips of a table."""
    total = sum(column.share for column in table.columns)
    columns, x = [], LEFT
    for column in table.columns:
        width = WIDTH * column.share / total
        columns.append(_Column(x, width, column.align))
        x += width
    head = list(_row_strips([(column.title, styles()["head"]) for column in table.columns], columns, ground=SUNKEN, edge=LINE2))
    for strip in head:
        strip.tied = True
    repeated = tuple(head)
    yield from (Strip(strip.height, strip.draw, above=_ABOVE if at == 0 else 0, tied=True) for at, strip in enumerate(head))
    body = []
    for row in table.rows:
        strips = list(_row_strips([_styled(cell, group=row.group) for cell in row.cells], columns, ground=SUNKEN if row.group else ""))
        for strip in strips:
            strip.head, strip.foot = repeated, _foot
        strips[-1].tied = row.group
        body.append(strips)
    yield from _kept(body)
    yield Strip(6, _foot)


def key_value_strips(block: model.KeyValues) -> Iterator[Strip]:
    """Rows of a shaded name and its value."""
    named = WIDTH * 0.19
    columns = [_Column(LEFT, named, "left"), _Column(LEFT + named, WIDTH - named, "left")]
    above = _ABOVE
    body = []
    for label, value in block.pairs:
        body.append(list(_row_strips([(label, styles()["label"]), _styled(value)], columns, shaded=1)))
        for strip in body[-1]:
            strip.above, above = above, 0.0
            strip.foot = _foot
    yield from _kept(body)
    yield Strip(6, _foot)


def _kept(rows: list[list[Strip]]) -> list[Strip]:
    """A small table stays on one page; of a larger one no row stands alone at a page's foot or top."""
    for at in {0, len(rows) - 2} if len(rows) > 1 else ():
        rows[at][-1].tied = True
    if rows:
        # The closing rule.
        rows[-1][-1].tied = True
    strips = [strip for row in rows for strip in row]
    if sum(strip.height for strip in strips) <= _SMALL:
        for strip in strips:
            strip.tied = True
    return strips


def _styled(cell: str | model.Cell, *, group: bool = False) -> tuple[str, Style]:
    if isinstance(cell, model.Cell):
        return cell.text, styles()[cell.style]
    return cell, styles()["strong" if group else "cell"]


def _foot(pen: Pen, y: float) -> None:
    pen.rule(LEFT, y, WIDTH, LINE2)


def _row_strips(
    cells: Sequence[tuple[str, Style]], columns: Sequence[_Column], *, ground: str = "", edge: str = LINE, shaded: int = 0
) -> Iterator[Strip]:
    """A row as strips, one a line of its tallest cell. `shaded`: so many columns from the left on a ground of their own."""
    broken = [style.lines(text, column.width - 2 * _PAD_X) if text else [] for (text, style), column in zip(cells, columns, strict=True)]
    count = max(1, *(len(lines) for lines in broken))
    leading = max(style.leading for _text, style in cells)
    for at in range(count):
        parts = [
            (lines[at], style, column) for lines, (_text, style), column in zip(broken, cells, columns, strict=True) if at < len(lines)
        ]
        first, last = at == 0, at == count - 1
        pad = _PAD_Y if first else 0.0
        height = leading + pad + (_PAD_Y if last else 0.0)
        fills = [(LEFT, WIDTH, ground)] if ground else [(column.x, column.width, SUNKEN) for column in columns[:shaded]]
        yield Strip(height, _Slice(parts, fills, pad, height, edge if first else ""), tied=_tied(at, count))


def _tied(at: int, count: int) -> bool:
    if count <= 4:
        return at < count - 1
    return at in (0, count - 2)


class _Slice:
    """Draws one line of a row."""

    __slots__ = ("edge", "fills", "height", "pad", "parts")

    def __init__(
        self, parts: list[tuple[Line, Style, _Column]], fills: list[tuple[float, float, str]], pad: float, height: float, edge: str
    ) -> None:
        self.parts = parts
        self.fills = fills
        self.pad = pad
        self.height = height
        self.edge = edge

    def __call__(self, pen: Pen, y: float) -> None:
        for x, width, colour in self.fills:
            pen.box(x, y, width, self.height + 0.3, colour)
        if self.edge:
            pen.rule(LEFT, y, WIDTH, self.edge)
        for line, style, column in self.parts:
            room = column.width - 2 * _PAD_X
            x = column.x + _PAD_X
            if column.align == "right":
                x += room - line.width
            elif column.align == "center":
                x += (room - line.width) / 2
            # Spreading the few signs of a narrow column would only open holes.
            spread = column.align == "left" and room >= _NARROW * style.size
            pen.line(line, x, y + self.pad + style.baseline, style, width=room if spread else 0)
