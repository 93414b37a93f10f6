"""The head of the large view: what it is, which version is seen, how near, and the way on and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.evidence import family
from desktop.ui.evidence import words
from desktop.ui.evidence.mark_versions import segments
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.rows import SegmentedRow
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.domain.assessment import Evidence


class MarkHead(QWidget):
    """Signal: `version(str)` the key of one; the buttons say `clicked` themselves."""

    version = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title = Label("", size=14, weight=500, elide=True)
        self.facts = Label("", size=12, role="text2", elide=True)
        self.versions = SegmentedRow(segments(keys=True), name=_("看哪个版本"))
        self.versions.setFixedWidth(252)
        keys = {segment.id: segment.key for segment in segments(keys=True)}
        self.versions.chosen.connect(lambda which: self.version.emit(keys[which]))
        self.marking = Button(_("标注"), icon="pencil", key="M")
        self.farther = IconButton("zoom-out", _("缩小"), key="−")
        self.nearer = IconButton("zoom-in", _("放大"), key="+")
        self.whole = Button("", kind="ghost")
        self.whole.setToolTip(_("看全图　0"))
        self.before = IconButton("chevron-left", _("上一件"), key="PgUp")
        self.after = IconButton("chevron-right", _("下一件"), key="PgDn")
        self.leave = IconButton("close", _("关闭"), key="Esc")
        self._on_photo: tuple[QWidget, ...] = (self.versions, self.marking, self.farther, self.whole, self.nearer)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.facts)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(names, 1)
        row.addWidget(self.versions)
        row.addWidget(self.marking)
        zoom = QHBoxLayout()
        zoom.setSpacing(0)
        zoom.addWidget(self.farther)
        zoom.addWidget(self.whole)
        zoom.addWidget(self.nearer)
        row.addLayout(zoom)
        for button in (self.before, self.after, self.leave):
            row.addWidget(button)

    def show_entry(self, entry: Evidence) -> None:
        """What it is, in a few words."""
        photo = family(entry.media_type) == "photo"
        self.title.setText(words.title(entry))
        facts = (words.taken(entry) or (_("元数据缺失") if photo else ""), entry.device or "", words.size(entry.size))
        self.facts.setText("，".join(part for part in facts if part))

    def set_photo(self, photo: bool, marking: bool) -> None:
        """Tools for pictures, or none; while marks are drawn there is a row of others."""
        for one in self._on_photo:
            one.setVisible(photo)
        self.marking.setVisible(photo and not marking)

    def set_version(self, which: str) -> None:
        """Show which version is seen; empty: none of them, marks are being drawn."""
        self.versions.select(which)

    def set_zoom(self, scale: float) -> None:
        """Screen pixels for one of the picture."""
        text = f"{round(scale * 100)} %"
        if self.whole.text() != text:
            self.whole.set_text(text)
            self.whole.setAccessibleName(_("缩放 {percent}，看全图").format(percent=text))

    def stops(self) -> tuple[QWidget, ...]:
        """What Tab stops at."""
        return (*self._on_photo, self.before, self.after, self.leave)
