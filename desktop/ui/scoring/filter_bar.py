"""The filters over the tree: pills with their counts, and the site they speak of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.ui.scoring.outline import Filter
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.fields import Choice
from desktop.ui.widgets.flow import FlowLayout

ALL_SITES = "*"
# Shown only where there are some.
_RARE: tuple[Filter, ...] = ("overridden", "differing")


class FilterBar(QWidget):
    """Signals: `chosen(str)` with a filter, `site_chosen(str)` with a site's id or ALL_SITES."""

    chosen = Signal(str)
    site_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.pills: dict[Filter, FilterPill] = {
            "all": FilterPill(_("全部")),
            "open": FilterPill(_("未评")),
            "deducted": FilterPill(_("扣分"), tone="wrong"),
            "lacking": FilterPill(_("缺证据"), tone="open"),
            "mine": FilterPill(_("我的")),
            "noted": FilterPill(_("备注")),
            "without-evidence": FilterPill(_("无证据")),
            "excluded": FilterPill(_("不适用")),
            "overridden": FilterPill(_("改判")),
            "differing": FilterPill(_("所见不一"), tone="open"),
        }
        tips = {
            "open": _("还没有评的条款　J 到下一条"),
            "lacking": _("扣了分、缺陈述或缺客观证据的条款"),
            "mine": _("有本人现场记录的条款"),
            "noted": _("写了备注的条款"),
            "without-evidence": _("已评、没有任何证据的条款"),
            "overridden": _("组长改判、没有采用现场记录汇总的条款"),
            "differing": _("同一场所两人结果不同的条款"),
        }
        self.sites = Choice(name=_("只看一个场所"), letters=7)
        self.sites.chosen.connect(self.site_chosen)
        self._shown: tuple[tuple[str, str], ...] = ()
        holder = QWidget()
        flow = FlowLayout(holder, gap=4)
        for number, (which, pill) in enumerate(self.pills.items(), 1):
            key = f"Alt+{number % 10}"
            pill.setToolTip(f"{tips.get(which, '')}　{key}".strip())
            pill.clicked.connect(lambda _on=False, which=which: self.chosen.emit(which))
            flow.addWidget(pill)
        flow.addWidget(self.sites)
        policy = holder.sizePolicy()
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 6)
        column.addWidget(holder)

    def show_counts(self, counts: Mapping[Filter, int], which: Filter, *, at_site: bool) -> None:
        """How many rows each filter would show, and which is on."""
        self.pills["open"].set_name(_("未记") if at_site else _("未评"))
        for one, pill in self.pills.items():
            pill.set_count(counts[one])
            pill.setChecked(one == which)
            if one in _RARE:
                pill.setVisible(bool(counts[one]) or one == which)

    def show_sites(self, sites: Sequence[tuple[str, str]], site: str | None) -> None:
        """The sites to choose from; with only one there is nothing to choose."""
        shown = ((ALL_SITES, _("全部场所")), *sites)
        if shown != self._shown:
            self._shown = shown
            self.sites.set_options([(id_, _("只看{site}").format(site=name) if id_ != ALL_SITES else name) for id_, name in shown])
        self.sites.select(ALL_SITES if site is None else site)
        self.sites.setVisible(len(sites) > 1)
