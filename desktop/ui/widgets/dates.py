"""A day, typed in any usual form, kept as 2026-11-24; the weekday stands behind it, arrows go a day on or back."""

from __future__ import annotations

import re
from datetime import date, timedelta

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.ui import theme
from desktop.ui.widgets import paint
from desktop.ui.widgets.fields import TextField

_FORM = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})")
_WIDE = str.maketrans("０１２３４５６７８９－／．。", "0123456789-/..")


def parse_day(text: str) -> date | None:
    """The day a text names: 2026-11-24, 2026/11/24, 2026.11.24, 2026年11月24日, 20261124; None when it names none."""
    found = _FORM.fullmatch(text.translate(_WIDE).strip())
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_day(text: str) -> str:
    """What was typed as 2026-11-24; nothing stays nothing. Raises BadInput."""
    if not text.strip():
        return ""
    day = parse_day(text)
    if day is None and _FORM.fullmatch(text.translate(_WIDE).strip()):
        raise BadInput(_("没有“{text}”这一天，请改正。").format(text=text.strip()[:20]))
    if day is None or day.year < 1900:
        raise BadInput(_("“{text}” 不是日期，请写成 2026-11-24 的形式。").format(text=text.strip()[:20]))
    return day.isoformat()


def weekday(day: date) -> str:
    """周一 to 周日."""
    return (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))[day.weekday()]


class DateField(TextField):
    """A TextField for a day: `edited`, `left` as there, what is typed as it stands (`read_day` makes it a day)."""

    def __init__(self, value: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(value, name=name, hint=_("年-月-日"), limit=20, parent=parent)
        self.setMinimumWidth(136)
        self.setTextMargins(0, 0, 30, 0)
        self.setToolTip(_("↑ ↓ 前后一天"))

    def set_error(self, sentence: str) -> None:
        super().set_error(sentence)
        if not sentence:
            self.setToolTip(_("↑ ↓ 前后一天"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        day = parse_day(self.text())
        if step and day is not None and date(1900, 1, 2) < day < date(9998, 12, 31):
            self.setText((day + timedelta(days=step)).isoformat())
            self._typed(self.text())
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        day = parse_day(self.text())
        if day is not None:
            rect = QRect(self.width() - 38, 0, 30, self.height())
            paint.line_of_text(QPainter(self), rect, weekday(day), theme.current().text3, size=12, align=Qt.AlignmentFlag.AlignRight)
