"""What is generated from schemes is what lies in the checkout: run `.venv/bin/python tools/remake_twins.py` to make it again."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from jsonschema import Draft202012Validator

from desktop.base import paths
from desktop.domain.scheme import ItemKind
from desktop.schemes.library import Library
from desktop.schemes.parse import format_faults
from desktop.schemes.schema import schema_text
from desktop.schemes.twin import twin
from desktop.schemes.yaml_source import read

TOP = Path(__file__).resolve().parents[2]
DATA = Path(__file__).parent / "data"
SHIPPED = sorted(paths.schemes().glob("*.yaml"))
REMAKE = "run .venv/bin/python tools/remake_twins.py and look at the difference"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_twin_is_that_of_the_scheme(path: Path) -> None:
    made = twin(Library([paths.schemes()]).load(path.stem).scheme)
    assert (TOP / "docs" / "schemes" / f"{path.stem}.md").read_text(encoding="utf-8") == made, REMAKE


def test_no_twin_is_left_over() -> None:
    assert sorted(path.stem for path in (TOP / "docs" / "schemes").glob("*.md")) == [path.stem for path in SHIPPED], REMAKE


def test_the_schema_is_that_of_the_format() -> None:
    assert (paths.schemes() / "scheme.schema.json").read_text(encoding="utf-8") == schema_text(), REMAKE


def test_a_twin_says_everything_of_the_file(tmp_path: Path) -> None:
    """Every text of the small scheme, every clause and every bound is in its twin."""
    said = twin(Library([DATA]).load("shop").scheme).replace("\\", "")
    for text in (
        "店面",
        "岗位职责",
        "≥ 95",
        "≤ 2",
        "24 个月内",
        "四星级计 4",
        "第一次复查",
        "认证决定后 9 个月",
        "1～65",
        "66～150",
        "client.name",
    ):
        assert text in said, text
    for clause in re.findall(r'clause: "([^"]+)"', (DATA / "shop.yaml").read_text(encoding="utf-8")):
        assert clause in said, clause


def plain(data: Any) -> Any:
    """Mapping keys as text, as JSON has them."""
    if isinstance(data, dict):
        return {str(key): plain(value) for key, value in data.items()}
    return [plain(value) for value in data] if isinstance(data, list) else data


@pytest.mark.parametrize("path", [*SHIPPED, *sorted(DATA.glob("*.yaml"))], ids=lambda path: path.stem)
def test_an_editor_with_the_schema_accepts_the_file(path: Path) -> None:
    """An editor reads bare numbers and truth values as such: the schema takes them and text."""
    validator = Draft202012Validator(json.loads(schema_text()))
    given = plain(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(given)] == []


def test_an_editor_with_the_schema_sees_a_slip() -> None:
    validator = Draft202012Validator(json.loads(schema_text()))
    given = plain(yaml.safe_load((DATA / "shelf.yaml").read_text(encoding="utf-8")))
    given["items"][0]["kind"] = "guess"
    given["titel"] = "x"
    assert len(list(validator.iter_errors(given))) == 2


def test_the_document_of_the_format_names_every_kind_and_key() -> None:
    text = (TOP / "docs" / "scheme-format.md").read_text(encoding="utf-8")
    missing = [kind for kind in get_args(ItemKind) if f"`{kind}`" not in text]
    for definition in json.loads(schema_text())["$defs"].values():
        # A key stands in running text or in one of the examples.
        missing += [key for key in definition.get("properties", {}) if f"`{key}`" not in text and not re.search(rf"\b{key}:", text)]
    assert sorted(set(missing)) == []


def test_the_examples_of_the_document_follow_the_format() -> None:
    text = (TOP / "docs" / "scheme-format.md").read_text(encoding="utf-8")
    examples = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert len(examples) > 8
    source = read("\n".join(examples).encode(), "scheme-format.md")
    assert [fault.sentence for fault in format_faults(source)] == []
