"""The rows of the tree as a Qt model: what is shown now, and only what changed is told."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.base.words import _
from desktop.ui.scoring import words
from desktop.ui.scoring.outline import HEADING, Entry, Outline
from desktop.ui.scoring.row_states import RowState
from desktop.ui.widgets import glyphs

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1
ROOT = QModelIndex()


@dataclass(frozen=True)
class TreeRow:
    """What the delegate paints."""

    entry: Entry
    state: RowState
    unfolded: bool


class TreeModel(QAbstractListModel):
    """Rows by their keys; a change of the audit repaints the rows that changed and moves nothing else."""

    def __init__(self, outline: Outline, states: dict[str, RowState], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.outline = outline
        self.states = states
        self.keys = outline.visible(states)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.keys)

    def row_at(self, index: Index) -> TreeRow:
        """The row at an index."""
        key = self.keys[index.row()]
        unfolded = self.outline.filter != "all" or self.outline.site is not None or key not in self.outline.folded
        return TreeRow(self.outline.entries[key], self.states.get(key, RowState("evidence")), unfolded)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.row_at(index)
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join([f"{row.entry.number} {row.entry.title}".strip(), *row.state.lacks])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.keys[index.row()] == HEADING:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren

    def index_of(self, key: str) -> QModelIndex:
        """The index of a row, invalid when it is not shown."""
        return self.index(self.keys.index(key)) if key in self.keys else QModelIndex()

    def take(self, states: dict[str, RowState], current: str) -> bool:
        """Take new states; True when other rows are shown now (then the selection has to be set again)."""
        before, self.states = self.states, states
        keys = self.outline.visible(states, current)
        if keys != self.keys:
            self._show(keys)
            return True
        for place, key in enumerate(keys):
            if before.get(key) != states.get(key):
                index = self.index(place)
                self.dataChanged.emit(index, index)
        return False

    def show_again(self, current: str) -> bool:
        """The filter or what is folded changed; True when other rows are shown now."""
        keys = self.outline.visible(self.states, current)
        if keys == self.keys:
            return False
        self._show(keys)
        return True

    def _show(self, keys: list[str]) -> None:
        self.beginResetModel()
        self.keys = keys
        self.endResetModel()


def spoken(row: TreeRow) -> str:
    """A row in words, for screen readers."""
    if row.entry.key == HEADING:
        return row.entry.title
    parts = [f"{row.entry.number} {row.entry.title}".strip(), glyphs.words(row.state.state)]
    if row.state.of is not None:
        got = words.points(row.state.got) if row.state.got is not None else _("未评")
        parts.append(_("{got}，满分 {of}").format(got=got, of=words.number_words(row.state.of)))
    elif row.state.word:
        parts.append(row.state.word)
    if row.state.evidence:
        parts.append(_("证据 {n} 件").format(n=row.state.evidence))
    return "，".join([*parts, *row.state.lacks])
