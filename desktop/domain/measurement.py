"""The service-characteristic measurement: the draw of samples, the verdict of each, what all come to, and what is doubtful."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from desktop.base.errors import BadInput
from desktop.base.numbers import plain, shown
from desktop.base.words import _
from desktop.domain.assessment import Assessment
from desktop.domain.measured import Measurement, Sample
from desktop.domain.measures import characteristics_measured, characteristics_passed
from desktop.domain.rules import Rules
from desktop.domain.sampling import LONGEST_SEED, draw
from desktop.domain.scheme import AuditKind, Gap, Scheme

# What a signature stands for: another value in any of these ends it.
PLAN_FIELDS = frozenset({"characteristics", "ways", "population", "population_size", "sample_size", "reason", "seed", "team"})
# What a gap sets where the scheme leaves the pass line to the body.
PASS_LINE = "characteristics/pass_line"
MOST_POPULATION = 1_000_000
MOST_SAMPLES = 5_000
MOST_CHARACTERISTICS = 100

FlagKind = Literal["unsigned", "too-few", "unjudged", "no-evidence", "not-drawn", "doubled", "typed"]


class Flag(Struct, frozen=True):
    """Something about the measurement that a reader should know; nothing is blocked by it. `samples`: their ids, if it is about some."""

    kind: FlagKind
    text: str
    samples: tuple[str, ...] = ()


class Measured(Struct, frozen=True, kw_only=True):
    """What the measurement comes to so far. `passed`: None while the pass line is open or nothing is judged."""

    planned: int | None
    drawn: int  # samples there are
    judged: int
    failed: int
    percent: Fraction | None  # of the judged samples, those that passed
    by_characteristic: dict[str, tuple[int, int]]  # judged, failed
    passed: bool | None


def draw_samples(population: int | None, size: int | None, seed: str) -> list[int]:
    """The numbers of the samples, ascending: the n smallest by SHA-256 of "seed:number". BadInput when out of bounds.

    A larger sample of the same seed holds the smaller one.
    """
    if not population or not 1 <= population <= MOST_POPULATION:
        raise BadInput(
            _("抽取样本：总体数量 {n} 应在 1 到 {most} 之间，请先在测评方案里填好。").format(n=population or 0, most=MOST_POPULATION)
        )
    if not size or not 1 <= size <= min(population, MOST_SAMPLES):
        raise BadInput(
            _("抽取样本：样本数 {n} 应在 1 到 {most} 之间，请改正测评方案。").format(n=size or 0, most=min(population, MOST_SAMPLES))
        )
    if not seed.strip() or len(seed) > LONGEST_SEED:
        raise BadInput(_("抽取样本：种子应有 1 到 {most} 个字符，写明后任何人都能重做这次抽取。").format(most=LONGEST_SEED))
    return list(_drawn(population, size, seed))


@lru_cache(maxsize=16)
def _drawn(population: int, size: int, seed: str) -> tuple[int, ...]:
    return tuple(draw(population, size, seed))


def verdict(results: Mapping[str, bool], characteristics: Sequence[str]) -> bool | None:
    """Whether a sample passes: every characteristic must; None while one of the plan's is not judged and none has failed."""
    if not all(results.values()):
        return False
    return None if any(name not in results for name in characteristics) or not results else True


def results_of(sample: Sample) -> Mapping[str, bool]:
    """What a sample showed by characteristic; one that was taken for a single characteristic showed that one."""
    if sample.results or sample.characteristic is None or sample.passed is None:
        return sample.results
    return {sample.characteristic: sample.passed}


def asked_of(plan: Measurement | None, sample: Sample) -> tuple[str, ...]:
    """The characteristics a sample is measured by: the one it was taken for, else the plan's and those it has a result of besides."""
    if sample.characteristic is not None and not sample.results:
        return (sample.characteristic,)
    return tuple(dict.fromkeys((*(plan or Measurement()).characteristics, *sample.results)))


def is_required(scheme: Scheme, kind: AuditKind | None) -> bool:
    """Whether an audit of this kind must measure; while the kind is not known, whether any must."""
    asked = scheme.characteristics
    return asked is not None and (kind in asked.required if kind is not None else bool(asked.required))


def line_gap(scheme: Scheme) -> Gap | None:
    """The gap of a scheme that leaves the pass line to the body; None where its text gives the line or asks for none."""
    return next((gap for gap in scheme.gaps if gap.sets == PASS_LINE), None)


