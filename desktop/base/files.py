"""Files of a person: read within bounds, written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from desktop.base.errors import BadInput, Refused, reason
from desktop.base.words import _

_LIMIT = 512 * 1024 * 1024


def read_file(path: Path, limit: int = _LIMIT) -> bytes:
    """The bytes of a file of at most `limit` bytes. Raises BadInput when it cannot be read."""
    try:
        # A device or a pipe has no end that its size would tell.
        if path.exists() and not path.is_file():
            raise BadInput(_("{path} 不是文件。请改为要读的文件。").format(path=path))
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise BadInput(_("读不到文件 {path}：{reason}。请检查路径和权限。").format(path=path, reason=reason(error))) from None
    if len(data) > limit:
        raise BadInput(_("文件 {path} 超过 {mb} MB，不能读入。").format(path=path, mb=limit // 1024 // 1024))
    return data


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole: to a name beside it first, on the disk before it takes the name."""
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        with temporary.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise Refused(
            _("文件 {path} 写不了：{reason}。请检查文件夹、权限和磁盘空间，或关闭正在打开它的程序。").format(
                path=path, reason=reason(error)
            )
        ) from None
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def safe_name(text: str, most: int = 80) -> str:
    """A text as the stem of a file name that every system takes."""
    kept = "".join("_" if character in '<>:"/\\|?*' or ord(character) < 32 else character for character in text)
    return kept[:most].strip(". ") or "_"
