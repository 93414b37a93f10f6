"""What is hard to believe about a mystery visit: too short, out of order, before arrival, worded like another. Shown, never blocking."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from desktop.base.words import _
from desktop.domain.assessment import Assessment, Visit
from desktop.domain.visit import began, duration, ended, is_made, length_words, read_time, spans

FlagKind = Literal[
    "unreadable-time", "ended-before-start", "too-short", "before-arrival", "before-planned", "out-of-order", "longer-than-visit",
    "same-wording", "same-alias", "unqualified",
]  # fmt: skip

# Shorter than this nobody saw much: at a counter, and by phone or on a screen.
LEAST_MINUTES, LEAST_MINUTES_REMOTE = 3, 1
_REMOTE = ("电话", "热线", "网", "线上", "在线", "客服", "小程序", "邮件", "phone", "web", "chat", "online")
# A sentence this long is not met twice by chance.
_LEAST_SIGNS = 12
_SENTENCE_ENDS = re.compile(r"[。！？!?；;\n]+")


class Flag(Struct, frozen=True):
    """One doubt about a visit. `place`: the moment of the timeline it is about, from 0."""

    kind: FlagKind
    text: str
    place: int | None = None


def visit_flags(document: Assessment) -> dict[str, tuple[Flag, ...]]:
    """The doubts about each visit, by its id; visits without any are left out."""
    first_said: dict[str, Visit] = {}
    aliases: dict[str, Visit] = {}
    found: dict[str, tuple[Flag, ...]] = {}
    for visit in document.visits:
        flags = [*_of_times(visit), *_of_evidence(visit, document), *_of_words(visit, first_said), *_of_people(visit, aliases)]
        if flags and visit.id:
            found[visit.id] = tuple(flags)
    return found


def _of_times(visit: Visit) -> Iterator[Flag]:
    start, end = began(visit), ended(visit)
    for what, text, read in ((_("开始时间"), visit.started_at, start), (_("结束时间"), visit.ended_at, end)):
        if (text or "").strip() and read is None:
            yield Flag("unreadable-time", _("{what}“{text}”看不懂，应写作 2026-11-20 10:05。").format(what=what, text=(text or "")[:40]))
    if start is not None and end is not None and end < start:
        yield Flag("ended-before-start", _("结束时间早于开始时间。"))
    if start is not None and visit.planned_on is not None and start.date() < visit.planned_on:
        yield Flag("before-planned", _("开始时间早于计划的日期 {day}。").format(day=visit.planned_on.isoformat()))
    took = duration(visit)
    least = LEAST_MINUTES_REMOTE if _is_remote(visit) else LEAST_MINUTES
    if took is not None and took < least:
        yield Flag("too-short", _("整个暗访只有 {took}。").format(took=length_words(took)))
    yield from _of_timeline(visit, took)


def _of_timeline(visit: Visit, took: Fraction | None) -> Iterator[Flag]:
    start, end, timeline = began(visit), ended(visit), spans(visit)
    times = {span.place: span.start for span in timeline}
    latest = None
    for place, moment in enumerate(visit.timeline):
        at = times[place]
        if at is None:
            yield Flag("unreadable-time", _("时刻“{text}”看不懂，应写作 10:27。").format(text=moment.at[:40]), place)
            continue
        if start is not None and at < start:
            yield Flag("before-arrival", _("时刻 {at} 早于开始时间。").format(at=moment.at), place)
        if latest is not None and at < latest:
            yield Flag("out-of-order", _("时刻 {at} 记在更晚的时刻之后。").format(at=moment.at), place)
        latest = at if latest is None else max(latest, at)
    # A call back after the visit has a time of its own.
    inside = (span for span in timeline if end is None or span.start is None or span.start <= end)
    noted = sum((span.minutes for span in inside if span.given and span.minutes is not None), Fraction(0))
    if took is not None and noted > took:
        yield Flag(
            "longer-than-visit",
            _("各段时长合计 {noted}，超过整个暗访的 {took}。").format(noted=length_words(noted), took=length_words(took)),
        )


def _of_evidence(visit: Visit, document: Assessment) -> Iterator[Flag]:
    start = began(visit)
    if start is None:
        return
    for number, one in enumerate(document.evidence, 1):
        if f"visits/{visit.id}" not in one.links:
            continue
        taken = read_time(one.taken_at)
        if taken is not None and taken < start:
            yield Flag(
                "before-arrival",
                _("证据 {number} 拍摄于 {taken}，早于开始时间。").format(number=number, taken=taken.strftime("%Y-%m-%d %H:%M")),
            )


def _of_words(visit: Visit, first_said: dict[str, Visit]) -> Iterator[Flag]:
    texts = [
        visit.findings or "",
        *visit.quotes,
        *(one.note or "" for one in visit.answers.values()),
        *(one.text for one in visit.timeline),
    ]
    said = {key: sentence for text in texts for sentence in _SENTENCE_ENDS.split(text) if len(key := _plain(sentence)) >= _LEAST_SIGNS}
    reported: set[str] = set()
    for key, sentence in said.items():
        other = first_said.setdefault(key, visit)
        name = other.visitor_alias or other.id or ""
        if other is not visit and name not in reported:
            reported.add(name)
            yield Flag("same-wording", _("与 {other} 的文字相同：“{text}”。").format(other=name, text=sentence.strip()[:40]))


def _plain(text: str) -> str:
    """The text without spaces and punctuation, so that a copy with another comma is still a copy."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


def _of_people(visit: Visit, aliases: dict[str, Visit]) -> Iterator[Flag]:
    if is_made(visit) and not (visit.qualification or "").strip():
        yield Flag("unqualified", _("没有写明访客的资格。"))
    alias = (visit.visitor_alias or "").strip()
    if alias:
        other = aliases.setdefault(alias, visit)
        if other is not visit and (other.visitor or "").strip() != (visit.visitor or "").strip():
            yield Flag("same-alias", _("代号 {alias} 用在了两个人身上。").format(alias=alias))


def _is_remote(visit: Visit) -> bool:
    channel = (visit.channel or "").casefold()
    return any(word in channel for word in _REMOTE)
