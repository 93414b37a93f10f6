"""Reads the directory of a zip that anybody may have made: first what is hostile, then what is only not as we write it."""

from __future__ import annotations

import stat
import struct
from dataclasses import dataclass
from typing import BinaryIO

from desktop.base.errors import BadInput, NotVerified
from desktop.base.words import _
from desktop.package.container import CENTRAL, END, END64, LOCAL, LOCATOR64, MOST, Item, central_header, end_records, local_header
from desktop.package.names import LONGEST, clash, is_safe

_DIRECTORY_LIMIT = 64 * 1024 * 1024
_RATIO_LIMIT = 100  # unpacked to packed
_TOTAL_LIMIT = 1024**4


@dataclass(frozen=True)
class Directory:
    """`items` in their order; `exact` when the whole directory and all closing records are byte for byte as we write them."""

    items: list[Item]
    exact: bool


def read_directory(file: BinaryIO, name: str) -> Directory:
    """The directory of the zip in `file`, called `name`.

    BadInput when it is no zip or is made to hurt; NotVerified when it looks like a package that was cut off.
    Local headers are left to check_locals.
    """
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(LOCAL.size + LONGEST * 4)
    if head.startswith(b"age-encryption.org/"):
        raise BadInput(_("{name}：这是加密的数据包，本版本还不能打开，请让发送方写成不加密的。").format(name=name), code="encrypted")
    if not head.startswith(b"PK\3\4"):
        raise BadInput(_("{name}：不是数据包，文件开头不是 ZIP。请确认选对了文件。").format(name=name), code="not-a-package")
    count, start, length = _end(file, size, name, cut_off=b"/bagit.txt" in head)
    if not count:
        raise BadInput(_("{name}：ZIP 中没有文件，不是数据包。").format(name=name), code="not-a-package")
    if count > MOST:
        raise BadInput(
            _("{name}：ZIP 中有 {count} 个文件，超过上限 {limit}，已拒绝。").format(name=name, count=count, limit=MOST), code="hostile"
        )
    if length > _DIRECTORY_LIMIT or start + length > size:
        raise BadInput(_("{name}：ZIP 目录的大小或位置不可信，已拒绝。").format(name=name), code="hostile")
    file.seek(start)
    raw = file.read(length)
    items = _items(raw, count, start, name)
    twice = clash([item.name for item in items])
    if twice is not None:
        raise BadInput(_("{name}：文件名“{file}”重复或与文件夹同名，已拒绝。").format(name=name, file=shown(twice)), code="hostile")
    closing = end_records(count, start, length)
    file.seek(start + length)
    exact = (
        raw == b"".join(map(central_header, items))
        and start + length + len(closing) == size
        and file.read(len(closing)) == closing
        and [item.start for item in items] == [0, *(item.end for item in items[:-1])]
        and items[-1].end == start
    )
    return Directory(items, exact)


def check_locals(file: BinaryIO, items: list[Item], name: str) -> None:
    """NotVerified when what stands before a file's bytes is not what we write."""
    for item in items:
        expected = local_header(item)
        file.seek(item.start)
        if file.read(len(expected)) != expected:
            raise NotVerified(
                _("{name}：“{file}”在 ZIP 中的记录前后不一致，数据包已损坏或被改动。").format(name=name, file=shown(item.name))
            )


def shown(name: str) -> str:
    """A name from outside, fit for a sentence: short and without control characters."""
    return "".join(sign if sign.isprintable() else "�" for sign in name[:120])


def _end(file: BinaryIO, size: int, name: str, *, cut_off: bool) -> tuple[int, int, int]:
    """Number of files, start and length of the directory, from the records at the very end."""
    file.seek(max(0, size - END.size))
    tail = file.read(END.size)
    if len(tail) < END.size or not tail.startswith(b"PK\5\6") or tail[-2:] != b"\0\0":
        if cut_off:
            raise NotVerified(_("{name}：数据包不完整或末尾被改动，请重新复制或让发送方重发。").format(name=name))
        raise BadInput(_("{name}：不是完整的 ZIP，末尾缺失或有多余数据。").format(name=name), code="not-a-package")
    _sign, _disk, _disk0, _here, count, length, start, _comment = END.unpack(tail)
    if (count == 0xFFFF or start == 0xFFFF_FFFF) and size >= END.size + LOCATOR64.size + END64.size:
        file.seek(size - END.size - LOCATOR64.size - END64.size)
        end64 = file.read(END64.size)
        if end64.startswith(b"PK\6\6"):
            fields = END64.unpack(end64)
            count, length, start = fields[7], fields[8], fields[9]
    return count, start, length


def _items(raw: bytes, count: int, limit: int, name: str) -> list[Item]:
    items: list[Item] = []
    at = total = 0
    # The place where the next file must begin: files neither overlap nor leave gaps.
    next_start = 0
    for _number in range(count):
        if len(raw) - at < CENTRAL.size or raw[at : at + 4] != b"PK\1\2":
            raise BadInput(_("{name}：ZIP 目录残缺，已拒绝。").format(name=name), code="hostile")
        fields = CENTRAL.unpack_from(raw, at)
        flags, crc, packed, unpacked = fields[3], fields[7], fields[8], fields[9]
        name_length, extra_length, comment_length, mode, start = fields[10], fields[11], fields[12], fields[15] >> 16, fields[16]
        at += CENTRAL.size
        file = _name(raw[at : at + name_length], name)
        extra = raw[at + name_length : at + name_length + extra_length]
        at += name_length + extra_length + comment_length
        if start == 0xFFFF_FFFF and len(extra) == 12:
            (start,) = struct.unpack("<4xQ", extra)
        if flags & 0x2041:
            raise _hostile(_("{name}：“{file}”是 ZIP 自带加密的，本程序不收，已拒绝。"), name, file)
        if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            raise _hostile(_("{name}：“{file}”是链接或特殊文件，已拒绝。"), name, file)
        total += unpacked
        if unpacked > max(packed, 1) * _RATIO_LIMIT or total > _TOTAL_LIMIT:
            raise _hostile(_("{name}：“{file}”解压后会异常膨胀，疑为压缩炸弹，已拒绝。"), name, file)
        item = Item(file, packed, crc, start)
        if start < next_start or item.end > limit:
            raise _hostile(_("{name}：“{file}”与别的内容重叠，已拒绝。"), name, file)
        next_start = item.end
        items.append(item)
    return items


def _name(raw: bytes, name: str) -> str:
    try:
        file = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise BadInput(_("{name}：ZIP 中有文件名不是 UTF-8，已拒绝。").format(name=name), code="hostile") from None
    if not is_safe(file):
        raise _hostile(_("{name}：文件名“{file}”不安全（越出文件夹、系统保留名或含特殊字符），已拒绝。"), name, file)
    return file


def _hostile(sentence: str, name: str, file: str) -> BadInput:
    return BadInput(sentence.format(name=name, file=shown(file)), code="hostile")
