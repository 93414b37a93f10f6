"""The one place where an error becomes words: expected ones say their sentence, others are logged and told plainly."""

from __future__ import annotations

import logging
import sys
from types import TracebackType

from desktop.base.errors import Refused, reason
from desktop.base.words import _

log = logging.getLogger("fieldaudit")


def sentence(error: BaseException) -> str:
    """What a person reads. An unexpected error goes to the log with its traceback first."""
    if isinstance(error, Refused):
        return error.sentence
    log.error("unexpected: %s", error, exc_info=error)
    if isinstance(error, OSError) and error.strerror:
        return _("系统拒绝了这次读写：{reason}。请检查磁盘空间和权限后重试。").format(reason=reason(error))
    if isinstance(error, MemoryError):
        return _("内存不足，这一步没有完成。请关闭其他程序后重试。")
    return _("程序内部出错，这一步没有完成，已有数据不受影响。请重试；仍不行时重新打开程序。")


def catch_the_rest() -> None:
    """Errors that nobody caught are logged, not printed; the window goes on."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("unexpected: %s", error, exc_info=(kind, error, trace))

    sys.excepthook = caught
