"""All the evidence of an audit as the page looks through it: one pass when it changes, then every key typed is answered at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from desktop.domain.evidence import Family, Sort, clauses, family, in_order, plain, searched, taken_on

if TYPE_CHECKING:
    from desktop.domain.assessment import Evidence
    from desktop.domain.rules import Rules

State = Literal["loose", "undated", "marked", "redacted", "reported", "left-out"]
STATES: tuple[State, ...] = ("loose", "undated", "marked", "redacted", "reported", "left-out")


@dataclass(frozen=True)
class Wanted:
    """What is to be listed; what is empty does not narrow. `clause`: that item or one below; `record`: linked to just this record."""

    query: str = ""
    kind: str = ""
    state: str = ""
    auditor: str = ""
    day: str = ""
    clause: str = ""
    record: str = ""
    sort: Sort = "order"

    def narrows(self) -> bool:
        """Whether it lists less than all."""
        return any((self.query, self.kind, self.state, self.auditor, self.day, self.clause, self.record))


class _Kept(NamedTuple):
    """A piece with what is asked of it."""

    entry: Evidence
    clauses: frozenset[str]  # and those above
    states: frozenset[str]
    family: Family
    day: str


@dataclass
class Counts:
    """How many pieces there are of each sort."""

    states: Counter[str] = field(default_factory=Counter)
    families: Counter[str] = field(default_factory=Counter)
    auditors: Counter[str] = field(default_factory=Counter)
    days: Counter[str] = field(default_factory=Counter)
    clauses: Counter[str] = field(default_factory=Counter)
    whole: int = 0


class Shelf:
    """`take` the evidence, then `find`. Of thousands of pieces an edit touches a few: only those are looked at anew."""

    def __init__(self, rules: Rules, titles: Mapping[str, str]) -> None:
        self.counts = Counts()
        self._titles = titles
        self._above = {key: frozenset(rule.path) | {key} for key, rule in rules.items.items()}
        self._kept: dict[str, _Kept] = {}
        self._rows: list[_Kept] = []
        # What words are looked for in, made when somebody looks.
        self._words: dict[str, str] = {}
        # Places in the printed report, from 1.
        self.numbers: dict[str, int] = {}

    def take(self, evidence: Iterable[Evidence]) -> None:
        """All there is, as it stands."""
        kept = {}
        for one in in_order(evidence):
            id_ = one.id or ""
            old = self._kept.get(id_)
            if old is not None and old.entry == one:
                kept[id_] = old
            else:
                kept[id_] = self._look(one)
                self._words.pop(id_, None)
        self._kept = kept
        self._rows = list(kept.values())
        self.numbers = {id_: place for place, id_ in enumerate((id_ for id_, one in kept.items() if "reported" in one.states), 1)}
        self.counts = self._count()

    def _look(self, one: Evidence) -> _Kept:
        keys = clauses(one)
        states = ["left-out" if one.left_out else "reported"]
        if not one.links:
            states.append("loose")
        kind = family(one.media_type)
        if kind == "photo" and not one.taken_at:
            states.append("undated")
        states += ["redacted" if mark.kind == "redact" else "marked" for mark in one.marks]
        above: frozenset[str] = frozenset()
        for key in keys:
            mine = self._above.get(key) or frozenset((key,))
            above = above | mine if above else mine
        return _Kept(one, above, _set(*states), kind, taken_on(one))

    def _said(self, one: Evidence) -> str:
        said = self._words.get(one.id or "")
        if said is None:
            said = self._words[one.id or ""] = searched(one, self._titles)
        return said

    def _count(self) -> Counts:
        rows = self._rows
        return Counts(
            states=_each(Counter(one.states for one in rows)),
            families=Counter(one.family for one in rows),
            auditors=Counter(one.entry.added_by for one in rows if one.entry.added_by),
            days=Counter(one.day for one in rows if one.day),
            clauses=_each(Counter(one.clauses for one in rows)),
            whole=len(rows),
        )

    def order(self) -> list[str]:
        """The ids of all, in the report's order."""
        return list(self._kept)

    def find(self, wanted: Wanted) -> list[Evidence]:
        """What fits, in the order asked for."""
        words = plain(wanted.query).split()
        found = [
            one.entry
            for one in self._rows
            if (not wanted.state or wanted.state in one.states)
            and (not wanted.kind or one.family == wanted.kind)
            and (not wanted.day or one.day == wanted.day)
            and (not wanted.clause or wanted.clause in one.clauses)
            and (not wanted.auditor or one.entry.added_by == wanted.auditor)
            and (not wanted.record or wanted.record in one.entry.links)
            and (not words or _holds(self._said(one.entry), words))
        ]
        if wanted.sort == "taken":
            # What does not say comes last.
            found.sort(key=lambda one: one.taken_at or "\uffff")
        elif wanted.sort == "added":
            found.sort(key=lambda one: one.added_at or "")
        return found


def _holds(said: str, words: list[str]) -> bool:
    return all(word in said for word in words)


@cache
def _set(*states: str) -> frozenset[str]:
    """One set for all pieces of the same states: there are few different ones."""
    return frozenset(states)


def _each(sets: Counter[frozenset[str]]) -> Counter[str]:
    """How often each word is there, from how often each set is: there are few different ones."""
    counts: Counter[str] = Counter()
    for words, times in sets.items():
        for word in words:
            counts[word] += times
    return counts
