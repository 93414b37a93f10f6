"""The sites of an audit: how many the scheme asks for, which were drawn, what was swapped, and whether the draw still fits the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from desktop.base.words import _
from desktop.domain.assessment import Assessment, Site
from desktop.domain.noticed_dates import Dated, date_notices, order_notices
from desktop.domain.notices import Notice, Severity
from desktop.domain.preparation import SiteSample
from desktop.domain.sampling import LONGEST_SEED, MOST_SITES, draw, root_up
from desktop.domain.scheme import Scheme

_RECORD = "site_sample"
# The head office where a site is asked for and it has no record of its own among `sites`.
HEAD_OFFICE = ""


class SampleState(Struct, frozen=True, kw_only=True):
    """Where the sampling of sites stands. Sites are named by their ids."""

    how: Literal["all", "sqrt-up", "open"]  # open: the scheme has no rule for this kind of audit
    clause: str
    formula: str
    of: int  # sites that count: the head office and temporary sites do not
    temporary: int  # sites that no draw reaches
    required: int | None  # how many the rule asks for, None when open
    visited: tuple[str, ...]  # what this audit goes to: drawn, after swaps; else the whole list
    added: tuple[str, ...]  # on the list, but not when the draw was made
    gone: tuple[str, ...]  # no longer on the list
    repeats: bool  # the kept seed gives the kept draw

    @property
    def is_stale(self) -> bool:
        return bool(self.added or self.gone)


def head_office(document: Assessment) -> str:
    """The id of the listed site that has the client's own address, or HEAD_OFFICE."""
    client = document.client
    own = {"".join(address.split()) for address in (client.address, client.audit_address, client.registered_address) if address}
    for site in document.sites if own else ():
        if site.id and site.address and "".join(site.address.split()) in own:
            return site.id
    return HEAD_OFFICE


def counted_sites(document: Assessment) -> tuple[Site, ...]:
    """The sites a rule counts and a draw may take: neither the head office, which is always visited, nor temporary ones."""
    head = head_office(document)
    return tuple(site for site in document.sites if not site.temporary and site.id != head)


def audited_sites(document: Assessment) -> tuple[str, ...]:
    """The ids of the listed sites this audit goes to: those drawn, after swaps, and the head office; all when nothing was drawn."""
    listed = [site.id or "" for site in document.sites]
    sample = document.site_sample
    if sample is None:
        return tuple(listed)
    chosen = {*sample_after_swaps(sample), head_office(document)}
    return tuple(site for site in listed if site in chosen)


def sample_after_swaps(sample: SiteSample) -> tuple[str, ...]:
    """What was drawn with the swaps made in their order; a swap of what is not there changes nothing."""
    places = {site: place for place, site in enumerate(sample.drawn)}
    for swap in sample.swaps:
        if swap.out in places and swap.into not in places:
            places[swap.into] = places.pop(swap.out)
    return tuple(sorted(places, key=places.__getitem__))


def how_many(document: Assessment, scheme: Scheme, sites: int) -> int | None:
    """How many of so many sites the scheme's rule asks for; None without a rule."""
    rule = scheme.site_sampling
    how = rule.rules.get(document.audit.kind or "initial") if rule else None
    return None if how is None else sites if how == "all" else root_up(sites)


def drawn_of(frame: Sequence[str], count: int, seed: str) -> tuple[str, ...]:
    """The draw from a frame: its sites are numbered from 1, the n smallest by SHA-256 of "seed:number" are taken."""
    return tuple(frame[number - 1] for number in _numbers(len(frame), count, seed))


@lru_cache(maxsize=64)
def _numbers(sites: int, count: int, seed: str) -> tuple[int, ...]:
    # Kept, because the check after every edit asks for the same draw again.
    return tuple(draw(sites, count, seed))


def sample_state(document: Assessment, scheme: Scheme) -> SampleState:
    """Where the sampling stands."""
    rule, sample = scheme.site_sampling, document.site_sample
    how = rule.rules.get(document.audit.kind or "initial") if rule else None
    counted = counted_sites(document)
    listed = {site.id or "": None for site in counted}
    frame = dict.fromkeys(sample.frame) if sample else listed
    return SampleState(
        how=how or "open",
        clause=rule.clause if rule else "",
        formula=rule.formula if rule else "",
        of=len(listed),
        temporary=sum(site.temporary for site in document.sites),
        required=how_many(document, scheme, len(frame)),
        visited=tuple(site for site in audited_sites(document) if site in listed),
        added=tuple(site for site in listed if site not in frame),
        gone=tuple(site for site in frame if site not in listed),
        repeats=sample is None or _repeats(sample),
    )


