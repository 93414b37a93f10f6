"""One piece of evidence over the whole page: zoomed, in the versions it may be seen in, and marked; arrows go on, Esc goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.evidence import family
from desktop.ui.evidence.mark_board import MarkBoard
from desktop.ui.evidence.mark_head import MarkHead
from desktop.ui.evidence.mark_keys import ARROWS
from desktop.ui.evidence.mark_sight import STEP
from desktop.ui.evidence.mark_tools import hints
from desktop.ui.evidence.mark_versions import FULL_EDGE, VERSIONS, Version, read_version, told, usual
from desktop.ui.page import KeyHint
from desktop.ui.widgets.cards import Pane
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.domain.assessment import Evidence, Mark
    from desktop.ui.page import Context
    from desktop.ui.thumbnails import Thumbnails

EDGE = 2400
_PAN = 80.0
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class LargeView(Pane):
    """Signals: `stepped(int)` one on or back, `closed`, `keys_changed`."""

    stepped = Signal(int)
    closed = Signal()
    keys_changed = Signal()

    def __init__(self, context: Context, thumbnails: Thumbnails, page: QWidget) -> None:
        super().__init__("rail", parent=page)
        self._context, self._thumbnails, self._page = context, thumbnails, page
        self._entry: Evidence | None = None
        self._wanted: Version | None = None  # what the person chose to see
        self._shown: tuple[object, ...] = ()
        self.head = MarkHead()
        self.title = self.head.title
        self.note = Label("", size=12, role="text2", elide=True)
        self.board = MarkBoard(context)
        self.picture = self.board.picture
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.note)
        column.addWidget(self.board, 1)
        self.setFocusProxy(self.picture)
        page.installEventFilter(self)
        head, picture = self.head, self.picture
        head.leave.clicked.connect(self.close_view)
        head.before.clicked.connect(lambda: self.stepped.emit(-1))
        head.after.clicked.connect(lambda: self.stepped.emit(1))
        head.version.connect(self._choose_version)
        head.marking.clicked.connect(lambda: self.board.set_marking(True))
        head.nearer.clicked.connect(lambda: picture.zoom(STEP))
        head.farther.clicked.connect(lambda: picture.zoom(1 / STEP))
        head.whole.clicked.connect(picture.fit)
        picture.zoomed.connect(self._looked)
        self.board.marking_changed.connect(self._marking_changed)
        self.hide()

    # What is shown

    def show_entry(self, entry: Evidence) -> None:
        """Open on a piece of evidence, or show it anew as it is now."""
        before, self._entry = self._entry, entry
        photo = family(entry.media_type) == "photo"
        self.head.show_entry(entry)
        self.board.show_entry(entry, can_mark=photo)
        if self.isHidden():
            self.setGeometry(self._page.rect())
            self.show()
            self.raise_()
            self.setFocus(Qt.FocusReason.PopupFocusReason)
        if before is None or (before.id, before.sha256) != (entry.id, entry.sha256):
            self._shown = ()
            self.head.set_photo(photo, self.board.marking)
            small = self._thumbnails.pixmap(entry.sha256 or "")
            self.picture.set_picture(small, _("正在打开…") if photo else _("这类文件不能在这里预览，原件保存完好。"))
        self._show_version()
        self.keys_changed.emit()

    def version(self) -> Version:
        """Which version is seen; while marks are drawn the picture alone, with the marks over it."""
        if self.board.marking or self._entry is None:
            return "original"
        return self._wanted or usual(self._entry)

    def _show_version(self, edge: int = EDGE) -> None:
        """Read the version to be seen, unless it is seen already."""
        entry, which = self._entry, self.version()
        self.head.set_version("" if self.board.marking else which)
        self.note.setText(told(which))
        self.note.setVisible(self.board.can_mark and not self.board.marking)
        if entry is None or not self.board.can_mark:
            return
        marks: tuple[Mark, ...] = () if which == "original" else entry.marks
        shown = (entry.id, which, marks, edge)
        if shown == self._shown or (shown[:3] == self._shown[:3] and edge == EDGE):
            return
        self._shown = shown

        def take(image: QImage) -> None:
            if self._shown == shown:
                self.picture.set_picture(QPixmap.fromImage(image), size=(entry.width or image.width(), entry.height or image.height()))

        def failed(sentence: str) -> None:
            if self._shown == shown:
                self.board.refuse(sentence)
                self.head.set_photo(False, False)
                self.note.hide()
                self.keys_changed.emit()

        audit, id_ = self._context.audit, entry.id or ""
        self._context.runner.ask(self, lambda ws: read_version(ws, audit, id_, which, edge), take, failed)

    def _choose_version(self, which: str) -> None:
        self.board.set_marking(False)
        self._wanted = VERSIONS[which]
        self._show_version()
        self.picture.setFocus(Qt.FocusReason.OtherFocusReason)

    def _looked(self) -> None:
        """Seen so near that more of the original shows."""
        sight, held = self.picture.sight, self.picture.pixels()
        self.head.set_zoom(sight.scale)
        if held and self._shown and max(sight.size) * sight.scale > held * 1.2 and held < min(max(sight.size), FULL_EDGE):
            self._show_version(FULL_EDGE)

    def _marking_changed(self) -> None:
        self.head.set_photo(self.board.can_mark, self.board.marking)
        if not self.board.marking:
            # What was just made is seen as it would leave the house.
            self._wanted = None
        self._show_version()
        self.keys_changed.emit()

    # Leaving

    def commit(self) -> None:
        """Take in what is typed and moved."""
        self.board.commit()

    def close_view(self) -> None:
        """Back to the grid."""
        if not self.isHidden():
            self._put_away()
            self.closed.emit()

    def _put_away(self) -> None:
        self.board.put_away()
        self._entry, self._shown, self._wanted = None, (), None
        self.hide()
        self.keys_changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        # The page went away under it: the next time it begins with its grid.
        if not event.spontaneous() and not self.isHidden():
            self._put_away()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._page.rect())
        return bool(super().eventFilter(watched, event))

    # Keys

    def keys(self) -> tuple[KeyHint, ...]:
        """What keys do here, for the status bar; none while it is closed."""
        if self.isHidden():
            return ()
        if self.board.marking:
            return hints()
        photo = (KeyHint(("M",), _("标注和遮盖")), KeyHint(("1", "2", "3"), _("换版本")), KeyHint(("+", "−", "0"), _("缩放")))
        on = (KeyHint(("PgUp", "PgDn"), _("上一件、下一件")), KeyHint(("Esc",), _("关闭")))
        return (*photo, *on) if self.board.can_mark else on

    def event(self, event: QEvent) -> bool:
        # While marks are drawn, plain keys are theirs and not the page's.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.board.marking:
            plain = not event.modifiers() & ~_PLAIN and event.key() not in (Qt.Key.Key_F1, Qt.Key.Key_Tab)
            if plain:
                event.accept()
                return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = Qt.Key(event.key()), not event.modifiers() & ~_PLAIN
        if self.board.text.field.hasFocus() and key != Qt.Key.Key_Escape:
            # What a field leaves over, Enter above all, is no key of the picture's.
            return
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.stepped.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Escape:
            if not self.board.escape():
                self.close_view()
        elif self.board.press(event) or (plain and (self._seen_by(key) or self._looking(key))):
            event.accept()
        elif not plain or not self.board.marking:
            super().keyPressEvent(event)

    def _seen_by(self, key: Qt.Key) -> bool:
        """Zoom and versions."""
        if not self.board.can_mark:
            return False
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.picture.zoom(STEP)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.picture.zoom(1 / STEP)
        elif key == Qt.Key.Key_0:
            self.picture.fit()
        elif key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
            self._choose_version(chr(key))
        else:
            return False
        return True

    def _looking(self, key: Qt.Key) -> bool:
        """Keys while nothing is drawn."""
        if self.board.marking:
            return False
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_view()
        elif key in ARROWS:
            right, down = ARROWS[key]
            if self.picture.sight.is_fitted:
                self.stepped.emit(right + down)
            else:
                self.picture.pan(-right * _PAN, -down * _PAN)
        else:
            return False
        return True

    def focusNextPrevChild(self, on: bool) -> bool:
        if self.isHidden():
            # Qt looks for another place of the keyboard while this one goes.
            return bool(super().focusNextPrevChild(on))
        # Tab goes from mark to mark, then through the tools, and never to what is covered.
        if self.board.go_on(on):
            return True
        every = (self.picture, *self.head.stops(), *self.board.tools.stops())
        stops = [one for one in every if one.isVisible() and one.isEnabled()]
        at = next((place for place, one in enumerate(stops) if one.hasFocus()), 0)
        stops[(at + (1 if on else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason if on else Qt.FocusReason.BacktabFocusReason)
        return True
