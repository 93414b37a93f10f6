"""The sample audits as they ship (document, edits made afterwards, photos taken) and how they enter a store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta, Struct

from desktop.actions import audits, catalogue, evidence, scoring
from desktop.actions.demo_photos import Shot, photograph
from desktop.actions.workspace import Workspace
from desktop.base import paths
from desktop.base.files import read_file, write_file
from desktop.base.strict_json import read_json_file
from desktop.base.typed import convert
from desktop.domain.assessment import Deduction

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


class Sample(Struct, frozen=True):
    """One invented client. `changes` are the lines of a changes file (`fieldaudit audit apply`)."""

    name: str
    document: bytes
    changes: list[dict[str, Any]]
    photos: tuple[Photo, ...]


def samples() -> list[Sample]:
    """The samples that ship with the program, by name."""
    folder = paths.resources() / "demo"
    return [
        Sample(
            name=path.stem,
            document=read_file(path),
            changes=read_json_file(folder / "changes" / path.name),
            photos=convert(read_json_file(folder / "photos" / path.name), tuple[Photo, ...], path.name),
        )
        for path in sorted(folder.glob("*.json"))
    ]


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


def _prove(ws: Workspace, audit: str, proofs: dict[tuple[str, int], list[str]]) -> None:
    """Name the photos beside the statements they prove."""
    items = ws.audit(audit).document.items
    for item in sorted({item for item, _place in proofs}):
        deductions = tuple(
            Deduction(points=one.points, statement=one.statement, evidence=tuple(proofs.get((item, place), one.evidence)))
            for place, one in enumerate(items[item].deductions or ())
        )
        scoring.answer(ws, audit, item, deductions=deductions)
