"""Rounds of correcting a finding: where each finding stands, what still has to be corrected, and what no round may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from desktop.base.words import _
from desktop.domain.assessment import Assessment
from desktop.domain.fieldnotes import Correction, Finding
from desktop.domain.findings import by_id, kind_titles, name

MOST_ROUNDS = 100

# not-needed: nothing has to be corrected; to-ask: it has not been asked for yet; asked: the client's turn; received: the team's turn.
State = Literal["not-needed", "to-ask", "asked", "received", "sent-back", "accepted"]


class Standing(Struct, frozen=True, kw_only=True):
    """How the correction of one finding stands. `due_on`: of the open round, else of the finding."""

    finding: Finding
    rounds: tuple[Correction, ...]
    state: State
    due_on: date | None

    @property
    def needed(self) -> bool:
        """Whether it has to be corrected at all."""
        return self.state != "not-needed"

    @property
    def open(self) -> bool:
        """Whether it still has to be corrected."""
        return self.state not in ("not-needed", "accepted")

    def overdue(self, today: date) -> int:
        """Days past the due date while the client's answer is missing; 0: none."""
        waits = self.state in ("to-ask", "asked", "sent-back")
        return max((today - self.due_on).days, 0) if waits and self.due_on is not None else 0


def state_titles() -> dict[State, str]:
    """What the states are called."""
    return {
        "not-needed": _("无须整改"),
        "to-ask": _("未提出整改要求"),
        "asked": _("待受审查方整改"),
        "received": _("待验证"),
        "sent-back": _("已退回"),
        "accepted": _("已关闭"),
    }


def rounds_by_finding(document: Assessment) -> dict[str, list[Correction]]:
    """The rounds of each finding, in their order, by the finding's id."""
    found: dict[str, list[Correction]] = {}
    for one in document.corrections:
        found.setdefault(one.finding or "", []).append(one)
    return found


def standings(document: Assessment) -> list[Standing]:
    """How every finding stands, in the order of the findings."""
    rounds = rounds_by_finding(document)
    return [standing(one, rounds.get(one.id or "", ())) for one in document.findings]


def standing(finding: Finding, rounds: Sequence[Correction]) -> Standing:
    """How one finding stands. A nonconformity has to be corrected; anything else only when that was asked for."""
    last = rounds[-1] if rounds else None
    state: State
    if last is None:
        asked = finding.kind == "nonconformity" or (finding.kind == "deduction" and finding.due_on is not None)
        state = "to-ask" if asked else "not-needed"
    elif last.verdict is not None:
        state = last.verdict
    else:
        state = "received" if is_answered(last) else "asked"
    return Standing(finding=finding, rounds=tuple(rounds), state=state, due_on=(last.due_on if last else None) or finding.due_on)


def is_answered(correction: Correction) -> bool:
    """Whether the client said anything in this round."""
    said = (correction.cause, correction.correction, correction.action)
    return correction.received_on is not None or bool(correction.evidence) or any((text or "").strip() for text in said)


def open_round(rounds: Sequence[Correction]) -> Correction | None:
    """The round without a verdict."""
    return next((one for one in reversed(rounds) if one.verdict is None), None)


def lacks(correction: Correction) -> list[str]:
    """What a round must say before it can be accepted: without a cause or an action it is sent back."""
    return [
        what
        for what, text in ((_("原因分析"), correction.cause), (_("纠正或纠正措施"), correction.action or correction.correction))
        if not (text or "").strip()
    ]


def faults(document: Assessment) -> Iterator[tuple[Correction, str]]:
    """Everything about the rounds of an audit that cannot be, with the round it is about."""
    known = by_id(document)
    for key, rounds in rounds_by_finding(document).items():
        yield from round_faults(known.get(key), rounds)


def round_faults(finding: Finding | None, rounds: Sequence[Correction]) -> Iterator[tuple[Correction, str]]:
    """What cannot be about the rounds of one finding: one after the other, one open at a time, days in their order."""
    if not rounds:
        return
    if finding is None:
        yield from ((one, _("整改记录没有对应的审查发现，请删去或改正。")) for one in rounds)
        return
    called = name(finding)
    if finding.kind in ("improvement", "disagreement"):
        what = kind_titles()[finding.kind]
        yield rounds[0], _("{name} 是{what}，不要求整改，请删去整改记录。").format(name=called, what=what)
    if len(rounds) > MOST_ROUNDS:
        yield rounds[-1], _("{name} 的整改超过 {most} 轮，请核对。").format(name=called, most=MOST_ROUNDS)
    before: Correction | None = None
    for place, one in enumerate(rounds, 1):
        if before is not None and before.verdict is None:
            yield one, _("{name} 第 {place} 轮整改：上一轮还没有结论，不能再开一轮。").format(name=called, place=place)
        elif before is not None and before.verdict == "accepted":
            yield one, _("{name} 第 {place} 轮整改：上一轮已经接受，不能再开一轮。").format(name=called, place=place)
        yield from ((one, _("{name} 第 {place} 轮整改：{said}").format(name=called, place=place, said=said)) for said in _verdict(one))
        yield from (
            (one, _("{name} 第 {place} 轮整改：{said}").format(name=called, place=place, said=said)) for said in _days(finding, before, one)
        )
        before = one


def _verdict(one: Correction) -> Iterator[str]:
    if one.verdict == "sent-back" and not (one.reason or "").strip():
        yield _("退回没有写明理由，请补上。")
    if one.verdict == "accepted":
        missing = lacks(one)
        if missing:
            yield _("缺{what}，不能接受，应退回重做。").format(what="、".join(missing))
        if one.verification is None:
            yield _("没有写明是书面验证还是现场验证。")


def _days(finding: Finding, before: Correction | None, one: Correction) -> Iterator[str]:
    """The days of a round follow each other: found, (sent back), answered, verified."""
    begun, since = (before.verified_on, _("上一轮的验证日期")) if before and before.verified_on else (finding.found_on, _("发现日期"))
    for what, day in ((_("整改期限"), one.due_on), (_("提交日期"), one.received_on)):
        if day is not None and begun is not None and day < begun:
            yield _("{what} {day} 早于{since} {begun}，请改正。").format(what=what, day=day, since=since, begun=begun)
    earliest, since = (one.received_on, _("提交日期")) if one.received_on else (begun, since)
    if one.verified_on is not None and earliest is not None and one.verified_on < earliest:
        yield _("验证日期 {day} 早于{since} {begun}，请改正。").format(day=one.verified_on, since=since, begun=earliest)


def first_fault(document: Assessment, touched: Iterable[str]) -> str | None:
    """The first fault among the rounds of the findings touched (by id), as a sentence; None: all may stand."""
    known = by_id(document)
    rounds = rounds_by_finding(document)
    for key in touched:
        for _one, sentence in round_faults(known.get(key), rounds.get(key, [])):
            return sentence
    return None


def still_open(document: Assessment) -> list[Standing]:
    """The findings that still have to be corrected."""
    return [one for one in standings(document) if one.open]
