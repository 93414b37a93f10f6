"""States of a picture that is marked: tools out with a mark chosen, words being typed, and the version for the client."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.actions.workspace import Workspace
    from desktop.ui.evidence.page import EvidencePage
    from desktop.ui.main_window import MainWindow

_MARKS = (
    ("redact", "0.345", "0.350", "0.500", "0.398", ""),
    ("redact", "0.690", "0.430", "0.760", "0.470", ""),
    ("box", "0.330", "0.140", "0.690", "0.335", ""),
    ("arrow", "0.800", "0.140", "0.700", "0.220", ""),
    ("text", "0.760", "0.080", "0.760", "0.080", "迟到 52 分钟"),
)


def _marked(window: MainWindow) -> EvidencePage:
    from desktop.actions import evidence
    from tests.shots.evidence_states import page_of
    from tests.shots.pages import settle

    page = page_of(window)
    one = page.model.entry(0)
    audit, id_ = page.context.audit, one.id or ""
    if not one.marks:

        def draw(ws: Workspace) -> object:
            changes = None
            for kind, *places, text in _MARKS:
                x, y, to_x, to_y = map(Decimal, places)
                changes = evidence.add_mark(ws, audit, id_, kind, x, y, to_x, to_y, text)  # type: ignore[arg-type] # one of the kinds
            return changes

        window.runner.act(window, draw)
        settle(window)
    page.grid.choose([id_])
    settle(window)
    return page


def _then(does: Callable[[EvidencePage], None]) -> Callable[[MainWindow], None]:
    def go(window: MainWindow) -> None:
        from tests.shots.pages import settle

        page = _marked(window)
        does(page)
        settle(window)
        settle(window)

    return go


def _mark(page: EvidencePage) -> None:
    page.mark()
    page.large.picture.select(0)


def _write(page: EvidencePage) -> None:
    page.mark()
    page.large.picture.set_tool("text")
    page.large.picture.text_wanted.emit(0.25, 0.75, 0.25)
    page.large.board.text.field.setText("顾客签字缺日期")


def _near(page: EvidencePage) -> None:
    page._show_large()
    for _step in range(4):
        page.large.picture.zoom(1.25)


def _client(page: EvidencePage) -> None:
    page._show_large()


def _custody(page: EvidencePage) -> None:
    from desktop.ui.widgets.scroll import ScrollColumn
    from tests.shots.pages import until

    until(page.preview.custody.list.lines)
    column = page.preview.findChild(ScrollColumn)
    assert column is not None
    column.verticalScrollBar().setValue(column.verticalScrollBar().maximum())


marking = _then(_mark)
writing = _then(_write)
near = _then(_near)
client = _then(_client)
aside = _then(lambda _page: None)
custody = _then(_custody)
