"""The three versions of a picture that can be seen: as it was taken, as the body prints it, as it leaves the house."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from PySide6.QtGui import QImage

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.ui.widgets.rows import Segment

if TYPE_CHECKING:
    from desktop.actions.workspace import Workspace
    from desktop.domain.assessment import Evidence

Version = Literal["original", "own", "client"]
# By the key that shows it.
VERSIONS: Mapping[str, Version] = {"1": "original", "2": "own", "3": "client"}
# What is read when a picture is looked at closely; a larger one would take more memory than a laptop has to give.
FULL_EDGE = 6000


def segments(*, keys: bool) -> list[Segment]:
    """The choice among them."""
    titles = {"original": _("原件"), "own": _("内部版"), "client": _("客户版")}
    return [Segment(which, titles[which], key if keys else "") for key, which in VERSIONS.items()]


def told(which: str) -> str:
    """What a version shows."""
    return {
        "original": _("原件的画面，没有标注。"),
        "own": _("内部版报告里的样子：画出标注，遮盖处敞开，只留在机构内。"),
        "client": _("客户版报告里的样子：遮盖处涂黑后重新成图，底下的内容不在文件里，也不带原文件的元数据。"),
    }.get(which, "")


def usual(entry: Evidence) -> Version:
    """What is seen before anybody chooses: what would leave the house, once there is a difference."""
    return "client" if entry.marks else "original"


def read_version(ws: Workspace, audit: str, evidence: str, which: Version, edge: int) -> QImage:
    """A version by the code that reports use, its longer side at most `edge`. Away from the window's thread; Refused when not here."""
    from desktop.actions import evidence as actions

    image = QImage.fromData(actions.version(ws, audit, evidence, which, edge))
    if image.isNull():
        raise BadInput(_("这张图片太大，无法显示；原件保存完好。"))
    return image
