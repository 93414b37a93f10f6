"""The evidence of one record: thumbnails side by side; files are chosen, dropped or pasted and linked to the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.actions import evidence
from desktop.base import clock
from desktop.base.words import _
from desktop.ui.mime import files_of, image_of
from desktop.ui.record_cards import Desk
from desktop.ui.thumb_row import ThumbRow, as_bytes
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.evidence import Added
    from desktop.actions.workspace import AuditView, Changes, Workspace
    from desktop.ui.thumbnails import Thumbnails

# More files than this show their progress in the status bar.
AT_ONCE = 3
MOST_REFUSED = 5

# Takes out a piece that the record itself names: workspace, audit, record, the evidence's id.
Drop = Callable[["Workspace", str, str, str], "Changes"]


class LinkedEvidence(QWidget):
    """`add` is the button for the card's head, the owner puts it there. Signal: `counted(int)`, how many pieces are shown.

    A record may itself name pieces beside those that are linked to it; `drop` takes these out.
    """

    counted = Signal(int)

    def __init__(self, desk: Desk, thumbnails: Thumbnails, *, name: str, unlinked: str, drop: Drop | None = None) -> None:
        super().__init__()
        self.desk = desk
        self.record = ""
        self._drop = drop
        self._unlinked = unlinked
        self.add = Button(_("添加"), icon="plus", key="P", small=True)
        self.add.clicked.connect(self.browse)
        self.thumbs = ThumbRow(thumbnails)
        self.thumbs.setAccessibleName(name)
        self.thumbs.opened.connect(lambda id_: desk.context.shell.go("evidence", f"evidence/{id_}"))
        self.thumbs.unlinked.connect(lambda id_: self.unlink(id_, self.record))
        self.empty = Label(_("拖入照片、粘贴，或选择文件。"), role="text3")
        self.error = ErrorLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.thumbs, self.empty, self.error):
            column.addWidget(widget)

    def show_record(self, view: AuditView, record: str, named: tuple[str, ...] = ()) -> None:
        """Show what is linked to a record, and what it names itself."""
        if record != self.record:
            self.error.say("")
            self.record = record
        entries = tuple(one for one in view.document.evidence if record in one.links or one.id in named)
        self.thumbs.take(entries)
        self.empty.setVisible(not entries)
        self.counted.emit(len(entries))

    def browse(self) -> None:
        """Ask for files."""
        dialog = QFileDialog(self, _("加入照片"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([_("照片 (*.jpg *.jpeg *.png)"), _("全部文件 (*)")])
        dialog.filesSelected.connect(lambda names: self.take_files([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def paste(self) -> bool:
        """Take files or a picture from the clipboard; False when it holds neither."""
        return self.take_mime(QGuiApplication.clipboard().mimeData())

    def take_mime(self, mime: QMimeData | None) -> bool:
        """Take what was dropped or pasted; nothing where the clipboard is empty."""
        if mime is None:
            return False
        files = files_of(mime)
        if files:
            self.take_files(files)
            return True
        image = image_of(mime)
        if image is None:
            return False
        record, audit = self.record, self.desk.context.audit
        name = _("粘贴 {at}.png").format(at=f"{clock.now():%Y%m%d-%H%M%S}")
        self.desk.context.runner.act(
            self,
            lambda ws: evidence.add_image_bytes(ws, audit, as_bytes(image), name, [record]),
            lambda added: self._added(record, added),
            self.error.say,
        )
        return True

    def take_files(self, files: Sequence[Path]) -> None:
        """Take files in, linked to the record at hand."""
        record, audit, runner = self.record, self.desk.context.audit, self.desk.context.runner

        def done(added: Added) -> None:
            self._added(record, added)

        if len(files) <= AT_ONCE:
            runner.act(self, lambda ws: evidence.add_files(ws, audit, files, [record]), done, self.error.say)
        else:
            runner.act_long(
                self,
                lambda ws, progress, cancelled: evidence.add_files(ws, audit, files, [record], progress, cancelled),
                done,
                self.error.say,
                title=_("加入照片"),
            )

    def _added(self, record: str, added: Added) -> None:
        said = [_("{name} 未加入：{sentence}").format(name=name, sentence=sentence) for name, sentence in added.refused[:MOST_REFUSED]]
        if len(added.refused) > MOST_REFUSED:
            said.append(_("另有 {n} 个文件未加入。").format(n=len(added.refused) - MOST_REFUSED))
        if record == self.record:
            self.error.say("\n".join(said))
        elif said:
            self.desk.context.shell.toast(said[0])

    def unlink(self, id_: str, record: str) -> None:
        """Take a piece away from a record; it stays in the audit."""
        drop = self._drop

        def unlink(ws: Workspace, audit: str) -> Changes:
            linked = next((record in one.links for one in ws.audit(audit).document.evidence if one.id == id_), False)
            return drop(ws, audit, record, id_) if drop is not None and not linked else evidence.unlink(ws, audit, id_, record)

        self.desk.act(unlink, self.error.say, toast=self._unlinked)
