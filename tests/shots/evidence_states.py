"""States of the evidence page: full, several chosen, the list of clauses, a large picture, an import with refusals."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from desktop.actions.workspace import Workspace
    from desktop.ui.evidence.page import EvidencePage
    from desktop.ui.main_window import MainWindow


def page_of(window: MainWindow) -> EvidencePage:
    """The page with the photos of the sample, taken in once."""
    from desktop.ui.evidence.page import EvidencePage
    from tests.shots.pages import settle, until

    assert window.frame is not None
    if len(window.frame.view.document.evidence) < 20:
        _take_photos(window)
    assert window.frame is not None
    window.frame.open_step("evidence")
    page = window.frame.page()
    assert isinstance(page, EvidencePage)
    settle(window)
    until(lambda: not page.thumbnails._asking)
    return page


def _take_photos(window: MainWindow) -> None:
    """The photos of the sample, two more that belong nowhere yet, one of them without its time."""
    from desktop.actions import evidence
    from desktop.actions.demo_photos import Shot, photograph
    from desktop.actions.demo_samples import samples, take_photos
    from tests.shots.pages import settle, until

    assert window.frame is not None
    audit, client = window.frame.view.id, window.frame.view.document.client.name
    sample = next(one for one in samples() if (client or "-").encode() in one.document)
    done: list[int] = []

    def take(ws: Workspace) -> int:
        with tempfile.TemporaryDirectory() as name:
            count = take_photos(ws, audit, sample, 24, Path(name))
        shot = Shot(scene=sample.photos[0].scene, title="走廊公告栏", taken_at="2026-11-24T13:58:10", device=("示例", "手机 A"))
        evidence.add_image_bytes(ws, audit, photograph(shot, "loose"), "IMG_20261124_135810.jpg")
        image = Image.new("RGB", (900, 640), (228, 232, 238))
        ImageDraw.Draw(image).rectangle((60, 80, 840, 200), fill=(39, 94, 155))
        data = BytesIO()
        image.save(data, "PNG")
        evidence.add_image_bytes(ws, audit, data.getvalue(), "截图 2026-11-24 140233.png")
        return count

    window.runner.act(window, take, done.append)
    until(lambda: done)
    window.open_audit(audit)
    settle(window)


def _then(does: Callable[[EvidencePage], None]) -> Callable[[MainWindow], None]:
    def go(window: MainWindow) -> None:
        from tests.shots.pages import settle

        page = page_of(window)
        does(page)
        settle(window)

    return go


def _several(page: EvidencePage) -> None:
    page.grid.choose([one.id or "" for one in page.model.entries()[1:5]])


def _clauses(page: EvidencePage) -> None:
    _several(page)
    page.ask_clause()
    page.picker.search.reset("5.2")
    page.picker._filter("5.2")


def _refused(page: EvidencePage) -> None:
    from desktop.base import paths
    from tests.shots.pages import until

    page.door.take_files([paths.resources() / "fonts"])
    until(page.imported.lines)


def _importing(page: EvidencePage) -> None:
    import time

    from desktop.ui.evidence.importing import Import, Pace

    page.imported.follow(Import(page.context.runner, page.context.audit))
    page.imported._pace(Pace(218, 340, 900_000_000, 1_400_000_000, time.monotonic() - 34))


def _narrowed(page: EvidencePage) -> None:
    page.clauses.chosen.emit("4.1.6")
    page.grid.choose([page.model.entry(0).id or ""])


def _report(page: EvidencePage) -> None:
    from tests.shots.pages import until

    rows = page.model.entries()
    page.deeds.report(rows[4:7])
    until(lambda: page.listing.shelf.counts.states["left-out"] == 3)
    page.deeds.move([rows[8].id or ""], rows[0].id or "")
    until(lambda: page.listing.shelf.order()[0] == rows[8].id)
    page.head.filters.press("reported")
    page.grid._hold(6)


def _left_out(page: EvidencePage) -> None:
    page.head.clear()
    page.grid.choose([page.model.entry(place).id or "" for place in (4, 5)])


def _held(page: EvidencePage) -> None:
    page.head.clear()
    _several(page)
    page.clauses.search.reset("")
    page.clauses.view._hold(5)


def _hint(page: EvidencePage) -> None:
    page.hint.appear()


full = _then(lambda page: page.grid.choose([page.model.entry(2).id or ""]))
several = _then(_several)
clauses = _then(_clauses)
large = _then(lambda page: page._show_large())
refused = _then(_refused)
hint = _then(_hint)
importing = _then(_importing)
narrowed = _then(_narrowed)
report = _then(_report)
left_out = _then(_left_out)
held = _then(_held)
