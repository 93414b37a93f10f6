"""A zip whose every byte follows from its files: stored, one after the other, no times, no gaps (APPNOTE 6.3)."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import BinaryIO

from desktop.base.errors import BadInput
from desktop.base.words import _

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
END64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR64 = struct.Struct("<4sLQL")
LARGEST = 0xFFFF_FFFE  # bytes of one file: sizes never need ZIP64, places may
MOST = 100_000  # files
UTF8_NAMES = 0x0800
_MIDNIGHT = 0x0021  # 1980-01-01, the first day a zip can say
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3 << 8
_PLACE64 = struct.Struct("<2HQ")


@dataclass(frozen=True)
class Item:
    """One file of the zip: `size` in bytes, `start` is where its local header begins."""

    name: str
    size: int
    crc: int
    start: int

    @property
    def data(self) -> int:
        """Where its bytes begin."""
        return self.start + LOCAL.size + len(self.name.encode("utf-8"))

    @property
    def end(self) -> int:
        return self.data + self.size


def local_header(item: Item) -> bytes:
    """What stands before the file's bytes."""
    name = item.name.encode("utf-8")
    return LOCAL.pack(b"PK\3\4", 20, UTF8_NAMES, 0, 0, _MIDNIGHT, item.crc, item.size, item.size, len(name), 0) + name


def central_header(item: Item) -> bytes:
    """The file's line in the directory; ZIP64 only where the place does not fit 32 bits."""
    name = item.name.encode("utf-8")
    extra = _PLACE64.pack(1, 8, item.start) if item.start >= 0xFFFF_FFFF else b""
    version = 45 if extra else 20
    fixed = CENTRAL.pack(
        b"PK\1\2", _UNIX | version, version, UTF8_NAMES, 0, 0, _MIDNIGHT, item.crc, item.size, item.size,
        len(name), len(extra), 0, 0, 0, _PLAIN_FILE, min(item.start, 0xFFFF_FFFF),
    )  # fmt: skip
    return fixed + name + extra


def end_records(count: int, start: int, size: int) -> bytes:
    """What closes the zip: `count` files, a directory of `size` bytes at `start`; ZIP64 only where it must be."""
    records = b""
    if count >= 0xFFFF or start >= 0xFFFF_FFFF:
        records = END64.pack(b"PK\6\6", END64.size - 12, _UNIX | 45, 45, 0, 0, count, count, size, start)
        records += LOCATOR64.pack(b"PK\6\7", 0, start + size, 1)
    few = min(count, 0xFFFF)
    return records + END.pack(b"PK\5\6", 0, 0, few, few, size, min(start, 0xFFFF_FFFF), 0)


class Writer:
    """Writes the zip into a file that can seek: `start`, any number of `write`, `finish` for each file, then `close`."""

    def __init__(self, file: BinaryIO) -> None:
        self.items: list[Item] = []
        self._file = file
        self._at = 0
        self._name = ""
        self._size = 0
        self._crc = 0

    def start(self, name: str) -> None:
        """Begin a file; the caller has checked the name."""
        if len(self.items) >= MOST:
            raise BadInput(_("数据包最多容纳 {count} 个文件，请分开打包。").format(count=MOST))
        self._name, self._size, self._crc = name, 0, 0
        self._file.write(local_header(Item(name, 0, 0, self._at)))

    def write(self, data: bytes | memoryview) -> None:
        """More bytes of the file."""
        self._size += len(data)
        if self._size > LARGEST:
            raise BadInput(_("{name}：单个文件不能达到 4 GB，请拆分后再打包。").format(name=self._name))
        self._crc = zlib.crc32(data, self._crc)
        self._file.write(data)

    def finish(self) -> Item:
        """End the file: its header gets its size and check sum."""
        item = Item(self._name, self._size, self._crc, self._at)
        self._file.seek(self._at)
        self._file.write(local_header(item))
        self._file.seek(item.end)
        self._at = item.end
        self.items.append(item)
        return item

    def close(self) -> int:
        """Write the directory; returns the size of the whole zip. The file stays open."""
        directory = b"".join(map(central_header, self.items))
        self._file.write(directory)
        records = end_records(len(self.items), self._at, len(directory))
        self._file.write(records)
        return self._at + len(directory) + len(records)
