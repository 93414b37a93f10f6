"""States of the score page: each kind of control, evidence, matters, an audit that is only begun."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from desktop.actions.workspace import Workspace
    from desktop.ui.main_window import MainWindow
    from desktop.ui.scoring.page import ScorePage

PHOTOS = 30


def page_of(window: MainWindow) -> ScorePage:
    """The score page, open."""
    from desktop.ui.scoring.page import ScorePage

    assert window.frame is not None
    window.frame.open_step("score")
    page = window.frame.page()
    assert isinstance(page, ScorePage)
    return page


def row(key: str, *, photos: bool = False, pressed: str = "") -> Callable[[MainWindow], None]:
    """At a clause or matter, maybe with photos, maybe after a key."""

    def go(window: MainWindow) -> None:
        from tests.shots.pages import settle

        page = page_of(window)
        if photos:
            _add_photos(window, page)
        page.go(key)
        settle(window)
        if pressed:
            QTest.keyClicks(page.tree.tree, pressed)
        settle(window)

    return go


def _add_photos(window: MainWindow, page: ScorePage) -> None:
    from desktop.actions.demo_samples import samples, take_photos
    from desktop.actions.workspace import Changes
    from tests.shots.pages import settle

    client = (page.view.document.client.name or "").encode()
    sample = next(one for one in samples() if client in one.document)
    audit = page.view.id

    def take(ws: Workspace) -> Changes:
        take_photos(ws, audit, sample, PHOTOS)
        return Changes(audit, None, ws.audit(audit))

    window.runner.act(page, take)
    settle(window)


def begun(scheme: str, keys: str) -> Callable[[MainWindow], None]:
    """A new audit of a scheme after a few keys."""

    def go(window: MainWindow) -> None:
        from desktop.actions import audits
        from tests.shots.pages import settle, until

        window.runner.act(
            window,
            lambda ws: audits.create(ws, scheme=scheme, client="云岫智能家电有限公司"),
            lambda changes: window.open_audit(changes.audit),
        )
        until(lambda: window.frame is not None)
        page = page_of(window)
        for key in keys:
            QTest.keyClick(page.tree.tree, Qt.Key.Key_Down) if key == "v" else QTest.keyClicks(page.tree.tree, key)
            settle(window)

    return go


def large(window: MainWindow) -> None:
    """A photograph over the page."""
    from tests.shots.pages import settle, until

    page = page_of(window)
    _add_photos(window, page)
    linked = next(one for one in page.view.document.evidence if one.links)
    page.reveal(linked.links[0])
    settle(window)
    page._open(linked.id or "")
    until(lambda: page.large.picture.image)
    settle(window)
