"""Audits: begin, list, import and export the document, and fill in its single records and its lists."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET

from desktop.actions.workspace import AuditView, Changes, Field, Workspace, builtins
from desktop.base import ids
from desktop.base.errors import BadInput, NotFound
from desktop.base.spelling import whole_numbers
from desktop.base.strict_json import read_json, write_json
from desktop.base.typed import convert
from desktop.base.words import _
from desktop.domain.assessment import Assessment
from desktop.domain.records import LISTED, SINGLE, TOP, to_document, to_records
from desktop.domain.scheme import AuditKind
from desktop.store.listing import AuditRow


def listing(ws: Workspace, query: str = "", limit: int = 1000) -> list[AuditRow]:
    """The audits of the store, last changed first."""
    return ws.store.audits(query, limit)


def create(ws: Workspace, *, scheme: str, client: str, kind: AuditKind = "initial", number: str | None = None) -> Changes:
    """Begin an audit of a client under a scheme; the scheme's version is pinned."""
    if not client.strip():
        raise BadInput(_("请填写客户名称。"))
    document = {
        "format": "fieldaudit.assessment/1",
        "scheme": scheme,
        "client": {"name": client.strip()},
        "audit": {"kind": kind} | ({"number": number} if number else {}),
    }
    return begin(ws, "create-audit", document, _("新建审查"))


def import_document(ws: Workspace, data: bytes, name: str) -> Changes:
    """Make an audit from an assessment document. Refuses what is not one; then nothing is written."""
    return begin(ws, "import-document", read_json(data, name), name)


def read_document(data: bytes, name: str) -> Assessment:
    """An assessment document, typed. Raises BadInput with the place."""
    return convert(read_json(data, name), Assessment, name)


def begin(ws: Workspace, action: str, raw: Any, name: str) -> Changes:
    """Make an audit from a plain document, pinned to the scheme at hand unless it says otherwise. `name` is what a refusal calls it."""
    document = convert(raw, Assessment, name)
    plain = builtins(document)
    try:
        loaded = ws.library.load(document.scheme, document.settings)
    except BadInput as error:
        raise BadInput(_relabel(error.sentence, name)) from None
    if document.pin is None:
        plain["pin"] = {"version": loaded.version, "sha256": loaded.sha256}
    elif document.pin.sha256 != loaded.sha256 and not ws.store.scheme_sources(document.pin.sha256):
        raise BadInput(
            _("{name}：pin 处写明的方案版本 {version} 不在本机。请打开带有该版本的数据包，或删去 pin 按本机版本评定。").format(
                name=name, version=document.pin.version
            )
        )
    for section in LISTED:
        _name_elements(plain, section, name)
    records = to_records(plain)
    values: dict[Field, Any] = {(record, field): value for record, fields in records.items() for field, value in fields.items()}
    with ws.store.transaction():
        pinned = plain["pin"]["sha256"]
        if not ws.store.scheme_sources(pinned) and pinned == loaded.sha256:
            ws.store.keep_scheme_sources(pinned, dict(loaded.sources))
        audit = ids.new_id()
        try:
            return ws.edit(audit, action, values, new=True)
        except BadInput as error:
            raise BadInput(_relabel(error.sentence, name)) from None


def _relabel(sentence: str, name: str) -> str:
    own = _("输入")
    if sentence.startswith(name):
        return sentence
    return name + sentence.removeprefix(own) if sentence.startswith(own) else f"{name}：{sentence}"


def _name_elements(plain: dict[str, Any], section: str, name: str) -> None:
    seen: set[str] = set()
    for element in plain.get(section, ()):
        key = element.setdefault("id", ids.new_id())
        if key in seen:
            raise BadInput(_("{name}：{section} 中编号 {id} 出现两次，请改为不同的编号。").format(name=name, section=section, id=key))
        seen.add(key)


