"""The piece at hand: its picture, caption, links, what the file says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.evidence import family
from desktop.ui.drafting import Drafts
from desktop.ui.evidence import words
from desktop.ui.evidence.custody_facts import Facts
from desktop.ui.evidence.custody_panel import CustodyPanel
from desktop.ui.evidence.link_chip import LinkChip
from desktop.ui.evidence.mark_versions import VERSIONS, Version, read_version, segments, told, usual
from desktop.ui.evidence.other_records import link_title
from desktop.ui.evidence.pictures import Picture
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Hairline, Pane
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.rows import SegmentedRow
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.assessment import Evidence
    from desktop.ui.page import Context
    from desktop.ui.thumbnails import Thumbnails

WIDTH = 384
# The arrows run through the grid faster than originals can be read.
PAUSE = 120
EDGE = 1400


class Preview(Pane):
    """Signals: `link_wanted`, `unlinked(str)` a record, `opened(str)` a linked record, `large_wanted`, `mark_wanted`, `remove_wanted`."""

    link_wanted = Signal()
    unlinked = Signal(str)
    opened = Signal(str)
    large_wanted = Signal()
    mark_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, context: Context, thumbnails: Thumbnails, drafts: Drafts) -> None:
        super().__init__("surface", edge="left")
        self.setFixedWidth(WIDTH)
        self._context, self._thumbnails, self._drafts = context, thumbnails, drafts
        self.entry: Evidence | None = None
        self._links: tuple[str, ...] | None = None
        self._wanted: Version | None = None  # what the person chose to see
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._read)
        thumbnails.ready.connect(self._thumbnail_came)
        self.title = Label("", size=14, weight=500, elide=True)
        self.versions = SegmentedRow(segments(keys=False), name=_("看哪个版本"))
        self.versions.chosen.connect(self._choose_version)
        self.picture = Picture()
        self.picture.setFixedHeight(264)
        self.caption = TextField(hint=_("写明看到了什么"))
        self.caption_entry = Entry(_("说明"), self.caption)
        self.links = Flow(gap=6)
        self._lay_out()
        self.show_entry(None, None)

    def _lay_out(self) -> None:
        large = Button(_("大图"), kind="ghost", icon="zoom-in", key="Space")
        large.clicked.connect(self.large_wanted)
        self.large = large
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(large)
        self.add_link = Button(_("关联条款"), icon="link", key="E")
        self.add_link.clicked.connect(self.link_wanted)
        remove = Button(_("移除"), kind="ghost", icon="trash", danger=True)
        remove.setToolTip(_("移除　Del"))
        remove.clicked.connect(self.remove_wanted)
        self.remove = remove
        self.mark = Button(_("标注"), icon="pencil", key="M")
        self.mark.clicked.connect(self.mark_wanted)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.add_link)
        tools.addWidget(self.mark)
        tools.addStretch(1)
        tools.addWidget(remove)
        self.facts = Facts()
        self.facts.copied.connect(lambda: self._context.shell.toast(_("已复制 SHA-256")))
        self.custody = CustodyPanel(self._context)
        column = ScrollColumn(margins=(16, 14, 16, 16), spacing=10)
        body = column.body
        body.addLayout(head)
        body.addWidget(self.versions)
        body.addWidget(self.picture)
        body.addWidget(self.caption_entry)
        body.addWidget(self.links)
        body.addLayout(tools)
        body.addWidget(Hairline())
        body.addWidget(self.facts)
        body.addWidget(Hairline())
        body.addWidget(self.custody)
        body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(column)

    def show_entry(self, entry: Evidence | None, view: AuditView | None) -> None:
        """Show a piece of evidence, or none."""
        before, self.entry = self.entry, entry
        moved = (before.id if before else None) != (entry.id if entry else None)
        if moved and before is not None:
            self._drafts.unbind(f"evidence/{before.id}")
        for widget in (self.caption_entry, self.add_link, self.remove, self.large, self.facts, self.links, self.custody):
            widget.setEnabled(entry is not None)
        photo = entry is not None and family(entry.media_type) == "photo"
        self.mark.setVisible(photo)
        self.versions.setVisible(photo and bool(entry and entry.marks))
        self.custody.show_entry(entry)
        if entry is None or view is None:
            self._show_none()
            return
        self.title.setText(words.title(entry))
        record = f"evidence/{entry.id}"
        if moved:
            self.caption.reset(entry.caption or "")
            self.caption_entry.say("")
            self._drafts.bind(self.caption, record, "caption", said=self.caption_entry.say)
        self._drafts.show(record, "caption", entry.caption or "")
        if moved:
            self._drafts.restore()
        if moved:
            self._wanted = None
        if moved or before is None or (before.sha256, before.marks) != (entry.sha256, entry.marks):
            self._show_picture(moved or before is None or before.sha256 != entry.sha256)
        if moved or entry.links != self._links:
            self._links = entry.links
            self.links.set_widgets([self._chip(link, view) for link in entry.links])
        self.facts.show_entry(entry)

    def _show_none(self) -> None:
        self._timer.stop()
        self._links = None
        self.title.setText(_("没有选中证据"))
        self.picture.set_picture(None, _("在左边选一件，这里看大图和说明。"))
        self.caption.reset("")
        self.caption_entry.say("")
        self.links.set_widgets([])
        self.facts.show_entry(None)

    def _chip(self, link: str, view: AuditView) -> QWidget:
        chip = LinkChip(link, link_title(link, view))
        chip.opened.connect(self.opened)
        chip.removed.connect(self.unlinked)
        return chip

    # The picture: the thumbnail at once, the original after a moment

    def version(self) -> Version:
        """Which version of the picture is seen."""
        return self._wanted or (usual(self.entry) if self.entry is not None else "original")

    def _choose_version(self, which: str) -> None:
        self._wanted = next(one for one in VERSIONS.values() if one == which)
        self._show_picture(False)

    def _show_picture(self, other: bool = True) -> None:
        """`other`: not the one that is seen now."""
        self._timer.stop()
        entry = self.entry
        if entry is None:
            return
        self.versions.select(self.version())
        self.versions.setToolTip(told(self.version()))
        small = self._thumbnails.pixmap(entry.sha256 or "")
        if other:
            self.picture.set_picture(small, self._said(entry) if small is None else "")
        if family(entry.media_type) == "photo":
            self._timer.start()

    @staticmethod
    def _said(entry: Evidence) -> str:
        if family(entry.media_type) == "photo":
            return _("正在打开…")
        return _("{kind}不能在这里预览，原件保存完好。").format(kind=words.kind_title(entry))

    def _thumbnail_came(self, sha256: str) -> None:
        if self.entry is not None and self.entry.sha256 == sha256 and not self.picture.has_picture():
            small = self._thumbnails.pixmap(sha256)
            if small is not None:
                self.picture.set_picture(small)

    def _read(self) -> None:
        if self.entry is None or not self.entry.sha256:
            return
        entry, which, audit = self.entry, self.version(), self._context.audit

        def is_here() -> bool:
            now = self.entry
            return now is not None and (now.id, now.sha256, now.marks) == (entry.id, entry.sha256, entry.marks) and which == self.version()

        def take(image: QImage) -> None:
            if is_here():
                self.picture.set_picture(QPixmap.fromImage(image))

        def failed(sentence: str) -> None:
            if is_here():
                self.picture.set_picture(None, sentence)

        self._context.runner.ask(self, lambda ws: read_version(ws, audit, entry.id or "", which, EDGE), take, failed)
