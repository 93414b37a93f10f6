"""Chinese line breaking: no line begins with closing or ends with opening punctuation; words and numbers stay whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_OPEN = r"（《〈「『【〔〖“‘〝(\[{"
_CLOSE = r"，。；：、）》〉」』】〕〗”’〞！？％‰℃…—～·,.;:!?)\]}%"
# A word: letters and digits with what is written inside it (5.1.1.2, 2026-11-24, a@b.cn); it does not end with a bracket that opens.
# A standard's letters stay with its number: GB/T 27922.
_WORD = r"(?:[A-Z]{1,4}(?:/[A-Z]{1,3})? (?=[0-9]))?[0-9A-Za-z\u00c0-\u024f][!-~\u00a1-\u024f\u2010-\u2015\u2212]*(?<![(\[{])"
# Signs without a shape and without room: joiners, variation selectors of emoji and hanzi, colours of skin, tags.
_BLANK = "\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef"
# What stays with the sign before it: these, what a joiner joins, the cap of a key.
_JOINED = rf"(?:[{_BLANK}\u20e3]|(?<=\u200d)[^\s])*"
_CLUSTER = re.compile(
    rf"(?P<head>[{_OPEN}]*)(?P<core>(?:{_WORD}|—+|…+|[^\s]){_JOINED})(?P<tail>(?:[{_CLOSE}]| (?=[%％])[%％])*)|(?P<space>\s+)"
)
_IDEOGRAPH = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
# Where a thin gap is set: between an ideograph and a letter or digit with no space written between them.
GAP = re.compile(rf"(?<={_IDEOGRAPH})(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?={_IDEOGRAPH})")
GAP_EM = 0.11  # above a ninth, readers take the gap for a space when text is searched
# What stretches when a line is justified: every sign but those inside a run of Latin and those without a shape.
RUNS = re.compile(rf"[!-\u024f]+|\s+|[^!-\u024f\s{_BLANK}]+|[{_BLANK}]+")
BLANK = re.compile(rf"[{_BLANK}]")

Measure = Callable[[str], float]


class Line(NamedTuple):
    """A line's text and its natural width; `full` lines are spread to the measure."""

    text: str
    width: float
    full: bool


class _Unit(NamedTuple):
    text: str
    width: float
    space: bool


def break_text(text: str, width: float, measure: Measure, em: float) -> list[Line]:
    """The lines of a text (line ends begin a paragraph) in a measure of `width`. `measure` gives the width of a text, `em` the size."""
    return [line for paragraph in text.split("\n") for line in _break_paragraph(paragraph, width, measure, em)]


def _break_paragraph(text: str, width: float, measure: Measure, em: float) -> list[Line]:
    lines: list[list[_Unit]] = []
    line: list[_Unit] = []
    used = 0.0
    gap = GAP_EM * em
    for unit in _units(text, width, measure):
        if unit.space:
            if line:
                line.append(unit)
                used += unit.width
            continue
        before = gap if line and GAP.search(line[-1].text[-1] + unit.text[0]) else 0.0
        if line and used + before + unit.width > width + 0.01:
            lines.append(_trimmed(line))
            line, used, before = [], 0.0, 0.0
        line.append(unit)
        used += before + unit.width
    lines.append(_trimmed(line))
    _no_lone_sign(lines, em)
    last = len(lines) - 1
    return [_line(units, measure, gap, full=at < last) for at, units in enumerate(lines)]


def _units(text: str, width: float, measure: Measure) -> Iterator[_Unit]:
    """What is kept whole. A word longer than the measure comes in pieces, closing punctuation with its last sign."""
    for found in _CLUSTER.finditer(text):
        whole = found[0]
        if found["space"] is not None:
            yield _Unit(" ", measure(" "), True)
            continue
        wide = measure(whole)
        if wide <= width:
            yield _Unit(whole, wide, False)
            continue
        first, space, rest = found["core"].partition(" ")
        if space:
            # A standard's number in a narrow column.
            yield from _units(found["head"] + first, width, measure)
            yield _Unit(" ", measure(" "), True)
            yield from _units(rest + found["tail"], width, measure)
            continue
        signs = list(found["core"])
        signs[0] = found["head"] + signs[0]
        signs[-1] += found["tail"]
        for sign in signs:
            if len(sign) > 1 and measure(sign) > width:
                yield from (_Unit(one, measure(one), False) for one in sign)
            else:
                yield _Unit(sign, measure(sign), False)


def _trimmed(line: list[_Unit]) -> list[_Unit]:
    while line and line[-1].space:
        line.pop()
    return line


def _no_lone_sign(lines: list[list[_Unit]], em: float) -> None:
    """A last line of one sign takes its neighbour down, where the line above is long enough not to show it."""
    if len(lines) < 2 or len(lines[-1]) != 1 or len(lines[-2]) < 8:
        return
    above, last = lines[-2], lines[-1]
    if last[0].width <= 2 * em and above[-1].width <= 2 * em:
        last.insert(0, above.pop())
        _trimmed(above)


def _line(units: list[_Unit], measure: Measure, gap: float, *, full: bool) -> Line:
    text = "".join(unit.text for unit in units)
    natural = sum(unit.width for unit in units) + gap * len(GAP.findall(text))
    return Line(text, natural, full)
