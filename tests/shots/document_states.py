"""States of the documents page: a question under way, passed, started anyway, the training being signed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.actions.workspace import Workspace
    from desktop.ui.documents.page import DocumentsPage
    from desktop.ui.main_window import MainWindow

STROKES = "180,640 220,380 262,620 300,400 352,660;420,300 418,700;400,480 470,460;540,380 520,640 600,650 640,400;700,420 860,410"


def documents(window: MainWindow, more: Callable[[Workspace, str], object]) -> DocumentsPage:
    """An audit of which something is known, at its documents."""
    from desktop.actions import audits
    from desktop.ui.documents.page import DocumentsPage
    from tests.shots.pages import settle, until

    def make(ws: Workspace) -> str:
        audit = audits.create(ws, scheme="ctc", client="云岫智能家电有限公司").audit
        audits.set_fields(ws, audit, "audit", {"starts_on": date(2026, 12, 1), "ends_on": date(2026, 12, 3)})
        for name, role in (("审查员甲", "leader"), ("审查员乙", "auditor"), ("技术专家丙", "expert")):
            audits.put_element(ws, audit, "team", None, {"name": name, "role": role, "registration": "示例-FW-1001"})
        more(ws, audit)
        return audit

    window.runner.act(window, make, window.open_audit)
    until(lambda: window.frame is not None)
    assert window.frame is not None
    window.frame.open_step("documents")
    settle(window)
    page = window.frame.page()
    assert isinstance(page, DocumentsPage)
    return page


def _read(ws: Workspace, audit: str) -> list[str]:
    """Four documents, two of them with questions, one of which is closed."""
    from desktop.actions import preparation_documents as deeds

    asked = "手册 4.3 没有写监督的频次，请补充频次和记录的保存期限。"
    deeds.review_document(ws, audit, title="售后服务手册", version="C/1", requirement="5.1.4 规范要求", question=asked)
    deeds.review_document(ws, audit, title="配送安装管理程序", version="B/0", requirement="5.2.3", question="外包方的要求没有写进程序。")
    for title, version in (("服务方针和目标", "2026 版"), ("投诉处理程序", "B/2")):
        deeds.review_document(ws, audit, title=title, version=version, requirement="5.3.2 投诉处理", result="suitable")
    ids = [one.id or "" for one in ws.audit(audit).document.documents]
    deeds.close_question(ws, audit, ids[1], answer="程序改为 B/1，第 6 章写明外包方的要求。", on=date(2026, 11, 20))
    return ids


def question(window: MainWindow) -> None:
    """A question open for editing; nobody may be on site yet."""
    from desktop.ui.documents.review_view import ReviewView
    from tests.shots.pages import settle

    view = documents(window, _read).current()
    assert isinstance(view, ReviewView)
    view.documents.edit(view.documents.elements[0].id)
    settle(window)


def passed(window: MainWindow) -> None:
    """All closed and passed."""
    from desktop.actions import preparation_documents as deeds
    from tests.shots.pages import settle

    def more(ws: Workspace, audit: str) -> None:
        ids = _read(ws, audit)
        deeds.close_question(ws, audit, ids[0], answer="手册改为 C/2，4.3 写明每月监督一次。", on=date(2026, 11, 22))
        deeds.finish_documents(ws, audit, passed=True, summary="文件齐全，符合认证要求。", on=date(2026, 11, 23), by="审查员甲")

    documents(window, more)
    settle(window)


def deviation(window: MainWindow) -> None:
    """On site before it passed, with the reason."""
    from desktop.actions import preparation_documents as deeds
    from tests.shots.pages import settle

    def more(ws: Workspace, audit: str) -> None:
        _read(ws, audit)
        deeds.start_anyway(ws, audit, reason="客户年度检修只停产两天，现场日期不能改")

    documents(window, more)
    settle(window)


def training(window: MainWindow) -> None:
    """One has signed, the next is about to."""
    from desktop.actions import audits, preparation_documents
    from desktop.ui.documents.training_view import TrainingView
    from tests.shots.pages import settle

    def more(ws: Workspace, audit: str) -> None:
        fields = {
            "held_on": date(2026, 11, 24),
            "place": "线上会议",
            "trainer": "技术专家丙",
            "trainer_role": "expert",
            "trainees": ["审查员甲", "审查员乙"],
            "content": "家用电器安装维修的关键过程：上门预约、用电安全检查、旧机回收；常见投诉和三包期限。",
            "laws_suitable": True,
            "laws": "《部分商品修理更换退货责任规定》、GB/T 27922 等 6 项，版本现行有效。",
        }
        audits.set_fields(ws, audit, "training", fields)
        preparation_documents.sign_training(ws, audit, name="技术专家丙", role="expert", strokes=STROKES)

    page = documents(window, more)
    view = page.show_view("before")
    assert isinstance(view, TrainingView)
    view.signatures.open("审查员甲")
    settle(window)
