"""Pieces of evidence on their way by drag: what they are as data, and what is seen under the pointer."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QByteArray, QMimeData, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from desktop.ui import theme
from desktop.ui.widgets import paint

MIME = "application/x-fieldaudit-evidence"
MOST = 20_000
_SIZE = QSize(112, 76)


def mime_of(ids: Sequence[str]) -> QMimeData:
    """Pieces as what is dragged."""
    data = QMimeData()
    data.setData(MIME, QByteArray(msgspec.json.encode(list(ids))))
    return data


def ids_of(data: QMimeData) -> list[str]:
    """The pieces that are dragged; none for anything else, whoever made it."""
    raw = bytes(data.data(MIME).data()) if data.hasFormat(MIME) else b""
    try:
        return msgspec.json.decode(raw, type=list[str])[:MOST] if len(raw) <= MOST * 64 else []
    except msgspec.DecodeError:
        return []


def picture(first: QPixmap | None, count: int, ratio: float) -> QPixmap:
    """The first piece small, with how many there are."""
    made = QPixmap(_SIZE * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    t = theme.current()
    painter = QPainter(made)
    card = QRect(0, 6, _SIZE.width() - 10, _SIZE.height() - 8)
    if count > 1:
        paint.box(painter, card.translated(5, 5).adjusted(0, 0, -1, -4), fill=t.surface, border=t.line2, radius=4)
    paint.box(painter, card, fill=t.sunken, border=t.accent, radius=4, width=2)
    if first is not None:
        inside = card.adjusted(2, 2, -2, -2)
        fitted = first.scaled(inside.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation)
        cut = QRect(0, 0, inside.width(), inside.height())
        cut.moveCenter(fitted.rect().center())
        painter.drawPixmap(inside, fitted, cut)
    if count > 1:
        tag = QRect(card.right() - 18, 0, 28, 20)
        paint.box(painter, tag, fill=t.accent, radius=10)
        paint.line_of_text(painter, tag, str(count), t.onacc, size=12, weight=500, align=Qt.AlignmentFlag.AlignHCenter)
    painter.end()
    return made
