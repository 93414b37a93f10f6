"""The JSON Schema of scheme files, made from the types: editors check a file with it while it is written."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from desktop.domain.scheme import Scheme

# A YAML editor reads a bare 4 as a number and "4" as text; both are right wherever the format wants a number or a truth value.
_ALSO_TEXT = {"integer": r"^-?\d+$", "boolean": "^(true|false)$"}


def schema_text() -> str:
    """The schema as it lies beside the scheme files; the same types give the same text."""
    made = msgspec.json.schema(Scheme)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "fieldaudit.scheme/1"}
    return json.dumps(head | _loosened(made), ensure_ascii=False, indent=1) + "\n"


def _loosened(part: Any) -> Any:
    """The same schema where numbers and truth values may be written as text, and decimals as numbers."""
    if isinstance(part, list):
        return [_loosened(element) for element in part]
    if not isinstance(part, dict):
        return part
    part = {key: _loosened(value) for key, value in part.items()}
    kind = part.get("type")
    if kind in _ALSO_TEXT:
        default = {"default": part.pop("default")} if "default" in part else {}
        return {"anyOf": [part, {"type": "string", "pattern": _ALSO_TEXT[kind]}]} | default
    if part.get("format") == "decimal":
        part["type"] = ["string", "number"]
        part.pop("format")
    return part
