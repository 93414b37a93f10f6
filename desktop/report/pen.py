"""Puts ink on a page: lines of text, rules, boxes, stars, bars and pictures, measured from the top left in points."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from desktop.report.breaking import GAP, GAP_EM, RUNS, Line
from desktop.report.styles import Style

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

# Past this many ems a gap between two signs shows; the line is then set at its natural width.
_LARGEST_STRETCH = 0.3


class Pen:
    """Draws on the current page of a canvas; y counts downwards from the top of the page."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self.canvas = canvas
        self._height = height

    def line(self, line: Line, x: float, y: float, style: Style, *, width: float = 0) -> None:
        """One line with its baseline at y; a full line is spread to the width when the style is justified."""
        if not line.text:
            return
        em = style.size
        stretch = 0.0
        runs = RUNS.findall(line.text)
        if line.full and style.justified and width > line.width:
            places = sum(1 if run[0] < "\u0250" else len(run) for run in runs) - 1
            if places > 0 and (width - line.width) / places <= _LARGEST_STRETCH * em:
                stretch = (width - line.width) / places
        text = self.canvas.beginText(x, self._height - y)
        text.setFont(style.face.name, em)
        text.setFillColor(style.colour)
        if stretch == 0.0 and not GAP.search(line.text):
            text.textOut(line.text)
        else:
            self._runs(text, runs, x, self._height - y, style, stretch)
        self.canvas.drawText(text)

    @staticmethod
    def _runs(text: Any, runs: list[str], x: float, y: float, style: Style, stretch: float) -> None:
        spaced = 0.0
        before = ""
        for run in runs:
            latin = run[0] < "\u0250"
            if before and GAP.search(before[-1] + run[0]):
                x += GAP_EM * style.size
            wanted = 0.0 if latin else stretch
            if wanted != spaced:
                text.setCharSpace(wanted)
                spaced = wanted
            text.setTextOrigin(x, y)
            text.textOut(run)
            x += style.face.width(run) * style.size / 1000 + stretch * (1 if latin else len(run))
            before = run
        if spaced:
            text.setCharSpace(0)

    def plain(self, text: str, x: float, y: float, style: Style, *, align: str = "left") -> None:
        """A short text set at, ending at or centred on x."""
        line = Line(text, style.width(text), False)
        self.line(line, x - {"left": 0.0, "center": line.width / 2, "right": line.width}[align], y, style)

    def rule(self, x: float, y: float, width: float, colour: str, *, thickness: float = 0.5) -> None:
        self.box(x, y - thickness / 2, width, thickness, colour)

    def box(self, x: float, y: float, width: float, height: float, colour: str, *, radius: float = 0) -> None:
        """A filled box with its top left corner at x, y."""
        self.canvas.setFillColor(colour)
        if radius:
            self.canvas.roundRect(x, self._height - y - height, width, height, min(radius, width / 2, height / 2), stroke=0, fill=1)
        else:
            self.canvas.rect(x, self._height - y - height, width, height, stroke=0, fill=1)

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
