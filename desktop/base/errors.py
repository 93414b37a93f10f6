"""Every expected failure is a Refused: one sentence that says what is wrong, where, and what to do."""

from __future__ import annotations

import errno


class Refused(Exception):
    """The input or the request cannot be accepted; nothing was changed. The command line exits with 2.

    `sentence` is shown as it is, in the window and on stderr. `code` names the kind of refusal for tests and for JSON.
    """

    code = "refused"

    def __init__(self, sentence: str, *, code: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        if code is not None:
            self.code = code


class BadInput(Refused):
    """A file, document, number or argument that does not say what it must."""

    code = "bad-input"


class NotFound(Refused):
    """The thing asked for is not here."""

    code = "not-found"


class NotVerified(Refused):
    """A package, signature or hash does not check out. The command line exits with 1."""

    code = "not-verified"


class StoreTooNew(Refused):
    """The store was written by a newer version of the program."""

    code = "store-too-new"


class WrongKey(Refused):
    """The passphrase or key does not open this store."""

    code = "wrong-key"


class NoKeyring(Refused):
    """The system keeps no keys; a new store needs a passphrase. The window asks for one."""

    code = "no-keyring"


class StoreBroken(Refused):
    """The store's file is damaged or is not a store."""

    code = "store-broken"


class Cancelled(Refused):
    """A person stopped the work; nothing half done remains."""

    code = "cancelled"


# What the system says, in words; anything else is shown as the system says it.
_REASONS = {
    errno.ENOENT: "文件或文件夹不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EEXIST: "同名文件已存在",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.EROFS: "磁盘是只读的",
    errno.EBUSY: "正被其他程序使用",
    errno.ENAMETOOLONG: "文件名过长",
    errno.EIO: "磁盘读写出错",
    errno.EMFILE: "打开的文件过多",
    errno.EINVAL: "系统不接受这个文件名或操作",
    errno.ENOTEMPTY: "文件夹不是空的",
}


def reason(error: OSError) -> str:
    """Why the system refused, for the middle of a sentence."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
