"""States of the score page: each kind of control, evidence, matters, an audit that is only begun."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from desktop.actions.workspace import Changes, Workspace
    from desktop.ui.main_window import MainWindow
    from desktop.ui.scoring.page import ScorePage

PHOTOS = 30


def page_of(window: MainWindow) -> ScorePage:
    """The score page, open."""
    from desktop.ui.scoring.page import ScorePage

    assert window.frame is not None
    window.frame.open_step("score")
    page = window.frame.page()
    assert isinstance(page, ScorePage)
    return page


def row(key: str, *, photos: bool = False, pressed: str = "") -> Callable[[MainWindow], None]:
    """At a clause or matter, maybe with photos, maybe after a key."""

    def go(window: MainWindow) -> None:
        from tests.shots.pages import settle

        page = page_of(window)
        if photos:
            _add_photos(window, page)
        page.go(key)
        settle(window)
        if pressed:
            QTest.keyClicks(page.tree.tree, pressed)
        settle(window)

    return go


def _add_photos(window: MainWindow, page: ScorePage) -> None:
    from desktop.actions.demo_samples import samples, take_photos
    from desktop.actions.workspace import Changes
    from tests.shots.pages import settle

    client = (page.view.document.client.name or "").encode()
    sample = next(one for one in samples() if client in one.document)
    audit = page.view.id

    def take(ws: Workspace) -> Changes:
        take_photos(ws, audit, sample, PHOTOS)
        return Changes(audit, None, ws.audit(audit))

    window.runner.act(page, take)
    settle(window)


SITES = ("南浦维修中心", "北岭服务站")
LEADER, OTHER = "沈望舒", "陆既明"


def _observe(ws: Workspace, audit: str, key: str) -> Changes:
    """Two sites, two auditors, records of every kind; they disagree at one of them."""
    from desktop.actions import audits, observations
    from desktop.actions.workspace import Changes
    from desktop.domain.assessment import Deduction

    view = ws.audit(audit)
    for name in SITES if not view.document.sites else ():
        audits.put_element(ws, audit, "sites", None, {"name": name})
    for name, role in ((LEADER, "leader"), (OTHER, "auditor")) if not view.document.team else ():
        audits.put_element(ws, audit, "team", None, {"name": name, "role": role})
    view = ws.audit(audit)
    names = [one.name for one in view.document.team if one.name and one.role != "expert"]
    ws.set_author(names[0])
    sites = [site.id or "" for site in view.document.sites][:2]
    rule = view.rules.items[key]
    if rule.item.kind == "conformity":
        results: list[dict[str, Any]] = [{"result": "conforming"}, {"result": "minor"}, {"result": "conforming"}]
    elif rule.item.kind == "deduct":
        lost = Deduction(points=Decimal("0.3"), statement="维修间价目牌被货架挡住，顾客在柜台看不到。")
        results = [{"deductions": ()}, {"deductions": (lost,)}, {"deductions": ()}]
    elif rule.item.kind == "proportional":
        results = [{"sampled": 16, "failed": 1}, {"sampled": 14, "failed": 2}, {"sampled": 10, "failed": 0}]
    else:
        results = [{"met": True}, {"met": False}, {"met": True}]
    changes = Changes(audit, None, view)
    told: list[dict[str, Any]] = [
        {
            "seen": "工单 KF-0318 首次反馈用时 49 小时，超出承诺的 24 小时",
            "method": ("interview", "document"),
            "interviewed": "客服主管",
            "site": sites[0],
        },
        {"seen": "", "site": sites[1], "method": "document"},
        {"seen": "两名接单员说法一致", "site": sites[1], "auditor": names[-1], "method": "interview", "interviewed": "接单员"},
    ]
    for result, words in zip(results, told, strict=True):
        changes = observations.observe(ws, audit, key, **result, **words)
    return changes


def observed(key: str, *, pressed: str = "", reason: str = "", site: int = 0) -> Callable[[MainWindow], None]:
    """A clause with records of two sites, maybe after keys, maybe with the leader's reason being typed."""

    def go(window: MainWindow) -> None:
        from tests.shots.pages import settle

        page = page_of(window)
        audit = page.view.id
        window.runner.act(page, lambda ws: _observe(ws, audit, key))
        settle(window)
        page._ask_who()
        settle(window)
        page.go(key)
        for _step in range(site):
            QTest.keyClick(page.tree.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        QTest.keyClicks(page.tree.tree, pressed)
        settle(window)
        if reason:
            page.clause.override.reason.setText(reason)
            page.clause.override.reason.textEdited.emit(reason)
            QTest.keyClick(page.clause.override.reason, Qt.Key.Key_Return)
            settle(window)
            QTest.keyClicks(page.tree.tree, "F")
            settle(window)

    return go


def begun(scheme: str, keys: str) -> Callable[[MainWindow], None]:
    """A new audit of a scheme after a few keys."""

    def go(window: MainWindow) -> None:
        from desktop.actions import audits
        from tests.shots.pages import settle, until

        window.runner.act(
            window,
            lambda ws: audits.create(ws, scheme=scheme, client="云岫智能家电有限公司"),
            lambda changes: window.open_audit(changes.audit),
        )
        until(lambda: window.frame is not None)
        page = page_of(window)
        for key in keys:
            QTest.keyClick(page.tree.tree, Qt.Key.Key_Down) if key == "v" else QTest.keyClicks(page.tree.tree, key)
            settle(window)

    return go


def large(window: MainWindow) -> None:
    """A photograph over the page."""
    from tests.shots.pages import settle, until

    page = page_of(window)
    _add_photos(window, page)
    linked = next(one for one in page.view.document.evidence if one.links)
    page.reveal(linked.links[0])
    settle(window)
    page.shown.open(linked.id or "")
    until(lambda: page.large.picture.image)
    settle(window)
