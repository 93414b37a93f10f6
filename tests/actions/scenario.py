"""An audit in a person's words: `audit.answer("5.1.2.1", sampled=20, failed=3)`."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from PIL import Image

from desktop.actions import audits, evidence, history, scoring
from desktop.actions.workspace import AuditView, Workspace
from desktop.domain.grade import Grade
from desktop.domain.scheme import SCORED_KINDS


class Scenario:
    """One audit in a workspace."""

    def __init__(self, ws: Workspace, scheme: str, kind: Any = "initial", client: str = "岚川电器股份有限公司") -> None:
        self.ws = ws
        self.id = audits.create(ws, scheme=scheme, client=client, kind=kind).audit

    @property
    def view(self) -> AuditView:
        return self.ws.audit(self.id)

    @property
    def grade(self) -> Grade:
        return self.view.grade

    @property
    def label(self) -> str | None:
        return self.grade.grade.label if self.grade.grade else None

    def answer(self, item: str, **value: Any) -> Grade:
        if isinstance(value.get("score"), str | int):
            value["score"] = Decimal(value["score"])
        return scoring.answer(self.ws, self.id, item, **value).view.grade

    def answer_all(self) -> Grade:
        """Every scored item at full marks, every conformity item conforming."""
        for name, rule in self.view.rules.items.items():
            if rule.item.kind in SCORED_KINDS:
                scoring.answer(self.ws, self.id, name, score=rule.item.points)
            elif rule.item.kind == "conformity":
                scoring.conformity(self.ws, self.id, name, result="conforming")
        return self.grade

    def undo(self) -> None:
        history.undo(self.ws, self.id)

    def redo(self) -> None:
        history.redo(self.ws, self.id)

    def add_photo(self, path: Path, *items: str) -> str:
        added = evidence.add_files(self.ws, self.id, [path], [evidence.record_of(self.ws, self.id, item) for item in items])
        assert not added.refused, added.refused
        return added.added[0]

    def document(self) -> bytes:
        return audits.export_document(self.ws, self.id)


def make_photo(path: Path, colour: tuple[int, int, int] = (30, 90, 160), taken: str | None = "2026:11-24") -> Path:
    """A small JPEG, with the time it was taken unless None."""
    image = Image.new("RGB", (320, 240), colour)
    exif = Image.Exif()
    if taken:
        exif[0x9003] = "2026:11:24 09:00:42"
        exif.get_ifd(0x8769)[0x9003] = "2026:11:24 09:00:42"
    image.save(path, "JPEG", exif=exif)
    return path
