"""Files and pictures on their way into the audit: chosen, dropped or pasted, linked to the clause at hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from desktop.base import clock
from desktop.base.words import _
from desktop.ui.mime import files_of
from desktop.ui.scoring.row_states import record_of
from desktop.ui.scoring.strip import picture_of
from desktop.ui.thumb_row import as_bytes

if TYPE_CHECKING:
    from desktop.actions.evidence import Added
    from desktop.domain.rule_items import RuleItem
    from desktop.ui.scoring.clause_pane import ClausePane
    from desktop.ui.scoring.deduction_home import Home
    from desktop.ui.scoring.desk import Desk

    Statement = tuple[Home, int]

# More files than this show their progress in the status bar.
AT_ONCE = 3


class Intake(QObject):
    """Takes evidence in and says in the pane what came of it."""

    def __init__(self, desk: Desk, clause: ClausePane) -> None:
        super().__init__(clause)
        self._desk = desk
        self._clause = clause

    def browse(self, statement: Statement | None = None) -> None:
        """Ask for photos and link them to the clause; `statement`: the deduction they are for."""
        if self._clause.rule is None or self._clause.strip.isHidden():
            return
        dialog = QFileDialog(self._clause, _("加入照片"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([_("照片 (*.jpg *.jpeg *.png)"), _("全部文件 (*)")])
        dialog.filesSelected.connect(lambda names: self.add_files([Path(name) for name in names], statement))
        dialog.open()

    def paste(self) -> bool:
        """Take files or a picture from the clipboard; False when it holds neither."""
        return self.take_mime(QGuiApplication.clipboard().mimeData())

    def take_mime(self, mime: QMimeData) -> bool:
        """Take what was dropped or pasted."""
        if self._clause.rule is None or self._clause.strip.isHidden():
            return False
        files = files_of(mime)
        if files:
            self.add_files(files)
            return True
        picture = picture_of(mime)
        if picture is None:
            return False
        self._add_picture(picture)
        return True

    def add_files(self, files: Sequence[Path], statement: Statement | None = None) -> None:
        """Take files in, linked to the clause at hand and to the record at hand."""
        from desktop.actions import evidence

        rule = self._clause.rule
        if rule is None or not files:
            return
        audit, links, item = self._desk.context.audit, self._links(rule), rule.item.id

        def done(added: Added) -> None:
            self._added(added, item, statement)

        if len(files) <= AT_ONCE:
            self._desk.context.runner.act(self, lambda ws: evidence.add_files(ws, audit, files, links), done, self._not_added)
            return
        self._desk.context.runner.act_long(
            self,
            lambda ws, progress, cancelled: evidence.add_files(ws, audit, files, links, progress, cancelled),
            done,
            self._not_added,
            title=_("加入照片"),
        )

    def _add_picture(self, picture: QImage | bytes) -> None:
        from desktop.actions import evidence

        rule = self._clause.rule
        assert rule is not None
        audit, links, item = self._desk.context.audit, self._links(rule), rule.item.id
        name = _("粘贴 {at}.png").format(at=f"{clock.now():%Y%m%d-%H%M%S}")
        self._desk.context.runner.act(
            self,
            lambda ws: evidence.add_image_bytes(ws, audit, _bytes(picture), name, links),
            lambda added: self._added(added, item, None),
            self._not_added,
        )

    def _added(self, added: Added, item: str, statement: Statement | None) -> None:
        here = self._clause.rule is not None and self._clause.rule.item.id == item
        if here:
            self._clause.strip.say(added.refused, added.same)
        elif added.refused:
            self._desk.context.shell.toast("；".join(sentence for _name, sentence in added.refused[:1]))
        if statement is not None and added.added:
            self._clause.deductions.attach(*statement, added.added)

    def _links(self, rule: RuleItem) -> list[str]:
        """What a file is evidence of: the clause, and the record that is being filled in."""
        return [record_of(rule), *self._clause.observed.record_links(rule)]

    def _not_added(self, sentence: str) -> None:
        self._clause.strip.say([(_("照片"), sentence)], ())


def _bytes(picture: QImage | bytes) -> bytes:
    """A picture's own bytes, or its pixels as PNG; away from the window's thread."""
    return picture if isinstance(picture, bytes) else as_bytes(picture)
