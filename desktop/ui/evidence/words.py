"""What a piece of evidence says of itself, in words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from desktop.base import clock
from desktop.base.words import _
from desktop.domain.evidence import Family, clauses, family
from desktop.domain.link_words import section_title

if TYPE_CHECKING:
    from desktop.domain.assessment import Evidence
    from desktop.domain.rules import Rules
    from desktop.ui.evidence.shelf import State


def title(one: Evidence) -> str:
    """The caption, else the file's name."""
    return one.caption or one.name or _("未命名")


def size(count: int | None) -> str:
    """Bytes for a person: 820 KB, 4.6 MB."""
    if count is None:
        return ""
    if count < 1024 * 1024:
        return f"{max(1, count // 1024)} KB"
    return f"{count / 1024 / 1024:.1f} MB"


def moment(text: str | None) -> datetime | None:
    """A time as the document holds it: a stamp of ours, or ISO 8601 from a file."""
    if not text:
        return None
    try:
        return clock.from_stamp(text) if "Z" in text else datetime.fromisoformat(text)
    except ValueError:
        return None


def taken(one: Evidence) -> str:
    """When the file says it was taken; a text that is no time stands as it is."""
    at = moment(one.taken_at)
    return f"{at:%Y-%m-%d %H:%M:%S}" if at else one.taken_at or ""


def taken_short(one: Evidence) -> str:
    """The same for a cell of the grid."""
    at = moment(one.taken_at)
    return f"{at:%m-%d %H:%M}" if at else ""


def added(one: Evidence) -> str:
    """When it was taken in, and by whom."""
    at = moment(one.added_at)
    said = f"{at:%Y-%m-%d %H:%M}" if at else one.added_at or ""
    by = getattr(one, "added_by", None)
    return "，".join(part for part in (said, by) if part)


def sha_short(sha256: str | None) -> str:
    """The ends of a hash: 7c1e 90b4 … d2f8 3a61."""
    if not sha256:
        return ""
    return f"{sha256[:4]} {sha256[4:8]} … {sha256[-8:-4]} {sha256[-4:]}"


def family_title(kind: Family) -> str:
    """What a family of files is called."""
    return {
        "photo": _("照片"),
        "audio": _("录音"),
        "video": _("录像"),
        "pdf": "PDF",
        "office": _("文档"),
        "other": _("其他文件"),
    }[kind]


def state_title(state: State) -> str:
    """What a state that the page filters by is called."""
    return {
        "loose": _("未关联"),
        "undated": _("缺元数据"),
        "marked": _("有标注"),
        "redacted": _("有遮盖"),
        "reported": _("列入报告"),
        "left-out": _("不列入"),
    }[state]


def kind_title(one: Evidence) -> str:
    """What kind of file it is."""
    return family_title(family(one.media_type))


def links_short(one: Evidence) -> str:
    """The first clause it belongs to and how many more."""
    if not one.links:
        return ""
    found = clauses(one)
    first = found[0] if found else section_title(one.links[0].partition("/")[0])
    return first if len(one.links) == 1 else f"{first} +{len(one.links) - 1}"


def item_titles(rules: Rules) -> dict[str, str]:
    """The words by which a clause's evidence is found, by the clause's id."""
    return {key: f"{rule.item.clause or ''} {rule.item.title}" for key, rule in rules.items.items()}
