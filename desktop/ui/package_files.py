"""Opening a data package from anywhere in the window: the dialog, the import, and what came of it in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.base.words import _
from desktop.ui import dialogs

if TYPE_CHECKING:
    from desktop.actions.packages import Imported
    from desktop.actions.workspace import Workspace
    from desktop.ui.runner import Failed, IsCancelled, Progress, Runner, Work


def choose_package(parent: QWidget, title: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for a package."""
    return dialogs.ask_open(parent, title, _("数据包 (*.zip);;所有文件 (*)"), chosen)


def open_package(runner: Runner, owner: QWidget, path: Path, done: Callable[[Imported], None], failed: Failed) -> Work:
    """Verify a package and take it in; an audit that is open shows at once what is new. A refusal has changed nothing."""

    def take(ws: Workspace, progress: Progress, cancelled: IsCancelled) -> Imported:
        from desktop.actions import packages

        return packages.import_package(ws, path, progress, cancelled)

    def taken(imported: Imported) -> None:
        from desktop.actions.workspace import Changes

        if imported.actions:
            runner.changed.emit(Changes(imported.audit, None, imported.view))
        done(imported)

    return runner.act_long(owner, take, taken, failed, title=_("打开数据包"), in_bytes=True)


def told(imported: Imported) -> str:
    """What taking in a package did."""
    client = imported.view.document.client.name or _("未填写客户")
    if not imported.actions and not imported.evidence:
        return _("{client}：包里的内容本机都已有，没有改动。").format(client=client)
    grade = _("重新计算的评定与包里写的一致") if imported.same_grade else _("重新计算的评定与包里写的不同，请核对方案版本")
    return _("{client}：新增 {actions} 条历史、{evidence} 件证据；{grade}。").format(
        client=client, actions=imported.actions, evidence=imported.evidence, grade=grade
    )
