"""The left pane: filters with counts, the tree of clauses and matters, and what stands beside the score at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QSizePolicy, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui import fonts, theme
from desktop.ui.scoring import words
from desktop.ui.scoring.filter_bar import ALL_SITES, FilterBar
from desktop.ui.scoring.matters import measures, standing
from desktop.ui.scoring.observing import sites_of
from desktop.ui.scoring.outline import FILTERS, HEADING, Filter, Outline
from desktop.ui.scoring.row_states import row_states
from desktop.ui.scoring.tree_delegate import TreeDelegate, fold_rect
from desktop.ui.scoring.tree_model import TreeModel
from desktop.ui.widgets import paint
from desktop.ui.widgets.buttons import _Hovering
from desktop.ui.widgets.cards import Hairline, Pane
from desktop.ui.widgets.chips import FilterPill

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class TreeView(QListView):
    """The rows. Signals: `chosen(str)`; letters, digits and up and down are left to the page."""

    chosen = Signal(str)
    folded = Signal(str)

    def __init__(self, model: TreeModel) -> None:
        super().__init__()
        self.rows = model
        self.setModel(model)
        self.setItemDelegate(TreeDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName(_("条款"))

    def show_row(self, key: str) -> None:
        """Mark a row as the one at hand and bring it into sight; emits nothing."""
        index = self.rows.index_of(key)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        key = self.rows.keys[index.row()]
        entry = self.rows.outline.entries[key]
        if entry.has_children and fold_rect(self.visualRect(index), entry.depth).contains(event.position().toPoint()):
            self.folded.emit(key)
        elif key != HEADING:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.chosen.emit(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        # Without the drag selection of the base class.
        self.setCursor(Qt.CursorShape.ArrowCursor)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        key = self.rows.keys[index.row()] if index.isValid() else ""
        fold = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and key in self.rows.outline.entries
        if fold and self.rows.outline.entries[key].has_children:
            if (key in self.rows.outline.folded) == (event.key() == Qt.Key.Key_Right):
                self.folded.emit(key)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            keys = [one for one in self.rows.keys if one != HEADING]
            if keys:
                self.chosen.emit(keys[0] if event.key() == Qt.Key.Key_Home else keys[-1])
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.rows.keys:
            painter = QPainter(self.viewport())
            painter.setFont(fonts.font(13))
            painter.setPen(theme.current().text3)
            painter.drawText(self.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), _("这里没有条款"))


class FootCell(_Hovering):
    """A name and its value at the foot; a click leads to where it is entered."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._value = ""
        self._wrong = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_value(self, value: str, *, wrong: bool = False) -> None:
        """Show another value; red when it is against the client."""
        self._value, self._wrong = value, wrong
        self.setAccessibleName(f"{self._name} {value}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(136, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        if self._hovered:
            painter.fillRect(self.rect(), t.hover)
        paint.line_of_text(painter, self.rect().adjusted(14, 0, -14, 0), self._name, t.text2, size=12)
        width = fonts.width(self._value, 13, 500)
        ink = t.wrong if self._wrong else t.text
        paint.line_of_text(painter, QRect(self.width() - 14 - width, 0, width + 1, self.height()), self._value, ink, weight=500)
        if self.hasFocus():
            paint.focus_ring(painter, self.rect())


class TreePane(Pane):
    """Signals: `chosen(str)` with the key of the row a person chose, `site_chosen(str)` of the site all filters speak of."""

    chosen = Signal(str)
    site_chosen = Signal(str)

    def __init__(self, view: AuditView) -> None:
        super().__init__("surface", edge="right")
        self.setFixedWidth(304)
        self.outline = Outline(view.rules)
        self.current = ""
        self._rules = view.rules
        self._view = view
        self._me = ""
        self.model = TreeModel(self.outline, row_states(view, self.outline.matters), self)
        self.tree = TreeView(self.model)
        self.tree.chosen.connect(self.chosen)
        self.tree.folded.connect(self._fold)
        self.filters = FilterBar()
        self.filters.chosen.connect(self.set_filter)
        self.filters.site_chosen.connect(self._set_site)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(Hairline())
        column.addWidget(self.tree, 1)
        self._foot = QWidget()
        self._cells = self._make_foot(view)
        column.addWidget(self._foot)
        self.setFocusProxy(self.tree)
        self._fill(view)

    def _make_foot(self, view: AuditView) -> dict[str, FootCell]:
        asked = measures(view.rules)
        scorings = [unit.scoring for unit in view.rules.units if unit.scoring]
        cells: dict[str, FootCell] = {}
        if any(one.special_deductions for one in scorings):
            cells["special"] = FootCell(_("特别扣分"))
        if any(one.bonus for one in scorings):
            cells["bonus"] = FootCell(_("特别加分"))
        if not cells and "management_audit" in asked:
            cells["management"] = FootCell(_("管理审核"))
        if "bonus" not in cells and "survey.face_to_face" in asked:
            cells["survey"] = FootCell(_("当面调查"))
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for name, cell in cells.items():
            row.addWidget(cell)
            cell.clicked.connect(lambda _on=False, name=name: self.chosen.emit("@special" if name == "bonus" else f"@{name}"))
        if not cells:
            # Shown before it has a place it would be a window of its own.
            self._foot.hide()
        return cells

    # What changes

    @property
    def pills(self) -> dict[Filter, FilterPill]:
        """The filters by their names."""
        return self.filters.pills

    def refresh(self, view: AuditView, me: str | None = None) -> None:
        """Show another state of the audit. `me`: who works here, as soon as it is known."""
        if me is not None:
            self._me = me
        if view.rules is not self._rules:
            # A reading was switched: clauses may have changed.
            self._rules = view.rules
            before = self.outline
            self.outline = self.model.outline = Outline(view.rules)
            self.outline.folded = before.folded & set(self.outline.entries)
            self.outline.filter, self.outline.site = before.filter, before.site
        if self.outline.site is not None and all(site != self.outline.site for site, _name in sites_of(view)):
            self.outline.site = None
        if self.model.take(row_states(view, self.outline.matters, self._me, self.outline.site), self.current):
            self.tree.show_row(self.current)
        self._fill(view)

    def _fill(self, view: AuditView) -> None:
        self._view = view
        self.filters.show_counts(self.outline.counts(self.model.states), self.outline.filter, at_site=self.outline.site is not None)
        self.filters.show_sites(sites_of(view), self.outline.site)
        for name, cell in self._cells.items():
            self._fill_cell(view, name, cell)

    def _fill_cell(self, view: AuditView, name: str, cell: FootCell) -> None:
        document = view.document
        if name == "special":
            count = len(document.special_deductions)
            cell.set_value(f"{words.MINUS}{count}.00" if count else "0", wrong=count > 0)
        elif name == "bonus":
            cell.set_value("+1.00" if document.bonus else "0")
        elif name == "management":
            matter = next(one for one in self.outline.matters if one.kind == "management")
            stands = standing(view, matter)
            cell.set_value(stands.word or "–", wrong=stands.state == "lost")
        else:
            channel = document.survey.face_to_face
            failed = any(one.id.startswith("survey.face") and one.met is False for one in view.grade.conditions)
            percent = channel.percent if channel else None
            text = f"{words.number_words(percent)} %" if percent is not None else _("未采用") if channel and channel.not_used else "–"
            cell.set_value(text, wrong=failed)

    def set_filter(self, which: str) -> None:
        """Show all rows, or those that pass a filter; the filter that is on goes off."""
        chosen: Filter = next((one for one in FILTERS if one == which != self.outline.filter), "all")
        self.outline.filter = chosen
        self.model.show_again(self.current)
        self.tree.show_row(self.current)
        self._fill(self._view)

    def _set_site(self, site: str) -> None:
        self.outline.site = None if site == ALL_SITES else site
        self.refresh(self._view)
        self.model.show_again(self.current)
        self.tree.show_row(self.current)
        self.site_chosen.emit(site)

    def show_current(self, key: str) -> None:
        """Mark the row at hand, unfolding what hides it."""
        self.current = key
        self.outline.unfold_to(key)
        self.model.show_again(key)
        self.tree.show_row(key)

    def step(self, by: int) -> str:
        """The row above or below the one at hand."""
        return self.outline.beside(self.model.keys, self.current, by)

    def next_open(self) -> str:
        """The next row still to be answered."""
        return self.outline.next_open(self.model.states, self.current)

    def _fold(self, key: str) -> None:
        self.outline.toggle(key)
        if key in self.outline.folded and key in self.outline.entries[self.current].path[:-1]:
            self.chosen.emit(key)
        self.model.show_again(self.current)
        self.tree.show_row(self.current)

    def index_of(self, key: str) -> QModelIndex:
        """Where a row stands in the list."""
        return self.model.index_of(key)