def _repeats(sample: SiteSample) -> bool:
    sound = len(sample.seed) <= LONGEST_SEED and len(sample.frame) <= MOST_SITES and len(sample.drawn) <= len(sample.frame)
    return sound and drawn_of(sample.frame, len(sample.drawn), sample.seed) == sample.drawn


def notices(document: Assessment, scheme: Scheme, today: date | None = None) -> list[Notice]:
    """What stands against the sites chosen; nothing for a client of one place."""
    if not document.sites and document.site_sample is None:
        return []
    state, sample = sample_state(document, scheme), document.site_sample
    if sample is None:
        return list(_undrawn(state))
    drawn = Dated(_RECORD, "drawn_on", _("抽样日期"), sample.drawn_on)
    starts = Dated("audit", "starts_on", _("审查开始日期"), document.audit.starts_on, past=False)
    return [*_drawn(state, sample), *_swaps(document, sample, state), *date_notices([drawn], today), *order_notices([(drawn, starts)])]


def _undrawn(state: SampleState) -> Iterator[Notice]:
    if state.how == "open":
        sentence = _("规则没有给出这类审查的场所抽样办法；没有抽样，按 {n} 个场所全部审查。").format(n=state.of)
        yield _notice("sample-open", "note", sentence, state)
    elif state.required is not None and state.required < state.of:
        sentence = _("{of} 个场所可抽 {n} 个（总部另计），还没有抽样；不抽样则全部审查。").format(of=state.of, n=state.required)
        yield _notice("sample-undrawn", "warning", sentence, state)


def _drawn(state: SampleState, sample: SiteSample) -> Iterator[Notice]:
    if not state.repeats:
        sentence = _("用保存的种子和名单抽不出保存的结果，抽样不能复核，请重新抽样。")
        yield _notice("sample-repeat", "critical", sentence, state, "drawn")
    if state.is_stale:
        sentence = _("抽样之后场所名单有改动：增加 {added} 个，减少 {gone} 个，请重新抽样。").format(
            added=len(state.added), gone=len(state.gone)
        )
        yield _notice("sample-stale", "critical", sentence, state, "frame")
    if state.required is not None and len(state.visited) < state.required:
        what = _("这类审查不抽样，{of} 个场所都要审查") if state.how == "all" else _("{of} 个场所至少审查 {n} 个（总部另计）")
        sentence = what.format(of=len(sample.frame), n=state.required) + _("，现在只有 {n} 个。").format(n=len(state.visited))
        yield _notice("sample-few", "critical", sentence, state, "drawn")
    if state.temporary:
        sentence = _("{n} 个临时场所不参加抽样，是否到访请另行安排。").format(n=state.temporary)
        yield _notice("sample-temporary", "note", sentence, state)
    if state.how == "open" and not sample.formula.strip():
        yield _notice("sample-open", "warning", _("规则没有给出场所抽样办法，请写明抽样数的算法和理由。"), state, "formula")


def _swaps(document: Assessment, sample: SiteSample, state: SampleState) -> Iterator[Notice]:
    frame, chosen = set(sample.frame), set(sample.drawn)
    names = {site.id: site.name for site in document.sites} if sample.swaps else {}
    for place, swap in enumerate(sample.swaps, 1):
        out, into = names.get(swap.out) or swap.out, names.get(swap.into) or swap.into
        if swap.out not in chosen or swap.into in chosen or swap.into not in frame:
            sentence = _("第 {place} 次换场所（{out} 换为 {into}）不成立：换出的须已抽中，换入的须在名单中而未抽中。")
        else:
            chosen.discard(swap.out)
            chosen.add(swap.into)
            if swap.reason.strip():
                continue
            sentence = _("第 {place} 次换场所（{out} 换为 {into}）没有写理由。")
        text = sentence.format(place=place, out=out[:60], into=into[:60])
        yield _notice(f"sample-swap/{place}", "critical", text, state, "swaps")


def _notice(key: str, severity: Severity, sentence: str, state: SampleState, field: str = "") -> Notice:
    return Notice(id=key, severity=severity, sentence=sentence, clause=state.clause, record=_RECORD, field=field)
