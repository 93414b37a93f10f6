"""States of the page of findings: in correction, being written, refused, closed, what the scores offer, two scorings, many, none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.actions.workspace import Workspace
    from desktop.ui.findings.page import FindingsPage
    from desktop.ui.main_window import MainWindow

_FOUND = date(2026, 11, 10)


def _ids(ws: Workspace, audit: str) -> list[str]:
    return [one.id or "" for one in ws.audit(audit).document.findings]


def fill(ws: Workspace, audit: str) -> None:
    """One in its second round with photos, one asked for, one late, deductions, an improvement, a disagreement, one from the last audit."""
    from desktop.actions import audits, corrections, evidence, findings, scoring
    from desktop.actions.demo_photos import Shot, photograph
    from desktop.domain.assessment import Deduction

    audits.put_element(ws, audit, "sites", None, {"name": "北岭体验店"})
    audits.put_element(ws, audit, "attendance", None, {"meeting": "opening", "name": "周航", "post": "管理者代表", "side": "client"})
    findings.add(
        ws, audit, "nonconformity", severity="minor", items=("5.2.1.3",), site="北岭体验店", found_on=_FOUND,
        requirement="明示保修期内外的收费项目和价格。",
        statement="北岭体验店与南浦旗舰店均未公示滤芯、龙头密封件等易损件价格，店员口头报价。",
        objective_evidence="暗访 V-02 录音 02:41；11-10 现场照片 2 张；《收费公示办法》第 4 条。",
    )  # fmt: skip
    first = _ids(ws, audit)[0]
    findings.discuss(ws, audit, first, agrees=True, on=_FOUND)
    findings.confirm(ws, audit, first, name="周航", role="管理者代表", strokes="100,600 180,300 260,700;320,320 400,640 470,340 560,620")
    corrections.ask(ws, audit, first, due_on=date(2026, 11, 20))
    corrections.answer(ws, audit, first, cause="门店张贴不及时。", correction="北岭体验店补贴价目表。", received_on=date(2026, 11, 14))
    corrections.send_back(
        ws, audit, first, "只处理一家门店，未说明其余门店；未见防止再发生的措施。", due_on=date(2026, 11, 29),
        verification="written", verified_on=date(2026, 11, 16),
    )  # fmt: skip
    corrections.answer(
        ws, audit, first, cause="价目由各店自行张贴，制度未规定责任人与更新周期。", correction="12 家门店全部张贴，官网同步公布。",
        corrective_action="修订《收费公示办法》，店长每月核对，总部季度抽查。", received_on=date(2026, 11, 23),
    )  # fmt: skip
    turn = ws.audit(audit).document.corrections[-1].id
    for place in range(3):
        shot = Shot(scene="counter", title="服务台", taken_at=f"2026-11-23T10:{6 + 7 * place:02d}:00", device=("示例", "手机 A"))
        evidence.add_image_bytes(ws, audit, photograph(shot, f"f{place}"), f"IMG_{place}.jpg", [f"corrections/{turn}"])
    findings.add(
        ws,
        audit,
        "nonconformity",
        severity="minor",
        items=("5.1.3.1",),
        statement="广告承诺 2 小时上门，热线答复 24 小时内。",
        found_on=_FOUND,
    )
    second = _ids(ws, audit)[1]
    findings.set_special(ws, audit, second)
    corrections.ask(ws, audit, second, due_on=date(2026, 11, 21))
    findings.add(
        ws, audit, "nonconformity", items=("5.1.4.2",), site="北岭体验店",
        statement="两名客服由于培训不到位，不知道三包规定，建议尽快组织培训。",
    )  # fmt: skip
    scoring.answer(ws, audit, "5.3.2.2", deductions=(Deduction(points=Decimal("0.5"), statement="三单投诉首次反馈超过 4 小时"),))
    findings.from_deduction(ws, audit, "5.3.2.2")
    findings.add(ws, audit, "improvement", items=("5.1.6.1",), statement="各店反馈信息可按月归集，便于比较。")
    findings.discuss(ws, audit, _ids(ws, audit)[-1], agrees=True)
    findings.add(ws, audit, "disagreement", items=("5.2.4.2",), statement="维修时限从报修起算，客户认为从派工起算。")
    findings.discuss(ws, audit, _ids(ws, audit)[-1], agrees=False, view="合同写的是派工后 48 小时。")
    findings.add(
        ws, audit, "nonconformity", severity="minor", items=("5.3.1.4",), statement="上次调查样本少于规定份数。", found_on=date(2025, 11, 3)
    )
    last = _ids(ws, audit)[-1]
    audits.put_element(ws, audit, "findings", last, {"carried_from": "SH-2025-107", "number": "SH-2025-107-F02"})
    corrections.ask(ws, audit, last, due_on=date(2026, 2, 1))
    corrections.answer(ws, audit, last, cause="名单漏列两家门店。", corrective_action="每季更新名单。", received_on=date(2026, 1, 20))
    corrections.accept(ws, audit, last, verification="on-site", reason="抽查 2026 年两次调查，样本齐全。")
    for item in ("5.1.2.1", "5.2.3.2"):
        scoring.answer(
            ws, audit, item, deductions=(Deduction(points=Decimal("0.5"), statement=f"{item}：三单送货晚于约定时间，没有致歉记录"),)
        )


def _many(ws: Workspace, audit: str) -> None:
    from desktop.actions import audits

    items = list(ws.audit(audit).rules.items)
    for number in range(200):
        fields = {
            "kind": ("nonconformity", "deduction")[number % 2],
            "number": f"F{number + 1:03d}",
            "items": [items[number % len(items)]],
            "statement": f"第 {number + 1} 份工单没有回访记录，抽查地点为北岭体验店服务台",
        }
        audits.put_element(ws, audit, "findings", None, fields)


def _rescored(ws: Workspace, audit: str) -> None:
    """Everything closed, then scored again with two clauses better."""
    from desktop.actions import corrections, findings, scoring
    from desktop.domain.assessment import Deduction
    from desktop.domain.scheme import SCORED_KINDS

    rules = ws.audit(audit).rules
    for name, rule in rules.items.items():
        if rule.item.kind in SCORED_KINDS:
            scoring.answer(ws, audit, name, score=rule.item.points)
        elif rule.item.kind == "conformity":
            scoring.conformity(ws, audit, name, result="conforming")
    for item in ("5.1.1.2", "5.2.3.2"):
        scoring.answer(ws, audit, item, deductions=(Deduction(points=Decimal("1.5"), statement="没有公示"),))
    findings.add(ws, audit, "nonconformity", severity="minor", items=("5.1.1.2",), statement="三家门店没有公示投诉电话", found_on=_FOUND)
    one = _ids(ws, audit)[0]
    findings.set_special(ws, audit, one)
    corrections.ask(ws, audit, one, due_on=date(2026, 11, 20))
    corrections.answer(ws, audit, one, cause="制度没有规定", corrective_action="修订制度", received_on=date(2026, 11, 18))
    corrections.accept(ws, audit, one, verification="written", reason="查了修订后的制度和三店照片")
    corrections.begin_second_scoring(ws, audit)
    for item in ("5.1.1.2", "5.2.3.2"):
        scoring.answer(ws, audit, item, met=True)
    scoring.special_deduction(ws, audit, remove=0)


def _then(
    does: Callable[[Workspace, str], None] | None, after: Callable[[FindingsPage], None] | None = None
) -> Callable[[MainWindow], None]:
    def go(window: MainWindow) -> None:
        from desktop.actions import audits
        from desktop.ui.findings.page import FindingsPage
        from tests.shots.pages import settle, until

        made: list[str] = []

        def make(ws: Workspace) -> str:
            scheme = next(
                one for one in ws.library.ids() if (own := ws.library.load(one).scheme.findings) is not None and own.wording_clause
            )
            audit = audits.create(ws, scheme=scheme, client="岚川电器股份有限公司", kind="surveillance").audit
            audits.put_element(ws, audit, "team", None, {"name": ws.author.name, "role": "leader"})
            if does is not None:
                does(ws, audit)
            return audit

        window.runner.act(window, make, made.append)
        until(lambda: made)
        window.open_audit(made[0])
        until(lambda: window.frame is not None)
        assert window.frame is not None
        window.frame.open_step("findings")
        settle(window)
        page = window.frame.page()
        assert isinstance(page, FindingsPage)
        if after is not None:
            after(page)
            settle(window)

    return go


def _show(place: int, scroll: int = 0, *, opened: bool = False) -> Callable[[FindingsPage], None]:
    def show(page: FindingsPage) -> None:
        page.show_finding(page.view.document.findings[place].id or "")
        if opened:
            page.detail.open_forms()
        from PySide6.QtTest import QTest

        # The layout first has to know how long the column is.
        QTest.qWait(100)
        page.detail.verticalScrollBar().setValue(scroll)

    return show


def _clash(page: FindingsPage) -> None:
    _show(4)(page)
    page.detail.facts._add_item("5.3.2.2")


corrected = _then(fill)
written = _then(fill, _show(2))
written_foot = _then(fill, _show(2, 2000))
opened = _then(fill, _show(0, opened=True))
asked = _then(fill, _show(1))
improvement = _then(fill, _clash)
disagreed = _then(fill, _show(5, 300))
carried = _then(fill, _show(6))
offered = _then(fill, lambda page: page.show_offers())
rescored = _then(_rescored, lambda page: page.show_second())
many = _then(_many, lambda page: page.show_finding(page.view.document.findings[150].id or ""))
none = _then(None)