def export_document(ws: Workspace, audit: str) -> bytes:
    """The audit's whole document as canonical JSON; importing it makes an equal audit."""
    return document_bytes(ws.audit(audit))


def document_bytes(view: AuditView) -> bytes:
    """A view's document as canonical JSON."""
    return write_json(to_document(view.records))


def set_fields(ws: Workspace, audit: str, record: str, fields: dict[str, Any]) -> Changes:
    """Set fields of one of the single records (client, audit, facts, report, conclusion, ... and assessment); UNSET clears one.

    A null is kept only where it means something (facts); elsewhere it clears the field.
    """
    known = [name for name in (*SINGLE, TOP) if name not in ("pin", "rounds")]
    if record not in known:
        raise BadInput(_("{record} 不是可以设置的记录。可用：{all}。").format(record=record[:80], all="、".join(known)))
    keep_null = record == "facts"
    fields = _whole(fields, record)
    values: dict[Field, Any] = {
        (record, name): UNSET if value is UNSET or (value is None and not keep_null) else builtins(value) for name, value in fields.items()
    }
    if record == TOP and ({"scheme", "format"} | _SECTIONS) & fields.keys():
        raise BadInput(_("这里只能设置 applied_for、special_deductions 和 bonus。"))
    if record == "previous":
        # The level held is said in one way only.
        values |= {("previous", name): UNSET for name in {"stars", "level"} - fields.keys() if {"stars", "level"} & fields.keys()}
    return ws.edit(audit, f"set-{record.replace('_', '-')}", values)


def _whole(fields: dict[str, Any], section: str) -> dict[str, Any]:
    """The fields with whole numbers that came as text made numbers, so that they are kept as an import would keep them."""
    given = {name: value for name, value in fields.items() if value is not UNSET}
    if section == TOP:
        spelled = whole_numbers(given, Assessment, _("输入"))
    elif section in LISTED:
        spelled = whole_numbers({section: [given]}, Assessment, _("输入"))[section][0]
    else:
        spelled = whole_numbers({section: given}, Assessment, _("输入"))[section]
    return {**fields, **spelled}


_SECTIONS = frozenset(Assessment.__struct_fields__) - {"applied_for", "special_deductions", "bonus"}


def put_element(ws: Workspace, audit: str, section: str, element: str | None, fields: dict[str, Any]) -> Changes:
    """Add (`element` None) or change an element of a list: sites, team, samples, visits, responses."""
    _check_section(section)
    key = element or ids.new_id()
    fields = _whole(fields, section)
    values: dict[Field, Any] = {(f"{section}/{key}", name): UNSET if value is None else builtins(value) for name, value in fields.items()}
    if element is None and not any(value is not UNSET for value in values.values()):
        values[f"{section}/{key}", "value"] = None
    elif element is not None and f"{section}/{element}" not in ws.audit(audit).records:
        raise NotFound(_("{section} 中没有编号为 {id} 的记录。").format(section=section, id=element))
    return ws.edit(audit, f"{'add' if element is None else 'change'}-{section}", values)


def remove_element(ws: Workspace, audit: str, section: str, element: str) -> Changes:
    """Take an element out of a list; undo brings it back."""
    _check_section(section)
    record = f"{section}/{element}"
    fields = ws.audit(audit).records.get(record)
    if fields is None:
        raise NotFound(_("{section} 中没有编号为 {id} 的记录。").format(section=section, id=element))
    return ws.edit(audit, f"remove-{section}", {(record, name): UNSET for name in fields})


def _check_section(section: str) -> None:
    known = [name for name in LISTED if name != "evidence"]
    if section not in known:
        raise BadInput(_("{section} 不是可以增减的列表。可用：{all}。").format(section=section[:80], all="、".join(known)))


def equal_documents(one: bytes, other: bytes) -> bool:
    """Whether two exported documents say the same."""
    return bool(msgspec.json.decode(one) == msgspec.json.decode(other))
