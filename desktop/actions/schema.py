"""JSON Schemas of what comes from outside: the assessment document and the actions of a changes file."""

from __future__ import annotations

from typing import Any

import msgspec

from desktop.base.spelling import WHOLE
from desktop.base.strict_json import write_json
from desktop.domain.assessment import Assessment


def json_schema(kind: Any) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a type; a number may be a number or a text."""
    return dict(_numbers(msgspec.json.schema(kind)))


def assessment_schema() -> bytes:
    """The schema of `fieldaudit.assessment/1` as it ships in resources/assessment.schema.json."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "fieldaudit.assessment/1"}
    return write_json(head | json_schema(Assessment))


def _numbers(value: Any) -> Any:
    if isinstance(value, dict):
        if value.get("format") == "decimal":
            return {"anyOf": [{"type": "number"}, {key: entry for key, entry in value.items() if key != "format"}]}
        if value.get("type") == "integer":
            return {"anyOf": [value, {"type": "string", "pattern": WHOLE}]}
        return {key: _numbers(entry) for key, entry in value.items()}
    return [_numbers(entry) for entry in value] if isinstance(value, list) else value
