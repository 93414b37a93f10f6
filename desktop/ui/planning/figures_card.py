"""Person-days and the sample of sites: the figure, its clause, how it came about, what is left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.planning.figures import Figure, days_figure, sample_figure
from desktop.ui.widgets.cards import Card, Hairline
from desktop.ui.widgets.glyphs import StatusGlyph
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class FigureLine(QWidget):
    """One figure."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.value = Label("", weight=500, elide=True)
        self.clause = Label("", size=12, role="text3")
        self.open = Label("", role="open", wrap=True)
        self.details = Label("", size=12, role="text2", wrap=True)
        self._mark = StatusGlyph("unverified")
        head = QHBoxLayout()
        head.setSpacing(8)
        name = Label(title, size=14, weight=500)
        name.setFixedWidth(72)
        head.addWidget(name)
        head.addWidget(self.value, 1)
        head.addWidget(self.clause)
        opened = QHBoxLayout()
        opened.setSpacing(6)
        opened.addWidget(self._mark)
        opened.addWidget(self.open, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(opened)
        column.addWidget(self.details)

    def show_figure(self, figure: Figure) -> None:
        """Show a figure."""
        self.value.setText(figure.value)
        self.clause.setText(figure.clause)
        self.open.setText("\n".join(figure.open))
        self.details.setText("\n".join(figure.details))
        self.open.setVisible(bool(figure.open))
        self._mark.setVisible(bool(figure.open))
        self.details.setVisible(bool(figure.details))


class FiguresCard(Card):
    """What the scheme reckons from the plan."""

    def __init__(self) -> None:
        super().__init__(margins=(16, 12, 16, 14), spacing=10)
        self.days = FigureLine(_("人日"))
        self.line = Hairline()
        self.sample = FigureLine(_("场所抽样"))
        self.body.addWidget(self.days)
        self.body.addWidget(self.line)
        self.body.addWidget(self.sample)

    def refresh(self, view: AuditView) -> None:
        """Reckon again."""
        self.days.show_figure(days_figure(view))
        sample = sample_figure(view)
        self.line.setVisible(sample is not None)
        self.sample.setVisible(sample is not None)
        if sample is not None:
            self.sample.show_figure(sample)
