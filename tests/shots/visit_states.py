"""States of the page of visits: one that is made with doubts, one in planning, a long list, a decision that is owed, nothing yet."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.actions.workspace import Workspace
    from desktop.domain.scheme import AuditKind
    from desktop.ui.main_window import MainWindow

_LONG = "南大门二十四小时自助旗舰体验服务中心（北岭新区人民东路店）"


def _visit(ws: Workspace, audit: str, **fields: Any) -> str:
    from desktop.actions import visits

    visits.plan(ws, audit, **fields)
    return ws.audit(audit).document.visits[-1].id or ""


def fill(ws: Workspace, audit: str) -> None:
    """A made visit with a call back hours later, one by phone that is hard to believe, one to be made."""
    from desktop.actions import audits, evidence, visits
    from desktop.actions.demo_photos import Shot, photograph

    audits.put_element(ws, audit, "sites", None, {"name": "北岭体验店"})
    audits.put_element(ws, audit, "sites", None, {"name": _LONG})
    items = list(ws.audit(audit).rules.items)[-12:]
    one = _visit(
        ws, audit, site="北岭体验店", channel="到店", visitor="林沐", qualification="2026-SC-118", scenario="买净水器，问质保与换芯费用",
        cover_story="搬新家的住户", items=tuple(items[::2]),
    )  # fmt: skip
    visits.start(ws, audit, one, at="2026-11-20 10:02")
    visits.finish(ws, audit, one, at="2026-11-20 10:37")
    for at, kind, text, minutes in (
        ("10:02", "contact", "进店", "2"), ("10:04", "wait", "前台无人", "5"), ("10:09", "contact", "接待、询问保修", "7"),
        ("10:12", "evidence", "录音", None), ("10:16", "contact", "演示与讲解", "7"), ("10:23", "contact", "收费说明", "6"),
        ("10:27", "evidence", "价目没有上墙", None), ("10:29", "wait", "找人开票", "4"), ("10:33", "contact", "离店", "4"),
        ("14:00:30", "wait", "热线排队", "0.6333"), ("14:02", "contact", "投诉电话受理", "6"),
    ):  # fmt: skip
        visits.add_moment(ws, audit, one, kind=kind, at=at, text=text, minutes=Decimal(minutes) if minutes else None)  # type: ignore[arg-type]
    for item, result, note in zip(
        items[::2],
        ("met", "not-met", "met", "not-applicable"),
        ("逐项演示，回问两次", "易损件价目没有上墙，口头报价", "", ""),
        strict=False,
    ):
        visits.experience(ws, audit, one, item, result=result, note=note)  # type: ignore[arg-type]
    visits.experience(ws, audit, one, "接待时限", result="not-met", note="等候 5 分钟才有人接待，承诺为 2 分钟")
    visits.quote(ws, audit, one, add="滤芯多少钱要看师傅，上门再说。")
    visits.quote(ws, audit, one, add="保修期外的费用我们店里不贴，你问热线。")
    fields = {
        "people": ["门店顾问", "热线客服"],
        "findings": "店内没有易损件价目，收费由店员口头说明。热线 38 秒接通，给出受理编号与时限。",
    }
    audits.put_element(ws, audit, "visits", one, fields)
    for place in range(3):
        shot = Shot(scene="counter", title="服务台", taken_at=f"2026-11-20T10:{6 + 7 * place:02d}:00", device=("示例", "手机 A"))
        evidence.add_image_bytes(ws, audit, photograph(shot, f"v{place}"), f"IMG_{place}.jpg", [f"visits/{one}"])
    two = _visit(ws, audit, site=_LONG, channel="电话热线", visitor="周野")
    visits.start(ws, audit, two, at="2026-11-21 09:30")
    visits.finish(ws, audit, two, at="2026-11-21 09:30:40")
    visits.add_moment(ws, audit, two, kind="wait", at="09:12", text="排队")
    audits.put_element(ws, audit, "visits", two, {"findings": "店内没有易损件价目，收费由店员口头说明。"})
    _visit(ws, audit, site="北岭体验店", channel="在线客服", scenario="报一起漏水故障，看受理和派工")
    visits.release(ws, audit, visit=one)


def _then(kind: AuditKind, does: Callable[[Workspace, str], None] | None, record: int = 0) -> Callable[[MainWindow], None]:
    def go(window: MainWindow) -> None:
        from desktop.actions import audits
        from tests.shots.pages import settle, until

        made: list[str] = []

        def make(ws: Workspace) -> str:
            scheme = next(
                one for one in ws.library.ids() if (asked := ws.library.load(one).scheme.visits) and asked.least.get("surveillance")
            )
            audit = audits.create(ws, scheme=scheme, client="岚川电器股份有限公司", kind=kind).audit
            audits.put_element(ws, audit, "team", None, {"name": ws.author.name, "role": "leader"})
            if does is not None:
                does(ws, audit)
            return audit

        window.runner.act(window, make, made.append)
        until(lambda: made)
        window.open_audit(made[0])
        until(lambda: window.frame is not None)
        assert window.frame is not None
        window.frame.open_step("visits")
        settle(window)
        from desktop.ui.visits.page import VisitsPage

        page = window.frame.page()
        assert isinstance(page, VisitsPage)
        if page.view.document.visits:
            page.show_visit(page.view.document.visits[record].id or "")
            settle(window)
        if record == 0 and page.course.timeline.blocks():
            page.course.reveal(6)
            settle(window)

    return go


def foot(window: MainWindow, to: int = 10_000) -> None:
    """The lower part of a made visit."""
    from desktop.ui.visits.page import VisitsPage
    from tests.shots.pages import settle

    made(window)
    assert window.frame is not None
    page = window.frame.page()
    assert isinstance(page, VisitsPage)
    page.column.verticalScrollBar().setValue(to)
    settle(window)


def middle(window: MainWindow) -> None:
    """Clauses and evidence of a made visit, one answer open."""
    from desktop.ui.visits.page import VisitsPage
    from tests.shots.pages import settle

    foot(window, 480)
    assert window.frame is not None
    page = window.frame.page()
    assert isinstance(page, VisitsPage)
    page.experience.edit("接待时限")
    page.clauses.field.setFocus()
    page.clauses.field.reset("5.2")
    page.clauses.offer._typed("5.2")
    settle(window)


def _many(ws: Workspace, audit: str) -> None:
    for number in range(200):
        _visit(ws, audit, site=_LONG if number % 3 else "北岭体验店", channel="在线客服")


made = _then("surveillance", fill)
doubtful = _then("surveillance", fill, 1)
planned = _then("surveillance", fill, 2)
many = _then("surveillance", _many, 150)
undecided = _then("initial", None)
