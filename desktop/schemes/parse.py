"""Turn the plain data of a scheme file into its frozen types; every departure from the format becomes a fault with its line."""

from __future__ import annotations

import typing
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
from msgspec import ValidationError

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.scheme import FORMAT, Scheme
from desktop.schemes.explain import explained
from desktop.schemes.source import Path, Plain, Source


class Fault(NamedTuple):
    """What is wrong in a scheme file: its name, the line from 1, and a sentence of what to do."""

    file: str
    line: int
    reason: str

    @property
    def sentence(self) -> str:
        """The fault as one sentence for a person."""
        return _("{name} 第 {line} 行：{reason}。").format(name=self.file, line=self.line, reason=self.reason)


class Parsed(NamedTuple):
    """A file that follows the format: its types beside the data and lines they were made from."""

    scheme: Scheme
    source: Source


@lru_cache(maxsize=32)
def parse(data: bytes, name: str) -> Parsed:
    """The scheme or block in the file's bytes, not yet joined with others. BadInput names the first fault's line."""
    # Imported here: a start that asks for no scheme pays for no YAML.
    from desktop.schemes.yaml_source import read

    source = read(data, name)
    try:
        return Parsed(convert(source.data), source)
    except ValidationError:
        raise BadInput(format_faults(source)[0].sentence) from None


def convert(data: dict[str, Plain]) -> Scheme:
    """Plain data as types; text becomes numbers and booleans where the format wants them. msgspec.ValidationError."""
    return msgspec.convert(data, Scheme, strict=False)


def format_faults(source: Source) -> list[Fault]:
    """Every place where the data leaves the format, at most one for each element of each list."""
    if source.data.get("format") != FORMAT:
        reason = _("format 应为 {wanted}").format(wanted=FORMAT)
        return [Fault(source.name, source.line(("format",)), reason)]
    return [Fault(source.name, source.line(path), reason) for path, reason in _faults(Scheme, source.data, ())]


def _faults(kind: Any, value: Plain, path: Path) -> list[tuple[Path, str]]:
    """Faults of one struct: those of its lists' elements one by one, then the first of the rest."""
    if not isinstance(value, dict):
        return _first(kind, value, path)
    found: list[tuple[Path, str]] = []
    rest = dict(value)
    for name, element in _lists(kind).items():
        inside = rest.get(name)
        if isinstance(inside, list):
            rest[name] = []
            for place, part in enumerate(inside):
                found += _faults(element, part, (*path, name, place))
    return _first(kind, rest, path) + found


@lru_cache(maxsize=64)
def _lists(kind: Any) -> dict[str, Any]:
    """The fields of a struct that hold lists of structs, with the struct."""
    fields = {}
    for name, hint in typing.get_type_hints(kind).items():
        arguments = typing.get_args(hint)
        if typing.get_origin(hint) is tuple and arguments[-1] is ... and isinstance(arguments[0], type):
            fields[name] = arguments[0]
    return {name: element for name, element in fields.items() if issubclass(element, msgspec.Struct)}


def _first(kind: Any, value: Plain, path: Path) -> list[tuple[Path, str]]:
    try:
        msgspec.convert(value, kind, strict=False)
    except ValidationError as error:
        inner, reason = explained(kind, value, str(error))
        return [((*path, *inner), reason)]
    return []
