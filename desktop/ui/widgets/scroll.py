"""Columns that scroll in height only."""

from __future__ import annotations

import weakref

import shiboken6
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget


def see(widget: QWidget) -> None:
    """Scroll the column a widget lies in until it is seen, also when the column is still growing."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, Scroll):
        parent = parent.parentWidget()
    if parent is not None:
        parent.follow(widget)


class Scroll(QScrollArea):
    """A content as wide as the column, scrolled in height; never narrower than the content needs."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(content)
        # Setting the widget made it paint a ground of its own.
        content.setAutoFillBackground(False)
        content.installEventFilter(self)
        self._followed: weakref.ref[QWidget] | None = None
        self.verticalScrollBar().rangeChanged.connect(self._grown)

    def follow(self, widget: QWidget) -> None:
        """Bring a widget into sight now, and again when the column has grown by it."""
        self._followed = weakref.ref(widget)
        self.ensureWidgetVisible(widget, 0, 48)

    def _grown(self) -> None:
        widget = self._followed() if self._followed is not None else None
        self._followed = None
        if widget is not None and shiboken6.isValid(widget) and self.isAncestorOf(widget):
            self.ensureWidgetVisible(widget, 0, 48)

    def minimumSizeHint(self) -> QSize:
        content = self.widget()
        return QSize((content.minimumSizeHint().width() if content else 0) + self.verticalScrollBar().sizeHint().width(), 64)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return bool(super().eventFilter(watched, event))


class ScrollColumn(Scroll):
    """A scrolled column; put widgets into `body`. They keep to the top."""

    def __init__(self, *, margins: tuple[int, int, int, int] = (16, 16, 16, 16), spacing: int = 8, parent: QWidget | None = None) -> None:
        inside = QWidget()
        self.body = QVBoxLayout()
        self.body.setContentsMargins(*margins)
        self.body.setSpacing(spacing)
        # Not by alignment: that reckons the height from the width the widgets would like, not from the one they get.
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self.body)
        whole.addStretch(1)
        super().__init__(inside, parent)
