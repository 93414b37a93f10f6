"""What evidence belongs to: clauses, visits and other records; its caption, its place in the report, its removal."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET

from desktop.actions.workspace import Changes, Workspace
from desktop.base.errors import BadInput, NotFound
from desktop.base.words import _
from desktop.domain.assessment import Evidence
from desktop.domain.evidence import in_order

_CAPTION_LIMIT = 500


def link(ws: Workspace, audit: str, evidence: str, record: str) -> Changes:
    """Link a piece of evidence to a record: `items/5.1.1.2`, `conformity/4.2.2`, `visits/<id>`."""
    return link_many(ws, audit, [evidence], record)


def link_many(ws: Workspace, audit: str, evidence: list[str], record: str) -> Changes:
    """Link several pieces of evidence to one record, as one action."""
    record = checked_link(ws, audit, record)
    values = {(f"evidence/{one.id}", "links"): [*one.links, record] for one in _named(ws, audit, evidence) if record not in one.links}
    return ws.edit(audit, "link-evidence", values)


def unlink(ws: Workspace, audit: str, evidence: str, record: str | list[str]) -> Changes:
    """Take a link away, or several as one action; the evidence stays."""
    gone = [record] if isinstance(record, str) else record
    links = [other for other in entry(ws, audit, evidence).links if other not in gone]
    return ws.edit(audit, "unlink-evidence", {(f"evidence/{evidence}", "links"): links or UNSET})


def caption(ws: Workspace, audit: str, evidence: str, text: str) -> Changes:
    """What the picture shows, as printed under it."""
    entry(ws, audit, evidence)
    if len(text) > _CAPTION_LIMIT:
        raise BadInput(_("说明超过 {most} 字，请缩短。").format(most=_CAPTION_LIMIT))
    return ws.edit(audit, "caption-evidence", {(f"evidence/{evidence}", "caption"): text or UNSET})


def order(ws: Workspace, audit: str, evidence: list[str]) -> Changes:
    """Put evidence in the order of the report: those named come first, in this order; the rest as it came."""
    _named(ws, audit, evidence)
    if len(set(evidence)) != len(evidence):
        raise BadInput(_("排序里有重复的证据编号，请每件只写一次。"))
    places = {one: place for place, one in enumerate(evidence, 1)}
    values = {(f"evidence/{one.id}", "order"): places.get(one.id or "", UNSET) for one in ws.audit(audit).document.evidence}
    return ws.edit(audit, "order-evidence", values)


def move(ws: Workspace, audit: str, evidence: str, before: str | None = None) -> Changes:
    """Move one piece of evidence before another in the report's order; without one, to the end."""
    return move_many(ws, audit, [evidence], before)


def move_many(ws: Workspace, audit: str, evidence: list[str], before: str | None = None) -> Changes:
    """Move several pieces of evidence together before another in the report's order; without one, to the end."""
    moved = list(dict.fromkeys(one.id or "" for one in _named(ws, audit, evidence)))
    if before is not None:
        entry(ws, audit, before)
    whole = in_order(ws.audit(audit).document.evidence)
    was = [one.id or "" for one in whole]
    going = set(moved)
    # What moves before one of its own stays where that one is: before the next that does not move.
    if before in going:
        before = next((one for one in was[was.index(before) :] if one not in going), None)
    ids = [one for one in was if one not in going]
    at = ids.index(before) if before is not None else len(ids)
    ids[at:at] = moved
    # Places are written down only as far as they are needed: of thousands, one drag changes a few.
    last = max((place for place, (one, other) in enumerate(zip(ids, was, strict=True), 1) if one != other), default=0)
    return order(ws, audit, ids[: max(last, sum(one.order is not None for one in whole))])


def in_report(ws: Workspace, audit: str, evidence: list[str], shown: bool = True) -> Changes:
    """Print evidence in the report, or leave it out; it stays with the audit either way."""
    value = UNSET if shown else True
    return ws.edit(audit, "report-evidence", {(f"evidence/{one.id}", "left_out"): value for one in _named(ws, audit, evidence)})


def remove(ws: Workspace, audit: str, evidence: str) -> Changes:
    """Take evidence out of the audit; the original bytes stay in the store, undo brings it back."""
    return remove_many(ws, audit, [evidence])


def remove_many(ws: Workspace, audit: str, evidence: list[str]) -> Changes:
    """Take several pieces of evidence out, as one action."""
    held = ws.audit(audit).records
    records = [f"evidence/{one}" if f"evidence/{one}" in held else f"evidence/{entry(ws, audit, one).id}" for one in evidence]
    return ws.edit(audit, "remove-evidence", {(record, field): UNSET for record in records for field in held[record]})


def entry(ws: Workspace, audit: str, evidence: str) -> Evidence:
    """One piece of evidence by its id. Raises NotFound."""
    return _named(ws, audit, [evidence])[0]


def _named(ws: Workspace, audit: str, evidence: Sequence[str]) -> list[Evidence]:
    """Pieces of evidence by their ids. Raises NotFound."""
    here = {one.id: one for one in ws.audit(audit).document.evidence}
    for one in evidence:
        if one not in here:
            raise NotFound(_("这次审查里没有编号为 {id} 的证据。").format(id=one[:80]))
    return [here[one] for one in evidence]


def checked_link(ws: Workspace, audit: str, record: str) -> str:
    """The record, if evidence can belong to it. Raises BadInput."""
    if is_record(ws, audit, record):
        return record
    section, _slash, key = record.partition("/")
    if section in ("items", "conformity"):
        raise BadInput(_("方案中没有条款 {item}，不能关联证据。").format(item=key[:80]))
    raise BadInput(_("没有记录 {record}，不能关联证据。").format(record=record[:80]))


def is_record(ws: Workspace, audit: str, record: str) -> bool:
    """Whether evidence can belong to this record."""
    view = ws.audit(audit)
    section, _slash, key = record.partition("/")
    if section in ("items", "conformity"):
        return key in view.rules.items
    return record in view.records or section == "levels"


def record_of(ws: Workspace, audit: str, item: str) -> str:
    """The record an item's answers stand in: `items/…` or `conformity/…`. Raises BadInput for an unknown clause."""
    rule = ws.audit(audit).rules.items.get(item)
    if rule is None:
        raise BadInput(_("方案中没有条款 {item}，不能关联证据。").format(item=item[:80]))
    return f"conformity/{item}" if rule.item.kind == "conformity" else f"items/{item}"


def records_of(ws: Workspace, audit: str, items: Sequence[str]) -> list[str]:
    """`record_of` of each."""
    return [record_of(ws, audit, item) for item in items]
