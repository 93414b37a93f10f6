"""The way of a finding as a line of steps: written, discussed, answered, sent back, verified, closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.base.words import _
from desktop.ui import fonts, icons, theme
from desktop.ui.findings.words import moment, short
from desktop.ui.widgets import paint

if TYPE_CHECKING:
    from desktop.domain.corrections import Standing
    from desktop.domain.fieldnotes import Correction

# More steps than this do not fit beside each other; rounds in the middle become one.
MOST = 7
DISC = 18
StepState = Literal["done", "now", "back", "to-come"]


@dataclass(frozen=True)
class TrackStep:
    """One step: its name, its day in words, how it stands."""

    name: str
    when: str
    state: StepState


def steps(standing: Standing, today: date) -> tuple[TrackStep, ...]:
    """The way of a finding as far as it is known."""
    finding = standing.finding
    first = TrackStep(_("开具"), short(finding.found_on, today), "done")
    talked = TrackStep(_("讨论"), short(finding.discussed_on, today), "done" if finding.discussed_on else "now")
    if not standing.needed:
        return first, talked
    if not standing.rounds:
        signed = finding.confirmation
        kept = TrackStep(_("确认"), "" if signed is None else moment(signed.at)[5:10], "done" if signed else "to-come")
        asked = all(one.state == "done" for one in (talked, kept))
        names = (TrackStep(_("提出整改"), "", "now" if asked else "to-come"), TrackStep(_("验证"), "", "to-come"))
        return first, talked, kept, *names, TrackStep(_("关闭"), "", "to-come")
    middle = [step for number, one in enumerate(standing.rounds, 1) for step in _round(standing, number, one, today)]
    return _shortened(first, middle)


def _round(standing: Standing, number: int, one: Correction, today: date) -> Iterator[TrackStep]:
    handed = TrackStep(_("第 {n} 轮提交").format(n=number), short(one.received_on, today), "done")
    if one.verdict == "sent-back":
        yield handed
        yield TrackStep(_("退回"), short(one.verified_on, today), "back")
    elif one.verdict == "accepted":
        yield handed
        yield TrackStep(_("验证"), short(one.verified_on, today), "done")
        yield TrackStep(_("关闭"), short(one.verified_on, today), "done")
    else:
        due = _("至 {day}").format(day=short(one.due_on, today)) if one.due_on else ""
        received = standing.state == "received"
        yield handed if received else TrackStep(handed.name, due, "now")
        yield TrackStep(_("验证"), due if received else "", "now" if received else "to-come")
        yield TrackStep(_("关闭"), "", "to-come")


def _shortened(first: TrackStep, middle: Sequence[TrackStep]) -> tuple[TrackStep, ...]:
    if len(middle) + 1 <= MOST:
        return first, *middle
    kept = middle[-(MOST - 2) :]
    back = sum(step.state == "back" for step in middle[: -(MOST - 2)])
    return first, TrackStep(_("退回 {n} 次").format(n=back), "", "back"), *kept


class Track(QWidget):
    """The line, painted."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: tuple[TrackStep, ...] = ()
        self.setFixedHeight(62)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_steps(self, shown: tuple[TrackStep, ...]) -> None:
        """Another way."""
        if shown == self._steps:
            return
        self._steps = shown
        words = {"done": _("已完成"), "now": _("当前"), "back": _("已退回"), "to-come": _("未到")}
        told = "；".join(f"{one.name} {one.when} {words[one.state]}".replace("  ", " ") for one in shown)
        self.setAccessibleName(_("进展：{steps}").format(steps=told))
        self.update()

    def shown(self) -> tuple[TrackStep, ...]:
        """The steps that are painted."""
        return self._steps

    def sizeHint(self) -> QSize:
        return QSize(560, 62)

    def minimumSizeHint(self) -> QSize:
        return QSize(86 * max(1, len(self._steps)), 62)

    def _centre(self, place: int) -> int:
        count = len(self._steps)
        if count == 1:
            return 40
        # A short way keeps to the left instead of being torn apart.
        room = min(self.width() - 80, 190 * (count - 1))
        return 40 + room * place // (count - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        middle = DISC // 2 + 1
        for place in range(1, len(self._steps)):
            reached = self._steps[place].state != "to-come" and (self._steps[place].state != "now" or place == 1)
            ink = t.accent if reached else t.line2
            painter.fillRect(self._centre(place - 1), middle - 1, self._centre(place) - self._centre(place - 1), 2, ink)
        for place, step in enumerate(self._steps):
            x = self._centre(place)
            self._paint_disc(painter, QRectF(x - DISC / 2, 1, DISC, DISC), step.state)
            wide = self._centre(1) - self._centre(0) if len(self._steps) > 1 else 80
            ink = t.open if step.state == "back" else t.text3 if step.state == "to-come" else t.text
            box = QRect(x - wide // 2, 24, wide, 20)
            weight: fonts.Weight = 500 if step.state in ("now", "back") else 400
            paint.line_of_text(painter, box, step.name, ink, weight=weight, align=Qt.AlignmentFlag.AlignHCenter)
            paint.line_of_text(painter, box.translated(0, 19), step.when, t.text3, size=12, align=Qt.AlignmentFlag.AlignHCenter)

    def _paint_disc(self, painter: QPainter, rect: QRectF, state: StepState) -> None:
        t = theme.current()
        painter.save()
        paint.smooth(painter)
        ring = rect.adjusted(1, 1, -1, -1)
        colour = {"done": t.accent, "now": t.accent, "back": t.open_m, "to-come": t.line2}[state]
        painter.setPen(QPen(colour, 2))
        painter.setBrush(t.accent if state == "done" else t.surface)
        painter.drawEllipse(ring)
        painter.setPen(Qt.PenStyle.NoPen)
        if state == "now":
            painter.setBrush(t.accent)
            painter.drawEllipse(QPointF(rect.center()), 3.5, 3.5)
        painter.restore()
        if state in ("done", "back"):
            icon, ink = ("check", t.onacc) if state == "done" else ("undo", t.open)
            icons.paint(painter, icon, rect.adjusted(3, 3, -3, -3), ink)
