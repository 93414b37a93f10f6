"""One file looked at, sealed and made small: what a helper process does for each, and what it brings back."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from desktop.base import clock
from desktop.base.errors import BadInput, Refused
from desktop.base.words import _
from desktop.domain.evidence import PICTURES
from desktop.evidence import kinds, pdf, photo
from desktop.evidence.refusals import empty, unreadable
from desktop.evidence.sealing import CHUNK, FULL, Sealer, Told

HELD_LIMIT = 32 * CHUNK  # a file up to this size is read once and held; a larger one is read in pieces
RESERVE = 32 * CHUNK  # room that is left on the disk for the store itself
_OLDEST = datetime(1980, 1, 2).astimezone()  # the day cards write when their camera has no clock


@dataclass(frozen=True)
class Job:
    """One file to take in. `part`: where its sealed bytes are to lie; `data`: its bytes when it is no file."""

    number: int
    name: str
    part: Path
    path: Path | None = None
    data: bytes | None = None
    previews: bool = True  # False: without the pictures that were too much for a helper before


@dataclass(frozen=True)
class Setup:
    """What is the same for all files of one intake. `known`: the SHA-256 of what the audit has and the vault holds."""

    sealer: Sealer
    known: frozenset[str] = frozenset()
    edge: int = 320


@dataclass(frozen=True)
class Taken:
    """A file as it was taken in. `part` is None when its bytes are kept already; `thumbnail` None when there is none to show."""

    number: int
    sha256: str
    size: int
    media_type: str
    received_at: str | None
    part: Path | None = None
    width: int | None = None
    height: int | None = None
    taken_at: str | None = None
    device: str | None = None
    gps: tuple[Decimal, Decimal] | None = None
    thumbnail: bytes | None = None
    notes: list[str] = field(default_factory=list)


# Makes a small picture of a PDF: in a process that may break.
FirstPage = Callable[[bytes, int], bytes | None]


def take(job: Job, setup: Setup, told: Told | None = None, first_page: FirstPage = pdf.first_page) -> Taken:
    """Take in one file; its sealed part is whole, but not yet durable. Refused with the reason; what `told` raises leaves nothing."""
    if job.data is not None:
        return _take(job, setup, io.BytesIO(job.data), job.data, None, told, first_page)
    assert job.path is not None
    try:
        seen = job.path.stat()
        # Opening a pipe would wait for ever.
        if not stat.S_ISREG(seen.st_mode):
            raise BadInput(_("{path}：不是文件，请选择单个文件。").format(path=job.path))
        _check_size(job.name, seen.st_size, setup.sealer)
        with job.path.open("rb") as source:
            # One byte more, to see whether it still grows.
            data = source.read(seen.st_size + 1) if seen.st_size <= HELD_LIMIT else None
            if data is not None and len(data) <= seen.st_size:
                return _take(job, setup, io.BytesIO(data), data, _dated(seen), told, first_page)
            return _take(job, setup, source, None, _dated(seen), told, first_page)
    except OSError as error:
        raise unreadable(job.name, error) from None


def _take(
    job: Job, setup: Setup, source: BinaryIO, data: bytes | None, dated: str | None, told: Told | None, first_page: FirstPage
) -> Taken:
    size = source.seek(0, os.SEEK_END)
    media_type, notes = kinds.tell(source, size, job.name)
    taken = Taken(job.number, "", size, media_type, dated, notes=notes)
    if data is not None:
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 in setup.known:
            return replace(taken, sha256=sha256)
        taken = _described(job, setup, taken, data, first_page)
        setup.sealer.seal_bytes(data, job.part)
        return replace(taken, sha256=sha256, part=job.part)
    taken = _described(job, setup, taken, data, first_page)
    source.seek(0)
    sha256, size = setup.sealer.seal(source, job.name, job.part, told)
    return replace(taken, sha256=sha256, size=size, part=job.part)


def _described(job: Job, setup: Setup, taken: Taken, data: bytes | None, first_page: FirstPage) -> Taken:
    """With what the content says of itself, and its small picture."""
    if taken.media_type in PICTURES:
        if not job.previews:
            raise BadInput(_("{name}：图片无法解码或解码过久，请换用相机原图。").format(name=job.name))
        seen, small = photo.inspect_and_shrink(job.path if data is None and job.path else data or b"", setup.edge, job.name)
        if seen.gps_invalid:
            taken.notes.append(_("GPS 无效，未采用。"))
        return replace(
            taken,
            width=seen.width,
            height=seen.height,
            taken_at=seen.taken_at,
            device=seen.device,
            gps=seen.gps,
            thumbnail=small,
        )
    if taken.media_type == "application/pdf" and job.previews and data is not None:
        return replace(taken, thumbnail=first_page(data, setup.edge))
    return taken


def _check_size(name: str, size: int, sealer: Sealer) -> None:
    if size == 0:
        raise empty(name)
    if size > sealer.limit:
        raise BadInput(
            _("{name}：{gb} GB，超过单个证据文件的上限 {limit} GB，请截取需要的部分。").format(
                name=name, gb=_giga(size), limit=_giga(sealer.limit)
            )
        )
    try:
        free = shutil.disk_usage(sealer.folder).free
    except OSError:
        return
    if size + size // 1000 + RESERVE > free:
        raise Refused(
            _("{name}：证据库所在的磁盘空间不足，需要 {need} MB，只剩 {free} MB。请腾出空间后再添加。").format(
                name=name, need=(size + RESERVE) // CHUNK + 1, free=free // CHUNK
            ),
            code=FULL,
        )


def _giga(size: int) -> str:
    tenths = size * 10 // 1024**3
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)


def _dated(seen: os.stat_result) -> str | None:
    """The file's own date, unless it is one that says there was no clock."""
    try:
        moment = datetime.fromtimestamp(seen.st_mtime).astimezone()
    except (OSError, OverflowError, ValueError):
        return None
    return clock.stamp(moment) if moment > _OLDEST else None
