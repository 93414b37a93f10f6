"""What is known of a file, line by line: when it was taken, from where it came, what it is, its hash to copy."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from desktop.base.words import _
from desktop.domain.evidence import family
from desktop.ui.evidence import words
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.glyphs import StatusGlyph
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.domain.assessment import Evidence, Gps

_PLACES = Decimal("0.00001")  # about a metre


class Facts(QWidget):
    """Lines of what is known of a file. Signal: `copied`."""

    copied = Signal()

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(2, 1)
        self.values: dict[str, Label] = {}
        self._mark = StatusGlyph("unverified", size=13)
        self._sha = ""
        titles = {
            "taken": _("拍摄"), "received": _("文件日期"), "added": _("加入"), "source": _("来源"), "device": _("设备"), "place": _("位置"),
            "file": _("文件"), "name": _("名称"), "sha": "SHA-256",
        }  # fmt: skip
        for line, (name, title) in enumerate(titles.items()):
            value = Label("", elide=True)
            grid.addWidget(Label(title, size=12, role="text3"), line, 0)
            if name == "taken":
                grid.addWidget(self._mark, line, 1)
            grid.addWidget(value, line, 2)
            self.values[name] = value
        self.copy = IconButton("copy", _("复制 SHA-256"), size=28)
        self.copy.clicked.connect(self._copy)
        grid.addWidget(self.copy, len(titles) - 1, 3)

    def show_entry(self, one: Evidence | None) -> None:
        """What is known of it, or of nothing."""
        for label in self.values.values():
            label.setText("")
        self._mark.hide()
        self._sha = one.sha256 or "" if one is not None else ""
        self.copy.setVisible(bool(self._sha))
        if one is None:
            return
        taken = words.taken(one)
        photo = family(one.media_type) == "photo"
        self._mark.setVisible(photo and not taken)
        self._say("taken", taken, _("元数据缺失") if photo else "", "open")
        self._say("received", _moment(one.received_at), "")
        self._say("added", words.added(one), "")
        self._say("source", one.source or "", _("来源未记"))
        absent = _("元数据中没有") if photo else ""
        self._say("device", one.device or "", absent)
        self._say("place", _place(one.gps), absent)
        pixels = f"{one.width} × {one.height}" if one.width and one.height else ""
        self._say("file", "，".join(part for part in (words.kind_title(one), pixels, words.size(one.size)) if part), "")
        self._say("name", one.name or "", "")
        self._say("sha", words.sha_short(one.sha256), "")
        self.values["sha"].setToolTip(one.sha256 or "")

    def _say(self, name: str, text: str, absent: str, role: str = "text3") -> None:
        label = self.values[name]
        label.setText(text or absent)
        label.set_role("text" if text else "open" if role == "open" else "text3")

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._sha)
        self.copied.emit()


def _moment(text: str | None) -> str:
    at = words.moment(text)
    return f"{at:%Y-%m-%d %H:%M}" if at else text or ""


def _place(gps: Gps | None) -> str:
    # From another machine anything may stand here.
    if gps is None or not all(one.is_finite() and abs(one) <= 180 for one in (gps.latitude, gps.longitude)):
        return ""
    latitude = _("北纬") if gps.latitude >= 0 else _("南纬")
    longitude = _("东经") if gps.longitude >= 0 else _("西经")
    return f"{latitude} {abs(gps.latitude).quantize(_PLACES)}°，{longitude} {abs(gps.longitude).quantize(_PLACES)}°"
