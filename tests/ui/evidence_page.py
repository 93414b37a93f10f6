"""The evidence page as a person drives it: by clicks, keys and drags on a real window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions.workspace import AuditView
from desktop.domain.assessment import Evidence
from desktop.ui.evidence.carried import mime_of
from desktop.ui.evidence.cells import box_rect, picture_rect
from desktop.ui.evidence.link_chip import LinkChip
from desktop.ui.evidence.page import EvidencePage
from desktop.ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MOVE = Qt.DropAction.MoveAction
PATIENCE = 20_000


class Pieces:
    """An audit open at its evidence."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        qtbot.waitUntil(lambda: window.frame is not None, timeout=PATIENCE)
        assert window.frame is not None
        self.frame = window.frame
        self.frame.open_step("evidence")
        page = self.frame.page()
        assert isinstance(page, EvidencePage)
        self.page = page

    @property
    def view(self) -> AuditView:
        return self.frame.view

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return self.view.document.evidence

    @property
    def listed(self) -> list[str]:
        return [one.name or "" for one in self.page.model.entries()]

    @property
    def short(self) -> str:
        """The last digit of each name listed."""
        return "".join(name[7] for name in self.listed)

    def ids(self, *places: int) -> list[str]:
        return [self.page.model.entry(place).id or "" for place in places]

    def until(self, there: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(there()), timeout=PATIENCE)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        widget = QApplication.focusWidget()
        assert widget is not None
        self.qtbot.keyClick(widget, key, modifier)

    def cell(self, place: int) -> QPoint:
        return picture_rect(self.page.grid.visualRect(self.page.model.index(place))).center()

    def click(self, place: int, modifier: Qt.KeyboardModifier = NONE, *, box: bool = False) -> None:
        rect = self.page.grid.visualRect(self.page.model.index(place))
        at = box_rect(rect).center() if box else picture_rect(rect).center()
        self.qtbot.mouseClick(self.page.grid.viewport(), LEFT, modifier, at)

    def press_pill(self, name: str) -> None:
        self.qtbot.mouseClick(self.page.head.filters.pills[name], LEFT)

    def toast(self) -> str:
        return self.frame._toast.text()

    def chips(self) -> list[LinkChip]:
        return [chip for chip in self.page.preview.links.widgets() if isinstance(chip, LinkChip)]

    def pick(self, words: str) -> None:
        """In the list of clauses that is open."""
        self.qtbot.keyClicks(self.page.picker.search, words)
        self.key(Qt.Key.Key_Return)

    # What is held and let go

    def clause_at(self, key: str) -> QPoint:
        """A clause of the list at the side, brought into sight."""
        rows, view = self.page.clauses.rows, self.page.clauses.view
        index = rows.index(rows.place_of(key))
        view.scrollTo(index)
        return view.visualRect(index).center()

    def carry(self, ids: Sequence[str], onto: QAbstractScrollArea, at: QPoint) -> bool:
        """Pieces held over a place and let go; whether they were taken."""
        return drop(onto.viewport(), mime_of(ids), at)


def drop(target: QWidget, data: QMimeData, at: QPoint) -> bool:
    """Something held over a place of a widget and let go there; whether it was taken."""
    actions = Qt.DropAction.CopyAction | MOVE
    QApplication.sendEvent(target, QDragEnterEvent(at, actions, data, LEFT, NONE))
    QApplication.sendEvent(target, QDragMoveEvent(at, actions, data, LEFT, NONE))
    event = QDropEvent(QPointF(at), actions, data, LEFT, NONE)
    # As the system does: it asks before that the drop begins.
    event.ignore()
    QApplication.sendEvent(target, event)
    return event.isAccepted()
