"""The service-characteristic measurement: its plan with the leader's signature, the draw, and what each sample showed."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from msgspec import UNSET

from desktop.actions.workspace import Changes, Field, Workspace, builtins
from desktop.base import clock, ids
from desktop.base.errors import BadInput, NotFound
from desktop.base.words import _
from desktop.domain import measurement as measuring
from desktop.domain.measured import Measurement, Sample, Way
from desktop.domain.observation import check_leads

_TYPED = ("sampled", "failed", "passed")


def plan(
    ws: Workspace,
    audit: str,
    *,
    characteristics: tuple[str, ...] | None = None,
    population: str | None = None,
    population_size: int | None = None,
    sample_size: int | None = None,
    reason: str | None = None,
    seed: str | None = None,
    team: str | None = None,
) -> Changes:
    """What is measured, on what, on how many and why, by whom. What is not given stays, an empty text clears.

    A signature ends with any change. What was said of a characteristic that is no longer measured goes with it.
    """
    given = {
        "population": population,
        "population_size": population_size,
        "sample_size": sample_size,
        "reason": reason,
        "seed": seed,
        "team": team,
    }
    values: dict[Field, Any] = {("measurement", name): value or UNSET for name, value in given.items() if value is not None}
    if characteristics is not None:
        names = [name.strip() for name in characteristics if name.strip()]
        if len(set(names)) < len(names) or len(names) > measuring.MOST_CHARACTERISTICS:
            raise BadInput(_("测评特性不能重复，最多 {most} 项。").format(most=measuring.MOST_CHARACTERISTICS))
        values["measurement", "characteristics"] = names or UNSET
        ways = ws.audit(audit).records.get("measurement", {}).get("ways", {})
        if not set(ways) <= set(names):
            values["measurement", "ways"] = {name: way for name, way in ways.items() if name in names} or UNSET
    return ws.edit(audit, "plan-measurement", values)


def describe(
    ws: Workspace,
    audit: str,
    characteristic: str,
    *,
    name: str | None = None,
    clause: str | None = None,
    method: str | None = None,
    criterion: str | None = None,
) -> Changes:
    """Say of one characteristic where it is asked for, how it is measured, when it is met; `name` calls it otherwise, results follow.

    A characteristic that the plan does not have yet joins it. What is not given stays, an empty text clears.
    """
    view = ws.audit(audit)
    stands = view.document.measurement or Measurement()
    names = list(stands.characteristics)
    called = characteristic.strip() if name is None else name.strip()
    if not called:
        raise BadInput(_("请写测评特性的名称。"))
    if called in names and called != characteristic:
        raise BadInput(_("测评方案里已有特性“{name}”。").format(name=called[:80]))
    if characteristic in names:
        names[names.index(characteristic)] = called
    elif len(names) < measuring.MOST_CHARACTERISTICS:
        names.append(called)
    else:
        raise BadInput(_("测评特性最多 {most} 项。").format(most=measuring.MOST_CHARACTERISTICS))
    old = stands.ways.get(characteristic, Way())
    given = {"clause": clause, "method": method, "criterion": criterion}
    way = Way(**{field: (getattr(old, field) if text is None else text.strip() or None) for field, text in given.items()})
    # In the order of the plan, so that the same plan is the same record.
    ways = {other: stands.ways.get(other, Way()) for other in names} | {called: way}
    values: dict[Field, Any] = {
        ("measurement", "characteristics"): names,
        ("measurement", "ways"): builtins({other: one for other, one in ways.items() if one != Way()}) or UNSET,
    }
    if called != characteristic:
        for one in view.document.samples:
            if characteristic in one.results:
                renamed = {called if other == characteristic else other: passed for other, passed in one.results.items()}
                values[f"samples/{one.id}", "results"] = renamed
    return ws.edit(audit, "plan-measurement", values)


class Ended(NamedTuple):
    """A signature that a later change of the plan ended: whose it was and of which day; who changed which fields, and when."""

    signed_by: str
    signed_on: str
    by: str
    at: str
    fields: tuple[str, ...]


def ended(ws: Workspace, audit: str) -> Ended | None:
    """The last signature, if a change of the plan ended it and nobody signed since."""
    plan = ws.audit(audit).document.measurement
    if plan is not None and plan.signed_by:
        return None
    past = ws.store.history(audit, "measurement", "signed_by")
    if not past:
        return None
    last = ws.store.action(past[-1].id)
    changes = {change.field: change for change in last.changes if change.record == "measurement"}
    fields = tuple(field for field, change in changes.items() if field in measuring.PLAN_FIELDS and change.before is not UNSET)
    # A signature that was taken back by undo was not ended by a change.
    if not fields or changes["signed_by"].before is UNSET:
        return None
    on = changes["signed_on"].before if "signed_on" in changes else ""
    return Ended(str(changes["signed_by"].before), str(on), last.by, last.at, fields)


def sign(ws: Workspace, audit: str, *, on: date | None = None) -> Changes:
    """The leader signs the plan. Raises BadInput while it does not say what, on what, on how many and why."""
    view = ws.audit(audit)
    check_leads(view.document, ws.author.name, _("签署测评方案"))
    stands = view.document.measurement or Measurement()
    lacks = [
        title
        for title, there in (
            (_("测评特性"), stands.characteristics),
            (_("总体"), (stands.population or "").strip()),
            (_("样本数"), stands.sample_size),
            (_("样本数的理由"), (stands.reason or "").strip()),
        )
        if not there
    ]
    if lacks:
        raise BadInput(_("测评方案还缺{what}，写全后再签署。").format(what="、".join(lacks)))
    day = on or clock.now().date()
    return ws.edit(audit, "sign-measurement", {("measurement", "signed_by"): ws.author.name, ("measurement", "signed_on"): day.isoformat()})


def draw(
    ws: Workspace, audit: str, *, seed: str | None = None, population_size: int | None = None, sample_size: int | None = None
) -> Changes:
    """Draw the sample numbers, anybody can repeat it: the n smallest by SHA-256 of "seed:number"; one record for each that is new.

    What is given goes into the plan; without a seed the audit's number, else its id, is taken. Samples of an earlier draw that hold
    nothing yet make room; those with a result stay.
    """
    view = ws.audit(audit)
    stands = view.document.measurement or Measurement()
    seed = seed or stands.seed or view.document.audit.number or audit
    size = sample_size or stands.sample_size
    population = population_size or stands.population_size
    numbers = measuring.draw_samples(population, size, seed)
    values: dict[Field, Any] = {
        ("measurement", "seed"): seed,
        ("measurement", "population_size"): population,
        ("measurement", "sample_size"): size,
    }
    drawn = set(numbers)
    there = set()
    for one in view.document.samples:
        if one.number in drawn:
            there.add(one.number)
        elif _is_bare(one):
            values |= {(f"samples/{one.id}", name): UNSET for name in view.records[f"samples/{one.id}"]}
    values |= {(f"samples/{ids.new_id()}", "number"): number for number in numbers if number not in there}
    return ws.edit(audit, "draw-samples", values)


def measure(
    ws: Workspace,
    audit: str,
    sample: str,
    *,
    results: dict[str, bool | None] | None = None,
    site: str | None = None,
    service: str | None = None,
    touchpoint: str | None = None,
    taken_at: str | None = None,
    note: str | None = None,
) -> Changes:
    """What a sample (id or number) showed: a result per characteristic (null: not judged), and where, when, at which touchpoint.

    The sample passes when every characteristic does. From then on the samples say what the measurement comes to: a count or a verdict
    that was typed in their place is taken out.
    """
    view = ws.audit(audit)
    key, one = find(ws, audit, sample)
    given = {"service": service, "touchpoint": touchpoint, "taken_at": taken_at, "note": note}
    values: dict[Field, Any] = {(f"samples/{key}", name): value or UNSET for name, value in given.items() if value is not None}
    if site is not None:
        values[f"samples/{key}", "site"] = (
            next((place.id for place in view.document.sites if site in (place.id, place.name)), site) or UNSET
        )
    if results is not None:
        asked = view.document.measurement.characteristics if view.document.measurement else ()
        unknown = [name for name in results if asked and name not in asked and name not in one.results]
        if unknown:
            raise BadInput(_("测评方案里没有特性“{name}”，可用：{all}。").format(name=unknown[0], all="、".join(asked)))
        merged = {name: passed for name, passed in {**one.results, **results}.items() if passed is not None}
        values[f"samples/{key}", "results"] = merged or UNSET
        values |= {("characteristics", name): UNSET for name in _TYPED if name in view.records.get("characteristics", {})}
    return ws.edit(audit, "measure", values)


def as_before(ws: Workspace, audit: str, sample: str) -> Changes:
    """Site, service and touchpoint of the sample before this one (the nearest that says any), where this one says nothing itself."""
    key, one = find(ws, audit, sample)
    samples = ws.audit(audit).document.samples
    earlier = samples[: next(place for place, other in enumerate(samples) if other.id == key)]
    names = ("site", "service", "touchpoint")
    before = next((other for other in reversed(earlier) if any(getattr(other, name) for name in names)), None)
    if before is None:
        raise BadInput(_("前面的样本都没有写场所、服务或接触点，请在这里填写。"))
    values: dict[Field, Any] = {(f"samples/{key}", name): getattr(before, name) for name in names if not getattr(one, name)}
    return ws.edit(audit, "measure", {field: value for field, value in values.items() if value})


def add_sample(ws: Workspace, audit: str, *, number: int | None = None, note: str | None = None) -> Changes:
    """A sample beside those drawn; the reason belongs in `note`."""
    fields = {"number": number, "note": note or None}
    record = f"samples/{ids.new_id()}"
    values: dict[Field, Any] = {(record, name): builtins(value) for name, value in fields.items() if value is not None}
    return ws.edit(audit, "add-sample", values or {(record, "value"): None})


def find(ws: Workspace, audit: str, sample: str) -> tuple[str, Sample]:
    """A sample by its id, or by its number where only one has it. Raises NotFound."""
    samples = ws.audit(audit).document.samples
    found = [one for one in samples if one.id == sample] or [one for one in samples if str(one.number) == sample]
    if len(found) != 1 or not found[0].id:
        raise NotFound(_("这次审查里没有编号为 {sample} 的样本，或不止一个。").format(sample=sample))
    return found[0].id, found[0]


def _is_bare(sample: Sample) -> bool:
    """Whether a sample holds nothing but its number."""
    return sample == Sample(id=sample.id, number=sample.number)
