"""What follows from an edit of findings and sign-in sheets: what may stand, special deductions in step, signatures that end, links kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import UNSET

from desktop.base.errors import BadInput
from desktop.base.typed import convert
from desktop.base.words import _
from desktop.domain.assessment import Assessment
from desktop.domain.corrections import first_fault
from desktop.domain.fieldnotes import Finding
from desktop.domain.findings import check_findings, name, plain, special_reason
from desktop.domain.history import Change, Records
from desktop.domain.records import PLACE, TOP, to_document
from desktop.domain.rules import Rules

Values = dict[tuple[str, str], Any]

SPECIAL = (TOP, "special_deductions")
# What the client confirmed by signing; where one of these changes, the signature no longer says so.
_CONFIRMED = frozenset({"kind", "severity", "items", "site", "requirement", "statement", "objective_evidence", "evidence"})
_SIGNED_NAME = frozenset({"name", "meeting"})
# What may still be said of a round that has its verdict: that the acceptance was no good.
_REOPENED = frozenset({"verdict", "reason", "verification", "verified_by", "verified_on"})


def concerns(changes: Iterable[Change]) -> bool:
    """Whether an edit touches findings, their rounds, the special deductions or a sign-in sheet."""
    return any(
        change.record.startswith(("findings/", "corrections/", "attendance/")) or (change.record, change.field) == SPECIAL
        for change in changes
    )


def check(before: Records, after: Records, changes: Sequence[Change], rules: Rules, document: Assessment) -> None:
    """Whether findings and rounds may become like this. BadInput with one sentence. `document`: as it was before the edit."""
    records = dict.fromkeys(change.record for change in changes)
    _check_frozen(before, after, [record for record in records if record.startswith("corrections/")])
    some = {path: fields for path, fields in after.items() if path.startswith(("findings/", "corrections/"))}
    plain_document = {**to_document(some), "scheme": document.scheme}
    stands = convert(plain_document, Assessment, _("输入"))
    changed = {}
    found = {one.id: one for one in stands.findings if one.id}
    touched = {str(state[record].get("finding", "")) for record in records for state in (before, after) if record in state}
    for record in records:
        section, _slash, key = record.partition("/")
        if section == "findings":
            touched.add(key)
            if key in found:
                changed[key] = (_finding(before, record), found[key])
            elif any(one.finding == key for one in stands.corrections):
                old = _finding(before, record) or Finding()
                raise BadInput(_("发现 {name} 还有整改记录，不能删去；请先删去整改记录。").format(name=name(old)))
    if changed:
        check_findings(changed, stands.findings, document, rules)
    sentence = first_fault(stands, sorted(touched - {""}))
    if sentence is not None:
        raise BadInput(sentence)


def _check_frozen(before: Records, after: Records, records: Iterable[str]) -> None:
    for record in records:
        old, new = before.get(record), after.get(record, {})
        if old is None:
            continue
        fields = {field for field in {*old, *new} if field != PLACE and old.get(field, UNSET) != new.get(field, UNSET)}
        if new and "finding" in fields and "finding" in old:
            raise BadInput(_("整改记录不能改到另一条发现名下，请在那条发现下另开一轮。"))
        if old.get("verdict") and fields:
            reopened = old["verdict"] == "accepted" and new.get("verdict") == "sent-back" and fields <= _REOPENED
            if not reopened:
                raise BadInput(_("这一轮整改已有结论，文字和理由保留原样，不能再改；需要重做的请退回并开下一轮。"))


def follows(before: Records, after: Records, changes: Sequence[Change]) -> Values:
    """The fields that come along: special deductions with their nonconformities, and confirmations that end."""
    values: Values = {}
    records = dict.fromkeys(change.record for change in changes if change.record.startswith("findings/"))
    listed = list(after.get(TOP, {}).get("special_deductions") or ())
    before_sync = list(listed)
    for record in records:
        old, new = _finding(before, record), _finding(after, record)
        was, now = special_reason(old) if old else None, special_reason(new) if new else None
        if was != now:
            _replace(listed, was, now)
        values |= _unsigned(record, "confirmation", _CONFIRMED, before, changes)
    for record in dict.fromkeys(change.record for change in changes if change.record.startswith("attendance/")):
        values |= _unsigned(record, "signature", _SIGNED_NAME, before, changes)
    if listed != before_sync:
        values[SPECIAL] = listed or UNSET
    if any((change.record, change.field) == SPECIAL for change in changes):
        for record in after:
            if record.startswith("findings/") and after[record].get("special"):
                one = _finding(after, record)
                if one is not None and special_reason(one) not in listed:
                    values[record, "special"] = UNSET
    return values


def _replace(listed: list[str], was: str | None, now: str | None) -> None:
    if was is not None and was in listed:
        place = listed.index(was)
        listed[place : place + 1] = [now] if now is not None and now not in listed else []
    elif now is not None and now not in listed:
        listed.append(now)


def _unsigned(record: str, signature: str, signed: frozenset[str], before: Records, changes: Iterable[Change]) -> Values:
    """A signature under something that is changed ends, unless the edit itself says what becomes of it."""
    fields = {change.field for change in changes if change.record == record}
    if signature in before.get(record, {}) and signature not in fields and not fields.isdisjoint(signed):
        return {(record, signature): UNSET}
    return {}


def keep_links(before: Any, after: Any) -> Any:
    """A list of deductions that takes the place of another, with the findings that stand for those that are still there."""
    if not isinstance(before, list) or not isinstance(after, list) or not all(isinstance(one, dict) for one in (*before, *after)):
        return after
    linked = {one.get("finding") for one in after}
    lost = [(place, one) for place, one in enumerate(before) if one.get("finding") and one["finding"] not in linked]
    if not lost:
        return after
    result = [dict(one) for one in after]
    for place, one in lost:
        words = plain(str(one.get("statement", "")))
        same = [other for other in result if not other.get("finding") and plain(str(other.get("statement", ""))) == words]
        if not same and len(before) == len(after) and not result[place].get("finding"):
            same = [result[place]]
        if same:
            same[0]["finding"] = one["finding"]
    return result


def _finding(records: Mapping[str, Mapping[str, Any]], record: str) -> Finding | None:
    fields = records.get(record)
    if fields is None:
        return None
    key = record.partition("/")[2]
    plain_fields = {field: value for field, value in fields.items() if field not in ("value", PLACE)}
    return convert({"id": key, **plain_fields}, Finding, _("输入"))