def ruling(document: Assessment, rules: Rules) -> str:
    """How the result comes about, in a sentence that can be reckoned again."""
    counted, line = characteristics_measured(document), rules.pass_line
    if counted is None or not counted[0]:
        return _("一个样本的各项特性都通过，这个样本才合格；还没有测完的样本。")
    good = counted[0] - counted[1]
    said = _("合格 {good} 个 ÷ 已测 {all} 个 = {percent} %").format(
        good=good, all=counted[0], percent=shown(Fraction(good * 100, counted[0]))
    )
    if line is None:
        return said + _("；合格线由认证机构设定，还没有设定，不能得出结果。")
    gap = line_gap(rules.scheme)
    source = _("本次审查设定") if gap is not None and gap.id in document.settings else _("规则规定")
    meets = characteristics_passed(document, rules)
    if meets is None:
        return said + _("，样本没有全部测完，测完才得出结果。")
    return said + (_("，达到合格线 {line} %（{source}）。") if meets else _("，低于合格线 {line} %（{source}）。")).format(
        line=plain(line), source=source
    )


def result(document: Assessment, rules: Rules) -> Measured:
    """The measurement as it stands, the same numbers that grading reads."""
    samples = document.samples
    judged = [one for one in samples if one.passed is not None]
    failed = sum(1 for one in judged if not one.passed)
    names = dict.fromkeys((document.measurement or Measurement()).characteristics)
    told = [results_of(one) for one in samples]
    names |= dict.fromkeys(name for results in told for name in results)
    found = {name: [results[name] for results in told if name in results] for name in names}
    counted = characteristics_measured(document)
    return Measured(
        planned=document.measurement.sample_size if document.measurement else None,
        drawn=len(samples),
        judged=len(judged),
        failed=failed,
        percent=Fraction((counted[0] - counted[1]) * 100, counted[0]) if counted and counted[0] else None,
        by_characteristic={name: (len(results), results.count(False)) for name, results in found.items()},
        passed=characteristics_passed(document, rules) if rules.pass_line is not None else None,
    )


def flags(document: Assessment) -> list[Flag]:
    """What is doubtful about the measurement, the plan first."""
    plan, samples = document.measurement, document.samples
    if plan is None and not samples:
        return []
    found: list[Flag] = []
    if plan is None or not plan.signed_by or plan.signed_on is None:
        found.append(Flag("unsigned", _("测评方案没有组长签署和日期。") if plan else _("没有测评方案。")))
    size = plan.sample_size if plan else None
    if size and len(samples) < size:
        found.append(
            Flag("too-few", _("样本 {n} 个，方案为 {size} 个，少 {less} 个。").format(n=len(samples), size=size, less=size - len(samples)))
        )
    unjudged = [one for one in samples if one.passed is None]
    if unjudged:
        found.append(Flag("unjudged", _("{samples}：还没有测评结果。").format(samples=_listed(unjudged, samples)), _ids(unjudged)))
    seen = {link for one in document.evidence for link in one.links}
    bare = [one for one in samples if one.passed is not None and f"samples/{one.id}" not in seen]
    if bare:
        found.append(Flag("no-evidence", _("{samples}：没有证据。").format(samples=_listed(bare, samples)), _ids(bare)))
    found += _against_the_draw(plan, samples)
    typed = document.characteristics
    if samples and typed is not None and (typed.sampled is not None or typed.passed is not None):
        found.append(Flag("typed", _("另有直接填写的测评结果，评定时以填写的为准；清除后按样本计算。")))
    return found


def _against_the_draw(plan: Measurement | None, samples: Sequence[Sample]) -> Iterable[Flag]:
    times = Counter(one.number for one in samples if one.number is not None)
    twice = [one for one in samples if one.number is not None and times[one.number] > 1]
    if twice:
        yield Flag("doubled", _("{samples}：抽样号重复。").format(samples=_listed(twice, samples)), _ids(twice))
    if plan is None or not plan.seed or not plan.population_size or not plan.sample_size:
        return
    try:
        drawn = set(draw_samples(plan.population_size, plan.sample_size, plan.seed))
    except BadInput:
        return
    others = [one for one in samples if one.number not in drawn and not (one.note or "").strip()]
    if others:
        yield Flag("not-drawn", _("{samples}：不在抽中的号码里，请写明理由。").format(samples=_listed(others, samples)), _ids(others))


def _listed(some: Sequence[Sample], samples: Sequence[Sample]) -> str:
    places = {id(one): place for place, one in enumerate(samples, 1)}
    names = [str(one.number or places[id(one)]) for one in some[:8]]
    more = _(" 等 {count} 个").format(count=len(some)) if len(some) > len(names) else ""
    return _("样本 {names}").format(names="、".join(names)) + more


def _ids(samples: Sequence[Sample]) -> tuple[str, ...]:
    return tuple(one.id for one in samples if one.id)
