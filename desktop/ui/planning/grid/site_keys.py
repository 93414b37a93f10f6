"""The sites of the plan with their fills: a legend, and a filter by which only some of them are shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui import fonts, theme
from desktop.ui.planning.grid.board_paint import fill_of, paint_fill
from desktop.ui.planning.grid.words import Names
from desktop.ui.widgets import paint
from desktop.ui.widgets.buttons import _Hovering
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.text import Label

# So many sites are named in full; more by their short names.
FULL = 4
# So many have a key.
MOST = 40
LETTERS = 8


class SiteKey(_Hovering):
    """A site with its fill; on: it is shown. Signal: `clicked`."""

    def __init__(self, site: str, name: str, full: str, style: int) -> None:
        super().__init__()
        self.site = site
        self._style = style
        self.setText(name)
        self.setCheckable(True)
        self.setToolTip(_("{site}　点击只看这里").format(site=full))
        self.setAccessibleName(full)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(fonts.width(self.text(), 12, 500) + 42, 28)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        on = self.isChecked()
        if on or self._hovered or self.hasFocus():
            border = t.accent if on or self.hasFocus() else None
            paint.box(painter, self.rect(), fill=t.tint if on else t.hover, border=border, width=2 if self.hasFocus() else 1)
        paint_fill(painter, QRectF(8, 8, 18, 12), fill_of(self._style))
        text = QRect(32, 0, self.width() - 34, self.height())
        paint.line_of_text(painter, text, self.text(), t.text, size=12, weight=500 if on else 400)


class SiteKeys(QWidget):
    """Signal: `changed` another choice of sites. None chosen: all are shown."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[str, str, str, int], ...] = ()
        self._flow = Flow(gap=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._flow)
        self.keys: dict[str, SiteKey] = {}

    def show_sites(self, names: Names, styles: Mapping[str, int]) -> None:
        """The sites there are."""
        short = len(names.sites) > FULL
        listed = names.sites[:MOST]
        shown = tuple(
            (site, names.site_short[site] if short else names.site[site][:LETTERS], names.site[site], styles[site]) for site in listed
        )
        if shown == self._shown:
            return
        chosen = self.chosen()
        self._shown = shown
        self.keys = {}
        for site, name, full, style in shown:
            key = SiteKey(site, name, full, style)
            key.setChecked(site in chosen)
            key.clicked.connect(lambda _on=False: self.changed.emit())
            self.keys[site] = key
        more = len(names.sites) - len(listed)
        rest: list[QWidget] = [Label(_("另有 {n} 个场所").format(n=more), size=12, role="text3")] if more else []
        self._flow.set_widgets([*self.keys.values(), *rest])
        self.setVisible(len(shown) > 1)

    def chosen(self) -> frozenset[str]:
        """The sites that alone are shown; none: all."""
        return frozenset(site for site, key in self.keys.items() if key.isChecked())

    def clear(self) -> None:
        """All sites again."""
        for key in self.keys.values():
            key.setChecked(False)
