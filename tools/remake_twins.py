"""Writes what is generated again: docs/schemes/*.md, schemes/scheme.schema.json and resources/assessment.schema.json."""

from __future__ import annotations

import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP))

from desktop.actions.schema import assessment_schema  # noqa: E402
from desktop.schemes.library import Library  # noqa: E402
from desktop.schemes.schema import schema_text  # noqa: E402
from desktop.schemes.twin import twin  # noqa: E402


def made() -> dict[Path, str]:
    """Every generated file with what it should hold."""
    library = Library([TOP / "schemes"])
    ids = sorted(path.stem for path in (TOP / "schemes").glob("*.yaml"))
    texts = {TOP / "docs" / "schemes" / f"{id}.md": twin(library.load(id).scheme) for id in ids}
    texts[TOP / "resources" / "assessment.schema.json"] = assessment_schema().decode("utf-8")
    return texts | {TOP / "schemes" / "scheme.schema.json": schema_text()}


def main() -> None:
    texts = made()
    folder = TOP / "docs" / "schemes"
    folder.mkdir(parents=True, exist_ok=True)
    for stale in set(folder.glob("*.md")) - set(texts):
        stale.unlink()
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
