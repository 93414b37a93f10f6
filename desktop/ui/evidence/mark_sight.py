"""Where a picture lies on the screen: fitted, zoomed, moved; places on it are shares 0 to 1, whatever the zoom."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF

STEP = 1.25
MARGIN = 8
# Screen pixels that one of the picture may take, unless the whole picture fits at more.
_LARGEST = 8.0


class Sight:
    """Sizes are in pixels: of the picture as a person sees it upright, and of the area it is shown in."""

    def __init__(self) -> None:
        self._picture = QSizeF(1, 1)
        self._area = QSizeF(1, 1)
        self._scale = 1.0
        self._middle = QPointF(0.5, 0.5)  # the share of the picture that lies in the middle of the area
        self._fits = True

    def set_picture(self, width: int, height: int) -> None:
        """Another picture, seen whole."""
        self._picture = QSizeF(max(1, width), max(1, height))
        self.fit()

    def set_area(self, width: int, height: int) -> None:
        """Another room for it; a picture seen whole stays so."""
        self._area = QSizeF(max(1, width), max(1, height))
        if self._fits:
            self.fit()
        else:
            self._settle(self._scale)

    @property
    def size(self) -> tuple[int, int]:
        """The picture's size in its own pixels."""
        return round(self._picture.width()), round(self._picture.height())

    @property
    def scale(self) -> float:
        """Screen pixels for one of the picture."""
        return self._scale

    @property
    def is_fitted(self) -> bool:
        """Whether the whole picture is seen."""
        return self._fits

    def fit(self) -> None:
        """See the whole picture."""
        self._fits = True
        self._scale = self._whole()
        self._middle = QPointF(0.5, 0.5)

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Nearer or farther; what lies at `at` on the screen stays there."""
        self.zoom_to(self._scale * factor, at)

    def zoom_to(self, scale: float, at: QPointF | None = None) -> None:
        """So many screen pixels for one of the picture."""
        fixed = at if at is not None else QPointF(self._area.width() / 2, self._area.height() / 2)
        share = self.share(fixed)
        self._settle(scale)
        if not self._fits:
            there = self.point(share.x(), share.y())
            self.pan(fixed.x() - there.x(), fixed.y() - there.y())

    def pan(self, right: float, down: float) -> None:
        """Move the picture by so many screen pixels, as far as there is some of it to come."""
        if self._fits:
            return
        wide, high = self._picture.width() * self._scale, self._picture.height() * self._scale
        self._middle = QPointF(
            _kept(self._middle.x() - right / wide, self._area.width() / wide),
            _kept(self._middle.y() - down / high, self._area.height() / high),
        )

    def rect(self) -> QRectF:
        """Where the whole picture lies on the screen."""
        wide, high = self._picture.width() * self._scale, self._picture.height() * self._scale
        left = self._area.width() / 2 - self._middle.x() * wide
        top = self._area.height() / 2 - self._middle.y() * high
        return QRectF(left, top, wide, high)

    def point(self, x: float, y: float) -> QPointF:
        """Where a share of the picture lies on the screen."""
        rect = self.rect()
        return QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height())

    def share(self, point: QPointF) -> QPointF:
        """Which share of the picture lies there; outside of it less than 0 or more than 1."""
        rect = self.rect()
        return QPointF((point.x() - rect.left()) / rect.width(), (point.y() - rect.top()) / rect.height())

    def _whole(self) -> float:
        wide, high = max(1.0, self._area.width() - 2 * MARGIN), max(1.0, self._area.height() - 2 * MARGIN)
        return min(wide / self._picture.width(), high / self._picture.height())

    def _settle(self, scale: float) -> None:
        whole = self._whole()
        self._scale = min(max(scale, whole), max(_LARGEST, whole))
        self._fits = self._scale <= whole * 1.001
        if self._fits:
            self.fit()
        else:
            self.pan(0, 0)


def _kept(middle: float, seen: float) -> float:
    """The middle moved back so that no more than the area's edge lies outside of the picture."""
    if seen >= 1:
        return 0.5
    return min(max(middle, seen / 2), 1 - seen / 2)
