"""About a respondent: channel, place, service, consent, time used; no name and no number that leads to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.survey.entered import Entered
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.fields import HEIGHT, Choice, TextField
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView

_MOST_SUGGESTED = 200


def _spoken() -> str:
    return _("已口头同意")


class AboutCard(Card):
    """Signal: `changed`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(margins=(12, 8, 12, 10))
        self.channel = Choice([("face_to_face", _("当面")), ("electronic", _("电子"))], name=_("渠道"))
        self.site = TextField(name=_("地点"), hint=_("网点或场所"), limit=200)
        self.service = TextField(name=_("所受服务"), hint=_("例如：上门安装"), limit=200)
        self.consent = Choice(name=_("同意"))
        self._suggested: dict[TextField, list[str]] = {}
        self.used = Label("–", weight=500)
        row = QHBoxLayout()
        row.setSpacing(10)
        named: tuple[tuple[str, QWidget, int], ...] = (
            (_("渠道"), self.channel, 0), (_("地点"), self.site, 3), (_("所受服务"), self.service, 3), (_("同意"), self.consent, 2),
            (_("用时"), self.used, 0),
        )  # fmt: skip
        for title, widget, stretch in named:
            column = QVBoxLayout()
            column.setSpacing(3)
            column.addWidget(Label(title, size=12, role="text2"))
            column.addWidget(widget, 1)
            row.addLayout(column, stretch)
        # As tall as the fields beside it, so that the titles stand in one line.
        self.used.setFixedSize(72, HEIGHT)
        self.consent.setMinimumWidth(112)
        self.body.addLayout(row)
        for choice in (self.channel, self.consent):
            choice.chosen.connect(self.changed)
        for field in (self.site, self.service):
            field.edited.connect(self.changed)

    def suggest(self, view: AuditView) -> None:
        """Places and services that are known already."""
        responses = view.document.responses[-500:]
        sites = dict.fromkeys([site.name for site in view.document.sites if site.name] + [one.site for one in responses if one.site])
        services = dict.fromkeys(one.service for one in responses if one.service)
        for field, words in ((self.site, sites), (self.service, services)):
            known = [word for word in words if word][:_MOST_SUGGESTED]
            if self._suggested.get(field) == known:
                continue
            self._suggested[field] = known
            completer = QCompleter(known, field)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.activated.connect(lambda _text: self.changed.emit())
            field.setCompleter(completer)

    def show_entered(self, one: Entered) -> None:
        """Another respondent."""
        self.channel.select(one.channel)
        self.site.reset(one.site)
        self.service.reset(one.service)
        self._show_consent(one.consent)

    def _show_consent(self, consent: str) -> None:
        known = [("", _("未记录")), (_spoken(), _spoken()), (_("已书面同意"), _("已书面同意"))]
        if consent and consent not in {id_ for id_, _word in known}:
            known.append((consent, consent))
        self.consent.set_options(known)
        self.consent.select(consent)

    def toggle_consent(self) -> None:
        """The key of consent: said, or not after all."""
        self.consent.select("" if self.consent.selected() else _spoken())
        self.changed.emit()

    def read_into(self, one: Entered) -> None:
        """Put what the fields say into the entry."""
        one.channel = "electronic" if self.channel.selected() == "electronic" else "face_to_face"
        one.site, one.service, one.consent = self.site.text(), self.service.text(), self.consent.selected()
