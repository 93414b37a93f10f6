"""The tag files of the bag (RFC 8493): manifests and bag-info, each in its one form."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desktop.base.errors import NotVerified
from desktop.base.words import _
from desktop.package.info import FORMAT, Info

BAGIT = "bagit.txt"
BAG_INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAGS = "tagmanifest-sha256.txt"
SENDER = "sender.pem"
SIGNATURE = "signature.bin"
# What the tag manifest lists, in the order of its lines; the signature lies over it and so is not in it.
TAGGED = (BAG_INFO, BAGIT, MANIFEST, SENDER)
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_LINE = re.compile(r"([0-9a-f]{64})  ([^\x00-\x1f]+)")


def order(names: list[str]) -> list[str]:
    """The order of a package's files: declaration, payload by name with `data/package.json` last, what sums it up, signature."""
    last = "data/package.json"
    payload = sorted((name for name in names if name != last), key=lambda name: name.encode("utf-8"))
    return [BAGIT, *payload, last, SENDER, MANIFEST, BAG_INFO, TAGS, SIGNATURE]


def bag_info(info: Info, files: int, size: int) -> bytes:
    """`bag-info.txt` for a payload of `files` files and `size` bytes."""
    lines = {
        "Bagging-Date": info.written_at[:10],
        "Payload-Oxum": f"{size}.{files}",
        "External-Identifier": info.audit,
        "Source-Organization": info.organization,
        "Contact-Name": info.by,
        "Bag-Software-Agent": info.program,
        "Fieldaudit-Format": FORMAT,
    }
    return "".join(f"{label}: {one_line(value)}\n" for label, value in lines.items() if one_line(value)).encode("utf-8")


def one_line(text: str) -> str:
    """The text without line ends and control characters, which would end or break a line of a tag file."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def format_of(data: bytes) -> str:
    """The format that a `bag-info.txt` names, empty when it names none."""
    found = re.search(rb"^Fieldaudit-Format: ([\x20-\x7e]{1,60})$", data, re.MULTILINE)
    return found[1].decode("ascii") if found else ""


def write_manifest(hashes: Mapping[str, str]) -> bytes:
    """One line a file, sorted by name: SHA-256 in hex, two spaces, name; `sha256sum -c` reads it."""
    names = sorted(hashes, key=lambda name: name.encode("utf-8"))
    return "".join(f"{hashes[name]}  {name}\n" for name in names).encode("utf-8")


def read_manifest(data: bytes, name: str) -> dict[str, str]:
    """Name to SHA-256. NotVerified when it is not exactly what write_manifest gives."""
    hashes: dict[str, str] = {}
    try:
        for line in data.decode("utf-8").split("\n")[:-1]:
            parts = _LINE.fullmatch(line)
            if parts is None:
                break
            hashes[parts[2]] = parts[1]
    except UnicodeDecodeError:
        hashes = {}
    if write_manifest(hashes) != data:
        raise NotVerified(_("{name} 不是规范的校验清单，数据包已损坏或被改动。").format(name=name))
    return hashes
