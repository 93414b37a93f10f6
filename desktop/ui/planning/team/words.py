"""What roles are called."""

from __future__ import annotations

from desktop.base.words import _


def role_title(role: str | None) -> str:
    """What a role is called."""
    return {"leader": _("组长"), "auditor": _("审查员"), "expert": _("技术专家")}.get(role or "", _("未定"))
