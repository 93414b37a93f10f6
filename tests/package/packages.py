"""Packages for tests: written through the door, and made anew by hand for what nobody should send."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path

from desktop.package import bag, keys
from desktop.package.container import Writer
from desktop.package.info import Info
from desktop.package.write import Entry, Written, write_package

AUDIT = "0195f7c0-1c00-7000-8000-000000000001"
WHEN = "2026-11-24T06:32:05.120Z+08:00"
KEY = keys.new_key()
OTHER = keys.new_key()
CONTENTS = {
    "history.jsonl": b'{"name":"set"}\n' * 20,
    "assessment.json": '{"client": {"name": "示例公司"}}\n'.encode(),
    "grade.json": b"{}\n",
    "scheme/example.yaml": b"id: example\n",
    "evidence/" + "ab" * 32 + ".jpg": bytes(range(256)) * 8,
    "report/审查报告.pdf": b"%PDF-1.7\n",
    "empty.txt": b"",
}


def info() -> Info:
    return Info(
        audit=AUDIT, written_at=WHEN, by="张工", organization="示例认证中心", client="示例公司", scheme="example", program="fieldaudit 0.1"
    )


def entries(contents: Mapping[str, bytes] = CONTENTS) -> list[Entry]:
    return [Entry(name, data) for name, data in contents.items()]


def write(path: Path, contents: Mapping[str, bytes] = CONTENTS, key: str = KEY) -> Written:
    return write_package(path, entries(contents), key, info())


def files_of(path: Path) -> dict[str, bytes]:
    """Every file of the package by its name below the bag's folder, read by Python's own zipfile."""
    with zipfile.ZipFile(path) as zip_file:
        return {item.filename.partition("/")[2]: zip_file.read(item) for item in zip_file.infolist()}


def pack(path: Path, files: Mapping[str, bytes], top: str = AUDIT) -> Path:
    """A zip in exactly our form with any files in any order."""
    with path.open("wb") as out:
        writer = Writer(out)
        for name, data in files.items():
            writer.start(f"{top}/{name}")
            writer.write(data)
            writer.finish()
        writer.close()
    return path


def signed_anew(files: dict[str, bytes], key: str, *, sender: bool = True) -> dict[str, bytes]:
    """The same files with manifests and signature that fit them: what a hostile sender with a key of their own can do."""
    files = dict(files)
    payload = {name: data for name, data in files.items() if name.startswith("data/")}
    if sender:
        files[bag.SENDER] = keys.public_pem(key)
    files[bag.MANIFEST] = bag.write_manifest({name: hashlib.sha256(data).hexdigest() for name, data in payload.items()})
    files[bag.TAGS] = bag.write_manifest({name: hashlib.sha256(files[name]).hexdigest() for name in bag.TAGGED})
    files[bag.SIGNATURE] = keys.sign(key, files[bag.TAGS])
    return {name: files[name] for name in bag.order(list(payload))}
