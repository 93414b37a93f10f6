"""A moment typed in one line: `14:05 等候 12 前台无人`."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.visit import MOST_MINUTES, read_time

if TYPE_CHECKING:
    from desktop.actions.visits import MomentKind

_TIME = re.compile(r"(?:\d{4}-\d{2}-\d{2} +)?\d{1,2}:\d{2}(?::\d{2})?", re.ASCII)
_LIKE_TIME = re.compile(r"\d+:\S*", re.ASCII)
_MINUTES = re.compile(r"(\d{1,5}(?:\.\d{1,4})?) *(?:分钟|分)?", re.ASCII)
_KINDS: dict[str, MomentKind] = {
    "等候": "wait", "等待": "wait", "等": "wait", "w": "wait",
    "接触": "contact", "接待": "contact", "c": "contact",
    "证据": "evidence", "取证": "evidence", "拍照": "evidence", "录音": "evidence", "e": "evidence",
    "事件": "event", "v": "event",
}  # fmt: skip


class QuickMoment(NamedTuple):
    """What a line says; `at` None: now."""

    at: str | None
    kind: MomentKind
    minutes: Decimal | None
    text: str


def parse(line: str) -> QuickMoment:
    """Time, kind, minutes, words: each may be left out, in this order; a line without a kind is a contact. Raises BadInput."""
    rest = unicodedata.normalize("NFKC", line).strip()
    if not rest:
        raise BadInput(_("请写时间、类别和内容，例如：14:05 等候 12 前台无人。"))
    at = None
    found = _TIME.match(rest) or _LIKE_TIME.match(rest)
    if found is not None:
        at = found[0]
        if not _TIME.fullmatch(at) or read_time(at if "-" in at else f"2000-01-01 {at.zfill(5)}") is None:
            raise BadInput(_("时间“{at}”看不懂，应写作 14:05。").format(at=at[:20]))
        rest = rest[found.end() :].strip()
    word, _space, after = rest.partition(" ")
    kind = _KINDS.get(word.casefold())
    minutes = None
    if kind is not None:
        rest = after.strip()
        length, _space, after = rest.partition(" ")
        taken = _MINUTES.fullmatch(length) if kind in ("wait", "contact") else None
        if taken is not None:
            minutes, rest = read_minutes(taken[1]), after.strip()
    # The words as they were typed, with their own punctuation.
    text = line.strip()[-len(rest) :] if rest and len(unicodedata.normalize("NFKC", line.strip())) == len(line.strip()) else rest
    return QuickMoment(at, kind or "contact", minutes, text)


def read_minutes(text: str) -> Decimal:
    """Minutes from 0 to a day. Raises BadInput."""
    if not _MINUTES.fullmatch(text.strip()):
        raise BadInput(_("时长“{text}”不是分钟数。").format(text=text[:20]))
    minutes = Decimal(text.strip())
    if minutes > MOST_MINUTES:
        raise BadInput(_("时长应在 0 到 {most} 分钟之间。").format(most=MOST_MINUTES))
    return minutes
