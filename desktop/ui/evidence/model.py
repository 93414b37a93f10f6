"""The evidence that fits the filter, as a list model; keeps its rows while they only change in what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.ui.evidence import words

if TYPE_CHECKING:
    from desktop.domain.assessment import Evidence

ENTRY = Qt.ItemDataRole.UserRole + 1
NUMBER = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex


class EvidenceModel(QAbstractListModel):
    """Rows are Evidence, under the role ENTRY; under NUMBER the place in the report, while places are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Evidence] = []
        self._places: dict[str, int] = {}
        self._of_sha: dict[str, list[int]] | None = None
        self._numbers: Mapping[str, int] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        one = self._rows[index.row()]
        if role == ENTRY:
            return one
        if role == NUMBER:
            return self._numbers.get(one.id or "")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(part for part in (words.title(one), words.links_short(one), words.taken_short(one)) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.title(one)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def set_rows(self, rows: Sequence[Evidence], numbers: Mapping[str, int] | None = None) -> bool:
        """Other rows; whether the list itself changed, and not only what its rows say. `numbers`: places in the report to show."""
        new = list(rows)
        self._numbers, before = numbers or {}, self._numbers
        ids = [one.id for one in new]
        if ids == [one.id for one in self._rows]:
            changed = [place for place, (one, old) in enumerate(zip(new, self._rows, strict=True)) if one != old]
            self._rows = new
            self._of_sha = None
            if self._numbers != before and new:
                changed = [0, len(new) - 1]
            if changed:
                self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
            return False
        self.beginResetModel()
        self._rows = new
        self._of_sha = None
        self._places = {one.id or "": place for place, one in enumerate(new)}
        self.endResetModel()
        return True

    def entry(self, place: int) -> Evidence:
        """One row."""
        return self._rows[place]

    def entries(self) -> list[Evidence]:
        """All rows."""
        return self._rows

    def place_of(self, id_: str) -> int:
        """Where a piece of evidence stands, -1 when it is not listed."""
        return self._places.get(id_, -1)

    def places_of_sha(self, sha256: str) -> list[int]:
        """Where pictures of these bytes stand."""
        if self._of_sha is None:
            self._of_sha = {}
            for place, one in enumerate(self._rows):
                self._of_sha.setdefault(one.sha256 or "", []).append(place)
        return self._of_sha.get(sha256, [])
