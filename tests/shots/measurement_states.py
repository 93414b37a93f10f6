"""States of the page of the measurement: its plan, signed and no longer signed; samples being measured, many of them; none at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from desktop.actions.workspace import Workspace
    from desktop.ui.main_window import MainWindow
    from desktop.ui.measurement.page import MeasurementPage

_LONG = "燃气具安装后由两名持证人员逐一检漏并在安装确认单上签字、拍照、当场向用户说明使用与安全注意事项"
_WAYS = {
    "报修响应不超过 30 分钟": ("调受理系统时间戳", "受理到首次回呼不超过 30 分钟"),
    "上门按约到达": ("查派工单，电话回访", "约定时刻前后 15 分钟内到达，改约须事先告知"),
    "收费事先告知": ("查确认单，电话回访", "动工前告知项目和金额，用户签字"),
    "使用与安全讲解": ("旁站观察", "讲解与确认单一致，回问至少一次"),
}


def fill(ws: Workspace, audit: str, *, samples: int = 60, long: bool = False) -> None:
    """A plan that says all, signed and drawn."""
    from desktop.actions import audits, measurement

    for name in ("总部及客服中心", "川南分公司", _LONG[:24] if long else "嘉陵分公司"):
        audits.put_element(ws, audit, "sites", None, {"name": name})
    audits.put_element(ws, audit, "team", None, {"name": ws.author.name, "role": "leader"})
    for name, (method, criterion) in _WAYS.items():
        measurement.describe(ws, audit, name, clause="7.4.2", method=method, criterion=criterion)
    if long:
        measurement.describe(ws, audit, _LONG, clause="7.4.2", method="旁站观察、查安装确认单和照片、电话回访各取其一", criterion=_LONG * 2)
    measurement.plan(
        ws, audit, population="2026 年 3 至 8 月的全部上门服务单（派工系统导出，已去重）", population_size=1880, sample_size=samples,
        reason="四类服务、三个网点，每格不少于五单；去年不合格的收费告知加倍", seed="QS-2026-11",
    )  # fmt: skip
    measurement.sign(ws, audit)
    measurement.draw(ws, audit)


def judge(ws: Workspace, audit: str, count: int) -> None:
    """The first samples measured; every seventh came too late, one is half done."""
    from desktop.actions import measurement

    view = ws.audit(audit)
    assert view.document.measurement is not None
    names = view.document.measurement.characteristics
    sites = [site.id or "" for site in view.document.sites]
    for place, one in enumerate(view.document.samples[:count]):
        bad = place % 7 == 3
        results: dict[str, bool | None] = {name: not (bad and name == names[1]) for name in names}
        if place == count - 1:
            results = {names[0]: True}
        measurement.measure(
            ws, audit, one.id or "", results=results, site=sites[place % 3], service="上门维修" if place % 2 else "上门安装",
            touchpoint="入户", taken_at=f"2026-11-24 {9 + place % 8:02}:{place * 7 % 60:02}",
            note="约 14:00，14:52 到达，电话告知过一次。" if bad else "",
        )  # fmt: skip


def _open(window: MainWindow, prepare: Callable[[Workspace, str], object] | None, scheme: str = "zhdh") -> MeasurementPage | None:
    from desktop.actions import audits
    from desktop.ui.measurement.page import MeasurementPage
    from tests.shots.pages import settle, until

    def make(ws: Workspace) -> str:
        audit = audits.create(ws, scheme=scheme, client="云岫智能家电有限公司", number="YX-2026-0117").audit
        if prepare is not None:
            prepare(ws, audit)
        return audit

    window.runner.act(window, make, window.open_audit)
    until(lambda: window.frame is not None)
    assert window.frame is not None
    window.frame.open_step("measurement")
    settle(window)
    page = window.frame.page()
    return page if isinstance(page, MeasurementPage) else None


def plan(window: MainWindow) -> None:
    """The plan being written, a characteristic open."""
    from desktop.actions import measurement
    from tests.shots.pages import settle

    def prepare(ws: Workspace, audit: str) -> None:
        for name, (method, criterion) in list(_WAYS.items())[:3]:
            measurement.describe(ws, audit, name, clause="7.4.2", method=method, criterion=criterion)
        measurement.plan(ws, audit, population="2026 年 3 至 8 月的全部上门服务单", population_size=1880)

    page = _open(window, prepare)
    assert page is not None
    page.characteristics.edit("1")
    settle(window)


def signed(window: MainWindow) -> None:
    """A plan that is signed, and the foot of it."""
    from tests.shots.pages import settle

    page = _open(window, fill)
    assert page is not None
    page.show_mode("plan")
    page.column.verticalScrollBar().setValue(10_000)
    settle(window)


def ended(window: MainWindow) -> None:
    """A change ended the signature."""
    from desktop.actions import measurement
    from tests.shots.pages import settle

    def prepare(ws: Workspace, audit: str) -> None:
        fill(ws, audit)
        judge(ws, audit, 12)
        measurement.plan(ws, audit, sample_size=70, reason="加抽十单")

    page = _open(window, prepare)
    assert page is not None
    page.column.verticalScrollBar().setValue(10_000)
    settle(window)


def measuring(window: MainWindow) -> None:
    """In the middle of it: two of four characteristics answered."""
    from desktop.actions import scoring
    from tests.shots.pages import settle

    def prepare(ws: Workspace, audit: str) -> None:
        fill(ws, audit)
        judge(ws, audit, 24)
        gap = next(gap.id for gap in ws.audit(audit).scheme.gaps if gap.sets == "characteristics/pass_line")
        scoring.setting(ws, audit, gap, value="90")

    page = _open(window, prepare)
    assert page is not None
    page.show_mode("samples")
    page.samples.card.sheet.setFocus()
    QTest.keyClicks(page.samples.card.sheet, "12")
    settle(window)


def many(window: MainWindow) -> None:
    """Two hundred samples, long names."""
    from tests.shots.pages import settle

    def prepare(ws: Workspace, audit: str) -> None:
        fill(ws, audit, samples=200, long=True)
        judge(ws, audit, 90)

    page = _open(window, prepare)
    assert page is not None
    page.show_mode("samples")
    page.samples.show_sample(page.view.document.samples[3].id or "")
    settle(window)


def bare(window: MainWindow) -> None:
    """Nothing yet."""
    page = _open(window, None)
    assert page is not None
    page.show_mode("samples")
