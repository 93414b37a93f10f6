"""The notices of a view of papers, each leading to its record or field."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.domain.notices import Notice
from desktop.ui.widgets.notice_list import NoticeList, NoticeRow, Tone

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class NoticesCard(NoticeList):
    """Signal: `wanted(str)` with the place, `admission/running.result`, for the view's `reveal`."""

    wanted = Signal(str)

    def __init__(self, *, few: int = 3) -> None:
        super().__init__(few=few)
        self._places: dict[str, str] = {}
        self.opened.connect(lambda id_: self.wanted.emit(self._places[id_]))
        self._last = ""

    def show_notices(self, view: AuditView, notices: Sequence[Notice], in_place: Container[str] = (), said: Container[str] = ()) -> None:
        """Show what was found. Records of the sections `in_place` and cards that say a notice themselves need no line; `go_next` leads
        there all the same."""
        self._places = {one.id: place_of(one) for one in notices if one.severity != "note"}
        shown = [one for one in notices if split_place(one.record)[0] not in in_place and one.id not in said]
        self._places |= {one.id: place_of(one) for one in shown}
        self.set_rows([NoticeRow(one.id, one.sentence, one.clause, tone_of(one, view)) for one in shown])

    def go_next(self) -> bool:
        """To the place of the next notice, from the first on; False without any."""
        ids = list(self._places)
        if not ids:
            return False
        at = ids.index(self._last) + 1 if self._last in ids else 0
        self._last = ids[at % len(ids)]
        self.wanted.emit(self._places[self._last])
        return True


def place_of(notice: Notice) -> str:
    """The place of a notice as one text."""
    return f"{notice.record}.{notice.field}" if notice.field else notice.record


def split_place(place: str) -> tuple[str, str, str]:
    """Section, key and field of a place: `admission/running.result`."""
    record, _dot, field = place.partition(".")
    section, _slash, key = record.partition("/")
    return section, key, field


def tone_of(notice: Notice, view: AuditView) -> Tone:
    """Red only for what is said and wrong; what is not said yet is open, however grave."""
    if notice.severity == "note":
        return "note"
    said = bool(notice.field) and view.records.get(notice.record, {}).get(notice.field) is not None
    return "wrong" if notice.severity == "critical" and said else "open"
