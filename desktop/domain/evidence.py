"""Kinds of evidence, its order in the report, and finding it among thousands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal

from desktop.domain.assessment import Assessment, Evidence

Family = Literal["photo", "audio", "video", "pdf", "office", "other"]
Sort = Literal["order", "taken", "added"]
FAMILIES: tuple[Family, ...] = ("photo", "audio", "video", "pdf", "office")

_OOXML = "application/vnd.openxmlformats-officedocument."
# Media type: its family and the suffix that its files carry.
KINDS: Mapping[str, tuple[Family, str]] = {
    "image/jpeg": ("photo", ".jpg"),
    "image/png": ("photo", ".png"),
    "image/webp": ("photo", ".webp"),
    "image/heic": ("photo", ".heic"),
    "audio/mpeg": ("audio", ".mp3"),
    "audio/mp4": ("audio", ".m4a"),
    "audio/wav": ("audio", ".wav"),
    "audio/amr": ("audio", ".amr"),
    "audio/ogg": ("audio", ".ogg"),
    "audio/aac": ("audio", ".aac"),
    "audio/flac": ("audio", ".flac"),
    "audio/x-ms-wma": ("audio", ".wma"),
    "video/mp4": ("video", ".mp4"),
    "video/quicktime": ("video", ".mov"),
    "video/3gpp": ("video", ".3gp"),
    "video/x-matroska": ("video", ".mkv"),
    "video/webm": ("video", ".webm"),
    "video/ogg": ("video", ".ogv"),
    "video/x-msvideo": ("video", ".avi"),
    "video/x-ms-wmv": ("video", ".wmv"),
    "video/mpeg": ("video", ".mpg"),
    "video/mp2t": ("video", ".ts"),
    "application/pdf": ("pdf", ".pdf"),
    _OOXML + "wordprocessingml.document": ("office", ".docx"),
    _OOXML + "spreadsheetml.sheet": ("office", ".xlsx"),
    _OOXML + "presentationml.presentation": ("office", ".pptx"),
    "application/msword": ("office", ".doc"),
    "application/vnd.ms-excel": ("office", ".xls"),
    "application/vnd.ms-powerpoint": ("office", ".ppt"),
    # Locked with a password: which of the three it is cannot be seen.
    "application/vnd.ms-office": ("office", ".bin"),
}
PICTURES = frozenset(kind for kind, (family, _suffix) in KINDS.items() if family == "photo")


def family(media_type: str | None) -> Family:
    """The family a media type belongs to."""
    return KINDS.get(media_type or "", ("other", ""))[0]


def suffix(media_type: str | None) -> str:
    """The suffix of a file of this type, `.bin` for one unknown."""
    return KINDS.get(media_type or "", ("other", ".bin"))[1]


def in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """As the report shows it: what was put in order first, the rest as it came."""
    return tuple(sorted(evidence, key=lambda one: (one.order is None, one.order or 0)))


def printed(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """What the report shows, in its order."""
    return in_order(one for one in evidence if not one.left_out)


def taken_on(one: Evidence) -> str:
    """The day it was taken, or, where the file does not say, the day it was added: `2026-11-24`."""
    return (one.taken_at or one.added_at or "")[:10]


def find(
    document: Assessment,
    titles: Mapping[str, str],
    query: str = "",
    *,
    kind: str | None = None,
    linked: bool | str | None = None,
    auditor: str | None = None,
    day: date | None = None,
    reported: bool | None = None,
    sort: Sort = "order",
) -> list[Evidence]:
    """The evidence that fits all that is asked: in the report's order, or by when it was taken (what does not say comes last) or added.

    `titles` gives the words of an item by its id. Each word of `query` is looked for in caption, name, clause number and title.
    `linked`: to anything (True), to nothing (False), to one record or, named by its clause, to that clause or one below.
    `day`: see taken_on. `reported`: printed in the report, or left out of it.
    """
    words = plain(query).split()
    return [
        one
        for one in _sorted(document.evidence, sort)
        if (kind is None or family(one.media_type) == kind)
        and _is_linked(one, linked)
        and (auditor is None or one.added_by == auditor)
        and (day is None or taken_on(one) == day.isoformat())
        and (reported is None or reported is not bool(one.left_out))
        and (not words or _holds(one, titles, words))
    ]


def _sorted(evidence: Sequence[Evidence], sort: Sort) -> Sequence[Evidence]:
    if sort == "taken":
        return sorted(evidence, key=lambda one: (one.taken_at is None, one.taken_at or ""))
    if sort == "added":
        return sorted(evidence, key=lambda one: one.added_at or "")
    return in_order(evidence)


@lru_cache(maxsize=20_000)  # the same texts are looked through with every key that is pressed
def plain(text: str) -> str:
    """A text as it is compared: full-width signs as their narrow ones, without case."""
    return unicodedata.normalize("NFKC", text).casefold()


def clauses(one: Evidence) -> list[str]:
    """The ids of the items it is linked to."""
    parts = (link.partition("/") for link in one.links)
    return [key for section, _slash, key in parts if section in ("items", "conformity")]


def _is_linked(one: Evidence, linked: bool | str | None) -> bool:
    if linked is None:
        return True
    if isinstance(linked, bool):
        return bool(one.links) == linked
    return linked in one.links or any(key == linked or key.startswith(linked + ".") for key in clauses(one))


def searched(one: Evidence, titles: Mapping[str, str]) -> str:
    """What words are looked for in: caption, name, clause numbers and titles, as they are compared; no word spans two of them."""
    text = [one.caption or "", one.name or ""]
    for key in clauses(one):
        text += [key, titles.get(key, "")]
    return "\n".join(plain(part) for part in text)


def _holds(one: Evidence, titles: Mapping[str, str], words: Sequence[str]) -> bool:
    text = searched(one, titles)
    return all(word in text for word in words)
