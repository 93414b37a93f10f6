"""What lies under the pointer outside the bars, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from desktop.base.words import _
from desktop.ui.planning.grid.cover_paint import HEADS, TOP, cover_x
from desktop.ui.planning.grid.scene import COUNT, FEW_SITES, MOST_CELLS
from desktop.ui.planning.grid.words import told

if TYPE_CHECKING:
    from desktop.ui.planning.grid.cover_paint import Sight
    from desktop.ui.planning.grid.scene import Scene


def site_at(scene: Scene, sight: Sight, x: float) -> str | None:
    """The site whose coverage is shown there."""
    left = sight.width - sight.cover
    sites = scene.checked.coverage.sites
    if len(sites) <= FEW_SITES:
        near = min(((abs(cover_x(scene, left, place) - x), place) for place in range(len(sites))), default=None)
        return sites[near[1]].site if near is not None else None
    place = int((x - left - COUNT) // 6)
    return sites[place].site if 0 <= place < min(len(sites), MOST_CELLS) else None


def told_at(scene: Scene, sight: Sight, at: QPointF) -> str:
    """The tooltip of a place in the viewport."""
    if at.y() < TOP:
        return ""
    there = QPointF(at.x() - HEADS + sight.x, at.y() - TOP + sight.y)
    row = scene.layout.at(int(there.y()))
    if at.x() < HEADS:
        return f"{row.number} {row.title}".strip() if row is not None else ""
    if at.x() >= sight.width - sight.cover:
        site = site_at(scene, sight, at.x())
        if row is None or site is None or not row.leaves:
            return ""
        words = {"full": _("已安排"), "part": _("安排了一部分"), "none": _("没有安排")}
        return _("{site}：{state}").format(site=scene.names.site.get(site, site), state=words[scene.covered(row, site)])
    one = scene.hit(there.x(), there.y()).one
    if one is None:
        return ""
    said = [notice.sentence for notice in scene.checked.notices if notice.record == f"slots/{one.slot.id}"]
    return "\n".join([told(one.slot, scene.names, scene.rules, scene.document), *said[:3]])
