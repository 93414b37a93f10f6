"""Opens a package, checks its form and signature at once, and hands out files that check themselves while they are read."""

from __future__ import annotations

import hashlib
import io
import threading
import zlib
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from desktop.base.errors import BadInput, NotFound, NotVerified, reason
from desktop.base.words import _
from desktop.package import bag, keys
from desktop.package.container import Item
from desktop.package.directory import check_locals, read_directory, shown
from desktop.package.info import NAME, Info, Part, check_format, decode_info

CHUNK = 1024 * 1024
_TAG_LIMIT = 64 * 1024
_MANIFEST_LIMIT = 64 * CHUNK


@dataclass(frozen=True)
class Held:
    """A file of the payload: its name below `data/`, its size in bytes, its hash."""

    name: str
    size: int
    sha256: str


def read_package(path: Path) -> Package:
    """Open a package; use it as a context manager.

    Checked here: the zip's form, the signature, that the lists name exactly the files that are there. The content of each file is
    checked when it is read; `verify` reads them all. BadInput when it is no package of ours, too new or made to hurt; NotVerified
    when it does not check out.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise _unreadable(path, error) from None
    try:
        return Package(path, file)
    except OSError as error:
        file.close()
        raise _unreadable(path, error) from None
    except BaseException:
        file.close()
        raise


class Package:
    """See read_package. `info` is what the package says of itself, `sender` the fingerprint of the key that signed it,
    `digest` the SHA-256 of its tag manifest, `entries` the payload by name below `data/`."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = path
        self._file = file
        self._lock = threading.Lock()
        name = path.name
        directory = read_directory(file, name)
        self.top, self.items = _below_top(directory.items, name)
        if bag.BAG_INFO in self.items:
            found = bag.format_of(self._raw(bag.BAG_INFO, _TAG_LIMIT))
            if found:
                check_format(found, name)
        if not directory.exact:
            raise NotVerified(_("{name}：压缩结构与写出时不同，数据包已损坏，或被别的程序重新打包或改动。").format(name=name))
        check_locals(file, directory.items, name)
        _check_listed(self.items, name)
        self.tags = {
            tag: self._raw(tag, _MANIFEST_LIMIT if tag == bag.MANIFEST else _TAG_LIMIT) for tag in (*bag.TAGGED, bag.TAGS, bag.SIGNATURE)
        }
        self.sender = _check_tags(self.tags, name)
        self.digest = hashlib.sha256(self.tags[bag.TAGS]).hexdigest()
        self.entries = self._payload(name)
        self.info = self._info(name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._file.close()

    def open(self, name: str) -> BinaryIO:
        """A stream over one file of the payload; the read that reaches the end raises NotVerified if a byte is not what was signed."""
        return io.BufferedReader(self.stream(name), CHUNK)

    def read(self, name: str, limit: int = 64 * CHUNK) -> bytes:
        """The bytes of one file, checked. BadInput if there are more than `limit`; NotFound if there is no such file."""
        held = self.held(name)
        if held.size > limit:
            raise BadInput(_("{name}：“{file}”超过 {mb} MB，不能读入。").format(name=self.path.name, file=shown(name), mb=limit // CHUNK))
        with self.open(name) as stream:
            return stream.read()

    def held(self, name: str) -> Held:
        """The entry of this name. NotFound."""
        if name not in self.entries:
            raise NotFound(_("{name}：数据包中没有“{file}”。").format(name=self.path.name, file=shown(name)))
        return self.entries[name]

    def stream(self, name: str) -> Stream:
        """As `open`, without a buffer of its own."""
        return Stream(self, self.items[f"data/{name}"], self.held(name).sha256)

    def read_at(self, place: int, into: memoryview) -> int:
        """Bytes of the file from a place on; any thread may ask."""
        try:
            with self._lock:
                self._file.seek(place)
                return self._file.readinto(into)  # type: ignore[attr-defined, no-any-return]
        except OSError as error:
            raise _unreadable(self.path, error) from None

    def _raw(self, name: str, limit: int) -> bytes:
        item = self.items[name]
        if item.size > limit:
            raise BadInput(_("{name}：“{file}”大得异常，已拒绝。").format(name=self.path.name, file=name), code="hostile")
        self._file.seek(item.data)
        return self._file.read(item.size)

    def _payload(self, name: str) -> dict[str, Held]:
        hashes = bag.read_manifest(self.tags[bag.MANIFEST], bag.MANIFEST)
        payload = [file for file in self.items if file.startswith("data/")]
        for file in payload:
            if file not in hashes:
                raise NotVerified(_("{name}：多出清单以外的文件“{file}”，数据包被改动。").format(name=name, file=shown(file)))
        for file in hashes:
            if file not in self.items:
                raise NotVerified(_("{name}：缺少清单所列的文件“{file}”，数据包不完整。").format(name=name, file=shown(file)))
        for tag in (*bag.TAGGED, bag.TAGS, bag.SIGNATURE):
            if zlib.crc32(self.tags[tag]) != self.items[tag].crc:
                raise NotVerified(_("{name}：“{file}”的校验和不符，数据包已损坏或被改动。").format(name=name, file=tag))
        return {file.removeprefix("data/"): Held(file.removeprefix("data/"), self.items[file].size, hashes[file]) for file in payload}

    def _info(self, name: str) -> Info:
        info = decode_info(self.read(NAME.removeprefix("data/")))
        parts: dict[str, Part] = {}
        for held in self.entries.values():
            if held.name != NAME.removeprefix("data/"):
                folder = held.name.split("/")[0] if "/" in held.name else ""
                before = parts.get(folder, Part(0, 0))
                parts[folder] = Part(before.files + 1, before.bytes + held.size)
        said = self.tags[bag.BAG_INFO].decode("utf-8", "replace").split("\n")
        oxum = f"{sum(held.size for held in self.entries.values())}.{len(self.entries)}"
        if info.sender != self.sender:
            raise NotVerified(_("{name}：package.json 所写的发送方与签名的公钥不是同一人，数据包不可信。").format(name=name))
        if (
            info.audit != self.top
            or f"External-Identifier: {info.audit}" not in said
            or f"Payload-Oxum: {oxum}" not in said
            or info.parts != parts
        ):
            raise NotVerified(_("{name}：数据包对自身的说明与实际内容不一致，数据包不可信。").format(name=name))
        return info


class Stream(io.RawIOBase):
    """One file of the payload, read forwards; the read that reaches its end checks it."""

    def __init__(self, package: Package, item: Item, sha256: str) -> None:
        super().__init__()
        self._package = package
        self._item = item
        self._sha256 = sha256
        self._hash = hashlib.sha256()
        self._crc = 0
        self._at = 0
        self._checked = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        with memoryview(buffer).cast("B") as view, view[: self._item.size - self._at] as wanted:
            count = self._package.read_at(self._item.data + self._at, wanted) if wanted.nbytes else 0
            self._hash.update(wanted[:count])
            self._crc = zlib.crc32(wanted[:count], self._crc)
            self._at += count
            ended = self._at == self._item.size or not count
            if ended and not self._checked:
                self._checked = True
                if (self._hash.hexdigest(), self._crc, self._at) != (self._sha256, self._item.crc, self._item.size):
                    raise NotVerified(
                        _("{name}：“{file}”的内容与签名的清单不符，数据包已损坏或被改动。").format(
                            name=self._package.path.name, file=shown(self._item.name.partition("/")[2])
                        )
                    )
            return count


def _below_top(items: list[Item], name: str) -> tuple[str, dict[str, Item]]:
    """The bag's folder and the files by their names below it."""
    top = items[0].name.partition("/")[0]
    below = {item.name.partition("/")[2]: item for item in items if item.name.startswith(f"{top}/")}
    ours = bag.BAGIT in below and (bag.SENDER in below or bag.SIGNATURE in below)
    if not ours:
        raise BadInput(_("{name}：ZIP 里没有本程序数据包的内容。请确认选对了文件。").format(name=name), code="not-a-package")
    if len(below) != len(items):
        raise NotVerified(_("{name}：数据包的文件夹之外还有别的文件，数据包被改动。").format(name=name))
    return top, below


def _check_listed(names: dict[str, Item], name: str) -> None:
    """The files that are not payload are exactly those of the format, and all stand in its order."""
    expected = bag.order([file for file in names if file.startswith("data/")])
    for file in expected:
        if file not in names:
            raise NotVerified(_("{name}：缺少文件“{file}”，数据包不完整。").format(name=name, file=file))
    for file in sorted(names.keys() - expected):
        raise NotVerified(_("{name}：多出不属于数据包的文件“{file}”，数据包被改动。").format(name=name, file=shown(file)))
    if list(names) != expected:
        raise NotVerified(_("{name}：文件的次序与写出时不同，数据包被重新打包过。").format(name=name))


def _check_tags(tags: dict[str, bytes], name: str) -> str:
    """The signature over the tag manifest and the hashes in it; returns the sender's fingerprint."""
    sender = keys.fingerprint(tags[bag.SENDER])
    if not keys.is_signed(tags[bag.SENDER], tags[bag.TAGS], tags[bag.SIGNATURE]):
        raise NotVerified(_("{name}：签名与发送方公钥不符，数据包被改动或不是此人所签。").format(name=name))
    hashes = bag.read_manifest(tags[bag.TAGS], bag.TAGS)
    if tuple(hashes) != bag.TAGGED:
        raise NotVerified(_("{name}：签名的清单不完整，数据包不可信。").format(name=name))
    for tag, expected in hashes.items():
        data = bag.DECLARATION if tag == bag.BAGIT else tags[tag]
        if hashlib.sha256(data).hexdigest() != expected or data != tags[tag]:
            raise NotVerified(_("{name}：“{file}”与签名的清单不符，数据包已损坏或被改动。").format(name=name, file=tag))
    return sender


def _unreadable(path: Path, error: OSError) -> BadInput:
    return BadInput(_("读不到文件 {path}：{reason}。请检查路径和权限。").format(path=path, reason=reason(error)))
