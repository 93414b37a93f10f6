"""What the service-characteristic measurement keeps in the document: its plan, and one record a sample."""

from __future__ import annotations

from datetime import date

from msgspec import field

from desktop.domain.part import Count, Key, Line, Long, Part


class Way(Part, frozen=True):
    """How one characteristic is measured: where it is asked for, by which method, and when a sample meets it."""

    clause: Line | None = None
    method: Line | None = None
    criterion: Long | None = None


class Measurement(Part, frozen=True):
    """The plan of the service-characteristic measurement (测评方案), signed by the leader."""

    characteristics: tuple[Line, ...] = ()
    ways: dict[Line, Way] = field(default_factory=dict)  # by characteristic
    population: Long | None = None
    population_size: Count | None = None  # numbered from 1, for the draw
    sample_size: Count | None = None
    reason: Long | None = None  # why this size
    seed: Line | None = None
    team: Line | None = None  # who measures
    signed_by: Line | None = None
    signed_on: date | None = None


class Sample(Part, frozen=True):
    """One sample of the service-characteristic measurement."""

    id: Key | None = None
    number: Count | None = None  # in the population, as drawn
    characteristic: Line | None = None
    site: Line | None = None
    service: Line | None = None
    touchpoint: Line | None = None
    taken_at: Line | None = None
    results: dict[Line, bool] = field(default_factory=dict)  # by characteristic
    passed: bool | None = None
    note: Long | None = None
