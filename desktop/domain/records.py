"""An audit's document as records: `client`, `items/<id>`, `sites/<id>`, each with fields, so that history can name them."""

from __future__ import annotations

from typing import Any

from desktop.domain.history import Records

# Sections that are one record each; their fields are the keys of the object.
SINGLE = (
    "client", "audit", "management_audit", "survey", "facts", "characteristics", "level_by_hand", "previous", "pin", "report", "conclusion",
    "measurement", "questionnaire", "visit_plan", "application", "person_days", "site_sample", "appointment", "document_review", "training",
    "plan", "programme", "rounds", "termination",
)  # fmt: skip
# Sections with one record a key; a value that is not an object is the record's field `value`.
KEYED = ("items", "conformity", "evaluations", "levels", "settings", "dossier", "admission", "topics", "meetings")
# Sections with one record an element, named by the element's id and put in the order of their ids.
LISTED = (
    "sites", "team", "observations", "samples", "visits", "responses", "evidence", "documents", "slots", "plan_changes", "attendance",
    "sign_ins", "communications", "findings", "corrections", "delivery",
)  # fmt: skip
# The field that keeps an element's place where the order of ids does not.
PLACE = "@"
# What stands at the top of the document by itself is a field of this record.
TOP = "assessment"


def to_records(document: dict[str, Any]) -> Records:
    """The records of a document (plain data; every listed element has its id)."""
    records: Records = {}
    for section, value in document.items():
        if section in SINGLE:
            if value:
                records[section] = dict(value)
        elif section in KEYED:
            for key, entry in value.items():
                records[f"{section}/{key}"] = dict(entry) if isinstance(entry, dict) else {"value": entry}
        elif section in LISTED:
            ids = [element["id"] for element in value]
            for place, element in enumerate(value):
                fields = {name: field for name, field in element.items() if name != "id"} or {"value": None}
                # Ids made here sort by age, so only another order has to be written down.
                records[f"{section}/{element['id']}"] = fields if ids == sorted(ids) else fields | {PLACE: place}
        elif section != "format":
            records.setdefault(TOP, {})[section] = value
    return records


def to_document(records: Records) -> dict[str, Any]:
    """The document that the records make; the same records give an equal document whatever their order."""
    document: dict[str, Any] = {"format": "fieldaudit.assessment/1"}
    placed: set[str] = set()
    for path in sorted(records):
        fields = records[path]
        section, _, key = path.partition("/")
        if section == TOP:
            document.update(fields)
        elif section in KEYED:
            document.setdefault(section, {})[key] = fields["value"] if "value" in fields else dict(fields)
        elif section in LISTED:
            element = {"id": key, **{name: field for name, field in fields.items() if name not in ("value", PLACE)}}
            document.setdefault(section, []).append(element)
            if PLACE in fields:
                placed.add(section)
        else:
            document[section] = dict(fields)
    for section in placed:
        document[section].sort(key=lambda element: records[f"{section}/{element['id']}"].get(PLACE, len(records)))
    return document
