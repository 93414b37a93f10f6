"""Places to sign: lines for a form's people, and the sign-in sheet; what was signed on the screen is drawn as it was written."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from desktop.base.words import _
from desktop.domain.signature import read_strokes
from desktop.report import model
from desktop.report.pen import Pen
from desktop.report.strips import Strip
from desktop.report.styles import LEFT, LINE, LINE2, SUNKEN, TEXT, WIDTH, styles

# A signature's field is three times as wide as high, as on the screen.
_FIELD_WIDTH, _FIELD_HEIGHT = 84.0, 28.0
_ROW = 34.0
_HEAD = 20.0
# Name, department, post, signature: shares of the width.
_SHARES = (0.2, 0.28, 0.22, 0.3)


def sign_line_strips(block: model.SignLines) -> Iterator[Strip]:
    """Two people in a row."""
    for at in range(0, len(block.people), 2):
        pair = block.people[at : at + 2]
        yield Strip(40, partial(_pair, pair=pair), above=10 if at == 0 else 0, tied=at + 2 < len(block.people) <= 4)


def _pair(pen: Pen, y: float, *, pair: tuple[model.Signed, ...]) -> None:
    style, quiet = styles()["cell"], styles()["fact"]
    share = WIDTH / 2
    for at, person in enumerate(pair):
        x = LEFT + at * share
        label = style.fitted(_("{label}：").format(label=person.label), share * 0.5)
        pen.plain(label, x, y + 26, style)
        left = x + style.width(label) + 2
        room = share - (left - x) - 16
        pen.rule(left, y + 30, room, LINE2)
        _draw(pen, person.strokes, left, y + 1)
        printed = "　".join(part for part in (person.name, person.on) if part)
        if person.strokes:
            pen.plain(quiet.fitted(printed, room), left, y + 38, quiet)
        elif printed:
            pen.plain(style.fitted(printed, room), left + 4, y + 26, style)


def sign_in_strips(block: model.SignInSheet) -> Iterator[Strip]:
    """The sheet, its head on every page."""
    head = Strip(_HEAD, _head, above=5, tied=True)
    yield head
    repeated = (Strip(_HEAD, _head, tied=True),)
    for row in block.rows:
        yield Strip(_ROW, partial(_row, row=row), head=repeated, foot=_foot)
    yield Strip(6, _foot)


def _head(pen: Pen, y: float) -> None:
    style = styles()["head"]
    pen.box(LEFT, y, WIDTH, _HEAD, SUNKEN)
    pen.rule(LEFT, y, WIDTH, LINE2)
    for x, _width, text in zip(*_columns(), (_("姓名"), _("部门"), _("职务"), _("签名")), strict=True):
        pen.plain(text, x + 5, y + 3 + style.baseline, style)


def _row(pen: Pen, y: float, *, row: model.SignedName) -> None:
    style = styles()["cell"]
    pen.rule(LEFT, y, WIDTH, LINE)
    lefts, widths = _columns()
    for x, width, text in zip(lefts, widths, (row.name, row.department, row.post), strict=False):
        for line_at, line in enumerate(style.lines(text, width - 10)[:2] if text else ()):
            pen.line(line, x + 5, y + 4 + line_at * style.leading + style.baseline, style)
    _draw(pen, row.strokes, lefts[3] + 5, y + 3)


def _columns() -> tuple[list[float], list[float]]:
    lefts, x = [], LEFT
    for share in _SHARES:
        lefts.append(x)
        x += WIDTH * share
    return lefts, [WIDTH * share for share in _SHARES]


def _draw(pen: Pen, strokes: str, x: float, y: float) -> None:
    across, down = _FIELD_WIDTH / 1000, _FIELD_HEIGHT / 1000
    pen.strokes(([(x + right * across, y + below * down) for right, below in points] for points in read_strokes(strokes)), TEXT)


def _foot(pen: Pen, y: float) -> None:
    pen.rule(LEFT, y, WIDTH, LINE2)
