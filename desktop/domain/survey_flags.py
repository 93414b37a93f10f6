"""What looks implausible in responses: a hint to look again. Nothing is left out of S by a flag; only a person voids a response."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from statistics import median
from typing import Literal, NamedTuple

from msgspec.structs import replace

from desktop.base.words import _
from desktop.domain.assessment import Response

FlagKind = Literal["too-fast", "all-the-same", "same-answers", "same-wording", "duplicate", "no-consent"]

# Seconds a question takes at least to be heard and answered; and the part of the channel's median under which a time is conspicuous.
_LEAST_SECONDS = 2
_PART_OF_MEDIAN = 3
_TIMES_FOR_MEDIAN = 5
# Fewer answers, or shorter words, agree by chance.
_LEAST_ANSWERS = 5
_LEAST_SIGNS = 6


class Flag(NamedTuple):
    """One hint: its kind, a sentence, and the other response it is about (its id), if any."""

    kind: FlagKind
    text: str
    other: str | None = None


def flags(responses: Sequence[Response]) -> dict[str, tuple[Flag, ...]]:
    """The flags of every response that is not void, by its id; only responses with flags stand in it."""
    found: dict[str, list[Flag]] = defaultdict(list)
    here = [response for response in responses if response.void is None and response.id]
    for response, flag in (*_fast(here), *_same_all_through(here), *_consent(here), *_alike(here)):
        found[response.id or ""].append(flag)
    return {key: tuple(every) for key, every in found.items()}


def flags_of(response: Response, others: Sequence[Response]) -> tuple[Flag, ...]:
    """The flags one response has, or would have, among the others."""
    candidate = response if response.id else replace(response, id="?")
    kept = [other for other in others if other.id != candidate.id]
    return flags([*kept, candidate]).get(candidate.id or "", ())


def _fast(responses: Sequence[Response]) -> Iterator[tuple[Response, Flag]]:
    times: dict[str | None, list[float]] = defaultdict(list)
    for response in responses:
        if response.seconds is not None and response.answers:
            times[response.channel].append(response.seconds / len(response.answers))
    usual = {channel: median(every) for channel, every in times.items() if len(every) >= _TIMES_FOR_MEDIAN}
    for response in responses:
        if response.seconds is None or not response.answers:
            continue
        each = response.seconds / len(response.answers)
        if each < _LEAST_SECONDS or each * _PART_OF_MEDIAN < usual.get(response.channel, 0):
            yield (
                response,
                Flag("too-fast", _("{seconds} 秒答 {count} 题，偏快").format(seconds=response.seconds, count=len(response.answers))),
            )


def _same_all_through(responses: Sequence[Response]) -> Iterator[tuple[Response, Flag]]:
    for response in responses:
        points = set(response.answers.values())
        if len(response.answers) >= _LEAST_ANSWERS and len(points) == 1:
            yield response, Flag("all-the-same", _("各题都是 {points} 分").format(points=points.pop()))


def _consent(responses: Sequence[Response]) -> Iterator[tuple[Response, Flag]]:
    for response in responses:
        if response.channel == "face_to_face" and not (response.consent or "").strip():
            yield response, Flag("no-consent", _("没有记录受访者同意"))


def _alike(responses: Sequence[Response]) -> Iterator[tuple[Response, Flag]]:
    """Responses that agree: each against the first of its kind, the first against the second."""
    told: set[tuple[str | None, str | None]] = set()
    kinds: tuple[tuple[FlagKind, _Key, str], ...] = (
        ("duplicate", _same_number, _("与另一份问卷的编号相同（{number}）")),
        ("duplicate", _same_person, _("与问卷 {number} 的作答时间和答案都相同，可能是重复")),
        ("same-answers", _same_answers, _("与问卷 {number} 各题答案相同")),
        ("same-wording", _same_wording, _("与问卷 {number} 的意见措辞相同")),
    )
    for kind, key_of, sentence in kinds:
        for group in _groups(responses, key_of):
            for place, response in enumerate(group):
                other = group[0] if place else group[1]
                # A duplicate agrees in its answers too: said once.
                if kind != "same-wording" and (response.id, other.id) in told:
                    continue
                told.add((response.id, other.id))
                yield response, Flag(kind, sentence.format(number=other.number or other.id), other.id)


_Key = Callable[[Response], Hashable | None]


def _groups(responses: Sequence[Response], key_of: _Key) -> list[list[Response]]:
    by_key: dict[Hashable, list[Response]] = defaultdict(list)
    for response in responses:
        key = key_of(response)
        if key is not None:
            by_key[key].append(response)
    return [group for group in by_key.values() if len(group) > 1]


def _same_number(response: Response) -> Hashable | None:
    return (response.channel, response.number) if response.number else None


def _same_person(response: Response) -> Hashable | None:
    when = response.answered_at or response.started_at
    return (when, _pattern(response)) if when and response.answers else None


def _same_answers(response: Response) -> Hashable | None:
    # The same points all through agree with every other such response: that has a flag of its own.
    if len(response.answers) < _LEAST_ANSWERS or len(set(response.answers.values())) == 1:
        return None
    return (response.questionnaire, _pattern(response))


def _pattern(response: Response) -> Hashable:
    return tuple(sorted(response.answers.items()))


def _same_wording(response: Response) -> Hashable | None:
    text = unicodedata.normalize("NFKC", response.remark or "").casefold()
    signs = "".join(sign for sign in text if sign.isalnum())
    return signs if len(signs) >= _LEAST_SIGNS else None
