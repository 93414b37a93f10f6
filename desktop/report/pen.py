"""Puts ink on a page: lines of text, rules, boxes, stars, bars and pictures, measured from the top left in points."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from desktop.report.breaking import BLANK, GAP, GAP_EM, RUNS, Line
from desktop.report.styles import Style

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from desktop.report.typeface import WideFont

# Past this many ems a gap between two signs shows; the line is then set at its natural width.
_LARGEST_STRETCH = 0.3
_GAP = f"{-GAP_EM * 1000:g}"


@cache
def _ink(colour: str) -> str:
    """A colour `#RRGGBB` as three shares."""
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.4g}" for at in (1, 3, 5))


def _codes(piece: str, font: WideFont, doc: Any, spread: float) -> str:
    """A piece of a line as codes; `spread`, in thousandths of the size, is added after each sign and inside a word taken back."""
    if not spread:
        return f"<{font.encode(piece, doc).hex()}>"
    back = f">{spread:.1f}<"
    shown = []
    for run in RUNS.findall(piece):
        code = font.encode(run, doc).hex()
        blank = BLANK.match(run) is not None
        if blank or (len(run) > 1 and run[0] < "\u0250"):
            code = back.join(code[at : at + 4] for at in range(0, len(code), 4))
        shown.append(f"<{code}>{spread:.1f}" if blank else f"<{code}>")
    return "".join(shown)


def _mixed(text: str, style: Style, doc: Any, spread: float) -> str:
    """A line with signs of several fonts: the fonts take turns within one text of the page."""
    face = style.face
    parts: list[tuple[WideFont, list[str]]] = []
    for at, piece in enumerate(GAP.split(text)):
        if at:
            parts[-1][1].append(_GAP)
        for font, signs in groupby(piece, key=lambda sign: face.borrowed.get(sign, face.font)):
            if not parts or parts[-1][0] is not font:
                parts.append((font, []))
            parts[-1][1].append(_codes("".join(signs), font, doc, spread))
    stroke = f" 2 Tr {face.stroke * style.size:.3f} w" if face.stroke else ""
    return " 0 Tr ".join(
        f"{font.resource(doc)} {style.size:g} Tf{stroke if font is not face.font else ''} [{''.join(codes)}] TJ" for font, codes in parts
    )


class Pen:
    """Draws on the current page of a canvas; y counts downwards from the top of the page."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self.canvas = canvas
        self._height = height

    def line(self, line: Line, x: float, y: float, style: Style, *, width: float = 0) -> None:
        """One line with its baseline at y; a full line is spread to the width when the style is justified."""
        if not line.text:
            return
        stretch = 0.0
        if line.full and style.justified and width > line.width:
            places = sum(1 if run[0] < "\u0250" else len(run) for run in RUNS.findall(line.text) if not BLANK.match(run)) - 1
            if places > 0 and (width - line.width) / places <= _LARGEST_STRETCH * style.size:
                stretch = (width - line.width) / places
        self._text(line.text, x, self._height - y, style, stretch)

    def _text(self, text: str, x: float, y: float, style: Style, stretch: float) -> None:
        """The whole line is one text of the page, so that readers find it whole; what moves inside it are numbers between its signs."""
        canvas: Any = self.canvas
        font, doc = style.face.font, canvas._doc
        spread, back = (f" {stretch:.3f} Tc", " 0 Tc") if stretch else ("", "")
        ink, place = _ink(style.colour), f"1 0 0 1 {x:.2f} {y:.2f} Tm"
        if style.face.borrowed and not style.face.borrowed.keys().isdisjoint(text):
            shown = _mixed(text, style, doc, stretch * 1000 / style.size)
            canvas._code.append(f"q BT {ink} rg {ink} RG 1 j {place}{spread} {shown} ET Q")
            return
        array = _GAP.join(_codes(piece, font, doc, stretch * 1000 / style.size) for piece in GAP.split(text))
        canvas._code.append(f"BT {font.resource(doc)} {style.size:g} Tf {ink} rg {place}{spread} [{array}] TJ{back} ET")

    def plain(self, text: str, x: float, y: float, style: Style, *, align: str = "left") -> None:
        """A short text set at, ending at or centred on x."""
        line = Line(text, style.width(text), False)
        self.line(line, x - {"left": 0.0, "center": line.width / 2, "right": line.width}[align], y, style)

    def rule(self, x: float, y: float, width: float, colour: str, *, thickness: float = 0.5) -> None:
        self.box(x, y - thickness / 2, width, thickness, colour)

    def box(self, x: float, y: float, width: float, height: float, colour: str, *, radius: float = 0) -> None:
        """A filled box with its top left corner at x, y."""
        bottom = self._height - y - height
        if radius:
            self.canvas.setFillColor(colour)
            self.canvas.roundRect(x, bottom, width, height, min(radius, width / 2, height / 2), stroke=0, fill=1)
        else:
            # Straight boxes and rules are the most of a form; the library would look each colour up anew.
            canvas: Any = self.canvas
            canvas._code.append(f"{_ink(colour)} rg n {x:.2f} {bottom:.2f} {width:.2f} {height:.2f} re f")

    def star(self, x: float, y: float, size: float, *, fill: str, edge: str) -> None:
        """A five-pointed star in a square of `size` with its top left corner at x, y."""
        path = self.canvas.beginPath()
        middle_x, middle_y, outer = x + size / 2, self._height - y - size * 0.525, size / 2
        for at in range(10):
            reach = outer if at % 2 == 0 else outer * 0.42
            angle = math.pi / 2 + at * math.pi / 5
            point = (round(middle_x + reach * math.cos(angle), 3), round(middle_y + reach * math.sin(angle), 3))
            if at == 0:
                path.moveTo(*point)
            else:
                path.lineTo(*point)
        path.close()
        self.canvas.setFillColor(fill)
        self.canvas.setStrokeColor(edge)
        self.canvas.setLineWidth(0.7)
        self.canvas.drawPath(path, stroke=1, fill=1)

    def strokes(self, strokes: Iterable[Sequence[tuple[float, float]]], colour: str, *, thickness: float = 1.0) -> None:
        """Open lines with round ends through points; a lone point is a dot."""
        canvas = self.canvas
        canvas.saveState()
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        canvas.setLineWidth(thickness)
        canvas.setStrokeColor(colour)
        for points in strokes:
            path = canvas.beginPath()
            path.moveTo(round(points[0][0], 2), round(self._height - points[0][1], 2))
            for x, y in points[1:] or points:
                path.lineTo(round(x, 2), round(self._height - y, 2))
            canvas.drawPath(path, stroke=1, fill=0)
        canvas.restoreState()

    def jpeg(self, name: str, data: bytes, x: float, y: float, width: float, height: float) -> None:
        """A JPEG with its top left corner at x, y; the bytes go into the file as they are, once for each name."""
        from io import BytesIO

        from reportlab.pdfbase import pdfdoc

        # Canvas.drawImage would unpack every picture only to name it.
        canvas: Any = self.canvas
        document = canvas._doc
        registered = document.getXObjectName(name)
        if registered not in document.idToObject:
            image = pdfdoc.PDFImageXObject(name)
            image.loadImageFromJPEG(BytesIO(data))
            canvas._setXObjects(image)
            document.Reference(image, registered)
            document.addForm(name, image)
        canvas._currentPageHasImages = 1
        canvas.saveState()
        canvas.translate(x, self._height - y - height)
        canvas.scale(width, height)
        canvas._code.append(f"/{registered} Do")
        canvas.restoreState()
        canvas._formsinuse.append(name)
