"""Where, when and of which service a sample is: four fields with words that are known already."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.base.words import _
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.offer import Offer

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView

FIELDS = ("site", "service", "touchpoint", "taken_at")
_MOST_OFFERED = 200


class Where:
    """The fields with their entries; `offer` brings the words."""

    def __init__(self, ground: QWidget) -> None:
        self.site = TextField(hint=_("网点或场所"), limit=200)
        self.service = TextField(hint=_("例如：上门安装"), limit=200)
        self.touchpoint = TextField(hint=_("例如：上门、热线"), limit=200)
        self.taken_at = TextField(hint="2026-11-05 10:20", limit=40)
        self.fields: dict[str, TextField] = {name: getattr(self, name) for name in FIELDS}
        titles = {"site": _("场所"), "service": _("服务"), "touchpoint": _("接触点"), "taken_at": _("时间")}
        self.entries = {name: Entry(titles[name], field) for name, field in self.fields.items()}
        self._offers = {name: Offer(self.fields[name], ground) for name in FIELDS[:3]}
        order = list(self.fields.values())
        for field, after in pairwise(order):
            field.returnPressed.connect(lambda after=after: after.setFocus(Qt.FocusReason.TabFocusReason))

    def offer(self, view: AuditView) -> None:
        """Sites of the audit, and what earlier samples say."""
        known: dict[str, dict[str, None]] = {name: {} for name in self._offers}
        known["site"] |= dict.fromkeys(one.name for one in view.document.sites if one.name)
        ids = {one.id for one in view.document.sites}
        for sample in view.document.samples:
            for name, words in known.items():
                word = getattr(sample, name)
                if word and not (name == "site" and word in ids) and len(words) < _MOST_OFFERED:
                    words[word] = None
        for name, offer in self._offers.items():
            offer.set_words(list(known[name]))
