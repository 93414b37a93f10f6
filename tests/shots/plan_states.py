"""States of the planning page: its views filled, refused, empty."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.actions.workspace import Workspace
    from desktop.ui.main_window import MainWindow
    from desktop.ui.planning.basics_view import BasicsView
    from desktop.ui.planning.page import PlanningPage


def planning(window: MainWindow) -> PlanningPage:
    """The planning page, open."""
    from desktop.ui.planning.page import PlanningPage

    assert window.frame is not None
    window.frame.open_step("plan")
    page = window.frame.page()
    assert isinstance(page, PlanningPage)
    return page


def page_of(window: MainWindow) -> BasicsView:
    """The basics of the planning page, open."""
    from desktop.ui.planning.basics_view import BasicsView

    basics = planning(window).show_view("basics")
    assert isinstance(basics, BasicsView)
    return basics


def lower(window: MainWindow) -> None:
    """The lower part, with a refused date."""
    from tests.shots.pages import settle

    page = page_of(window)
    field = page.audit.entries["audit.starts_on"].field
    field.setFocus()
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, "2026-11-31")
    page.drafts.commit_all()
    settle(window)


def cycle(window: MainWindow) -> None:
    """Both dates of the cycle known."""
    from tests.shots.pages import settle

    page = page_of(window)
    for name, day in (("audit.decided_on", "2025-12-08"), ("audit.last_audit_on", "2026-11-06")):
        field = page.cycle.entries[name].field
        field.setFocus()
        field.selectAll()  # type: ignore[attr-defined]
        QTest.keyClicks(field, day)
    page.drafts.commit_all()
    settle(window)


def missing(window: MainWindow) -> None:
    """An audit just begun, whose report lacks nearly all."""
    from tests.shots.pages import _begin, settle

    _begin(window)
    page_of(window)
    settle(window)


def prepared(window: MainWindow, scheme: str, more: Callable[[Workspace, str], object], shown: str) -> PlanningPage:
    """An audit of a scheme of which something is known, at a view of its planning."""
    from desktop.actions import audits
    from tests.shots.pages import settle, until

    def make(ws: Workspace) -> str:
        audit = audits.create(ws, scheme=scheme, client="云岫智能家电有限公司").audit
        known = {"address": "杭州市余杭区云岫路 9 号", "headcount": 126, "credit_code": "91330400MA00DEM010"}
        audits.set_fields(ws, audit, "client", known)
        day = date(2026, 12, 1)
        audits.set_fields(ws, audit, "audit", {"number": "示例 2026-0188", "starts_on": day, "ends_on": date(2026, 12, 3)})
        for place, (name, role) in enumerate((("审查员甲", "leader"), ("审查员乙", "auditor"), ("技术专家丙", "expert"))):
            fields = {"name": name, "role": role, "registration": f"示例-FW-20{place}", "days": Decimal(2)}
            audits.put_element(ws, audit, "team", None, fields)
        more(ws, audit)
        return audit

    window.runner.act(window, make, window.open_audit)
    until(lambda: window.frame is not None)
    page = planning(window)
    page.show_view(shown)
    settle(window)
    return page


def application(window: MainWindow) -> None:
    """Some documents in, one that does not apply, conditions of all three kinds, one of them open for editing."""
    from desktop.actions import preparation
    from desktop.ui.planning.application.view import ApplicationView
    from tests.shots.pages import settle

    def more(ws: Workspace, audit: str) -> None:
        for document in ("form", "address", "chart", "legal"):
            preparation.receive_document(ws, audit, document, on=date(2026, 11, 18))
        preparation.receive_document(ws, audit, "sites", not_applicable="只有一个场所")
        preparation.check_condition(
            ws, audit, "legal", result="met", grounds="营业执照，国家企业信用信息公示系统查询", on=date(2026, 11, 20)
        )
        preparation.check_condition(ws, audit, "permits", result="not-met", grounds="燃气灶具安装资质已过期", on=date(2026, 11, 20))

    page = prepared(window, "zhdh", more, "application")
    view = page.current()
    assert isinstance(view, ApplicationView)
    view.admission.open("permits")
    settle(window)


def refused(window: MainWindow) -> None:
    """Not admitted, and the client not told in time."""
    from desktop.actions import preparation

    def more(ws: Workspace, audit: str) -> None:
        preparation.check_condition(ws, audit, "not-listed", result="not-met", grounds="公示系统有严重违法记录", on=date(2026, 11, 12))
        preparation.decide_application(ws, audit, accepted=False, reason="列入严重违法名单", on=date(2026, 11, 13), by="评审员丁")

    prepared(window, "zgc", more, "application")


def days(window: MainWindow) -> None:
    """An account with changes past the limit, one open for editing."""
    from desktop.actions import preparation_days
    from desktop.ui.planning.days.view import DaysView
    from tests.shots.pages import settle

    def more(ws: Workspace, audit: str) -> None:
        preparation_days.change_days(ws, audit, share=Decimal("-0.2"), reason="服务过程单一，只有上门安装")
        preparation_days.change_days(ws, audit, share=Decimal("-0.15"), reason="已获质量管理体系认证")
        preparation_days.plan_days(ws, audit, planned=Decimal(2), document_review=Decimal("0.5"))

    page = prepared(window, "zhdh", more, "days")
    view = page.current()
    assert isinstance(view, DaysView)
    view.changes.edit(1)
    settle(window)


def sites(window: MainWindow) -> None:
    """A sample drawn from twelve sites, one swapped, the list changed since, a site being swapped."""
    from desktop.actions import audits, preparation_sites
    from desktop.ui.planning.sites.view import SitesView
    from tests.shots.pages import settle

    def more(ws: Workspace, audit: str) -> None:
        audits.set_fields(ws, audit, "audit", {"kind": "surveillance"})
        audits.put_element(ws, audit, "sites", None, {"name": "总部及客服中心", "address": "杭州市余杭区云岫路 9 号"})
        for place in ("临安", "富阳", "桐庐", "建德", "淳安", "萧山", "德清", "安吉", "长兴", "海宁", "桐乡", "嘉善"):
            fields = {"name": f"{place}服务站", "address": f"{place}区域中心路 1 号", "services": "安装、维修"}
            audits.put_element(ws, audit, "sites", None, fields)
        preparation_sites.draw_sites(ws, audit)
        view = ws.audit(audit)
        sample = view.document.site_sample
        assert sample is not None
        other = next(site for site in sample.frame if site not in sample.drawn)
        preparation_sites.swap_site(ws, audit, out=sample.drawn[0], into=other, reason="该站 11 月装修停业")
        audits.put_element(ws, audit, "sites", None, {"name": "平湖服务站", "address": "平湖区域中心路 1 号"})

    page = prepared(window, "zhdh", more, "sites")
    view = page.current()
    assert isinstance(view, SitesView)
    view.visited.open(view.visited.list.rows()[-1].id)
    settle(window)


def team(window: MainWindow) -> None:
    """A member with ties that nobody judged, open for editing; appointed and objected to; a reviewer who was on site."""
    from desktop.actions import audits, preparation_team
    from desktop.ui.planning.team.view import TeamView
    from tests.shots.pages import settle

    def more(ws: Workspace, audit: str) -> None:
        members = ws.audit(audit).document.team
        audits.put_element(ws, audit, "team", members[0].id, {"competence": "家用电器售后服务", "independent": True})
        audits.put_element(ws, audit, "team", members[1].id, {"ties": "2024 年任受审查方内审顾问"})
        fields = {"purpose": "评价售后服务", "criteria": "方案依据", "scope": "家用电器的安装和维修服务"}
        audits.set_fields(ws, audit, "audit", fields)
        preparation_team.appoint(ws, audit, number="示例-WR-0188", by="技术部长戊", on=date(2026, 11, 20))
        preparation_team.notify_client(ws, audit, on=date(2026, 11, 21))
        preparation_team.object_to_notice(ws, audit, objection="审查员乙曾任我公司内审顾问，请更换。")
        audits.set_fields(ws, audit, "appointment", {"file_reviewer": "审查员甲", "decider": "决定人员己"})

    page = prepared(window, "ctc", more, "team")
    view = page.current()
    assert isinstance(view, TeamView)
    view.team.edit(view.team.elements[1].id)
    settle(window)
