"""Whether a finding's statement hints at a cause or a solution: a gentle doubt for the writer, never a refusal."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

HintKind = Literal["cause", "solution"]

# Words that mostly begin a cause or a way out. Requirements say 应 and 必须 too, so those alone tell nothing.
_WORDS: dict[HintKind, str] = {
    "cause": "由于 因为 原因是 原因在于 根本原因 究其原因 归因于 缘于 源于 起因 之所以 "
    "责任心不强 重视不够 意识不足 意识淡薄 培训不到位 管理不到位",
    "solution": "建议 应当增加 应增加 应当加强 应加强 应当完善 应完善 应补充 应尽快 应及时补 "
    "需加强 需要加强 需完善 需要完善 需增加 需要增加 可以增加 可考虑 可以考虑 不妨 最好 整改为 尽快建立 尽快完善 今后应 以后应",
}
_KINDS: dict[str, HintKind] = {word: kind for kind, words in _WORDS.items() for word in words.split()}
# The longest first, so that a word is not taken for the beginning of another.
_ANY = re.compile("|".join(sorted(_KINDS, key=len, reverse=True)))
MOST_HINTS = 20


class Hint(Struct, frozen=True):
    """A word of the statement that may hint; `start`, `end`: its place, in signs."""

    kind: HintKind
    text: str
    start: int
    end: int


def hints(statement: str | None) -> tuple[Hint, ...]:
    """The first places of a statement that read like a cause or a solution."""
    found = []
    for match in _ANY.finditer(statement or ""):
        found.append(Hint(_KINDS[match[0]], match[0], match.start(), match.end()))
        if len(found) == MOST_HINTS:
            break
    return tuple(found)
