"""What a report is made of before it has pages: small blocks that say what stands there, not where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Align = Literal["left", "center", "right"]
Tone = Literal["open", "info", "wrong"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that also stands in the outline. `level`: 0 a part, 1 a chapter, 2 a section; `mark` is set at the right edge."""

    text: str
    level: int = 1
    number: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; line ends in the text begin a new paragraph."""

    text: str
    style: str = "body"
    space: float = 0  # points above, besides the style's own


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    style: str = "cell"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `share` is its part of the width against the other columns'."""

    title: str
    share: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `group` rows are shaded and stay with the row after them."""

    cells: tuple[str | Cell, ...]
    group: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on each page it runs over."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Names at the left, what they hold at the right."""

    pairs: tuple[tuple[str, str | Cell], ...]


@dataclass(frozen=True, slots=True)
class Stars:
    """The result in one line: `got` of `of` stars drawn (none when `of` is 0), its label, and the score at the right."""

    got: int
    of: int
    label: str
    score: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    share: float  # 0..1, for the drawing alone
    text: str
    starred: bool = False
    interval: tuple[float, float] | None = None  # shares between which the value lies, drawn as a whisker


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars over one scale; `marks` are places on it with their names, drawn through all of them."""

    bars: tuple[Bar, ...]
    marks: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A box of lines, each with an optional word at its right edge."""

    title: str
    lines: tuple[tuple[str, str], ...] = ()
    tone: Tone = "info"


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture by its hash, with its name, caption and what is known of it."""

    sha256: str
    number: str
    caption: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Photos:
    """Pictures, two in a row."""

    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """A line to sign on: whose it is, the name in print, the day, and the strokes where it was signed on the screen."""

    label: str
    name: str = ""
    on: str = ""
    strokes: str = ""


@dataclass(frozen=True, slots=True)
class SignLines:
    """Lines to sign on, two in a row."""

    people: tuple[Signed, ...]


@dataclass(frozen=True, slots=True)
class SignedName:
    """One row of a sign-in sheet."""

    name: str
    department: str
    post: str
    strokes: str = ""


@dataclass(frozen=True, slots=True)
class SignInSheet:
    """A sign-in sheet; its head is repeated on each page."""

    rows: tuple[SignedName, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block: TypeAlias = Heading | Paragraph | Table | KeyValues | Stars | Bars | Note | Photos | Signatures | SignLines | SignInSheet | PageBreak


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report: what stands on every page, and its blocks."""

    title: str
    author: str
    subject: str
    header_left: str
    header_right: str
    footer: str
    watermark: str  # empty: none
    stamp: str  # ISO 8601 with zone, for the file's dates; empty: none is known
    blocks: tuple[Block, ...]
