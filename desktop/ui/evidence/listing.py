"""What the grid lists: all that fits what narrows it; what was chosen stays chosen while it is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.ui.evidence import words
from desktop.ui.evidence.shelf import Shelf

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.assessment import Evidence
    from desktop.domain.rules import Rules
    from desktop.ui.evidence.grid import EvidenceGrid
    from desktop.ui.evidence.head import Head
    from desktop.ui.evidence.model import EvidenceModel


class Listing(QObject):
    """Keeps model and grid with the audit and the head's filters. Signal: `listed` after each time."""

    listed = Signal()

    def __init__(self, head: Head, model: EvidenceModel, grid: EvidenceGrid, rules: Rules, parent: QObject) -> None:
        super().__init__(parent)
        self._head, self._model, self._grid = head, model, grid
        self._rules: Rules | None = None
        self._evidence: tuple[Evidence, ...] | None = None
        self._coming: list[str] = []  # to be chosen once they are listed
        self.shelf = Shelf(rules, words.item_titles(rules))
        head.changed.connect(self.show)

    def take(self, view: AuditView) -> None:
        """The audit changed."""
        if view.rules is not self._rules:
            self._rules, self._evidence = view.rules, None
            self.shelf = Shelf(view.rules, words.item_titles(view.rules))
        if view.document.evidence == self._evidence:
            return
        self._evidence = view.document.evidence
        self.shelf.take(self._evidence)
        self.show()

    def show(self) -> None:
        """List what fits."""
        wanted = self._head.wanted()
        found = self.shelf.find(wanted)
        chosen, current = self._grid.chosen(), self._grid.current()
        # Of several that go the next one comes to where the first stood: none of the list is passed over.
        place = self._model.place_of(chosen[0]) if chosen else self._grid.currentIndex().row()
        # Places are of use where they can be changed, and where only what is printed is seen.
        numbered = wanted.state == "reported" and wanted.sort == "order"
        self._grid.set_ordering(wanted.sort == "order")
        if self._model.set_rows(found, self.shelf.numbers if numbered else None):
            self._choose_again(chosen, current, place)
        self._head.set_counts(self.shelf.counts, len(found))
        self.listed.emit()

    def whole(self) -> int:
        """How many pieces the audit has."""
        return self.shelf.counts.whole

    def expect(self, ids: list[str]) -> None:
        """Pieces that came in: the first of them is chosen as soon as it is listed."""
        self._coming = ids
        self._choose_coming()

    def _choose_coming(self) -> bool:
        first = next((id_ for id_ in self._coming if self._model.place_of(id_) >= 0), None)
        if first is None:
            return False
        self._coming = []
        self._grid.choose([first])
        return True

    def _choose_again(self, chosen: list[str], current: Evidence | None, place: int) -> None:
        """After the rows changed: what came in, else what was chosen, else what stands where the first one stood."""
        if self._choose_coming():
            return
        kept = [id_ for id_ in chosen if self._model.place_of(id_) >= 0]
        at = current.id or "" if current is not None and self._model.place_of(current.id or "") >= 0 else ""
        if not at and not kept and self._model.rowCount():
            kept = [self._model.entry(min(max(place, 0), self._model.rowCount() - 1)).id or ""]
        self._grid.choose(kept, at)

    def beside(self, ids: list[str], by: int) -> str | None:
        """Where pieces go when they go one place on (1), back (-1), to the end (2) or the beginning (-2) of what is listed: the id they
        are put before, "" for the end; None when they are there already.
        """
        rows = [one.id or "" for one in self._model.entries()]
        going = set(ids)
        rest = [one for one in rows if one not in going]
        places = [place for place, one in enumerate(rows) if one in going]
        if not places or not rest:
            return None
        before = sum(one not in going for one in rows[: places[0]])  # of the rest, before the first that goes
        target = {1: before + 1, -1: before - 1, 2: len(rest), -2: 0}[by]
        if target < 0 or target > len(rest) or (len(places) == places[-1] - places[0] + 1 and target == before):
            return None
        return rest[target] if target < len(rest) else self.after_listed(ids)

    def after_listed(self, ids: list[str]) -> str:
        """What stands, in the order of all, after the last piece listed that is not one of these; "" at the end."""
        going = set(ids)
        last = next((one.id for one in reversed(self._model.entries()) if one.id not in going), None)
        order = [one for one in self.shelf.order() if one not in going]
        place = order.index(last) + 1 if last is not None else len(order)
        return order[place] if place < len(order) else ""
