"""The schemes at hand: found in folders or carried by an audit, joined with their blocks, checked and settled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from msgspec import ValidationError

from desktop.base.errors import BadInput, NotFound, reason
from desktop.base.words import _
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_check import problems
from desktop.schemes import settings as setting
from desktop.schemes.join import at_fault, digest, in_order, joined, joined_data
from desktop.schemes.parse import Parsed, convert, parse
from desktop.schemes.source import MOST_BYTES

SUFFIX = ".yaml"
# A scheme that can be graded has this key at the beginning of a line: found without parsing.
_GRADEABLE = re.compile(rb"^evaluations[ ]*:", re.MULTILINE)
MOST_SOURCES = 40


class CompiledScheme(NamedTuple):
    """A scheme ready for use: joined with its blocks, changed by the settings, free of contradictions."""

    scheme: Scheme
    sha256: str  # pins the files' bytes (docs/scheme-format.md), whatever the settings
    version: str
    settings: tuple[tuple[str, str], ...]  # gap id and value, without those that keep the reading; sorted
    sources: tuple[tuple[str, bytes], ...]  # id and bytes of each file, blocks first: what `load_pinned` wants


class Library:
    """The scheme files of some folders; a later folder's file replaces an earlier one of the same id.

    Nothing is read before it is asked for. Files may change while the program runs: results follow their bytes.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)

    def ids(self) -> list[str]:
        """Ids of the schemes that can be graded, sorted."""
        return [id for id, path in sorted(self._files().items()) if _GRADEABLE.search(_bytes(path))]

    def source(self, id: str) -> bytes:
        """The bytes of one file. NotFound lists the ids at hand."""
        files = self._files()
        if id not in files:
            known = "、".join(sorted(files)) or _("无")
            raise NotFound(_("没有名为“{id}”的方案，可用：{known}。").format(id=id[:60], known=known))
        return _bytes(files[id])

    def load(self, id: str, settings: Mapping[str, str] | None = None) -> CompiledScheme:
        """The scheme with its blocks under the settings (gap id to choice, `reading` or value).

        NotFound: no such scheme. BadInput: a faulty file, an unknown gap or choice, a value that does not fit.
        """
        contents: dict[str, bytes] = {}

        def get(name: str) -> Parsed:
            contents[name] = self.source(name)
            return _parsed(name, contents[name])

        parts = in_order(id, get)
        return _load(tuple((part.scheme.id, contents[part.scheme.id]) for part in parts), _key(settings))

    def load_pinned(self, sources: Mapping[str, bytes], id: str, settings: Mapping[str, str] | None = None) -> CompiledScheme:
        """As `load`, from files that an audit carries (`CompiledScheme.sources`) instead of the folders."""
        if len(sources) > MOST_SOURCES:
            raise BadInput(_("随附的方案文件超过 {most} 个，请检查来源。").format(most=MOST_SOURCES))

        def get(name: str) -> Parsed:
            if name not in sources:
                raise BadInput(_("随附的方案文件中缺少“{id}”，请补上或改用本机的方案。").format(id=name[:60]))
            return _parsed(name, sources[name])

        parts = in_order(id, get)
        return _load(tuple((part.scheme.id, sources[part.scheme.id]) for part in parts), _key(settings))

    def _files(self) -> dict[str, Path]:
        return {path.stem: path for folder in self._folders if folder.is_dir() for path in sorted(folder.glob("*" + SUFFIX))}


def read_file(path: Path) -> bytes:
    """The bytes of a scheme file, one more than allowed at most. OSError."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _bytes(path: Path) -> bytes:
    try:
        return read_file(path)
    except OSError as error:
        raise BadInput(_("读不到方案文件 {path}：{reason}。").format(path=path, reason=reason(error))) from None


def _parsed(id: str, data: bytes) -> Parsed:
    parsed = parse(data, id + SUFFIX)
    if parsed.scheme.id != id:
        reason = _("id 应与文件名一致（{id}），请改正").format(id=id)
        raise at_fault(parsed, ("id",), reason)
    return parsed


def _key(settings: Mapping[str, str] | None) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((settings or {}).items()))


@lru_cache(maxsize=32)
def _load(sources: tuple[tuple[str, bytes], ...], settings: tuple[tuple[str, str], ...]) -> CompiledScheme:
    """Joins, settles and checks; depends on the bytes alone, so it is remembered."""
    contents = dict(sources)
    parts = [_parsed(id, data) for id, data in sources]
    for place, part in enumerate(parts):
        for problem in problems(part.scheme, [block.scheme for block in parts[:place]]):
            raise at_fault(part, problem.path, problem.reason)
    scheme = joined(parts)
    changes = setting.patches(scheme.gaps, dict(settings))
    if changes:
        scheme = _settled(setting.patched(joined_data(parts), changes))
    kept = tuple((name, value) for name, value in settings if value != setting.READING)
    return CompiledScheme(scheme, digest(parts, contents.__getitem__), scheme.version, kept, sources)


def _settled(data: setting.Data) -> Scheme:
    try:
        scheme = convert(data)
    except ValidationError:
        raise BadInput(_("按这些设置改动后，方案不再符合格式；请改正设置。")) from None
    for problem in problems(scheme):
        raise BadInput(_("按这些设置改动后，方案前后不一致：{reason}。").format(reason=problem.reason))
    return scheme
