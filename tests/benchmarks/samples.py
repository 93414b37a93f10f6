"""Audits to measure on: every scheme answered in full, as a person leaves them."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop.actions.opening import open_workspace
from desktop.actions.workspace import Workspace
from desktop.base import paths
from desktop.domain.scheme import SCORED_KINDS
from desktop.schemes.library import CompiledScheme, Library

REMARK = "抽查了近三个月的记录，与制度规定一致；现场询问两名员工，回答与文件相符。"


def scheme_ids() -> list[str]:
    """All schemes that ship."""
    return Library([paths.schemes()]).ids()


def load(name: str) -> CompiledScheme:
    return Library([paths.schemes()]).load(name)


def full_document(name: str) -> dict[str, Any]:
    """Every scored item answered, with a remark on each, and all that the scheme asks besides."""
    scheme = load(name).scheme
    document: dict[str, Any] = {
        "format": "fieldaudit.assessment/1",
        "scheme": name,
        "client": {"name": "岚川电器股份有限公司", "address": "某市某路 8 号", "headcount": 120},
        "audit": {"kind": "initial", "evaluated_on": "2026-11-20"},
        "items": {},
        "conformity": {},
    }

    def walk(items: Any) -> None:
        for item in items:
            if item.kind in SCORED_KINDS:
                document["items"][item.id] = {"score": str(item.points), "note": REMARK}
            elif item.kind == "conformity":
                document["conformity"][item.id] = "conforming"
            elif item.kind == "level" and item.level and item.level > 1:
                document.setdefault("levels", {})[str(item.level)] = {"met": True, "reason": REMARK}
            walk(item.items)

    walk(scheme.items)
    measures = {criterion.measure for evaluation in scheme.evaluations for criterion in evaluation.criteria}
    if "survey.combined" in measures:
        document["survey"] = {"face_to_face": {"percent": "92.5", "responses": 40}, "electronic": {"percent": "95", "responses": 200}}
    if "facts.operating_months" in measures:
        document["facts"] = {
            "operating_months": 30,
            "months_since_accident": None,
            "months_since_negative_publicity": None,
            "major_complaints": [],
        }
    if "characteristics" in measures:
        document["characteristics"] = {"passed": True}
    for evaluation in scheme.evaluations:
        if any(criterion.measure == "evaluation.percent" for criterion in evaluation.criteria):
            document.setdefault("evaluations", {})[evaluation.id] = {"percent": "88"}
    return document


@contextmanager
def workspace() -> Iterator[tuple[Workspace, Path]]:
    """A store of its own for a measurement."""
    with tempfile.TemporaryDirectory(prefix="fieldaudit-bench-") as name:
        folder = Path(name)
        ws = open_workspace(folder / "store", "bench")
        try:
            yield ws, folder
        finally:
            ws.close()


def photos(folder: Path, count: int, size: tuple[int, int] = (4000, 3000)) -> list[Path]:
    """JPEG files of 12 megapixels, each with its own bytes, as a phone makes them (2 to 4 MB)."""
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(7)
    base = Image.effect_noise((size[0] // 8, size[1] // 8), 40).convert("RGB").resize(size)
    paths_ = []
    for number in range(count):
        tile = Image.new("RGB", (64, 64), tuple(chance.randrange(256) for _channel in range(3)))
        base.paste(tile, (chance.randrange(size[0] - 64), chance.randrange(size[1] - 64)))
        path = folder / f"IMG_{number:05d}.jpg"
        base.save(path, quality=85)
        paths_.append(path)
    return paths_
