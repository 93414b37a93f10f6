"""The sample audits as they ship (document, edits, photos, the report handed over) and how they enter a store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta, Struct

from desktop.actions import audits, catalogue, concluding, evidence, scoring
from desktop.actions.demo_photos import Shot, photograph
from desktop.actions.workspace import Workspace
from desktop.base import paths
from desktop.base.files import read_file, write_file
from desktop.base.strict_json import read_json_file
from desktop.base.typed import convert
from desktop.domain.assessment import Deduction
from desktop.domain.signature import Strokes

Progress = Callable[[int, int], None]


class Photo(Shot, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A shot with its place in the audit. `deduction`: the clause and the place of the statement, from 0, that it proves."""

    caption: str
    links: tuple[str, ...]
    deduction: tuple[str, Annotated[int, Meta(ge=0)]] | None = None

    @property
    def file_name(self) -> str:
        """As a phone names it."""
        return "IMG_" + self.taken_at.replace("-", "").replace(":", "").replace("T", "_") + ".jpg"


class HandedOver(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A report that was given to the client, and the receipt that came back."""

    kind: str
    how: str
    to: str
    at: str
    received_on: date
    role: str
    strokes: Strokes


class Sample(Struct, frozen=True):
    """One invented client. `changes` are the lines of a changes file (`fieldaudit audit apply`)."""

    name: str
    document: bytes
    changes: list[dict[str, Any]]
    photos: tuple[Photo, ...]
    handed_over: HandedOver | None = None


def samples() -> list[Sample]:
    """The samples that ship with the program, by name."""
    folder = paths.resources() / "demo"
    return [
        Sample(
            name=path.stem,
            document=read_file(path),
            changes=read_json_file(folder / "changes" / path.name),
            photos=convert(read_json_file(folder / "photos" / path.name), tuple[Photo, ...], path.name),
            handed_over=_handed_over(folder / "delivery" / path.name),
        )
        for path in sorted(folder.glob("*.json"))
    ]


def _handed_over(path: Path) -> HandedOver | None:
    return convert(read_json_file(path), HandedOver, path.name) if path.is_file() else None


def take_in(ws: Workspace, sample: Sample) -> str:
    """Import a sample's document and do to it what its changes file says; returns the audit's id."""
    audit = audits.import_document(ws, sample.document, f"{sample.name}.json").audit
    catalogue.run(ws, audit, sample.changes, f"changes/{sample.name}.json")
    return audit


def take_photos(ws: Workspace, audit: str, sample: Sample, most: int, folder: Path | None = None, progress: Progress | None = None) -> int:
    """Draw the sample's first `most` photos, add, caption and link them; returns how many.

    With a folder they are laid there and taken from it, as a person would.
    """
    shots = sample.photos[:most]
    proofs: dict[tuple[str, int], list[str]] = {}
    for place, photo in enumerate(shots, 1):
        data = photograph(photo, sample.name)
        if folder is None:
            added = evidence.add_image_bytes(ws, audit, data, photo.file_name, photo.links)
        else:
            write_file(folder / photo.file_name, data)
            added = evidence.add_files(ws, audit, [folder / photo.file_name], photo.links)
        for entry in added.added:
            evidence.caption(ws, audit, entry, photo.caption)
            if photo.deduction:
                proofs.setdefault(photo.deduction, []).append(entry)
        if progress:
            progress(place, len(shots))
    _prove(ws, audit, proofs)
    return len(shots)


def hand_over(ws: Workspace, audit: str, sample: Sample, out: Path | None = None) -> bool:
    """Give the sample's report to the client and take the receipt; False where it was not given yet. `out`: where the PDF is laid."""
    given = sample.handed_over
    if given is None:
        return False
    if out is not None:
        done = concluding.give(ws, audit, given.kind, given.how, given.to, out, at=given.at)
    else:
        done = concluding.deliver(ws, audit, given.kind, given.how, given.to, at=given.at)
    assert done.action is not None
    delivery = done.action.changes[0].record.partition("/")[2]
    concluding.receive(ws, audit, delivery, on=given.received_on, name=given.to, role=given.role, strokes=given.strokes)
    return True


def _prove(ws: Workspace, audit: str, proofs: dict[tuple[str, int], list[str]]) -> None:
    """Name the photos beside the statements they prove."""
    items = ws.audit(audit).document.items
    for item in sorted({item for item, _place in proofs}):
        deductions = tuple(
            Deduction(points=one.points, statement=one.statement, evidence=tuple(proofs.get((item, place), one.evidence)))
            for place, one in enumerate(items[item].deductions or ())
        )
        scoring.answer(ws, audit, item, deductions=deductions)
