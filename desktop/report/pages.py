"""Pages of a report into a PDF: watermark, running head and foot, outline, dates and language."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from desktop.base.clock import from_stamp
from desktop.base.words import _
from desktop.report.fonts import BASE, LOCK, faces
from desktop.report.layout import strips_of
from desktop.report.model import Report
from desktop.report.pen import Pen
from desktop.report.pictures import Fetch
from desktop.report.strips import Page, paginate
from desktop.report.styles import HEIGHT, LEFT, LINE, MM, PAGE_HEIGHT, PAGE_WIDTH, TOP, WIDTH, styles

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def to_pdf(report: Report, fetch: Fetch) -> bytes:
    """The report as a PDF file; the same report and pictures give the same bytes."""
    with LOCK:
        faces()
        from reportlab.pdfgen.canvas import Canvas

        pages = paginate(list(strips_of(report.blocks, fetch)), HEIGHT)
        form: dict[str, Any] = {"pageCompression": 1, "invariant": 1, "lang": "zh-CN", "initialFontName": BASE, "pdfVersion": (1, 7)}
        canvas = Canvas("", pagesize=(PAGE_WIDTH, PAGE_HEIGHT), **form)
        _describe(canvas, report)
        outline = _Outline(canvas)
        pen = Pen(canvas, PAGE_HEIGHT)
        for number, page in enumerate(pages, 1):
            _running(pen, report, number, len(pages))
            _draw(pen, page, outline)
            canvas.showPage()
        for page in canvas._doc.Pages.pages:  # type: ignore[attr-defined]
            # An empty transition, which archives refuse.
            page.Trans = None
        # Not save(): it would hold the file twice.
        data: bytes = canvas.getpdfdata()  # type: ignore[no-untyped-call]
    return data


def _describe(canvas: Canvas, report: Report) -> None:
    canvas.setTitle(report.title)
    canvas.setAuthor(report.author)
    canvas.setSubject(report.subject)
    canvas.setCreator("fieldaudit")
    canvas.setProducer("fieldaudit")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    moment = from_stamp(report.stamp).astimezone(UTC) if report.stamp else datetime(2000, 1, 1, tzinfo=UTC)
    # The library's own dates are the clock's or those of the year 2000; ours come with the data.
    times: Any = canvas._doc._timeStamp  # type: ignore[attr-defined]
    times.t = moment.timestamp()
    times.lt = moment.timetuple()
    times.YMDhms = tuple(moment.timetuple())[:6]


class _Outline:
    """Bookmarks; a level that is skipped would be refused, so each is at most one deeper than the last."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._count = 0
        self._depth = -1

    def add(self, level: int, text: str, y: float) -> None:
        key = f"o{self._count}"
        self._count += 1
        self._depth = min(level, self._depth + 1)
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=PAGE_HEIGHT - y, zoom=0)
        self._canvas.addOutlineEntry(faces()["Regular"].shown(text), key, level=self._depth, closed=self._depth > 0)


def _draw(pen: Pen, page: Page, outline: _Outline) -> None:
    for strip, y in page.strips:
        strip.draw(pen, TOP + y)
        if strip.outline is not None:
            outline.add(*strip.outline, TOP + y - 6)
    for foot, y in page.feet:
        foot(pen, TOP + y)


def _running(pen: Pen, report: Report, number: int, count: int) -> None:
    style = styles()["running"]
    if report.watermark:
        _watermark(pen, report.watermark)
    right = style.fitted(report.header_right, WIDTH * 0.4)
    left = style.fitted(report.header_left, WIDTH - style.width(right) - 12)
    pen.plain(left, LEFT, 16 * MM, style)
    pen.plain(right, LEFT + WIDTH, 16 * MM, style, align="right")
    pen.rule(LEFT, 18.5 * MM, WIDTH, LINE)
    foot = PAGE_HEIGHT - 11 * MM
    counted = _("第 {number} 页，共 {count} 页").format(number=number, count=count)
    pen.rule(LEFT, foot - 4 * MM, WIDTH, LINE)
    pen.plain(style.fitted(report.footer, WIDTH * 0.75), LEFT, foot, style)
    pen.plain(counted, LEFT + WIDTH, foot, style, align="right")


def _watermark(pen: Pen, text: str) -> None:
    style = styles()["watermark"]
    text = style.face.shown(text[:40])
    canvas = pen.canvas
    canvas.saveState()
    canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
    canvas.rotate(38)
    size = min(style.size, 0.95 * PAGE_WIDTH / max(0.001, style.face.width(text) / 1000))
    pen.plain(text, 0, PAGE_HEIGHT + size / 3, replace(style, size=size), align="center")
    canvas.restoreState()
