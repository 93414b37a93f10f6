"""The files below folders and memory cards, within bounds: no links, nothing hidden, nothing of the system's own."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.base.errors import BadInput, reason
from desktop.base.words import _

MOST_FILES = 5000
_MOST_ENTRIES = 200_000
_DEEPEST = 16
_SYSTEM = {
    "thumbs.db", "ehthumbs.db", "desktop.ini", "system volume information", "$recycle.bin", "recycler", "lost.dir", "found.000",
    "__macosx", "icon\r", "autorun.inf", "wpsettings.dat", "indexervolumeguid",
}  # fmt: skip
_HIDDEN = 0x2 | 0x4  # FILE_ATTRIBUTE_HIDDEN, FILE_ATTRIBUTE_SYSTEM
_REPARSE = 0x400
_NATURAL = re.compile(r"(\d{1,18})")


@dataclass(frozen=True)
class Found:
    """A file, how many bytes it had when it was seen, and where it came from, in words."""

    path: Path
    size: int
    source: str


@dataclass
class Walked:
    """What lies below. `refused`: folders that could not be read, with the reason."""

    files: list[Found]
    refused: list[tuple[str, str]]


def walk(paths: Sequence[Path], most: int = MOST_FILES) -> Walked:
    """The files named and those below the folders named, each once, in natural order within a folder.

    A file named outright is there even if it is hidden, absent or odd: it is refused by its own reason when it is read.
    BadInput when there are more than `most`.
    """
    walked = Walked([], [])
    seen: set[Path] = set()
    entries = 0
    for path in paths:
        if not path.is_dir():
            walked.files.append(Found(path, _size(path), origin(path)))
            seen.add(path)
        else:
            for found in _below(path, walked.refused):
                entries += 1
                if entries > _MOST_ENTRIES:
                    raise _too_many(most)
                if found is not None and found.path not in seen:
                    seen.add(found.path)
                    walked.files.append(found)
                if len(walked.files) > most:
                    raise _too_many(most)
        if len(walked.files) > most:
            raise _too_many(most)
    return walked


def origin(path: Path) -> str:
    """Where a file came from: the memory card by its DCIM folder (DCF, JEITA CP-3461), else the folder it lay in."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 # links stay as they are named
    for folder in absolute.parents:
        if folder.name.upper() == "DCIM":
            return _("存储卡 {path}").format(path=folder.parent)[:500]
    return _("文件夹 {path}").format(path=absolute.parent)[:500]


def _below(top: Path, refused: list[tuple[str, str]]) -> Iterator[Found | None]:
    """Every entry that is no folder's; None for one that is passed over."""
    waiting = [(top, 0)]
    while waiting:
        folder, depth = waiting.pop()
        try:
            with os.scandir(folder) as listed:
                entries = sorted(listed, key=lambda entry: _natural(entry.name))
        except OSError as error:
            refused.append((folder.name or str(folder), _("读不到文件夹 {path}：{reason}。").format(path=folder, reason=reason(error))))
            continue
        below = []
        for entry in entries:
            kind, size = _seen(entry)
            if kind == "folder":
                below.append((Path(entry.path), depth + 1))
                yield None
            else:
                yield Found(Path(entry.path), size, origin(Path(entry.path))) if kind == "file" else None
        if depth < _DEEPEST:
            waiting += reversed(below)
        else:
            refused += [(path.name, _("文件夹 {path} 层数过深，没有读取。").format(path=path)) for path, _depth in below]


def _seen(entry: os.DirEntry[str]) -> tuple[str, int]:
    if entry.name.startswith(".") or entry.name.casefold() in _SYSTEM:
        return "", 0
    try:
        about = entry.stat(follow_symlinks=False)
    except OSError:
        # A card that is being pulled out: the file is refused by its own reason when it is read.
        return "file", 0
    attributes = getattr(about, "st_file_attributes", 0)
    if attributes & _HIDDEN:
        return "", 0
    if stat.S_ISDIR(about.st_mode):
        return ("", 0) if attributes & _REPARSE else ("folder", 0)
    # Links are neither: the entry itself was looked at.
    return ("file", about.st_size) if stat.S_ISREG(about.st_mode) else ("", 0)


def _natural(name: str) -> list[tuple[int, int, str]]:
    """Names as a person counts: IMG_9 before IMG_10."""
    return [(1, int(part), "") if part.isdecimal() else (0, 0, part.casefold()) for part in _NATURAL.split(name)]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _too_many(most: int) -> BadInput:
    return BadInput(_("一次最多加入 {most} 个文件，请分批加入。").format(most=most))
