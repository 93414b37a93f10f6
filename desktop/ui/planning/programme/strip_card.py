"""The cycle as a strip with its windows, coloured by what became of them, and the audits made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base import clock
from desktop.domain import cycle
from desktop.domain.programme import Cycle, CycleWindow, cycle_of, in_cycle, is_past, windows
from desktop.domain.programme_needs import audits_with_own
from desktop.ui.planning.programme.words import months_title, state_tone
from desktop.ui.widgets import cycle_strip
from desktop.ui.widgets.cards import Card, SectionHead
from desktop.ui.widgets.cycle_strip import CycleStrip

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop.actions.workspace import AuditView
    from desktop.domain.preparation import ProgrammeAudit
    from desktop.domain.scheme import Scheme


class StripCard(Card):
    """Hidden while the dates of the cycle are not known: only what can be reckoned is drawn."""

    def __init__(self, scheme: Scheme) -> None:
        super().__init__(margins=(16, 8, 16, 8), spacing=2)
        self._asked: object = None
        months = scheme.calendar.cycle_months if scheme.calendar else cycle.DEFAULT_CYCLE
        clauses = "、".join(dict.fromkeys(window.clause for window in scheme.calendar.windows)) if scheme.calendar else ""
        self.head = SectionHead(months_title(months), note=clauses)
        self.strip = CycleStrip()
        self.body.addWidget(self.head)
        self.body.addWidget(self.strip)
        self.hide()

    def show_view(self, view: AuditView) -> None:
        """The cycle as the audit's own document knows it."""
        document = view.document
        known = (document.programme, document.audit, clock.now().date())
        if known == self._asked:
            return
        self._asked = known
        scheme, found = view.scheme, cycle_of(document, view.scheme)
        every = audits_with_own(document, view.rules)
        self.show_cycle(found, windows(scheme, found, every, known[2]), every, document.audit.ends_on or document.audit.starts_on)

    def show_cycle(
        self, found: Cycle, known: Sequence[CycleWindow], audits: Sequence[ProgrammeAudit], here: date | None, today: date | None = None
    ) -> None:
        """A cycle with its windows; `here`: the day of this audit."""
        day = today or clock.now().date()
        spans = [
            cycle_strip.CycleWindow(
                window.title, window.opens if window.until else None, window.until or window.latest, window.latest, state_tone(window, day)
            )
            for window in known
            if not window.application and (window.until or window.latest)
        ]
        self.setVisible(found.decided is not None and found.expires is not None and bool(spans))
        if found.decided is None or found.expires is None:
            return
        made = [one.ended_on for one in in_cycle(audits, found) if is_past(one, day) and one.ended_on is not None]
        others = [end for end in made if end != here]
        now = here if here not in others else None
        last = others[-1] if others else None
        self.strip.set_cycle(found.decided, found.expires, spans, done=last, now=now, made=others[:-1])
