"""场所抽样 as a view of the planning page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from desktop.base.words import _
from desktop.domain.notices import Notice
from desktop.domain.site_draw import audited_sites
from desktop.ui.page import Context, KeyHint
from desktop.ui.paper_view import LIST_KEYS, NEXT, UNDO, PaperView
from desktop.ui.planning.sites import checked
from desktop.ui.planning.sites.draw_card import DrawCard
from desktop.ui.planning.sites.sites_card import SitesCard
from desktop.ui.planning.sites.visited_card import VisitedCard

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView


class SitesView(PaperView):
    """The list at the left, the draw and what came of it at the right."""

    keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("Alt", "S"), _("添加场所")),
        KeyHint(("Alt", "I"), _("导入清单")),
        KeyHint(("Alt", "D"), _("抽取场所")),
        NEXT,
        UNDO,
    )
    more_keys: ClassVar[tuple[KeyHint, ...]] = LIST_KEYS

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.sites = SitesCard(self.desk)
        self.draw = DrawCard(self.desk)
        self.visited = VisitedCard(self.desk)
        self.add(self.left, self.sites)
        self.add(self.right, self.draw, self.visited)
        self.shortcut("Alt+S", self.sites.add_element)
        self.shortcut("Alt+I", self.sites.ask_file)
        self.shortcut("Alt+D", self.draw.draw)
        self.setFocusProxy(self.sites)
        self.refresh(view)
        self.drafts.restore()

    def own_notices(self, view: AuditView) -> Sequence[Notice]:
        return checked.notices(view)

    def summary(self) -> str:
        document = self.view.document
        if not document.sites:
            return ""
        said = _("{n} 个场所").format(n=len(document.sites))
        return said + (_("，审查 {n} 个").format(n=len(audited_sites(document))) if document.site_sample is not None else "")
