"""A scheme with the blocks it uses: in which order they come, what they make together, and the hash that pins them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.scheme import Scheme
from desktop.schemes.parse import Fault, Parsed, convert
from desktop.schemes.source import Path, Plain

MOST_BLOCKS = 20

Get = Callable[[str], Parsed]


def in_order(id: str, get: Get) -> list[Parsed]:
    """The blocks a scheme uses, each once and before its user, then the scheme itself. BadInput for a cycle."""
    done: dict[str, Parsed] = {}

    def visit(name: str, users: tuple[str, ...]) -> None:
        if name in done:
            return
        parsed = get(name)
        for place, used in enumerate(parsed.scheme.uses):
            if used == name or used in users:
                reason = _("uses 形成循环：{way}，请删除其中一处").format(way=" → ".join([*users, name, used]))
                raise at_fault(parsed, ("uses", place), reason)
            if len(users) >= MOST_BLOCKS:
                raise at_fault(parsed, ("uses", place), _("uses 超过 {most} 层，请精简").format(most=MOST_BLOCKS))
            visit(used, (*users, name))
        done[name] = parsed

    visit(id, ())
    return list(done.values())


def at_fault(parsed: Parsed, path: Path, reason: str) -> BadInput:
    """The error for a place of a file."""
    return BadInput(Fault(parsed.source.name, parsed.source.line(path), reason).sentence)


def joined_data(parts: Sequence[Parsed]) -> dict[str, Plain]:
    """The scheme's plain data with the blocks' items and gaps before its own. Shared with the parts: copy before changing."""
    data = dict(parts[-1].source.data)
    for key in ("items", "gaps"):
        lists = [part.source.data.get(key) for part in parts]
        together = [element for inside in lists if isinstance(inside, list) for element in inside]
        if together:
            data[key] = together
    return data


def joined(parts: Sequence[Parsed]) -> Scheme:
    """The scheme with the blocks' items and gaps before its own."""
    return convert(joined_data(parts))


def digest(parts: Sequence[Parsed], contents: Callable[[str], bytes]) -> str:
    """SHA-256 over one line `id sha256` for each file, blocks first, the scheme last."""
    return hashlib.sha256("".join(_digest_lines(parts, contents)).encode()).hexdigest()


def _digest_lines(parts: Sequence[Parsed], contents: Callable[[str], bytes]) -> Iterator[str]:
    for part in parts:
        yield f"{part.scheme.id} {hashlib.sha256(contents(part.scheme.id)).hexdigest()}\n"
