"""The refusals that every kind of file shares, each one sentence."""

from __future__ import annotations

from desktop.base.errors import BadInput, reason
from desktop.base.words import _


def empty(name: str) -> BadInput:
    """A file of 0 bytes."""
    return BadInput(_("{name}：文件为空（0 字节），请重新导出或复制。").format(name=name))


def incomplete(name: str) -> BadInput:
    """A file that stops before it says it does, or whose structure does not hold."""
    return BadInput(_("{name}：文件不完整或已损坏，请重新从原设备复制。").format(name=name))


def unreadable(name: str, error: OSError) -> BadInput:
    """A file that the system does not give."""
    return BadInput(_("读不到文件 {path}：{reason}。请检查路径和权限。").format(path=name, reason=reason(error)))
