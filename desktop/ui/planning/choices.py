"""Choices that may hold long words without widening the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QSizePolicy

from desktop.ui import fonts
from desktop.ui.widgets.fields import Choice


def choice(options: Sequence[tuple[str, str]], name: str) -> Choice:
    """A choice that takes the width it is given; its list is as wide as its words."""
    made = Choice(options, name=name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(6)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.view().setMinimumWidth(min(480, max((fonts.width(text) for _id, text in options), default=0) + 40))
    return made
