"""Thumbnails for painting: at hand or asked for beside the window, the ones seen last first, and a bounded number kept."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from desktop.base.errors import Refused

if TYPE_CHECKING:
    from desktop.actions.workspace import Workspace
    from desktop.ui.runner import Runner

# Bytes of decoded pictures that are kept; one of 320 px takes about 300 kB.
MOST = 32 * 1024 * 1024
WIDEST = 320  # how wide they are made
# So many are read in one question, so that an action in between does not wait long.
AT_ONCE = 6
# What is waited for beyond this was scrolled past.
MOST_WAITING = 120


class Thumbnails(QObject):
    """`pixmap(sha)` while painting; `ready(sha)` says when to paint again. Ask on the window's thread only."""

    ready = Signal(str)

    def __init__(self, runner: Runner, owner: QObject, width: int = WIDEST) -> None:
        super().__init__(owner)
        self._runner = runner
        self._width = min(width, WIDEST)
        self._bytes = 0
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._wanted: OrderedDict[str, None] = OrderedDict()
        self._lost: set[str] = set()
        self._asking = False

    def pixmap(self, sha256: str) -> QPixmap | None:
        """The thumbnail, or None: then it is asked for, unless it is known to be lost."""
        kept = self._kept.get(sha256)
        if kept is not None:
            self._kept.move_to_end(sha256)
            return kept
        if sha256 and sha256 not in self._lost:
            self._wanted[sha256] = None
            self._wanted.move_to_end(sha256)
            while len(self._wanted) > MOST_WAITING:
                self._wanted.popitem(last=False)
            self._ask()
        return None

    def is_lost(self, sha256: str) -> bool:
        """Whether neither thumbnail nor original can be read."""
        return sha256 in self._lost

    def is_reading(self) -> bool:
        """Whether some are on their way."""
        return self._asking

    def _ask(self) -> None:
        if self._asking or not self._wanted:
            return
        self._asking = True
        batch = [self._wanted.popitem()[0] for _place in range(min(AT_ONCE, len(self._wanted)))]
        width = self._width
        self._runner.ask(self, lambda ws: _read(ws, batch, width), self._take, lambda _sentence: self._take({}))

    def _take(self, read: dict[str, QImage | None]) -> None:
        self._asking = False
        for sha256, image in read.items():
            if image is None:
                self._lost.add(sha256)
            else:
                # It may have been asked for again while it was being read.
                self._bytes -= _weight(self._kept.pop(sha256, None))
                self._kept[sha256] = made = QPixmap.fromImage(image)
                self._bytes += _weight(made)
            self.ready.emit(sha256)
        while self._bytes > MOST:
            self._bytes -= _weight(self._kept.popitem(last=False)[1])
        self._ask()


def _weight(pixmap: QPixmap | None) -> int:
    return pixmap.width() * pixmap.height() * pixmap.depth() // 8 if pixmap is not None else 0


def _read(ws: Workspace, batch: list[str], width: int) -> dict[str, QImage | None]:
    """Read and decode, away from the window's thread; None for what cannot be read."""
    from desktop.actions import evidence

    found: dict[str, QImage | None] = {}
    for sha256 in batch:
        try:
            image = _decoded(evidence.thumbnail(ws, sha256), width)
        except Refused:
            found[sha256] = None
        else:
            found[sha256] = None if image.isNull() else image
    return found


def _decoded(jpeg: bytes, width: int) -> QImage:
    """The picture, no wider than it is painted."""
    image = QImage.fromData(jpeg)
    return image if image.width() <= width else image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
