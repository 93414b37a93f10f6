"""The clauses of a scheme as rows with how much evidence each has: for the list at the side and the list that E opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.base.words import _
from desktop.domain.evidence import plain
from desktop.ui import fonts, theme
from desktop.ui.evidence.carried import MIME
from desktop.ui.evidence.model import Index
from desktop.ui.widgets import paint

if TYPE_CHECKING:
    from desktop.domain.rules import Rules

ROW = Qt.ItemDataRole.UserRole + 1
HEIGHT = 32
_DEEPEST = 4


class ClauseRow(NamedTuple):
    """One clause. `pieces`: those linked to it or to one below."""

    key: str
    record: str
    clause: str
    title: str
    depth: int
    pieces: int


class ClauseRows(QAbstractListModel):
    """Clauses that hold all words that are looked for."""

    def __init__(self, rules: Rules, parent: QObject) -> None:
        super().__init__(parent)
        self._all = [
            ClauseRow(
                key,
                f"{'conformity' if rule.item.kind == 'conformity' else 'items'}/{key}",
                rule.item.clause or key,
                rule.item.title,
                rule.depth,
                0,
            )
            for key, rule in rules.items.items()
        ]
        self._clauses = len(self._all)
        self._plain = [_looked_in(row) for row in self._all]
        self._shown: Sequence[int] = range(len(self._all))

    def set_more(self, rows: Sequence[ClauseRow]) -> None:
        """Other records after the clauses; `filter` shows them."""
        self._all[self._clauses :] = rows
        self._plain[self._clauses :] = [_looked_in(row) for row in rows]

    def filter(self, text: str) -> None:
        """Only clauses with these words; a number matches from its beginning first."""
        wanted = plain(text).split()
        found = [place for place, told in enumerate(self._plain) if all(word in told for word in wanted)]
        if wanted:
            found.sort(key=lambda place: not self._all[place].clause.startswith(wanted[0]))
        self.beginResetModel()
        self._shown = found
        self.endResetModel()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """How much evidence each has."""
        changed = False
        for place, row in enumerate(self._all):
            count = counts.get(row.key, 0)
            if count != row.pieces:
                self._all[place] = row._replace(pieces=count)
                changed = True
        if changed and self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        row = self.row(index.row())
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return f"{row.clause} {row.title}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.clause} {row.title} {_('{n} 件').format(n=row.pieces)}" if row.pieces else f"{row.clause} {row.title}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled

    def mimeTypes(self) -> list[str]:
        return [MIME, "text/uri-list", "application/x-qt-image"]

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    def row(self, place: int) -> ClauseRow:
        """One of those shown."""
        return self._all[self._shown[place]]

    def place_of(self, key: str) -> int:
        """Where a clause stands among those shown, -1 when it does not."""
        return next((place for place, at in enumerate(self._shown) if self._all[at].key == key), -1)

    def ids(self) -> list[str]:
        """The ids of those shown."""
        return [self._all[place].key for place in self._shown]


def _looked_in(row: ClauseRow) -> str:
    return plain(f"{row.key} {row.clause} {row.title}")


class ClauseDelegate(QStyledItemDelegate):
    """Number, title and count. `chosen` is the clause that narrows the grid, `target` the row that something is held over."""

    def __init__(self, parent: QWidget, *, counts: bool = True) -> None:
        super().__init__(parent)
        self._counts = counts
        self.chosen = ""
        self.target = -1

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(160, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ClauseRow = index.data(ROW)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        t = theme.current()
        chosen = row.key == self.chosen
        if index.row() == self.target:
            paint.box(painter, rect.adjusted(1, 1, -1, -1), fill=t.tint, border=t.accent, radius=4, width=2)
        elif chosen:
            painter.fillRect(rect, t.tint)
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), t.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, t.hover)
        elif state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, t.tint if not self._counts else t.hover)
        if state & QStyle.StateFlag.State_HasFocus and index.row() != self.target:
            paint.focus_ring(painter, rect.adjusted(1, 1, -1, -1), radius=4)
        right = rect.right() - 10
        if self._counts and row.pieces:
            told = str(row.pieces)
            width = fonts.width(told, 12, 500)
            box = QRect(right - width, rect.top(), width + 1, rect.height())
            paint.line_of_text(painter, box, told, t.accent if chosen else t.text2, size=12, weight=500)
            right -= width + 6
        left = rect.left() + 12 + 9 * min(max(0, row.depth), _DEEPEST)
        number = fonts.width(row.clause, 12) + 2
        paint.line_of_text(painter, QRect(left, rect.top(), number, rect.height()), row.clause, t.text2, size=12)
        words = QRect(left + number + 6, rect.top(), right - left - number - 6, rect.height())
        weight: fonts.Weight = 500 if chosen or row.depth == 0 else 400
        paint.line_of_text(painter, words, row.title, t.text, weight=weight)
